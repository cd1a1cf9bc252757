"""Rules over one row of a filing: its figures against each other and against its target. The past is `past.py`.

One small pure function per rule; each yields what is to be said and changes nothing. `ROW_RULES` is the list that is run.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.calendar.periods import Period, period_words
from ingest.progress.asked import figure_asked
from ingest.progress.asks import not_asked as greyed_out
from ingest.progress.cells.amounts import base_of
from ingest.progress.cells.numbers import number_words, tidy
from ingest.progress.cells.words import confirms, is_null_word, shown
from ingest.progress.fields import AMOUNTS, Field
from ingest.progress.knowledge.past import PastRow
from ingest.progress.labels import LABELS
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow
from ingest.progress.standing import figure_words
from ingest.task_lists.model import Target
from ingest.values.units import is_count
from ingest.vocabulary import Vocabulary

_STATEMENTS = (Field.NARRATIVE, Field.JUDGEMENT, Field.REMARKS, Field.PROBLEMS)
FACTOR = Decimal(10000)
_FAR = Decimal(3)
_SHARE_TIMES = 8
_LONG_AGO = 270  # days: a date without a year that far back may be one of the next year
_UNUSUAL, _WHOLE = Decimal(60), Decimal(100)  # a growth beyond it is asked about; the most that a share usually is
ADDITIVE = ("level",)
_DONE_WORDS = re.compile(
    r"(?:已|全面|全部|超额|提前|圆满)完成(?:全年|年度|目标|任务|既定)|(?:超额|提前|全部)完成(?:任务|目标)?"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a row is judged against: its period, the row accepted for the period before, and those before and after."""

    period: Period
    vocabulary: Vocabulary
    term_start: dt.date
    term_end: dt.date
    has_past: bool = False  # something was accepted for another period
    last: PastRow | None = None  # of the period immediately before
    earlier: tuple[PastRow, ...] = ()  # all before, newest first
    later: PastRow | None = None  # of the next period that was accepted
    is_owed: bool = False  # the unit must report this target for this area
    standing: PastRow | None = None  # what the unit had accepted for this very period
    confirmed: Mapping[str, str] = field(default_factory=dict)  # a doubt that the unit settled before → in which period
    accepted_before: frozenset[Decimal] = frozenset()  # figures of other periods: what 上期报送 may show

    def has_begun(self, target: Target) -> bool:
        return target.period_start is None or target.period_start <= self.period.end

    def owes_figure(self, target: Target) -> bool:
        """True where the form asks the unit for a figure: its own obligation, in a window that has begun."""
        return self.is_owed and self.has_begun(target) and figure_asked(target) is not None


Rule = Callable[[FiguredRow, Target, Setting], Iterator[Say]]


def with_unit(value: Decimal, unit: str) -> str:
    return f"{number_words(value)}{unit}"


def target_value(row: FiguredRow, target: Target) -> Decimal | None:
    """The target's value in the base unit, where the row is about the target's own area and in the same base unit."""
    if target.value_base is None or row.area != target.area or row.unit_base != target.unit_base:
        return None
    return target.value_base


def completion(row: FiguredRow, target: Target) -> Decimal | None:
    """Percent of the target reached, for targets to reach by adding up."""
    value = target_value(row, target)
    if target.kind != "level" or target.comparator not in ("ge", "gt", "eq", "approx") or not value or value <= 0:
        return None
    return None if row.cumulative_base is None else row.cumulative_base * 100 / value


def nothing_stated(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """A row that is owed left blank, although its window has begun; a null word (无, 不适用) or a text is a statement.

    A figure that is asked for is missed by itself (`owed.py`), whatever else the row says.
    """
    if row.is_stated or row.held or any(row.text(name) for name in _STATEMENTS) or setting.owes_figure(target):
        return
    is_missed = setting.is_owed and setting.standing is None and setting.has_begun(target)
    if is_missed and all(word == "blank" for word in row.null_words.values()):
        main = Field.CUMULATIVE if Field.CUMULATIVE in row.source.header.columns else Field.NARRATIVE
        yield say("value-missing", main)


def negative(row: FiguredRow, target: Target, _setting: Setting) -> Iterator[Say]:
    """An amount below zero: impossible for what is counted up, a correction for what was done in the period."""
    if target.kind not in ("level", "ratio"):
        return
    if row.cumulative is not None and row.cumulative < 0:
        yield say("number-negative", Field.CUMULATIVE, seen=number_words(row.cumulative))
    if row.current is not None and row.current < 0:
        code = "current-negative" if target.kind == "level" else "number-negative"
        yield say(code, Field.CURRENT, seen=number_words(row.current))


def not_whole(row: FiguredRow, target: Target, _setting: Setting) -> Iterator[Say]:
    """A count of things with a fraction."""
    if target.kind != "level" or not is_count(row.unit_base):
        return
    for name in AMOUNTS:
        base = row.current_base if name is Field.CURRENT else row.cumulative_base
        value = row.current if name is Field.CURRENT else row.cumulative
        if base is not None and value is not None and base != base.to_integral_value():
            yield say("count-not-whole", name, seen=number_words(value), unit=row.measure_unit)


def cumulative_below_current(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    if target.kind not in ADDITIVE or row.current is None or row.cumulative is None:
        return
    fell_before = any(r.cumulative_base is not None and r.cumulative_base < 0 for r in setting.earlier)
    if row.cumulative < row.current and not fell_before:
        yield say(
            "cumulative-below-current", Field.CUMULATIVE, seen=number_words(row.cumulative), wanted=number_words(row.current)
        )


def filed(row: FiguredRow) -> str:
    return with_unit(row.cumulative if row.cumulative is not None else Decimal(0), row.measure_unit)


def in_unit(base: Decimal, row: FiguredRow, setting: Setting) -> str:
    factor = base_of(row.measure_unit, setting.vocabulary)[0]
    return with_unit(tidy(round(base / factor, 6)), row.measure_unit)


def factor_code(row: FiguredRow) -> str:
    """A figure ten thousand times off is not taken until the remarks say that it is right."""
    return "factor-confirmed" if confirms(row.text(Field.REMARKS)) else "factor-suspected"


def over_target(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """More than three times the target; from about 10^4 times on it is called what it most likely is."""
    done = completion(row, target)
    value = target.value_base
    if done is None or value is None or row.cumulative is None:
        return
    shown_target = in_unit(value, row, setting)
    if done >= FACTOR * 100 / 4:
        yield say(factor_code(row), Field.CUMULATIVE, seen=filed(row), wanted=shown_target, against="目标值")
    elif done > _FAR * 100:
        times = number_words(round(done / 100, 1))
        yield say("far-over-target", Field.CUMULATIVE, seen=filed(row), wanted=shown_target, times=times)


def under_target(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """A figure in 亿元 written into a row of 万元: a ten-thousandth of a measured (not counted) target."""
    value = target_value(row, target)
    measured = row.unit_base in {m.base_unit for m in setting.vocabulary.measures.values()} and row.unit_base not in ("%", "‰")
    if target.kind != "level" or not value or not measured or setting.earlier or not row.cumulative_base:
        return
    if row.cumulative_base > 0 and Decimal("0.00001") <= row.cumulative_base / value <= Decimal("0.0004"):
        wanted = in_unit(value, row, setting)
        yield say(factor_code(row), Field.CUMULATIVE, seen=filed(row), wanted=wanted, against="目标值")


def unusual(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """A growth or a share that is read right and is hardly meant."""
    if row.yoy is not None and abs(row.yoy) >= _UNUSUAL and not row.is_told("growth-far", "growth-far-confirmed"):
        yield say("growth-unusual", Field.YOY, seen=number_words(row.yoy))
    if target.kind != "ratio" or row.unit_base != "%" or row.cumulative_base is None or target.value_base is None:
        return
    if row.cumulative_base > _WHOLE >= target.value_base:
        yield say("share-over-hundred", Field.CUMULATIVE, seen=number_words(row.cumulative_base))
    last = setting.last.cumulative_base if setting.last is not None and setting.last.unit_base == "%" else None
    if setting.last is not None and last and _is_of_another_size(row.cumulative_base / last):
        seen, wanted = number_words(row.cumulative_base), number_words(last)
        yield say("share-factor", Field.CUMULATIVE, seen=seen, wanted=wanted, period=period_words(setting.last.period))


def _is_of_another_size(times: Decimal) -> bool:
    """True for a share ten or a hundred times the last one: a per cent sign too many or too few, ‰ for %."""
    return times >= _SHARE_TIMES or times * _SHARE_TIMES <= 1


def not_asked(row: FiguredRow, target: Target, _setting: Setting) -> Iterator[Say]:
    """A figure in a cell that the form greys out: kept, and told."""
    for name in greyed_out(target):
        if (figure := row.figure(name)) is not None:
            yield say("figure-not-asked", name, seen=figure_words(figure))


def stated_rate(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """A completion rate beside the figures: recomputed, and compared with last period's, which a stale column repeats."""
    done = completion(row, target)
    if row.rate is None or done is None or abs(done - row.rate) <= Decimal("0.1"):
        return
    last = setting.last
    stale = (
        last is not None
        and last.cumulative_base is not None
        and target.value_base
        and abs(last.cumulative_base * 100 / target.value_base - row.rate) <= Decimal("0.1")
    )
    code = "rate-stale" if stale else "rate-differs"
    yield say(code, Field.RATE, seen=number_words(row.rate), wanted=number_words(round(done, 1)))


def done_word(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """是否完成 against the date and the figure beside it."""
    if row.done is False and row.done_date is not None and row.done_date.day <= setting.period.end:
        yield say("done-contradicts-date", Field.DONE, seen="否", wanted=row.done_date.text)
    done = completion(row, target)
    if done is None or row.done is None or target.value_base is None:
        return
    if row.done is (done < 100):
        said = {"seen": "是" if row.done else "否", "number": filed(row), "wanted": in_unit(target.value_base, row, setting)}
        yield Say("done-contradicts-number", Field.DONE, said)


def status_words(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """A text that says the year's task is done beside a figure that says it is not."""
    done = completion(row, target)
    if done is None or done >= 100 or target.value_base is None:
        return
    for name in (Field.JUDGEMENT, Field.NARRATIVE):
        found = _DONE_WORDS.search(row.text(name))
        if found:
            said = {"seen": found[0], "number": filed(row), "wanted": in_unit(target.value_base, row, setting)}
            yield Say("status-contradicts-number", name, said)
            return


def dates(row: FiguredRow, _target: Target, setting: Setting) -> Iterator[Say]:
    """A completion date after the period, or more than a year away from the list's term."""
    if row.done_date is None:
        return
    day = row.done_date.day
    if not setting.term_start.year - 1 <= day.year <= setting.term_end.year + 1:
        yield say("date-far-away", Field.DONE_DATE, seen=row.done_date.text)
    elif row.is_told("date-inferred") and (setting.period.end - day).days > _LONG_AGO:
        yield say(
            "date-year-unclear", Field.DONE_DATE, seen=shown(row.source.cells.get(Field.DONE_DATE)), wanted=row.done_date.text
        )
    elif day > setting.period.end and row.done is not False:
        yield say("date-after-period", Field.DONE_DATE, seen=row.done_date.text, wanted=setting.period.end.isoformat())


def problems_when_behind(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """A row that its own unit calls behind, or an event past its date, must say what is wrong and what comes next.

    Whether the figures are behind is decided where they are judged (docs/judging.md), and said there: behind-not-explained.
    """
    blank = [name for name in (Field.PROBLEMS, Field.NEXT_STEPS) if is_null_word(row.text(name)) or not row.text(name).strip()]
    if not blank or row.held:
        return
    label = "和".join(f"“{LABELS[name]}”" for name in blank)
    first = blank[0]
    end = setting.period.end
    word = row.text(Field.JUDGEMENT).strip()
    if word in setting.vocabulary.behind_words:
        yield Say("problems-missing", first, {"seen": word, "label": label})
    elif target.kind == "milestone" and row.done is False and target.due is not None and target.due <= end:
        yield say("overdue-not-explained", first, wanted=target.due.isoformat(), label=label)


ROW_RULES: tuple[Rule, ...] = (
    nothing_stated,
    negative,
    not_whole,
    cumulative_below_current,
    over_target,
    under_target,
    stated_rate,
    done_word,
    status_words,
    unusual,
    not_asked,
    dates,
    problems_when_behind,
)
