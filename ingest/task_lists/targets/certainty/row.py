"""One target beside the clause and the sentence that it came from: what every check of certainty looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.task_lists.model import Target
from ingest.task_lists.targets.certainty.surroundings import ClauseAround, SentenceAround, TextAround
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.tree import ClauseRead, ItemRead


@dataclass(frozen=True, slots=True)
class RowRead:
    """One target with the statement and the clause it came from, and what stands around it."""

    index: int
    target: Target
    statement: Statement
    clause: ClauseRead
    around: ClauseAround
    sentence: SentenceAround
    text: TextAround


def rows(items: Iterable[ItemRead], targets: Sequence[Target]) -> Iterator[RowRead]:
    """Every target of a text, in the order of the clauses that it came from."""
    text = TextAround(tuple(targets))
    for item in items:
        dated: Statement | None = None
        opened = False
        for clauses in _sentences(item.clauses):
            sentence = SentenceAround(clauses, text, opened)
            opened = opened or sentence.opens_with_area
            for position, clause in enumerate(clauses):
                around = ClauseAround(clause, position, dated)
                for read in clause.statements:
                    for index in read.targets:
                        yield RowRead(index, targets[index], read.statement, clause, around, sentence, text)
                dated = next((read.statement for read in reversed(clause.statements) if read.statement.whens), dated)


def _sentences(clauses: Iterable[ClauseRead]) -> Iterator[tuple[ClauseRead, ...]]:
    held: list[ClauseRead] = []
    for clause in clauses:
        if clause.opens_sentence and held:
            yield tuple(held)
            held = []
        held.append(clause)
    if held:
        yield tuple(held)
