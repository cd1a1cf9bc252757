"""What a figure of a group of areas states: of all its members together, or every member's own (docs/targets.md, Groups).

市城区交付1258户 is the members' total and nobody's own; 市辖三区各新建1个 is owed by each. Parts that add up prove it, then the
words decide, then the kind: a rate, a rank, an event holds for every member. What none of them tells is unclear.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import GroupShare, Kind, Target
from ingest.values.numerals import scan_number
from ingest.vocabulary import Vocabulary


def settled(targets: Sequence[Target], said: Mapping[int, GroupShare], vocabulary: Vocabulary) -> list[Target]:
    """The targets of one task, each that is a group's with its share. `said`, by seq: what the words of its sentence say."""
    groups = {target.seq for target in targets if is_group(target.area, vocabulary)}
    proven = _proven(targets, groups, vocabulary) if groups else {}
    return [
        replace(target, share_of_group=proven.get(target.seq) or said.get(target.seq) or _by_kind(target))
        if target.seq in groups
        else target
        for target in targets
    ]


def plain_name(area: str) -> str:
    """A group's name without the bracket that says what it includes: 县市区（不含经开区）."""
    return lexicon().groups.bracket.sub("", area)


def is_group(area: str, vocabulary: Vocabulary) -> bool:
    """Whether an area as written is several places: 县市区, 各镇（街道）, 市辖三区, 市城区, and what the home calls a group."""
    plain = plain_name(area)
    known = vocabulary.areas.get(plain)
    return bool(known and known.members) or _has_form(plain)


@lru_cache(maxsize=4096)
def _has_form(area: str) -> bool:
    words = lexicon().groups
    return bool(words.name.fullmatch(area) or words.listed.fullmatch(area)) and not words.bodies.search(area)


def listed(area: str) -> tuple[str, ...]:
    """The places that are named together as one: 白石镇、柳河镇; () for any other area."""
    words = lexicon().groups
    return tuple(words.joint.split(area)) if words.listed.fullmatch(area) else ()


def is_sum(between: str) -> bool:
    """Whether the words between several places and a value say that it is of all of them together."""
    return bool(lexicon().groups.together.search(between))


def said_by(area: str, between: str, *, listed: bool) -> GroupShare | None:
    """What the words of a sentence say: the group's own name, and what stands between it and its value.

    `listed`: several things are counted, so that 各 before the value may speak of them.
    """
    words = lexicon().groups
    if is_sum(between):
        return GroupShare.TOTAL
    if words.each_front.match(between) or (not listed and words.each_inside.search(between)):
        return GroupShare.EACH
    if words.each_name.match(area):
        return GroupShare.EACH
    return GroupShare.TOTAL if words.whole_name.match(area) else None


def _by_kind(target: Target) -> GroupShare:
    """A rate, a place, an event holds for every member; an amount could be either."""
    words = lexicon().groups
    if target.kind is Kind.LEVEL and target.value != 0:
        return GroupShare.TOTAL if words.whole_name.match(target.area) else GroupShare.UNCLEAR
    return GroupShare.TOTAL if words.taken_together.match(target.metric) else GroupShare.EACH


def _proven(targets: Sequence[Target], groups: set[int], vocabulary: Vocabulary) -> dict[int, GroupShare]:
    """What sums prove: a group whose parts add up to it is a total; one among parts is what makes them add up."""
    parts: dict[int, list[Target]] = {}
    for target in targets:
        if target.parent_seq is not None and target.kind is Kind.LEVEL and target.value_base is not None:
            parts.setdefault(target.parent_seq, []).append(target)
    found: dict[int, GroupShare] = {}
    for whole in targets:
        own = [part for part in parts.get(whole.seq, ()) if part.unit_base == whole.unit_base and part.area != whole.area]
        if whole.kind is not Kind.LEVEL or whole.value_base is None or not own:
            continue
        inside = [part for part in own if part.seq in groups]
        taken = {share: _sum(own, inside, share, vocabulary) for share in (GroupShare.TOTAL, GroupShare.EACH)}
        fitting = [share for share, total in taken.items() if total == whole.value_base]
        if inside and len(fitting) == 1:
            found.update({part.seq: fitting[0] for part in inside})
        if whole.seq in groups and (fitting or (taken[GroupShare.TOTAL] or whole.value_base + 1) < whole.value_base):
            found[whole.seq] = GroupShare.TOTAL
    return found


def _sum(own: Sequence[Target], inside: Sequence[Target], share: GroupShare, vocabulary: Vocabulary) -> Decimal | None:
    """What the parts add up to where those of a group are its total, or each member's; None where nobody knows how many."""
    total = Decimal(0)
    for part in own:
        count = left_to(part, own, vocabulary) if part in inside and share is GroupShare.EACH else 1
        if count is None or part.value_base is None:
            return None
        total += part.value_base * count
    return total


def left_to(part: Target, beside: Sequence[Target], vocabulary: Vocabulary) -> int | None:
    """How many of a group's members have its value: those that no part of the same thing beside it names; None if unknown."""
    if not (count := members(part.area, vocabulary)):
        return None
    known = vocabulary.areas.get(plain_name(part.area))
    named = {plain_name(other.area) for other in beside if other.metric == part.metric}
    return count - len(named.intersection(known.members)) if known else count


def members(area: str, vocabulary: Vocabulary) -> int:
    """How many places a group has, by the home's words or its own name (市辖三区, 六县市); 0 where nobody knows."""
    plain = plain_name(area)
    known = vocabulary.areas.get(plain)
    if known and known.members:
        return len(known.members)
    size = lexicon().groups.size.search(plain)
    number = scan_number(size.group()) if size else None
    return int(number[0].value) if number else 0
