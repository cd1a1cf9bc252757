"""A suite's file that is not in order is refused, with its place; the texts of those in order are fit to be read."""

import re

import pytest

from expectations.suites import SuiteError, load_suites, parse_suite

HEAD = 'label = "填报"\nkeys = ["a"]\nrows_due = "never"\n'
ONE = """
[[expectation]]
id = "one"
type = "ExpectColumnValuesToNotBeNull"
kwargs = { column = "a" }
severity = "critical"
effect = "stop"
owner = "developer"
reason = "-"
text = "-"
"""


def test_a_suite_in_order_is_read() -> None:
    suite = parse_suite("raw", "t", HEAD + ONE)
    assert suite.name == "raw/t"
    assert [e.id for e in suite.expectations] == ["one"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + ONE + ONE, "twice"),
        (HEAD + ONE.replace("stop", "tell"), "critical and stop"),
        (HEAD + ONE.replace('owner = "developer"', 'owner = "nobody"'), "unknown owner"),
        (HEAD + ONE.replace('reason = "-"\n', ""), "missing ['reason']"),
        (HEAD + ONE.replace("kwargs", "arguments"), "unknown ['arguments']"),
        (HEAD.replace("never", "always") + ONE, "row count"),
        (HEAD + ONE.replace('type = "ExpectColumnValuesToNotBeNull"\n', ""), "either a type"),
        (HEAD + ONE + 'learn = { measure = "rows", group = "a", absolute = 1 }\n', "either a type"),
        ("= nothing", "raw/t"),
        (HEAD + "extra = 1\n" + ONE, "unknown ['extra']"),
    ],
)
def test_a_suite_out_of_order_is_refused(text: str, says: str) -> None:
    with pytest.raises(SuiteError, match=re.escape(says)):
        parse_suite("raw", "t", text)


@pytest.mark.parametrize(
    ("learn", "says"),
    [
        ('{ measure = "mode", group = "a", absolute = 1 }', "unknown measure"),
        ('{ measure = "rows", absolute = 1 }', "earlier (with a group)"),
        ('{ measure = "share", group = "a", absolute = 1 }', "needs `when`"),
        ('{ measure = "mean", group = "a", absolute = 1 }', "needs a column"),
        ('{ measure = "rows", group = "a" }', "needs a width"),
        ('{ measure = "rows", group = "a", absolute = 1, sides = "left" }', "`sides`"),
        ('{ measure = "rows", group = "a", absolute = 1, mood = 1 }', "mood"),
    ],
)
def test_a_learnt_bound_out_of_order_is_refused(learn: str, says: str) -> None:
    text = HEAD + re.sub(r"type = .*\nkwargs = .*\n", f"learn = {learn}\n", ONE)
    with pytest.raises(SuiteError, match=re.escape(says)):
        parse_suite("raw", "t", text)


def test_ids_are_names_of_checks_and_unique_over_all_suites() -> None:
    ids = [e.id for suite in load_suites().values() for e in suite.expectations]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not re.fullmatch(r"[a-z][a-z0-9_]{3,79}", i)] == []


def test_every_expectation_says_why_in_english_and_what_in_chinese() -> None:
    for suite in load_suites().values():
        for e in suite.expectations:
            assert re.search(r"[一-鿿]", e.text), e.id
            assert len(e.text) <= 40, f"{e.id}: a text for the report is one short sentence"
            assert e.reason.endswith("."), e.id
            assert len(e.reason) >= 12, f"{e.id}: a bound without a reason"
