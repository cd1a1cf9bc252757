"""The account of a document: every table, row and paragraph is read or skipped with a reason, once; or it is missing.

A reader marks what it did with each; whatever nobody marked shows up at the end, so a half-read list cannot look whole.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ingest.documents.grid import Document, Grid, Reconciliation
from ingest.findings import Finding
from ingest.task_lists.catalogue import finding
from ingest.task_lists.skipped import FILE, NOTHING, PARAGRAPH, ROW, SILENT, TABLE, Skipped

_Key = tuple[str, int, int]  # ("row", block, index in the grid) …


@dataclass(slots=True)
class Ledger:
    """What became of each piece. Blocks are numbered by their position in the document."""

    document: Document
    read: set[_Key] = field(default_factory=set)
    skipped: dict[_Key, Skipped] = field(default_factory=dict)

    def row_read(self, block: int, row: int) -> None:
        self.read.add(("row", block, row))

    def row_skipped(self, block: int, row: int, reason: Skipped) -> None:
        self.skipped.setdefault(("row", block, row), reason)

    def paragraph_read(self, block: int) -> None:
        self.read.add(("paragraph", block, 0))

    def paragraph_skipped(self, block: int, reason: Skipped) -> None:
        self.skipped.setdefault(("paragraph", block, 0), reason)

    def is_read(self, block: int) -> bool:
        """Whether a paragraph was read."""
        return ("paragraph", block, 0) in self.read

    def is_unread(self, block: int) -> bool:
        """Whether a paragraph that may say something was read as nothing."""
        key = ("paragraph", block, 0)
        return key not in self.read and self.skipped.get(key) not in SILENT

    @property
    def paragraphs_read(self) -> set[int]:
        """The blocks that are paragraphs and were read."""
        return {block for kind, block, _ in self.read if kind == "paragraph"}

    def table_read(self, block: int) -> None:
        self.read.add(("table", block, 0))

    def table_skipped(self, block: int, reason: Skipped) -> None:
        """The table and all of its rows."""
        self.skipped[("table", block, 0)] = reason
        grid = self.document.blocks[block]
        if isinstance(grid, Grid):
            for row in range(len(grid.rows)):
                self.row_skipped(block, row, reason)

    def close(self) -> tuple[Reconciliation, tuple[Finding, ...]]:
        """The reconciliation, its line as a finding, and an error when something is unaccounted for."""
        found: set[_Key] = set()
        for block, content in enumerate(self.document.blocks):
            if isinstance(content, Grid):
                found.add(("table", block, 0))
                found.update(("row", block, row) for row in range(len(content.rows)))
            else:
                found.add(("paragraph", block, 0))
        skipped = {key: reason for key, reason in self.skipped.items() if key not in self.read}
        lost = found - self.read - skipped.keys()
        reasons = Counter(f"{_PIECES[key[0]]}：{reason}" for key, reason in skipped.items())
        kinds = Counter(key[0] for key in found)
        before = self.document.reconciliation  # what the container's reader found and what of it it left out
        reasons.update({f"{FILE}：{reason}": count for reason, count in before.skipped})
        totals = Reconciliation(
            max(before.tables, kinds["table"]),
            max(before.rows, kinds["row"]),
            max(before.paragraphs, kinds["paragraph"]),
            tuple(sorted(reasons.items())),
        )
        handed_on = totals.tables + totals.rows + totals.paragraphs - sum(count for _, count in before.skipped)
        read = Counter(key[0] for key in self.read)
        findings = [
            finding(
                "reconciliation",
                tables=totals.tables,
                rows=totals.rows,
                paragraphs=totals.paragraphs,
                read_tables=read["table"],
                read_rows=read["row"],
                read_paragraphs=read["paragraph"],
                skipped="、".join(f"{reason}{count}" for reason, count in totals.skipped) or NOTHING,
            )
        ]
        missing = len(lost) + abs(handed_on - len(found))
        if missing:
            findings.append(
                finding("reconciliation-fails", found=handed_on, read=len(self.read), skipped=len(skipped), lost=missing)
            )
        return totals, tuple(findings)


_PIECES = {"table": TABLE, "row": ROW, "paragraph": PARAGRAPH}
