"""Workbooks of today: values with their formats, merges, formulas, hidden rows, and what programs write wrong."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents.containers import Container
from ingest.documents.formulas import moved
from ingest.documents.grid import Cell, Document
from ingest.documents.number_formats import FormatKind, classify
from ingest.documents.places import column_letter, column_number
from ingest.documents.reader import Limits, read_bytes
from ingest.findings import Effect
from tests.unit.documents.workbook_builder import inline, number, styles, xlsx


def read(*sheets: str, **parts: object) -> Document:
    document = read_bytes(xlsx(*sheets, **parts), "填报.xlsx")  # type: ignore[arg-type]
    assert document.container is Container.XLSX
    assert not [f for f in document.findings if f.effect is Effect.FILE], document.findings
    return document


def one(document: Document, reference: str, grid: int = 0) -> Cell:
    letters = reference.rstrip("0123456789")
    at = (int(reference[len(letters) :]), column_number(letters))
    (found,) = [c for cells in document.grids[grid].rows for c in cells if (c.row, c.column) == at]
    return found


def codes(document: Document) -> list[str]:
    return [f.code for f in document.findings]


@pytest.mark.parametrize("dimension", ['<dimension ref="A1:A1"/>', '<dimension ref="A1"/>', ""])
def test_a_wrong_dimension_hides_no_row(dimension: str) -> None:
    rows = "".join(
        f'<row r="{r}">{"".join(number(f"{column_letter(c)}{r}", str(r * c)) for c in range(1, 9))}</row>' for r in range(1, 31)
    )
    document = read(f"{dimension}<sheetData>{rows}</sheetData>")
    (grid,) = document.grids
    assert len(grid.rows) == 30
    assert [len(cells) for cells in grid.rows] == [8] * 30
    assert one(document, "H30").value == 240
    assert document.reconciliation.rows == 30


def test_styled_emptiness_costs_nothing_and_a_gap_is_named() -> None:
    full = "".join(f'<row r="{r}">{number(f"A{r}", str(r))}</row>' for r in range(1, 21))
    blank = "".join(f'<row r="{r}" s="1" customFormat="1"><c r="A{r}" s="1"/></row>' for r in range(21, 621))
    rest = "".join(f'<row r="{r}">{number(f"A{r}", str(r))}</row>' for r in range(621, 626))
    wide = '<row r="700"><c r="A700" s="1"/><c r="XFD700" s="1"/></row><row r="60000"><c r="A60000" s="1"></c></row>'
    last = '<row r="1048576" s="1" customFormat="1"><c r="B1048576" s="1"/></row>'
    document = read(f"<sheetData>{full}{blank}{rest}{wide}{last}</sheetData>")
    (grid,) = document.grids
    assert len(grid.rows) == 25
    (gap,) = [f for f in document.findings if f.code == "blank-rows-inside"]
    assert "第 21 行到第 620 行" in gap.message
    assert gap.place.row == 21


def test_a_million_styled_rows_are_strained_out_before_parsing() -> None:
    empty = "".join(f'<row r="{r}" spans="1:2" s="3" customFormat="1"><c r="A{r}" s="3"/></row>' for r in range(3, 200_003))
    document = read(f'<sheetData><row r="1">{inline("A1", "任务")}</row>{empty}</sheetData>')
    assert [c.text for cells in document.grids[0].rows for c in cells] == ["任务"]


def test_five_ways_to_write_a_rate_stay_apart() -> None:
    sheet = (
        f'<sheetData><row r="1">{number("A1", "0.125", 1)}{inline("B1", "12.5%")}{number("C1", "12.5")}'
        f"{number('D1', '1', 2)}{inline('E1', '≥12.5%')}{number('F1', '7E-5', 3)}</row></sheetData>"
    )
    document = read(sheet, styles=styles("0.0%", "9", "0.00%"))
    cells = document.grids[0].rows[0]
    assert [c.text for c in cells] == ["12.5%", "12.5%", "12.5", "100%", "≥12.5%", "0.007%"]
    assert [c.value for c in cells] == [0.125, "12.5%", 12.5, 1, "≥12.5%", 7e-05]
    assert [c.number_format for c in cells] == ["0.0%", "General", "General", "0%", "General", "0.00%"]
    assert cells[0].place.text() == "进展情况!A1"


def test_merges_cover_positions_and_keep_the_value_once() -> None:
    sheet = (
        f'<sheetData><row r="1">{inline("A1", "任务")}{inline("B1", "本月")}</row>'
        f'<row r="2">{inline("B2", "计划")}{inline("C2", "完成")}</row>'
        f'<row r="3">{inline("A3", "招商")}{number("B3", "10")}{number("C3", "5")}</row>'
        f'<row r="4">{number("B4", "20")}<c r="C4"><v>99</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="A3:A4"/><mergeCell ref="C3:C4"/>'
        '<mergeCell ref="A9:XFD1048576"/></mergeCells>'
    )
    document = read(sheet)
    assert (one(document, "A1").row_span, one(document, "B1").column_span) == (2, 2)
    assert one(document, "C1").anchor == (1, 2)
    assert one(document, "A4").anchor == (3, 1)
    measure = one(document, "C4")
    assert (measure.anchor, measure.text, measure.value) == ((3, 3), "", None)
    assert len(document.grids[0].rows) == 4
    assert [(f.code, f.place.text(), f.seen) for f in document.findings] == [("cells-covered", "进展情况!C4", "99")]


def test_a_text_centred_across_blank_cells_covers_them() -> None:
    looks = styles("0").replace('<xf numFmtId="0" fontId="0"/></cellXfs>', "").replace("</cellXfs>", "")
    looks += '<xf numFmtId="0" fontId="0"><alignment horizontal="centerContinuous"/></xf></cellXfs>'
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="inlineStr" s="1"><is><t>本月</t></is></c><c r="B1" s="1"/><c r="C1" s="1"/>'
        f'<c r="D1" t="inlineStr" s="1"><is><t>上月</t></is></c><c r="E1"/></row>'
        f'<row r="2">{"".join(inline(f"{c}2", "数") for c in "ABCDE")}</row></sheetData>'
    )
    for padding in ("", "<!-- -->" + " " * (1 << 18)):
        document = read(sheet + padding, styles=looks)
        assert one(document, "A1").column_span == 3
        assert one(document, "C1").anchor == (1, 1)
        assert one(document, "D1").column_span == 1
        assert [c.column for c in document.grids[0].rows[0]] == [1, 2, 3, 4]


def test_formulas_with_stale_missing_and_wrong_results() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><f>D2/C2</f></c><c r="B1"><f>D2/C2</f><v></v></c>'
        f"{number('C1', '55', formula='SUM(D2:D9)')}"
        '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1" t="e"><v>#REF!</v></c>'
        '<c r="F1"><f>[1]Sheet1!A1</f><v>7</v></c><c r="G1" t="str"><f>IF(A1="","",1)</f><v></v></c>'
        '<c r="H1" t="str"><f>"甲"&amp;"乙"</f><v>甲乙</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" ref="C2:C4" si="0">A2*$B$1+SUM(A$1:B2)</f><v>1</v></c></row>'
        '<row r="3"><c r="C3"><f t="shared" si="0"/><v>2</v></c></row></sheetData>'
    )
    document = read(sheet)
    assert [one(document, f"{c}1").uncached for c in "ABCDEFGH"] == [True, True, False, False, False, False, False, False]
    assert (one(document, "C1").formula, one(document, "C1").value) == ("SUM(D2:D9)", 55)
    assert [one(document, f"{c}1").error for c in "DE"] == ["#DIV/0!", "#REF!"]
    assert (one(document, "G1").value, one(document, "H1").value) == ("", "甲乙")
    assert one(document, "C3").formula == "A3*$B$1+SUM(A$1:B3)"
    assert [(f.code, f.place.text()) for f in document.findings] == [("formula-external", "进展情况!F1")]


def test_hidden_rows_columns_and_sheets_are_read_and_marked() -> None:
    first = (
        '<cols><col min="2" max="3" hidden="1"/></cols>'
        f'<sheetData><row r="1">{number("A1", "1")}{number("B1", "2")}</row>'
        f'<row r="2" hidden="1">{number("A2", "3")}</row></sheetData>'
    )
    document = read(first, f'<sheetData><row r="1">{number("A1", "4")}</row></sheetData>', states=("visible", "veryHidden"))
    assert [one(document, r).hidden for r in ("A1", "B1", "A2")] == [False, True, True]
    assert [g.hidden for g in document.grids] == [False, True]
    assert codes(document) == []  # only a program can hide a sheet so
    plainly = read(first, f'<sheetData><row r="1">{number("A1", "4")}</row></sheetData>', states=("visible", "hidden"))
    assert codes(plainly) == ["sheet-hidden"]


def test_dates_by_format_and_by_workbook_epoch() -> None:
    made = styles("14", "yyyy&quot;年&quot;m&quot;月&quot;", "h:mm", "yyyy-mm-dd hh:mm", "[h]:mm", "57")
    sheet = (
        f'<sheetData><row r="1">{number("A1", "46082", 1)}{number("B1", "46082", 2)}{number("C1", "0.5", 3)}'
        f"{number('D1', '46082.75', 4)}{number('E1', '1.5', 5)}{number('F1', '46082', 6)}{number('G1', '46082')}"
        f'{number("H1", "-3", 1)}<c r="I1" t="d"><v>2026-03-01T00:00:00</v></c></row></sheetData>'
    )
    document = read(sheet, styles=made)
    cells = document.grids[0].rows[0]
    assert [c.value for c in cells] == [
        dt.date(2026, 3, 1),
        dt.date(2026, 3, 1),
        dt.time(12, 0),
        dt.datetime(2026, 3, 1, 18, 0),  # noqa: DTZ001 - files know no zone
        dt.timedelta(hours=36),
        dt.date(2026, 3, 1),
        46082,
        -3,
        dt.date(2026, 3, 1),
    ]
    assert [c.text for c in cells] == [
        "2026/3/1", "2026年3月", "12:00", "2026-03-01 18:00", "36:00:00", "2026年3月", "46082", "-3", "2026-03-01T00:00:00",
    ]  # fmt: skip
    assert codes(document) == ["date-invalid"]
    old = read(f'<sheetData><row r="1">{number("A1", "44620", 1)}</row></sheetData>', styles=made, properties='date1904="1"')
    assert old.grids[0].date_1904
    assert one(old, "A1").value == dt.date(2026, 3, 1)


def test_digits_are_kept_as_stored() -> None:
    sheet = (
        f'<sheetData><row r="1">{number("A1", "430500199001011234")}{number("B1", "4.3050019900101123E+17")}'
        f"{number('C1', '1.38E+10')}{number('D1', '0.30000000000000004')}"
        f"{number('E1', '-1234.5', 1)}{number('F1', '1E-7')}</row></sheetData>"
    )
    cells = read(sheet, styles=styles("4")).grids[0].rows[0]
    assert [c.text for c in cells] == ["430500199001011234", "430500199001011200", "13800000000", "0.3", "-1234.5", "0.0000001"]
    assert cells[0].value == 430500199001011234
    assert cells[3].value == 0.30000000000000004


def test_a_format_that_shrinks_what_it_shows_is_named() -> None:
    document = read(
        f'<sheetData><row r="1">{number("A1", "123456", 1)}</row></sheetData>', styles=styles("0!.0,&quot;万&quot;")
    )
    assert [(f.code, f.place.text(), f.seen) for f in document.findings] == [("number-format-scales", "进展情况!A1", "123456")]
    assert one(document, "A1").value == 123456


def test_strings_rich_phonetic_escaped_and_struck() -> None:
    strings = (
        "<si><t>任务</t></si>"
        "<si><r><t>完成</t></r><r><rPr><b/></rPr><t>30</t></r><rPh><t>wancheng</t></rPh><phoneticPr fontId='1'/></si>"
        "<si><t>上行_x000D_\n下行_x4E00_</t></si>"
        "<si><r><rPr><strike/></rPr><t>作废</t></r></si>"
        "<si><t/></si>"
        "<si><r><t>完成</t></r><r><rPr><strike/></rPr><t>20</t></r><r><t>30</t></r></si>"
    )
    cells = "".join(f'<c r="{c}1" t="s"><v>{i}</v></c>' for i, c in enumerate("ABCDEF"))
    document = read(f'<sheetData><row r="1">{cells}</row></sheetData>', strings=strings)
    row = document.grids[0].rows[0]
    assert [c.text for c in row] == ["任务", "完成30", "上行\n下行一", "", "", "完成30"]
    assert [c.struck for c in row] == ["", "", "", "作废", "", "20"]
    assert [(f.code, f.place.text()) for f in document.findings] == [
        ("text-struck", "进展情况!D1"), ("text-struck", "进展情况!F1"),
    ]  # fmt: skip


def test_a_struck_style_goes_for_numbers_and_for_runs_without_a_look_of_their_own() -> None:
    look = (
        "<fonts><font/><font><strike/></font></fonts>"
        '<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs>'
    )
    strings = "<si><r><t>3</t></r><r><rPr><sz val='9'/></rPr><t>4</t></r></si><si><t>34</t></si>"
    cells = (
        '<c r="A1" s="1"><v>34</v></c><c r="B1" s="1" t="s"><v>0</v></c><c r="C1" t="s"><v>0</v></c>'
        '<c r="D1" s="1" t="s"><v>1</v></c><c r="E1" s="1"><f>A1*2</f></c><c r="F1" s="1" t="inlineStr"><is><t>甲</t></is></c>'
    )
    document = read(f'<sheetData><row r="1">{cells}</row></sheetData>', strings=strings, styles=look)
    seen = [(c.text, c.value, c.struck, c.uncached) for c in document.grids[0].rows[0]]
    assert seen == [
        ("", None, "34", False), ("4", "4", "3", False), ("34", "34", "", False), ("", None, "34", False),
        ("", None, "", False), ("", None, "甲", False),
    ]  # fmt: skip


def test_raised_digits_are_written_raised() -> None:
    strings = (
        "<si><r><t>11</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r></si>"
        "<si><r><t>5m</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r></si>"
        "<si><r><t>PM</t></r><r><rPr><vertAlign val='subscript'/></rPr><t>2.5</t></r></si>"
        "<si><r><rPr><vertAlign val='superscript'/></rPr><t>34</t></r></si>"
    )
    cells = "".join(f'<c r="{c}1" t="s"><v>{i}</v></c>' for i, c in enumerate("ABCD"))
    document = read(f'<sheetData><row r="1">{cells}</row></sheetData>', strings=strings)
    assert [c.text for c in document.grids[0].rows[0]] == ["11¹", "5m²", "PM2.5", "34"]


def test_cells_without_addresses_and_with_a_prefix() -> None:
    document = read(
        '<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c r="C2"><v>3</v></c><c><v>4</v></c></row></sheetData>'
    )
    assert [(c.row, c.column, c.value) for cells in document.grids[0].rows for c in cells] == [
        (1, 1, 1),
        (1, 2, 2),
        (2, 3, 3),
        (2, 4, 4),
    ]


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        ('<sheetData><row r="1"><c r="A1"><v>1</v></c>', "file-part-damaged"),
        ('<sheetData><row r="1"><c r="A1" t="s"><v>5</v></c></row></sheetData>', "file-part-damaged"),
        ('<sheetData><row r="0"><c r="A1"><v>1</v></c></row></sheetData>', "table-malformed"),
        ('<sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData>', "table-malformed"),
        ('<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData>', "table-malformed"),
        ('<sheetData/><mergeCells><mergeCell ref="B2:A1"/></mergeCells>', "table-malformed"),
    ],
)
def test_a_damaged_sheet_refuses_the_whole_file(sheet: str, code: str) -> None:
    good = f'<sheetData><row r="1">{number("A1", "1")}</row></sheetData>'
    document = read_bytes(xlsx(good, sheet), "填报.xlsx")
    assert document.blocks == ()
    assert [(f.code, f.effect) for f in document.findings] == [(code, Effect.FILE)]


def test_caps_on_cells_rows_and_merges() -> None:
    rows = "".join(f'<row r="{r}">{number(f"A{r}", "1")}{number(f"B{r}", "1")}</row>' for r in range(1, 40))
    for limits in (Limits(cells=50), Limits(rows=20)):
        assert codes(read_bytes(xlsx(f"<sheetData>{rows}</sheetData>"), "a.xlsx", limits)) == ["file-too-large"]
    merge = '<mergeCell ref="A1:B30"/>'
    merges = f"<mergeCells>{merge * 30}</mergeCells>"
    assert codes(read_bytes(xlsx(f"<sheetData>{rows}</sheetData>{merges}"), "a.xlsx", Limits(cells=200))) == ["file-too-large"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", FormatKind.GENERAL),
        ("G/通用格式", FormatKind.GENERAL),
        ("@", FormatKind.TEXT),
        ("0.00%", FormatKind.PERCENT),
        ('0"%"', FormatKind.NUMBER),
        ("#,##0.00_);[Red](#,##0.00)", FormatKind.NUMBER),
        ("0.00E+00", FormatKind.NUMBER),
        ('0"年"', FormatKind.NUMBER),
        ('yyyy"年"m"月"d"日";@', FormatKind.DATE),
        ('[DBNum1][$-804]yyyy"年"m"月"d"日"', FormatKind.DATE),
        ("[$-F800]dddd, mmmm dd, yyyy", FormatKind.DATE),
        ("e/m/d", FormatKind.DATE),
        ("mm:ss", FormatKind.TIME),
        ("[h]:mm:ss", FormatKind.ELAPSED),
        ("[Red]0.0;[Blue]-0.0", FormatKind.NUMBER),
    ],
)
def test_kinds_of_number_formats(code: str, kind: FormatKind) -> None:
    assert classify(code).kind is kind


@given(st.integers(1, 16384))
def test_letters_and_numbers_of_columns_agree(column: int) -> None:
    assert column_number(column_letter(column)) == column


def test_moved_formulas_keep_strings_names_and_fixed_parts() -> None:
    assert moved("IF(A1=\"A1\",'A1 表'!B2,LOG10(C$3)+$D4)", 1, 1) == "IF(B2=\"A1\",'A1 表'!C3,LOG10(D$3)+$D5)"


def test_reading_needs_neither_pandas_nor_openpyxl(tmp_path: object) -> None:
    code = """
        import sys
        from ingest.documents.door import read_document
        heavy = {"pandas", "openpyxl", "numpy", "python_calamine", "pyarrow"} & set(sys.modules)
        sys.exit(1 if heavy else 0)
    """
    assert subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False).returncode == 0
