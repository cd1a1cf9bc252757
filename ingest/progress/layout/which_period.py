"""For which period of which list a filing is, decided from the head, the titles, the file's name and the hidden sheet.

The visible head decides, as the list's calendar means it: 第四季度 in a list that is reported by the month is its December.
Whatever disagrees is one finding, and nothing else is said that would only follow from it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.calendar import written_periods
from ingest.calendar.periods import PeriodKind, containing, is_period_id, period, period_words
from ingest.calendar.written_periods import agree, find_days, find_years
from ingest.findings import Finding, Place
from ingest.progress.catalogue import finding
from ingest.progress.fields import HeadField
from ingest.progress.knowledge.context import Context, plain
from ingest.progress.layout.filing_head import HIDDEN, FilingHead, Said

_LABEL = "报告期"
_NAMED = 14  # of a list's periods, so many are named
_ENDS = re.compile(r"(?P<first>上半年)|(?P<second>下半年)|(?P<year>全年|年底|年末|年终)")
_QUARTER = re.compile(r"(?<![\d.])(?P<m>[147]|10)月?[-~至到—](?P<m2>[369]|12)月")
_ANY_YEAR = 2000
_YEAR_ALONE = re.compile(r"[月旬季周]")

# the files of a night share their titles and the form of their names
find_periods = lru_cache(maxsize=4096)(written_periods.find_periods)


@dataclass(frozen=True, slots=True)
class WhichPeriod:
    """`period` and `list_id` are "" where they are not known; `year` is the one that a day without a year is of."""

    period: str
    list_id: str
    year: int | None
    findings: tuple[Finding, ...] = ()


def is_period_of(context: Context, list_id: str, period_id: str) -> bool:
    """True where a list is reported on for a period: by its calendar, else where the period lies inside its term."""
    if list_id in context.periods:
        return period_id in context.periods[list_id]
    known, this = context.lists[list_id], period(period_id)
    return known.period_start <= this.start and this.end <= known.period_end


def which_period(head: FilingHead, passing: Sequence[Said], unit: str, context: Context) -> WhichPeriod:
    """Decide. `passing` are the titles and the file's name; `unit` is "" where it is not known."""
    return _PeriodDecision(head, passing, unit, context).decided()


class _PeriodDecision:
    def __init__(self, head: FilingHead, passing: Sequence[Said], unit: str, context: Context) -> None:
        self.head, self.passing, self.context = head, passing, context
        self.findings: list[Finding] = []
        self.told = self._told()
        self.lists = self._lists(unit)
        self.days = [day for said in (*passing, *head.said(HeadField.FILED_ON)) for day in _days(said)]
        self.years = next((years for said in passing if len(years := find_years(said.text)) == 1), ())
        said = head.said(HeadField.PERIOD)
        self.visible = [s for s in said if s.source != HIDDEN]
        self.hidden = next((s for s in said if s.source == HIDDEN), None)

    def decided(self) -> WhichPeriod:
        chosen = self._chosen()
        list_id = next((known for known in self.lists if chosen and is_period_of(self.context, known, chosen)), "")
        if chosen and not list_id and not any(f.code in ("period-conflict", "list-unknown") for f in self.findings):
            self._not_asked(chosen)
        year = period(chosen).start.year if chosen else next(iter((*self.years, *self._calendar_years())), None)
        return WhichPeriod(chosen, list_id or self.lists[0], year, tuple(self.findings))

    # ── lists ──
    def _told(self) -> str:
        told = self.head.first(HeadField.LIST_ID).strip()
        if told and told not in self.context.lists:
            self.findings.append(finding("list-unknown", self.head.said(HeadField.LIST_ID)[0].place, seen=told))
            return ""
        return told

    def _lists(self, unit: str) -> list[str]:
        """The lists that may be meant, the latest first: the one of the form, else those of the unit, else all."""
        known = self.context.lists
        latest = sorted(known, key=lambda list_id: (known[list_id].period_start, list_id), reverse=True)
        own = [list_id for list_id in latest if not unit or unit in self.context.units.get(list_id, ())]
        return [self.told] if self.told else own or latest

    def _asked(self, period_id: str, lists: Sequence[str] = ()) -> bool:
        return any(is_period_of(self.context, list_id, period_id) for list_id in lists or self.lists)

    def _calendar(self) -> list[str]:
        """The periods that the lists ask for, the finest first, in their order."""
        ids = {p for list_id in self.lists for p in self.context.periods.get(list_id, ())}
        return sorted(ids, key=lambda p: (period(p).end - period(p).start, period(p).start))

    def _calendar_years(self) -> list[int]:
        return sorted({self.context.lists[list_id].period_start.year for list_id in self.lists}, reverse=True)

    def _as_asked(self, start: dt.date, end: dt.date) -> str:
        """The period of the calendar that a span of days means, both ending on one day; "" where none or two may be meant.

        It is the shortest that holds the span (12月下旬 in a list by months), else the one that lies in it (第四季度).
        """
        ending = [period(p) for p in self._calendar() if period(p).end == end]
        holding = [p.id for p in ending if p.start <= start]
        inside = [p.id for p in ending if p.start > start]
        return holding[0] if holding else inside[0] if len(inside) == 1 else ""

    # ── what one text says ──
    def _found(self, text: str) -> tuple[str, ...]:
        """The periods that a text names.

        A month without a year is that of the year in the titles or the one nearest to the day of filing, else the one that the
        calendar has; () where these are several that the lists ask for.
        """
        own = find_periods(text)
        if own or not find_periods(text, _ANY_YEAR):
            return own
        hints = [find_periods(text, year) for year in self.years]
        hints += [find_periods(text, near=day) for day in self.days[:1]]
        calendar = [find_periods(text, year) for year in self._calendar_years()]
        for told in (hints, calendar):
            asked = {ids for ids in told if ids and all(self._asked(p) for p in ids)}
            if asked:
                return asked.pop() if len(asked) == 1 else ()
        return (*hints, *calendar)[0]

    def _of_head(self, said: Said) -> str:
        """The period of a cell under 报告期, "" where it cannot be read; what the calendar calls otherwise is said."""
        written = self._written(said)
        found = self._found(written)
        one = found[0] if len(found) == 1 else ""
        if len(one) == 4 and _YEAR_ALONE.search(written):
            one = ""  # 2023年13月 names more than the year, only not what there is
        if one and self._asked(one):
            return one
        days = () if found else find_days(written)
        span = self._span(written, one) if len(days) != 1 else self._month_of(days[0])
        read = self._as_asked(*span) if span else ""
        if read and read != one:
            words = {"seen": said.text.strip(), "wanted": period_words(read), "label": _LABEL}
            self.findings.append(finding("period-read-as", said.place, **words))
        return read or one or (f"{days[0]:%Y-%m}" if len(days) == 1 else "")

    def _span(self, text: str, period_id: str) -> tuple[dt.date, dt.date] | None:
        """The days that a text is about: those of its period, 上半年, 年底, 10-12月."""
        squeezed = plain(text)
        ending, months = _ENDS.search(squeezed), _QUARTER.search(squeezed)
        if ending is None and months is None:
            return (period(period_id).start, period(period_id).end) if period_id else None
        if period_id and len(period_id) > 4:
            return period(period_id).start, period(period_id).end
        year = next(iter((*find_years(text), *self.years, *(day.year for day in self.days), *self._calendar_years())), None)
        if year is None:
            return None
        first, last = (1, 6) if ending and ending["first"] else (7, 12) if ending and ending["second"] else (1, 12)
        if ending is None and months is not None:
            first, last = int(months["m"]), int(months["m2"])
        return dt.date(year, first, 1), period(f"{year}-{last:02}").end

    def _month_of(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """2023年12月31日 under 报告期 is as of that day: the month that it lies in."""
        this = containing(day, PeriodKind.MONTH)
        return this.start, this.end

    def _written(self, said: Said) -> str:
        """What a cell says, as a text: a date shows its month, a number is 11 or 2023.11."""
        value = said.cell.value if said.cell is not None else None
        if isinstance(value, dt.date):  # datetime is one too: a cell that shows 2023年11月
            return f"{value.year}-{value.month:02}"
        if isinstance(value, float) and not value.is_integer():
            return f"{value:.2f}" if len(f"{value}".partition(".")[2]) == 2 else ""  # 2023.1 may be January or October
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f"{int(value)}月" if 1 <= value <= 12 else str(int(value))
        return said.text

    # ── all of them ──
    def _chosen(self) -> str:
        strong = self._strong()
        unreadable = any(f.code == "period-unreadable" for f in self.findings)
        if not strong and unreadable:
            return ""
        made_for = self.hidden.text.strip() if self.hidden is not None and is_period_id(self.hidden.text.strip()) else ""
        weak = self._weak()
        by_form = not strong and bool(made_for)
        if by_form and self.hidden is not None:
            strong = {made_for: self.hidden}
        if not strong:
            return self._by_passing(weak)
        chosen = max(strong, key=lambda p: (len(p), p))
        others = {p: said for p, said in weak.items() if not agree(chosen, p)}
        if any(p != chosen for p in strong) or self._is_conflict(chosen, others, made_for):
            hidden = [(made_for, self.hidden)] if made_for and self.hidden is not None and made_for not in strong else []
            every = [*weak.items(), *hidden, *strong.items()]
            self._conflict(every)
            # the file is rejected: it counts as received for the period that is asked for, not for one that nobody reports
            return chosen if self._asked(chosen) else next((p for p in sorted(dict(every)) if self._asked(p)), chosen)
        if by_form and not weak:
            self.findings.append(finding("period-of-the-form", wanted=period_words(chosen), label=_LABEL))
        elif self._asked(chosen):
            place = strong[chosen].place
            for other, said in others.items():
                words = {"seen": said.source, "other": period_words(other), "wanted": period_words(chosen), "label": _LABEL}
                self.findings.append(finding("period-named-otherwise", place, **words))
            if made_for and made_for != chosen:
                words = {"seen": period_words(made_for), "wanted": period_words(chosen), "label": _LABEL}
                self.findings.append(finding("form-of-another-period", place, **words))
        return chosen

    def _is_conflict(self, chosen: str, others: dict[str, Said], made_for: str) -> bool:
        """True where nobody can say which period is meant: what else the file says is a period that lists ask for, too."""
        every = list(self.context.lists)
        if any(self._asked(other, every) for other in others):
            return True
        return bool(made_for) and made_for != chosen and not self._asked(chosen) and self._asked(made_for)

    def _strong(self) -> dict[str, Said]:
        found: dict[str, Said] = {}
        seen: set[str] = set()
        for said in self.visible:
            if plain(said.text) in seen:
                continue
            seen.add(plain(said.text))
            read = self._of_head(said)
            if read:
                found.setdefault(read, said)
            else:
                self.findings.append(finding("period-unreadable", said.place, seen=said.text.strip(), label=_LABEL))
        return found

    def _weak(self) -> dict[str, Said]:
        found: dict[str, Said] = {}
        for said in self.passing:
            periods = self._found(said.text)
            if len(periods) == 1:
                found.setdefault(periods[0], said)
        return found

    def _by_passing(self, weak: dict[str, Said]) -> str:
        """The period of the titles and the file's name, where the head says none."""
        if not weak:
            self.findings.append(finding("period-missing", label=_LABEL))
            return ""
        chosen = max(weak, key=lambda p: (len(p), p))
        if any(not agree(chosen, other) for other in weak):
            self._conflict(list(weak.items()))
            return chosen
        if not self._asked(chosen) and (read := self._as_asked(period(chosen).start, period(chosen).end)):
            words = {"seen": period_words(chosen), "wanted": period_words(read), "label": _LABEL}
            self.findings.append(finding("period-read-as", weak[chosen].place, **words))
            return read
        return chosen

    # ── findings ──
    def _conflict(self, every: Sequence[tuple[str, Said]]) -> None:
        """`every` are the periods that are said and by what, the strongest last."""
        text = "，".join(
            f"这张表是为“{period_words(p)}”下发的" if said.source == HIDDEN else f"{said.source}写的是“{period_words(p)}”"
            for p, said in every
        )
        unasked = list(dict.fromkeys(p for p, _ in every if not self._asked(p)))
        if unasked and len({p for p, _ in every if self._asked(p)}) == 1:
            text += f"；清单没有{'、'.join(f'“{period_words(p)}”' for p in unasked)}这一期"
        seen_by_all = [said for _, said in every if said.about is HeadField.PERIOD and said.source != HIDDEN]
        place = (seen_by_all or [said for _, said in every if said.source == HIDDEN] or [every[0][1]])[0].place
        self.findings.append(finding("period-conflict", place, seen=text, label=_LABEL))

    def _not_asked(self, chosen: str) -> None:
        """The period is none of the list's: the form may be that of another list, or the year is wrong."""
        place = next((said.place for said in self.visible), Place())
        others = [list_id for list_id in self.context.lists if is_period_of(self.context, list_id, chosen)]
        if self.told and others:
            words = {"seen": self._title(self.told), "wanted": period_words(chosen), "label": _LABEL}
            self.findings.append(finding("form-of-another-list", place, **words))
            return
        calendar = sorted((p for p in self.context.periods.get(self.lists[0], ())), key=lambda p: period(p).start)
        known = self.context.lists[self.lists[0]]
        wanted = f"{known.period_start:%Y-%m-%d} 至 {known.period_end:%Y-%m-%d} 之间"
        if calendar:
            wanted = "、".join(period_words(p) for p in calendar[:_NAMED]) + ("等" if len(calendar) > _NAMED else "")
        likely = [p for p in calendar if p[4:] == chosen[4:]]
        near = f"是不是“{period_words(likely[0])}”？" if len(likely) == 1 else ""
        words = {"seen": period_words(chosen), "wanted": wanted, "near": near, "label": _LABEL}
        self.findings.append(finding("period-not-in-list", place, **words))

    def _title(self, list_id: str) -> str:
        return self.context.lists[list_id].title.strip() or list_id


def _days(said: Said) -> tuple[dt.date, ...]:
    """The days, with their year, that a title, a file's name or 填报日期 names."""
    value = said.cell.value if said.cell is not None else None
    if isinstance(value, dt.datetime):
        return (value.date(),)
    return (value,) if isinstance(value, dt.date) else find_days(said.text)
