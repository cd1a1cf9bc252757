"""Marks of notes beside a figure: 11¹, 4①, 4[1], 4*, 4（注1）. They are no part of it. A unit (m²) and a power (10³) are none.

What is raised in a document comes here as raised letters (`ingest/documents/runs.py`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.progress.cells.words import is_null_word

_LONGEST = 80  # letters of a cell with a figure; what is longer is a sentence
_ROUND = "①-⑳⑴-⒇❶-❿➀-➓⓵-⓾㊀-㊉"
_RAISED = "⁰¹²³⁴-⁹₀-₉ᵃ-ᵛˣʸᶻⁿ"
_MARK = (
    rf"(?:[{_ROUND}]|[*＊※†‡★☆]|⁽?[{_RAISED}]+⁾?"
    rf"|[\[［【〔]\s*注?\s*\d{{1,2}}\s*[\]］】〕]"
    rf"|[(（]\s*(?:(?:见|详见)?附?注\s*[\d{_ROUND}{_RAISED}]{{0,3}}|[{_ROUND}*＊※])\s*[)）]"
    rf"|注\s*[\d{_ROUND}{_RAISED}]{{0,2}})"
)
_AFTER = re.compile(rf"(?P<bare>.*?\S)\s*(?P<mark>{_MARK}(?:[\s,，、]*{_MARK})*)", re.DOTALL)
_BEFORE = re.compile(r"(?P<mark>[*＊※★☆†‡]+)\s*(?P<bare>\S.*)", re.DOTALL)
_FIGURE = re.compile(r"[\d零〇一二三四五六七八九十百千万亿半]")
_OF_A_UNIT = re.compile(r"(?:[mM]|米|里)[²³]")
_POWER = re.compile(r"(?:^|[^\d.])10[⁰²³⁴-⁹]")


class Marked(NamedTuple):
    """A text without its marks, and these; `mark` is "" where it has none."""

    bare: str
    mark: str = ""


def without_marks(text: str) -> Marked:
    """A cell's text without marks of notes before and after it. What may be a power of ten (10³) is left as it is."""
    text = text.strip()
    if not text or len(text) > _LONGEST or is_null_word(text):
        return Marked(text)
    bare, marks = text, []
    if before := _BEFORE.fullmatch(bare):
        bare = before["bare"]
        marks.append(before["mark"])
    if after := _AFTER.fullmatch(bare):
        if _POWER.search(bare) or _OF_A_UNIT.match(bare, len(after["bare"]) - 1):
            return Marked(text)
        bare = after["bare"]
        marks.append(after["mark"])
    if not marks or not (_FIGURE.search(bare) or is_null_word(bare) or len(bare) <= 3):
        return Marked(text)
    return Marked(bare, " ".join(marks))
