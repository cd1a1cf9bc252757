"""The ledger of files that are set aside, and how a home is read without them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from ingest import quarantine, raw
from ingest.archive import receipts
from ingest.home import Home
from ingest.installation import DEFAULT, Installation
from ingest.intake import filings, task_lists
from ingest.intake.calendar import write_calendar
from ingest.intake.common import sync_received
from ingest.intake.filings import read_filings
from ingest.intake.repair import prepare
from ingest.intake.task_lists import read_task_lists
from ingest.quarantine import (
    Blame,
    ReadingCrashedError,
    TooManyFaultsError,
    confirm,
    drop_damaged,
    give_up,
    quarantined,
    reading,
    set_aside,
)
from ingest.receiving import receive
from ingest.schema import TABLES
from tests.support.played import read_night

NIGHTS = [dt.date(2025, 4, day) for day in (2, 3, 4)]
FORM = (
    "填报单位,{unit}\n报告期,2025年3月\n任务编号,任务名称,区域,计量单位,累计完成,进展情况\n"
    "1,农村公路,全县,公里,{value},已完成\n"
)
UNIT = "县交通运输局"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home that has a list and, on the second night, two filings of one unit, the later one over which reading crashes."""
    home = Home(tmp_path)
    home.create()
    shutil.copyfile(LISTS / "白石县3月.html", home.inbox / "task_lists" / "清单.html")
    read_night(home, NIGHTS[0])
    return home


LISTS = Path(__file__).parents[1] / "integration" / "lists"


def drop(home: Home, name: str, value: str, unit: str = UNIT) -> None:
    (home.inbox / "progress" / f"{name}.csv").write_text(FORM.format(unit=unit, value=value), encoding="utf-8")


def crash_over(patch: pytest.MonkeyPatch, name: str, error: type[Exception] = ZeroDivisionError) -> None:
    read = filings.read_filing

    def crashing(*given: Any, **more: Any) -> Any:
        if more["name"].startswith(name):
            raise error("injected")
        return read(*given, **more)

    patch.setattr(filings, "read_filing", crashing)


def everything(home: Home) -> dict[str, list[dict[str, Any]]]:
    return {name: raw.read_table(home.root, name) for name in TABLES}


def outcomes(home: Home) -> dict[str, str]:
    names = {receipt.seq: receipt.file_name for receipt in receipts(home)}
    return {names[row["receipt_seq"]]: row["verdict"].partition("_")[0] for row in raw.read_table(home.root, "filings")}


def figures(home: Home) -> list[float]:
    return [float(row["cumulative_value"]) for row in raw.read_table(home.root, "filing_rows")]


def read_again(home: Home, installation: Installation = DEFAULT) -> None:
    prepare(home, installation)
    sync_received(home)
    for read in (read_task_lists, write_calendar, read_filings):
        read(home, installation)


def test_a_file_over_which_a_reader_crashes_is_set_aside_and_the_rest_is_read(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash_over(monkeypatch, "乙")
    for name, value in (("甲", "11"), ("乙", "12"), ("丙", "13")):
        drop(home, name, value)
    read_night(home, NIGHTS[1])
    assert outcomes(home) == {"甲.csv": "accepted", "乙.csv": "quarantined", "丙.csv": "accepted"}
    assert figures(home) == [13, 11]  # in the order of their names
    (entry,) = quarantined(home).values()
    assert (entry.file_name, entry.check, entry.is_published) == ("乙.csv", "ZeroDivisionError", False)
    assert "injected" in entry.line
    assert home.archived(entry.sha256).exists()


def test_a_home_read_again_from_its_archive_leaves_out_the_same_file(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    crash_over(monkeypatch, "乙")
    drop(home, "甲", "11")
    drop(home, "乙", "12")
    read_night(home, NIGHTS[1])
    confirm(home)
    drop(home, "丁", "14")
    read_night(home, NIGHTS[2])
    before = everything(home)
    monkeypatch.undo()  # the reader would read it now: what the home knows is that it was set aside
    shutil.rmtree(home.raw)
    read_again(home)
    assert everything(home) == before
    assert outcomes(home)["乙.csv"] == "quarantined"


def test_a_file_is_tried_again_by_another_program(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.MonkeyPatch.context() as patch:
        crash_over(patch, "乙")
        drop(home, "乙", "12")
        read_night(home, NIGHTS[1])
    confirm(home)
    assert give_up(home, unpublished=True) == []
    monkeypatch.setattr(quarantine, "program", lambda: "another")
    assert [entry.file_name for entry in give_up(home, unpublished=True)] == ["乙.csv"]
    read_again(home)
    assert (outcomes(home), figures(home)) == ({"乙.csv": "accepted"}, [12])


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"seq": 1}', "\xff"])
def test_a_damaged_entry_is_none_and_its_file_is_tried_again(home: Home, text: str) -> None:
    drop(home, "甲", "11")
    read_night(home, NIGHTS[1])
    before = everything(home)
    seq = receipts(home)[-1].seq
    set_aside(home, DEFAULT, {seq: Blame("a-check", "一行")})
    confirm(home)
    read_again(home)
    assert figures(home) == []
    (path,) = home.quarantine.glob("*.json")
    path.write_bytes(text.encode("latin-1"))
    assert quarantined(home) == {}
    assert drop_damaged(home) == [path]
    assert drop_damaged(home) == []
    read_again(home)
    assert everything(home) == before


def test_an_entry_with_which_no_night_was_published_is_given_up(home: Home) -> None:
    drop(home, "甲", "11")
    read_night(home, NIGHTS[1])
    before = everything(home)
    seq = receipts(home)[-1].seq
    set_aside(home, DEFAULT, {seq: Blame("a-check", "一行", "l", UNIT, "2025-03")})
    read_again(home)
    assert (outcomes(home), figures(home)) == ({"甲.csv": "quarantined"}, [])
    assert give_up(home, unpublished=False) == []
    assert [entry.seq for entry in give_up(home, unpublished=True)] == [seq]
    read_again(home)
    assert everything(home) == before


def test_the_same_file_sent_again_is_tried_again_and_no_repeat(home: Home) -> None:
    drop(home, "甲", "11")
    read_night(home, NIGHTS[1])
    set_aside(home, DEFAULT, {receipts(home)[-1].seq: Blame("a-check", "一行")})
    confirm(home)
    drop(home, "甲", "11")
    read_night(home, NIGHTS[2])
    assert sorted(row["verdict"].partition("_")[0] for row in raw.read_table(home.root, "filings")) == [
        "accepted",
        "quarantined",
    ]
    assert [row["is_repeat"] for row in raw.read_table(home.root, "received_files")] == [False, False, False]


def test_a_list_stays_at_its_last_good_version(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = raw.read_table(home.root, "targets")
    read = task_lists.read_task_list
    text = (LISTS / "白石县3月.html").read_text(encoding="utf-8").replace("20公里", "25公里")
    (home.inbox / "task_lists" / "清单（修订）.html").write_text(text, encoding="utf-8")

    def crashing(document: Any, words: Any) -> Any:
        task_list = read(document, words)
        if any("25公里" in task.district_task for task in task_list.tasks):
            raise KeyError("injected")
        return task_list

    monkeypatch.setattr(task_lists, "read_task_list", crashing)
    read_night(home, NIGHTS[1])
    assert raw.read_table(home.root, "targets") == before
    assert [row["verdict"].partition("_")[0] for row in raw.read_table(home.root, "task_lists")] == ["accepted", "quarantined"]


def test_more_files_than_a_night_may_set_aside_are_no_files_fault(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    crash_over(monkeypatch, "坏")
    for number in range(3):
        drop(home, f"坏{number}", str(number))
    with pytest.raises(TooManyFaultsError, match="3份"):
        read_with(home, Installation(most_quarantined=2))


def read_with(home: Home, installation: Installation) -> None:
    prepare(home, installation)
    receive(home, NIGHTS[1], dt.datetime(2025, 4, 3, tzinfo=dt.UTC), settle=dt.timedelta(0))
    read_again(home, installation)


def test_what_was_set_aside_on_earlier_nights_does_not_count(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    crash_over(monkeypatch, "坏")
    drop(home, "坏0", "0")
    read_with(home, Installation(most_quarantined=1))
    confirm(home)
    drop(home, "坏1", "1")
    read_with(home, Installation(most_quarantined=1))
    assert len(quarantined(home)) == 2


@pytest.mark.parametrize("fault", [OSError, MemoryError])
def test_a_fault_of_the_machine_is_no_files_fault(home: Home, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]) -> None:
    crash_over(monkeypatch, "甲", fault)
    drop(home, "甲", "11")
    with pytest.raises(fault):
        read_night(home, NIGHTS[1])
    assert quarantined(home) == {}


def test_a_crash_is_led_to_its_file() -> None:
    with pytest.raises(ReadingCrashedError, match="KeyError") as crash, reading(7):
        raise KeyError("x")
    assert crash.value.blamed()[7].check == "KeyError"


def test_a_list_over_which_the_calendar_fails_is_set_aside_for_the_second_try(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: Any) -> Any:
        raise OverflowError("date value out of range")

    monkeypatch.setattr("ingest.intake.calendar.reporting_periods", failing)
    with pytest.raises(ReadingCrashedError):
        write_calendar(home, DEFAULT)
    assert [entry.check for entry in quarantined(home).values()] == ["OverflowError"]
