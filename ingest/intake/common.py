"""What the three readers of a refresh share: the receipts that are due, the batches, and the fingerprint of code and words.

A reading is a pure function of the receipts in their order, the words (`Vocabulary`) and the code. The fingerprint of code
and words is kept beside the raw tables; when it changes, everything is read again from the archive, so that a mended parser
or a new alias also reaches rows that were held back long ago.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from ingest import raw
from ingest.archive import Receipt, receipts
from ingest.documents import office
from ingest.home import Home
from ingest.installation import Installation
from ingest.rows import Row, to_row

READERS: dict[str, frozenset[str]] = {
    "rules": frozenset({"rules"}),
    "task_lists": frozenset({"task_list", "review"}),
    "benchmarks": frozenset({"benchmark"}),
    "filings": frozenset({"progress"}),
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What one step read: files by verdict, and rows by raw table."""

    files: int
    verdicts: dict[str, int]
    rows: dict[str, int]


def fingerprint(installation: Installation) -> str:
    """Identifies the code of `ingest`, the words it is given and what the installation decides: the "parser version" of
    docs/design.md, rule 2.

    A LibreOffice that has come or gone counts too: what was refused without it is read then.
    """
    digest = hashlib.sha256(b"office" if office.program() else b"")
    digest.update(repr((installation.place, installation.city, installation.limits)).encode())
    code = Path(__file__).parent.parent
    for path in sorted([*code.rglob("*.py"), *code.rglob("*.toml"), *code.rglob("*.csv"), *installation.seeds.glob("*.csv")]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def prepare(home: Home, installation: Installation) -> bool:
    """Mend what a crash left and forget readings made with other code or words; True when everything is to be read again."""
    raw.ensure_tables(home.root)
    raw.repair(home.root)
    marker, now = home.raw / "_reading.json", fingerprint(installation)
    before = json.loads(marker.read_text(encoding="utf-8"))["fingerprint"] if marker.exists() else None
    if before == now:
        return False
    for reader in READERS:
        raw.remove_batches(home.root, f"{reader}-")
    temporary = marker.with_suffix(".tmp")
    temporary.write_text(json.dumps({"fingerprint": now}), encoding="utf-8")
    temporary.replace(marker)
    return before is not None


def provenance(receipt: Receipt) -> dict[str, Any]:
    return {"receipt_seq": receipt.seq, "file_sha256": receipt.sha256, "received_as_of": receipt.as_of_date}


def _first_of(everything: Sequence[Receipt]) -> dict[int, int]:
    """The receipt that each repeats, itself where it is none.

    A repeat is the same bytes of the same kind (a list and a filing may be the same bytes in two inboxes), with no rules of
    the home received in between: a file that was sent back for an office nobody knew is read again once the rule is there,
    and rules that others have replaced can be dropped once more.
    """
    first: dict[tuple[str, str, int], int] = {}
    found: dict[int, int] = {}
    rules = 0
    for receipt in everything:
        found[receipt.seq] = first.setdefault((receipt.kind, receipt.sha256, rules), receipt.seq)
        rules += receipt.kind == "rules"
    return found


def sync_received(home: Home) -> int:
    """Bring the raw table `received_files` up to the receipts; returns how many were new."""
    everything = receipts(home)
    first = _first_of(everything)
    written = {row["receipt_seq"] for row in raw.read_table(home.root, "received_files")}
    new = [r for r in everything if r.seq not in written]
    if new:
        rows = [_received_row(receipt, first[receipt.seq]) for receipt in new]
        raw.write_batch(home.root, f"received-{new[0].seq:08d}", {"received_files": rows})
    return len(new)


def _received_row(receipt: Receipt, first_seq: int) -> Row:
    return to_row(
        "received_files",
        receipt,
        **provenance(receipt),
        received_at=dt.datetime.fromisoformat(receipt.received_at),
        is_repeat=first_seq != receipt.seq,
        first_receipt_seq=first_seq,
    )


def unread(home: Home, reader: str, *tables: str) -> list[list[Receipt]]:
    """Receipts that this reader has not read, repeats left out, as one group a night, oldest first.

    What was read has a row in one of its `tables`.
    """
    everything = receipts(home)
    first = _first_of(everything)
    done = {row["receipt_seq"] for table in tables for row in raw.read_table(home.root, table)}
    due = [r for r in everything if r.kind in READERS[reader] and r.seq not in done and first[r.seq] == r.seq]
    return [list(group) for _, group in groupby(due, key=lambda r: r.as_of)]


def write_night(home: Home, reader: str, group: list[Receipt], tables: dict[str, raw.Rows]) -> None:
    raw.write_batch(home.root, f"{reader}-{group[0].seq:08d}", tables)


def with_provenance(receipt: Receipt, tables: dict[str, raw.Rows]) -> dict[str, raw.Rows]:
    own = provenance(receipt)
    return {name: [{**own, **row} for row in rows] for name, rows in tables.items()}


def merge(parts: Iterable[dict[str, raw.Rows]]) -> dict[str, raw.Rows]:
    merged: dict[str, raw.Rows] = {}
    for part in parts:
        for name, rows in part.items():
            merged.setdefault(name, []).extend(rows)
    return merged


def summary(parts: dict[str, raw.Rows], file_table: str) -> Summary:
    verdicts: dict[str, int] = {}
    for row in parts.get(file_table, []):
        verdicts[row["verdict"]] = verdicts.get(row["verdict"], 0) + 1
    return Summary(sum(verdicts.values()), verdicts, {name: len(rows) for name, rows in parts.items()})
