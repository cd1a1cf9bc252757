"""A finding: one thing a reader saw that somebody must know, as a value.

Here belong its shape, its severity and effect, and the place in a source it points to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol


class Severity(StrEnum):
    """How much a finding matters to a person."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Effect(StrEnum):
    """What a finding does to the data (docs/design.md, rule 3): reject the file, hold back the row, or nothing."""

    FILE = "file"
    ROW = "row"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source something stands. Numbers are 1-based; 0 and "" mean "does not apply"."""

    sheet: str = ""
    table: int = 0
    row: int = 0
    column: str = ""
    paragraph: int = 0
    page: int = 0

    def text(self) -> str:
        """The place in the words of a reader of the document: `表1 第12行 E列`, `第2页 第3段`, `进展情况!F12`."""
        if self.sheet:
            if self.row and self.column:
                return f"{self.sheet}!{self.column}{self.row}"
            return f"{self.sheet} 第{self.row}行" if self.row else self.sheet
        parts = []
        if self.page:
            parts.append(f"第{self.page}页")
        if self.table:
            parts.append(f"表{self.table}")
        if self.row:
            parts.append(f"第{self.row}行")
        if self.column:
            parts.append(f"{self.column}列")
        if self.paragraph:
            parts.append(f"第{self.paragraph}段")
        return " ".join(parts)


NOWHERE = Place()


class OfTask(Protocol):
    """What a finding tells of the task that it is about."""

    @property
    def section(self) -> str: ...
    @property
    def task_no(self) -> str: ...
    @property
    def subtask_no(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `code` is stable and kebab-case; `message` and `fix` are plain, polite Chinese for the person concerned.

    `Catalogue.say` makes it and nothing else does.
    `seen` is what stood there, verbatim; `wanted` what should stand there. `label` is the column's label in a filing.
    `section`, `task_no`, `subtask_no` and `clause` say which task of a list is meant, where one is.
    """

    code: str
    severity: Severity
    effect: Effect = Effect.NONE
    place: Place = NOWHERE
    seen: str = ""
    wanted: str = ""
    message: str = ""
    fix: str = ""
    label: str = ""
    section: str = ""
    task_no: str = ""
    subtask_no: str = ""
    clause: str = ""

    def about(self, task: OfTask) -> Finding:
        """The same finding, said of a task."""
        return replace(self, section=task.section, task_no=task.task_no, subtask_no=task.subtask_no)
