"""Runs of a text: what is struck out is withdrawn, what is raised is written raised."""

from __future__ import annotations

import pytest

from ingest.documents.runs import Runs, Shift

UP, DOWN = Shift.RAISED, Shift.LOWERED


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([("11", Shift.LEVEL), ("1", UP)], "11¹"),
        ([("11", Shift.LEVEL), ("注1", UP)], "11注¹"),
        ([("m", Shift.LEVEL), ("2", UP), ("以上", Shift.LEVEL)], "m²以上"),
        ([("11", UP)], "11"),
        ([("1", UP), (" ", Shift.LEVEL), ("1", UP)], "1 1"),
        ([("PM", Shift.LEVEL), ("2.5", DOWN)], "PM2.5"),
        ([("11", Shift.LEVEL), ("1", DOWN)], "11₁"),
        ([("30所", Shift.LEVEL), ("其中示范校6所", UP)], "30所其中示范校6所"),
    ],
)
def test_raised_and_lowered_letters(runs: list[tuple[str, Shift]], text: str) -> None:
    found = Runs()
    for piece, shift in runs:
        found.add(piece, shift=shift)
    assert (found.text, found.struck) == (text, "")


def test_what_is_struck_is_no_part_of_the_text() -> None:
    found = Runs()
    found.add("3", is_struck=True)
    found.add("4")
    found.add("1", is_struck=True, shift=UP)
    assert (found.text, found.struck) == ("4", "31")
