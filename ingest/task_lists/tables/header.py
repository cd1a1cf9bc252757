"""The header of a task table: which rows hold it and which role each grid column plays.

Columns are found by their labels, never by position. A header has one to three rows; merged labels count for every column
they cover, and a column's role comes from its lowest label that names one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.documents.grid import Cell, Grid
from ingest.task_lists.columns import PARTIES, ListColumn
from ingest.task_lists.labels import names_a_period, role_of
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.tables.beside import Beside
from ingest.task_lists.tables.figure_columns import figure_columns, is_value_label, settle_area
from ingest.task_lists.tables.measures import is_measure
from ingest.task_lists.tables.value_labels import ValueLabel
from ingest.task_lists.text import squeeze
from ingest.vocabulary import Vocabulary

_SEARCHED_ROWS = 40  # a header further down than this is not the header of the table
_BARE_FIGURES = 2  # so many years or areas in a row are a header, even below an empty corner
_TWO = 2
_TEXTS = {ListColumn.TARGET, ListColumn.TEXT, ListColumn.DISTRICT, ListColumn.FIGURE, ListColumn.STAGES}
_SENTENCE = re.compile(r"[。；;]$|\d.{6}|.{6}\d")  # what a cell that tells a target looks like, not one that names a task


@dataclass(frozen=True, slots=True)
class TaskHeader:
    """`roles` and `labels` by grid column; `first` and `last` are indices into the grid's rows (both inside the header)."""

    roles: Mapping[int, ListColumn]
    labels: Mapping[int, str]
    first: int
    last: int
    values: Mapping[int, ValueLabel] = field(default_factory=dict)  # columns of figures; empty where rows are texts

    @property
    def signature(self) -> tuple[str, ...]:
        """The labels for comparing two headers."""
        return tuple(squeeze(self.labels[c]) for c in sorted(self.labels) if self.labels[c])

    def columns(self, *wanted: ListColumn) -> list[int]:
        return [c for c in sorted(self.roles) if self.roles[c] in wanted]


class MergedCells:
    """Cells of a grid by position, merges resolved."""

    def __init__(self, grid: Grid) -> None:
        self.cells: dict[tuple[int, int], Cell] = {(cell.row, cell.column): cell for row in grid.rows for cell in row}

    def source(self, cell: Cell) -> Cell:
        """The cell that holds the text shown at this cell: itself, or the top left one of its merge."""
        return self.cells.get(cell.anchor, cell) if cell.anchor else cell


def find_header(grid: Grid, around: Beside, vocabulary: Vocabulary) -> TaskHeader | None:
    """The first header of a task table in `grid`, or None: then it is no task table."""
    lookup = MergedCells(grid)
    for first, row in enumerate(grid.rows[:_SEARCHED_ROWS]):
        if not _looks_like_labels([lookup.source(cell).text for cell in row], vocabulary):
            continue
        last = first + _further_rows(grid, first, vocabulary)
        header = _header(grid, lookup, (first, last), around, vocabulary)
        if header is not None:
            return header
    return None


def looks_like_filing(labels: Iterable[str]) -> bool:
    """Labels of a report of progress: a form that was filed, not a list of tasks."""
    filed = list_lexicon().tables.filed
    return sum(bool(filed.search(squeeze(label))) for label in labels) >= 2


def _is_filed(roles: Mapping[int, ListColumn], labels: Mapping[int, str]) -> bool:
    """Whether a table tells only of progress. With figures of progress it is a form; words of progress may stand beside a
    list that says who is responsible, or what is to be done by when."""
    found = set(roles.values())
    if (found & set(PARTIES) and found & _TEXTS) or not looks_like_filing(labels.values()):
        return False
    figures = re.compile(list_lexicon().tables.filed_figures)
    dated = {ListColumn.STAGES, ListColumn.DUE} & set(roles.values())
    return not dated or any(figures.search(squeeze(label)) for label in labels.values())


def repeats(header: TaskHeader, row: Sequence[Cell], lookup: MergedCells) -> bool:
    """Does this row show the header once more (a page break, a table pasted on)?"""
    texts = {squeeze(lookup.source(cell).text) for cell in row} - {""}
    labels = {part for label in header.labels.values() for part in map(squeeze, label.split("\n")) if part}
    return len(texts) >= 2 and len(texts & labels) >= max(2, len(texts) * 2 // 3)


def _looks_like_labels(texts: Sequence[str], vocabulary: Vocabulary) -> bool:
    filled = [text for text in dict.fromkeys(texts) if text.strip()]
    known = [role for text in filled if (role := role_of(text)) is not None]
    figures = [text for text in filled if role_of(text) is None and is_value_label(text, vocabulary)]
    kinds = len(set(known)) + min(len(figures), 1)
    return (kinds >= 2 or len(figures) >= _BARE_FIGURES) and (len(known) + len(figures)) * 2 >= len(filled)


def _further_rows(grid: Grid, first: int, vocabulary: Vocabulary) -> int:
    """How many rows after `first` still belong to the header, at most two."""
    count = max(0, min(grid.header_rows - 1 - first, 2)) if grid.header_rows else 0
    if grid.ragged:
        return 0
    for offset in range(count + 1, 3):
        if first + offset >= len(grid.rows):
            break
        row = grid.rows[first + offset]
        own = [cell for cell in row if cell.anchor is None and cell.text.strip()]
        reaching_down = any(
            cell.anchor and cell.anchor[0] <= grid.rows[first][0].row + offset - 1 for cell in row if cell.anchor
        )
        labelled = {cell.column for cell in grid.rows[first] if cell.text.strip()}
        leaves_open = bool(labelled - {cell.column for cell in own})
        if not own or (not reaching_down and (not leaves_open or len(own) < 2)):
            break
        labels = [
            cell for cell in own if role_of(cell.text) or names_a_period(cell.text) or is_value_label(cell.text, vocabulary)
        ]
        numbers = [cell for cell in own if re.fullmatch(r"(?!20\d\d$)\d+(?:\.\d+)*", squeeze(cell.text))]
        known = len(labels) * 2 >= len(own) or _is_below_labels(grid, first, offset, own, known=bool(labels))
        if numbers or not known or any(len(squeeze(cell.text)) > 20 for cell in own):
            break
        count = offset
    return count


def _is_below_labels(grid: Grid, first: int, offset: int, own: Sequence[Cell], *, known: bool) -> bool:
    """Is a row part of the header by where its cells stand, whatever they say? Labels reach down beside it, or it leaves the
    number and the name open that the first row of tasks has."""
    top = [cell for cell in grid.rows[first] if cell.anchor is None and cell.text.strip()]
    if sum(cell.row_span > offset for cell in top) >= 2:
        return True
    named = {cell.column for cell in top if role_of(cell.text) in (ListColumn.NUMBER, ListColumn.NAME)}
    return known and len(own) > 1 and bool(named) and not named & {cell.column for cell in own}


def _label_paths(grid: Grid, lookup: MergedCells, first: int, last: int) -> Iterator[tuple[int, list[str]]]:
    rows = grid.rows[first : last + 1]
    columns = sorted({cell.column for row in rows for cell in row})
    top_left = ""
    for column in columns:
        path: list[str] = []
        seen: set[tuple[int, int]] = set()
        for depth, row in enumerate(rows):
            cell = next((c for c in row if c.column == column), None)
            source = lookup.source(cell) if cell else None
            text = source.text.strip() if source else ""
            if depth == 0 and len(rows) > 1:
                # a label that only looks centred over its neighbours counts for them, if they have a lower label
                below = any(c.column == column and c.text.strip() for r in rows[1:] for c in r)
                top_left = text or (top_left if below else "")
                text = text or top_left
            if text and (source is None or (source.row, source.column) not in seen):
                path.append(text)
                if source:
                    seen.add((source.row, source.column))
        yield column, path


def _role(path: Sequence[str]) -> ListColumn | None:
    if not path:
        return None
    leaf = path[-1]
    return role_of(leaf) or role_of("".join(path)) or next((r for p in reversed(path[:-1]) if (r := role_of(p))), None)


def _header(grid: Grid, lookup: MergedCells, at: tuple[int, int], around: Beside, vocabulary: Vocabulary) -> TaskHeader | None:
    roles: dict[int, ListColumn] = {}
    labels: dict[int, str] = {}
    first, last = at
    paths = dict(_label_paths(grid, lookup, first, last))
    for column, path in paths.items():
        labels[column] = "\n".join(path)
        if path:
            roles[column] = _role(path) or ListColumn.OTHER
    body = grid.rows[last + 1 :]
    _settle_measures(roles, labels, body, vocabulary)
    _settle_outer_names(roles, labels)
    beside = around.with_rows(tuple(cell.text for row in grid.rows[:first] for cell in row if cell.text.strip()), ())
    settle_area(roles, paths, body)
    values = figure_columns(roles, paths, body, beside, vocabulary)
    if values is None:
        return None
    _settle_texts(roles, labels)
    _settle_own_targets(roles, labels)
    _settle_names(roles, body)
    _settle_assessor(roles, labels)
    found = set(roles.values())
    has_text = bool(found & _TEXTS)
    has_party = bool(found & set(PARTIES))
    if _is_filed(roles, labels):
        return None
    if not (
        (has_text and (has_party or ListColumn.NUMBER in found or ListColumn.NAME in found))
        or (ListColumn.NAME in found and has_party)
    ):
        return None
    return TaskHeader(roles, labels, first, last, values)


def _settle_measures(
    roles: dict[int, ListColumn], labels: Mapping[int, str], body: Sequence[Sequence[Cell]], vocabulary: Vocabulary
) -> None:
    """A column called 单位 holds units of measure, or offices: what its cells hold decides."""
    bare = list_lexicon().labels.bare_office
    for column, role in roles.items():
        if (
            role is ListColumn.OFFICE
            and squeeze(labels[column]).endswith(bare)
            and len(squeeze(labels[column].split("\n")[-1])) == len(bare)
        ):
            texts = [squeeze(c.text) for row in body for c in row if c.column == column and c.text.strip()]
            measures = sum(is_measure(text, vocabulary) for text in texts)
            if texts and measures * 2 > len(texts):
                roles[column] = ListColumn.MEASURE


def _settle_outer_names(roles: dict[int, ListColumn], labels: Mapping[int, str]) -> None:
    """项目 to the right of the number is an outer name; to its left it is the section."""
    numbers = [c for c in sorted(roles) if roles[c] is ListColumn.NUMBER]
    for column in [c for c in sorted(roles) if roles[c] is ListColumn.SECTION]:
        if squeeze(labels[column]) == list_lexicon().labels.outer_name and numbers and column > numbers[0]:
            roles[column] = ListColumn.NAME


def _settle_texts(roles: dict[int, ListColumn], labels: Mapping[int, str]) -> None:
    """Decide what 主要任务 and 项目 mean beside the other columns: a name, a target or the district's own task."""

    def of(column: ListColumn) -> list[int]:
        return [c for c in sorted(roles) if roles[c] is column]

    words = list_lexicon().labels
    texts = of(ListColumn.TEXT)
    if not of(ListColumn.TARGET) and texts:
        aim = texts[0] if of(ListColumn.NAME) or len(texts) == 1 else texts[1]
        roles[aim] = ListColumn.TARGET
        texts.remove(aim)
    if not of(ListColumn.NAME) and texts and of(ListColumn.TARGET) and texts[0] < of(ListColumn.TARGET)[0]:
        roles[texts.pop(0)] = ListColumn.NAME
    for column in texts:
        label = squeeze(labels[column])
        roles[column] = ListColumn.DISTRICT if words.of_district in label and not of(ListColumn.DISTRICT) else ListColumn.OTHER
    if (
        not of(ListColumn.NAME)
        and len(of(ListColumn.SECTION)) == 1
        and squeeze(labels[of(ListColumn.SECTION)[0]]).endswith(words.outer_name)
    ):
        roles[of(ListColumn.SECTION)[0]] = ListColumn.NAME


def _settle_own_targets(roles: dict[int, ListColumn], labels: Mapping[int, str]) -> None:
    """Of two columns of targets one may be the own place's: it says so (本县目标), or stands beside one that is the city's."""
    targets = [c for c in sorted(roles) if roles[c] is ListColumn.TARGET]
    if len(targets) != _TWO or ListColumn.DISTRICT in roles.values():
        return
    words = list_lexicon().places
    lines = {column: [squeeze(line) for line in labels[column].split("\n")] for column in targets}
    own = [column for column in targets if any(words.column_of_own.match(line) for line in lines[column])]
    above = [column for column in targets if column not in own and any(words.column_of.match(line) for line in lines[column])]
    rest = [column for column in targets if column not in (*own, *above)]
    if len(own) == 1:
        roles[own[0]] = ListColumn.DISTRICT
    elif above and len(rest) == 1 and not names_a_period(labels[rest[0]]):
        roles[rest[0]] = ListColumn.DISTRICT


def _settle_names(roles: dict[int, ListColumn], body: Sequence[Sequence[Cell]]) -> None:
    """工作事项 and 实事项目 name the task, or tell it where no other column does: what their cells hold decides."""

    def of(*columns: ListColumn) -> list[int]:
        return [c for c in sorted(roles) if roles[c] in columns]

    names = of(ListColumn.NAME)
    if names and not of(ListColumn.TARGET, ListColumn.MEASURED):
        texts = [squeeze(cell.text) for row in body for cell in row if cell.column == names[-1] and cell.text.strip()]
        if texts and sum(bool(_SENTENCE.search(text)) for text in texts) * 2 >= len(texts):
            roles[names[-1]] = ListColumn.TARGET
    if not of(ListColumn.TARGET) and of(ListColumn.STAGES):
        roles[of(ListColumn.STAGES)[0]] = ListColumn.TARGET


def _settle_assessor(roles: dict[int, ListColumn], labels: Mapping[int, str]) -> None:
    """Who assesses (考核部门) answers for the figure where nobody else is named."""
    if set(roles.values()) & {ListColumn.OFFICE, ListColumn.LEAD_OFFICE, ListColumn.MIXED}:
        return
    for column in [c for c in sorted(roles) if roles[c] is ListColumn.ASSESSOR]:
        if list_lexicon().labels.answering.search(squeeze(labels[column])):
            roles[column] = ListColumn.OFFICE
