"""Who files for which period of which list, decided from all that the file says of itself.

Disagreement and absence are findings with effect `file`. What was said, and where, is collected by `filing_head.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from ingest.calendar import written_periods
from ingest.calendar.periods import is_period_id, period, period_words
from ingest.calendar.written_periods import agree, parse_period
from ingest.documents.grid import Cell
from ingest.findings import Finding, Place
from ingest.progress.catalogue import finding
from ingest.progress.cells.dates import FiledDate, read_date
from ingest.progress.fields import HeadField
from ingest.progress.form import FORM_VERSION
from ingest.progress.knowledge.context import Context, plain
from ingest.progress.labels import normal
from ingest.progress.layout.filing_head import HIDDEN, FilingHead, Said
from ingest.progress.layout.who_files import who_files
from ingest.values.units import is_count

_OFFICE = re.compile(r"[局委办镇]$|(?:街道|中心|公司|政府|法院|支队|大队|银行|学校)(?:办事处)?$")
_PHONE = re.compile(r"^[\d\-+() 转#/、,;]{7,40}$")

# the files of a night share their titles and the form of their names
find_periods = lru_cache(maxsize=4096)(written_periods.find_periods)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who files for which period of which list; "" where that is not known.

    `table_units` are the units of measure that stand over tables.
    """

    unit: str = ""
    period: str = ""
    list_id: str = ""
    filed_by: str = ""
    phone: str = ""
    filed_on: dt.date | None = None
    table_units: tuple[Said, ...] = ()
    findings: tuple[Finding, ...] = ()


def identify(head: FilingHead, name: str, context: Context) -> Identity:
    """Decide unit, period and list from all that was said; disagreement and absence are findings with effect `file`."""
    if not context.lists:
        return Identity(findings=(finding("no-task-list"),))
    findings: list[Finding] = []
    stem = PurePath(name).stem
    offices, table_units = _over_tables(head, context, findings)
    who = who_files(head, offices, _in_passing(head, stem), context)
    findings.extend(who.findings)
    unit = who.unit
    default_year = _default_year(head, stem, context)
    period_id = _period(head, stem, default_year, findings)
    list_id = _list(head, unit, period_id, context, findings)
    if (version := head.first(HeadField.FORM_VERSION)) and version != FORM_VERSION:
        place = head.said(HeadField.FORM_VERSION)[0].place
        findings.append(finding("form-outdated", place, seen=version, wanted=FORM_VERSION))
    year = period(period_id).start.year if period_id else default_year
    return Identity(
        unit=unit,
        period=period_id,
        list_id=list_id,
        filed_by=who.filed_by,
        phone=_phone(head, findings),
        filed_on=_filed_on(head, year or 0, findings),
        table_units=table_units,
        findings=tuple(findings),
    )


def _over_tables(head: FilingHead, context: Context, findings: list[Finding]) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """单位：区发改局 names the office, 单位：万元 the measure; what is neither is not taken."""
    offices, measures = [], []
    for said in head.said(HeadField.TABLE_UNIT):
        if context.unit_named(said.text) or _OFFICE.search(said.text):
            offices.append(said)
        elif normal(said.text) in context.vocabulary.measures or is_count(said.text):
            measures.append(said)
        else:
            findings.append(finding("cell-unclear-measure", said.place, seen=said.text))
    return tuple(offices), tuple(measures)


def _visible_first(statements: Iterable[Said]) -> list[Said]:
    """Statements that differ, those that a clerk can see before those of the hidden sheet: findings point at the former."""
    said = sorted(statements, key=lambda s: s.source == HIDDEN)
    return list({plain(s.text): s for s in reversed(said)}.values())[::-1]


def _in_passing(head: FilingHead, stem: str) -> tuple[Said, ...]:
    """What may name the unit and the period beside what else it says: the titles and the file's name."""
    return (*head.said(HeadField.TITLE), Said(HeadField.TITLE, stem, "文件名", Place()))


def _default_year(head: FilingHead, stem: str, context: Context) -> int | None:
    for text in (*(said.text for said in head.said(HeadField.TITLE)), stem):
        years = {period(p).start.year for p in find_periods(text)} or {int(y) for y in re.findall(r"(20\d\d)年", text)}
        if len(years) == 1:
            return years.pop()
    years = {known.period_start.year for known in context.lists.values()}
    return years.pop() if len(years) == 1 else (max(years) if years else None)


def _period_of(said: Said, year: int | None) -> str | None:
    value = said.cell.value if said.cell is not None else None
    if isinstance(value, dt.date):  # datetime is one too: a cell that shows 2023年11月
        return f"{value.year}-{value.month:02}"
    if isinstance(value, float) and not value.is_integer():
        text = f"{value:.2f}" if len(f"{value}".partition(".")[2]) == 2 else ""  # 2023.1 may be January or October
        return parse_period(text, year)
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = int(value)
        if 1 <= number <= 12 and year:
            return f"{year}-{number:02}"
        return parse_period(str(number), year)
    found = parse_period(said.text, year)
    if found and len(found) == 4 and re.search(r"[月旬季周]", said.text):
        return None  # 2023年13月 names more than the year, only not what there is
    return found


def _period(head: FilingHead, stem: str, year: int | None, findings: list[Finding]) -> str:
    strong: dict[str, Said] = {}
    for said in _visible_first(head.said(HeadField.PERIOD)):
        found = said.text if said.source == HIDDEN and is_period_id(said.text) else _period_of(said, year)
        if found is None:
            findings.append(finding("period-unreadable", said.place, seen=said.text.strip(), label="报告期"))
        else:
            strong.setdefault(found, said)
    weak: dict[str, Said] = {}
    for said in _in_passing(head, stem):
        found_all = find_periods(said.text, year)
        if len(found_all) == 1:
            weak.setdefault(found_all[0], said)
    if strong:
        chosen = max(strong, key=lambda p: (len(p), p))
    elif weak and not any(f.code == "period-unreadable" for f in findings):
        chosen = max(weak, key=lambda p: (len(p), p))
    else:
        if not any(f.code == "period-unreadable" for f in findings):
            findings.append(finding("period-missing", label="报告期"))
        return ""
    if any(other != chosen for other in strong) or any(not agree(chosen, other) for other in weak):
        every = {**weak, **strong}
        text = "，".join(f"{said.source}写的是“{period_words(p)}”" for p, said in every.items())
        seen_by_all = [said for said in strong.values() if said.source != HIDDEN]
        place = (seen_by_all or list(strong.values()) or list(weak.values()))[0].place
        findings.append(finding("period-conflict", place, seen=text, label="报告期"))
    return chosen


def is_period_of(context: Context, list_id: str, period_id: str) -> bool:
    """True where a list is reported on for a period: by its calendar, else where the period lies inside its term."""
    if list_id in context.periods:
        return period_id in context.periods[list_id]
    known, this = context.lists[list_id], period(period_id)
    return known.period_start <= this.start and this.end <= known.period_end


def _list(head: FilingHead, unit: str, period_id: str, context: Context, findings: list[Finding]) -> str:
    told = head.first(HeadField.LIST_ID).strip()
    if told and told not in context.lists:
        findings.append(finding("list-unknown", head.said(HeadField.LIST_ID)[0].place, seen=told))
        told = ""
    latest = sorted(context.lists.values(), key=lambda known: (known.period_start, known.list_id), reverse=True)
    candidates = [known.list_id for known in latest if not unit or unit in context.units.get(known.list_id, ())]
    candidates = [told] if told else candidates or [known.list_id for known in latest]
    if not period_id:
        return candidates[0]
    fitting = [list_id for list_id in candidates if is_period_of(context, list_id, period_id)]
    if fitting:
        return fitting[0]
    if not any(f.code in ("period-conflict", "list-unknown") for f in findings):
        known_periods = context.periods.get(candidates[0])
        known = context.lists[candidates[0]]
        wanted = (
            "、".join(period_words(p) for p in sorted(known_periods))
            if known_periods
            else f"{known.period_start:%Y-%m-%d} 至 {known.period_end:%Y-%m-%d} 之间"
        )
        place = next((said.place for said in head.said(HeadField.PERIOD)), Place())
        findings.append(finding("period-not-in-list", place, seen=period_words(period_id), wanted=wanted, label="报告期"))
    return candidates[0]


def _phone(head: FilingHead, findings: list[Finding]) -> str:
    said = next(iter(head.said(HeadField.PHONE)), None)
    if said is None:
        return ""
    value = said.cell.value if said.cell is not None else None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else said.text.strip()
    if re.search(r"\d[eE]\+", text) or (text and not _PHONE.match(normal(text))):
        findings.append(finding("phone-damaged", said.place, seen=text, label="联系电话"))
    return text


def _filed_on(head: FilingHead, year: int, findings: list[Finding]) -> dt.date | None:
    said = next(iter(head.said(HeadField.FILED_ON)), None)
    if said is None:
        return None
    cell = said.cell or Cell(1, 1, said.text, said.place)
    read = read_date(cell, year=year or 1)
    if isinstance(read.value, FiledDate):
        return read.value.day
    if not read.null_word:
        findings.append(finding("filed-on-unreadable", said.place, seen=said.text.strip(), label="填报日期"))
    return None
