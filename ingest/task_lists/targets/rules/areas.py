"""Areas and bodies in a target text: 邵东市, 各县市区, 邵阳县高新技术开发区, 市科技局.

A name is known by the home's words or by the gazetteer, or told by its form: places below the county, zones, and whatever is
called a 县 or 区 and stands in no table. It is taken for an area only where one can stand (at the front of a clause, or in a
list there) and only if what follows can follow an area: a quantity, 各, a comparator, a verb. 北塔区君志达二期 is a project,
not the area 北塔区. Names without their kind (石门) are `short_names`' matter.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.targets.rules.known_places import divisions_of, place_at
from ingest.task_lists.targets.rules.short_names import ShortNames, counted_at
from ingest.values.characters import is_chinese
from ingest.vocabulary import Vocabulary

_LONGEST_PLACE, _LONGEST_BODY = 18, 24
_DEEPEST_LIST = 20  # names of a list that are looked at ahead; what is a list so far is one


@dataclass(frozen=True, slots=True)
class AreaNamed:
    """An area in the text at [start, end). `name` is its folded text."""

    name: str
    start: int
    end: int


class AreaFinder:
    """Finds areas at given offsets of folded texts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        # words that mean an area from where the list stands are the lexicon's own
        levels = {*lexicon().areas.sometimes, *vocabulary.area_words}
        self._known = tuple(sorted((n for n in vocabulary.areas if len(n) > 1 and n not in levels), key=len, reverse=True))
        self.around = vocabulary.around
        self.short = ShortNames(self.around)

    def at(
        self, text: str, start: int, stop: int, *, value_starts: frozenset[int], listed: bool = False, depth: int = 0
    ) -> AreaNamed | None:
        """The area that starts at `start`, if what follows it (up to `stop`) can follow an area; else None.

        `value_starts` are the offsets where a quantity or rank starts; `listed`: an area of the same list went before.
        """
        look, words = _Look(self, text, stop, value_starts, depth), lexicon().areas
        if text.startswith(words.at_place, start) and not text.startswith(words.whole, start + len(words.at_place)):
            return self.at(text, start + len(words.at_place), stop, value_starts=value_starts, listed=listed, depth=depth)
        for name in self._known:
            if text.startswith(name, start):
                end = look.with_bracket(start + len(name))
                if name.startswith(words.whole) or look.can_follow(end, words.after_place):
                    return AreaNamed(text[start:end], start, end)
        return (
            look.in_gazetteer(start, listed=listed)
            or look.level(start)
            or look.short(start, listed=listed)
            or look.place(start, listed=listed)
            or look.body(start)
        )


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at a text from one offset on."""

    finder: AreaFinder
    text: str
    stop: int
    value_starts: frozenset[int]
    depth: int

    def with_bracket(self, end: int) -> int:
        """双清区（含邵阳经开区）: the bracket that says what an area includes is part of its name."""
        if self.text[end : end + 1] == "(" and self.text[end + 1 : end + 2] in lexicon().areas.bracket_starts:
            close = self.text.find(")", end, self.stop)
            return close + 1 if close > 0 else end
        return end

    def level(self, start: int) -> AreaNamed | None:
        """全市, 市本级, 各县市区, 市辖三区."""
        words = lexicon().areas
        always = next((n for n in (*words.always, *words.wholes) if self.text.startswith(n, start)), "")
        if always and not self.text.startswith(words.level, start + len(always)):
            end = self.with_bracket(start + len(always))
            return AreaNamed(self.text[start:end], start, end)
        name = next((n for n in words.sometimes if self.text.startswith(n, start)), "")
        end = start + len(name)
        if name and (self.can_follow(end, words.after_place) or (name in words.urban and self.is_measured(end, name))):
            return AreaNamed(name, start, end)
        if name == words.park and end < self.stop and self.text[end] not in words.not_after_park:
            return AreaNamed(name, start, end)
        counted = words.counted.match(self.text, start, self.stop)
        if counted and (self.can_follow(counted.end(), words.after_place) or self.is_measured(counted.end(), counted.group())):
            return AreaNamed(counted.group(), start, counted.end())
        return None

    def in_gazetteer(self, start: int, *, listed: bool) -> AreaNamed | None:
        """An area of the country by its full name: 石门县, 津市市, 和县. A word, too, as 矿区 is, only near the list's own."""
        words, name = lexicon().areas, place_at(self.text, start)
        if not name or start + len(name) > self.stop:
            return None
        if name in words.no_place_alone and not any(d.parent in self.finder.around for d in divisions_of(name)):
            return None
        end = self.with_bracket(start + len(name))
        ends_list = listed and not self.text.startswith(words.goes_on, end)
        builds = self.text.startswith(words.builds, end) and not self.text.startswith(words.no_building, end)
        if ends_list or builds or self.can_follow(end, words.after_known_place) or self.is_measured(end, name):
            return AreaNamed(self.text[start:end], start, end)
        return None

    def short(self, start: int, *, listed: bool) -> AreaNamed | None:
        """石门, 青川: where the list's own place, others beside them or their count show that they are places."""
        counted = counted_at(self.text, start, self.stop, listed=listed)
        if counted:
            return AreaNamed(counted, start, start + len(counted))
        name = self.finder.short.at(self.text, start, self.stop)
        end = start + len(name)
        return AreaNamed(name, start, end) if name and self.can_follow(end, lexicon().areas.after_place) else None

    def place(self, start: int, *, listed: bool) -> AreaNamed | None:
        """A name that nobody told us, by its suffix: 青溪县, 云岭经济开发区."""
        words = lexicon().areas
        for match in words.suffix.finditer(self.text[start : min(self.stop, start + _LONGEST_PLACE)]):
            name = self.text[start : start + match.end()]
            if not _may_be_place(name) or self.text.startswith(words.urban, start + len(name)):
                continue  # 云岭市城区 is one place
            end, suffix = self.with_bracket(start + len(name)), match.group()
            dated = self.text[end : end + 1].isdigit() and end not in self.value_starts
            if dated and suffix == words.district and len(name) > 3:
                continue  # 人民医院新院区10月底前投入使用
            # 青溪县、南河县、东湖区居民收入; never 丰镇 of 丰镇市
            ends_list = listed and len(name) <= 6 and suffix in words.plain and not self.text.startswith(words.goes_on, end)
            builds = self.text.startswith(words.builds, end) and suffix in words.plain - words.builds_not and len(name) > 2
            told = len(name) > 2 and (suffix in words.measured_in or name.endswith(words.urban))
            told = told or words.measured_town.fullmatch(name) is not None
            measured = told and self.is_measured(end, name)
            if ends_list or builds or measured or self.can_follow(end, words.after_place):
                return AreaNamed(self.text[start:end], start, end)
        return None

    def body(self, start: int) -> AreaNamed | None:
        """A department that has a share: 市科技局负责1家."""
        words, no_verb = lexicon().offices, lexicon().areas.no_verb
        for match in words.body_end.finditer(self.text[start : min(self.stop, start + _LONGEST_BODY)]):
            name = self.text[start : start + match.end()]
            end = start + len(name)
            if (
                len(name) < 2
                or not _is_name(name)
                or _holds(name, words.not_in_body)
                or name.endswith(words.no_body)
                or name.startswith(words.helped_by)
            ):
                continue
            if match["department"] is None:
                acts = self.text.startswith(words.after_body, end) and not self.text.startswith(no_verb, end)
                if acts or (self.text[end : end + 1] == "、" and self._list_goes_on(end + 1)):
                    return AreaNamed(name, start, end)
                continue
            dated = self.text[end : end + 1].isdigit() and end not in self.value_starts
            if not dated and self.can_follow(end, words.after_department):
                return AreaNamed(name, start, end)
        return None

    def can_follow(self, end: int, verbs: tuple[str, ...]) -> bool:
        """Whether the text after an area can follow one."""
        at = end
        while at < self.stop and self.text[at] == " ":
            at += 1
        if at >= self.stop:
            return False
        if at in self.value_starts or self.text[at] == ":" or self.text[at].isdigit():
            return True  # a value, or a date: 邵阳经济技术开发区11-12月
        if lexicon().areas.inside.match(self.text, at, self.stop):
            return True
        for joint in lexicon().areas.list_joints:
            if self.text.startswith(joint, at):
                return self._list_goes_on(at + len(joint))
        return self.text.startswith(verbs, at) and not self.text.startswith(lexicon().areas.no_verb, at)

    def is_measured(self, end: int, name: str) -> bool:
        """Whether what follows a place is measured there: 青溪县森林覆盖率达到…, 城区PM2.5年均浓度控制在…"""
        words = lexicon().areas
        if name.endswith(words.urban) and not words.urban_measured.match(self.text, end, self.stop):
            return False
        return bool(words.measured.match(self.text, end, self.stop))

    def _list_goes_on(self, at: int) -> bool:
        if self.depth >= _DEEPEST_LIST:
            return True
        finder, starts = self.finder, self.value_starts
        return finder.at(self.text, at, self.stop, value_starts=starts, listed=True, depth=self.depth + 1) is not None


def _may_be_place(name: str) -> bool:
    words = lexicon().areas
    if len(name) < 2 or name in words.no_place_alone or name.endswith(words.no_place):
        return False
    return not (len(name) == 2 and name[0] in words.levels) and _is_name(name) and not _holds(name, words.not_in_place)


def _holds(name: str, words: tuple[str, ...]) -> bool:
    return any(word in name for word in words)


def _is_name(name: str) -> bool:
    """Whether a candidate is made of Chinese characters only and does not begin with a verb of doing."""
    return is_chinese(name) and not name.startswith(lexicon().areas.verb_starts)
