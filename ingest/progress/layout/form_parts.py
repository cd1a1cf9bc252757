"""The sheets of a document that hold the form, and what stands around their tables. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath

from ingest.calendar.periods import period
from ingest.calendar.written_periods import find_periods, parse_period
from ingest.documents.grid import Document, Grid
from ingest.findings import Finding
from ingest.progress.catalogue import finding
from ingest.progress.cells.bare import bare_numbers, quoted
from ingest.progress.cells.words import shown
from ingest.progress.form import INSTRUCTIONS_SHEET, META_SHEET, SUMMARY_SHEET
from ingest.progress.layout.filing_head import FilingHead, Said, of_meta, of_paragraph, of_rows
from ingest.progress.layout.form_sheet import FormSheet
from ingest.progress.layout.header import FormHeader, find_header
from ingest.progress.layout.not_found import not_found
from ingest.progress.layout.on_behalf import says_on_behalf
from ingest.progress.layout.settling import FilingTime, settled
from ingest.progress.layout.side_by_side import KnownHeads
from ingest.progress.layout.table_rows import RowKind, TableRow, read_rows

OURS = frozenset((META_SHEET, SUMMARY_SHEET, INSTRUCTIONS_SHEET))
_ANY_YEAR = 2000  # the sheets of one workbook are of one year, whichever
MOST_TOLD = 20  # numbers outside the form that are told one by one
MOST_ROWS = 6_000  # a list has some hundred targets for some ten areas


@dataclass(frozen=True, slots=True)
class FormPart:
    """One sheet of the form with its rows."""

    sheet: FormSheet
    header: FormHeader
    rows: tuple[TableRow, ...]

    def of_time(self, time: FilingTime, known: KnownHeads) -> FormPart:
        """With every column read or left, now that the period is known."""

        def settle(header: FormHeader) -> FormHeader:
            return settled(header, self.sheet, time, known)

        header = settle(self.header)
        rows = self.rows
        if header.columns != self.header.columns or header.blocks:
            rows = tuple(islice(read_rows(self.sheet, header, settle), MOST_ROWS))
        return replace(self, header=header, rows=rows)


@dataclass(frozen=True, slots=True)
class FoundForm:
    """The form in a document: its parts (none where it holds no form), what it says of itself, and what is odd about both."""

    parts: tuple[FormPart, ...]
    head: FilingHead
    findings: tuple[Finding, ...]


def find_form(document: Document, name: str) -> FoundForm:
    """The sheets that hold the form, and what stands above and below their tables.

    Of a workbook with a sheet for every month only the one of the month in the file's name is read.
    """
    statements: list[Said] = [said for paragraph in document.paragraphs for said in of_paragraph(paragraph)]
    findings: list[Finding] = []
    parts: list[FormPart] = []
    ignored: list[Grid] = []
    for grid in document.grids:
        sheet = FormSheet(grid)
        if sheet.name == META_SHEET:
            statements.extend(of_meta(sheet))
        if sheet.name in OURS:
            continue
        header = find_header(sheet)
        if header is None:
            ignored.append(grid)
        elif grid.hidden:
            findings.append(finding("sheet-hidden-ignored", grid.place, seen=sheet.name))
        else:
            rows = tuple(islice(read_rows(sheet, header), MOST_ROWS + 1))
            if len(rows) > MOST_ROWS:
                findings.append(finding("too-many-rows", grid.place, wanted=MOST_ROWS))
            parts.append(FormPart(sheet, header, rows[:MOST_ROWS]))
    kept = _of_the_month(parts, name)
    findings.extend(
        finding("sheet-other-period", part.sheet.grid.place, seen=part.sheet.name) for part in parts if part not in kept
    )
    statements.extend(said for part in kept for said in _around(part))
    if kept:
        findings.extend(told for grid in ignored if any(grid.rows) for told in _ignored(grid))
    else:
        hidden = [f.place.sheet for f in findings if f.code == "sheet-hidden-ignored"]
        findings.append(not_found(document, ignored, hidden))
    return FoundForm(tuple(kept), FilingHead(tuple(statements)), tuple(findings))


def _ignored(grid: Grid) -> Iterable[Finding]:
    """A sheet or a table of a text that holds no form: numbers in it may have been meant for the form."""
    numbers = bare_numbers(grid)
    if grid.place.sheet:
        what = f"其中的数（{quoted(numbers)}）没有采用；是要报的数，请填到进展情况表里。" if numbers else ""
        yield finding("sheet-ignored", grid.place, seen=grid.place.sheet, what=what)
    elif numbers:
        yield from (finding("number-outside-table", cell.place, seen=shown(cell)) for cell in numbers[:MOST_TOLD])


def _around(part: FormPart) -> Iterable[Said]:
    above = [n for n in part.sheet.filled if n < part.header.first]
    yield from of_rows(part.sheet, above, titles=True)
    yield from of_rows(part.sheet, [r.number for r in part.rows if _is_foot(r)], titles=False)


def _is_foot(row: TableRow) -> bool:
    return row.kind is RowKind.FOOT or (row.kind is RowKind.HEADING and says_on_behalf(row.text))


def _of_the_month(parts: Sequence[FormPart], name: str) -> Sequence[FormPart]:
    stem = PurePath(name).stem
    named = find_periods(stem) or find_periods(stem, _ANY_YEAR)
    if len(parts) < 2 or len(named) != 1:
        return parts
    year = period(named[0]).start.year
    months = [parse_period(part.sheet.name, year) for part in parts]
    if None in months or len(set(months)) != len(months) or named[0] not in months:
        return parts
    return [part for part, month in zip(parts, months, strict=True) if month == named[0]]
