"""Outside figures that have come and are not yet read, into the raw tables whose names begin with `benchmark`."""

from __future__ import annotations

from ingest import raw
from ingest.benchmarks.reader import read_benchmarks as read_document_of_figures
from ingest.documents.reader import Use
from ingest.home import Home
from ingest.installation import Installation
from ingest.intake.common import Summary, merge, received_document, summary, unread, with_provenance, write_night
from ingest.rules.known import home_rules
from ingest.taught import taught_words, with_taught
from ingest.vocabulary import Vocabulary


def read_benchmarks(home: Home, installation: Installation) -> Summary:
    rules = home_rules(home.root, installation)
    nights = []
    for group in unread(home, "benchmarks"):
        parts = []
        words = with_taught(rules.at(group[0].as_of_date), taught_words(home.root, group[0].seq))
        vocabulary = _seen_from_home(home, words, group[0].seq)
        for receipt in group:
            document = received_document(home, receipt, installation.limits, Use.FIGURES)
            parts.append(with_provenance(receipt, read_document_of_figures(document, vocabulary).tables()))
        tables = merge(parts)
        write_night(home, "benchmarks", group, tables)
        nights.append(tables)
    return summary(merge(nights), "benchmark_files")


def _seen_from_home(home: Home, words: Vocabulary, before_seq: int) -> Vocabulary:
    """The words as seen from the place of the home's lists; of no place where there is none yet, or more than one."""
    lists = [row for row in raw.read_table(home.root, "task_lists") if row["list_id"] and row["verdict"] != "rejected"]
    places = {(row["area"], row["city"]) for row in lists if row["receipt_seq"] < before_seq}
    return words.of(*places.pop()) if len(places) == 1 else words
