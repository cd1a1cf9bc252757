"""Figures that are kept down and name only whose they are: 工矿商贸7人 where 事故死亡人数 is spoken of."""

from __future__ import annotations

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind
from ingest.task_lists.targets.resolve.so_far import ReadSoFar
from ingest.task_lists.targets.rules.statements import Statement
from ingest.values.characters import is_chinese

_LONGEST_BRANCH = 10  # 金属与非金属矿山, 生产经营性道路交通: whose figures are kept down


def controlled_name(statement: Statement, metric: str, so_far: ReadSoFar) -> str:
    """The metric with the noun that an earlier figure of the item, the heading or the task's name has; "" where none fits."""
    words = lexicon().indicators
    noun = words.control_nouns.get(statement.unit)
    plain = statement.bare and statement.kind is Kind.LEVEL and is_chinese(metric) and 1 < len(metric) <= _LONGEST_BRANCH
    if (
        noun is None
        or not plain
        or statement.acts
        or metric.startswith((*words.done_about, *words.engaging))
        or _says_what(metric)
    ):
        return ""
    spoken = [draft.target.metric for draft in reversed(so_far.of_item()) if draft.target.unit == statement.unit]
    goes_on = bool(so_far.drafts) and so_far.drafts[-1].statement.metric != so_far.drafts[-1].target.metric
    if not (statement.child or statement.areas or so_far.subject or goes_on):
        spoken = []  # 死亡人数控制在12人以内，聘请专家3人: something else
    for said in (*spoken, so_far.head, so_far.task_name):
        found = noun.search(said)
        if found:
            what = found["what"]
            return metric + (what.removeprefix(words.accident) if metric.endswith(words.accident) else what)
    return ""


def _says_what(metric: str) -> bool:
    """Whether a name says itself what is counted of it: 道路交通死亡人数, 专职消防员."""
    words = lexicon().indicators
    return metric.endswith((*words.kept_down, *words.people)) or bool(words.amount_tail.search(metric))
