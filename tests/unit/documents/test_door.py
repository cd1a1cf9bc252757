"""The door reads what the reader reads; whatever stops a reader is a finding of the file, and the next file is read."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.documents import door
from ingest.documents.containers import READABLE, Use
from ingest.documents.limits import DEFAULT_LIMITS
from ingest.documents.reader import read_bytes
from ingest.documents.reading_task import small_workbook
from ingest.findings import Effect
from tests.cases.zoo import ZOO

HOSTILE = "tests.unit.documents.sandbox.hostile_tasks"
TINY = replace(
    DEFAULT_LIMITS,
    reading_bytes=256 << 20,
    unpacked_bytes=1 << 20,
    document_bytes=1 << 20,
)
BRIEF = replace(TINY, reading_seconds=1, child_seconds=1, office_seconds=1)


@pytest.mark.parametrize(
    ("task", "code", "said"),
    [
        ("loops", "reading-takes-too-long", "（1 秒）"),
        ("sleeps", "reading-takes-too-long", "（1 秒）"),
        ("allocates", "reading-takes-too-much-memory", "（256.0 MB）"),
        ("segfaults", "reading-crashes", "（SIGSEGV）"),
        ("exits", "reading-crashes", "（exit 3）"),
        ("raises", "reading-crashes", "（KeyError，hostile_tasks.py:"),
        ("kills_the_server", "reading-crashes", "（the server died）"),
        ("writes_a_giant_file", "reading-yields-too-much", "（1.0 MB）"),
        ("prints", "reading-crashes", ""),  # its reply is no document
    ],
)
def test_what_stops_a_reader_is_a_finding_of_the_file(monkeypatch: pytest.MonkeyPatch, task: str, code: str, said: str) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(door, "_READ", f"{HOSTILE}.{task}")
        document = door.read_bytes(b"x", "甲.xlsx", BRIEF if "秒" in said else TINY)
    (found,) = document.findings
    assert (found.code, found.effect, document.blocks) == (code, Effect.FILE, ())
    assert said in found.message
    assert code in door.STOPPED.values()
    assert door.read_bytes(small_workbook(), "甲.xlsx") == read_bytes(small_workbook(), "甲.xlsx")


def test_more_than_a_reader_may_yield_is_a_finding() -> None:
    text = ("某项工作,完成\n") * 5000
    (found,) = door.read_bytes(text.encode(), "甲.csv", replace(DEFAULT_LIMITS, document_bytes=1 << 16)).findings
    assert found.code == "reading-yields-too-much"


def test_a_full_disk_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_READ", f"{HOSTILE}.finds_the_disk_full")
    with pytest.raises(OSError) as error:
        door.read_bytes(b"x", "甲.xlsx")
    assert error.value.errno == errno.ENOSPC


def test_the_zoo_is_read_through_the_door_as_without_it() -> None:
    for case in ZOO:
        data = case.data()
        assert door.read_bytes(data, case.file, use=Use.FIGURES) == read_bytes(data, case.file, use=Use.FIGURES), case.name


def test_a_file_that_is_too_large_or_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    assert [found.code for found in door.read_document(path).findings] == ["file-missing"]
    path.write_bytes(bytes(100))
    assert [found.code for found in door.read_document(path, limits=replace(TINY, file_bytes=99)).findings] == [
        "file-too-large"
    ]
    path.write_bytes(small_workbook())
    assert door.read_document(path, name="乙.xlsx") == read_bytes(small_workbook(), "乙.xlsx")


def test_the_workbook_that_warms_up_the_server_is_one() -> None:
    document = read_bytes(small_workbook(), ".xlsx")
    assert ([cell.text for row in document.grids[0].rows for cell in row], document.findings) == (["a", "", "1.5", "b"], ())


def test_every_container_has_a_reader_that_the_server_can_import() -> None:
    assert all(callable(known.load()) for known in READABLE.values())
