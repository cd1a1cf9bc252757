"""One value with its unit and what stood before it → kind, comparator, sign and benchmark."""

from __future__ import annotations

from dataclasses import replace

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets.rules.affixes import BeforeValue
from ingest.task_lists.targets.rules.names import GrammarRule
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text.atoms import Atom
from ingest.values.numerals import Qualifier, WrittenNumber
from ingest.values.units import unit_words

GE, GT, LE, LT, EQ, APPROX = Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT, Comparator.EQ, Comparator.APPROX
FLIPPED = {GE: LE, GT: LT, LE: GE, LT: GT, EQ: EQ, APPROX: APPROX}  # a fall is negative growth


def state_value(
    rule: GrammarRule, before: BeforeValue, quantity: Atom, after: Comparator | None, *, span: tuple[int, int], unit: str
) -> Statement:
    """The statement of a quantity, after the words `before` it and the comparator `after` it; `unit` is as written."""
    statement = Statement(
        rule,
        Kind.LEVEL,
        span,
        metric=before.metric,
        benchmark=before.benchmark,
        stretch=before.stretch,
        leads_stretch=before.stretch,
        spread=bool(before.distribution),
        acts=before.acts,
        sums_up=before.sums_up,
        taken=before.taken,
    )
    if quantity.number is None:
        return replace(
            statement, rule=GrammarRule.VALUE_UNREAD, kind=Kind.QUALITATIVE, review=target_findings.CLAUSE_NOT_UNDERSTOOD
        )
    return _settled(replace(statement, unit=unit), before, quantity, quantity.number, after)


def _settled(
    statement: Statement, before: BeforeValue, quantity: Atom, number: WrittenNumber, after: Comparator | None
) -> Statement:
    units, growth, words = lexicon().units, lexicon().growth, lexicon().numerals
    points, share = quantity.unit.endswith(units.points), quantity.unit in unit_words().shares
    kind, benchmark = Kind.LEVEL, before.benchmark
    if points:
        kind = Kind.RELATIVE
        on_year = before.growth_word.startswith(growth.year_on_year)
        benchmark = benchmark or (lexicon().benchmarks.last_year if on_year else "")
    elif share:
        kind = Kind.GROWTH if before.growth else Kind.RATIO
    value, value_max = number.value, number.value_max
    comparator = compare(before.comparator, after, number.qualifier)
    if not value and comparator is GE and after is None and kind in {Kind.LEVEL, Kind.RATIO}:
        comparator = EQ  # 死亡人数为0
    below = points and bool(before.benchmark) and not before.growth and before.comparator in {LT, LE}
    if below or (before.growth < 0 and kind in {Kind.GROWTH, Kind.RELATIVE}):
        value, value_max = (-value, None) if value_max is None else (-value_max, -value)
        comparator = LE if below else FLIPPED[comparator]
    elif points and before.comparator is GT and before.benchmark:
        comparator = GE  # 高于全省平均水平0.5个百分点
    review = target_findings.NUMBER_IN_PIECES if quantity.parted else target_findings.RECURRING if before.recurring else ""
    if words.granted.search(before.metric) or (before.metric in words.describing and not before.acts):
        review = review or target_findings.FIGURE_DESCRIBES
    if value and not quantity.known and not before.metric.endswith(words.pure_numbers):
        review = target_findings.MEASURE_UNKNOWN
    return replace(
        statement,
        kind=kind,
        comparator=comparator,
        value=value,
        value_max=value_max,
        benchmark=benchmark,
        running_total=before.running_total,
        bare=bool(value)
        and before.comparator is None
        and after is None
        and number.qualifier is Qualifier.EXACT
        and value_max is None,
        same_kind=share and not before.metric and not before.growth,
        review=review,
    )


def compare(before: Comparator | None, after: Comparator | None, qualifier: Qualifier) -> Comparator:
    """What stands after a value decides where what stands before it is only a bare verb."""
    if APPROX in {before, after}:
        return APPROX
    if before in {None, GE} and after is not None:
        return after
    usual = {Qualifier.MORE_THAN: GT, Qualifier.APPROX: APPROX}.get(qualifier, GE)
    return before or usual
