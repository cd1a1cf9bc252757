"""Type a figure into every cell of every form of the example: it is accepted at its place, or a finding names it.

    python -m tests.benchmarks.every_cell [--units 区医保局 …] [--all]

Each cell that a person can reach is typed over once in a filled form and once in a form whose row has no other figure; with
`--all` with each of the three figures, else with one of them in turn. No other figure of the form may change or go without
a finding at its row.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ingest.documents.grid import Document, Grid
from ingest.documents.places import column_letter, sheet_place
from ingest.findings import Effect, Finding, Place
from ingest.progress.fields import FIGURES, STANDING, TEXTS, Field
from ingest.progress.filing import JudgedFiling
from ingest.progress.form import INSTRUCTIONS_SHEET, SHEET
from ingest.progress.layout.form_sheet import has_content
from ingest.progress.stages import JudgedRow
from tests.support.filled_forms import AT, FIRST, FilledForm, filled_forms, typed_over

TYPED: tuple[Any, ...] = (7654321, 76.54, "7654321")
NEW_SHEET = "Sheet1"
_BELOW, _RIGHT = 3, 3  # rows below the table and columns right of it in which something is typed
_FIELDS = {column: name for name, column in AT.items()}
_MOVED = ("growth-in-other-column", "rank-in-other-column")  # the row itself says which figure it is, and so is told
_RAW = (*STANDING, Field.RATE)


class Outcome(StrEnum):
    ACCEPTED = "accepted at its place"
    NAMED = "named in a finding"
    NEITHER = "neither"
    ELSEWHERE = "accepted elsewhere"
    OTHERS = "others changed without a word"


@dataclass(frozen=True, slots=True)
class Cellspot:
    """A cell to type into. `gap` is the number of the row that is blank because all rows from it on were moved down."""

    sheet: str
    row: int
    column: int
    gap: int = 0

    @property
    def letter(self) -> str:
        return f"{column_letter(self.column)}{self.row}"

    def kind(self, form: FilledForm) -> str:
        """What kind of cell it is, for the counts."""
        if self.sheet != SHEET:
            return self.sheet
        if self.gap:
            return "blank row between"
        if self.row < FIRST:
            return f"row {self.row} of the head"
        if self.row > form.last_row:
            return "below the table"
        return str(_FIELDS.get(self.column, "right of the table"))


@dataclass(slots=True)
class Report:
    cells: int = 0
    typed: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    kinds: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def spots(form: FilledForm, *, instructions: bool) -> Iterator[Cellspot]:
    """Every cell of a form that a person can reach; those of the sheet of instructions, which all forms share, if asked for."""
    width = max(AT.values()) + _RIGHT
    for row in range(1, form.last_row + _BELOW + 1):
        for column in range(1, width + 1):
            if not _is_covered(form, row, column):
                yield Cellspot(SHEET, row, column)
    middle = FIRST + len(form.rows) // 2
    yield from (Cellspot(SHEET, middle, column, gap=middle) for column in range(1, width + 1))
    for cells in form.grid(INSTRUCTIONS_SHEET).rows if instructions else ():
        yield from (Cellspot(INSTRUCTIONS_SHEET, cell.row, cell.column) for cell in cells if cell.anchor is None)
    yield from (Cellspot(NEW_SHEET, row, column) for row in (1, 5) for column in (1, 4))


def _is_covered(form: FilledForm, row: int, column: int) -> bool:
    cell = form.cells.get((row, column))
    return cell is not None and cell.anchor is not None


def typed_into(form: FilledForm, spot: Cellspot, value: Any, *, is_alone: bool) -> Document:
    """The form with a value in one cell. `is_alone` blanks the other figures of its row."""
    document = form.document
    if spot.sheet == NEW_SHEET:
        new = Grid((), Place(sheet=NEW_SHEET))
        document = replace(document, blocks=(*document.blocks, new))
    if spot.gap:
        document = with_gap(document, spot.gap)
    typed: dict[tuple[int, int], Any] = {(spot.row, spot.column): value}
    if is_alone and spot.sheet == SHEET and not spot.gap:
        typed = {**dict.fromkeys(_own_figures(form, spot.row)), **typed}
    return typed_over(document, typed, spot.sheet)


def _own_figures(form: FilledForm, row: int) -> list[tuple[int, int]]:
    """The cells of a row that hold a figure."""
    places = [(row, AT[name]) for name in FIGURES if name in AT]
    return [at for at in places if at in form.cells and has_content(form.cells[at])]


def with_gap(document: Document, at: int) -> Document:
    """The document with a blank row in its form: all rows from `at` on are one further down."""

    def moved(grid: Grid) -> Grid:
        rows = tuple(
            tuple(
                cell
                if cell.row < at
                else replace(cell, row=cell.row + 1, place=sheet_place(grid.place.sheet, cell.row + 1, cell.column))
                for cell in cells
            )
            for cells in grid.rows
        )
        return replace(grid, rows=rows)

    blocks = tuple(moved(b) if isinstance(b, Grid) and b.place.sheet == SHEET else b for b in document.blocks)
    return replace(document, blocks=blocks)


def outcome_of(form: FilledForm, before: JudgedFiling, after: JudgedFiling, spot: Cellspot, value: Any) -> Outcome:
    """What became of the typed figure, and of all others."""
    number = Decimal(str(value))
    own = form.rows[spot.row - FIRST] if spot.sheet == SHEET and not spot.gap and FIRST <= spot.row <= form.last_row else None
    key = (own.target_key, own.area) if own is not None else ("", "")
    name = _FIELDS.get(spot.column)
    is_named = any(_names(found, spot, value) for found in after.all_findings)
    is_moved = any(found.code in _MOVED for found in after.all_findings)
    accepted = accepted_rows(after)
    for other, row in accepted.items():
        for one in _RAW:
            if _stated(row, one) == number and (other, one) != (key, name) and not is_moved:
                return Outcome.ELSEWHERE
    if others_changed(form, before, after, spot):
        return Outcome.OTHERS
    row = accepted.get(key)
    if row is not None and name in _RAW and _stated(row, name) == number:
        return Outcome.ACCEPTED
    if is_named:
        return Outcome.NAMED
    head = (after.phone, after.filed_by)
    return Outcome.ACCEPTED if spot.row < FIRST and str(value) in head else Outcome.NEITHER


def accepted_rows(filing: JudgedFiling) -> dict[tuple[str, str], JudgedRow]:
    return {(row.target.target_key, row.area): row for row in filing.accepted if row.target is not None}


def _stated(row: JudgedRow, name: Field) -> Any:
    return row.rate if name is Field.RATE else row.figure(name)


def _names(found: Finding, spot: Cellspot, value: Any) -> bool:
    """True for a finding at the cell itself, or one that quotes the figure."""
    place = found.place
    if (place.sheet, place.row, place.column) == (spot.sheet, spot.row, column_letter(spot.column)):
        return True
    return str(value) in f"{found.message} {found.fix}".replace(",", "")


def others_changed(form: FilledForm, before: JudgedFiling, after: JudgedFiling, spot: Cellspot) -> list[str]:
    """The figures and texts of the untouched form that are another or gone, with nothing said of their row."""
    found = accepted_rows(after)
    changed = []
    is_refused = any(f.effect is Effect.FILE for f in after.all_findings)
    for at, own in enumerate(form.rows):
        number = FIRST + at
        now = number + (1 if spot.gap and number >= spot.gap else 0)
        if (spot.sheet, spot.row) == (SHEET, now) and not spot.gap:
            continue  # its own row: what was typed over and blanked is another
        old = accepted_rows(before).get((own.target_key, own.area))  # none of a row that nobody asked for and that is blank
        new = found.get((own.target_key, own.area))
        is_same = (old and _all_of(old)) == (new and _all_of(new))
        if is_same or is_refused or any(f.place.sheet == SHEET and f.place.row == now for f in after.all_findings):
            continue
        changed.append(f"row {number}")
    return changed


def _all_of(row: JudgedRow) -> tuple[Any, ...]:
    return (row.measure_unit, *(row.figure(name) for name in STANDING), *(row.text(name) for name in TEXTS))


def run(forms: Sequence[FilledForm], *, every: bool, share: float = 1.0, seed: int = 1) -> Report:
    """Type into the cells of some forms; `share` of them, chosen by `seed`. `every` types every figure, else one in turn."""
    report = Report()
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    turn = seed
    for form in forms:
        before = form.read()
        for spot in spots(form, instructions=form is forms[0]):
            if rng.random() >= share:
                continue
            report.cells += 1
            turn += 1
            has_own = spot.sheet == SHEET and FIRST <= spot.row <= form.last_row and not spot.gap
            for is_alone in (False, True) if has_own else (False,):
                for value in TYPED if every else (TYPED[(turn + is_alone) % len(TYPED)],):
                    after = form.read(typed_into(form, spot, value, is_alone=is_alone))
                    outcome = outcome_of(form, before, after, spot, value)
                    report.typed += 1
                    report.outcomes[outcome] += 1
                    report.kinds[spot.kind(form), outcome] += 1
                    if outcome not in (Outcome.ACCEPTED, Outcome.NAMED):
                        alone = " alone" if is_alone else ""
                        where = f"{form.unit} {spot.sheet} {spot.letter} ({spot.kind(form)})"
                        report.wrong.append(f"{where} {value!r}{alone}: {outcome}, {after.verdict}")
    return report


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", nargs="*", default=None)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    forms = [form for unit, form in filled_forms().items() if arguments.units is None or unit in arguments.units]
    report = run(forms, every=arguments.all, share=arguments.share, seed=arguments.seed)
    for text in report.wrong:
        print(text)
    for (kind, outcome), count in sorted(report.kinds.items()):
        print(f"{count:6} {kind}: {outcome}")
    for outcome, count in report.outcomes.items():
        print(f"{count:6} {outcome}")
    print(f"{len(forms)} forms, {report.cells} cells, {report.typed} figures typed, {len(report.wrong)} neither")
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
