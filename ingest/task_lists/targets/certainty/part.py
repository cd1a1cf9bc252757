"""A part is sure of its whole where it adds up with others to it, or no other total could be meant."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind, Target
from ingest.task_lists.targets.certainty.row import RowRead


def doubts(row: RowRead) -> Iterator[tuple[str, str]]:
    """A part is sure of its whole where the parts add up to it or no other total could be meant."""
    target = row.target
    whole = None if target.parent_seq is None else row.text.by_seq.get(target.parent_seq)
    if whole is None:
        if row.statement.child or _after_of_part(row) or _after_a_whole(row):
            yield target_findings.PART_DOUBTFUL, target.span
    elif target.kind is not Kind.LEVEL or whole.kind is not Kind.LEVEL:
        if target.kind is not whole.kind:
            yield target_findings.PART_DOUBTFUL, target.span
    elif not _add_up(row, whole) and (not _says_part(row) or _exceeds(target, whole) or _others_could_be_meant(row, whole)):
        yield target_findings.PART_DOUBTFUL, target.span


def _after_of_part(row: RowRead) -> bool:
    """Whether 其中 stands in an earlier clause of the sentence: then it may reach on to this one."""
    return row.sentence.of_part_at < row.around.position


def _after_a_whole(row: RowRead) -> bool:
    """整治黑臭水体6处，甲镇3处: an area after a figure of the whole place in one sentence may be a part of it."""
    figures = row.sentence.of_whole_from.get(row.target.unit_base, {})
    return bool(row.statement.areas) and any(area != row.target.area and index < row.index for area, index in figures.items())


def _says_part(row: RowRead) -> bool:
    """Whether the clause itself says that it divides: 其中, a named area, a bracket or colon before it."""
    words = lexicon().asides.of_part
    return bool(row.statement.areas) or words in row.clause.text or any(words in taken.words for taken in row.statement.taken)


def _add_up(row: RowRead, whole: Target) -> bool:
    return row.text.sums.get((whole.seq, whole.unit_base), 0) == whole.value_base


def _exceeds(part: Target, whole: Target) -> bool:
    return whole.value_base is None or part.value_base is None or part.value_base > whole.value_base


def _others_could_be_meant(row: RowRead, whole: Target) -> bool:
    """Whether another total before the part in the same item could be its whole as well."""
    totals = row.text.first_totals.get((whole.clause, whole.kind, whole.unit_base), ())
    return any(seq != whole.seq and seq < row.target.seq for seq in totals)
