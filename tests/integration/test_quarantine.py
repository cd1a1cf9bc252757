"""A night that two files would stop: they are set aside as the system's fault, and all else is published.

Over one of them a reader crashes, over the other a check of a mart fails. Both faults are injected.
"""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from expectations.model import Expectation, FailureEffect, FailureSeverity, Suite
from expectations.suites import load_suites
from ingest import raw
from ingest.home import Home
from ingest.intake import filings
from ingest.progress.filing import JudgedFiling
from ingest.quarantine import Quarantined, quarantined
from orchestration.alerts.outbox import Outbox
from orchestration.refresh import Refreshed, refresh
from tests.support.played import query

LISTS = Path(__file__).parent / "lists"
NIGHT = dt.date(2025, 4, 2)
FORM = ("任务编号", "任务名称", "区域", "计量单位", "累计完成", "进展情况")
POISON = "压垮检查的话"
CHECK = Expectation(
    id="fct_progress_without_poison",
    type="ExpectColumnValuesToNotMatchRegex",
    kwargs={"column": "narrative", "regex": POISON},
    severity=FailureSeverity.CRITICAL,
    effect=FailureEffect.STOP,
    owner="developer",
    reason="Injected.",
    text="不应有这句话",
)


def drop(home: Home, name: str, unit: str, *rows: tuple[str, ...]) -> None:
    with (home.inbox / "progress" / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerows([("填报单位", unit), ("报告期", "2025年3月"), FORM, *rows])


def suites_with_the_check() -> dict[tuple[str, str], Suite]:
    suites, key = load_suites(), ("marts", "fct_progress")
    return {**suites, key: replace(suites[key], expectations=(*suites[key].expectations, CHECK))}


@dataclass(frozen=True)
class Night:
    home: Home
    done: Refreshed

    @property
    def aside(self) -> dict[str, Quarantined]:
        return {entry.file_name: entry for entry in quarantined(self.home).values()}


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory, manifest: dict[str, Any]) -> Iterator[Night]:
    assert manifest
    home = Home(tmp_path_factory.mktemp("quarantine"))
    home.create()
    shutil.copyfile(LISTS / "白石县3月.html", home.inbox / "task_lists" / "白石县3月.html")
    (home.private / "contacts.csv").write_text(
        "unit,person,role,channel,address\n县林业局,闵知远,联络人,file,\n,管理员,operator,file,\n", encoding="utf-8"
    )
    drop(home, "好表", "县交通运输局", ("1", "农村公路", "全县", "公里", "12", "已完成12公里"))
    drop(home, "压垮检查", "县林业局", ("4", "春季造林", "双河镇", "亩", "200", POISON))
    drop(home, "压垮读取", "县工信局", ("2", "工业项目", "全县", "个", "2", "已开工2个"))

    def crashing(*given: Any, name: str, **more: Any) -> JudgedFiling:
        if name.startswith("压垮读取"):
            raise ZeroDivisionError("injected")
        return filings_read(*given, name=name, **more)

    filings_read = filings.read_filing
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filings, "read_filing", crashing)
        patch.setattr("orchestration.checks.load_suites", suites_with_the_check)
        patch.setattr("orchestration.second_try.load_suites", suites_with_the_check)
        yield Night(home, refresh(home, NIGHT))


def test_all_else_is_published(night: Night) -> None:
    assert night.done.success, night.done.reasons
    filed = query(night.home.snapshot, "select distinct unit, narrative from marts.fct_progress")
    assert filed == [("县交通运输局", "已完成12公里")]


def test_each_file_is_blamed_with_its_check_and_row(night: Night) -> None:
    assert {name: (entry.check, entry.is_published) for name, entry in night.aside.items()} == {
        "压垮检查.csv": (CHECK.id, True),
        "压垮读取.csv": ("ZeroDivisionError", True),
    }
    assert "县林业局" in night.aside["压垮检查.csv"].line
    assert "injected" in night.aside["压垮读取.csv"].line
    assert all(night.home.archived(entry.sha256).exists() for entry in night.aside.values())


def test_each_file_has_an_outcome(night: Night) -> None:
    outcomes = dict(query(night.home.warehouse, "select file_name, outcome from intermediate.int_received_files"))
    assert outcomes["压垮检查.csv"] == outcomes["压垮读取.csv"] == "quarantined"
    assert outcomes["好表.csv"].startswith("accepted")
    rows = {row["receipt_seq"] for row in raw.read_table(night.home.root, "filing_rows")}
    assert rows.isdisjoint(quarantined(night.home))


def test_the_unit_is_not_held_to_have_filed_nothing(night: Night) -> None:
    sql = "select status, is_missing, is_late, is_returned, files_rejected from marts.fct_submission where unit = '县林业局'"
    assert query(night.home.snapshot, sql) == [("quarantined", False, False, False, 0)]


def test_the_operator_is_told_and_the_sender_that_it_is_not_his_fault(night: Night) -> None:
    letters = [*Outbox(night.home.outbox).letters("sent"), *Outbox(night.home.outbox).letters("pending")]
    said = {letter.person: letter.body for letter in letters}
    for name, entry in night.aside.items():
        assert name in said["管理员"]
        assert entry.sha256[:16] in said["管理员"]
    assert "不用重报" in said["闵知远"]
    assert "压垮检查.csv" in said["闵知远"]
    assert "被退回" not in said["闵知远"]


def test_the_refresh_says_what_it_left_out(night: Night) -> None:
    assert "搁置" in "".join(night.done.told)
