"""Why a matter that somebody was told of is open no more: what its unit did, or what the list, others or the system did. Pure.

What has come since the matter was last told decides, and of several things the last one; where the unit's file and something
else came in the same night, it is not said to be the unit's doing.
"""

from __future__ import annotations

import datetime as dt

from orchestration.alerts import texts
from orchestration.alerts.matters import OPEN_STATUSES, filing_key
from orchestration.alerts.memory import EndingOf
from orchestration.alerts.model import Ending, Filing, Judged, MatterKind, NightFacts, Told

_NONE: tuple[str, ...] = ()
_OF_TARGETS = (MatterKind.RED, MatterKind.RED_WIDER, MatterKind.JUDGEMENT)
_OF_FILES = (MatterKind.HELD, MatterKind.WARNED)
_OF_FILINGS = (MatterKind.REJECTED, MatterKind.MISSING, MatterKind.OVERDUE)
_OF_THE_SYSTEM = (MatterKind.GATE_FAILED, MatterKind.SYSTEM_FAULT, MatterKind.QUALITY)


def _told_sha(told: Told) -> str:
    """The beginning of the sha256 of the file that a matter of a file was about, as its state names it."""
    kind, _, rest = told.state.partition(":")
    return rest.partition(":")[0] if kind in (MatterKind.REJECTED, *_OF_FILES) else ""


def _of_filing(told: Told, filing: Filing | None) -> Ending:
    # nobody expects it, or its day is further off than it was
    if filing is None or filing.status in OPEN_STATUSES:
        return Ending.NOT_ASKED
    sha = _told_sha(told)
    # the file that was refused is now read: it was not the unit that mended it
    return Ending.OTHERWISE if sha and filing.file_sha256.startswith(sha) else Ending.BY_UNIT


def _of_file(told: Told, settled: frozenset[str]) -> Ending:
    sha = _told_sha(told)
    return Ending.BY_UNIT if any(one.startswith(sha) for one in settled) else Ending.OTHERWISE


def _of_target(told: Told, row: Judged) -> Ending:
    came: list[tuple[dt.date, int, Ending]] = []
    if row.filed_on and row.filing_unit == told.unit:
        came.append((row.filed_on, 0, Ending.BY_UNIT))
    if row.published_on:
        came.append((row.published_on, 1, Ending.PUBLISHED_FIGURE))
    if row.worded_on:
        came.append((row.worded_on, 2, Ending.LIST_CHANGED))
    since = [one for one in came if one[0] > told.as_of]
    return max(since)[2] if since else Ending.OTHERWISE


def unended(night: NightFacts) -> set[str]:
    """Keys of matters of which nobody can say yet whether they are over: the filing that would tell is held back."""
    return {f"{kind}|{target_key}|{area}" for kind in _OF_TARGETS for target_key, area in night.held}


def endings_of(night: NightFacts) -> EndingOf:
    """How each matter ended that is not open on this night."""
    filings = {filing_key(f.list_id, f.unit, f.period): f for f in night.filings}
    judged = {(row.target_key, row.area): row for row in night.judged}

    def ending_of(told: Told) -> tuple[Ending, tuple[str, ...]]:
        kind = MatterKind(told.kind)
        if kind in _OF_THE_SYSTEM:
            return Ending.RECOVERED, _NONE
        # of a file that names no unit or period the key ends with the file
        if kind in _OF_FILES or (_told_sha(told) and told.key.endswith(f"|{_told_sha(told)}")):
            return _of_file(told, night.settled), _NONE
        if kind in _OF_FILINGS:
            return _of_filing(told, filings.get(told.key)), _NONE
        if kind in _OF_TARGETS:
            _, target_key, area = told.key.split("|", 2)
            if row := judged.get((target_key, area)):
                return _of_target(told, row), texts.now_judged(row)
            return (Ending.OTHERWISE if target_key in night.targets else Ending.TARGET_GONE), _NONE
        return Ending.BY_UNIT, _NONE

    return ending_of
