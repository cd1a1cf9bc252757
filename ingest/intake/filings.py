"""Progress filings that have come and are not yet read → the raw tables of filings, and the copies that go back.

Filings are read in the order of their receipt, each against the lists and the accepted rows known just before it, so that
reading everything again from the archive gives what the first reading gave.
"""

from __future__ import annotations

from functools import partial

from ingest import raw
from ingest.archive import Receipt
from ingest.documents.containers import Use
from ingest.documents.door import prepare
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
        for receipt in group:
            rows = files.read(receipt, partial(_read_rows, home, context, installation.limits))
            context = with_filing(context, rows["filings"], rows.get("filing_rows", []))
            parts.append(rows)
        tables = merge(parts)
        write_night(home, "filings", group, tables)
        nights.append(tables)
    return summary(merge(nights), "filings")


def _read_rows(home: Home, context: Context, limits: Limits, receipt: Receipt) -> dict[str, raw.Rows]:
    return raw_rows(_read(home, receipt, context, limits))


def _read(home: Home, receipt: Receipt, context: Context, limits: Limits) -> JudgedFiling:
    document = received_document(home, receipt, limits, Use.FIGURES)
    filing = read_filing(document, name=receipt.file_name, sha256=receipt.sha256, context=context)
    if filing.verdict != "accepted" and not is_damaged(document):
        original = home.archived(receipt.sha256)
        write_return_copy(original, document, receipt.file_name, filing, home.returned_to(filing.unit))
    return filing
