"""Colours of letters and grounds, by the names that people have for them, in every container that says them."""

from __future__ import annotations

import io

import pytest
import xlwt

from ingest.documents.colours import Colour, indexed, named
from ingest.documents.grid import Document
from ingest.documents.reader import read_bytes
from tests.unit.documents import docx_builder, ods_builder
from tests.unit.documents.workbook_builder import xlsx

RED, YELLOW, NONE = Colour.RED, Colour.YELLOW, Colour.NONE


def seen(document: Document) -> list[tuple[str, Colour, Colour]]:
    return [(c.text, c.font, c.fill) for c in document.grids[0].rows[0]]


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("FFFF0000", RED), ("C00000", RED), ("#f00", RED), ("red", RED), ("rgb(192, 0, 0)", RED), ("FFFFC000", YELLOW),
        ("ED7D31", Colour.ORANGE),
        ("FFFF00", YELLOW), ("00B050", Colour.GREEN), ("92D050", Colour.GREEN), ("0070C0", Colour.BLUE),
        ("7030A0", Colour.PURPLE),
        ("FF69B4", Colour.PINK), ("000000", NONE), ("FFFFFF", NONE), ("808080", NONE), ("FFF6D5", NONE), ("D9E2F3", NONE),
        ("auto", NONE), ("", NONE), ("windowtext", NONE),
    ],
)  # fmt: skip
def test_colours_have_the_names_that_people_give_them(written: str, colour: Colour) -> None:
    assert named(written) is colour


def test_colours_of_the_old_palette() -> None:
    assert [indexed(number) for number in (2, 10, 13, 64, -1)] == [RED, RED, YELLOW, NONE, NONE]


def test_a_workbook() -> None:
    fonts = "".join(f"<font>{c}</font>" for c in ("", '<color rgb="FFFF0000"/>', '<color indexed="10"/>', '<color theme="5"/>'))
    yellow = '<fill><patternFill><fgColor rgb="FFFFFF00"/><bgColor indexed="64"/></patternFill></fill>'
    formats = "".join(f'<xf numFmtId="0" fontId="{f}" fillId="{g}"/>' for f, g in ((0, 0), (1, 0), (2, 1), (3, 0)))
    other = '<dxfs><dxf><font><color rgb="FF00FF00"/></font></dxf></dxfs>'
    look = f"<fonts>{fonts}</fonts><fills><fill><patternFill/></fill>{yellow}</fills><cellXfs>{formats}</cellXfs>{other}"
    strings = "<si><r><t>1</t></r><r><rPr><color rgb='FFC00000'/></rPr><t>5</t></r></si>"
    cells = "".join(f'<c r="{c}1" s="{i}"><v>{i}</v></c>' for i, c in enumerate("ABC")) + '<c r="D1" t="s"><v>0</v></c>'
    document = read_bytes(xlsx(f'<sheetData><row r="1">{cells}</row></sheetData>', strings=strings, styles=look), "a.xlsx")
    assert seen(document) == [("0", NONE, NONE), ("1", RED, NONE), ("2", RED, YELLOW), ("15", RED, NONE)]


def test_an_old_workbook() -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    sheet.write(0, 0, 1, xlwt.easyxf("font: colour red"))
    sheet.write(0, 1, 2, xlwt.easyxf("pattern: pattern solid, fore_colour yellow"))
    sheet.write_rich_text(0, 2, ("1", ("5", xlwt.easyfont("colour red"))))
    out = io.BytesIO()
    book.save(out)
    assert seen(read_bytes(out.getvalue(), "a.xls")) == [("1", RED, NONE), ("2", NONE, YELLOW), ("15", RED, NONE)]


def test_an_opendocument_workbook() -> None:
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    red, yellow = '<style:text-properties fo:color="#ff0000"/>', '<style:table-cell-properties fo:background-color="#ffff00"/>'
    styles = "".join(
        f'<style:style {fo} style:name="{name}" style:family="table-cell">{look}</style:style>'
        for name, look in (("r", red), ("y", yellow))
    )
    one, two = (ods_builder.cell(str(n), "float", n, f'table:style-name="{s}"') for n, s in ((1, "r"), (2, "y")))
    data = ods_builder.ods(ods_builder.sheet(ods_builder.row(one, two)), styles=styles)
    assert seen(read_bytes(data, "a.ods")) == [("1", RED, NONE), ("2", NONE, YELLOW)]


def test_an_xml_spreadsheet() -> None:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    styles = '<Style ss:ID="s1"><Font ss:Color="#FF0000"/><Interior ss:Color="#FFFF00" ss:Pattern="Solid"/></Style>'
    cells = (
        '<Cell ss:StyleID="s1"><Data ss:Type="Number">1</Data></Cell>'
        '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40" xmlns:html="http://www.w3.org/TR/REC-html40">1'
        '<Font html:Color="#FF0000">5</Font></ss:Data></Cell>'
    )
    table = f'<Styles>{styles}</Styles><Worksheet ss:Name="表"><Table><Row>{cells}</Row></Table></Worksheet>'
    data = f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">{table}</Workbook>'.encode()
    assert seen(read_bytes(data, "a.xml")) == [("1", RED, YELLOW), ("15", RED, NONE)]


def test_a_web_page() -> None:
    cells = (
        "<td style='color:red'>1</td><td bgcolor='#ffff00'>2</td><td>1<font color=red>5</font></td><td class=x>3</td>"
        "<td>1<s style='color:red'>5</s></td>"
    )
    page = f"<html><style>.x {{background:#FFFF00; color:#c00000}}</style><table><tr>{cells}</tr></table></html>"
    assert seen(read_bytes(page.encode(), "a.htm")) == [
        ("1", RED, NONE), ("2", NONE, YELLOW), ("15", RED, NONE), ("3", RED, YELLOW), ("1", NONE, NONE),
    ]  # fmt: skip


def test_a_word_table() -> None:
    red = docx_builder.cell(docx_builder.para("1", docx_builder.run("5", '<w:color w:val="FF0000"/>')))
    lit = docx_builder.cell(docx_builder.para(docx_builder.run("2", '<w:highlight w:val="yellow"/>')))
    shaded = docx_builder.cell("3", properties='<w:shd w:val="clear" w:fill="FFFF00"/>')
    data = docx_builder.docx(docx_builder.table(docx_builder.row(red, lit, shaded)))
    assert seen(read_bytes(data, "a.docx")) == [("15", RED, NONE), ("2", NONE, YELLOW), ("3", NONE, YELLOW)]
