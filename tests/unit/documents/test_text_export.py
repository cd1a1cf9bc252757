"""The tab-indented text export of a list, and texts that hold only paragraphs."""

from __future__ import annotations

from pathlib import Path

from ingest.documents.containers import Container
from ingest.documents.door import read_document
from ingest.documents.reader import read_bytes

EXPORT = (
    "云岭区人民政府办公室\n关于印发任务清单的通知\n\n"
    "\t项目\n\t序号\n\t牵头\n\n领导\n\t目标\n\n"
    "“发展\n\n六仗”\n\t1\n\t王某\n\n李某\n\t1.1-12月增长7%。\n\n2.新增8家。\n\n"
    "\t\n\t2\n\t\n\t净增5户。\n\n\n抄送：区委办。\n"
)


def test_cells_rows_and_paragraphs_of_an_export() -> None:
    # a cell begins with a tab; here the first row's first cell is told by its tab, its later lines by their blank lines
    document = read_bytes(EXPORT.replace("“发展\n\n六仗”\n", "\t“发展\n\n六仗”\n").encode(), "清单.txt")
    assert document.container is Container.TEXT
    (grid,) = document.grids
    assert grid.ragged
    assert [[c.text for c in cells] for cells in grid.rows] == [
        ["项目", "序号", "牵头\n\n领导", "目标"],
        ["“发展\n\n六仗”", "1", "王某\n\n李某", "1.1-12月增长7%。\n\n2.新增8家。"],
        ["", "2", "", "净增5户。"],
    ]
    assert [p.text for p in document.paragraphs] == ["云岭区人民政府办公室", "关于印发任务清单的通知", "抄送：区委办。"]
    assert grid.rows[2][3].place.text() == "表1 第3行 D列"
    assert (document.reconciliation.tables, document.reconciliation.rows, document.reconciliation.paragraphs) == (1, 3, 3)


def test_the_real_list() -> None:
    path = Path(__file__).parents[3] / "examples/beita-2023-11/inbox/2023-11-25/task_lists/beita-2023-11.txt"
    document = read_document(path)
    (grid,) = document.grids
    assert document.findings == ()
    assert len(document.paragraphs) == 7
    assert len(grid.rows) == 45
    assert [c.text.replace("\n", "") for c in grid.rows[0]] == [
        "项目", "序号", "名称", "市定工作目标", "具体工作任务及对各镇（街道）考核任务",
        "牵头领导", "主要责任单位", "责任人", "联络人",
    ]  # fmt: skip
    assert [c.text for c in grid.rows[2]] == [
        "", "", "", "（2）规模工业增加值", "1-12月同比增速高于全省平均水平。", "", "王永红", "区发改局\n\n各镇（街道）",
        "廖  勇\n\n各镇（街道）\n\n行政负责人", "陶树理",
    ]  # fmt: skip
    # every line of the file is in some cell or paragraph
    words = "".join(path.read_text(encoding="utf-8").split())
    read = "".join(p.text for p in document.paragraphs) + "".join(c.text for cells in grid.rows for c in cells)
    assert "".join(read.split()) == words


def test_paragraphs_alone() -> None:
    text = "一、主要目标\r\n(一)地区生产总值增长6.5%以上\r\n责任单位:区发改局,区科技局\r\n\r\n(二)就业\r\n责任单位:区人社局\r\n"
    document = read_bytes(text.encode(), "清单.txt")
    assert [(p.text, p.place.paragraph) for p in document.paragraphs][:3] == [
        ("一、主要目标", 1),
        ("(一)地区生产总值增长6.5%以上", 2),
        ("责任单位:区发改局,区科技局", 3),
    ]
    assert document.reconciliation.paragraphs == 5
    assert document.grids == ()


def test_sentences_that_a_tab_indents_are_paragraphs_and_no_table() -> None:
    text = (
        "关于推进绿色发展的实施意见\n\t一、总体目标\n\t    1．到2025年，森林覆盖率达到41%。\n\t二、主要任务\n"
        "\t    2．新建公园12个，改造游园30个。\n\t    3．造林2万亩。\n"
    )
    document = read_bytes(text.encode(), "意见.txt")
    assert document.grids == ()
    assert [paragraph.text.strip()[:2] for paragraph in document.paragraphs] == ["关于", "一、", "1．", "二、", "2．", "3．"]
