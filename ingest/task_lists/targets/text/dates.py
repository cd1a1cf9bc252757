"""Windows and deadlines in a target text: where one stands, and which days it means. What it governs is `resolve`'s part.

A window is the span a figure accumulates over (11-12月, 第四季度, 2023年); a deadline is the last day of something (12月底前,
到2025年). Months without a year are dated by the term of the list.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.task_lists.lexicon.grammar import lexicon
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


def scan_when(text: str, at: int, term: Term, floor: int = 0) -> tuple[When, int] | None:
    """The date expression that starts at `at` of a folded text, and its end; None where none starts.

    `floor`: the text before it is not looked at (the 1. of 1.1-12月 is an enumerator).
    """
    words = lexicon().dates
    if text[at] not in words.starters or (
        at > floor and text[at].isdigit() and (text[at - 1].isdigit() or text[at - 1] == ".")
    ):
        return None
    for name, pattern in words.forms.items():  # most specific first: the first that matches at a place wins
        match = pattern.match(text, at)
        if match is None:
            continue
        when = _resolve(name, match.groupdict(), term)
        if when is not None:
            return when, match.end() - len(match.group()) + len(match.group().rstrip())
    return None


def dates_in(text: str, term: Term) -> Iterator[When]:
    """Every date expression of a folded text, in order."""
    at = 0
    while at < len(text):
        read = scan_when(text, at, term)
        if read is None:
            at += 1
            continue
        when, at = read
        yield when


def last_deadline(text: str, term: Term) -> dt.date | None:
    """The last day that a text names as a deadline (11月底前), a bare year aside; None for none. `text` is folded."""
    ends = [when.end for when in dates_in(text, term) if when.is_deadline and not when.year_only]
    return ends[-1] if ends else None


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    words = lexicon().dates
    if written.startswith(words.ten):
        return 10 + (_number(written[1:]) if len(written) > 1 else 0)
    return int("".join(str(words.digits.index(char)) for char in written))


def _year(written: str | None, term: Term) -> int:
    words = lexicon().dates
    if written is None or written in words.this_year:
        return term.end.year
    return term.end.year + 1 if written == words.next_year else _number(written)


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
        last = lexicon().dates.plans[part["plan"] or ""]
        return When(None if part["plan_end"] else dt.date(last - 4, 1, 1), dt.date(last, 12, 31))
    if name == "years":
        last = _number(part["y2"] or "")
        return When(dt.date(year, 1, 1), dt.date(last, 12, 31)) if last > year else None
    if name == "months":
        return _months(year, part, term)
    if name in {"quarters", "first_quarters", "quarter"}:
        return _quarters(name, year, part, late=late)
    if name == "half":
        first = 1 if part["first_half"] else 7
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
    if name == "term":
        return When(term.start, term.end)
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
    written = lexicon().dates.quarters

    def quarter(numeral: str | None) -> int:
        return written.index(numeral) % 4 + 1 if numeral else 1

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
    words, piece = lexicon().dates, part.get("part") or ""
    first, last = words.part_from.get(piece), words.part_to.get(piece)
    end = dt.date(year, month, last) if last else month_end(year, month)
    if first and not late:
        return When(dt.date(year, month, first), end)
    if part.get("before") and not piece:
        return When(None, dt.date(year, month, 1) - dt.timedelta(days=1))  # 11月前: before November begins
    return When(None if late or piece else dt.date(year, month, 1), end)
