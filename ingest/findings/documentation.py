"""A catalogue as a page for people. Where the page stands is told by whose catalogue it is (`progress/catalogue_docs.py`)."""

from __future__ import annotations

from ingest.findings.catalogue import Catalogue


def as_markdown(head: str, catalogue: Catalogue) -> str:
    """`head` and a table of all codes."""
    lines = ["| code | severity | effect | message | fix |", "|---|---|---|---|---|"]
    for code, entry in catalogue.items():
        texts = (text.replace("|", "\\|").replace("\n", " ") for text in (entry.message, entry.fix))
        lines.append(f"| `{code}` | {entry.severity.value} | {entry.effect.value} | {' | '.join(texts)} |")
    return "\n".join((head, *lines, ""))
