"""Which office of a list a written name means: one, several that fit, or none and then the nearest.

Names are compared as `offices.py` reads them. What is only likely (金融办 for the 金融服务中心, 国土局 for the 自然资源局) is
taken where a single office fits, and the caller says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import cached_property

from ingest.progress.knowledge.offices import OWN, Reading, Seat, office_words

_NEAR = 0.5  # share of characters in common from which a name is called near
_NAMED = 3
_LONGEST = 24  # characters of an office's name in a text
_KINDS_IN_TEXTS = ("bureau", "office", "centre", "department", "brigade", "town", "township", "street", "association", "park")


class Fit(IntEnum):
    """How well a name fits an office, the best first."""

    SPELLED = 1  # another spelling of it
    CALLED = 2  # what it was called before, or another kind of body
    PART = (
        3  # one does all that the other does and more (农业农村局, 农业农村水利局), or what goes with it (政务中心, 行政审批局)
    )


@dataclass(frozen=True, slots=True)
class Named:
    """The offices that a name may mean, all of one fit; none where it fits none."""

    offices: tuple[str, ...] = ()
    fit: Fit = Fit.SPELLED

    @property
    def office(self) -> str | None:
        """The one office that is meant, or None."""
        return self.offices[0] if len(self.offices) == 1 else None


class KnownOffices:
    """The offices of the lists of one place. `spelled` holds names that are known whatever they look like."""

    def __init__(self, offices: Iterable[str], seat: Seat, spelled: Mapping[str, str]) -> None:
        self.seat = seat
        self.offices = tuple(sorted(offices))
        self._spelled = spelled
        self._known: dict[str, Named] = {}

    @cached_property
    def _readings(self) -> tuple[tuple[str, frozenset[Reading]], ...]:
        return tuple((office, self.seat.readings(office)) for office in self.offices)

    def named(self, name: str) -> Named:
        """What a name means. It is plain: without blanks and marks."""
        if name not in self._known:
            self._known[name] = self._named(name)
        return self._known[name]

    def _named(self, name: str) -> Named:
        if known := self._spelling(name):
            return Named((known,))
        if len(name) < 2:
            return Named()
        fits: dict[str, Fit] = {}
        written = self.seat.readings(name)
        for office, readings in self._readings:
            found = [fit for one in written for other in readings if (fit := self._fit(one, other)) is not None]
            if found:
                fits[office] = min(found)
        if not fits:
            return Named()
        best = min(fits.values())
        return Named(tuple(office for office, fit in fits.items() if fit is best), best)

    def _spelling(self, name: str) -> str:
        """The office of a known name, with or without its place; "" for any other."""
        for own in ("", *self.seat.own):
            rest = name.removeprefix(own)
            for known in (rest, self.seat.level + rest) if name.startswith(own) else ():
                if known in self._spelled and (known == name or own):
                    return self._spelled[known]
        return ""

    def _fit(self, one: Reading, other: Reading) -> Fit | None:
        if not self._same_place(one.place, other.place):
            return None
        same_kind = one.kind == other.kind
        alike = same_kind or not one.kind or any({one.kind, other.kind} <= kinds for kinds in office_words().alike)
        if one.does and other.does:
            if one.does == other.does and same_kind and one.is_former == other.is_former:
                return Fit.SPELLED
            if not alike:
                return None
            if one.does == other.does:
                return Fit.CALLED
            is_part = one.does < other.does or other.does < one.does
            return Fit.PART if is_part or any(one.does | other.does <= kin for kin in office_words().together) else None
        if one.does or other.does or len(one.core) < 2:
            return None
        if one.core == other.core and same_kind:
            return Fit.SPELLED
        words = office_words()
        if alike and (one.core == other.core or words.without_neutral(one.core) == words.without_neutral(other.core)):
            return Fit.CALLED
        return None

    def _same_place(self, written: str, listed: str) -> bool:
        """A name without a place means the own one; where nobody knows which that is, any."""
        if self.seat.area or self.seat.level:
            return (written or OWN) == (listed or OWN)
        return not written or not listed or written == listed

    def in_text(self, text: str) -> tuple[str, ...]:
        """The offices whose names, or other spellings of them, stand in a plain text; a name inside a longer one is none."""
        found: dict[str, None] = {}
        at = 0
        for start, end in self._spans(text):
            if start < at or (text[:start].endswith(office_words().receiving) and not text[:start].endswith("填报")):
                continue
            meant = self.named(text[start:end])
            if meant.offices and meant.fit is Fit.SPELLED:
                found.update(dict.fromkeys(meant.offices))
                at = end
        return tuple(found)

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where a name may stand, by its start, the longest first; never after what makes it another place's."""
        ends = sorted({m.start() + len(ending) for ending in self._endings for m in re.finditer(re.escape(ending), text)})
        spans = [
            (start, end)
            for end in ends
            for start in range(max(0, end - _LONGEST), end - 2)
            if not self.seat.is_of_another(text, start)
        ]
        return sorted(spans, key=lambda span: (span[0], -span[1]))

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        kinds = {ending for ending, kind in office_words().kinds.items() if kind in _KINDS_IN_TEXTS}
        return tuple({*kinds, *(name[-2:] for name in self.offices)})

    def near(self, name: str) -> tuple[str, ...]:
        """The offices whose names are nearest to a name that means none of them; () where none is near.

        Those that share a function with it; where none does, those that share at least two characters of what they do.
        """
        own = self.seat.readings(name)
        kin = [office for office, readings in self._readings if any(a.does & b.does for a in own for b in readings)]
        scored = [(self._likeness(name, office), office) for office in kin or self.offices]
        near = [pair for pair in scored if kin or pair[0] >= _NEAR]
        return tuple(office for _, office in sorted(near, key=lambda pair: (-pair[0], pair[1])))[:_NAMED]

    def _likeness(self, name: str, office: str) -> float:
        one, other = self._core(name), self._core(office)
        blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        common = sum(block.size for block in blocks)
        return common / max(len(one), len(other), 1) if common > 1 else 0.0

    def _core(self, name: str) -> str:
        """A name without its place and its kind."""
        place = next((own for own in self.seat.own if name.startswith(own) and len(name) > len(own) + 1), "")
        rest = name.removeprefix(place)
        kinds = sorted(office_words().kinds, key=len, reverse=True)
        return rest.removesuffix(next((kind for kind in kinds if rest.endswith(kind) and len(rest) > len(kind)), ""))
