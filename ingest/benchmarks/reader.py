"""Outside figures (provincial averages, ranks, published totals): a read document → rows of the raw table `benchmarks`.

A row that cannot be read as it stands is held back with a finding; two rows that contradict each other are both held back.
The texts are `catalogue.py`; matching with the list's indicators is dbt's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ingest.benchmarks.catalogue import finding
from ingest.benchmarks.cells import date_of, folded, measure_of, number_of
from ingest.benchmarks.columns import LABELS, REQUIRED, Header, find_header
from ingest.bounds import PLACE, is_figure
from ingest.documents.grid import Cell, Document, Grid
from ingest.findings import Effect, Finding, Place, Severity
from ingest.findings.rows import finding_rows
from ingest.rows import Row, to_row
from ingest.values.units import to_base
from ingest.vocabulary import Vocabulary

_NOTE = ("注", "说明", "备注", "数据来源", "资料来源")


@dataclass(frozen=True, slots=True)
class BenchmarkReading:
    """`rows` are those of the raw table `benchmarks` without provenance; read = accepted + held."""

    verdict: str  # accepted, accepted_with_warnings, rejected
    container: str
    rows: tuple[Row, ...]
    rows_read: int
    rows_held: int
    findings: tuple[Finding, ...]

    def tables(self) -> dict[str, list[Row]]:
        """The rows for the three raw tables, without provenance."""
        return {
            "benchmark_files": [to_row("benchmark_files", self, rows_accepted=len(self.rows))],
            "benchmarks": [dict(row) for row in self.rows],
            "benchmark_findings": finding_rows("benchmark_findings", self.findings),
        }


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One read row with the place of its value, and what was found in it."""

    row: Row
    place: Place
    findings: tuple[Finding, ...]

    @property
    def held(self) -> bool:
        return any(f.effect is Effect.ROW for f in self.findings)

    @property
    def key(self) -> tuple[Any, ...]:
        return tuple(self.row[name] for name in ("area", "indicator", "measure", "period_start", "period_end"))


def _cells(anchors: Mapping[tuple[int, int], Cell], row: tuple[Cell, ...], header: Header) -> dict[str, Cell]:
    """The cell of every field; a merged key (never a value) is filled down from its top left cell."""
    at = {cell.column: cell for cell in row}
    place = row[0].place
    got: dict[str, Cell] = {}
    for field, column in header.columns.items():
        cell = at.get(column) or Cell(row[0].row, column, "", Place(place.sheet, place.table, place.row))
        if cell.anchor is not None and field != "value":
            cell = anchors.get(cell.anchor, cell)
        got[field] = cell
    return got


def _anchors(grid: Grid) -> dict[tuple[int, int], Cell]:
    """The top left cells of the merges, by position."""
    return {(c.row, c.column): c for row in grid.rows for c in row if c.row_span > 1 or c.column_span > 1}


def _is_note(row: tuple[Cell, ...]) -> bool:
    texts = [folded(cell.text) for cell in row if folded(cell.text)]
    return not texts or (len(texts) == 1 and texts[0].startswith(_NOTE))


def _read_row(cells: Mapping[str, Cell], vocabulary: Vocabulary) -> _Candidate:
    found: list[Finding] = []
    text = {field: folded(cell.text) for field, cell in cells.items()}

    def say(code: str, field: str, **more: str) -> None:
        found.append(finding(code, cells[field].place, **{"seen": cells[field].text, "label": LABELS[field][0], **more}))

    for field in REQUIRED:
        if not text[field] and field != "value":
            say("benchmark-key-blank", field)
    measure = measure_of(text["measure"])
    if text["measure"] and measure is None:
        say("benchmark-unknown-measure", "measure")
    value = number_of(cells["value"])
    if wrong := _wrong_value(value, measure, text.get("unit", ""), vocabulary):
        say(wrong, "value", seen=_as_seen(cells["value"]), most=str(PLACE.most))
    start, end = (date_of(cells[field], last=field == "period_end") for field in ("period_start", "period_end"))
    for field, day in (("period_start", start), ("period_end", end)):
        if text[field] and day is None:
            say("benchmark-bad-date", field)
    if start and end and start > end:
        say("benchmark-dates-reversed", "period_start", seen=f"{start.isoformat()} 至 {end.isoformat()}")
    unit = text.get("unit", "")
    if measure == "yoy" and unit not in ("", "%"):
        say("benchmark-unit-not-percent", "unit")
    if measure == "value" and not unit:
        say("benchmark-unit-blank", "unit" if "unit" in cells else "value")
    if not text.get("source"):
        say("benchmark-source-blank", "source" if "source" in cells else "value", seen="")
    if vocabulary.areas and text["area"] and text["area"] not in vocabulary.areas:
        say("benchmark-area-unknown", "area")
    row = {
        "row_no": cells["value"].place.row,
        "area": vocabulary.areas[text["area"]].name if text["area"] in vocabulary.areas else text["area"],
        "indicator": text["indicator"],
        "measure": measure,
        "period_start": start,
        "period_end": end,
        "value": value,
        "unit": "%" if measure == "yoy" else unit,
        "source": cells["source"].text.strip() if "source" in cells else "",
    }
    return _Candidate(row, cells["value"].place, tuple(found))


def _wrong_value(value: Decimal | None, measure: str | None, unit: str, vocabulary: Vocabulary) -> str:
    """The code of what is wrong with a value, "" where it is one that can be kept."""
    if value is None:
        return "benchmark-not-a-number"
    if measure == "rank" and value > PLACE.most:
        return "benchmark-rank-beyond"
    if measure == "rank" and (value != value.to_integral_value() or value < PLACE.least):
        return "benchmark-rank-not-whole"
    return "" if is_figure(value, to_base(value, unit, vocabulary.measures)[0]) else "benchmark-beyond-bounds"


def _as_seen(cell: Cell) -> str:
    return f"={cell.formula}" if cell.uncached and cell.formula else cell.error or cell.text


def _without_duplicates(candidates: list[_Candidate]) -> Iterator[_Candidate]:
    """The same, with the rows marked that say the same thing twice (all but the first) or contradict each other (all)."""
    by_key: dict[tuple[Any, ...], list[_Candidate]] = {}
    for candidate in candidates:
        if not candidate.held:
            by_key.setdefault(candidate.key, []).append(candidate)
    for candidate in candidates:
        same = by_key.get(candidate.key, []) if not candidate.held else []
        figures = {(c.row["value"], c.row["unit"]) for c in same}
        more: Finding | None = None
        if len(figures) > 1:
            other = next(c for c in same if c is not candidate)
            seen = f"{candidate.row['value'].normalize():f} 与 {other.row['value'].normalize():f}"
            more = finding("benchmark-duplicate-differs", candidate.place, seen=seen, other=str(other.place.row))
        elif len(same) > 1 and candidate is not same[0]:
            more = finding("benchmark-duplicate", candidate.place, other=str(same[0].place.row))
        yield _Candidate(candidate.row, candidate.place, (*candidate.findings, more)) if more else candidate


def _rejected(document: Document, findings: list[Finding]) -> BenchmarkReading:
    return BenchmarkReading("rejected", document.container.value, (), 0, 0, tuple(findings))


def read_benchmarks(document: Document, vocabulary: Vocabulary | None = None) -> BenchmarkReading:
    """Read a document of outside figures: every sheet or table that has the header, in order.

    Never raises for what a document holds. Values keep the unit of the row; `yoy` is in percent.
    """
    findings = list(document.findings)
    if any(f.effect is Effect.FILE for f in findings):
        return _rejected(document, findings)
    candidates: list[_Candidate] = []
    headers = 0
    for grid in document.grids:
        header, defects = find_header(grid)
        findings.extend(defects)
        if header is None:
            if not defects and any(cell.text for row in grid.rows for cell in row):
                findings.append(finding("benchmark-sheet-skipped", grid.place, seen=grid.place.text() or "表"))
            continue
        headers += 1
        body = [row for row in grid.rows[header.index + 1 :] if row and not _is_note(row)]
        anchors = _anchors(grid)
        candidates += [_read_row(_cells(anchors, row, header), vocabulary or Vocabulary()) for row in body]
    if any(f.effect is Effect.FILE for f in findings):
        return _rejected(document, findings)
    if not candidates:
        wanted = "、".join(LABELS[field][0] for field in REQUIRED)
        code = "benchmark-no-rows" if headers else "benchmark-no-table"
        return _rejected(document, [*findings, finding(code, Place(), wanted=wanted)])
    judged = list(_without_duplicates(candidates))
    findings += [f for candidate in judged for f in candidate.findings]
    kept = [c for c in judged if not c.held and not any(f.code == "benchmark-duplicate" for f in c.findings)]
    quiet = all(f.severity is Severity.INFO for f in findings)
    verdict = ("accepted" if quiet else "accepted_with_warnings") if kept else "rejected"
    rows = tuple(c.row for c in kept)
    return BenchmarkReading(verdict, document.container.value, rows, len(judged), len(judged) - len(rows), tuple(findings))
