"""The names of the grammar's rules, as `targets.rule` and `read-list --explain` give them (docs/grammar.md has examples).

A production reads what a clause states and becomes the rule of its targets; a taker only takes words off a clause on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GrammarRule(StrEnum):
    """Every rule; what each reads, with an example, stands in `grammar.toml`."""

    # productions of values
    VALUE_PIECE = "value.piece"
    VALUE_COUNTED = "value.counted"
    VALUE_PAIRED = "value.paired"
    VALUE_FRONTED = "value.fronted"
    VALUE_UNREAD = "value.unread"
    # productions of places
    RANK_PLACE = "rank.place"
    RANK_IN_WORDS = "rank.in_words"
    # productions of comparisons without a number
    COMPARISON_ZERO = "comparison.zero"
    COMPARISON_COVERS = "comparison.covers"
    COMPARISON_DOUBLED = "comparison.doubled"
    COMPARISON_THAN = "comparison.than"
    COMPARISON_BENCHMARK = "comparison.benchmark"
    COMPARISON_SAME = "comparison.same"
    COMPARISON_ON_YEAR = "comparison.on_year"
    COMPARISON_SIGN = "comparison.sign"
    COMPARISON_NOT_RISING = "comparison.not_rising"
    # productions of events
    EVENT_PASSED = "event.passed"
    EVENT_TASK_MET = "event.task_met"
    EVENT_ALONE = "event.alone"
    EVENT_VERB_FIRST = "event.verb_first"
    EVENT_ACTS_JOINED = "event.acts_joined"
    EVENT_VERB_LAST = "event.verb_last"
    # productions of ways of working
    QUALITY_NEGATED = "quality.negated"
    QUALITY_METHOD = "quality.method"
    QUALITY_CONDITION = "quality.condition"
    QUALITY_TOWARDS = "quality.towards"
    QUALITY_FORBIDDEN = "quality.forbidden"
    QUALITY_WORK = "quality.work"
    QUALITY_UNREAD = "quality.unread"
    # takers of the front of a clause
    FRONT_CONNECTIVE = "front.connective"
    FRONT_LABEL = "front.label"
    FRONT_RECURRING = "front.recurring"
    FRONT_DATE = "front.date"
    FRONT_AREAS = "front.areas"
    FRONT_HEADING = "front.heading"
    FRONT_LEAD = "front.lead"
    FRONT_MANNER = "front.manner"
    FRONT_DATE_INSIDE = "front.date_inside"
    # takers of words around what is measured
    AFFIX_COMPARATOR = "affix.comparator"
    AFFIX_PER = "affix.per"
    AFFIX_ABOVE = "affix.above"
    AFFIX_GROWTH = "affix.growth"
    AFFIX_OF_WHOLE = "affix.of_whole"
    AFFIX_THAN = "affix.than"
    AFFIX_FROM = "affix.from"
    AFFIX_TURNED = "affix.turned"
    AFFIX_STRETCH = "affix.stretch"
    AFFIX_SPREAD = "affix.spread"
    AFFIX_WEAK = "affix.weak"
    AFFIX_ADVERB = "affix.adverb"
    AFFIX_VERB = "affix.verb"
    AFFIX_QUANTITY = "affix.quantity"
    # what is no target
    ASIDE_LABEL = "aside.label"
    ASIDE_ANSWERING = "aside.answering"
    ASIDE_BASE_YEAR = "aside.base_year"
    ASIDE_INTRODUCTION = "aside.introduction"
    ASIDE_HEADING = "aside.heading"
    ASIDE_SCORING = "aside.scoring"
    ASIDE_PROGRESS = "aside.progress"
    ASIDE_ALL_DONE = "aside.all_done"
    ASIDE_FRONT_ONLY = "aside.front_only"


@dataclass(frozen=True, slots=True)
class Taken:
    """Words that a rule took off a clause: `front.date` took 12月底前."""

    rule: GrammarRule
    words: str
