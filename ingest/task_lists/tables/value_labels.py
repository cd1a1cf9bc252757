"""What the head of a column of figures says: noun, unit, year, and whether it is a base, a rate, a whole or a part."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.task_lists.labels import names_a_period
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.tables.measures import is_measure
from ingest.task_lists.text import one_line, squeeze
from ingest.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class ValueLabel:
    """One column of figures. `years` are those its head names; `group` is the noun of the labels above its own.

    `since` are the words of a comparison (比2020年增长), "" for none; `area` is set where the head names one.
    """

    noun: str
    group: str = ""
    unit: str = ""
    years: tuple[int, ...] = ()
    base: bool = False
    growth: bool = False
    yearly: bool = False
    since: str = ""
    whole: bool = False
    part: bool = False
    period: str = ""  # 一季度, 上半年: stands before the metric
    area: str | None = None  # "" for the whole: 合计, 全市
    aims: bool = False  # its own words say that it is to be reached
    mixed: bool = False  # it says both an amount and a rate (目标值/增速), or the same as another column

    @property
    def is_dated(self) -> bool:
        return bool(self.years)


def noun_of(label: str) -> str:
    """The noun of a label or a name in a cell, without numbers, years, units, 任务, 目标."""
    words = list_lexicon().figures
    plain = words.asides.sub("", words.part.sub("", one_line(label)))
    noun = words.back.sub("", words.front.sub("", plain))
    return "" if noun in words.counting or words.empty_noun.fullmatch(noun) else noun  # 计划数, 完成目标


def unit_in(label: str, vocabulary: Vocabulary) -> str:
    """The unit that a label states in brackets, "" for none; （一期） is none."""
    for stated in reversed(list_lexicon().tables.measure_in_label.findall(squeeze(label))):
        if is_measure(stated, vocabulary):
            words = list_lexicon().figures
            return words.point_unit if stated == words.point else str(stated)
    return ""


def read_value_label(path: Sequence[str], vocabulary: Vocabulary) -> ValueLabel:
    """The labels over a column, the topmost first."""
    words = list_lexicon().figures
    path = [label for label in path if squeeze(label)]
    plain = [squeeze(label) for label in path]
    if not plain:
        return ValueLabel("")
    leaf, joined = plain[-1], "".join(plain)
    bare = words.asides.sub("", leaf)
    whole = bool(words.total.fullmatch(bare))
    part = any(words.part.match(label) for label in plain)
    outer = ""
    for label in path[:-1]:
        outer = _below(outer, noun_of(label))
    since = words.since.search(joined) or words.change.fullmatch(bare)
    both = any(words.amount_or_rate.search(label) for label in plain[:-1])  # 目标值和年均增长 over 2025年 and 年均增长
    above = any(words.growth.search(label) for label in plain[:-1]) and not both and not words.amount.search(bare)
    growth = (bool(words.growth.search(leaf)) or above) and since is None
    plainly = whole or since or words.amount.fullmatch(bare)  # the head says what kind of figure, not of what
    noun = "" if plainly else words.growth.sub("", noun_of(path[-1])) if growth else noun_of(path[-1])
    period = names_a_period(bare)
    noun = _below(outer, noun.replace(period, "") if period else noun)
    base = bool(words.base.search(joined)) and not words.no_base.search(leaf)
    return ValueLabel(
        noun=noun,
        group=outer,
        unit=next((unit for label in reversed(plain) if (unit := unit_in(label, vocabulary))), ""),
        years=_years(bare) or _years(words.asides.sub("", joined)) or _years(joined),
        base=base,
        growth=growth,
        yearly=words.yearly in joined,
        since=since.group() if since else "",
        whole=whole,
        part=part,
        period=period,
        aims=bool(words.aim.search(joined)) and not base,
        mixed=bool(words.amount_or_rate.search(leaf)) or (both and not growth and not words.aimed_amount.search(bare)),
    )


def _below(outer: str, noun: str) -> str:
    """A noun below another label: alone, or joined to it where it says nothing alone."""
    if not noun:
        return outer
    return _joined(outer, noun) if outer and list_lexicon().figures.sub.fullmatch(noun) else noun


def unit_counted(noun: str) -> str:
    """The unit that a noun counts by itself: 改造户数 → 户; "" for none."""
    match = list_lexicon().figures.counted_name.search(noun)
    return match.group(1) if match else ""


def _joined(outer: str, noun: str) -> str:
    """高标准农田建设, 新建 → 高标准农田新建: the verb of a group gives way to the one of its part."""
    if noun in outer:
        return outer
    act = next((act for act in list_lexicon().figures.act if outer.endswith(act) and len(outer) > len(act) + 1), "")
    return (outer[: -len(act)] if act and noun in list_lexicon().figures.acts else outer) + noun


def _years(label: str) -> tuple[int, ...]:
    words = list_lexicon().figures
    span = words.years.search(label)
    if span:
        return tuple(range(int(span.group(1)), int(span.group(2)) + 1))
    return tuple(sorted({int(year) for year in words.year.findall(label)}))


def settle_bases(labels: Mapping[int, ValueLabel], title: str, *, planned: bool) -> dict[int, ValueLabel]:
    """The columns that only tell from where the figures start.

    A year before those the title names is a base; so is the first of several years where the title names none and the table
    is a plan (`planned`: with a rate of growth, with 属性) and no column says so itself.
    """
    told = {int(year) for year in list_lexicon().figures.year.findall(title)}
    bare = {column: label for column, label in labels.items() if len(label.years) == 1 and not label.since and not label.growth}
    years = sorted({label.years[0] for label in bare.values()})
    first = min(told) if told else years[1] if planned and len(years) > 1 else 0
    if any(label.base for label in bare.values()):
        first = min(told) if told else 0
    return {
        column: replace(label, base=True) if column in bare and label.years[0] < first and not label.aims else label
        for column, label in labels.items()
    }


def base_year(labels: Iterable[ValueLabel]) -> int | None:
    """The latest year of the base columns."""
    return max((year for label in labels if label.base for year in label.years), default=None)


def window_of(
    label: ValueLabel, labels: Iterable[ValueLabel], *, cumulative: bool = False
) -> tuple[dt.date | None, dt.date | None]:
    """The window of a column: its own years, or, of what is averaged or summed up, the years after the base."""
    own = label.years
    if label.since:
        return None, dt.date(max(own), 12, 31) if own else None
    if (cumulative or (label.growth and label.yearly)) and len(own) < 2:
        held = list(labels)
        told = [year for one in held if not one.base and not one.growth for year in one.years]
        base = base_year(held)
        if told:
            return dt.date(base + 1 if base and base < max(told) else min(told), 1, 1), dt.date(max(told), 12, 31)
    return (dt.date(own[0], 1, 1), dt.date(own[-1], 12, 31)) if own else (None, None)


def parents_of(labels: Mapping[int, ValueLabel]) -> dict[int, int]:
    """The column of the whole of each column that is a part: 小计 in its group, or the column before 其中."""
    found: dict[int, int] = {}
    order = sorted(labels)
    for at, column in enumerate(order):
        label = labels[column]
        if label.whole or label.growth or label.base:
            continue
        wholes = [c for c in order if labels[c].whole and labels[c].group == label.group]
        before = [c for c in order[:at] if not labels[c].part and not labels[c].base and not labels[c].growth]
        whole = before[-1:] if label.part else wholes[:1]
        if whole and labels[whole[0]].unit == label.unit:
            found[column] = whole[0]
    return found


def named_below(outer: str, own: str) -> str:
    """What a row of a project measures, where its own words say nothing: 高标准农田建设工程, 新建 → 高标准农田新建."""
    words = list_lexicon().figures
    if not words.says_nothing.fullmatch(noun_of(own)):
        return own
    return _joined(words.project_end.sub("", outer) or outer, own)


def has_sub_label(name: str) -> bool:
    """Does a name say nothing without the one above it (城镇, 新建)?"""
    return bool(re.fullmatch(list_lexicon().figures.sub, noun_of(name)))
