"""Cells of persons → their names: blanks inside a name go, names run together are split when both are known persons.

Groups of persons (各镇（街道）行政负责人) stay as they are written. Who heads which office is `pairing`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.people.offices import PUNCTUATION

_PERSON = re.compile(r"^[\u3400-\u9fff\U00020000-\U0003134f]{2,4}$|^[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,10}$")


def looks_like_people(text: str) -> bool:
    """Does a cell hold persons or groups of persons, one a line?"""
    words = list_lexicon().people
    names = [re.sub(r"\s+", "", line) for line in text.split("\n") if line.strip()]
    if not names or any(len(name) > 20 or re.search(r"[。；：\d]", name) for name in names):
        return False
    pieces = [piece for name in names for piece in PUNCTUATION.split(name) if piece]
    if not pieces:
        return False
    joined = "".join(pieces)
    if words.group_end.search(joined):
        return True
    return all(_PERSON.match(piece) and not words.office_end.search(piece) for piece in pieces if not _is_group(piece)) and any(
        _PERSON.match(piece) and not _is_group(piece) for piece in pieces
    )


def _is_group(name: str) -> bool:
    words = list_lexicon().people
    return bool(words.group_of_persons.search(name)) or (len(name) > 3 and name.startswith(words.group_starts))


def split_persons(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The persons and groups of persons a cell names, without their offices (副区长 周海 → 周海).

    A name run together is split where every part is a known person.
    """
    persons = set(known)
    names: list[str] = []
    for line in _rejoin_persons([line.strip() for line in text.split("\n")]):
        bare = list_lexicon().people.aside.sub("", line)
        found = [name for piece in PUNCTUATION.split(bare) for name in _by_blanks(piece)]
        for name in _without_titles(found):
            names.extend(_run_together(name, persons))
    return tuple(names)


def _without_titles(names: Sequence[str]) -> list[str]:
    """周海副区长 → 周海; a title alone goes where a person stands beside it."""
    words = list_lexicon().people
    bare: list[str] = []
    for name in names:
        match = words.titled.fullmatch(name)
        own = match.group(2) if match and (match.group(1) or match.group(3)) else name
        bare.append(own if is_person(own) and not words.a_title.fullmatch(own) and own not in words.no_names else name)
    persons = [name for name in bare if is_person(name) and not words.a_title.fullmatch(name)]
    return [name for name in bare if not (persons and words.titles.fullmatch(name))]


def part_mixed(text: str) -> tuple[list[str], list[str]]:
    """A cell of offices and persons (区发改局 廖勇, 区发改局（廖勇）) → the offices and the persons, in order."""
    words = list_lexicon().people
    offices: list[str] = []
    people: list[str] = []
    for line in _rejoin_persons([line.strip() for line in text.split("\n")]):
        inside = re.findall(r"[（(]([^（）()]*)[)）]", line)
        outside = words.aside_of_office.sub(" ", line)
        for piece in PUNCTUATION.split(outside):
            for name in _by_blanks(piece):
                if is_person(name) or words.group_head.search(name):
                    people.append(name)
                else:
                    offices.append(name)
        people += [name for part in inside for name in split_persons(part) if is_person(name)]
    return offices, people


def is_person(name: str) -> bool:
    """One person, not a group or an office."""
    return bool(_PERSON.match(name)) and not _is_group(name) and not list_lexicon().people.sure_office_end.search(name)


def known_persons(cells: Iterable[str]) -> frozenset[str]:
    """Persons whose name stands alone somewhere in these cells, written with two or three signs."""
    seen = Counter(name for cell in cells for name in split_persons(cell) if is_person(name) and len(name) <= 3)
    return frozenset(seen)


def _rejoin_persons(lines: Sequence[str]) -> list[str]:
    words = list_lexicon().people
    joined: list[str] = []
    for line in lines:
        if not line:
            continue
        plain = re.sub(r"\s+", "", line)
        open_bracket = joined and joined[-1].count("（") + joined[-1].count("(") > joined[-1].count("）") + joined[-1].count(
            ")"
        )
        if joined and (
            open_bracket or words.person_rest.match(plain) or plain.startswith((f"（{words.town}", f"({words.town}"))
        ):
            joined[-1] += plain
        elif joined and len(plain) == 1 and len(joined[-1]) <= 2 and not is_person(joined[-1]):
            joined[-1] += plain  # a name broken after its first sign
        else:
            joined.append(line)
    return joined


def _by_blanks(piece: str) -> list[str]:
    """廖  勇 → one name; 张  敏 王璟 → two: single signs belong together, whole names stand apart."""
    names: list[str] = []
    waiting = ""
    for part in piece.split():
        if len(part) == 1 and part >= "\u3400":
            waiting += part
            if len(waiting) == 2:
                names.append(waiting)
                waiting = ""
        else:
            names.append(waiting + part)  # 欧 阳修: a lone first sign belongs to what follows
            waiting = ""
    if waiting:
        if names and len(names[-1]) <= 2:
            names[-1] += waiting  # 杨丽 维
        else:
            names.append(waiting)
    if len(names) > 1 and any(not is_person(name) for name in names):
        glued = "".join(names)
        return [glued] if _is_group(glued) and not any(is_person(name) for name in names) else names
    return names


def _run_together(name: str, known: set[str]) -> list[str]:
    if len(name) < 4 or name in known or _is_group(name):
        return [name]
    parts = _segment(name, known)
    return parts or [name]


def _segment(name: str, known: set[str]) -> list[str]:
    if not name:
        return []
    for size in (3, 2, 4):
        head, rest = name[:size], name[size:]
        if head in known:
            if not rest:
                return [head]
            tail = _segment(rest, known)
            if tail:
                return [head, *tail]
    return []
