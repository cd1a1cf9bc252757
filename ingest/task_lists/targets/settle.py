"""From statements to targets: areas, windows, parents and inherited metrics settled over one task. Grammar is not read here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.task_lists.model import Comparator, Confidence, Kind, Target, Task
from ingest.task_lists.targets import words
from ingest.task_lists.targets.areas import WHOLES
from ingest.task_lists.targets.dates import When
from ingest.task_lists.targets.members import share_flow, split_list
from ingest.task_lists.targets.peel import clean_left, strip_any
from ingest.task_lists.targets.statements import Statement
from ingest.task_lists.targets.term import Term
from ingest.values.units import to_base
from ingest.vocabulary import Measure, Vocabulary

_TITLE_VERBS = words.longest_first(
    "推动 推进 加强 促进 抓好 做好 加快 持续 落实 强化 深化 优化 提升 全面 深入 稳步 大力 积极 防范 化解 打好 抓实 扎实 切实 实施 开展 做大 做强 培育 支持 保障 完善 健全 进一步 坚决"
)


@dataclass(slots=True)
class Draft:
    """A target in the making, with the offsets of its span."""

    target: Target
    span: tuple[int, int]
    statement: Statement
    child: bool


@dataclass(slots=True)
class Window:
    """The window and deadline in force."""

    start: dt.date | None = None
    end: dt.date | None = None
    due: dt.date | None = None

    def take(self, whens: Iterable[When]) -> Window:
        now = self
        for when in whens:
            now = Window(None, None, when.end) if when.is_deadline else Window(when.start, when.end, None)
        return now

    def key(self) -> tuple[dt.date | None, dt.date | None]:
        return (self.start, self.end)


@dataclass(slots=True)
class Scope:
    """The reach of 其中: the wholes it may divide, and whether it divides by area."""

    wholes: list[int] = field(default_factory=list)
    dated: bool = False  # a part has its own window, which the parts after it share
    group: int | None = None  # a group of areas that the areas after it belong to


class Settler:
    """Settles the statements of one task's column, in order. `drafts` grows; `items` are indices of the present item."""

    def __init__(self, task: Task, column: str, raw: str, term: Term, vocabulary: Vocabulary, first_seq: int) -> None:
        self.task, self.column, self.raw, self.term = task, column, raw, term
        self.measures: dict[str, Measure] = dict(vocabulary.measures)
        self.groups = frozenset(name for name, area in vocabulary.areas.items() if area.members)
        self.default_area = "全区" if column == "district_task" else "全市"
        self.first_seq = first_seq
        self.drafts: list[Draft] = []
        self.clause = ""
        self.head = ""
        self.window = Window()
        self.item_from = 0
        self.sentence_from = 0
        self.subject: tuple[str, ...] = ()
        self.scope: Scope | None = None

    # ── where we are ─────────────────────────────────────────────────────────────────────────────────────────────────

    def open_item(self, clause: str, head: str, window: Window) -> None:
        self.clause, self.head, self.window = clause, head, window
        self.item_from = self.sentence_from = len(self.drafts)
        self.subject, self.scope = (), None

    def open_sentence(self) -> None:
        self.sentence_from, self.subject, self.scope = len(self.drafts), (), None

    def open_segment(self) -> None:
        self.subject = ()

    def open_scope(self) -> None:
        """其中: what follows divides the values before it in the sentence, or else the last ones of the item."""
        wholes = [i for i in range(self.sentence_from, len(self.drafts)) if not self.drafts[i].child]
        if not wholes:
            wholes = [i for i in range(self.item_from, len(self.drafts)) if not self.drafts[i].child][-2:]
        self.scope = Scope(
            [i for i in wholes if self.drafts[i].target.value is not None or self.drafts[i].target.kind is Kind.RELATIVE]
        )

    # ── one statement ────────────────────────────────────────────────────────────────────────────────────────────────

    def add(self, statement: Statement, *, next_when: When | None = None) -> None:
        """Turn one statement into its targets: one for each area, metric and paired value."""
        explicit = bool(statement.whens)
        self.window = self.window.take(statement.whens)
        areas = tuple(self.raw[area.start : area.end] for area in statement.areas)
        inherited_area = False
        if not areas and self.subject:
            areas, inherited_area = self.subject, True
        child = self._is_child(statement, areas)
        metrics = self._metrics(statement, child=child)
        if statement.areas:
            self.subject = areas if statement.subject and areas[0] != self.default_area else ()
        names = areas or (self.default_area,)
        pairs = self._pairs(statement, metrics, names)
        for index, (metric, area, value, unit) in enumerate(pairs):
            parent = (
                self._parent(statement, metric, value, unit, index=index, explicit=explicit, next_when=next_when)
                if child
                else None
            )
            if parent is not None:
                whole_metric = self.drafts[parent].target.metric
                metric = share_flow(whole_metric, _level_of(whole_metric, metric))
            window = self.window
            if explicit and self.scope:
                self.scope.dated = True
            if (
                parent is not None
                and not explicit
                and not statement.areas
                and not inherited_area
                and not (self.scope and self.scope.dated)
            ):
                whole = self.drafts[parent].target
                window = Window(whole.period_start, whole.period_end, whole.due)
            self._append(statement, metric, area, value, unit, parent, window, child=child)
        if self.scope and child and names[0] in self.groups | _GROUP_WORDS and statement.areas:
            self.scope.group = len(self.drafts) - 1

    def set_due(self, when: When) -> None:
        """12月底前全部完成 at the end of a list of values dates them all."""
        for draft in self.drafts[self.sentence_from :]:
            draft.target = replace(draft.target, due=when.end)
        self.window = Window(self.window.start, self.window.end, when.end)

    def _append(
        self,
        statement: Statement,
        metric: str,
        area: str,
        value: Decimal | None,
        unit: str,
        parent: int | None,
        window: Window,
        *,
        child: bool,
    ) -> None:
        start, end = window.start, window.end
        if statement.running_total and start is not None:
            start = None
        due = window.due or window.end or self.term.end
        base = to_base(value, unit, self.measures) if value is not None else (None, "")
        target = Target(
            section=self.task.section,
            task_no=self.task.task_no,
            subtask_no=self.task.subtask_no,
            source_column=self.column,
            clause=self.clause,
            seq=self.first_seq + len(self.drafts),
            metric=metric,
            kind=statement.kind,
            span=self.raw[statement.span[0] : statement.span[1]].strip(),
            comparator=statement.comparator,
            stretch=statement.stretch,
            value=value,
            unit=unit,
            value_max=statement.value_max,
            value_base=base[0],
            unit_base=base[1],
            benchmark=statement.benchmark,
            area=area,
            parent_seq=None if parent is None else self.drafts[parent].target.seq,
            period_start=start,
            period_end=end,
            due=due,
            confidence=Confidence.REVIEW if statement.review else Confidence.SURE,
            place=self.task.place if self.column == "city_target" else self.task.district_place,
        )
        self.drafts.append(Draft(target, statement.span, statement, child))

    def _pairs(
        self, statement: Statement, metrics: list[str], areas: tuple[str, ...]
    ) -> list[tuple[str, str, Decimal | None, str]]:
        if not statement.paired:
            return [(metric, area, statement.value, statement.unit) for metric in metrics for area in areas]
        values = statement.paired
        if len(metrics) == len(values):
            return [(metric, areas[0], value, unit) for metric, (value, unit) in zip(metrics, values, strict=True)]
        if len(areas) == len(values) and len(metrics) == 1:
            return [(metrics[0], area, value, unit) for area, (value, unit) in zip(areas, values, strict=True)]
        before = self._earlier_metrics(metrics[0], len(values)) if len(metrics) == 1 else []
        if before:
            return [(metric, areas[0], value, unit) for metric, (value, unit) in zip(before, values, strict=True)]
        statement.review = "pairs-do-not-match"
        return [
            (metrics[min(i, len(metrics) - 1)], areas[min(i, len(areas) - 1)], value, unit)
            for i, (value, unit) in enumerate(values)
        ]

    def _earlier_metrics(self, rate: str, count: int) -> list[str]:
        """累计处置率分别达… after 甲处置任务, 乙处置任务: the rate of each, by the verb that both hold."""
        earlier = [draft.target.metric for draft in self.drafts[self.sentence_from :]]
        if len(earlier) < count or count < 2:
            return []
        stem = rate.removeprefix("累计").removeprefix("平均")
        for noun in ("完成率", "率", "比例", "占比"):
            stem = stem.removesuffix(noun)
        names = []
        for metric in earlier[-count:]:
            place = metric.find(stem) if stem else -1
            names.append((metric[:place] if place > 0 else metric) + rate)
        return names

    # ── metrics ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _metrics(self, statement: Statement, *, child: bool) -> list[str]:
        metric = statement.metric
        if metric.startswith("新增新"):
            metric = metric[2:]
        counted = _counted_members(metric)
        if counted:
            names = split_list(self.task.name, loose=True)
            return names if len(names) == counted else [self.task.name]
        if metric in words.GENERIC_METRICS and metric != "比例":
            metric = ""
        if statement.kind in _WORDS_ONLY:
            return [metric or self._milestone_subject(statement)]
        known = self._known_metric(metric, child=child)
        if known:
            return [known]
        if not metric:
            return self._inherited(statement)
        if statement.kind is Kind.LEVEL and not statement.members and not statement.paired:
            return [metric]
        loose = bool(statement.members) or bool(statement.paired)
        return split_list(metric, loose=loose)

    def _known_metric(self, metric: str, *, child: bool) -> str:
        """The full name of a metric that is only hinted at: 新引进 (34个), 签约项目, 整改率, 过50亿元企业."""
        earlier = [draft.target.metric for draft in self.drafts[self.item_from :] if draft.statement.kind not in _WORDS_ONLY]
        if not metric or not earlier:
            if metric in words.GENERIC_FLOWS and self.head:
                return self._head_noun() + metric
            return ""
        if metric in words.KEPT_FLOWS or strip_any(metric, words.KEPT_FLOWS)[1] == "":
            for name in reversed(earlier):
                if name.startswith(metric):
                    return name
            last = earlier[-1]
            if child and metric not in words.GENERIC_FLOWS:
                return metric + _without_flow(last)
            return last if metric in words.GENERIC_FLOWS or last.endswith(metric) else metric + _without_flow(last)
        if len(metric) <= 6:
            for name in reversed(earlier):
                if name != metric and name.endswith(metric) and len(name) > len(metric):
                    return name
        for word in ("过", "超"):
            if metric.startswith(word) and word in earlier[-1] and metric[1:2].isdigit():
                return earlier[-1][: earlier[-1].index(word)] + metric
        return ""

    def _head_noun(self) -> str:
        _, rest = strip_any(self.head, _TITLE_VERBS)
        return rest or self.head

    def _inherited(self, statement: Statement) -> list[str]:
        """The metric of a value that names none: what the sentence spoke of last, else the item, its heading, the task."""
        source = self._spoken_of(statement, self.sentence_from) or self._spoken_of(statement, self.item_from, values=True)
        if source is not None:
            if statement.same_kind and source.target.kind is Kind.GROWTH and statement.kind is Kind.RATIO:
                statement.kind = Kind.GROWTH
            metric = source.statement.topic or source.target.metric
            if statement.kind is Kind.RANK and source.target.kind is Kind.RANK:
                statement.benchmark = statement.benchmark or source.target.benchmark
            if statement.running_total and not metric.startswith(("新招", "新开", "新竣")):
                metric = metric.removeprefix("新增").removeprefix("净增")  # 总数 is a stock
            return [metric]
        if self.head:
            return split_list(self.head, loose=False) if statement.kind is not Kind.LEVEL else [self._clean_title(self.head)]
        names = (
            split_list(self.task.name, loose=bool(statement.members)) if statement.kind is not Kind.LEVEL else [self.task.name]
        )
        return [self._clean_title(name) for name in names]

    def _spoken_of(self, statement: Statement, begin: int, *, values: bool = False) -> Draft | None:
        """The last draft since `begin`; among values one of the same unit comes first."""
        drafts = self.drafts[begin:]
        valued = [d for d in drafts if d.statement.kind not in _WORDS_ONLY]
        if not statement.child:
            valued = [d for d in valued if not d.child] or valued
        base = to_base(Decimal(1), statement.unit, self.measures)[1]
        alike = [d for d in valued if statement.unit and d.target.unit_base == base]
        pool = alike or valued or ([] if values else [d for d in drafts if d.target.metric])
        return pool[-1] if pool else None

    def _milestone_subject(self, statement: Statement) -> str:
        here = self.drafts[self.item_from :]
        if self.head:
            return self.head
        subjects = [d.target.metric for d in here if d.target.kind is Kind.MILESTONE and not d.statement.acted]
        if statement.kind is Kind.MILESTONE and subjects:
            return subjects[-1]
        return self._clean_title(self.task.name)

    def _clean_title(self, name: str) -> str:
        word, rest = strip_any(name, _TITLE_VERBS)
        return rest if word and len(rest) >= 4 else name

    # ── wholes and parts ─────────────────────────────────────────────────────────────────────────────────────────────

    def _is_child(self, statement: Statement, areas: tuple[str, ...]) -> bool:
        if statement.child:
            return True
        if self.scope is None or not self.scope.wholes or statement.running_total:
            return False
        if areas and areas[0] not in WHOLES:
            return True
        if any(d.child and d.target.area != self.default_area for d in self.drafts[self.sentence_from :]):
            return False
        key = _metric_key(statement.metric)
        wholes = [self.drafts[i].target for i in self.scope.wholes]
        if any(_metric_key(whole.metric) == key for whole in wholes):
            return True
        base = to_base(Decimal(1), statement.unit, self.measures)[1]
        return any(whole.unit_base == base for whole in wholes) and bool(self.drafts and self.drafts[-1].child)

    def _parent(
        self,
        statement: Statement,
        metric: str,
        value: Decimal | None,
        unit: str,
        *,
        index: int,
        explicit: bool,
        next_when: When | None,
    ) -> int | None:
        scope = self.scope
        if scope is None:
            return None
        if (
            statement.areas
            and scope.group is not None
            and statement.areas[0].name not in self.groups | _GROUP_WORDS - {"市辖三区"}
        ):
            group = self.drafts[scope.group].target
            if group.unit == unit and not statement.metric:
                return scope.group
        if (
            statement.areas
            and scope.group is not None
            and self.drafts[scope.group].target.unit == unit
            and not statement.metric
            and statement.areas[0].name != self.drafts[scope.group].target.area
        ):
            return scope.group
        wholes = [i for i in scope.wholes if self.drafts[i].target.kind is statement.kind]
        key = _metric_key(metric)
        same = [i for i in wholes if _metric_key(self.drafts[i].target.metric) == key]
        rate = statement.kind in {Kind.RATIO, Kind.GROWTH, Kind.RELATIVE}
        base, unit_base = to_base(value, unit, self.measures) if value is not None else (None, "")
        alike = same or (
            []
            if rate or statement.areas and statement.metric
            else [i for i in wholes if self.drafts[i].target.unit_base == unit_base]
        )
        if not alike:
            return None
        return self._pick(
            alike, base, explicit=explicit, next_when=next_when, by_area=bool(statement.areas or self.subject), rate=rate
        )

    def _pick(
        self, alike: list[int], base: Decimal | None, *, explicit: bool, next_when: When | None, by_area: bool, rate: bool
    ) -> int:
        """Of several wholes of one metric the one whose window fits; a part is never larger than its whole."""
        last = alike[-1]
        series = [i for i in alike if self.drafts[i].target.metric == self.drafts[last].target.metric]
        if explicit:
            fitting = [
                i for i in series if (self.drafts[i].target.period_start, self.drafts[i].target.period_end) == self.window.key()
            ]
            return fitting[-1] if fitting else last
        if by_area or rate:
            return last
        if (
            next_when
            and len(series) > 1
            and self.drafts[last].target.period_start == next_when.start
            and self.drafts[last].target.period_end == next_when.end
        ):
            return series[-2]
        for i in reversed(series):
            whole = self.drafts[i].target.value_base
            if base is None or whole is None or base <= whole:
                return i
        return last


_WORDS_ONLY = frozenset({Kind.QUALITATIVE, Kind.MILESTONE})
_GROUP_WORDS = frozenset(
    "县市区 各县市区 区县 各区县 县区 各县区 各县（市、区） 各县(市、区) 县（市、区） 园区 各园区 各县市 各区 各县 乡镇 各乡镇 镇（街道） 各镇（街道） 镇街".split()
)


def _counted_members(metric: str) -> int:
    """两项指标, 三项收入指标 → 2, 3: the metrics are those of the task's name."""
    if len(metric) <= 8 and metric.endswith(("项指标", "项收入", "项数据")) and metric[0] in "两二三四五六七八九十2345678":
        return {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}.get(metric[0], 0) or (
            int(metric[0]) if metric[0].isdigit() else 0
        )
    return 0


def _without_flow(metric: str) -> str:
    word, rest = strip_any(metric, words.KEPT_FLOWS)
    return rest if word and rest else metric


def _level_of(whole: str, part: str) -> str:
    """国家级 as a part of 省级以上创新平台 is 国家级创新平台."""
    if not part.endswith("级") or len(part) > 4:
        return part
    place = whole.find("级")
    return part + whole[place + 1 :].removeprefix("及以上").removeprefix("以上") if place > 0 else part + _without_flow(whole)


def _metric_key(metric: str) -> str:
    """净增经营主体 and 经营主体净增 are one metric."""
    flow = ""
    for word in words.KEPT_FLOWS:
        if metric.startswith(word) or metric.endswith(word):
            flow = word
            metric = metric.removeprefix(word).removesuffix(word)
            break
    return f"{metric}|{flow}"


__all__ = ["Comparator", "Draft", "Scope", "Settler", "Window", "clean_left"]
