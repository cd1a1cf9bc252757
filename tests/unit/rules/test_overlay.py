"""Rows laid over rows: by key and by the days on which they hold."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ingest.rules.overlay import lay_over
from ingest.rules.tables import RULE_TABLES
from ingest.seeds import SeedRow

WEIGHTS, ALIASES = RULE_TABLES["target_weights"], RULE_TABLES["unit_aliases"]


def weight(value: str, first: str, last: str = "", key: str = "t", *, withdrawn: bool = False) -> SeedRow:
    row = {"target_key": key, "weight": value, "valid_from": first, "valid_to": last, "reason": ""}
    return {**row, "withdrawn": "true"} if withdrawn else row


def test_a_new_row_ends_the_older_one_on_the_day_before_it() -> None:
    assert lay_over(WEIGHTS, [weight("1", "2000-01-01")], [weight("2", "2024-03-01")]) == [
        weight("1", "2000-01-01", "2024-02-29"),
        weight("2", "2024-03-01"),
    ]


def test_after_a_row_with_an_end_the_older_one_holds_again() -> None:
    assert lay_over(WEIGHTS, [weight("1", "2000-01-01")], [weight("2", "2024-03-01", "2024-03-31")]) == [
        weight("1", "2000-01-01", "2024-02-29"),
        weight("1", "2024-04-01"),
        weight("2", "2024-03-01", "2024-03-31"),
    ]


def test_a_row_that_begins_on_the_same_day_takes_the_place_of_the_older_one() -> None:
    rows = [weight("5", "2000-01-01", key="s"), weight("1", "2000-01-01"), weight("7", "2000-01-01", key="u")]
    assert lay_over(WEIGHTS, rows, [weight("2", "2000-01-01", "2023-12-31")]) == [
        rows[0],
        weight("2", "2000-01-01", "2023-12-31"),
        rows[2],
    ]


def test_a_withdrawn_row_is_gone_and_nothing_else() -> None:
    rows = [weight("1", "2000-01-01", "2024-02-29"), weight("2", "2024-03-01")]
    assert lay_over(WEIGHTS, rows, [weight("", "2024-03-01", withdrawn=True)]) == rows[:1]
    assert lay_over(WEIGHTS, rows, [weight("", "2022-01-01", withdrawn=True)]) == rows


def test_a_withdrawn_row_gives_back_what_it_had_covered() -> None:
    base, march = weight("1", "2000-01-01"), weight("2", "2024-03-01", "2024-03-31")
    assert lay_over(WEIGHTS, [base], [march, weight("", "2024-03-01", withdrawn=True)]) == [base]


def test_a_piece_may_be_changed_or_withdrawn_by_itself() -> None:
    base, march = weight("1", "2000-01-01"), weight("2", "2024-03-01", "2024-03-31")
    first, after = weight("1", "2000-01-01", "2024-02-29"), weight("1", "2024-04-01")
    assert lay_over(WEIGHTS, [base], [march]) == [first, after, march]
    assert lay_over(WEIGHTS, [base], [march, {**first, "weight": "9"}]) == [after, {**first, "weight": "9"}, march]
    assert lay_over(WEIGHTS, [base], [march, {**after, "weight": "9"}]) == [first, march, {**after, "weight": "9"}]
    assert lay_over(WEIGHTS, [base], [march, weight("", "2024-04-01", withdrawn=True)]) == [first, march]
    # and once more, back again
    assert lay_over(WEIGHTS, [base], [march, weight("", "2024-04-01", withdrawn=True), after]) == [first, march, after]


def test_without_a_history_the_key_alone_counts() -> None:
    old = {"alias": "区发展改革局", "unit_name": "区发改局", "valid_from": "2000-01-01", "valid_to": ""}
    new = {**old, "unit_name": "区发展和改革委", "valid_from": "2024-01-01"}
    assert lay_over(ALIASES, [old], [new]) == [new]


_DAYS = st.integers(0, 40).map(lambda n: dt.date(2024, 1, 1) + dt.timedelta(days=n))
_SPANS = st.tuples(_DAYS, st.none() | _DAYS).filter(lambda span: span[1] is None or span[0] <= span[1])


@given(st.lists(_SPANS, max_size=6, unique_by=lambda span: span[0]))
def test_on_every_day_the_row_that_came_last_and_holds_decides(spans: list[tuple[dt.date, dt.date | None]]) -> None:
    base = weight("base", "2000-01-01")
    above = [weight(str(n), first.isoformat(), last.isoformat() if last else "") for n, (first, last) in enumerate(spans)]
    laid = lay_over(WEIGHTS, [base], above)
    for day in (dt.date(2023, 12, 31) + dt.timedelta(days=n) for n in range(50)):
        holding = [row for row in laid if row["valid_from"] <= day.isoformat() <= (row["valid_to"] or "9999")]
        assert len(holding) <= 1
        last_said = [row for row in above if row["valid_from"] <= day.isoformat() <= (row["valid_to"] or "9999")]
        if last_said:
            assert [row["weight"] for row in holding] == [last_said[-1]["weight"]]
