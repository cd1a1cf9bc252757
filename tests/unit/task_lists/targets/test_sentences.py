"""Sentences of other places and years, hand-labelled by docs/targets.md (golden/sentences.txt says how to read a block)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.seeds import Seeds
from ingest.task_lists.model import Confidence, Target, Task
from ingest.task_lists.targets import Term, read_targets
from ingest.vocabulary import Vocabulary

HERE = Path(__file__).parent
TERM = Term(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
SEEDS = Seeds().at(dt.date(2023, 11, 25)).of("北塔区")
_ALWAYS = {"benchmark": "", "parent": "", "max": "", "stretch": "", "area": "全市"}


def blocks() -> Iterator[tuple[str, str, list[str]]]:
    """(text, task name, the lines of its targets)."""
    text, name, lines = "", "", []
    for line in (HERE / "golden" / "sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("§"):
            if text:
                yield text, name, lines
            text, _, name = line[1:].strip().partition(" name=")
            text, lines = text.replace("⏎", "\n"), []
        elif line and not line.startswith("#"):
            lines.append(line)
    yield text, name, lines


def _number(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


def stated(target: Target, wanted: dict[str, str]) -> dict[str, str]:
    """The target in the words of a golden line, with the keys of `wanted`."""
    comparator = target.comparator.value if target.comparator else ""
    said = {
        "metric": target.metric,
        "value": " ".join(p for p in (target.kind.value, comparator, _number(target.value), target.unit) if p),
        "area": target.area,
        "benchmark": target.benchmark,
        "parent": str(target.parent_seq or ""),
        "max": _number(target.value_max),
        "stretch": "true" if target.stretch else "",
        "review": "true" if target.confidence is Confidence.REVIEW else "",
        "w": f"{target.period_start or ''}..{target.period_end or ''}",
        "due": str(target.due),
        "clause": target.clause,
        "lead": target.lead_unit,
        "span": target.span,
        "group": target.share_of_group.value if target.share_of_group else "",
        "base": "true" if target.is_base else "",
    }
    if wanted["metric"] == "*":
        said["metric"] = "*"
    return {key: said[key] for key in wanted}


def parse_line(line: str) -> dict[str, str]:
    metric, value, *rest = (part.strip() for part in line.split("|"))
    wanted = {"metric": metric, "value": value, "review": "", **_ALWAYS}
    for word in re.findall(r"\S+", rest[0]) if rest else []:
        key, mark, text = word.partition("=")
        wanted[key] = text if mark else "true"
    return wanted


@pytest.mark.parametrize("vocabulary", [Vocabulary(), SEEDS], ids=["no words", "seeds"])
@pytest.mark.parametrize(("text", "name", "lines"), list(blocks()), ids=lambda v: v[:24] if isinstance(v, str) else None)
def test_sentence(text: str, name: str, lines: list[str], vocabulary: Vocabulary) -> None:
    task = Task("重点工作", "1", "", "", name or "任务", text, "", (), (), (), (), ())
    reading = read_targets(task, TERM, vocabulary)
    wanted = [parse_line(line) for line in lines]
    for row in wanted:
        if not row["review"]:  # what is right may be sure and need not be: see test_most_figures_are_sure
            del row["review"]
    got = [stated(target, want) for target, want in zip(reading.targets, wanted, strict=False)]
    assert got == wanted, reading.targets
    assert len(reading.targets) == len(wanted), reading.targets


def test_most_figures_are_sure() -> None:
    """Certainty that is never given is worth nothing: of the rows with a value at least three in five are sure."""
    figures = [
        target
        for text, name, _ in blocks()
        for target in read_targets(
            Task("重点工作", "1", "", "", name or "任务", text, "", (), (), (), (), ()), TERM, SEEDS
        ).targets
        if target.value is not None
    ]
    sure = sum(target.confidence is Confidence.SURE for target in figures)
    assert sure * 5 >= len(figures) * 3, f"{sure} of {len(figures)}"
