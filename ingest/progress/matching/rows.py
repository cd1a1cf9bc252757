"""The rows of one sheet, in order: sections and groups above them, and the task, target and area each row is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.documents.grid import Cell
from ingest.findings import Place
from ingest.progress.cells.words import shown
from ingest.progress.fields import PROGRESS, Field
from ingest.progress.knowledge.context import Context
from ingest.progress.labels import normal
from ingest.progress.layout.form_parts import FormPart
from ingest.progress.layout.table_rows import RowKind, TableRow
from ingest.progress.matching.captions import with_caption
from ingest.progress.matching.matcher import Around, Matcher, RowMatch
from ingest.progress.matching.numbers import parse_task_number
from ingest.progress.matching.targets import RowBefore, words_of
from ingest.progress.matching.tasks import Where
from ingest.progress.say import Say, say
from ingest.progress.stages import PlacedRow
from ingest.task_lists.model import Target, Task

_COUNTER = normal("序号")
_NAMED = 3  # of the rows whose keys do not fit, the first few are named
_NOT_TOLD_APART = ("target-ambiguous", "metric-missing")
_NAMES = (Field.TASK_NO, Field.TASK_NAME, Field.METRIC)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with its match. `printed` is the target that its words name where its hidden key says another."""

    row: TableRow
    where: Where
    around: Around
    match: RowMatch
    printed: Target | None


class RowPlacer:
    """Places the rows of the parts of one filing. `unit` is the filing unit, "" where it is not known."""

    def __init__(self, context: Context, list_id: str, unit: str) -> None:
        self._matcher = Matcher(context, list_id, unit)
        self._index = self._matcher.index

    def place(self, part: FormPart, captions: Mapping[int, Cell]) -> Iterator[PlacedRow]:
        """Every row of data. Headings set the section and the group that subtasks belong to."""
        placed = list(self._placed(part, captions))
        moved = [one.row.number for one in placed if one.printed is not None]
        is_sure = True
        told: set[Place] = set()
        for one in placed:
            match = self._by_words_too(one, moved, is_sure=is_sure) if moved else one.match
            is_sure = match is one.match
            said = (*match.says, *_of_caption(captions.get(one.row.number), told), *_of_layout(one.row))
            yield PlacedRow(source=one.row, target=match.target, area=match.area, said=said)

    def _placed(self, part: FormPart, captions: Mapping[int, Cell]) -> Iterator[_Placed]:
        where = Where(self._index.section_in(part.sheet.name))
        above: Task | None = None
        before: RowBefore | None = None
        before_at = 0
        is_paired = self._is_paired(part)
        counter = self._is_counter(part, where)
        for row in part.rows:
            if row.kind is RowKind.HEADING and (named := self._index.section_in(row.text)):
                where, above = Where(named), None
                continue
            if row.kind not in (RowKind.HEADING, RowKind.DATA):
                continue
            own = self._index.section_in(shown(row.cells.get(Field.SECTION)))
            if own and own != where.section:
                where = Where(own)
            if number := self._group(row):
                where, above = Where(where.section, number), None
                continue
            if row.kind is RowKind.HEADING:
                continue
            source = with_caption(row.without(Field.TASK_NO) if counter else row, captions)
            blank = frozenset(name for name in row.header.columns if name not in row.cells)
            around = Around(above, before if is_paired and before_at == row.number - 1 else None, blank)
            match = self._matcher.match(source.cells, where, around) if source.cells else RowMatch()
            is_off = match.target is None and bool(shown(source.cells.get(Field.KEY)))
            known = self._by_words(source, where, around) if is_off else match
            yield _Placed(source, where, around, match, known.target if is_off else None)
            above = match.task or above
            before_at = row.number
            before = RowBefore(known.target, known.area, shown(row.cells.get(Field.METRIC))) if known.target else None

    def _by_words(self, row: TableRow, where: Where, around: Around) -> RowMatch:
        return self._matcher.match(row.without(Field.KEY).cells, where, around)

    def _by_words_too(self, one: _Placed, moved: Sequence[int], *, is_sure: bool) -> RowMatch:
        """The match of a row whose hidden key may be another's, as those of the rows `moved` are: its words must agree.

        `is_sure`: the row above was found, or not, beyond this doubt.
        """
        key = one.row.cells.get(Field.KEY)
        target = one.match.target
        if target is None or not shown(key):
            return one.match
        around = one.around if is_sure else replace(one.around, row=None)
        words = self._by_words(one.row, one.where, around)
        if words.target == target or (words.target is None and not any(said.code in _NOT_TOLD_APART for said in words.says)):
            return one.match
        told = say("key-in-doubt", Field.METRIC, wanted=words_of(target), rows="、".join(map(str, moved[:_NAMED])))
        return RowMatch(None, one.match.task, says=(*one.match.says, told))

    def _is_paired(self, part: FormPart) -> bool:
        """True where the own place's part stands right under every whole that is filed with one, as the form has them.

        A part is a row of the own place whose target value is blank. Of rows that name one indicator all have one or none has.
        """
        if Field.TARGET_VALUE not in part.header.columns:
            return False
        named: dict[tuple[str, ...], list[TableRow]] = {}
        for row in part.rows:
            if row.kind is RowKind.DATA:
                named.setdefault(tuple(shown(row.cells.get(name)) for name in _NAMES), []).append(row)
        return all(self._are_pairs(rows) for rows in named.values())

    def _are_pairs(self, rows: Sequence[TableRow]) -> bool:
        own = [self._index.is_own_place(shown(row.cells.get(Field.AREA))) for row in rows]
        are_parts = [here and Field.TARGET_VALUE not in row.cells for row, here in zip(rows, own, strict=True)]
        if not any(are_parts):
            return True
        others = [row for row, here, is_part in zip(rows, own, are_parts, strict=True) if not here or is_part]
        wholes, parts = others[::2], others[1::2]
        return len(wholes) == len(parts) == sum(are_parts) and all(
            part.number == whole.number + 1 and self._index.is_own_place(shown(part.cells.get(Field.AREA)))
            for whole, part in zip(wholes, parts, strict=True)
        )

    def _group(self, row: TableRow) -> str:
        """The task number of a row that only heads its subtasks: 1 主要经济工作运行调度."""
        if any(name in row.cells for name in (*PROGRESS, Field.KEY, Field.METRIC)):
            return ""
        number, name = row.cells.get(Field.TASK_NO), row.cells.get(Field.TASK_NAME)
        numbers = self._index.parents.get(self._index.name(shown(name) or row.text), set())
        written = parse_task_number(number) if number is not None else None
        if written is not None and written.task_no in numbers and not written.subtask_no:
            return written.task_no
        return next(iter(numbers)) if len(numbers) == 1 and written is None else ""

    def _is_counter(self, part: FormPart, where: Where) -> bool:
        """True where 序号 only counts the rows 1, 2, 3 … and is no task's number: then rows are found by their names."""
        header = part.header
        if normal(header.labels.get(Field.TASK_NO, "")) != _COUNTER or Field.TASK_NAME not in header.columns:
            return False
        rows = [row for row in part.rows if row.kind is RowKind.DATA and shown(row.cells.get(Field.TASK_NO))]
        if len(rows) < 2 or [shown(row.cells[Field.TASK_NO]) for row in rows] != [str(i) for i in range(1, len(rows) + 1)]:
            return False
        return not any(self._matcher.tasks.find(row.cells, where).task for row in rows)


def _of_caption(caption: Cell | None, told: set[Place]) -> Iterator[Say]:
    """Once for each caption: that the rows below it are of its area."""
    if caption is not None and caption.place not in told:
        told.add(caption.place)
        yield say("area-of-caption", Field.AREA, caption.place, seen=caption.text)


def _of_layout(row: TableRow) -> Iterator[Say]:
    """What is odd about where a row stands and how far it reaches."""
    if row.hidden:
        yield say("row-hidden", None, Place(sheet=row.sheet, row=row.number), seen=row.number)
    if row.extra:
        seen = "，".join(shown(cell) for cell in row.extra)
        # a line of text may have shifted; in a workbook something merely stands beside the table
        code = "extra-cell" if row.extra[0].value is None else "cell-beyond-table"
        yield say(code, None, row.extra[0].place, seen=seen, wanted=len(row.extra))
