"""Bytes of any container become a `Document`, or a finding with effect `file` that says why not. Runs in the sandbox (`door`).

Which reader takes which container is a table in `containers`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from ingest.documents.catalogue import finding
from ingest.documents.containers import READABLE, Container, Readable, Use
from ingest.documents.grid import Document
from ingest.documents.limits import DEFAULT_LIMITS, Limits, Refusal
from ingest.documents.sniff import Unreadable, sniff
from ingest.documents.withdrawn import withdrawn
from ingest.findings import Finding

__all__ = ["DEFAULT_LIMITS", "Limits", "Use", "read_bytes"]


def read_bytes(data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS, use: Use = Use.LIST) -> Document:
    """Read the bytes of a file, in this very process. `name` is the sender's name of it; it is used in messages only.

    `use` says what for: containers that are read as lists may be refused where they are to give figures.

    Does not raise for what is in the file: then `blocks` is empty and a finding has effect `file`. What it raises is its bug.
    """
    container = Container.UNKNOWN
    try:
        sniffed = sniff(data, name, limits)
        container = sniffed.container
        known = _known(container, use)
        document: Document = known.load()(sniffed.content, limits)
        document = replace(document, findings=(*document.findings, *withdrawn(document)))
    except Unreadable as refusal:
        return _refused(refusal.container, refusal.finding)
    except Refusal as refusal:
        return _refused(container, refusal.finding)
    if not document.blocks:
        return _refused(container, finding("file-blank"), document)
    suffix = PurePath(name).suffix.lower()
    if suffix and suffix not in known.suffixes:
        wrong = finding("file-type-differs-from-name", seen=name, suffix=suffix, kind=known.kind)
        document = replace(document, findings=(wrong, *document.findings))
    return document


def _known(container: Container, use: Use) -> Readable:
    known = READABLE[container]
    if use is Use.FIGURES and known.not_for_figures:
        raise Refusal(known.not_for_figures)
    return known


def _refused(container: Container, reason: Finding, document: Document | None = None) -> Document:
    if document is None:
        return Document(container, findings=(reason,))
    return replace(document, blocks=(), findings=(reason, *document.findings))
