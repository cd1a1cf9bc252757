"""Places: 总量排名全省前七, 不低于第二梯队（第6-10名）, and places that no number says (位居全省前列)."""

from __future__ import annotations

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets.rules.affixes import read_before_value, strip_any, take_left
from ingest.task_lists.targets.rules.names import GrammarRule, Taken
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text.atoms import Atom


def read_rank(raw: str, text: str, start: int, rank: Atom, span: tuple[int, int]) -> Statement:
    """The place of a clause that begins at `start`; a range (第6-10名) counts with its worse end."""
    before, benchmark = raw[start : rank.start], ""
    scopes = list(lexicon().benchmarks.scope.finditer(before))
    if scopes:
        benchmark = scopes[-1][1]
        before = before[: scopes[-1].start()] + before[scopes[-1].end() :]
    metric, taken = take_left(_without_between(before))
    number, end = rank.number, rank.end
    while end < span[1] and text[end] in ")）”":
        end += 1
    closing = next((word for word in lexicon().numerals.rank_closes if text.startswith(word, end)), "")
    return Statement(
        GrammarRule.RANK_PLACE,
        Kind.RANK,
        (span[0], end + len(closing)),
        metric=metric,
        comparator=Comparator.LE,
        value=None if number is None else (number.value_max or number.value),
        unit=rank.unit,
        benchmark=benchmark,
        stretch=lexicon().comparators.strive in before,
        taken=(*taken, Taken(GrammarRule.AFFIX_QUANTITY, raw[rank.start : end + len(closing)])),
    )


def read_rank_in_words(clause: str, span: tuple[int, int]) -> list[Statement]:
    """位居全省前列: a place that only a person can judge, kept as qualitative for review; [] for any other clause."""
    match = lexicon().benchmarks.no_place.match(clause)
    if not match:
        return []
    before = read_before_value(_without_between(match[1]), percent=True, points=False)
    return [
        Statement(
            GrammarRule.RANK_IN_WORDS,
            Kind.QUALITATIVE,
            span,
            metric=before.metric,
            review=target_findings.RANK_WITHOUT_PLACE,
            taken=before.taken,
        )
    ]


def _without_between(text: str) -> str:
    while True:
        word, rest = strip_any(text.rstrip(), lexicon().benchmarks.between, right=True)
        if not word:
            return text.rstrip()
        text = rest
