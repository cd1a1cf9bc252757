"""Outside figures that have come and are not yet read, into the raw tables whose names begin with `benchmark`."""

from __future__ import annotations

from ingest import raw
from ingest.archive import Receipt
from ingest.benchmarks.reader import read_benchmarks as read_document_of_figures
from ingest.documents.containers import Use
from ingest.home import Home
from ingest.installation import Installation
from ingest.intake.common import ReadFiles, Summary, merge, received_document, summary, unread, write_night
from ingest.quarantine import never_crashing
from ingest.rules.known import home_rules
from ingest.schema import NOT_TAKEN
from ingest.taught import taught_words, with_taught
from ingest.vocabulary import Vocabulary


@never_crashing
def read_benchmarks(home: Home, installation: Installation) -> Summary:
    rules = home_rules(home.root, installation)
    files, nights = ReadFiles(home), []
    for group in unread(home, "benchmarks"):
        words = with_taught(rules.at(group[0].as_of_date), taught_words(home.root, group[0].seq))
        vocabulary = _seen_from_home(home, words, group[0].seq)

        def read(receipt: Receipt, vocabulary: Vocabulary = vocabulary) -> dict[str, raw.Rows]:
            document = received_document(home, receipt, installation.limits, Use.FIGURES)
            return read_document_of_figures(document, vocabulary).tables()

        tables = merge(files.read(receipt, read) for receipt in group)
        write_night(home, "benchmarks", group, tables)
        nights.append(tables)
    return summary(merge(nights), "benchmark_files")


def _seen_from_home(home: Home, words: Vocabulary, before_seq: int) -> Vocabulary:
    """The words as seen from the place of the home's lists; of no place where there is none yet, or more than one."""
    lists = [row for row in raw.read_table(home.root, "task_lists") if row["list_id"] and row["verdict"] not in NOT_TAKEN]
    places = {(row["area"], row["city"]) for row in lists if row["receipt_seq"] < before_seq}
    return words.of(*places.pop()) if len(places) == 1 else words
