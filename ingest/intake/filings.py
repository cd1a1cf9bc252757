"""Progress filings that have come and are not yet read → the raw tables of filings, and the copies that go back.

Filings are read in the order of their receipt, each against the lists and the accepted rows known just before it, so that
reading everything again from the archive gives what the first reading gave.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Self

from ingest import raw
from ingest.archive import Receipt
from ingest.documents.containers import Use
from ingest.documents.door import prepare
from ingest.documents.grid import Document
from ingest.documents.limits import Limits
from ingest.home import Home
from ingest.installation import Installation
from ingest.intake.common import ReadFiles, Summary, is_damaged, merge, received_document, summary, unread, write_night
from ingest.progress.filing import JudgedFiling
from ingest.progress.filing_rows import raw_rows
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.loader import load_context, with_filing
from ingest.progress.reader import read_filing
from ingest.progress.returned.sandboxed import write_return_copy
from ingest.quarantine import never_crashing
from ingest.rules.known import home_rules
from ingest.taught import taught_words, with_taught


@never_crashing
def read_filings(home: Home, installation: Installation) -> Summary:
    rules = home_rules(home.root, installation)
    files, nights = ReadFiles(home), []
    for group in unread(home, "filings"):
        prepare()
        words = with_taught(rules.at(group[0].as_of_date), taught_words(home.root, group[0].seq))
        context = load_context(home.root, words, before_seq=group[0].seq, known_on=group[0].as_of_date)
        parts = []
        with ReadAhead(home, installation.limits, (one for one in group if one.seq not in files.aside)) as documents:
            for receipt in group:
                rows = files.read(receipt, partial(_read_rows, home, context, documents))
                context = with_filing(context, rows["filings"], rows.get("filing_rows", []))
                parts.append(rows)
        tables = merge(parts)
        write_night(home, "filings", group, tables)
        nights.append(tables)
    return summary(merge(nights), "filings")


class ReadAhead:
    """The documents of receipts in their order: while one is judged here, the next is read in the sandbox."""

    def __init__(self, home: Home, limits: Limits, receipts: Iterable[Receipt]) -> None:
        self._home, self._limits, self._receipts = home, limits, iter(receipts)
        self._reader = ThreadPoolExecutor(max_workers=1)
        self._next = self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.shutdown(cancel_futures=True)

    def _begin(self) -> Future[Document] | None:
        receipt = next(self._receipts, None)
        if receipt is None:
            return None
        return self._reader.submit(received_document, self._home, receipt, self._limits, Use.FIGURES)

    def document(self) -> Document:
        """The next document. Raises what `received_document` raises, and IndexError after the last."""
        this = self._next
        if this is None:
            raise IndexError("no receipt is left")
        try:
            return this.result()
        finally:
            # after it, whatever came of it: one is read while one is judged, and none is given for another
            self._next = self._begin()


def _read_rows(home: Home, context: Context, documents: ReadAhead, receipt: Receipt) -> dict[str, raw.Rows]:
    return raw_rows(_read(home, receipt, context, documents.document()))


def _read(home: Home, receipt: Receipt, context: Context, document: Document) -> JudgedFiling:
    filing = read_filing(document, name=receipt.file_name, sha256=receipt.sha256, context=context)
    if filing.verdict != "accepted" and not is_damaged(document):
        original = home.archived(receipt.sha256)
        write_return_copy(original, document, receipt.file_name, filing, home.returned_to(filing.unit))
    return filing
