"""What a refresh mends before it reads: receipts and raw tables that are not as they were written.

Nothing is asked of anybody: what is damaged is made again, with the same content, and said. Only what the archive itself has
lost cannot be made again; `original-damaged` says so of each file.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest import archive, ledger, raw
from ingest.archive import Receipt, receipts
from ingest.damage import DamagedFileError
from ingest.home import Home
from ingest.installation import Installation
from ingest.intake import reading_mark
from ingest.intake.common import EARLIER_DAMAGED, FINDINGS, ORIGINAL_DAMAGED, OUTCOMES, READERS, due, fingerprint
from ingest.ledger import Differing
from ingest.quarantine import quarantined
from ingest.rows import Row


@dataclass(frozen=True, slots=True)
class Prepared:
    """Why everything is read again, if it is: `differing` from the ledger, `has_gap` where a whole batch was gone, `is_healed`
    where files of the archive are whole again; else code, words, settings or the files that are set aside are others."""

    read_again: bool = False
    differing: tuple[Differing, ...] = ()
    has_gap: bool = False
    is_healed: bool = False


def mend_receipts(home: Home) -> tuple[Path, ...]:
    """Write receipts that are gone or damaged anew from the raw table of received files; returns their paths.

    Raises DamagedFileError for one that is damaged and not in the table.
    """
    differing = {one.path for one in ledger.differences(home.root)}
    rows = raw.read_table(home.root, "received_files", without=differing) if home.raw.is_dir() else []
    mended = []
    for row in rows:
        path = archive.receipt_path(home, row["receipt_seq"])
        try:
            known = archive.read_receipt(path)
        except (FileNotFoundError, DamagedFileError):
            known = None
        wanted = receipt_of(row, known)
        if known != wanted:
            home.receipts.mkdir(parents=True, exist_ok=True)
            temporary = path.with_suffix(".tmp")
            temporary.write_text(json.dumps(asdict(wanted), ensure_ascii=False, indent=1), encoding="utf-8")
            temporary.replace(path)
            mended.append(path)
    receipts(home)
    return tuple(mended)


def receipt_of(row: Row, known: Receipt | None) -> Receipt:
    """What the table says of a receipt; what it does not know is taken from the receipt itself."""
    return Receipt(
        seq=row["receipt_seq"],
        as_of=row["received_as_of"].isoformat(),
        received_at=row["received_at"].isoformat(timespec="seconds"),
        kind=row["kind"],
        inbox_path=row["inbox_path"],
        file_name=row["file_name"],
        sha256=row["file_sha256"],
        size_bytes=row["size_bytes"],
        inode=known.inode if known else 0,
        mtime_ns=known.mtime_ns if known else 0,
        token=known.token if known else "",
    )


def prepare(home: Home, installation: Installation) -> Prepared:
    """Remove what a crash left, and forget readings that were made with other code or words, or that are not as they were
    written."""
    raw.ensure_tables(home.root)
    raw.repair(home.root)
    for half in home.returned.glob("*/.*.tmp"):
        half.unlink()
    now = reading_mark.ReadWith(fingerprint(installation), frozenset(quarantined(home)))
    before = reading_mark.read(home)
    if before == now:
        differing = tuple(ledger.differences(home.root))
        prepared = Prepared(
            differing=differing,
            has_gap=not differing and _has_gap(home),
            is_healed=not differing and _is_healed(home),
        )
        if not (differing or prepared.has_gap or prepared.is_healed):
            return prepared
        forget(home)
        return Prepared(True, differing, prepared.has_gap, prepared.is_healed)
    forget(home)
    reading_mark.write(home, now)
    return Prepared(read_again=before is not None)


def forget(home: Home) -> None:
    """Take away everything that was read, and what no batch has written: the next steps write it again."""
    raw.remove_batches(home.root, "")


def _has_gap(home: Home) -> bool:
    """Whether a file is not read though later ones of its reader are: a whole batch is gone, entry and all."""
    everything = receipts(home)
    written = {row["receipt_seq"] for row in raw.read_table(home.root, "received_files")}
    if any(receipt.seq not in written for receipt in everything if receipt.seq < max(written, default=0)):
        return True
    aside = quarantined(home)
    for reader, tables in OUTCOMES.items():
        done = {row["receipt_seq"] for table in tables for row in raw.read_table(home.root, table)}
        if any(receipt.seq < max(done, default=0) for receipt in due(everything, reader, done, aside)):
            return True
    return False


def _is_healed(home: Home) -> bool:
    """Whether what could not be read, because the archive was damaged, can be read now."""
    rows = [row for table in FINDINGS for row in raw.read_table(home.root, table)]
    if any(row["code"] == ORIGINAL_DAMAGED and archive.fault(home, row["file_sha256"]) is None for row in rows):
        return True
    if not any(row["code"] == EARLIER_DAMAGED for row in rows):
        return False
    return not any(archive.faults(home, (receipt for receipt in receipts(home) if receipt.kind in READERS["task_lists"])))
