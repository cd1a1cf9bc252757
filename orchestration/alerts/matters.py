"""What there is to say about a published night: facts → matters. Pure; to whom they go is `routing`'s business."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from expectations.model import FailureEffect
from ingest.quarantine import Quarantined
from orchestration.alerts import texts
from orchestration.alerts.model import Fault, Filing, Judged, Matter, MatterKind, NightFacts, Restated, Rule

OPEN_STATUSES = ("missing", "not_due", "returned", "rejected")  # of fct_submission.status: nothing has been accepted yet
_OF_FILINGS = (MatterKind.MISSING, MatterKind.OVERDUE, MatterKind.DUE_SOON)
_RED = "红"

Copies = Callable[[Fault], Sequence[str]]  # the return copies of a file, as paths inside the home


def filing_key(list_id: str, unit: str, period: str) -> str:
    return f"filing|{list_id}|{unit}|{period}"


def _lead_days(rules: Sequence[Rule]) -> int:
    return max((-rule.after_days for rule in rules if rule.kind is MatterKind.DUE_SOON), default=0)


def _filing_matter(filing: Filing, as_of: dt.date, lead_days: int) -> Matter | None:
    """Due soon, overdue or missing; None when there is nothing to say yet."""
    if not filing.is_expected or filing.status not in OPEN_STATUSES or filing.due_on is None:
        return None
    grace_until, lock_on = filing.grace_until or filing.due_on, filing.lock_on or filing.grace_until or filing.due_on
    if as_of > lock_on:
        kind, since, (headline, lines) = MatterKind.MISSING, lock_on, texts.missing(filing)
    elif as_of > grace_until:
        kind, since = MatterKind.OVERDUE, filing.due_on
        headline, lines = texts.overdue(filing, (as_of - filing.due_on).days)
    elif (left := (filing.due_on - as_of).days) <= lead_days:
        kind, since, (headline, lines) = MatterKind.DUE_SOON, filing.due_on, texts.due_soon(filing, left)
    else:
        return None
    return Matter(
        key=filing_key(filing.list_id, filing.unit, filing.period),
        kind=kind,
        state=str(kind),
        since=since,
        headline=headline,
        lines=lines,
        unit=filing.unit,
        list_id=filing.list_id,
        quiet_end=kind is MatterKind.DUE_SOON,
    )


def _fault_matters(faults: list[Fault], filing: Filing | None, as_of: dt.date, copies: Copies) -> list[Matter]:
    """The open faults of one file: rejected, or else rows held back and cells to look at again."""
    first = faults[0]
    until = filing.lock_on if filing and filing.lock_on and filing.lock_on >= as_of else None
    found = tuple(copies(first))
    rows = [fault for fault in faults if fault.effect == "row"]
    notes = [fault for fault in faults if fault.effect == "none"]
    told: list[tuple[MatterKind, list[Fault], tuple[str, tuple[str, ...]]]] = []
    if files := [fault for fault in faults if fault.effect == "file"]:
        told.append((MatterKind.REJECTED, files + rows, texts.rejected(files + rows, until, found)))
    else:
        if rows:
            told.append((MatterKind.HELD, rows, texts.held(rows, len({fault.row_no for fault in rows}), until, found)))
        if notes:
            told.append((MatterKind.WARNED, notes, texts.warned(notes, found)))
    key = filing_key(first.list_id, first.unit, first.period)
    if not (first.unit and first.period):
        key = f"{key}|{first.file_sha256[:16]}"
    return [
        Matter(
            # a rejected file takes the place of the filing that has not come; the others stand beside one that has
            key=key if kind is MatterKind.REJECTED else key.replace("filing|", f"{kind}|", 1),
            kind=kind,
            state=f"{kind}:{first.file_sha256[:16]}:{len(about)}",
            since=min(fault.open_since for fault in about),
            headline=headline,
            lines=lines,
            unit=first.unit,
            list_id=first.list_id,
            attachments=found,
        )
        for kind, about, (headline, lines) in told
    ]


def _judged_matters(row: Judged, as_of: dt.date, first_told: Mapping[str, dt.date]) -> list[Matter]:
    found = []
    for kind, applies, words in (
        (MatterKind.RED, row.light == _RED and not row.own_area, texts.red),
        (MatterKind.RED_WIDER, row.light == _RED and bool(row.own_area), texts.red_wider),
        (MatterKind.JUDGEMENT, row.differs, texts.judgement),
    ):
        if not applies:
            continue
        # one light, one key
        key = f"{MatterKind.RED if kind is MatterKind.RED_WIDER else kind}|{row.target_key}|{row.area}"
        headline, lines = words(row)
        found.append(
            Matter(
                key=key,
                kind=kind,
                state=f"{row.status}|{row.unit_word}" if kind is MatterKind.JUDGEMENT else row.status,
                since=first_told.get(key, as_of),
                headline=headline,
                lines=lines,
                unit=row.unit,
                list_id=row.list_id,
                task_keys=(row.task_key,),
                ask=texts.ASKS[kind],
                # what its people can't change they are not thanked for
                quiet_end=kind is MatterKind.RED_WIDER,
            )
        )
    return found


def _restated_matter(rows: list[Restated], as_of: dt.date) -> Matter:
    """What was published of a unit's targets in a period and is another now: told once, and again where more of it changes."""
    first = rows[0]
    headline, lines = texts.restated(rows)
    said = "|".join(sorted(f"{row.target_key}|{row.area}|{row.restatement}" for row in rows))
    return Matter(
        key=f"{MatterKind.RESTATED}|{first.list_id}|{first.unit}|{first.period}",
        kind=MatterKind.RESTATED,
        state=f"{MatterKind.RESTATED}:{hashlib.sha256(said.encode()).hexdigest()[:16]}",
        since=max((row.restated_on for row in rows if row.restated_on), default=as_of),
        headline=headline,
        lines=lines,
        unit=first.unit,
        list_id=first.list_id,
        task_keys=tuple(dict.fromkeys(row.task_key for row in rows)),
        quiet_end=True,
    )


def matters_of(
    night: NightFacts, rules: Sequence[Rule], first_told: Mapping[str, dt.date], copies: Copies = lambda _: ()
) -> list[Matter]:
    """Every open matter of a night, by key.

    `first_told`: by key, the day a matter now open was first told of, for matters whose own beginning nobody files.
    """
    filings = {filing_key(f.list_id, f.unit, f.period): f for f in night.filings}
    found: dict[str, Matter] = {}
    lead_days = _lead_days(rules)
    for key, filing in filings.items():
        if matter := _filing_matter(filing, night.as_of, lead_days):
            found[key] = matter

    def file_of(fault: Fault) -> tuple[str, str, str, str]:
        return fault.list_id, fault.unit, fault.period, fault.file_sha256

    for _, group in groupby(sorted(night.faults, key=lambda f: (file_of(f), f.open_since)), key=file_of):
        faults = list(group)
        asked = filings.get(filing_key(*file_of(faults[0])[:3]))
        for matter in _fault_matters(faults, asked, night.as_of, copies):
            known = found.get(matter.key)
            # a rejected file says more than that nothing was accepted; of two files the later one counts
            if known is None or known.kind in _OF_FILINGS or known.since <= matter.since:
                found[matter.key] = matter
    for row in night.judged:
        for matter in _judged_matters(row, night.as_of, first_told):
            found[matter.key] = matter
    groups: dict[tuple[str, str, str], list[Restated]] = defaultdict(list)
    for restated in night.restated:
        groups[restated.list_id, restated.unit, restated.period].append(restated)
    for rows in groups.values():
        matter = _restated_matter(rows, night.as_of)
        found[matter.key] = matter
    return list(found.values())


def gate_matter(as_of: dt.date, reasons: Sequence[str], since: dt.date) -> Matter:
    """Nothing was published. One matter however many nights it lasts; other reasons are another state."""
    headline, lines = texts.gate_failed(as_of, reasons)
    return Matter("gate", MatterKind.GATE_FAILED, texts.clean("；".join(reasons), 400), since, headline, lines)


def fault_matter(name: str, what: str, wanted: str, since: dt.date) -> Matter:
    """Something of the system itself is out of order; `name` says what, stably."""
    headline, lines = texts.system_fault(what, wanted)
    return Matter(f"system|{name}", MatterKind.SYSTEM_FAULT, texts.clean(what, 200), since, headline, lines)


def quarantine_fault(entry: Quarantined, since: dt.date) -> Matter:
    """A file that the system has set aside, for the operator."""
    return fault_matter(f"quarantine|{entry.seq}", *texts.quarantined(entry), since)


def set_aside_matters(entries: Iterable[Quarantined], as_of: dt.date) -> list[Matter]:
    """The filings among the files that are set aside, for the units that sent them. It ends without a word."""
    found = []
    for entry in entries:
        if entry.unit and entry.period:
            headline, lines = texts.set_aside(entry)
            found.append(
                Matter(
                    key=f"{MatterKind.SET_ASIDE}|{entry.seq}",
                    kind=MatterKind.SET_ASIDE,
                    state=str(MatterKind.SET_ASIDE),
                    since=as_of,
                    headline=headline,
                    lines=lines,
                    unit=entry.unit,
                    list_id=entry.list_id,
                    quiet_end=True,
                )
            )
    return found


def quality_matters(results: Sequence[Mapping[str, Any]], as_of: dt.date, first_told: Mapping[str, dt.date]) -> list[Matter]:
    """Expectations that failed and of which somebody is to be told, from the rows of `expectations.results`.

    How much it is off is no new state: the same expectation failing on is not told again before its interval.
    """
    found = []
    for row in results:
        if row["success"] or row["effect"] != FailureEffect.TELL:
            continue
        key = f"quality|{row['expectation_id']}"
        headline, lines = texts.quality(row["text"], row["line"])
        found.append(Matter(key, MatterKind.QUALITY, row["status"], first_told.get(key, as_of), headline, lines))
    return found


def digest_matter(as_of: dt.date, matters: Sequence[Matter], unsent: int, undelivered: int) -> Matter:
    """What the operator gets every day even if nothing is wrong: its absence is a sign too."""
    counts: dict[str, int] = defaultdict(int)
    for matter in matters:
        counts[matter.kind] += 1
    ordered = [(str(kind), counts[kind]) for kind in MatterKind]
    headline, lines = texts.digest(as_of, ordered, unsent, undelivered)
    return Matter(f"digest|{as_of}", MatterKind.DIGEST, "published", as_of, headline, lines, quiet_end=True)
