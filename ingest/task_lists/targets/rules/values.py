"""Clauses with a value: pieces, pairs and counted nouns → statements.

    values  := piece {("、" | "和" | "及") piece}
    piece   := front [metric] [growth] [comparator] QUANTITY [以上 …]      新增企业90家以上
             | front verb QUANTITY noun                                 新建10个停车场
             | front members 分别 [comparator] QUANTITY {"、" QUANTITY}    分别达30%、55%以上

A quantity with a noun and another quantity after it is part of a name (营收1亿元以上企业50家).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets import catalogue, words
from ingest.task_lists.targets.rules.affixes import Head, read_head, strip_any
from ingest.task_lists.targets.rules.fronts import JOINT, Front, FrontReader, Region
from ingest.task_lists.targets.rules.noun_lists import share_flow, share_measure, share_tail
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text.atoms import MARKS, Atom, Sort
from ingest.values.numerals import Qualifier

_AFTER = tuple(sorted(words.AFTER_VALUE, key=len, reverse=True))
_NEW_PIECE = words.KEPT_FLOWS + words.DONE_VERBS + ("惠及", "覆盖")
_OBJECT_MARKS = ("对", "将", "把", "就", "为", "向", "在", "按", "以")
_PURE_NUMBERS = ("系数", "指数", "比", "值", "得分", "强度", "密度", "深度", "容积率")  # measured without a unit
_SUBJECT_VERBS = ("完成", "新增", "实现", "交付")
_EMPTY_NOUN = re.compile(r"(?:的)?(?:目标任务|工作任务|年度任务|目标|任务|大关|关口)$")
_DONE_NOUN = re.compile(r"^(.*?)(?:全部)?(完成|实现|通过|启动|达到)(.+)$")
_IN_PLACE = re.compile(r"(?:并)?(?:全部)?到位$")
_BARE_YEAR = re.compile(r"^\d{4}年(?:度)?$")

Words = Callable[[int, int], str]


class ValueReader:
    """Reads the values of one clause. `said` gives the text between two offsets without the dates that set its window."""

    def __init__(self, raw: str, text: str, fronts: FrontReader, region: Region, said: Words) -> None:
        self.raw, self.text, self.fronts, self.region, self.said = raw, text, fronts, region, said
        self.only_object = False  # a number that is no value stands in the object of the clause

    def read(self, front: Front) -> tuple[list[Statement], Front] | None:
        """The statements, and the front of what follows the last value; None when a number is no value but part of a name."""
        quantities = [a for a in self.region.atoms if a.sort is Sort.QUANTITY and a.start >= front.at]
        found: list[Statement] = []
        piece, index, stop = front, 0, self.region.stop
        while index < len(quantities):
            quantity = quantities[index]
            later = quantities[index + 1] if index + 1 < len(quantities) else None
            after, end = self._after(quantity)
            final = self._is_final(end)
            if not final and later and self._piece_end(end, later) == later.start:
                index += 1
                continue
            used = 1
            statement: Statement | None
            if later is not None and "分别" in self.text[piece.at : quantity.start]:
                statement, used, end = self._paired(piece, quantities[index:])
            elif final:
                statement = self._piece(piece, quantity, after, end)
            else:
                bound = stop if later is None else self._piece_end(end, later)
                statement, end = self._counted_noun(piece, quantity, after, end, bound), bound
            if statement is None:
                return None
            index += used
            found.append(self._as_listed(found, statement))
            joint = JOINT.match(self.text, end, stop)
            if joint and joint.group().strip() == "或":
                statement.review = catalogue.ALTERNATIVE
            piece = self.fronts.read(joint.end() if joint else end, self.region)
            piece.child = piece.child or front.child
        return found, piece

    def _as_listed(self, found: list[Statement], statement: Statement) -> Statement:
        """A later piece shares what the first says for all: 新增, 投资, 力争."""
        if found:
            statement.stretch = statement.stretch or found[0].leads_stretch
            found[-1].metric = share_tail(found[-1].metric, statement.metric)
            if not statement.areas:
                metric = share_measure(found[-1].metric, statement.metric)
                statement.metric = share_flow(found[-1].metric, metric)
        return statement

    # ── where a piece ends ───────────────────────────────────────────────────────────────────────────────────────────

    def _after(self, quantity: Atom) -> tuple[Comparator | None, int]:
        """The comparator after a value (以上, 左右) and where it ends."""
        end = quantity.end
        word, _ = strip_any(self.text[end : min(end + 4, self.region.stop)], _AFTER)
        if not word or (word == "内" and self.text[end + 1 : end + 2] not in {"", *MARKS}):
            return None, end
        return words.AFTER_VALUE[word], end + len(word)

    def _is_final(self, end: int) -> bool:
        """Whether nothing belongs to a value any more after `end`: the clause ends or its list goes on."""
        stop = self.region.stop
        joint = JOINT.match(self.text, end, stop)
        return not self.text[end:stop].strip(" ，,") or (joint is not None and bool(self.text[joint.end() : stop].strip()))

    def _piece_end(self, end: int, later: Atom) -> int:
        """Where a counted noun ends before the next value: 改造30个小区、新建5所学校; the next value's start if it does not."""
        between = self.text[end : later.start]
        for match in re.finditer("、|并|和|及|与", between):
            tail = between[match.end() :]
            if not match.start():
                continue
            if not tail.strip() or (match.group() != "与" and strip_any(tail, _NEW_PIECE)[0]):
                return end + match.start()
        return later.start

    # ── single pieces ────────────────────────────────────────────────────────────────────────────────────────────────

    def _piece(self, front: Front, quantity: Atom, after: Comparator | None, end: int) -> Statement:
        """[metric] [growth] [comparator] QUANTITY [以上]."""
        before = self.said(front.at, quantity.start)
        head = self._head(before, quantity)
        head.metric = head.metric.removeprefix("负责")
        statement = self._valued(head, quantity, after, (front.span_start, end))
        statement.take_front(front)
        statement.subject = bool(front.areas) and (bool(head.metric) or before.strip().startswith(_SUBJECT_VERBS))
        return statement

    def _paired(self, front: Front, quantities: list[Atom]) -> tuple[Statement | None, int, int]:
        """members 分别 Q、Q[以上]: the values up to the first that is not in the list, and how many they are."""
        run = [quantities[0]]
        after, end = self._after(run[0])
        for following in quantities[1:]:
            joint = JOINT.match(self.text, end, self.region.stop)
            if joint is None or joint.end() != following.start:
                break
            run.append(following)
            after, end = self._after(following)
        statement = self._piece(front, run[0], after, end)
        if any(quantity.number is None for quantity in run):
            return None, len(run), end
        sign = -1 if statement.value is not None and statement.value < 0 else 1
        statement.paired = tuple((sign * q.number.value, q.unit) for q in run if q.number)
        statement.spread, statement.subject = True, False
        return statement, len(run), end

    def _counted_noun(self, front: Front, quantity: Atom, after: Comparator | None, end: int, bound: int) -> Statement | None:
        """verb QUANTITY noun: 新建10个停车场, 249个项目完成批复, 安置地29户建设并交付; None if the number is part of a name."""
        if self.text[front.at : quantity.start].rstrip().endswith(_OBJECT_MARKS):
            self.only_object = True
            return None  # 对12个项目实行挂图作战: the number only says to what
        head = self._head(self.said(front.at, quantity.start), quantity)
        head.metric = _BARE_YEAR.sub("", head.metric)
        is_flow = not head.metric or head.metric in words.KEPT_FLOWS
        if not is_flow and after is not None and self.text[end : end + 1] not in {"", "的"}:
            return None  # 投资500万元以上项目 names a class of projects
        noun = _EMPTY_NOUN.sub("", self.raw[end:bound].strip(" 的"))
        done = None if head.metric else _DONE_NOUN.match(noun)
        metric = done[3] if done else head.metric + (noun if is_flow else _IN_PLACE.sub("", noun))
        span_end = end + len(self.text[end:bound].rstrip(" ，,、"))
        statement = self._valued(replace(head, metric=metric), quantity, after, (front.span_start, span_end))
        statement.take_front(front)
        statement.subject = bool(front.areas)
        statement.spread = statement.spread or (done is not None and ("、" in metric or "及" in metric))
        return statement

    # ── the value itself ─────────────────────────────────────────────────────────────────────────────────────────────

    def _head(self, before: str, quantity: Atom) -> Head:
        rate = quantity.unit in words.SHARE_UNITS or quantity.unit == "倍"
        return read_head(before, percent=rate, points=quantity.unit.endswith("百分点"))

    def _valued(self, head: Head, quantity: Atom, after: Comparator | None, span: tuple[int, int]) -> Statement:
        """Kind, comparator, sign and benchmark of a value by its unit and by what stood before it."""
        number = quantity.number
        statement = Statement(Kind.LEVEL, span, metric=head.metric, benchmark=head.benchmark, stretch=head.stretch)
        statement.leads_stretch, statement.spread, statement.acts = head.stretch, bool(head.distribution), head.acts
        if number is None:
            statement.kind, statement.review = Kind.QUALITATIVE, catalogue.CLAUSE_NOT_UNDERSTOOD
            return statement
        points, share = quantity.unit.endswith("百分点"), quantity.unit in words.SHARE_UNITS
        comparator = self._comparator(head.comparator, after, number.qualifier)
        statement.unit = self._unit(quantity)
        statement.value, statement.value_max, statement.comparator = number.value, number.value_max, comparator
        statement.running_total = head.running_total
        statement.same_kind = share and not head.metric and not head.growth
        if points:
            statement.kind = Kind.RELATIVE
            statement.benchmark = head.benchmark or ("上年同期" if head.growth_word.startswith("同比") else "")
        elif share:
            statement.kind = Kind.GROWTH if head.growth else Kind.RATIO
        below = points and head.benchmark and not head.growth and head.comparator in {Comparator.LT, Comparator.LE}
        if (head.growth < 0 and statement.kind in {Kind.GROWTH, Kind.RELATIVE}) or below:
            statement.value, statement.value_max = -number.value, None
            if number.value_max is not None:
                statement.value, statement.value_max = -number.value_max, -number.value
            statement.comparator = Comparator.LE if below else words.FLIPPED[comparator]
        elif points and head.comparator is Comparator.GT and head.benchmark:
            statement.comparator = Comparator.GE  # 高于全省平均水平0.5个百分点
        if head.recurring:
            statement.review = catalogue.RECURRING
        if not quantity.known and not head.metric.endswith(_PURE_NUMBERS):
            statement.review = catalogue.UNIT_UNKNOWN
        return statement

    def _unit(self, quantity: Atom) -> str:
        """The unit as written; a bracket inside it (套（间）) is kept as in the document."""
        return self.raw[quantity.end - len(quantity.unit) : quantity.end] if "(" in quantity.unit else quantity.unit

    def _comparator(self, before: Comparator | None, after: Comparator | None, qualifier: Qualifier) -> Comparator:
        """What stands after a value decides where what stands before it is only a bare verb."""
        if Comparator.APPROX in {before, after}:
            return Comparator.APPROX
        if before in {None, Comparator.GE} and after is not None:
            return after
        usual = {Qualifier.MORE_THAN: Comparator.GT, Qualifier.APPROX: Comparator.APPROX}.get(qualifier, Comparator.GE)
        return before or usual
