"""Loads the suites from `raw/*.toml` and `marts/*.toml`, one file a table, and refuses a file that is not in order.

A file holds `label`, `keys`, `rows_due` and a list of `[[expectation]]`; `expectations/model.py` says what each field means.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from expectations.model import Expectation, FailureEffect, FailureSeverity, Learn, Suite
from ingest.bounds import BOUNDS

LAYERS = ("raw", "marts")
OWNERS = ("operator", "developer", "office")
MEASURES = ("rows", "share", "mean", "median", "log_median", "null_share")

_ROOM = Path(__file__).parent
_EXPECTATION_FIELDS = {"id", "type", "kwargs", "severity", "effect", "owner", "reason", "text", "where", "derive", "learn"}


class SuiteError(ValueError):
    """A suite's file is not in order. Its words say which file and what: it is a bug, found by the tests."""


def _learn(raw: Mapping[str, Any], where: str) -> Learn:
    try:
        learn = Learn(**raw)
    except TypeError as error:
        raise SuiteError(f"{where}: {error}") from error
    if learn.measure not in MEASURES:
        raise SuiteError(f"{where}: unknown measure {learn.measure}")
    if learn.source not in ("earlier", "published") or (learn.source == "earlier" and not learn.group):
        raise SuiteError(f"{where}: `source` is earlier (with a group) or published")
    if learn.measure == "share" and not learn.when:
        raise SuiteError(f"{where}: a share needs `when`")
    if learn.measure not in ("rows", "share") and not learn.column:
        raise SuiteError(f"{where}: {learn.measure} needs a column")
    if not (learn.spread or learn.absolute or learn.relative):
        raise SuiteError(f"{where}: a learnt bound needs a width")
    if learn.sides not in ("both", "upper", "lower"):
        raise SuiteError(f"{where}: `sides` is both, upper or lower")
    return learn


def _with_bound(kwargs: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    """Arguments in which a bound that the readers keep to (`ingest/bounds.py`) is named, with its two numbers."""
    if "bound" not in kwargs:
        return kwargs
    bound = BOUNDS.get(kwargs["bound"])
    if bound is None:
        raise SuiteError(f"{where}: no bound {kwargs['bound']}")
    stated = {name: value for name, value in kwargs.items() if name != "bound"}
    return {**stated, "min_value": bound.least, "max_value": bound.most}


def _expectation(raw: Mapping[str, Any], where: str) -> Expectation:
    missing = {"id", "severity", "effect", "owner", "reason", "text"} - set(raw)
    unknown = set(raw) - _EXPECTATION_FIELDS
    if missing or unknown:
        raise SuiteError(f"{where}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    if raw["owner"] not in OWNERS:
        raise SuiteError(f"{where}: unknown owner {raw['owner']}")
    learn = _learn(raw["learn"], where) if "learn" in raw else None
    if (learn is None) != ("type" in raw):
        raise SuiteError(f"{where}: either a type, or a learnt bound (whose type is a range)")
    expectation = Expectation(
        id=raw["id"],
        type=raw.get("type", "ExpectColumnValuesToBeBetween"),
        kwargs=_with_bound(raw.get("kwargs", {}), where),
        severity=FailureSeverity(raw["severity"]),
        effect=FailureEffect(raw["effect"]),
        owner=raw["owner"],
        reason=raw["reason"],
        text=raw["text"],
        where=raw.get("where", ""),
        derive=raw.get("derive", {}),
        learn=learn,
    )
    if (expectation.severity is FailureSeverity.CRITICAL) != (expectation.effect is FailureEffect.STOP):
        raise SuiteError(f"{where}: critical and stop go together")
    return expectation


def parse_suite(layer: str, table: str, text: str) -> Suite:
    """One suite from the text of its file. Raises SuiteError."""
    where = f"{layer}/{table}"
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SuiteError(f"{where}: {error}") from error
    if unknown := set(raw) - {"label", "keys", "rows_due", "expectation"}:
        raise SuiteError(f"{where}: unknown {sorted(unknown)}")
    expectations = [_expectation(e, f"{where}: {e.get('id', '?')}") for e in raw["expectation"]]
    expectations.sort(key=lambda e: not e.about_table)  # stable: the table's own first, then the order of the file
    ids = [e.id for e in expectations]
    if len(set(ids)) != len(ids):
        raise SuiteError(f"{where}: an id stands twice")
    rows_due = raw.get("rows_due", "always")
    counts = any(e.type == "ExpectTableRowCountToBeBetween" and e.kwargs.get("min_value", 0) >= 1 for e in expectations)
    if counts == (rows_due == "never"):
        raise SuiteError(f"{where}: a table in which rows are due expects a row count, one that may be empty does not")
    return Suite(
        layer=layer,
        table=table,
        label=raw["label"],
        keys=tuple(raw["keys"]),
        rows_due=rows_due,
        expectations=tuple(expectations),
    )


def load_suites() -> dict[tuple[str, str], Suite]:
    """Every suite, by (layer, table), in order of layer and table. Raises SuiteError when a file is not in order."""
    suites: dict[tuple[str, str], Suite] = {}
    for layer in LAYERS:
        for path in sorted((_ROOM / layer).glob("*.toml")):
            suites[layer, path.stem] = parse_suite(layer, path.stem, path.read_text(encoding="utf-8"))
    return suites
