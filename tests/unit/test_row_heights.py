"""How tall a row must be for its texts."""

from __future__ import annotations

import pytest

from ingest.row_heights import LINE, PADDING, display_width, height_of, lines_of


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("abc", 10, 1),
        ("规模工业增加值", 10, 2),
        ("规模工业增加值", 15, 1),
        ("一\n二\n三", 10, 3),
        ("第一行很长很长\n二", 10, 3),
    ],
)
def test_lines(text: str, width: float, lines: int) -> None:
    assert lines_of(text, width) == lines


def test_height_is_that_of_the_tallest_cell() -> None:
    assert display_width("5G站点（个）") == 12
    assert height_of([("短", 10), ("规模工业增加值", 10)]) == 2 * LINE + PADDING
    assert height_of([]) == LINE + PADDING
