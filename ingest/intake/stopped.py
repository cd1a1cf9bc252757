"""The files of the last night over which a reader was stopped (`documents/door.py`): the operator is told, too."""

from __future__ import annotations

from pathlib import Path

from ingest import raw
from ingest.archive import receipts
from ingest.documents.door import STOPPED
from ingest.home import Home
from ingest.intake.common import FINDINGS


def stopped_files(home: Home) -> tuple[str, ...]:
    """Each file of the last night that was received, by its name, with what is said of it. Raises DamagedFileError."""
    everything = receipts(home)
    night = [receipt for receipt in everything if receipt.as_of == everything[-1].as_of]
    names = {receipt.seq: receipt.file_name for receipt in night}
    codes = set(STOPPED.values())
    found = {
        row["receipt_seq"]: row["message"]
        for table in FINDINGS
        for row in raw.read_table(home.root, table, without=_before(home, table, min(names, default=0)))
        if row["code"] in codes and row["receipt_seq"] in names
    }
    return tuple(f"{names[seq]}（{message}）" for seq, message in sorted(found.items()))


def _before(home: Home, table: str, first_seq: int) -> frozenset[Path]:
    """The files of a table that hold earlier nights only: batches are named by the first receipt in them."""
    paths = raw.table_dir(home.root, table).glob("*-[0-9]*.parquet")
    return frozenset(path for path in paths if int(path.stem.rpartition("-")[2]) < first_seq)
