"""The target text of a row out of its target cells: figures get the measure and the noun that stand in labels, not in cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.task_lists.labels import names_a_period
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.tables.measures import stated_measure
from ingest.task_lists.tables.written import goes_on, is_nothing
from ingest.task_lists.text import clean_text, squeeze

_SHORT = 8  # words of a cell that have no subject of their own: 主体完工
_BARE = re.compile(r"[≥≤><＞＜]?[-－−]?\d[\d,，]*(?:\.\d+)?")


def compose(cells: Sequence[tuple[str, str]], measure: str, table_measure: str = "", noun: str = "") -> str:
    """One text of the (text, label) of a row's target cells, in column order; blank cells are left out.

    `measure` is the row's 计量单位, `table_measure` what a line above the table says (单位：万元), `noun` what the figures
    measure where a column of the row says it. A period in a label stands before its cell's text where several columns are
    targets; a cell that is only a period goes before the next (一季度|10亿元).
    """
    filled = [
        (text, label.rsplit("\n", maxsplit=1)[-1]) for raw, label in cells if (text := clean_text(raw)) and not is_nothing(text)
    ]
    dated = any(names_a_period(label) for _, label in filled)
    lines: list[str] = []
    waiting = ""
    for text, label in filled:
        if len(filled) > 1 and names_a_period(text) == squeeze(text):
            waiting += text
            continue
        line = _said(
            _named(text, noun, "".join(measure.split()) or table_measure), label, measure, table_measure, alone=len(cells) == 1
        )
        if dated and not waiting and not names_a_period(label) and not names_a_period(text[:12]):
            line = f"{list_lexicon().labels.whole_year}：{line}"  # 上半年目标 | 目标: the second is the year's
        lines.append(waiting + line)
        waiting = ""
    return "\n".join([*lines, waiting] if waiting else lines)


def _named(text: str, noun: str, measure: str) -> str:
    """The words of a cell with what another column of the row says they measure, unless they have a subject of their own."""
    if not noun or not (_BARE.match(text) or goes_on(text) or len(text) <= _SHORT):
        return text
    return f"{noun}{text}{measure}" if _BARE.fullmatch(text) else noun + text


def is_deadline(text: str) -> bool:
    """Is a text of 进度安排 nothing but a deadline (12月底前完成, 长期坚持)?"""
    return bool(list_lexicon().tables.only_deadline.fullmatch(squeeze(text)))


def _said(text: str, label: str, measure: str, table_measure: str, *, alone: bool) -> str:
    words = list_lexicon().tables
    bare = squeeze(label)
    period = names_a_period(label)
    if _BARE.fullmatch(text):
        text = f"{text}{stated_measure(label) or ''.join(measure.split()) or table_measure}"
        noun = words.when_in_label.sub("", bare)
        if noun and not period and not words.generic_label.search(noun):
            return f"{noun}{text}"
    if period and not alone and not names_a_period(text[:12]):
        return f"{period}：{text}"
    return text
