"""Bounds learnt from accepted history: volumes, shares and drifts, each as one number a group.

Medians and median deviations, because one odd period in the past must neither widen the bound nor move it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from expectations.model import Learn

if TYPE_CHECKING:
    import pandas as pd

_TO_STANDARD_DEVIATION = 1.4826  # of a median deviation, for normal data


@dataclass(frozen=True, slots=True)
class LearntBound:
    """The number to judge, what it belongs to, and the range learnt for it; None is open."""

    group: str
    value: float
    low: float | None
    high: float | None


def measure(frame: pd.DataFrame, learn: Learn) -> float:
    """One number of a frame with at least one row; nan where the column holds no number."""
    import numpy as np

    if learn.measure == "rows":
        return float(len(frame))
    if learn.measure == "share":
        return len(frame.query(learn.when, engine="python")) / len(frame)
    column = frame[learn.column]
    if learn.measure == "null_share":
        return float((column.isna() | (column.astype(object) == "")).mean())
    numbers = column.dropna().astype(float)
    if learn.measure == "log_median":
        numbers = numbers[numbers != 0].abs().map(np.log10)
    return float(numbers.mean() if learn.measure == "mean" else numbers.median())


def _bounds(history: list[float], learn: Learn) -> tuple[float | None, float | None]:
    import numpy as np

    centre = float(np.median(history))
    deviation = float(np.median(np.abs(np.array(history) - centre))) * _TO_STANDARD_DEVIATION
    width = max(learn.spread * deviation, learn.absolute, learn.relative * abs(centre))
    low = None if learn.sides == "upper" else centre - width
    high = None if learn.sides == "lower" else centre + width
    return low, high


def learn_bound(frame: pd.DataFrame, learn: Learn, history: pd.DataFrame | None) -> LearntBound | None:
    """The newest number and its learnt range, or None when there is not enough history to learn from.

    `frame` is not empty. Raises KeyError for a column that is not there.
    """
    import math

    if learn.same:
        newest_group = frame[frame[learn.group] == frame[learn.group].max()]
        frame = frame[frame[learn.same] == newest_group[learn.same].max()]
    if learn.source == "published":
        if history is None or history.empty:
            return None
        past, value, group = [measure(history, learn)], measure(frame, learn), "全表"
    else:
        groups = [(str(name), part) for name, part in frame.groupby(learn.group, sort=True) if str(name)]
        groups = groups[: len(groups) - learn.skip_newest]
        if len(groups) <= learn.at_least:
            return None
        group, newest = groups[-1]
        past, value = [measure(part, learn) for _, part in groups[:-1]], measure(newest, learn)
    past = [number for number in past if not math.isnan(number)]
    needed = learn.at_least if learn.source == "earlier" else 1
    if len(past) < needed or math.isnan(value):
        return None
    low, high = _bounds(past, learn)
    return LearntBound(group, value, low, high)
