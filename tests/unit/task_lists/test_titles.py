"""A list is called by its own name, not by the notice that it came with."""

from __future__ import annotations

import pytest

from ingest.task_lists.titles import list_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("关于印发白石县2025年3月重点工作任务清单的通知", "白石县2025年3月重点工作任务清单"),
        ("关于印发《青溪区2025年重点工作任务清单》的通知", "青溪区2025年重点工作任务清单"),
        ("白石县2025年3月重点工作任务清单 ", "白石县2025年3月重点工作任务清单"),
        # whose it is stands before it
        ("明阳市人民政府关于印发2025年重点任务的通知", "明阳市人民政府关于印发2025年重点任务的通知"),
        ("明阳市人民政府关于下达2025年4月重点任务目标的通知", "明阳市人民政府关于下达2025年4月重点任务目标的通知"),
    ],
)
def test_what_a_list_is_called(title: str, name: str) -> None:
    assert list_name(title) == name
