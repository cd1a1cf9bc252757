"""RTF: text in every way that programs write it, tables with their merges, what is hidden, struck, tracked or beside."""

from __future__ import annotations

import pytest

from ingest.documents.containers import Container
from ingest.documents.grid import Document, Grid
from ingest.documents.reader import Use, read_bytes

HEAD = (
    r"{\rtf1\ansi\ansicpg936\uc1"
    r"{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\froman\fcharset0 Times;}{\f2\fcharset136 M;}}"
)


def gbk(text: str) -> str:
    return "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in text.encode("gbk"))


def uni(text: str) -> str:
    """As Word writes it: the code as a signed number, and a mark for readers that do not know it."""
    out = []
    for letter in text:
        units = letter.encode("utf-16-le")
        for i in range(0, len(units), 2):
            code = int.from_bytes(units[i : i + 2], "little")
            out.append(f"\\u{code - 65536 if code > 32767 else code}?")
    return "".join(out)


def rtf(body: str) -> bytes:
    return (HEAD + body + "}").encode("ascii")


def row(*texts: str, rights: tuple[int, ...] = (), merges: tuple[str, ...] = (), more: str = "") -> str:
    rights = rights or tuple(2000 * n for n in range(1, len(texts) + 1))
    merges = merges or ("",) * len(texts)
    defined = "".join(f"{merge}\\cellx{right}" for merge, right in zip(merges, rights, strict=True))
    return rf"\trowd{more}\trleft0{defined}" + "".join(rf"\pard\intbl {text}\cell" for text in texts) + r"\row\pard "


def read(body: str) -> Document:
    return read_bytes(rtf(body), "清单.rtf")


def texts(grid: Grid) -> list[list[str | None]]:
    return [[None if c.anchor else c.text for c in cells] for cells in grid.rows]


def codes(document: Document) -> list[str]:
    return [f.code for f in document.findings]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (gbk("重点工作"), "重点工作"),
        (uni("重点工作"), "重点工作"),
        (r"\uc2\u37325\'d6\'d8\uc1" + gbk("点"), "重点"),
        (r"{\f1 5G" + gbk("站点") + "}", "5G站点"),  # the font says Latin, the file's code page Chinese
        (r"{\f2 \'ad\'ab\'c2\'49}", "重點"),
        (uni("𠮷村"), "𠮷村"),
        (r"\u8212\emdash 12\~34\_5\{a\}\\", "—12 34-5{a}\\"),
        (r"\ldblquote A\rdblquote\tab B\line C", "“A”\tB\nC"),
        ("ab\ncd\r\nef", "abcdef"),
    ],
)
def test_text_in_every_way_it_is_written(body: str, text: str) -> None:
    document = read(body + r"\par")
    assert [p.text for p in document.paragraphs] == [text]
    assert document.container is Container.RTF
    assert document.findings == ()


def test_paragraphs_numbers_and_headings() -> None:
    body = rf"\pard\outlinelevel0 {gbk('标题')}\par\pard{{\listtext\pard\plain 1.\tab}}{gbk('公路')}\par\pard\par {gbk('完')}"
    shown = [(p.number, p.text, p.heading_level, p.place.text()) for p in read(body).paragraphs]
    assert shown == [("", "标题", 1, "第1段"), ("1.", "公路", 0, "第2段"), ("", "完", 0, "第3段")]


def test_a_table_stands_between_paragraphs_with_its_merges() -> None:
    table = (
        row("a", "b", "", merges=(r"\clvmgf", r"\clmgf", r"\clmrg"), more=r"\trhdr")
        + row("", "d", "e", merges=(r"\clvmrg", "", ""))
        + row("f", "g", rights=(2000, 6000))
    )
    document = read(rf"x\par{table}y\par")
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds == ["Paragraph", "Grid", "Paragraph"]
    (grid,) = document.grids
    assert texts(grid) == [["a", "b", None], [None, "d", "e"], ["f", "g", None]]
    assert [(c.text, c.row_span, c.column_span) for c in grid.rows[0] if not c.anchor] == [("a", 2, 1), ("b", 1, 2)]
    assert grid.rows[2][1].column_span == 2
    assert grid.header_rows == 1
    assert grid.rows[1][2].place.text() == "表1 第2行 C列"
    assert document.findings == ()


def test_paragraphs_of_a_cell_are_lines_and_numbers_stay() -> None:
    cell = r"{\pntext 1.\tab}a\par b"
    assert texts(read(row(cell, "c")).grids[0]) == [["1. a\nb", "c"]]


def test_text_between_rows_makes_two_tables() -> None:
    document = read(row("a", "b") + r"x\par" + row("c", "d"))
    assert [g.place.table for g in document.grids] == [1, 2]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    inner = (
        r"\pard\intbl\itap2 in\nestcell{\*\nesttableprops\trowd\cellx900\nestrow}{\nonesttables\par}"
        r"\pard\intbl\itap2 two\nestcell{\*\nesttableprops\trowd\cellx900\nestrow}"
    )
    document = read(
        rf"\trowd\cellx2000\cellx4000\pard\intbl before\par{inner}\pard\intbl\itap1 after\cell\pard\intbl b\cell\row"
    )
    outer, nested = document.grids
    assert texts(outer) == [["before\nafter", "b"]]
    assert texts(nested) == [["in"], ["two"]]
    assert nested.nested_in == outer.rows[0][0].place


def test_what_a_merge_covers_is_told() -> None:
    document = read(row("a", "b", merges=(r"\clvmgf", "")) + row("old", "c", merges=(r"\clvmrg", "")))
    assert texts(document.grids[0]) == [["a", "b"], [None, "c"]]
    assert [(f.code, f.seen) for f in document.findings] == [("text-covered", "old")]


def test_raised_digits_are_written_raised() -> None:
    document = read(row(r"11{\super 1}", r"m\super 2\nosupersub  x"))
    assert texts(document.grids[0]) == [["11¹", "m² x"]]


def test_what_a_tracked_change_takes_from_a_cell_is_withdrawn() -> None:
    document = read(row(r"{\deleted\revauthdel1 3}{\revised\revauth1 4}", "x"))
    assert [(c.text, c.struck) for c in document.grids[0].rows[0]] == [("4", "3"), ("x", "")]


def test_hidden_struck_and_tracked_text() -> None:
    body = (
        r"{\*\revtbl{Unknown;}{" + gbk("张三") + r";}}a{\v secret}b\par{\strike gone}stays\par "
        r"n{\revised\revauth1 new}{\deleted\revauthdel1 old}m\par" + row(r"{\strike all}", "x")
    )
    document = read(body)
    assert [p.text for p in document.paragraphs] == ["ab", "stays", "nnewm"]
    assert [(c.text, c.struck) for c in document.grids[0].rows[0]] == [("", "all"), ("x", "")]
    assert codes(document) == ["text-struck", "tracked-changes-accepted", "text-hidden", "text-struck"]
    assert "张三，共 2 处" in document.findings[1].message


def test_what_stands_beside_the_text_is_counted() -> None:
    body = (
        r"{\header h\par}{\footer 1\par}a{\footnote note}{\*\annotation c}{\pict\wmetafile8 0102ff}"
        r"{\*\shppict{\pict\pngblip 89}}{\nonshppict{\pict 01}}{\object{\result r}}"
        r"{\shp{\*\shpinst{\shptxt box\par}}}{\field{\*\fldinst PAGE}{\fldrslt 7}}{\*\unknown u}{\info{\title t}}b\par"
    )
    document = read(body)
    assert [p.text for p in document.paragraphs] == ["a7b"]
    told = {f.message[4:].split(" ")[0]: f.code for f in document.findings}
    assert set(told.values()) == {"notes-ignored", "picture-ignored", "embedded-ignored"}
    assert any("图片 2 张" in f.message for f in document.findings)
    assert any("文本框中的文字 1 处" in f.message for f in document.findings)


def test_bytes_of_no_code_page_are_never_guessed() -> None:
    document = read(r"a\'ffb\par")
    assert [p.text for p in document.paragraphs] == ["a\ufffdb"]
    assert codes(document) == ["text-letters-unknown"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (rtf(r"a\par")[:-1], "file-truncated"),
        (rtf(r"\trowd\cellx900\pard\intbl a\cell"), "file-truncated"),
        (rtf(r"\trowd\cellx900\pard\intbl a\cell b\cell\row"), "table-malformed"),
        (rtf(r"\trowd\cellx900\cellx900\pard\intbl a\cell b\cell\row"), "table-malformed"),
        (rtf("{" * 600 + "}" * 600), "file-too-large"),
        (rtf(r"\pard\intbl\itap9 a\nestcell"), "file-too-large"),
        (rtf(""), "file-blank"),
    ],
)
def test_what_is_broken_or_too_much_is_refused(data: bytes, code: str) -> None:
    document = read_bytes(data, "清单.rtf")
    assert codes(document) == [code]
    assert document.blocks == ()


def test_more_control_words_than_any_paper_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.documents.rtf.tokens._MOST_TOKENS", 1000)
    assert codes(read_bytes(rtf(r"\b" * 1000 + "a"), "清单.rtf")) == ["file-too-large"]


def test_binary_data_is_stepped_over_and_a_file_of_it_is_refused() -> None:
    document = read_bytes(rtf(r"a{\pict\bin9 {}{}\cell9}b\par"), "清单.rtf")
    assert [p.text for p in document.paragraphs] == ["ab"]
    big = HEAD.encode() + rb"{\pict\bin30000000 " + bytes(30_000_000) + rb"}a\par}"
    assert [p.text for p in read_bytes(big, "清单.rtf").paragraphs] == ["a"]


def test_its_cells_are_its_own_so_it_may_give_figures() -> None:
    document = read_bytes(rtf(row("a", "12")), "填报.doc", use=Use.FIGURES)
    assert texts(document.grids[0]) == [["a", "12"]]
    assert document.findings == ()
