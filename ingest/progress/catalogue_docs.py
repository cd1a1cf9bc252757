"""docs/findings.md from the catalogue. `python -m ingest.progress.catalogue_docs` writes it; a test compares it."""

from __future__ import annotations

from pathlib import Path

from ingest.findings.documentation import as_markdown
from ingest.progress.catalogue import CATALOGUE

_PATH = Path(__file__).resolve().parents[2] / "docs" / "findings.md"
_HEAD = """# Findings of a filing

Every code that `threekey check` and the nightly refresh can say about a progress file. Codes are stable. `effect` is what
a finding does: `file` rejects the file, `row` holds back the row, `none` lets the data pass. Generated from
`ingest/progress/catalogue.py`; words in braces are filled in. What can be wrong with the file as a container (encrypted,
truncated, of another type …) is said by `ingest/documents/catalogue.py` in the same shape.
"""


def page() -> str:
    return as_markdown(_HEAD, CATALOGUE)


def main() -> None:
    _PATH.parent.mkdir(exist_ok=True)
    _PATH.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
