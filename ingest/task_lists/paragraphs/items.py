"""Paragraphs → a tree of items: what is enumerated, dashed or named by a line below, with the phrases that say who is
responsible. What an item means (heading, task, point of a task) is decided in `tasks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.documents.grid import Document, Paragraph
from ingest.findings import Place
from ingest.task_lists.ledger import Ledger
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.outline_numbers import chinese_number, line_of
from ingest.task_lists.people.offices import looks_like_offices
from ingest.task_lists.people.phrases import Phrase, read_line, split_inline, split_trailing
from ingest.task_lists.skipped import Skipped
from ingest.task_lists.text import squeeze

DASH, PLAIN, CIRCLED = 7, 8, 5
_DASHES = re.compile(r"^[—–─-]{1,4}\s*(?=[\u4e00-\u9fff])|^[●◆■▲★※·•]\s*")


@dataclass(slots=True)
class ParagraphItem:
    """One enumerated (or dashed, or plain) paragraph with what follows it."""

    level: int
    number: str
    text: str
    place: Place
    blocks: list[int]
    phrases: list[Phrase] = field(default_factory=list)
    children: list[ParagraphItem] = field(default_factory=list)
    parent: ParagraphItem | None = None
    anew: bool = False  # it comes after 附件 or a signature: no heading before that is its own

    @property
    def has_parties(self) -> bool:
        return any(phrase.texts for phrase in self.phrases)


def read_items(document: Document, ledger: Ledger) -> list[ParagraphItem]:
    """The items of a document in order. Plain paragraphs go on with the item above, but not past 附件 or the signature."""
    items: list[ParagraphItem] = []
    ended = listing = False  # past the end of the last item; inside 附件：1.… 2.…
    for block, content in enumerate(document.blocks):
        if not isinstance(content, Paragraph):
            continue
        text = line_of(content)
        reason = _skip(text, started=bool(items))
        listing = reason is Skipped.APPENDIX or (listing and len(text) < 40 and not re.search(r"\d.*\d", squeeze(text)))
        ended = ended or reason is Skipped.APPENDIX or (bool(items) and _closing(text))
        if reason:
            ledger.paragraph_skipped(block, reason)
            continue
        phrase = read_line(text)
        if phrase is not None:
            if items:
                items[-1].phrases.append(phrase)
                items[-1].blocks.append(block)
                continue
            ledger.paragraph_skipped(block, Skipped.OPENING)
            continue
        if items and _goes_on(items[-1], text):
            items[-1].blocks.append(block)
            continue
        level, number, rest = _enumerator(text)
        body, bracket = split_trailing(rest)
        if bracket is None:
            body, bracket = split_inline(rest)
        if level == PLAIN and content.heading_level:
            level = 0
        named = bracket is not None or _has_line_below(document, block)
        if not named and (listing or (ended and level == PLAIN)):
            ledger.paragraph_skipped(block, Skipped.APPENDIX)
            continue
        anew, ended = ended, False
        if level == PLAIN and not named:
            if items and not _closing(text):
                items[-1].text += "\n" + text
                items[-1].blocks.append(block)
            continue  # before the first item: the title and the preamble, accounted for at the end
        items.append(ParagraphItem(level, number, body, content.place, [block], [bracket] if bracket else [], anew=anew))
    return items


def _goes_on(item: ParagraphItem, text: str) -> bool:
    """责任单位：区发改局、 / 区财政局: a list of parties that a comma carries over to the next paragraph."""
    for phrase in item.phrases[-1:]:
        for role, said in phrase.texts.items():
            if phrase.open_role is role and looks_like_offices(text):
                phrase.texts[role] = f"{said}、{text.rstrip('、，,')}"
                phrase.open_role = role if text.rstrip().endswith(("、", "，", ",")) else None
                return True
    return False


def _skip(text: str, *, started: bool) -> Skipped | None:
    words = list_lexicon().outline
    plain = squeeze(text)
    if not plain:
        return Skipped.BLANK_PARAGRAPH
    if text.startswith("#"):
        return Skipped.COMMENT
    if words.metadata.match(plain) or re.match(r"^20\d\d-\d\d-\d\d", plain):
        return Skipped.METADATA
    if started and words.attachment.match(plain):
        return Skipped.APPENDIX
    return None


def _closing(text: str) -> bool:
    """A signature or a date below the last task."""
    plain = squeeze(text)
    return len(plain) < 30 and bool(list_lexicon().outline.closing.fullmatch(plain))


def _enumerator(text: str) -> tuple[int, str, str]:
    for level, pattern in enumerate(list_lexicon().outline.levels.values()):
        match = pattern.match(text)
        if match and match.end() < len(text):
            printed = next(group for group in match.groups() if group)
            number = chinese_number(printed)
            return level, str(number) if number is not None else printed, text[match.end() :]
    dash = _DASHES.match(text)
    return (DASH, "", text[dash.end() :]) if dash else (PLAIN, "", text)


def _has_line_below(document: Document, block: int) -> bool:
    for content in document.blocks[block + 1 :]:
        if isinstance(content, Paragraph) and content.text.strip():
            return read_line(line_of(content)) is not None
        if not isinstance(content, Paragraph):
            return False
    return False


def tree_of(items: list[ParagraphItem]) -> list[ParagraphItem]:
    roots: list[ParagraphItem] = []
    open_items: list[ParagraphItem] = []
    for item in items:
        while open_items and (item.anew or open_items[-1].level >= item.level):
            open_items.pop()
        item.parent = open_items[-1] if open_items else None
        (item.parent.children if item.parent else roots).append(item)
        open_items.append(item)
    return roots
