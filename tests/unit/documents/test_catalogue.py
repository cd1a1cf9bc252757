"""The catalogue and the readers say the same codes."""

from __future__ import annotations

import re
from pathlib import Path

import ingest.documents
from ingest.documents.catalogue import CATALOGUE, finding

SOURCES = Path(ingest.documents.__file__).parent
_SPOKEN = re.compile(r'(?:finding|Refusal|EngineError)\(\s*"([a-z0-9-]+)"|Unreadable\([^"()]*"([a-z0-9-]+)"')
_QUOTED = re.compile(r'"([a-z0-9-]+)"')


def test_every_code_of_the_readers_is_in_the_catalogue_and_the_other_way_round() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py") if path.name != "catalogue.py"]
    spoken = {code for text in texts for groups in _SPOKEN.findall(text) for code in groups if code}
    assert len(spoken) > 30
    assert spoken - set(CATALOGUE) == set()
    texts.append(
        (SOURCES.parent / "intake" / "common.py").read_text(encoding="utf-8")
    )  # where the bytes are held to their hash
    quoted = {code for text in texts for code in _QUOTED.findall(text)}
    assert set(CATALOGUE) - quoted == set()


def test_every_text_is_filled_from_the_words_it_names() -> None:
    for code, entry in CATALOGUE.items():
        names = set(re.findall(r"\{(\w+)\}", entry.message + entry.fix))
        found = finding(code, **dict.fromkeys(names, "某某"))
        assert "{" not in found.message + found.fix
        assert (found.code, found.severity, found.effect) == (code, entry.severity, entry.effect)
