"""OpenDocument workbooks: the same facts of a cell as from any other workbook."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.documents.containers import Container
from ingest.documents.grid import Cell, Document
from ingest.documents.limits import Limits
from ingest.documents.reader import Use, read_bytes
from tests.unit.documents.ods_builder import TYPE, cell, ods, row, sheet

STYLES = """
<number:percentage-style style:name="N1"><number:number number:decimal-places="1"/><number:text>%</number:text></number:percentage-style>
<number:date-style style:name="N2"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text></number:date-style>
<number:number-style style:name="N3"><number:number number:decimal-places="2" number:display-factor="1000"/></number:number-style>
<number:number-style style:name="N4"><number:number number:decimal-places="0"/><number:text>万元</number:text></number:number-style>
<number:number-style style:name="N5P0"><number:number number:decimal-places="0"/><number:text>户</number:text></number:number-style>
<number:number-style style:name="N5"><number:text>-</number:text><number:number number:decimal-places="0"/>
<style:map style:condition="value()&gt;=0" style:apply-style-name="N5P0"/></number:number-style>
<style:style style:name="percent" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="month" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="thousands" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="unit" style:family="table-cell" style:data-style-name="N4"/>
<style:style style:name="signed" style:family="table-cell" style:data-style-name="N5"/>
<style:style style:name="struck" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="child" style:family="table-cell" style:parent-style-name="struck"/>
<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>
"""  # noqa: E501 - as the program writes it


def styled(name: str) -> str:
    return f'table:style-name="{name}"'


def read(*rows: str, **given: str) -> Document:
    return read_bytes(ods(sheet(*rows, **given), styles=STYLES), "填报.ods")


def only(document: Document) -> Cell:
    ((found,),) = document.grids[0].rows
    return found


def texts(document: Document) -> list[list[str]]:
    return [[c.text for c in cells] for grid in document.grids for cells in grid.rows]


def test_texts_and_their_places() -> None:
    document = read(row(cell("任务"), cell("完成")), row(cell("两行\n文字"), cell("", ""), cell("30", "float", 30)))
    assert document.container is Container.ODS
    assert texts(document) == [["任务", "完成"], ["两行\n文字", "30"]]
    assert [(c.row, c.column, c.place.text()) for c in document.grids[0].rows[1]] == [
        (2, 1, "进展情况!A2"),
        (2, 3, "进展情况!C2"),
    ]
    assert document.findings == ()


@pytest.mark.parametrize(
    ("given", "text", "value", "number_format"),
    [
        (cell("30.0", "float", 30), "30", 30, "General"),
        (cell("12.5%", "percentage", 0.125, styled("percent")), "12.5%", 0.125, "0.0%"),
        (cell("13%", "percentage", 0.125), "12.5%", 0.125, "0%"),
        (cell("5万元", "float", 5, styled("unit")), "5", 5, '0"万元"'),
        (cell("7户", "float", 7, styled("signed")), "7", 7, '0"户"'),
        (cell("2023年11月", "date", "2023-11-20", styled("month")), "2023年11月", dt.date(2023, 11, 20), 'yyyy"年"m"月"'),
        (cell("20.11.23", "date", "2023-11-20"), "2023-11-20", dt.date(2023, 11, 20), "General"),
        (cell("10:30", "time", "PT10H30M00S"), "10:30:00", dt.time(10, 30), "General"),
        (cell("30:00", "time", "PT30H00M00S"), "1 day, 6:00:00", dt.timedelta(hours=30), "General"),
        (cell("WAHR", "boolean", "true"), "TRUE", True, "General"),
        (cell("约30", "string"), "约30", "约30", "General"),
        (cell("何时", "date", "never"), "何时", "何时", "General"),
    ],
)
def test_values_are_read_as_stored(given: str, text: str, value: object, number_format: str) -> None:
    found = only(read(row(given)))
    assert (found.text, found.value, found.number_format) == (text, value, number_format)


def test_a_format_that_shows_less_than_is_stored_is_told() -> None:
    document = read(row(cell("12.00", "float", 12000, styled("thousands"))))
    assert only(document).text == "12000"
    assert [f.code for f in document.findings] == ["number-format-scales"]


def test_formulas_keep_their_results_and_say_when_there_is_none() -> None:
    formula = 'table:formula="of:=SUM([.B2:.C2];[$甲.A1])"'
    document = read(
        row(cell("60", "float", 60, formula), cell("", "", None, formula)),
        row(cell("#DIV/0!", "string", None, 'table:formula="of:=[.B2]/0" calcext:value-type="error"')),
        row(cell("8", "float", 8, "table:formula=\"of:='file:///甲.ods'#$甲.A1\"")),
    )
    (done, never), (wrong,), (far,) = document.grids[0].rows
    assert (done.text, done.formula, done.uncached) == ("60", "SUM(B2:C2,$甲!A1)", False)
    assert (never.text, never.value, never.uncached) == ("", None, True)
    assert (wrong.text, wrong.value, wrong.error, wrong.formula) == ("#DIV/0!", None, "#DIV/0!", "B2/0")
    assert far.value == 8
    assert [f.code for f in document.findings] == ["formula-external"]


def test_merges_cover_and_what_they_hide_is_told() -> None:
    spans = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    hides = "<table:covered-table-cell office:value-type='string'><text:p>旧数</text:p></table:covered-table-cell>"
    covered = "<table:covered-table-cell/>"
    document = read(row(cell("合并", more=spans), covered, cell("旁")), row(hides, covered))
    (first, second, _), (third, fourth) = document.grids[0].rows
    assert (first.text, first.row_span, first.column_span) == ("合并", 2, 2)
    assert [c.anchor for c in (second, third, fourth)] == [(1, 1)] * 3
    assert [(f.code, f.seen) for f in document.findings] == [("cells-covered", "旧数")]


def test_what_is_hidden_or_struck_is_known() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    partly = (
        '<table:table-cell office:value-type="string"><text:p>完成<text:span text:style-name="T1">30</text:span>40所</text:p>'
        "</table:table-cell>"
    )
    document = read(
        row(cell("甲"), cell("乙")),
        row(cell("丙"), more='table:visibility="filter"'),
        f'<table:table-row-group table:display="false">{row(cell("丁"))}</table:table-row-group>',
        row(cell("删", more=styled("child"))),
        row(partly),
        columns=columns,
    )
    shown = [[(c.text, c.hidden, c.struck) for c in cells] for cells in document.grids[0].rows]
    assert shown == [
        [("甲", False, ""), ("乙", True, "")],
        [("丙", True, "")],
        [("丁", True, "")],
        [("", False, "删")],
        [("完成40所", False, "30")],
    ]
    assert [(f.code, f.place.text()) for f in document.findings] == [
        ("text-struck", "进展情况!A4"), ("text-struck", "进展情况!A5"),
    ]  # fmt: skip
    assert "“30”" in document.findings[1].message


def test_a_number_that_is_struck_is_none_and_raised_digits_are_no_digits_of_it() -> None:
    raised = '<text:p>11<text:span text:style-name="T2">1</text:span></text:p>'
    document = read(
        row(cell("34", "float", 34, styled("struck"))),
        row(f'<table:table-cell office:value-type="string">{raised}</table:table-cell>'),
    )
    shown = [(c.text, c.value, c.struck) for cells in document.grids[0].rows for c in cells]
    assert shown == [("", None, "34"), ("11¹", "11¹", "")]


def test_a_hidden_sheet_is_read_and_told() -> None:
    document = read_bytes(
        ods(sheet(row(cell("甲"))), sheet(row(cell("乙")), name="旧表", style="hidden"), styles=STYLES), "a.ods"
    )
    assert [(g.place.sheet, g.hidden) for g in document.grids] == [("进展情况", False), ("旧表", True)]
    assert [f.code for f in document.findings] == ["sheet-hidden"]


def test_blanks_to_the_last_row_cost_nothing_and_repeated_content_is_written_out() -> None:
    rest = cell("", "", None, 'table:number-columns-repeated="16380"')
    document = read(
        row(cell("0", "float", 0, 'table:number-columns-repeated="3"'), rest),
        row(cell("同", "string"), more='table:number-rows-repeated="2"'),
        row(rest, more='table:number-rows-repeated="1048500"'),
        row(cell("末")),
    )
    assert [(c.row, c.column, c.text) for cells in document.grids[0].rows for c in cells] == [
        (1, 1, "0"), (1, 2, "0"), (1, 3, "0"), (2, 1, "同"), (3, 1, "同"), (1_048_504, 1, "末"),
    ]  # fmt: skip
    assert [f.code for f in document.findings] == ["blank-rows-inside"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([row(cell("甲"), more='table:number-rows-repeated="1000000"')], "file-too-large"),
        (
            [row(cell("甲", more='table:number-columns-repeated="9000"'), more='table:number-rows-repeated="900"')],
            "file-too-large",
        ),
        ([row(cell("甲", more='table:number-columns-repeated="99999"'))], "table-malformed"),
        ([row(cell("甲"), more='table:number-rows-repeated="-5"')], "table-malformed"),
        ([row(more='table:number-rows-repeated="1048576"'), row(cell("甲"))], "table-malformed"),
        ([row(cell("甲" * 100 + "\n") * 40_000)], "file-too-large"),  # one row that goes on and on
    ],
)
def test_what_is_beyond_the_caps_is_refused(rows: list[str], code: str) -> None:
    document = read_bytes(ods(sheet(*rows)), "a.ods", Limits(tree_bytes=4 << 20))
    assert [f.code for f in document.findings] == [code]
    assert document.blocks == ()


def test_a_workbook_that_unpacks_to_more_than_the_caps_is_refused() -> None:
    bomb = ods(sheet(row(cell("甲"))) + " " * (8 << 20))
    assert len(bomb) < 100_000
    assert [f.code for f in read_bytes(bomb, "a.ods", Limits(unpacked_bytes=4 << 20)).findings] == ["file-too-large"]


def test_words_in_drawings_and_tables_in_cells_are_counted_not_read() -> None:
    drawing = "<draw:frame><draw:text-box><text:p>图注</text:p></draw:text-box></draw:frame>"
    inner = sheet(row(cell("内")), name="内")
    document = read(row(f"<table:table-cell office:value-type='string'><text:p>甲</text:p>{drawing}{inner}</table:table-cell>"))
    assert texts(document) == [["甲"]]
    assert [(f.code, "1 " in f.message) for f in document.findings] == [("embedded-ignored", True), ("notes-ignored", True)]


def test_blanks_tabs_and_breaks_inside_a_text() -> None:
    words = '<text:p>廖<text:s text:c="2"/>勇<text:tab/>陶<text:line-break/>刘<text:a>长辉</text:a></text:p>'
    found = only(read(row(f'<table:table-cell office:value-type="string">{words}</table:table-cell>')))
    assert found.text == "廖  勇\t陶\n刘长辉"


def test_an_encrypted_workbook_and_one_without_content_are_refused() -> None:
    locked = ods(sheet(row(cell("甲"))), META_INF__manifest='<m:file-entry xmlns:m="m"><m:encryption-data/></m:file-entry>')
    assert [f.code for f in read_bytes(locked, "a.ods").findings] == ["file-encrypted"]
    assert [f.code for f in read_bytes(ods(), "a.ods").findings] == ["file-part-damaged"]
    entities = ods(sheet(row(cell("甲")))).replace(b"mimetype", b"mimetypf")
    assert [f.code for f in read_bytes(entities, "a.ods").findings] == ["file-is-archive"]


@pytest.mark.parametrize(("kind", "name"), [(TYPE, "填报.xlsx"), (f"{TYPE}-template", "填报.ots")])
def test_its_bytes_tell_it_and_it_may_give_figures(kind: str, name: str) -> None:
    document = read_bytes(ods(sheet(row(cell("甲"))), kind=kind), name, use=Use.FIGURES)
    assert texts(document) == [["甲"]]
    assert [f.code for f in document.findings] == (["file-type-differs-from-name"] if name.endswith("xlsx") else [])


def test_changes_that_are_not_accepted_are_told() -> None:
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    info = f"<office:change-info {spaces}><dc:creator>张三</dc:creator></office:change-info>"
    before = '<table:previous><table:change-track-table-cell office:value-type="float" office:value="3"/></table:previous>'
    changes = (
        f"<table:tracked-changes><table:cell-content-change>{info}{before}</table:cell-content-change>"
        f'<table:insertion table:type="row" table:acceptance-state="accepted">{info}</table:insertion></table:tracked-changes>'
    )
    document = read_bytes(ods(changes, sheet(row(cell("4", "float", 4)))), "a.ods")
    assert texts(document) == [["4"]]
    (told,) = document.findings
    assert (told.code, "张三，共 1 处" in told.message) == ("tracked-changes-accepted", True)
