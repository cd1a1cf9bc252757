"""A few mutations of good filings, and proof that the oracle of the mutations sees a misreading."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from ingest.progress.cells.numbers import read_number
from ingest.progress.cells.words import CellValue
from tests.benchmarks.fuzz_filings import fuzz


@pytest.mark.parametrize("seed", [101, 102])
def test_no_mutation_crashes_or_is_accepted_wrongly(seed: int) -> None:
    report = fuzz(60, seed)
    assert report.crashes == []
    assert report.wrong == []
    assert {level.split()[0] for level in report.verdicts} == {"cell", "xml", "byte"}


def _digits_only(read: Callable[..., CellValue]) -> Callable[..., CellValue]:
    """A reader that takes the first digit of anything, as careless code does."""

    def careless(cell: object, *rest: object, **more: object) -> CellValue:
        text = str(getattr(cell, "value", "") or "")
        digits = [c for c in text if c.isdigit()]
        return (
            CellValue(Decimal(digits[0]))
            if digits and isinstance(getattr(cell, "value", None), str)
            else read(cell, *rest, **more)
        )

    return careless


def test_the_oracle_sees_a_careless_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.progress.cells.amounts.read_number", _digits_only(read_number))
    assert fuzz(150, 103, until_wrong=True).wrong != []
