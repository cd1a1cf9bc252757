"""Outside figures that have come and are not yet read, into the raw tables whose names begin with `benchmark`."""

from __future__ import annotations

from pathlib import Path

from ingest.benchmarks.reader import read_benchmarks as read_document_of_figures
from ingest.documents.reader import read_document
from ingest.home import Home
from ingest.intake.common import Summary, merge, summary, unread, with_provenance, write_night
from ingest.vocabulary import load_vocabulary


def read_benchmarks(home: Home, seeds: Path) -> Summary:
    vocabulary = load_vocabulary(seeds)
    nights = []
    for group in unread(home, "benchmarks", "benchmark_files"):
        parts = []
        for receipt in group:
            document = read_document(home.archived(receipt.sha256), name=receipt.file_name)
            parts.append(with_provenance(receipt, read_document_of_figures(document, vocabulary).tables()))
        tables = merge(parts)
        write_night(home, "benchmarks", group, tables)
        nights.append(tables)
    return summary(merge(nights), "benchmark_files")
