"""RTF files: the story in order, its tables with their merges, what is hidden, struck or tracked as in a Word document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from ingest.documents.catalogue import finding
from ingest.documents.containers import Container
from ingest.documents.grid import Document, Grid, Paragraph, Reconciliation
from ingest.documents.limits import Limits, Refusal
from ingest.documents.rtf.destinations import destination
from ingest.documents.rtf.letters import CHARACTERS, SIGNS, UNKNOWN, CodePages, TextLook
from ingest.documents.rtf.rows import RowCollector
from ingest.documents.rtf.tables import TableCount, grids
from ingest.documents.rtf.tokens import Token, TokenKind, tokens
from ingest.documents.runs import Runs, Shift
from ingest.documents.withdrawn import STRUCK_PARAGRAPHS, text_struck
from ingest.findings import Finding, Place

_ENDS = frozenset({"par", "sect", "page", "column"})
_LONGEST = 1_000_000  # letters of a paragraph


def read_rtf(content: bytes, limits: Limits) -> Document:
    """The document. Refuses a file that breaks off and what is beyond the caps."""
    story = _RtfStory(limits)
    for token in tokens(content):
        story.take(token)
    return story.document()


class _RtfStory:
    """The document as its tokens come."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pages = CodePages()
        self._look = TextLook()
        self._outer: list[TextLook] = []
        self._bytes = bytearray()  # of one font, not yet text: a letter may be two of them
        self._to_skip = 0
        self._high = 0  # the first half of a letter beyond 16 bits
        self._runs = Runs()
        self._number: list[str] = []
        self._heading = 0
        self._starred = self._at_start = False
        self._rows = RowCollector(limits)
        self._blocks: list[Paragraph | Grid] = []
        self._tables = TableCount(limits)
        self._findings: list[Finding] = []
        self._notes: Counter[str] = Counter()
        self._paragraphs = self._withdrawn = self._hidden = self._revisions = 0
        self._authors: list[str] = []  # the first is nobody
        self._revised_by: set[int] = set()
        self._words: dict[str, Callable[[int | None], None]] = {
            "u": self._unicode,
            "uc": self._set_fallback,
            "f": self._set_font,
            "fcharset": lambda number: self._pages.font(self._look.font, number or 0),
            "ansicpg": lambda number: self._pages.page(number or 1252),
            "plain": lambda _: self._look.plain(),
            "v": self._hide,
            "strike": self._strike,
            "striked": self._strike,
            "super": lambda number: self._raise(Shift.RAISED if number != 0 else Shift.LEVEL),
            "sub": lambda number: self._raise(Shift.LOWERED if number != 0 else Shift.LEVEL),
            "nosupersub": lambda _: self._raise(Shift.LEVEL),
            "deleted": self._delete,
            "revised": self._insert,
            "revauth": lambda number: self._revised_by.add(number or 0),
            "revauthdel": lambda number: self._revised_by.add(number or 0),
            "pard": self._reset,
            "outlinelevel": self._set_heading,
            "intbl": lambda _: self._rows.enter(max(self._rows.depth, 1)),
            "itap": lambda number: self._rows.enter(number or 0),
            "cell": lambda _: self._end_cell(1),
            "nestcell": lambda _: self._end_cell(max(self._rows.depth, 2)),
            "row": lambda _: self._rows.end_row(1, is_nested=False),
            "nestrow": lambda _: self._rows.end_row(max(self._rows.depth, 2), is_nested=True),
        }

    def take(self, token: Token) -> None:
        kind = token.kind
        if kind is TokenKind.BYTES:
            self._at_start = False
            self._add_bytes(token.data)
            return
        self._flush()
        if kind is TokenKind.OPEN:
            self._outer.append(replace(self._look))
            self._at_start, self._starred, self._to_skip = True, False, 0
        elif kind is TokenKind.CLOSE:
            self._look = self._outer.pop() if self._outer else self._look
            self._at_start, self._to_skip = False, 0
        elif kind is TokenKind.SIGN and token.word == "*":
            self._starred = True
        elif kind is TokenKind.SIGN:
            self._at_start = False
            self._add_sign(SIGNS.get(token.word, ""))
        else:
            self._word(token.word, token.number)
            self._at_start = self._starred = False

    def _word(self, word: str, number: int | None) -> None:
        if (self._at_start and self._destination(word)) or self._look.skipped:
            return
        if word in self._words:
            self._words[word](number)
        elif word in CHARACTERS:
            self._add_sign(CHARACTERS[word])
        elif word in _ENDS:
            if not self._look.aside and not (self._look.deleted and word == "par"):
                self._end_paragraph()
        else:
            self._rows.take(word, number or 0, is_nested=self._look.nested)

    def _destination(self, word: str) -> bool:
        """Whether a group that begins with this word holds no text of the story."""
        found = destination(word, is_starred=self._starred)
        look = self._look
        if found is None:
            look.nested = look.nested or word == "nesttableprops"
            return False
        if found.aside:
            look.aside = found.aside
            return True
        if found.note and not (look.skipped and not word.endswith("txt")):
            self._notes[found.note] += 1
        look.skipped = True
        return True

    def _set_fallback(self, number: int | None) -> None:
        self._look.fallback = max(number or 0, 0)

    def _set_font(self, number: int | None) -> None:
        self._look.font = number or 0

    def _set_heading(self, number: int | None) -> None:
        self._heading = min((number or 0) + 1, 9)

    def _reset(self, _: int | None) -> None:
        self._rows.leave()
        self._heading = 0

    def _hide(self, number: int | None) -> None:
        self._look.hidden = number != 0

    def _strike(self, number: int | None) -> None:
        self._look.struck = number != 0

    def _raise(self, shift: Shift) -> None:
        self._look.shift = shift

    def _delete(self, number: int | None) -> None:
        self._revisions += number != 0 and not self._look.deleted
        self._look.deleted = number != 0

    def _insert(self, number: int | None) -> None:
        self._revisions += number != 0 and not self._look.inserted
        self._look.inserted = number != 0

    # text

    def _add_bytes(self, data: bytes) -> None:
        if self._to_skip and data:
            self._to_skip, data = max(self._to_skip - len(data), 0), data[self._to_skip :]
        if data and not self._look.skipped:
            self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            text = self._pages.text(bytes(self._bytes), self._look.font)
            self._bytes.clear()
            self._add(text)

    def _add_sign(self, text: str) -> None:
        """A character that a control word stands for, unless it stands itself for one that came before."""
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._add(text)

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) & 0xFFFF
        self._to_skip = self._look.fallback
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            self._add(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00) if self._high else UNKNOWN)
            self._high = 0
        else:
            self._add(UNKNOWN if 0xE000 <= code < 0xF900 else chr(code))

    def _add(self, text: str) -> None:
        look = self._look
        if not text or look.skipped:
            return
        if look.deleted:  # in a cell it is said what a tracked change takes away
            if self._rows.is_inside and not look.aside and not look.hidden:
                self._runs.add(text, is_struck=True)
            return
        if UNKNOWN in text and not look.aside:
            self._pages.unknown += 1
        if look.aside == "number":
            self._number.append(text)
        elif look.aside == "authors":
            self._authors += [name for name in text.split(";") if name]
        elif look.aside:
            return
        elif look.hidden:
            self._hidden += 1
        else:
            self._runs.add(text, is_struck=look.struck, shift=look.shift)

    def _take_paragraph(self) -> tuple[str, str, str]:
        """Number, text and struck letters of the paragraph that ends."""
        number = "".join(self._number).strip()
        text, struck = self._runs.text.strip("\n"), self._runs.struck
        if len(text) > _LONGEST:
            raise Refusal("file-too-large", what="段落字数", actual=len(text), limit=_LONGEST)
        self._number, self._runs = [], Runs()
        return number, text, struck

    def _end_paragraph(self) -> None:
        number, text, struck = self._take_paragraph()
        if self._rows.is_inside:
            is_gone = bool(struck) and not text.strip()
            self._rows.add_line(f"{number} {text}".strip() if number and not is_gone else text, struck)
            return
        self._end_table()
        if not text.strip() and not number and not struck:
            return
        self._paragraphs += 1
        if self._paragraphs > self._limits.paragraphs:
            raise Refusal("file-too-large", what="段落数", actual=self._paragraphs, limit=self._limits.paragraphs)
        place = Place(paragraph=self._paragraphs)
        if struck:
            self._findings.append(text_struck(place, text, struck))
            if not text.strip():
                self._withdrawn += 1
                return
        self._blocks.append(Paragraph(text, place, number, self._heading))

    def _end_cell(self, depth: int) -> None:
        self._rows.enter(depth)
        self._end_paragraph()
        self._rows.end_cell(depth)

    def _end_table(self) -> None:
        """The rows that have come, as a table: text follows them."""
        rows = self._rows.finished()
        if rows:
            self._blocks += grids(rows, self._tables)

    def document(self) -> Document:
        self._flush()
        if self._rows.is_open:
            raise Refusal("file-truncated", part="表格没有结束")
        self._rows.leave()
        self._end_paragraph()
        skipped = ((STRUCK_PARAGRAPHS, self._withdrawn),) if self._withdrawn else ()
        return Document(
            Container.RTF,
            tuple(self._blocks),
            (*self._findings, *self._tables.findings, *self._told()),
            Reconciliation(self._tables.tables, self._tables.rows, self._paragraphs, skipped),
        )

    def _told(self) -> Iterator[Finding]:
        if self._revisions:
            names = [self._authors[i] for i in sorted(self._revised_by) if 0 < i < len(self._authors)]
            author = "、".join(dict.fromkeys(names)) or "作者不明"
            yield finding("tracked-changes-accepted", seen=author, author=author, count=self._revisions)
        if self._hidden:
            yield finding("text-hidden", count=self._hidden)
        if self._pages.unknown:
            seen = next((b.text for b in self._blocks if isinstance(b, Paragraph) and UNKNOWN in b.text), "表格中的文字")
            yield finding("text-letters-unknown", count=self._pages.unknown, seen=seen[:200])
        pictures, objects = self._notes.pop("picture", 0), self._notes.pop("object", 0)
        for what, count in sorted(self._notes.items()):
            yield finding("notes-ignored", what=what, count=count)
        if pictures:
            yield finding("picture-ignored", count=pictures)
        if objects:
            yield finding("embedded-ignored", what="公式、图表或其他对象", count=objects)
