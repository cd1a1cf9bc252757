"""The comments of a Word document by their id. Where they stand is told by the text that they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from ingest.documents.docx_xml import attribute, short
from ingest.documents.limits import Refusal
from ingest.documents.package import Package, pull_events

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_COMMENTS = 20_000


class Comment(NamedTuple):
    text: str
    author: str


def read_comments(package: Package, part: str) -> Mapping[str, Comment] | None:
    """The comments part of a document; None where it is damaged, which costs the comments and not the document."""
    found: dict[str, Comment] = {}
    try:
        for event, element in pull_events(package.chunks(part), ("{*}comment",), part):
            if event == "end":
                if len(found) < MOST_COMMENTS:
                    found[attribute(element, "id")] = Comment(_text(element), attribute(element, "author"))
                element.clear()
    except Refusal as refusal:
        if refusal.finding.code != "file-part-damaged":
            raise
        return None
    return found


def _text(comment: _Element) -> str:
    lines = ("".join(t.text or "" for t in p.iter() if short(t) == "w:t") for p in comment.iter() if short(p) == "w:p")
    return "\n".join(lines)
