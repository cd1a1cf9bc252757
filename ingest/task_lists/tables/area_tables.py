"""Tables with an area a row (县区 | 建设任务（万亩） | …): which tables are, with what columns. Their rows are `area_rows`.

The head is found from below: it ends above the first row that begins with an area, so that an empty or merged corner, two
rows of labels and a total row that comes first are one case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.documents.grid import Cell, Grid
from ingest.task_lists.columns import PARTIES, ListColumn
from ingest.task_lists.labels import role_of
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.tables.area_names import is_area_head, is_area_name, is_bare_name, is_body, is_total, is_unit_head
from ingest.task_lists.tables.beside import Beside
from ingest.task_lists.tables.header import MergedCells
from ingest.task_lists.tables.row_kinds import is_note
from ingest.task_lists.tables.texts import column_texts
from ingest.task_lists.tables.value_labels import ValueLabel, read_value_label, settle_bases
from ingest.task_lists.tables.written import is_nothing, read_written
from ingest.task_lists.text import squeeze
from ingest.vocabulary import Vocabulary

_AREA_COLUMNS, _HEAD_ROWS, _LONGEST_LABEL, _SEARCHED_ROWS, _LONGEST_TEXT = 4, 3, 40, 40, 400
_UNREAD = (ListColumn.REMARK, ListColumn.SCORE, ListColumn.ASSESSOR, ListColumn.PROGRESS, ListColumn.INVESTMENT)


@dataclass(frozen=True, slots=True)
class AreaTable:
    """`first` is the index of the first row of labels, `body` that of the first row below them. Columns are grid columns.

    `columns` hold the areas: one, or one for each half of a table that is set side by side. `values` are the columns of
    figures or sentences to reach, `roles` those of everything else; `plain`: it is plain that the rows are areas.
    """

    columns: tuple[int, ...]
    first: int
    body: int
    values: Mapping[int, ValueLabel]
    roles: Mapping[int, ListColumn]
    labels: Mapping[int, str]
    beside: Beside
    plain: bool

    @property
    def words(self) -> frozenset[str]:
        """Every label of the head, and its lines."""
        return frozenset(squeeze(part) for label in self.labels.values() for part in (label, *label.split("\n")))


def find_area_table(grid: Grid, around: Beside, vocabulary: Vocabulary) -> AreaTable | None:
    """The layout of a table of areas that is a task table, or None."""
    if grid.ragged:
        return None
    lookup = MergedCells(grid)
    columns = sorted({cell.column for row in grid.rows[:_SEARCHED_ROWS] for cell in row})
    for column in columns[:_AREA_COLUMNS]:
        table = _with_areas_in(grid, lookup, column, around, vocabulary)
        if table is not None:
            return table
    return None


def _with_areas_in(grid: Grid, lookup: MergedCells, column: int, around: Beside, vocabulary: Vocabulary) -> AreaTable | None:
    texts = [squeeze(cell.text) if (cell := _at(row, column)) else "" for row in grid.rows]
    named = [at for at, text in enumerate(texts) if is_area_name(text, vocabulary)]
    head = next(
        (at for at, text in enumerate(texts[: named[0] if named else None]) if is_area_head(text) or is_unit_head(text)), None
    )
    plain = head is not None and is_area_head(texts[head])
    if plain and head is not None:
        begin = head + 1
        fits = [at for at, text in enumerate(texts) if at >= begin and (is_area_name(text, vocabulary) or is_bare_name(text))]
    elif head is not None and len(named) < 2:
        fits = [at for at, text in enumerate(texts) if at > head and is_body(text)]
        if not fits and list_lexicon().figures.town.search(squeeze(around.title)):  # 青山镇: 单位 | 参保任务数
            fits = [at for at, text in enumerate(texts) if at > head and is_bare_name(text)]
    else:
        fits = named
    if len({texts[at] for at in fits}) < 2:
        return None
    body = fits[0]
    while body > 0 and is_total(_first_text(grid.rows[body - 1], lookup)):
        body -= 1
    rows = range(body, len(grid.rows))
    filled = [at for at in rows if texts[at] and not is_total(texts[at]) and not is_note([texts[at]])]
    if len(fits) * 5 < len(filled) * 3:
        return None
    first = _first_label_row(grid, lookup, body)
    if first == body:
        return None
    labels = _labels(grid, lookup, first, body)
    beside = around.with_rows(_single_texts(grid, lookup, range(first)), _notes(grid, lookup, rows))
    formed = all(is_area_name(texts[at], vocabulary) for at in filled)
    return _columns(grid, (column, first, body), labels, beside, vocabulary, plain=plain or formed)


def _columns(
    grid: Grid,
    at: tuple[int, int, int],
    labels: Mapping[int, Sequence[str]],
    beside: Beside,
    vocabulary: Vocabulary,
    *,
    plain: bool,
) -> AreaTable | None:
    """The layout with a role for every column; None where the table names tasks, or nothing says that it sets any."""
    words = list_lexicon().figures
    column, first, body = at
    values: dict[int, ValueLabel] = {}
    roles: dict[int, ListColumn] = {}
    held = column_texts(grid.rows[body:])
    told_in_words = False
    for other, path in labels.items():
        if other == column:
            continue
        texts = [text for text in held.get(other, ()) if not is_nothing(text) and len(text) <= _LONGEST_TEXT]
        role = role_of(path[-1]) if path else None
        counted = sum(read_written(text, vocabulary) is not None for text in texts)
        told = sum(bool(re.search(r"\d", text)) for text in texts)
        if role in (ListColumn.NUMBER, ListColumn.DUE, ListColumn.SECTION, *PARTIES, *_UNREAD) and not (
            role in (ListColumn.SECTION, *PARTIES) and counted * 2 > len(texts)
        ):
            roles[other] = role or ListColumn.OTHER
        elif texts and (max(counted, told) * 2 >= len(texts) or (role is not ListColumn.NAME and _aims(path, vocabulary))):
            values[other] = read_value_label(path, vocabulary)
            told_in_words = told_in_words or counted * 2 < len(texts)
        elif role is ListColumn.NAME and texts:
            return None  # a list of tasks, each with its area
        else:
            roles[other] = ListColumn.OTHER
    if not values or column > min(values) or (not plain and told_in_words):
        return None  # who answers for tasks, not whose share it is
    values = settle_bases(values, beside.title, planned=False)
    aims = any(label.aims for label in values.values())
    results = words.results.search(squeeze(beside.title)) and words.aim_of_list not in beside.title
    if results or not (aims or words.aim.search(squeeze(beside.title))):
        return None
    for base in [c for c, label in values.items() if label.base]:
        roles[base] = ListColumn.OTHER
        del values[base]
    if not values:
        return None
    heads = {other: "\n".join(path) for other, path in labels.items()}
    halves = [
        other for other, path in labels.items() if other > column and path and path == labels[column] and roles.get(other)
    ]
    return AreaTable((column, *halves), first, body, values, roles, heads, beside, plain)


def _aims(path: Sequence[str], vocabulary: Vocabulary) -> bool:
    return read_value_label(path, vocabulary).aims


def _at(row: Sequence[Cell], column: int) -> Cell | None:
    return next((cell for cell in row if cell.column == column and cell.anchor is None), None)


def _texts(row: Sequence[Cell], lookup: MergedCells) -> list[str]:
    return list(dict.fromkeys(text for cell in row if (text := squeeze(lookup.source(cell).text))))


def _first_text(row: Sequence[Cell], lookup: MergedCells) -> str:
    """The text a row begins with, a running number aside."""
    texts = [text for text in _texts(row, lookup) if not text.isdigit()]
    return texts[0] if texts else ""


def _first_label_row(grid: Grid, lookup: MergedCells, body: int) -> int:
    """The first of the rows of labels above the body; the body itself where there is none."""
    first = body
    words = list_lexicon().figures
    for at in range(body - 1, max(-1, body - 1 - _HEAD_ROWS), -1):
        row = grid.rows[at]
        texts = _texts(row, lookup)
        begins = min((cell.column for cell in row if cell.text.strip() and cell.anchor is None), default=0)
        if any(words.form_line.match(text) or len(text) > _LONGEST_LABEL for text in texts):
            break
        if len(texts) < 2 and not (texts and (begins > 1 or at == body - 1)):
            break
        first = at
    return first


def _labels(grid: Grid, lookup: MergedCells, first: int, body: int) -> dict[int, list[str]]:
    """The labels over each column, the topmost first, a merged one once."""
    paths: dict[int, list[str]] = {column: [] for column in sorted({cell.column for row in grid.rows[first:] for cell in row})}
    seen: set[tuple[int, tuple[int, int]]] = set()
    for at, row in enumerate(grid.rows[first:body]):
        if at and row and row[0].anchor is None and role_of(row[0].text) in PARTIES:
            continue  # 责任单位 | 市残联 | 市妇联: who answers for each column, no part of its name
        for cell in row:
            source = lookup.source(cell)
            key = (cell.column, (source.row, source.column))
            if source.text.strip() and key not in seen:
                seen.add(key)
                paths[cell.column].append(source.text.strip())
    return paths


def _single_texts(grid: Grid, lookup: MergedCells, rows: range) -> tuple[str, ...]:
    return tuple(text for at in rows for text in _texts(grid.rows[at], lookup))


def _notes(grid: Grid, lookup: MergedCells, rows: range) -> tuple[str, ...]:
    return tuple(
        texts[0] for at in rows if len(texts := _texts(grid.rows[at], lookup)) == 1 and (is_note(texts) or len(texts[0]) > 20)
    )
