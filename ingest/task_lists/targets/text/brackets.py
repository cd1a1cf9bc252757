"""Brackets in a target text: who leads, what a total is made of, how it is scored, or simply part of a name."""

from __future__ import annotations

from enum import StrEnum

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.targets.text.atoms import Atom, Sort
from ingest.task_lists.targets.text.dates import When


class BracketRole(StrEnum):
    MARK = "mark"  # 〔3〕, the mark of a note
    LEAD = "lead"  # （牵头单位：市住建局）
    DUE = "due"  # （9月底前完成）
    SCORING = "scoring"  # （按…排名）
    NOTE = "note"  # holds clauses of its own: a breakdown, a condition, a place
    NAME = "name"  # （一期）, （含居民医保）


def role_of(text: str, bracket: Atom) -> BracketRole:
    """What a bracket at the end of a clause is for."""
    inner = text[bracket.start + 1 : bracket.end - 1].strip()
    if inner.isdigit() and all(a.sort is Sort.NAME for a in bracket.inner):
        return BracketRole.MARK
    if lead_unit(inner) is not None:
        return BracketRole.LEAD
    if is_scoring(inner):
        return BracketRole.SCORING
    if due(text, bracket) is not None:
        return BracketRole.DUE
    figures = any(a.sort in {Sort.QUANTITY, Sort.RANK} for a in bracket.inner)
    if figures:
        return BracketRole.NOTE
    if any(a.sort is Sort.DATE for a in bracket.inner) and len(inner) > 8:
        return BracketRole.NOTE
    return BracketRole.NAME


def due(text: str, bracket: Atom) -> When | None:
    """The deadline that a bracket holds and nothing else: （9月底前）, （2024年6月底前全部完成）."""
    dates = [atom for atom in bracket.inner if atom.sort is Sort.DATE and atom.when is not None]
    if len(dates) != 1 or dates[0].when is None or not dates[0].when.is_deadline:
        return None
    left = (text[bracket.start + 1 : dates[0].start] + text[dates[0].end : bracket.end - 1]).strip()
    words = lexicon().asides
    return dates[0].when if not left or left == words.just_done or words.all_done.match(left) else None


def lead_unit(inner: str) -> str | None:
    """The leading unit that a bracket names; "" where it only names others; None where it is no such bracket."""
    words = lexicon().asides
    match = words.lead.search(inner) or words.leads.search(inner)
    if match:
        return match[1].strip()
    if words.responsible.match(inner):
        return ""
    return words.body_separator.split(inner)[0] if words.bodies.match(inner) else None


def is_scoring(sentence: str) -> bool:
    """Whether a sentence only says how something is scored (按总数排名计分, 每低1个百分点扣0.5分), and sets no value itself."""
    words = lexicon().asides
    if any(word in sentence for word in words.scoring) or words.points.search(sentence):
        return True
    return bool(words.ranked_by.search(sentence.strip(" 。；;")))
