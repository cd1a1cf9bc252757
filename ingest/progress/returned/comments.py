"""Cell comments of a return copy: written beside the sender's own, and taken off again when the copy comes back.

A comment is two things in a workbook: its text in a comments part and its box in a VML drawing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from lxml import etree

from ingest.documents.package import parse_xml
from ingest.documents.places import column_letter
from ingest.progress.form import NOTE_AUTHOR
from ingest.progress.returned.book import REL, ReturnBook
from ingest.progress.returned.sheet import SheetEditor, split_address, writable
from ingest.progress.returned.styles import MAIN, Element, q, xml
from ingest.progress.returned.texts import is_note

MOST = 1000  # comments on one sheet; the mark column and the summary say the rest
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_V, _O, _X = (f"urn:schemas-microsoft-com:{name}" for name in ("vml", "office:office", "office:excel"))
_SHAPE_ID = re.compile(r"_x0000_s(\d{1,9})")

_EMPTY_VML = f"""<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{block}}"/></o:shapelayout>
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""

_SHAPE = f"""<v:shape xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}" id="_x0000_s{{id}}" type="#_x0000_t202"
 style="position:absolute;visibility:hidden;z-index:{{order}}" fillcolor="#ffffe1" o:insetmode="auto">
<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{{anchor}}</x:Anchor>
<x:AutoFill>False</x:AutoFill><x:Row>{{row}}</x:Row><x:Column>{{column}}</x:Column></x:ClientData></v:shape>"""


class Comments:
    """The comments of one sheet, opened."""

    def __init__(self, book: ReturnBook, editor: SheetEditor, part: str, number: int) -> None:
        self._book, self._editor, self._number = book, editor, number
        self._rels = book.relationships(part)
        self._part = next((target for _, target in self._rels.targets("comments") if target in book.parts), "")
        drawing = editor.root.find(q("legacyDrawing"))
        drawing_id = drawing.get(f"{{{REL}}}id") if drawing is not None else None
        self._vml_part = next(
            (target for rel, target in self._rels.targets("vmlDrawing") if rel == drawing_id and target in book.parts), ""
        )
        empty = etree.fromstring(f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>')
        self._root = parse_xml(book.parts[self._part], self._part) if self._part else empty
        self._authors = self._child("authors", 0)
        self._list = self._child("commentList", 1)
        self._vml = self._read_vml()

    def _child(self, name: str, at: int) -> Element:
        found = self._root.find(q(name))
        if found is None:
            found = etree.Element(q(name))
            self._root.insert(at, found)
        return found

    def _read_vml(self) -> Element:
        """The drawing; office programs write VML that is not always well-formed, so it is read leniently."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        root = etree.fromstring(self._book.parts[self._vml_part], parser) if self._vml_part else None
        return root if root is not None else etree.fromstring(_EMPTY_VML.format(block=self._number + 1))

    def remove_ours(self, marked: Collection[str]) -> None:
        """Take our comments of an earlier copy off: known by their author or, where a program dropped the authors, by their
        words on a cell that we had marked (`marked`, addresses).
        """
        ours = {str(n) for n, author in enumerate(self._authors) if (author.text or "").strip() == NOTE_AUTHOR}
        gone: set[tuple[int, int]] = set()
        for comment in list(self._list):
            address = str(comment.get("ref"))
            text = "".join(item.text or "" for item in comment.iter(q("t")))
            if comment.get("authorId") in ours or (address in marked and is_note(text)):
                gone.add(split_address(address))
                self._list.remove(comment)
        for shape in list(self._vml):
            row, column = shape.findtext(f".//{{{_X}}}Row"), shape.findtext(f".//{{{_X}}}Column")
            if row and column and (int(row) + 1, int(column) + 1) in gone:
                self._vml.remove(shape)

    def add(self, notes: Mapping[tuple[int, int], str]) -> None:
        """Add comments by (row, column); a cell on which the sender has commented himself keeps his comment."""
        taken = {str(comment.get("ref")) for comment in self._list}
        author = self._author()
        new = [(at, text) for at, text in sorted(notes.items()) if f"{column_letter(at[1])}{at[0]}" not in taken][:MOST]
        first_id = self._first_id()
        for order, ((row, column), text) in enumerate(new, start=1):
            comment = etree.SubElement(self._list, q("comment"), ref=f"{column_letter(column)}{row}", authorId=author)
            run = etree.SubElement(etree.SubElement(comment, q("text")), q("r"))
            font = etree.SubElement(run, q("rPr"))
            etree.SubElement(font, q("sz"), val="9")
            etree.SubElement(font, q("rFont"), val="宋体")
            item = etree.SubElement(run, q("t"))
            item.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            item.text = writable(text)
            height = 3 + sum(-(-len(line) // 22) for line in text.split("\n"))
            anchor = f"{column}, 15, {max(row - 2, 0)}, 10, {column + 4}, 15, {max(row - 2, 0) + height}, 4"
            shape = _SHAPE.format(id=first_id + order, order=order, anchor=anchor, row=row - 1, column=column - 1)
            self._vml.append(etree.fromstring(shape))

    def _first_id(self) -> int:
        """The number after which shapes of ours are numbered: past every shape of the drawing."""
        ids = [_SHAPE_ID.fullmatch(str(shape.get("id"))) for shape in self._vml]
        return max((int(found[1]) for found in ids if found), default=1024 * (self._number + 1))

    def _author(self) -> str:
        for number, author in enumerate(self._authors):
            if (author.text or "").strip() == NOTE_AUTHOR:
                return str(number)
        etree.SubElement(self._authors, q("author")).text = NOTE_AUTHOR
        return str(len(self._authors) - 1)

    def save(self) -> None:
        """Write both parts; nothing where the sheet has and had no comment."""
        if not len(self._list) and not self._part:
            return
        if self._part:
            self._book.parts[self._part] = xml(self._root)
        else:
            self._part = self._book.free_name("xl/threekeyComments{}.xml")
            self._book.add_part(self._part, xml(self._root), _COMMENTS_TYPE)
            self._rels.add("comments", self._part)
        data = etree.tostring(self._vml, encoding="UTF-8")
        if self._vml_part:
            self._book.parts[self._vml_part] = data
            return
        self._book.declare_extension("vml", _VML_TYPE)
        self._vml_part = self._book.free_name("xl/drawings/threekeyDrawing{}.vml")
        self._book.parts[self._vml_part] = data
        self._editor.set_legacy_drawing(self._rels.add("vmlDrawing", self._vml_part), f"{{{REL}}}id")
