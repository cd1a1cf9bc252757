"""How the characters in the names of areas are read: 北塔 → bei, ta. `syllables.csv` has each under its usual reading."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

SYLLABLES = Path(__file__).with_name("syllables.csv")


@cache
def syllables() -> Mapping[str, str]:
    """The usual reading of each character that stands in a name of `areas.csv`, without tone; lü is written lv."""
    lines = SYLLABLES.read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in lines if not line.startswith("#")][1:]
    return {character: syllable for syllable, characters in rows for character in characters}
