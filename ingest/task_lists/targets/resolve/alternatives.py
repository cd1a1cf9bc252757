"""The other ways in which a statement could have been read: what the resolver saw beside what it chose.

They are told to the person who reviews a row (`review/`) and decide nothing. Only those belong here that the text itself
leaves open: which way a bare value is meant, whether a share is a rate of growth, whose area and whose part it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Alternative, Comparator, Kind, Target
from ingest.task_lists.targets.resolve.so_far import ReadSoFar
from ingest.task_lists.targets.rules.statements import Statement
from ingest.values.units import is_count

_MOST = 4  # of one field; a longer list helps nobody
_OPPOSITE = {Comparator.GE: Comparator.LE, Comparator.LE: Comparator.GE}


def alternatives(statement: Statement, target: Target, so_far: ReadSoFar, default_area: str) -> tuple[Alternative, ...]:
    """What else a target could be; `so_far` is what was read before it."""
    return (
        *_as(target, "kind", _kinds(statement, target)),
        *_as(target, "comparator", _comparators(statement, target)),
        *_as(target, "area", _areas(statement, so_far, default_area)),
        *_as(target, "parent_seq", _wholes(statement, target, so_far)),
    )


def _as(target: Target, field: str, values: Iterable[Kind | Comparator | str | int | None]) -> Iterator[Alternative]:
    """The values that differ from the one that was chosen, each once."""
    others = [value for value in dict.fromkeys(values) if value != getattr(target, field)]
    return (Alternative(field, value) for value in others[:_MOST])


def _kinds(statement: Statement, target: Target) -> Iterator[Kind]:
    """A share is a rate of growth where nothing says what it is a share of, and a growing rate may be meant as the rate."""
    is_rate = target.metric.endswith(lexicon().indicators.rate_nouns)
    if target.kind is Kind.RATIO and (statement.same_kind or not is_rate):
        yield Kind.GROWTH
    elif target.kind is Kind.GROWTH and is_rate:
        yield Kind.RATIO


def _comparators(statement: Statement, target: Target) -> Iterator[Comparator]:
    """Which way a bare value is meant: of an indicator that may be kept down, a share, an amount that nobody acts on."""
    if not statement.bare or target.kind not in {Kind.LEVEL, Kind.RATIO} or target.comparator not in _OPPOSITE:
        return
    kept_down = any(word in target.metric for word in lexicon().indicators.kept_down)
    is_amount = not is_count(target.unit) and not statement.acts
    if kept_down or is_amount or target.comparator is Comparator.LE:
        yield _OPPOSITE[target.comparator]


def _areas(statement: Statement, so_far: ReadSoFar, default_area: str) -> Iterator[str]:
    """Where a clause names no area: those that its sentence named before, and the one of the whole column."""
    if statement.areas:
        return
    named = [draft.target.area for draft in reversed(so_far.of_sentence())]
    if any(area != default_area for area in (*named, *so_far.subject)):
        yield from (*so_far.subject, *named, default_area)


def _wholes(statement: Statement, target: Target, so_far: ReadSoFar) -> Iterator[int | None]:
    """In the reach of 其中: the values that it may divide as well, and none of them."""
    division = so_far.division
    if division is None or target.value is None:
        return
    wholes = [so_far.drafts[index].target for index in reversed(division.wholes)]
    fitting = [whole.seq for whole in wholes if whole.kind is target.kind and whole.unit_base == target.unit_base]
    if statement.child and target.parent_seq is None:
        fitting = [whole.seq for whole in wholes]
    if statement.child or fitting:
        yield from fitting
        yield None
