"""Every expectation of every suite fails on a frame that violates it and passes on one that does not.

Generated: each frame starts from one lawful row (`lawful_rows.py`) and is broken the way the expectation's type says, or, for
derived columns, the way `BREAK` says. An expectation for which no violation can be made fails the test: it could never fail.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from expectations.model import Expectation, FailureSeverity, Learn, Status, Suite
from expectations.runner import validate
from expectations.suites import load_suites
from tests.unit.expectations.lawful_marts import MART_BREAK, MART_CASE, MARTS
from tests.unit.expectations.lawful_rows import BREAK, CASE, RAW

DBT = Path(__file__).parents[3] / "dbt_project"
SUITES = load_suites()
GOOD = {**{("raw", name): row for name, row in RAW.items()}, **{("marts", name): row for name, row in MARTS.items()}}
CASES = {**CASE, **MART_CASE}
BREAKS = {**BREAK, **MART_BREAK}
EVERY = [(suite, expectation) for suite in SUITES.values() for expectation in suite.expectations]

ONE_ROW_A_DAY = ("calendar_days", "dim_date")

Row = dict[str, Any]


@cache
def of_lawful_rows(layer: str, table: str) -> dict[str, Any]:
    """The results of a whole suite on its lawful row (of a table with a row a day: on two weeks), by the expectation's id."""
    suite, row = SUITES[layer, table], GOOD[layer, table]
    rows = days(14, row, suite.keys[0]) if table in ONE_ROW_A_DAY else [row]
    return {result.expectation.id: result for result in validate(suite, pd.DataFrame(rows))}


def judge(suite: Suite, expectation: Expectation, rows: list[Row], history: list[Row] | None = None) -> Any:
    alone = replace(suite, expectations=(expectation,))
    frame = pd.DataFrame(rows, columns=list(GOOD[suite.layer, suite.table]))
    return validate(alone, frame, None if history is None else pd.DataFrame(history))[0]


def outside(kwargs: Row) -> Any:
    """A value beyond a range."""
    return kwargs["max_value"] + 1 if "max_value" in kwargs else kwargs["min_value"] - 1


def wrong_pair(row: Row, kwargs: Row) -> Row:
    value = row[kwargs["column_B"]]
    earlier = value - dt.timedelta(days=400) if isinstance(value, dt.date) else value - 1
    return {kwargs["column_A"]: earlier}


NOT_MATCHING = ("!", "\n", "", "a b", "约30", "；", "{}", "not json")


def unlike(kwargs: Row, matches: bool) -> Row:
    for text in NOT_MATCHING:
        if bool(re.search(kwargs["regex"], text)) is not matches:
            return {kwargs["column"]: text}
    raise AssertionError(f"no text breaks {kwargs['regex']}")


def unlisted(value: Any) -> Any:
    """A value of the same type that no set of ours holds."""
    if isinstance(value, bool):
        return not value
    return 987654 if isinstance(value, int) else "别的"


VIOLATIONS: dict[str, Callable[[Row, Row], Row]] = {
    "ExpectColumnValuesToNotBeNull": lambda row, kw: {kw["column"]: None},
    "ExpectColumnValuesToBeNull": lambda row, kw: {kw["column"]: 1.0},
    "ExpectColumnValuesToBeBetween": lambda row, kw: {kw["column"]: outside(kw)},
    "ExpectColumnValueLengthsToBeBetween": lambda row, kw: {
        kw["column"]: "" if kw.get("min_value") else "字" * (kw["max_value"] + 1)
    },
    "ExpectColumnValueLengthsToEqual": lambda row, kw: {kw["column"]: "字"},
    "ExpectColumnValuesToMatchRegex": lambda row, kw: unlike(kw, matches=True),
    "ExpectColumnValuesToNotMatchRegex": lambda row, kw: unlike(kw, matches=False),
    "ExpectColumnValuesToBeJsonParseable": lambda row, kw: {kw["column"]: "{"},
    "ExpectColumnValuesToBeInSet": lambda row, kw: {kw["column"]: unlisted(row[kw["column"]])},
    "ExpectColumnPairValuesToBeEqual": lambda row, kw: {kw["column_A"]: row[kw["column_B"]] + 1},
    "ExpectColumnPairValuesAToBeGreaterThanB": wrong_pair,
    "ExpectColumnMeanToBeBetween": lambda row, kw: {kw["column"]: outside(kw)},
    "ExpectColumnProportionOfNonNullValuesToBeBetween": lambda row, kw: {kw["column"]: None},
}


def days(count: int, row: Row, column: str) -> list[Row]:
    return [{**row, column: row[column] + dt.timedelta(days=n)} for n in range(count)]


def lawful_and_broken(suite: Suite, expectation: Expectation) -> tuple[list[Row], list[Row]]:
    """Rows that satisfy an expectation with given bounds, and rows that violate it."""
    row = {**GOOD[suite.layer, suite.table], **CASES.get(expectation.id, {})}
    kwargs = dict(expectation.kwargs)
    if expectation.type == "ExpectTableRowCountToBeBetween":
        needed = kwargs["min_value"]
        return [row] * needed, [row] * (needed - 1)
    if expectation.type in ("ExpectCompoundColumnsToBeUnique", "ExpectColumnValuesToBeUnique"):
        return [row], [row, row]
    if expectation.type == "ExpectColumnProportionOfUniqueValuesToBeBetween":
        return [row] * 10, [row] * (int(1 / kwargs["min_value"]) + 10)
    if expectation.type == "ExpectColumnDistinctValuesToContainSet":
        wanted = kwargs["value_set"]
        if expectation.derive:
            return [row], [{**row, **BREAKS[expectation.id]}]
        return [{**row, kwargs["column"]: value} for value in wanted], [{**row, kwargs["column"]: "别的"}]
    if suite.table in ONE_ROW_A_DAY:
        column = suite.keys[0]
        week = [{**r, **({"is_workday": n % 7 < 5} if "is_workday" in r else {})} for n, r in enumerate(days(14, row, column))]
        if expectation.id.endswith("no_gap"):
            return week, week[:3] + week[4:]
        return week, [{**r, **BREAKS[expectation.id]} for r in week]
    broken = BREAKS.get(expectation.id) or VIOLATIONS[expectation.type](row, kwargs)
    return [row], [{**row, **broken}, {**row, **broken}]


def numbered(column: str, value: Any, index: int) -> Any:
    """A group's value: the lawful one, then later ones."""
    if isinstance(value, dt.date):
        return value + dt.timedelta(days=index)
    return value + index if isinstance(value, int) else f"2023-{index + 1:02d}"


def holds(when: str, row: Row) -> tuple[Row, Row]:
    """Changes that make a simple `column == value` or `column in [...]` hold, and not hold."""
    if match := re.fullmatch(r"(\w+) in \['([^']+)'.*\]", when):
        return {match[1]: match[2]}, {match[1]: "别的"}
    match = re.fullmatch(r"(\w+) == (True|'[^']*')", when)
    assert match, f"give {when} a simple form, or teach this test"
    value: Any = True if match[2] == "True" else match[2].strip("'")
    return {match[1]: value}, {match[1]: not value if value is True else "别的"}


def learnt_frames(suite: Suite, expectation: Expectation, learn: Learn) -> tuple[list[list[Row]], list[list[Row]]]:
    """Groups of rows, oldest first, with the judged group last: in line with history, and out of line."""
    row = {**GOOD[suite.layer, suite.table], **CASES.get(expectation.id, {})}
    past = max(learn.at_least, 1)
    size = 4
    usual: Row = row
    odd: list[Row]
    if learn.measure == "rows":
        odd = [row] * (size * 10 + int(learn.absolute)) if learn.sides != "lower" else [row]
    elif learn.measure == "share":
        yes, no = holds(learn.when, row)
        usual, unusual = (yes, no) if learn.sides == "lower" else (no, yes)
        usual, odd = {**row, **usual}, [{**row, **unusual}] * size
    elif expectation.id in BREAKS:
        odd = [{**row, **BREAKS[expectation.id]}] * size
    elif learn.measure == "null_share":
        odd = [{**row, learn.column: None}] * size
    else:
        odd = [{**row, learn.column: row[learn.column] * 10**6}] * size
    return [[usual] * size for _ in range(past + 1)], [[usual] * size for _ in range(past)] + [odd]


def judge_learnt(suite: Suite, expectation: Expectation, learn: Learn, groups: list[list[Row]]) -> Any:
    if learn.source == "published":
        return judge(suite, expectation, groups[-1], history=groups[0])
    still_filling = [groups[0][:1]] * learn.skip_newest
    rows = [
        {**row, learn.group: numbered(learn.group, row[learn.group], index)}
        for index, group in enumerate([*groups, *still_filling])
        for row in group
    ]
    return judge(suite, expectation, rows)


@pytest.mark.parametrize(("suite", "expectation"), EVERY, ids=[f"{s.layer}-{e.id}" for s, e in EVERY])
def test_fails_when_violated_and_passes_otherwise(suite: Suite, expectation: Expectation) -> None:
    if expectation.learn is not None:
        lawful, broken = learnt_frames(suite, expectation, expectation.learn)
        good, bad = (judge_learnt(suite, expectation, expectation.learn, groups) for groups in (lawful, broken))
    else:
        lawful_rows, broken_rows = lawful_and_broken(suite, expectation)
        as_it_is = lawful_rows == [GOOD[suite.layer, suite.table]]
        good = of_lawful_rows(suite.layer, suite.table)[expectation.id] if as_it_is else judge(suite, expectation, lawful_rows)
        bad = judge(suite, expectation, broken_rows)
    assert good.status is Status.PASSED, good
    assert bad.status is Status.FAILED, bad
    assert bad.count >= 1
    assert bad.blocks is (expectation.severity is FailureSeverity.CRITICAL)
    if by_row(expectation):
        assert bad.sample, "a violated row is named by its keys"


def by_row(expectation: Expectation) -> bool:
    """Whether a violation is of single rows, not of the table or of a column's average."""
    whole = expectation.about_table or expectation.learn is not None
    return not whole and not any(word in expectation.type for word in ("Mean", "Proportion", "Distinct"))


def names_columns(expectation: Expectation) -> bool:
    """Whether its own columns are looked at; a comparison with what was published looks at nothing before there is any."""
    learn = expectation.learn
    return not expectation.about_table and (learn is None or learn.source == "earlier" or bool(expectation.where))


@pytest.mark.parametrize("suite", SUITES.values(), ids=[suite.name for suite in SUITES.values()])
def test_a_frame_without_its_columns_is_the_systems_fault(suite: Suite) -> None:
    results = validate(suite, pd.DataFrame({"elsewhere": [1]}))
    looking = [result for result in results if names_columns(result.expectation)]
    assert looking
    assert [r.expectation.id for r in looking if r.status is not Status.SYSTEM or not r.exception or r.success] == []


def test_every_raw_table_has_a_suite_and_every_suite_a_lawful_row() -> None:
    from ingest.raw import SCHEMAS

    assert {table for layer, table in SUITES if layer == "raw"} == set(SCHEMAS)
    assert set(SUITES) == set(GOOD)
    for name, row in RAW.items():
        assert list(row) == list(SCHEMAS[name].names), f"{name}: the lawful row and ingest/schema.py differ"


def test_every_mart_has_a_suite_and_every_lawful_row_only_columns_that_dbt_documents() -> None:
    documented: dict[str, set[str]] = {}
    for path in (DBT / "models" / "marts").glob("**/*.yml"):
        for model in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).get("models", []):
            documented[model["name"]] = {column["name"] for column in model["columns"]}
    # a view of another mart is judged with that mart
    assert {table for layer, table in SUITES if layer == "marts"} == {name for name in documented if not name.startswith("v_")}
    for name, row in MARTS.items():
        assert set(row) <= documented[name], f"{name}: {sorted(set(row) - documented[name])}"


def test_a_lawful_row_passes_its_whole_suite_but_for_counts_of_the_table() -> None:
    for layer, table in SUITES:
        failed = [
            r.expectation.id for r in of_lawful_rows(layer, table).values() if not r.success and not r.expectation.about_table
        ]
        # of a single row: two weeks without a holiday, one level of the tree
        assert [one for one in failed if one not in ("calendar_days_workday_share", "dim_area_levels")] == []
