"""Files made to exhaust the reader are refused before they do; honest ones that look alike are read."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile

import pytest

from ingest.documents.grid import Document
from ingest.documents.reader import Limits, read_bytes
from ingest.findings import Effect
from tests.unit.documents.docx_builder import cell, docx, para, row, table
from tests.unit.documents.workbook_builder import inline, number, styles, xlsx

SHEET = f'<sheetData><row r="1">{inline("A1", "任务")}{number("B1", "0.5", 1)}</row></sheetData>'
ENTITIES = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def codes(document: Document) -> list[str]:
    return [f.code for f in document.findings]


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def declaring(data: bytes, true: int, stated: int) -> bytes:
    """The zip with another unpacked size stated wherever the true one stands."""
    changed = bytearray(data)
    old, new = struct.pack("<I", true), struct.pack("<I", stated)
    at = changed.find(old)
    while at >= 0:
        changed[at : at + 4] = new
        at = changed.find(old, at)
    return bytes(changed)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    sheet = b"<worksheet><sheetData>" + b" " * (1 << 20) + b"</sheetData></worksheet>"
    data = declaring(repacked(xlsx(SHEET), "xl/worksheets/sheet1.xml", sheet), len(sheet), 512 << 20)
    tracemalloc.start()
    document = read_bytes(data, "填报.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes(document) == ["file-too-large"]
    assert "512" in document.findings[0].message
    assert peak < 1 << 20


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    sheet = b"<worksheet><sheetData>" + b" " * (4 << 20) + b"</sheetData></worksheet>"
    data = declaring(repacked(xlsx(SHEET), "xl/worksheets/sheet1.xml", sheet), len(sheet), 500)
    document = read_bytes(data, "填报.xlsx")
    assert document.blocks == ()
    assert codes(document) == ["file-part-damaged"]


def test_too_many_entries_are_refused() -> None:
    extra = {f"xl/media/{i}.emf": b"x" for i in range(5000)}
    assert codes(read_bytes(xlsx(SHEET, extra=extra), "填报.xlsx")) == ["file-too-large"]


def test_honest_parts_that_shrink_a_hundredfold_are_read() -> None:
    many = styles("0.0%") + "<!-- " + "<xf/>" * 40_000 + " -->"
    data = xlsx(SHEET, styles=many, extra={"xl/media/image1.emf": bytes(100_000)})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        info = package.getinfo("xl/styles.xml")
        assert info.compress_size / info.file_size < 0.0099
    document = read_bytes(data, "填报.xlsx")
    assert document.findings == ()
    assert [c.text for c in document.grids[0].rows[0]] == ["任务", "50%"]


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_in_a_workbook_are_refused(part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(SHEET))) as package:
        body = package.read(part).decode()
    document = read_bytes(repacked(xlsx(SHEET), part, (ENTITIES + body).encode()), "填报.xlsx")
    assert codes(document) == ["entity-expansion"]
    assert document.blocks == ()


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
def test_entities_in_a_document_are_refused(part: str) -> None:
    whole = docx(para("甲") + table(row("任务")))
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        body = package.read(part).decode()
    for text in (ENTITIES + body, ENTITIES + " " * 70_000 + body):
        document = read_bytes(repacked(whole, part, text.encode()), "清单.docx")
        assert codes(document) == ["entity-expansion"]
        assert document.blocks == ()


def test_entities_in_an_xml_spreadsheet_are_refused() -> None:
    text = f'<?xml version="1.0"?>{ENTITIES}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&b;</Workbook>'
    assert codes(read_bytes(text.encode(), "填报.xls")) == ["entity-expansion"]


def test_a_long_table_is_read_row_by_row() -> None:
    rows = row(*(f"第{c}格的文字" for c in range(9)))
    data = docx(table(*[rows] * 1500))
    tracemalloc.start()
    document = read_bytes(data, "清单.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert document.reconciliation.rows == 1500
    assert len(document.grids[0].rows) == 1500
    assert peak < 30 << 20


def test_a_table_of_two_thousand_pages_is_refused_before_it_is_read() -> None:
    rows = f"<w:tr>{'<w:tc><w:p/></w:tc>' * 9}</w:tr>"
    document = read_bytes(docx(table(*[rows] * 50_000)), "清单.docx")
    assert codes(document) == ["file-too-large"]
    assert document.blocks == ()
    assert "单元格数为 450000" in document.findings[0].message


def test_tables_inside_tables_without_end_are_refused() -> None:
    body = table(row("底"))
    for _ in range(12):
        body = table(row(cell(body)))
    assert codes(read_bytes(docx(body), "清单.docx")) == ["file-too-large"]
    deep = "<w:p>" * 400 + "</w:p>" * 400
    document = read_bytes(docx(deep), "清单.docx")
    assert document.findings[0].effect is Effect.FILE


def test_absurd_spans_are_refused() -> None:
    assert codes(read_bytes(docx(table(row(cell("甲", span=2_000_000)))), "清单.docx")) == ["table-malformed"]
    page = "<table><tr><td colspan=99999999 rowspan=99999999>甲</td></tr></table>"
    document = read_bytes(page.encode(), "a.html")
    assert len(document.grids[0].rows[0]) == 1000


def test_parts_too_big_for_memory_are_refused() -> None:
    small = Limits(tree_bytes=2_000, text_bytes=4_000)
    page = f"<html>{'<p>一段</p>' * 300}</html>"
    assert codes(read_bytes(page.encode(), "a.html", small)) == ["file-too-large"]
    assert codes(read_bytes(("任务,完成\n" * 400).encode(), "a.csv", small)) == ["file-too-large"]
    assert codes(read_bytes(docx(table(row(*["字" * 300] * 9))), "a.docx", small)) == ["file-too-large"]


@pytest.mark.parametrize("endless", ["<c r='B1'>" + " " * (9 << 20), "<c r='" + "A" * (9 << 20), "<c><v>" + "1" * (9 << 20)])
def test_one_endless_tag_or_text_is_refused(endless: str) -> None:
    for data in (
        xlsx(f'<sheetData><row r="1">{endless}'),
        xlsx(SHEET, strings=endless),
        xlsx(SHEET, styles=endless),
    ):
        tracemalloc.start()
        document = read_bytes(data, "填报.xlsx")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert document.blocks == ()
        assert codes(document)[0] in {"file-too-large", "file-part-damaged"}
        assert peak < 64 << 20


def test_many_cell_styles_need_little_memory() -> None:
    many = styles("0.0%").replace("</cellXfs>", '<xf numFmtId="0" fontId="0"/>' * 60_000 + "</cellXfs>")
    data = xlsx(SHEET, styles=many)
    tracemalloc.start()
    document = read_bytes(data, "填报.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert document.grids[0].rows[0][1].text == "50%"
    assert peak < 20 << 20


def test_caps_hold_for_every_kind_of_text() -> None:
    limits = Limits(cells=20, rows=20, paragraphs=20)
    texts = (
        "a,b\n" * 50,
        "标题\n" + "\t甲\n\t乙\n\n" * 50,
        "一段话。\n" * 50,
        "<table>" + "<tr><td>1</td></tr>" * 50 + "</table>",
        "<html>" + "<p>一段话</p>" * 50,
    )
    for text in texts:
        assert codes(read_bytes(text.encode(), "a.txt", limits)) == ["file-too-large"]
