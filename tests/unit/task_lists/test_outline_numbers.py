"""Numbers of tasks, names of sections, and names for tasks that have none."""

from __future__ import annotations

import pytest

from ingest.task_lists.outline_numbers import read_number, section_name, split_bracketed
from ingest.task_lists.text import title_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“发展\n\n六仗”\n\n重点\n\n工作", "重点工作"),
        ("一、“七大攻坚”重点项目", "重点项目"),
        ("八大行动重点任务", "重点任务"),
        ("（二）民生保障", "民生保障"),
        ("重点工作", "重点工作"),
        ("第一部分 经济发展", "经济发展"),
    ],
)
def test_section_names(text: str, name: str) -> None:
    assert section_name(text) == name


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", ("1", "")), ("１", ("1", "")), ("一、", ("1", "")), ("（十二）", ("12", "")), ("1.7", ("1", "7")),
     ("1（7）", ("1", "7")),     ("3-1", ("3", "1")), ("GDP", None), ("", None), ("2023年", None)],
)  # fmt: skip
def test_numbers(text: str, number: tuple[str, str] | None) -> None:
    assert read_number(text) == number


def test_bracketed_numbers_lead_a_name_and_are_not_all_of_it() -> None:
    assert split_bracketed("（7）社会消费品零售总额") == ("7", "社会消费品零售总额")
    assert split_bracketed("（十一）全体居民收入") == ("11", "全体居民收入")
    assert split_bracketed("（7）") == ("", "（7）")


def test_long_texts_are_named_by_whole_members() -> None:
    assert (
        title_of("新增规上工业企业22家、规上服务业企业12家、限上商贸企业30家;其他")
        == "新增规上工业企业22家、规上服务业企业12家等"
    )
    assert title_of("完成投资1,200万元，建成") == "完成投资1,200万元"
