"""The grammar's rules as a page: what each reads, with an example (docs/grammar.md). The texts stand in `grammar.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from ingest.task_lists.targets.rules.names import GrammarRule

_GROUPS = {
    "value": "A clause with values",
    "rank": "A clause with a place",
    "comparison": "A comparison without a number",
    "event": "An event (milestone)",
    "quality": "A way of working (qualitative)",
    "front": "Words taken off the front of a clause",
    "affix": "Words taken off both sides of what is measured",
    "aside": "Clauses that are no target",
}


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule reads, what the review workbook calls it ("" for a rule that makes no target), and an example."""

    reads: str
    example: str
    label: str = ""


@cache
def rule_texts() -> Mapping[GrammarRule, RuleText]:
    """The texts of every rule. Raises ValueError for a rule without one and a text without a rule: a bug of the file."""
    tables = tomllib.loads((Path(__file__).parent / "grammar.toml").read_text(encoding="utf-8"))
    if list(tables) != list(GrammarRule):
        raise ValueError(f"grammar.toml and the rules differ: {sorted(set(tables) ^ set(GrammarRule))}")
    return MappingProxyType({rule: RuleText(**tables[rule.value]) for rule in GrammarRule})


def rule_label(name: str) -> str:
    """What a clerk sees of a target's rule; "" for a target that no rule of the grammar read."""
    return rule_texts()[GrammarRule(name)].label if name else ""


def page() -> str:
    """The document, as markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# The grammar of target texts"
    yield ""
    yield "Every rule by the name that `targets.rule` holds and `threekey read-list --explain 'TEXT'` prints, with a sentence"
    yield "that it reads. What a target is stands in [targets.md](targets.md); the words of the rules are in"
    yield "`ingest/task_lists/lexicon/grammar/*.toml`, units of measure in `dbt_project/seeds/measure_units.csv`."
    yield ""
    yield "    text   := {[enumerator] item}"
    yield '    item   := [heading ":"] {clause}'
    yield "    clause := front (values | rank | comparison | event | quality) {bracket}"
    for group, rules in groupby(GrammarRule, key=lambda rule: rule.value.partition(".")[0]):
        yield from ("", f"## {_GROUPS[group]}", "", "| rule | reads | example |", "|---|---|---|")
        for rule in rules:
            text = rule_texts()[rule]
            yield f"| `{rule.value}` | {text.reads} | {text.example} |"
    yield ""


def main() -> None:
    """Write docs/grammar.md (`make docs`)."""
    target = Path(__file__).parents[3] / "docs" / "grammar.md"
    target.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
