"""What the page and the bulletin show of a list beyond its lights: what was published and is another now."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from orchestration.publish.report import render
from orchestration.publish.report_data import ListReport, is_line
from orchestration.publish.workbook import write_bulletin

WORDS = (
    "更正：本期2023-12-04锁定时判定为已完成（绿灯），现判定为与公布数不符（黄灯）；"
    "原因：公布数15个（公报，《公布数.csv》，2024-01-03收到）"
)
RESTATED: dict[str, Any] = {
    "period": "2023-11",
    "task_key": "重点工作-3",
    "task_name": "<信息>基础设施",
    "metric": "5G站点",
    "area": "青溪县",
    "was_light": "绿",
    "was_status_zh": "已完成",
    "light": "黄",
    "status_zh": "与公布数不符",
    "task_units": "县科工局;县发改局",
    "restatement": WORDS,
}


def report(restated: list[dict[str, Any]]) -> ListReport:
    return ListReport("qingxi-2023-11", "青溪县任务清单", "2023-12", targets=[], restated=restated, submissions=[], findings=[])


def test_what_was_published_and_is_another_now_stands_on_the_page() -> None:
    page = render([report([RESTATED])], dt.date(2024, 1, 5))
    section = page[page.index("已公布的判定有更正（1）") : page.index("各单位报送")]
    assert WORDS in section
    assert section.index("已完成") < section.index("与公布数不符") < section.index("县科工局、县发改局")
    assert "&lt;信息&gt;基础设施" in section


def test_where_nothing_was_restated_the_page_is_silent() -> None:
    assert "已公布的判定有更正" not in render([report([])], dt.date(2024, 1, 5))


def test_the_bulletin_has_a_sheet_of_it(tmp_path: Path) -> None:
    path = tmp_path / "通报.xlsx"
    write_bulletin([report([RESTATED])], path, dt.date(2024, 1, 5))
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["已公布后更正"].iter_rows()]
    assert rows[0][5:9] == ["原状态", "现状态", "责任单位", "说明"]
    assert rows[1][5:9] == ["已完成", "与公布数不符", "县科工局;县发改局", WORDS]


@pytest.mark.parametrize(
    ("row", "is_one"),
    [
        ({"area_role": "target", "is_expected": True}, True),
        # of a group, as its members are
        ({"area_role": "target", "is_expected": False}, True),
        # 市辖三区各2个: the own place's two, not those of another member
        ({"area_role": "member", "is_expected": True}, True),
        ({"area_role": "member", "is_expected": False}, False),
        ({"area_role": "contribution", "is_expected": True}, False),
        # the same in the list's other column
        ({"area_role": "target", "is_expected": True, "same_as": "l/k/1"}, False),
    ],
)
def test_each_judgement_that_stands_for_itself_is_a_line(row: dict[str, Any], is_one: bool) -> None:
    assert is_line({"same_as": None, **row}) is is_one
