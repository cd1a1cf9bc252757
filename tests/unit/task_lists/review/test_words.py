"""Words that a clerk teaches in the workbook: taken where nothing suffers from it, refused with a reason otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.areas import Relation, placed
from ingest.documents.door import read_document
from ingest.findings import Effect, Finding, Severity
from ingest.task_lists.review.texts import WORDS_SHEET
from ingest.task_lists.review.words import read_words
from ingest.taught import WITHDRAWN, TaughtWord, WordCategory, with_taught
from ingest.vocabulary import IndicatorSense
from tests.unit.task_lists.golden_rows import seeds
from tests.unit.task_lists.review.books import FIRST_ROW, Clerk, open_book

MU = {"类别": "计量单位", "词语": "垧", "归于": "亩", "换算": 15, "填写人": "张三"}


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    return open_book(tmp_path)


def teach(clerk: Clerk, *rows: dict[str, object]) -> Clerk:
    """Fill in the sheet of words from its first blank row on."""
    sheet = clerk.sheet(WORDS_SHEET)
    blank = next(row for row in range(FIRST_ROW, 99) if not sheet.cell(row, 2).value)
    for at, cells in enumerate(rows, blank):
        clerk.write(at, WORDS_SHEET, **cells)
    return clerk


def said(clerk: Clerk, taught: Iterable[TaughtWord] = ()) -> tuple[tuple[TaughtWord, ...], tuple[Finding, ...]]:
    clerk.book.save(clerk.path)
    return read_words(read_document(clerk.path), seeds(), taught)


def test_an_untouched_sheet_teaches_nothing(clerk: Clerk) -> None:
    assert said(clerk) == ((), ())


def test_a_unit_the_reader_did_not_know_waits_to_be_explained(clerk: Clerk) -> None:
    assert [clerk.says(FIRST_ROW, label, WORDS_SHEET) for label in ("类别", "词语", "例句", "归于")] == [
        "计量单位", "垧", "植树20垧以上", "",
    ]  # fmt: skip
    clerk.write(FIRST_ROW, WORDS_SHEET, 归于="亩", 换算="15", 填写人="张三", 填写日期=dt.date(2024, 3, 1))
    (word,), findings = said(clerk)
    assert findings == ()
    assert word == TaughtWord(
        WordCategory.MEASURE, "垧", "measure", "亩", Decimal(15), "张三", dt.date(2024, 3, 1), word.place
    )  # fmt: skip
    assert (word.place.sheet, word.place.row, word.place.column) == (WORDS_SHEET, FIRST_ROW, "B")


def test_every_sort_of_word_is_taken(clerk: Clerk) -> None:
    teach(
        clerk,
        {"类别": "计量单位", "词语": "畦", "用法": "计数", "填写人": "张三"},
        {"类别": "地名", "词语": "云岭片", "用法": "园区", "归于": "邵阳市"},
        {"类别": "地名", "词语": "东坡村", "用法": "乡镇街道", "归于": "云岭片"},
        {"类别": "指标词", "词语": "窝工率", "用法": "越低越好"},
        {"类别": "指标词", "词语": "发展速度", "用法": "增速", "填写人": "李四"},
        {"类别": "指标词", "词语": "攀升", "用法": "表示上升"},
        {"类别": "指标词", "词语": "固投", "用法": "同一指标", "归于": "固定资产投资"},
    )
    words, findings = said(clerk)
    assert findings == ()
    assert [(w.word, w.sense, w.belongs_to, w.taught_by) for w in words] == [
        ("畦", "count", "畦", "张三"),
        ("云岭片", "park", "邵阳市", "张三"),
        ("东坡村", "town", "云岭片", "张三"),
        ("窝工率", "kept_down", "", "张三"),
        ("发展速度", "growth", "", "李四"),
        ("攀升", "rise", "", "李四"),
        ("固投", "synonym", "固定资产投资", "李四"),
    ]
    known = with_taught(seeds(), words)
    assert {m.unit for m in known.taught_measures} == {"畦"}
    assert known.areas["东坡村"].parent_code == known.areas["云岭片"].code
    assert known.areas["云岭片"].parent_code == "430500"
    assert (IndicatorSense.RISE, "攀升") in known.taught_indicators
    assert known.indicator_synonyms["固投"] == "固定资产投资"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({**MU, "填写人": None}, "word-without-author"),
        ({**MU, "换算": None}, "word-without-factor"),
        ({**MU, "换算": "十五"}, "override-not-understood"),
        ({**MU, "换算": 0}, "override-not-understood"),
        ({**MU, "换算": -15}, "override-not-understood"),
        ({**MU, "换算": "1e400"}, "override-not-understood"),
        ({**MU, "换算": "NaN"}, "override-not-understood"),
        ({**MU, "换算": "=3*5"}, "override-not-understood"),
        ({**MU, "填写日期": "去年"}, "override-not-understood"),
        ({**MU, "归于": "晌"}, "word-base-unknown"),
        ({**MU, "词语": "20垧"}, "word-not-a-word"),
        ({**MU, "词语": "垧，"}, "word-not-a-word"),
        ({**MU, "词语": None}, "word-not-a-word"),
        ({**MU, "词语": "=1+1"}, "word-not-a-word"),
        ({**MU, "词语": "万垧"}, "word-not-a-unit"),
        ({**MU, "词语": "年"}, "word-not-a-unit"),
        ({**MU, "词语": "月"}, "word-not-a-unit"),
        ({**MU, "词语": "以上"}, "word-not-a-unit"),
        ({**MU, "词语": "公里"}, "word-known-otherwise"),
        ({**MU, "词语": "公顷"}, "word-known-already"),
        ({**MU, "类别": "单位"}, "override-not-understood"),
        ({**MU, "用法": "面积"}, "override-not-understood"),
        ({**MU, "用法": "取消"}, "word-not-taught"),
        ({"类别": "地名", "词语": "云岭片", "用法": "园区", "填写人": "张三"}, "word-base-unknown"),
        ({"类别": "地名", "词语": "云岭片", "用法": "园区", "归于": "云岭片", "填写人": "张三"}, "word-base-unknown"),
        ({"类别": "地名", "词语": "云岭片", "用法": "园区", "归于": "无此县", "填写人": "张三"}, "word-base-unknown"),
        ({"类别": "地名", "词语": "全市", "用法": "市辖区", "归于": "邵阳市", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "地名", "词语": "北塔区", "用法": "市辖区", "归于": "邵阳市", "填写人": "张三"}, "word-known-already"),
        ({"类别": "地名", "词语": "北塔区", "用法": "市辖区", "归于": "湖南省", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "地名", "词语": "区", "用法": "市辖区", "归于": "邵阳市", "填写人": "张三"}, "word-not-a-word"),
        ({"类别": "指标词", "词语": "下降", "用法": "表示上升", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "增长", "用法": "表示上升", "填写人": "张三"}, "word-known-already"),
        ({"类别": "指标词", "词语": "完成", "用法": "表示下降", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "不低于", "用法": "越低越好", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "失业率", "用法": "越低越好", "填写人": "张三"}, "word-known-already"),
        # words of the grammar, whatever they are said to be
        ({**MU, "词语": "期"}, "word-known-otherwise"),
        ({**MU, "词语": "号"}, "word-not-a-unit"),
        ({**MU, "词语": "其中"}, "word-not-a-unit"),
        ({**MU, "词语": "新增"}, "word-not-a-unit"),
        ({**MU, "词语": "邵阳县"}, "word-known-otherwise"),
        ({"类别": "地名", "词语": "完成", "用法": "园区", "归于": "邵阳市", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "地名", "词语": "以及", "用法": "园区", "归于": "邵阳市", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "地名", "词语": "山区", "用法": "园区", "归于": "邵阳市", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "地名", "词语": "公顷", "用法": "园区", "归于": "邵阳市", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "地名", "词语": "年底", "用法": "园区", "归于": "邵阳市", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "推进", "用法": "指标名称", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "新增", "用法": "表示上升", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "其中", "用法": "增速", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "增长", "用法": "比率", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "分别", "用法": "同一指标", "归于": "投资", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "全县", "用法": "指标名称", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "邵阳县", "用法": "指标名称", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "千瓦时", "用法": "指标名称", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "上半年", "用法": "指标名称", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "覆盖率", "用法": "越低越好", "填写人": "张三"}, "word-known-otherwise"),
        ({"类别": "指标词", "词语": "固投", "用法": "同一指标", "填写人": "张三"}, "word-base-unknown"),
        ({"类别": "指标词", "词语": "固投", "用法": "同一指标", "归于": "固投", "填写人": "张三"}, "word-base-unknown"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_its_cell(clerk: Clerk, row: dict[str, object], code: str) -> None:
    sheet_row = next(r for r in range(FIRST_ROW, 99) if not clerk.sheet(WORDS_SHEET).cell(r, 2).value)
    words, findings = said(teach(clerk, row))
    assert words == ()
    (found,) = findings
    assert (found.code, found.place.sheet, found.place.row) == (code, WORDS_SHEET, sheet_row)
    assert found.message
    assert found.effect is not Effect.FILE  # the corrections of the same workbook are taken


def test_two_meanings_of_one_word_in_a_sheet_are_one_too_many(clerk: Clerk) -> None:
    words, findings = said(teach(clerk, MU, MU, {**MU, "换算": 10}))
    assert [(w.word, w.factor) for w in words] == [("垧", 15)]
    assert [f.code for f in findings] == ["word-said-twice"]


def test_a_word_of_the_grammar_is_refused_with_what_it_is(clerk: Clerk) -> None:
    _, (found,) = said(teach(clerk, {"类别": "指标词", "词语": "分别", "用法": "指标名称", "填写人": "张三"}))
    assert "比较用语" in found.message


# ── what somebody else taught ────────────────────────────────────────────────────────────────────────────────────────

TAUGHT = TaughtWord(WordCategory.MEASURE, "垧", "measure", "亩", Decimal(15), "张三")
OF_ANOTHER = {**MU, "换算": 10, "填写人": "李四"}
WITHDRAWAL = {"类别": "计量单位", "词语": "垧", "用法": "取消", "填写人": "李四"}


def test_what_another_person_taught_holds_and_both_are_named(clerk: Clerk) -> None:
    words, (found,) = said(teach(clerk, OF_ANOTHER), [TAUGHT])
    assert words == ()
    assert (found.code, found.severity, found.effect) == ("word-taught-otherwise", Severity.ERROR, Effect.ROW)
    assert "张三教的是：计量单位，一个等于15亩" in found.message


def test_the_same_meaning_from_another_person_is_known_already(clerk: Clerk) -> None:
    words, (found,) = said(teach(clerk, {**MU, "填写人": "李四"}), [TAUGHT])
    assert (words, found.code, found.severity) == ((), "word-known-already", Severity.INFO)


def test_one_s_own_word_may_be_taught_anew(clerk: Clerk) -> None:
    (word,), findings = said(teach(clerk, {**MU, "换算": 10}), [TAUGHT])
    assert (word.factor, findings) == (10, ())
    assert with_taught(seeds(), (TAUGHT, word)).measures["垧"].factor == 10


def test_another_person_s_word_is_withdrawn_first_then_taught_anew(clerk: Clerk) -> None:
    words, findings = said(teach(clerk, WITHDRAWAL, OF_ANOTHER), [TAUGHT])
    assert findings == ()
    assert with_taught(seeds(), (TAUGHT, *words)).measures["垧"].factor == 10


def test_a_word_that_was_withdrawn_may_be_taught_by_anybody(clerk: Clerk) -> None:
    gone = TaughtWord(WordCategory.MEASURE, "垧", WITHDRAWN, taught_by="张三")
    (word,), findings = said(teach(clerk, OF_ANOTHER), [TAUGHT, gone])
    assert (word.taught_by, findings) == ("李四", ())


def test_a_place_may_lie_in_one_that_a_list_of_the_home_is_of(clerk: Clerk) -> None:
    """What the help of the workbook gives as an example: no table has 青溪县, but a list of it is here."""
    clerk = teach(clerk, {"类别": "地名", "词语": "云岭片", "用法": "园区", "归于": "青溪县", "填写人": "张三"})
    _, (found,) = said(clerk)
    assert found.code == "word-base-unknown"
    (word,), findings = read_words(read_document(clerk.path), seeds(), (), ("青溪县",))
    assert (word.belongs_to, findings) == ("青溪县", ())
    assert placed("云岭片", with_taught(seeds(), [word]).of("青溪县")).relation is Relation.INSIDE
    assert placed("青溪县", with_taught(seeds(), [word]).of("云岭片")).relation is Relation.PART


def test_one_word_is_no_word_of_two_sorts(clerk: Clerk) -> None:
    place = {"类别": "地名", "词语": "云岭片", "用法": "园区", "归于": "邵阳市", "填写人": "张三"}
    words, (found,) = said(teach(clerk, place, {"类别": "指标词", "词语": "云岭片", "用法": "指标名称"}))
    assert [word.category for word in words] == [WordCategory.AREA]
    assert found.code == "word-taught-otherwise"


def test_a_unit_may_be_taught_by_another_that_was_taught_just_before(clerk: Clerk) -> None:
    words, _ = said(teach(clerk, MU, {**MU, "词语": "大垧", "归于": "垧", "换算": 2}))
    assert [w.word for w in words] == ["垧", "大垧"]


def test_what_was_taught_may_be_corrected_and_withdrawn(clerk: Clerk) -> None:
    words, _ = said(teach(clerk, MU))
    again, findings = said(teach(clerk, {**MU, "词语": "垧", "换算": 10}), ())
    assert [f.code for f in findings] == ["word-said-twice"]  # the row of before stands in the sheet yet
    correction = TaughtWord(WordCategory.MEASURE, "垧", "measure", "亩", Decimal(10), "李四")
    assert with_taught(seeds(), (*words, correction)).measures["垧"].factor == 10
    withdrawn = TaughtWord(WordCategory.MEASURE, "垧", WITHDRAWN, taught_by="李四")
    assert "垧" not in with_taught(seeds(), (*words, withdrawn)).measures
    assert again == words


def test_a_withdrawal_is_read(tmp_path: Path, clerk: Clerk) -> None:
    words, _ = said(teach(clerk, MU))
    (tmp_path / "again").mkdir()
    fresh = open_book(tmp_path / "again")
    taken, findings = said(teach(fresh, {"类别": "计量单位", "词语": "垧", "用法": "取消", "填写人": "李四"}), words)
    assert findings == ()
    assert [(w.word, w.sense, w.taught_by) for w in taken] == [("垧", WITHDRAWN, "李四")]


def test_the_uses_offered_are_those_of_the_category(clerk: Clerk) -> None:
    rules = clerk.sheet(WORDS_SHEET).data_validations.dataValidation
    assert any(rule.formula1 and rule.formula1.startswith("INDIRECT(") for rule in rules)
    assert set(clerk.book.defined_names) >= {"计量单位", "地名", "指标词"}
