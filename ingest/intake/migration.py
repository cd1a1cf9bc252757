"""From the format of an older home to today's, one step a format; a home is brought up to date before anything else touches it.

A step looks at a home and says what is to be changed (`Write`, `Remove`), in an order in which each change alone does no harm.
It changes nothing itself: what a kill has left undone is what the same step says the next time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest import archive, home_format, ledger, raw
from ingest.damage import DamagedFileError
from ingest.home import INBOX_KINDS, Home
from ingest.intake.repair import receipt_of
from ingest.schema import TABLES


@dataclass(frozen=True, slots=True)
class Write:
    """A file is to have this text."""

    path: Path
    text: str

    def apply(self) -> None:
        """Write the file whole, safe on disk before anything that follows."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.path.with_suffix(".tmp")
        temporary.write_text(self.text, encoding="utf-8")
        archive.to_disk([temporary])
        temporary.replace(self.path)
        archive.to_disk([self.path.parent])


@dataclass(frozen=True, slots=True)
class Remove:
    """A file is to be gone."""

    path: Path

    def apply(self) -> None:
        self.path.unlink(missing_ok=True)


Change = Write | Remove
Step = Callable[[Home], Iterator[Change]]


@dataclass(frozen=True, slots=True)
class Migrated:
    """A home was brought from one format to another."""

    since: int
    to: int


def migrate(home: Home) -> Migrated | None:
    """Bring a home to today's format; None where it has that. Only for whoever has the home's turn.

    Raises NewerHomeError, DamagedFileError.
    """
    since = home_format.format_of(home)
    if since == home_format.FORMAT:
        return None
    for number, step in enumerate(STEPS[since:], start=since + 1):
        for change in step(home):
            change.apply()
        home_format.say(home, number)
    return Migrated(since, home_format.FORMAT)


def to_format_1(home: Home) -> Iterator[Change]:
    """From homes whose raw tables had no ledger and whose files were received where they lay.

    Receipts that are gone or damaged are written again while the old tables still know them; files of the inbox that have a
    receipt, left by a run that died between the two, are deleted as that program would have; then go the raw tables that no
    ledger vouches for, their entries first, and the next refresh reads them again from the archive.
    """
    yield from _receipts(home)
    yield from _received_already(home)
    vouched = {marker.stem: written for marker, written in ledger.entries(home.root) if written is not None}
    for marker, written in ledger.entries(home.root):
        if written is None:
            yield Remove(marker)
    for table in TABLES:
        for path in sorted(raw.table_dir(home.root, table).glob("*.parquet")):
            if path.stem != ledger.SCHEMA_FILE and table not in vouched.get(path.stem, {}):
                yield Remove(path)


def _receipts(home: Home) -> Iterator[Change]:
    for path in sorted(raw.table_dir(home.root, "received_files").glob("*.parquet")):
        try:
            rows = raw.read_file(path, "received_files")
        except DamagedFileError:
            continue
        for row in rows:
            receipt = archive.receipt_path(home, row["receipt_seq"])
            try:
                archive.read_receipt(receipt)
            except (FileNotFoundError, DamagedFileError):
                yield Write(receipt, json.dumps(asdict(receipt_of(row, None)), ensure_ascii=False, indent=1))


def _received_already(home: Home) -> Iterator[Change]:
    folders = dict(INBOX_KINDS)
    for path in sorted(home.receipts.glob("*.json")):
        try:
            receipt = archive.read_receipt(path)
        except DamagedFileError:
            continue
        waiting = home.inbox / folders[receipt.kind] / receipt.inbox_path
        if receipt.token or waiting.is_symlink() or not waiting.is_file():
            continue
        seen = waiting.stat()
        is_it = (seen.st_ino, seen.st_mtime_ns) == (receipt.inode, receipt.mtime_ns)
        if is_it and archive.sha256_of(waiting) == receipt.sha256:
            yield Remove(waiting)


# the first leads from what is unsaid to format 1
STEPS: tuple[Step, ...] = (to_format_1,)
