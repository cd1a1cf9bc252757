"""What holds for any document: no exception, unique keys, and an account in which nothing is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents.containers import Container
from ingest.documents.grid import Cell, Document, Grid, Paragraph
from ingest.findings import Place
from ingest.task_lists.labels import role_of
from ingest.task_lists.model import TaskList
from ingest.task_lists.outline_numbers import chinese_number, read_number
from ingest.task_lists.people.offices import split_offices
from ingest.task_lists.people.persons import split_persons
from ingest.task_lists.reader import read_task_list
from tests.unit.task_lists.golden_rows import codes, seeds

WORDS = (
    "序号", "项目", "名称", "工作目标", "责任单位", "牵头单位", "责任人", "牵头领导", "完成时限", "1", "2", "一、重点工作",
    "（1）GDP", "12月底前完成", "新增企业5家", "区发改局", "廖  勇", "各镇（街道）\n行政负责人", "", " ", "注：无", "合计",
    "单位：万元", "2024年", "云岭区2024年任务清单", "责任单位：区财政局", "（区工信局牵头）", "——完成10%", "①", "=1+1",
    "（（（", "））", "张三李四王五",
)  # fmt: skip
texts = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    width, height = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    ragged = draw(st.booleans())
    rows = []
    for r in range(1, height + 1):
        cells = []
        for c in range(1, (draw(st.integers(1, width)) if ragged else width) + 1):
            anchor = (r - 1, c) if r > 1 and not ragged and draw(st.integers(0, 9)) == 0 else None
            if not ragged and draw(st.integers(0, 19)) == 0:
                continue  # a position the container leaves out
            cells.append(Cell(r, c, "" if anchor else draw(texts), Place(table=1, row=r), anchor=anchor))
        rows.append(tuple(cells))
    return Grid(tuple(rows), Place(table=1), ragged=ragged)


documents = st.lists(st.one_of(grids(), texts.map(lambda t: Paragraph(t, Place(paragraph=1)))), max_size=6).map(
    lambda blocks: Document(Container.DOCX, tuple(blocks))
)


def balanced(task_list: TaskList, document: Document) -> None:
    assert "reconciliation-fails" not in codes(task_list)
    if task_list.tasks:
        account = task_list.reconciliation
        assert account.tables == len(document.grids)
        assert account.rows == sum(len(grid.rows) for grid in document.grids)
        assert account.paragraphs == len(document.paragraphs)


@settings(max_examples=150)
@given(documents)
def test_any_document_is_read_without_exception_and_accounted_for(document: Document) -> None:
    task_list = read_task_list(document, seeds())
    balanced(task_list, document)
    keys = [task.task_key for task in task_list.tasks]
    assert len(set(keys)) == len(keys)
    assert all(task.task_no for task in task_list.tasks)
    if not task_list.tasks:
        assert task_list.head is None
        assert any(f.effect.value == "file" for f in task_list.findings)


@given(st.text(max_size=40))
def test_names_and_numbers_of_any_text(text: str) -> None:
    for name in (*split_offices(text).names, *split_persons(text)):
        assert name == name.strip()
        assert name
    assert set(split_offices(text).leads) <= set(split_offices(text).names)
    role_of(text)
    read_number(text)


@given(st.integers(1, 99))
def test_chinese_numerals(number: int) -> None:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
    assert chinese_number(written) == number
    assert chinese_number(str(number)) == number


PEOPLE = st.sampled_from(["廖勇", "王永红", "陶树理", "刘长辉", "阳琴", "司马光", "徐昭军"])


@given(st.lists(PEOPLE, min_size=1, max_size=5, unique=True), st.sampled_from(["\n", "、", "，", "  ", "\n\n", ";"]))
def test_persons_are_read_however_they_are_listed(people: list[str], between: str) -> None:
    spaced = [f"{name[0]}  {name[1]}" if len(name) == 2 and between != "  " else name for name in people]
    assert list(split_persons(between.join(spaced))) == people
    assert list(split_persons("".join(people), set(people))) == people


UNITS = st.sampled_from(
    ["区发改局", "区委政法委", "各镇（街道）", "区金融服务中心", "陈家桥镇", "相关区属单位", "区公安分局", "区禁毒办"]
)


@given(st.lists(UNITS, min_size=1, max_size=6), st.sampled_from(["\n", "、", "，", " ", "\n\n", ",", "；"]))
def test_units_are_read_however_they_are_listed(units: list[str], between: str) -> None:
    assert list(split_offices(between.join(units)).names) == units
    marked = between.join([f"{units[0]}（牵头）", *units[1:]])
    assert split_offices(marked).leads == (units[0],)
