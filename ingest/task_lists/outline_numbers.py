"""Numbers of tasks and names of sections as a list prints them, in cells, before names and before paragraphs."""

from __future__ import annotations

import re
import unicodedata

from ingest.documents.grid import Paragraph
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.text import squeeze

_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}
_PAIR = re.compile(r"^(\d{1,3})(?:[-.—–－]|[（(])(\d{1,3})[)）]?$")
_PROGRAMME = re.compile(r"^[“\"「『《‘][^”\"」』》’]*[”\"」』》’](?=.)")


def chinese_number(text: str) -> int | None:
    """1-99 in Chinese numerals (十二 → 12), digits in any width, circled digits; None otherwise."""
    folded = unicodedata.normalize("NFKC", text)
    if folded.isascii() and folded.isdigit():
        return int(folded)
    if text in _CIRCLED:
        return _CIRCLED[text]
    words = list_lexicon().outline
    match = words.number.fullmatch(text)
    if not text or not match:
        return None
    tens, ten, ones = match.groups()
    if ten:
        return (words.digits.index(tens) if tens else 1) * 10 + (words.digits.index(ones) if ones else 0)
    return None if tens and ones else words.digits.index(tens or ones)


def split_bracketed(name: str) -> tuple[str, str]:
    """（7）社会消费品零售总额 → ("7", "社会消费品零售总额"); ("", name) where no bracketed number leads."""
    match = list_lexicon().outline.bracketed.match(name)
    if not match or match.end() == len(name):
        return "", name
    return str(chinese_number(match.group(1)) or match.group(1)), name[match.end() :]


def split_leading(name: str) -> tuple[str, str]:
    """The number that leads a text, in any written form, and the rest; ("", text) where none does."""
    match = list_lexicon().outline.leading.match(name)
    if not match or match.end() == len(name):
        return "", name
    printed = next(group for group in match.groups() if group)
    number = chinese_number(printed)
    return (str(number), name[match.end() :]) if number is not None else ("", name)


def read_number(text: str) -> tuple[str, str] | None:
    """What a number cell prints: ("1", "") for 1, 一、 or （1）; ("1", "7") for 1.7, 1-7, 1（7）; None when it is no number."""
    bare = squeeze(text).strip(".、,:")
    if not bare:
        return None
    pair = _PAIR.match(bare)
    if pair:
        return str(int(pair.group(1))), str(int(pair.group(2)))
    number = chinese_number(list_lexicon().outline.number_frame.sub("", bare))
    return (str(number), "") if number is not None else None


def section_name(text: str) -> str:
    """A section's own name: no blanks, no leading number, without the programme's name (“发展六仗”重点工作 → 重点工作)."""
    words = list_lexicon().outline
    name = re.sub(r"\s+", "", text)
    name = words.section_lead.sub("", name)
    name = _PROGRAMME.sub("", name)
    return words.counted_programme.sub("", name).rstrip("：:。")


def opens_section(text: str) -> bool:
    """Does a text begin with a Chinese number, as the title of a section does (一、重点工作)?"""
    return bool(list_lexicon().outline.section_row.match(squeeze(text)))


def line_of(paragraph: Paragraph) -> str:
    """A paragraph with its automatic number before it; a number without a mark of its own (1, 一) gets one."""
    number = paragraph.number.strip()
    if number and number[-1] not in "、.．)）:：" and number not in _CIRCLED:
        number += "、"
    return f"{number}{paragraph.text}".strip()


def heads_a_table(text: str) -> bool:
    """附表：2025年任务分解表: the title of a table, which is nobody's text."""
    return len(text) <= 45 and not re.search("[。；;]", text) and bool(list_lexicon().outline.table_title.search(text))
