"""What is odd about a table itself: its columns, its gaps, its totals and sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ingest.documents.grid import Document
from ingest.documents.places import column_letter
from ingest.findings import Finding, Place
from ingest.progress.catalogue import finding
from ingest.progress.cells.bare import bare_number, bare_numbers
from ingest.progress.cells.words import shown
from ingest.progress.fields import FIGURES, KEYS, PRINTED_KEYS, Field, HeadField
from ingest.progress.form import INSTRUCTIONS_SHEET
from ingest.progress.headings.grammar import Meaning
from ingest.progress.labels import LABELS
from ingest.progress.layout.contents import Contents, contents_of
from ingest.progress.layout.filing_head import FilingHead
from ingest.progress.layout.form_parts import MOST_TOLD, FormPart
from ingest.progress.layout.header import FormHeader, HeadedColumn
from ingest.progress.layout.proposals import amounts_of, fields_of, is_worth_a_word, likely_field
from ingest.progress.layout.table_rows import RowKind
from ingest.progress.rules.spoken import comments_elsewhere, notes_around
from ingest.progress.rules.table import stale_sums, totals

_GAP = 3  # this many blank rows between rows of data are worth a word


def odd_layout(part: FormPart, document: Document, head: FilingHead) -> Iterator[Finding]:
    """All of it, in the order of the table. What the document's reader has said already is not said again."""
    yield from _columns(part)
    yield from _outside(part, head)
    last = part.header.last
    told = {f.place.sheet for f in document.findings if f.code == "blank-rows-inside"}
    for row in part.rows:
        if row.kind is RowKind.FOOT:
            continue
        if row.number - last > _GAP and row.kind is RowKind.DATA and part.sheet.name not in told:
            place = Place(sheet=part.sheet.name, row=row.number)
            yield finding("rows-after-gap", place, seen=last + 1, wanted=row.number - 1)
        last = row.number
    for view in part.header.blocks or (part.header,):
        yield from totals([row for row in part.rows if not part.header.blocks or row.header.head == view.head])
    yield from comments_elsewhere(part)
    yield from notes_around(part)
    yield from stale_sums(part.sheet, part.rows)


_WHY = {
    "heads": "有的看不懂是哪个区域或哪个指标",
    "key": "表里又另有“区域”或“指标”列",
    "fields": "有的列没有写明是本期完成还是累计完成",
    "outside": "另有填报数据的列没有写明是哪一处的",
}


def side_by_side(part: FormPart) -> Iterator[Finding]:
    """Areas or indicators side by side that cannot be told apart: then nothing of the file is read."""
    problem = part.header.problem
    if problem is not None:
        letters = "、".join(column_letter(column) for column in problem.columns)
        place = Place(sheet=part.sheet.name, row=part.header.last, column=column_letter(problem.columns[0]))
        heads = "、".join(f"“{head}”" for head in problem.heads)
        yield finding("columns-side-by-side", place, seen=heads, columns=letters, what=_WHY[problem.why])


def _probably(unread: HeadedColumn, held: Contents, taken: frozenset[Field], beside: Mapping[Field, Contents]) -> str:
    """可能就是“累计完成”。 and the like, "" where no field is near."""
    likely = likely_field(unread.label, held, taken, beside)
    return f"可能就是“{LABELS[likely]}”。" if likely is not None else ""


def _outside(part: FormPart, head: FilingHead) -> Iterator[Finding]:
    """Bare numbers above, between and below the rows of the table that are not what the head says of itself."""
    taken = {said.place for said in head.statements if said.about is not HeadField.TITLE}
    around = {row.number for row in part.rows if row.kind in (RowKind.HEADING, RowKind.FOOT)}
    around |= {number for number in part.sheet.filled if number < part.header.first}
    for number in sorted(around):
        for cell in part.sheet.rows[number].values():
            if cell.anchor is None and bare_number(cell) is not None and cell.place not in taken:
                yield finding("number-outside-table", cell.place, seen=shown(cell))


def beside_the_form(document: Document) -> Iterator[Finding]:
    """Numbers on the sheet of instructions, on which nobody files anything."""
    for grid in document.grids:
        if grid.place.sheet == INSTRUCTIONS_SHEET:
            cells = bare_numbers(grid)[:MOST_TOLD]
            yield from (finding("number-outside-table", cell.place, seen=shown(cell)) for cell in cells)


def _columns(part: FormPart) -> Iterator[Finding]:
    header = part.header
    at = Place(sheet=part.sheet.name, row=header.last)
    for name, columns in header.duplicates:
        letters = "、".join(column_letter(c) for c in columns)
        code = "column-duplicate" if name in KEYS or name in FIGURES else "column-duplicate-text"
        yield finding(code, replace(at, column=column_letter(columns[1])), label=LABELS[name], columns=letters)
    if not any(name in header.columns for name in PRINTED_KEYS):
        yield finding("column-missing", at, label=LABELS[Field.TASK_NO])
    for past in header.past:
        code = "column-replaced" if past.heading.sort is Meaning.REPLACED else "column-other-period"
        yield finding(code, replace(at, column=column_letter(past.column)), seen=past.label)
    filled = {column for row in part.rows if row.kind is RowKind.DATA for column in row.unlabelled}
    taken, beside = fields_of(header), amounts_of(part.sheet, header)
    for unread in header.unknown:
        place = replace(at, column=column_letter(unread.column))
        held = contents_of(part.sheet, unread.column, header.last, header.columns.get(Field.MEASURE_UNIT, 0))
        said = {"seen": unread.label, "columns": column_letter(unread.column), "what": _probably(unread, held, taken, beside)}
        if unread.label:
            code = "column-not-understood" if is_worth_a_word(unread, held, taken) else "column-ignored"
            yield finding(code, place, **said)
        elif unread.column in filled:
            yield finding("column-unnamed", place, **said)
    if (column := header.columns.get(Field.RATE)) is not None and contents_of(part.sheet, column, header.last).figures:
        yield finding("rate-computed", replace(at, column=column_letter(column)), seen=header.labels[Field.RATE])
    for name, column in header.assumed:
        labelled = next(one.label for one in header.headed if one.column == column)
        place = replace(at, column=column_letter(column))
        yield finding("column-assumed", place, seen=labelled, columns=column_letter(column), label=LABELS[name])
    for view in header.blocks or (header,):
        yield from _taken(view, header, at)
    yield from _hidden(part, at)


def _taken(view: FormHeader, header: FormHeader, at: Place) -> Iterator[Finding]:
    """Columns of figures whose heading may mean something else, or reaches to a day before the period's last."""
    early = {one.column for one in header.early}
    headed = {one.column: one for one in header.headed}
    for name, column in view.columns.items():
        one = headed[column]
        said = {"seen": one.label, "columns": column_letter(column), "label": LABELS[name]}
        place = replace(at, column=column_letter(column))
        if name in FIGURES and (one.heading.vague or (one.heading.corrected and one.heading.field is not None)):
            yield finding("column-taken-as", place, **said)
        if name in FIGURES and column in early:
            yield finding("column-early", place, **said)


def _hidden(part: FormPart, at: Place) -> Iterator[Finding]:
    """Hidden columns in which figures stand, but for those that our own form hides and what was filed last."""
    fields = {column: name for view in (part.header, *part.header.blocks) for name, column in view.columns.items()}
    for one in part.header.headed:
        name = fields.get(one.column)
        if name not in (None, *FIGURES):
            continue
        cells = [cell for row in part.rows if row.kind is RowKind.DATA and not row.hidden for cell in row.all_cells]
        figures = [cell for cell in cells if cell.column == one.column and bare_number(cell) is not None]
        if figures and all(cell.hidden for cell in figures):
            letter = column_letter(one.column)
            what = f"已按“{LABELS[name]}”采用" if name is not None else "没有读取"
            said = {"seen": one.label, "columns": letter, "count": len(figures), "what": what}
            yield finding("column-hidden", replace(at, column=letter), **said)
