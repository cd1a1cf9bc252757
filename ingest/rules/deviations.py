"""In what the rules of a home say something else than those that the program comes with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ingest.rules.known import HomeRule, HomeRules
from ingest.rules.overlay import identity
from ingest.rules.tables import RULE_TABLES
from ingest.seeds import SeedRow


@dataclass(frozen=True, slots=True)
class Deviation:
    """A row of the home that the program hasn't so, with the row of the program that is the same (None: it has none), or,
    where `row` is None, one of the program that the home has taken away. `source`: the file's row that says so.
    """

    row: SeedRow | None
    shipped: SeedRow | None
    source: HomeRule | None

    @property
    def columns(self) -> tuple[str, ...]:
        """In which columns the two rows differ; () where there is only one."""
        if self.row is None or self.shipped is None:
            return ()
        return tuple(name for name, value in self.row.items() if value != self.shipped[name])


def deviations(rules: HomeRules, name: str, day: dt.date) -> list[Deviation]:
    """The rows of a table, as they are known on a day and whenever they hold, that are not as the program has them."""
    table = RULE_TABLES[name]
    shipped = {identity(table, row): row for row in rules.defaults.rows(name)}
    there = rules.rows_with_sources(name, day)
    own = {identity(table, row) for row, _ in there}
    differing = [Deviation(row, shipped.get(identity(table, row)), source) for row, source in there]
    return [
        *(one for one in differing if one.row != one.shipped),
        *(Deviation(None, row, None) for key, row in shipped.items() if key not in own),
    ]
