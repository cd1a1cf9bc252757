"""Tables of areas that go on after a page break: one task, one whole, whether the head stands there again or not."""

from __future__ import annotations

import pytest

from ingest.task_lists.model import Confidence
from tests.unit.task_lists.golden_rows import codes
from tests.unit.task_lists.tables.pages import Row, figures, read_page, table

HEAD: Row = ("序号", "乡镇", "新建公厕（座）", "修复渠道（公里）")
FIRST: tuple[Row, ...] = (("1", "石桥镇", "4", "12"), ("2", "柳河乡", "3", "9.5"))
REST: tuple[Row, ...] = (("3", "南坪镇", "6", "—"), (("合计", 2, 1), None, "13", "21.5"))
ALL = [
    ("石桥镇", "新建公厕", "ge", "4座"),
    ("石桥镇", "修复渠道", "ge", "12公里"),
    ("柳河乡", "新建公厕", "ge", "3座"),
    ("柳河乡", "修复渠道", "ge", "9.5公里"),
    ("南坪镇", "新建公厕", "ge", "6座"),
    ("全县", "新建公厕", "ge", "13座"),
    ("全县", "修复渠道", "ge", "21.5公里"),
]


@pytest.mark.parametrize("between", [(), ("— 3 —",), ("续表",), ("（续上表）",), ("第3页共5页",)])
@pytest.mark.parametrize("again", [(), (HEAD,)])
def test_the_rest_of_a_table_belongs_to_its_task(between: tuple[str, ...], again: tuple[Row, ...]) -> None:
    task_list = read_page("白石县2024年乡村建设任务分解表", table(HEAD, *FIRST), *between, table(*again, *REST))
    assert figures(task_list) == ALL
    assert len(task_list.tasks) == 1
    assert {t.confidence for t in task_list.targets} == {Confidence.SURE}
    by_seq = {t.seq: t for t in task_list.targets}
    wholes = {(t.area, by_seq[t.parent_seq].area) for t in task_list.targets if t.parent_seq is not None}
    assert wholes == {("石桥镇", "全县"), ("柳河乡", "全县"), ("南坪镇", "全县")}
    assert "table-skipped" not in codes(task_list)


def test_a_table_of_another_width_or_under_a_title_of_its_own_does_not_go_on() -> None:
    title = "白石县2024年乡村建设任务分解表"
    wider = read_page(title, table(HEAD, *FIRST), table(("3", "南坪镇", "6", "8", "12")))
    assert figures(wider) == ALL[:4]
    assert "table-skipped" in codes(wider)
    titled = read_page(title, table(HEAD, *FIRST), "联系人名单", table(("3", "南坪镇", "6", "8")))
    assert figures(titled) == ALL[:4]


def test_what_holds_words_where_the_table_has_figures_does_not_go_on() -> None:
    task_list = read_page(
        "白石县2024年乡村建设任务分解表",
        table(HEAD, *FIRST),
        table(("3", "南坪镇", "李明", "13800000000"), ("4", "青石乡", "王芳", "139")),
    )
    assert figures(task_list) == ALL[:4]
