"""A part is sure of its whole where it adds up with others to it, or no other total could be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind, Target
from ingest.task_lists.targets.certainty.area import whole_areas
from ingest.task_lists.targets.certainty.row import RowRead


def doubts(row: RowRead, targets: Sequence[Target]) -> Iterator[tuple[str, str]]:
    """A part is sure of its whole where the parts add up to it or no other total could be meant."""
    target = row.target
    whole = next((one for one in targets if one.seq == target.parent_seq), None)
    if whole is None:
        if row.statement.child or _after_of_part(row) or _after_a_whole(row, targets):
            yield target_findings.PART_DOUBTFUL, target.span
    elif target.kind is not Kind.LEVEL or whole.kind is not Kind.LEVEL:
        if target.kind is not whole.kind:
            yield target_findings.PART_DOUBTFUL, target.span
    elif not _adds_up(target, whole, targets) and (
        not _says_part(row) or _exceeds(target, whole) or _others_could_be_meant(target, whole, targets)
    ):
        yield target_findings.PART_DOUBTFUL, target.span


def _after_of_part(row: RowRead) -> bool:
    """Whether 其中 stands in an earlier clause of the sentence: then it may reach on to this one."""
    earlier = takewhile(lambda clause: clause is not row.clause, row.sentence)
    return any(lexicon().asides.of_part in clause.text for clause in earlier)


def _after_a_whole(row: RowRead, targets: Sequence[Target]) -> bool:
    """整治黑臭水体6处，甲镇3处: an area after a figure of the whole place in one sentence may be a part of it."""
    indices = [i for clause in row.sentence for read in clause.statements for i in read.targets if i < row.index]
    return bool(row.statement.areas) and any(
        targets[i].area in whole_areas() and targets[i].unit_base == row.target.unit_base and row.target.unit_base
        for i in indices
        if targets[i].area != row.target.area
    )


def _says_part(row: RowRead) -> bool:
    """Whether the clause itself says that it divides: 其中, a named area, a bracket or colon before it."""
    words = lexicon().asides.of_part
    return bool(row.statement.areas) or words in row.clause.text or any(words in taken.words for taken in row.statement.taken)


def _adds_up(part: Target, whole: Target, targets: Sequence[Target]) -> bool:
    siblings = [one for one in targets if one.parent_seq == part.parent_seq and one.unit_base == whole.unit_base]
    return sum(one.value_base for one in siblings if one.value_base is not None) == whole.value_base


def _exceeds(part: Target, whole: Target) -> bool:
    return whole.value_base is None or part.value_base is None or part.value_base > whole.value_base


def _others_could_be_meant(part: Target, whole: Target, targets: Sequence[Target]) -> bool:
    """Whether another total before the part in the same item could be its whole as well."""
    return any(
        one.parent_seq is None
        and whole.seq != one.seq < part.seq
        and one.clause == whole.clause
        and one.kind is whole.kind
        and one.unit_base == whole.unit_base
        for one in targets
    )
