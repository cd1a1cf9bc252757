"""Why a matter is over: thanks only for what its unit did, and the words that say what else it was."""

import datetime as dt
from typing import Any

import pytest

from orchestration.alerts.endings import endings_of
from orchestration.alerts.matters import matters_of
from orchestration.alerts.model import Ending, NightFacts, Told
from tests.unit.alerts.nights import D, fault, filing, judged, night, rules

NEW, OLD = "cd" * 32, "ab" * 32
TOLD_ON = D(2023, 12, 9)


def told(before: NightFacts) -> Told:
    """What was told of the one matter of a night."""
    (matter,) = matters_of(before, rules(), {})
    return Told(
        "mail:x", matter.key, matter.kind, matter.state, matter.headline, TOLD_ON, False, False, matter.unit, matter.list_id
    )


def ending(before: NightFacts, now: NightFacts) -> Ending:
    return endings_of(now)(told(before))[0]


MISSING = night(filings=(filing(),))
REJECTED = night(filings=(filing(status="returned"),), faults=(fault(),))


@pytest.mark.parametrize("before", [MISSING, REJECTED])
@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (filing(status="late", file_sha256=NEW), Ending.BY_UNIT),
        (filing(status="on_time", file_sha256=NEW), Ending.BY_UNIT),
        # the calendar has another day for it, or the list asks the unit for nothing any more
        (filing(status="not_due", due_on=D(2024, 1, 5)), Ending.NOT_ASKED),
        (filing(status="missing", is_expected=False), Ending.NOT_ASKED),
        (None, Ending.NOT_ASKED),
    ],
)
def test_a_filing_that_was_asked_for(before: NightFacts, now: Any, wanted: Ending) -> None:
    assert ending(before, night(filings=(now,) if now else ())) is wanted


def test_the_very_file_that_was_refused_is_read_now() -> None:
    assert ending(REJECTED, night(filings=(filing(status="late", file_sha256=OLD),))) is Ending.OTHERWISE


@pytest.mark.parametrize("effect", ["row", "none"])
def test_rows_held_back_and_cells_to_look_at_again(effect: str) -> None:
    before = night(filings=(filing(status="on_time"),), faults=(fault(effect=effect),))
    assert ending(before, night(settled=frozenset({OLD, NEW}))) is Ending.BY_UNIT
    # nobody has sent anything: the finding is no finding any more
    assert ending(before, night(settled=frozenset({NEW}))) is Ending.OTHERWISE


def test_a_file_that_names_no_unit() -> None:
    before = night(faults=(fault(unit="", period="", list_id=""),))
    assert ending(before, night(settled=frozenset({OLD}))) is Ending.BY_UNIT
    assert ending(before, night()) is Ending.OTHERWISE


def after(**changes: Any) -> NightFacts:
    row = {"filing_unit": "区科工局", "filed_on": D(2023, 12, 1), "worded_on": D(2023, 11, 25), **changes}
    return night(judged=(judged(status="已完成", light="绿", **row),))


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (after(filed_on=D(2023, 12, 10)), Ending.BY_UNIT),
        # what was there when it was told last is not what ended it
        (after(filed_on=TOLD_ON), Ending.OTHERWISE),
        (after(filed_on=D(2023, 12, 10), filing_unit="区发改局"), Ending.OTHERWISE),
        (after(worded_on=D(2023, 12, 10)), Ending.LIST_CHANGED),
        (after(published_on=D(2023, 12, 10)), Ending.PUBLISHED_FIGURE),
        # the last of them, and no thanks where it may have been the other
        (after(filed_on=D(2023, 12, 10), worded_on=D(2023, 12, 11)), Ending.LIST_CHANGED),
        (after(filed_on=D(2023, 12, 11), worded_on=D(2023, 12, 10)), Ending.BY_UNIT),
        (after(filed_on=D(2023, 12, 10), published_on=D(2023, 12, 10)), Ending.PUBLISHED_FIGURE),
        (after(filed_on=D(2023, 12, 10), worded_on=D(2023, 12, 10)), Ending.LIST_CHANGED),
        (night(targets=frozenset({"beita-2023-11/重点工作-1-7/1"})), Ending.OTHERWISE),
        (night(), Ending.TARGET_GONE),
    ],
)
@pytest.mark.parametrize(
    "before", [night(judged=(judged(),)), night(judged=(judged(light="黄", unit_word="正常推进", differs=True),))]
)
def test_a_target(before: NightFacts, now: NightFacts, wanted: Ending) -> None:
    assert ending(before, now) is wanted


def test_the_last_word_on_a_target_says_what_it_is_and_what_it_was() -> None:
    _, lines = endings_of(after(restatement="更正：本期锁定时判定为严重滞后"))(told(night(judged=(judged(),))))
    assert lines == ("现判定为“已完成”（绿灯）。", "更正：本期锁定时判定为严重滞后。")


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("gate_failed", Ending.RECOVERED),
        ("system_fault", Ending.RECOVERED),
        ("quality", Ending.RECOVERED),
        ("undeliverable", Ending.BY_UNIT),
    ],
)
def test_what_the_operator_was_told(kind: str, wanted: Ending) -> None:
    one = Told("mail:x", "gate", kind, "state", "数据未发布", dt.date(2023, 12, 9), False, False, "", "")
    assert endings_of(night())(one)[0] is wanted
