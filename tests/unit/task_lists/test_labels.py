"""Labels of columns, as heads of lists write them."""

from __future__ import annotations

import pytest

from ingest.task_lists.columns import ListColumn
from ingest.task_lists.labels import role_of


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("牵头\n\n领导", ListColumn.LEADER),
        ("主 要 责任单位", ListColumn.OFFICE),
        ("具体工作任务及对各镇（街道）考核任务", ListColumn.DISTRICT),
        ("市定工作目标", ListColumn.TARGET),
        ("2024年全年目标任务", ListColumn.TARGET),
        ("分管市领导", ListColumn.LEADER),
        ("牵头单位（责任人）", ListColumn.MIXED),
        ("责任单位及责任人", ListColumn.MIXED),
        ("配合单位", ListColumn.SUPPORT),
        ("完成\n时限", ListColumn.DUE),
        ("增速（％）", ListColumn.FIGURE),
        ("联络人", ListColumn.CONTACT),
        ("王永红", None),
        ("1-12月同比增速高于全省平均水平。", None),
        ("", None),
    ],
)
def test_labels(label: str, role: ListColumn | None) -> None:
    assert role_of(label) is role
