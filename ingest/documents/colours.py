"""Colours as people name them: a legend says 红色为更正数, a file says FFC00000. Pale and grey ones are no colour here."""

from __future__ import annotations

import colorsys
import re
from enum import StrEnum
from functools import lru_cache


class Colour(StrEnum):
    """A colour that a legend may speak of; NONE for black, white, grey and what is too pale to be called anything."""

    NONE = ""
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PURPLE = "purple"
    PINK = "pink"


# of the first colours that a workbook can name by a number; they repeat from 8 on
_INDEXED = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
_MORE = (
    "800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080", "9999FF", "993366", "FFFFCC", "CCFFFF",
    "660066", "FF8080", "0066CC", "CCCCFF", "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF",
    "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99", "3366FF", "33CCCC", "99CC00", "FFCC00",
    "FF9900", "FF6600", "666699", "969696", "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333",
)  # fmt: skip
_PALETTE = (*_INDEXED, *_INDEXED, *_MORE)
_NAMED = {
    "red": "FF0000", "darkred": "8B0000", "crimson": "DC143C", "orange": "FFA500", "yellow": "FFFF00", "green": "008000",
    "darkgreen": "006400", "lime": "00FF00", "blue": "0000FF", "darkblue": "00008B", "cyan": "00FFFF", "purple": "800080",
    "magenta": "FF00FF", "pink": "FF69B4", "darkyellow": "808000", "darkmagenta": "8B008B", "darkcyan": "008B8B",
}  # fmt: skip
_HEX = re.compile(r"#?(?:[0-9a-f]{2})?([0-9a-f]{6})")
_SHORT = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})")
_LEAST_CHROMA = 0.3
# where a hue ends, in degrees
_HUES = (
    (14, Colour.RED), (44, Colour.ORANGE), (70, Colour.YELLOW), (175, Colour.GREEN), (255, Colour.BLUE),
    (295, Colour.PURPLE), (342, Colour.PINK), (361, Colour.RED),
)  # fmt: skip


@lru_cache(maxsize=4096)
def named(written: str) -> Colour:
    """The colour of what a file writes: `FFFF0000`, `#f00`, `red`, `rgb(192, 0, 0)`."""
    text = written.strip().lower()
    text = _NAMED.get(text, text).lower()
    if match := _HEX.fullmatch(text):
        digits = match[1]
        return of_rgb(int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))
    if match := _SHORT.fullmatch(text):
        return of_rgb(*(int(digit * 2, 16) for digit in match.groups()))
    if match := _RGB.match(text):
        return of_rgb(*(min(int(number), 255) for number in match.groups()))
    return Colour.NONE


def indexed(number: int) -> Colour:
    """The colour that a workbook calls by a number of the old palette."""
    return named(_PALETTE[number]) if 0 <= number < len(_PALETTE) else Colour.NONE


@lru_cache(maxsize=4096)
def of_rgb(red: int, green: int, blue: int) -> Colour:
    if max(red, green, blue) - min(red, green, blue) < _LEAST_CHROMA * 255:
        return Colour.NONE
    hue = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)[0] * 360
    return next(colour for end, colour in _HUES if hue < end)
