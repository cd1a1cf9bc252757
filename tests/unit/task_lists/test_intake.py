"""Lists from the inbox to the raw tables: of which place one is that names none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ingest import raw
from ingest.home import Home
from ingest.installation import DEFAULT, Installation
from ingest.intake.common import sync_received
from ingest.intake.repair import prepare
from ingest.intake.task_lists import read_task_lists
from ingest.receiving import receive
from orchestration.cli.known import place_line
from orchestration.settings import load_settings

NOON = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
BODY = "一、工业\n1. 新增规模以上工业企业12家。\n牵头单位：{unit}\n2. 完成技改投资30亿元。\n牵头单位：{unit}\n"


def drop(home: Home, day: int, title: str, installation: Installation = DEFAULT, unit: str = "区工信局") -> None:
    (home.inbox / "task_lists" / f"{title}.txt").write_text(f"{title}\n{BODY.format(unit=unit)}", encoding="utf-8")
    prepare(home, installation)
    receive(home, dt.date(2024, 3, day), NOON, settle=dt.timedelta(0))
    sync_received(home)
    read_task_lists(home, installation)


def places(home: Home) -> list[tuple[str, str]]:
    return [(row["area"], row["city"]) for row in raw.read_table(home.root, "task_lists")]


def codes(home: Home) -> list[str]:
    return [row["code"] for row in raw.read_table(home.root, "task_list_findings") if row["code"].startswith("area-")]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.create()
    return home


def test_a_list_that_names_no_place_is_of_that_of_the_lists_before_it_and_it_is_said(home: Home) -> None:
    drop(home, 1, "2024年一季度重点工作任务清单")
    drop(home, 2, "云岭市青溪区2024年重点工作任务清单")
    drop(home, 3, "2024年二季度重点工作任务清单")
    assert places(home) == [("", ""), ("青溪区", "云岭市"), ("青溪区", "云岭市")]
    assert codes(home) == ["area-not-stated", "area-of-home"]


def test_of_several_places_none_is_guessed(home: Home) -> None:
    drop(home, 1, "云岭市青溪区2024年重点工作任务清单")
    drop(home, 1, "2024年一季度重点工作任务清单")  # of the same night: which of them came first says nothing
    drop(home, 2, "白石县2024年重点工作任务清单")
    drop(home, 3, "2024年二季度重点工作任务清单")
    assert places(home) == [("青溪区", "云岭市"), ("", ""), ("白石县", ""), ("", "")]


def test_what_the_settings_say_goes_before(home: Home) -> None:
    set_up = Installation(place="白石区", city="明阳市")
    drop(home, 1, "云岭市青溪区2024年重点工作任务清单", set_up)
    drop(home, 2, "2024年二季度重点工作任务清单", set_up)
    assert places(home) == [("青溪区", "云岭市"), ("白石区", "明阳市")]


def test_a_changed_place_has_everything_read_again(home: Home) -> None:
    drop(home, 1, "2024年一季度重点工作任务清单")
    drop(home, 2, "2024年二季度重点工作任务清单", Installation(place="白石区", city="明阳市"))
    assert places(home) == [("白石区", "明阳市"), ("白石区", "明阳市")]


def test_it_is_said_of_which_place_a_home_is(home: Home) -> None:
    assert place_line(home.root, load_settings(home.root)) == ""
    drop(home, 1, "云岭市青溪区2024年重点工作任务清单")
    assert place_line(home.root, load_settings(home.root)).startswith("地区 云岭市青溪区（按清单")
    home.settings.write_text('[place]\nname = "白石县"\n', encoding="utf-8")
    assert place_line(home.root, load_settings(home.root)).startswith("地区 白石县（见")
