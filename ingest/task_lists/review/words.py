"""The sheet of words of a workbook → the words that a person taught; one that cannot be taken is refused with a finding.

A word is taken only where nothing else would suffer from it: it must be a word, must not already mean something else, and what
it belongs to must be known.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from ingest.documents.grid import Cell, Document, Grid
from ingest.findings import Finding
from ingest.task_lists.catalogue import finding
from ingest.task_lists.review.form import UnreadableCell, date_in, number_in
from ingest.task_lists.review.known_words import KnownWords
from ingest.task_lists.review.read_rows import field_text, label_row, text_in
from ingest.task_lists.review.texts import CATEGORIES, CATEGORY_LABEL, SENSE_LABEL, SENSES, WORD_LABEL, WORD_LABELS
from ingest.taught import WITHDRAWN, TaughtWord, WordCategory
from ingest.vocabulary import Vocabulary

_WORD = {
    WordCategory.MEASURE: re.compile(r"[\u4e00-\u9fffA-Za-z\u00b2\u00b3/]{1,8}"),
    WordCategory.AREA: re.compile(r"[\u4e00-\u9fff]{2,20}"),
    WordCategory.INDICATOR: re.compile(r"[\u4e00-\u9fffA-Za-z]{2,20}"),
}
T = TypeVar("T")
_LARGEST, _SMALLEST = Decimal(10) ** 12, Decimal(10) ** -9


def holds_words(document: Document) -> bool:
    """Whether a workbook has a sheet of words."""
    return any(label_row(grid, CATEGORY_LABEL, WORD_LABEL, SENSE_LABEL) is not None for grid in document.grids)


def read_words(
    document: Document, vocabulary: Vocabulary, taught: Iterable[TaughtWord] = (), places: Iterable[str] = ()
) -> tuple[tuple[TaughtWord, ...], tuple[Finding, ...]]:
    """The words that a workbook teaches, and what is wrong with those that are not taken.

    `vocabulary` are the seeds, of no place; `taught` is what the home was taught before, oldest first, `places` those that
    its lists are of. Rows that nobody filled in say nothing.
    """
    reading = _WordsReading(KnownWords(vocabulary, taught, places))
    for grid in document.grids:
        if label_row(grid, CATEGORY_LABEL, WORD_LABEL, SENSE_LABEL) is not None:
            for cells in _filled(grid):
                reading.read(cells)
    return tuple(reading.words), tuple(reading.findings)


def _filled(grid: Grid) -> Iterator[dict[str, Cell]]:
    """The rows of the sheet by label, those left out that say neither a use nor what the word belongs to."""
    at = label_row(grid, CATEGORY_LABEL, WORD_LABEL, SENSE_LABEL)
    if at is None:
        return
    columns = {cell.column: cell.text.strip() for cell in grid.rows[at]}
    for row in grid.rows[at + 1 :]:
        cells = {columns[cell.column]: cell for cell in row if cell.column in columns}
        said = [text_in(cells, WORD_LABELS[key]) for key in ("sense", "belongs_to", "factor")]
        if any(said) or any(cell.uncached for cell in cells.values()):
            yield cells


class _WordsReading:
    def __init__(self, known: KnownWords) -> None:
        self.known = known
        self.words: list[TaughtWord] = []
        self.findings: list[Finding] = []
        self.author = ""

    def read(self, cells: Mapping[str, Cell]) -> None:
        """One row; the person is the one of the row above where the row names none."""
        self.author = text_in(cells, WORD_LABELS["taught_by"]) or self.author
        try:
            word = self._word(cells)
        except _UnreadableWordError as unreadable:
            self.findings.append(unreadable.finding)
            return
        refusal = self.known.take(word)
        if refusal is None:
            self.words.append(word)
        elif refusal.code:
            self.findings.append(finding(refusal.code, word.place, seen=word.word, known=refusal.known))

    def _word(self, cells: Mapping[str, Cell]) -> TaughtWord:
        """The row as a word. Raises _UnreadableWordError."""
        category = _one_of(cells, "category", {label: category for category, label in CATEGORIES.items()})
        text = unicodedata.normalize("NFC", text_in(cells, WORD_LABEL))
        place = _cell(cells, "word").place
        if not _WORD[category].fullmatch(text):
            raise _UnreadableWordError(finding("word-not-a-word", place, seen=text))
        if not self.author:
            raise _UnreadableWordError(finding("word-without-author", place, seen=text))
        belongs_to, sense = text_in(cells, WORD_LABELS["belongs_to"]), self._sense(cells, category)
        factor = Decimal(1)
        if category is WordCategory.MEASURE and sense != WITHDRAWN:
            belongs_to = belongs_to or text
            factor = _factor(cells, has_base=belongs_to != text)
        return TaughtWord(category, text, sense, belongs_to, factor, self.author, _day(cells), place)

    def _sense(self, cells: Mapping[str, Cell], category: WordCategory) -> str:
        """How the word is used; a unit that is converted into another need not say it."""
        base = text_in(cells, WORD_LABELS["belongs_to"])
        if category is WordCategory.MEASURE and base and not text_in(cells, SENSE_LABEL):
            return self.known.kind_of(base)
        return _one_of(cells, "sense", {label: sense for sense, label in SENSES[category].items()})


class _UnreadableWordError(Exception):
    """A row of the sheet that is no word; the finding says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message)
        self.finding = found


def _cell(cells: Mapping[str, Cell], key: str) -> Cell:
    """The cell of a column; where it is blank, the first of the row, so that a finding has a place."""
    return cells.get(WORD_LABELS[key]) or next(iter(cells.values()))


def _one_of(cells: Mapping[str, Cell], key: str, words: Mapping[str, T]) -> T:
    said = text_in(cells, WORD_LABELS[key])
    if said in words:
        return words[said]
    raise _not_understood(cells, key, said)


def _not_understood(cells: Mapping[str, Cell], key: str, said: str) -> _UnreadableWordError:
    place = _cell(cells, key).place
    return _UnreadableWordError(finding("override-not-understood", place, seen=said, column=WORD_LABELS[key]))


def _typed(cells: Mapping[str, Cell], key: str) -> str:
    """What stands in a cell of a number or a day. Raises _UnreadableWordError for a formula without a result."""
    cell = cells.get(WORD_LABELS[key])
    if cell is not None and cell.uncached:
        raise _not_understood(cells, key, f"={cell.formula}")
    return unicodedata.normalize("NFKC", field_text(key, cell)).strip()


def _factor(cells: Mapping[str, Cell], *, has_base: bool) -> Decimal:
    said = _typed(cells, "factor")
    try:
        factor = number_in(said)
    except UnreadableCell as unreadable:
        raise _not_understood(cells, "factor", said) from unreadable
    if factor is None:
        if has_base:
            raise _UnreadableWordError(
                finding("word-without-factor", _cell(cells, "word").place, seen=text_in(cells, WORD_LABEL))
            )
        return Decimal(1)
    if not _SMALLEST <= factor <= _LARGEST:
        raise _not_understood(cells, "factor", said)
    return factor


def _day(cells: Mapping[str, Cell]) -> dt.date | None:
    said = _typed(cells, "taught_on")
    try:
        return date_in(said)
    except UnreadableCell as unreadable:
        raise _not_understood(cells, "taught_on", said) from unreadable
