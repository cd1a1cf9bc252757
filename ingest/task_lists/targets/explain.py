"""The tree of rules that read a text, as lines: text → item → clause → production with the words each consumed → targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ingest.task_lists.model import Target
from ingest.task_lists.targets.rules.names import Taken
from ingest.task_lists.targets.tree import ClauseRead, StatementRead, TextRead

_STEP = "  "


def explain(text: str, read: TextRead) -> str:
    """The whole tree, one node a line, indented by its depth."""
    return "\n".join(_lines(text, read)) + "\n"


def _lines(text: str, read: TextRead) -> Iterator[str]:
    yield f"text {text}"
    for item in read.items:
        yield _STEP + " ".join(part for part in ("item", item.number, item.head and f"[{item.head}]") if part)
        for clause in item.clauses:
            yield from (_STEP * 2 + line for line in _clause(clause, read))
    for rule in read.scoring:
        yield f"{_STEP}scoring {rule.rule_text}"
    for found in read.findings:
        yield f"{_STEP}{found.severity.value} {found.code}: {found.seen}"


def _clause(clause: ClauseRead, read: TextRead) -> Iterator[str]:
    yield f"clause {clause.text}"
    if clause.aside:
        yield f"{_STEP}{clause.aside.value}"
    yield from _taken(clause.front)
    for statement in clause.statements:
        yield from _statement(statement, clause.front, read)


def _statement(found: StatementRead, front: tuple[Taken, ...], read: TextRead) -> Iterator[str]:
    own = found.statement.taken
    yield f"{_STEP}{found.statement.rule.value}"
    for line in _taken(own[len(front) :] if own[: len(front)] == front else own):
        yield _STEP + line
    for index in found.targets:
        yield f"{_STEP * 2}→ {_target(read.targets[index])}"


def _taken(taken: tuple[Taken, ...]) -> Iterator[str]:
    width = max((len(one.rule.value) for one in taken), default=0)
    for one in taken:
        yield f"{_STEP}{one.rule.value:<{width}} {one.words}"


def _target(target: Target) -> str:
    """A target in one line; what it does not state is left out."""
    figure = (target.comparator and target.comparator.value, _range(target.value, target.value_max), target.unit)
    said = (
        f"{target.seq}. {target.metric}",
        target.kind.value,
        " ".join(part for part in figure if part),
        target.benchmark,
        target.area,
        f"{target.period_start or ''}—{target.period_end}" if target.period_end else "",
        f"due {target.due}" if target.due else "",
        "stretch" if target.stretch else "",
        f"part of {target.parent_seq}" if target.parent_seq else "",
        target.confidence.value,
    )
    return " · ".join(part for part in said if part)


def _range(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return ""
    return format(low, "f") if high is None else f"{low:f}—{high:f}"
