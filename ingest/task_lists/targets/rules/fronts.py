"""The front of a clause: connectives, dates and areas, before it comes to its point.

    front := {其中 | 同时 | … | 每月 | date | area-list [各] | (力争 | 完成 | …) before a date or an area}

A date that belongs to a name (2022年前未开工项目, 2023年发行的债券) is no part of the front and sets no window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.task_lists.targets import words
from ingest.task_lists.targets.rules.affixes import strip_any
from ingest.task_lists.targets.rules.areas import AreaFinder, AreaFound
from ingest.task_lists.targets.text.atoms import Atom, Sort
from ingest.task_lists.targets.text.dates import When
from ingest.task_lists.targets.text.term import Term

JOINT = re.compile(r"\s*(?:、|以及|和|及|并|且|与|或)\s*")

_CONNECTIVES = words.longest_first(
    "其中含 其中 包括 包含 含 同时 并且 并 且 另外 此外 另 以及 及 和 还有 尤其是 特别是 到时 目标 目标任务 ： : 、"
)
_LABEL = re.compile(r"(?:工作|年度|全年)?(?:目标任务|目标|任务|计划)\s*:\s*")
_LEADS = words.longest_first("确保 力争 完成 实现 争取 推动 全部 务必 保证 组织 督促 指导 支持")
_RECURRING = re.compile(r"(?:每个?(?:月|季度?|半年|周|旬|年度?|学期)|按(?:月|季度?|周|旬)(?=[^，。]*\d))(?:度)?(?:至少|均)?")
_GOES_ON = frozenset("网购谐平时格行类案量氧水税")  # 并网, 和谐, 及时: the connective's character begins a word
# What makes the date before it part of a name: 2023年发行的债券, 2023年1-9月部卫片下发问题, 2023年省《报告》.
_NAMED_BY_DATE = re.compile(
    r"\s*(?:前?未|前?逾期|前?已|度?(?:发行|下达|下发|安排|批复|结转|立项的|认定的|签约的|开工的|竣工的)"
    r"|[^，。；、]{0,14}?(?:下发|下达|发行|印发)|[省市区县国家州委政府和、]{0,6}《)"
)
_FIGURE = re.compile(r"\s*(?:全[市区县年])?(?:为|是|达到?|完成|实现|已完成)?\s*")
_COMPARED_WITH = (
    "较", "比", "与", "同", "低于", "高于", "过", "由", "从", "自", "年", "和", "少于", "近", "快于", "优于", "大于", "超过",
)  # fmt: skip
_YEAR_MAY_STAND_BEFORE = ("达到", "实现", "完成", "达", "要", "力争", "新增")


@dataclass(frozen=True, slots=True)
class Region:
    """The atoms of a clause up to `stop`, found by where they start."""

    stop: int
    atoms: tuple[Atom, ...]
    by_start: dict[int, Atom]
    value_starts: frozenset[int]  # where quantities and ranks start

    @classmethod
    def of(cls, stop: int, atoms: tuple[Atom, ...]) -> Region:
        values = frozenset(a.start for a in atoms if a.sort in {Sort.QUANTITY, Sort.RANK})
        return cls(stop, atoms, {a.start: a for a in atoms}, values)


@dataclass(slots=True)
class Front:
    """What a clause says before it comes to its point at `at`; its span starts at `span_start`."""

    at: int
    span_start: int
    whens: tuple[When, ...] = ()
    areas: tuple[AreaFound, ...] = ()
    child: bool = False  # 其中
    stretch: bool = False  # 力争
    recurring: bool = False  # 每月, 每季度: the value holds for each of them


class FrontReader:
    """Reads the fronts of clauses of one folded text."""

    def __init__(self, text: str, finder: AreaFinder, term: Term) -> None:
        self.text, self.finder, self.term = text, finder, term

    def read(self, at: int, region: Region) -> Front:
        """The front of [at, region.stop)."""
        front, begun, stop = Front(at, at), False, region.stop
        while front.at < stop:
            while front.at < stop and self.text[front.at] in " \t\n,，:：":
                front.at += 1
            if not begun:
                front.span_start = front.at
                if self._connective(front, stop):
                    continue
            label = _LABEL.match(self.text, front.at, stop)
            if label:
                front.at = label.end()
                continue
            step = self._recurring(front, stop) or self._date(front, region) or self._area_list(front, region)
            if step or self._lead(front, region):
                begun = step != "heading"
                continue
            break
        return front

    # ── single steps: each moves the front on and says so ────────────────────────────────────────────────────────────

    def _connective(self, front: Front, stop: int) -> bool:
        word, _ = strip_any(self.text[front.at : min(stop, front.at + 8)], _CONNECTIVES)
        if not word:
            return False
        after = self.text[front.at + len(word) : min(stop, front.at + len(word) + 1)]
        if (len(word) == 1 and after in _GOES_ON and after) or (word.startswith("目标") and after not in {"：", ":", "，"}):
            return False
        front.child = front.child or word.startswith("其中")
        front.at += len(word)
        return True

    def _recurring(self, front: Front, stop: int) -> str:
        match = None if front.recurring else _RECURRING.match(self.text, front.at, stop)
        if match is None:
            return ""
        front.at, front.recurring = match.end(), True
        return "recurring"

    def _date(self, front: Front, region: Region) -> str:
        atom = region.by_start.get(front.at)
        if atom is None or atom.sort is not Sort.DATE or atom.when is None or self.belongs_to_name(atom, region):
            return ""
        front.whens += (atom.when,)
        front.at = atom.end
        return "date"

    def _area_list(self, front: Front, region: Region) -> str:
        found = () if front.areas else self.areas(front.at, region)
        if not found:
            return ""
        front.areas, front.at = found, found[-1].end
        after = self.text[front.at : front.at + 1]
        if after in {"各", "均"} and not self.text.startswith("各类", front.at):
            front.at += 1
        elif after == ":":
            front.at += 1
            return "heading"  # 北塔区政府：… the span starts after the colon
        return "areas"

    def _lead(self, front: Front, region: Region) -> bool:
        """A verb before a date or an area: 确保12月底前, 完成全市."""
        lead, _ = strip_any(self.text[front.at : min(region.stop, front.at + 4)], _LEADS)
        after = front.at + len(lead)
        if not lead or after >= region.stop:
            return False
        atom = region.by_start.get(after)
        if atom and atom.sort is Sort.DATE:
            if self.belongs_to_name(atom, region):
                return False
        elif front.areas or not self.areas(after, region):
            return False
        front.stretch = front.stretch or lead == "力争"
        front.at = after
        return True

    # ── areas and dates ──────────────────────────────────────────────────────────────────────────────────────────────

    def areas(self, at: int, region: Region) -> tuple[AreaFound, ...]:
        """The areas listed from `at` on; () where none can stand."""
        found: list[AreaFound] = []
        while at < region.stop:
            area = self.finder.at(self.text, at, region.stop, value_starts=region.value_starts, listed=bool(found))
            if area is None:
                break
            found.append(area)
            joint = JOINT.match(self.text, area.end, region.stop)
            if joint is None:
                break
            at = joint.end()
        return tuple(found)

    def belongs_to_name(self, atom: Atom, region: Region) -> bool:
        """Whether a date is part of the name of a thing."""
        when = atom.when
        if when is None:
            return True
        if when.end < self.term.start:
            if self._is_figure(atom.end, region):
                return False  # 2023年完成95亿元 is a figure of the past, with its window
            if when.year_only or (when.start is not None and when.end.year < self.term.start.year):
                return True
        following = region.by_start.get(atom.end)
        if when.year_only and not when.is_deadline and when.end.year > self.term.end.year and following:
            return following.sort is Sort.QUANTITY  # 2024年249个项目 of a list of 2023
        if self.text[atom.start] in "到至截":
            return False
        return bool(_NAMED_BY_DATE.match(self.text, atom.end, region.stop))

    def _is_figure(self, at: int, region: Region) -> bool:
        """Whether a value follows a date directly or after a bare verb."""
        match = _FIGURE.match(self.text, at, region.stop)
        follow = region.by_start.get(match.end()) if match else None
        return follow is not None and follow.sort is Sort.QUANTITY and follow.unit not in {"个", "项"}

    def dates_inside(self, front: Front, region: Region) -> list[Atom]:
        """Dates in the middle of a clause that set its window: 新院区10月底前投入使用. 较2022年底 sets none."""
        found = []
        for atom in region.atoms:
            if atom.sort is Sort.QUANTITY:
                break
            if atom.sort is not Sort.DATE or atom.when is None or atom.start == front.at or self.belongs_to_name(atom, region):
                continue
            if self.text[front.at : atom.start].rstrip().endswith(_COMPARED_WITH):
                continue
            if atom.when.year_only and not self.text.startswith(_YEAR_MAY_STAND_BEFORE, atom.end):
                continue
            found.append(atom)
        return found
