"""How much work a long text makes: twice the figures, about twice the work, whatever ties the figures together.

Work is counted, not timed: the bytecode instructions that the grammar's modules execute, equal on every machine. What happens
inside a C function (a word looked for in a clause) is not in the count.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from ingest.task_lists import targets
from ingest.task_lists.model import Task
from ingest.task_lists.targets import Term, read_targets
from ingest.vocabulary import Vocabulary

TERM = Term(dt.date(2023, 1, 1), dt.date(2023, 12, 31))
GRAMMAR = targets.__file__.removesuffix("__init__.py")


def shares(count: int) -> str:
    """A total with a share for each of many counties."""
    return "新建公路9000公里，其中" + "、".join(f"青{chr(0x4E00 + at)}县{at % 7 + 1}公里" for at in range(count))


def clauses(count: int) -> str:
    """A sentence of many clauses."""
    return "，".join(f"新建{chr(0x4E00 + at // 60)}{chr(0x5000 + at % 60)}公路{at % 90 + 1}公里" for at in range(count))


def members(count: int) -> str:
    """A clause that lists many things."""
    return "新建" + "、".join(f"{chr(0x4E00 + at // 60)}{chr(0x5000 + at % 60)}站{at % 90 + 1}座" for at in range(count))


def dated(count: int) -> str:
    """A sentence of many clauses whose first one says when."""
    return f"4月{clauses(count)}"


def read(text: str) -> int:
    """How many targets the text has."""
    task = Task("重点工作", "1", "", "", "任务", text, "", (), (), (), (), ())
    return len(read_targets(task, TERM, Vocabulary()).targets)


def work(do: Callable[[], object]) -> int:
    """How many instructions the grammar executes while something is done."""
    count = 0

    def step(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "opcode"
        return step

    def enter(frame: FrameType, _event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.startswith(GRAMMAR):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return step

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        do()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("text", [shares, clauses, members, dated])
def test_twice_the_figures_are_twice_the_work(text: Callable[[int], str]) -> None:
    read(text(2))  # the words of the grammar are read once
    assert work(lambda: read(text(400))) < 2.2 * work(lambda: read(text(200)))


def test_work_that_grows_with_the_square_is_seen() -> None:
    """The count itself, on what looks at every pair."""
    looks = "def look(count):\n    for one in range(count):\n        for other in range(count):\n            pass\n"
    names: dict[str, Callable[[int], None]] = {}
    exec(compile(looks, f"{GRAMMAR}pairs.py", "exec"), names)  # noqa: S102
    assert 3.9 < work(lambda: names["look"](400)) / work(lambda: names["look"](200)) < 4.1


@pytest.mark.parametrize(("text", "count", "found"), [(shares, 1500, 1501), (clauses, 1600, 1600), (members, 2600, 2600)])
def test_a_sentence_of_very_many_figures_is_read_whole(text: Callable[[int], str], count: int, found: int) -> None:
    assert read(text(count)) == found
