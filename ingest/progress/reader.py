"""A file that was read as a document becomes an exact filing, or every fault of it explained once.

`read_filing` is the one way in: it finds the form's sheets, reads what the file says of itself, matches and fills every
row, runs the rules and gives the verdict. It never raises for what a file holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.documents.grid import Document
from ingest.findings import Effect, Finding
from ingest.progress.catalogue import finding
from ingest.progress.context import Context
from ingest.progress.filed import FiledRow
from ingest.progress.filing import JudgedFiling, RowFinding, Verdict, content_hash, held_row, verdict_of
from ingest.progress.layout.filing_head import FilingHead, Identity
from ingest.progress.layout.form_parts import OURS, FormPart, find_parts, layout
from ingest.progress.layout.identity import identify
from ingest.progress.row_reader import RowReader
from ingest.progress.rules import history, table
from ingest.progress.rules.judging import among_others, is_placed, judge_rows, nothing_to_load

_NOBODY = Identity()
# findings of the container reader that this reader words itself, cell by cell
_SAID_HERE = frozenset(("sheet-hidden", "formula-external"))


@dataclass(frozen=True, slots=True)
class _Source:
    """The file that is read."""

    document: Document
    name: str
    sha256: str


def read_filing(document: Document, *, name: str, sha256: str, context: Context) -> JudgedFiling:
    """Read and judge one filing. `name` is the file's name (its unit and period are compared with the cells)."""
    source = _Source(document, name, sha256)
    findings = [f for f in document.findings if f.code not in _SAID_HERE and f.place.sheet not in OURS]
    if any(f.effect is Effect.FILE for f in document.findings):
        return _unread(source, findings)
    head = FilingHead()
    parts = find_parts(document, name, head, findings)
    if not parts:
        return _unread(source, findings)
    identity = identify(head, name, context)
    findings.extend(identity.findings)
    if not context.lists or any(f.code == "too-many-rows" for f in findings):
        return _unread(source, findings, identity)
    for part in parts:
        part.settle(identity.period)
        findings.extend(layout(part, document))
    rows = _read_rows(parts, identity, head, context, findings)
    return _conclude(source, identity, rows, findings, context)


def _unread(source: _Source, findings: Sequence[Finding], who: Identity = _NOBODY) -> JudgedFiling:
    """A file whose rows are not read: no form in it, no list for it, or far too many of them."""
    told = tuple(RowFinding(f) for f in findings)
    return JudgedFiling(
        name=source.name,
        sha256=source.sha256,
        container=source.document.container,
        verdict=Verdict.REJECTED,
        unit=who.unit,
        period=who.period,
        list_id=who.list_id,
        findings=told,
    )


def _read_rows(
    parts: Sequence[FormPart], identity: Identity, head: FilingHead, context: Context, findings: list[Finding]
) -> list[FiledRow]:
    """All rows, judged."""
    reader = RowReader(context, identity, head)
    rows = [row for part in parts for row in reader.read(part)]
    nothing = nothing_to_load(rows, parts[0], identity.list_id)
    table.mark_duplicates(rows)
    if nothing is not None:
        findings.append(nothing)
    elif is_placed(identity, context):
        judge_rows([row for row in rows if not row.is_repeat], identity, context)
    return rows


def _conclude(
    source: _Source, identity: Identity, rows: Sequence[FiledRow], findings: list[Finding], context: Context
) -> JudgedFiling:
    counted = [row for row in rows if not row.is_repeat]
    accepted = [row for row in counted if not row.held and row.target is not None]
    chosen = {id(row) for row in accepted}
    held = [held_row(row, findings) for row in rows if id(row) not in chosen]
    content = content_hash(identity.list_id, identity.unit, identity.period, accepted, held)
    if is_placed(identity, context):
        findings.extend(among_others(counted, identity, context, source.sha256, content))
    if not accepted and not any(f.effect is Effect.FILE for f in findings):
        findings.append(finding("no-row-left"))
    found = [RowFinding(f) for f in findings]
    for row in rows:
        found.extend(_row_findings(row))
    verdict = verdict_of([f.finding for f in found], len(accepted))
    if verdict is Verdict.REJECTED:
        accepted, held = [], [held_row(row, findings) for row in rows]
    return JudgedFiling(
        name=source.name,
        sha256=source.sha256,
        container=source.document.container,
        verdict=verdict,
        unit=identity.unit,
        period=identity.period,
        list_id=identity.list_id,
        filed_by=identity.filed_by,
        phone=identity.phone,
        filed_on=identity.filed_on,
        accepted=tuple(accepted),
        held=tuple(held),
        rows_read=len(rows),
        findings=tuple(sorted(found, key=_by_place)),
        content_sha256=content,
        is_resaved=any(f.finding.code in history.REPEATS for f in found),
    )


def _row_findings(row: FiledRow) -> Iterator[RowFinding]:
    target = row.target
    for found in dict.fromkeys(row.findings):
        if target is None:
            yield RowFinding(found)
        else:
            task = target.task
            told = replace(found, section=task.section, task_no=task.task_no, subtask_no=task.subtask_no)
            yield RowFinding(told, target.target_key, row.area)


def _by_place(found: RowFinding) -> tuple[bool, bool, str, int, int, str]:
    """Faults of the file first, then in the order in which a person meets the cells, those without a cell last."""
    place = found.finding.place
    nowhere = not (place.sheet or place.row or place.table)
    return found.finding.effect is not Effect.FILE, nowhere, place.sheet, place.row, len(place.column), place.column
