"""Clauses that compare without a plain number: benchmarks, 较上年不升档, 零发生, 全覆盖, 同比下降, 翻一番."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets.rules.affixes import read_before_value
from ingest.task_lists.targets.rules.names import GrammarRule
from ingest.task_lists.targets.rules.ranks import read_rank_in_words
from ingest.task_lists.targets.rules.statements import Statement


def read_words(raw: str, span: tuple[int, int]) -> list[Statement]:
    """Every comparison without a number that `raw` states; [] when it states none. `span` is the clause's."""
    clause = raw.strip()
    for reader in (
        _forbidden,
        _zeros,
        _covers,
        _doubled,
        _than,
        _compared,
        _same,
        _year_on_year,
        _sign,
        _not_rising,
        read_rank_in_words,
    ):
        found = reader(clause, span)
        if found:
            return found
    return []


def _statement(
    rule: GrammarRule,
    before: str,
    comparator: Comparator,
    benchmark: str,
    span: tuple[int, int],
    *,
    kind: Kind = Kind.RELATIVE,
    value: int | None = None,
    unit: str = "",
) -> Statement:
    """A comparison whose metric stands in `before`, with growth and verbs around it."""
    words = lexicon().comparators
    read = read_before_value(before, percent=True, points=True)
    return Statement(
        rule,
        kind,
        span,
        metric=read.metric,
        comparator=comparator,
        value=None if value is None else Decimal(value),
        unit=unit,
        benchmark=benchmark.strip(),
        spread=bool(read.distribution) or before.rstrip().endswith(words.even),
        stretch=words.strive in before,
        taken=read.taken,
    )


def doubles_from(raw: str) -> bool:
    """高新技术企业由2022年186家实现翻番: whether the number of a clause only says from where something doubles."""
    return bool(lexicon().growth.doubled_from.match(raw.strip()))


def clears_class(raw: str) -> bool:
    """年收入低于8万元的村全部清零: whether the number of a clause only says of what nothing is to be left."""
    return bool(lexicon().growth.cleared_class.match(raw.strip()))


def _zeros(clause: str, span: tuple[int, int]) -> list[Statement]:
    """违法“零发生”“零增长”“全清零”: one statement for each; 零事故 names what must not be."""
    words = lexicon().growth
    found = [m for m in words.zero.finditer(clause) if clause[max(0, m.start() - 1) : m.start()] not in words.not_before_zero]
    if not found or clause[found[-1].end() :].strip(' ”"。'):
        return []
    before = clause[: found[0].start()]
    rule, statements = GrammarRule.COMPARISON_ZERO, []
    for match in found:
        grows = match[1] == words.zero_growth
        kind, unit = (Kind.GROWTH, "%") if grows else (Kind.LEVEL, "")
        statement = _statement(rule, before, Comparator.EQ, "", span, kind=kind, value=0, unit=unit)
        named = "" if grows or match[1] in words.no_event else match[1][1:]
        statements.append(replace(statement, metric=statement.metric + named))
    return statements


def _forbidden(clause: str, span: tuple[int, int]) -> list[Statement]:
    """杜绝重大安全事故发生: none of what is counted."""
    matches = [lexicon().growth.forbidden.match(part) for part in clause.split("、")]
    found = [match for match in matches if match]
    if len(found) < len(matches):
        found = [match for match in [lexicon().growth.forbidden.match(clause)] if match]
    rule = GrammarRule.COMPARISON_ZERO
    stated = [_statement(rule, match[1], Comparator.EQ, "", span, kind=Kind.LEVEL, value=0) for match in found]
    unsure = any(joint in match[1] for match in found for joint in lexicon().connectives.joints)
    return [replace(said, review=target_findings.METRIC_DOUBTFUL) for said in stated] if unsure else stated


def _covers(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = lexicon().growth.covers.match(clause)
    if not match:
        return []
    rule = GrammarRule.COMPARISON_COVERS
    return [_statement(rule, match[1], Comparator.GE, "", span, kind=Kind.RATIO, value=100, unit="%")]


def _doubled(clause: str, span: tuple[int, int]) -> list[Statement]:
    """翻一番 is 100 % more, 翻两番 300 %."""
    words = lexicon().growth
    match = words.doubled.match(words.doubled_from.sub(r"\1\2\3", clause))
    if not match:
        return []
    more = (2 ** words.times.get(match[3] or "", 1) - 1) * 100
    rule = GrammarRule.COMPARISON_DOUBLED
    return [_statement(rule, match[1], Comparator.GE, match[2] or "", span, kind=Kind.GROWTH, value=more, unit="%")]


def _than(clause: str, span: tuple[int, int]) -> list[Statement]:
    """较2022年底不升档, 比上月提升."""
    match = lexicon().growth.than.match(clause)
    return [_statement(GrammarRule.COMPARISON_THAN, match[1], _direction(match[3]), match[2], span)] if match else []


def _direction(word: str) -> Comparator:
    words = lexicon().growth
    if word == words.unchanged:
        return Comparator.EQ
    if word.startswith(words.negation):
        return Comparator.LE if any(rise in word for rise in words.no_rise) else Comparator.GE
    if word == words.level_with:
        return Comparator.GE
    return Comparator.LT if word in words.falls else Comparator.GT


def _compared(clause: str, span: tuple[int, int]) -> list[Statement]:
    """整改率高于全省平均值, 总量不低于2022年, 达到国家标准."""
    words, benchmarks = lexicon().growth, lexicon().benchmarks
    match = words.compared.match(clause)
    if not match or not match[3].endswith(benchmarks.ends):
        return []
    benchmark = words.growing.sub("", match[3])
    named = benchmark.startswith(benchmarks.set_by) or benchmarks.of_year.match(benchmark)
    if match[2] in words.reaching and benchmarks.average not in benchmark and not named:
        return []
    comparator = lexicon().comparators.before_value.get(match[2], Comparator.GT)
    if match[2] in words.reaching and match[1].endswith(lexicon().indicators.kept_down):
        comparator = Comparator.LE  # 失业率保持在上年水平
    return [_statement(GrammarRule.COMPARISON_BENCHMARK, match[1], comparator, benchmark, span)]


def _same(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = lexicon().growth.same.match(clause)
    return [_statement(GrammarRule.COMPARISON_SAME, match[1], Comparator.GE, match[2], span)] if match else []


def _year_on_year(clause: str, span: tuple[int, int]) -> list[Statement]:
    """同比下降 without a number; 同比增速提升 compares rates and names no benchmark."""
    match = lexicon().growth.on_year.match(clause)
    if not match:
        return []
    benchmarks = lexicon().benchmarks
    benchmark = "" if match[3] else (benchmarks.last_period if match[2] else benchmarks.last_year)
    return [_statement(GrammarRule.COMPARISON_ON_YEAR, match[1], _direction(match[4]), benchmark, span)]


def _sign(clause: str, span: tuple[int, int]) -> list[Statement]:
    """实现正增长, 由负转正: growth above nothing."""
    match = lexicon().growth.sign.match(clause)
    if not match:
        return []
    comparator = Comparator.LT if match["negative"] else Comparator.GT
    return [_statement(GrammarRule.COMPARISON_SIGN, match[1], comparator, "", span, kind=Kind.GROWTH, value=0, unit="%")]


def _not_rising(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = lexicon().growth.not_rising.match(clause)
    return [_statement(GrammarRule.COMPARISON_NOT_RISING, match[1], Comparator.LE, "", span)] if match else []
