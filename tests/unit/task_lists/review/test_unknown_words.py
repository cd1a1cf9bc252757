"""An area or a unit that nobody knows: held back with its row, or taken because the list's own text says so, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.documents.places import column_letter
from ingest.findings import Effect, Finding, Severity
from ingest.task_lists.lexicon.taught import language_of
from ingest.task_lists.model import Confidence, Target, TaskList
from ingest.task_lists.review.applying import apply_overrides, touches
from ingest.task_lists.review.corrections import Correction, Override
from ingest.task_lists.review.list_words import ListWords
from ingest.task_lists.review.sentences import with_sentences
from ingest.task_lists.review.texts import ADDED_SHEET
from ingest.taught import TaughtWord, WordCategory, with_taught
from ingest.vocabulary import Vocabulary
from tests.unit.task_lists.golden_rows import BEITA, read_file, seeds
from tests.unit.task_lists.review.books import Clerk, a_list, open_book

TEXT = """北塔区2024年重点工作任务清单

一、重点工作

1.交通。新建公路20公里，云岭片植树30亩，硬化晒坪15垧。东河镇新建公厕3座。（责任单位：区交通局）
2.园林。新建公园4个。（责任单位：区城管局）
"""
ROAD, TREES = "新建公路20公里", "云岭片植树30亩"


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    clerk = open_book(tmp_path, a_list(TEXT))
    clerk.sheet().protection.sheet = False
    return clerk


def outcome(clerk: Clerk, words: Vocabulary | None = None) -> tuple[TaskList, list[Finding]]:
    """The list with the corrections, and what was found about them."""
    corrections, findings = clerk.send()
    assert findings == ()
    before = a_list(TEXT)
    after = apply_overrides(before, corrections, seeds() if words is None else words)
    return after, list(after.findings[len(before.findings) :])


def row(task_list: TaskList, span: str) -> Target:
    return next(t for t in task_list.targets if t.span == span)


@pytest.mark.parametrize(
    ("field", "word", "near"),
    [
        ("area", "邵东巿", "邵东市"),  # a look-alike character
        ("area", "北搭区", "北塔区"),
        ("area", "射阳县", ""),  # a county of another province, which no list of this place means
        ("unit", "公理", "公里"),
        ("unit", "万公理", ""),
        ("unit", "台套件", ""),
    ],
)
def test_a_word_nobody_knows_holds_its_row_back(clerk: Clerk, field: str, word: str, near: str) -> None:
    after, (found,) = outcome(clerk.write(clerk.row(ROAD), **{field: word}, metric="农村公路"))
    target = row(after, ROAD)
    assert (target.metric, target.unit, target.area) == ("新建公路", "公里", "全区")  # nothing of the row was taken
    assert (target.confidence, target.reviewed) == (Confidence.REVIEW, False)  # though the reader had been sure
    assert (found.code, found.severity, found.effect) == ("review-word-unknown", Severity.ERROR, Effect.ROW)
    assert (found.place.row, found.place.column) == (clerk.row(ROAD), column_letter(clerk.column(field)))
    assert (found.task_no, found.seen) == ("1", ROAD)  # so that the next workbook names it beside the row
    assert word in found.message
    assert near in found.message
    assert "词语" in found.fix


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ("area", "邵东市"), ("area", "全市"), ("area", "各县市区"), ("area", "市直单位"), ("area", "区交通局"),
        ("area", "园区"), ("area", "大祥区（含经开区）"), ("area", "邵东"), ("area", "东河镇"), ("area", ""),
        ("unit", "万公里"), ("unit", "元/人"), ("unit", "个百分点"), ("unit", "%"), ("unit", "垧"), ("unit", "人次/年"),
    ],
)  # fmt: skip
def test_what_the_home_the_country_or_the_list_knows_is_taken(clerk: Clerk, field: str, word: str) -> None:
    after, findings = outcome(clerk.write(clerk.row(ROAD), **{field: word}))
    assert findings == []
    assert row(after, ROAD).reviewed


def test_a_place_that_only_the_text_names_is_taken_and_told(clerk: Clerk) -> None:
    after, (found,) = outcome(clerk.write(clerk.row(TREES), area="云岭片"))
    assert (row(after, TREES).area, row(after, TREES).reviewed) == ("云岭片", True)
    assert (found.code, found.severity, found.effect) == ("review-word-from-text", Severity.WARNING, Effect.NONE)
    assert "云岭片" in found.message


def test_a_word_that_was_taught_by_then_is_known(clerk: Clerk) -> None:
    words = with_taught(seeds(), [TaughtWord(WordCategory.AREA, "云岭片", "park", "北塔区", taught_by="张三")])
    after, findings = outcome(clerk.write(clerk.row(ROAD), area="云岭片"), words)
    assert (row(after, ROAD).area, findings) == ("云岭片", [])


def test_what_was_held_back_holds_once_its_word_is_taught(clerk: Clerk) -> None:
    corrections, _ = clerk.write(clerk.row(ROAD), area="白石片").send()
    assert not row(apply_overrides(a_list(TEXT), corrections, seeds()), ROAD).reviewed
    words = with_taught(seeds(), [TaughtWord(WordCategory.AREA, "白石片", "park", "北塔区", taught_by="张三")])
    assert row(apply_overrides(a_list(TEXT), corrections, words), ROAD).area == "白石片"


def test_an_earlier_correction_stands_until_the_later_one_can_be_taken(clerk: Clerk) -> None:
    first, _ = clerk.write(clerk.row(ROAD), metric="农村公路").send()
    second, _ = clerk.write(clerk.row(ROAD), unit="公理").send()
    after = apply_overrides(a_list(TEXT), (*first, *second), seeds())
    target = row(after, ROAD)
    assert (target.metric, target.unit, target.confidence) == ("农村公路", "公里", Confidence.REVIEW)
    third, _ = clerk.write(clerk.row(ROAD), unit="千米").send()
    again = apply_overrides(a_list(TEXT), (*first, *second, *third), seeds())
    assert (row(again, ROAD).unit, row(again, ROAD).confidence) == ("千米", Confidence.SURE)
    assert again.findings == a_list(TEXT).findings  # what was mended is told no longer


ADDED = {
    "所在任务": "重点工作-2 园林", "语句": "新建公园4个", "metric": "口袋公园", "kind": "数量", "comparator": "不低于",
    "value": 2,
}  # fmt: skip


def test_an_added_row_is_held_back_too(clerk: Clerk) -> None:
    after, (found,) = outcome(clerk.add(**ADDED, unit="个", area="北搭区"))
    assert [t.span for t in after.targets] == [t.span for t in a_list(TEXT).targets]
    assert (found.code, found.task_no, found.place.sheet) == ("review-word-unknown", "2", ADDED_SHEET)
    taken, findings = outcome(clerk.write(found.place.row, ADDED_SHEET, area="北塔区"))
    assert findings == []
    assert [t.area for t in taken.targets if t.metric == "口袋公园"] == ["北塔区"]


def test_two_added_rows_of_one_sentence_are_each_told(clerk: Clerk) -> None:
    clerk.add(1, **ADDED, unit="个", area="北搭区").add(1, **{**ADDED, "value": 1}, unit="个", area="东河镇")
    after, (found,) = outcome(clerk)
    assert "北搭区" in found.message
    assert [t.area for t in after.targets if t.metric == "口袋公园"] == ["东河镇"]


def test_a_correction_that_is_held_back_still_finds_its_list(clerk: Clerk) -> None:
    corrections, _ = clerk.write(clerk.row(ROAD), unit="公理").send()
    assert touches(a_list(TEXT), corrections, seeds())
    assert not touches(a_list("白石县2023年任务清单\n\n一、重点工作\n\n1.工业。技改20台。\n"), corrections, seeds())


def test_every_area_and_unit_of_a_real_list_is_known() -> None:
    """Confirming what was read is never held back, whatever other words the list has."""
    task_list = read_file(BEITA)
    bare = TaskList(task_list.head, task_list.tasks)  # as if nothing had been read
    said: list[Correction] = [
        Override(sentence, at, {"area": t.area, "unit": t.unit}, t.span) for sentence, at, t in with_sentences(task_list)
    ]
    with language_of(seeds()):
        words = ListWords(bare, seeds())
        assert [unknown for one in said for unknown in words.unknown(one)] == []
