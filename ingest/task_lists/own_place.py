"""The place a list is of, as its texts name it: the areas that a line begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.vocabulary import Vocabulary


def area_in(text: str, vocabulary: Vocabulary) -> str:
    """The area a text begins with (邵阳市北塔区人民政府… → 北塔区); "" where it begins with none."""
    return next(reversed(areas_in(text, vocabulary)), "")


def areas_in(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The areas a text begins with, the widest first (邵阳市, 北塔区), known names before others."""
    words = list_lexicon().heads
    plain = words.before_area.sub("", re.sub(r"\s+", "", text))
    found: list[str] = []
    at = 0
    while True:
        rest = plain[at:]
        known = max(
            (n for n, a in vocabulary.areas.items() if rest.startswith(n) and a.level != "group" and len(n) > 2),
            key=len,
            default="",
        )
        match = words.area.match(rest)
        name = known or (match.group() if match else "")
        if len(name) < 2 or (not known and words.no_place.search(name)):
            return tuple(found)
        follows = rest[len(name) :]
        if not known and words.goes_on.match(follows):  # 市场, 市直, 区域 …: no area ends here
            return tuple(found)
        # an alias (北塔区人民政府, 城步县) begins the text as well as the name does; the list is the area's own either way
        found.append(vocabulary.areas[known].name if known else name)
        at += len(name)


def area_of_body(body: Sequence[str], vocabulary: Vocabulary) -> str:
    return next((area for text in body if (area := area_in(text, vocabulary))), "")
