"""Comments on cells, in every container that has them: where they stand, who wrote them, and no more of them than is good."""

from __future__ import annotations

import struct
import tracemalloc

import pytest

from ingest.documents.grid import Document
from ingest.documents.limits import DEFAULT_LIMITS
from ingest.documents.notes import MOST_NOTES
from ingest.documents.reader import read_bytes
from ingest.documents.xls import read_xls
from tests.unit.documents import docx_builder, ods_builder
from tests.unit.documents.docx_builder import rels
from tests.unit.documents.test_xls_limits import record, stream
from tests.unit.documents.workbook_builder import MAIN, inline, xlsx

NOTE = ("H5", "张三", "更正：应为1600")
_REL = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"


def notes(document: Document) -> list[tuple[str, str, str]]:
    return [(n.place.text(), n.author, n.text) for grid in document.grids for n in grid.notes]


def comments(*listed: tuple[str, str, str]) -> bytes:
    authors = "".join(f"<author>{author}</author>" for _, author, _ in listed)
    texts = ""
    for number, (reference, author, text) in enumerate(listed):
        lead = f"<r><rPr><b/></rPr><t>{author}:</t></r>" if author and not author.startswith("tc=") else ""
        runs = f'{lead}<r><t xml:space="preserve">\n{text}</t></r>'
        texts += f'<comment ref="{reference}" authorId="{number}"><text>{runs}</text></comment>'
    return f'<comments xmlns="{MAIN}"><authors>{authors}</authors><commentList>{texts}</commentList></comments>'.encode()


def workbook(**parts: bytes) -> bytes:
    """A workbook of one cell with parts that belong to its sheet, by the kind of their relationship."""
    files = {
        "comments": "xl/comments1.xml",
        "threadedComment": "xl/threadedComments/threadedComment1.xml",
        "person": "xl/persons/person.xml",
    }
    links = rels(*((kind, f"/{files[kind]}") for kind in parts if kind in files)).replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/threadedComment", _REL
    )
    extra = {files[kind]: data for kind, data in parts.items() if kind in files}
    return xlsx(
        f'<sheetData><row r="5">{inline("H5", "1559")}</row></sheetData>',
        extra={**extra, "xl/worksheets/_rels/sheet1.xml.rels": links.encode()},
    )


def test_notes_of_a_workbook() -> None:
    document = read_bytes(workbook(comments=comments(NOTE, ("B9", "", "空格上的话"))), "a.xlsx")
    assert notes(document) == [("进展情况!H5", "张三", "更正：应为1600"), ("进展情况!B9", "", "空格上的话")]
    assert document.findings == ()


def test_a_threaded_comment_counts_and_not_what_stands_for_it() -> None:
    name = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    threads = (
        f'<ThreadedComments xmlns="{name}">'
        '<threadedComment ref="H5" personId="p1" id="a"><text>应为1600</text></threadedComment>'
        '<threadedComment ref="H5" personId="p2" id="b" parentId="a"><text>同意</text></threadedComment></ThreadedComments>'
    )
    stands_for = "[线程批注]\n\n你的Excel版本可读取此线程批注。\n\n注释:\n    应为1600"
    people = f'<personList xmlns="{name}"><person displayName="张三" id="p1" userId="z" providerId="None"/></personList>'
    data = workbook(comments=comments(("H5", "tc={1}", stands_for)), threadedComment=threads.encode(), person=people.encode())
    assert notes(read_bytes(data, "a.xlsx")) == [("进展情况!H5", "张三", "应为1600"), ("进展情况!H5", "", "同意")]
    alone = read_bytes(workbook(comments=comments(("H5", "tc={1}", stands_for))), "a.xlsx")
    assert notes(alone) == [("进展情况!H5", "", "应为1600")]


def test_comments_that_are_damaged_cost_no_workbook() -> None:
    document = read_bytes(workbook(comments=b"<comments><authors>"), "a.xlsx")
    assert document.grids[0].rows[0][0].text == "1559"
    assert [f.code for f in document.findings] == ["notes-unreadable"]


def test_more_comments_than_are_good_are_counted() -> None:
    listed = [(f"A{i}", "甲", f"第{i}条") for i in range(1, MOST_NOTES + 501)]
    document = read_bytes(workbook(comments=comments(*listed)), "a.xlsx")
    assert len(document.grids[0].notes) == MOST_NOTES
    assert [(f.code, "其余 500 条" in f.message) for f in document.findings] == [("notes-too-many", True)]


def test_annotations_of_an_opendocument_workbook() -> None:
    space = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    lines = "<text:p>更正：</text:p><text:p>应为1600</text:p>"
    note = f"<office:annotation {space}><dc:creator>张三</dc:creator>{lines}</office:annotation>"
    filled = f'<table:table-cell office:value-type="float" office:value="1559">{note}<text:p>1559</text:p></table:table-cell>'
    blank = f"<table:table-cell>{note}</table:table-cell>"
    data = ods_builder.ods(ods_builder.sheet(ods_builder.row(filled, blank)))
    document = read_bytes(data, "a.ods")
    assert [c.text for c in document.grids[0].rows[0]] == ["1559"]
    assert notes(document) == [("进展情况!A1", "张三", "更正：\n应为1600"), ("进展情况!B1", "张三", "更正：\n应为1600")]


def test_comments_of_an_xml_spreadsheet() -> None:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    cell = (
        '<Cell><Data ss:Type="Number">1559</Data><Comment ss:Author="张三"><ss:Data xmlns="http://www.w3.org/TR/REC-html40">'
        "<B>张三:</B><Font>应为1600</Font></ss:Data></Comment></Cell>"
    )
    table = f'<Worksheet ss:Name="进展情况"><Table><Row>{cell}</Row></Table></Worksheet>'
    data = f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">{table}</Workbook>'.encode()
    assert notes(read_bytes(data, "a.xml")) == [("进展情况!A1", "张三", "应为1600")]


def test_comments_on_cells_of_a_word_table() -> None:
    said = {7: ("张三", "应为1600"), 8: ("李四", "正文里的")}
    listed = "".join(
        f'<w:comment w:id="{i}" w:author="{author}">{docx_builder.para(text)}</w:comment>' for i, (author, text) in said.items()
    )
    part = f"<w:comments {docx_builder.W}>{listed}</w:comments>"

    def on(number: int) -> str:
        return docx_builder.para(
            f'<w:commentRangeStart w:id="{number}"/>', "1559", f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    body = on(8) + docx_builder.table(docx_builder.row("甲", docx_builder.cell(on(7))))
    data = docx_builder.docx(body, extra={"word/comments.xml": part.encode()})
    document = read_bytes(data, "a.docx")
    assert [c.text for c in document.grids[0].rows[0]] == ["甲", "1559"]
    assert notes(document) == [("表1 第1行 B列", "张三", "应为1600")]


def _xls_note(text: str, author: str, number: int = 1) -> bytes:
    """The records of a comment on H5: an object, its text, the cell it stands on."""
    letters, name = text.encode("utf-16-le"), author.encode("utf-16-le")
    return (
        record(0x5D, struct.pack("<4H", 0x15, 0x12, 0x19, number) + bytes(14))
        + record(0x1B6, struct.pack("<6H", 0, 0, 0, 0, 0, len(text)) + bytes(6))
        + record(0x3C, b"\x01" + letters)
        + record(0x1C, struct.pack("<4HHB", 4, 7, 0, number, len(author), 1) + name + b"\0")
    )


def test_notes_of_an_old_workbook() -> None:
    document = read_xls(stream(sheet_more=_xls_note("张三:\n应为1600", "张三")), DEFAULT_LIMITS)
    assert notes(document) == [("进展情况!H5", "张三", "应为1600")]


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_notes_that_are_cut_say_nothing_and_break_nothing(cut: int) -> None:
    whole = _xls_note("应为1600", "张三")
    kind, size = struct.unpack_from("<HH", whole)
    body = whole[4 : 4 + min(size, cut)]
    document = read_xls(stream(sheet_more=record(kind, body) + record(0x1C, whole[-20:][:cut])), DEFAULT_LIMITS)
    assert notes(document) == []


def test_a_text_of_a_hundred_thousand_runs_is_put_together_once() -> None:
    runs = "".join(f"<r><rPr>{'<strike/>' if i % 2 else ''}</rPr><t>{i % 10}</t></r>" for i in range(100_000))
    cells = "".join(f'<c r="A{i}" t="s"><v>0</v></c>'.join((f'<row r="{i}">', "</row>")) for i in range(1, 201))
    tracemalloc.start()
    try:
        document = read_bytes(xlsx(f"<sheetData>{cells}</sheetData>", strings=f"<si>{runs}</si>"), "a.xlsx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    (first,) = document.grids[0].rows[0]
    assert (len(first.text), len(first.struck)) == (50_000, 50_000)
    assert peak < 128 << 20
