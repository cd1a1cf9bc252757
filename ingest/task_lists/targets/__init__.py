"""A task's target text becomes atomic, judged targets (docs/targets.md is the law here).

Public: `Term`, `TargetReading`, `read_targets`, `read_text`, `cross_check`. The grammar behind them, from the text upwards:
- text: the tokens, the skeleton (`outline`: items, sentences, clauses), and what is no target (`asides`, `brackets`);
- rules: one clause, `clauses` over `fronts`, `values`, `ranks`, `comparisons`, `events` and `qualities`;
- resolve: statements become targets (`resolver` over `metrics` and `parts`), then `checks` over the whole;
- read: one text from start to end, each clause through `clause_stages`; `tree` is how it was read, `explain` prints it;
- certainty: what earns each target its certainty, checked after reading, a module for each kind of check;
- grammar: the page of the rules (docs/grammar.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.findings import Finding
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import ScoringRule, Target, Task
from ingest.task_lists.targets.read import TextReader
from ingest.task_lists.targets.resolve.checks import breakdowns
from ingest.task_lists.targets.resolve.crosscheck import cross_check
from ingest.task_lists.targets.text.term import Term
from ingest.task_lists.targets.tree import TextRead
from ingest.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class TargetReading:
    """What one task's texts hold: targets in order of appearance, sentences that only say how it is scored, and findings."""

    targets: tuple[Target, ...] = ()
    scoring: tuple[ScoringRule, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_text(task: Task, column: str, text: str, term: Term, vocabulary: Vocabulary, *, first_seq: int = 1) -> TextRead:
    """Read one target text of a task's column (`city_target`, `district_task`), with the tree of rules that read it."""
    return TextReader(task, column, text, term, vocabulary, first_seq=first_seq).read()


def read_targets(task: Task, term: Term, vocabulary: Vocabulary) -> TargetReading:
    """Read both target texts of a task; `seq` runs over the task, the city's column first. Never raises on any text."""
    targets: list[Target] = []
    scoring: list[ScoringRule] = []
    findings: list[Finding] = []
    for column, text in (("city_target", task.city_target), ("district_task", task.district_task)):
        if text.strip() in ("", *lexicon().asides.nothing):
            continue
        read = read_text(task, column, text, term, vocabulary, first_seq=len(targets) + 1)
        targets += read.targets
        scoring += read.scoring
        findings += read.findings
    findings += breakdowns(task, targets, vocabulary)
    return TargetReading(tuple(targets), tuple(scoring), tuple(findings))


__all__ = ["TargetReading", "Term", "TextRead", "cross_check", "read_targets", "read_text"]
