"""Homes of places that no rule knows: every unit of a list gets a form, what is filed is published, no place is another's."""

from __future__ import annotations

import datetime as dt
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


def test_a_list_of_a_place_in_no_seed(manifest: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = _home(tmp_path / "home", "青溪区.html")
    done = refresh(home, ISSUED)
    assert done.success, done.reasons
    forms = _forms(home, "2025-03", tmp_path / "forms", monkeypatch, ISSUED)
    assert forms.keys() == UNITS
    _file(home, forms["区工信局"], {("1", "全区"): 3, ("1", "全市"): 19, ("8", "全区"): 2})
    _file(home, forms["南湾街道"], {("7", "全区"): 4})

    done = refresh(home, FILED)  # the forms are due on 2 April
    assert done.success, done.reasons
    submissions = dict(query(home.snapshot, "select unit, status from marts.fct_submission where period = '2025-03'"))
    assert submissions["区工信局"] == "on_time"
    assert submissions["南湾街道"] == "on_time"
    assert submissions["区交通局"] == "not_due"
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
    """None of them has scoring rules, one has no contacts, one no units."""
    home = _home(tmp_path / "home", "白石县3月.html", "白石县4月.html", "云岭市.html")
    night = dt.date(2025, 4, 1)
    done = refresh(home, night)
    assert done.success, done.reasons
    units = {"县交通局", "县工信局", "双河镇", "松坪乡"}
    march = _forms(home, "2025-03", tmp_path / "march", monkeypatch, night)
    april = _forms(home, "2025-04", tmp_path / "april", monkeypatch, night)
    assert march.keys() == april.keys() == units
    assert {path.parent.name for path in march.values()} == {"baishi-2025-03"}
    periods = query(home.snapshot, "select list_id, period from marts.fct_submission group by all order by all")
    assert periods == [("baishi-2025-03", "2025-03"), ("baishi-2025-04", "2025-04")]
    _file(home, march["县交通局"], {("1", "全县"): 21})
    _file(home, april["县工信局"], {("2", "全县"): 1})

    done = refresh(home, dt.date(2025, 5, 10))
    assert done.success, done.reasons
    figures = query(
        home.snapshot,
        "select list_id, period, cast(actual_value as double), light from marts.fct_completion"
        " where actual_value is not null order by all",
    )
    assert figures == [("baishi-2025-03", "2025-03", 21.0, "绿"), ("baishi-2025-04", "2025-04", 1.0, "红")]
    missing = query(home.snapshot, "select list_id, unit from marts.fct_submission where status = 'missing' order by all")
    assert missing == [("baishi-2025-03", "县工信局"), ("baishi-2025-04", "县交通局")]
    areas = query(home.snapshot, "select area, level, parent_area from marts.dim_area where area_code is null order by area")
    assert areas == [("云岭市", "city", ""), ("白石县", "county", "云岭市")]
    page = (home.published / "report" / "index.html").read_text(encoding="utf-8")
    for title in ("白石县2025年3月", "白石县2025年4月", "云岭市人民政府关于下达2025年4月"):
        assert title in page
