"""What stands on a page of a PDF, as plain values: letters and rules, upright, in points from its top left corner.

`engine` makes them in the child process, the rest of this package reads them; `to_json` and `from_json` are the way between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ASCENT, DESCENT = 0.88, 0.12  # of a Chinese letter's square above and below the base line
UNKNOWN = "\ufffd"  # a letter that is drawn and of which the file does not say what it is


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter. `base` is the height of its base line, `size` that of its square."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def top(self) -> float:
        return self.base - ASCENT * self.size

    @property
    def bottom(self) -> float:
        return self.base + DESCENT * self.size

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A drawn line, either level (`top` = `bottom`) or upright (`left` = `right`)."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        return self.top == self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """A page, numbered from 1. `pictured` is the share of its area that pictures cover, `pictures` how many there are.

    `drawn` counts the curves on it (letters turned into drawings are curves), `unseen` letters that are not painted, as those
    that a scanner's program lays under its picture, `slanted` letters that are turned against the others, `notes` what is
    stuck on the page: notes, stamps, fields of a form.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[RuledLine, ...] = ()
    pictured: float = 0.0
    pictures: int = 0
    drawn: int = 0
    unseen: int = 0
    slanted: int = 0
    notes: int = 0


def to_json(page: Page) -> dict[str, Any]:
    """The page as what `json` writes: letters and rules as short lists."""
    return {
        "size": [page.number, page.width, page.height],
        "glyphs": [[g.text, round(g.left, 2), round(g.right, 2), round(g.base, 2), round(g.size, 2)] for g in page.glyphs],
        "rules": [[round(v, 2) for v in (r.left, r.top, r.right, r.bottom)] for r in page.rules],
        "rest": [page.pictured, page.pictures, page.drawn, page.unseen, page.slanted, page.notes],
    }


def from_json(row: dict[str, Any]) -> Page:
    """The page that `to_json` wrote."""
    number, width, height = row["size"]
    glyphs = tuple(Glyph(*values) for values in row["glyphs"])
    return Page(number, width, height, glyphs, tuple(RuledLine(*values) for values in row["rules"]), *row["rest"])
