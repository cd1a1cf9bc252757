"""The XML of worksheets and shared strings, read as a stream of events by expat: half the time of building a tree.

What a cell means (types, formats, merges) is the caller's; here is only which cell stands where and what it stores.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple
from xml.parsers import expat

from ingest.documents.colours import Colour, indexed, named
from ingest.documents.limits import Refusal
from ingest.documents.package import LONGEST_PIECE
from ingest.documents.places import MAX_COLUMN, MAX_ROW, column_number
from ingest.documents.runs import Runs, Shift


class RichText(NamedTuple):
    """A string of a cell: what counts of it, what is struck out, and the same where the cell's own style strikes out."""

    text: str
    struck: str = ""
    own: str = ""  # what has a look of its own that strikes nothing out
    others: str = ""
    font: Colour = Colour.NONE  # of the first run that counts and has a colour


Attributes = dict[str, str]
CellText = str | RichText  # without runs it is plain: all of it looks as the cell does
# row, column, type, style, stored value, inline string, formula, attributes of the formula
OnCell = Callable[[int, int, str, str, str | None, CellText | None, str | None, Attributes | None], None]
OnRow = Callable[[int, bool], None]

_TRUE = {"1", "true"}
_FALSE = {"0", "false"}
_SHIFTS = {"superscript": Shift.RAISED, "subscript": Shift.LOWERED}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """Line ends as line feeds and `_x000D_` as what it stands for."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _colour(attributes: Attributes) -> Colour:
    """The colour of a run, said in letters or by the old palette."""
    number = attributes.get("indexed", "")
    if number.isascii() and number.isdigit() and len(number) < 4:
        return indexed(int(number))
    return named(attributes.get("rgb", ""))


class _Rich:
    """A string being put together from its runs; phonetic readings are left out."""

    def __init__(self) -> None:
        self._runs = Runs()
        self._own = Runs()  # of the runs that have a look of their own, whatever the cell's is
        self._others: list[str] = []
        self._is_own = self._is_struck = False
        self._shift = Shift.LEVEL
        self._font = self._run_font = Colour.NONE
        self.phonetic = 0

    def begin(self, name: str, attributes: Attributes) -> None:
        """An element inside the string begins."""
        if name == "r":
            self._is_own = self._is_struck = False
            self._shift = Shift.LEVEL
            self._run_font = Colour.NONE
        elif name == "color":
            self._run_font = _colour(attributes)
        elif name == "rPr":
            self._is_own = True
        elif name == "strike":
            self._is_struck = attributes.get("val", "1") not in _FALSE
        elif name == "vertAlign":
            self._shift = _SHIFTS.get(attributes.get("val", ""), Shift.LEVEL)
        elif name == "rPh":
            self.phonetic += 1

    def take(self, text: str) -> None:
        if self.phonetic:
            return
        self._runs.add(text, is_struck=self._is_struck, shift=self._shift)
        if not self._is_struck:
            self._font = self._font or self._run_font
        if self._is_own and not self._is_struck:
            self._own.add(text, shift=self._shift)
        else:
            self._others.append(text)

    def result(self) -> RichText:
        return RichText(
            unescape(self._runs.text),
            unescape(self._runs.struck),
            unescape(self._own.text),
            unescape("".join(self._others)).strip(),
            self._font,
        )


def parse_blocks(parser: expat.XMLParserType, blocks: Iterable[bytes], part: str) -> None:
    """Run a parser over a part. Refuses document types and broken XML."""

    def refuse(*_: object) -> None:
        raise Refusal("entity-expansion", part=part)

    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    gap = 0  # bytes since the last tag ended: one text or tag is in memory as a whole
    try:
        for block in blocks:
            end = block.rfind(b">")
            gap = len(block) - end if end >= 0 else gap + len(block)
            if gap > LONGEST_PIECE:
                raise Refusal("file-too-large", what=part, actual=f"{gap} 字节", limit=f"{LONGEST_PIECE} 字节")
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refusal("file-part-damaged", part=part) from error


def whole(text: str | None, most: int, part: str, default: int = 0) -> int:
    """A whole number from 1 to `most` out of an attribute; `default` when it is not stated; refuses anything else."""
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9 or not 0 < int(text) <= most:
        raise Refusal("table-malformed", seen=text[:40], what=f"{part}：{text[:20]}")
    return int(text)


def scan_sheet(  # noqa: C901, PLR0915 - one state machine; its parts share their state
    blocks: Iterable[bytes],
    part: str,
    *,
    on_columns: Callable[[Attributes], None],
    on_merge: Callable[[str], None],
    on_row: OnRow,
    on_cell: OnCell,
    on_blank: Callable[[int, int], None],
    blank_styles: frozenset[str],
) -> None:
    """Every stored row, cell, column setting and merged range of a worksheet, in file order.

    A cell that stores nothing is told only if its style is one of `blank_styles`. Cells without an address stand after the
    one before. Refuses broken XML, document types and impossible addresses.
    """
    parser = expat.ParserCreate()
    names: dict[str, str] = {}  # tag as written → local name, for the tags of the worksheet's own namespace
    cell: Attributes | None = None
    row = column = 0
    row_text = ""
    stored: str | None = None
    formula: str | None = None
    formula_attributes: Attributes | None = None
    rich: _Rich | None = None
    collected: list[str] | None = None

    def first(tag: str, _: Attributes) -> None:
        prefix = tag[: -len("worksheet")] if tag.endswith("worksheet") else ""
        words = ("c", "v", "f", "is", "t", "row", "r", "rPr", "rPh", "color", "strike", "vertAlign", "mergeCell", "col")
        names.update({prefix + word: word for word in words})
        parser.StartElementHandler = start

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal cell, row, row_text, column, stored, formula, formula_attributes, rich, collected
        name = names.get(tag)
        if name == "c":
            cell = attributes
            stored = formula = rich = None
            reference = attributes.get("r")
            if reference is None:
                column += 1
            else:
                letters = reference.rstrip("0123456789")
                column = column_number(letters)
                if not column or reference[len(letters) :] != row_text:
                    raise Refusal("table-malformed", seen=reference[:40], what=f"单元格地址 {reference[:20]}")
        elif name == "v":
            collected = []
        elif name == "f":
            if cell is not None:
                collected, formula_attributes = [], attributes
        elif name == "row":
            row = whole(attributes.get("r"), MAX_ROW, "行号", row + 1)
            column, row_text = 0, str(row)
            on_row(row, attributes.get("hidden") in _TRUE or attributes.get("ht") == "0")
        elif name == "is":
            rich = _Rich()
        elif name == "t":
            collected = []
        elif name == "col":
            on_columns(attributes)
        elif name == "mergeCell":
            on_merge(attributes.get("ref", ""))
        elif rich is not None and name is not None:
            rich.begin(name, attributes)

    def end(tag: str) -> None:
        nonlocal cell, stored, formula, rich, collected
        name = names.get(tag)
        if name == "c":
            if cell is not None and (stored is not None or formula is not None or rich is not None):
                on_cell(
                    row,
                    column,
                    cell.get("t", "n"),
                    cell.get("s", ""),
                    stored,
                    None if rich is None else rich.result(),
                    formula,
                    formula_attributes,
                )
            elif cell is not None and blank_styles and cell.get("s", "") in blank_styles:
                on_blank(row, column)
            cell = rich = None
        elif collected is not None:
            if name == "v":
                stored = "".join(collected)
                collected = None
            elif name == "t":
                if rich is not None:
                    rich.take("".join(collected))
                collected = None
            elif name == "f":
                formula = "".join(collected)
                collected = None
        elif name == "rPh" and rich is not None:
            rich.phonetic -= 1

    def characters(text: str) -> None:
        if collected is not None:
            collected.append(text)

    parser.StartElementHandler = first
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parse_blocks(parser, blocks, part)
    if column > MAX_COLUMN:
        raise Refusal("table-malformed", what=f"第 {row} 行的列数")


def scan_strings(blocks: Iterable[bytes], part: str, most: int) -> tuple[CellText, ...]:
    """All shared strings in order. Refuses more than `most`."""
    parser = expat.ParserCreate()
    strings: list[CellText] = []
    rich: _Rich | None = None
    collected: list[str] | None = None

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal rich, collected
        name = tag.rpartition(":")[2]
        if name == "si":
            rich = _Rich()
            if len(strings) >= most:
                raise Refusal("file-too-large", what="文字个数", actual=f"{most} 以上", limit=most)
        elif name == "t":
            collected = []
        elif rich is not None:
            rich.begin(name, attributes)

    def end(tag: str) -> None:
        nonlocal rich, collected
        name = tag.rpartition(":")[2]
        if name == "t":
            if rich is not None and collected is not None:
                rich.take("".join(collected))
            collected = None
        elif name == "si":
            if rich is not None:
                strings.append(rich.result())
            rich = None
        elif name == "rPh" and rich is not None:
            rich.phonetic -= 1

    def characters(text: str) -> None:
        if collected is not None:
            collected.append(text)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parse_blocks(parser, blocks, part)
    return tuple(strings)
