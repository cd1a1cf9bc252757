"""The clause rules: one clause of a target text → what it states. Recursive descent over the atoms and the words between.

clause  := {connective} {date | area-list} (values | rank | comparison | words | predicate)
values  := piece {("、" | "和" | "及") piece}
piece   := {date | area-list} [metric] [growth] [comparator] QUANTITY [以上 …]      新增企业90家以上
         | verb QUANTITY noun                                                     新建10个停车场
         | members 分别 [comparator] QUANTITY {"、" QUANTITY}                        分别达30%、55%以上
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets import catalogue, comparisons, predicates, words
from ingest.task_lists.targets.areas import AreaFinder, AreaFound
from ingest.task_lists.targets.atoms import MARKS, Atom, Sort
from ingest.task_lists.targets.dates import When
from ingest.task_lists.targets.members import share_flow, share_measure
from ingest.task_lists.targets.peel import Head, read_head, strip_any
from ingest.task_lists.targets.statements import Statement
from ingest.task_lists.targets.term import Term
from ingest.values.numbers import Qualifier

_CONNECTIVES = words.longest_first("其中 同时 并且 并 且 另外 此外 另 以及 及 和 还有 尤其是 特别是 到时 目标 目标任务 ： : 、")
_LEADS = words.longest_first("确保 力争 完成 实现 争取 推动 全部 务必 保证 组织 督促 指导 支持")
_NAMED_BY_DATE = re.compile(
    r"\s*(?:前?未|前?逾期|前?已|度?(?:发行|下达|下发|安排|批复|结转|立项的|认定的|签约的|开工的|竣工的)|[^，。；、]{0,14}?(?:下发|下达|发行|印发)|[^，。；]{0,5}《)"
)
_RECURRING = re.compile(r"(?:每个?(?:月|季度?|半年|周|旬|年度?|学期)|按(?:月|季度?|周|旬)(?=[^，。]*\d))(?:度)?(?:至少|均)?")
_JOINT = re.compile(r"\s*(?:、|以及|和|及|并|且|与)\s*")
_THRESHOLD = ("以上", "以下", "及以上", "及以下", "以内")


@dataclass(slots=True)
class Front:
    """What a clause says before it comes to its point."""

    at: int
    span_start: int
    whens: tuple[When, ...] = ()
    areas: tuple[AreaFound, ...] = ()
    child: bool = False
    stretch: bool = False
    recurring: str = ""  # 每月, 每季度: the value holds for each of them


class ClauseReader:
    """Reads clauses of one folded text; `raw` is the text itself, of the same length."""

    def __init__(self, raw: str, text: str, finder: AreaFinder, term: Term) -> None:
        self.raw, self.text, self.finder, self.term = raw, text, finder, term
        self.cuts: list[Atom] = []

    # ── front ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def front(self, at: int, stop: int, atoms: tuple[Atom, ...]) -> Front:
        """Connectives, dates and areas at the front of [at, stop)."""
        front = Front(at, at)
        quantity_at = {a.start for a in atoms if a.sort in {Sort.QUANTITY, Sort.RANK}}
        by_start = {a.start: a for a in atoms}
        begun = False
        while front.at < stop:
            while front.at < stop and self.text[front.at] in " \t\n,，:：":
                front.at += 1
            if not begun:
                front.span_start = front.at
            word, _ = strip_any(self.text[front.at : stop], _CONNECTIVES)
            if word and not begun and not self._word_goes_on(word, front.at, stop):
                front.child = front.child or word == "其中"
                front.at += len(word)
                continue
            recurring = _RECURRING.match(self.text, front.at, stop)
            if recurring and not front.recurring:
                front.at, begun, front.recurring = recurring.end(), True, recurring.group()
                continue
            atom = by_start.get(front.at)
            if atom and atom.sort is Sort.DATE and atom.when and not self._names(atom, stop, by_start):
                front.whens += (atom.when,)
                front.at, begun = atom.end, True
                continue
            found = None if front.areas else self._areas(front.at, stop, quantity_at)
            if found:
                front.areas, begun = found, True
                front.at = found[-1].end
                if self.text[front.at : front.at + 1] in {"各", "均"} and not self.text.startswith("各类", front.at):
                    front.at += 1
                elif self.text[front.at : front.at + 1] == ":":
                    front.at += 1
                    begun = False
                continue
            lead, _ = strip_any(self.text[front.at : stop], _LEADS)
            after = front.at + len(lead)
            if (
                lead
                and after < stop
                and self._goes_on_with_date_or_area(after, stop, by_start, quantity_at, taken=bool(front.areas))
            ):
                front.stretch = front.stretch or lead == "力争"
                front.at, begun = after, True
                continue
            break
        return front

    def _word_goes_on(self, word: str, at: int, stop: int) -> bool:
        """并 of 并网, 和 of 和谐, 目标 of 目标完成率 are no connectives."""
        after = self.text[at + len(word) : min(stop, at + len(word) + 1)]
        return (word in {"并", "和", "及", "另", "且"} and after in set("网购谐平时格行类案")) or (
            word.startswith("目标") and after not in set("：:，")
        )

    def _goes_on_with_date_or_area(
        self, at: int, stop: int, by_start: dict[int, Atom], quantity_at: set[int], *, taken: bool
    ) -> bool:
        atom = by_start.get(at)
        if atom and atom.sort is Sort.DATE:
            return not self._names(atom, stop, by_start)
        return not taken and self._areas(at, stop, quantity_at) is not None

    def _areas(self, at: int, stop: int, quantity_at: set[int]) -> tuple[AreaFound, ...] | None:
        found: list[AreaFound] = []
        while at < stop:
            area = self.finder.at(self.text, at, stop, quantity_at=quantity_at, listed=bool(found))
            if area is None:
                break
            found.append(area)
            joint = _JOINT.match(self.text, area.end, stop)
            if joint is None:
                break
            at = joint.end()
        return tuple(found) or None

    def _names(self, atom: Atom, stop: int, by_start: dict[int, Atom]) -> bool:
        """Whether a date belongs to a name (2022年前未开工项目, 2023年发行的债券) and sets no window."""
        when = atom.when
        if when is None:
            return True
        if when.end < self.term.start and self._is_figure(atom.end, stop, by_start):
            return False  # 2023年完成95亿元 is a figure of the past, with its window
        if when.end < self.term.start and (when.year_only or when.start is None or when.end.year < self.term.start.year):
            return True
        if when.year_only and not when.is_deadline and when.end.year > self.term.end.year:
            following = by_start.get(atom.end)
            if following and following.sort is Sort.QUANTITY:
                return True
        if self.text[atom.start] in "到至截":
            return False
        return bool(_NAMED_BY_DATE.match(self.text, atom.end, stop))

    def _is_figure(self, at: int, stop: int, by_start: dict[int, Atom]) -> bool:
        """Whether a value follows a date directly or after a bare verb."""
        match = re.compile(r"\s*(?:全[市区县年])?(?:为|是|达到?|完成|实现|已完成)?\s*").match(self.text, at, stop)
        follow = by_start.get(match.end()) if match else None
        return follow is not None and follow.sort is Sort.QUANTITY and follow.unit not in {"个", "项"}

    # ── the point ────────────────────────────────────────────────────────────────────────────────────────────────────

    def statements(self, front: Front, stop: int, atoms: tuple[Atom, ...]) -> list[Statement]:
        """What [front.at, stop) states; empty when the clause is only dates and connectives."""
        inside = tuple(a for a in atoms if front.at <= a.start and a.end <= stop)
        self.cuts = self._dates_inside(front, stop, inside)
        front.whens += tuple(a.when for a in self.cuts if a.when)
        if front.at >= stop or not self.text[front.at : stop].strip(" ，,、：:"):
            return []
        quantities = [a for a in inside if a.sort is Sort.QUANTITY]
        rank = next((a for a in inside if a.sort is Sort.RANK), None)
        if rank and quantities and quantities[-1].end <= rank.start and not _JOINT.match(self.text, quantities[-1].end, stop):
            return [comparisons.read_rank(self.raw, self.text, front.at, rank, (front.span_start, stop))]  # 14个市州中排名前5
        if quantities:
            found = self._values(front, stop, inside)
            if found:
                return found
        if rank:
            return [comparisons.read_rank(self.raw, self.text, front.at, rank, (front.span_start, stop))]
        found = comparisons.read_words(self._words(front.at, stop), (front.span_start, stop))
        if found:
            return found
        dated = next((a.end - front.at for a in inside if a.sort is Sort.DATE and a.start == front.at), 0)
        return predicates.read_predicate(self._words(front.at, stop), (front.span_start, stop), dated)

    def _dates_inside(self, front: Front, stop: int, atoms: tuple[Atom, ...]) -> list[Atom]:
        """Dates in the middle of a clause that set its window: 新院区10月底前投入使用. 较2022年底 and 2022年前未开工 set none."""
        by_start = {a.start: a for a in atoms}
        found = []
        first = next((a.start for a in atoms if a.sort is Sort.QUANTITY), stop)
        for atom in atoms:
            if atom.start > first:
                break
            if atom.sort is not Sort.DATE or atom.when is None or atom.start == front.at or self._names(atom, stop, by_start):
                continue
            if (
                self.text[front.at : atom.start]
                .rstrip()
                .endswith(
                    (
                        "较",
                        "比",
                        "与",
                        "同",
                        "低于",
                        "高于",
                        "过",
                        "由",
                        "从",
                        "自",
                        "年",
                        "和",
                        "少于",
                        "近",
                        "快于",
                        "优于",
                        "大于",
                        "超过",
                    )
                )
            ):
                continue
            if atom.when.year_only and not self.text.startswith(("达到", "实现", "完成", "达", "要", "力争", "新增"), atom.end):
                continue
            found.append(atom)
        return found

    def _words(self, start: int, end: int) -> str:
        """The text itself between two offsets, without the dates that set the clause's window."""
        out, at = "", start
        for atom in self.cuts:
            if start <= atom.start and atom.end <= end:
                out, at = out + self.raw[at : atom.start], atom.end
        return out + self.raw[at:end]

    def _after(self, quantity: Atom, stop: int) -> tuple[Comparator | None, int]:
        end = quantity.end
        word, _ = strip_any(self.text[end:stop], tuple(sorted(words.AFTER_VALUE, key=len, reverse=True)))
        if word == "内" and self.text[end + 1 : end + 2] not in {"", *MARKS}:
            return None, end
        return (words.AFTER_VALUE[word], end + len(word)) if word else (None, end)

    def _values(self, front: Front, stop: int, atoms: tuple[Atom, ...]) -> list[Statement]:
        quantities = [a for a in atoms if a.sort is Sort.QUANTITY]
        found: list[Statement] = []
        piece, index = front, 0
        while index < len(quantities):
            quantity = quantities[index]
            after, end = self._after(quantity, stop)
            joint = _JOINT.match(self.text, end, stop)
            rest = self.text[end:stop].strip(" ，,")
            final = not rest or (joint is not None and bool(self.text[joint.end() : stop].strip()))
            later = quantities[index + 1] if index + 1 < len(quantities) else None
            if not final and later and not self._ends_piece(end, later):
                index += 1
                continue  # 营收1亿元以上规模工业企业50家: part of the name of what is counted
            if final and later is None and rest and joint and self._is_condition(joint.end(), stop):
                final = False
            before = self.text[piece.at : quantity.start]
            if "分别" in before and later is not None:
                statement, index, end = self._paired(piece, quantities, index, stop)
            elif final:
                statement = self._piece(piece, quantity, after, end)
                index += 1
            else:
                bound = stop if later is None else self._piece_end(end, later)
                statement = self._counted_noun(piece, quantity, after, end, bound)
                end = bound
                index += 1
            if statement is None:
                return []
            if found and front.stretch | found[0].stretch and self.text[front.at :].startswith(("力争", "奋力")):
                statement.stretch = True
            if found and not statement.areas:
                statement.metric = share_measure(found[-1].metric, statement.metric)
                statement.metric = share_flow(found[-1].metric, statement.metric)
            found.append(statement)
            joint = _JOINT.match(self.text, end, stop)
            piece = self.front(joint.end() if joint else end, stop, atoms)
            piece.child = piece.child or front.child
        return [*found, *self._leftover(piece, stop, atoms)]

    def _leftover(self, piece: Front, stop: int, atoms: tuple[Atom, ...]) -> list[Statement]:
        """What still follows the last value: 新增10家、完成验收."""
        if not self.text[piece.at : stop].strip(" ，,、"):
            return []
        return self.statements(piece, stop, tuple(a for a in atoms if a.start >= piece.at and a.sort is not Sort.QUANTITY))

    def _is_condition(self, at: int, stop: int) -> bool:
        return False if at >= stop else self.text[at:stop].startswith(("其他", "其它"))

    def _ends_piece(self, end: int, later: Atom) -> bool:
        """Whether a new piece begins between a value with a noun after it and the next value: 改造30个小区、新建5所学校."""
        return self._piece_end(end, later) < later.start

    def _piece_end(self, end: int, later: Atom) -> int:
        between = self.text[end : later.start]
        for match in re.finditer("、|并|和|及|与", between):
            tail = between[match.end() :]
            if match.start() and not tail.strip():
                return end + match.start()  # 130户危房改造和25公里管网改造
            if (
                match.start()
                and match.group() != "与"
                and strip_any(tail, words.KEPT_FLOWS + words.DONE_VERBS + ("建设", "惠及", "覆盖"))[0]
            ):
                return end + match.start()
        return later.start

    # ── single pieces ────────────────────────────────────────────────────────────────────────────────────────────────

    def _piece(self, front: Front, quantity: Atom, after: Comparator | None, end: int) -> Statement | None:
        """[metric] [growth] [comparator] QUANTITY [以上]."""
        percent, points = self._rate(quantity)
        head = read_head(self._words(front.at, quantity.start), percent=percent, points=points)
        statement = self._valued(head, quantity, after, (front.span_start, end))
        statement.areas, statement.whens, statement.child = front.areas, front.whens, front.child
        statement.stretch = statement.stretch or front.stretch
        if head.metric.startswith("负责") or head.metric == "负责":
            head.metric = head.metric[2:]
            statement.metric = head.metric
        statement.subject = bool(front.areas) and (
            bool(head.metric) or self.raw[front.at : quantity.start].strip().startswith(("完成", "新增", "实现", "交付"))
        )
        return statement

    def _rate(self, quantity: Atom) -> tuple[bool, bool]:
        return quantity.unit in {"%", "‰", "成", "倍", "‱"}, quantity.unit.endswith("百分点")

    def _valued(self, head: Head, quantity: Atom, after: Comparator | None, span: tuple[int, int]) -> Statement:
        number = quantity.number
        percent, points = self._rate(quantity)
        comparator = self._comparator(head.comparator, after, quantity)
        statement = Statement(
            Kind.LEVEL, span, metric=head.metric, comparator=comparator, unit=self._unit(quantity), benchmark=head.benchmark
        )
        if number is None:
            statement.kind, statement.comparator, statement.review = Kind.QUALITATIVE, None, catalogue.NUMBER_NOT_UNDERSTOOD
            statement.unit = ""
            return statement
        statement.value, statement.value_max = number.value, number.value_max
        if points:
            statement.kind = Kind.RELATIVE
        elif percent and head.growth and quantity.unit != "倍":
            statement.kind = Kind.GROWTH
        elif quantity.unit in {"%", "‰", "成", "‱"}:
            statement.kind = Kind.RATIO
        if head.growth < 0 and (points or percent):
            statement.value = -number.value
            if number.value_max is not None:
                statement.value, statement.value_max = -number.value_max, -number.value
            statement.comparator = words.FLIPPED[comparator]
        elif points and head.comparator in {Comparator.LT, Comparator.LE} and head.benchmark and not head.growth:
            statement.value, statement.comparator = -number.value, Comparator.LE
        elif points and head.comparator is Comparator.GT and head.benchmark:
            statement.comparator = Comparator.GE
        if points and not head.benchmark and head.growth_word.startswith("同比"):
            statement.benchmark = "上年同期"
        statement.stretch, statement.running_total = head.stretch, head.running_total
        statement.same_kind = percent and not head.metric and not head.growth
        if head.distribution in {"各", "均", "分别", "各自", "都"}:
            statement.members = ("",)
        if not quantity.known:
            statement.review = catalogue.UNIT_UNKNOWN
        return statement

    def _unit(self, quantity: Atom) -> str:
        """The unit as written; a bracket inside it (套（间）) is kept as in the document."""
        return self.raw[quantity.end - len(quantity.unit) : quantity.end] if "(" in quantity.unit else quantity.unit

    def _comparator(self, before: Comparator | None, after: Comparator | None, quantity: Atom) -> Comparator:
        """The comparator of a value: what stands after it decides where what stands before is only a bare verb."""
        if after is Comparator.APPROX or before is Comparator.APPROX:
            return Comparator.APPROX
        if before in {None, Comparator.GE} and after is not None:
            return after
        if before is not None:
            return before
        qualifier = quantity.number.qualifier if quantity.number else Qualifier.EXACT
        return {Qualifier.MORE_THAN: Comparator.GT, Qualifier.APPROX: Comparator.APPROX}.get(qualifier, Comparator.GE)

    def _paired(self, front: Front, quantities: list[Atom], index: int, stop: int) -> tuple[Statement | None, int, int]:
        """members 分别 Q、Q[以上]: all values up to the first that is not in the list."""
        run = [quantities[index]]
        after, end = self._after(run[0], stop)
        while index + len(run) < len(quantities):
            joint = _JOINT.match(self.text, end, stop)
            following = quantities[index + len(run)]
            if joint is None or joint.end() != following.start:
                break
            run.append(following)
            after, end = self._after(following, stop)
        statement = self._piece(front, run[0], after, end)
        if statement is None or any(q.number is None for q in run):
            return None, index + len(run), end
        sign = -1 if statement.value is not None and statement.value < 0 else 1
        statement.paired = tuple((sign * q.number.value, q.unit) for q in run if q.number)
        statement.members = ("",)
        statement.subject = False
        return statement, index + len(run), end

    def _counted_noun(self, front: Front, quantity: Atom, after: Comparator | None, end: int, bound: int) -> Statement | None:
        """verb QUANTITY noun: 新建10个停车场, 249个项目完成批复, 安置地29户建设并交付; None when the number is part of a name."""
        percent, points = self._rate(quantity)
        head = read_head(self._words(front.at, quantity.start), percent=percent, points=points)
        noun = self.raw[end:bound].strip(" 的")
        head.metric = re.sub(r"^\d{4}年(?:度)?$", "", head.metric)
        if self.text[front.at : quantity.start].rstrip().endswith(("对", "将", "把", "就", "为", "向", "在", "按", "以")):
            return None  # 对12个项目实行挂图作战: the number only says to what
        flow = head.metric if head.metric in words.KEPT_FLOWS or not head.metric else ""
        if head.metric and not flow and after is not None and self.text[end : end + 1] not in {"", "的"}:
            return None  # 投资500万元以上项目 names a class of projects
        noun = re.sub(r"(?:的)?(?:目标任务|工作任务|年度任务|目标|任务)$", "", noun)
        done = re.match(r"^(.*?)(?:全部)?(完成|实现|通过|启动|达到)(.+)$", noun)
        event, before_event = strip_any(noun, words.EVENT_TAILS, right=True)
        if done and not head.metric:
            metric = done[3] or done[1]
        elif flow:
            metric = flow + noun
        elif head.metric:
            metric = head.metric + re.sub(r"(?:并)?(?:到位|全部到位)$", "", noun)
            metric = re.sub(r"并交付$", "并交付", metric)
        elif event and before_event:
            metric = noun
        else:
            metric = noun
        span_end = bound
        while span_end > end and self.text[span_end - 1] in " ，,、":
            span_end -= 1
        statement = self._valued(replace_metric(head, metric), quantity, after, (front.span_start, span_end))
        statement.areas, statement.whens, statement.child = front.areas, front.whens, front.child
        statement.subject = bool(front.areas)
        statement.stretch = statement.stretch or front.stretch
        if done and not head.metric and ("、" in metric or "及" in metric):
            statement.members = ("",)
        return statement


def replace_metric(head: Head, metric: str) -> Head:
    """The same head with another metric."""
    return replace(head, metric=metric)


ZERO = Decimal(0)
