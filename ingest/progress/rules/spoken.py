"""What people say beside the figures of a row: comments on its cells, corrections in its remarks. Quoted, never followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePath

from ingest.documents.grid import Note
from ingest.findings import Finding
from ingest.progress.catalogue import finding
from ingest.progress.cells.corrections import corrects, names_correction, speaks_of_correction, speaks_of_doubt
from ingest.progress.cells.numbers import number_words
from ingest.progress.cells.words import is_withdrawal
from ingest.progress.fields import FIGURES, Field
from ingest.progress.layout.form_parts import FormPart
from ingest.progress.layout.table_rows import RowKind
from ingest.progress.rules.row import Rule, Setting
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow
from ingest.task_lists.model import Target

_VOID_NAME = re.compile(r"作废|勿用|草稿|初稿|测试")
_NOT_THEIRS = re.compile(
    r"移交|划转|转[交给由]|不[再用需]?(?:填|报|归|属)|不是(?:我|本)|归.{1,12}负责"
)  # of the whole row or table
_QUOTED = 120  # letters of what is quoted


def comments(row: FiguredRow, target: Target, _setting: Setting) -> Iterator[Say]:
    """Comments on the cells of a row, all quoted: a warning where one may correct or doubt what is filed, else a note."""
    fields = {column: name for name, column in row.source.header.columns.items()}
    values = _values(row)
    beside = [*(value for value in values.values() if value is not None), *([target.value] if target.value is not None else [])]
    for note in row.source.notes:
        name = fields.get(note.column)
        said = {"seen": _quoted(note.text), "who": _who(note)}
        if name in FIGURES:
            code = "comment-corrects" if corrects(note.text, values.get(name), beside) else "comment-seen"
            yield Say(code, name, said, note.place)
        else:
            yield Say(_beside(note), name, said, note.place)


def remarks(row: FiguredRow, _target: Target, _setting: Setting) -> Iterator[Say]:
    """Remarks that correct a figure: 更正为1600 beside 1559."""
    stated = [value for value in _values(row).values() if value is not None]
    text = row.text(Field.REMARKS)
    if text and names_correction(text, stated):
        taken = "、".join(number_words(Decimal(value)) for value in stated) or "空白"
        yield say("remark-corrects", Field.REMARKS, seen=_quoted(text), wanted=taken)
    elif text and row.is_stated and not is_withdrawal(text) and speaks_of_doubt(text):
        yield say("remark-doubts", Field.REMARKS, seen=_quoted(text))


def comments_elsewhere(part: FormPart) -> Iterator[Finding]:
    """Comments on cells that are in no row of data."""
    rows = {row.number for row in part.rows if row.kind is RowKind.DATA}
    for note in part.sheet.notes:
        if note.row not in rows and note.text.strip():
            yield finding(_beside(note), note.place, seen=_quoted(note.text), who=_who(note))


def notes_around(part: FormPart) -> Iterator[Finding]:
    """Words above and below the table that correct a figure: 上表北塔区应为1600."""
    texts = [(row.number, row.all_cells) for row in part.rows if row.kind in (RowKind.HEADING, RowKind.FOOT)]
    above = [(number, tuple(part.sheet.rows[number].values())) for number in part.sheet.filled if number < part.header.first]
    for _, cells in (*above, *texts):
        for cell in cells:
            if cell.anchor is None and names_correction(cell.text, ()):
                yield finding("note-corrects", cell.place, seen=_quoted(cell.text))


def said_by_name(name: str) -> Iterator[Finding]:
    """A file whose name says that it is void or a draft."""
    if found := _VOID_NAME.search(PurePath(name).stem):
        yield finding("name-says-void", seen=found[0])


def _beside(note: Note) -> str:
    """What a comment beside the figures is told as."""
    return "comment-beside" if speaks_of_correction(note.text) or _NOT_THEIRS.search(note.text) else "comment-seen-beside"


def _values(row: FiguredRow) -> dict[Field, Decimal | int | None]:
    return {
        Field.CURRENT: row.current, Field.CUMULATIVE: row.cumulative, Field.YOY: row.yoy, Field.RANK: row.rank,
        Field.RATE: row.rate,
    }  # fmt: skip


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1] + "…"


def _who(note: Note) -> str:
    return f"“{note.author}”" if note.author else "别人"


SPOKEN_RULES: tuple[Rule, ...] = (comments, remarks)
