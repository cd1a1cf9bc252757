"""The gazetteer as folded texts see it: 陆 and 伍 are numerals there, so 平陆县 is written 平六县 and 伍家岗区 五家岗区."""

from __future__ import annotations

from functools import cache

from ingest.gazetteer import AdministrativeDivision, gazetteer
from ingest.values.characters import fold


def place_at(text: str, start: int) -> str:
    """The longest full name of an area that stands in a folded text at `start`, as written there; "" where none does."""
    name = gazetteer().at(text, start)
    return name or next((folded for folded in _respelt() if text.startswith(folded, start)), "")


def divisions_of(name: str) -> tuple[AdministrativeDivision, ...]:
    """The divisions of a full name as a folded text writes it."""
    return gazetteer().named(_respelt().get(name, name))


@cache
def short_names() -> dict[str, tuple[AdministrativeDivision, ...]]:
    """The divisions by their short names, as a folded text writes them."""
    return {fold(name): divisions for name, divisions in gazetteer().short.items()}


@cache
def _respelt() -> dict[str, str]:
    return {folded: name for name in gazetteer().names if (folded := fold(name)) != name}
