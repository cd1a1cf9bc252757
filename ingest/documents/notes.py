"""Comments that people put on cells, the same for every container: bounded, and without a program's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents.catalogue import finding
from ingest.documents.grid import Note
from ingest.findings import Finding, Place

MOST_NOTES = 2_000  # of one sheet; the others are counted
_LONGEST = 1_000  # letters of a note; of more the first
# what Excel writes for programs that do not know threaded comments
_FOR_OLD_PROGRAMS = re.compile(r"\[[^\]]{2,30}\]\s.{0,600}?\n(?:Comment|注释|批注|评论)\s*[:：]\s*", re.DOTALL)


class NoteTaker:
    """Takes the notes of one sheet or table as its reader meets them."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self._left_out = 0

    def take(self, row: int, column: int, place: Place, text: str, author: str) -> None:
        author = author.strip()[:40]
        text = text[: _LONGEST * 2].replace("\r\n", "\n").replace("\r", "\n").strip()
        if author.startswith("tc="):  # stands for a threaded comment
            author, text = "", _FOR_OLD_PROGRAMS.sub("", text, count=1)
        for lead in (f"{author}:", f"{author}："):
            if author:
                text = text.removeprefix(lead).strip()
        if not text:
            return
        if len(self.notes) >= MOST_NOTES:
            self._left_out += 1
            return
        self.notes.append(Note(row, column, place, text[:_LONGEST], author))

    def told(self, place: Place) -> Iterator[Finding]:
        """What is to be said of the sheet's notes: that there are more than are read."""
        if self._left_out:
            yield finding("notes-too-many", place, count=self._left_out, limit=MOST_NOTES)
