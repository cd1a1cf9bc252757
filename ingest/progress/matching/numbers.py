"""Task numbers as people write them: 重点工作-1-7, 重点工作（三）, 1（7）, 三、3, 第7项. Which task is meant: `tasks.py`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.documents.grid import Cell
from ingest.progress.knowledge.context import plain

_SMALL = {c: i for i, c in enumerate("零一二三四五六七八九")}
_NUMERAL = re.compile(r"[一二三四五六七八九十]{1,3}")
_CIRCLED = {chr(0x2460 + i): str(i + 1) for i in range(20)}
_QUOTES = re.compile("[“”‘’「」『』\"'《》]")
_DASHES = re.compile(r"[‐‑‒–—―−~～_/、]+")
_ORDINAL = re.compile(r"第(\d{1,3}|[一二三四五六七八九十]{1,3})(?:项|条|号)?$|(?<=[\d一二三四五六七八九十])[项号]$")
_OUTER = re.compile(r"\(?([一二三四五六七八九十]{1,3})(?:\)[-.]?|[-.](?=[\d(])|(?=\(\d))")
_FORM = re.compile(
    r"^(?P<section>[^\d()]*?)[-.:]?(?P<task>\d{1,3})?"
    r"(?:[-.]?\((?P<in>\d{1,3})\)|[-.](?P<sub>\d{1,3}))?[.、]?$"
)
_DATE_LIKE = re.compile(r"^(?:\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?(?:\s.*)?|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2})$")


@dataclass(frozen=True, slots=True)
class TaskNumber:
    """A written number. `task_no` is "" for a subtask's number alone （7）."""

    section: str
    task_no: str
    subtask_no: str
    tail_zero: str = ""  # 1.1 typed as a number may have been 1.10: the other subtask_no
    outer_no: str = ""  # 三、3 and （三）3: the number of what the task stands under


def _digits(match: re.Match[str]) -> str:
    text = match[0]
    tens, ten, ones = text.partition("十")
    if not ten:
        return str(_SMALL[text]) if text in _SMALL else text
    if len(tens) > 1 or len(ones) > 1:
        return text
    return str((_SMALL[tens] if tens else 1) * 10 + (_SMALL[ones] if ones else 0))


def is_date(cell: Cell) -> bool:
    """True where Excel has made a date of a number like 3-1."""
    if isinstance(cell.value, dt.date | dt.datetime):
        return True
    return isinstance(cell.value, str) and bool(_DATE_LIKE.match(cell.value.strip()))


def parse_task_number(cell: Cell) -> TaskNumber | None:
    """The number of a cell; None where it is none. Leading zeros go: 007 and 7 are the same task."""
    value = cell.value
    if isinstance(value, float) and not value.is_integer():
        return _parse(f"{value:.10g}", may_lack_zero=True)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _parse(str(int(value)), may_lack_zero=False)
    return _parse(cell.text if value is None else str(value), may_lack_zero=False)


@lru_cache(maxsize=4096)
def _parse(written: str, *, may_lack_zero: bool) -> TaskNumber | None:
    text = written
    for circled, number in _CIRCLED.items():
        text = text.replace(circled, f"({number})")
    text = _ORDINAL.sub(r"\1", _DASHES.sub("-", _QUOTES.sub("", plain(text))).replace("。", "."))
    outer = _OUTER.match(text)
    if outer:
        inner = _parse(text[outer.end() :], may_lack_zero=may_lack_zero)
        if inner is None or inner.section or not (inner.task_no or inner.subtask_no):
            return None
        number = _NUMERAL.sub(_digits, outer[1])
        task, sub = (inner.task_no, inner.subtask_no) if inner.task_no else (inner.subtask_no, "")
        return TaskNumber("", task, sub, inner.tail_zero, number)
    found = _FORM.match(text)
    if not found or not (found["task"] or found["in"]):
        found = _FORM.match(_NUMERAL.sub(_digits, text))
        if not found or not (found["task"] or found["in"]):
            return None
    task, sub = _strip(found["task"]), _strip(found["in"] or found["sub"])
    tail = f"{sub}0" if may_lack_zero and len(sub) == 1 else ""
    return TaskNumber(found["section"].strip("-.:"), task, sub, tail)


def _strip(number: str | None) -> str:
    return (number.lstrip("0") or "0") if number else ""
