"""Delimited text: encodings, delimiters, quotes, ragged lines; and the ways in which mojibake must not get in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.documents.containers import Container
from ingest.documents.encoding import decode
from ingest.documents.grid import Document
from ingest.documents.limits import Refusal
from ingest.documents.reader import read_bytes
from ingest.documents.wrapped_lines import unwrapped
from ingest.findings import Effect

ROWS = [["任务编号", "名称", "累计完成"], ["1-1", "招商引资", "30"], ["1-2", "稳就业", "4,500"]]
TEXT = '任务编号,名称,累计完成\r\n1-1,招商引资,30\r\n1-2,稳就业,"4,500"\r\n'
RARE = TEXT.replace("招商引资", "㐂𠮷镇")


def cells(document: Document) -> list[list[str]]:
    return [[c.text for c in row] for grid in document.grids for row in grid.rows]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gbk"),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.replace(",", "\t").replace('"4\t500"', "4,500").encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.replace(",", "\t").replace('"4\t500"', "4,500").encode("utf-16-be"),
        TEXT.replace(",", "\t").replace('"4\t500"', "4,500").encode("utf-16-le"),
        TEXT.replace("\r\n", "\n").encode(),
        TEXT.replace("\r\n", "\r").encode(),
        b"sep=,\r\n" + TEXT.encode(),
        TEXT.replace(",", ";").replace('"4;500"', '"4,500"').encode(),
    ],
)
def test_one_table_in_every_encoding_and_delimiter(data: bytes) -> None:
    document = read_bytes(data, "填报.csv")
    assert document.container is Container.CSV
    assert cells(document) == ROWS
    assert not [f for f in document.findings if f.effect is not Effect.NONE]


WIDE = "填报单位：区住建局\n编号，名称，区域，单位，累计完成\n1，招商引资，青溪县，个，30\n2，稳就业，，人，\n"


@pytest.mark.parametrize("delimiter", ["，", "；", "、", "｜", "|", "\t", ";"])
def test_signs_of_prose_part_a_table_whose_lines_all_have_as_many(delimiter: str) -> None:
    document = read_bytes(WIDE.replace("，", delimiter).encode(), "填报.csv")
    assert document.container is Container.CSV
    assert cells(document)[1:] == [
        ["编号", "名称", "区域", "单位", "累计完成"],
        ["1", "招商引资", "青溪县", "个", "30"],
        ["2", "稳就业", "", "人", ""],
    ]


def test_a_line_below_the_table_need_not_be_parted() -> None:
    assert cells(read_bytes(f"{WIDE}填表人：某某\n".encode(), "填报.csv"))[-1] == ["填表人：某某"]


@pytest.mark.parametrize(
    "text",
    [
        WIDE.replace("稳就业", "稳就业，保民生"),
        WIDE.replace("2，稳就业，，人，", "2，稳就业"),
        "加强领导，压实责任，强化督导，严格考核，确保实效\n各单位要高度重视，认真落实。\n",
        "一是加强领导，二是强化督导，三是严格考核，四是狠抓落实，五是总结\n",
    ],
)
def test_a_sign_of_prose_is_no_delimiter_where_lines_differ(text: str) -> None:
    document = read_bytes(text.encode(), "填报.csv")
    assert (document.container, document.grids) == (Container.TEXT, ())
    assert document.paragraphs


MIXED = "编号,名称,区域,单位,本期,累计\n1,招商引资,全市,个,3,30\n2,稳就业,全市,人,,12\n3,保交楼,全市,套,1,5\n"


@pytest.mark.parametrize(("line", "sign"), [(1, "，"), (2, "，"), (3, "、"), (4, "|"), (3, "\t"), (2, "；")])
def test_a_row_that_another_sign_parts_refuses_the_file(line: int, sign: str) -> None:
    lines = MIXED.split("\n")
    lines[line - 1] = lines[line - 1].replace(",", sign)
    (found,) = read_bytes("\n".join(lines).encode(), "填报.csv").findings
    assert (found.code, found.effect, found.place.row) == ("separator-mixed", Effect.FILE, line)
    assert f"第 {line} 行" in found.message


@pytest.mark.parametrize(
    "note",
    [
        "注：一、本表数据，均为快报数，以统计局，公布的为准，如有，出入，再行更正。",
        "合计",
        "加强，领导，压实，责任，强化，督导",
    ],
)
def test_a_note_with_commas_is_no_row(note: str) -> None:
    document = read_bytes(f"{MIXED}{note}\n".encode(), "填报.csv")
    assert cells(document)[-1] == [note]


def _line(line: str) -> str:
    return '"' + line.replace('"', '""') + '"'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_that_were_each_quoted_as_a_whole(delimiter: str, end: str) -> None:
    rows = [
        ["编号", "名称", "区域", "进展", "累计完成"],
        ["1", "招商引资", "", '推进"一号工程"', "30"],
        ["2", "稳就业", "全市", "无", "4"],
    ]
    lines = [delimiter.join(f'"{c.replace(chr(34), chr(34) * 2)}"' if '"' in c else c for c in row) for row in rows]
    document = read_bytes((end.join(map(_line, lines)) + end).encode(), "填报.csv")
    assert cells(document) == rows
    plain = [line.replace('"', "") for line in lines]
    document = read_bytes("\n".join(f'"{line}"' for line in plain).encode(), "填报.csv")
    assert [row[4] for row in cells(document)] == ["累计完成", "30", "4"]


@pytest.mark.parametrize(
    "text", ['"十四五"规划，稳步推进\n"一号工程"已开工\n', '"a","b"\n"1","2"\n', '"只有一行"\n', '"没有配对\n第二行\n']
)
def test_quotes_that_wrap_no_line_are_left(text: str) -> None:
    assert unwrapped(text) == text


@given(st.lists(st.text(alphabet='甲乙1,"，\n ', min_size=1, max_size=8), min_size=1, max_size=5))
def test_wrapping_is_taken_off_exactly(lines: list[str]) -> None:
    kept = ["甲", *lines]
    assert unwrapped("\n".join(map(_line, kept)) + "\n") == "\n".join(kept) + "\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_known_by_its_commas(encoding: str) -> None:
    text = "编号,名称,区域,单位,累计完成\n一,第一批　旧区,全市,个,30\n"  # the lower byte of 一 and of the wide blank is zero
    assert cells(read_bytes(text.encode(encoding), "填报.csv"))[1] == ["一", "第一批　旧区", "全市", "个", "30"]


def test_rare_characters_survive_gb18030() -> None:
    assert cells(read_bytes(RARE.encode("gb18030"), "a.csv"))[1][1] == "㐂𠮷镇"
    assert decode(RARE.encode("gb18030")).encoding == "gb18030"


def test_utf8_is_never_read_as_gb18030() -> None:
    data = ("a,b\n" + "1,2\n" * 1500 + "中,中文\n").encode()
    assert data.decode("gb18030", "replace") != data.decode()
    assert cells(read_bytes(data, "a.csv"))[-1] == ["中", "中文"]


def test_one_chinese_cell_in_gbk() -> None:
    assert cells(read_bytes("a,b\n1,中\n".encode("gbk"), "a.csv")) == [["a", "b"], ["1", "中"]]
    # 隆 is also a well-formed UTF-8 letter
    assert cells(read_bytes("a,b\n1,隆\n".encode("gbk"), "a.csv")) == [["a", "b"], ["1", "隆"]]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["任务,完成".encode(), "招商,30".encode("gbk"), "就业,40".encode(), "环保,50".encode()], 2),
        (["任务,完成".encode("gbk"), "招商,30".encode("gbk"), "就业,40".encode()], 3),
        (["任务,完成".encode(), b"a,1", "招商,30".encode() + b"\x85"], 3),
        (["任务,完成".encode(), "招商,30".encode()[:2]], 2),
    ],
)
def test_a_mixed_file_is_refused_with_its_line(lines: list[bytes], line: int) -> None:
    document = read_bytes(b"\n".join(lines), "填报.csv")
    assert document.blocks == ()
    (found,) = document.findings
    assert (found.code, found.effect, found.place.row) == ("encoding-mixed", Effect.FILE, line)
    assert f"第 {line} 行" in found.message


def test_a_lone_byte_without_any_chinese_is_refused_with_its_line() -> None:
    document = read_bytes(b"a,b\n1,2\x85", "a.csv")
    assert [(f.code, f.place.row) for f in document.findings] == [("encoding-unknown", 2)]


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("任務編號,任務名稱,區域,計量單位,累計完成\n重點項目-3,老舊小區改造,北塔區,個,10\n", "big5", "繁体中文 Big5"),
        (
            "番号,名称,地域,単位,累計\n1,住宅の改修工事,東京都,件,十\n2,予算の収入について,ｵｵｻｶﾌ,万円,1250\n",
            "shift_jis",
            "日文 Shift-JIS",
        ),
    ],
)
def test_the_likely_encoding_is_named_and_nothing_is_read_by_it(text: str, encoding: str, name: str) -> None:
    document = read_bytes(text.encode(encoding) * 3, "填报.csv")
    (found,) = document.findings
    assert (found.code, document.blocks) == ("encoding-unknown", ())
    assert f"（可能是{name} 编码）" in found.message
    assert "UTF-8" in found.fix


def test_too_little_text_names_no_encoding() -> None:
    (found,) = read_bytes("區域,計量\n個,戶\n".encode("big5"), "填报.csv").findings
    assert found.code == "encoding-unknown"
    assert "可能" not in found.message


def test_ragged_lines_keep_their_cells_and_places() -> None:
    text = (
        '附件1\n单位：万元\n编号,名称,,完成,备注,备注\n1,甲,,10,无,\n2,乙,,1,234,无,\n3,丙,,20,"上行\n下行",;;;\n'
        "，，，\n\n4,丁,,30,,\n"
    )
    document = read_bytes(text.encode(), "填报.csv")
    rows = cells(document)
    assert rows[2] == ["编号", "名称", "", "完成", "备注", "备注"]
    assert rows[4] == ["2", "乙", "", "1", "234", "无", ""]
    assert rows[5] == ["3", "丙", "", "20", "上行\n下行", ";;;"]
    assert rows[6] == ["，，，"]
    extra = document.grids[0].rows[4][6]
    assert extra.place.text() == "第5行 G列"
    assert [f.place.row for f in document.findings if f.code == "line-ragged"] == [5, 7]
    assert document.grids[0].rows[-1][0].row == 9
    assert document.reconciliation.skipped == (("空白行", 1),)
    assert document.reconciliation.rows == 9


def test_a_quote_that_never_ends_is_refused() -> None:
    text = '编号,名称\n1,"甲\n' + "".join(f"{n},乙\n" for n in range(2, 400))
    document = read_bytes(text.encode(), "填报.csv")
    assert [f.code for f in document.findings] == ["quote-unclosed"]
    assert "第 2 行" in document.findings[0].message
    short = read_bytes('编号,名称\n1,"甲\n2,乙\n'.encode(), "填报.csv")
    assert [f.code for f in short.findings] == ["quote-unclosed"]


def test_a_quote_that_swallows_whole_records_is_refused() -> None:
    text = '编号,名称,完成\n1,"甲,3\n2,乙,4\n3,"丙",5\n4,丁,6\n5,戊,7\n'
    document = read_bytes(text.encode(), "填报.csv")
    assert [f.code for f in document.findings] == ["quote-unclosed"]


def test_a_short_table_under_many_titles_is_a_table() -> None:
    text = "附件1\n任务进展表\n报告期：2023-11\n填报单位：区发改局\n编号,名称,本期,累计\n1,招商,5,30\n"
    assert cells(read_bytes(text.encode(), "填报.csv"))[-2:] == [["编号", "名称", "本期", "累计"], ["1", "招商", "5", "30"]]


def test_sentences_with_commas_are_no_table() -> None:
    text = (
        "——年计划完成产值48亿元以上,1—9月完成35.6亿元,同比增长3.1%,全年预计完成47亿元。\n"
        "——年计划完成收入12.5亿元,1—10月完成9.6亿元,同比增长5.02%,全年预计完成12.5亿元。\n"
        "——年计划投资增长8%以上,1—10月完成131.4亿元,同比增长6.6%,全年预计增长7.0%。\n"
    )
    document = read_bytes(text.encode(), "a.txt")
    assert document.container is Container.TEXT
    assert len(document.paragraphs) == 3


@given(
    st.lists(
        st.lists(st.text('招商引资ab1，。 ,\n";|中', max_size=6), min_size=3, max_size=3),
        min_size=3,
        max_size=6,
    ),
    st.sampled_from(["utf-8", "gb18030", "utf-8-sig", "utf-16"]),
)
@example([[";", ";", ";"]] * 4, "utf-8")
def test_what_a_csv_writer_wrote_is_read_back(rows: list[list[str]], encoding: str) -> None:
    import csv
    import io

    out = io.StringIO()
    header = ["任务编号", "名称", "累计完成"]
    csv.writer(out).writerows([header, *rows])
    document = read_bytes(out.getvalue().encode(encoding), "a.csv")
    kept = [r for r in rows if any(f.strip() for f in r)]
    assert cells(document) == [header, *kept]


@given(st.text(min_size=1), st.sampled_from(["utf-8", "gb18030"]))
def test_decoding_never_gives_other_characters(text: str, encoding: str) -> None:
    """Whatever comes out is what went in, or a refusal; Latin letters alone may be read as GBK."""
    try:
        found = decode(text.encode(encoding))
    except Refusal:
        return
    except UnicodeEncodeError:
        return
    if any("\u4e00" <= c <= "\u9fff" for c in text) and encoding == "utf-8":
        assert found.text == text.removeprefix("\ufeff")
