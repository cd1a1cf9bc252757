"""The one door: a file of any container becomes a `Document`, or a finding with effect `file` that says why not.

Which reader takes which container is a table in `containers`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath

from ingest.documents.catalogue import finding
from ingest.documents.containers import READABLE, Container, Readable, Use
from ingest.documents.grid import Document
from ingest.documents.limits import DEFAULT_LIMITS, Limits, Refusal
from ingest.documents.package import megabytes
from ingest.documents.sniff import Unreadable, sniff
from ingest.documents.withdrawn import withdrawn
from ingest.findings import Finding

__all__ = ["DEFAULT_LIMITS", "Limits", "Use", "read_bytes", "read_document"]


def read_document(path: Path, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS, use: Use = Use.LIST) -> Document:
    """Read the file at `path`. `name` is the sender's file name where the path is an archive's; it is used in messages only.

    `use` says what for: containers that are read as lists may be refused where they are to give figures.

    Never raises for what is in the file, nor when it is missing: then `blocks` is empty and a finding has effect `file`.
    """
    shown = name if name is not None else path.name
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            return _refused(
                Container.UNKNOWN,
                finding("file-too-large", what="文件大小", actual=megabytes(size), limit=megabytes(limits.file_bytes)),
            )
        data = path.read_bytes()
    except OSError:
        return _refused(Container.UNKNOWN, finding("file-missing"))
    return read_bytes(data, shown, limits, use)


def read_bytes(data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS, use: Use = Use.LIST) -> Document:
    """`read_document` of bytes in memory."""
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
