"""What a file truly is, by its bytes: magic numbers, members of a zip, streams of an OLE file, the look of its text.

The sender's file name never decides what a file is read as; it only chooses the words of a refusal (.et and .xls are the
same bytes inside).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from ingest.documents.containers import Container, by_mimetype
from ingest.documents.encoding import Decoded, decode
from ingest.documents.limits import Limits, Refusal, megabytes
from ingest.documents.mail import OUTLOOK, WINMAIL, attached, is_mail, is_saved_page
from ingest.documents.package import Office, Package, refuse_doctype
from ingest.documents.text_shape import Shape, shape_of
from ingest.documents.wrapped_lines import unwrapped
from ingest.findings import Place

if TYPE_CHECKING:
    from ingest.documents.ole import CompoundFile

_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_ARCHIVES = (
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"\x1f\x8b", "GZ"),
    (b"BZh", "BZ2"),
    (b"\xfd7zXZ\0", "XZ"),
)
_SHORTCUT = b"\x4c\0\0\0\x01\x14\x02\0"
_LINK = re.compile(r"\[InternetShortcut\]|\[Desktop Entry\]", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ET_STREAMS = {"ETExtData", "ETExtDataEx", "KETStream"}
_WPS_STREAMS = {"WpsCustomData", "WPSStream", "KSWPSExt"}
_MOST_NAMED = 3
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


class Sniffed(NamedTuple):
    """A recognised file, and of it what its reader goes on with (`containers.Readable` says what that is)."""

    container: Container
    content: Office | Package | Decoded | bytes


class Unreadable(Refusal):
    """A refusal that also knows what the file is."""

    def __init__(self, container: Container, code: str, **words: str) -> None:
        super().__init__(code, Place(), **words)
        self.container = container


def sniff(data: bytes, name: str, limits: Limits) -> Sniffed:
    """The container of the bytes; refuses (with the true type) everything that no reader takes."""
    if not data:
        raise Unreadable(Container.EMPTY, "file-empty")
    if PurePath(name).name.startswith("~$") and len(data) <= 1024:
        raise Unreadable(Container.UNKNOWN, "file-lock")
    if data.startswith(b"PK"):
        return _sniff_zip(data, limits)
    if data.startswith(_OLE):
        return _sniff_ole(data, name)
    if b"%PDF-" in data[:1024]:
        return Sniffed(Container.PDF, data)
    if data.startswith(b"{\\rtf"):
        return Sniffed(Container.RTF, data)
    _refuse_by_magic(data)
    return _sniff_text(data, limits)


def _refuse_by_magic(data: bytes) -> None:
    for magic, kind in _IMAGES:
        if data.startswith(magic) and (magic != b"BM" or data[6:10] == b"\0\0\0\0"):
            raise Unreadable(Container.IMAGE, "file-is-image", kind=kind)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise Unreadable(Container.IMAGE, "file-is-image", kind="WEBP")
    for magic, kind in _ARCHIVES:
        if data.startswith(magic):
            raise Unreadable(Container.ARCHIVE, "file-is-archive", kind=kind, inside="")
    if data[257:262] == b"ustar":
        raise Unreadable(Container.ARCHIVE, "file-is-archive", kind="TAR", inside="")
    if data.startswith(WINMAIL):
        raise Unreadable(Container.MAIL, "file-is-mail", kind="winmail.dat", inside="")
    if data.startswith(_SHORTCUT):
        raise Unreadable(Container.UNKNOWN, "file-is-shortcut")
    if data[:4] in {b"\x09\x08\x06\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00"}:
        raise Unreadable(Container.OLD_XLS, "file-is-old-excel")


def _sniff_zip(data: bytes, limits: Limits) -> Sniffed:
    package = Package(data, limits)
    names = package.names
    if package.encrypted and not names & {"[content_types].xml", "mimetype"}:
        raise Unreadable(Container.ARCHIVE, "file-is-archive", kind="ZIP，设有密码", inside=_inside(package.contents))
    if package.encrypted:
        raise Unreadable(Container.ENCRYPTED, "file-encrypted")
    if "[content_types].xml" in names or any(n.startswith(("word/", "xl/")) for n in names):
        return _sniff_office(package, data)
    if "mimetype" in names:
        kind = package.read("mimetype")[:100].decode("ascii", "replace")
        container = by_mimetype(kind.strip())
        if container is not None:
            return Sniffed(container, data if container is Container.ODT else package)
        if "opendocument" in kind:
            raise Unreadable(Container.ODF, "file-is-odf", kind={"p": ".odp", "g": ".odg"}.get(kind.split(".")[-1][:1], kind))
    if "ofd.xml" in names:
        raise Unreadable(Container.OFD, "file-is-ofd")
    if any(n.endswith(".iwa") or n == "index.zip" for n in names):
        raise Unreadable(Container.UNKNOWN, "file-is-iwork")
    raise Unreadable(Container.ARCHIVE, "file-is-archive", kind="ZIP", inside=_inside(package.contents))


def _inside(names: Sequence[str]) -> str:
    """What is in an archive, for a message: the first names of files, and how many there are."""
    if not names:
        return "，里面没有文件"
    more = f" 等 {len(names)} 个文件" if len(names) > _MOST_NAMED else ""
    return f"，里面有：{'、'.join(names[:_MOST_NAMED])}{more}"


def _sniff_office(package: Package, data: bytes) -> Sniffed:
    names = package.names
    main = package.main_part()
    if not main:
        main = next((n for n in ("xl/workbook.xml", "word/document.xml", "xl/workbook.bin") if n in names), "")
    lowered = main.lower()
    if lowered.endswith(".bin"):
        return Sniffed(Container.XLSB, data)
    if lowered.startswith("ppt/") or any(n.startswith("ppt/") for n in names):
        raise Unreadable(Container.PPT, "file-is-ppt")
    if not main:
        raise Unreadable(Container.UNKNOWN, "file-part-damaged", part="主文档")
    root = _root_name(package, main)
    if root == "workbook":
        return Sniffed(Container.XLSX, Office(package, main))
    if root == "document":
        return Sniffed(Container.DOCX, Office(package, main))
    raise Unreadable(Container.UNKNOWN, "file-type-unknown")


def _root_name(package: Package, part: str) -> str:
    """The local name of a part's root element, found in its first bytes."""
    head = next(package.chunks(part), b"")
    refuse_doctype(head, part)
    if b"\0" in head[:4]:
        head = head.replace(b"\0", b"")
    match = re.search(rb"<(?:[\w.-]+:)?(document|workbook|presentation)[\s>/]", head)
    return match[1].decode() if match else ""


def _sniff_ole(data: bytes, name: str) -> Sniffed:
    from ingest.documents.ole import CompoundFile, OleError

    suffix = PurePath(name).suffix.lower()
    try:
        ole = CompoundFile(data)
        names = ole.names
        stream = ole.stream("Workbook") if "Workbook" in names else b""
    except OleError as error:
        raise Unreadable(Container.UNKNOWN, "file-truncated", part=str(error)) from error
    if OUTLOOK in names:
        raise Unreadable(Container.MAIL, "file-is-mail", kind=".msg", inside="")
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        raise Unreadable(Container.ENCRYPTED, "file-encrypted")
    if "WordDocument" in names:
        if _is_locked(ole):
            raise Unreadable(Container.ENCRYPTED, "file-encrypted")
        return Sniffed(Container.WPS if suffix == ".wps" or names & _WPS_STREAMS else Container.DOC, data)
    if "Workbook" in names:
        if suffix == ".et" or names & _ET_STREAMS:
            return Sniffed(Container.ET, data)
        return Sniffed(Container.XLS, stream)
    if "Book" in names:
        return Sniffed(Container.OLD_XLS, data)
    if "PowerPoint Document" in names:
        raise Unreadable(Container.PPT, "file-is-ppt")
    if suffix == ".wps":  # old WPS documents hold streams of their own
        raise Unreadable(Container.WPS, "file-is-wps")
    if suffix == ".et":
        raise Unreadable(Container.ET, "file-is-et")
    if ole.defects:  # damage of the directory hides what was in it
        raise Unreadable(Container.UNKNOWN, "file-truncated", part=ole.defects[0])
    raise Unreadable(Container.UNKNOWN, "file-type-unknown")


def _is_locked(ole: CompoundFile) -> bool:
    """Whether the head of a Word document says that the rest is encrypted."""
    from ingest.documents.ole import OleError

    try:
        flags = ole.stream("WordDocument")[10:12]
    except OleError:
        return False  # who reads it will say what is wrong
    return len(flags) == 2 and bool(flags[1] & 1)


def _sniff_text(data: bytes, limits: Limits) -> Sniffed:
    if len(data) > limits.text_bytes and not _is_binary(data):
        raise Refusal("file-too-large", what="文本大小", actual=megabytes(len(data)), limit=megabytes(limits.text_bytes))
    try:
        decoded = decode(data)
    except Refusal as refusal:
        if _is_binary(data):
            raise Unreadable(Container.UNKNOWN, "file-type-unknown") from refusal
        raise
    text = decoded.text
    if len(_CONTROL.findall(text[:65536])) > len(text[:65536]) // 200:
        raise Unreadable(Container.UNKNOWN, "file-type-unknown")
    head = text[:8192].lstrip("\ufeff \t\r\n")
    lowered = head.lower()
    if is_mail(head):
        names = attached(data)
        raise Unreadable(Container.MAIL, "file-is-mail", kind=".eml", inside=f"，附件有：{'、'.join(names)}" if names else "")
    if _LINK.match(head):
        raise Unreadable(Container.UNKNOWN, "file-is-shortcut")
    if lowered.startswith("mime-version:") or is_saved_page(head):
        raise Unreadable(Container.UNKNOWN, "file-is-web-archive")
    if head.startswith("<"):
        found = _sniff_markup(lowered, text)
        if found is not None and len(text) > limits.tree_bytes:
            actual, limit = megabytes(len(text)), megabytes(limits.tree_bytes)
            raise Refusal("file-too-large", what="网页或 XML 的大小", actual=actual, limit=limit)
        if found is not None:
            return Sniffed(found, decoded)
    if not text.strip("\ufeff \t\r\n\0"):
        raise Unreadable(Container.TEXT, "file-blank")
    inner = unwrapped(text)
    if inner is not text and shape_of(inner).shape is Shape.DELIMITED:
        return Sniffed(Container.CSV, replace(decoded, text=inner))
    return Sniffed(Container.CSV if shape_of(text).shape is Shape.DELIMITED else Container.TEXT, decoded)


def _is_binary(data: bytes) -> bool:
    """Bytes that are no text in any encoding: more than one in a hundred is a control character."""
    head = data[:65536]
    controls = sum(head.count(code) for code in range(32) if code not in {9, 10, 12, 13})
    return controls * 100 > len(head)


def _sniff_markup(lowered: str, text: str) -> Container | None:
    if "urn:schemas-microsoft-com:office:spreadsheet" in lowered and "<html" not in lowered:
        return Container.XML_2003
    if "schemas.microsoft.com/office/word/2003/wordml" in lowered or "schemas.microsoft.com/office/2006/xmlpackage" in lowered:
        raise Unreadable(Container.UNKNOWN, "file-is-word-xml")
    if "urn:oasis:names:tc:opendocument" in lowered and "<office:document" in lowered:
        raise Unreadable(Container.ODF, "file-is-odf", kind="XML")
    if "<html" in lowered or "<!doctype html" in lowered or "<table" in lowered or "<table" in text[:200_000].lower():
        return Container.HTML
    return None
