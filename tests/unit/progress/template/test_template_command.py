"""`threekey template`: which forms it writes, and what it says when it writes none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ingest import raw
from ingest.calendar.working_days import known_years
from orchestration import clock
from orchestration.cli.template import template
from tests.unit.progress.progress_home import tables


@pytest.fixture
def home(tmp_path: Path) -> Path:
    raw.write_batch(tmp_path / "home", "task_lists-1", tables())
    return tmp_path / "home"


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.xlsx"))


def test_a_form_for_every_unit_that_must_report(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert template(home, None, "2023年11月", tmp_path / "out") == 0
    units = ["区住建局", "区发改局", "区商务局", "区教育局", "区财政局"]
    towns = ["新滩镇街道", "状元洲街道", "田江街道", "茶元头街道", "陈家桥镇"]
    assert _names(tmp_path / "out") == sorted(f"{name}_2023年11月进展情况.xlsx" for name in units + towns)
    assert len(capsys.readouterr().out.splitlines()) == 10


def test_one_unit_by_another_of_its_names(home: Path, tmp_path: Path) -> None:
    assert template(home, "北塔区发展和改革局", "12月", tmp_path / "out") == 0
    assert _names(tmp_path / "out") == ["区发改局_2023年12月进展情况.xlsx"]


@pytest.mark.parametrize(("today", "wanted"), [("2023-12-04", "11"), ("2023-12-05", "12"), ("2025-01-01", "12")])
def test_the_period_still_open_if_none_is_asked_for(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: str, wanted: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda *_: dt.date.fromisoformat(today))
    assert template(home, "区财政局", None, tmp_path / "out") == 0
    assert _names(tmp_path / "out") == [f"区财政局_2023年{wanted}月进展情况.xlsx"]


@pytest.mark.parametrize(
    ("unit", "period", "said"),
    [("区卫健局", None, "不是清单里的单位"), (None, "2023-10", "清单没有“2023-10”这一期"), (None, "下个月", "要报的期间")],
)
def test_what_it_says_when_nothing_fits(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], unit: str | None, period: str | None, said: str
) -> None:
    assert template(home, unit, period, tmp_path / "out") == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_empty_home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert template(tmp_path / "nothing", None, None, tmp_path / "out") == 1
    assert "还没有读入任何任务清单" in capsys.readouterr().err


def test_a_year_whose_holidays_are_not_known_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unknown = known_years()[1] + 1
    rows = tables()
    rows["task_lists"] = [
        {**row, "period_start": dt.date(unknown, 11, 1), "period_end": dt.date(unknown, 12, 31)} for row in rows["task_lists"]
    ]
    raw.write_batch(tmp_path / "home", "task_lists-1", rows)
    assert template(tmp_path / "home", "区财政局", "11月", tmp_path / "out") == 0
    assert f"{unknown}年的放假调休安排" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_said(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert template(home, "区发改局", "2023-11", tmp_path / "file" / "out") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "无法写入" in said.err
