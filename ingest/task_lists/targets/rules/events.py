"""Clauses that say that something happens by a date (milestone): an event begins with its verb or ends with it."""

from __future__ import annotations

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind
from ingest.task_lists.targets.rules.affixes import strip_any
from ingest.task_lists.targets.rules.names import GrammarRule, Taken
from ingest.task_lists.targets.rules.noun_lists import split_list
from ingest.task_lists.targets.rules.qualities import strip_adverbs, without_manner
from ingest.task_lists.targets.rules.statements import Statement


def read_event(clause: str, span: tuple[int, int]) -> list[Statement]:
    """The events that a clause without a value states; [] when it is no event.

    event := [manner] verb object | subject [manner] event
    """
    words = lexicon().events
    text = words.after.sub("", clause.strip(" ，,；;。"))
    body = words.manner_first.sub("", strip_adverbs(text))
    passed = words.passed.match(words.adverbs.sub("", body))
    if passed:
        return _events(GrammarRule.EVENT_PASSED, passed[1], span, acted=True)
    if body.startswith(words.not_events) or body.endswith(words.not_done):
        return []
    met = words.task_met.match(body)
    if met:
        return _events(GrammarRule.EVENT_TASK_MET, without_manner(met[1]), span)
    head, rest = strip_any(body, words.heads)
    tail, before = strip_any(body, words.tails, right=True)
    if body in words.tails or (head and not rest):
        return _events(GrammarRule.EVENT_ALONE, "", span, verb=body)
    if head and not (tail and before and head in words.content_heads):
        return _headed(head, rest, span)
    inner = words.inner_act.match(before) if tail else None
    if inner:
        subject = without_manner(inner["subject"])
        first = _events(GrammarRule.EVENT_VERB_LAST, subject + inner["act"], span)
        return first + _events(GrammarRule.EVENT_VERB_LAST, subject, span, verb=tail)
    if tail and not before.endswith(words.not_yet):
        return _events(GrammarRule.EVENT_VERB_LAST, without_manner(before), span, verb=tail)
    step = words.step.match(body)  # 云岭大道东延完成路基工程
    return _events(GrammarRule.EVENT_VERB_LAST, without_manner(step["subject"]) + step["step"], span) if step else []


def _headed(head: str, rest: str, span: tuple[int, int]) -> list[Statement]:
    """An event that begins with its verb: 完成沥青铺设, 实现主干道建成通车, 组织检查并上报报告."""
    words = lexicon().events
    acts = _joined_acts(rest, span)
    tail, before = strip_any(rest, words.tails, right=True)
    if acts or head == words.organises:
        return acts
    if head in words.needs_tail:
        return _events(GrammarRule.EVENT_VERB_LAST, without_manner(before), span, verb=tail) if tail else []
    if tail and len(before) >= 2 and head not in words.result_heads:
        rest = before
    return _events(GrammarRule.EVENT_VERB_FIRST, rest, span, verb=head, acted=True)


def _joined_acts(text: str, span: tuple[int, int]) -> list[Statement]:
    """全面检查验收并按要求上报验收总结报告: acts joined by 并, each an event; 附… is what the next value counts."""
    words = lexicon().events
    acts: list[tuple[str, str]] = []  # what is done, and the topic that is appended to it
    for part in words.acts_joined.split(text):
        body = words.by_rule.sub("", part.strip())
        word, rest = strip_any(body, words.heads)
        if word == words.appends and acts:
            acts[-1] = (acts[-1][0], rest)
        else:
            acts.append((rest if word and rest else body, ""))
    if len(acts) < 2:
        return []
    return [
        Statement(GrammarRule.EVENT_ACTS_JOINED, Kind.MILESTONE, span, metric=metric, topic=topic) for metric, topic in acts
    ]


def _events(rule: GrammarRule, metric: str, span: tuple[int, int], *, verb: str = "", acted: bool = False) -> list[Statement]:
    metric = metric.strip(" ，,、" + lexicon().verbs.of)
    listed = metric.split("、")
    whole = len(listed) > 1 and all(len(name) > 2 and name.endswith(lexicon().certainty.works) for name in listed)
    parts = lexicon().events.parts_of_one.search(metric) is not None
    names = listed if whole and not parts else split_list(metric, loose=False) if metric and not parts else [metric]
    names = [_without_tail(name) for name in names] if len(names) > 1 else names
    taken = (Taken(GrammarRule.AFFIX_VERB, verb),) if verb else ()
    return [Statement(rule, Kind.MILESTONE, span, metric=name, acted=acted, taken=taken) for name in names]


def _without_tail(name: str) -> str:
    """一期建成投产、二期开工: each member says what happens to it."""
    tail, rest = strip_any(name, lexicon().events.tails, right=True)
    return rest if tail and len(rest) > 1 else name
