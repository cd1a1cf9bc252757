"""How a frame is judged: vacuous, system and learnt outcomes, samples, and what an orchestrator is told."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from expectations.checks import as_check, describe, gate
from expectations.frames import accepted_rows, normalise, raw_frame, rows_are_due
from expectations.learnt import learn_bound
from expectations.model import FailureEffect, FailureSeverity, Learn, Status
from expectations.results import read_results, write_results
from expectations.runner import validate
from expectations.suites import load_suites
from ingest.raw import ensure_tables, write_batch
from tests.unit.expectations.lawful_rows import RAW

SUITES = load_suites()
FILINGS = SUITES["raw", "filings"]


def test_an_empty_frame_fails_where_rows_are_due_and_proves_nothing_else() -> None:
    empty = pd.DataFrame(columns=list(RAW["filings"]))
    results = validate(FILINGS, empty, accepted={"raw/received_files:progress": 3})
    assert results[0].expectation.id == "filings_rows"
    assert [r.status for r in results] == [Status.FAILED] + [Status.VACUOUS] * (len(results) - 1)


def test_an_empty_frame_is_lawful_while_nothing_has_come() -> None:
    empty = pd.DataFrame(columns=list(RAW["filings"]))
    results = validate(FILINGS, empty, accepted={"raw/received_files:progress": 0})
    assert {r.status for r in results} == {Status.VACUOUS}
    assert all(r.success for r in results)


def test_an_empty_frame_without_its_columns_is_still_the_systems_fault() -> None:
    results = validate(FILINGS, pd.DataFrame(), accepted={"raw/received_files:progress": 0})
    by_id = {r.expectation.id: r for r in results}
    assert by_id["filings_period_written_right"].status is Status.SYSTEM
    assert "period" in by_id["filings_period_written_right"].exception


def test_text_in_a_column_of_numbers_is_a_system_result_with_its_error() -> None:
    results = validate(FILINGS, pd.DataFrame([{**RAW["filings"], "rows_read": "forty"}]))
    result = next(r for r in results if r.expectation.id == "filings_rows_add_up")
    assert result.status is Status.SYSTEM
    assert result.exception
    assert "系统问题" in describe(result)


def test_a_violation_names_its_rows_its_value_and_their_number() -> None:
    rows = [{**RAW["filings"], "receipt_seq": n, "period": "2023年11月"} for n in range(8)]
    result = next(r for r in validate(FILINGS, pd.DataFrame(rows)) if r.expectation.id == "filings_period_written_right")
    assert (result.status, result.count, result.rows) == (Status.FAILED, 8, 8)
    assert result.sample == tuple(f"{n} · 区发改局 · 2023年11月" for n in range(5))
    assert result.seen == "2023年11月"
    passed, severity, metadata = as_check(result)
    assert (passed, severity) == (False, "ERROR")
    assert metadata["violations"] == 8
    assert metadata["owner"] == "developer"


def test_what_is_wanted_is_told_in_words_and_what_is_seen_is_what_is_there() -> None:
    without = [{**RAW["tasks"], "city_target": "", "district_task": ""}]
    of_district = [{**RAW["tasks"], "city_target": "", "district_task": "全县新建公厕3座。"}]
    of_tasks = SUITES["raw", "tasks"]
    (told,) = gate(validate(of_tasks, pd.DataFrame(without)))[2]
    assert "，应为 不低于 1，至少50%的行如此，" in told
    assert gate(validate(of_tasks, pd.DataFrame(of_district)))[2] == []


def test_a_gate_stops_for_a_critical_failure_and_tells_of_a_warning() -> None:
    rows = [{**RAW["filings"], "period": "11月", "filed_on": dt.date(2025, 1, 1)}]
    publishes, stops, tells = gate(validate(FILINGS, pd.DataFrame(rows)))
    assert not publishes
    assert ["报告期的写法不对" in line for line in stops] == [True]
    assert ["填报日期晚于收到日期" in line for line in tells] == [True]


def test_a_warning_alone_does_not_stop() -> None:
    publishes, stops, _ = gate(validate(FILINGS, pd.DataFrame([{**RAW["filings"], "filed_on": dt.date(2025, 1, 1)}])))
    assert (publishes, stops) == (True, [])


def periods(counts: list[int]) -> pd.DataFrame:
    """So many filings in each month from January."""
    return pd.DataFrame(
        [
            {**RAW["filings"], "period": f"2023-{month:02d}", "receipt_seq": n}
            for month, n_rows in enumerate(counts, 1)
            for n in range(n_rows)
        ]
    )


def test_a_bound_is_learnt_from_accepted_history_and_says_for_which_group() -> None:
    learn = Learn(measure="rows", group="period", same="list_id", spread=6.0, relative=1.0, sides="upper")
    bound = learn_bound(normalise(periods([20, 22, 20, 60])), learn, None)
    assert bound is not None
    assert (bound.group, bound.value, bound.low, bound.high) == ("2023-04", 60.0, None, 40.0)


def test_a_bound_keeps_to_the_list_now_running_whatever_the_order_of_rows() -> None:
    other = pd.DataFrame([{**RAW["filings"], "list_id": "beita-2022-01", "period": "2022-12"}] * 90)
    learn = Learn(measure="rows", group="period", same="list_id", relative=1.0)
    mixed = normalise(pd.concat([periods([20, 22, 20, 30]), other]))
    bound = learn_bound(mixed, learn, None)
    assert bound is not None
    assert (bound.value, bound.low, bound.high) == (30.0, 0.0, 40.0)
    assert learn_bound(mixed.iloc[::-1], learn, None) == bound


def test_too_little_history_judges_nothing() -> None:
    results = validate(FILINGS, periods([20, 60]))
    learnt = [r for r in results if r.expectation.learn is not None]
    assert {r.status for r in learnt} == {Status.NO_HISTORY}
    assert all(r.success for r in learnt)


def test_one_odd_period_in_the_past_does_not_move_the_bound() -> None:
    learn = Learn(measure="rows", group="period", spread=6.0, relative=1.0, sides="upper")
    usual = learn_bound(normalise(periods([20, 20, 20, 20, 20, 30])), learn, None)
    with_odd = learn_bound(normalise(periods([20, 20, 400, 20, 20, 30])), learn, None)
    assert usual is not None
    assert with_odd is not None
    assert usual.high == with_odd.high == 40.0


def test_what_was_published_is_a_history_too() -> None:
    suite = replace(
        FILINGS,
        expectations=tuple(
            replace(e, learn=Learn(measure="rows", source="published", relative=0.2, sides="lower"), where="")
            for e in FILINGS.expectations
            if e.id == "filings_per_period_lower"
        ),
    )
    before, after = periods([10]), periods([7])
    assert validate(suite, after, history=before)[0].status is Status.FAILED
    assert validate(suite, before, history=before)[0].status is Status.PASSED
    assert validate(suite, after, history=None)[0].status is Status.NO_HISTORY


@pytest.mark.parametrize(
    ("rows_due", "accepted", "due"),
    [
        ("always", {}, True),
        ("never", {}, False),
        ("raw/task_lists", None, True),
        ("raw/task_lists", {"raw/task_lists": 0}, False),
        ("raw/task_lists", {"raw/task_lists": 2}, True),
        ("raw/received_files:progress", {"raw/received_files": 0}, False),
    ],
)
def test_when_rows_are_due(rows_due: str, accepted: dict[str, int] | None, due: bool) -> None:
    assert rows_are_due(rows_due, accepted) is due


def test_raw_tables_become_frames_of_plain_numbers_and_days_as_known_at_a_date(tmp_path: Path) -> None:
    ensure_tables(tmp_path)
    early = {**RAW["targets"], "value": None, "value_base": None, "received_as_of": dt.date(2023, 11, 20)}
    late = {**early, "received_as_of": dt.date(2024, 1, 5)}
    write_batch(tmp_path, "b1", {"targets": [early]})
    write_batch(tmp_path, "b2", {"targets": [late]})
    frame = raw_frame(tmp_path, "targets", dt.date(2023, 12, 5))
    assert len(frame) == 1
    assert frame["value"].dtype == "float64"
    assert str(frame["due"].dtype).startswith("datetime64")
    assert len(raw_frame(tmp_path, "targets")) == 2


def test_of_rows_with_spans_only_those_known_that_night_are_checked(tmp_path: Path) -> None:
    day, night = dt.date(2023, 4, 8), dt.date(2023, 3, 21)
    plain = {"day": day, "holiday": "", "is_workday": True, "known_from": None, "known_to": night}
    write_batch(
        tmp_path, "a", {"calendar_days": [plain, {**plain, "is_workday": False, "known_from": night, "known_to": None}]}
    )
    for as_of, is_workday in ((night - dt.timedelta(days=1), True), (night, False), (None, False)):
        assert list(raw_frame(tmp_path, "calendar_days", as_of)["is_workday"]) == [is_workday]


def test_accepted_rows_leave_out_the_rejected_and_count_files_by_kind() -> None:
    filings = pd.DataFrame([RAW["filings"], {**RAW["filings"], "verdict": "rejected"}])
    received = pd.DataFrame([RAW["received_files"], {**RAW["received_files"], "kind": "task_list"}])
    counts = accepted_rows({"raw/filings": filings, "raw/received_files": received})
    assert counts["raw/filings"] == 1
    assert counts["raw/received_files:progress"] == 1
    assert counts["raw/received_files:benchmark"] == 0


def test_severity_and_effect_agree_everywhere() -> None:
    for suite in SUITES.values():
        for e in suite.expectations:
            assert (e.severity is FailureSeverity.CRITICAL) == (e.effect is FailureEffect.STOP)


def test_results_are_kept_a_file_a_suite_and_replaced_when_the_night_is_run_again(tmp_path: Path) -> None:
    night = dt.date(2023, 12, 5)
    bad = pd.DataFrame([{**RAW["filings"], "period": "11月"}])
    write_results(tmp_path, night, FILINGS, validate(FILINGS, bad))
    kept = {row["expectation_id"]: row for row in read_results(tmp_path, night)}
    assert kept["filings_period_written_right"]["line"].startswith("raw/filings：报告期的写法不对")
    assert kept["filings_period_written_right"]["seen"] == "11月"
    write_results(tmp_path, night, FILINGS, validate(FILINGS, pd.DataFrame([RAW["filings"]])))
    assert all(row["success"] for row in read_results(tmp_path, night))
    assert len(read_results(tmp_path, night)) == len(FILINGS.expectations)
    assert read_results(tmp_path, dt.date(2023, 12, 6)) == []
