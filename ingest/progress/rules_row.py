"""Rules over one row of a filing: its figures against each other, against its target and against what was accepted before.

One small pure function per rule; each yields findings and changes nothing. `ROW_RULES` is the list that is run.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.findings import Finding
from ingest.progress.catalogue import finding
from ingest.progress.filed import FiledRow, base_of, is_count
from ingest.progress.known import KnownTarget, PastRow
from ingest.progress.labels import LABELS
from ingest.progress.period_kinds import Period
from ingest.progress.values import is_null_word, tidy, words
from ingest.values.characters import normalise
from ingest.vocabulary import Vocabulary

_FACTOR = Decimal(10000)
_BLURRED = Decimal(2)  # how far from 10^4 two figures may be and still look like one written in the wrong unit
_FAR = Decimal(3)
_UNCHANGED_PERIODS = 3
_ADDITIVE = ("level",)
_DONE_WORDS = re.compile(
    r"(?:已|全面|全部|超额|提前|圆满)完成(?:全年|年度|目标|任务|既定)|(?:超额|提前|全部)完成(?:任务|目标)?"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a row is judged against: its period, the row accepted for the period before, and those before and after."""

    period: Period
    vocabulary: Vocabulary
    behind_points: Decimal
    term_start: dt.date
    term_end: dt.date
    is_first: bool = False
    last: PastRow | None = None  # of the period immediately before
    earlier: tuple[PastRow, ...] = ()  # all before, newest first
    later: PastRow | None = None  # of the next period that was accepted


Rule = Callable[[FiledRow, KnownTarget, Setting], Iterator[Finding]]


def _at(row: FiledRow, name: str, code: str, **said: object) -> Finding:
    return finding(code, row.places.get(name) or row.place, label=said.pop("label", LABELS.get(name, "")), **said)


def _with_unit(value: Decimal, unit: str) -> str:
    return f"{words(value)}{unit}"


def _target_value(row: FiledRow, target: KnownTarget) -> Decimal | None:
    """The target's value in the base unit, where the row is about the target's own area and in the same base unit."""
    if target.value_base is None or row.area != target.area or row.unit_base != target.unit_base:
        return None
    return target.value_base


def _completion(row: FiledRow, target: KnownTarget) -> Decimal | None:
    """Percent of the target reached, for targets to reach by adding up."""
    value = _target_value(row, target)
    if target.kind != "level" or target.comparator not in ("ge", "gt", "eq", "approx") or not value or value <= 0:
        return None
    return None if row.cumulative_base is None else row.cumulative_base * 100 / value


def nothing_stated(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """A row left blank, although its window has begun; a null word (无, 不适用) or a text is a statement."""
    if row.is_stated or row.held or any(row.texts.get(name) for name in ("narrative", "judgement", "remarks", "problems")):
        return
    begun = target.period_start is None or target.period_start <= setting.period.end
    if begun and all(word == "blank" for word in row.null_words.values()):
        main = "cumulative" if "cumulative" in row.source.header.columns else next(iter(row.places), "")
        yield _at(row, main, "value-missing")


def negative(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """An amount below zero: impossible for what is counted up, a correction for what was done in the period."""
    if target.kind not in ("level", "ratio"):
        return
    if row.cumulative is not None and row.cumulative < 0:
        yield _at(row, "cumulative", "number-negative", seen=words(row.cumulative))
    if row.current is not None and row.current < 0:
        code = "current-negative" if target.kind == "level" else "number-negative"
        yield _at(row, "current", code, seen=words(row.current))


def not_whole(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """A count of things with a fraction."""
    if target.kind != "level" or not is_count(row.unit_base):
        return
    for name in ("current", "cumulative"):
        base = row.current_base if name == "current" else row.cumulative_base
        value = row.current if name == "current" else row.cumulative
        if base is not None and value is not None and base != base.to_integral_value():
            yield _at(row, name, "count-not-whole", seen=words(value), unit=row.measure_unit)


def cumulative_below_current(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    if target.kind not in _ADDITIVE or row.current is None or row.cumulative is None:
        return
    fell_before = any(r.cumulative_base is not None and r.cumulative_base < 0 for r in setting.earlier)
    if row.cumulative < row.current and not fell_before:
        yield _at(row, "cumulative", "cumulative-below-current", seen=words(row.cumulative), wanted=words(row.current))


def cumulative_fell(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    before = next((r for r in setting.earlier if r.cumulative_base is not None), None)
    if target.kind not in _ADDITIVE or before is None or row.cumulative_base is None or before.unit_base != row.unit_base:
        return
    if before.cumulative_base is not None and row.cumulative_base < before.cumulative_base:
        wanted = _in_unit(before.cumulative_base, row, setting)
        yield _at(row, "cumulative", "cumulative-fell", seen=_filed(row), wanted=wanted, period=_period_words(before))


def cumulative_not_sum(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """Last period's cumulative + this period's current = this cumulative, where all three are there."""
    last = setting.last
    if target.kind not in _ADDITIVE or last is None or last.cumulative_base is None or last.unit_base != row.unit_base:
        return
    if row.current_base is None or row.cumulative_base is None:
        return
    due = last.cumulative_base + row.current_base
    step = _last_digit(row, setting)  # figures are rounded to their last written digit
    if abs(due - row.cumulative_base) > step:
        yield _at(
            row,
            "cumulative",
            "cumulative-not-sum",
            seen=_filed(row),
            wanted=_in_unit(due, row, setting),
            last=_in_unit(last.cumulative_base, row, setting),
            current=_with_unit(row.current or Decimal(0), row.measure_unit),
        )


def _last_digit(row: FiledRow, setting: Setting) -> Decimal:
    """One unit of the coarsest last digit of the row's amounts, 0 for whole numbers."""
    exponents = [int(v.as_tuple().exponent) for v in (row.current, row.cumulative) if v is not None]
    finest = max((e for e in exponents if e < 0), default=0)
    return Decimal(1).scaleb(finest) * base_of(row.measure_unit, setting.vocabulary)[0] if finest < 0 else Decimal(0)


def _filed(row: FiledRow) -> str:
    return _with_unit(row.cumulative if row.cumulative is not None else Decimal(0), row.measure_unit)


def _in_unit(base: Decimal, row: FiledRow, setting: Setting) -> str:
    factor = base_of(row.measure_unit, setting.vocabulary)[0]
    return _with_unit(tidy(round(base / factor, 6)), row.measure_unit)


def _period_words(row: PastRow) -> str:
    from ingest.progress.period_kinds import words as period_words

    return period_words(row.period)


def factor_against_past(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """About 10^4 times, or a 10^4th of, what was accepted before: 万元 and 亿元 mixed up."""
    before = next((r for r in setting.earlier if r.cumulative_base), None)
    if target.kind != "level" or before is None or before.unit_base != row.unit_base:
        return
    old, new = before.cumulative_base, row.cumulative_base
    if old and new and (_near_factor(new / old) or _near_factor(old / new)):
        against = f"上期（{_period_words(before)}）的"
        yield _at(row, "cumulative", "factor-suspected", seen=_filed(row), wanted=_in_unit(old, row, setting), against=against)


def _near_factor(ratio: Decimal) -> bool:
    return _FACTOR / _BLURRED / 2 <= ratio <= _FACTOR * _BLURRED * 2


def over_target(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """More than three times the target; from about 10^4 times on it is called what it most likely is."""
    done = _completion(row, target)
    value = target.value_base
    if done is None or value is None or row.cumulative is None:
        return
    shown_target = _in_unit(value, row, setting)
    if done >= _FACTOR * 100 / 4:
        yield _at(row, "cumulative", "factor-suspected", seen=_filed(row), wanted=shown_target, against="目标值")
    elif done > _FAR * 100:
        times = words(round(done / 100, 1))
        yield _at(row, "cumulative", "far-over-target", seen=_filed(row), wanted=shown_target, times=times)


def under_target(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """A figure in 亿元 written into a row of 万元: a ten-thousandth of a measured (not counted) target."""
    value = _target_value(row, target)
    measured = row.unit_base in {m.base_unit for m in setting.vocabulary.measures.values()} and row.unit_base not in ("%", "‰")
    if target.kind != "level" or not value or not measured or setting.earlier or not row.cumulative_base:
        return
    if row.cumulative_base > 0 and Decimal("0.00001") <= row.cumulative_base / value <= Decimal("0.0004"):
        wanted = _in_unit(value, row, setting)
        yield _at(row, "cumulative", "factor-suspected", seen=_filed(row), wanted=wanted, against="目标值")


def stated_rate(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """A completion rate beside the figures: recomputed, and compared with last period's, which a stale column repeats."""
    done = _completion(row, target)
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
    yield _at(row, "rate", code, seen=words(row.rate), wanted=words(round(done, 1)))


def done_word(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """是否完成 against the date and the figure beside it."""
    if row.done is False and row.done_date is not None and row.done_date.day <= setting.period.end:
        yield _at(row, "done", "done-contradicts-date", seen="否", wanted=row.done_date.text)
    done = _completion(row, target)
    if done is None or row.done is None or target.value_base is None:
        return
    if row.done is (done < 100):
        said = {"seen": "是" if row.done else "否", "number": _filed(row), "wanted": _in_unit(target.value_base, row, setting)}
        yield _at(row, "done", "done-contradicts-number", **said)


def status_words(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """A text that says the year's task is done beside a figure that says it is not."""
    done = _completion(row, target)
    if done is None or done >= 100 or target.value_base is None:
        return
    for name in ("judgement", "narrative"):
        found = _DONE_WORDS.search(row.texts.get(name, ""))
        if found:
            said = {"seen": found[0], "number": _filed(row), "wanted": _in_unit(target.value_base, row, setting)}
            yield _at(row, name, "status-contradicts-number", **said)
            return


def dates(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """A completion date after the period, or more than a year away from the list's term."""
    if row.done_date is None:
        return
    day = row.done_date.day
    if not setting.term_start.year - 1 <= day.year <= setting.term_end.year + 1:
        yield _at(row, "done_date", "date-far-away", seen=row.done_date.text)
    elif day > setting.period.end and row.done is not False:
        yield _at(row, "done_date", "date-after-period", seen=row.done_date.text, wanted=setting.period.end.isoformat())


def unchanged(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """The same cumulative for three periods although the target is not reached."""
    done = _completion(row, target)
    before = [r.cumulative_base for r in setting.earlier[: _UNCHANGED_PERIODS - 1]]
    if target.kind != "level" or row.cumulative_base is None or len(before) < _UNCHANGED_PERIODS - 1:
        return
    if (done is None or done < 100) and all(b == row.cumulative_base for b in before):
        yield _at(row, "cumulative", "unchanged", seen=_filed(row), wanted=_UNCHANGED_PERIODS)


def same_narrative(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    last = setting.earlier[0] if setting.earlier else None
    text = re.sub(r"\s", "", normalise(row.texts.get("narrative", "")))
    if last is None or len(text) < 6:
        return
    if text == re.sub(r"\s", "", normalise(last.narrative)):
        yield _at(row, "narrative", "narrative-unchanged", seen=row.texts["narrative"], period=_period_words(last))


def problems_when_behind(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """A row behind the pace of its own window, or past its date, must say what is wrong and what comes next."""
    blank = [
        LABELS[name]
        for name in ("problems", "next_steps")
        if is_null_word(row.texts.get(name, "")) or not row.texts.get(name, "").strip()
    ]
    if not blank or row.held or any(f.code == "factor-suspected" for f in row.findings):
        return  # a figure that is doubted says nothing about pace
    label = "和".join(f"“{name}”" for name in blank)
    at = "problems" if LABELS["problems"] in blank else "next_steps"
    end = setting.period.end
    done = _completion(row, target)
    if done is not None:
        pace = _pace(target, end)
        if pace is not None and pace - done > setting.behind_points:
            said = {"seen": words(round(done, 1)), "wanted": words(round(pace, 1)), "label": label}
            yield _at(row, at, "problems-missing", **said)
    elif target.kind == "milestone" and row.done is False and target.due is not None and target.due <= end:
        yield _at(row, at, "overdue-not-explained", wanted=target.due.isoformat(), label=label)


def _pace(target: KnownTarget, day: dt.date) -> Decimal | None:
    """Percent of the target's window that has passed at the end of a day; None without a window or before it begins."""
    start, end = target.period_start, target.period_end or target.due
    if start is None or end is None or day < start:
        return None
    return min(Decimal(100), Decimal((day - start).days + 1) * 100 / Decimal((end - start).days + 1))


def later_period(row: FiledRow, target: KnownTarget, setting: Setting) -> Iterator[Finding]:
    """A late or corrected period against the one accepted after it."""
    later = setting.later
    if target.kind not in _ADDITIVE or later is None or later.cumulative_base is None or row.cumulative_base is None:
        return
    if later.unit_base != row.unit_base:
        return
    wanted = _in_unit(later.cumulative_base, row, setting)
    if later.cumulative_base < row.cumulative_base:
        yield _at(row, "cumulative", "later-period-contradicts", seen=_filed(row), wanted=wanted, period=_period_words(later))
    elif later.current_base is not None:
        due = row.cumulative_base + later.current_base
        if abs(due - later.cumulative_base) > _last_digit(row, setting):
            said = {"seen": wanted, "wanted": _in_unit(due, row, setting), "period": _period_words(later)}
            yield _at(row, "cumulative", "later-period-sum", **said)


ROW_RULES: tuple[Rule, ...] = (
    nothing_stated,
    negative,
    not_whole,
    cumulative_below_current,
    cumulative_fell,
    cumulative_not_sum,
    factor_against_past,
    over_target,
    under_target,
    stated_rate,
    done_word,
    status_words,
    dates,
    unchanged,
    same_narrative,
    problems_when_behind,
    later_period,
)
