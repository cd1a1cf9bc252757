"""The span of days a list is issued for, and single spans inside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """The span of days a list is issued for: 2023年11-12月 → 2023-11-01, 2023-12-31. Its year dates the text's months."""

    start: dt.date
    end: dt.date
    guessed: bool = False  # the title does not state it: what has no date of its own is not sure
