"""A figure typed anywhere into a valid form is accepted at its place or named in a finding, and no other figure changes.

All cells of two small forms, a sample of the others; `python -m tests.benchmarks.every_cell` takes every cell of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ingest.progress.stages import FiguredRow
from tests.benchmarks.every_cell import Outcome, run
from tests.support.filled_forms import filled_forms

SMALL = ("区医保局", "区委政法委")


def test_an_orderly_form_is_accepted_without_a_word() -> None:
    for form in filled_forms().values():
        filing = form.read()
        assert (filing.verdict, len(filing.accepted), filing.all_findings) == ("accepted", len(form.rows), ())


def test_every_cell_of_small_forms() -> None:
    report = run([filled_forms()[unit] for unit in SMALL], every=False)
    assert report.wrong == []
    assert report.cells > 900
    assert report.outcomes[Outcome.ACCEPTED] > 10


def test_a_sample_of_the_cells_of_all_forms() -> None:
    report = run(list(filled_forms().values()), every=False, share=0.01, seed=7)
    assert report.wrong == []
    assert report.cells > 100


def test_the_oracle_sees_a_figure_that_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_: Any) -> Iterator[Any]:
        yield from ()

    monkeypatch.setattr("ingest.progress.rules.owed.unread_numbers", silent)
    report = run([filled_forms()[SMALL[0]]], every=False, share=0.3)
    assert {outcome for _, outcome in report.kinds} >= {Outcome.NEITHER}


def test_the_oracle_sees_a_figure_that_is_taken_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(row: FiguredRow) -> FiguredRow:
        """The amount of a row wherever a number stands in its words."""
        for text in row.texts.values():
            if text.replace(".", "").isdigit():
                return replace(row, cumulative=Decimal(text))
        return row

    monkeypatch.setattr("ingest.progress.reader.in_its_column", careless)
    report = run([filled_forms()["区生态环境分局"]], every=False, share=0.3)
    assert report.outcomes[Outcome.ELSEWHERE] > 0
