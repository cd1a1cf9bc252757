"""What earns a row its certainty: the checks that a clause and its targets pass to be sure, as a pure look at what was read.

A rule of the grammar only says how it read a clause. Here each row is held against the whole of its clause and sentence: every
word consumed, a metric that is a noun phrase and nothing else, a direction that the words state, an area, a whole and a window
that are the row's own or follow without a choice. What fails a check is a `Doubt`; a row without one is sure (docs/targets.md).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator, Kind, Target
from ingest.task_lists.targets.rules.affixes import strip_any
from ingest.task_lists.targets.rules.names import GrammarRule
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text.term import Term
from ingest.task_lists.targets.tree import ClauseRead, ItemRead
from ingest.values.units import is_count

_SHORTEST = 2  # characters of a member of a list that are enough to know it again: 肉、奶产量 are not
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the target at `index` of its text is not sure: the code of a finding, and the words that are in doubt."""

    index: int
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class _Row:
    """One target with the statement and the clause it came from, and the clauses of its sentence."""

    index: int
    target: Target
    statement: Statement
    clause: ClauseRead
    sentence: tuple[ClauseRead, ...]
    item: tuple[ClauseRead, ...]
    over: str  # the words of the clause that nothing consumed


def doubts(items: Sequence[ItemRead], targets: Sequence[Target], term: Term) -> tuple[Doubt, ...]:
    """The first doubt of every target that has one, in the order of the targets."""
    found = []
    for row in _rows(items, targets):
        doubt = next(_doubts(row, targets, term), None)
        if doubt is not None:
            found.append(Doubt(row.index, *doubt))
    return tuple(sorted(found, key=lambda doubt: doubt.index))


def _rows(items: Sequence[ItemRead], targets: Sequence[Target]) -> Iterator[_Row]:
    for item in items:
        for sentence in _sentences(item.clauses):
            for clause in sentence:
                over = _over(clause)  # once a clause: one may hold a thousand rows
                for read in clause.statements:
                    for index in read.targets:
                        yield _Row(index, targets[index], read.statement, clause, sentence, item.clauses, over)


def _sentences(clauses: Iterable[ClauseRead]) -> Iterator[tuple[ClauseRead, ...]]:
    held: list[ClauseRead] = []
    for clause in clauses:
        if clause.opens_sentence and held:
            yield tuple(held)
            held = []
        held.append(clause)
    if held:
        yield tuple(held)


def _doubts(row: _Row, targets: Sequence[Target], term: Term) -> Iterator[tuple[str, str]]:
    """Every doubt of a row, the gravest first."""
    if row.statement.review:
        yield row.statement.review, row.clause.text
    if len(row.clause.statements) > 1 and all(word in row.clause.text for word in lexicon().certainty.firm_and_stretch):
        yield target_findings.ALTERNATIVE, row.clause.text  # 力争7%、确保6.5%: which of them is firm?
    if row.target.kind is Kind.QUALITATIVE:
        yield from _quality(row)
    elif row.target.kind is Kind.MILESTONE:
        yield from _event(row)
    else:
        yield from _metric(row.target.metric)
        yield from _inherited(row, targets)
        yield from _left_out(row, targets)
        yield from _split(row)
        yield from _counted(row)
        if row.target.kind is Kind.LEVEL and not row.target.unit and any(char.isdigit() for char in row.target.span):
            yield target_findings.MEASURE_UNKNOWN, row.target.span
        yield from _direction(row)
        if row.statement.rule.value.startswith("value."):
            yield from _words_left(row)
    yield from _area(row)
    yield from _part(row, targets)
    yield from _window(row, term)


# ── the metric ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _metric(metric: str) -> Iterator[tuple[str, str]]:
    odd = odd_words(metric)
    if odd:
        yield target_findings.METRIC_DOUBTFUL, odd


def odd_words(metric: str) -> str:
    """The words for which a metric is no plain noun phrase; "" for one that is."""
    words = lexicon().certainty
    nothing = (*lexicon().indicators.generic, *lexicon().verbs.kept_flows, *words.alone)
    if metric in nothing or not 1 < len(metric) <= int(words.longest):
        return metric or "?"
    odd = words.place_at_end.search(metric) or words.place_at_start.match(metric)
    if odd or metric in words.too_bare:
        return odd.group() if odd else metric
    flows = lexicon().verbs.kept_flows
    plain = metric
    for flow in flows:
        if plain.startswith(flow) and len(plain) > len(flow):
            plain = plain[len(flow) :]
            break
    plain = next((plain[: -len(flow)] for flow in flows if plain.endswith(flow) and len(plain) > len(flow) + 1), plain)
    plain = words.named.sub("〇", plain)
    bare = words.safe_words.sub("〇", plain)
    if not re.search(r"[\u4e00-\u9fffA-Za-z]", plain.replace("〇", "")) and not metric.isascii():
        return metric  # 5亿元以上: which of what?
    held = next((word for word in words.inside if word in bare), "")
    if held:
        return held
    loose = re.search(r"[^\u4e00-\u9fff〇A-Za-z]", bare)
    if loose:
        return loose.group()
    verb, rest = strip_any(plain, lexicon().verbs.done + lexicon().qualities.heads + lexicon().growth.rise)
    if verb and len(rest) > 1 and not rest.endswith(lexicon().verbs.rate):
        return verb
    if not plain.endswith((*words.heads, "〇")):
        return plain[-2:]
    return ""


def _inherited(row: _Row, targets: Sequence[Target]) -> Iterator[tuple[str, str]]:
    """改造18公里 after 污水管网新建25公里, 总数达到50座: what the clause itself names must be in the metric; what names nothing
    goes on with what stands right before it, and with nothing else."""
    said, metric, unit = row.statement.metric, row.target.metric, row.target.unit
    before = targets[row.index - 1].metric if row.index else metric
    if not said and metric != before and not row.statement.paired and not row.target.parent_seq:
        yield target_findings.METRIC_DOUBTFUL, row.target.span  # 税收增长5%，达到9亿元；非税收入增长1%，达到3亿元
    if said and not row.statement.paired and len(said) <= len(metric) and not set(said) <= set(metric):
        yield target_findings.METRIC_DOUBTFUL, row.target.span
    short = len(metric) <= _SHORTEST and not row.clause.opens_sentence and not row.statement.acts and not metric.isascii()
    if (not said and row.statement.running_total) or (short and said):
        yield target_findings.METRIC_DOUBTFUL, row.target.span  # 班额45人以内，初中50人以内: of what?
    if unit.startswith(":") or unit == lexicon().units.times:
        yield target_findings.MEASURE_UNKNOWN, row.target.span  # 1:18, 增长1.5倍


def _left_out(row: _Row, targets: Sequence[Target]) -> Iterator[tuple[str, str]]:
    """What the sentence says of all its figures and this row does not repeat: 每千口…, a park, a feast, N年内."""
    words, text, target = lexicon().certainty, row.clause.text, row.target
    spoken = [targets[i] for clause in row.sentence for read in clause.statements for i in read.targets if i < row.index]
    if any(words.per_head.match(one.metric) for one in spoken) and not words.per_head.match(target.metric):
        yield target_findings.METRIC_DOUBTFUL, target.span
    if target.kind is Kind.RATIO and target.metric.endswith(words.amounts):
        yield target_findings.METRIC_DOUBTFUL, target.span  # 固定资产投资5%: of what, or growth?
    if words.points_left.search(text) and not target.unit.endswith(lexicon().units.points):
        yield target_findings.MEASURE_UNKNOWN, target.span  # 提高4个和6个百分点
    if words.owing + target.metric in text:
        yield target_findings.METRIC_DOUBTFUL, target.span  # 应参保人数 is a base
    if any(words.park.search(one.metric) for one in spoken) and not row.statement.areas:
        yield target_findings.AREA_DOUBTFUL, target.span
    if any(words.season.search(clause.text) for clause in row.sentence):
        yield target_findings.WINDOW_DOUBTFUL, text


def _split(row: _Row) -> Iterator[tuple[str, str]]:
    """Members that 和 or 及 joins are names only where each stands in the text as it is called: 化工和危险化学品事故 is one."""
    said, words, metric = row.statement.metric, lexicon().connectives, row.target.metric
    if lexicon().certainty.grades.match(metric) and words.strict_joint + metric[:_SHORTEST] in row.clause.text:
        yield target_findings.METRIC_DOUBTFUL, metric  # 一、二级标准化达标率
    if said in ("", metric) or metric in row.clause.text:
        return
    if any(word in said for word in words.joints if word != words.strict_joint) or not _shares_tail(metric, row.clause.text):
        yield target_findings.METRIC_DOUBTFUL, metric


def _shares_tail(metric: str, text: str) -> bool:
    """Whether a metric is a member of a list and a tail that every reader knows: 城镇 of 城镇、农村居民人均可支配收入."""
    begins = [size for size in range(_SHORTEST, len(metric)) if metric[:size] + lexicon().connectives.strict_joint in text]
    return any(metric[size:] in lexicon().certainty.tails for size in begins)


def _counted(row: _Row) -> Iterator[tuple[str, str]]:
    """产值超过50亿元的企业: an amount before a noun may only say which things are meant."""
    unit = row.target.unit
    if row.statement.rule is GrammarRule.VALUE_COUNTED and not is_count(unit) and unit:
        yield target_findings.METRIC_DOUBTFUL, row.target.span


# ── direction ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _direction(row: _Row) -> Iterator[tuple[str, str]]:
    """A bare rate or amount is one to reach or a limit; only a word that says which makes it sure."""
    words, metric = lexicon().certainty, row.target.metric
    if not row.statement.bare or row.target.kind not in {Kind.LEVEL, Kind.RATIO}:
        return
    if row.target.comparator is Comparator.LE or metric.endswith(words.rising) or row.statement.acts:
        return
    if metric.startswith(lexicon().verbs.kept_flows) or (row.target.kind is Kind.LEVEL and not metric.endswith(words.states)):
        return
    yield target_findings.DIRECTION_DOUBTFUL, row.target.span


# ── the words of the clause ──────────────────────────────────────────────────────────────────────────────────────────


def _words_left(row: _Row) -> Iterator[tuple[str, str]]:
    """Every word of the clause was consumed by something: a front, a metric, a value, a joint."""
    if len(row.over) > 1:
        yield target_findings.WORDS_LEFT, row.over


def _over(clause: ClauseRead) -> str:
    """The signs of a clause that nothing consumed, without joints and verbs of doing."""
    consumed: list[str] = [taken.words for taken in clause.front]
    for read in clause.statements:
        said = read.statement
        consumed += [taken.words for taken in said.taken] + [said.metric, said.benchmark]
        consumed += [area.name for area in said.areas]
    taken = Counter("".join(consumed))
    left = []
    for char in clause.text:
        if taken[char] > 0:
            taken[char] -= 1
        else:
            left.append(char)
    over = "".join(_CHINESE.findall("".join(left)))
    verbs = lexicon().verbs
    for word in (
        *verbs.done, *verbs.adverbs, *verbs.weak_tails, verbs.responsible, *lexicon().connectives.joints,
        *lexicon().numerals.rank_closes, *lexicon().comparators.after_value,
    ):  # fmt: skip
        over = over.replace(word, "")
    return verbs.empty_noun.sub("", over)


# ── events and ways of working ───────────────────────────────────────────────────────────────────────────────────────


def _event(row: _Row) -> Iterator[tuple[str, str]]:
    words, verbs = lexicon().certainty, [taken.words for taken in row.statement.taken]
    plain = any(verb in words.events for verb in verbs)
    named = bool(row.statement.metric) and row.target.metric.endswith(words.works)
    if not plain or len(row.clause.statements) > 1 or not named:
        yield target_findings.EVENT_DOUBTFUL, row.clause.text
    yield from _metric(row.target.metric)


def _quality(row: _Row) -> Iterator[tuple[str, str]]:
    if row.statement.rule is not GrammarRule.QUALITY_NEGATED:
        yield target_findings.QUALITY_DOUBTFUL, row.clause.text


# ── area, whole and window ───────────────────────────────────────────────────────────────────────────────────────────


def _area(row: _Row) -> Iterator[tuple[str, str]]:
    """An area that an earlier clause named as its subject reaches on only as a guess."""
    named = {area.name for area in row.statement.areas}
    if any(lexicon().certainty.no_areas.search(name) for name in named):
        yield target_findings.AREA_DOUBTFUL, row.target.span  # 全国文明城市, 水库灌区: the name of a thing
    if len(named) > 1 and lexicon().certainty.jointly.search(row.clause.text):
        yield target_findings.AREA_DOUBTFUL, row.clause.text  # 石门县、桃源县共40家: one figure of both
    if not named and row.target.area not in _whole_areas():
        yield target_findings.AREA_DOUBTFUL, row.target.span


def _whole_areas() -> frozenset[str]:
    return lexicon().areas.wholes


def _part(row: _Row, targets: Sequence[Target]) -> Iterator[tuple[str, str]]:
    """A part is sure of its whole where the parts add up to it or no other total could be meant."""
    target = row.target
    whole = next((one for one in targets if one.seq == target.parent_seq), None)
    if whole is None:
        if row.statement.child or _after_of_part(row) or _after_a_whole(row, targets):
            yield target_findings.PART_DOUBTFUL, target.span
    elif target.kind is not Kind.LEVEL or whole.kind is not Kind.LEVEL:
        if target.kind is not whole.kind:
            yield target_findings.PART_DOUBTFUL, target.span
    elif not _adds_up(target, whole, targets) and (
        not _says_part(row) or _exceeds(target, whole) or _others_could_be_meant(target, whole, targets)
    ):
        yield target_findings.PART_DOUBTFUL, target.span


def _after_of_part(row: _Row) -> bool:
    """Whether 其中 stands in an earlier clause of the sentence: then it may reach on to this one."""
    earlier = takewhile(lambda clause: clause is not row.clause, row.sentence)
    return any(lexicon().asides.of_part in clause.text for clause in earlier)


def _after_a_whole(row: _Row, targets: Sequence[Target]) -> bool:
    """整治黑臭水体6处，甲镇3处: an area after a figure of the whole place in one sentence may be a part of it."""
    indices = [i for clause in row.sentence for read in clause.statements for i in read.targets if i < row.index]
    return bool(row.statement.areas) and any(
        targets[i].area in _whole_areas() and targets[i].unit_base == row.target.unit_base and row.target.unit_base
        for i in indices
        if targets[i].area != row.target.area
    )


def _says_part(row: _Row) -> bool:
    """Whether the clause itself says that it divides: 其中, a named area, a bracket or colon before it."""
    words = lexicon().asides.of_part
    return bool(row.statement.areas) or words in row.clause.text or any(words in taken.words for taken in row.statement.taken)


def _adds_up(part: Target, whole: Target, targets: Sequence[Target]) -> bool:
    siblings = [one for one in targets if one.parent_seq == part.parent_seq and one.unit_base == whole.unit_base]
    return sum(one.value_base for one in siblings if one.value_base is not None) == whole.value_base


def _exceeds(part: Target, whole: Target) -> bool:
    return whole.value_base is None or part.value_base is None or part.value_base > whole.value_base


def _others_could_be_meant(part: Target, whole: Target, targets: Sequence[Target]) -> bool:
    """Whether another total before the part in the same item could be its whole as well."""
    return any(
        one.parent_seq is None
        and whole.seq != one.seq < part.seq
        and one.clause == whole.clause
        and one.kind is whole.kind
        and one.unit_base == whole.unit_base
        for one in targets
    )


def _window(row: _Row, term: Term) -> Iterator[tuple[str, str]]:
    """A window is sure where the clause, or the list's title, states one and only one.

    A deadline of an earlier clause may reach on or not: only a person knows.
    """
    target, said = row.target, row.statement
    own = target.due == (target.period_end or term.end)
    reaches_on = not said.whens and (not own or _dated_by_event(row) or (term.guessed and target.due == term.end))
    runs = row.target.period_start is not None and (row.target.period_start.month, row.target.period_start.day) != (1, 1)
    if runs and lexicon().verbs.running in row.clause.text:
        yield target_findings.WINDOW_DOUBTFUL, row.clause.text  # 二季度累计完成2亿元: since January?
    if not said.whens and target.period_end is not None and not any(_dates(clause) for clause in row.sentence):
        yield target_findings.WINDOW_DOUBTFUL, row.clause.text  # the window of the sentence before
    several = len(said.whens) > 1 and len(said.paired) != len(said.whens)
    if several or reaches_on or (target.due is not None and target.due < term.start):
        yield target_findings.WINDOW_DOUBTFUL, row.clause.text


def _dates(clause: ClauseRead) -> bool:
    dates = {GrammarRule.FRONT_DATE, GrammarRule.FRONT_DATE_INSIDE}
    taken = (*clause.front, *(taken for read in clause.statements for taken in read.statement.taken))
    return any(one.rule in dates for one in taken) or any(read.statement.whens for read in clause.statements)


def _dated_by_event(row: _Row) -> bool:
    """4月开工，完成投资600万元: the window in force is when something happens, not one that figures accumulate over."""
    if row.target.period_end is None:
        return False
    earlier = [read.statement for clause in takewhile(lambda c: c is not row.clause, row.item) for read in clause.statements]
    dated = next((said for said in reversed(earlier) if said.whens), None)
    return dated is not None and dated.value is None
