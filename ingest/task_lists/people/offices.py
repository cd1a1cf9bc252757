"""Cells of offices → their names, as the list writes them: wrapped ones rejoined, （牵头） marks of the lead taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.task_lists.lexicon.lists import list_lexicon

PUNCTUATION = re.compile(r"[、，,；;/／|]+|(?<![A-Za-z0-9])[.．](?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class OfficeNames:
    """The offices of one task in the order written; `leads` are those marked as leading."""

    names: tuple[str, ...]
    leads: tuple[str, ...]


def looks_like_offices(text: str) -> bool:
    """Does a cell hold offices, one a line?"""
    words = list_lexicon().people
    plain = re.sub(r"[（(][^（）()]*[)）]", "", text)
    names = [piece for line in plain.split("\n") for piece in PUNCTUATION.split(line.strip()) if piece.strip()]
    if not names or any(len(name) > 24 or re.search(r"[。：\d]", name) for name in names):
        return False
    ending = sum(bool(words.office_end.search(name.strip().removesuffix(list_lexicon().outline.more))) for name in names)
    return ending * 2 > len(names) or (ending * 2 == len(names) and bool(words.office_start.match(names[0])))


def split_offices(text: str, known: Iterable[str] = ()) -> OfficeNames:
    """The offices a cell names, each once per mention, wrapped ones rejoined; （牵头） marks go to `leads`."""
    familiar = set(known)
    words = list_lexicon().people
    offices: list[str] = []
    leads: list[str] = []
    role = ""
    for line in _rejoin_offices([line.strip() for line in text.split("\n")], familiar):
        for label, part in _labelled_parts(line):
            role = label or role
            for name, marked in _offices_of_line(part):
                offices.append(name)
                if (marked or role in words.leading_labels) and name not in leads:
                    leads.append(name)
    return OfficeNames(tuple(offices), tuple(leads))


def _labelled_parts(line: str) -> list[tuple[str, str]]:
    pieces = list_lexicon().people.labelled.split(line)
    parts = [("", pieces[0])] if pieces[0].strip() else []
    parts += [(pieces[i], pieces[i + 1]) for i in range(1, len(pieces), 2)]
    return parts


def _offices_of_line(line: str) -> list[tuple[str, bool]]:
    words = list_lexicon().people
    found: list[tuple[str, bool]] = []
    for piece in _split_outside_brackets(line):
        for name in _split_on_and(piece):
            bare = words.lead_mark.sub("", name)
            bare = words.serving.sub("", re.sub(r"\s+", "", bare))
            cut = bare.removesuffix(list_lexicon().outline.more)  # 市应急管理局等
            bare = cut if words.office_end.search(cut) else bare
            if bare:
                found.append((bare, bare != re.sub(r"\s+", "", name) and bool(words.lead_mark.search(name))))
            elif found and words.lead_mark.search(name):
                found[-1] = (found[-1][0], True)  # the mark stood on a line of its own
    return found


def _split_outside_brackets(line: str) -> list[str]:
    """Split at punctuation and at blanks between whole names, but never inside brackets: 镇（街道、开发区）."""
    words = list_lexicon().people
    pieces, depth, current = [], 0, ""
    for i, char in enumerate(line):
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth = max(0, depth - 1)
        blank_between = (
            char.isspace() and bool(words.office_end.search(current.strip())) and not line[i:].strip().startswith(("（", "("))
        )
        if depth == 0 and (char in "、，,；;/／|" or blank_between):
            pieces.append(current)
            current = ""
        else:
            current += char
    return [piece.strip() for piece in [*pieces, current] if piece.strip()]


def _split_on_and(piece: str) -> list[str]:
    """市级各有关部门及各县市区政府 → two; 发展和改革局 stays one."""
    words = list_lexicon().people
    for match in words.joint.finditer(piece):
        left, right = piece[: match.start()], piece[match.end() :]
        if words.office_end.search(left) and words.office_start.match(right) and len(left) > 2:
            return [left, *_split_on_and(right)]
    return [piece]


def _rejoin_offices(lines: Sequence[str], known: set[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        if not line:
            continue
        if joined and _continues_office(joined[-1], line, known):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _continues_office(before: str, line: str, known: set[str]) -> bool:
    words = list_lexicon().people
    if before.endswith(("、", "，", ",", "；", ";")) or words.labelled.match(line):
        return False
    if before.count("（") + before.count("(") > before.count("）") + before.count(")"):
        return True
    last = re.split(r"[、，,；;\s]", before)[-1]
    if last + line in known:
        return True
    if words.office_rest.match(line):
        return True
    first = re.split(r"[、，,；;\s]", line)[0]
    return not words.office_end.search(last) and not words.office_start.match(line) and last not in known and first not in known
