"""Names and small look-ups in the XML of Word documents, the same for its two namespaces (transitional and strict)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_PREFIXES = {
    _W[0]: "w",
    _W[1]: "w",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
# elements that only wrap others: what is inside stands where they stand
WRAPPERS = frozenset(
    {"w:sdtContent", "w:customXml", "w:smartTag", "w:hyperlink", "w:fldSimple", "w:dir", "w:bdo", "w:ins", "w:moveTo"}
)


class _ShortNames(dict[str, str]):
    """Short names by tag, filled as they are met: a document asks for the same few hundred a million times."""

    def __missing__(self, tag: object) -> str:
        if not isinstance(tag, str):  # comments and the like
            return ""
        namespace, _, name = tag[1:].rpartition("}")
        found = f"{_PREFIXES.get(namespace, '?')}:{name}"
        if len(self) < 4096:
            self[tag] = found
        return found


_SHORT = _ShortNames()


def short(element: _Element) -> str:
    """`w:tc`, whatever the namespace is written as; an unknown namespace is `?`."""
    return _SHORT[element.tag]


def attribute(element: _Element | None, name: str = "val", default: str = "") -> str:
    """An attribute of Word's own namespace."""
    if element is None:
        return default
    value = element.get(f"{{{_W[0]}}}{name}")
    if value is None:
        value = element.get(f"{{{_W[1]}}}{name}")
    return default if value is None else str(value)


def number(element: _Element | None, default: int, name: str = "val") -> int:
    """A whole number in an attribute; `default` when it is absent or none."""
    text = attribute(element, name)
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        return default
    return int(text)


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first element down a path of short names (`w:pPr`, `w:numPr`)."""
    for step in path:
        if element is None:
            return None
        for item in element:
            if _SHORT[item.tag] == step:
                element = item
                break
        else:
            return None
    return element


def is_on(element: _Element | None) -> bool:
    """Whether a toggle such as `w:strike` is there and not switched off."""
    return element is not None and attribute(element, "val", "1") not in {"0", "false", "off"}


def chosen(alternate: _Element) -> _Element | None:
    """The branch of mc:AlternateContent that counts: the first choice, else the fall-back; never both."""
    branches = [e for e in alternate if short(e) in {"mc:Choice", "mc:Fallback"} and len(e)]
    return branches[0] if branches else None


def parts_of(element: _Element, wanted: frozenset[str]) -> Iterator[_Element]:
    """Children with one of the wanted short names, looked for through wrappers too, in document order."""
    for item in element:
        name = short(item)
        if name in wanted:
            yield item
        elif name in WRAPPERS or name == "w:sdt":
            yield from parts_of(item, wanted)
        elif name == "mc:AlternateContent":
            branch = chosen(item)
            if branch is not None:
                yield from parts_of(branch, wanted)


def is_not_content(element: _Element) -> bool:
    """Whether the element stands in a content control that shows only its prompt, or in a copy kept for old programs."""
    for ancestor in element.iterancestors():
        if short(ancestor) in {"w:tc", "w:body"}:
            return False
        if short(ancestor) == "mc:Fallback":
            return True
        if short(ancestor) == "w:sdt" and is_on(child(ancestor, "w:sdtPr", "w:showingPlcHdr")):
            return True
    return False
