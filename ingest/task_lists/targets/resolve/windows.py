"""The window a figure accumulates over and the deadline, as one clause after another leaves them in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.task_lists.targets.text.dates import When


@dataclass(frozen=True, slots=True)
class Window:
    """The window and the deadline in force."""

    start: dt.date | None = None
    end: dt.date | None = None
    due: dt.date | None = None

    def take(self, whens: Iterable[When]) -> Window:
        """The window after some dates: each replaces what was in force."""
        now = self
        for when in whens:
            now = Window(None, None, when.end) if when.is_deadline else Window(when.start, when.end, None)
        return now


NO_WINDOW = Window()
