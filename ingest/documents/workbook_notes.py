"""The comments of a worksheet of an .xlsx: notes, and threaded comments with the people who wrote them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from ingest.documents.limits import Refusal
from ingest.documents.notes import NoteTaker
from ingest.documents.package import Package
from ingest.documents.places import sheet_place
from ingest.documents.sheet_xml import Attributes, parse_blocks, unescape
from ingest.documents.workbook_cells import parse_reference

_DAMAGED = "file-part-damaged"


class WorkbookNotes:
    """Reads the comments of the sheets of one workbook. A part that is damaged costs the comments, not the workbook."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._main = main
        self._people: dict[str, str] | None = None

    def read(self, part: str, sheet: str, taker: NoteTaker) -> bool:
        """The comments of the worksheet `part` go to `taker`. False where they could not be read."""
        links = [link for link in self._package.relationships(part).values() if self._package.has(link[1])]
        threads = [target for kind, target in links if kind == "threadedComment"]
        notes = [target for kind, target in links if kind == "comments"]
        try:
            talked: set[str] = set()
            for target in threads:
                talked |= self._threads(target, sheet, taker)
            for target in notes:
                self._notes(target, sheet, taker, talked)
        except Refusal as refusal:
            if refusal.finding.code != _DAMAGED:
                raise
            return False
        return True

    def _notes(self, part: str, sheet: str, taker: NoteTaker, talked: set[str]) -> None:
        authors: list[str] = []
        at: list[str] = ["", ""]  # address, author's number

        def begin(name: str, attributes: Attributes) -> None:
            if name == "comment":
                at[:] = attributes.get("ref", ""), attributes.get("authorId", "")

        def end(name: str, text: str) -> None:
            if name == "author":
                authors.append(text)
            elif name == "comment" and at[0] not in talked:
                number = int(at[1]) if at[1].isascii() and at[1].isdigit() and len(at[1]) < 6 else -1
                self._take(at[0], sheet, taker, text, authors[number] if 0 <= number < len(authors) else "")

        _scan(self._package, part, {"author", "comment"}, begin, end)

    def _threads(self, part: str, sheet: str, taker: NoteTaker) -> set[str]:
        """The addresses of the cells that are talked about."""
        found: set[str] = set()
        at: list[str] = ["", ""]

        def begin(name: str, attributes: Attributes) -> None:
            if name == "threadedComment":
                at[:] = attributes.get("ref", ""), attributes.get("personId", "")

        def end(name: str, text: str) -> None:
            if name == "threadedComment":
                found.add(at[0])
                self._take(at[0], sheet, taker, text, self._names().get(at[1], ""))

        _scan(self._package, part, {"threadedComment"}, begin, end)
        return found

    def _take(self, reference: str, sheet: str, taker: NoteTaker, text: str, author: str) -> None:
        row, column = parse_reference(reference)
        if row and column:
            taker.take(row, column, sheet_place(sheet, row, column), unescape(text), author)

    def _names(self) -> Mapping[str, str]:
        """The people of the workbook by their id."""
        if self._people is None:
            people = self._people = {}

            def begin(name: str, attributes: Attributes) -> None:
                if name == "person" and len(people) < 10_000:
                    people[attributes.get("id", "")] = attributes.get("displayName", "")

            for kind, target in self._package.relationships(self._main).values():
                if kind == "person" and self._package.has(target):
                    _scan(self._package, target, {"person"}, begin, lambda _name, _text: None)
        return self._people


def _scan(
    package: Package,
    part: str,
    wanted: set[str],
    begin: Callable[[str, Attributes], None],
    end: Callable[[str, str], None],
) -> None:
    """Begin and end of the wanted elements of a part, with the text in them but for phonetic readings."""
    parser = expat.ParserCreate()
    pieces: list[str] = []
    phonetic = 0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal phonetic
        name = tag.rpartition(":")[2]
        phonetic += name == "rPh"
        if name in wanted:
            pieces.clear()
            begin(name, attributes)

    def finish(tag: str) -> None:
        nonlocal phonetic
        name = tag.rpartition(":")[2]
        phonetic -= name == "rPh"
        if name in wanted:
            end(name, "".join(pieces))
            pieces.clear()

    def characters(text: str) -> None:
        if not phonetic:
            pieces.append(text)

    parser.StartElementHandler = start
    parser.EndElementHandler = finish
    parser.CharacterDataHandler = characters
    parse_blocks(parser, package.chunks(part), part)
