"""`threekey verify` finds whatever in a home is not as it was written, each by one line, and changes nothing."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from ingest import raw
from ingest.archive import receipts
from ingest.home import Home
from ingest.installation import DEFAULT
from ingest.intake.common import sync_received
from ingest.quarantine import Blame, set_aside
from ingest.receiving import receive
from orchestration.cli.verify import run
from orchestration.publish.snapshot import write_parquet, write_snapshot
from orchestration.publish.version import swap, write_manifest
from orchestration.verify import verify
from orchestration.verify_texts import TEXTS, line_of

DAY = dt.date(2023, 12, 5)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with three received files, raw tables, and something published."""
    home = Home(tmp_path_factory.mktemp("made"))
    home.create()
    for name in ("a.csv", "b.csv", "c.csv"):
        (home.inbox / "progress" / name).write_text(name, encoding="utf-8")
    receive(home, DAY, dt.datetime.now(dt.UTC), settle=dt.timedelta(0))
    raw.ensure_tables(home.root)
    sync_received(home)
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.dim_area as select 1 as n, 1.50::decimal(9, 2) as d, date '2023-12-05' as day")
        connection.execute("create table marts.dim_empty (name text)")
    folder = home.root / ".versions" / "2023-12-05-1"
    folder.mkdir(parents=True)
    hashes = write_snapshot(home.warehouse, folder / "threekey.duckdb")
    write_parquet(folder / "threekey.duckdb", folder / "parquet")
    write_manifest(folder, {"as_of": "2023-12-05", "tables": {name: {"content_hash": one} for name, one in hashes.items()}})
    swap(home.published, folder)
    return home


@pytest.fixture
def home(made: Home, tmp_path: Path) -> Home:
    shutil.copytree(made.root, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


def original(home: Home, number: int = 0) -> Path:
    return home.archived(receipts(home)[number].sha256)


def _alter(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(b"altered")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _alter_snapshot(home: Home) -> None:
    with duckdb.connect(str(home.snapshot)) as connection:
        connection.execute("update marts.dim_area set n = 2")


def _alter_parquet(home: Home) -> None:
    duckdb.sql("select 2 as n").write_parquet(str(home.published / "parquet" / "dim_area.parquet"))


RECEIVED = "raw/received_files/received-00000001.parquet"
SPOILED: dict[str, tuple[Callable[[Home], object], str, str]] = {
    "receipt spoiled": (lambda h: (h.receipts / "00000002.json").write_text("{"), "receipt-damaged", "00000002.json"),
    "receipt renamed": (
        lambda h: (h.receipts / "00000003.json").rename(h.receipts / "00000009.json"), "receipt-damaged", "00000009.json",
    ),
    "receipt gone": (lambda h: (h.receipts / "00000001.json").unlink(), "receipt-missing", "00000001.json"),
    "original gone": (lambda h: original(h).unlink(), "archive-missing", ""),
    "original altered": (lambda h: _alter(original(h)), "archive-altered", ""),
    "entry of a file set aside spoiled": (
        lambda h: _write(h.quarantine / "00000001.json", "{}"), "quarantine-damaged", "quarantine/00000001.json",
    ),
    "shipped rules spoiled": (
        lambda h: _write(h.shipped_rules / "00000001.json", "["), "shipped-rules-damaged", "shipped_rules/00000001.json",
    ),
    "foreign file": (lambda h: (h.archive / "notes.txt").write_text("x"), "archive-orphan", "archive/notes.txt"),
    "link": (lambda h: (h.archive / "link").symlink_to(h.private), "archive-orphan", "archive/link"),
    "table gone": (lambda h: (h.root / RECEIVED).unlink(), "raw-missing", RECEIVED),
    "table altered": (lambda h: (h.root / RECEIVED).write_bytes(b"x"), "raw-altered", RECEIVED),
    "entry spoiled": (
        lambda h: (h.raw / "_batches" / "received-00000001.json").write_text("{"), "raw-unreadable", "received-00000001.json",
    ),
    "table unknown": (
        lambda h: shutil.copyfile(h.root / RECEIVED, h.raw / "targets" / "received-00000001.parquet"),
        "raw-unknown", "raw/targets/received-00000001.parquet",
    ),
    "manifest spoiled": (lambda h: h.manifest.write_text("{}"), "published-damaged", "manifest.json"),
    "snapshot altered": (_alter_snapshot, "published-damaged", "threekey.duckdb"),
    "snapshot spoiled": (lambda h: h.snapshot.write_bytes(b"x" * 9000), "published-damaged", "threekey.duckdb"),
    "parquet altered": (_alter_parquet, "published-damaged", "dim_area.parquet"),
    "parquet gone": (
        lambda h: (h.published / "parquet" / "dim_empty.parquet").unlink(), "published-damaged", "dim_empty.parquet",
    ),
    "parquet unknown": (
        lambda h: (h.published / "parquet" / "other.parquet").write_text("x"), "published-orphan", "other.parquet",
    ),
    "version gone": (lambda h: shutil.rmtree(h.root / ".versions"), "published-damaged", "manifest.json"),
}  # fmt: skip


def everything(home: Home) -> dict[str, tuple[int, int]]:
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in home.root.rglob("*")}


def test_a_whole_home_is_whole_and_left_as_it_is(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.shipped_rules.mkdir()
    (home.shipped_rules / "00000001.json").write_text("{}", encoding="utf-8")
    set_aside(home, DEFAULT, {1: Blame("a-check", "一行")})
    before = everything(home)
    assert run(home.root) == 0
    assert "完好" in capsys.readouterr().out
    assert everything(home) == before


@pytest.mark.parametrize("name", SPOILED)
def test_each_damage_is_one_line(home: Home, capsys: pytest.CaptureFixture[str], name: str) -> None:
    spoil, code, path = SPOILED[name]
    spoil(home)
    assert run(home.root) == 1
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines() if "\t" in line]
    assert [(found, text) for found, where, text in lines if where.endswith(path)] == [(code, TEXTS[code])]
    # a receipt that is gone leaves its original behind, an entry its tables
    assert {found for found, _, _ in lines} <= {code, "archive-orphan", "receipt-missing", "raw-unknown"}


def test_leftovers_of_a_dead_run_are_named_and_no_damage(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    (home.archive / ".4711.tmp").write_bytes(b"half")
    (home.raw / "targets" / "task_lists-00000009.parquet").write_bytes(b"half")
    (home.root / ".versions" / "2023-12-06-1").mkdir()
    assert run(home.root) == 0
    told = capsys.readouterr().out
    assert [line.split("\t")[1] for line in told.splitlines() if "\t" in line] == [
        "archive/.4711.tmp",
        "raw/targets/task_lists-00000009.parquet",
        ".versions/2023-12-06-1",
    ]


def test_what_a_run_archived_before_it_died_is_a_leftover(home: Home) -> None:
    (home.receipts / "00000003.json").unlink()
    flaws = [flaw for flaw in verify(home) if flaw.code == "archive-orphan"]
    assert [flaw.is_leftover for flaw in flaws] == [True]


def test_why_a_file_is_set_aside_is_no_orphan(home: Home) -> None:
    set_aside(home, DEFAULT, {3: Blame("a-check", "一行")})
    assert list(verify(home)) == []


def test_no_home_is_no_home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path) == 2
    assert "is no home folder" in capsys.readouterr().err


def test_every_code_has_its_words_and_a_line_is_three_fields(home: Home) -> None:
    for spoil, _, _ in SPOILED.values():
        copy = Home(home.root.with_name(f"copy-{id(spoil)}"))
        shutil.copytree(home.root, copy.root, symlinks=True)
        spoil(copy)
        for flaw in verify(copy):
            assert flaw.code in TEXTS
            assert len(line_of(flaw).split("\t")) == 3
    assert set(TEXTS) == {code for _, code, _ in SPOILED.values()}
    assert json.loads(home.manifest.read_text(encoding="utf-8"))["tables"]
