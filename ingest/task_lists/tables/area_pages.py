"""The tables of areas of a document one after another, and which of them goes on after a page break."""

from __future__ import annotations

from ingest.documents.grid import Grid, Paragraph
from ingest.task_lists.ledger import Ledger
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.tables.area_names import is_area_name, is_bare_name, is_total
from ingest.task_lists.tables.area_rows import AreaTableReader
from ingest.task_lists.tables.area_tables import AreaTable, find_area_table
from ingest.task_lists.tables.beside import Beside
from ingest.task_lists.tables.header import MergedCells
from ingest.task_lists.tables.reading import TableReading
from ingest.task_lists.tables.row_kinds import is_note
from ingest.task_lists.tables.written import is_nothing, read_written
from ingest.task_lists.text import squeeze
from ingest.vocabulary import Vocabulary


class AreaTables:
    """Reads the tables of areas among those of a document; told of everything between them, too."""

    def __init__(self, vocabulary: Vocabulary, ledger: Ledger, reading: TableReading) -> None:
        self.vocabulary, self.ledger, self.reading = vocabulary, ledger, reading
        self.before: AreaTableReader | None = None  # the table that the next may go on with
        self.width = 0

    def pass_by(self, between: Paragraph) -> None:
        """Take note of a paragraph: no table goes on past a text of its own."""
        if not list_lexicon().tables.between_pages.fullmatch(squeeze(between.text)):
            self.before = None

    def read(self, grid: Grid, block: int, around: Beside, section: str) -> bool:
        """Read a table if it is one of areas, or the rest of one; whether it was."""
        if self.before is not None and _width(grid) == self.width and _goes_on(self.before.table, grid, self.vocabulary):
            self.before.go_on(grid, block)
            return True
        self.before = None
        table = find_area_table(grid, around, self.vocabulary)
        if table is None:
            return False
        self.reading.years += [table.labels[column] for column, label in table.values.items() if label.years]
        self.width = _width(grid)
        self.before = AreaTableReader(
            grid, table, block, self.vocabulary, section=section, ledger=self.ledger, reading=self.reading
        )
        self.before.read()
        return True


def _goes_on(table: AreaTable, grid: Grid, vocabulary: Vocabulary) -> bool:
    """Is a grid the rest of a table? An area or a total stands in each row where the table has them, figures where it has
    those, and no head but the same again."""
    lookup, labels = MergedCells(grid), table.words
    areas: list[str] = []
    for row in grid.rows:
        texts = [text for cell in row if (text := squeeze(lookup.source(cell).text))]
        if grid.ragged or (texts and is_note(texts)) or all(text in labels for text in texts):
            continue
        areas += [squeeze(lookup.source(cell).text) for cell in row if cell.column == table.columns[0]]
        held = [cell.text for cell in row if cell.column in table.values]
        if not all(is_nothing(text) or read_written(text, vocabulary) is not None for text in held):
            return False
    return bool(areas) and all(_is_area(area, vocabulary, plain=table.plain) for area in areas)


def _is_area(text: str, vocabulary: Vocabulary, *, plain: bool) -> bool:
    return is_total(text) or is_area_name(text, vocabulary) or (plain and is_bare_name(text))


def _width(grid: Grid) -> int:
    return max((cell.column for row in grid.rows for cell in row), default=0)
