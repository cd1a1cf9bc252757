"""From statements to targets: areas, windows and due dates settled in order over one text. Grammar is not read here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator, GroupShare, Kind, Target, Task
from ingest.task_lists.targets.resolve import bases, groups, metrics, parts, sums, years
from ingest.task_lists.targets.resolve.alternatives import alternatives
from ingest.task_lists.targets.resolve.parts import PartFound
from ingest.task_lists.targets.resolve.so_far import Division, ReadSoFar, TargetDraft
from ingest.task_lists.targets.resolve.windows import Window
from ingest.task_lists.targets.rules.pairs import Paired
from ingest.task_lists.targets.rules.projects import place_and_name, placed_work
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text.dates import When
from ingest.task_lists.targets.text.term import Term
from ingest.values.units import to_base
from ingest.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Member:
    """One of the targets that a statement becomes; `when` is its own window where a statement lists several."""

    metric: str
    area: str
    stated: Paired
    when: When | None = None


class Resolver:
    """Settles the statements of one column of a task, in order. `so_far` is a value; only the methods here replace it."""

    def __init__(self, task: Task, column: str, raw: str, term: Term, vocabulary: Vocabulary, *, first_seq: int) -> None:
        of_district, areas = column == "district_task", lexicon().areas
        self.task, self.column, self.raw, self.term = task, column, raw, term
        self.vocabulary, self.measures = vocabulary, vocabulary.measures
        default = areas.default_district if of_district else areas.default_city
        self.default_area = vocabulary.wholes.get(column) or default
        place, name = ("", task.name) if of_district else self._project(task.name)
        self.default_area = place or self.default_area
        self.place = task.district_place if of_district else task.place
        self.first_seq = first_seq
        self.clause = ""
        self.so_far = ReadSoFar(task_name=name)

    def _project(self, name: str) -> tuple[str, str]:
        """The place that answers for a work that is named by it, and the work's name; "" where that is the whole place."""
        place, rest = place_and_name(name)
        return ("", name) if self._is_whole(place) else (place, rest)

    def _is_whole(self, place: str) -> bool:
        here, whole = (self.vocabulary.areas.get(area) for area in (place, self.default_area))
        return place == self.default_area or (here is not None and whole is not None and here.code == whole.code)

    @property
    def drafts(self) -> tuple[TargetDraft, ...]:
        return self.so_far.drafts

    @property
    def opens_part(self) -> bool:
        """Whether what comes next is the first of an item that is a part of the item above it."""
        return self.so_far.item_division is not None and len(self.drafts) == self.so_far.item_from

    # ── where we are ─────────────────────────────────────────────────────────────────────────────────────────────────

    def open_item(self, clause: str, head: str, window: Window, division: Division | None = None) -> None:
        """A numbered item begins: windows carry over inside it only; with a `division` it is a part of the item above it."""
        self.clause = clause
        self.so_far = replace(
            self.so_far, head=head, window=window, item_from=len(self.drafts), item_division=division, before_event=None
        )
        self.open_sentence()

    def open_sentence(self) -> None:
        """After 。 neither the subject nor 其中 reaches on."""
        division = self.so_far.item_division
        self.so_far = replace(
            self.so_far, sentence_from=len(self.drafts), division=division, topic="", base="", whens=(), opener=()
        )
        self.open_segment()

    def open_segment(self) -> None:
        """After ； only the subject that the sentence opened with reaches on."""
        window, held = self.so_far.window, self.so_far.held
        window = window if held is None else held
        subject = self.so_far.opener
        self.so_far = replace(
            self.so_far,
            segment_from=len(self.drafts),
            subject=subject,
            at_work=(),
            window=window,
            held=None,
            opened=window,
        )

    def date_inside(self, before: Window) -> None:
        """A deadline that stands inside a clause is that of its subject: after the segment the window `before` it holds."""
        self.so_far = replace(self.so_far, held=before)

    def date_event(self, before: Window) -> None:
        """A period in which something happens is none that amounts accumulate over: for them the window `before` it holds."""
        self.so_far = replace(self.so_far, before_event=before)

    def open_division(self, *, of_last: bool = False) -> None:
        """其中: what follows divides what went before; `of_last`: only the last value, as a bracket after it does."""
        self.so_far = replace(self.so_far, division=parts.division_at(self.so_far, of_last=of_last))

    def settle(self) -> None:
        """At the end of the text every part hangs on the whole that it and its like add up to."""
        drafts = years.settled(sums.implied(sums.hung(self.drafts)), self.raw, self.term)
        several = Counter((draft.span, draft.target.area) for draft in drafts)
        shares = ((d.target.seq, self._share(d, several[d.span, d.target.area] > 1)) for d in drafts)
        said = {seq: share for seq, share in shares if share is not None}
        targets = groups.settled([draft.target for draft in drafts], said, self.vocabulary)
        drafts = tuple(replace(draft, target=target) for draft, target in zip(drafts, targets, strict=True))
        self.so_far = replace(self.so_far, drafts=bases.marked(drafts, self.raw))

    def _share(self, draft: TargetDraft, several: bool) -> GroupShare | None:
        """What a sentence says of a group's figure by the words before its value; `several`: more metrics share the value."""
        areas, span = draft.statement.areas, draft.span
        after = areas[-1].end if areas else span[0]
        return groups.said_by(draft.target.area, self.raw[after : span[1]], listed=several)

    def close_aside(self, before: ReadSoFar) -> None:
        """After a bracket the sentence goes on as if it had not been there; its targets stay."""
        self.so_far = replace(
            self.so_far,
            window=before.window,
            subject=before.subject,
            division=before.division,
            sentence_from=before.sentence_from,
        )

    def date(self, whens: Iterable[When]) -> None:
        """A clause that holds only a date, or introduces what follows, sets the window."""
        said = tuple(whens)
        so_far = self.so_far
        held = None if said else so_far.held
        before = None if said else so_far.before_event
        window = so_far.window.take(said)
        self.so_far = replace(so_far, window=window, whens=said or so_far.whens, held=held, before_event=before)

    def undate(self, before: ReadSoFar) -> None:
        """After a clause that a bracket dated the window is again what it was before."""
        self.so_far = replace(
            self.so_far, window=before.window, whens=before.whens, held=before.held, before_event=before.before_event
        )

    def measure_from(self, base: str) -> None:
        """Rises and falls of this sentence are measured from `base` where they name nothing else."""
        self.so_far = replace(self.so_far, base=base)

    def speak_of(self, topic: str) -> None:
        """The words before a colon name what the values after it measure."""
        self.so_far = replace(self.so_far, topic=topic)

    # ── what is said of targets that were read before ────────────────────────────────────────────────────────────────

    def set_due(self, when: When) -> bool:
        """12月底前全部完成 at the end of a list of values dates them all; False where they have deadlines of their own."""
        begin = self.so_far.sentence_from
        if any(draft.has_deadline for draft in self.drafts[begin:]):
            return False
        self._mend(begin, lambda target: replace(target, due=when.end))
        self.so_far = replace(self.so_far, window=replace(self.so_far.window, due=when.end))
        return True

    def set_item_due(self, begin: int, when: When) -> None:
        """完成时间：12月底前 is the deadline of the item's targets that have no window of their own."""
        self._mend(begin, lambda target: target if target.period_end else replace(target, due=when.end))

    def set_lead(self, begin: int, unit: str) -> None:
        """（牵头单位：…） governs the targets since the last one."""
        self._mend(begin, lambda target: replace(target, lead_unit=unit))

    def _mend(self, begin: int, mend: Callable[[Target], Target]) -> None:
        mended = tuple(replace(draft, target=mend(draft.target)) for draft in self.drafts[begin:])
        self.so_far = replace(self.so_far, drafts=self.drafts[:begin] + mended)

    # ── one statement ────────────────────────────────────────────────────────────────────────────────────────────────

    def add(self, statement: Statement, *, next_when: When | None = None, noted: tuple[When, ...] = ()) -> Statement:
        """Turn one statement into its targets: one for each area, metric and paired value. The statement as it was settled.
        `noted` is what a bracket after the clause says of its deadline.

        The stages, in order: window, areas, whole or part, metrics, subject, members; then each member becomes a target.
        """
        self.date(statement.whens or noted)
        if self.so_far.before_event is not None and statement.value is not None:
            statement = replace(statement, review=statement.review or target_findings.WINDOW_DOUBTFUL)
            self.so_far = replace(self.so_far, window=self.so_far.before_event)
        if self.so_far.base and statement.kind in {Kind.GROWTH, Kind.RELATIVE} and not statement.benchmark:
            statement = replace(statement, benchmark=self.so_far.base)
        named = tuple(self.raw[area.start : area.end] for area in statement.areas)
        if self._is_built(named, statement):
            statement, named = replace(statement, metric=named[0], areas=()), ()
        sums_up = statement.sums_up and not named
        areas = named or (() if sums_up else self.so_far.subject or self._of_last(statement) or self._of_work(statement))
        child = parts.is_part(statement, areas, self.so_far, self.measures, self.default_area)
        statement, measured = metrics.measured_by(replace(statement, child=child), self.so_far, self.measures)
        if named:
            self._name(named, statement)
        division = self.so_far.division
        if division and (statement.whens or noted):
            self.so_far = replace(self.so_far, division=replace(division, dated=True))
        statement, members = self._members(statement, measured, self._together(statement) or areas or (self.default_area,))
        if not named:
            statement, members = self._of_their_places(statement, members)
        for member in members:
            self._append(statement, member, next_when, shares_window=not areas)
        if sums_up:
            self._sum_up()
        division = self.so_far.division
        if division and child and named and parts.is_group(named[0]):
            self.so_far = replace(self.so_far, division=replace(division, group=len(self.drafts) - 1))
        return statement

    def _of_their_places(self, statement: Statement, members: list[Member]) -> tuple[Statement, list[Member]]:
        """北塔区君志达二期项目开工建设: what is named by its place is that place's; for review where nobody knows the place."""
        is_event = statement.kind is Kind.MILESTONE
        works = [placed_work(m.metric, is_event=is_event) if m.area == self.default_area else None for m in members]
        is_said = statement.kind is not Kind.QUALITATIVE  # a way of working names many things with 区
        works = [work if work and (is_said or work.is_plain) and not self._is_whole(work.place) else None for work in works]
        placed = [
            member if work is None else replace(member, metric=work.name, area=work.place)
            for member, work in zip(members, works, strict=True)
        ]
        unknown = any(work is not None and not (work.is_plain or work.place in self.vocabulary.areas) for work in works)
        if unknown and not statement.review:
            statement = replace(statement, review=target_findings.AREA_DOUBTFUL)
        places = {member.area for member in placed}
        if statement.metric and statement.kind in {Kind.MILESTONE, Kind.QUALITATIVE}:
            self.so_far = replace(self.so_far, at_work=tuple(places) if all(works) and len(places) == 1 else ())
        return statement, placed

    def _together(self, statement: Statement) -> tuple[str, ...]:
        """白石镇、柳河镇共新修40公里: one figure of several places; () where it is none."""
        if len(statement.areas) < 2 or statement.paired or statement.value is None:
            return ()
        first, last = statement.areas[0], statement.areas[-1]
        is_sum = groups.is_sum(self.raw[last.end : statement.span[1]])
        return (self.raw[first.start : last.end],) if is_sum else ()

    def _is_built(self, named: tuple[str, ...], statement: Statement) -> bool:
        """云水产业园6月底前建成开园: a park that nobody knows as an area, and of which an event is all that is said."""
        if statement.kind is not Kind.MILESTONE or statement.metric or len(named) != 1:
            return False
        return named[0] not in self.vocabulary.areas and lexicon().certainty.park.search(named[0]) is not None

    def _name(self, named: tuple[str, ...], statement: Statement) -> None:
        """The areas that a statement names: as its subject, as helped (支持白石镇…), or only where its value lies."""
        leads = statement.subject and named[0] != self.default_area and not statement.supports
        leads = leads and (
            len(named) == 1 or statement.kind is not Kind.QUALITATIVE
        )  # several only worked in own no figure after
        one = len(named) == 1 and named[0] not in lexicon().areas.wholes
        opens = leads and one and len(self.drafts) == self.so_far.sentence_from and not statement.child
        opener = named if opens else self.so_far.opener if named == self.so_far.opener else ()
        self.so_far = replace(self.so_far, subject=named if leads else (), opener=opener, at_work=())

    def _of_work(self, statement: Statement) -> tuple[str, ...]:
        """青溪区城南变电站12月底前投产，完成投资3000万元: a value, or an end of nothing named, is of the work before it."""
        return self.so_far.at_work if statement.value is not None or not statement.metric else ()

    def _of_last(self, statement: Statement) -> tuple[str, ...]:
        """白石县40亿元，增长8%: a value that names nothing of its own goes on with the areas before it, too."""
        last = self.drafts[-1] if len(self.drafts) > self.so_far.segment_from else None
        if last is None or statement.metric or statement.value is None or statement.running_total:
            return ()
        return tuple(self.raw[area.start : area.end] for area in last.statement.areas)

    def _sum_up(self) -> None:
        """合计5个: what the sentence counted before it are its parts, where they add up to it."""
        begin, whole = self.so_far.sentence_from, self.drafts[-1].target
        summed = {begin + i for i in sums.summed_up(self.drafts[begin:-1], whole)}
        drafts = (
            replace(draft, target=replace(draft.target, parent_seq=whole.seq)) if i in summed else draft
            for i, draft in enumerate(self.drafts)
        )
        self.so_far = replace(self.so_far, drafts=tuple(drafts))

    def _members(self, statement: Statement, measured: list[str], areas: tuple[str, ...]) -> tuple[Statement, list[Member]]:
        """Each metric in each area and window; under 分别 one value for each metric, area, window or metric before."""
        if not statement.paired:
            said = Paired(statement.value, statement.unit, statement.kind, statement.comparator)
            whens = statement.whens if len(statement.whens) > 1 and statement.spread else (None,)
            return statement, [Member(metric, area, said, when) for metric in measured for area in areas for when in whens]
        values = statement.paired
        count, one = len(values), len(measured) == 1
        whens = statement.whens or self.so_far.whens
        before = metrics.earlier_metrics(statement, measured[0], count, self.so_far) if one else []
        names, places = measured * count, [areas[0]] * count
        dates: list[When | None] = [None] * count
        if len(measured) == count and len(areas) == 1:
            names = measured
        elif len(areas) == count and one:
            places = list(areas)
        elif len(whens) == count and one and len(areas) == 1:
            dates = list(whens)
        elif before:
            names = before
        elif one and len(shared := self._areas_listed(count)) == count:
            places = shared
        else:
            statement = replace(statement, review=target_findings.PAIRS_DO_NOT_MATCH)
            names = [measured[min(i, len(measured) - 1)] for i in range(count)]
            places = [areas[min(i, len(areas) - 1)] for i in range(count)]
        return statement, [Member(*member) for member in zip(names, places, values, dates, strict=True)]

    def _areas_listed(self, count: int) -> list[str]:
        """2023年甲县、乙县分别新建40座、25座；2024年分别新建48座、30座: the areas of the values listed before in the item."""
        listed = self.so_far.of_item()[-count:]
        statement = listed[-1].statement if listed else None
        whole = statement is not None and len(statement.paired) == len(statement.areas) == count
        return [draft.target.area for draft in listed] if whole else []

    def _append(self, statement: Statement, member: Member, next_when: When | None, *, shares_window: bool) -> None:
        """One member as a target; a part gets its whole, and shares its window where it names neither area nor date."""
        metric, said = member.metric, member.stated
        window, division, parent = self.so_far.window, self.so_far.division, None
        if member.when is not None:
            window = window.take((member.when,))
        if statement.child:
            part = PartFound(metric, said.value, said.unit, window, bool(statement.whens), next_when)
            parent = parts.parent_of(statement, part, self.so_far, self.measures)
        whole = None if parent is None else self.drafts[parent].target
        own_metric, area = metric, member.area
        if whole is not None:
            counted = statement.areas and not (statement.metric or statement.paired) and statement.kind is Kind.LEVEL
            metric = whole.metric if counted else parts.part_name(whole.metric, metric)
            if not statement.areas and area == self.default_area:
                area = whole.area  # 青溪县180公里（县道60公里…
            if shares_window and not (division and division.dated):
                window = Window(whole.period_start, whole.period_end, whole.due)
        member = replace(member, metric=metric, area=area)
        target = self._target(statement, member, window, None if whole is None else whole.seq)
        target = replace(target, alternatives=alternatives(statement, target, self.so_far, self.default_area))
        wholes = division.wholes if statement.child and division else ()
        draft = TargetDraft(target, statement.span, statement, statement.child, window.due is not None, wholes, own_metric)
        self.so_far = replace(self.so_far, drafts=(*self.drafts, draft))

    def _strives(self, seq: int) -> bool:
        """力争引进项目80个，其中10亿元以上15个: the parts of what is striven for are, too."""
        return self.drafts[seq - self.first_seq].target.stretch

    def _target(self, statement: Statement, member: Member, window: Window, parent_seq: int | None) -> Target:
        said = member.stated
        value_base, unit_base = to_base(said.value, said.unit, self.measures) if said.value is not None else (None, "")
        return Target(
            section=self.task.section,
            task_no=self.task.task_no,
            subtask_no=self.task.subtask_no,
            source_column=self.column,
            clause=self.clause,
            seq=self.first_seq + len(self.drafts),
            metric=member.metric,
            kind=_kind(statement, member),
            span=self.raw[statement.span[0] : statement.span[1]].strip(),
            comparator=Comparator.LE if _is_limit(statement, member) else said.comparator,
            stretch=statement.stretch or (parent_seq is not None and self._strives(parent_seq)),
            value=said.value,
            unit=said.unit,
            value_max=statement.value_max,
            value_base=value_base,
            unit_base=unit_base,
            benchmark=statement.benchmark,
            area=member.area,
            parent_seq=parent_seq,
            period_start=None if statement.running_total else window.start,
            period_end=window.end,
            due=window.due or window.end or self.term.end,
            place=self.place,
            rule=statement.rule.value,
        )


def _kind(statement: Statement, member: Member) -> Kind:
    """The kind that the words round a value say, unless a home was taught what the per cent of the indicator are."""
    kind = statement.kind if statement.kind is Kind.GROWTH else member.stated.kind
    words, value = lexicon().indicators, member.stated.value
    if kind is Kind.RATIO and member.metric.endswith(words.growth_nouns):
        return Kind.GROWTH
    if kind is Kind.GROWTH and value is not None and value > 0 and member.metric.endswith(words.ratio_nouns):
        return Kind.RATIO  # a fall stays one
    return kind


def _is_limit(statement: Statement, member: Member) -> bool:
    """A bare value of what is to be kept down (死亡人数3人, 失业率5%) is its upper limit."""
    words, metric = lexicon().indicators, member.metric
    if statement.bare and member.stated.kind is Kind.GROWTH:
        return metric.endswith(words.prices)
    if not statement.bare or member.stated.kind not in {Kind.LEVEL, Kind.RATIO}:
        return False
    return metric.endswith(words.kept_down) and not metric.startswith(words.done_about)
