"""A finding is raised in one way: by the catalogue that has its code."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.findings import NOWHERE, Catalogue, Effect, Finding, Place, Severity
from ingest.findings.catalogue import file_error, info, row_error, warning
from ingest.findings.documentation import as_markdown
from ingest.findings.rows import finding_rows

INGEST = Path(__file__).parents[3] / "ingest"
ENTRIES = {
    "too-old": file_error("这是{seen}年的表，应为{wanted}。", "请换用{wanted}的表。"),
    "row-odd": row_error("“{label}”有误。", "请改正。"),
    "look-here": warning("看到“{seen}”。"),
    "by-the-way": info("共{count}处。"),
}


@dataclass(frozen=True)
class _Task:
    section: str = "重点工作"
    task_no: str = "1"
    subtask_no: str = "7"


def test_words_fill_the_texts_and_those_with_a_field_are_kept() -> None:
    said = Catalogue(ENTRIES).say("too-old", Place(row=3), seen=2019, wanted="2023年版")
    assert said == Finding(
        "too-old",
        Severity.ERROR,
        Effect.FILE,
        Place(row=3),
        seen="2019",
        wanted="2023年版",
        message="这是2019年的表，应为2023年版。",
        fix="请换用2023年版的表。",
    )


def test_other_words_only_fill_the_texts() -> None:
    said = Catalogue(ENTRIES).say("by-the-way", count=2)
    assert (said.message, said.severity, said.effect, said.place) == ("共2处。", Severity.INFO, Effect.NONE, NOWHERE)
    assert (said.seen, said.wanted, said.label) == ("", "", "")


def test_a_message_quotes_no_more_than_the_catalogue_allows_and_the_finding_keeps_it_whole() -> None:
    said = Catalogue(ENTRIES, longest=5).say("look-here", seen="一二三四五六")
    assert (said.message, said.seen) == ("看到“一二三四…”。", "一二三四五六")
    assert Catalogue(ENTRIES, longest=6).say("look-here", seen="一二三四五六").message == "看到“一二三四五六”。"


@pytest.mark.parametrize(("code", "words"), [("no-such-code", {}), ("look-here", {}), ("row-odd", {"seen": "3"})])
def test_an_unknown_code_or_a_word_that_is_missing_is_a_bug(code: str, words: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        Catalogue(ENTRIES).say(code, **words)


def test_a_finding_can_be_about_a_task() -> None:
    said = Catalogue(ENTRIES).say("look-here", seen="3").about(_Task())
    assert (said.section, said.task_no, said.subtask_no, said.seen) == ("重点工作", "1", "7", "3")


def test_a_number_that_does_not_apply_is_null_in_the_tables() -> None:
    (row,) = finding_rows("benchmark_findings", [Catalogue(ENTRIES).say("look-here", Place(row=3, column="E"), seen="3")])
    assert (row["finding_no"], row["row_no"], row["table_no"], row["paragraph_no"]) == (1, 3, None, None)
    assert (row["place_text"], row["code"], row["effect"]) == ("第3行 E列", "look-here", "none")


def test_a_catalogue_is_a_page() -> None:
    page = as_markdown("# Codes\n", Catalogue({"a-b": info("甲|乙\n丙")}))
    assert page.split("\n")[-2:] == ["| `a-b` | info | none | 甲\\|乙 丙 |  |", ""]


def test_nobody_else_makes_a_finding() -> None:
    makers = {
        path.relative_to(INGEST).as_posix()
        for path in INGEST.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding"
    }
    # and those that read again what the sandbox has written of one
    assert makers == {"findings/catalogue.py", "documents/document_json.py", "progress/returned/sandboxed.py"}
