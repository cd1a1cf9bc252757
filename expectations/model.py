"""The shapes of a suite, an expectation and a result. No judging happens here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class FailureSeverity(StrEnum):
    """`critical` blocks publication; `warning` does not."""

    CRITICAL = "critical"
    WARNING = "warning"


class FailureEffect(StrEnum):
    """What a failure does: nothing is published, somebody is told, or it is only shown on the report."""

    STOP = "stop"
    TELL = "tell"
    SHOW = "show"


class Status(StrEnum):
    """How an expectation ended.

    `system`: the expectation itself could not be evaluated (exception, column not there): the system's fault, never a unit's.
    `vacuous`: no row to judge, in a table that may be empty. `no_history`: nothing accepted yet to learn bounds from.
    """

    PASSED = "passed"
    FAILED = "failed"
    SYSTEM = "system"
    VACUOUS = "vacuous"
    NO_HISTORY = "no_history"


@dataclass(frozen=True, slots=True)
class Learn:
    """A bound learnt from accepted history: one number a group, the newest against the earlier ones.

    `measure`: `rows`, `share` (of rows for which `when` holds), `mean`, `median`, `log_median` (of |column|, base 10) or
    `null_share` of `column`. `source`: `earlier` compares the newest value of `group` with its earlier values in the same
    frame; `published` compares the whole frame with the accepted version passed in as history. The bound is the median of
    the history ± the widest of `spread` × its scaled median deviation, `absolute`, and `relative` × its median; `sides` may
    leave one side open. `at_least` groups of history are needed. `skip_newest` groups are still filling and are not judged.
    `same` keeps to the rows that share the newest group's value of that column (the list now running), in any order of rows.
    """

    measure: str
    source: str = "earlier"
    group: str = ""
    same: str = ""
    column: str = ""
    when: str = ""
    spread: float = 0.0
    absolute: float = 0.0
    relative: float = 0.0
    sides: str = "both"
    at_least: int = 3
    skip_newest: int = 0


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation. `type` is a Great Expectations class, `kwargs` its arguments.

    `where` (a pandas query) restricts it to some rows; GX's own row conditions evaluate the same query once for each metric and
    call an expectation without a row under its condition passed. `derive` gives names to pandas formulas computed first, for
    what no expectation of GX's says: sums over columns, products within a tolerance, days between two dates. `owner` is who
    has to act when it fails: `operator` (the installation), `developer` (the code), `office` (the task list and its rules).
    `reason` says in English why it is there and where its bounds come from; `text` is the Chinese sentence on the report.
    """

    id: str
    type: str
    severity: FailureSeverity
    effect: FailureEffect
    owner: str
    reason: str
    text: str
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""
    derive: Mapping[str, str] = field(default_factory=dict)
    learn: Learn | None = None

    @property
    def about_table(self) -> bool:
        """Whether it speaks of the table (row count, columns) and so means something on an empty frame."""
        return self.type.startswith("ExpectTable")


@dataclass(frozen=True, slots=True)
class Suite:
    """The expectations of one table, row count first.

    `keys` are the columns that name a row to a person. `rows_due`: `always`; `never`; or the name of another table
    (`raw/task_lists`): rows are due here as soon as that one holds accepted rows. `label` is the table's Chinese name.
    """

    layer: str
    table: str
    label: str
    keys: tuple[str, ...]
    rows_due: str
    expectations: tuple[Expectation, ...]

    @property
    def name(self) -> str:
        return f"{self.layer}/{self.table}"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one expectation. `count` is the number of violating rows (1 for a table's own), `sample` names some of
    them by their keys, `seen` is what was seen and `wanted` what was expected, `exception` the error of a `system` result."""

    expectation: Expectation
    layer: str
    table: str
    status: Status
    count: int = 0
    rows: int = 0
    sample: tuple[str, ...] = ()
    seen: str = ""
    wanted: str = ""
    exception: str = ""

    @property
    def success(self) -> bool:
        return self.status not in (Status.FAILED, Status.SYSTEM)

    @property
    def blocks(self) -> bool:
        return not self.success and self.expectation.effect is FailureEffect.STOP

    def as_row(self) -> dict[str, Any]:
        """One flat row, for a table of results: JSON values only."""
        expectation = self.expectation
        return {
            "expectation_id": expectation.id,
            "layer": self.layer,
            "table_name": self.table,
            "severity": str(expectation.severity),
            "effect": str(expectation.effect),
            "owner": expectation.owner,
            "status": str(self.status),
            "success": self.success,
            "violations": self.count,
            "rows": self.rows,
            "sample": list(self.sample),
            "seen": self.seen,
            "wanted": self.wanted,
            "exception": self.exception,
            "text": expectation.text,
            "reason": expectation.reason,
        }
