"""A task before its names are split: one row of a table or one paragraph, with the text of each role and its place.

Also the small readings that tables and paragraphs share: numbers, section names, names and target texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.documents.grid import Paragraph
from ingest.findings import Place
from ingest.task_lists.labels import ListColumn, squeeze

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}


@dataclass(slots=True)
class TaskDraft:
    """One task as it stood. `texts` by role, lines as in the source; `order` is its position in the document."""

    section: str
    task_no: str
    subtask_no: str
    names: tuple[str, ...]  # outer names first; the last is the task's own
    texts: dict[ListColumn, str] = field(default_factory=dict)
    place: Place = Place()
    district_place: Place = Place()
    generated: bool = False  # the number was not printed
    governing: tuple[str, ...] = ()  # units that a bracket in the text names as leading; they govern its targets
    dues: list[tuple[str, str]] = field(default_factory=list)  # (target text, deadline) of each row of the task
    respectively: bool = False  # … each of them one piece of the text, in order (分别牵头)

    def add(self, role: ListColumn, text: str) -> None:
        """More text of a role from a further row of the task; the same text again is a merged cell read twice."""
        text = text.strip()
        before = self.texts.get(role, "")
        if text and text not in before.split("\n\n"):
            self.texts[role] = f"{before}\n\n{text}" if before else text


def chinese_number(text: str) -> int | None:
    """1-99 in Chinese numerals (十二 → 12), digits in any width, circled digits; None otherwise."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if text in _CIRCLED:
        return _CIRCLED[text]
    match = re.fullmatch(r"([一二三四五六七八九])?(十)?([一二三四五六七八九])?", text)
    if not text or not match:
        return None
    tens, ten, ones = match.groups()
    if ten:
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return None if tens and ones else _DIGITS[tens or ones]


_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_LEADING = re.compile(rf"^\s*(?:[（(]\s*({_NUMERAL})\s*[)）]|([①-⑳])|({_NUMERAL})\s*(?:[、．:：]|[.](?!\d)|\s(?=\D)))\s*")
_BRACKETED = re.compile(rf"^\s*[（(]\s*({_NUMERAL})\s*[)）]\s*")
_PAIR = re.compile(r"^(\d{1,3})(?:[-.—–－]|[（(])(\d{1,3})[)）]?$")


def split_bracketed(name: str) -> tuple[str, str]:
    """（7）社会消费品零售总额 → ("7", "社会消费品零售总额"); ("", name) where no bracketed number leads."""
    match = _BRACKETED.match(name)
    if not match or match.end() == len(name):
        return "", name
    return str(chinese_number(match.group(1)) or match.group(1)), name[match.end() :]


def split_leading(name: str) -> tuple[str, str]:
    """The number that leads a text, in any written form, and the rest; ("", text) where none does."""
    match = _LEADING.match(name)
    if not match or match.end() == len(name):
        return "", name
    printed = next(group for group in match.groups() if group)
    number = chinese_number(printed)
    return (str(number), name[match.end() :]) if number is not None else ("", name)


def read_number(text: str) -> tuple[str, str] | None:
    """What a number cell prints: ("1", "") for 1, 一、 or （1）; ("1", "7") for 1.7, 1-7, 1（7）; None when it is no number."""
    plain = squeeze(text).strip(".、,:")
    if not plain:
        return None
    pair = _PAIR.match(plain)
    if pair:
        return str(int(pair.group(1))), str(int(pair.group(2)))
    number = chinese_number(re.sub(r"^[(第]|[)项]$", "", plain))
    return (str(number), "") if number is not None else None


_SECTION_LEAD = re.compile(
    rf"^(?:第{_NUMERAL}[部章节](?:分)?[、:：]?|{_NUMERAL}[、.．]|[（(]{_NUMERAL}[)）][、.]?|附件{_NUMERAL}?[:：]?)"
)
_PROGRAMME = re.compile(r"^[“\"「『《‘][^”\"」』》’]*[”\"」』》’](?=.)")
# an unquoted programme counts things: 发展六仗, 八大行动, 七大攻坚, 三大支撑八项重点 …
_COUNTED = re.compile(
    r"^[^“”]{0,6}[一二三四五六七八九十](?:大|个|项|场|篇)?[^一二三四五六七八九十]{1,4}(?=重点(?:工作|项目|任务)$)"
)


def section_name(text: str) -> str:
    """A section's own name: no blanks, no leading number, without the programme's name (“发展六仗”重点工作 → 重点工作)."""
    name = re.sub(r"\s+", "", text)
    name = _SECTION_LEAD.sub("", name)
    name = _PROGRAMME.sub("", name)
    return _COUNTED.sub("", name).rstrip("：:。")


def line_of(paragraph: Paragraph) -> str:
    """A paragraph with its automatic number before it; a number without a mark of its own (1, 一) gets one."""
    number = paragraph.number.strip()
    if number and number[-1] not in "、.．)）:：" and number not in _CIRCLED:
        number += "、"
    return f"{number}{paragraph.text}".strip()


def one_line(text: str) -> str:
    """A name that was wrapped over lines: joined, blanks gone except between Latin words."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", " ".join(text.split()))


def clean_text(text: str) -> str:
    """A target text: its lines stripped, empty lines gone; nothing else is touched, spans must stay verbatim."""
    return "\n".join(line for line in (raw.strip() for raw in text.split("\n")) if line)


def title_of(text: str, limit: int = 30) -> str:
    """A short name for a task that has none: the first clause of its text."""
    first = one_line(re.split(r"[，。；;！\n]|(?<!\d),|,(?!\d{3}(?!\d))|(?<=\S)[:：]", text.strip(), maxsplit=1)[0])
    if len(first) <= limit:
        return first
    members = first[:limit].split("、")
    return f"{'、'.join(members[:-1])}等" if len(members) > 1 else f"{first[: limit - 1]}…"


def outer_names(names: Sequence[str]) -> str:
    """parent_names of tasks.csv."""
    return "/".join(names[:-1])
