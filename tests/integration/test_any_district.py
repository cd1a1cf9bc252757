"""Homes of places that no rule knows: every unit of a list gets a form, what is filed is published, no place is another's."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.home import Home
from ingest.progress.form import SHEET
from ingest.progress.template.form_layout import FIRST_ROW, form_layout
from orchestration import clock
from orchestration.cli.template import template
from orchestration.refresh import refresh
from tests.support.played import query

LISTS = Path(__file__).parent / "lists"
AT = {name.value: column + 1 for name, column in form_layout().columns.items()}
ISSUED, FILED = dt.date(2025, 3, 6), dt.date(2025, 4, 1)
UNITS = {"区工信局", "区交通局", "区投促中心", "区商务局", "区住建局", "白石镇", "南湾街道"}


def _home(root: Path, *lists: str) -> Home:
    home = Home(root)
    home.create()
    for name in lists:
        shutil.copyfile(LISTS / name, home.inbox / "task_lists" / name)
    return home


def _forms(home: Home, period: str, folder: Path, monkeypatch: pytest.MonkeyPatch, today: dt.date) -> dict[str, Path]:
    """The forms of a period by unit."""
    monkeypatch.setattr(clock, "today", lambda *_: today)
    assert template(home.root, None, period, folder) == 0
    return {path.name.partition("_")[0]: path for path in folder.rglob("*.xlsx")}


def _file(home: Home, form: Path, figures: dict[tuple[str, str], float]) -> None:
    """A form with its totals typed in, by number and area; a growth goes where growths stand."""
    book = openpyxl.load_workbook(form)
    sheet = book[SHEET]
    for row in range(FIRST_ROW + 1, sheet.max_row + 1):
        key = (str(sheet.cell(row, AT["task_no"]).value), str(sheet.cell(row, AT["area"]).value))
        if key in figures:
            name = "yoy" if sheet.cell(row, AT["measure_unit"]).value == "%" else "cumulative"
            sheet.cell(row, AT[name]).value = figures[key]
    book.save(home.inbox / "progress" / form.name)


def _rows(form: Path) -> list[tuple[str, str]]:
    """(number, area) of every row of a form."""
    sheet = openpyxl.load_workbook(form)[SHEET]
    rows = range(FIRST_ROW + 1, sheet.max_row + 1)
    return [(str(sheet.cell(row, AT["task_no"]).value), str(sheet.cell(row, AT["area"]).value)) for row in rows]


def test_a_list_of_a_place_in_no_seed(manifest: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = _home(tmp_path / "home", "青溪区.html")
    done = refresh(home, ISSUED)
    assert done.success, done.reasons
    forms = _forms(home, "2025-03", tmp_path / "forms", monkeypatch, ISSUED)
    assert forms.keys() == UNITS
    _file(home, forms["区工信局"], {("1", "全区"): 3, ("1", "全市"): 19, ("8", "全区"): 2})
    _file(home, forms["区住建局"], {("7", "全区"): 4})  # it leads nothing

    done = refresh(home, FILED)  # the forms are due on 2 April
    assert done.success, done.reasons
    submissions = query(home.snapshot, "select unit, status from marts.fct_submission where period = '2025-03' order by all")
    assert submissions == [("区交通局", "not_due"), ("区住建局", "unexpected"), ("区工信局", "on_time")]
    figures = query(
        home.snapshot,
        "select area, metric, cast(actual_value as double) from marts.fct_completion"
        " where period = '2025-03' and actual_value is not null and area_role <> 'contribution' order by all",
    )
    assert figures == [
        ("云岭市", "新开工工业项目", 19.0),
        ("青溪区", "新增规模以上工业企业", 2.0),
        ("青溪区", "新建社区食堂", 4.0),
        ("青溪区", "新开工工业项目", 3.0),
    ]
    areas = query(home.snapshot, "select area, level, parent_area from marts.dim_area where area_code is null order by area")
    assert areas == [("云岭市", "outside_tree", ""), ("青溪区", "district", "云岭市")]
    assert query(home.snapshot, "select count(*) from marts.fct_completion where area in ('邵阳市', '北塔区')") == [(0,)]
    assert {unit for (unit,) in query(home.snapshot, "select unit from marts.dim_unit")} >= UNITS


def test_lists_of_two_months_and_of_a_county_and_its_city(
    manifest: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A county of another province: last month's list has no scoring, this month's no contacts, its city's no units."""
    home = _home(tmp_path / "home", "白石县3月.html", "白石县4月.html", "明阳市4月.html")
    done = refresh(home, dt.date(2025, 4, 1))
    assert done.success, done.reasons
    march = _forms(home, "2025-03", tmp_path / "march", monkeypatch, dt.date(2025, 4, 1))
    april = _forms(home, "2025-04", tmp_path / "april", monkeypatch, dt.date(2025, 4, 1))
    named = {"县交通运输局", "县工信局", "县民政局", "县发改委", "双河镇", "松坪乡", "南湾街道"}
    assert march.keys() == named | {"县林业局"}
    assert april.keys() == named
    assert {path.parent.name for path in march.values()} == {"baishi-2025-03"}
    assert {path.parent.name for path in april.values()} == {"baishi-2025-04"}
    assert _rows(march["县林业局"]) == [("4", "全市"), ("4", "白石县"), ("4", "双河镇"), ("4", "松坪乡"), ("4", "南湾街道")]
    _file(home, march["县交通运输局"], {("1", "全县"): 21, ("1", "全市"): 180})
    _file(home, march["县林业局"], {("4", "双河镇"): 310, ("4", "松坪乡"): 120, ("4", "南湾街道"): 300})
    _file(home, march["县发改委"], {("2", "全县"): 1})

    done = refresh(home, dt.date(2025, 4, 2))  # March is due, and its grace ends
    assert done.success, done.reasons
    submissions = query(home.snapshot, "select list_id, unit, status from marts.fct_submission order by all")
    assert submissions == [
        ("baishi-2025-03", "县交通运输局", "on_time"),
        ("baishi-2025-03", "县发改委", "unexpected"),  # it stands beside a lead: it may file
        ("baishi-2025-03", "县工信局", "not_due"),
        ("baishi-2025-03", "县林业局", "on_time"),
        ("baishi-2025-03", "县民政局", "not_due"),
        ("baishi-2025-04", "县交通运输局", "not_due"),
        ("baishi-2025-04", "县工信局", "not_due"),
        ("baishi-2025-04", "县民政局", "not_due"),
    ]
    figures = query(
        home.snapshot,
        "select target_key, area, cast(actual_value as double), light from marts.fct_completion"
        " where actual_value is not null and not is_contribution order by all",
    )
    assert figures == [
        ("baishi-2025-03/1/1", "明阳市", 180.0, "红"),
        ("baishi-2025-03/1/2", "白石县", 21.0, "绿"),
        ("baishi-2025-03/2/2", "白石县", 1.0, "红"),
        ("baishi-2025-03/4/2", "南湾街道", 300.0, "绿"),
        ("baishi-2025-03/4/2", "双河镇", 310.0, "绿"),
        ("baishi-2025-03/4/2", "松坪乡", 120.0, "红"),
    ]
    # the county's own figure is its part of what the city's column wants
    shares = query(
        home.snapshot,
        "select target_key, cast(actual_value as double), same_as from marts.fct_completion"
        " where is_contribution and target_key = 'baishi-2025-03/1/1' order by all",
    )
    assert shares == [("baishi-2025-03/1/1", 21.0, "baishi-2025-03/1/2")]
    areas = query(home.snapshot, "select area, parent_area from marts.dim_area where area_code is null order by area")
    assert areas == [
        ("南湾街道", "白石县"),
        ("双河镇", "白石县"),
        ("各乡镇（街道）", "白石县"),
        ("各县区", "明阳市"),
        ("明阳市", ""),
        ("松坪乡", "白石县"),
        ("白石县", "明阳市"),
        ("青溪县", "明阳市"),
    ]
    assert query(home.snapshot, "select count(*) from marts.fct_completion where area in ('邵阳市', '北塔区')") == [(0,)]
    page = (home.published / "report" / "index.html").read_text(encoding="utf-8")
    parts = re.split(r"<h2 style[^>]*>", page)[-3:]
    assert [part.partition("<")[0] for part in parts] == [
        "白石县2025年4月重点工作任务清单",
        "明阳市人民政府关于下达2025年4月重点任务目标的通知",
        "白石县2025年3月重点工作任务清单",
    ]
    assert "这份清单没有写明由哪些单位报送。" in parts[1]
    assert "配合报送" in parts[2]
    messages = "".join(json.loads(path.read_text(encoding="utf-8"))["body"] for path in home.outbox.glob("*/*.json"))
    assert "■ 县民政局　白石县2025年3月重点工作任务清单\n【即将到期】2025年3月进展情况请于2025年4月2日前报送" in messages
    assert "缺报" not in messages
