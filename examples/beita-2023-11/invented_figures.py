"""Invented figures for the example: what each row of each form says for each period. Nothing here is true.

A row's figures follow from its target, its area and its period alone, so that the periods of one row agree with each other
and the same script always writes the same files.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from ingest.calendar.periods import period
from ingest.progress.fields import Field
from ingest.progress.template.form_rows import Ask, TemplateRow
from ingest.task_lists.model import Target

INVENTED = "示例数据（虚构）"
_WHOLE = ("个", "家", "户", "件", "人", "项", "栋", "宗", "套", "处", "所", "亩")


@dataclass
class Figures:
    """The inputs of one row by field; what is not there stays blank."""

    cells: dict[str, object] = field(default_factory=dict)
    behind: bool = False


def chance(*keys: str) -> Decimal:
    """A number in 0..1 that always is the same for the same keys."""
    digest = hashlib.sha256("|".join(keys).encode()).digest()
    return Decimal(int.from_bytes(digest[:6])) / Decimal(1 << 48)


def profile(target_key: str) -> str:
    """How a target fares: done early, on schedule, behind, or seriously behind."""
    drawn = chance("profile", target_key)
    for name, until in (("early", "0.22"), ("on_schedule", "0.62"), ("behind", "0.84"), ("serious", "1")):
        if drawn < Decimal(until):
            return name
    return "serious"


def _elapsed(target: Target, day: dt.date) -> Decimal:
    start = target.period_start or dt.date(day.year, 1, 1)
    end = target.period_end or target.due or dt.date(day.year, 12, 31)
    if day >= end:
        return Decimal(1)
    return Decimal(max((day - start).days + 1, 0)) / Decimal((end - start).days + 1)


def _reached(target: Target, day: dt.date) -> Decimal:
    """The share of the target reached on a day, by its profile; never falling from one period to the next."""
    pace = _elapsed(target, day)
    name = profile(target.target_key)
    little = chance("little", target.target_key) / 20
    if pace == 1:
        return {
            "early": Decimal("1.03"),
            "on_schedule": Decimal("1.00"),
            "behind": Decimal("0.94"),
            "serious": Decimal("0.68"),
        }[name] + (little if name in ("early", "on_schedule") else 0)
    if name == "early":
        return min(Decimal("1.01"), pace + Decimal("0.20"))
    lag = {"on_schedule": Decimal("0.01"), "behind": Decimal("0.11"), "serious": Decimal("0.32")}[name]
    return max(pace - lag, Decimal("0.05"))


def _rounded(value: Decimal, unit: str) -> Decimal:
    step = Decimal(1) if unit.endswith(_WHOLE) and not unit.startswith(("万", "亿")) else Decimal("0.01")
    if unit.startswith("万") and unit.endswith(_WHOLE):
        step = Decimal("0.0001")
    return value.quantize(step, rounding=ROUND_HALF_UP)


def _district_share(target: Target) -> Decimal:
    return Decimal("0.03") + chance("share", target.target_key) / 40


def cumulative(target: Target, row: TemplateRow, period_id: str) -> Decimal:
    """The amount reached by the end of a period, for the row's area."""
    goal = (target.value or Decimal(0)) * _reached(target, period(period_id).end)
    part = _district_share(target) if row.target_text == "" else Decimal(1)
    return _rounded(goal * part, target.unit)


def _level(target: Target, row: TemplateRow, period_id: str, before: str | None) -> Figures:
    if target.comparator in ("eq", "le", "lt"):
        return Figures({"current": 0, "cumulative": 0})
    total = cumulative(target, row, period_id)
    if before is not None:
        current = total - cumulative(target, row, before)
    elif target.period_start and target.period_start >= period(period_id).start:
        current = total
    else:
        current = _rounded(total * (Decimal("0.06") + chance("month", row.target_key, row.area) / 30), target.unit)
    goal = target.value or Decimal(1)
    slow = row.target_text != "" and total / goal < _elapsed(target, period(period_id).end) - Decimal("0.05")
    behind = profile(row.target_key) in ("behind", "serious") or slow
    return Figures({"current": current, "cumulative": total}, behind=behind)


def _ratio(target: Target, row: TemplateRow, period_id: str) -> Figures:
    goal = target.value or Decimal(0)
    name = profile(row.target_key)
    if target.comparator in ("le", "lt"):
        factor = Decimal("1.2") if name == "serious" else Decimal("0.7")
        return Figures({"cumulative": (goal * factor).quantize(Decimal("0.01"))}, behind=name == "serious")
    value = min(goal * _reached(target, period(period_id).end), Decimal(100))
    return Figures({"cumulative": value.quantize(Decimal("0.1"))}, behind=name in ("behind", "serious"))


def _growth(target: Target, row: TemplateRow, period_id: str) -> Figures:
    """A year-on-year rate; of a relative target around what a province may grow by."""
    goal = target.value if target.value is not None else Decimal(5)
    if target.comparator == "eq":
        return Figures({"yoy": 0})
    name = profile(row.target_key)
    gap = {"early": Decimal("1.6"), "on_schedule": Decimal("0.4"), "behind": Decimal("-0.9"), "serious": Decimal("-3.2")}[name]
    drift = (chance("drift", row.target_key, row.area, period_id) - Decimal("0.5")) / 2
    return Figures({"yoy": (goal + gap + drift).quantize(Decimal("0.1"))}, behind=name in ("behind", "serious"))


def _relative_level(target: Target, row: TemplateRow, period_id: str) -> Figures:
    """A rate or a number that is compared with another time or place."""
    base = Decimal(60) + chance("base", row.target_key, row.area) * 30
    rise = Decimal("0.8") if period_id.endswith("12") else Decimal(0)
    if target.metric.endswith(("率", "比")):
        return Figures({"cumulative": (base + rise).quantize(Decimal("0.1"))})
    return Figures({"cumulative": (base * 8).quantize(Decimal(1)) + int(rise * 10)})


def _milestone(target: Target, row: TemplateRow, period_id: str) -> Figures:
    """An event: done in November, in December or not, the same in both periods' forms."""
    drawn = chance("event", row.target_key)
    november = dt.date(2023, 11, 6 + int(chance("day", row.target_key) * 20))
    happened = november if drawn < Decimal("0.35") else (november.replace(month=12) if drawn < Decimal("0.8") else None)
    if happened is not None and happened <= period(period_id).end:
        return Figures({"done": "是", "done_date": happened})
    return Figures({"done": "否"}, behind=target.due is not None and target.due <= period(period_id).end)


def _rank(target: Target, row: TemplateRow, period_id: str) -> Figures:
    place = int(target.value or 1) + {"early": -2, "on_schedule": 0, "behind": 1, "serious": 3}[profile(row.target_key)]
    return Figures({"rank": max(place - (1 if period_id.endswith("12") else 0), 1)})


def _judgement(row: TemplateRow, period_id: str) -> Figures:
    """The unit's own word on a target without a figure."""
    name = profile(row.target_key)
    if name == "early":
        return Figures({"judgement": "已完成" if period_id.endswith("12") else "快于序时"})
    word = {"on_schedule": "达序时进度", "behind": "滞后", "serious": "严重滞后"}[name]
    return Figures({"judgement": word}, behind=name != "on_schedule")


def figures_of(target: Target, row: TemplateRow, period_id: str, before: str | None) -> Figures:
    """Everything that an orderly clerk would write into a row. `before` is the period before in the same list, if any."""
    if target.kind == "level":
        found = _level(target, row, period_id, before)
    elif target.kind == "ratio":
        found = _ratio(target, row, period_id)
    elif target.measure_asked == "yoy":
        found = _growth(target, row, period_id)
    elif target.kind == "relative":
        found = _relative_level(target, row, period_id)
    elif target.kind == "rank":
        found = _rank(target, row, period_id)
    elif target.kind == "milestone":
        found = _milestone(target, row, period_id)
    else:
        found = _judgement(row, period_id)
    cells = {name: value for name, value in found.cells.items() if row.asks_for(Field(name)) is not Ask.NOT_ASKED}
    month = f"{period(period_id).end.month}月"
    where = "本区" if row.target_text == "" else row.area
    cells["narrative"] = (
        f"截至{month}底，{where}{row.metric}按清单要求推进，{month}已调度 {2 + int(chance(row.metric, month) * 3)} 次。"
    )
    if found.behind:
        cells["problems"] = f"{month}部分项目进度偏慢，{row.metric}未达序时。"
        cells["next_steps"] = f"逐项建立台账，下月起每周调度{row.metric}，年底前补齐差距。"
    cells["remarks"] = INVENTED
    return Figures(cells, found.behind)
