"""A row that is placed gets its values: amounts, rates, ranks, dates, yes/no and texts. Judging them is the rules'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ingest.bounds import is_figure
from ingest.documents.grid import Cell
from ingest.progress.cells.amounts import AmountSetting, BaseAmounts, in_base, read_amounts
from ingest.progress.cells.dates import read_date
from ingest.progress.cells.legends import Legend, legend_of
from ingest.progress.cells.marks import Marked, without_marks
from ingest.progress.cells.numbers import number_words, read_growth, read_number, read_rank, read_text, tidy
from ingest.progress.cells.printed import as_printed
from ingest.progress.cells.words import CellValue, is_ditto, read_yes_no, shown
from ingest.progress.fields import FIGURES, TEXTS, Field
from ingest.progress.layout.form_sheet import has_content
from ingest.progress.layout.table_rows import TableRow
from ingest.progress.layout.withdrawn_rows import Withdrawn
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow, PlacedRow
from ingest.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class SheetSetting:
    """What all rows of a sheet share. `year` is the year of the reporting period."""

    vocabulary: Vocabulary
    year: int
    date_1904: bool = False
    table_units: tuple[str, ...] = ()
    legends: tuple[Legend, ...] = ()  # what colours mean in its file


def figured(row: PlacedRow, setting: SheetSetting) -> FiguredRow:
    """Read every field of a row."""
    source, vocabulary = row.source, setting.vocabulary
    if row.is_withdrawn:
        code = "row-struck" if source.withdrawn is Withdrawn.WHOLE else "row-half-struck"
        return FiguredRow(
            source=source, target=row.target, area=row.area, said=(say(code, None, source.place, seen=row.number),)
        )
    cells, marks = _unmarked(source.cells)
    amounts = read_amounts(
        AmountSetting(cells, source.header.units, setting.table_units, row.target, vocabulary, setting.date_1904)
    )
    read = {name: _taken(source, name, value, marks) for name, value in amounts.values.items()}
    said = [*row.said, *_struck(source), *_merged(source), *_coloured(source, setting.legends), *amounts.says, *_says(read)]
    current, cumulative = read[Field.CURRENT].value, read[Field.CUMULATIVE].value
    base = in_base(amounts.unit, (current, cumulative), row.target, said, vocabulary)
    others = {name: _taken(source, name, value, marks) for name, value in _others(cells, setting)}
    texts = {name: _text(name, source.cells[name]) for name in TEXTS if name in source.cells}
    read |= others
    return FiguredRow(
        source=source,
        target=row.target,
        area=row.area,
        said=(*said, *base.says, *_says(others), *_says(texts), *_beyond(cells, read, base)),
        measure_unit=amounts.unit,
        current=current,
        cumulative=cumulative,
        yoy=read[Field.YOY].value,
        rank=read[Field.RANK].value,
        done=read[Field.DONE].value,
        done_date=read[Field.DONE_DATE].value,
        rate=read[Field.RATE].value,
        current_base=base.current,
        cumulative_base=base.cumulative,
        unit_base=base.unit,
        null_words={name: value.null_word for name, value in read.items() if value.null_word},
        texts={name: value.value for name, value in texts.items()},
    )


def _others(cells: Mapping[Field, Cell], setting: SheetSetting) -> Iterator[tuple[Field, CellValue]]:
    yield Field.YOY, _growth(cells.get(Field.YOY), setting)
    yield Field.RATE, _rate(cells.get(Field.RATE), setting)
    yield Field.RANK, read_rank(cells.get(Field.RANK), date_1904=setting.date_1904)
    yield Field.DONE, read_yes_no(cells.get(Field.DONE))
    yield Field.DONE_DATE, read_date(cells.get(Field.DONE_DATE), year=setting.year, date_1904=setting.date_1904)


def _growth(cell: Cell | None, setting: SheetSetting) -> CellValue:
    """A rate of growth. 25‰ are 2.5 %; a figure in 百分点 may be the rate, or how much the rate has changed."""
    read = as_printed(cell, read_growth(cell, date_1904=setting.date_1904), "%", setting.vocabulary)
    if read.value is None or read.unit in ("", "%"):
        return read
    if read.unit == "‰":
        value = tidy(read.value / 10)
        told = say("amount-understood", Field.YOY, seen=shown(cell), wanted=f"{number_words(value)}%")
        return CellValue(value, "%", says=(*read.says, told))
    if read.unit.removeprefix("个") == "百分点":
        return CellValue(says=(say("growth-in-points", Field.YOY, seen=shown(cell), wanted=number_words(read.value)),))
    return CellValue(says=(say("measure-dimension", Field.YOY, seen=read.unit, wanted="%"),))


def _rate(cell: Cell | None, setting: SheetSetting) -> CellValue:
    """A completion rate is computed anyway: one that cannot be read is only mentioned."""
    read = read_number(cell, "%", date_1904=setting.date_1904)
    if read.unit in ("", "%") and not any(said.holds_row for said in read.says):
        return read
    return CellValue(says=(say("rate-unreadable", Field.RATE, seen=shown(cell)),))


def _beyond(cells: Mapping[Field, Cell], read: Mapping[Field, CellValue], base: BaseAmounts) -> Iterator[Say]:
    """Figures of a size that no figure has, or that is lost in the base unit: they cannot be kept as they are."""
    bases = {Field.CURRENT: base.current, Field.CUMULATIVE: base.cumulative}
    for name in (Field.CURRENT, Field.CUMULATIVE, Field.YOY):
        if not is_figure(read[name].value, bases.get(name)):
            yield say("number-beyond-bounds", name, seen=shown(cells[name]))


def _text(name: Field, cell: Cell) -> CellValue:
    read = read_text(cell)
    if is_ditto(read.value) and name is not Field.JUDGEMENT:
        read = replace(read, says=(*read.says, say("ditto-mark-text", seen=read.value)))
    return read


def _unmarked(cells: Mapping[Field, Cell]) -> tuple[dict[Field, Cell], dict[Field, Marked]]:
    """The cells with the marks of notes taken off their figures, and what was taken off where."""
    bare, marks = dict(cells), {}
    for name in FIGURES:
        cell = cells.get(name)
        if cell is None or not isinstance(cell.value, str | None):
            continue
        marked = without_marks(cell.text)
        if marked.mark:
            marks[name] = marked
            bare[name] = replace(cell, text=marked.bare, value=None if cell.value is None else marked.bare)
    return bare, marks


def _taken(source: TableRow, name: Field, read: CellValue, marks: Mapping[Field, Marked]) -> CellValue:
    """A value as the row takes it: none where its cell is merged over several rows, with a word where a mark was left out."""
    if name in source.merged:
        return CellValue(says=read.says)
    if name not in marks or read.value is None:
        return read
    marked = marks[name]
    left_out = say("cell-mark-left-out", seen=shown(source.cells[name]), mark=marked.mark, wanted=marked.bare)
    return replace(read, says=(*read.says, left_out))


def _struck(source: TableRow) -> Iterator[Say]:
    """What is struck out of a row: it is withdrawn, and not read."""
    for name, cell in source.struck.items():
        if has_content(cell):
            yield say("cell-part-struck", name, cell.place, seen=shown(cell), struck=cell.struck)
        else:
            yield say("cell-struck", name, cell.place, seen=cell.struck)


def _coloured(source: TableRow, known: tuple[Legend, ...]) -> Iterator[Say]:
    """Figures in a colour of which the file says that they are corrections, estimates, or void."""
    for name in FIGURES if known else ():
        cell = source.cells.get(name)
        legend = None if cell is None else legend_of(cell, known)
        if legend is not None:
            code = "colour-says-void" if legend.is_void else "colour-says-doubt"
            yield say(code, name, seen=shown(cell), legend=legend.text)


def _merged(source: TableRow) -> Iterator[Say]:
    for name, anchor in source.merged.items():
        seen = f"{shown(anchor)}，{anchor.row_span} 行 {anchor.column_span} 列"
        yield say("amount-covers-several-rows", name, seen=seen)


def _says(read: Mapping[Field, CellValue]) -> Iterator[Say]:
    """What is said of values, each of its field."""
    for name, value in read.items():
        yield from (said.of(name) for said in value.says)
