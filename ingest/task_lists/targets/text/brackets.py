"""Brackets in a target text: who leads, what a total is made of, how it is scored, or simply part of a name."""

from __future__ import annotations

import re
from enum import StrEnum

from ingest.task_lists.targets.text.atoms import Atom, Sort
from ingest.task_lists.targets.words import SCORING


class Role(StrEnum):
    LEAD = "lead"  # （牵头单位：市住建局）
    SCORING = "scoring"  # （按…排名）
    NOTE = "note"  # holds clauses of its own: a breakdown, a condition, a place
    NAME = "name"  # （一期）, （含居民医保）


_LEAD = re.compile(r"牵头(?:单位|部门)?\s*[:：]\s*([^；;，,）)]+)")
_LEADS = re.compile(r"([^；;，,。（(]+?)(?:分别)?牵头")
_BODY = "局|委|办|中心|厅|院|部|处|会|公司|队|社|联|办公室|委员会"
_BODIES = re.compile(rf"^[市区县省州][^，,。；;:：\d]{{1,16}}(?:{_BODY})(?:[、；;,， ][^，,。；;:：\d]{{2,16}})*$")
_RESPONSIBLE = re.compile(r"^(?:责任|配合|主办|承办|协办|实施)(?:单位|部门)?\s*[:：]")


def role_of(text: str, bracket: Atom) -> Role:
    """What a bracket at the end of a clause is for."""
    inner = text[bracket.start + 1 : bracket.end - 1].strip()
    if lead_unit(inner) is not None:
        return Role.LEAD
    if is_scoring(inner):
        return Role.SCORING
    figures = any(a.sort in {Sort.QUANTITY, Sort.RANK} for a in bracket.inner)
    if figures:
        return Role.NOTE
    if any(a.sort is Sort.DATE for a in bracket.inner) and len(inner) > 8:
        return Role.NOTE
    return Role.NAME


def lead_unit(inner: str) -> str | None:
    """The leading unit that a bracket names; "" where it only names others; None where it is no such bracket."""
    match = _LEAD.search(inner)
    if match:
        return match[1].strip()
    match = _LEADS.search(inner)
    if match:
        return match[1].strip()
    if _RESPONSIBLE.match(inner):
        return ""
    if _BODIES.match(inner):
        return re.split("[、；;,， ]", inner)[0]
    return None


_POINTS = re.compile(r"[扣加得计记]\s*\d+(?:\.\d+)?\s*分|扣完为止|最高[加扣]")
_RANKED_BY = re.compile(r"按[^，。；]*(?:排名|排序|排位)$")


def is_scoring(sentence: str) -> bool:
    """Whether a sentence only says how something is scored (按总数排名计分, 每低1个百分点扣0.5分), and sets no value itself."""
    if any(word in sentence for word in SCORING) or _POINTS.search(sentence):
        return True
    return bool(_RANKED_BY.search(sentence.strip(" 。；;")))
