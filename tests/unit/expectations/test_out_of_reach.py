"""What intake accepts, the gate accepts: nothing that a file says makes a check fail on which a night stops.

`reach.toml` says of every stop check of every suite and of every test of dbt which bound of intake it equals, which finding
refuses what lies outside, or why no file's content reaches it. Here that is held against the checks that there are, and each
bound and finding is tried with a value on each side, through the readers.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from expectations.model import Expectation, FailureEffect
from expectations.suites import load_suites
from ingest.bounds import BOUNDS, OFFICE, PLACE
from ingest.documents.door import read_document
from ingest.documents.reader import Use, read_bytes
from ingest.findings import Finding
from ingest.rules.overlay import Layers
from ingest.rules.reader import read_rules
from ingest.rules.tables import RULE_TABLES
from ingest.seeds import Seeds
from ingest.task_lists.review.corrections import read_review
from ingest.task_lists.review.workbook import write_review
from tests.support.one_row import filed, listed, published
from tests.unit.progress import progress_home
from tests.unit.task_lists.review import test_review as review
from tests.unit.task_lists.review import test_words as words
from tests.unit.task_lists.review.books import open_book

REPOSITORY = Path(__file__).parents[3]
REACH = tomllib.loads((Path(__file__).parent / "reach.toml").read_text(encoding="utf-8"))
BOUND, REFUSED = REACH["bound"], REACH["refused"]
OUT_OF_REACH = [check for told in REACH["out_of_reach"].values() for check in told["checks"]]
STOPS = {e.id: e for suite in load_suites().values() for e in suite.expectations if e.effect is FailureEffect.STOP}

Codes = Callable[[Path], set[str]]


@dataclass(frozen=True)
class Sides:
    """What readers say of a value on the bound, and of one beyond it; the codes that refuse are those of `code`."""

    inside: Codes
    outside: Codes
    code: str


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {found.code for found in findings}


def by_filing(**cells: str) -> Codes:
    return lambda _: codes(filed(**cells).all_findings)


def by_figures(**cells: str) -> Codes:
    return lambda _: codes(published(**cells).findings)


def by_list(**cells: Any) -> Codes:
    return lambda _: codes(listed(**cells).findings)


def by_rules(table: str, **cells: str) -> Codes:
    """What is said of a file with one row of a table, the first one that the program comes with but for `cells`."""
    first = next(iter(Seeds().rows(table)), dict.fromkeys(RULE_TABLES[table].columns, ""))
    row = {**first, **cells}
    data = f"{','.join(row)}\n{','.join(row.values())}\n".encode()
    return lambda _: codes(
        read_rules(read_bytes(data, f"{table}.csv", use=Use.FIGURES), f"{table}.csv", Layers(Seeds().rows)).findings
    )


def by_review(**cells: object) -> Codes:
    def read(folder: Path) -> set[str]:
        path = write_review(review.LIST, folder / "review.xlsx")
        review.correct(path, 2, **cells)
        return codes(read_review(read_document(path))[1])

    return read


def by_addition(**cells: object) -> Codes:
    full = {
        "kind": "数量",
        "value": 20,
        "unit": "亩",
        "comparator": "不低于",
        "metric": "植树",
        "所在任务": "重点工作-1 生态建设",
    }
    return lambda folder: codes(open_book(folder).add(**full, **cells).send()[1])


def withdrawn(table: str, **which: str) -> tuple[Finding, ...]:
    """What is said of a file that takes away the rows of a table in which a column has a value."""
    rows = [row for row in Seeds().rows(table) if which.items() <= row.items()]
    lines = [",".join((*RULE_TABLES[table].columns, "withdrawn")), *(",".join((*row.values(), "true")) for row in rows)]
    data = "\n".join(lines).encode()
    return read_rules(read_bytes(data, f"{table}.csv", use=Use.FIGURES), f"{table}.csv", Layers(Seeds().rows)).findings


def by_words(**cells: object) -> Codes:
    return lambda folder: codes(words.said(words.teach(open_book(folder), {**words.MU, **cells}))[1])


LONG = "本月推进顺利，各项工作按计划开展。" * 40
RANK = {"unit": "区商务局", "任务编号": "重点工作-1-9", "任务名称": "进出口总额", "计量单位": "", "累计完成": ""}
GROWTH = {"kind": "同比增速", "comparator": "不低于", "unit": "%"}
WEIGHT = {"target_key": "重点工作-1/1", "valid_from": "2024-01-01"}
JANUARY, MARCH = dt.date(2024, 1, 31), dt.date(2024, 3, 31)

# of each check of [bound] and [refused], a value on each side
SIDES: dict[str, Sides] = {
    "benchmarks_rank_is_a_place": Sides(
        by_figures(口径="排名", 单位="", 数值=str(PLACE.most)),
        by_figures(口径="排名", 单位="", 数值=str(PLACE.most + 1)),
        "benchmark-rank-beyond",
    ),
    "filing_rows_rank_is_a_place": Sides(
        by_filing(**RANK, 排名=str(PLACE.most)), by_filing(**RANK, 排名=str(PLACE.most + 1)), "rank-invalid"
    ),
    "targets_rank_is_a_place": Sides(
        by_list(县工作任务=f"GDP增速排名全国第{PLACE.most}位"),
        by_list(县工作任务=f"GDP增速排名全国第{PLACE.most + 1}位"),
        "figure-beyond-bounds",
    ),
    "filings_unit_known": Sides(
        by_list(责任单位="县" + "长" * (int(OFFICE.most) - 2) + "局"),
        by_list(责任单位="县" + "长" * (int(OFFICE.most) - 1) + "局"),
        "office-name-odd",
    ),
    "fct_target_weight": Sides(
        by_rules("target_weights", **WEIGHT, weight="100"),
        by_rules("target_weights", **WEIGHT, weight="100.01"),
        "rules-out-of-range",
    ),
    "filing_rows_base_not_smaller_by_a_factor": Sides(
        by_filing(计量单位="元", 累计完成="0.000001"), by_filing(计量单位="元", 累计完成="0.0000004"), "number-beyond-bounds"
    ),
    "targets_base_keeps_sign": Sides(
        by_list(县工作任务="新建道路0.001公里"), by_list(县工作任务="新建道路0.0000004公里"), "figure-beyond-bounds"
    ),
    "benchmarks_have_a_value": Sides(by_figures(数值="5"), by_figures(数值="约5"), "benchmark-not-a-number"),
    "benchmarks_window_in_order": Sides(
        by_figures(开始日期="2023-12-31"), by_figures(开始日期="2024-01-01"), "benchmark-dates-reversed"
    ),
    "filings_period_written_right": Sides(by_filing(period="2023年11月"), by_filing(period="2023年13月"), "period-unreadable"),
    "filings_list_known": Sides(
        by_filing(),
        lambda _: codes(filed(context=replace(progress_home.context(), lists={}, tasks=(), targets=())).all_findings),
        "no-task-list",
    ),
    "filing_rows_one_figure_a_target_and_area": Sides(by_filing(), by_filing(twice="101"), "duplicate-row"),
    "filing_rows_state_something": Sides(by_filing(), by_filing(累计完成=""), "measures-all-blank"),
    "targets_numeric_kinds_have_a_value": Sides(by_review(**GROWTH, value=7), by_review(**GROWTH), "review-kind-without-value"),
    "targets_range_in_order": Sides(
        by_review(**GROWTH, value=7, value_max=8), by_review(**GROWTH, value=7, value_max=6), "review-range-out-of-order"
    ),
    "targets_window_in_order": Sides(
        by_review(period_start=JANUARY, period_end=MARCH),
        by_review(period_start=MARCH, period_end=JANUARY),
        "review-dates-out-of-order",
    ),
    "taught_words_have_an_author": Sides(by_words(), by_words(填写人=None), "word-without-author"),
    "taught_words_factor_readable": Sides(by_words(), by_words(换算=None), "word-without-factor"),
    "targets_span_stated": Sides(by_addition(语句="植树20垧以上"), by_addition(), "added-row-without-sentence"),
    "tasks_no_key_twice_in_a_version": Sides(
        by_list(rows=2, 工作任务="道路{n}"), by_list(rows=2, 工作任务="道路{n}", 序号="1"), "duplicate-task-number"
    ),
    "dim_area_levels": Sides(lambda _: set(), lambda _: codes(withdrawn("areas", level="district")), "rules-broken-together"),
    "reporting_periods_grace_after_due": Sides(
        by_rules("reporting_calendar", grace_days="0"), by_rules("reporting_calendar", grace_days="-1"), "rules-out-of-range"
    ),
}
# what another test tries with all there is
ELSEWHERE = {
    "tests/unit/test_bounds.py": (
        "benchmark_findings_message", "filing_findings_message", "rule_findings_message", "task_list_findings_message",
        "task_lists_hold_tasks",
    ),
}  # fmt: skip


def test_every_check_on_which_a_night_stops_is_accounted_for(capsys: pytest.CaptureFixture[str]) -> None:
    told = [*BOUND, *REFUSED, *OUT_OF_REACH]
    assert sorted(told) == sorted(STOPS)
    with capsys.disabled():
        print(
            f"\nstop checks of the suites: {len(STOPS)}; equal to a bound of intake {len(BOUND)}, "
            f"refused by a finding {len(REFUSED)}, out of reach {len(OUT_OF_REACH)}"
        )  # fmt: skip


def test_each_bound_and_each_refusal_is_tried_on_both_sides() -> None:
    elsewhere = [check for checks in ELSEWHERE.values() for check in checks]
    assert sorted([*SIDES, *elsewhere]) == sorted([*BOUND, *REFUSED])
    assert all((REPOSITORY / path).exists() for path in ELSEWHERE)


@pytest.mark.parametrize("check", SIDES)
def test_what_lies_on_the_bound_is_taken_and_what_lies_beyond_is_a_finding(check: str, tmp_path: Path) -> None:
    sides = SIDES[check]
    if check in REFUSED:
        assert REFUSED[check] == sides.code
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    assert sides.code not in sides.inside(tmp_path / "in")
    assert sides.code in sides.outside(tmp_path / "out")


@pytest.mark.parametrize("check", BOUND)
def test_a_suite_stops_beyond_the_numbers_that_readers_keep_to(check: str) -> None:
    expectation, bound = STOPS[check], BOUNDS[BOUND[check]]
    if "min_value" in expectation.kwargs:
        assert (expectation.kwargs["min_value"], expectation.kwargs["max_value"]) == (bound.least, bound.most)
    else:
        assert "value == value_base" in str(expectation.derive) or "== cumulative_value" in str(expectation.derive)


def dbt_tests(manifest: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(kind, what it is of, unique id) of every test of dbt that stops a build."""
    found = []
    for node in manifest["nodes"].values():
        if node["resource_type"] == "test" and node["config"]["severity"].lower() == "error":
            kind = (node.get("test_metadata") or {}).get("name")
            found.append((kind or node["name"], node.get("attached_node") or "singular", node["unique_id"]))
    return found


def test_every_test_of_dbt_is_accounted_for(manifest: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    rules = REACH["dbt"]
    met: dict[int, int] = dict.fromkeys(range(len(rules)), 0)
    unmet = []
    for kind, of, unique_id in dbt_tests(manifest):
        first = next((n for n, rule in enumerate(rules) if fnmatch(kind, rule["test"]) and fnmatch(of, rule["of"])), None)
        if first is None:
            unmet.append(unique_id)
        else:
            met[first] += 1
    assert unmet == []
    assert [rules[n] for n, count in met.items() if not count] == []
    assert [rule["held_by"] for rule in rules if not (REPOSITORY / rule["held_by"]).exists()] == []
    with capsys.disabled():
        print(f"\ntests of dbt: {sum(met.values())}, by {len(rules)} reasons")


def test_a_check_that_nobody_has_accounted_for_is_found() -> None:
    unknown: dict[str, Expectation] = {**STOPS, "new_check": next(iter(STOPS.values()))}
    assert sorted(unknown) != sorted([*BOUND, *REFUSED, *OUT_OF_REACH])
