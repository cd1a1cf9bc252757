"""Where an area that a list writes lies, as seen from the list's own place. Pure; it is decided here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.vocabulary import Area, Vocabulary

_INCLUDING = re.compile(r"[（(]含[^）)]*[）)]$")
UNSTATED = "未注明区域"


class Relation(StrEnum):
    """What the list's own place is to an area."""

    OWN = "own"  # the area itself
    MEMBER = "member"  # a member of the group: it has the group's own value to reach
    PART = "part"  # a part of the area: it only contributes
    NONE = ""  # neither


@dataclass(frozen=True, slots=True)
class PlacedArea:
    """An area as it is named everywhere, its code in the tree (None outside it), and what the list's own place is to it."""

    name: str
    code: str | None
    relation: Relation


def placed(written: str, vocabulary: Vocabulary) -> PlacedArea:
    """The area that is meant by its name as written. `vocabulary` is that of the list's place."""
    plain = _INCLUDING.sub("", written)
    area = vocabulary.areas.get(plain)
    # an area that is wider than the one it names keeps its words; one outside the tree has nothing else
    name = written if plain != written or area is None else area.name
    relation = Relation.NONE if area is None else relation_to(area, vocabulary)
    if relation is Relation.OWN and plain != written:
        relation = Relation.PART
    return PlacedArea(name or UNSTATED, area.code if area is not None and area.is_in_tree else None, relation)


def relation_to(area: Area, vocabulary: Vocabulary) -> Relation:
    """What the vocabulary's own place is to an area."""
    own = vocabulary.place
    if own is None:
        return Relation.NONE
    if area.code == own.code:
        return Relation.OWN
    if own.name in area.members:
        return Relation.MEMBER
    if area.level == "group":
        return Relation.NONE
    parents = {known.code: known.parent_code for known in vocabulary.areas.values()}
    code, seen = own.parent_code, set[str]()
    while code and code not in seen:
        if code == area.code:
            return Relation.PART
        seen.add(code)
        code = parents.get(code, "")
    return Relation.NONE
