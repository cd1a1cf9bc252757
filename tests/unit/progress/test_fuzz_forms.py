"""Some mutations of filled forms, and proof that the oracle sees a figure that is misread, passed over or emptied.

`python -m tests.benchmarks.fuzz_forms` runs 5,000.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ingest.progress.stages import FiguredRow, JudgedRow
from ingest.progress.wrong_column import in_its_column
from tests.benchmarks.fuzz_forms import Fate, fuzz


@pytest.mark.parametrize("seed", [101, 102])
def test_no_figure_is_taken_wrongly_lost_or_emptied(seed: int) -> None:
    report = fuzz(80, seed)
    assert (report.crashes, report.wrong, report.lost, report.emptied) == ([], [], [], [])
    assert report.figures[Fate.ACCEPTED] > report.figures[Fate.HELD] > 0
    assert report.kept > 0


def _one_more(row: FiguredRow) -> FiguredRow:
    """A reader that adds one to every total."""
    row = in_its_column(row)
    return row if row.cumulative is None else replace(row, cumulative=row.cumulative + Decimal(1))


def _silent(*_: Any) -> Iterator[Any]:
    yield from ()


def _as_it_is(row: JudgedRow, *_: Any) -> JudgedRow:
    return row


@pytest.mark.parametrize(
    ("place", "careless", "seen"),
    [
        ("ingest.progress.reader.in_its_column", _one_more, "wrong"),
        ("ingest.progress.rules.owed.unread_numbers", _silent, "lost"),
        ("ingest.progress.rules.judging.filled", _as_it_is, "emptied"),
    ],
)
def test_the_oracle_sees_what_is_careless(
    monkeypatch: pytest.MonkeyPatch, place: str, careless: Callable[..., Any], seen: str
) -> None:
    monkeypatch.setattr(place, careless)
    assert getattr(fuzz(60, 106), seen) != []
