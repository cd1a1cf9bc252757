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
    INSIDE = "inside"  # the whole of it, or of the group's places: its people report of them
    NONE = ""  # neither


@dataclass(frozen=True, slots=True)
class PlacedArea:
    """An area as it is named everywhere, its code in the tree (None outside it), and what the list's own place is to it.

    `members` are those of a group that are known; with `has_others` there may be more.
    """

    name: str
    code: str | None
    relation: Relation
    members: tuple[str, ...] = ()
    has_others: bool = False


def placed(written: str, vocabulary: Vocabulary) -> PlacedArea:
    """The area that is meant by its name as written. `vocabulary` is that of the list's place."""
    plain = _INCLUDING.sub("", written)
    area = vocabulary.areas.get(plain)
    # an area that is wider than the one it names keeps its words; one outside the tree has nothing else
    name = written if plain != written or area is None else area.name
    relation = Relation.NONE if area is None else relation_to(area, vocabulary)
    if relation is Relation.OWN and plain != written:
        relation = Relation.PART
    if area is None:
        return PlacedArea(name or UNSTATED, None, relation)
    return PlacedArea(name, area.code if area.is_in_tree else None, relation, area.members, area.has_others)


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
        return Relation.INSIDE if area.parent_code == own.code else Relation.NONE
    if _lies_in(own, area.code, vocabulary):
        return Relation.PART
    return Relation.INSIDE if _lies_in(area, own.code, vocabulary) else Relation.NONE


def _lies_in(area: Area, outer_code: str, vocabulary: Vocabulary) -> bool:
    parents = {known.code: known.parent_code for known in vocabulary.areas.values()}
    code, seen = area.parent_code, set[str]()
    while code and code not in seen:
        if code == outer_code:
            return True
        seen.add(code)
        code = parents.get(code, "")
    return False
