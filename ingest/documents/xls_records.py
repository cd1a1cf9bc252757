"""What the record stream of an .xls holds beyond what xlrd gives, and what xlrd must not meet in it.

xlrd keeps no formulas, names no sheets without cells, and trusts what it reads: a link over a whole sheet becomes sixteen
million entries, names that repeat each other become gigabytes of text. So the stream is walked once before: formulas and
blank cells are kept, everything is counted against the caps, and records of which nothing is wanted get a kind that xlrd
passes over.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlrd.biffh import unpack_unicode

from ingest.documents.limits import Limits, Refusal
from ingest.documents.xls_formula import UNKNOWN, formula_text

BIFF8 = 0x600
_BOF, _EOF, _CONTINUE, _FILEPASS, _BOUNDSHEET, _SST = 0x809, 0x0A, 0x3C, 0x2F, 0x85, 0xFC
_FORMULA, _ROW, _BLANK, _MULBLANK, _MULRK, _MERGED = 0x06, 0x208, 0x201, 0xBE, 0xBD, 0xE5
_NOTE, _OBJ, _TXO = 0x1C, 0x5D, 0x1B6
_PASSED_OVER = b"\xff\xff"
_LOOKS = frozenset({0x31, 0x41E, 0xE0})  # fonts, number formats, cell formats
_CELLS = frozenset({0xFD, 0x203, 0x27E, 0x204, 0xD6, 0x205, _FORMULA})
# dimensions, date system, columns, texts and arrays of formulas: read by xlrd as they are
_FOR_XLRD = (
    _LOOKS | _CELLS | {_BOF, _EOF, _CONTINUE, _BOUNDSHEET, _SST, _MULRK, _MERGED, 0x200, 0x22, 0x7D, 0x207, 0x221, 0x4BC, 0x236}
)
_OF_NOTES = frozenset({_NOTE, _OBJ, _TXO, _CONTINUE})
_MOST_TEXTS = 10_000
_MOST_LOOKS = 20_000  # Excel writes at most 4,000 cell formats and 512 fonts
_WORKSHEET = 0


class RecordError(Exception):
    """The record stream is cut or malformed."""


@dataclass(slots=True)
class SheetRecords:
    """A sheet as the workbook lists it, and of its records what xlrd does not give. Rows and columns are 0-based."""

    name: str
    state: int  # 0 visible, 1 hidden, 2 hidden by a program
    is_worksheet: bool
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    uncached: set[tuple[int, int]] = field(default_factory=set)
    blanks: list[tuple[int, int, bytes]] = field(default_factory=list)  # row, first column, styles as stored
    notes: list[tuple[int, int, str, str]] = field(default_factory=list)  # row, column, text, author


class _TextBoxes:
    """The records of comments as they come: an object, its text, at the end of the sheet which cell it stands on."""

    def __init__(self) -> None:
        self._object = -1
        self._letters = 0  # of the text that the next record holds
        self._texts: dict[int, str] = {}

    def take(self, kind: int, stream: bytearray, at: int, size: int) -> tuple[int, int, str, str] | None:
        """Row, column, text and author where a comment is complete. Records too short for what they are say nothing."""
        letters, self._letters = self._letters, 0
        body = bytes(stream[at : at + size])
        if kind == _OBJ and size >= 8:
            self._object = struct.unpack_from("<6xH", body)[0]
        elif kind == _TXO and size >= 12:
            self._letters = struct.unpack_from("<10xH", body)[0]
        elif kind == _CONTINUE and letters and size > 1 and len(self._texts) < _MOST_TEXTS:
            wide = body[0] & 1
            text = body[1 : 1 + letters * (2 if wide else 1)]
            self._texts[self._object] = text.decode("utf-16-le" if wide else "latin-1", "replace")
        elif kind == _NOTE and size >= 11:
            row, column, _, number = struct.unpack_from("<4H", body)
            if number in self._texts:
                return row, column, self._texts[number], _author(body)
        return None


def _author(note: bytes) -> str:
    count, wide = struct.unpack_from("<HB", note, 8)
    return note[11 : 11 + count * (2 if wide & 1 else 1)].decode("utf-16-le" if wide & 1 else "latin-1", "replace")


class _Records:
    """The walk over one stream, which it changes: records that nobody reads lose their kind."""

    def __init__(self, stream: bytearray, limits: Limits) -> None:
        self.stream = stream
        self._limits = limits
        self._counts: dict[str, int] = {}
        self._left = limits.cells * 10  # records to walk yet, of any kind

    def count(self, what: str, more: int, most: int) -> None:
        self._counts[what] = self._counts.get(what, 0) + more
        if self._counts[what] > most:
            raise Refusal("file-too-large", what=what, actual=self._counts[what], limit=most)

    def substream(self, at: int) -> Iterator[tuple[int, int, int]]:
        """Kind, place and size of each record up to the end of the substream, without those of charts in the sheet."""
        depth = 0
        while True:
            if at + 4 > len(self.stream):
                raise RecordError("no end of substream")
            self._left -= 1
            if self._left < 0:
                raise Refusal(
                    "file-too-large", what="记录数", actual=f"{self._limits.cells * 10} 以上", limit=self._limits.cells * 10
                )
            kind, size = struct.unpack_from("<HH", self.stream, at)
            if at + 4 + size > len(self.stream):
                raise RecordError(f"record {kind:#x}")
            if kind == _BOF:
                depth += 1
                if depth == 1 and self.numbers("<H", at + 4, size) != (BIFF8,):
                    raise Refusal("file-is-old-excel")
            elif kind == _EOF:
                depth -= 1
                if depth <= 0:
                    return
            elif depth == 0:
                raise RecordError("no begin of substream")
            elif depth == 1:
                if kind not in _FOR_XLRD:
                    self.stream[at : at + 2] = _PASSED_OVER
                yield kind, at + 4, size
            at += 4 + size

    def numbers(self, layout: str, at: int, size: int) -> tuple[int, ...]:
        """Numbers by a struct layout, from a record of `size` bytes. Raises RecordError when it is too short."""
        if struct.calcsize(layout) > size:
            raise RecordError(f"record at {at}")
        return struct.unpack_from(layout, self.stream, at)

    def sheets(self) -> list[SheetRecords]:
        """The sheets as listed, each worksheet walked."""
        found: list[tuple[int, SheetRecords]] = []
        texts = False
        for kind, at, size in self.substream(0):
            texts = kind == _SST or (texts and kind == _CONTINUE)
            if kind == _FILEPASS:
                raise Refusal("file-encrypted")
            if kind == _BOUNDSHEET:
                offset, state, sort = self.numbers("<IBB", at, size)
                name = unpack_unicode(bytes(self.stream[at : at + size]), 6, lenlen=1)
                found.append((offset, SheetRecords(name, state & 3, sort == _WORKSHEET)))
                self.count("工作表数", 1, self._limits.sheets)
            elif kind in _LOOKS:
                self.count("单元格样式数", 1, _MOST_LOOKS)
            elif kind == _SST:
                self.count("文字个数", self.numbers("<II", at, size)[1], self._limits.cells * 4)
            if texts:
                self.count("文字字节数", size, self._limits.tree_bytes)
        if not found:
            raise RecordError("no sheets")
        for offset, sheet in found:
            if sheet.is_worksheet:
                self._walk(offset, sheet)
        return [sheet for _, sheet in found]

    def _walk(self, offset: int, sheet: SheetRecords) -> None:
        marks = self._limits.cells * 5
        boxes = _TextBoxes()
        for kind, at, size in self.substream(offset):
            if kind in _CELLS:
                self.count("单元格数", 1, self._limits.cells)
            elif kind == _MULRK:
                self.count("单元格数", max(size - 6, 0) // 6, self._limits.cells)
            elif kind == _MERGED:
                self.count("合并区域数", size // 8, marks)
            elif kind == _ROW:
                # of rows only the hidden ones say something
                if self.numbers("<12xH", at, size)[0] & 0x20:
                    self.count("隐藏的行数", 1, marks)
                    self.stream[at - 4 : at - 2] = _ROW.to_bytes(2, "little")
            elif kind in {_BLANK, _MULBLANK}:
                row, first = self.numbers("<HH", at, size)
                sheet.blanks.append((row, first, bytes(self.stream[at + 4 : at + (6 if kind == _BLANK else size - 2)])))
            elif kind in _OF_NOTES and (note := boxes.take(kind, self.stream, at, size)) is not None:
                sheet.notes.append(note)
            if kind == _FORMULA:
                self._formula(at, size, sheet)

    def _formula(self, at: int, size: int, sheet: SheetRecords) -> None:
        row, column, _, sort, *_, marked, _, _, length = self.numbers("<HHHB5BHHIH", at, size)
        place = row, column
        formula = formula_text(bytes(self.stream[at + 22 : at + min(size, 22 + length)]))
        sheet.formulas[place] = formula
        # an empty text: what Excel keeps for IF(…,"",…), and what writers leave that never calculated
        if marked == 0xFFFF and sort == 3 and formula != UNKNOWN and '"' not in formula:
            sheet.uncached.add(place)


def walk(stream: bytes, limits: Limits) -> tuple[bytes, list[SheetRecords]]:
    """The stream as xlrd may read it, and its sheets in order. Refuses what is encrypted, old or beyond the caps.

    Raises RecordError, or what `unpack_unicode` raises (struct.error, IndexError, UnicodeDecodeError), for damage.
    """
    records = _Records(bytearray(stream), limits)
    sheets = records.sheets()
    return bytes(records.stream), sheets
