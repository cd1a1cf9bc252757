"""What stands beside targets and is none: lines of who and until when, figures of what was done, conditions that lead on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.task_lists.targets.text import brackets
from ingest.task_lists.targets.text.atoms import Sort
from ingest.task_lists.targets.text.outline import Clause

LABEL = re.compile(
    r"^(?P<label>(?:责任|配合|协办|主办|实施|牵头|承办|参与|监督)(?:单位|部门|领导|人|科室)|分管领导|联系人|联络人"
    r"|完成(?:时间|时限|期限)|时间节点|时限要求|时限|备注)\s*:\s*"
)
INTRODUCTION = re.compile(r"(?:分别|目标|任务|分解|具体|分配|情况|指标)*(?:为|是|如下|任务分解|分解任务)$")
ALL_DONE = re.compile(r"^(?:全部|均|全面|按要求)?(?:完成|完成任务|完成目标任务|落实到位|到位|完成到位)$")
_DONE = re.compile(r"预计|已(?:完成|实现|建成|开工|新增)|完成率为")
_REPORTED = re.compile(r"预计|完成(?:年|全年|年度)?(?:计划|目标|任务)的|占(?:年|全年|年度)(?:计划|目标|任务)|完成率")
_PLAN = re.compile(r"[^，。；]{0,4}计划")
_JOINS_NEXT = re.compile(
    r"(?:的|后|时|基础上|前提下|方面)$|^(?:对(?!外|口|接)|除|通过|围绕|按照|根据|依托|以|针对|结合|聚焦|坚持)[^，。；]*$"
)


def says_progress(words: str) -> bool:
    """Whether a clause tells what was done or is foreseen (全年预计完成470亿元), not what is promised."""
    return bool(_DONE.search(words))


def progress_from(text: str, found: Sequence[Clause], index: int) -> int:
    """Where the sentence that begins at `index` goes over from its plan to what was done; the text's end if it does not.

    年计划完成480亿元，1-9月完成352亿元，全年预计完成470亿元: only the first clause is a target.
    """
    begin = found[index]
    if not _PLAN.match(text, begin.start, begin.end):
        return len(text)
    last = index + 1
    while last < len(found) and not found[last].opens_sentence:
        last += 1
    later = found[index + 1 : last]
    return later[0].start if any(_REPORTED.search(text, c.start, c.end) for c in later) else len(text)


def leads_on(text: str, clause: Clause) -> bool:
    """Whether a clause is only a condition or a topic (…的，, 对…，) and is read together with the next."""
    if any(a.sort in {Sort.QUANTITY, Sort.DATE, Sort.RANK} for a in clause.atoms):
        return False
    words = text[clause.start : clause.end]
    return bool(_JOINS_NEXT.search(re.split("[,，]", words)[-1])) and not brackets.is_scoring(words)
