"""The archive: every file ever received, kept once by its sha256, and a receipt for each time one came.

Receiving happens in an order that a crash cannot hurt: the bytes are archived, then the receipt is written, then the file
leaves the inbox. A file that a crash left behind after its receipt is recognised by its inode and modification time.
Meaning (lists, filings) does not belong here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.home import INBOX_KINDS, Home

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file taken from the inbox. `received_at` is ISO text in UTC, for the log only; `as_of` is what counts."""

    seq: int
    as_of: str
    received_at: str
    kind: str
    inbox_path: str
    file_name: str
    sha256: str
    size_bytes: int
    inode: int
    mtime_ns: int

    @property
    def as_of_date(self) -> dt.date:
        return dt.date.fromisoformat(self.as_of)


def inbox_files(home: Home) -> Iterator[tuple[str, Path]]:
    """(kind, path) of every file waiting, in the order in which they are to be taken. Dot files are the system's, not ours."""
    for kind, folder in INBOX_KINDS:
        base = home.inbox / folder
        paths = (
            p for p in base.rglob("*") if p.is_file() and not any(part.startswith(".") for part in p.relative_to(base).parts)
        )
        yield from ((kind, path) for path in sorted(paths))


def receipts(home: Home) -> list[Receipt]:
    """Every receipt of the home, in order."""
    return [Receipt(**json.loads(path.read_text(encoding="utf-8"))) for path in sorted(home.receipts.glob("*.json"))]


def _archive(path: Path, home: Home) -> tuple[str, int]:
    """Copy the file into the archive and return (sha256, size) of exactly the bytes that were copied."""
    home.archive.mkdir(parents=True, exist_ok=True)
    temporary = home.archive / f".{os.getpid()}.tmp"
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, temporary.open("wb") as copy:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    target = home.archived(digest.hexdigest())
    if target.exists():
        temporary.unlink()
    else:
        target.parent.mkdir(exist_ok=True)
        temporary.chmod(0o444)
        temporary.replace(target)
    return digest.hexdigest(), size


def _write_receipt(home: Home, receipt: Receipt) -> None:
    path = home.receipts / f"{receipt.seq:08d}.json"
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(asdict(receipt), ensure_ascii=False, indent=1), encoding="utf-8")
    temporary.replace(path)


def receive(home: Home, as_of: dt.date, received_at: dt.datetime) -> list[Receipt]:
    """Take every file from the inbox into the archive; returns the new receipts. The inbox is empty afterwards."""
    home.create()
    known = receipts(home)
    finished = {(r.inbox_path, r.kind, r.inode, r.mtime_ns) for r in known}
    seq = known[-1].seq if known else 0
    new: list[Receipt] = []
    for kind, path in inbox_files(home):
        base = home.inbox / dict(INBOX_KINDS)[kind]
        inbox_path = path.relative_to(base).as_posix()
        stat = path.stat()
        if (inbox_path, kind, stat.st_ino, stat.st_mtime_ns) not in finished:
            sha256, size = _archive(path, home)
            seq += 1
            receipt = Receipt(
                seq=seq,
                as_of=as_of.isoformat(),
                received_at=received_at.astimezone(dt.UTC).isoformat(timespec="seconds"),
                kind=kind,
                inbox_path=inbox_path,
                file_name=path.name,
                sha256=sha256,
                size_bytes=size,
                inode=stat.st_ino,
                mtime_ns=stat.st_mtime_ns,
            )
            _write_receipt(home, receipt)
            new.append(receipt)
        path.unlink()
    _remove_empty_folders(home)
    return new


def _remove_empty_folders(home: Home) -> None:
    for _, folder in INBOX_KINDS:
        base = home.inbox / folder
        for directory in sorted((p for p in base.rglob("*") if p.is_dir()), reverse=True):
            if not any(directory.iterdir()):
                directory.rmdir()
