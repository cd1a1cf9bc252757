"""How a text was read, as a tree of values: text → item → clause → statement → targets. `read-list --explain` prints it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.findings import Finding
from ingest.task_lists.model import ScoringRule, Target
from ingest.task_lists.targets.rules.names import GrammarRule, Taken
from ingest.task_lists.targets.rules.statements import Statement


@dataclass(frozen=True, slots=True)
class StatementRead:
    """One statement with the targets it became, by their index."""

    statement: Statement
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClauseRead:
    """One clause, as it stands in the text. `aside` is the rule that found it to be no target; then it states nothing."""

    text: str
    aside: GrammarRule | None = None
    front: tuple[Taken, ...] = ()
    statements: tuple[StatementRead, ...] = ()
    opens_sentence: bool = False


@dataclass(frozen=True, slots=True)
class ItemRead:
    """A numbered item (`1`, `2.①`; "" before the first number), the words before its colon, and its clauses."""

    number: str
    head: str
    clauses: tuple[ClauseRead, ...]


@dataclass(frozen=True, slots=True)
class TextRead:
    """One target text: how it was read, and what it holds in its order."""

    items: tuple[ItemRead, ...] = ()
    targets: tuple[Target, ...] = ()
    scoring: tuple[ScoringRule, ...] = ()
    findings: tuple[Finding, ...] = ()
