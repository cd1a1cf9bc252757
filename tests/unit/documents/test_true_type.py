"""What a file truly is, whatever its name says; what is refused says what to do."""

from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
import xlwt

from ingest.documents.catalogue import CATALOGUE
from ingest.documents.containers import Container
from ingest.documents.door import read_document
from ingest.documents.grid import Document
from ingest.documents.reader import Limits, read_bytes
from ingest.findings import Effect
from tests.unit.documents.docx_builder import docx, para, row, table
from tests.unit.documents.workbook_builder import inline, xlsx

HTML = (
    "<html><head><meta charset='gbk'></head><body>"
    "<table><tr><th>任务</th><th>完成</th></tr><tr><td>招商</td><td>30</td></tr></table>"
)
XML_2003 = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style></Styles>
<Worksheet ss:Name="进展"><Table><Column ss:Index="2" ss:Hidden="1"/>
<Row><Cell><Data ss:Type="String">任务</Data></Cell><Cell><Data ss:Type="String">完成</Data></Cell>
<Cell ss:MergeAcross="1"><Data ss:Type="String">说明</Data></Cell></Row>
<Row ss:Index="3" ss:Hidden="1"><Cell><Data ss:Type="String">招商</Data></Cell>
<Cell ss:StyleID="p"><Data ss:Type="Number">0.125</Data></Cell>
<Cell ss:Index="4" ss:StyleID="d"><Data ss:Type="DateTime">2023-11-20T00:00:00.000</Data></Cell>
<Cell ss:Formula="=RC[-3]/2"><Data ss:Type="Error">#DIV/0!</Data></Cell></Row></Table></Worksheet></Workbook>"""


def ole(*names: str) -> bytes:
    """A compound file that holds streams of these names and nothing in them."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<I", 0) + struct.pack("<I", free) * 108
    fat = struct.pack("<III", 0xFFFFFFFD, end, free) + struct.pack("<I", free) * 125
    entries = b""
    listed = ("Root Entry", *names)[:4]
    for i, name in enumerate(listed):
        coded = name.encode("utf-16-le") + b"\0\0"
        # the root's child is the first stream, each stream's right neighbour the next
        right, child = (i + 1 if 0 < i < len(listed) - 1 else free), (1 if i == 0 and names else free)
        entry = coded.ljust(64, b"\0") + struct.pack("<HBBIII", len(coded), 5 if i == 0 else 2, 1, free, right, child)
        entries += entry.ljust(116, b"\0") + struct.pack("<III", end, 0, 0)
    return head.ljust(512, b"\0") + fat + entries.ljust(512, b"\0")


def xls() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("进展情况")
    for r, values in enumerate([("任务", "完成", "比例"), ("招商", 30, 0.125)]):
        for c, value in enumerate(values):
            sheet.write(r, c, value, xlwt.easyxf(num_format_str="0.0%") if value == 0.125 else xlwt.Style.default_style)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in members.items():
            package.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def texts(document: Document) -> list[list[str]]:
    return [[c.text for c in cells] for grid in document.grids for cells in grid.rows]


def letter(*names: str) -> bytes:
    """A letter with files attached."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "青溪县12月进展"
    message.set_content("请查收附件。")
    for name in names:
        message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


GOOD_XLSX = xlsx(f'<sheetData><row r="1">{inline("A1", "任务")}{inline("B1", "完成")}</row></sheetData>')
REFUSED = [
    (b"", "填报.xlsx", Container.EMPTY, "file-empty"),
    (b"   \r\n\t ", "填报.csv", Container.TEXT, "file-blank"),
    (b"\x05wang" + bytes(160), "~$填报.xlsx", Container.UNKNOWN, "file-lock"),
    (ole("WordDocument", "1Table"), "清单.docx", Container.DOC, "file-is-doc"),
    (ole("WordDocument"), "清单.wps", Container.WPS, "file-is-wps"),
    (ole("WordDocument", "WpsCustomData"), "清单.doc", Container.WPS, "file-is-wps"),
    (ole("Workbook", "ETExtData"), "填报.xls", Container.ET, "file-is-et"),
    (ole("Workbook"), "填报.et", Container.ET, "file-is-et"),
    (ole("EncryptionInfo", "EncryptedPackage"), "填报.xlsx", Container.ENCRYPTED, "file-encrypted"),
    (ole("PowerPoint Document"), "填报.xls", Container.PPT, "file-is-ppt"),
    (ole("Something"), "填报.xls", Container.UNKNOWN, "file-type-unknown"),
    (ole("Book"), "填报.xls", Container.OLD_XLS, "file-is-old-excel"),
    (ole("Workbook"), "填报.xls", Container.XLS, "file-part-damaged"),
    (ole("Workbook")[:700], "填报.xls", Container.UNKNOWN, "file-truncated"),
    (b"%PDF-1.7\n%abc", "清单.docx", Container.PDF, "file-truncated"),
    (b"\x89PNG\r\n\x1a\n" + bytes(40), "填报.xlsx", Container.IMAGE, "file-is-image"),
    (b"\xff\xd8\xff\xe0" + bytes(40), "填报.jpg", Container.IMAGE, "file-is-image"),
    (b"Rar!\x1a\x07\x00" + bytes(40), "填报.rar", Container.ARCHIVE, "file-is-archive"),
    (b"7z\xbc\xaf\x27\x1c" + bytes(40), "填报.7z", Container.ARCHIVE, "file-is-archive"),
    (zipped(a="1", b="2"), "填报.xlsx", Container.ARCHIVE, "file-is-archive"),
    (zipped(OFD__xml="x").replace(b"OFD/xml", b"OFD.xml"), "清单.ofd", Container.OFD, "file-is-ofd"),
    (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "填报.ods", Container.ODS, "file-part-damaged"),
    (zipped(mimetype="application/vnd.oasis.opendocument.presentation"), "汇报.odp", Container.ODF, "file-is-odf"),
    (b"{\\rtf1\\ansi}", "清单.doc", Container.RTF, "file-blank"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related", "填报.xls", Container.UNKNOWN, "file-is-web-archive"),
    (
        b"MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related",
        "填报.xls",
        Container.UNKNOWN,
        "file-is-web-archive",
    ),
    (
        b"From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related",
        "填报.mht",
        Container.UNKNOWN,
        "file-is-web-archive",
    ),
    (letter(), "填报.eml", Container.MAIL, "file-is-mail"),
    (letter(), "填报.xlsx", Container.MAIL, "file-is-mail"),
    (b"Received: from mx (unknown)\r\n by mx2\r\nMIME-Version: 1.0\r\n" + letter(), "填报.eml", Container.MAIL, "file-is-mail"),
    (b"MIME-Version: 1.0\n" + letter(), "填报.eml", Container.MAIL, "file-is-mail"),
    (ole("__properties_version1.0", "__substg1.0_0037001F"), "填报.msg", Container.MAIL, "file-is-mail"),
    (b"\x78\x9f\x3e\x22" + bytes(40), "winmail.dat", Container.MAIL, "file-is-mail"),
    (b"\x4c\0\0\0\x01\x14\x02\0" + bytes(80), "填报.xlsx.lnk", Container.UNKNOWN, "file-is-shortcut"),
    (b"[InternetShortcut]\r\nURL=https://example.org/\r\n", "填报.url", Container.UNKNOWN, "file-is-shortcut"),
    (
        zipped(Index__Document__iwa="x").replace(b"Index/Document/iwa", b"Index/Document.iwa"),
        "填报.numbers",
        Container.UNKNOWN,
        "file-is-iwork",
    ),
    (GOOD_XLSX[:-40], "填报.xlsx", Container.UNKNOWN, "file-truncated"),
    (GOOD_XLSX[: len(GOOD_XLSX) // 2], "填报.xlsx", Container.UNKNOWN, "file-truncated"),
    (bytes(range(256)) * 20, "填报.xlsx", Container.UNKNOWN, "file-type-unknown"),
    (b"\x00\x01\x02\x03" * 50, "填报.xlsx", Container.UNKNOWN, "file-type-unknown"),
    (HTML.encode() + b"<table><tr><td>x", "填报.xls", Container.HTML, "file-truncated"),
]


@pytest.mark.parametrize(
    ("data", "name", "container", "code"), REFUSED, ids=[f"{code}-{i}" for i, (*_, code) in enumerate(REFUSED)]
)
def test_refused_by_true_type(data: bytes, name: str, container: Container, code: str) -> None:
    document = read_bytes(data, name)
    assert document.blocks == ()
    (found,) = document.findings
    assert (found.code, found.effect, document.container) == (code, Effect.FILE, container)
    assert found.message
    assert found.fix
    assert "{" not in found.message + found.fix


def test_what_is_inside_is_named() -> None:
    (mail,) = read_bytes(letter("青溪县教育局12月.xlsx"), "转发.eml").findings
    assert "这是一封邮件" in mail.message
    assert "青溪县教育局12月.xlsx" in mail.message
    assert "附件另存后单独报送" in mail.fix
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in ("资料/", "资料/教育局.xlsx", "__MACOSX/资料/._教育局.xlsx"):
            package.writestr(name, "x")
    (archive,) = read_bytes(out.getvalue(), "资料.zip").findings
    assert "里面有：教育局.xlsx。" in archive.message
    assert "解压" in archive.fix
    (empty,) = read_bytes(b"PK\x05\x06" + bytes(18), "空.zip").findings
    assert "里面没有文件" in empty.message


def test_names_of_a_chinese_archive_are_gbk() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("AA.xlsx", "x")
    data = out.getvalue().replace(b"AA.xlsx", "教".encode("gbk") + b".xlsx")
    (archive,) = read_bytes(data, "资料.zip").findings
    assert "里面有：教.xlsx。" in archive.message


def test_an_old_workbook_is_read_and_a_wrong_name_is_told() -> None:
    document = read_bytes(xls(), "填报.xlsx")
    assert document.container is Container.XLS
    assert texts(document) == [["任务", "完成", "比例"], ["招商", "30", "12.5%"]]
    assert [(f.code, f.effect) for f in document.findings] == [("file-type-differs-from-name", Effect.NONE)]
    assert read_bytes(xls(), "填报.xls").findings == ()


def test_a_workbook_named_xls_is_read() -> None:
    document = read_bytes(GOOD_XLSX, "填报.xls")
    assert texts(document) == [["任务", "完成"]]
    assert [f.code for f in document.findings] == ["file-type-differs-from-name"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_web_table_named_xls_is_read(encoding: str) -> None:
    document = read_bytes((HTML + "</body></html>").encode(encoding), "填报.xls")
    assert document.container is Container.HTML
    assert texts(document) == [["任务", "完成"], ["招商", "30"]]
    assert document.grids[0].header_rows == 1
    assert [f.code for f in document.findings] == ["file-type-differs-from-name"]


def test_tabbed_gbk_text_named_xls_is_read() -> None:
    document = read_bytes("任务\t完成\r\n招商\t30\r\n".encode("gbk"), "填报.xls")
    assert document.container is Container.CSV
    assert texts(document) == [["任务", "完成"], ["招商", "30"]]
    assert [f.code for f in document.findings] == ["file-type-differs-from-name", "encoding-not-utf8"]


def test_an_xml_spreadsheet_named_xls_is_read() -> None:
    document = read_bytes(XML_2003.encode(), "填报.xls")
    assert document.container is Container.XML_2003
    (grid,) = document.grids
    assert [[(c.row, c.column, c.text, c.hidden) for c in cells] for cells in grid.rows] == [
        [(1, 1, "任务", False), (1, 2, "完成", True), (1, 3, "说明", False), (1, 4, "", False)],
        [(3, 1, "招商", True), (3, 2, "12.5%", True), (3, 4, "2023/11/20", True), (3, 5, "#DIV/0!", True)],
    ]
    assert grid.rows[1][3].error == "#DIV/0!"
    assert grid.rows[1][1].value == 0.125
    assert grid.rows[0][3].anchor == (1, 3)


def test_a_workbook_that_openpyxl_wrote_equals_its_values(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["任务", "完成", "比例"])
    sheet.append(["招商", 30, 0.125])
    sheet["C2"].number_format = "0.0%"
    sheet["A3"] = "=B2/C2"
    book.save(tmp_path / "a.xlsx")
    document = read_document(tmp_path / "a.xlsx", name="甲/填报.xlsx")
    assert texts(document) == [["任务", "完成", "比例"], ["招商", "30", "12.5%"], [""]]
    assert document.grids[0].rows[2][0].uncached
    assert document.grids[0].rows[2][0].formula == "B2/C2"
    assert document.findings == ()


def test_a_missing_or_too_big_file_is_a_finding(tmp_path: Path) -> None:
    assert [f.code for f in read_document(tmp_path / "无.xlsx").findings] == ["file-missing"]
    (tmp_path / "大.csv").write_bytes(b"a,b\n" * 100)
    assert [f.code for f in read_document(tmp_path / "大.csv", limits=Limits(file_bytes=100)).findings] == ["file-too-large"]


def test_a_workbook_with_a_damaged_or_missing_part_is_refused_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD_XLSX)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in parts.items():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, data)
    document = read_bytes(out.getvalue(), "填报.xlsx")
    assert [f.code for f in document.findings] == ["file-part-damaged"]
    flipped = bytearray(GOOD_XLSX)
    with zipfile.ZipFile(io.BytesIO(GOOD_XLSX)) as package:
        info = package.getinfo("xl/worksheets/sheet1.xml")
    flipped[info.header_offset + 60] ^= 0xFF
    document = read_bytes(bytes(flipped), "填报.xlsx")
    assert document.blocks == ()
    assert document.findings[0].effect is Effect.FILE


def test_the_name_decides_nothing() -> None:
    for name in ("a.xlsx", "a.csv", "a.pdf", "a", ""):
        assert texts(read_bytes(docx(table(row("任务")) + para("甲")), name)) == [["任务"]]


def test_every_text_of_the_catalogue_is_chinese_and_says_what_to_do() -> None:
    for code, entry in CATALOGUE.items():
        assert code == code.lower().replace("_", "-")
        assert any("\u4e00" <= c <= "\u9fff" for c in entry.message)
        assert entry.message.endswith("。")
        assert entry.fix or entry.effect is not Effect.FILE
