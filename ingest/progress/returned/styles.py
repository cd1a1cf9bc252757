"""The cell formats of a workbook that goes back: had again with another fill, or with their text kept from being a formula.

Nothing of the sender's is changed: every variant is a new format beside the old ones.
"""

from __future__ import annotations

import copy

from lxml import etree

from ingest.documents.limits import Refusal
from ingest.documents.package import parse_xml

Element = etree._Element
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RED, AMBER = "FFFF8080", "FFFFE066"


class NotEditableError(Exception):
    """The package is not built as we can edit it; its content must be copied into a new workbook instead."""


def q(name: str) -> str:
    """The qualified name of an element of the main namespace."""
    return f"{{{MAIN}}}{name}"


def xml(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class ReturnStyles:
    """The cell formats: a format can be had again with another fill, or with its text kept from being a formula."""

    def __init__(self, data: bytes, part: str) -> None:
        self.part = part
        self._root = parse_xml(data, part)
        fills, formats = self._root.find(q("fills")), self._root.find(q("cellXfs"))
        if fills is None or formats is None or not len(formats):
            raise NotEditableError("styles without fills or formats")
        self._fills, self._formats = fills, formats
        self._made: dict[tuple[int, str], int] = {}
        self._fill_numbers = {etree.tostring(fill, method="c14n"): number for number, fill in enumerate(fills)}

    def data(self) -> bytes:
        self._fills.set("count", str(len(self._fills)))
        self._formats.set("count", str(len(self._formats)))
        return xml(self._root)

    def _fill(self, fill: Element) -> int:
        """The number of a fill, which is added where there is none like it."""
        wanted = etree.tostring(fill, method="c14n")
        if wanted not in self._fill_numbers:
            self._fills.append(fill)
            self._fill_numbers[wanted] = len(self._fills) - 1
        return self._fill_numbers[wanted]

    def _of(self, style: int) -> Element:
        return self._formats[style if 0 <= style < len(self._formats) else 0]

    def _variant(self, style: int, key: str, **attributes: str) -> int:
        made = self._made.get((style, key))
        if made is None:
            clone = copy.deepcopy(self._of(style))
            for name, value in attributes.items():
                clone.set(name, value)
            self._formats.append(clone)
            made = self._made[style, key] = len(self._formats) - 1
        return made

    def coloured(self, style: int, rgb: str) -> int:
        """The format `style` with a solid fill of that colour."""
        if (style, rgb) in self._made:
            return self._made[style, rgb]
        fill = etree.Element(q("fill"))
        pattern = etree.SubElement(fill, q("patternFill"), patternType="solid")
        etree.SubElement(pattern, q("fgColor"), rgb=rgb)
        etree.SubElement(pattern, q("bgColor"), indexed="64")
        return self._variant(style, rgb, fillId=str(self._fill(fill)), applyFill="1")

    def as_text(self, style: int) -> int:
        """The format `style` with the mark that its text is text, whatever it begins with."""
        return self._variant(style, "text", quotePrefix="1")

    def fill_of(self, style: int) -> str:
        """The fill of a format as XML, to be given to `with_fill` later."""
        number = int(self._of(style).get("fillId") or 0)
        return etree.tostring(self._fills[number] if number < len(self._fills) else self._fills[0]).decode()

    def with_fill(self, style: int, fill_xml: str) -> int:
        """The format `style` with a fill as `fill_of` gave it; without a fill where that text is none."""
        try:
            fill = parse_xml(fill_xml.encode(), "fill") if fill_xml else None
        except Refusal:
            fill = None
        if fill is None or fill.tag != q("fill"):
            return self._variant(style, "plain", fillId="0")
        return self._variant(style, fill_xml, fillId=str(self._fill(fill)), applyFill="1")

    def is_ours(self, style: int) -> bool:
        """Whether a format shows one of our colours."""
        number = int(self._of(style).get("fillId") or 0)
        colour = self._fills[number].find(f"{q('patternFill')}/{q('fgColor')}") if number < len(self._fills) else None
        return colour is not None and colour.get("rgb") in (RED, AMBER)

    def add(self, **properties: object) -> int:
        """A new format for texts of ours: bold, size, fill (rgb), border, centred, link, one_line (else wrapped)."""
        fonts, borders = self._root.find(q("fonts")), self._root.find(q("borders"))
        if fonts is None or borders is None:
            raise NotEditableError("styles without fonts or borders")
        font = etree.SubElement(fonts, q("font"))
        if properties.get("bold"):
            etree.SubElement(font, q("b"))
        etree.SubElement(font, q("sz"), val=str(properties.get("size", 10)))
        if properties.get("link"):
            etree.SubElement(font, q("color"), rgb="FF0563C1")
        etree.SubElement(font, q("name"), val="宋体")
        fonts.set("count", str(len(fonts)))
        border_id = 0
        if properties.get("border"):
            border = etree.SubElement(borders, q("border"))
            for side in ("left", "right", "top", "bottom"):
                line = etree.SubElement(border, q(side), style="thin")
                etree.SubElement(line, q("color"), rgb="FFA6A6A6")
            etree.SubElement(border, q("diagonal"))
            borders.set("count", str(len(borders)))
            border_id = len(borders) - 1
        form = etree.SubElement(
            self._formats, q("xf"), numFmtId="0", fontId=str(len(fonts) - 1), fillId="0", borderId=str(border_id), xfId="0",
            applyFont="1", applyBorder="1", applyAlignment="1", quotePrefix="1",
        )  # fmt: skip
        horizontal = "center" if properties.get("centred") else "left"
        wrap = "0" if properties.get("one_line") else "1"
        etree.SubElement(form, q("alignment"), horizontal=horizontal, vertical="center", wrapText=wrap)
        style = len(self._formats) - 1
        return self.coloured(style, str(properties["fill"])) if properties.get("fill") else style
