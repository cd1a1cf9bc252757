"""Whether everything that a home keeps is what was written: receipts, archive, raw tables, what is published. Changes nothing.

What the next refresh cleans or mends by itself is found here too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest import archive, ledger
from ingest.archive import Receipt
from ingest.damage import DamagedFileError
from ingest.home import Home
from ingest.quarantine import damaged_entries
from ingest.rules.shipped import damaged_shipped
from orchestration.opening import is_older
from orchestration.publish.hashes import SCHEMA, content_hash, content_hashes, quote

if TYPE_CHECKING:
    import duckdb

_SHA256 = re.compile(r"[0-9a-f]{64}")
_HASHING = 4  # files at a time


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is not as it was written: a stable code and the file, as a path inside the home. A leftover is of a run
    that died, and no damage."""

    code: str
    path: str
    is_leftover: bool = False


def verify(home: Home) -> Iterator[Flaw]:
    """Every flaw of a home, part by part. A home in which nothing was published is no flaw, nor are the raw tables of an older
    home, which no ledger vouches for: they are read again."""
    flaws, receipts = _receipts(home)
    yield from flaws
    yield from _archive(home, receipts)
    if not is_older(home):
        yield from _raw(home)
    yield from _published(home)


def _inside(home: Home, path: Path) -> str:
    return path.relative_to(home.root).as_posix()


def _receipts(home: Home) -> tuple[list[Flaw], list[Receipt]]:
    flaws: list[Flaw] = []
    known: list[Receipt] = []
    names = sorted(path.stem for path in home.receipts.glob("*.json"))
    for name in names:
        path = home.receipts / f"{name}.json"
        try:
            known.append(archive.read_receipt(path))
        except DamagedFileError:
            flaws.append(Flaw("receipt-damaged", _inside(home, path)))
            continue
        if path != archive.receipt_path(home, known[-1].seq):
            flaws.append(Flaw("receipt-damaged", _inside(home, path)))
    last = max((int(name) for name in names if name.isdecimal()), default=0)
    paths = (archive.receipt_path(home, seq) for seq in range(1, last))
    flaws += [Flaw("receipt-missing", _inside(home, path)) for path in paths if not path.exists()]
    return flaws, known


def _archive(home: Home, receipts: Sequence[Receipt]) -> Iterator[Flaw]:
    yield from (Flaw("quarantine-damaged", _inside(home, path)) for path in damaged_entries(home))
    yield from (Flaw("shipped-rules-damaged", _inside(home, path)) for path in damaged_shipped(home))
    known = {receipt.sha256: receipt.size_bytes for receipt in receipts}
    with ThreadPoolExecutor(_HASHING) as hashing:
        for sha256, damage in zip(known, hashing.map(lambda one: archive.fault(home, one), known), strict=True):
            if damage is not None:
                yield Flaw(f"archive-{damage}", _inside(home, home.archived(sha256)))
    for path in sorted(home.archive.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        if path == home.format_file:
            continue
        if path.parent in (home.receipts, home.shipped_rules, home.quarantine) and path.suffix == ".json":
            continue
        if path.name in known and path == home.archived(path.name) and not path.is_symlink():
            continue
        is_ours = path.suffix == ".tmp" or (_SHA256.fullmatch(path.name) and archive.fault(home, path.name) is None)
        yield Flaw("archive-orphan", _inside(home, path), is_leftover=bool(is_ours))


def _raw(home: Home) -> Iterator[Flaw]:
    for one in ledger.differences(home.root):
        yield Flaw(f"raw-{one.difference}", _inside(home, one.path))
    finished = ledger.batches(home.root)
    for path in sorted(home.raw.glob("*/*")):
        if path.suffix == ".tmp" or (path.suffix == ".parquet" and path.stem not in {*finished, ledger.SCHEMA_FILE}):
            yield Flaw("raw-unknown", _inside(home, path), is_leftover=True)


def _published(home: Home) -> Iterator[Flaw]:
    import duckdb

    if not home.published.is_symlink() and not home.published.exists():
        return
    try:
        manifest: dict[str, Any] = json.loads(home.manifest.read_text(encoding="utf-8"))
        wanted = {name: table["content_hash"] for name, table in manifest["tables"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        yield Flaw("published-damaged", _inside(home, home.manifest))
        return
    try:
        with duckdb.connect(str(home.snapshot), read_only=True) as connection:
            found = content_hashes(connection)
    except (duckdb.Error, OSError):
        found = {}
    if found != wanted:
        yield Flaw("published-damaged", _inside(home, home.snapshot))
    folder = home.published / "parquet"
    with duckdb.connect() as connection:
        connection.execute(f"create schema {SCHEMA}")
        for name, content in wanted.items():
            if _hash_of_parquet(connection, folder / f"{name}.parquet", name) != content:
                yield Flaw("published-damaged", _inside(home, folder / f"{name}.parquet"))
    for path in sorted(folder.glob("*")):
        if path.suffix != ".parquet" or path.stem not in wanted:
            yield Flaw("published-orphan", _inside(home, path))
    for folder in sorted((home.root / ".versions").glob("*")):
        if not (folder / "manifest.json").exists():
            yield Flaw("published-orphan", _inside(home, folder), is_leftover=True)


def _hash_of_parquet(connection: duckdb.DuckDBPyConnection, path: Path, table: str) -> str | None:
    import duckdb

    literal = "'" + str(path).replace("'", "''") + "'"
    try:
        connection.execute(f"create view {SCHEMA}.{quote(table)} as from read_parquet({literal})")
        return content_hash(connection, table)
    except (duckdb.Error, OSError):
        return None
