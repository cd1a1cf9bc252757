"""Findings become marks: which cells are coloured and commented, what the mark column says of a row, the summary's lines.

Pure data; the workbook is `book.py` and the modules it calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ingest.documents.places import column_number
from ingest.findings import Finding, Severity
from ingest.findings.grouping import grouped
from ingest.progress.form import META_SHEET, SUMMARY_SHEET
from ingest.progress.returned.texts import effect_words, mark_of, note_of, wanted_of

_LONGEST = 4000  # characters in one cell or comment: more helps nobody
_OURS = frozenset((META_SHEET, SUMMARY_SHEET))


@dataclass(frozen=True, slots=True)
class CellMark:
    """A cell to colour (red for an error, else yellow) and its comment."""

    row: int
    column: int
    is_error: bool
    note: str


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of the summary. `address` is the cell it leads to, "" where there is none."""

    effect: str
    sheet: str
    address: str
    label: str
    message: str
    wanted: str
    fix: str
    more: str = ""  # 等26处, where the same is said of other cells, too

    @property
    def place(self) -> str:
        if self.sheet and self.address:
            return f"{self.sheet}!{self.address}{self.more}"
        return (self.sheet or self.address) + self.more


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """The marks of one sheet: cells by (row, column), rows by number."""

    cells: Mapping[tuple[int, int], CellMark] = field(default_factory=dict)
    rows: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marks:
    sheets: Mapping[str, SheetMarks]
    lines: tuple[SummaryLine, ...]


_RANKS = {"整份退回": 0, "该行暂不采用": 1, "请核对": 2, "提示": 3}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def marks_of(findings: Iterable[Finding], *, only_sheet: str = "") -> Marks:
    """The marks of a filing. `only_sheet` is the name of the sheet that places without one (CSV) are in.

    What is merely said for information stands in the summary and marks nothing.
    """
    everything = list(findings)
    cells: dict[tuple[str, int, int], list[Finding]] = {}
    rows: dict[tuple[str, int], list[Finding]] = {}
    for finding in everything:
        sheet, row, column = finding.place.sheet or only_sheet, finding.place.row, column_number(finding.place.column)
        if finding.severity is Severity.INFO or not sheet or not row or sheet in _OURS:
            continue
        rows.setdefault((sheet, row), []).append(finding)
        if column:
            cells.setdefault((sheet, row, column), []).append(finding)
    row_marks: dict[str, dict[int, str]] = {}
    for (sheet, row), found in rows.items():
        row_marks.setdefault(sheet, {})[row] = _short(mark_of(found))
    cell_marks: dict[str, dict[tuple[int, int], CellMark]] = {}
    for (sheet, row, column), found in cells.items():
        is_error = any(f.severity is Severity.ERROR for f in found)
        cell_marks.setdefault(sheet, {})[row, column] = CellMark(row, column, is_error, _short(note_of(found)))
    sheets = {sheet: SheetMarks(cell_marks.get(sheet, {}), marks) for sheet, marks in row_marks.items()}
    lines = []
    # a stable sort: among findings of one weight the order in which the filing tells them holds
    for finding, places in grouped(sorted(everything, key=lambda finding: _RANKS[effect_words(finding)])):
        place = finding.place
        address = f"{place.column or 'A'}{place.row}" if place.row else ""
        sheet = place.sheet or (only_sheet if address else "")
        text = (finding.label, _short(finding.message), _short(wanted_of(finding)), _short(finding.fix))
        more = f"等{len(places)}处" if len(places) > 1 else ""
        lines.append(SummaryLine(effect_words(finding), sheet, address, *text, more=more))
    return Marks(sheets, tuple(lines))
