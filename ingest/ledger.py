"""The ledger of the raw tables: what each batch wrote, as rows, bytes and sha256, and what on disk differs from it.

`raw.write_batch` enters a batch here as its last step, which is what makes it visible. A refresh holds the tables against the
ledger before anything is read or built from them; what differs is read again from the archive (`intake/common.py`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from ingest.schema import TABLES

SCHEMA_FILE = "0-schema"


@dataclass(frozen=True, slots=True)
class BatchFile:
    """What one batch wrote into one table."""

    rows: int
    bytes: int
    sha256: str


class Difference(StrEnum):
    MISSING = "missing"  # a file that the ledger knows is not there
    ALTERED = "altered"  # its bytes are others
    UNKNOWN = "unknown"  # a file that no batch has written
    UNREADABLE = "unreadable"  # the entry of a batch says nothing


@dataclass(frozen=True, slots=True)
class Differing:
    """A file of the raw tables, or the entry of a batch, that is not as the ledger says."""

    path: Path
    difference: Difference


def entries_dir(home: Path) -> Path:
    return home / "raw" / "_batches"


def batches(home: Path) -> set[str]:
    """The ids of all batches that were finished."""
    return {path.stem for path in entries_dir(home).glob("*.json")}


def enter(home: Path, batch: str, written: Mapping[str, BatchFile]) -> None:
    """Enter a batch: from now on it is there."""
    entries_dir(home).mkdir(parents=True, exist_ok=True)
    path = entries_dir(home) / f"{batch}.json"
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps({name: asdict(entry) for name, entry in written.items()}), encoding="utf-8")
    temporary.replace(path)


def _written_by(path: Path) -> dict[str, BatchFile] | None:
    try:
        return {name: BatchFile(**entry) for name, entry in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def entries(home: Path) -> Iterator[tuple[Path, dict[str, BatchFile] | None]]:
    """The entry of every batch that was finished, with what it wrote, by table; None where the entry says nothing."""
    for path in sorted(entries_dir(home).glob("*.json")):
        yield path, _written_by(path)


def differences(home: Path) -> Iterator[Differing]:
    """Everything that is not as the ledger says. Files of batches that were never finished are no difference: see
    `raw.repair`."""
    known: dict[str, set[str]] = {name: {SCHEMA_FILE} for name in TABLES}
    for marker, entry in entries(home):
        if entry is None:
            yield Differing(marker, Difference.UNREADABLE)
            continue
        for name, written in entry.items():
            known.setdefault(name, set()).add(marker.stem)
            path = home / "raw" / name / f"{marker.stem}.parquet"
            try:
                data = path.read_bytes()
            except OSError:
                yield Differing(path, Difference.MISSING)
                continue
            if len(data) != written.bytes or hashlib.sha256(data).hexdigest() != written.sha256:
                yield Differing(path, Difference.ALTERED)
    finished = batches(home)
    for name, stems in known.items():
        for path in sorted((home / "raw" / name).glob("*.parquet")):
            if path.stem in finished and path.stem not in stems:
                yield Differing(path, Difference.UNKNOWN)
