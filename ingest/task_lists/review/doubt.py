"""Why a row is to be checked, how much it is to be doubted, and which of its words are. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.findings import Finding, Severity
from ingest.task_lists import target_findings
from ingest.task_lists.model import Confidence, Target

# how likely a row is wrong by what was found about it; another code counts by its severity
_WEIGHTS: Mapping[str, int] = {
    target_findings.CLAUSE_NOT_UNDERSTOOD: 9,
    target_findings.PAIRS_DO_NOT_MATCH: 8,
    target_findings.RANK_WITHOUT_PLACE: 7,
    target_findings.WORDS_LEFT: 7,
    target_findings.DIRECTION_DOUBTFUL: 6,
    target_findings.AREA_DOUBTFUL: 6,
    target_findings.GROUP_DOUBTFUL: 6,
    target_findings.ALTERNATIVE: 6,
    target_findings.MEASURE_UNKNOWN: 5,
    target_findings.PART_DOUBTFUL: 5,
    target_findings.WINDOW_DOUBTFUL: 5,
    target_findings.STAGES_DOUBTFUL: 5,
    target_findings.METRIC_DOUBTFUL: 4,
    target_findings.EVENT_DOUBTFUL: 3,
    target_findings.RECURRING: 2,
    target_findings.QUALITY_DOUBTFUL: 1,
}
_BY_SEVERITY: Mapping[Severity, int] = {Severity.ERROR: 10, Severity.WARNING: 5, Severity.INFO: 1}
# the field whose words a finding doubts, where the reader does not say which words it doubts
_DOUBTED_FIELD: Mapping[str, str] = {
    target_findings.MEASURE_UNKNOWN: "unit",
    target_findings.METRIC_DOUBTFUL: "metric",
    target_findings.AREA_DOUBTFUL: "area",
}


class Mark(StrEnum):
    """How a piece of a sentence is shown."""

    PLAIN = "plain"
    STATED = "stated"  # the words that state the target
    DOUBTED = "doubted"


Marked = tuple[tuple[str, Mark], ...]


@dataclass(frozen=True, slots=True)
class RowDoubt:
    """What was found about a target that is to be checked; nothing for one that is sure. `weight` 0 is no doubt at all."""

    findings: tuple[Finding, ...] = ()
    weight: int = 0


class Doubts:
    """The findings of a list, asked for one target after another."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._by_clause: dict[tuple[str, str], list[Finding]] = {}
        for found in findings:
            if found.code == target_findings.NUMBER_NOT_UNDERSTOOD:
                continue  # it is about no target: the sheet of additions names it
            key = "-".join(part for part in (found.section, found.task_no, found.subtask_no) if part)
            self._by_clause.setdefault((key, found.clause), []).append(found)

    def of(self, target: Target) -> RowDoubt:
        """What was found about a target's own words, else about its clause."""
        if target.confidence is Confidence.SURE:
            return RowDoubt()
        findings = self._by_clause.get((target.task_key, target.clause), [])
        own = [f for f in findings if f.seen and (f.seen in target.span or target.span in f.seen)]
        told = tuple({f.message: f for f in own or findings}.values())
        return RowDoubt(told, _weight(told, target))


def _weight(findings: Sequence[Finding], target: Target) -> int:
    """The gravest finding decides, then how many there are and how many other readings."""
    gravest = max((_WEIGHTS.get(f.code, _BY_SEVERITY[f.severity]) for f in findings), default=_BY_SEVERITY[Severity.WARNING])
    return gravest * 10 + min(9, len(findings) + len(target.alternatives))


def marked(context: str, target: Target, doubt: RowDoubt) -> Marked:
    """The context of a target in pieces, with the words that state it and among them the doubted ones marked."""
    at = context.find(target.span) if target.span else -1
    if at < 0:
        return ((context, Mark.PLAIN),) if context else ()
    end = at + len(target.span)
    pieces = [(context[:at], Mark.PLAIN), *_within(target, doubt), (context[end:], Mark.PLAIN)]
    return tuple((text, mark) for text, mark in pieces if text)


def _within(target: Target, doubt: RowDoubt) -> list[tuple[str, Mark]]:
    """The span in pieces: as a whole where the doubt is about no words of it in particular."""
    span = target.span
    if not doubt.weight:
        return [(span, Mark.STATED)]
    doubted = bytearray(len(span))
    for words in _doubted_words(target, doubt):
        at = span.rfind(words)
        doubted[at : at + len(words)] = b"\x01" * len(words)
    if not any(doubted):
        return [(span, Mark.DOUBTED)]
    pieces: list[tuple[str, Mark]] = []
    for char, is_doubted in zip(span, doubted, strict=True):
        mark = Mark.DOUBTED if is_doubted else Mark.STATED
        if pieces and pieces[-1][1] is mark:
            pieces[-1] = (pieces[-1][0] + char, mark)
        else:
            pieces.append((char, mark))
    return pieces


def _doubted_words(target: Target, doubt: RowDoubt) -> list[str]:
    """The words that the reader doubts, those of the fields that findings name, and what the findings saw."""
    fields = [str(getattr(target, _DOUBTED_FIELD[f.code])) for f in doubt.findings if f.code in _DOUBTED_FIELD]
    candidates = [target.doubted_words, *fields, *(f.seen for f in doubt.findings)]
    inner = [words for words in candidates if words and words in target.span and words != target.span]
    return inner[:1]
