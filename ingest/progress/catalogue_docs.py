"""docs/findings.md from the catalogue. `python -m ingest.progress.catalogue_docs` writes it; a test compares it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ingest.progress.catalogue import CATALOGUE, Entry

_PATH = Path(__file__).resolve().parents[2] / "docs" / "findings.md"
_HEAD = """# Findings of a filing

Every code that `threekey check` and the nightly refresh can say about a progress file. Codes are stable. `effect` is what
a finding does: `file` rejects the file, `row` holds back the row, `none` lets the data pass. Generated from
`ingest/progress/catalogue.py`; words in braces are filled in. What can be wrong with the file as a container (encrypted,
truncated, of another type …) is said by `ingest/documents/catalogue.py` in the same shape.
"""


def _table(entries: Iterable[tuple[str, Entry]]) -> str:
    lines = ["| code | severity | effect | message | fix |", "|---|---|---|---|---|"]
    for code, entry in entries:
        texts = (text.replace("|", "\\|").replace("\n", " ") for text in (entry.message, entry.fix))
        lines.append(f"| `{code}` | {entry.severity.value} | {entry.effect.value} | {' | '.join(texts)} |")
    return "\n".join(lines)


def as_markdown() -> str:
    return "\n".join((_HEAD, _table(CATALOGUE.items()), ""))


def main() -> None:
    _PATH.parent.mkdir(exist_ok=True)
    _PATH.write_text(as_markdown(), encoding="utf-8")


if __name__ == "__main__":
    main()
