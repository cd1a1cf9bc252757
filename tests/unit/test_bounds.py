"""What lies beyond a bound is a finding of its cell, whichever reader meets it, and no value; what lies on it is taken."""

from __future__ import annotations

import datetime as dt
import pkgutil
import string
from dataclasses import replace
from decimal import Decimal
from importlib import import_module

import pytest

import ingest
from ingest.bounds import FIGURE, MESSAGE, OFFICE, PLACE, TASKS, is_figure
from ingest.findings import Catalogue, Severity
from ingest.task_lists.bounded import within_bounds
from ingest.task_lists.model import Confidence, Kind
from tests.support.one_row import filed, listed, published

CATALOGUES = [
    module.CATALOGUE
    for found in pkgutil.walk_packages(ingest.__path__, "ingest.")
    if found.name.endswith(("catalogue", "target_findings"))
    if isinstance((module := import_module(found.name)).__dict__.get("CATALOGUE"), Catalogue)
]


def test_no_message_is_longer_than_a_message_may_be_whatever_its_words() -> None:
    said = 0
    for catalogue in CATALOGUES:
        for code, entry in catalogue.items():
            texts = entry.message + entry.fix
            words = {name: "长" * 700 for _, name, _, _ in string.Formatter().parse(texts) if name}
            found = catalogue.say(code, **words)
            if entry.severity is not Severity.INFO:
                assert MESSAGE.holds(len(found.message)), code
                assert len(found.fix) <= MESSAGE.most, code
            said += 1
    assert len(CATALOGUES) > 5
    assert said > 300


def test_a_message_that_fits_is_said_whole() -> None:
    catalogue = CATALOGUES[0]
    code = next(code for code, entry in catalogue.items() if "{" not in entry.message)
    assert catalogue.say(code).message == catalogue[code].message


def test_a_narrative_in_a_number_cell_is_told_in_a_message_of_lawful_length() -> None:
    """The message quoted the cell whole: more than the gate takes, and nothing was published of anybody."""
    told = filed(累计完成="本月推进顺利，各项工作按计划开展。" * 34).all_findings
    assert [found.code for found in told if found.label == "累计完成"]
    assert [len(found.message) for found in told if len(found.message) > MESSAGE.most] == []


def test_the_last_place_is_taken_and_the_one_after_it_is_a_finding() -> None:
    row = {"任务编号": "重点工作-1-9", "任务名称": "进出口总额", "计量单位": "", "累计完成": ""}
    last = filed("区商务局", 排名=str(PLACE.most), **row)
    beyond = filed("区商务局", 排名=str(PLACE.most + 1), **row)
    assert [one.rank for one in last.accepted] == [PLACE.most]
    assert beyond.accepted == ()
    assert "rank-invalid" in {found.code for found in beyond.all_findings}


def test_a_published_place_beyond_all_is_held() -> None:
    row = {"口径": "排名", "单位": ""}
    assert len(published(数值=str(PLACE.most), **row).rows) == 1
    beyond = published(数值=str(PLACE.most + 1), **row)
    assert (beyond.rows, [found.code for found in beyond.findings]) == ((), ["benchmark-rank-beyond"])


@pytest.mark.parametrize(("value", "unit", "taken"), [
    ("9999999999", "亿元", True), ("10000000000", "亿元", True), ("10000000001", "亿元", False),
    ("0.000001", "元", True), ("0.0000004", "元", False), ("0", "亿元", True),
])  # fmt: skip
def test_a_published_figure_is_of_a_size_that_can_be_kept(value: str, unit: str, taken: bool) -> None:
    read = published(数值=value, 单位=unit)
    assert len(read.rows) == taken
    assert [found.code for found in read.findings] == ([] if taken else ["benchmark-beyond-bounds"])


@pytest.mark.parametrize(("value", "unit", "taken"), [
    ("9999", "亿元", True), ("99999999999", "亿元", False), ("0.0000004", "元", False), ("0", "亿元", True),
])  # fmt: skip
def test_a_filed_figure_is_of_a_size_that_can_be_kept(value: str, unit: str, taken: bool) -> None:
    told = {found.code for found in filed(累计完成=value, 计量单位=unit).all_findings}
    assert ("number-beyond-bounds" not in told) is taken


@pytest.mark.parametrize(("sentence", "kind"), [
    ("城乡居民收入排名进入全国前500位", Kind.RANK), ("GDP增速排名全国第4000位", Kind.RANK),
    ("GDP增速排名全国第4001位", Kind.QUALITATIVE),
    ("完成投资999999999亿元", Kind.LEVEL), ("完成投资999999999999万亿元", Kind.QUALITATIVE),
    ("新建道路0.0000000000001公里", Kind.QUALITATIVE), ("新建道路0.5公里", Kind.LEVEL),
])  # fmt: skip
def test_a_target_beyond_the_bounds_is_kept_in_words_for_review(sentence: str, kind: Kind) -> None:
    task_list = listed(县工作任务=sentence)
    (target,) = [one for one in task_list.targets if one.source_column == "district_task"]
    assert target.kind is kind
    told = [found.seen for found in task_list.findings if found.code == "figure-beyond-bounds"]
    assert bool(told) is (kind is Kind.QUALITATIVE)
    assert (target.value is None) is (kind is Kind.QUALITATIVE)


def test_what_a_target_states_out_of_order_is_left_out_for_review() -> None:
    task_list = listed()
    stated = task_list.targets[0]
    march, may = dt.date(2025, 3, 1), dt.date(2025, 5, 31)
    odd = (
        replace(stated, period_start=may, period_end=march),
        replace(stated, value=Decimal(5), value_max=Decimal(3)),
        replace(stated, value=None),
        replace(stated, period_start=march, period_end=may, value_max=Decimal(400)),
    )
    bounded = within_bounds(replace(task_list, targets=odd))
    dated, ranged, blank, fine = bounded.targets
    assert (dated.period_start, dated.period_end, dated.value) == (None, None, stated.value)
    assert (ranged.kind, blank.kind) == (Kind.QUALITATIVE, Kind.QUALITATIVE)
    assert {one.confidence for one in (dated, ranged, blank)} == {Confidence.REVIEW}
    assert fine == odd[3]
    told = [found.code for found in bounded.findings[len(task_list.findings) :]]
    assert told == ["window-doubtful", "figure-beyond-bounds", "figure-beyond-bounds"]


def test_an_office_with_a_name_of_no_office_is_told_and_not_taken() -> None:
    longest, beyond = "县" + "长" * (OFFICE.most - 2) + "局", "县" + "长" * (OFFICE.most - 1) + "局"
    task_list = listed(责任单位=f"{longest}、{beyond}")
    assert longest in task_list.tasks[0].units
    assert beyond not in task_list.tasks[0].units
    assert [found.seen for found in task_list.findings if found.code == "office-name-odd"] == [beyond]


def test_a_list_of_more_tasks_than_any_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.task_lists.bounded.TASKS", type(TASKS)(1, 3, "few, to be quick"))
    assert "too-many-tasks" not in {found.code for found in listed(rows=3).findings}
    assert "too-many-tasks" in {found.code for found in listed(rows=4).findings}


def test_a_figure_is_nothing_or_of_a_size_that_the_tables_hold() -> None:
    least, most = Decimal(FIGURE.least), Decimal(FIGURE.most)
    assert is_figure(None, Decimal(0), least, -least, most, -most)
    for beyond in (least / 2, -least / 2, most + 1, -most - 1):
        assert not is_figure(Decimal(1), beyond)
