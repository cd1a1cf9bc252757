"""A text put together from its runs: what is struck out of it is withdrawn, what is raised is written with raised letters.

The same for every container. Which runs are struck or raised is what its own reader knows.
"""

from __future__ import annotations

import re
from enum import IntEnum

_RAISED = str.maketrans("0123456789+-=()nabcdefghijklmoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
# a raised sentence is a matter of looks; a note's mark is short
_MARK = re.compile(r"\s*[^\s]{1,6}\s*")


class Shift(IntEnum):
    """Where a run stands: on the line, above or below it."""

    LEVEL = 0
    RAISED = 1
    LOWERED = -1


class Runs:
    """Takes runs in order. `text` is what counts, `struck` what is withdrawn.

    A raised 1 after 11 is no digit of it, so it is written ¹; a raised 2 after m makes m². Lowered digits are written so only
    after a digit: those of PM2.5 belong to its name. Where all is raised, nothing is.
    """

    __slots__ = ("_plain", "_shifted", "_shown", "_struck")

    def __init__(self) -> None:
        self._plain: list[str] = []  # as written, all runs level
        self._shown: list[str] = []  # as it counts
        self._struck: list[str] = []
        self._shifted = 0  # letters that do not stand on the line

    def add(self, text: str, *, is_struck: bool = False, shift: Shift = Shift.LEVEL) -> None:
        if is_struck:
            self._struck.append(text)
            return
        self._plain.append(text)
        if shift is Shift.LEVEL or not text.strip():
            self._shown.append(text)
            return
        self._shifted += len("".join(text.split()))
        self._shown.append(self._marked(text, shift))

    def _marked(self, text: str, shift: Shift) -> str:
        if not _MARK.fullmatch(text):
            return text
        if shift is Shift.RAISED:
            return text.translate(_RAISED)
        before = next((piece for piece in reversed(self._shown) if piece), "")
        return text.translate(_LOWERED) if before[-1:].isdigit() else text

    @property
    def text(self) -> str:
        if not self._shifted:
            return "".join(self._plain)
        plain = "".join(self._plain)
        return plain if self._shifted == len("".join(plain.split())) else "".join(self._shown)

    @property
    def struck(self) -> str:
        return "".join(self._struck).strip()
