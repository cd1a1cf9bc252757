"""Files of rules that have come and are not yet read, into the raw tables `rule_files`, `rules` and `rule_findings`.

Each is read against the rules known just before it. What is read from then on goes by them; what was read before stays as it
was, so that a past night can be replayed. What of a file nobody had changed is told by the rules that the program came with
when it came (`shipped`), whichever version reads it now.
"""

from __future__ import annotations

from ingest import raw
from ingest.archive import Receipt
from ingest.documents.containers import Use
from ingest.documents.limits import Limits
from ingest.home import Home
from ingest.installation import Installation
from ingest.intake.common import ReadFiles, Summary, merge, received_document, summary, unread, write_night
from ingest.quarantine import never_crashing
from ingest.rules.known import home_rules
from ingest.rules.overlay import Layers
from ingest.rules.reader import RuleReading, read_rules, said, table_of
from ingest.rules.shipped import shipped_when
from ingest.rules.tables import RULE_TABLES
from ingest.seeds import Seeds


@never_crashing
def read_rule_files(home: Home, installation: Installation) -> Summary:
    files, nights = ReadFiles(home), []
    for group in unread(home, "rules"):
        night = _Night(home, installation, home_rules(home.root, installation, group[0].seq).layers())
        # files of one night may speak of each other's rows: what is spoken of is read first
        tables = merge(files.read(receipt, night.read) for receipt in sorted(group, key=_depth))
        write_night(home, "rules", group, tables)
        nights.append(tables)
    return summary(merge(nights), "rule_files")


class _Night:
    """The files of one night: each is read against what was known before it."""

    def __init__(self, home: Home, installation: Installation, known: Layers) -> None:
        self.home, self.installation, self.known = home, installation, known

    def read(self, receipt: Receipt) -> dict[str, raw.Rows]:
        then = _then(self.home, receipt, self.known, Seeds(self.installation.seeds))
        reading = _read(self.home, receipt, self.known, then, self.installation.limits)
        self.known = self.known.with_rows(said(reading.rules))
        return reading.tables()


def _depth(receipt: Receipt) -> int:
    """How many tables the one that a file is called after stands upon; a workbook of several comes before all."""
    table = table_of(receipt.file_name)
    return table.depth if table is not None else -1


def _then(home: Home, receipt: Receipt, known: Layers, now: Seeds) -> Layers:
    """The rules that were in force when a file came: those of the home over what the program came with at that time."""
    shipped = shipped_when(home, receipt.seq, now)
    if all(shipped(name) == known.base(name) for name in RULE_TABLES):
        return known
    return Layers(shipped, known.said)


def _read(home: Home, receipt: Receipt, known: Layers, then: Layers, limits: Limits) -> RuleReading:
    document = received_document(home, receipt, limits, Use.FIGURES)
    return read_rules(document, receipt.file_name, known, then)
