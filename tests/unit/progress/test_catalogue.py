"""The catalogue is complete, documented and polite."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from ingest.findings import Effect, Severity
from ingest.progress.catalogue import CATALOGUE, finding
from ingest.progress.catalogue_docs import page

ROOT = Path(__file__).parents[3]


def _codes_used() -> set[str]:
    """Every text constant of the package that is a code of the catalogue."""
    used = set()
    for path in (ROOT / "ingest" / "progress").rglob("*.py"):
        if path.name != "catalogue.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and node.value in CATALOGUE:
                    used.add(str(node.value))
    return used


def test_no_code_is_never_said() -> None:
    assert set(CATALOGUE) - _codes_used() == set()


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_entry_says_what_and_how(code: str) -> None:
    entry = CATALOGUE[code]
    assert entry.message
    if entry.severity is not Severity.INFO:
        assert entry.fix
    if entry.effect is not Effect.NONE:
        assert entry.severity is Severity.ERROR
    names = {name for text in (entry.message, entry.fix) for _, name, _, _ in string.Formatter().parse(text) if name}
    said = finding(code, **dict.fromkeys(names, "某"))
    assert "{" not in said.message + said.fix


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_no_entry_takes_its_reader_for_one_of_a_district(code: str) -> None:
    """The same texts go to counties and cities: 政府办, 本地, never 区政府办 or 本区."""
    entry = CATALOGUE[code]
    assert re.search("[本全][区县]|[区县]政府|[区县]委", entry.message + entry.fix) is None


def test_the_documentation_is_the_catalogue() -> None:
    path = ROOT / "docs" / "findings.md"
    assert path.read_text(encoding="utf-8") == page(), "run: python -m ingest.progress.catalogue_docs"
