"""The tables of rules that a home may change: for each its key, its columns and what a cell of each may hold.

They are the seeds of dbt under their own names. What dbt's tests of the seeds ask of a table is asked here of every row that
comes in, so that what is taken passes them (`tests/unit/rules/test_tables.py` holds the two together).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ingest.bounds import WEIGHT


class CellKind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"  # true or false
    PATTERN = "pattern"  # a regular expression
    NAME = "name"  # what one place, office or group is called
    UNIT = "unit"  # the word of a unit of measure
    PERIOD = "period"  # the id of a reporting period


@dataclass(frozen=True, slots=True)
class RuleField:
    """A column. `refers_to` is the (table, column) in which its value must be found; `low` and `high` are both allowed; a
    number has at most so many `decimals` as its column in dbt.
    """

    name: str
    kind: CellKind = CellKind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: tuple[str, str] | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int = 6


@dataclass(frozen=True, slots=True)
class RuleTable:
    """A table of rules.

    `key` are the columns that make a row the same rule. Where `has_history`, a rule has one row for each span of days in
    which it says something else, and a new row cuts the older ones of its key; elsewhere it takes the place of the older one.
    `unique` are the sets of columns that no two rows share beside the key.
    """

    name: str
    title_zh: str
    key: tuple[str, ...]
    fields: tuple[RuleField, ...]
    has_history: bool = False
    unique: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns that make a row the same row."""
        return (*self.key, "valid_from") if self.has_history else self.key

    @property
    def depth(self) -> int:
        """How many tables stand below it, one upon another: those that its rows speak of, and theirs."""
        others = {field.refers_to[0] for field in self.fields if field.refers_to is not None} - {self.name}
        return max((RULE_TABLES[name].depth + 1 for name in others), default=0)

    def field(self, name: str) -> RuleField:
        return next(field for field in self.fields if field.name == name)


# the longest text of a cell: it is shown in messages, pages and workbooks
LONGEST_TEXT = 300

_T, _D, _I, _N, _F = CellKind.TEXT, CellKind.DATE, CellKind.INTEGER, CellKind.NUMBER, CellKind.FLAG
_SPAN = (RuleField("valid_from", _D, required=True), RuleField("valid_to", _D))
_PERIOD = RuleField("period", CellKind.PERIOD, required=True)
_MANY = Decimal(1_000_000)
_HUGE = Decimal(10) ** 12  # 万亿: what is multiplied with it must stay a decimal(38, 6)


def _text(name: str, *choices: str, required: bool = True, refers_to: tuple[str, str] | None = None) -> RuleField:
    return RuleField(name, _T, required, choices, refers_to)


def _whole(name: str, low: int, high: int, *, required: bool = True) -> RuleField:
    return RuleField(name, _I, required, low=Decimal(low), high=Decimal(high))


def _number(name: str, low: Decimal | int, high: Decimal | int, *, required: bool = True, decimals: int = 6) -> RuleField:
    return RuleField(name, _N, required, low=Decimal(low), high=Decimal(high), decimals=decimals)


def _name(name: str, *, refers_to: tuple[str, str] | None = None) -> RuleField:
    return RuleField(name, CellKind.NAME, required=True, refers_to=refers_to)


_KINDS = ("*", "level", "growth", "ratio", "rank", "relative", "milestone", "qualitative")
_PERIOD_KINDS = ("dekad", "week", "month", "quarter", "year")
_WORDED = ("done", "overdue", "seriously_behind", "behind", "on_schedule", "ahead")
_MEASURES = (
    "filings_due", "days_late", "filings_missing", "filings_empty", "files_rejected", "completion_share", "targets_ahead",
    "total",
)  # fmt: skip
_CONDITIONS = (
    "other_place", "base", "not_due", "held", "not_reported", "not_assessable", "contradicted", "done", "overdue", "gap",
)  # fmt: skip
_STATUSES = (*_CONDITIONS[:-1], "seriously_behind", "behind", "on_schedule", "ahead")
_MATTERS = (
    "gate_failed", "system_fault", "undeliverable", "quality", "digest", "rejected", "set_aside", "missing", "overdue", "held",
    "warned", "due_soon", "red", "red_wider", "judgement", "restated",
)  # fmt: skip
_POINTS = Decimal(10_000)

_TABLES = (
    RuleTable("areas", "地区", ("area_code",), (
        _name("area_code"),
        _name("name"),
        _text("level", "province", "city", "district", "county", "county-city", "park", "town", "level", "group"),
        _text("parent_code", required=False, refers_to=("areas", "area_code")),
        _text("aliases", required=False),
        *_SPAN,
    ), unique=("name",)),
    RuleTable("area_groups", "地区组及其成员", ("group_name", "member_name"), (
        _name("group_name", refers_to=("areas", "name")),
        _name("member_name", refers_to=("areas", "name")),
        *_SPAN,
    ), has_history=True),
    RuleTable("area_words", "指代地区的词", ("word",), (
        _text("word"),
        _text("stands_for", "list", "counties", "city", "province"),
    )),
    RuleTable("unit_aliases", "单位别名", ("alias",), (_text("alias"), _name("unit_name"), *_SPAN)),
    RuleTable("unit_groups", "单位组及其成员", ("area", "group_name", "member_name"), (
        _name("area"), _name("group_name"), _name("member_name"), *_SPAN,
    ), has_history=True),
    RuleTable("unit_catch_alls", "泛指的单位名称", ("name_pattern",), (_text("name_pattern"), _text("reason"), *_SPAN)),
    RuleTable("unit_validity", "单位的设立与撤销", ("unit_name", "valid_from"), (
        _name("unit_name"), *_SPAN, _text("reason", required=False),
    )),
    RuleTable("indicator_synonyms", "指标别名", ("synonym",), (_text("synonym"), _text("indicator"))),
    RuleTable("measure_units", "计量单位", ("unit",), (
        RuleField("unit", CellKind.UNIT, required=True),
        _text("base_unit", refers_to=("measure_units", "unit")),
        _number("factor", Decimal("0.000001"), _HUGE),
        _text("dimension", required=False),
        _text("kind", "measure", "count", "share", "rate"),
        RuleField("after_numeral", _F),
        _text("meaning", required=False),
    )),
    RuleTable("benchmark_words", "参照口径的词", ("word",), (
        _text("word"),
        _text("basis", "area", "previous_month", "previous_quarter", "same_window_last_year", "last_year"),
        _text("level", required=False),
    )),
    RuleTable("window_words", "统计起点的词", ("pattern",), (
        RuleField("pattern", CellKind.PATTERN, required=True), _text("counts_from", "year"), _text("meaning"),
    )),
    RuleTable("reporting_calendar", "报送日历", ("list_id", "period_kind"), (
        _text("list_id"),
        _text("period_kind", *_PERIOD_KINDS),
        _whole("due_day", 0, 60),
        _whole("grace_days", 0, 60),
        _whole("lock_day", 0, 120),
        *_SPAN,
    ), has_history=True),
    RuleTable("working_days", "工作日与休息日", ("day",), (
        RuleField("day", _D, required=True), RuleField("is_workday", _F, required=True), _text("holiday", required=False),
    )),
    RuleTable("lock_exceptions", "准予延后的锁定日", ("list_id", "unit", "period"), (
        _text("list_id"), _name("unit"), _PERIOD, RuleField("lock_on", _D, required=True), _text("reason"),
    )),
    RuleTable("status_bands", "判定档次", ("band_no",), (
        _whole("band_no", 0, 1_000_000),
        _text("status", *_STATUSES),
        _text("label_zh"),
        _text("light", "绿", "黄", "红", "灰", "蓝"),
        _text("condition", *_CONDITIONS),
        _text("kind", *_KINDS),
        _number("gap_from", -_MANY, _MANY, required=False),
        RuleField("gap_from_inclusive", _F),
        _number("gap_to", -_MANY, _MANY, required=False),
        RuleField("gap_to_inclusive", _F),
        *_SPAN,
        _text("meaning"),
    ), has_history=True),
    RuleTable("pace_rules", "进度规则", ("rule_no",), (
        _whole("rule_no", 0, 1_000_000),
        _text("rule"),
        _text("list_id"),
        _text("period_kind", "*", *_PERIOD_KINDS),
        _text("kind", *_KINDS),
        _text("direction", "*", "up", "limit", "equal"),
        RuleField("metric_pattern", CellKind.PATTERN, required=True),
        _text("pace", "day", "month", "quarter", "hold", "event"),
        *_SPAN,
        _text("label_zh"),
        _text("meaning"),
    ), has_history=True),
    RuleTable("pace_quarters", "按季度的应完成份额", ("list_id", "quarters_in_window", "quarters_ended"), (
        _text("list_id"),
        _whole("quarters_in_window", 1, 100),
        _whole("quarters_ended", 0, 100),
        _number("share", 0, 1),
        *_SPAN,
    ), has_history=True),
    RuleTable("pace_nodes", "单个目标的进度节点", ("target_key", "node_on"), (
        _text("target_key"), RuleField("node_on", _D, required=True), _number("share", 0, 1), _text("reason", required=False),
    )),
    RuleTable("target_weights", "目标权重", ("target_key",), (
        _text("target_key"),
        _number("weight", Decimal(WEIGHT.least), Decimal(WEIGHT.most)),
        *_SPAN,
        _text("reason", required=False),
    ), has_history=True),
    RuleTable("judgement_words", "自评用语", ("word",), (_text("word"), _text("status", *_WORDED))),
    RuleTable("reviewer_judgements", "审核部门的评价", ("target_key", "area", "period", "judged_on"), (
        _text("target_key"),
        _text("area"),
        _PERIOD,
        _text("word", refers_to=("judgement_words", "word")),
        _text("judged_by"),
        RuleField("judged_on", _D, required=True),
    )),
    RuleTable("reconciliation_tolerances", "分项与合计的允许误差", ("check_name",), (
        _text("check_name", "target_value", "actual", "growth"),
        _number("relative", 0, 1),
        _number("absolute", 0, _MANY),
        *_SPAN,
        _text("meaning"),
    ), has_history=True),
    RuleTable("ranking_groups", "排名的地区组", ("group_name",), (
        _whole("group_no", 0, 1_000_000), _text("group_name", refers_to=("area_groups", "group_name")), *_SPAN,
    ), has_history=True),
    RuleTable("score_rules_office", "报送考核规则", ("rule_id",), (
        _whole("rule_no", 0, 1_000_000),
        _text("rule_id"),
        _text("label_zh"),
        _text("measure", *_MEASURES),
        _number("points_each", -_POINTS, _POINTS, decimals=4),
        _number("min_points", -_POINTS, _POINTS, decimals=4),
        _number("max_points", -_POINTS, _POINTS, decimals=4),
        _number("attainable_points", -_POINTS, _POINTS, decimals=4),
        *_SPAN,
        _text("meaning"),
    ), has_history=True),
    RuleTable("score_rule_map", "清单计分说明与计分公式", ("map_no",), (
        _whole("map_no", 0, 1_000_000),
        _text("text_like"),
        _text("area_group", refers_to=("areas", "name")),
        _text("formula", refers_to=("score_formulas", "formula")),
        *_SPAN,
        _text("meaning", required=False),
    ), has_history=True),
    RuleTable("score_formulas", "计分公式", ("formula", "component"), (
        _text("formula"),
        _text("component", "total", "growth", "completion"),
        _text("label_zh"),
        _number("weight", 0, 1, decimals=4),
        _text("method", "rank", "share_of_first", "share"),
        _number("first_points", 0, _POINTS, decimals=4),
        _number("step", 0, _POINTS, required=False, decimals=4),
        _number("floor_points", 0, _POINTS, decimals=4),
        *_SPAN,
    ), has_history=True),
    RuleTable("alert_routing", "提醒规则", ("kind", "role", "after_days"), (
        _text("kind", *_MATTERS),
        _whole("after_days", -60, 3650),
        _whole("until_days", -60, 3650, required=False),
        _text("role", "联络人", "责任人", "牵头领导", "operator"),
        _whole("repeat_days", 0, 3650),
        *_SPAN,
    ), has_history=True),
)  # fmt: skip

RULE_TABLES: Mapping[str, RuleTable] = {table.name: table for table in _TABLES}
