"""The areas and units of measure that the list of a review, its home and its country know; what a person wrote beside them.

A word that nobody knows is held back with its row: a slip of the pen would make a target that no filing can meet. One that the
list's own text holds is the list's word, and taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from ingest.gazetteer import gazetteer
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import TaskList
from ingest.task_lists.review.corrections import Addition, Correction, Override
from ingest.task_lists.targets.text.quantities import unit_at
from ingest.task_lists.text import squeeze
from ingest.values.units import shipped_measures, split_multiplier, unit_words
from ingest.vocabulary import Vocabulary

_NEAR, _CLOSE = 3, 0.5  # how many near words are named, and how alike they must be
_BRACKET = re.compile(r"[（(][^）)]*[）)]$")  # 双清区（含经开区）


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word of a correction that is in no table: in which field, and the known words that are most like it.

    `in_text`: it stands in the list's own text.
    """

    field: str
    word: str
    near: tuple[str, ...]
    in_text: bool


class ListWords:
    """The words as seen from one list. `vocabulary` is that of the day, of no place; asked inside the `language_of` it."""

    def __init__(self, task_list: TaskList, vocabulary: Vocabulary) -> None:
        head = task_list.head
        self._list = task_list
        self._vocabulary = vocabulary.of(head.area, head.city) if head else vocabulary
        self._units = {target.unit for target in task_list.targets if target.unit}
        self._texts: dict[str, str] = {}
        for task in task_list.tasks:
            name = squeeze(task.name)
            own = squeeze(f"{task.name}\n{task.city_target}\n{task.district_task}")
            self._texts[name] = f"{self._texts.get(name, '')}\n{own}"

    def unknown(self, correction: Correction) -> Iterator[UnknownWord]:
        """The area and the unit of a correction where nobody knows them."""
        area, unit = correction.values.get("area") or "", correction.values.get("unit") or ""
        text = self._text_of(correction)
        if area and not self._is_area(area, text):
            yield UnknownWord("area", area, _near(area, self._areas), squeeze(area) in text)
        if unit and not self._is_unit(unit):
            numerals = lexicon().numerals
            digits = "".join((*numerals.unread_digits, *numerals.numeral_starts, numerals.half))
            counted = re.search(rf"[\d{digits}]{re.escape(squeeze(unit))}", text)
            yield UnknownWord("unit", unit, _near(unit, (*self._units, *unit_words().words)), counted is not None)

    def _text_of(self, correction: Correction) -> str:
        match correction:
            case Override():
                name, line, span = correction.sentence
                return f"{self._texts.get(name, '')}\n{line}\n{span}"
            case Addition():
                return f"{self._texts.get(correction.task_name, '')}\n{correction.span}"

    def _is_unit(self, unit: str) -> bool:
        name = split_multiplier(unit)[1]
        return unit in self._units or unit in shipped_measures() or (bool(name) and unit_at(name, 0) == name)

    def _is_area(self, area: str, text: str) -> bool:
        plain = _BRACKET.sub("", area)
        if not {area, plain}.isdisjoint(self._areas) or self._is_near(plain):
            return True
        # a town, park or department that no table has is one by its form, where the list's own text names it
        forms = lexicon().areas.suffix, lexicon().offices.body_end
        return squeeze(area) in text and any(at.end() == len(plain) for form in forms for at in form.finditer(plain))

    def _is_near(self, name: str) -> bool:
        """Whether it is a division in or round the list's own place; of a list that tells no place, any."""
        around = self._vocabulary.around
        divisions = (*gazetteer().named(name), *gazetteer().short.get(name, ()))
        return any(not around or {division.code, division.parent} & around for division in divisions)

    @cached_property
    def _areas(self) -> frozenset[str]:
        """Every name that is an area of the list, or a body that may have a share."""
        words, tasks = lexicon().areas, self._list.tasks
        near = {division.name for code in self._vocabulary.around for division in gazetteer().inside(code)}
        return frozenset(
            {
                *(target.area for target in self._list.targets),
                *(name for task in tasks for name in (*task.units, *task.lead_units)),
                *self._vocabulary.areas, *self._vocabulary.area_words, *self._vocabulary.unit_groups,
                *self._vocabulary.unit_aliases, *self._vocabulary.unit_aliases.values(),
                *words.always, *words.sometimes, *words.wholes, *words.groups, *words.urban, *near,
            }
        )  # fmt: skip


def _near(word: str, known: Iterable[str]) -> tuple[str, ...]:
    return tuple(get_close_matches(word, sorted(known), n=_NEAR, cutoff=_CLOSE))
