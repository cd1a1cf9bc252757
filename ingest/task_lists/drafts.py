"""A task before its names are split: one row of a table or one paragraph, with the text of each role and its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.findings import Place
from ingest.task_lists.columns import ListColumn


@dataclass(slots=True)
class TaskDraft:
    """One task as it stood. `texts` by role, lines as in the source."""

    section: str
    task_no: str
    subtask_no: str
    names: tuple[str, ...]  # outer names first; the last is the task's own
    texts: dict[ListColumn, str] = field(default_factory=dict)
    place: Place = Place()
    district_place: Place = Place()
    generated: bool = False  # the number was not printed
    governing: tuple[str, ...] = ()  # offices that a bracket in the text names as leading; they govern its targets
    dues: list[tuple[str, str]] = field(default_factory=list)  # (target text, deadline) of each row of the task
    respectively: bool = False  # … each of them one piece of the text, in order (分别牵头)

    def add(self, role: ListColumn, text: str) -> None:
        """More text of a role from a further row of the task; the same text again is a merged cell read twice."""
        text = text.strip()
        before = self.texts.get(role, "")
        if text and text not in before.split("\n\n"):
            self.texts[role] = f"{before}\n\n{text}" if before else text


def outer_names(names: Sequence[str]) -> str:
    """parent_names of tasks.csv."""
    return "/".join(names[:-1])
