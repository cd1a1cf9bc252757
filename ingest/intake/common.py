"""What the readers of a refresh share: the receipts that are due, their files, the batches, the fingerprint of code and words.

A reading is a pure function of the receipts in their order, the words (`Vocabulary`) and the code. The fingerprint of code
and words is kept beside the raw tables; when it changes, everything is read again from the archive, so that a mended parser
or a new alias also reaches rows that were held back long ago.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Container as ContainerOf
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from ingest import archive, raw
from ingest.archive import Receipt, receipts
from ingest.documents import office
from ingest.documents.catalogue import finding
from ingest.documents.containers import Container, Use
from ingest.documents.door import read_bytes, read_document
from ingest.documents.grid import Document
from ingest.documents.limits import Limits
from ingest.home import Home
from ingest.installation import Installation
from ingest.intake import reading_mark
from ingest.intake.set_aside import outcome
from ingest.quarantine import Quarantined, quarantined, reading
from ingest.rows import Row, to_row

READERS: dict[str, frozenset[str]] = {
    "rules": frozenset({"rules"}),
    "task_lists": frozenset({"task_list", "review"}),
    "benchmarks": frozenset({"benchmark"}),
    "filings": frozenset({"progress"}),
}


# the tables in which whatever a reader has read has a row
OUTCOMES: dict[str, tuple[str, ...]] = {
    "rules": ("rule_files",),
    "task_lists": ("task_lists", "taught_words"),
    "benchmarks": ("benchmark_files",),
    "filings": ("filings",),
}
# the tables of what readers have found
FINDINGS = ("rule_findings", "task_list_findings", "benchmark_findings", "filing_findings")
# findings of what the archive no longer has as it was received: the file itself, or one that is needed to read it
ORIGINAL_DAMAGED, EARLIER_DAMAGED = "original-damaged", "earlier-file-damaged"


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


def provenance(receipt: Receipt) -> dict[str, Any]:
    return {"receipt_seq": receipt.seq, "file_sha256": receipt.sha256, "received_as_of": receipt.as_of_date}


def _first_of(everything: Sequence[Receipt], aside: ContainerOf[int]) -> dict[int, int]:
    """The receipt that each repeats, itself where it is none.

    A repeat is the same bytes of the same kind (a list and a filing may be the same bytes in two inboxes), with no rules of
    the home received in between: a file that was sent back for an office nobody knew is read again once the rule is there,
    and rules that others have replaced can be dropped once more. Nothing repeats a file that is set aside: one that is sent
    again is tried again.
    """
    first: dict[tuple[str, str, int], int] = {}
    found: dict[int, int] = {}
    rules = 0
    for receipt in everything:
        key = (receipt.kind, receipt.sha256, rules)
        found[receipt.seq] = first.get(key, receipt.seq) if receipt.seq in aside else first.setdefault(key, receipt.seq)
        rules += receipt.kind == "rules"
    return found


def sync_received(home: Home) -> int:
    """Bring the raw table `received_files` up to the receipts; returns how many were new."""
    everything = receipts(home)
    first = _first_of(everything, quarantined(home))
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


def due(everything: Sequence[Receipt], reader: str, done: ContainerOf[int], aside: ContainerOf[int]) -> list[Receipt]:
    """Receipts that a reader has still to read, repeats left out; `done` are the numbers of those that it has read, `aside` of
    those that are set aside."""
    first = _first_of(everything, aside)
    return [r for r in everything if r.kind in READERS[reader] and r.seq not in done and first[r.seq] == r.seq]


def unread(home: Home, reader: str) -> list[list[Receipt]]:
    """Receipts that this reader has not read, repeats left out, as one group a night, oldest first."""
    done = {row["receipt_seq"] for table in OUTCOMES[reader] for row in raw.read_table(home.root, table)}
    waiting = due(receipts(home), reader, done, quarantined(home))
    return [list(group) for _, group in groupby(waiting, key=lambda r: r.as_of)]


def received_document(home: Home, receipt: Receipt, limits: Limits, use: Use = Use.LIST) -> Document:
    """What was received, read from the archive. A file that is no longer what was received is not read: the document is empty
    then, with the finding ORIGINAL_DAMAGED."""
    path = home.archived(receipt.sha256)
    if receipt.size_bytes > limits.file_bytes and archive.fault(home, receipt.sha256) is None:
        return read_document(path, name=receipt.file_name, limits=limits, use=use)
    try:
        data = path.read_bytes() if path.stat().st_size == receipt.size_bytes else b""
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != receipt.sha256:
        return Document(Container.UNKNOWN, findings=(finding(ORIGINAL_DAMAGED),))
    return read_bytes(data, receipt.file_name, limits, use)


def is_damaged(document: Document) -> bool:
    """Whether the archive no longer has what was received."""
    return any(one.code == ORIGINAL_DAMAGED for one in document.findings)


class ReadFiles:
    """The files of a home as one step reads them: those that are set aside have their outcome and are not read."""

    def __init__(self, home: Home) -> None:
        self.aside: dict[int, Quarantined] = quarantined(home)

    def read(self, receipt: Receipt, read: Callable[[Receipt], dict[str, raw.Rows]]) -> dict[str, raw.Rows]:
        """The rows of a file, with their provenance. Raises ReadingCrashedError where the program fails over it."""
        entry = self.aside.get(receipt.seq)
        if entry is not None:
            return with_provenance(receipt, outcome(entry))
        with reading(receipt.seq):
            tables = with_provenance(receipt, read(receipt))
            raw.check(tables)
        return tables


def write_night(home: Home, reader: str, group: list[Receipt], tables: dict[str, raw.Rows]) -> None:
    raw.write_batch(home.root, f"{reader}-{group[0].seq:08d}", tables)
    # a file that was set aside while this night was read is left out of it: to take it back, it is read again
    reading_mark.leave_out(home, quarantined(home))


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
