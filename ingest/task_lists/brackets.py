"""Who is responsible, said in a phrase: （牵头单位：…；责任单位：…）, （甲局牵头，乙局配合）, 责任单位：… on a line of its own.

A phrase gives texts by role and whatever in it was no party (a deadline, a condition): that stays part of the target.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.task_lists.labels import Column, role_of
from ingest.task_lists.names import looks_like_units
from ingest.task_lists.parties import states_first_leads

_ROLES = {Column.LEAD_UNIT, Column.UNIT, Column.SUPPORT, Column.LEADER, Column.RESPONSIBLE, Column.CONTACT, Column.DUE}
_LABEL = re.compile(r"([\u4e00-\u9fff（）()、及和]{2,12}?)\s*[:：]")
_LEADS = re.compile(r"^(.+?)(分别|共同|联合)?(?:负责)?牵头(?:负责|落实|组织实施|实施)?$")
_SERVES = re.compile(
    r"^(.+?)(?:按(?:照)?(?:各自)?职(?:责|能)(?:分工)?|分别|共同|具体)*(负责|配合|落实|参与|参加|协助|实施|承办|组织实施)$"
)


@dataclass(slots=True)
class Phrase:
    """`texts` by role; `rest` is what was no party; `respectively`: the leads lead one piece of the text each (分别牵头)."""

    texts: dict[Column, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    respectively: bool = False
    first_leads: bool = False
    in_brackets: bool = False

    def add(self, role: Column, text: str) -> None:
        text = text.strip(" \u3000。；;，,、")
        if text:
            self.texts[role] = f"{self.texts[role]}\n{text}" if role in self.texts else text


def read_line(line: str) -> Phrase | None:
    """A line that only says who and until when: 责任单位：区财政局 区税务局. None where it says something else."""
    head = _LABEL.match(line.strip())
    if not head or role_of(head.group(1)) not in _ROLES:
        return None
    return _labelled(line.strip())


def _labelled(text: str) -> Phrase:
    phrase = Phrase()
    marks = [(m, role) for m in _LABEL.finditer(text) if (role := role_of(_plain(m.group(1)))) in _ROLES and role]
    for (match, role), following in zip(marks, [*marks[1:], None], strict=True):
        end = following[0].start() if following else len(text)
        phrase.add(role, text[match.end() : end])
    return phrase


def _plain(label: str) -> str:
    return re.sub(r"^[）)、及和]+", "", label)


def split_trailing(text: str) -> tuple[str, Phrase | None]:
    """The text without the bracket at its end that names parties, and what the bracket says; (text, None) where none does."""
    match = re.search(r"[)）]\s*[。；;.]?\s*$", text)
    if not match:
        return text, None
    depth = 0
    for at in range(match.start(), -1, -1):
        if text[at] in "）)":
            depth += 1
        elif text[at] in "（(":
            depth -= 1
            if depth == 0:
                phrase = _phrase(text[at + 1 : match.start()])
                if phrase is None:
                    return text, None
                phrase.in_brackets = True
                return text[:at].rstrip(), phrase
    return text, None


def _phrase(inside: str) -> Phrase | None:
    if _LABEL.search(inside) and any(role_of(_plain(m.group(1))) in _ROLES for m in _LABEL.finditer(inside)):
        return _labelled(inside)
    phrase = Phrase()
    for part in re.split(r"[，,；;。]", inside):
        piece = part.strip()
        if not piece or piece == "下同":
            continue
        if states_first_leads(piece):
            phrase.first_leads = True
        elif (leads := _LEADS.match(piece)) and looks_like_units(leads.group(1)):
            phrase.add(Column.LEAD_UNIT, leads.group(1))
            phrase.respectively = phrase.respectively or leads.group(2) == "分别"
        elif (serves := _SERVES.match(piece)) and looks_like_units(serves.group(1)):
            phrase.add(Column.SUPPORT if serves.group(2) in ("配合", "协助", "参与", "参加") else Column.UNIT, serves.group(1))
        elif looks_like_units(piece) and not re.search(r"\d|不得|完成|建设", piece):
            phrase.add(Column.UNIT, piece)
        else:
            phrase.rest.append(piece)
    return phrase if phrase.texts else None
