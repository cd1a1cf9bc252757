"""Every rule of the grammar reads its own example, and the page that lists them is the one the code writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.seeds import Seeds
from ingest.task_lists.model import Task
from ingest.task_lists.targets import Term, TextRead, read_text
from ingest.task_lists.targets.explain import explain
from ingest.task_lists.targets.grammar import page, rule_label, rule_texts
from ingest.task_lists.targets.rules.names import GrammarRule
from ingest.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[4]
TERM = Term(dt.date(2023, 11, 1), dt.date(2023, 12, 31))
SEEDED = Seeds().at(dt.date(2023, 11, 25)).of("北塔区")
PRODUCTIONS = tuple(rule for rule in GrammarRule if rule.value.partition(".")[0] not in {"front", "affix", "aside"})


def read(text: str, vocabulary: Vocabulary = SEEDED) -> TextRead:
    task = Task("重点工作", "1", "", "", "（任务）", text, "", (), (), (), (), ())
    return read_text(task, "city_target", text, TERM, vocabulary)


def rules(tree: TextRead) -> Iterator[GrammarRule]:
    """Every rule of a tree: asides, what fronts took, productions, what they took."""
    for clause in (clause for item in tree.items for clause in item.clauses):
        if clause.aside:
            yield clause.aside
        yield from (taken.rule for taken in clause.front)
        for found in clause.statements:
            yield found.statement.rule
            yield from (taken.rule for taken in found.statement.taken)


@pytest.mark.parametrize("rule", GrammarRule, ids=lambda rule: rule.value)
@pytest.mark.parametrize("vocabulary", [SEEDED, Vocabulary()], ids=["seeds", "empty"])
def test_every_rule_reads_its_example(rule: GrammarRule, vocabulary: Vocabulary) -> None:
    assert rule in set(rules(read(rule_texts()[rule].example, vocabulary)))


@pytest.mark.parametrize("rule", PRODUCTIONS, ids=lambda rule: rule.value)
def test_a_production_is_the_rule_of_its_targets_and_has_a_name_for_clerks(rule: GrammarRule) -> None:
    assert rule.value in {target.rule for target in read(rule_texts()[rule].example).targets}
    assert rule_label(rule.value)


def test_a_target_that_no_rule_read_has_no_label() -> None:
    assert rule_label("") == ""


def test_the_page_is_the_one_that_make_docs_writes() -> None:
    assert (ROOT / "docs" / "grammar.md").read_text(encoding="utf-8") == page()


def test_the_tree_shows_every_word_that_a_rule_took_and_what_became_of_it() -> None:
    text = "12月底前，全市新增规上企业不少于90家（按完成数计分）"
    assert explain(text, read(text)).splitlines() == [
        f"text {text}",
        "  item",
        "    clause 12月底前",
        "      aside.front_only",
        "      front.date 12月底前",
        "    clause 全市新增规上企业不少于90家",
        "      front.areas 全市",
        "      value.piece",
        "        affix.comparator 不少于",
        "        affix.quantity   90家",
        "        → 1. 新增规上企业 · level · ge 90 家 · 全市 · due 2023-12-31 · sure",
        "  scoring 按完成数计分",
    ]


def test_the_tree_names_what_was_not_understood() -> None:
    text = "完成投资三万五亿元"
    lines = explain(text, read(text)).splitlines()
    assert "      value.unread" in lines
    assert lines[-1].startswith("  warning clause-not-understood: ")


def test_a_heading_and_an_items_number_stand_in_the_tree() -> None:
    text = "1.规上工业：增加值增长8%"
    lines = explain(text, read(text)).splitlines()
    assert lines[1] == "  item 1 [规上工业]"
    assert "        affix.growth   增长" in lines
