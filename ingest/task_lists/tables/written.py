"""One cell of a figure as it is written (≥98, 8左右, 〔5.2〕, 12.5万亩, —), and the sentence that it makes with its heads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.tables.measures import is_measure
from ingest.task_lists.tables.value_labels import ValueLabel
from ingest.task_lists.text import squeeze
from ingest.values.numerals import RANGE_MARKS
from ingest.vocabulary import Vocabulary

_NUMBER = re.compile(r"([-−+]?\d[\d,]*(?:\.\d+)?)(\s*[" + re.escape("".join(RANGE_MARKS)) + r"]\s*\d+(?:\.\d+)?)?")


@dataclass(frozen=True, slots=True)
class Written:
    """A figure: what stands before and after its digits, a unit of its own. `cumulative`: it stands in 〔〕."""

    before: str
    digits: str
    unit: str
    after: str
    cumulative: bool = False

    @property
    def value(self) -> Decimal:
        """The number, of a range the lower end."""
        match = _NUMBER.match(self.digits)
        return Decimal(match.group(1).replace(",", "").replace("−", "-")) if match else Decimal(0)

    def with_unit(self, unit: str) -> str:
        """The words of it, with a unit where it has none of its own."""
        return f"{self.before}{self.digits}{self.unit or unit}{self.after}"


def is_nothing(text: str) -> bool:
    """Blank, a dash or 无: no figure is set."""
    return bool(list_lexicon().figures.nothing.fullmatch(squeeze(text)))


def read_written(text: str, vocabulary: Vocabulary) -> Written | None:
    """The figure that a cell is; None where it is none, or words."""
    plain, words = squeeze(text), lexicon().comparators
    inner = list_lexicon().figures.cumulative.fullmatch(plain)
    if inner:
        plain = inner.group(1)
    before = next((sign for sign in words.before_value if plain.startswith(sign)), "")
    rest = plain[len(before) :]
    equals = next((sign for sign in list_lexicon().figures.equals if rest.startswith(sign)), "")
    number = _NUMBER.match(rest[len(equals) :])
    if number is None or (before and equals):
        return None
    rest = rest[len(equals) + number.end() :]
    after = next((word for word in words.after_value if rest.endswith(word)), "")
    unit = rest[: len(rest) - len(after)]
    if unit and not is_measure(unit, vocabulary):
        return None
    return Written(before, number.group(), unit, after, inner is not None)


def may_be_fraction(written: Written, unit: str) -> bool:
    """Is a share written so small (0.62 below a head of %) that it may be a fraction of one?"""
    return not written.unit and unit == list_lexicon().figures.percent and 0 < abs(written.value) < 1


def figures_in(text: str, vocabulary: Vocabulary) -> list[str]:
    """The figures that a cell is made of: one, or several with a stroke between (<4/<5.5); none where it holds words."""
    if read_written(text, vocabulary) is not None:
        return [text]
    parts = re.split("[/／]", text)
    return parts if all(read_written(part, vocabulary) is not None for part in parts) else []


def say(metric: str, label: ValueLabel, written: Written, unit: str, since: int | None) -> tuple[str, bool]:
    """The sentence of a figure, and whether it is plain; `since` is the base year of the table."""
    words = list_lexicon().figures
    if written.cumulative and not words.growing_name.search(metric):
        if label.growth and unit == words.percent and since:
            return metric + words.points.format(year=since, value=written.with_unit("")), False
        return metric + written.with_unit(unit), False
    if label.since:
        return metric + label.since + written.with_unit(unit), True
    if label.growth and not words.growing_name.search(words.rate_name.sub("", metric)):
        name, falls = words.rate_name.sub("", metric), written.digits[:1] in "-−"
        rate = words.on_average if label.yearly else words.rising
        if falls:
            rate = words.on_average_falling if label.yearly else words.falling
            written = Written(written.before, written.digits[1:], written.unit, written.after)
        return name + rate + written.with_unit(label.unit or words.percent), True
    return metric + written.with_unit(unit), True


def with_units(text: str, unit: str) -> str:
    """The words of a cell whose bare numbers have the unit of their row: 19.6，力争20 → 19.6亿元，力争20亿元."""
    words = list_lexicon().figures
    # 2000 beside what is striven for is no year
    number = words.bare_figure if words.firm_and_stretch.fullmatch(squeeze(text)) else words.bare_number
    return number.sub(lambda found: found.group() + unit, text) if unit else text


def goes_on(text: str) -> bool:
    """Do the words of a cell go on from the metric beside it (比2015年下降20%), or have a subject of their own?"""
    return bool(list_lexicon().figures.goes_on.match(squeeze(text)))
