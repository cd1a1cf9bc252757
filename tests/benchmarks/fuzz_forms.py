"""Mutate filled forms as clerks and programs do: no crash, no figure taken wrongly, none lost without a finding, none emptied.

    python -m tests.benchmarks.fuzz_forms [--runs 5000] [--seed 1] [--show 20]
    python -m tests.benchmarks.fuzz_forms --seed 3 --only 4101    # one run again, by its number

Each mutation knows which figure of the file belongs to which target, area and field. Each file is read twice: as the unit's
first for the period, and as a correction after the form itself was accepted.
"""

from __future__ import annotations

import argparse
import random
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from ingest.documents.places import column_letter
from ingest.findings import Effect
from ingest.progress.fields import AMOUNTS, STANDING, Field
from ingest.progress.filing import JudgedFiling
from ingest.progress.knowledge.context import Context
from ingest.progress.stages import JudgedRow
from ingest.progress.standing import is_withdrawn
from tests.support.filled_forms import FilledForm, after, filled_forms, read_as
from tests.support.form_model import FormModel, Key, Stated, model_of
from tests.support.form_mutations import mutated

_MOST_ROWS = 60  # larger forms are the same, and slow
_RECEIPT = 1000
_MOVED = ("growth-in-other-column", "rank-in-other-column")


class Fate(StrEnum):
    ACCEPTED = "accepted in its row and column"
    HELD = "its row is held"
    NAMED = "not taken, and said at its cell, row or column"
    REFUSED = "its file is refused, with the reason"
    LOST = "lost"


@dataclass(slots=True)
class Report:
    runs: int = 0
    figures: Counter[Fate] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    kept: int = 0  # figures of the accepted original that a mutated file does not state and that stand on
    done: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.crashes or self.wrong or self.lost or self.emptied)


@cache
def _corrected(unit: str) -> tuple[Context, JudgedFiling]:
    """What is known once a unit's form was accepted, and the form."""
    form = filled_forms()[unit]
    filing = form.read()
    return after(form.context, filing, _RECEIPT), filing


def accepted_rows(filing: JudgedFiling) -> dict[Key, JudgedRow]:
    return {(row.target.target_key, row.area): row for row in filing.accepted if row.target is not None}


def _is_taken(row: JudgedRow, one: Stated) -> bool:
    """True where the row states just the figure of a cell, in whatever unit."""
    name, truth = one.name, one.spot.truth
    if name not in STANDING or name in row.kept or truth is None:
        return False
    return _is_same(row, name, truth, one.unit)


def _is_same(row: JudgedRow, name: Field, truth: Any, unit: str) -> bool:
    stated = row.figure(name)
    if stated == truth:
        return name not in AMOUNTS or not unit or row.measure_unit == unit or row.base(name) is None
    if name in AMOUNTS and isinstance(truth, Decimal) and unit:
        factor = {"亿元": Decimal(10) ** 8, "万元": Decimal(10) ** 4}.get(unit)
        return factor is not None and row.base(name) == truth * factor
    return False


def wrong_values(model: FormModel, filing: JudgedFiling, original: JudgedFiling | None) -> Iterator[str]:
    """Accepted figures that no cell of their row and column states."""
    stated: dict[tuple[Key, Field | None], list[Stated]] = {}
    by_row: dict[Key, list[Stated]] = {}
    for one in model.stated():
        stated.setdefault((one.key, one.name), []).append(one)
        by_row.setdefault(one.key, []).append(one)
    before = accepted_rows(original) if original is not None else {}
    for key, row in accepted_rows(filing).items():
        for name in STANDING:
            value = row.figure(name)
            if value is None:
                continue
            if name in row.kept:
                old = before[key].figure(name) if key in before else None
                is_one = key in before and name in AMOUNTS and row.base(name) == before[key].base(name)
                if old != value and not is_one:
                    yield f"{key} {name}: {value} was kept, and {old} stood"
                continue
            if any(_is_same(row, name, one.spot.truth, one.unit) for one in stated.get((key, name), [])):
                continue
            is_moved = any(f.code in _MOVED and f.place.row == row.number for f in row.findings)
            if is_moved and any(one.spot.truth == value for one in by_row.get(key, [])):
                continue
            yield f"{key} {name}: {value} {row.measure_unit} in row {row.number}, which the file does not state there"


def fates(model: FormModel, filing: JudgedFiling) -> Iterator[tuple[Stated, Fate]]:
    """What became of every figure of the file."""
    accepted = accepted_rows(filing)
    is_refused = any(f.effect is Effect.FILE for f in filing.all_findings)
    held = {row.number for row in filing.held}
    told_rows = {f.place.row for f in filing.all_findings if not f.place.column}
    told_cells = {(f.place.row, f.place.column) for f in filing.all_findings}
    words = " ".join(f"{f.message} {f.seen}" for f in filing.all_findings)
    for one in model.stated():
        row = accepted.get(one.key)
        letter = column_letter(one.column)
        if row is not None and _is_taken(row, one):
            yield one, Fate.ACCEPTED
        elif is_refused:
            yield one, Fate.REFUSED
        elif one.row in held:
            yield one, Fate.HELD
        elif (
            (one.row, letter) in told_cells
            or any((header, letter) in told_cells for header in model.header_rows)
            or one.row in told_rows
            or _is_quoted(one, words)
        ):
            yield one, Fate.NAMED
        else:
            yield one, Fate.LOST


def _is_quoted(one: Stated, words: str) -> bool:
    """True where a message quotes the figure; a short one stands in many messages by chance."""
    return len(str(one.spot.value)) > 3 and str(one.spot.value) in words


def emptied(filing: JudgedFiling, original: JudgedFiling) -> Iterator[str]:
    """Figures of the accepted original that a row of the new filing has no more, and that nobody took back."""
    new = accepted_rows(filing)
    for key, old in accepted_rows(original).items():
        row = new.get(key)
        if row is None:
            continue  # what stands goes on to stand: no row takes its place
        for name in (name for name in STANDING if old.figure(name) is not None):
            if row.figure(name) is None and not is_withdrawn(row, name):
                yield f"{key} {name}: {old.figure(name)}"


def fuzz(runs: int | Sequence[int], seed: int) -> Report:
    """Run mutations, so many or those of these numbers; the same seed and number give the same one."""
    numbers = range(runs) if isinstance(runs, int) else runs
    report = Report(len(numbers))
    forms = [form for form in filled_forms().values() if len(form.rows) <= _MOST_ROWS]
    for number in numbers:
        rng = random.Random(seed * 1_000_003 + number)  # noqa: S311 - repeatable, not secret
        _one(report, rng.choice(forms), rng, f"seed {seed} run {number}")
    return report


def _one(report: Report, form: FilledForm, rng: random.Random, label: str) -> None:
    model = model_of(form)
    done = mutated(model, rng)
    report.done.update(done)
    label = f"{label} {form.unit} {', '.join(done)}"
    name = form.name.removesuffix("xlsx") + model.container.value
    document = model.rendered()
    known, original = _corrected(form.unit)
    try:
        first, second = read_as(document, name, form.context), read_as(document, name, known)
    except Exception:  # noqa: BLE001 - a crash is what is looked for
        report.crashes.append(f"{label}\n{traceback.format_exc()}")
        return
    report.verdicts[first.verdict] += 1
    for filing, before in ((first, None), (second, original)):
        report.wrong.extend(f"{label}: {what}" for what in wrong_values(model, filing, before))
        if filing.is_resaved:
            continue  # nothing new in it: it is no version, and what stands goes on to stand
        for one, fate in fates(model, filing):
            report.figures[fate] += 1
            if fate is Fate.LOST:
                report.lost.append(f"{label}: {one.key} {one.name} {one.spot.value!r} at {column_letter(one.column)}{one.row}")
    report.emptied.extend(f"{label}: {what}" for what in emptied(second, original))
    report.kept += sum(len(row.kept) for row in second.accepted)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", type=int, nargs="+", metavar="RUN", help="only the runs of these numbers, as reports name them"
    )
    parser.add_argument("--show", type=int, default=20)
    arguments = parser.parse_args()
    report = fuzz(arguments.only or arguments.runs, arguments.seed)
    for title, texts in (
        ("crash", report.crashes), ("wrong", report.wrong), ("lost", report.lost), ("emptied", report.emptied),
    ):  # fmt: skip
        for text in texts[: arguments.show]:
            print(f"{title}: {text}")
    for counted in (report.done, report.verdicts, report.figures):
        for what, times in sorted(counted.items()):
            print(f"{times:8} {what}")
    print(
        f"{report.runs} mutations, {len(report.crashes)} crashes, {len(report.wrong)} wrong values, {len(report.lost)} figures "
        f"lost without a finding, {len(report.emptied)} emptied, {report.kept} kept"
    )
    return 0 if report.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
