"""Clauses with a value: pieces, pairs and counted nouns → statements.

    values  := piece {("、" | "和" | "及") piece}
    piece   := front [metric] [growth] [comparator] QUANTITY [以上 …]      新增企业90家以上
             | front verb QUANTITY noun                                 新建10个停车场
             | front (对 | 将 | 为 …) QUANTITY noun verb what            对450户家庭进行改造: `objects`
             | front members 分别 [comparator] QUANTITY {"、" QUANTITY}    分别达30%、55%以上

A quantity with a noun and another quantity after it is part of a name (营收1亿元以上企业50家).
"""

from __future__ import annotations

from dataclasses import replace

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator
from ingest.task_lists.targets.rules.affixes import BeforeValue, read_before_value, strip_any
from ingest.task_lists.targets.rules.areas import AreaNamed
from ingest.task_lists.targets.rules.figures import state_value
from ingest.task_lists.targets.rules.fronts import Front, FrontReader, Region, joint_end, without
from ingest.task_lists.targets.rules.names import GrammarRule, Taken
from ingest.task_lists.targets.rules.noun_lists import share_flow, share_measure, share_tail, share_work, split_list
from ingest.task_lists.targets.rules.objects import read_fronted, read_further
from ingest.task_lists.targets.rules.pairs import Paired, values_listed
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text.atoms import MARKS, Atom, Sort
from ingest.values.characters import is_chinese
from ingest.values.units import is_count, split_multiplier, unit_words


class ValueReader:
    """Reads the values of one clause."""

    def __init__(self, raw: str, text: str, fronts: FrontReader, region: Region) -> None:
        self.raw, self.text, self.fronts, self.region = raw, text, fronts, region
        self.cuts: tuple[Atom, ...] = ()  # the dates that set the window: no words of a metric
        self.noun = ""  # what the last fronted object counted
        self.described: tuple[Atom, ...] = ()  # figures that only describe what an event happens to
        self.only_object = False  # a number that is no value stands in the object of the clause

    def read(self, front: Front) -> tuple[list[Statement], Front] | None:
        """The statements, and the front of what follows the last value; None when a number is no value but part of a name."""
        self.cuts = front.cuts
        quantities = [a for a in self.region.atoms if a.sort is Sort.QUANTITY and a.start >= front.at]
        found: list[Statement] = []
        piece, index, stop = front, 0, self.region.stop
        while index < len(quantities):
            quantity = quantities[index]
            later = quantities[index + 1] if index + 1 < len(quantities) else None
            after, end = self._after(quantity)
            final = self._is_final(end)
            twins = self._twins(piece, quantities[index : index + 3])
            if not twins and not final and later and self._piece_end(end, later) == later.start:
                counts = quantity.unit in unit_words().counts and not self._names_class(quantity)
                if counts and (self._names_class(later) or later.start == quantity.end or self._says_which(end, later)):
                    quantities.remove(later)  # 20个5000千瓦以上光伏项目, 2个100人托育点
                else:
                    self.cuts = (*self.cuts, *self._describing(piece, quantity, end))
                    index += 1
                continue
            used = 1
            statement: Statement | None
            if twins:
                (first, statement), used, end = twins, 2, twins[1].span[1]
                found = _listed(found, first)
            elif later is not None and self._pairs_with(piece, quantities[index:]):
                statement, used, end = self._paired(piece, quantities[index:])
            elif final:
                statement = self._piece(piece, quantity, after, end)
            else:
                bound = stop if later is None else self._piece_end(end, later)
                statement, end = self._counted_noun(piece, quantity, after, end, bound), bound
            if statement is None:
                return None
            index += used
            joint = joint_end(self.text, end, stop)
            if self.text[end : max(end, joint)].strip() == lexicon().comparators.alternative:
                statement = replace(statement, review=target_findings.ALTERNATIVE)
            found = _listed(found, statement)
            following = self.fronts.read(max(end, joint), self.region)
            piece = replace(following, child=following.child or front.child)
        return found, piece

    def _twins(self, front: Front, quantities: list[Atom]) -> tuple[Statement, Statement] | None:
        """搬迁入住865户3120人: two counts of one thing, one directly after the other."""
        if len(quantities) < 2 or quantities[1].start != quantities[0].end:
            return None
        first, second = quantities[:2]
        words, units = lexicon().numerals, [split_multiplier(one.unit)[1] for one in (first, second)]
        after, end = self._after(second)
        final, people = self._is_final(end), units[0] in words.twin_firsts and units[1] in words.twin_seconds
        sized = final and units[1] in words.twin_sizes  # 改造道路5条7.6公里
        counts = all(one.number is not None and one.known for one in (first, second))
        counts = counts and is_count(first.unit) and (sized or is_count(second.unit))
        if not counts or units[0] == units[1] or not (final or people) or self._names_class(second):
            return None
        bound = self.region.stop if len(quantities) < 3 else self._piece_end(end, quantities[2])
        stated = []
        for quantity in (first, replace(second, start=first.start)):
            if final:
                said = self._piece(front, quantity, after, end)
                stated.append(said if people else replace(said, review=said.review or target_findings.METRIC_DOUBTFUL))
            else:
                counted = self._counted_noun(front, quantity, after, end, bound)
                if counted is None:
                    return None
                stated.append(replace(counted, review=counted.review or target_findings.METRIC_DOUBTFUL))
        return stated[0], stated[1]

    # ── where a piece ends ───────────────────────────────────────────────────────────────────────────────────────────

    def _after(self, quantity: Atom) -> tuple[Comparator | None, int]:
        """The comparator after a value (以上, 左右) and where it ends."""
        words, end = lexicon().comparators, quantity.end
        word, _ = strip_any(self.text[end : min(end + 4, self.region.stop)], tuple(words.after_value))
        if not word or (word == words.within and self.text[end + 1 : end + 2] not in {"", *MARKS}):
            return None, end
        return words.after_value[word], end + len(word)

    def _is_final(self, end: int) -> bool:
        """Whether nothing belongs to a value any more after `end`: the clause ends or its list goes on."""
        stop = self.region.stop
        joint = joint_end(self.text, end, stop)
        return not self.text[end:stop].strip(" ，,") or (joint >= 0 and bool(self.text[joint:stop].strip()))

    def _piece_end(self, end: int, later: Atom) -> int:
        """Where a counted noun ends before the next value: 改造30个小区、新建5所学校; the next value's start if it does not."""
        words, between = lexicon().connectives, self.text[end : later.start]
        for match in words.piece_joint.finditer(between):
            tail = between[match.end() :]
            if not match.start():
                continue
            begins = strip_any(tail, lexicon().verbs.new_piece)[0] or lexicon().objects.front.match(tail)
            if not tail.strip() or (match.group() != words.joins_nouns and begins):
                return end + match.start()
        return later.start

    def _names_class(self, quantity: Atom) -> bool:
        """50户以上自然村, 5000千瓦以上光伏项目: a threshold that a class of things is named by."""
        words, (after, end) = lexicon().numerals, self._after(quantity)
        names = unit_words()
        sized = quantity.unit in words.class_units or quantity.unit not in names.counts | names.shares
        return after in {Comparator.GE, Comparator.LE} and sized and bool(words.classed.match(self.text, end, self.region.stop))

    def _says_which(self, end: int, later: Atom) -> bool:
        """2家年营业收入达50亿元的企业: an amount that says which things the number before it counts."""
        words, after = lexicon().numerals, self._after(later)[1]
        sized = later.number is not None and not is_count(later.unit) and later.unit not in unit_words().shares
        return (
            sized and bool(words.sized.match(self.text, end, later.start)) and self.text.startswith(lexicon().verbs.of, after)
        )

    def _describing(self, piece: Front, quantity: Atom, end: int) -> tuple[Atom, ...]:
        """投资5亿元新建体育馆1座, 新建占地30亩的水厂1座: the words of a figure that only describes, no part of a metric."""
        words = lexicon().numerals
        word, _ = strip_any(self.text[piece.at : quantity.start].rstrip(), words.describing, right=True)
        of = self.text.startswith(lexicon().verbs.of, end)
        if not word or not (of or self.text.startswith(lexicon().verbs.new_piece, end)):
            return ()
        return (Atom(Sort.NAME, self.text.rindex(word, piece.at, quantity.start), end + of),)

    # ── single pieces ────────────────────────────────────────────────────────────────────────────────────────────────

    def _piece(self, front: Front, quantity: Atom, after: Comparator | None, end: int) -> Statement:
        """[metric] [growth] [comparator] QUANTITY [以上]."""
        words, said = lexicon().verbs, without(self.raw, front.at, quantity.start, self.cuts)
        before = self._before(front, quantity, end)
        rest = before.metric.removeprefix(words.responsible)
        before = before if rest.startswith(words.not_before[words.responsible]) else replace(before, metric=rest)
        statement = state_value(
            GrammarRule.VALUE_PIECE, before, quantity, after, span=(front.span_start, end), unit=self._unit(quantity)
        )
        subject = bool(front.areas) and (bool(before.metric) or said.strip().startswith(words.subject))
        return replace(statement.with_front(front), subject=subject)

    def _pairs_with(self, front: Front, quantities: list[Atom]) -> bool:
        """Whether values are one for each member of a list: it says 分别, or several values stand after several members with
        nothing between them (起数、死亡人数下降10%、15%)."""
        if lexicon().comparators.separately in self.text[front.at : quantities[0].start]:
            return True
        listed, end = values_listed(self.text, quantities, self.region.stop, self._after)
        if len(listed) < 2 or any(one.verb for one in listed) or not self._is_final(end):
            return False
        metric = self._before(front, listed[0].quantity, end).metric
        return len(front.areas) > 1 or len(split_list(metric, loose=True)) > 1

    def _paired(self, front: Front, quantities: list[Atom]) -> tuple[Statement | None, int, int]:
        """members 分别 Q、Q[以上]: the values up to the first that is not in the list, and how many they are."""
        listed, end = values_listed(self.text, quantities, self.region.stop, self._after)
        if any(one.quantity.number is None for one in listed):
            return None, len(listed), end
        first = listed[0]
        before = self._before(front, first.quantity, end)
        noun = self._noun_of_all(before, end) if len(listed) == len(quantities) else ""
        end = self.region.stop if noun else end
        before, span = replace(before, metric=before.metric + noun), (front.span_start, end)
        verbs = tuple(Taken(GrammarRule.AFFIX_COMPARATOR, one.verb) for one in listed if one.verb)
        before = replace(before, metric=before.metric.removeprefix(lexicon().verbs.responsible), taken=before.taken + verbs)
        stated = []
        for one in listed:
            said = lexicon().comparators.before_value.get(one.verb, before.comparator)
            own, unit = replace(before, comparator=said), one.quantity.unit
            stated.append(state_value(GrammarRule.VALUE_PAIRED, own, one.quantity, one.after, span=span, unit=unit))
        paired = tuple(Paired(one.value, one.unit, one.kind, one.comparator) for one in stated if one.value is not None)
        review = next((one.review for one in stated if one.review), "")
        subject = bool(front.areas) and bool(before.metric)
        statement = replace(stated[0].with_front(front), paired=paired, spread=True, subject=subject, review=review)
        return statement, len(listed), end

    def _noun_of_all(self, before: BeforeValue, end: int) -> str:
        """分别新建40座、25座公厕: what the values count stands after the last of them, where nothing names it before them."""
        noun = self.raw[end : self.region.stop].strip(" ，,、")
        counts = not before.metric or before.metric in lexicon().verbs.kept_flows
        return noun if counts and is_chinese(noun) and noun.endswith(lexicon().certainty.heads) else ""

    def _counted_noun(self, front: Front, quantity: Atom, after: Comparator | None, end: int, bound: int) -> Statement | None:
        """verb QUANTITY noun: 新建10个停车场, 249个项目完成批复, 安置地29户建设并交付; None if the number is part of a name."""
        words, said = lexicon().verbs, self.text[front.at : quantity.start].rstrip()
        fronted = self._fronted(front, quantity, after, end, bound)
        if fronted is not None:
            return fronted
        if said.endswith(lexicon().numerals.describing):
            self.described = self._describing(front, quantity, end)
            if self.described or self.text[end:bound].endswith(lexicon().events.tails):
                return None  # 推进总投资12亿元的产业园建设, 年产10万吨饲料项目投产
        if self._names_class(quantity):
            return None  # 引进500万元以上项目
        if said.endswith(words.object_marks):
            self.only_object = True
            return None  # 对12个项目实行挂图作战: the number only says to what
        before = self._before(front, quantity, end)
        counted = words.bare_year.sub("", before.metric)
        is_flow = not counted or counted in words.kept_flows
        if not is_flow and after is not None and self.text[end : end + 1] not in {"", words.of}:
            return None  # 投资500万元以上项目 names a class of projects
        noun = words.empty_noun.sub("", words.wholly.sub("", self.raw[end:bound].strip(" " + words.of)))
        done = None if counted else words.done_noun.match(noun)
        metric = done[3] if done else counted + (noun if is_flow else words.in_place.sub("", noun))
        span = (front.span_start, end + len(self.text[end:bound].rstrip(" ，,、")))
        counting = replace(before, metric=metric)
        statement = state_value(GrammarRule.VALUE_COUNTED, counting, quantity, after, span=span, unit=self._unit(quantity))
        listed = done is not None and any(joint in metric for joint in lexicon().connectives.loose_joints)
        return replace(statement.with_front(front), subject=bool(front.areas), spread=statement.spread or listed)

    def _fronted(self, front: Front, quantity: Atom, after: Comparator | None, end: int, bound: int) -> Statement | None:
        """对 QUANTITY noun 进行 what; None where nothing stands before its verb."""
        said, follows = self.raw[front.at : quantity.start], self.raw[end:bound].rstrip(" ，,、")
        fronted = read_fronted(said, follows)
        metric = fronted.metric if fronted else read_further(self.noun, follows) if self.noun and not said.strip() else ""
        if not metric:
            return None
        self.noun = fronted.noun if fronted else self.noun
        before = replace(self._before(front, quantity, end), metric=lexicon().verbs.empty_noun.sub("", metric))
        span = (front.span_start, end + len(follows))
        statement = state_value(GrammarRule.VALUE_FRONTED, before, quantity, after, span=span, unit=self._unit(quantity))
        statement = replace(statement.with_front(front), subject=bool(front.areas))
        if fronted is None or fronted.where[0] < 0 or front.areas:
            return statement
        begin, stop = front.at + fronted.where[0], front.at + fronted.where[1]
        return replace(statement, areas=(AreaNamed(self.text[begin:stop], begin, stop),))

    # ── the words around a value ─────────────────────────────────────────────────────────────────────────────────────

    def _before(self, front: Front, quantity: Atom, end: int) -> BeforeValue:
        """What stands before a quantity that ends at `end` together with its 以上 or 左右."""
        units = lexicon().units
        rate = quantity.unit in unit_words().shares or quantity.unit == units.times
        said = without(self.raw, front.at, quantity.start, self.cuts)
        before = read_before_value(said, percent=rate, points=quantity.unit.endswith(units.points))
        return replace(before, taken=before.took(GrammarRule.AFFIX_QUANTITY, self.raw[quantity.start : end]))

    def _unit(self, quantity: Atom) -> str:
        """The unit as written; a bracket inside it (套（间）) is kept as in the document."""
        return self.raw[quantity.end - len(quantity.unit) : quantity.end] if "(" in quantity.unit else quantity.unit


def _listed(found: list[Statement], statement: Statement) -> list[Statement]:
    """The statements with one more: a later piece shares what the first says for all: 新增, 投资, 力争."""
    if not found:
        return [statement]
    last = replace(found[-1], metric=_with_object(share_tail(found[-1].metric, statement.metric), statement))
    metric = statement.metric
    own = _flow_of_own(last.metric, statement)
    if own:
        metric, statement = own, replace(statement, review=statement.review or target_findings.METRIC_DOUBTFUL)
    elif not statement.areas:
        metric = share_flow(last.metric, share_measure(last.metric, metric))
        worked = metric if statement.acts or statement.rule is not last.rule else share_work(last.metric, metric)
        if worked != metric:  # only the words that are known to be works of their own are kept from it
            metric, statement = worked, replace(statement, review=statement.review or target_findings.METRIC_DOUBTFUL)
    return [*found[:-1], last, replace(statement, metric=metric, stretch=statement.stretch or found[0].leads_stretch)]


def _flow_of_own(first: str, following: Statement) -> str:
    """新开工安置房480套、基本建成600套: the second has the object of the first, and a verb of its own; "" for any other."""
    flows = lexicon().verbs.kept_flows
    verb = next((taken.words for taken in reversed(following.taken) if taken.rule is GrammarRule.AFFIX_VERB), "")
    flow, thing = strip_any(first, flows)
    return verb + thing if not following.metric and verb in flows and flow and thing and flow != verb else ""


def _with_object(flow: str, following: Statement) -> str:
    """新建120座、改造45座公厕: the first counts what the second names."""
    if flow not in lexicon().verbs.kept_flows or following.rule is not GrammarRule.VALUE_COUNTED:
        return flow
    verb, noun = strip_any(following.metric, lexicon().verbs.kept_flows)
    return flow + noun if verb else flow
