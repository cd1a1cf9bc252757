"""What the rules must be together, whichever rows are right by themselves: on each day no hole, and one row of a rule.

It is said here and nowhere else. A file that would break it is not taken; the rules that the program comes with are held to it
by `tests/unit/rules/test_tables.py`, so that what dbt loads is whole. dbt asks what only its build can know: that nothing owed
is without a pace or without a judgement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from ingest.rules.overlay import Rows
from ingest.rules.relations import is_measured
from ingest.rules.tables import RULE_TABLES, RuleTable
from ingest.seeds import SeedRow

# from here on there are rules for every day, as those that come with the program have it: lists of past years are judged, too
_FIRST_DAY = "2000-01-01"
_LAST_DAY = "9999-12-31"
_STEP = Decimal("0.000001")
_BELOW_ALL, _ABOVE_ALL = Decimal("-Infinity"), Decimal("Infinity")
_BY_GAP = "gap"
_WITHOUT_GAP = frozenset({"done", "overdue"})  # statuses of words that have conditions of their own


def broken(rows: Rows) -> Iterator[tuple[str, str]]:
    """(table, what is wrong with it in Chinese) of every rule of the whole that does not hold."""
    for table in RULE_TABLES.values():
        yield from ((table.name, said) for said in _doubled(table, rows(table.name)))
        yield from ((table.name, said) for said in _at_once(table, rows(table.name)))
        yield from ((table.name, said) for said in _unreferred(table, rows))
    for name, check in _CHECKS:
        yield from ((name, said) for said in check(rows(name)))
    yield from (("status_bands", said) for said in _worded(rows("status_bands"), rows("judgement_words")))


def _doubled(table: RuleTable, rows: Sequence[SeedRow]) -> Iterator[str]:
    for columns in (table.identity, *((name,) for name in table.unique)):
        seen: set[tuple[str, ...]] = set()
        for row in rows:
            value = tuple(row[name] for name in columns)
            if value in seen:
                yield f"“{'、'.join(value)}”有不止一行"
            seen.add(value)


def _at_once(table: RuleTable, rows: Sequence[SeedRow]) -> Iterator[str]:
    """Rows of one rule that hold on one day: chance would decide, or both would."""
    if not table.has_history:
        return
    last: dict[tuple[str, ...], str] = {}
    for row in sorted(rows, key=lambda row: row["valid_from"]):
        key = tuple(row[name] for name in table.key)
        if row["valid_from"] <= last.get(key, ""):
            yield f"“{'、'.join(key)}”在 {row['valid_from']} 有不止一行有效"
        last[key] = max(last.get(key, ""), row["valid_to"] or _LAST_DAY)


def _unreferred(table: RuleTable, rows: Rows) -> Iterator[str]:
    for field in table.fields:
        if field.refers_to is None:
            continue
        other, column = field.refers_to
        there = {row[column] for row in rows(other)}
        missing = sorted({row[field.name] for row in rows(table.name)} - there - {""})
        if missing:
            yield f"{field.name} 中的“{missing[0]}”在 {other} 里没有"


def days_of_change(rows: Sequence[SeedRow], first: str = "") -> list[str]:
    """Every day on which a row begins to hold or the day after one ends, in order; with `first` that day, too."""
    days = {row["valid_from"] for row in rows} | ({first} - {""})
    days |= {(dt.date.fromisoformat(row["valid_to"]) + dt.timedelta(days=1)).isoformat() for row in rows if row["valid_to"]}
    return sorted(days)


def _holding(rows: Sequence[SeedRow], day: str) -> list[SeedRow]:
    return [row for row in rows if row["valid_from"] <= day and (not row["valid_to"] or day <= row["valid_to"])]


def _bands(rows: Sequence[SeedRow]) -> Iterator[str]:
    conditions = RULE_TABLES["status_bands"].field("condition").choices
    of_all = [row for row in rows if row["kind"] == "*"]
    for day in days_of_change(of_all, _FIRST_DAY):
        bands = _holding(of_all, day)
        absent = [condition for condition in conditions if all(row["condition"] != condition for row in bands)]
        if absent:
            yield f"{day} 起没有 condition 为 {absent[0]} 的档次"
        hole = _hole_in(row for row in bands if row["condition"] == _BY_GAP)
        if hole:
            yield f"{day} 起没有一个档次包含{hole}"


def _hole_in(bands: Iterable[SeedRow]) -> str:
    """The lowest gap that falls into none of some bands, in words; "" where there is none."""
    # a cut lies just below (False) or just above (True) a number: a band reaches from one cut to another
    reached = (_BELOW_ALL, False)
    for low, high in sorted(_cuts(row) for row in bands):
        if low > reached:
            break
        reached = max(reached, high)
    bound, is_above = reached
    if bound == _BELOW_ALL:
        return "很小的偏差（最低一档的 gap_from 应为空）"
    if bound != _ABOVE_ALL:
        return f"偏差 {(bound + _STEP if is_above else bound).normalize():f} 个百分点（最高一档的 gap_to 应为空）"
    return ""


def _cuts(row: SeedRow) -> tuple[tuple[Decimal, bool], tuple[Decimal, bool]]:
    low = (Decimal(row["gap_from"]), row["gap_from_inclusive"] != "true") if row["gap_from"] else (_BELOW_ALL, False)
    high = (Decimal(row["gap_to"]), row["gap_to_inclusive"] == "true") if row["gap_to"] else (_ABOVE_ALL, True)
    return low, high


def _worded(bands: Sequence[SeedRow], words: Sequence[SeedRow]) -> Iterator[str]:
    """What neither event nor value can judge gets the band of its word's status."""
    statuses = sorted({row["status"] for row in words} - _WITHOUT_GAP)
    by_gap = [row for row in bands if row["condition"] == _BY_GAP and row["kind"] in {"*", "qualitative"}]
    for day in days_of_change(by_gap, _FIRST_DAY):
        there = {row["status"] for row in _holding(by_gap, day)}
        absent = [status for status in statuses if status not in there]
        if absent:
            yield f"{day} 起没有 condition 为 {_BY_GAP}、status 为 {absent[0]} 的档次，评价用语（judgement_words）还要用到它"


def _paces(rows: Sequence[SeedRow]) -> Iterator[str]:
    table = RULE_TABLES["pace_rules"]
    asked = [[value for value in table.field(name).choices if value != "*"] for name in ("kind", "direction", "period_kind")]
    of_all = [row for row in rows if row["list_id"] == "*" and row["metric_pattern"] == "."]
    for day in days_of_change(of_all, _FIRST_DAY):
        last = _holding(of_all, day)
        for kind, direction, period in product(*asked):
            if not any(
                row["kind"] in {"*", kind} and row["direction"] in {"*", direction} and row["period_kind"] in {"*", period}
                for row in last
            ):
                yield f"{day} 起 {kind} 类目标（{direction}，{period}）没有兜底的规则（list_id 为 *，metric_pattern 为 .）"
                break


def _weights(rows: Sequence[SeedRow]) -> Iterator[str]:
    of_formula: dict[str, list[SeedRow]] = {}
    for row in rows:
        of_formula.setdefault(row["formula"], []).append(row)
    for formula, own in sorted(of_formula.items()):
        for day in days_of_change(own):
            holding = _holding(own, day)
            total = sum((Decimal(row["weight"]) for row in holding), Decimal(0))
            if holding and total != 1:
                yield f"{day} 起公式 {formula} 各项权重之和为 {total.normalize():f}，应为 1"


def _measures(rows: Sequence[SeedRow]) -> Iterator[str]:
    measures = {row["unit"]: row for row in rows}
    wrong = next((row for row in rows if not is_measured(row, measures)), None)
    if wrong is not None:
        yield f"{wrong['unit']} 的 base_unit（{wrong['base_unit']}）不是同一 dimension 的基本单位"


def _totals(rows: Sequence[SeedRow]) -> Iterator[str]:
    for day in days_of_change(rows):
        holding = _holding(rows, day)
        if holding and sum(row["measure"] == "total" for row in holding) != 1:
            yield f"{day} 起应当有且只有一条 measure 为 total 的规则"


def _calendar(rows: Sequence[SeedRow]) -> Iterator[str]:
    of_all = [row for row in rows if row["list_id"] == "*"]
    for day in days_of_change(of_all, _FIRST_DAY):
        if not _holding(of_all, day):
            yield f"{day} 起没有适用于所有清单（list_id 为 *）的报送日历"


def _routing(rows: Sequence[SeedRow]) -> Iterator[str]:
    to_operator = [row for row in rows if row["role"] == "operator"]
    for day in days_of_change(to_operator, _FIRST_DAY):
        told = {row["kind"] for row in _holding(to_operator, day)}
        for kind in ("gate_failed", "system_fault"):
            if kind not in told:
                yield f"{day} 起 {kind} 没有人（operator）收到"


_CHECKS: tuple[tuple[str, Callable[[Sequence[SeedRow]], Iterator[str]]], ...] = (
    ("status_bands", _bands),
    ("pace_rules", _paces),
    ("measure_units", _measures),
    ("score_formulas", _weights),
    ("score_rules_office", _totals),
    ("reporting_calendar", _calendar),
    ("alert_routing", _routing),
)
