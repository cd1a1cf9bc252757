"""Web pages: spans, tables in tables, text between tables, what is hidden or struck."""

from __future__ import annotations

import pytest

from ingest.documents.containers import Container
from ingest.documents.grid import Document, Paragraph
from ingest.documents.reader import read_bytes


def read(page: str) -> Document:
    document = read_bytes(page.encode(), "清单.html")
    assert document.container is Container.HTML
    return document


def seen(document: Document, grid: int = 0) -> list[dict[int, str]]:
    return [{c.column: c.text for c in cells if c.anchor is None} for cells in document.grids[grid].rows]


def test_spans_across_and_down() -> None:
    document = read(
        "<table><thead><tr><td rowspan=2>序号</td><td colspan=2>目标</td><td rowspan='2'>单位</td></tr>"
        "<tr><td>一季度</td><td>二季度</td></tr></thead>"
        "<tr><td rowspan=3>1</td><td>10<td>20</td><td>区发改局<br>各镇（街道）</td></tr>"
        "<tr><td colspan=2>30</td><td><p>区商务局</p><p>区住建局</p></td></tr><tr><td>40</td></table>"
    )
    assert seen(document) == [
        {1: "序号", 2: "目标", 4: "单位"},
        {2: "一季度", 3: "二季度"},
        {1: "1", 2: "10", 3: "20", 4: "区发改局\n各镇（街道）"},
        {2: "30", 4: "区商务局\n区住建局"},
        {2: "40"},
    ]
    grid = document.grids[0]
    assert grid.header_rows == 2
    assert grid.rows[3][0].anchor == (3, 1)
    assert grid.rows[0][3].place.text() == "表1 第1行 D列"
    assert (document.reconciliation.tables, document.reconciliation.rows) == (1, 5)


def test_text_between_tables_and_tables_in_cells() -> None:
    document = read(
        "<html><head><title>不读</title><style>p{}</style></head><body><h2>重点工作</h2>前言<br>第二行"
        "<table><tr><td>目标：<table><tr><td>甲县</td><td>5</td></tr></table>合计13</td></tr></table>"
        "<div>后&nbsp;&nbsp;语 <b>粗</b></div><table></table></body></html>"
    )
    paragraphs = [(b.text, b.heading_level) for b in document.blocks if isinstance(b, Paragraph)]
    assert paragraphs == [("重点工作", 2), ("前言", 0), ("第二行", 0), ("后 语 粗", 0)]
    assert seen(document, 0) == [{1: "目标：\n合计13"}]
    assert seen(document, 1) == [{1: "甲县", 2: "5"}]
    assert document.grids[1].nested_in == document.grids[0].rows[0][0].place
    assert document.reconciliation.tables == 3
    assert document.reconciliation.skipped == (("没有行的表格", 1),)


def test_hidden_and_struck_cells_are_marked() -> None:
    document = read("<table><tr style='display: none'><td>甲</td></tr><tr><td>完成<s>20</s>30</td></tr></table>")
    assert document.grids[0].rows[0][0].hidden
    assert [f.code for f in document.findings] == ["text-struck"]
    assert [(c.text, c.struck) for c in document.grids[0].rows[1]] == [("完成30", "20")]


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ("<td><del>3</del><ins>4</ins></td>", ("4", "3")),
        ("<td style='color:red; text-decoration: line-through'>4</td>", ("", "4")),
        ("<td style='text-decoration: underline'>4</td>", ("4", "")),
        ("<td class=xl65>4</td>", ("", "4")),
        ("<td><font class='font7 big'>3</font>4</td>", ("4", "3")),
        ("<td class=font7>4</td>", ("4", "")),
        ("<td>11<sup>1</sup></td>", ("11¹", "")),
        ("<td>5m<span style='vertical-align:super'>2</span></td>", ("5m²", "")),
        ("<td style='vertical-align:middle'>5</td>", ("5", "")),
    ],
)
def test_the_looks_of_a_cell_say_what_counts(cells: str, seen: tuple[str, str]) -> None:
    rules = ".xl65 {mso-style-parent:style0; text-decoration:line-through;} font.font7{text-decoration: line-through}"
    style = f"<style><!-- {rules} --></style>"
    document = read(f"<html><head>{style}</head><body><table><tr>{cells}</tr></table></body></html>")
    (cell,) = document.grids[0].rows[0]
    assert (cell.text, cell.struck) == seen


def test_a_row_may_be_struck_by_its_own_look() -> None:
    document = read("<table><tr style='text-decoration:line-through'><td>甲</td><td>5</td></tr></table>")
    assert [(c.text, c.struck) for c in document.grids[0].rows[0]] == [("", "甲"), ("", "5")]


def test_numbers_of_ordered_lists() -> None:
    document = read("<html><ol start=3><li>新增8家</li><li>净增5户</li></ol><ul><li>无号</li></ul></html>")
    assert [(p.number, p.text) for p in document.paragraphs] == [("3.", "新增8家"), ("4.", "净增5户"), ("", "无号")]


def test_a_page_that_breaks_off_is_refused() -> None:
    document = read_bytes("<html><table><tr><td>甲</td></tr></table><table><tr><td>乙".encode(), "a.htm")
    assert document.blocks == ()
    assert [f.code for f in document.findings] == ["file-truncated"]


def test_what_is_struck_or_hidden_in_a_paragraph_is_not_read() -> None:
    shown, hidden = (
        "<p>新建公厕<del>5</del><ins>8</ins>座</p>",
        "<p style='display: none'>新建公园9个</p><textarea>备用3个</textarea>",
    )
    page = f"<html><body>{shown}{hidden}</body></html>"
    document = read(page)
    assert [paragraph.text for paragraph in document.paragraphs] == ["新建公厕8座"]
    assert [finding.code for finding in document.findings] == ["text-struck"]


@pytest.mark.parametrize(
    "style", ["/*" * 200_000, "a" * 400_000, "a{" * 200_000, ".a," * 100_000 + "{color:red}", "}" * 400_000]
)
def test_a_style_that_never_ends_is_read_once(style: str) -> None:
    document = read(f"<html><style>{style}</style><table><tr><td>5</td></tr></table></html>")
    assert seen(document) == [{1: "5"}]
