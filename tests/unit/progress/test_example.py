"""The shipped example, read in the order in which it arrives: what becomes of every filing is what its README says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from ingest.progress.filing import JudgedFiling
from ingest.progress.filing_rows import raw_rows
from tests.support.filled_forms import example_module

EXAMPLE = Path(__file__).parents[3] / "examples" / "beita-2023-11"

# night, file, verdict, rows accepted, rows read, findings that are more than information
EXPECTED = (Path(__file__).parent / "example_verdicts.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def example() -> ModuleType:
    module: ModuleType = example_module()
    return module


def test_every_filing_fares_as_described(example: ModuleType) -> None:
    play = example.Play()
    found = []
    for path in sorted((EXAMPLE / "inbox").glob("*/progress/*")):
        filing = play.receive(path)
        codes = sorted({f.code for f in filing.all_findings if f.severity != "info"})
        night = path.parent.parent.name
        found.append(" ".join([night, path.name, filing.verdict, str(len(filing.accepted)), str(filing.rows_read), *codes]))
    assert found == EXPECTED


def _accepted(filing: JudgedFiling) -> set[tuple[str, str]]:
    """(target, area) of every row that counts."""
    return {(row["target_key"], row["area"]) for row in raw_rows(filing)["filing_rows"]}


def test_on_the_forms_of_today_every_filing_fares_the_same(example: ModuleType, tmp_path: Path) -> None:
    """The committed filings stand on older forms, which asked for more rows; every row that is asked for today is in them."""
    before = example.Play()
    asked = {path.name: _accepted(before.receive(path)) for path in sorted((EXAMPLE / "inbox").glob("*/progress/*"))}
    found = []
    for path, filing in example.write(example.Play(), tmp_path):
        codes = sorted({f.code for f in filing.all_findings if f.severity != "info"})
        held = filing.rows_read - len(filing.accepted)
        found.append(
            [path.parent.parent.name, path.name, filing.verdict, "all" if filing.verdict == "rejected" else held, *codes]
        )
        assert _accepted(filing) <= asked[path.name], path.name
    expected = []
    for line in EXPECTED:
        night, name, verdict, accepted, read, *codes = line.split(" ")
        held = "all" if verdict == "rejected" else int(read) - int(accepted)
        expected.append([night, name, verdict, held, *codes])
    assert found == expected


def test_the_example_shows_every_kind_of_target_and_every_way_to_fare(example: ModuleType) -> None:
    play = example.Play()
    units = (*example.TOWNS[:1], "区发改局", "区住建局", "区商务局", "区财政局", "区人社局", "区自然资源局", "区医保局")
    rows = [row for unit in units for row, _ in play.rows(unit, "2023-11")]
    assert {row.kind for row in rows} == {"level", "growth", "ratio", "rank", "relative", "milestone", "qualitative"}
    from invented_figures import profile

    assert min(Counter(profile(row.target_key) for row in rows).values()) > 10


def test_the_outside_figures_are_the_published_ones() -> None:
    arrived = EXAMPLE / "inbox" / "2024-01-27" / "benchmarks" / "published-2023.csv"
    assert arrived.read_bytes() == (EXAMPLE / "published-2023.csv").read_bytes()
