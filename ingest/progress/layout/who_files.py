"""Which unit a filing is for, and who filled it in, decided from the head, the titles, the file's name and the hidden sheet.

The visible head decides. Where it names no unit, two, or another than the file's name, the file is not taken and the nearest
names are proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.findings import Effect, Finding, Place
from ingest.progress.catalogue import finding
from ingest.progress.fields import HeadField
from ingest.progress.knowledge.context import Context, plain
from ingest.progress.knowledge.office_names import Fit, Named
from ingest.progress.layout.filing_head import HIDDEN, FilingHead, Said
from ingest.progress.layout.on_behalf import OnBehalf, on_behalf, says_on_behalf

_MORE = 12  # characters that may stand beside a unit's name where only that was asked: its section, a person
_ALL_NAMED = 40  # of a list's units, where none is near
_LABEL = "填报单位"
_BESIDE = re.compile(r"[、，,；;/\s]+")
_OFFICE = re.compile(r"^.{2,}(?<!党)(?:局|委|委员会|街道|办事处|人民政府|镇|乡)$")  # an office of its own, not a section of one


@dataclass(frozen=True, slots=True)
class WhoFiles:
    """`unit` is "" where it is not known; `filed_by` is who filled it in, an office that did so for the unit included."""

    unit: str
    filed_by: str
    findings: tuple[Finding, ...] = ()


def who_files(head: FilingHead, offices: Iterable[Said], passing: Sequence[Said], context: Context) -> WhoFiles:
    """Decide. `offices` stand over the tables; `passing` are the titles and the file's name."""
    said = (*head.said(HeadField.OFFICE), *offices)
    return _OfficeDecision(head, said, passing, context).decided()


class _OfficeDecision:
    def __init__(self, head: FilingHead, said: Sequence[Said], passing: Sequence[Said], context: Context) -> None:
        self.head = head
        self.context = context
        self.visible = [s for s in said if s.source != HIDDEN]
        self.hidden = next((s for s in said if s.source == HIDDEN), None)
        self.passing = passing
        self.findings: list[Finding] = []
        self.behalf, self.behalf_at = self._behalf()

    def decided(self) -> WhoFiles:
        named = self._named()
        weaker = self._weaker()
        unit = self._unit(named, weaker)
        behalf = self.behalf
        person = self.head.first(HeadField.FILED_BY).strip()
        if behalf is None or not unit or self.context.unit_named(behalf.by) == unit:
            return WhoFiles(unit, person, tuple(self.findings))
        if behalf.by:
            self.findings.append(finding("filed-on-behalf", self.behalf_at, seen=behalf.by, wanted=unit))
        return WhoFiles(unit, " ".join(part for part in (behalf.by, person) if part), tuple(self.findings))

    def _unit(self, named: dict[str, Said], weaker: dict[str, Said]) -> str:
        if self.behalf is not None and self.behalf.unit:
            return self._for_another(self.behalf, named)
        if not named and any(f.effect is Effect.FILE for f in self.findings):
            return ""
        made_for = self.context.unit_named(self.hidden.text) if self.hidden is not None else None
        if not named and made_for and self.hidden is not None:
            named = {made_for: self.hidden}
            if not weaker:
                self.findings.append(finding("office-of-the-form", wanted=made_for, label=_LABEL))
        every = {**weaker, **named}
        if len(named) > 1 or (named and set(weaker) - set(named)) or len(every) > 1:
            self._conflict(every, next(iter(named.values() or every.values())).place)
        if every:
            unit = next(iter(named or every))
            self._compare_hidden(unit, every)
            return unit
        self.findings.append(finding("office-missing", label=_LABEL))
        return ""

    def _conflict(self, every: dict[str, Said], place: Place) -> None:
        text = "，".join(_told(unit, said) for unit, said in every.items())
        self.findings.append(finding("office-conflict", place, seen=text, label=_LABEL))

    def _for_another(self, behalf: OnBehalf, named: dict[str, Said]) -> str:
        """The unit that another files for. A head that names a third is a conflict; one that names who files is none."""
        by = self.context.unit_named(behalf.by)
        third = {unit: said for unit, said in named.items() if unit not in (by, behalf.unit)}
        self.findings = [f for f in self.findings if f.code != "office-unknown" or plain(f.seen or "") != plain(behalf.by)]
        if third:
            self._conflict(third, next(iter(third.values())).place)
        return behalf.unit

    def _compare_hidden(self, unit: str, every: dict[str, Said]) -> None:
        """A form that was made for another unit: the visible head counts, and it is said."""
        if self.hidden is None:
            return
        made_for = self.context.unit_named(self.hidden.text) or self.hidden.text.strip()
        if made_for != unit:
            place = every[unit].place
            self.findings.append(finding("form-of-another-office", place, seen=made_for, wanted=unit, label=_LABEL))

    def _behalf(self) -> tuple[OnBehalf | None, Place]:
        told = (*self.visible, *self.head.said(HeadField.ON_BEHALF), *self.head.said(HeadField.FILED_BY), *self.passing)
        for said in told:
            if says_on_behalf(said.text) and (found := on_behalf(said.text, self.context)) is not None:
                return found, said.place
        by = next((s for s in self.head.said(HeadField.ON_BEHALF) if s.is_labelled), None)
        return (OnBehalf(by.text.strip()), by.place) if by is not None else (None, Place())

    def _named(self) -> dict[str, Said]:
        """The units that the visible head names, with what it means no unit by."""
        found: dict[str, Said] = {}
        for said in _once(self.visible):
            named = self._meant(said.text)
            several = self._several(said.text)
            if len(several) > 1:
                wanted = "、".join(f"“{name}”" for name in several)
                self.findings.append(finding("office-several", said.place, seen=said.text.strip(), wanted=wanted, label=_LABEL))
                continue
            if named.office is None:
                self.findings.append(self._not_one(said, named))
                continue
            found.setdefault(named.office, said)
            if named.fit is not Fit.SPELLED:
                code = "office-called-before" if named.fit is Fit.CALLED else "office-of-more"
                self.findings.append(finding(code, said.place, seen=said.text.strip(), wanted=named.office, label=_LABEL))
        return found

    def _meant(self, text: str) -> Named:
        """What a text means that should be a unit's name; more than the name may stand in it."""
        named = self.context.office_named(text)
        if named.offices:
            return named
        if self.behalf is not None and self.behalf.unit and says_on_behalf(text) and on_behalf(text, self.context):
            return Named((self.behalf.unit,))
        inside = self.context.units_in(text)
        return Named(inside if len(plain(text)) <= sum(map(len, inside)) + _MORE else ())

    def _several(self, text: str) -> tuple[str, ...]:
        """The offices of a text that names several, those that the list does not have as they are written."""
        if self.context.office_named(text).offices or says_on_behalf(text):
            return ()
        found: dict[str, None] = {}
        for piece in _BESIDE.split(text.strip()):
            named = self.context.office_named(piece)
            if named.office or (not named.offices and _OFFICE.match(piece)):
                found.setdefault(named.office or piece)
        return tuple(found)

    def _not_one(self, said: Said, named: Named) -> Finding:
        seen = said.text.strip()
        if named.offices:
            wanted = "、".join(f"“{unit}”" for unit in named.offices)
            return finding("office-ambiguous", said.place, seen=seen, wanted=wanted, label=_LABEL)
        near = "".join(self._proposals(seen))
        return finding("office-unknown", said.place, seen=seen, near=near, label=_LABEL)

    def _proposals(self, seen: str) -> Iterator[str]:
        """The units that may be meant: those that the file names elsewhere, and the nearest names; else all there are."""
        elsewhere = [self.hidden.text] if self.hidden is not None else []
        told = (self.context.unit_named(text) for text in elsewhere)
        passing = (unit for said in self.passing for unit in self.context.units_in(said.text))
        near = tuple(dict.fromkeys(unit for unit in (*told, *passing, *self.context.units_near(seen)) if unit))
        if near:
            yield f"是不是{'、'.join(f'“{unit}”' for unit in near)}？"
            return
        every = sorted(self.context.all_units)
        if every:
            yield f"清单里的责任单位有：{'、'.join(every[:_ALL_NAMED])}{'等' if len(every) > _ALL_NAMED else ''}。"

    def _weaker(self) -> dict[str, Said]:
        """Units that the titles and the file's name mention, but who fills in for another."""
        found: dict[str, Said] = {}
        by = self.context.unit_named(self.behalf.by) if self.behalf is not None and self.behalf.by else None
        for said in self.passing:
            units = [unit for unit in self.context.units_in(said.text) if unit != by]
            if len(units) == 1:
                found.setdefault(units[0], said)
        return found


def _told(unit: str, said: Said) -> str:
    return f"这张表是给“{unit}”下发的" if said.source == HIDDEN else f"{said.source}写的是“{unit}”"


def _once(statements: Iterable[Said]) -> Iterator[Said]:
    """Statements that differ, in their order."""
    seen: set[str] = set()
    for said in statements:
        if plain(said.text) not in seen:
            seen.add(plain(said.text))
            yield said
