"""各镇（街道） means the towns that the list itself names where no rule names them; it never means another place's."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.seeds import Seeds
from ingest.task_lists.model import Task
from ingest.task_lists.obligations import lead_of, units_of
from ingest.task_lists.towns import with_towns

WORDS = Seeds().at(dt.date(2025, 3, 6))
TOWNS = ("双河镇", "松坪乡", "南湾街道")


def _task(number: str, *units: str, leads: tuple[str, ...] = ()) -> Task:
    return Task("重点工作", number, "", "", "任务", "", "", (), units, leads, (), ())


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("各镇（街道）", ("双河镇", "南湾街道")),
        ("各乡镇", ("双河镇", "松坪乡")),
        ("各乡镇（街道）", TOWNS),
        ("各乡镇街道", TOWNS),
        ("各街道", ("南湾街道",)),
        ("全县各乡镇", ("双河镇", "松坪乡")),
        ("各村", ("各村",)),
        ("各园区", ("各园区",)),
    ],
)
def test_a_group_is_the_towns_of_its_kinds(group: str, members: tuple[str, ...]) -> None:
    tasks = (_task("1", "县交通局", *TOWNS), _task("2", group))
    words = with_towns(WORDS.of("白石县", "云岭市"), tasks)
    assert units_of(tasks[1], words) == members


def test_a_group_beside_an_office_does_not_lead() -> None:
    tasks = (_task("1", *TOWNS), _task("2", "各乡镇", "县水利局"))
    assert lead_of(tasks[1], with_towns(WORDS.of("白石县", "云岭市"), tasks)) == ("县水利局",)


def test_without_named_towns_the_group_stays_what_it_is() -> None:
    tasks = (_task("1", "县交通局", "各乡镇"),)
    words = WORDS.of("白石县", "云岭市")
    assert with_towns(words, tasks) is words


def test_the_towns_of_a_rule_stand() -> None:
    tasks = (_task("1", "区交通局", "各镇（街道）", "双河镇"),)
    words = WORDS.of("北塔区")
    assert with_towns(words, tasks).unit_groups == words.unit_groups
