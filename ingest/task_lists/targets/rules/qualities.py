"""Clauses that say how work is done (qualitative): neither a value nor an event. What nothing else reads ends here."""

from __future__ import annotations

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind
from ingest.task_lists.targets.rules.affixes import strip_any
from ingest.task_lists.targets.rules.names import GrammarRule
from ingest.task_lists.targets.rules.statements import Statement

_WHOLE_PHRASE = 6  # a member of a list of whole phrases is no shorter


def read_quality(clause: str, span: tuple[int, int], dated: int = 0) -> list[Statement]:
    """The way of working that a clause states. Never empty: what cannot be read is a qualitative statement for review.

    `dated`: the length of a date at the front that belongs to a name; no metric of a way of working begins with it.
    """
    words = lexicon().qualities
    text = lexicon().events.after.sub("", clause[dated:].strip(" ，,；;。"))
    body = strip_adverbs(text)
    begins = strip_any(body, words.heads)[0] or body != text
    ends = strip_any(body, words.tails, right=True)[0]
    sure = begins or ends or any(word in text for word in words.obliges)
    rule, topics = _topics(text, body)
    if not sure and rule is GrammarRule.QUALITY_WORK:
        rule = GrammarRule.QUALITY_UNREAD
    review = "" if sure else target_findings.CLAUSE_NOT_UNDERSTOOD
    return [Statement(rule, Kind.QUALITATIVE, span, metric=name, review=review) for name in topics]


def read_negations(clause: str, span: tuple[int, int]) -> list[Statement]:
    """平台公司债务不违约、资金不断链: each thing that must not happen is one statement; [] for any other clause."""
    text = clause.strip(" ，,；;。")
    parts = text.split("、")
    matches = [match for match in map(lexicon().qualities.negated.match, parts) if match and match[1]]
    if len(matches) < len(parts):
        return []
    found: list[Statement] = []
    at = span[1] - len(text)
    for part, match in zip(parts, matches, strict=True):
        begin = at if found else span[0]
        metric = strip_adverbs(match[1])
        found.append(Statement(GrammarRule.QUALITY_NEGATED, Kind.QUALITATIVE, (begin, at + len(part)), metric=metric))
        at += len(part) + 1
    return found


def strip_adverbs(text: str) -> str:
    """The text without the adverbs before it; an adverb that is all there is stays."""
    while True:
        word, rest = strip_any(text, lexicon().verbs.adverbs)
        if not word or not rest:
            return text
        text = rest


def without_manner(text: str) -> str:
    """The subject of an event without how it happens: 项目按时间节点 → 项目."""
    while True:
        shorter = lexicon().events.manner.sub("", text.rstrip(" ，,"))
        if shorter == text:
            return text
        text = shorter


def _topics(text: str, body: str) -> tuple[GrammarRule, list[str]]:
    """What a qualitative clause is about, and by which rule; "" where it names only a method (按…体系进行考核)."""
    words = lexicon().qualities
    if words.method.match(text):
        return GrammarRule.QUALITY_METHOD, [""]
    condition, towards, forbidden = words.condition.match(text), words.towards.match(body), words.forbidden.match(text)
    if condition:
        return GrammarRule.QUALITY_CONDITION, [condition[1]]
    if towards:
        return GrammarRule.QUALITY_TOWARDS, [name.removeprefix(words.its) for name in _long_members(towards[1])]
    if forbidden and forbidden[1]:
        return GrammarRule.QUALITY_FORBIDDEN, [forbidden[1]]
    return GrammarRule.QUALITY_WORK, _long_members(words.some.sub("", words.year.sub("", _worked_on(body))))


def _worked_on(body: str) -> str:
    """What the work is done on: the clause without its verbs and without how it ends."""
    words = lexicon().qualities
    if not words.of_noun.search(body):
        verb, rest = strip_any(body, words.topic_heads)
        while verb and rest:
            body = rest
            verb, rest = strip_any(strip_adverbs(body), words.topic_verbs)
    tail, rest = strip_any(body, words.tails, right=True)
    if tail and rest and tail not in words.noun_tails:
        subject = without_manner(rest)
        subject = words.reached.sub("", subject) or subject
        subject = words.how_much.sub("", subject) or subject
        body = words.how.sub("", subject) or subject or body
    return body


def _long_members(text: str) -> list[str]:
    """The members of a list of whole phrases; qualifiers and short words stay together."""
    words = lexicon().qualities
    listed = text.split("、")
    if len(listed) > 1 and all(len(part) >= _WHOLE_PHRASE for part in listed):
        return [part.strip() for part in listed]
    halves = words.halves.split(text)
    if len(listed) > 1 and len(halves) == 2 and all(len(half) >= _WHOLE_PHRASE for half in halves):
        noun = text[-2:] if text.endswith(words.shared_nouns) else ""
        return [halves[0] if halves[0].endswith(noun) else halves[0] + noun, halves[1]]
    return [text.strip(" ，,")]
