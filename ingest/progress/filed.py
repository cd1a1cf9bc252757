"""A matched row gets its values: figures with their unit, dates, yes/no and texts, each with the cell it stands in.

Units are settled here: the cell's own unit, then the row's, the header's, the table's, else the target's. A figure is
converted only inside its dimension; what cannot be settled holds the row back. Judging the values is the rules' part.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from ingest.documents.grid import Cell
from ingest.documents.places import column_letter
from ingest.findings import Effect, Finding, Place
from ingest.progress.catalogue import finding
from ingest.progress.context import plain
from ingest.progress.dates import FiledDate, read_date
from ingest.progress.known import KnownTarget
from ingest.progress.labels import LABELS, MEASURES, TEXTS
from ingest.progress.table import TableRow
from ingest.progress.values import (
    Read,
    exact,
    is_ditto,
    is_null_word,
    read_growth,
    read_number,
    read_rank,
    read_yes_no,
    shown,
    words,
)
from ingest.values.units import split_multiplier, to_base
from ingest.vocabulary import Vocabulary

# words that count the same things: a total may be in 家 and its parts in 个
_SAME_COUNT = frozenset(("个", "家", "户"))
_COUNTS = frozenset("个家户人次件项所处张台辆座栋套名例宗篇部场条株头只批笔起")
_AMOUNTS = ("current", "cumulative")


@dataclass(slots=True)
class FiledRow:
    """One row of a filing. Amounts are in `measure_unit`, rates in percent; `places` are the cells of the fields filed."""

    sheet: str
    number: int
    source: TableRow
    target: KnownTarget | None = None
    area: str = ""
    measure_unit: str = ""
    current: Decimal | None = None
    cumulative: Decimal | None = None
    yoy: Decimal | None = None
    rank: int | None = None
    done: bool | None = None
    done_date: FiledDate | None = None
    rate: Decimal | None = None
    current_base: Decimal | None = None
    cumulative_base: Decimal | None = None
    unit_base: str = ""
    null_words: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def held(self) -> bool:
        return any(f.effect is Effect.ROW for f in self.findings)

    @property
    def is_stated(self) -> bool:
        """True where the row states any figure, date or word of completion."""
        return any(v is not None for v in (self.current, self.cumulative, self.yoy, self.rank, self.done, self.done_date))

    @property
    def place(self) -> Place:
        return next(iter(self.places.values()), Place(sheet=self.sheet, row=self.number))

    def say(self, code: str, name: str = "", **said: object) -> None:
        """Add a finding at the cell of a field."""
        place = self.places.get(name) or self.place
        self.findings.append(finding(code, place, label=said.pop("label", LABELS.get(name, "")), **said))


def cell_name(place: Place) -> str:
    """F12."""
    return f"{place.column}{place.row}" if place.column and place.row else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What all rows of a filing share."""

    vocabulary: Vocabulary
    year: int
    date_1904: bool = False
    table_unit: str = ""


@lru_cache(maxsize=1024)
def _one(unit: str, vocabulary_id: int) -> tuple[Decimal, str]:
    return to_base(Decimal(1), unit, _VOCABULARIES[vocabulary_id].measures)


_VOCABULARIES: dict[int, Vocabulary] = {}


def base_of(unit: str, vocabulary: Vocabulary) -> tuple[Decimal, str]:
    """What one of a unit is in its base unit: 万户 → (10000, 户)."""
    key = id(vocabulary)
    _VOCABULARIES.setdefault(key, vocabulary)  # keeps it alive, so that its id stays its own
    return _one(unit, key)


def is_count(unit: str) -> bool:
    name = split_multiplier(unit)[1]
    return name in _COUNTS


def fill(row: FiledRow, reading: Reading) -> None:
    """Read every field of a row that has found its target."""
    cells = row.source.cells
    for name in (*MEASURES, *TEXTS):
        column = row.source.header.columns.get(name)
        if column is not None:
            cell = cells.get(name)
            row.places[name] = cell.place if cell else Place(row.sheet, row=row.number, column=column_letter(column))
    for name, anchor in row.source.merged.items():
        row.places[name] = Place(row.sheet, row=row.number, column=column_letter(anchor.column))
        row.say("amount-covers-several-rows", name, seen=f"{shown(anchor)}，{anchor.row_span} 行")
    _amounts(row, reading)
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


def _take(row: FiledRow, name: str, read: Read) -> None:
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
        read = Read()
    _take(row, "yoy", read)
    rate = read_number(row.source.cells.get("rate"), "%")
    if rate.unit not in ("", "%") or any(code.startswith(("cell", "number-too", "ditto", "formula")) for code, _ in rate.codes):
        row.say("rate-unreadable", "rate", seen=shown(row.source.cells.get("rate")))
        rate = Read()
    _take(row, "rate", rate)


def _row_unit(row: FiledRow, reading: Reading) -> str:
    """The unit that the row's amounts are in where a cell does not say its own; "" where nothing says one."""
    header_unit = next(
        (
            unit
            for name in _AMOUNTS
            if (unit := row.source.header.units.get(name, "")) and (unit in reading.vocabulary.measures or is_count(unit))
        ),
        "",
    )
    cell = row.source.cells.get("unit")
    text = plain(shown(cell))
    unit = "" if is_null_word(text) or is_ditto(text) else text
    if unit == "％":
        unit = "%"
    if unit and header_unit and base_of(unit, reading.vocabulary) != base_of(header_unit, reading.vocabulary):
        row.say("unit-said-twice", "unit", seen=unit, wanted=header_unit)
    target = row.target
    own = target.unit if target is not None else ""
    table = reading.table_unit
    if table and own and base_of(table, reading.vocabulary)[1] != base_of(own, reading.vocabulary)[1]:
        table = ""  # 单位：万元 over a table does not speak of its counts
    return unit or header_unit or table or own


def _amounts(row: FiledRow, reading: Reading) -> None:
    """Current and cumulative value, brought to one unit of the row."""
    vocabulary, target = reading.vocabulary, row.target
    unit_cell = row.source.cells.get("unit")
    row.places["unit"] = unit_cell.place if unit_cell else row.place
    unit = _row_unit(row, reading)
    reads = {name: read_number(row.source.cells.get(name), unit) for name in _AMOUNTS}
    own = {read.unit for read in reads.values() if read.value is not None}
    whole = {u for u in own if u and not _is_multiplier(u)}
    if (
        len(own) == 1
        and len(whole) == 1
        and (not unit or base_of(next(iter(whole)), vocabulary)[1] == base_of(unit, vocabulary)[1])
    ):
        unit = next(iter(whole))  # every figure says this unit itself: 5万元 stays 5 万元
    row.measure_unit = unit
    for name, read in reads.items():
        value = read.value
        if value is not None and read.unit and read.unit != unit:
            value = _converted(row, name, value, read.unit, unit, vocabulary)
        _take(row, name, Read(value, null_word=read.null_word, codes=read.codes))
    if target is None or (row.current is None and row.cumulative is None):
        row.unit_base = base_of(unit, vocabulary)[1] if unit else ""
        return
    _check_unit(row, unit, target, vocabulary)
    factor, row.unit_base = base_of(unit, vocabulary)
    row.current_base = None if row.current is None else row.current * factor
    row.cumulative_base = None if row.cumulative is None else row.cumulative * factor
    if target.unit_base and row.unit_base in _SAME_COUNT and target.unit_base in _SAME_COUNT:
        row.unit_base = target.unit_base


def _is_multiplier(unit: str) -> bool:
    return not unit.strip("十百千万亿")


def _converted(row: FiledRow, name: str, value: Decimal, own: str, unit: str, vocabulary: Vocabulary) -> Decimal | None:
    """A figure with its own unit, in the unit of the row; None with a finding where that cannot be."""
    if _is_multiplier(own):
        if unit and unit not in ("%", "‰") and not split_multiplier(unit)[0]:
            return value * base_of(own, vocabulary)[0]
    elif unit and base_of(own, vocabulary)[1] == base_of(unit, vocabulary)[1]:
        return value * base_of(own, vocabulary)[0] / base_of(unit, vocabulary)[0]
    row.say("unit-dimension", name, seen=own, wanted=unit or "（无）")
    return None


def _check_unit(row: FiledRow, unit: str, target: KnownTarget, vocabulary: Vocabulary) -> None:
    """Growth, rank and relative targets are about a rate or place; their row may give the indicator's own amount beside it."""
    wanted = target.unit
    if target.kind not in ("level", "ratio") or not wanted or unit == wanted:
        return
    one, other = base_of(unit, vocabulary)[1], base_of(wanted, vocabulary)[1]
    if one == other:
        row.say("unit-converted", "unit", seen=unit, wanted=wanted, label="计量单位")
    elif one in _SAME_COUNT and other in _SAME_COUNT:
        row.say("unit-word-differs", "unit", seen=unit, wanted=wanted, label="计量单位")
    else:
        row.say("unit-dimension", "unit", seen=unit, wanted=wanted, label="计量单位")


def raw_cells(row: TableRow) -> dict[str, str]:
    """The row's cells as seen, by column letter."""
    return {column_letter(cell.column): shown(cell) for cell in row.all_cells}


def is_number(cell: Cell | None) -> bool:
    return cell is not None and isinstance(cell.value, int | float) and not isinstance(cell.value, bool)


__all__ = ["FiledRow", "Reading", "base_of", "cell_name", "fill", "is_count", "raw_cells", "words"]
