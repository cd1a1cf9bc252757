"""Tables of rules as CSV files: for dbt, which loads them over its seeds, and for people, who edit them and drop them again."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable
from pathlib import Path

from ingest.rules.tables import RULE_TABLES
from ingest.seeds import Seeds


def write_tables(rules: Seeds, names: Iterable[str], folder: Path, *, for_people: bool = False) -> list[Path]:
    """Write each table under its own name. `for_people`: with the mark by which a spreadsheet program knows UTF-8."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names:
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig" if for_people else "utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, RULE_TABLES[name].columns, lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rules.rows(name))
        written.append(path)
    return written


def write_changed(rules: Seeds, folder: Path) -> list[Path]:
    """Write the tables that a home has changed, and no others: `folder` holds nothing else afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    return write_tables(rules, sorted(rules.laid_over), folder)
