"""Which files a failed gate fails over: what failed is asked again with some of the files left out, in a scratch warehouse.

Pure but for that scratch copy. What is done to the files found so is `second_try.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from expectations.checks import describe
from expectations.frames import accepted_rows, raw_frame
from expectations.model import Suite
from expectations.runner import validate
from ingest.schema import TABLES

Failures = Callable[[frozenset[int]], Mapping[str, str]]

_STAGED = '"staging"."stg_'
_SHOWN = 6  # columns of a failing row that are told


def guilty(files: Sequence[int], failures: Failures) -> dict[int, tuple[str, str]]:
    """The files without which nothing fails, each with a check that fails over it and what that says.

    `failures` tells what fails, by check, when some files are left out. Files come in the order in which they are taken
    back, in halves: what is earlier is less readily blamed. Empty where nothing fails, or something does without any file.
    """
    out = set(files)
    found: dict[int, tuple[str, str]] = {}
    if not files or failures(frozenset(out)):
        return found

    def take_back(group: Sequence[int]) -> None:
        failing = failures(frozenset(out.difference(group)))
        if not failing:
            out.difference_update(group)
        elif len(group) == 1:
            found[group[0]] = next(iter(failing.items()))
        else:
            middle = len(group) // 2
            take_back(group[:middle])
            take_back(group[middle:])

    take_back(files)
    return found


@dataclass(frozen=True, slots=True)
class Node:
    """A model or test of dbt that ran: its SQL as dbt compiled it. `relation` is what a model makes, "" for a test."""

    unique_id: str
    sql: str
    relation: str

    @property
    def kind(self) -> str:
        return "view" if _STAGED in self.relation else "table"


@dataclass(frozen=True, slots=True)
class Failed:
    """What failed in a night: expectations by suite, and the nodes of dbt. `models` are all that ran, in their order."""

    suites: tuple[Suite, ...]
    nodes: tuple[Node, ...]
    models: tuple[Node, ...]


class Retrial:
    """What failed, asked again without some files. `scratch` is a copy of the night's warehouse under its own name, or a
    path at which nothing is: then only raw tables are asked."""

    def __init__(self, home: Path, as_of: dt.date, failed: Failed, scratch: Path) -> None:
        self.home, self.as_of, self.failed, self.scratch = home, as_of, failed, scratch
        self.raw = {name: raw_frame(home, name, as_of) for name in TABLES}

    def failures(self, without: frozenset[int]) -> dict[str, str]:
        """What fails when these receipts are left out, by check; the words are Chinese but for those of dbt."""
        frames = self._raw(without)
        accepted = accepted_rows({f"raw/{name}": frame for name, frame in frames.items()})
        found: dict[str, str] = {}
        for suite in self.failed.suites:
            if suite.layer == "raw":
                found |= _failing(suite, frames[suite.table], accepted)
        if found or not (self.failed.nodes or any(suite.layer == "marts" for suite in self.failed.suites)):
            return found
        with duckdb.connect(str(self.scratch)) as connection:
            found |= self._built(connection, without)
            for suite in self.failed.suites if not found else ():
                if suite.layer == "marts":
                    frame = connection.execute(f'from marts."{suite.table}"').df()
                    found |= _failing(suite, frame, accepted)
        return found

    def _raw(self, without: frozenset[int]) -> dict[str, pd.DataFrame]:
        """The raw tables without some receipts, and without the periods of lists that then nobody has."""
        frames = {
            name: frame[~frame["receipt_seq"].isin(without)] if "receipt_seq" in frame.columns else frame
            for name, frame in self.raw.items()
        }
        periods = frames["reporting_periods"]
        frames["reporting_periods"] = periods[periods["list_id"].isin(frames["task_lists"]["list_id"])]
        return frames

    def _built(self, connection: duckdb.DuckDBPyConnection, without: frozenset[int]) -> dict[str, str]:
        """Build the models again over the staging views without some receipts, and run the tests that failed."""
        for model in self.failed.models:
            try:
                connection.execute(_making(model, without))
            except duckdb.Error as error:
                return {model.unique_id: f"{model.unique_id}：{_one_line(error)}"}
        found = {}
        for node in self.failed.nodes:
            if not node.relation:
                rows = connection.execute(f"from ({node.sql}\n) limit 1").df()
                if len(rows):
                    cells = "，".join(f"{name}={value}" for name, value in list(rows.iloc[0].items())[:_SHOWN])
                    found[node.unique_id] = f"{node.unique_id}：{cells}"
        return found


def _making(model: Node, without: frozenset[int]) -> str:
    source = f"({model.sql}\n){_left_out(model, without)}"
    return f"create or replace {model.kind} {model.relation} as select * from {source}"  # noqa: S608 -- dbt's own SQL


def _left_out(model: Node, without: frozenset[int]) -> str:
    """The condition that leaves files out of a staging view: their rows, and the periods of lists that nobody has then."""
    if model.kind == "table" or not without:
        return ""
    if "receipt_seq" in model.sql:
        return f" where receipt_seq not in ({', '.join(map(str, sorted(without)))})"
    return " where list_id in (select list_id from staging.stg_task_lists)" if "list_id" in model.sql else ""


def _failing(suite: Suite, frame: pd.DataFrame, accepted: Mapping[str, int]) -> dict[str, str]:
    return {r.expectation.id: describe(r) for r in validate(suite, frame, None, accepted) if r.blocks}


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
