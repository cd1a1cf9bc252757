"""The one door: a file of any container becomes a `Document`, or a finding with effect `file` that says why not.

Only the choice of the reader belongs here; each container has its module.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath

from ingest.documents.catalogue import finding
from ingest.documents.grid import Container, Document
from ingest.documents.limits import DEFAULT_LIMITS, Limits, Refusal
from ingest.documents.package import megabytes
from ingest.documents.sniff import Sniffed, Unreadable, sniff
from ingest.findings import Finding

__all__ = ["DEFAULT_LIMITS", "Limits", "read_bytes", "read_document"]

_SUFFIXES: dict[Container, frozenset[str]] = {
    Container.XLSX: frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"}),
    Container.DOCX: frozenset({".docx", ".docm", ".dotx", ".dotm"}),
    Container.XLS: frozenset({".xls", ".xlt"}),
    Container.CSV: frozenset({".csv", ".tsv", ".txt", ".tab"}),
    Container.TEXT: frozenset({".txt", ".text", ".md", ".csv"}),
    Container.HTML: frozenset({".html", ".htm"}),
    Container.XML_2003: frozenset({".xml"}),
}
_KINDS: dict[Container, str] = {
    Container.XLSX: "Excel 工作簿（.xlsx）",
    Container.DOCX: "Word 文档（.docx）",
    Container.XLS: "旧版 Excel 工作簿（.xls）",
    Container.CSV: "分隔符文本（CSV）",
    Container.TEXT: "纯文本",
    Container.HTML: "网页（HTML）表格",
    Container.XML_2003: "XML 表格 2003",
}


def read_document(path: Path, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read the file at `path`. `name` is the sender's file name where the path is an archive's; it is used in messages only.

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
    return read_bytes(data, shown, limits)


def read_bytes(data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """`read_document` of bytes in memory."""
    container = Container.UNKNOWN
    try:
        sniffed = sniff(data, name, limits)
        container = sniffed.container
        document = _read(sniffed, limits)
    except Unreadable as refusal:
        return _refused(refusal.container, refusal.finding)
    except Refusal as refusal:
        return _refused(container, refusal.finding)
    if not document.blocks:
        return _refused(container, finding("file-blank"), document)
    suffix = PurePath(name).suffix.lower()
    if suffix and suffix not in _SUFFIXES[container]:
        wrong = finding("file-type-differs-from-name", seen=name, suffix=suffix, kind=_KINDS[container])
        document = replace(document, findings=(wrong, *document.findings))
    return document


def _refused(container: Container, reason: Finding, document: Document | None = None) -> Document:
    if document is None:
        return Document(container, findings=(reason,))
    return replace(document, blocks=(), findings=(reason, *document.findings))


def _read(sniffed: Sniffed, limits: Limits) -> Document:
    """The reader's result. Readers are imported here: a CSV must not wait for the XML libraries of the others."""
    container = sniffed.container
    if sniffed.package is not None:
        if container is Container.XLSX:
            from ingest.documents.workbook import read_workbook

            return read_workbook(sniffed.package, sniffed.main_part, limits)
        from ingest.documents.docx import read_docx

        return read_docx(sniffed.package, sniffed.main_part, limits)
    if sniffed.stream is not None:
        from ingest.documents.xls import read_xls

        return read_xls(sniffed.stream, limits)
    assert sniffed.decoded is not None  # noqa: S101 - one of the three is always there
    if container is Container.CSV:
        from ingest.documents.delimited import read_delimited

        return read_delimited(sniffed.decoded, limits)
    if container is Container.HTML:
        from ingest.documents.html import read_html

        return read_html(sniffed.decoded, limits)
    if container is Container.XML_2003:
        from ingest.documents.xml2003 import read_xml2003

        return read_xml2003(sniffed.decoded, limits)
    from ingest.documents.text import read_text

    return read_text(sniffed.decoded, limits)
