"""Reporting periods as people write them, read into ids (`periods.py`).

`parse_period` reads a cell, a title or a file name. A day (2023年11月24日, 20240102) is no period: it says when something was
written, so 12月 beside it is the December nearest to it, not that of its year. A span of months that does not begin in
January (11-12月, a list's term) is no period either; `1-11月` is the report of November.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.calendar.periods import (
    Period,
    PeriodKind,
    containing,
    dekad_period,
    is_period_id,
    month_period,
    period,
    quarter_period,
    week_period,
    year_period,
)
from ingest.values.characters import visible

_NUMERALS = {
    "元": 1,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_YEAR_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")

_Y = r"(?P<{0}>(?<!\d)20\d\d|(?<!\d)\d\d(?=年)|[二2][〇零○O0][〇零○O0一二三四五六七八九\d]{{2}}(?=年))"
_M = r"(?P<{0}>1[0-2]|0?[1-9](?!\d)|十[一二]?|[元一二三四五六七八九](?!十))"
_D = r"(?P<{0}>3[01]|[12]\d|0?[1-9](?!\d))"
_MM, _DD = r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"  # of a day without marks
_TIME = r"[01]\d[0-5]\d(?:[0-5]\d)?|2[0-3][0-5]\d(?:[0-5]\d)?"
_TO = r"(?:-|~|至|到)"
_OF = r"年(?:度)?"
_NOT_BEFORE = r"(?<![\d.一二三四五六七八九十])"
_LAST_YEARS = r"(?:去年|上年|前年)"


def _y(name: str = "y") -> str:
    return _Y.format(name)


def _m(name: str = "m") -> str:
    return _M.format(name)


def _d(name: str = "d") -> str:
    return _D.format(name)


# In this order the first that fits at a position is taken. Those named skip_… are understood and are no period.
_FORMS: tuple[tuple[str, str], ...] = (
    ("skip_last_year", rf"{_LAST_YEARS}(?:的?同期|{_m()}月(?:份)?|[第]?[1-4一二三四]季度)?"),
    (
        "days",
        rf"(?:{_y()}{_OF})?{_NOT_BEFORE}{_m()}月{_d()}[日号]?{_TO}(?:{_y('y2')}{_OF})?(?:{_m('m2')}月)?{_d('d2')}[日号]",
    ),
    ("days", rf"{_y()}(?P<s>[./-]){_m()}(?P=s){_d()}{_TO}(?:{_y('y2')}[./-])?(?:{_m('m2')}[./-])?{_d('d2')}(?!\d)"),
    ("days", rf"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d){_TO}(?P<y2>20\d\d)(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?!\d)"),
    ("until", rf"截[至止](?:{_y()}{_OF})?{_m()}月{_d()}[日号]"),
    ("skip_day", rf"(?:{_y()}{_OF})?{_NOT_BEFORE}{_m()}月{_d()}[日号]"),
    ("skip_day", rf"{_y()}(?P<s>[./_\s-]){_m()}(?P=s){_d()}(?!\d)"),
    ("skip_day", r"(?<!\d)(?P<y>2\d)(?P<s>[./_-])(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"),
    ("skip_day", rf"(?<!\d)(?P<y>20\d\d){_MM}{_DD}(?:{_TIME})?(?!\d)"),
    ("skip_span", rf"{_y()}{_OF}{_m()}月(?:份)?{_TO}{_y('y2')}{_OF}{_m('m2')}月"),
    ("months", rf"(?:{_y()}{_OF})?{_NOT_BEFORE}{_m()}月?{_TO}{_m('m2')}月"),
    ("months", rf"{_y()}[./]{_m()}{_TO}(?:{_y('y2')}[./])?{_m('m2')}(?!\d|\.\d|月)"),
    ("first_months", rf"(?:{_y()}{_OF})?前{_m('m2')}个?月"),
    ("skip_span", rf"(?:{_y()}{_OF})?(?:前[二三23两]季度|[1一第]{{1,2}}{_TO}第?[2-4二三四]季度|[上下]半年)"),
    ("skip_span", rf"(?:{_y()}{_OF})?{_NOT_BEFORE}{_m()}月(?:份)?\(?[上中下][、和及,][上中下]旬"),
    ("skip_week_of_month", rf"(?:{_y()}{_OF})?{_NOT_BEFORE}{_m()}月(?:份)?第[1-6一二三四五六]周"),
    ("dekad", rf"(?:{_y()}[年.-])?{_NOT_BEFORE}{_m()}月(?:份)?[(的]?(?P<x>[上中下])旬"),
    ("quarter", rf"(?:{_y()}(?:{_OF}|-)?)?第?(?P<q>[1-4一二三四])季度"),
    ("quarter", rf"(?:{_y()}(?:{_OF}|-)?)?(?<![A-Za-z])Q(?P<q>[1-4])(?![\dA-Za-z])"),
    ("week", rf"(?:{_y()}(?:{_OF}|-)?)?第(?P<w>\d{{1,2}})周"),
    ("week", rf"{_y()}-?W(?P<w>\d{{1,2}})(?!\d)"),
    ("month", rf"{_y()}{_OF}{_m()}月"),
    ("month", rf"{_y()}[./_-]{_m()}(?:月|(?!\d|\.\d))"),
    ("month", r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?!\d)"),
    ("skip_day", rf"(?<!\d)(?P<y>2\d){_MM}{_DD}(?!\d)"),
    ("month", rf"{_NOT_BEFORE}{_m()}月"),
    ("year", rf"{_y()}{_OF}"),
)
_SKIPPED = frozenset(form for form, _ in _FORMS if form.startswith("skip_"))
_OF_A_YEAR = frozenset(_SKIPPED - {"skip_day", "skip_last_year"})  # a year that these name is that of what follows
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _FORMS)


def _normalised(text: str) -> str:
    """Full width and look-alikes to plain ones; blanks go, except one between two digits, which would join two numbers."""
    plain = visible(unicodedata.normalize("NFKC", text))
    plain = re.sub(r"[‐‑‒–—―−]+", "-", plain).replace("〜", "~")
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", plain)


def _year(text: str) -> int:
    digits = text.translate(_YEAR_DIGITS).replace("O", "0")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _number(text: str) -> int:
    return _NUMERALS[text] if text in _NUMERALS else int(text)


@dataclass(slots=True)
class _PeriodReader:
    """One pass over a text. `year` is the year last written: `2023年三重点任务11月进展` is November 2023.

    Where none is written, a period is the one nearest to `day`, else of `default_year`.
    """

    default_year: int | None
    day: dt.date | None
    found: list[Period]
    year: int | None = None

    def take(self, form: str, match: re.Match[str]) -> None:
        groups = {name: value for name, value in match.groupdict().items() if value}
        if form in _SKIPPED:
            if "y" in groups and form in _OF_A_YEAR:
                self.year = _year(groups["y"])
            return
        if "y" in groups:
            self.year = _year(groups["y"])
        got = self._placed(form, groups)
        if got is not None and got not in self.found:
            self.found.append(got)

    def _placed(self, form: str, groups: dict[str, str]) -> Period | None:
        """The period in its year: the one written, that which is nearest to the day, or the default."""
        if self.year is not None:
            return self._period(form, self.year, groups)
        day = self.day
        if day is not None:
            near = (self._period(form, year, groups) for year in (day.year, day.year - 1, day.year + 1))
            return min((p for p in near if p is not None), key=lambda p: _days_from(day, p), default=None)
        return None if self.default_year is None else self._period(form, self.default_year, groups)

    def _period(self, form: str, year: int, groups: dict[str, str]) -> Period | None:
        try:
            if form in ("days", "until"):
                return _of_days(form, year, groups)
            if form == "months":
                return (
                    month_period(year, _number(groups["m2"]))
                    if _number(groups["m"]) == 1 and _same_year(year, groups)
                    else None
                )
            if form == "first_months":
                return month_period(year, _number(groups["m2"]))
            if form == "dekad":
                return dekad_period(year, _number(groups["m"]), "上中下".index(groups["x"]) + 1)
            if form == "quarter":
                return quarter_period(year, _number(groups["q"]))
            if form == "week":
                return week_period(year, int(groups["w"]))
            if form == "month":
                return month_period(year, _number(groups["m"]))
            return year_period(year)
        except ValueError:  # a day or week that the calendar does not have
            return None


def _days_from(day: dt.date, this: Period) -> int:
    """How far a day is from a period; 0 inside it."""
    return max((this.start - day).days, (day - this.end).days, 0)


def _same_year(year: int, groups: dict[str, str]) -> bool:
    return "y2" not in groups or _year(groups["y2"]) == year


def _of_days(form: str, year: int, groups: dict[str, str]) -> Period | None:
    """The period that two days enclose exactly; for `until`, the month whose last day is named."""
    first = dt.date(year, _number(groups["m"]), int(groups["d"]))
    if form == "until":
        month = containing(first, PeriodKind.MONTH)
        return month if month.end == first else None
    last = dt.date(
        _year(groups["y2"]) if "y2" in groups else year,
        _number(groups["m2"]) if "m2" in groups else first.month,
        int(groups["d2"]),
    )
    enclosed = (containing(first, kind) for kind in PeriodKind)
    return next((p for p in enclosed if (p.start, p.end) == (first, last)), None)


def find_periods(text: str, default_year: int | None = None, *, near: dt.date | None = None) -> tuple[str, ...]:
    """Every period that a text names, in order, the coarser ones left out where a finer one inside them is named too.

    A month, quarter or week without a year takes the year last written before it in the text, else it is the one nearest to the
    day that the text names, or to `near`; else it is of `default_year`, or not read. A typed number is the caller's matter: the
    float 2023.1 may have been written 2023.10.
    """
    plain = _normalised(text)
    whole = plain.upper()
    if is_period_id(whole):
        return (whole,)
    forms = tuple(_matches(plain))
    days = [day for form, match in forms if form == "skip_day" and (day := _day(match)) is not None]
    reader = _PeriodReader(default_year, days[-1] if days else near, [])
    for form, match in forms:
        reader.take(form, match)
    found = reader.found
    return tuple(p.id for p in found if not any(p.contains(other) for other in found))


def _matches(plain: str) -> Iterator[tuple[str, re.Match[str]]]:
    position = 0
    while position < len(plain):
        for form, pattern in _PATTERNS:
            match = pattern.match(plain, position)
            if match:
                yield form, match
                position = match.end()
                break
        else:
            position += 1


def _day(match: re.Match[str]) -> dt.date | None:
    """The day that a text names with its year."""
    groups = match.groupdict()
    if not groups["y"]:
        return None
    try:
        return dt.date(_year(groups["y"]), _number(groups["m"]), int(groups["d"]))
    except ValueError:
        return None


def find_days(text: str) -> tuple[dt.date, ...]:
    """The days that a text names with their year, in order."""
    days = (_day(match) for form, match in _matches(_normalised(text)) if form == "skip_day")
    return tuple(day for day in days if day is not None)


def find_years(text: str) -> tuple[int, ...]:
    """The years that a text names otherwise than in a day, in order."""
    years = (m.groupdict().get("y") for form, m in _matches(_normalised(text)) if form not in ("skip_day", "skip_last_year"))
    return tuple(dict.fromkeys(_year(year) for year in years if year))


def parse_period(text: str, default_year: int | None = None, *, near: dt.date | None = None) -> str | None:
    """The one period that a text names, or None where it names none, or several that differ."""
    found = find_periods(text, default_year, near=near)
    return found[0] if len(found) == 1 else None


def agree(first: str, second: str) -> bool:
    """True where two ids are the same period or one lies inside the other (a title's year, a file name's quarter)."""
    one, two = period(first), period(second)
    return one == two or one.contains(two) or two.contains(one)
