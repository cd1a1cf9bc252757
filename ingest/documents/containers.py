"""The containers: what a file can truly be, and, as a table, which of them are read and by whom.

A new container is an entry here and a module with its reader. How a container is told from others by its bytes is `sniff`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Any


class Container(StrEnum):
    """What a file truly is, whatever its name says."""

    TEXT = "text"  # tab-indented text export of a document
    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"  # any delimited text
    HTML = "html"
    XML_2003 = "xml2003"  # SpreadsheetML
    DOC = "doc"
    WPS = "wps"
    ET = "et"
    PDF = "pdf"
    OFD = "ofd"
    IMAGE = "image"
    XLSB = "xlsb"
    OLD_XLS = "old-xls"  # Excel 95 and before
    ODS = "ods"
    ODT = "odt"
    ODF = "odf"  # OpenDocument of any other kind
    RTF = "rtf"
    PPT = "ppt"
    ARCHIVE = "archive"  # zip, rar, 7z that holds no office document
    MAIL = "mail"  # a letter saved as a file, whatever is attached to it
    ENCRYPTED = "encrypted"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class Use(StrEnum):
    """What a file is read for. A list goes through a person's review; figures are judged as they stand."""

    LIST = "list"
    FIGURES = "figures"  # a filing, outside figures


@dataclass(frozen=True, slots=True)
class Readable:
    """A container that is read. `kind` is its Chinese name, `suffixes` those of honest file names.

    `reader` is the dotted name of `(content, limits) -> Document`, imported when the first such file comes: a CSV must not
    wait for the XML libraries of the others. What `content` is depends on how the file was told: `Office` for a zip with a
    main part of its own, `Package` for a zip told by its `mimetype`, the bytes of the stream `Workbook`, `Decoded` text, or
    the bytes of the file (a PDF, and what `office` converts).

    `not_for_figures` is the code of the finding that refuses such a file where it is to give figures: a container that does
    not say which cell a text belongs to, so that a figure may be read in a wrong row and nobody would see it.
    """

    kind: str
    suffixes: frozenset[str]
    reader: str
    mimetype: str = ""
    not_for_figures: str = ""

    def load(self) -> Callable[..., Any]:
        """The reader itself, its module imported."""
        module, _, name = self.reader.rpartition(".")
        read: Callable[..., Any] = getattr(import_module(module), name)
        return read


def _readable(kind: str, suffixes: str, reader: str, mimetype: str = "", not_for_figures: str = "") -> Readable:
    return Readable(kind, frozenset(suffixes.split()), f"ingest.documents.{reader}", mimetype, not_for_figures)


READABLE: dict[Container, Readable] = {
    Container.XLSX: _readable("Excel 工作簿（.xlsx）", ".xlsx .xlsm .xltx .xltm", "workbook.read_workbook"),
    Container.DOCX: _readable("Word 文档（.docx）", ".docx .docm .dotx .dotm", "docx.read_docx"),
    Container.XLS: _readable("旧版 Excel 工作簿（.xls）", ".xls .xlt", "xls.read_xls"),
    Container.CSV: _readable("分隔符文本（CSV）", ".csv .tsv .txt .tab", "delimited.read_delimited"),
    Container.TEXT: _readable("纯文本", ".txt .text .md .csv", "text.read_text"),
    Container.HTML: _readable("网页（HTML）表格", ".html .htm", "html.read_html"),
    Container.XML_2003: _readable("XML 表格 2003", ".xml", "xml2003.read_xml2003"),
    Container.ODS: _readable(
        "OpenDocument 工作簿（.ods）", ".ods .ots", "ods.read_ods", "application/vnd.oasis.opendocument.spreadsheet"
    ),
    Container.RTF: _readable("RTF 文档", ".rtf .doc", "rtf.reader.read_rtf"),
    Container.DOC: _readable("旧版 Word 文档（.doc）", ".doc .dot", "office.read_doc"),
    Container.WPS: _readable("WPS 文字文档（.wps）", ".wps .wpt .doc", "office.read_wps"),
    Container.ODT: _readable(
        "OpenDocument 文字文档（.odt）", ".odt .ott", "office.read_odt", "application/vnd.oasis.opendocument.text"
    ),
    Container.ET: _readable("WPS 表格文件（.et）", ".et .ett .xls", "office.read_et"),
    Container.OLD_XLS: _readable("Excel 95 或更早版本的工作簿（.xls）", ".xls .xlt", "office.read_old_xls"),
    Container.XLSB: _readable("二进制工作簿（.xlsb）", ".xlsb", "office.read_xlsb"),
    Container.PDF: _readable("PDF 文件", ".pdf", "pdf.reader.read_pdf", not_for_figures="file-is-pdf"),
}


def by_mimetype(mimetype: str) -> Container | None:
    """The readable container of a zip that states its own type, as OpenDocument does."""
    kind = mimetype.removesuffix("-template")
    return next((container for container, known in READABLE.items() if known.mimetype == kind != ""), None)
