"""The shipped example, read in the order in which it arrives: what becomes of every filing is what its README says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

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


def test_the_filings_are_what_the_script_writes(example: ModuleType, tmp_path: Path) -> None:
    """On the forms of today: a form that asks for another row needs the example written anew."""
    written = {path.relative_to(tmp_path): path.read_bytes() for path, _ in example.write(example.Play(), tmp_path)}
    inbox = EXAMPLE / "inbox"
    kept = {path.relative_to(inbox): path.read_bytes() for path in inbox.glob("*/progress/*")}
    assert sorted(written) == sorted(kept)
    assert [str(path) for path in kept if kept[path] != written[path]] == []


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
