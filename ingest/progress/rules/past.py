"""Rules over one row of a filing against what the same unit had accepted for other periods.

One small pure function per rule; each yields what is to be said and changes nothing. `PAST_RULES` is the list that is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.calendar.periods import period_words
from ingest.progress.cells.amounts import base_of
from ingest.progress.cells.words import normalise
from ingest.progress.fields import Field
from ingest.progress.knowledge.past import PastRow
from ingest.progress.rules.row import ADDITIVE, FACTOR, Rule, Setting, completion, factor_code, filed, in_unit, with_unit
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow
from ingest.task_lists.model import Target

_BLURRED = Decimal(4)  # how far from 10^4 two figures may be and still look like one written in the wrong unit
_UNCHANGED_PERIODS = 3


def _period_words(row: PastRow) -> str:
    return period_words(row.period)


def _last_digit(row: FiguredRow, setting: Setting) -> Decimal:
    """One unit of the coarsest last digit of the row's amounts, 0 for whole numbers."""
    exponents = [int(v.as_tuple().exponent) for v in (row.current, row.cumulative) if v is not None]
    finest = max((e for e in exponents if e < 0), default=0)
    return Decimal(1).scaleb(finest) * base_of(row.measure_unit, setting.vocabulary)[0] if finest < 0 else Decimal(0)


def _is_doubted(row: FiguredRow) -> bool:
    """True where the row's figure is already said to be in the wrong unit: every further rule would only repeat it."""
    return row.is_told("factor-suspected", "factor-confirmed")


def _near_factor(ratio: Decimal) -> bool:
    return FACTOR / _BLURRED <= ratio <= FACTOR * _BLURRED


def _adds_up(target: Target) -> bool:
    """False of a share and of an amount of one thing in another (微克/立方米): neither is a running total."""
    return target.kind in ADDITIVE and "/" not in target.unit


def cumulative_fell(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    before = next((r for r in setting.earlier if r.cumulative_base is not None), None)
    if not _adds_up(target) or before is None or row.cumulative_base is None or before.unit_base != row.unit_base:
        return
    if _is_doubted(row):
        return
    if before.cumulative_base is not None and row.cumulative_base < before.cumulative_base:
        wanted = in_unit(before.cumulative_base, row, setting)
        yield say("cumulative-fell", Field.CUMULATIVE, seen=filed(row), wanted=wanted, period=_period_words(before))


def cumulative_not_sum(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """Last period's cumulative + this period's current = this cumulative, where all three are there."""
    last = setting.last
    if not _adds_up(target) or last is None or last.cumulative_base is None or last.unit_base != row.unit_base:
        return
    if row.current_base is None or row.cumulative_base is None:
        return
    if row.cumulative_base < last.cumulative_base or _is_doubted(row):
        return  # that it fell, or is in another unit, is said already
    due = last.cumulative_base + row.current_base
    step = _last_digit(row, setting)  # figures are rounded to their last written digit
    if abs(due - row.cumulative_base) > step:
        yield say(
            "cumulative-not-sum",
            Field.CUMULATIVE,
            seen=filed(row),
            wanted=in_unit(due, row, setting),
            last=in_unit(last.cumulative_base, row, setting),
            current=with_unit(row.current or Decimal(0), row.measure_unit),
        )


def factor_against_past(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """About 10^4 times, or a 10^4th of, what was accepted before: 万元 and 亿元 mixed up."""
    before = next((r for r in setting.earlier if r.cumulative_base), None)
    if target.kind != "level" or before is None or before.unit_base != row.unit_base or _is_doubted(row):
        return
    old, new = before.cumulative_base, row.cumulative_base
    if old and new and (_near_factor(new / old) or _near_factor(old / new)):
        against = f"上期（{_period_words(before)}）的"
        yield say(factor_code(row), Field.CUMULATIVE, seen=filed(row), wanted=in_unit(old, row, setting), against=against)


def unchanged(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """The same cumulative for three periods although the target is not reached."""
    done = completion(row, target)
    before = [r.cumulative_base for r in setting.earlier[: _UNCHANGED_PERIODS - 1]]
    if target.kind != "level" or row.cumulative_base is None or len(before) < _UNCHANGED_PERIODS - 1:
        return
    if (done is None or done < 100) and all(b == row.cumulative_base for b in before):
        yield say("unchanged", Field.CUMULATIVE, seen=filed(row), wanted=_UNCHANGED_PERIODS)


def same_narrative(row: FiguredRow, _target: Target, setting: Setting) -> Iterator[Say]:
    last = setting.earlier[0] if setting.earlier else None
    text = re.sub(r"\s", "", normalise(row.text(Field.NARRATIVE)))
    if last is None or len(text) < 6:
        return
    if text == re.sub(r"\s", "", normalise(last.narrative)):
        yield say("narrative-unchanged", Field.NARRATIVE, seen=row.text(Field.NARRATIVE), period=_period_words(last))


def later_period(row: FiguredRow, target: Target, setting: Setting) -> Iterator[Say]:
    """A late or corrected period against the one accepted after it."""
    later = setting.later
    if not _adds_up(target) or later is None or later.cumulative_base is None or row.cumulative_base is None:
        return
    if later.unit_base != row.unit_base:
        return
    wanted = in_unit(later.cumulative_base, row, setting)
    if later.cumulative_base < row.cumulative_base:
        yield say("later-period-contradicts", Field.CUMULATIVE, seen=filed(row), wanted=wanted, period=_period_words(later))
    elif later.current_base is not None:
        due = row.cumulative_base + later.current_base
        if abs(due - later.cumulative_base) > _last_digit(row, setting):
            said = {"seen": wanted, "wanted": in_unit(due, row, setting), "period": _period_words(later)}
            yield Say("later-period-sum", Field.CUMULATIVE, said)


PAST_RULES: tuple[Rule, ...] = (
    factor_against_past,
    cumulative_fell,
    cumulative_not_sum,
    unchanged,
    same_narrative,
    later_period,
)
