"""Judges a frame by a suite, through Great Expectations, and turns what comes back into results.

The one module that imports Great Expectations, inside `_gx` and once a process: the import costs seconds.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from expectations.frames import normalise, rows_are_due, view
from expectations.learnt import learn_bound
from expectations.model import Expectation, Learn, Result, Status, Suite

if TYPE_CHECKING:
    import pandas as pd

SAMPLE_SIZE = 5
_TEXT_LIMIT = 200

# what an expression or a comparison of pandas raises over a frame that is not as expected
_FRAME_ERRORS = (KeyError, ValueError, TypeError, NameError, AttributeError, SyntaxError, ArithmeticError)


@cache
def _gx() -> tuple[Any, Any]:
    """The expectation classes and the one whole-frame batch definition of a quiet ephemeral context."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # before the import: GX reads it once
    import great_expectations as gx
    import great_expectations.expectations as gxe
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    context.enable_analytics(False)
    asset = context.data_sources.add_pandas("frames").add_dataframe_asset("frame")
    return gxe, asset.add_batch_definition_whole_dataframe("whole")


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _TEXT_LIMIT else text[: _TEXT_LIMIT - 1] + "…"


def _exception(info: Mapping[str, Any]) -> str:
    """The message of the exception GX caught, or "". It comes flat, or keyed by metric."""
    if "raised_exception" in info:
        return _short(info["exception_message"]) if info["raised_exception"] else ""
    for part in info.values():
        if isinstance(part, Mapping) and part.get("raised_exception"):
            return _short(part.get("exception_message"))
    return ""


# what an expectation asks, as it is told to people
_ASKED = {
    "min_value": "不低于 {}",
    "max_value": "不超过 {}",
    "value": "{}",
    "value_set": "{} 之一",
    "regex": "符合 {} 的写法",
    "or_equal": "",  # the expectation's own text says what must not be less than what
}


def _wanted(kwargs: Mapping[str, Any]) -> str:
    """应为 …: the bounds in words, anything else by its name."""
    asked = {key: value for key, value in kwargs.items() if value is not None and key != "mostly"}
    stated = [_ASKED.get(key, f"{key}={{}}").format(_plain(value)) for key, value in asked.items()]
    if (most := kwargs.get("mostly")) is not None:
        stated.append(f"至少{most:.0%}的行如此")
    return _short("，".join(filter(None, stated)))


def _plain(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _key(row: pd.Series, keys: Sequence[str]) -> str:
    return _short(" · ".join(f"{row[key]}" for key in keys if key in row.index))


def _judge(suite: Suite, expectation: Expectation, frame: pd.DataFrame, kwargs: Mapping[str, Any]) -> Result:
    """One expectation on one prepared frame whose index names the rows."""
    gxe, whole = _gx()
    batch = whole.get_batch({"dataframe": frame})
    outcome = batch.validate(
        getattr(gxe, expectation.type)(**kwargs),
        result_format={"result_format": "COMPLETE", "include_unexpected_rows": False},
    )
    common: dict[str, Any] = {"expectation": expectation, "layer": suite.layer, "table": suite.table, "rows": len(frame)}
    wanted = _wanted({k: v for k, v in kwargs.items() if k not in ("column", "column_list", "column_A", "column_B")})
    if exception := _exception(outcome.exception_info):
        return Result(status=Status.SYSTEM, count=1, exception=exception, wanted=wanted, **common)
    if outcome.success:
        return Result(status=Status.PASSED, seen=_short(outcome.result.get("observed_value", "")), wanted=wanted, **common)
    found = outcome.result
    places = [place for place in found.get("unexpected_index_list") or [] if place in frame.index]
    sample = tuple(_key(frame.loc[place], suite.keys) for place in places[:SAMPLE_SIZE])
    values = found.get("partial_unexpected_list") or []
    seen = "；".join(dict.fromkeys(_short(v) for v in values[:SAMPLE_SIZE])) if values else found.get("observed_value", "")
    count = int(found.get("unexpected_count") or 1)
    return Result(status=Status.FAILED, count=count, sample=sample, seen=_short(_plain(seen)), wanted=wanted, **common)


def _judge_learnt(
    suite: Suite, expectation: Expectation, learn: Learn, frame: pd.DataFrame, history: pd.DataFrame | None
) -> Result:
    import pandas as pd

    bound = learn_bound(frame, learn, history)
    if bound is None:
        return Result(expectation, suite.layer, suite.table, Status.NO_HISTORY, rows=len(frame))
    key = suite.keys[0]
    one = pd.DataFrame({key: [bound.group], "learnt_value": [bound.value]})
    return _judge(suite, expectation, one, {"column": "learnt_value", "min_value": bound.low, "max_value": bound.high})


def validate(
    suite: Suite,
    frame: pd.DataFrame,
    history: pd.DataFrame | None = None,
    accepted: Mapping[str, int] | None = None,
) -> list[Result]:
    """Judge `frame` (one row per row of the suite's table) and return one result an expectation, in the suite's order.

    `history` is the last accepted (published) version of the same table, None when there is none; `accepted` holds the
    accepted rows of other tables by name (`raw/task_lists`), for tables whose rows are due only after those of another.
    Nothing is raised for a frame that is not as expected: an expectation that cannot be evaluated is a `system` result.
    """
    frame = normalise(frame)
    history = None if history is None else normalise(history)
    return [_outcome(suite, expectation, frame, history, accepted) for expectation in suite.expectations]


def _outcome(
    suite: Suite,
    expectation: Expectation,
    frame: pd.DataFrame,
    history: pd.DataFrame | None,
    accepted: Mapping[str, int] | None,
) -> Result:
    """One expectation's result, whatever the frame is like."""
    bare = Result(expectation, suite.layer, suite.table, Status.VACUOUS, rows=len(frame))
    try:
        if expectation.about_table:
            if frame.empty and not rows_are_due(suite.rows_due, accepted):
                return bare
            return _judge(suite, expectation, frame, expectation.kwargs)
        prepared = view(frame, expectation)
        if missing := _missing_columns(prepared, expectation):
            return replace(bare, status=Status.SYSTEM, count=1, exception=f"column not there: {', '.join(missing)}")
        if prepared.empty:
            return bare
        if expectation.learn is not None:
            accepted_history = None if history is None else view(history, expectation)
            return _judge_learnt(suite, expectation, expectation.learn, prepared, accepted_history)
        return _judge(suite, expectation, prepared[_looked_at(suite, prepared, expectation)], expectation.kwargs)
    except _FRAME_ERRORS as error:
        return replace(bare, status=Status.SYSTEM, count=1, exception=_short(f"{type(error).__name__}: {error}"))


def _named_columns(expectation: Expectation) -> list[str]:
    kwargs = expectation.kwargs
    return [*kwargs.get("column_list", []), *(kwargs[k] for k in ("column", "column_A", "column_B") if k in kwargs)]


def _missing_columns(frame: pd.DataFrame, expectation: Expectation) -> list[str]:
    """Columns an expectation names that the frame does not have: on an empty frame nothing else would notice."""
    derived = expectation.derive if frame.empty else {}  # nothing is derived from no rows
    return [name for name in _named_columns(expectation) if name not in frame.columns and name not in derived]


def _looked_at(suite: Suite, frame: pd.DataFrame, expectation: Expectation) -> list[str]:
    """The columns it is judged by and those that name a row: GX hashes the whole frame once for each expectation."""
    return list(dict.fromkeys([*_named_columns(expectation), *(key for key in suite.keys if key in frame.columns)]))
