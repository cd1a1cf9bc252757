"""One target beside the clause and the sentence that it came from: what every check of certainty looks at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Target
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.tree import ClauseRead, ItemRead

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class RowRead:
    """One target with the statement and the clause it came from, and the clauses of its sentence."""

    index: int
    target: Target
    statement: Statement
    clause: ClauseRead
    sentence: tuple[ClauseRead, ...]
    item: tuple[ClauseRead, ...]
    over: str  # the words of the clause that nothing consumed


def rows(items: Sequence[ItemRead], targets: Sequence[Target]) -> Iterator[RowRead]:
    for item in items:
        for sentence in _sentences(item.clauses):
            for clause in sentence:
                over = _over(clause)  # once a clause: one may hold a thousand rows
                for read in clause.statements:
                    for index in read.targets:
                        yield RowRead(index, targets[index], read.statement, clause, sentence, item.clauses, over)


def _sentences(clauses: Iterable[ClauseRead]) -> Iterator[tuple[ClauseRead, ...]]:
    held: list[ClauseRead] = []
    for clause in clauses:
        if clause.opens_sentence and held:
            yield tuple(held)
            held = []
        held.append(clause)
    if held:
        yield tuple(held)


def _over(clause: ClauseRead) -> str:
    """The signs of a clause that nothing consumed, without joints and verbs of doing."""
    consumed: list[str] = [taken.words for taken in clause.front]
    for read in clause.statements:
        said = read.statement
        consumed += [taken.words for taken in said.taken] + [said.metric, said.benchmark]
        consumed += [area.name for area in said.areas]
    taken = Counter("".join(consumed))
    left = []
    for char in clause.text:
        if taken[char] > 0:
            taken[char] -= 1
        else:
            left.append(char)
    over = "".join(_CHINESE.findall("".join(left)))
    verbs = lexicon().verbs
    for word in (
        *verbs.done, *verbs.adverbs, *verbs.weak_tails, verbs.responsible, *lexicon().connectives.joints,
        *lexicon().numerals.rank_closes, *lexicon().comparators.after_value,
    ):  # fmt: skip
        over = over.replace(word, "")
    return verbs.empty_noun.sub("", over)
