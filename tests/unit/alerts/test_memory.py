"""Nothing is repeated before its time, nothing changed is kept back, and what is resolved is said once."""

import datetime as dt
from dataclasses import replace

from orchestration.alerts.memory import remember, resolutions, worth_telling
from orchestration.alerts.model import Ending, Matter, MatterKind, Telling, Told
from tests.unit.alerts.nights import LIU, OPERATOR, TODAY

MATTER = Matter("filing|l|u|p", MatterKind.OVERDUE, "overdue", TODAY, "逾期未报", ("还没有收到。",), unit="u", list_id="l")
TELLING = Telling(LIU, MATTER, repeat_days=3)


def by_unit(_: Told) -> tuple[Ending, tuple[str, ...]]:
    return Ending.BY_UNIT, ()


def days(count: int) -> dt.date:
    return TODAY + dt.timedelta(days=count)


def told(
    as_of: dt.date, state: str = "overdue", *, resolved: bool = False, quiet_end: bool = False, key: str = MATTER.key
) -> Told:
    return Told(LIU.key, key, "overdue", state, "逾期未报", as_of, resolved, quiet_end, "u", "l")


def fresh(as_of: dt.date, *before: Told, telling: Telling = TELLING) -> list[Telling]:
    return worth_telling([telling], remember(before), as_of)


def test_new_is_told_and_not_again_before_its_interval() -> None:
    assert [t.round for t in fresh(TODAY)] == [1]
    assert fresh(TODAY, told(TODAY)) == []
    assert fresh(days(2), told(TODAY)) == []
    assert [t.round for t in fresh(days(3), told(TODAY))] == [2]
    assert [t.round for t in fresh(days(6), told(TODAY), told(days(3)))] == [3]


def test_never_again_means_never() -> None:
    assert fresh(days(300), told(TODAY), telling=replace(TELLING, repeat_days=0)) == []


def test_a_new_state_is_told_at_once() -> None:
    assert [t.round for t in fresh(days(1), told(TODAY, "due_soon"))] == [1]


def test_a_state_that_comes_back_is_another_round() -> None:
    assert [t.round for t in fresh(days(2), told(TODAY), told(days(1), "rejected:1"))] == [2]


def test_a_matter_that_returns_after_it_was_resolved_is_told() -> None:
    assert [t.round for t in fresh(days(2), told(TODAY), told(days(1), "resolved", resolved=True))] == [2]


def test_resolved_is_said_once_to_whoever_was_told() -> None:
    before = remember([told(TODAY)])
    (last,) = resolutions(before, set(), [LIU, OPERATOR], days(1), lambda t: (Ending.LIST_CHANGED, (t.headline,)))
    assert (last.contact, last.ending, last.matter.headline, last.matter.lines) == (
        LIU,
        Ending.LIST_CHANGED,
        "逾期未报",
        ("逾期未报",),
    )
    assert resolutions(before, {MATTER.key}, [LIU], days(1), by_unit) == []
    assert resolutions(remember([told(TODAY), told(days(1), "resolved", resolved=True)]), set(), [LIU], days(2), by_unit) == []


def test_a_reminder_that_was_heeded_ends_without_a_word() -> None:
    assert resolutions(remember([told(TODAY, quiet_end=True)]), set(), [LIU], days(1), by_unit) == []


def test_an_address_no_longer_listed_is_not_written_to() -> None:
    assert resolutions(remember([told(TODAY)]), set(), [OPERATOR], days(1), by_unit) == []


def test_only_the_kinds_asked_for_are_resolved() -> None:
    assert resolutions(remember([told(TODAY)]), set(), [LIU], days(1), by_unit, kinds={MatterKind.SYSTEM_FAULT}) == []


def test_a_matter_counts_from_its_first_telling_since_it_was_last_resolved() -> None:
    history = [told(TODAY), told(days(1), "resolved", resolved=True), told(days(5)), told(days(8))]
    assert remember(history).first_told[MATTER.key] == days(5)
