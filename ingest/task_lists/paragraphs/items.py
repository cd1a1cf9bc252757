"""Paragraphs → a tree of items: what is enumerated, dashed or named by a line below, with the phrases that say who is
responsible. What an item means (heading, task, point of a task) is decided in `tasks`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from ingest.documents.grid import Document, Paragraph
from ingest.findings import Place
from ingest.task_lists.ledger import Ledger
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.outline_numbers import chinese_number, heads_a_table, line_of
from ingest.task_lists.people.offices import looks_like_offices
from ingest.task_lists.people.phrases import Phrase, read_line, split_inline, split_trailing
from ingest.task_lists.skipped import Skipped
from ingest.task_lists.text import squeeze

DASH, PLAIN, CIRCLED = 7, 8, 5
_LONGEST_SIGNATURE = 30
_NUMBER_MARKS = ".、．)）"
_DASHES = re.compile(r"^[—–─-]{1,4}\s*(?=[\u4e00-\u9fff])|^[●◆■▲★※·•*＊]\s*")


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
    content: list[str] = field(default_factory=list)  # what labelled lines below it say is to be done (任务：…)
    left: str = ""  # of an item under a heading that mostly holds no tasks: its sentences that set nothing
    is_block: bool = False  # labelled lines stand below it: it is the name of one task

    @property
    def has_parties(self) -> bool:
        return any(phrase.texts for phrase in self.phrases)


def read_items(document: Document, ledger: Ledger) -> list[ParagraphItem]:
    """The items of a document in order. Plain paragraphs go on with the item above, but not past 附件 or the signature."""
    return _ItemReader(document, ledger).read()


class _ItemReader:
    """Takes the paragraphs of a document one after another."""

    def __init__(self, document: Document, ledger: Ledger) -> None:
        self.document, self.ledger = document, ledger
        self.items: list[ParagraphItem] = []
        self.ended = self.listing = False  # past the end of the last item; inside 附件：1.… 2.…
        lines = Counter(squeeze(p.text) for p in document.paragraphs)
        self.again = {line for line, count in lines.items() if count > 2}  # the running title of a paper
        self.number = ""  # of a paragraph that holds nothing else: it belongs to the next

    def read(self) -> list[ParagraphItem]:
        for block, content in enumerate(self.document.blocks):
            if isinstance(content, Paragraph):
                self._paragraph(block, content)
        return self.items

    def _paragraph(self, block: int, content: Paragraph) -> None:
        text = self.number + list_lexicon().outline.framed.sub(r"\1：", line_of(content))
        if _is_number(text):
            self.number = text if text[-1] in _NUMBER_MARKS else f"{text}、"
            self.ledger.paragraph_skipped(block, Skipped.NUMBER)
            return
        self.number = ""
        reason = _skip(text, started=bool(self.items))
        self.listing = reason is Skipped.APPENDIX or (
            self.listing and len(text) < 40 and not re.search(r"\d.*\d", squeeze(text))
        )
        self.ended = (
            self.ended or reason is Skipped.APPENDIX or (bool(self.items) and self._closes(block, text) and not read_line(text))
        )
        if reason:
            self.ledger.paragraph_skipped(block, reason)
        elif not self._field(block, content, text) and not self._labelled(block, text):
            self._item(block, content, text)

    def _field(self, block: int, content: Paragraph, text: str) -> bool:
        """编号：…, 项目名称：… open a block of one project; 年度投资：… is its goal, 总投资：…, 性质：… only describe it."""
        words = list_lexicon().outline
        level, printed, rest = _enumerator(text)
        rest = words.field_label.sub(lambda label: squeeze(label.group()), rest)
        number, name = words.field_number.match(rest), words.field_name.match(rest)
        last = self.items[-1] if self.items and self.items[-1].is_block else None
        if name and last and not last.text:
            last.text = name.group(1)
            last.blocks.append(block)
        elif number or name:
            printed, said = (number.group(1), "") if number else (printed, name.group(1) if name else "")
            level = DASH if level == PLAIN else level
            self.items.append(ParagraphItem(level, printed, said, content.place, [block], anew=self.ended, is_block=True))
            self.ended = False
        elif last and (money := words.field_money.match(rest)):
            self._content(last, squeeze(money.group()).rstrip("：:") + rest[money.end() :].strip())
            last.blocks.append(block)
        elif last and words.field_aside.match(rest):
            self.ledger.paragraph_skipped(block, Skipped.NO_TASK)
        elif last and level == PLAIN and words.about_all.match(rest):
            self.ledger.paragraph_skipped(block, Skipped.NO_TASK)
            self.ended = True
        else:
            return False
        return True

    def _labelled(self, block: int, text: str) -> bool:
        """责任领导：…, （一）责任单位：…, 2.任务：… say who, until when and what under the heading that they stand below."""
        level, _, rest = _enumerator(text)
        rest = list_lexicon().outline.field_label.sub(lambda label: squeeze(label.group()), rest)
        phrase, content = read_line(rest), list_lexicon().outline.content.match(rest)
        if phrase is None and content is None:
            return bool(self.items) and self._goes_on(block, text)
        item = self.items[-1] if self.items and level == PLAIN else self._above(level)
        if item is None or (content is not None and level == PLAIN and not item.is_block):
            if phrase is None or self.items:
                return False
            self.ledger.paragraph_skipped(block, Skipped.OPENING)
            return True
        if phrase is not None:
            item.phrases.append(phrase)
            item.is_block = item.is_block or level != PLAIN
        elif content is not None:
            self._content(item, rest[content.end() :])
        item.blocks.append(block)
        return True

    def _content(self, item: ParagraphItem, text: str) -> None:
        body, bracket = split_trailing(text)
        item.content.append(body)
        item.phrases += [bracket] if bracket else []
        item.is_block = True

    def _above(self, level: int) -> ParagraphItem | None:
        """The last item that an enumerated line of this level stands under."""
        return next((item for item in reversed(self.items) if item.level < level), None)

    def _goes_on(self, block: int, text: str) -> bool:
        """责任单位：区发改局、 / 区财政局: a list of parties that a comma carries over to the next paragraph."""
        item = self.items[-1]
        for phrase in item.phrases[-1:]:
            for role, said in phrase.texts.items():
                if phrase.open_role is role and looks_like_offices(text):
                    phrase.texts[role] = f"{said}、{text.rstrip('、，,')}"
                    phrase.open_role = role if text.rstrip().endswith(("、", "，", ",")) else None
                    item.blocks.append(block)
                    return True
        return False

    def _item(self, block: int, content: Paragraph, text: str) -> None:
        level, number, rest = _enumerator(text)
        body, bracket = split_trailing(rest)
        if bracket is None:
            body, bracket = split_inline(rest)
        if level == PLAIN and content.heading_level:
            level = 0
        named = bracket is not None or (_has_line_below(self.document, block) and not self._wraps(level, text))
        named = named or (level == PLAIN and self._counts_on(text))
        if not named and (self.listing or (self.ended and level == PLAIN)):
            self.ledger.paragraph_skipped(block, Skipped.APPENDIX)
            return
        anew, self.ended = self.ended, False
        if level == PLAIN and not named:
            if squeeze(text) in self.again or heads_a_table(text):
                self.ledger.paragraph_skipped(block, Skipped.OPENING)
                return
            if self.items and not self._closes(block, text):
                self._go_on_with(self.items[-1], block, text)
            return  # before the first item: the title and the preamble, read as the list's own goals or accounted for
        self.items.append(ParagraphItem(level, number, body, content.place, [block], [bracket] if bracket else [], anew=anew))

    def _counts_on(self, text: str) -> bool:
        """三是… after a paragraph that begins with 二是 and is an item of its own."""
        pattern, above = list_lexicon().outline.counted, self.items[-1] if self.items else None
        number, before = pattern.match(text), pattern.match(above.text) if above is not None and above.level == PLAIN else None
        if number is None or before is None:
            return False
        now, last = chinese_number(number.group(1)), chinese_number(before.group(1))
        return now is not None and last is not None and now == last + 1

    def _closes(self, block: int, text: str) -> bool:
        """A signature or a date below the last task; the name of an office alone may also be the rest of the line above."""
        words, plain = list_lexicon().outline, squeeze(text)
        if _closing(text):
            return True
        if len(plain) >= _LONGEST_SIGNATURE or not words.signed.fullmatch(plain):
            return False
        below = (b.text for b in self.document.blocks[block + 1 :] if isinstance(b, Paragraph) and b.text.strip())
        return bool(words.day.fullmatch(squeeze(next(below, ""))))

    def _wraps(self, level: int, text: str) -> bool:
        """Is a paragraph the rest of a labelled line above it, and not the name of a block of its own?"""
        above = self.items[-1].content[-1:] if self.items and level == PLAIN else []
        return bool(above) and (above[0].endswith(("，", "、", ",")) or text.rstrip().endswith(("。", "；")))

    def _go_on_with(self, item: ParagraphItem, block: int, text: str) -> None:
        """A paragraph of no number goes on with what stands above it, but not with the title of a table."""
        if heads_a_table(item.text.split("\n")[0]):
            self.ledger.paragraph_skipped(block, Skipped.NO_TASK)
            return
        if item.content:
            item.content[-1] += "\n" + text
        else:
            item.text += "\n" + text
        item.blocks.append(block)


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


def _is_number(text: str) -> bool:
    """A paragraph that is only the number of the next: 3, （三）, 四、."""
    return bool(list_lexicon().outline.alone.fullmatch(squeeze(text)))


def _closing(text: str) -> bool:
    """A signature or a date below the last task."""
    plain = squeeze(text)
    return len(plain) < _LONGEST_SIGNATURE and bool(list_lexicon().outline.closing.fullmatch(plain))


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
