"""Who files for which period of which list, decided from all that the file says of itself.

Disagreement and absence are findings with effect `file`. What was said, and where, is collected by `filing_head.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from ingest.documents.grid import Cell
from ingest.findings import Effect, Finding, Place
from ingest.progress.catalogue import finding
from ingest.progress.cells.dates import FiledDate, read_date
from ingest.progress.cells.written import unit_of
from ingest.progress.fields import HeadField
from ingest.progress.form import FORM_VERSION
from ingest.progress.knowledge.context import Context
from ingest.progress.labels import normal
from ingest.progress.layout.filing_head import FilingHead, Said
from ingest.progress.layout.which_period import which_period
from ingest.progress.layout.who_files import who_files
from ingest.values.units import is_count, split_multiplier

_OFFICE = re.compile(r"[局委办镇]$|(?:街道|中心|公司|政府|法院|支队|大队|银行|学校)(?:办事处)?$")
_BETWEEN = re.compile(r"[、，,；;/\s和及]+")
_PHONE = re.compile(r"^[\d\-+() 转#/、,;]{7,40}$")


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

    @property
    def is_sure(self) -> bool:
        """True where nothing is wrong with who files for which period, so that the rows may be judged by it."""
        return not any(f.effect is Effect.FILE for f in self.findings)


def identify(head: FilingHead, name: str, context: Context) -> Identity:
    """Decide unit, period and list from all that was said; disagreement and absence are findings with effect `file`."""
    if not context.lists:
        return Identity(findings=(finding("no-task-list"),))
    findings: list[Finding] = []
    offices, table_units = _over_tables(head, context, findings)
    passing = _in_passing(head, PurePath(name).stem)
    who = who_files(head, offices, passing, context)
    findings.extend(who.findings)
    which = which_period(head, passing, who.unit, context)
    findings.extend(which.findings)
    if (version := head.first(HeadField.FORM_VERSION)) and version != FORM_VERSION:
        place = head.said(HeadField.FORM_VERSION)[0].place
        findings.append(finding("form-outdated", place, seen=version, wanted=FORM_VERSION))
    return Identity(
        unit=who.unit,
        period=which.period,
        list_id=which.list_id,
        filed_by=who.filed_by,
        phone=_phone(head, findings),
        filed_on=_filed_on(head, which.year or 0, findings),
        table_units=table_units,
        findings=tuple(findings),
    )


def _over_tables(head: FilingHead, context: Context, findings: list[Finding]) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """单位：区发改局 names the office, 单位：万元 the measure, 单位：万元、% two of them; what is neither is not taken."""
    offices: list[Said] = []
    measures: list[Said] = []
    for said in head.said(HeadField.TABLE_UNIT):
        if context.unit_named(said.text) or _OFFICE.search(said.text):
            offices.append(said)
        elif units := _measures(said.text, context):
            measures.extend(replace(said, text=unit) for unit in units)
        else:
            findings.append(finding("cell-unclear-measure", said.place, seen=said.text))
    return tuple(offices), tuple(measures)


def _measures(text: str, context: Context) -> tuple[str, ...]:
    """The units of measure that a text names; none where a piece of it is no unit."""
    pieces = [text] if _is_measure(text, context) else [piece for piece in _BETWEEN.split(text) if piece.strip()]
    return tuple(unit_of(piece) for piece in pieces) if all(_is_measure(piece, context) for piece in pieces) else ()


def _is_measure(text: str, context: Context) -> bool:
    multiplier, name = split_multiplier(unit_of(normal(text)))
    return (bool(multiplier) and not name) or name in context.vocabulary.measures or is_count(name)


def _in_passing(head: FilingHead, stem: str) -> tuple[Said, ...]:
    """What may name the unit and the period beside what else it says: the titles and the file's name."""
    return (*head.said(HeadField.TITLE), Said(HeadField.TITLE, stem, "文件名", Place()))


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
