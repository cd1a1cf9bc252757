"""A row of a filing: the task and target it is about, its values, and the cells they stand in. Filling it is `filling.py`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.documents.places import column_letter
from ingest.findings import Effect, Finding, Place
from ingest.progress.catalogue import finding
from ingest.progress.cells.dates import FiledDate
from ingest.progress.cells.numbers import shown
from ingest.progress.known import KnownTarget
from ingest.progress.labels import LABELS
from ingest.progress.layout.table_rows import TableRow
from ingest.vocabulary import Vocabulary


@dataclass(slots=True)
class FiledRow:
    """One row of a filing. Amounts are in `measure_unit`, rates in percent."""

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
    findings: list[Finding] = field(default_factory=list)
    is_repeat: bool = False  # the same as a row above it: said, and not loaded again

    @property
    def held(self) -> bool:
        return any(f.effect is Effect.ROW for f in self.findings)

    @property
    def is_stated(self) -> bool:
        """True where the row states any figure, date or word of completion."""
        return any(v is not None for v in (self.current, self.cumulative, self.yoy, self.rank, self.done, self.done_date))

    @property
    def place(self) -> Place:
        """The first cell of the row, to point at where a fault has no cell of its own."""
        first = next((name for name in self.source.cells if name not in ("key", "section")), "")
        return self.place_of(first) if first else Place(sheet=self.sheet, row=self.number)

    def place_of(self, name: str) -> Place:
        """The cell of a field in this very row, filled in or not; the row's first cell for a field without a column."""
        cell = self.source.cells.get(name)
        if cell is not None and cell.row == self.number:
            return cell.place
        column = self.source.header.columns.get(name)
        if column is None:
            return self.place
        own = next((c.place for c in self.source.all_cells), Place(sheet=self.sheet, row=self.number))
        return replace(own, column=column_letter(column))

    def say(self, code: str, name: str = "", **said: object) -> None:
        """Add a finding at the cell of a field."""
        self.findings.append(finding(code, self.place_of(name), label=said.pop("label", LABELS.get(name, "")), **said))


def cell_name(place: Place) -> str:
    """F12."""
    return f"{place.column}{place.row}" if place.column and place.row else ""


@dataclass(frozen=True, slots=True)
class SheetSetting:
    """What all rows of a filing share."""

    vocabulary: Vocabulary
    year: int
    date_1904: bool = False
    table_unit: str = ""


def raw_cells(row: TableRow) -> dict[str, str]:
    """The row's cells as seen, by column letter."""
    return {column_letter(cell.column): shown(cell) for cell in row.all_cells}
