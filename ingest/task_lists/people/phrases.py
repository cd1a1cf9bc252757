"""Who is responsible, said in a phrase: （牵头单位：…；责任单位：…）, （甲局牵头，乙局配合）, 责任单位：… on a line of its own.

A phrase gives texts by role and whatever in it was no party (a deadline, a condition): that stays part of the target.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.task_lists.columns import ListColumn
from ingest.task_lists.labels import role_of
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.people.offices import looks_like_offices
from ingest.task_lists.people.parties import states_first_leads
from ingest.task_lists.people.persons import looks_like_people

_ROLES = {
    ListColumn.LEAD_OFFICE,
    ListColumn.OFFICE,
    ListColumn.SUPPORT,
    ListColumn.LEADER,
    ListColumn.RESPONSIBLE,
    ListColumn.CONTACT,
    ListColumn.DUE,
}


@dataclass(slots=True)
class Phrase:
    """`texts` by role; `rest` is what was no party; `respectively`: the leads lead one piece of the text each (分别牵头)."""

    texts: dict[ListColumn, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    respectively: bool = False
    first_leads: bool = False
    in_brackets: bool = False
    open_role: ListColumn | None = None  # its text ended with a comma: more may follow

    def add(self, role: ListColumn, text: str) -> None:
        self.open_role = role if text.rstrip().endswith(("、", "，", ",")) else None
        text = text.strip(" \u3000。；;，,、】]")
        if text:
            self.texts[role] = f"{self.texts[role]}\n{text}" if role in self.texts else text


def read_line(line: str) -> Phrase | None:
    """A line that only says who and until when: 责任单位：区财政局 区税务局. None where it says something else."""
    words = list_lexicon().people
    bare = line.strip().strip("【】[]")
    bare = bare.strip("（）()") if bare[:1] in {"（", "("} else bare
    said = words.blank_for_colon.sub(r"\1：", bare)
    if words.label.match(said):
        return _labelled(said)
    charged = words.charged.match(said)
    if charged is None or not looks_like_offices(charged.group(1)):
        return None
    phrase = Phrase()
    phrase.add(ListColumn.OFFICE, charged.group(1))
    return phrase


def _labelled(text: str) -> Phrase:
    phrase = Phrase()
    marks = [(m, role) for m in list_lexicon().people.label.finditer(text) if (role := role_of(m.group(1))) in _ROLES and role]
    for (match, role), following in zip(marks, [*marks[1:], None], strict=True):
        end = following[0].start() if following else len(text)
        said, sentence = text[match.end() : end], list_lexicon().people.sentence_after.search(text[match.end() : end])
        if sentence and role is not ListColumn.DUE:  # 责任单位：县水利局。到年底修复渠道12公里。
            phrase.rest.append(sentence.group(1).strip())
            said = said[: sentence.start()]
        phrase.add(role, said)
    return phrase


def split_inline(text: str) -> tuple[str, Phrase | None]:
    """新增企业10家。责任单位：区工信局 → the text and what the labels at its end say; (text, None) where there are none."""
    for match in list_lexicon().people.label.finditer(text):
        before = text[: match.start()].rstrip()
        if before and (before[-1] in "。；;！" or text[match.start() - 1].isspace()):
            return before, _labelled(text[match.start() :])
    return text, None


def split_trailing(text: str) -> tuple[str, Phrase | None]:
    """The text without the bracket at its end that names parties, and what the bracket says; (text, None) where none does."""
    match = re.search(r"[)）】\]]\s*[。；;.]?\s*$", text)
    if not match:
        return text, None
    depth = 0
    for at in range(match.start(), -1, -1):
        if text[at] in "）)】]":
            depth += 1
        elif text[at] in "（(【[":
            depth -= 1
            if depth == 0:
                phrase = _phrase(text[at + 1 : match.start()])
                if phrase is None:
                    return text, None
                phrase.in_brackets = True
                return text[:at].rstrip(), phrase
    return text, None


def _names_offices(piece: str, beside_others: bool) -> bool:
    """Bare names in a bracket are parties if they are offices; （含邵阳经开区） or （市辖三区） says where, not who."""
    words = list_lexicon().people
    if words.no_offices.search(piece):
        return False
    return beside_others or bool(words.bare_office.search(piece)) or piece.startswith(words.each)


def _phrase(inside: str) -> Phrase | None:
    words = list_lexicon().people
    if words.label.search(inside):
        return _labelled(inside)
    phrase = Phrase()
    for part in re.split(r"[，,；;。]", inside):
        piece = part.strip()
        if not piece or piece == words.ditto or words.no_party.search(piece):
            continue
        if states_first_leads(piece):
            phrase.first_leads = True
        elif (leads := words.leads.match(piece)) and looks_like_offices(leads.group(1)):
            phrase.add(ListColumn.LEAD_OFFICE, leads.group(1))
            phrase.respectively = phrase.respectively or leads.group(2) == words.respectively
        elif leads and looks_like_people(leads.group(1)):
            phrase.add(ListColumn.LEADER, leads.group(1))
        elif words.due.match(piece):
            phrase.add(ListColumn.DUE, piece)
        elif (serves := words.serves.match(piece)) and looks_like_offices(serves.group(1)):
            phrase.add(
                ListColumn.SUPPORT if serves.group(2) in words.helping else ListColumn.OFFICE,
                serves.group(1),
            )
        elif looks_like_offices(piece) and _names_offices(piece, bool(phrase.texts)):
            phrase.add(ListColumn.OFFICE, piece)
        else:
            phrase.rest.append(piece)
    return phrase if phrase.texts else None
