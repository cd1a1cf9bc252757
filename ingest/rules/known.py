"""The rules of a home as they were known on a day: the seeds, and laid over them what the home had received by then."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from ingest.home import Home
from ingest.installation import DEFAULT, Installation
from ingest.rules.overlay import Layers
from ingest.seeds import SeedRow, Seeds
from ingest.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class HomeRule:
    """A row of a file of rules that was taken, and where it came from."""

    received_as_of: dt.date
    receipt_seq: int
    file_name: str
    sheet: str
    row_no: int
    table: str
    cells: SeedRow


class HomeRules:
    """Every rule a home has been given. A file counts for the night that took it and for those after it."""

    def __init__(self, installation: Installation, rules: tuple[HomeRule, ...]) -> None:
        self.installation, self.rules = installation, rules
        self.defaults = Seeds(installation.seeds)
        self._known: dict[int, Seeds] = {}

    @cached_property
    def nights(self) -> tuple[dt.date, ...]:
        """The as-of dates on which rules came, in order."""
        return tuple(sorted({rule.received_as_of for rule in self.rules}))

    def known_on(self, day: dt.date) -> Seeds:
        """The rules known in the night as of `day`, whenever they hold."""
        known = tuple(rule for rule in self.rules if rule.received_as_of <= day)
        if len(known) not in self._known:
            self._known[len(known)] = self._laid(known)
        return self._known[len(known)]

    def at(self, day: dt.date) -> Vocabulary:
        """The vocabulary known on a day and holding on it, of no place yet."""
        known = self.known_on(day)
        seen = replace(known.at(day), home_place=self.installation.place, home_city=self.installation.city)
        # units of measure that the program itself doesn't know are words of its grammar, as those that were taught
        shipped = {row["unit"] for row in self.defaults.rows("measure_units")}
        own = tuple(measure for measure in known.measures() if measure.unit not in shipped)
        return replace(seen, taught_measures=own)

    def rows_with_sources(self, table: str, day: dt.date) -> list[tuple[SeedRow, HomeRule | None]]:
        """The rows of a table known on a day, whenever they hold, each with the row of a file that it came from; None: the
        program's own.
        """
        own = [rule for rule in self.rules if rule.table == table and rule.received_as_of <= day]
        laid = self._layers(own).with_sources(table)
        return [(row, None if source is None else own[source]) for row, source in laid]

    def layers(self) -> Layers:
        """All of the rules as they came, over those of the program."""
        return self._layers(self.rules)

    def _layers(self, rules: Sequence[HomeRule]) -> Layers:
        return Layers(cache(self.defaults.rows)).with_rows((rule.table, rule.cells) for rule in rules)

    def _laid(self, known: tuple[HomeRule, ...]) -> Seeds:
        layers = self._layers(known)
        return self.defaults.with_tables({name: layers(name) for name in layers.said})


def home_rules(home: Path, installation: Installation = DEFAULT, before_seq: int | None = None) -> HomeRules:
    """The rules of a home. `before_seq`: only those that came before a receipt."""
    from ingest import raw  # pyarrow is slow to import
    from ingest.archive import receipts

    rows = raw.read_table(home, "rules")
    names = {receipt.seq: receipt.file_name for receipt in receipts(Home(home))} if rows else {}
    return HomeRules(
        installation,
        tuple(
            HomeRule(
                received_as_of=row["received_as_of"],
                receipt_seq=row["receipt_seq"],
                file_name=names[row["receipt_seq"]],
                sheet=row["sheet"],
                row_no=row["row_no"],
                table=row["table_name"],
                cells=json.loads(row["cells_json"]),
            )
            for row in sorted(rows, key=lambda row: row["receipt_seq"])
            if before_seq is None or row["receipt_seq"] < before_seq
        ),
    )
