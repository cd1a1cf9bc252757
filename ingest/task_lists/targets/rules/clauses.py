"""The clause rules: one clause of a target text → what it states. Recursive descent over the atoms and the words between.

    clause := front (values | rank | comparison | predicate)

`fronts`, `values`, `comparisons` and `events` hold the rules of the single parts.
"""

from __future__ import annotations

from ingest.task_lists.targets import catalogue
from ingest.task_lists.targets.rules import comparisons, events, ranks
from ingest.task_lists.targets.rules.areas import AreaFinder
from ingest.task_lists.targets.rules.fronts import JOINT, Front, FrontReader, Region
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

    def statements(self, front: Front, stop: int, atoms: tuple[Atom, ...]) -> list[Statement]:
        """What [front.at, stop) states; empty when the clause is only dates and connectives."""
        region = Region.of(stop, tuple(a for a in atoms if front.at <= a.start and a.end <= stop))
        cuts = self.fronts.dates_inside(front, region)
        front.whens += tuple(a.when for a in cuts if a.when)
        if not self.text[front.at : stop].strip(" ，,、：:"):
            return []

        def said(start: int, end: int) -> str:
            out, at = "", start
            for cut in cuts:
                if start <= cut.start and cut.end <= end:
                    out, at = out + self.raw[at : cut.start], cut.end
            return out + self.raw[at:end]

        span, unsure = (front.span_start, stop), False
        quantities = [a for a in region.atoms if a.sort is Sort.QUANTITY]
        rank = next((a for a in region.atoms if a.sort is Sort.RANK), None)
        if quantities and not (rank and self._counts_the_field(quantities[-1], rank, stop)):
            reader = ValueReader(self.raw, self.text, self.fronts, region, said)
            values = reader.read(front)
            unsure = values is None and not reader.only_object
            if values is not None:
                found, rest = values
                return found + self._leftover(rest, region)
        if rank:
            return [ranks.read_rank(self.raw, self.text, front.at, rank, span)]
        compared = comparisons.read_words(said(front.at, stop), span)
        if compared:
            return compared
        dated = next((a.end - front.at for a in region.atoms if a.sort is Sort.DATE and a.start == front.at), 0)
        found = events.read_predicate(said(front.at, stop), span, dated)
        for statement in found if unsure else ():
            statement.review = statement.review or catalogue.CLAUSE_NOT_UNDERSTOOD  # it holds a number that is no value
        return found

    def _counts_the_field(self, quantity: Atom, rank: Atom, stop: int) -> bool:
        """在全省14个市州中排名前5: the number says among how many, the rank is the point."""
        return quantity.end <= rank.start and not JOINT.match(self.text, quantity.end, stop)

    def _leftover(self, front: Front, region: Region) -> list[Statement]:
        """What still follows the last value: 新增10家、完成验收."""
        if not self.text[front.at : region.stop].strip(" ，,、"):
            return []
        return self.statements(front, region.stop, tuple(a for a in region.atoms if a.sort is not Sort.QUANTITY))
