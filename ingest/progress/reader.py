"""A file that was read as a document becomes an exact filing, or every fault of it explained once.

`read_filing` is the one way in: it finds the form's sheets, reads what the file says of itself, matches and fills every
row, runs the rules and gives the verdict. It never raises for what a file holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.calendar.periods import is_period_id, period
from ingest.documents.grid import Document
from ingest.findings import Effect, Finding
from ingest.progress.catalogue import MISSING, finding
from ingest.progress.cells.legends import legends
from ingest.progress.figures import SheetSetting, figured
from ingest.progress.filing import JudgedFiling, RowFinding, Verdict, content_hash, held_row, verdict_of
from ingest.progress.knowledge.context import Context
from ingest.progress.layout.form_parts import OURS, FormPart, find_form
from ingest.progress.layout.identity import Identity, identify
from ingest.progress.layout.settling import FilingTime
from ingest.progress.matching.captions import captions_of
from ingest.progress.matching.heads import known_heads
from ingest.progress.matching.rows import RowPlacer
from ingest.progress.rules.history import REPEATS
from ingest.progress.rules.judging import (
    ALL_OF_ANOTHER,
    among_others,
    judged_rows,
    nothing_to_load,
    repeated,
    settings_of,
    standing_rows,
    told_of_the_file,
    without_untouched,
)
from ingest.progress.rules.layout import beside_the_form, odd_layout, side_by_side
from ingest.progress.rules.owed import no_figure
from ingest.progress.rules.spoken import said_by_name
from ingest.progress.stages import FiguredRow, JudgedRow
from ingest.progress.standing import NO_FIGURES
from ingest.progress.wrong_column import in_its_column
from ingest.values.units import counting_with

_NOBODY = Identity()
# findings of the container reader that this reader words itself, cell by cell
_SAID_HERE = frozenset(("sheet-hidden", "formula-external", "number-format-scales", "date-invalid"))


@dataclass(frozen=True, slots=True)
class _Source:
    """The file that is read."""

    document: Document
    name: str
    sha256: str


def read_filing(document: Document, *, name: str, sha256: str, context: Context) -> JudgedFiling:
    """Read and judge one filing. `name` is the file's name (its unit and period are compared with the cells)."""
    with counting_with(context.vocabulary.taught_measures):
        return _read(document, name=name, sha256=sha256, context=context)


def _read(document: Document, *, name: str, sha256: str, context: Context) -> JudgedFiling:
    source = _Source(document, name, sha256)
    findings = [f for f in document.findings if f.code not in _SAID_HERE and f.place.sheet not in OURS]
    if any(f.effect is Effect.FILE for f in document.findings):
        return _unread(source, findings)
    form = find_form(document, name)
    findings.extend(form.findings)
    if not form.parts:
        return _unread(source, findings)
    identity = identify(form.head, name, context)
    findings.extend(identity.findings)
    if not context.lists or any(f.code == "too-many-rows" for f in findings):
        return _unread(source, findings, identity)
    known = known_heads(context, identity.list_id)
    parts = tuple(part.of_time(_time(identity, context), known) for part in form.parts)
    problems = [problem for part in parts for problem in side_by_side(part)]
    if problems:
        return _unread(source, [*findings, *problems], identity)
    struck = {cell.place for part in parts for row in part.rows for cell in row.withdrawn_cells}
    findings = [f for f in findings if f.code != "text-struck" or f.place not in struck]
    for part in parts:
        findings.extend(odd_layout(part, document, form.head))
    findings.extend(said_by_name(name))
    findings.extend(beside_the_form(document))
    figures = _figured(parts, document, identity, context)
    settings = settings_of(figures, identity, context)
    nothing = nothing_to_load(figures, parts[0], identity, context) or no_figure(figures, parts, settings)
    if nothing is not None:
        findings = [*(f for f in findings if nothing.code != ALL_OF_ANOTHER or f.code != "form-of-another-office"), nothing]
        figures = told_of_the_file(figures, nothing)
    rows = judged_rows(figures, settings, identity, context, is_empty=nothing is not None)
    return _conclude(source, identity, without_untouched(rows, settings), findings, context)


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


def _time(identity: Identity, context: Context) -> FilingTime:
    this = period(identity.period) if is_period_id(identity.period) else None
    known = context.lists.get(identity.list_id)
    return FilingTime(this, (known.period_start.month, known.period_end.month)) if known is not None else FilingTime(this)


def _figured(parts: Sequence[FormPart], document: Document, identity: Identity, context: Context) -> tuple[FiguredRow, ...]:
    """All rows, placed and with their values."""
    placer = RowPlacer(context, identity.list_id, identity.unit)
    heads = known_heads(context, identity.list_id)
    year = period(identity.period).start.year if is_period_id(identity.period) else 2000
    rows: list[FiguredRow] = []
    beside = legends(paragraph.text for paragraph in document.paragraphs)
    for part in parts:
        sheet = part.sheet
        known = (*sheet.legends, *beside)
        setting = SheetSetting(context.vocabulary, year, sheet.grid.date_1904, _table_units(part, identity), known)
        placed = placer.place(part, captions_of(part, parts, heads))
        rows.extend(in_its_column(figured(row, setting)) for row in placed)
    return tuple(rows)


def _table_units(part: FormPart, identity: Identity) -> tuple[str, ...]:
    """The units of measure over a table."""
    return tuple(dict.fromkeys(said.text for said in identity.table_units if said.place.sheet in ("", part.sheet.name)))


def _conclude(
    source: _Source, identity: Identity, rows: Sequence[JudgedRow], findings: Sequence[Finding], context: Context
) -> JudgedFiling:
    accepted = tuple(row for row in rows if row.is_accepted)
    held = tuple(held_row(row, findings) for row in rows if not row.is_accepted)
    content = content_hash(identity.list_id, identity.unit, identity.period, accepted, held)
    accepted, figures = standing_rows(accepted, identity, context)
    of_file = list(findings)
    if not accepted and not any(f.effect is Effect.FILE for f in of_file):
        of_file.append(finding("no-row-left"))
    repeats = repeated(identity, context, source.sha256, content)
    of_file.extend(repeats)
    if not any(f.effect is Effect.FILE for f in of_file):
        counted = [row for row in rows if not row.is_repeat]
        of_file.extend(among_others(counted, identity, context, is_repeat=bool(repeats)))
    found = [RowFinding(f) for f in of_file]
    for row in rows:
        found.extend(_row_findings(row))
    verdict = verdict_of([f.finding for f in found], len(accepted))
    if verdict is Verdict.REJECTED:
        accepted, held, figures = (), tuple(held_row(row, of_file) for row in rows), NO_FIGURES
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
        accepted=accepted,
        held=held,
        rows_read=len(rows),
        figures=figures,
        findings=tuple(sorted(found, key=_by_place)),
        content_sha256=content,
        is_resaved=any(f.finding.code in REPEATS for f in found),
    )


def _row_findings(row: JudgedRow) -> Iterator[RowFinding]:
    target = row.target
    for found in dict.fromkeys(row.findings):
        yield RowFinding(found) if target is None else RowFinding(found.about(target), target.target_key, row.area)


def _by_place(found: RowFinding) -> tuple[bool, bool, bool, str, int, int, str]:
    """Faults of the file first, then in the order in which a person meets the cells, then what is missing or has no cell."""
    place = found.finding.place
    is_file, nowhere = found.finding.effect is Effect.FILE, not (place.sheet or place.row or place.table)
    is_missing = found.finding.code in MISSING
    return not is_file, nowhere, is_missing, place.sheet, place.row, len(place.column), place.column
