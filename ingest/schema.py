"""The raw tables as data: for each its name, its grain and its columns. It is said here and nowhere else.

From it come the types of the Parquet files (`raw.py`), the rows of every reader (`rows.py`), dbt's sources and staging
(`schema_sources.py`) and Dagster's descriptions. Values and files do not belong here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """The type of a column, by its name in SQL."""

    TEXT = "varchar"
    INTEGER = "bigint"
    BOOLEAN = "boolean"
    DATE = "date"
    NUMBER = "decimal(38, 6)"
    MOMENT = "timestamp with time zone"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. One for the log only is kept in the raw table, and no model may read it."""

    name: str
    type: Type = Type.TEXT
    note: str = ""
    is_log_only: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A raw table. `grain` completes "One row per …"; `grain_zh` is the same in a few words of Chinese."""

    name: str
    grain: str
    grain_zh: str
    columns: tuple[Column, ...]

    @property
    def description(self) -> str:
        return f"One row per {self.grain}."

    @property
    def description_zh(self) -> str:
        """The same for whoever reads English or Chinese."""
        return f"{self.description} {self.grain_zh}"


_I, _B, _D, _N = Type.INTEGER, Type.BOOLEAN, Type.DATE, Type.NUMBER

# carried by every table of what was read from a file
PROVENANCE = (
    Column("receipt_seq", _I, "order of receipt in this home, over all kinds of file"),
    Column("file_sha256", note="the file it was read from, as the archive knows it"),
    Column("received_as_of", _D, "as-of date of the refresh that took the file; what counts is what had come by then"),
)
FINDING = (
    Column("finding_no", _I, "order inside the file"),
    Column("code", note="stable, kebab-case"),
    Column("severity", note="error, warning, info"),
    Column("effect", note="file (rejects it), row (holds it back), none"),
    Column("sheet"),
    Column("table_no", _I),
    Column("row_no", _I),
    Column("column_letter"),
    Column("paragraph_no", _I),
    Column("place_text", note="the place in the words of a reader of the document"),
    Column("label", note="label of the column in a filing"),
    Column("seen", note="what stood there, verbatim"),
    Column("wanted", note="what should stand there"),
    Column("message", note="Chinese, for the person concerned"),
    Column("fix", note="Chinese: what to do"),
    Column("section", note="section, task_no, subtask_no and clause say which task of a list is meant, where one is"),
    Column("task_no"),
    Column("subtask_no"),
    Column("clause"),
)
_LIST_ID = Column("list_id", note="beita-2023-11")
_TASK = (
    _LIST_ID,
    Column("task_key", note="section-task-subtask: 重点工作-1-7"),
    Column("section"),
    Column("task_no", note="as printed"),
    Column("subtask_no", note='as printed; "" where the row has none'),
)
_FILING = (
    _LIST_ID,
    Column("unit", note="the filing office"),
    Column("period", note="2023-11, 2023-11-1, 2023-W47, 2023-Q4, 2023"),
)
# of what follows from the rules of the home
_KNOWN = (
    Column("known_from", _D, "first as-of date of which the rules say so; NULL for always"),
    Column("known_to", _D, "first as-of date of which they say so no longer; NULL while they do"),
)
_VERDICT = Column("verdict", note="accepted, accepted_with_warnings, rejected, quarantined")
NOT_TAKEN = ("rejected", "quarantined")  # verdicts on a file of which nothing is taken
_CONTAINER = Column("container", note="what the file truly is, whatever its name says")

_TABLES = (
    Table(
        "received_files",
        "file taken from the inbox, in order, repeats included",
        "收件登记：每份文件先存档，后读取。",
        (
            Column("receipt_seq", _I, "order of receipt in this home, over all kinds of file"),
            Column("received_as_of", _D, "as-of date of the refresh that took the file"),
            Column("received_at", Type.MOMENT, "by the clock", is_log_only=True),
            Column("kind", note="rules, task_list, progress, review, benchmark"),
            Column("inbox_path", note="relative to inbox/KIND/"),
            Column("file_name"),
            Column("file_sha256"),
            Column("size_bytes", _I),
            Column("is_repeat", _B, "the same bytes of the same kind had been received before"),
            Column("first_receipt_seq", _I),
        ),
    ),
    Table(
        "task_lists",
        "read task list document, accepted or not",
        "任务清单文件。",
        (
            *PROVENANCE,
            Column("list_id", note='beita-2023-11; "" when it could not be read as a list'),
            _VERDICT,
            _CONTAINER,
            Column("title"),
            Column("area", note="the place that issued it, by its one name"),
            Column("area_code", note="of the area in the tree; NULL outside it"),
            Column("city", note="the city that the title or the letterhead names before the area"),
            Column("area_level", note="of the tree, of the gazetteer or as the name tells: district, county"),
            Column("lies_in", note="what the area lies in, the nearest first, joined by `;`"),
            Column("issuer"),
            Column("document_no"),
            Column("issued_on", _D),
            Column("period_start", _D),
            Column("period_end", _D),
            Column("tables_in", _I),
            Column("rows_in", _I),
            Column("paragraphs_in", _I),
            Column("rows_skipped", _I),
            Column("tasks", _I),
            Column("targets", _I),
        ),
    ),
    Table(
        "tasks",
        "task × version of its list",
        "任务。",
        (
            *PROVENANCE,
            *_TASK,
            Column("position", _I, "order in the list, from 1"),
            Column("parent_names", note="outer names joined by /"),
            Column("name"),
            Column("city_target", note="the text of the column 市定工作目标"),
            Column("district_task", note="the text of the district's own column"),
            Column("leaders", note="names joined by ;"),
            Column("units", note="names joined by ;"),
            Column("lead_units", note="names joined by ;"),
            Column("answering_units", note="who answers for it: marked, else listed first, else the members of its groups"),
            Column("responsible", note="names joined by ;"),
            Column("contacts", note="names joined by ;"),
            Column("place_text", note="where the target text stands in the document"),
        ),
    ),
    Table(
        "task_parties",
        "task version × role × unit or person",
        "领导、单位、责任人、联络人。",
        (
            *PROVENANCE,
            _LIST_ID,
            Column("task_key"),
            Column("role", note="牵头领导, 牵头单位, 责任单位, 责任人, 联络人"),
            Column("name"),
            Column("is_person", _B),
            Column("position", _I, "order within the role, from 1"),
            Column("unit", note="the unit a person heads, where the list lets us know it"),
        ),
    ),
    Table(
        "targets",
        "target × version of its list",
        "目标。",
        (
            *PROVENANCE,
            *_TASK,
            Column("target_key", note="list / section-task-subtask / seq; stable over versions, while seq may shift"),
            Column("source_column", note="city_target, district_task"),
            Column("clause", note="the enumerators that lead to it, joined by ."),
            Column("seq", _I, "order of appearance inside the task"),
            Column("metric"),
            Column("kind", note="level, growth, ratio, rank, relative, milestone, qualitative"),
            Column("comparator", note='ge, gt, le, lt, eq, approx; "" for milestone and qualitative'),
            Column("stretch", _B, "力争"),
            Column("value", _N, "as written"),
            Column("unit", note="of measure, as written"),
            Column("value_max", _N, "upper end of a range"),
            Column("value_base", _N, "value in the base unit"),
            Column("unit_base"),
            Column("benchmark", note="what a relative target is held against"),
            Column("area", note="as written"),
            Column("area_name", note="what is meant by it, as seen from the list's own place"),
            Column("area_code", note="of that in the tree; NULL outside it"),
            Column("area_relation", note="what the list's own place is to it: own, member, part, inside; blank where neither"),
            Column("members", note="the places of a group that are known, joined by `;`"),
            Column("has_other_members", _B, "the group may have more places than are known"),
            Column("parent_seq", _I, "the seq this is a part of"),
            Column("period_start", _D, "first day of the span the figure accumulates over"),
            Column("period_end", _D),
            Column("due", _D),
            Column("lead_unit", note="the unit in （牵头单位：…） that governs it"),
            Column("answering_units", note="who answers for it: that unit if it is one of the task's, else the task's own"),
            Column("span", note="the shortest verbatim piece of the text that states it"),
            Column("confidence", note="sure, review"),
            Column("rule", note="the rule of the grammar that read it (docs/grammar.md)"),
            Column("place_text", note="where its sentence stands in the document"),
            Column("reviewed", _B, "a person's correction in a review workbook decided this row"),
            Column("measure_asked", note="what is to be reported and judged: value, yoy, rank, done"),
            Column("share_of_group", note='of a group of places: total, each, unclear; "" where the area is none'),
            Column("is_base", _B, "the base of a rate that follows it (任务60530亩，处置率达30%): shown, not owed"),
        ),
    ),
    Table(
        "obligations",
        "list version × unit × target × area that the unit must report (is_lead) or may",
        "报送责任：哪个单位报哪个目标、哪个区域。",
        (
            *PROVENANCE,
            _LIST_ID,
            Column("unit", note="the filing office, groups as their members"),
            Column("task_key"),
            Column("target_key"),
            Column("area", note="as the form has it"),
            Column("area_name", note="what is meant by it"),
            Column("area_code", note="of that in the tree; NULL outside it"),
            Column("is_contribution", _B, "the own place's part of a wider area's target"),
            Column("is_lead", _B, "must report; else may"),
            Column("measure_asked", note="value, yoy, rank, done"),
            Column("same_as", note="target that says the same of the own place; a unit that must report it is not asked twice"),
        ),
    ),
    Table(
        "scoring_rules",
        "sentence of a list that only says how a target is scored",
        "计分规则。",
        (*PROVENANCE, *_TASK, Column("clause"), Column("rule_text")),
    ),
    Table(
        "taught_words",
        "word that a review workbook taught the home",
        "教会系统的词语：计量单位、地名、指标词。",
        (
            *PROVENANCE,
            Column("category", note="measure, area, indicator"),
            Column("word"),
            Column("sense", note="of a unit its kind, of an area its level, of an indicator what is said of it; or withdrawn"),
            Column("belongs_to", note="base unit, area it lies in, or indicator it is another name of"),
            Column("factor", note="how many base units one is, as text: exact"),
            Column("taught_by", note="who wrote it"),
            Column("taught_on", _D, "what the person wrote; NULL where nothing"),
            Column("file_name"),
            Column("sheet"),
            Column("row_no", _I),
            Column("column_letter"),
        ),
    ),
    Table(
        "task_list_findings",
        "finding of reading a task list document",
        "清单读取发现的问题。",
        (*PROVENANCE, _LIST_ID, *FINDING),
    ),
    Table(
        "filings",
        "read progress file, accepted or not",
        "进展报送文件。",
        (
            *PROVENANCE,
            *_FILING,
            _VERDICT,
            _CONTAINER,
            Column("filed_by"),
            Column("phone"),
            Column("filed_on", _D),
            Column("rows_read", _I),
            Column("rows_accepted", _I),
            Column("rows_held", _I),
            Column("figures_added", _I, "figures of a row that had none for this unit and period"),
            Column("figures_changed", _I),
            Column("figures_confirmed", _I, "stated again as they stood"),
            Column("figures_unstated", _I, "stood before and are neither stated nor withdrawn: they go on to count"),
            Column("figures_withdrawn", _I, "taken back by an explicit word"),
            Column("content_sha256", note="of what was read, so that a re-saved file is recognised"),
            Column("is_resaved", _B, "same content as an earlier filing of this unit and period: nothing new"),
        ),
    ),
    Table(
        "filing_rows",
        "accepted row of a filing (target × area), as filed and in the base unit",
        "已采用的报送行。",
        (
            *PROVENANCE,
            *_FILING,
            Column("target_key"),
            Column("area"),
            Column("sheet"),
            Column("row_no", _I),
            Column("measure_unit", note="unit of the cells, as filed"),
            Column("current_value", _N),
            Column("current_cell", note="F12"),
            Column("cumulative_value", _N),
            Column("cumulative_cell"),
            Column("yoy", _N, "percent"),
            Column("yoy_cell"),
            Column("rank", _I),
            Column("rank_cell"),
            Column("done", _B),
            Column("done_cell"),
            Column("done_date", _D),
            Column("done_date_cell"),
            Column("current_base", _N),
            Column("cumulative_base", _N),
            Column("unit_base"),
            *(
                Column(f"{name}_kept_from", _I, "receipt_seq of the filing that states it; NULL where this one does")
                for name in ("current", "cumulative", "yoy", "rank", "done", "done_date")
            ),
            Column("kept_texts", note="texts left blank and taken over from the filing before, joined by ;"),
            Column("is_answered", _B, "says what the form asks: the figure, the event or the unit's own word, or 不适用"),
            Column("confirmed", note="doubts that the unit's 备注 settled, now or before, joined by ;"),
            Column("null_word", note='why the figure is missing: blank, 无, 不适用, —, …; "" when there is one'),
            Column("narrative"),
            Column("problems"),
            Column("next_steps"),
            Column("evidence"),
            Column("remarks"),
            Column("judgement", note="the unit's own status word, if it gave one"),
        ),
    ),
    Table(
        "held_rows",
        "row of a filing that is held back, with its raw cells",
        "暂未采用的报送行（保留原样）。",
        (
            *PROVENANCE,
            *_FILING,
            Column("sheet"),
            Column("row_no", _I),
            Column("target_key"),
            Column("area"),
            Column("codes", note="the findings that hold it back, joined by ;"),
            Column("cells_json", note='the cells as seen: {"F": "约30", …}'),
        ),
    ),
    Table(
        "filing_findings",
        "finding of reading a progress file",
        "报送表发现的问题。",
        (*PROVENANCE, *_FILING, Column("target_key"), Column("area"), *FINDING),
    ),
    Table(
        "benchmark_files",
        "read file of outside figures, accepted or not",
        "外部数据文件。",
        (
            *PROVENANCE,
            _VERDICT,
            _CONTAINER,
            Column("rows_read", _I),
            Column("rows_accepted", _I),
            Column("rows_held", _I),
        ),
    ),
    Table(
        "benchmarks",
        "outside figure (indicator × area × window × source)",
        "外部数据（全省平均、排名、上年数）。",
        (
            *PROVENANCE,
            Column("row_no", _I),
            Column("area"),
            Column("indicator"),
            Column("measure", note="yoy, value, rank"),
            Column("period_start", _D),
            Column("period_end", _D),
            Column("value", _N),
            Column("unit"),
            Column("source"),
        ),
    ),
    Table(
        "benchmark_findings",
        "finding of reading a file of outside figures",
        "外部数据读取发现的问题。",
        (*PROVENANCE, *FINDING),
    ),
    Table(
        "rule_files",
        "read file of rules, accepted or not",
        "规则文件。",
        (
            *PROVENANCE,
            _VERDICT,
            _CONTAINER,
            Column("rows_read", _I),
            Column("rows_accepted", _I),
            Column("rows_held", _I),
        ),
    ),
    Table(
        "rules",
        "row of rules that was taken, to be laid over the seed of its table",
        "本地规则。",
        (
            *PROVENANCE,
            Column("table_name", note="the seed: areas, status_bands, …"),
            Column("sheet"),
            Column("row_no", _I),
            Column("cells_json", note='{"alias": "区发展改革局", …}'),
        ),
    ),
    Table(
        "rule_findings",
        "finding of reading a file of rules",
        "规则文件读取发现的问题。",
        (*PROVENANCE, *FINDING),
    ),
    Table(
        "calendar_days",
        "day × span of nights in which it was known so, with working days and holidays of the PRC",
        "工作日与节假日。",
        (
            Column("day", _D),
            Column("is_workday", _B),
            Column("holiday"),
            *_KNOWN,
        ),
    ),
    Table(
        "reporting_periods",
        "list × reporting period × span of nights in which it was known so, with its due, grace and lock dates",
        "报送日历。",
        (
            _LIST_ID,
            Column("period"),
            Column("period_kind", note="month, dekad, week, quarter, year"),
            Column("period_start", _D),
            Column("period_end", _D),
            Column("due_on", _D),
            Column("grace_until", _D),
            Column("lock_on", _D),
            *_KNOWN,
        ),
    ),
)

TABLES: Mapping[str, Table] = {table.name: table for table in _TABLES}
