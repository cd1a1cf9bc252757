"""Reading documents in tests and comparing the result with golden rows written by hand."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path

from ingest.documents.door import read_document
from ingest.documents.reader import read_bytes
from ingest.seeds import Seeds
from ingest.task_lists.csv_files import TASK_COLUMNS, task_rows
from ingest.task_lists.model import TaskList
from ingest.task_lists.reader import read_task_list
from ingest.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = Path(__file__).parent / "golden"
BEITA = ROOT / "examples/beita-2023-11/inbox/2023-11-25/task_lists/beita-2023-11.txt"


@cache
def seeds() -> Vocabulary:
    return Seeds().at(dt.date(2023, 11, 25))


def read_file(path: Path, vocabulary: Vocabulary | None = None) -> TaskList:
    return read_task_list(read_document(path), seeds() if vocabulary is None else vocabulary)


def read_made(data: bytes, name: str, vocabulary: Vocabulary | None = None) -> TaskList:
    return read_task_list(read_bytes(data, name), seeds() if vocabulary is None else vocabulary)


def golden(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def tasks_of(task_list: TaskList) -> list[dict[str, str]]:
    return task_rows(task_list.tasks)


def row(**given: str) -> dict[str, str]:
    """One row of tasks.csv; columns that are not given are empty."""
    unknown = given.keys() - set(TASK_COLUMNS)
    assert not unknown, unknown
    return {column: given.get(column, "") for column in TASK_COLUMNS}


def codes(task_list: TaskList) -> set[str]:
    return {finding.code for finding in task_list.findings}
