"""Windows and deadlines in a target text: where one stands, and which days it means. What it governs is `resolve`'s part.

A window is the span a figure accumulates over (11-12月, 第四季度, 2023年); a deadline is the last day of something (12月底前,
到2025年). Months without a year are dated by the term of the list.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from ingest.task_lists.targets.text.term import Term


@dataclass(frozen=True, slots=True)
class When:
    """A date expression. A deadline has no start; `year_only` is a bare year, which may also belong to a name."""

    start: dt.date | None
    end: dt.date
    year_only: bool = False

    @property
    def is_deadline(self) -> bool:
        return self.start is None


_DIGITS = {char: str(digit) for digit, char in enumerate("零一二三四五六七八九")}


def _year_form(name: str) -> str:
    return rf"(?:(?P<{name}>[12]\d{{3}}|[一二][零一二三四五六七八九]{{3}}|今|本|明)\s*年度?\s*)"


def _month_form(name: str) -> str:
    return rf"(?P<{name}>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月"


def _day_form(name: str) -> str:
    return rf"\s*(?P<{name}>3[01]|[12]\d|0?[1-9])\s*[日号]"


_Y1, _Y2, _M1, _M2, _D1, _D2 = (
    *map(_year_form, ("y1", "y2")),
    *map(_month_form, ("m1", "m2")),
    *map(_day_form, ("d1", "d2")),
)
_Q1, _Q2 = r"第?(?P<q1>[一二三四1-4])", r"第?(?P<q2>[一二三四1-4])"
_DASH = r"\s*(?:-|—{1,2}|–|~|～|至|到)\s*"
_BEFORE = r"(?P<before>\s*(?:之前|以前|前))?"
_UNTIL = r"(?P<until>截至|截止到?|截止|力争到|到|至)?\s*"
_LATE = r"(?P<late>末|底)?"
_BARE_M1 = _M1.removesuffix(r"\s*月")  # 11-12月

# Most specific first: the first that matches at a place wins.
_FORMS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("plan", r"[“\"]?(?P<plan>十[三四五六七])五[”\"]?(?:规划)?(?:期)?(?P<plan_end>末|期间|时期)"),
        ("years", rf"(?P<y1>[12]\d{{3}})\s*年?{_DASH}(?P<y2>[12]\d{{3}})\s*年(?!\s*\d)"),
        ("months", rf"{_Y1}?{_BARE_M1}\s*月?份?{_DASH}{_Y2}?{_M2}份?(?!\d)"),
        ("quarters", rf"{_Y1}?{_Q1}(?:季度)?{_DASH}{_Q2}季度{_LATE}{_BEFORE}"),
        ("first_quarters", rf"{_Y1}?前(?P<q2>[一二三四1-4])个?季度{_LATE}"),
        ("quarter", rf"{_UNTIL}{_Y1}?{_Q1}季度{_LATE}{_BEFORE}"),
        ("half", rf"{_UNTIL}{_Y1}?(?P<half>上半年|下半年){_LATE}{_BEFORE}"),
        ("days", rf"{_Y1}?{_M1}{_D1}{_DASH}{_Y2}?{_M2}{_D2}"),
        ("day", rf"{_UNTIL}{_Y1}?{_M1}{_D1}{_BEFORE}(?!起|以来|以后)"),
        ("month", rf"{_UNTIL}{_Y1}?{_M1}份?(?P<part>底|末|初|上旬|中旬|下旬)?{_BEFORE}(?!\d|饼|台|起|以来|以后)"),
        ("year", rf"{_UNTIL}{_Y1}(?P<late>底|末|末期)?{_BEFORE}(?!起|以来|以后)"),
        ("this_year", rf"(?P<until>截至|到|至)?(?P<word>年底|年末|岁末){_BEFORE}"),
        ("whole", r"(?P<word>全年|年内|年度内|本年度|当年|年终)"),
    )
)
_STARTERS = frozenset('0123456789一二三四五六七八九十第前上下年到至截力今本明全当岁“"')


def scan_when(text: str, at: int, term: Term, floor: int = 0) -> tuple[When, int] | None:
    """The date expression that starts at `at` of a folded text, and its end; None where none starts.

    `floor`: the text before it is not looked at (the 1. of 1.1-12月 is an enumerator).
    """
    if text[at] not in _STARTERS or (at > floor and text[at].isdigit() and (text[at - 1].isdigit() or text[at - 1] == ".")):
        return None
    for name, pattern in _FORMS:
        match = pattern.match(text, at)
        if match is None:
            continue
        when = _resolve(name, match.groupdict(), term)
        if when is not None:
            return when, match.end() - len(match.group()) + len(match.group().rstrip())
    return None


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    if written.startswith("十"):
        return 10 + (_number(written[1:]) if len(written) > 1 else 0)
    return int("".join(_DIGITS[char] for char in written))


def _year(written: str | None, term: Term) -> int:
    if written in {None, "今", "本"}:
        return term.end.year
    if written == "明":
        return term.end.year + 1
    return _number(written or "")


def month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> dt.date | None:
    return dt.date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _resolve(name: str, part: dict[str, str | None], term: Term) -> When | None:
    year = _year(part.get("y1"), term)
    if not 1949 <= year <= 2200:
        return None
    late = bool(part.get("before") or part.get("until") or part.get("late"))
    if name == "plan":
        last = 2025 + 5 * ("三四五六七".index((part["plan"] or "")[1]) - 1)
        return (
            When(dt.date(last - 4, 1, 1), dt.date(last, 12, 31))
            if part["plan_end"] != "末"
            else When(None, dt.date(last, 12, 31))
        )
    if name == "years":
        last = _number(part["y2"] or "")
        return When(dt.date(year, 1, 1), dt.date(last, 12, 31)) if last > year else None
    if name == "months":
        return _months(year, part, term)
    if name in {"quarters", "first_quarters", "quarter"}:
        return _quarters(name, year, part, late=late)
    if name == "half":
        first = 1 if part["half"] == "上半年" else 7
        return When(None if late else dt.date(year, first, 1), month_end(year, first + 5))
    if name == "day":
        found = _day(year, _number(part["m1"] or ""), _number(part["d1"] or ""))
        return When(None, found) if found else None
    if name == "days":
        first_day = _day(year, _number(part["m1"] or ""), _number(part["d1"] or ""))
        last_day = _day(_year(part["y2"], term) if part["y2"] else year, _number(part["m2"] or ""), _number(part["d2"] or ""))
        return When(first_day, last_day) if first_day and last_day and first_day <= last_day else None
    if name == "month":
        return _month(year, part, late=late)
    if name == "year":
        if part.get("before") and not part.get("late"):
            return When(None, dt.date(year - 1, 12, 31), year_only=True)  # 2022年前
        return When(None if late else dt.date(year, 1, 1), dt.date(year, 12, 31), year_only=not late)
    if name == "this_year":
        return When(None, dt.date(term.end.year, 12, 31))
    return When(dt.date(term.end.year, 1, 1), dt.date(term.end.year, 12, 31))


def _months(year: int, part: dict[str, str | None], term: Term) -> When | None:
    first, last = _number(part["m1"] or ""), _number(part["m2"] or "")
    last_year = _year(part.get("y2"), term) if part.get("y2") else year
    if (last_year, last) < (year, first):
        if part.get("y1") or part.get("y2"):
            return None
        year -= 1  # 11-2月 of a list that ends in spring
    return When(dt.date(year, first, 1), month_end(last_year, last))


def _quarters(name: str, year: int, part: dict[str, str | None], *, late: bool) -> When | None:
    def quarter(written: str | None) -> int:
        return "一二三四1234".index(written or "一") % 4 + 1

    last = quarter(part.get("q2") or part.get("q1"))
    first = {"quarters": quarter(part.get("q1")), "first_quarters": 1}.get(name, last)
    if first > last:
        return None
    if part.get("before") and not part.get("late"):
        return When(None, dt.date(year, 3 * first - 2, 1) - dt.timedelta(days=1))  # 三季度前: before it begins
    return When(None if late else dt.date(year, 3 * first - 2, 1), month_end(year, 3 * last))


def _month(year: int, part: dict[str, str | None], *, late: bool) -> When | None:
    month = _number(part["m1"] or "")
    if not 1 <= month <= 12:
        return None
    piece = part.get("part")
    last = {"初": 10, "上旬": 10, "中旬": 20}.get(piece or "")
    end = dt.date(year, month, last) if last else month_end(year, month)
    if piece in {"上旬", "中旬", "下旬"} and not late:
        return When(dt.date(year, month, {"上旬": 1, "中旬": 11, "下旬": 21}[piece]), end)
    if part.get("before") and not piece:
        return When(None, dt.date(year, month, 1) - dt.timedelta(days=1))  # 11月前: before November begins
    return When(None if late or piece else dt.date(year, month, 1), end)
