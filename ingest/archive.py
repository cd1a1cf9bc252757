"""The archive: every file ever received, kept once by its sha256, and a receipt for each time one came.

What is read from the archive is held against its hash: a file that has been altered or lost on disk is a fault that is told,
never another content under the old name. How files get here is told in `receiving`; meaning (lists, filings) does not belong
here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from ingest.damage import DamagedFileError
from ingest.home import Home

_FEW = 100
_RESERVE = 256 << 20  # bytes; what a night takes itself. A smaller file is taken as long as it can be written
_HALF = ".tmp"  # of a file that is still being written


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file taken from the inbox. `received_at` is ISO text in UTC, for the log only; `as_of` is what counts.

    `inbox_path` and `file_name` are legible (`names`). `token` is that of the run that took the file: with the inode it says
    which file it was, so that a crash after the receipt doubles nothing.
    """

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
    token: str = ""

    @property
    def as_of_date(self) -> dt.date:
        return dt.date.fromisoformat(self.as_of)


class Damage(StrEnum):
    """What is wrong with an archived file."""

    MISSING = "missing"
    ALTERED = "altered"


_DAMAGED_RECEIPT = """收件登记已损坏，请运行 threekey refresh；仍然出错的，从备份恢复这个文件。
A damaged receipt: run threekey refresh; if that fails, restore the file from a backup."""


def receipt_path(home: Home, seq: int) -> Path:
    return home.receipts / f"{seq:08d}.json"


def read_receipt(path: Path) -> Receipt:
    """Raises DamagedFileError for what is no receipt, FileNotFoundError."""
    try:
        return Receipt(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise DamagedFileError(path, _DAMAGED_RECEIPT) from error


def receipts(home: Home) -> list[Receipt]:
    """Every receipt of the home, in order. Raises DamagedFileError."""
    return [read_receipt(path) for path in sorted(home.receipts.glob("*.json"))]


def write_receipts(home: Home, new: Sequence[Receipt]) -> None:
    """Write receipts once the disk has what they are for; returns when it has them, too. A crash leaves the first of them, or
    none."""
    halves = [receipt_path(home, receipt.seq).with_suffix(_HALF) for receipt in new]
    for path, receipt in zip(halves, new, strict=True):
        path.write_text(json.dumps(asdict(receipt), ensure_ascii=False, indent=1), encoding="utf-8")
    kept = {home.archived(receipt.sha256) for receipt in new}
    to_disk([*halves, *kept, *{path.parent for path in kept}, home.archive])
    for path in halves:
        path.replace(path.with_suffix(".json"))
    to_disk([home.receipts] if new else [])


def to_disk(paths: Sequence[Path]) -> None:
    """Return when the disk has these files and folders. Of many, everything is written out at once: one by one, a thousand take
    10 s."""
    if len(paths) > _FEW:
        os.sync()
        return
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def has_room(home: Home, size: int) -> bool:
    """Whether a file of that size can be archived and the night still has room to work."""
    free = shutil.disk_usage(home.archive).free
    return size <= free - _RESERVE if size > _RESERVE else True


def write_copy(home: Home, content: Iterable[bytes]) -> tuple[Path, str, int]:
    """Write a file of the archive that has no name yet; returns it with the sha256 and size of what was written."""
    home.archive.mkdir(parents=True, exist_ok=True)
    copy = home.archive / f".{os.getpid()}{_HALF}"
    digest, size = hashlib.sha256(), 0
    with copy.open("wb") as target:
        for chunk in content:
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return copy, digest.hexdigest(), size


def keep(home: Home, copy: Path, sha256: str) -> None:
    """Give a copy its place. What is there already stays, unless it has been damaged: then the new copy takes its place."""
    target = home.archived(sha256)
    if target.is_file() and sha256_of(target) == sha256:
        copy.unlink()
        return
    target.parent.mkdir(exist_ok=True)
    copy.chmod(0o444)
    copy.replace(target)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fault(home: Home, sha256: str) -> Damage | None:
    """What is wrong with an archived file; None where it is what was received."""
    try:
        return None if sha256_of(home.archived(sha256)) == sha256 else Damage.ALTERED
    except OSError:
        return Damage.MISSING


def faults(home: Home, of: Iterable[Receipt]) -> Iterator[tuple[Receipt, Damage]]:
    """Receipts whose file is damaged, each file read once."""
    known: dict[str, Damage | None] = {}
    for receipt in of:
        if receipt.sha256 not in known:
            known[receipt.sha256] = fault(home, receipt.sha256)
        if (found := known[receipt.sha256]) is not None:
            yield receipt, found


def remove_halves(home: Home) -> int:
    """Remove what a run that died had begun to write; returns how much. Only for whoever has the home's turn."""
    halves = [
        *home.archive.glob(f"*{_HALF}"),
        *home.receipts.glob(f"*{_HALF}"),
        *home.shipped_rules.glob(f"*{_HALF}"),
        *home.quarantine.glob(f"*{_HALF}"),
    ]
    for half in halves:
        half.unlink()
    return len(halves)
