"""The clause rules: one clause of a target text → what it states. Recursive descent over the atoms and the words between.

    clause := front (values | rank | comparison | event | quality)

`fronts`, `values`, `ranks`, `comparisons`, `events` and `qualities` hold the rules of the single parts.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.task_lists import target_findings
from ingest.task_lists.targets.rules import comparisons, events, qualities, ranks
from ingest.task_lists.targets.rules.areas import AreaFinder
from ingest.task_lists.targets.rules.fronts import Front, FrontReader, Region, joint_end, without
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.rules.values import ValueReader
from ingest.task_lists.targets.text.atoms import Atom, Sort
from ingest.task_lists.targets.text.term import Term


class ClauseReader:
    """Reads clauses of one folded text; `raw` is the text itself, of the same length."""

    def __init__(self, raw: str, text: str, finder: AreaFinder, term: Term) -> None:
        self.raw, self.text, self.finder = raw, text, finder
        self.fronts = FrontReader(text, finder, term)

    def front(self, at: int, stop: int, atoms: tuple[Atom, ...]) -> Front:
        """What [at, stop) says before it comes to its point."""
        return self.fronts.read(at, Region.of(stop, atoms))

    def with_dates_inside(self, front: Front, stop: int, atoms: tuple[Atom, ...]) -> Front:
        """The front with the dates that stand after it in [front.at, stop) and set its window, too."""
        return self.fronts.with_dates_inside(front, _after(front, stop, atoms))

    def statements(self, front: Front, stop: int, atoms: tuple[Atom, ...]) -> list[Statement]:
        """What [front.at, stop) states; empty when the clause is only dates and connectives."""
        if not self.text[front.at : stop].strip(" ，,、：:"):
            return []
        region = _after(front, stop, atoms)
        span, unsure, described = (front.span_start, stop), False, front.cuts
        quantities = [a for a in region.atoms if a.sort is Sort.QUANTITY]
        rank = next((a for a in region.atoms if a.sort is Sort.RANK), None)
        said = without(self.raw, front.at, stop, front.cuts)
        doubles = len(quantities) == 1 and (comparisons.doubles_from(said) or comparisons.clears_class(said))
        if quantities and not doubles and not (rank and self._counts_the_field(quantities[-1], rank, stop)):
            reader = ValueReader(self.raw, self.text, self.fronts, region)
            values = reader.read(front)
            unsure, described = values is None and not reader.only_object, (*front.cuts, *reader.described)
            if values is not None:
                found, rest = values
                return found + self._leftover(rest, region)
        if rank:
            return [ranks.read_rank(self.raw, self.text, front.at, rank, span)]
        clause = without(self.raw, front.at, stop, described)
        compared = comparisons.read_words(clause, span)
        if compared:
            return compared
        dated = next((a.end - front.at for a in region.atoms if a.sort is Sort.DATE and a.start == front.at), 0)
        found = (
            qualities.read_negations(clause, span)
            or events.read_event(clause, span)
            or qualities.read_quality(clause, span, dated)
        )
        if unsure:  # it holds a number that is no value
            found = [replace(said, review=said.review or target_findings.CLAUSE_NOT_UNDERSTOOD) for said in found]
        return found

    def _counts_the_field(self, quantity: Atom, rank: Atom, stop: int) -> bool:
        """在全省14个市州中排名前5: the number says among how many, the rank is the point."""
        return quantity.end <= rank.start and joint_end(self.text, quantity.end, stop) < 0

    def _leftover(self, front: Front, region: Region) -> list[Statement]:
        """What still follows the last value: 新增10家、完成验收."""
        if not self.text[front.at : region.stop].strip(" ，,、"):
            return []
        atoms = tuple(a for a in region.atoms if a.sort is not Sort.QUANTITY)
        return self.statements(self.with_dates_inside(front, region.stop, atoms), region.stop, atoms)


def _after(front: Front, stop: int, atoms: tuple[Atom, ...]) -> Region:
    return Region.of(stop, tuple(a for a in atoms if front.at <= a.start and a.end <= stop))
