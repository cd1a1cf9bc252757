"""The sheets of a document that hold the form, and what stands around their tables. Nothing is judged here but the layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from ingest.calendar.periods import is_period_id, period
from ingest.calendar.written_periods import find_periods, parse_period
from ingest.documents.grid import Document, Grid
from ingest.documents.places import column_letter
from ingest.findings import Finding, Place
from ingest.progress.catalogue import finding
from ingest.progress.cells.numbers import shown
from ingest.progress.form import INSTRUCTIONS_SHEET, META_SHEET, SUMMARY_SHEET
from ingest.progress.labels import KEYS, LABELS, MEASURES
from ingest.progress.layout.filing_head import FilingHead, collect_meta, collect_paragraph, collect_rows
from ingest.progress.layout.form_sheet import FormSheet
from ingest.progress.layout.header import FormHeader, find_header, settle
from ingest.progress.layout.table_rows import RowKind, TableRow, read_rows
from ingest.progress.rules import table

OURS = frozenset((META_SHEET, SUMMARY_SHEET, INSTRUCTIONS_SHEET))
MOST_ROWS = 6_000  # a list has some hundred targets for some ten areas
_GAP = 3  # this many blank rows between rows of data are worth a word


@dataclass(slots=True)
class FormPart:
    """One sheet of the form with its rows."""

    sheet: FormSheet
    header: FormHeader
    rows: list[TableRow] = field(default_factory=list)

    def settle(self, period_id: str) -> None:
        """Read the columns that are labelled by the month of the filing, now that it is known."""
        if self.header.dated:
            self.header = settle(self.header, period(period_id) if is_period_id(period_id) else None)
            self.rows = list(read_rows(self.sheet, self.header))


def find_parts(document: Document, name: str, head: FilingHead, findings: list[Finding]) -> list[FormPart]:
    """The sheets that hold the form. What stands above and below their tables goes into `head`, the rest into `findings`.

    Of a workbook with a sheet for every month only the one of the month in the file's name is read.
    """
    parts: list[FormPart] = []
    ignored: list[Grid] = []
    for paragraph in document.paragraphs:
        collect_paragraph(head, paragraph)
    for grid in document.grids:
        sheet = FormSheet(grid)
        if sheet.name == META_SHEET:
            collect_meta(head, sheet)
        if sheet.name in OURS:
            continue
        header = find_header(sheet)
        if header is None:
            ignored.append(grid)
        elif grid.hidden:
            findings.append(finding("sheet-hidden-ignored", grid.place, seen=sheet.name))
        else:
            parts.append(FormPart(sheet, header, _rows(sheet, header, findings)))
    parts = _of_the_month(parts, name, findings)
    for part in parts:
        above = [n for n in part.sheet.filled if n < part.header.first]
        collect_rows(head, part.sheet, above, titles=True)
        collect_rows(head, part.sheet, [r.number for r in part.rows if r.kind is RowKind.FOOT], titles=False)
    if parts:
        findings.extend(finding("sheet-ignored", g.place, seen=g.place.sheet) for g in ignored if any(g.rows) and g.place.sheet)
    else:
        findings.append(_unrecognised(ignored))
    return parts


def _of_the_month(parts: list[FormPart], name: str, findings: list[Finding]) -> list[FormPart]:
    named = find_periods(PurePath(name).stem)
    if len(parts) < 2 or len(named) != 1:
        return parts
    year = period(named[0]).start.year
    months = [parse_period(part.sheet.name, year) for part in parts]
    if None in months or len(set(months)) != len(months) or named[0] not in months:
        return parts
    for part, month in zip(parts, months, strict=True):
        if month != named[0]:
            findings.append(finding("sheet-other-period", part.sheet.grid.place, seen=part.sheet.name))
    return [part for part, month in zip(parts, months, strict=True) if month == named[0]]


def _rows(sheet: FormSheet, header: FormHeader, findings: list[Finding]) -> list[TableRow]:
    rows: list[TableRow] = []
    for row in read_rows(sheet, header):
        if len(rows) == MOST_ROWS:
            findings.append(finding("too-many-rows", sheet.grid.place, wanted=MOST_ROWS))
            break
        rows.append(row)
    return rows


def _unrecognised(ignored: Sequence[Grid]) -> Finding:
    seen = next((shown(c) for g in ignored for row in g.rows for c in row if shown(c)), "")
    what = f"文件里看到的第一个内容是“{seen[:30]}”。" if seen else "文件里没有内容。"
    return finding("form-unrecognised", ignored[0].place if ignored else Place(), seen=seen[:60], what=what)


def layout(part: FormPart, document: Document) -> Iterator[Finding]:
    """What is odd about the table itself: its columns, gaps, totals and sums."""
    yield from _columns(part)
    last = part.header.last
    told = {f.place.sheet for f in document.findings if f.code == "blank-rows-inside"}
    for row in part.rows:
        if row.kind is RowKind.FOOT:
            continue
        if row.number - last > _GAP and row.kind is RowKind.DATA and part.sheet.name not in told:
            place = Place(sheet=part.sheet.name, row=row.number)
            yield finding("rows-after-gap", place, seen=last + 1, wanted=row.number - 1)
        last = row.number
    yield from table.totals(part.rows)
    yield from table.stale_sums(part.sheet, part.rows)


def _columns(part: FormPart) -> Iterator[Finding]:
    header = part.header
    at = Place(sheet=part.sheet.name, row=header.last)
    for name, columns in header.duplicates:
        letters = "、".join(column_letter(c) for c in columns)
        code = "column-duplicate" if name in (*KEYS, *MEASURES) else "column-duplicate-text"
        yield finding(code, replace(at, column=column_letter(columns[1])), label=LABELS[name], columns=letters)
    if not any(name in header.columns for name in ("key", "task_no", "task_name")):
        yield finding("column-missing", at, label="任务编号")
    for dated in header.dated:
        yield finding("column-other-period", replace(at, column=column_letter(dated.column)), seen=dated.label)
    filled = {column for row in part.rows if row.kind is RowKind.DATA for column in row.unlabelled}
    for column, label in header.unknown:
        place = replace(at, column=column_letter(column))
        if label:
            yield finding("column-ignored", place, seen=label)
        elif column in filled:
            yield finding("column-unnamed", place, seen=column_letter(column))
