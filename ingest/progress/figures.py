"""A row that is placed gets its values: amounts, rates, ranks, dates, yes/no and texts. Judging them is the rules'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ingest.documents.grid import Cell
from ingest.progress.cells.amounts import AmountSetting, in_base, read_amounts
from ingest.progress.cells.dates import read_date
from ingest.progress.cells.numbers import read_growth, read_number, read_rank, read_text
from ingest.progress.cells.words import CellValue, is_ditto, read_yes_no, shown
from ingest.progress.fields import TEXTS, Field
from ingest.progress.layout.table_rows import TableRow
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow, PlacedRow
from ingest.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class SheetSetting:
    """What all rows of a sheet share. `year` is the year of the reporting period."""

    vocabulary: Vocabulary
    year: int
    date_1904: bool = False
    table_unit: str = ""


def figured(row: PlacedRow, setting: SheetSetting) -> FiguredRow:
    """Read every field of a row."""
    source, vocabulary = row.source, setting.vocabulary
    amounts = read_amounts(AmountSetting(source.cells, source.header.units, setting.table_unit, row.target, vocabulary))
    read = {name: _taken(source, name, value) for name, value in amounts.values.items()}
    said = [*row.said, *_merged(source), *amounts.says, *_says(read)]
    current, cumulative = read[Field.CURRENT].value, read[Field.CUMULATIVE].value
    base = in_base(amounts.unit, (current, cumulative), row.target, said, vocabulary)
    others = {name: _taken(source, name, value) for name, value in _others(source.cells, setting)}
    texts = {name: _text(name, source.cells[name]) for name in TEXTS if name in source.cells}
    read |= others
    return FiguredRow(
        source=source,
        target=row.target,
        area=row.area,
        said=(*said, *base.says, *_says(others), *_says(texts)),
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
    yield Field.YOY, _growth(cells.get(Field.YOY))
    yield Field.RATE, _rate(cells.get(Field.RATE))
    yield Field.RANK, read_rank(cells.get(Field.RANK))
    yield Field.DONE, read_yes_no(cells.get(Field.DONE))
    yield Field.DONE_DATE, read_date(cells.get(Field.DONE_DATE), year=setting.year, date_1904=setting.date_1904)


def _growth(cell: Cell | None) -> CellValue:
    read = read_growth(cell)
    if read.unit in ("", "%"):
        return read
    return CellValue(says=(say("measure-dimension", Field.YOY, seen=read.unit, wanted="%"),))


def _rate(cell: Cell | None) -> CellValue:
    """A completion rate is computed anyway: one that cannot be read is only mentioned."""
    read = read_number(cell, "%")
    faults = ("cell", "number-too", "ditto", "formula")
    if read.unit in ("", "%") and not any(said.code.startswith(faults) for said in read.says):
        return read
    return CellValue(says=(say("rate-unreadable", Field.RATE, seen=shown(cell)),))


def _text(name: Field, cell: Cell) -> CellValue:
    read = read_text(cell)
    if is_ditto(read.value) and name is not Field.JUDGEMENT:
        read = replace(read, says=(*read.says, say("ditto-mark-text", seen=read.value)))
    return read


def _taken(source: TableRow, name: Field, read: CellValue) -> CellValue:
    """A value as the row takes it: none where its cell is merged over several rows, with a word where it is struck out."""
    if name in source.merged:
        return CellValue(says=read.says)
    cell = source.cells.get(name)
    if cell is not None and cell.strike and read.value is not None:
        return replace(read, says=(*read.says, say("cell-struck", seen=shown(cell))))
    return read


def _merged(source: TableRow) -> Iterator[Say]:
    for name, anchor in source.merged.items():
        seen = f"{shown(anchor)}，{anchor.row_span} 行 {anchor.column_span} 列"
        yield say("amount-covers-several-rows", name, seen=seen)


def _says(read: Mapping[Field, CellValue]) -> Iterator[Say]:
    """What is said of values, each of its field."""
    for name, value in read.items():
        yield from (said.of(name) for said in value.says)
