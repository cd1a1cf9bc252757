"""Zip packages and their XML parts, opened under absolute caps. What the parts mean does not belong here.

Sizes are checked twice: as the zip's directory declares them, before a byte is unpacked, and as they turn out. A document
type declaration (entities) is refused: no office program writes one.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import unquote

from lxml import etree

from ingest.documents.limits import Limits, Refusal, megabytes

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHUNK = 1 << 20
_PIECE = 1 << 16
LONGEST_PIECE = 4 << 20  # bytes of one tag or one text of an XML part that is read as a stream
_RELATIONSHIP = "{*}Relationship"
# every way zipfile and its decompressors report damage; EOFError and ValueError come from cut or absurd headers
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, OverflowError)


@lru_cache(maxsize=1)
def xml_parser() -> etree.XMLParser:
    """No entities, no network, no document type from outside, libxml2's own caps on text and depth left on."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def pull_events(chunks: Iterable[bytes], tags: tuple[str, ...], part: str) -> Iterator[tuple[str, _Element]]:
    """Starts and ends of the elements with these tags, while the part is being read; the settings are `xml_parser`'s."""
    parser = etree.XMLPullParser(
        ("start", "end"),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    first = True
    try:
        for chunk in chunks:
            for at in range(0, len(chunk), _PIECE):
                parser.feed(chunk[at : at + _PIECE])
                for event, item in parser.read_events():
                    element = cast("_Element", item)
                    if first and element.getroottree().docinfo.internalDTD is not None:
                        raise Refusal("entity-expansion", part=part)
                    first = False
                    yield event, element
        parser.close()
    except etree.XMLSyntaxError as error:
        raise Refusal("file-part-damaged", part=part) from error
    for event, item in parser.read_events():
        yield event, cast("_Element", item)


def parse_xml(data: bytes, part: str) -> _Element:
    """The root of an XML part. Refuses `entity-expansion` and `file-part-damaged`."""
    refuse_doctype(data, part)
    try:
        return etree.fromstring(data, xml_parser())
    except etree.XMLSyntaxError as error:
        raise Refusal("file-part-damaged", part=part) from error
    except ValueError as error:  # an encoding declaration that lxml does not know
        raise Refusal("file-part-damaged", part=part) from error


def refuse_doctype(data: bytes, part: str) -> None:
    """Refuses XML with a document type declaration, in UTF-8 or UTF-16."""
    wide = b"\0" in data[:4]
    if b"<!DOCTYPE" in data or (wide and any("<!DOCTYPE".encode(e) in data for e in ("utf-16-le", "utf-16-be"))):
        raise Refusal("entity-expansion", part=part)


class Package:
    """An opened zip package. Part names have no leading slash; look-up ignores case, as Office does."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._unpacked = 0
        self._links: dict[str, dict[str, tuple[str, str]]] = {}  # what `relationships` has read
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise Refusal("file-truncated", part=str(error)[:60] or type(error).__name__) from error
        infos = self._zip.infolist()
        if len(infos) > limits.zip_entries:
            raise Refusal("file-too-large", what="内部文件数", actual=len(infos), limit=limits.zip_entries)
        declared = sum(info.file_size for info in infos)
        if declared > limits.unpacked_bytes:
            raise Refusal(
                "file-too-large", what="展开后的大小", actual=megabytes(declared), limit=megabytes(limits.unpacked_bytes)
            )
        self._infos = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}
        if len(self._infos) < len(infos):  # which of two parts of one name counts is nobody's guess
            raise Refusal("file-part-damaged", part="内部文件重名")
        self.encrypted = any(info.flag_bits & 1 for info in infos)

    @property
    def names(self) -> frozenset[str]:
        """Names of the parts, in lower case."""
        return frozenset(self._infos)

    @property
    def contents(self) -> tuple[str, ...]:
        """Names of the files in an archive as its sender sees them, without folders and what systems put there."""
        names = [_as_seen(info) for info in self._zip.infolist() if not info.is_dir()]
        return tuple(PurePosixPath(name).name for name in names if not name.startswith("__MACOSX/"))

    def has(self, part: str) -> bool:
        return part.lower() in self._infos

    def size(self, part: str) -> int:
        """Declared bytes of a part."""
        return self._infos[part.lower()].file_size

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, a piece at a time, never all in memory. Refuses damage and what is beyond the caps."""
        info = self._infos.get(part.lower())
        if info is None:
            raise Refusal("file-part-damaged", part=part)
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    self._unpacked += len(chunk)
                    if self._unpacked > self._limits.unpacked_bytes:
                        raise _too_big("展开后的大小", self._unpacked, self._limits.unpacked_bytes)
                    yield chunk
        except (RuntimeError, *_DAMAGE) as error:  # RuntimeError: the entry is encrypted
            code = "file-encrypted" if info.flag_bits & 1 else "file-part-damaged"
            raise Refusal(code, part=part) from error

    def read(self, part: str) -> bytes:
        """All bytes of a part that is needed as a whole."""
        if self.has(part) and self.size(part) > self._limits.part_bytes:
            raise _too_big(part, self.size(part), self._limits.part_bytes)
        return b"".join(self.chunks(part))

    def xml(self, part: str) -> _Element:
        """The tree of a small XML part."""
        if self.has(part) and self.size(part) > self._limits.tree_bytes:
            raise _too_big(part, self.size(part), self._limits.tree_bytes)
        return parse_xml(self.read(part), part)

    def relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (last word of its type, part name or outside address) of a part; "" is the package itself."""
        if part in self._links:
            return self._links[part]
        path = PurePosixPath(part)
        rels = f"{path.parent}/_rels/{path.name}.rels" if part else "_rels/.rels"
        rels = rels.removeprefix("./")
        if not self.has(rels):
            return {}
        found = self._links[part] = {}
        for rel in self.xml(rels).iterfind(_RELATIONSHIP):
            kind = (rel.get("Type") or "").rsplit("/", 1)[-1]
            target = rel.get("Target") or ""
            if rel.get("TargetMode") != "External":
                target = resolve(str(path.parent) if part else "", target)
            found[rel.get("Id") or ""] = (kind, target)
        return found

    def main_part(self) -> str:
        """The part that the package is about; "" when it says nothing of the kind."""
        for kind, target in self.relationships("").values():
            if kind == "officeDocument" and self.has(target):
                return target
        return ""


def _as_seen(info: zipfile.ZipInfo) -> str:
    """The name of an entry; those of Chinese systems are GBK without saying so."""
    name = info.filename.replace("\\", "/")
    if info.flag_bits & 0x800:
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name


def resolve(folder: str, target: str) -> str:
    """A relationship's target as a part name: absolute, relative, with `..`, with back-slashes, percent-encoded."""
    target = unquote(target.replace("\\", "/"))
    parts: list[str] = [] if target.startswith("/") else [p for p in folder.split("/") if p and p != "."]
    for piece in target.split("/"):
        if piece == "..":
            parts = parts[:-1]
        elif piece not in {"", "."}:
            parts.append(piece)
    return "/".join(parts)


def strained(chunks: Iterable[bytes], drop: tuple[re.Pattern[bytes], ...]) -> Iterator[bytes]:
    """The bytes of an XML part without patterns of whole tags, one after the other, piece by piece, for a parser.

    Styled but empty cells down to row 1,048,576 go this way at the speed of a byte search, before XML is parsed.
    """
    rest = b""
    for chunk in chunks:
        if len(rest) > LONGEST_PIECE:
            raise _too_big("单个格", len(rest), LONGEST_PIECE)
        block = rest + chunk if rest else chunk
        cut = block.rfind(b">") + 1
        head, rest = block[:cut], block[cut:]
        if b"<!" not in head:
            for pattern in drop:
                head = pattern.sub(b"", head)
        yield head
    yield rest


def _too_big(what: str, actual: int, limit: int) -> Refusal:
    return Refusal("file-too-large", what=what, actual=megabytes(actual), limit=megabytes(limit))


class Office(NamedTuple):
    """A package and the name of its main part, from which its reader goes on."""

    package: Package
    main_part: str
