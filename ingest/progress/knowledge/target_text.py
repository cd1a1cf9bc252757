"""A target as the form prints it under 目标值 (`≥1258（1-12月）`), and read back from what stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.task_lists.model import Target
from ingest.values.characters import squeeze

_SIGNS = {"ge": "≥", "gt": "＞", "le": "≤", "lt": "＜", "eq": "＝", "approx": "≈"}
_MONTHS = re.compile(r"(?<!\d)(1[0-2]|[1-9])月?(?:[-~至到—](1[0-2]|[1-9]))?月(?:份)?")
_WHOLE_YEAR = "全年"
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_NUMBER = re.compile(r"^[^\d\-]*(-?\d[\d,]*(?:\.\d+)?[^\d\-~至]*)")


@dataclass(frozen=True, slots=True)
class WrittenTarget:
    """What stands under 目标值: its number with what follows it (1258户), "" for none; its window's first and last month."""

    number: str
    months: tuple[int, int] | None = None


def number_text(number: Decimal) -> str:
    return f"{number.normalize():f}"


def window_text(target: Target) -> str:
    """`11-12月`, `12月` as short words; "" where the list states none."""
    months = months_of(target)
    if months is None:
        return ""
    first, last = months
    return f"{first}月" if first == last else f"{first}-{last}月"


def months_of(target: Target) -> tuple[int, int] | None:
    """The first and last month of a target's window within one year."""
    start, end = target.period_start, target.period_end
    return None if start is None or end is None or start.year != end.year else (start.month, end.month)


def target_text(target: Target) -> str:
    """The target as a clerk reads it on the form: its value with its sign and window, else its sentence."""
    sign = _SIGNS.get(target.comparator or "", "")
    if target.kind in ("milestone", "qualitative", "relative") or target.value is None:
        return target.span
    value, window = number_text(target.value), window_text(target)
    if target.kind == "rank":
        return f"前{value}名" + (f"（{window}）" if window else "")
    if target.value_max is not None:
        value = f"{value}-{number_text(target.value_max)}"
    words = [word for word in (window, "力争" if target.stretch else "") if word]
    growth = "增速" if target.kind == "growth" else ""
    return f"{growth}{sign}{value}" + (f"（{'，'.join(words)}）" if words else "")


def is_text_of(target: Target, text: str) -> bool:
    """True where a text is the target as the form prints it."""
    printed = squeeze(target_text(target))
    return bool(printed) and squeeze(text) == printed


def written_target(text: str) -> WrittenTarget:
    """What stands under 目标值, as the form prints it or as people write it: 11-12月完成450户, ≥450, 全年1258."""
    plain = squeeze(text)
    window = _MONTHS.search(plain)
    months = None
    if window is not None:
        months = (int(window[1]), int(window[2] or window[1]))
    elif _WHOLE_YEAR in plain:
        months = (1, 12)
    number = _NUMBER.match(_MONTHS.sub("", _BRACKET.sub("", plain)))
    return WrittenTarget(number[1] if number else "", months)
