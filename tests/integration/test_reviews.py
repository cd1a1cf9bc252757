"""Review workbooks through the inbox: a list comes, is corrected, taught and comes again; what was known on a night stays so.

The first list has a unit that nobody knows (垧), a sentence that is no target and one whose figure is missed.
"""

from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest import raw
from ingest.documents.door import read_document
from ingest.home import Home
from ingest.task_lists.reader import read_task_list
from ingest.task_lists.review.texts import WORD_LABELS, WORDS_SHEET
from ingest.task_lists.review.workbook import write_review
from orchestration.cli.known import known
from tests.lock.subjects import marts
from tests.support.built import dbt_build
from tests.support.played import raw_rows, read_night
from tests.unit.task_lists.golden_rows import seeds
from tests.unit.task_lists.review.books import FIRST_ROW, Clerk

NIGHTS = [dt.date(2024, 1, day) for day in range(10, 16)]
LIST = """青溪县2024年重点工作任务清单

一、重点工作

1.生态建设。植树20垧以上，园区南侧雨污分流管网。（责任单位：县林业局；责任人：王建国）
2.民生保障。完成投资三万五亿元，新建公厕10座。（责任单位：县民政局）
3.产业发展。新建停车场20个，改造停车场5个。（责任单位：县工信局）
4.城市管理。新建公园3个。（责任单位：县城管局）
"""
OTHER = """白石县2024年重点工作任务清单

一、重点工作

1.造林。造林3000垧以上。（责任单位：县林业局）
2.道路。新建公路10公里。（责任单位：县交通局）
"""
ADDED = {
    "所在任务": "重点工作-2 民生保障",
    "语句": "完成投资三万五亿元",
    "metric": "投资",
    "kind": "数量",
    "comparator": "不低于",
    "value": "3.5",
    "unit": "万亿元",
}
TAUGHT = {"归于": "亩", "换算": "15", "填写人": "张三", "填写日期": "2024-01-11"}

ONLY_MODELS = ("--exclude-resource-types", "unit_test", "test")
Row = dict[str, Any]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.create()
    return home


def drop_list(home: Home, text: str, name: str = "清单.txt") -> None:
    (home.inbox / "task_lists" / name).write_text(text, encoding="utf-8")


def review_of(folder: Path, text: str = LIST) -> Clerk:
    source = folder / "清单.txt"
    source.write_text(text, encoding="utf-8")
    return Clerk(write_review(read_task_list(read_document(source), seeds()), folder / "核对.xlsx"))


def drop_review(home: Home, clerk: Clerk, name: str = "核对.xlsx") -> None:
    clerk.book.save(home.inbox / "reviews" / name)


def corrected(folder: Path) -> Clerk:
    """A workbook in which a word is taught, a target struck and another added."""
    clerk = review_of(folder)
    clerk.write(FIRST_ROW, WORDS_SHEET, **TAUGHT)
    return clerk.write(clerk.row("园区南侧雨污分流管网"), 核对情况="不是目标").add(**ADDED)


def words_alone(path: Path, **cells: object) -> None:
    """A workbook of somebody's own with nothing but words in it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(WORD_LABELS.values()))
    sheet.append([cells.get(label) for label in WORD_LABELS.values()])
    book.save(path)


def rows_of(home: Home, table: str, receipt: int) -> list[Row]:
    return [row for row in raw.read_table(home.root, table) if row["receipt_seq"] == receipt]


def targets(home: Home, receipt: int) -> dict[str, Row]:
    return {f"{row['task_no']} {row['metric']}": row for row in rows_of(home, "targets", receipt)}


def codes(home: Home, receipt: int) -> set[str]:
    return {row["code"] for row in rows_of(home, "task_list_findings", receipt)}


def verdict(home: Home, receipt: int) -> str:
    (row,) = rows_of(home, "task_lists", receipt)
    return str(row["verdict"])


def test_a_review_makes_a_version_and_the_next_list_needs_no_second_correction(home: Home, tmp_path: Path) -> None:
    drop_list(home, LIST)
    read_night(home, NIGHTS[0])
    before = targets(home, 1)
    assert (before["1 植树"]["confidence"], before["1 植树"]["unit_base"]) == ("review", "垧")

    drop_review(home, corrected(tmp_path))
    read_night(home, NIGHTS[1])
    after = targets(home, 2)
    assert (after["1 植树"]["confidence"], after["1 植树"]["value_base"], after["1 植树"]["unit_base"]) == ("sure", 300, "亩")
    assert after["1 植树"]["target_key"] == before["1 植树"]["target_key"]
    assert {row["span"] for row in before.values()} - {row["span"] for row in after.values()} == {"园区南侧雨污分流管网"}
    (added,) = [row for row in rows_of(home, "targets", 2) if row["reviewed"]]
    assert (added["value_base"], added["unit_base"], added["confidence"]) == (3500000000000, "元", "sure")
    assert added["target_key"] not in {row["target_key"] for row in before.values()}
    assert [row["target_key"] for row in rows_of(home, "obligations", 2)].count(added["target_key"]) > 0

    # the word is known with where it came from, and by whom
    (word,) = rows_of(home, "taught_words", 2)
    assert (word["word"], word["belongs_to"], word["factor"], word["taught_by"]) == ("垧", "亩", "15", "张三")
    assert (word["file_name"], word["sheet"], word["row_no"], word["column_letter"]) == (
        "核对.xlsx",
        WORDS_SHEET,
        FIRST_ROW,
        "B",
    )
    assert (word["taught_on"], word["received_as_of"]) == (dt.date(2024, 1, 11), NIGHTS[1])

    # a list of another place, and a new version of the first
    drop_list(home, OTHER, "白石.txt")
    drop_list(
        home,
        LIST.replace("新建公厕10座", "新建公厕12座").replace("1.生态", "5.生态").replace("\n4.城市", "\n6.城市"),
        "新版.txt",
    )
    read_night(home, NIGHTS[2])
    others = [row for row in raw.read_table(home.root, "targets") if row["list_id"].startswith("baishi")]
    (other,) = [row for row in others if row["unit"] == "垧"]
    assert (other["confidence"], other["value_base"], other["unit_base"]) == ("sure", 45000, "亩")
    newest = max(row["receipt_seq"] for row in raw.read_table(home.root, "targets") if row["list_id"] == "qingxi-2024-01")
    version = targets(home, newest)
    assert version["2 投资"]["target_key"] == added["target_key"]
    assert version["2 投资"]["reviewed"]
    assert "园区南侧雨污分流管网" not in {row["span"] for row in version.values()}
    assert version["5 植树"]["unit_base"] == "亩"


def test_what_is_left_goes_back_as_a_workbook_until_nothing_is(home: Home) -> None:
    """A clerk works through the workbook that the refresh wrote, in two sittings; the second loses nothing of the first."""
    waiting = home.review_workbook("qingxi-2024-01")
    drop_list(home, LIST)
    read_night(home, NIGHTS[0])
    clerk = Clerk(waiting)
    row = clerk.row("植树20垧以上")
    clerk.write(row, unit="亩", metric="人工造林").write(clerk.row("园区南侧雨污分流管网"), 核对情况="不是目标").add(**ADDED)
    drop_review(home, clerk, "一.xlsx")
    read_night(home, NIGHTS[1])

    clerk = Clerk(waiting)
    assert clerk.says(clerk.row("植树20垧以上"), "metric") == "人工造林"
    assert clerk.says(clerk.row("植树20垧以上"), "核对情况") == ""  # it is done with
    rows = range(FIRST_ROW, clerk.sheet().max_row + 1)
    assert "园区南侧雨污分流管网" not in {clerk.says(at, "语句") for at in rows}
    clerk.sheet().protection.sheet = False
    added = next(at for at in rows if clerk.says(at, "value") == "3.5")
    clerk.write(added, area="青溪县").write(clerk.row("植树20垧以上"), area="青溪县")
    for at in rows:
        if clerk.says(at, "核对情况") == "待核对":
            clerk.write(at, 核对情况="不是目标" if clerk.says(at, "语句") == ADDED["语句"] else "已核对")
    drop_review(home, clerk, "二.xlsx")
    read_night(home, NIGHTS[2])
    after = targets(home, 3)
    planted, invested = after["1 人工造林"], after["2 投资"]
    assert (planted["unit"], planted["value_base"], planted["area"]) == ("亩", 20, "青溪县")
    assert (invested["value"], invested["unit"], invested["area"]) == (Decimal("3.5"), "万亿元", "青溪县")
    assert {row["confidence"] for row in after.values()} == {"sure"}
    assert "override-without-sentence" not in codes(home, 3)
    assert not waiting.exists()


def test_what_a_night_knew_it_still_knows_when_everything_is_read_again(home: Home, tmp_path: Path) -> None:
    drop_list(home, LIST)
    read_night(home, NIGHTS[0])
    drop_review(home, corrected(tmp_path))
    read_night(home, NIGHTS[1])
    words_alone(home.inbox / "reviews" / "词语.xlsx", 类别="计量单位", 词语="垧", 用法="取消", 填写人="李四")
    read_night(home, NIGHTS[2])
    drop_list(home, OTHER, "白石.txt")
    read_night(home, NIGHTS[3])
    grown = raw_rows(home)
    shutil.rmtree(home.raw)
    read_night(home, NIGHTS[4])
    assert raw_rows(home) == grown
    (first,) = [row for row in rows_of(home, "targets", 1) if row["unit"] == "垧"]
    assert (first["confidence"], first["unit_base"]) == ("review", "垧")  # of the night before it was taught
    (second,) = [row for row in rows_of(home, "targets", 2) if row["unit"] == "垧"]
    assert second["unit_base"] == "亩"
    (last,) = [row for row in rows_of(home, "targets", 4) if row["unit"] == "垧"]
    assert last["unit_base"] == "垧"  # it had been withdrawn


def test_words_alone_are_read_into_no_list_and_hold_from_then_on(home: Home) -> None:
    drop_list(home, LIST)
    words_alone(home.inbox / "reviews" / "词语.xlsx", 类别="计量单位", 词语="垧", 归于="亩", 换算=15, 填写人="张三")
    read_night(home, NIGHTS[0])
    assert rows_of(home, "task_lists", 2) == []
    assert [row["word"] for row in rows_of(home, "taught_words", 2)] == ["垧"]
    drop_list(home, OTHER, "白石.txt")
    read_night(home, NIGHTS[1])
    assert rows_of(home, "taught_words", 2) != []
    assert next(row for row in rows_of(home, "targets", 3) if row["unit"] == "垧")["unit_base"] == "亩"
    context = known(home.root)
    assert context is not None
    assert "垧" in context.vocabulary.measures  # what `threekey check` and `template` know


def test_two_clerks_who_teach_one_word_differently_are_told_and_the_first_holds(home: Home) -> None:
    """In one night or in two: the order of arrival decides, and reading everything again changes nothing."""
    drop_list(home, OTHER, "白石.txt")
    words_alone(home.inbox / "reviews" / "甲.xlsx", 类别="计量单位", 词语="垧", 归于="亩", 换算=15, 填写人="张三")
    words_alone(home.inbox / "reviews" / "乙.xlsx", 类别="计量单位", 词语="垧", 归于="亩", 换算=10, 填写人="李四")
    read_night(home, NIGHTS[0])
    files = {row["file_name"]: row["receipt_seq"] for row in raw.read_table(home.root, "received_files")}
    first, second = sorted((files["甲.xlsx"], files["乙.xlsx"]))
    (held,) = raw.read_table(home.root, "taught_words")
    assert held["receipt_seq"] == first
    assert (verdict(home, second), codes(home, second)) == ("rejected", {"review-nothing-taken", "word-taught-otherwise"})
    (told,) = [row for row in rows_of(home, "task_list_findings", second) if row["code"] == "word-taught-otherwise"]
    assert held["taught_by"] in told["message"]
    words_alone(home.inbox / "reviews" / "丙.xlsx", 类别="计量单位", 词语="垧", 归于="亩", 换算=12, 填写人="王五")
    read_night(home, NIGHTS[1])
    assert raw.read_table(home.root, "taught_words") == [held]
    grown = raw_rows(home)
    shutil.rmtree(home.raw)
    read_night(home, NIGHTS[2])
    assert raw_rows(home) == grown


def test_a_word_that_is_refused_is_told_to_the_operator(home: Home) -> None:
    words_alone(home.inbox / "reviews" / "词语.xlsx", 类别="计量单位", 词语="公里", 归于="亩", 换算=15, 填写人="张三")
    read_night(home, NIGHTS[0])
    assert verdict(home, 1) == "rejected"
    assert codes(home, 1) == {"review-nothing-taken", "word-known-otherwise"}
    assert raw.read_table(home.root, "taught_words") == []


def test_one_refused_row_does_not_hold_up_the_others(home: Home, tmp_path: Path) -> None:
    drop_list(home, LIST)
    clerk = corrected(tmp_path)
    clerk.add(2, **{**ADDED, "kind": "定性"}).write(FIRST_ROW + 1, WORDS_SHEET, 类别="计量单位", 词语="年", **TAUGHT)
    drop_review(home, clerk)
    read_night(home, NIGHTS[0])
    assert verdict(home, 2) == "accepted_with_warnings"
    assert {"review-value-without-kind", "word-not-a-unit"} <= codes(home, 2)
    assert [row["word"] for row in rows_of(home, "taught_words", 2)] == ["垧"]
    assert any(row["reviewed"] for row in rows_of(home, "targets", 2))


def test_a_word_nobody_knows_holds_its_row_back_until_it_is_taught(home: Home) -> None:
    waiting = home.review_workbook("qingxi-2024-01")
    drop_list(home, LIST)
    read_night(home, NIGHTS[0])
    clerk = Clerk(waiting)
    clerk.sheet().protection.sheet = False
    drop_review(home, clerk.write(clerk.row("新建公园3个"), area="云岭片"))
    read_night(home, NIGHTS[1])
    assert verdict(home, 2) == "accepted_with_warnings"
    (told,) = [row for row in rows_of(home, "task_list_findings", 2) if row["code"] == "review-word-unknown"]
    assert told["place_text"].startswith("核对!")
    park = targets(home, 2)["4 新建公园"]
    assert (park["area_name"], park["confidence"], park["reviewed"]) == ("青溪县", "review", False)

    # the next workbook says why; the word alone is taught, and what was said of the row holds
    clerk = Clerk(waiting)
    assert "云岭片" in clerk.says(clerk.row("新建公园3个"), "需要核对的原因")
    words_alone(home.inbox / "reviews" / "词语.xlsx", 类别="地名", 词语="云岭片", 用法="园区", 归于="青溪县", 填写人="张三")
    read_night(home, NIGHTS[2])
    drop_list(home, LIST.replace("改造停车场5个", "改造停车场6个"), "新版.txt")
    read_night(home, NIGHTS[3])
    park = targets(home, 4)["4 新建公园"]
    assert (park["area_name"], park["confidence"], park["reviewed"]) == ("云岭片", "sure", True)
    grown = raw_rows(home)
    shutil.rmtree(home.raw)
    read_night(home, NIGHTS[4])
    assert raw_rows(home) == grown


def test_a_rewritten_sentence_comes_back_in_the_next_version(home: Home, tmp_path: Path) -> None:
    drop_list(home, LIST)
    clerk = review_of(tmp_path)
    clerk.sheet().protection.sheet = False
    drop_review(home, clerk.write(clerk.row("新建公厕10座"), value="9"))
    read_night(home, NIGHTS[0])
    assert targets(home, 2)["2 新建公厕"]["value"] == 9
    drop_list(home, LIST.replace("新建公厕10座", "新建公厕12座"), "新版.txt")
    read_night(home, NIGHTS[1])
    row = targets(home, 3)["2 新建公厕"]
    assert (row["value"], row["confidence"], row["reviewed"]) == (12, "review", False)
    assert "override-sentence-changed" in codes(home, 3)


def test_a_strangers_review_and_one_that_says_nothing_are_rejected(home: Home, tmp_path: Path) -> None:
    drop_list(home, LIST)
    other = review_of(tmp_path, OTHER)
    other.write(FIRST_ROW, unit="亩").write(FIRST_ROW, WORDS_SHEET, **TAUGHT)
    drop_review(home, other, "别处.xlsx")
    (tmp_path / "own").mkdir()
    drop_review(home, review_of(tmp_path / "own"), "空.xlsx")
    (home.inbox / "reviews" / "随便.xlsx").write_bytes(b"PK\x03\x04 cut off")
    read_night(home, NIGHTS[0])
    found = {row["file_name"]: row["receipt_seq"] for row in raw.read_table(home.root, "received_files")}
    assert {verdict(home, found[name]) for name in ("别处.xlsx", "空.xlsx", "随便.xlsx")} == {"rejected"}
    assert "review-of-another-list" in codes(home, found["别处.xlsx"])
    assert codes(home, found["空.xlsx"]) == {"review-changes-nothing"}
    assert raw.read_table(home.root, "taught_words") == []  # a stranger teaches nothing


def test_a_replay_judges_by_what_was_known_on_its_night(home: Home, tmp_path: Path) -> None:
    """The warehouse of the night before the review, built before and after what came later; all of it read anew between."""
    drop_list(home, LIST)
    read_night(home, NIGHTS[0])
    before = dict(marts(dbt_build(home.root, NIGHTS[0].isoformat(), *ONLY_MODELS).database))
    drop_review(home, corrected(tmp_path))
    words_alone(home.inbox / "reviews" / "词语.xlsx", 类别="地名", 词语="云岭片", 用法="园区", 归于="青溪县", 填写人="张三")
    read_night(home, NIGHTS[1])
    shutil.rmtree(home.raw)
    read_night(home, NIGHTS[2])
    assert dict(marts(dbt_build(home.root, NIGHTS[0].isoformat(), *ONLY_MODELS).database)) == before
    assert dict(marts(dbt_build(home.root, NIGHTS[2].isoformat(), *ONLY_MODELS).database)) != before
