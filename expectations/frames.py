"""Brings a frame into the one form the expectations are written for: numbers as floats, days as timestamps, no surprises.

Parquet and DuckDB give decimals and dates as Python objects, which Great Expectations compares slowly or not at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.model import Expectation
from ingest.schema import NOT_TAKEN

if TYPE_CHECKING:
    import pandas as pd


def normalise(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy with a plain index; columns of Decimal become float64, of date datetime64, text stays object with None."""
    import pandas as pd

    result = frame.reset_index(drop=True).copy()
    texts = result.columns[[isinstance(kind, pd.StringDtype) for kind in result.dtypes]]
    if len(texts):  # together: one by one they cost more than judging them
        result[texts] = result[texts].astype(object).where(result[texts].notna(), None)
    for name in result.columns:
        column = result[name]
        if name in texts or column.dtype != object:
            continue
        first = next((value for value in column if value is not None and value is not pd.NaT and value == value), None)  # noqa: PLR0124
        if isinstance(first, Decimal):
            result[name] = pd.to_numeric(column.map(lambda v: float(v) if isinstance(v, Decimal) else v), errors="coerce")
        elif isinstance(first, dt.date):
            result[name] = pd.to_datetime(column, errors="coerce")
    return result


def view(frame: pd.DataFrame, expectation: Expectation) -> pd.DataFrame:
    """The rows and derived columns an expectation speaks of; the index still points into `frame`.

    Raises what pandas raises when a formula cannot be evaluated (column not there, text in a number).
    """
    if frame.empty:
        return frame
    result = frame.query(expectation.where, engine="python") if expectation.where else frame
    if expectation.derive and not result.empty:
        result = result.copy()
        for name, formula in expectation.derive.items():
            result[name] = result.eval(formula, engine="python")
    return result


def raw_frame(home: Path, table: str, as_of: dt.date | None = None) -> pd.DataFrame:
    """A raw table of a home as a frame, oldest batch first; with `as_of`, only what had been received by then. Of a table whose
    rows have spans in which they were known, those that were known by then, or are now.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    from ingest.raw import SCHEMAS, table_dir

    paths = sorted(table_dir(home, table).glob("*.parquet"))
    parts = [pq.read_table(path, schema=SCHEMAS[table]) for path in paths] or [SCHEMAS[table].empty_table()]
    table_read = pa.concat_tables(parts)
    for position, field in enumerate(table_read.schema):
        if pa.types.is_decimal(field.type):  # a column without a value must still be a column of numbers
            table_read = table_read.set_column(position, field.name, table_read.column(position).cast(pa.float64()))
    frame: pd.DataFrame = table_read.to_pandas(date_as_object=False)
    if as_of is not None and "received_as_of" in frame.columns:
        frame = frame[frame["received_as_of"] <= pd.Timestamp(as_of)]
    if {"known_from", "known_to"} <= set(frame.columns):
        day = pd.Timestamp(as_of) if as_of is not None else pd.Timestamp.max
        # a row without such a day has always been known, or is still
        is_to_come, has_ended = frame["known_from"] > day, frame["known_to"] <= day
        frame = frame[~(is_to_come | has_ended)]
    return frame


def accepted_rows(frames: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """What `validate` wants to know of other tables, from frames by name (`raw/task_lists`).

    Rows of files of which something was taken, where the table has verdicts; of `raw/received_files` also one number a kind.
    """
    counts = {}
    for name, frame in frames.items():
        counts[name] = int((~frame["verdict"].isin(NOT_TAKEN)).sum()) if "verdict" in frame.columns else len(frame)
    received = frames.get("raw/received_files")
    if received is not None:
        for kind in ("task_list", "progress", "benchmark", "rules"):
            counts[f"raw/received_files:{kind}"] = int((received["kind"] == kind).sum())
    return counts


def rows_are_due(rows_due: str, accepted: Mapping[str, int] | None) -> bool:
    """Whether a table may not be empty. `accepted`: accepted rows by table name (`raw/task_lists`, or one
    kind of it, `raw/received_files:progress`); unknown counts as due."""
    if rows_due in ("always", "never"):
        return rows_due == "always"
    if accepted is None:
        return True
    table = rows_due.partition(":")[0]
    return accepted.get(rows_due, accepted.get(table, 1)) > 0
