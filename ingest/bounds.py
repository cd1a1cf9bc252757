"""How far what a file says may go: bounds that a reader keeps to and that the gate stops a night on, said once.

A reader that meets a value beyond its bound makes it a finding of the cell and takes the value no further. The suites under
`expectations/` name a bound by its key instead of stating numbers, so that what intake accepts, the gate accepts. Bounds on one
file as a container are `documents/limits.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Bound:
    """From `least` to `most`, both included. `why` says where the numbers come from."""

    least: int | Decimal
    most: int | Decimal
    why: str

    def holds(self, value: int | Decimal) -> bool:
        return self.least <= value <= self.most


# what a text of a finding, and whoever reads it, can take
MESSAGE = Bound(4, 600, "characters of a finding's message: a reason is given, and nobody reads a page about one cell")
PLACE = Bound(1, 4000, "a place in a ranking: China has some 2,850 counties and 330 prefectures")
FIGURE = Bound(Decimal("0.000001"), Decimal(10) ** 18, "size of a figure, as filed and in the base unit: six decimals are kept")
OFFICE = Bound(2, 60, "characters of the name of an office: the longest full names of China's have some thirty")
WEIGHT = Bound(0, 100, "weight of a target among those of its task")
TASKS = Bound(1, 5000, "tasks of a list: the longest district's has some hundreds")

BOUNDS: Mapping[str, Bound] = {
    "message": MESSAGE,
    "place": PLACE,
    "figure": FIGURE,
    "office": OFFICE,
    "tasks": TASKS,
    "weight": WEIGHT,
}


def is_figure(*values: Decimal | None) -> bool:
    """Whether each is 0 or of a size that the tables hold and that a figure of a district can have; None is no figure."""
    return all(value is None or value == 0 or FIGURE.holds(abs(value)) for value in values)
