"""What is held by the lock, as texts: everything that the readers, the writers and the warehouse give for known inputs.

Here belongs how each thing becomes a text that is equal when, and only when, the thing is; what to do with the texts is
`lock.py`'s. A change that only moves code leaves every text as it is.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from ingest import raw
from ingest.documents.limits import Refusal
from ingest.documents.reader import Use, read_bytes
from ingest.progress.filing_json import filing_object
from ingest.progress.filing_rows import raw_rows
from ingest.progress.knowledge.loader import load_context
from ingest.progress.returned.return_copy import return_copy
from ingest.progress.template.form_rows import template_rows
from ingest.progress.template.workbook import write_template
from ingest.task_lists.csv_files import target_rows, write_tables
from ingest.task_lists.model import Task, TaskList
from ingest.task_lists.review.workbook import write_review
from ingest.task_lists.targets import read_targets
from ingest.vocabulary import Vocabulary
from tests.cases.zoo import ZOO
from tests.unit.progress.test_zoo import outcome
from tests.unit.task_lists.golden_rows import BEITA, GOLDEN, read_file, seeds
from tests.unit.task_lists.targets.test_sentences import TERM, blocks

Texts = Iterator[tuple[str, str]]

# when a package was written is no part of what it says
_DATED_PARTS = frozenset({"docProps/core.xml"})
# what differs from one playing of the same nights to the next
_UNSTEADY = {"received_files": ("received_at",)}


def package(data: bytes) -> str:
    """A workbook as its parts, in the order of their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = sorted(name for name in book.namelist() if name not in _DATED_PARTS)
        return "\n".join(f"── {name}\n{book.read(name).decode('utf-8', 'backslashreplace')}" for name in names)


def rows_text(rows: Iterator[Mapping[str, Any]] | list[dict[str, Any]]) -> str:
    """Rows in their order, one JSON object a line."""
    return "\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True, default=str) for row in rows)


def lists(folder: Path) -> Texts:
    """What `threekey read-list` writes for the real list and for lists of other places."""
    for path in (BEITA, *sorted((GOLDEN / "lists").glob("*.txt"))):
        for words, vocabulary in (("seeds", seeds()), ("no words", Vocabulary())):
            task_list: TaskList = read_file(path, vocabulary)
            out = folder / path.stem / words
            for written in write_tables(task_list, out):
                yield f"{path.stem} · {words} · {written.name}", written.read_text(encoding="utf-8")
            if task_list.tasks:
                review = write_review(task_list, out / "review.xlsx")
                yield f"{path.stem} · {words} · {review.name}", package(review.read_bytes())


def sentences() -> Texts:
    """The targets of every labelled sentence."""
    for words, vocabulary in (("seeds", seeds()), ("no words", Vocabulary())):
        for number, (text, name, _) in enumerate(blocks(), 1):
            task = Task("重点工作", "1", "", "", name or "任务", text, "", (), (), (), (), ())
            reading = read_targets(task, TERM, vocabulary)
            out = io.StringIO()
            out.write(text + "\n")
            rows = target_rows(reading.targets)
            if rows:
                writer = csv.DictWriter(out, rows[0], lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
            for found in reading.findings:
                out.write(f"{found.code} {found.seen} {found.message}\n")
            yield f"{number:03} · {words}", out.getvalue()


def filings() -> Texts:
    """For each file of the zoo: what `check --json` prints, the raw rows, and the copy that goes back."""
    for case in ZOO:
        filing = outcome(case)
        said = {key: value for key, value in filing_object(filing, case.file).items() if key != "sha256"}
        yield f"{case.name} · check", json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1)
        tables = raw_rows(filing)
        yield f"{case.name} · rows", "\n".join(f"{name}\n{rows_text(rows)}" for name, rows in sorted(tables.items()))
        if filing.verdict != "accepted":
            yield f"{case.name} · return copy", returned(case.data(), case.file, filing)


def returned(data: bytes, name: str, filing: Any) -> str:
    try:
        copy, suffix = return_copy(data, read_bytes(data, name, use=Use.FIGURES), name, filing)
    except Refusal as refused:
        return f"refused: {refused}"
    return f"{suffix}\n{package(copy)}"


def templates(home: Path, out: Path) -> Texts:
    """The form of every unit that a home's list names, for its two months."""
    context = load_context(home, seeds())
    for list_id, known in context.lists.items():
        for period, due_on in (("2023-11", dt.date(2023, 12, 4)), ("2023-12", dt.date(2024, 1, 2))):
            for unit in context.units_with_forms(list_id):
                rows = template_rows(context, list_id, unit, period)
                path = out / f"{unit}-{period}.xlsx"
                write_template(path, list_head=known, unit=unit, period_id=period, rows=rows, due_on=due_on)
                yield f"{unit} · {period}", package(path.read_bytes())


def raw_tables(home: Path) -> Texts:
    """The rows of every raw table of a home."""
    for name in raw.SCHEMAS:
        unsteady = _UNSTEADY.get(name, ())
        rows = ({key: value for key, value in row.items() if key not in unsteady} for row in raw.read_table(home, name))
        yield name, "\n".join(sorted(rows_text(rows).splitlines()))


def marts(database: Path) -> Texts:
    """The rows of every mart of a built warehouse or a published snapshot."""
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'marts' order by 1"
        ).fetchall()
        for (name,) in found:
            rows = connection.execute(f'select cast(to_json(t) as varchar) from marts."{name}" as t order by 1').fetchall()
            yield name, "\n".join(text for (text,) in rows)
