"""The shape between the grammar and the targets: what one clause states, before areas, windows and parents are settled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets.rules.areas import AreaNamed
from ingest.task_lists.targets.rules.fronts import Front
from ingest.task_lists.targets.rules.names import GrammarRule, Taken
from ingest.task_lists.targets.rules.pairs import Paired
from ingest.task_lists.targets.text.dates import When


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a clause. `metric` is "" where the clause names none; `span` are offsets of the text."""

    rule: GrammarRule
    kind: Kind
    span: tuple[int, int]
    metric: str = ""
    comparator: Comparator | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    benchmark: str = ""
    areas: tuple[AreaNamed, ...] = ()
    whens: tuple[When, ...] = ()
    subject: bool = False  # its area is the subject of a verb, and so of the clauses after it
    stretch: bool = False
    leads_stretch: bool = False  # 力争 stands before its metric, and so before the whole list
    acts: bool = False  # a verb of doing of its own: it goes on with something else than the parts before it
    child: bool = False  # after 其中 or in a bracket
    spread: bool = False  # 各, 均, 分别: a list of metrics is meant one by one
    paired: tuple[Paired, ...] = ()  # 分别: one value a member
    running_total: bool = False  # 累计达到, 总数突破: a stock
    sums_up: bool = False  # 合计: the total of what went before
    same_kind: bool = False  # only a rate: 力争8% after 增长7% is growth, too
    bare: bool = False  # no word says whether its value is one to reach or a limit
    acted: bool = False  # its metric is what is done, not what does: 完成勘察设计
    topic: str = ""  # what a value that follows without a metric is about
    review: str = ""  # the code of the finding that says why it must be reviewed
    taken: tuple[Taken, ...] = ()  # the words that were taken off the clause, by which rule

    @property
    def supports(self) -> bool:
        """支持白石镇、青山镇各打造1个…: its areas are those for whom something is done, no subject."""
        helps = lexicon().connectives.helps
        return any(taken.rule is GrammarRule.FRONT_LEAD and taken.words in helps for taken in self.taken)

    def with_front(self, front: Front) -> Statement:
        """What the front of its own piece says of it."""
        return replace(
            self,
            areas=front.areas,
            whens=front.whens,
            child=front.child,
            stretch=self.stretch or front.stretch,
            leads_stretch=self.leads_stretch or front.stretch,
            taken=front.taken + self.taken,
        )

    def with_clause_front(self, front: Front) -> Statement:
        """The clause's front says dates and areas for its first statement, whatever rule read it."""
        named = not self.areas and bool(front.areas)
        return replace(
            self,
            whens=self.whens or front.whens,
            child=self.child or front.child,
            areas=front.areas if named else self.areas,
            subject=named or self.subject,
            stretch=self.stretch or front.stretch,
            span=(min(self.span[0], front.span_start), self.span[1]),
            taken=self.taken if self.taken[: len(front.taken)] == front.taken else front.taken + self.taken,
        )


def with_fronts(stated: list[Statement], front: Front) -> list[Statement]:
    """The first statement of a clause takes the clause's front; those read from the same words share its areas."""
    found: list[Statement] = []
    for statement in stated:
        if not found:
            said = statement.with_clause_front(front)
        elif not statement.areas and statement.span[0] == found[0].span[0]:
            said = replace(statement, areas=found[0].areas, subject=found[0].subject)
        else:
            said = statement
        if front.recurring and said.value is not None and not said.review:
            said = replace(said, review=target_findings.RECURRING)
        found.append(said)
    return found
