"""A row that has found its target gets its values: amounts, rates, ranks, dates, yes/no and texts.

Units of amounts are `amounts.py`'s part; judging the values is the rules'.
"""

from __future__ import annotations

from ingest.documents.grid import Cell
from ingest.progress.cells.amounts import read_amounts, settle_base
from ingest.progress.cells.dates import read_date
from ingest.progress.cells.numbers import CellValue, exact, is_ditto, read_growth, read_number, read_rank, read_yes_no, shown
from ingest.progress.filed import FiledRow, SheetSetting
from ingest.progress.labels import TEXTS


def fill(row: FiledRow, reading: SheetSetting) -> None:
    """Read every field of a row that has found its target."""
    cells = row.source.cells
    for name, anchor in row.source.merged.items():
        row.say("amount-covers-several-rows", name, seen=f"{shown(anchor)}，{anchor.row_span} 行 {anchor.column_span} 列")
    for name, read in read_amounts(row, reading).items():
        _take(row, name, read)
    settle_base(row, reading.vocabulary)
    _rates(row)
    _take(row, "rank", read_rank(cells.get("rank")))
    _take(row, "done", read_yes_no(cells.get("done")))
    _take(row, "done_date", read_date(cells.get("done_date"), year=reading.year, date_1904=reading.date_1904))
    for name in TEXTS:
        cell = cells.get(name)
        if cell is not None:
            text = _text(row, name, cell)
            row.texts[name] = text
            if is_ditto(text) and name != "judgement":
                row.say("ditto-mark-text", name, seen=text)


def _text(row: FiledRow, name: str, cell: Cell) -> str:
    """The words of a text cell; "" with a warning where the file does not hold them."""
    if cell.error or cell.uncached:
        row.say("text-unreadable", name, seen=cell.error or f"={cell.formula}")
        return ""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and exact(value) is None:
        row.say("text-number-damaged", name, seen=shown(cell))
        return ""
    return shown(cell)


def _take(row: FiledRow, name: str, read: CellValue) -> None:
    """Put one reading into the row: its value unless the cell is merged over several rows, its null word, its findings."""
    for code, said in read.codes:
        row.say(code, name, **said)
    if name in row.source.merged:
        return
    cell = row.source.cells.get(name)
    if cell is not None and cell.strike and read.value is not None:
        row.say("cell-struck", name, seen=shown(cell))
    if read.null_word:
        row.null_words[name] = read.null_word
    if name not in TEXTS:
        setattr(row, name, read.value)


def _rates(row: FiledRow) -> None:
    read = read_growth(row.source.cells.get("yoy"))
    if read.unit not in ("", "%"):
        row.say("unit-dimension", "yoy", seen=read.unit, wanted="%")
        read = CellValue()
    _take(row, "yoy", read)
    rate = read_number(row.source.cells.get("rate"), "%")
    if rate.unit not in ("", "%") or any(code.startswith(("cell", "number-too", "ditto", "formula")) for code, _ in rate.codes):
        row.say("rate-unreadable", "rate", seen=shown(row.source.cells.get("rate")))
        rate = CellValue()
    _take(row, "rate", rate)
