"""Automatic numbers of Word documents: styles and numbering parts → the number that stands before each paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.documents.counting import counted
from ingest.documents.docx_xml import attribute, child, is_on, number, short

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"%([1-9])")
_MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    numbering: str  # w:numId, "" where not stated
    level: int  # w:ilvl, -1 where not stated
    outline: int  # 0-based, -1 where not stated


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int = -1  # -1: after every higher level
    legal: bool = False
    suffix: str = "tab"
    style: str = ""


@dataclass(slots=True)
class _List:
    """A `w:num`: its abstract list, and the levels that it sets anew."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A resolved number. `known` is False where its format is not understood; then it is written in digits."""

    text: str = ""
    space: bool = False
    known: bool = True


class ParagraphStyles:
    """Paragraph styles by id; every look-up follows `basedOn`."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for item in () if root is None else root:
            if short(item) != "w:style" or attribute(item, "type") != "paragraph":
                continue
            key = attribute(item, "styleId")
            numbers = child(item, "w:pPr", "w:numPr")
            self._styles[key] = _Style(
                attribute(child(item, "w:name")),
                attribute(child(item, "w:basedOn")),
                attribute(child(numbers, "w:numId")),
                number(child(numbers, "w:ilvl"), -1),
                number(child(item, "w:pPr", "w:outlineLvl"), -1),
            )
            if attribute(item, "default") in {"1", "true"}:
                self._default = key

    def chain(self, key: str) -> list[tuple[str, _Style]]:
        """The style and what it is based on, nearest first."""
        found: list[tuple[str, _Style]] = []
        key = key or self._default
        while key in self._styles and len(found) < 20 and all(key != k for k, _ in found):
            style = self._styles[key]
            found.append((key, style))
            key = style.based_on
        return found

    def heading_level(self, paragraph: _Element) -> int:
        """1-9 for headings, 0 for body text."""
        properties = child(paragraph, "w:pPr")
        if properties is None:
            return 0
        own = number(child(properties, "w:outlineLvl"), -1)
        if own >= 0:
            return own + 1 if own < _MOST_LEVELS else 0
        for _, style in self.chain(attribute(child(properties, "w:pStyle"))):
            match = _HEADING.match(style.name)
            if match:
                return int(match[1])
            if style.outline >= 0:
                return style.outline + 1 if style.outline < _MOST_LEVELS else 0
        return 0

    def is_contents(self, paragraph: _Element) -> bool:
        """Whether the paragraph is a line of a table of contents."""
        key = attribute(child(paragraph, "w:pPr", "w:pStyle"))
        return any(style.name.lower().startswith(("toc ", "目录 ")) for _, style in self.chain(key)[:1])


class Numbering:
    """Counts the numbered paragraphs of one document, in document order."""

    def __init__(self, root: _Element | None, styles: ParagraphStyles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: _Element) -> None:
        links: dict[str, str] = {}  # abstract list → the list style whose levels it takes
        owners: dict[str, str] = {}  # list style → the abstract list that defines it
        for item in root:
            if short(item) == "w:abstractNum":
                key = attribute(item, "abstractNumId")
                self._abstract[key] = {number(e, 0, "ilvl"): _level(e) for e in item if short(e) == "w:lvl"}
                link, owner = attribute(child(item, "w:numStyleLink")), attribute(child(item, "w:styleLink"))
                if link:
                    links[key] = link
                if owner:
                    owners[owner] = key
            elif short(item) == "w:num":
                self._lists[attribute(item, "numId")] = _list(item)
        for key, link in links.items():
            self._abstract[key] = self._abstract.get(owners.get(link, ""), {})

    def next(self, paragraph: _Element) -> Numbered:
        """The number of the next paragraph of the document; each paragraph is asked for once, in order."""
        if not self._lists:
            return Numbered()
        key, level = self._of(paragraph)
        item = self._lists.get(key)
        if item is None or not 0 <= level < _MOST_LEVELS:
            return Numbered()
        levels = {**self._abstract.get(item.abstract, {}), **item.levels}
        settings = levels.get(level)
        if settings is None:
            return Numbered()
        counts = self._count(key, item, level, levels)
        if settings.format in {"none", "bullet"} and "%" not in settings.text:
            return Numbered("" if settings.format == "bullet" else settings.text)
        known = True

        def written(match: re.Match[str]) -> str:
            nonlocal known
            index = int(match[1]) - 1
            other = levels.get(index, _Level())
            style = "decimal" if settings.legal else other.format
            text = counted(counts.get(index, other.start), style)
            known = known and text is not None
            return str(counts.get(index, other.start)) if text is None else text

        text = _PLACEHOLDER.sub(written, settings.text)
        return Numbered(text, settings.suffix != "nothing", known)

    def _count(self, key: str, item: _List, level: int, levels: dict[int, _Level]) -> dict[int, int]:
        counts = self._counts.setdefault(item.abstract, {})
        start = item.starts.get(level)
        if start is not None and (key, level) not in self._begun:
            counts[level] = start
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = levels[level].start
        self._begun.add((key, level))
        for upper in range(level):
            if upper not in counts:
                counts[upper] = item.starts.get(upper, levels.get(upper, _Level()).start)
        for deeper in [n for n in counts if n > level]:
            restart = levels.get(deeper, _Level()).restart
            if restart == -1 or (restart > 0 and level < restart):
                del counts[deeper]
        return counts

    def _of(self, paragraph: _Element) -> tuple[str, int]:
        """List and level of a paragraph: its own, else its style's."""
        properties = child(paragraph, "w:pPr")
        own = child(properties, "w:numPr")
        key = attribute(child(own, "w:numId"))
        level = number(child(own, "w:ilvl"), -1)
        if key:
            return key, max(level, 0)
        for style_key, style in self._styles.chain(attribute(child(properties, "w:pStyle"))):
            if style.numbering:
                if level < 0:
                    level = self._level_of_style(style.numbering, style_key, style.level)
                return style.numbering, level
        return "", -1

    def _level_of_style(self, key: str, style: str, stated: int) -> int:
        item = self._lists.get(key)
        levels = self._abstract.get(item.abstract, {}) if item else {}
        return next((n for n, level in levels.items() if level.style == style), max(stated, 0))


def _level(element: _Element) -> _Level:
    form = child(element, "w:numFmt")
    if form is None:  # a newer format with an older one beside it
        alternate = child(element, "mc:AlternateContent")
        form = child(alternate, "mc:Choice", "w:numFmt")
    style = attribute(form, "val", "decimal")
    if style == "custom":
        style = f"custom:{attribute(form, 'format')}"
    return _Level(
        number(child(element, "w:start"), 0),
        style,
        attribute(child(element, "w:lvlText")),
        number(child(element, "w:lvlRestart"), -1),
        is_on(child(element, "w:isLgl")),
        attribute(child(element, "w:suff"), "val", "tab"),
        attribute(child(element, "w:pStyle")),
    )


def _list(element: _Element) -> _List:
    item = _List(attribute(child(element, "w:abstractNumId")))
    for override in element:
        if short(override) != "w:lvlOverride":
            continue
        level = number(override, 0, "ilvl")
        start = child(override, "w:startOverride")
        if start is not None:
            item.starts[level] = number(start, 1)
        own = child(override, "w:lvl")
        if own is not None:
            item.levels[level] = _level(own)
    return item
