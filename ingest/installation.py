"""What an installation decides and readings go by: its place, and how much of a file is read. The settings file fills it.

A reading is a function of it, beside the receipts, the rules and the code: when it changes, everything is read again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.documents.limits import DEFAULT_LIMITS, Limits
from ingest.seeds import SEEDS


@dataclass(frozen=True, slots=True)
class Installation:
    """`place` and its `city` are "" where nobody has said; `seeds` is the folder of the rules that come with the program.
    `most_quarantined` is how many files one night may set aside over faults of the system (`quarantine.py`)."""

    place: str = ""
    city: str = ""
    limits: Limits = DEFAULT_LIMITS
    seeds: Path = SEEDS
    most_quarantined: int = 5


DEFAULT = Installation()
