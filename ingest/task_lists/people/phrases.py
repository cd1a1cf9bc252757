"""Who is responsible, said in a phrase: （牵头单位：…；责任单位：…）, （甲局牵头，乙局配合）, 责任单位：… on a line of its own.

A phrase gives texts by role and whatever in it was no party (a deadline, a condition): that stays part of the target.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.task_lists.labels import ListColumn, role_of
from ingest.task_lists.people.names import looks_like_offices, looks_like_people
from ingest.task_lists.people.parties import states_first_leads

_ROLES = {
    ListColumn.LEAD_OFFICE,
    ListColumn.OFFICE,
    ListColumn.SUPPORT,
    ListColumn.LEADER,
    ListColumn.RESPONSIBLE,
    ListColumn.CONTACT,
    ListColumn.DUE,
}
_LABEL = re.compile(
    r"((?:牵头|分管|责任|包联|联系|挂帅|包保|[市区县]级|牵头区|牵头市|牵头县)领导|"
    r"(?:牵头|主办|责任|主要责任|牵头责任|配合|协办|协同|参与|承办|实施|落实|完成|负责)(?:单位|部门|主体)|"
    r"责任主体|责任人|负责人|主要负责人|具体责任人|联系人|联络人|联络员|"
    r"(?:完成|办结|整改)(?:时限|时间|期限)|时限要求|时间要求|时限|时间节点|截止时间)\s*[:：]"
)
_BLANK_FOR_COLON = re.compile(r"^((?:牵头|责任|配合)(?:单位|领导)|责任人|完成时限)\s+(?=\S)")
_DUE = re.compile(
    r"^(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?|第?[一二三四]季度末?|[上下]半年|年底|年内|全年|长期|持续)"
    r"(?:之?前|以前)?(?:全部|全面)?(?:完成|落实|办结|推进|坚持|落实到位)?$"
)
_LEADS = re.compile(r"^(.+?)(分别|共同|联合)?(?:负责)?牵头(?:负责|落实|组织实施|实施)?$")
_SERVES = re.compile(
    r"^(.+?)(?:按(?:照)?(?:各自)?职(?:责|能)(?:分工)?|分别|共同|具体)*(负责|配合|落实|参与|参加|协助|实施|承办|组织实施)$"
)


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
    plain = line.strip().strip("【】[]（）()")
    plain = _BLANK_FOR_COLON.sub(r"\1：", plain)
    return _labelled(plain) if _LABEL.match(plain) else None


def _labelled(text: str) -> Phrase:
    phrase = Phrase()
    marks = [(m, role) for m in _LABEL.finditer(text) if (role := role_of(m.group(1))) in _ROLES and role]
    for (match, role), following in zip(marks, [*marks[1:], None], strict=True):
        end = following[0].start() if following else len(text)
        phrase.add(role, text[match.end() : end])
    return phrase


def split_inline(text: str) -> tuple[str, Phrase | None]:
    """新增企业10家。责任单位：区工信局 → the text and what the labels at its end say; (text, None) where there are none."""
    for match in _LABEL.finditer(text):
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
    if re.search(r"\d|不得|完成|建设|^[不]?(?:含|包括|其中|除)", piece):
        return False
    return (
        beside_others
        or bool(re.search(r"(?:局|委|办|部|院|队|处|中心|公司|集团|政府|单位|部门|办公室|委员会|街道)(?:[、及和]|$)", piece))
        or piece.startswith("各")
    )


def _phrase(inside: str) -> Phrase | None:
    if _LABEL.search(inside):
        return _labelled(inside)
    phrase = Phrase()
    for part in re.split(r"[，,；;。]", inside):
        piece = part.strip()
        if not piece or piece == "下同":
            continue
        if states_first_leads(piece):
            phrase.first_leads = True
        elif (leads := _LEADS.match(piece)) and looks_like_offices(leads.group(1)):
            phrase.add(ListColumn.LEAD_OFFICE, leads.group(1))
            phrase.respectively = phrase.respectively or leads.group(2) == "分别"
        elif leads and looks_like_people(leads.group(1)):
            phrase.add(ListColumn.LEADER, leads.group(1))
        elif _DUE.match(piece):
            phrase.add(ListColumn.DUE, piece)
        elif (serves := _SERVES.match(piece)) and looks_like_offices(serves.group(1)):
            phrase.add(
                ListColumn.SUPPORT if serves.group(2) in ("配合", "协助", "参与", "参加") else ListColumn.OFFICE,
                serves.group(1),
            )
        elif looks_like_offices(piece) and _names_offices(piece, bool(phrase.texts)):
            phrase.add(ListColumn.OFFICE, piece)
        else:
            phrase.rest.append(piece)
    return phrase if phrase.texts else None
