"""The catalogue and the readers say the same codes."""

from __future__ import annotations

import re
from pathlib import Path

import ingest.documents
from ingest.documents.catalogue import CATALOGUE, finding

SOURCES = Path(ingest.documents.__file__).parent
_SPOKEN = re.compile(
    r'"((?:file|entity|encoding|quote|content|table|tracked|notes|picture|text|number|embedded|blank|cells|sheet|formula|date|line)-[a-z0-9-]+)"'
)


def test_every_code_of_the_readers_is_in_the_catalogue_and_the_other_way_round() -> None:
    spoken: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        if path.name != "catalogue.py":
            spoken.update(_SPOKEN.findall(path.read_text(encoding="utf-8")))
    assert spoken == set(CATALOGUE)


def test_every_text_is_filled_from_the_words_it_names() -> None:
    for code, entry in CATALOGUE.items():
        names = set(re.findall(r"\{(\w+)\}", entry.message + entry.fix))
        found = finding(code, **dict.fromkeys(names, "某某"))
        assert "{" not in found.message + found.fix
        assert (found.code, found.severity, found.effect) == (code, entry.severity, entry.effect)
