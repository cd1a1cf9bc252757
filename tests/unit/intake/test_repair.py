"""Damage to what a home keeps: raw tables and receipts are made again, an archived file is never read as another."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import ledger, raw
from ingest.archive import receipts
from ingest.damage import DamagedFileError
from ingest.documents.door import read_document
from ingest.home import Home
from ingest.installation import DEFAULT
from ingest.intake.common import sync_received
from ingest.intake.repair import Prepared, mend_receipts, prepare
from ingest.ledger import Difference
from ingest.task_lists.reader import read_task_list
from ingest.task_lists.review.workbook import write_review
from tests.support.played import raw_rows, read_night
from tests.unit.task_lists.golden_rows import seeds
from tests.unit.task_lists.review.books import Clerk

LIST_NIGHT, FILING_NIGHT, NEXT_NIGHT = dt.date(2024, 1, 10), dt.date(2024, 2, 2), dt.date(2024, 2, 4)
FILINGS = {
    "县民政局1月.csv": "填报单位,县民政局\n报告期,2024年1月\n任务编号,任务名称,指标,计量单位,累计完成\n"
    "重点工作-1,民生保障,新建公厕,座,3\n重点工作-1,民生保障,改造公厕,座,1\n",
    "县城管局1月.csv": "填报单位,县城管局\n报告期,2024年1月\n任务编号,任务名称,指标,计量单位,累计完成\n"
    "重点工作-2,城市管理,新建公园,个,2\n",
}
RULES = "word,status,valid_from,valid_to\n一般般,behind,2020-01-01,\n"
SMALL_LIST = """青溪县2024年重点工作任务清单

一、重点工作

1.民生保障。新建公厕10座，改造公厕5座。（责任单位：县民政局）
2.城市管理。新建公园3个。（责任单位：县城管局）
"""

Damage = Callable[[Home], None]


@pytest.fixture(scope="module")
def read_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A list, rules and two filings, received and read on three nights."""
    home = Home(tmp_path_factory.mktemp("read"))
    home.create()
    (home.inbox / "task_lists" / "清单.txt").write_text(SMALL_LIST, encoding="utf-8")
    (home.inbox / "rules" / "judgement_words.csv").write_text(RULES, encoding="utf-8")
    read_night(home, LIST_NIGHT)
    for day, (name, text) in enumerate(FILINGS.items()):
        (home.inbox / "progress" / name).write_text(text, encoding="utf-8")
        read_night(home, FILING_NIGHT + dt.timedelta(days=day))
    assert {row["verdict"] for row in raw.read_table(home.root, "filings")} <= {"accepted", "accepted_with_warnings"}
    assert len(raw.read_table(home.root, "filing_rows")) == 3
    return home


@pytest.fixture
def home(read_home: Home, tmp_path: Path) -> Home:
    copy = Home(tmp_path / "home")
    shutil.copytree(read_home.root, copy.root)
    return copy


def _batch(home: Home, table: str) -> Path:
    return min((home.raw / table).glob("*-0*.parquet"))


def _delete(home: Home) -> None:
    _batch(home, "filing_rows").unlink()


def _alter_one_byte(home: Home) -> None:
    path = _batch(home, "targets")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _cut(home: Home) -> None:
    path = _batch(home, "filings")
    path.write_bytes(path.read_bytes()[:100])


def _empty(home: Home) -> None:
    _batch(home, "received_files").write_bytes(b"")


def _put_another_in_its_place(home: Home) -> None:
    shutil.copyfile(home.raw / "filing_rows" / "0-schema.parquet", _batch(home, "filing_rows"))


def _add_a_file_under_a_known_name(home: Home) -> None:
    shutil.copyfile(_batch(home, "filing_rows"), home.raw / "filing_rows" / "calendar-all.parquet")


def _delete_an_entry(home: Home) -> None:
    (ledger.entries_dir(home.root) / f"{_batch(home, 'filings').stem}.json").unlink()


def _spoil_an_entry(home: Home) -> None:
    (ledger.entries_dir(home.root) / f"{_batch(home, 'targets').stem}.json").write_text("{", encoding="utf-8")


def _alter_an_entry(home: Home) -> None:
    path = ledger.entries_dir(home.root) / f"{_batch(home, 'targets').stem}.json"
    entry = json.loads(path.read_text(encoding="utf-8"))
    del entry["targets"]
    path.write_text(json.dumps(entry), encoding="utf-8")


def _delete_a_whole_batch(home: Home) -> None:
    stem = _batch(home, "filings").stem
    (ledger.entries_dir(home.root) / f"{stem}.json").unlink()
    for path in home.raw.glob(f"*/{stem}.parquet"):
        path.unlink()


def _delete_everything(home: Home) -> None:
    shutil.rmtree(home.raw)


def _spoil_the_empty_files(home: Home) -> None:
    for path in home.raw.glob("*/0-schema.parquet"):
        path.write_bytes(b"PAR1")


def _spoil_the_fingerprint(home: Home) -> None:
    (home.raw / "_reading.json").write_bytes(b"\0")


DAMAGES: list[Damage] = [
    _delete, _alter_one_byte, _cut, _empty, _put_another_in_its_place, _add_a_file_under_a_known_name, _delete_an_entry,
    _spoil_an_entry, _alter_an_entry, _delete_a_whole_batch, _delete_everything, _spoil_the_empty_files, _spoil_the_fingerprint,
]  # fmt: skip
SILENT = {_delete_everything, _spoil_the_empty_files, _spoil_the_fingerprint}  # nothing is missing, or all of it


@pytest.mark.parametrize("damage", DAMAGES, ids=[damage.__name__[1:] for damage in DAMAGES])
def test_damaged_raw_tables_are_made_again_and_it_is_said(home: Home, read_home: Home, damage: Damage) -> None:
    damage(home)
    prepared = prepare(home, DEFAULT)
    assert (prepared != Prepared()) is (damage not in SILENT or damage is _spoil_the_fingerprint)
    read_night(home, NEXT_NIGHT)
    assert raw_rows(home) == raw_rows(read_home)
    assert prepare(home, DEFAULT) == Prepared()


def test_what_is_whole_is_left_alone(home: Home) -> None:
    before = {path: path.stat().st_mtime_ns for path in home.raw.rglob("*-[0a]*.parquet")}
    assert mend_receipts(home) == ()
    read_night(home, NEXT_NIGHT)
    assert {path: path.stat().st_mtime_ns for path in home.raw.rglob("*-[0a]*.parquet")} == before


def test_an_entry_of_an_earlier_version_of_the_program_is_no_entry(tmp_path: Path) -> None:
    raw.write_batch(tmp_path, "calendar-1", {})
    (ledger.entries_dir(tmp_path) / "calendar-1.json").write_text('{"calendar_days": 3}', encoding="utf-8")
    assert [one.difference for one in ledger.differences(tmp_path)] == [Difference.UNREADABLE]


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b""), lambda path: path.write_text("[1]")])
def test_a_receipt_that_is_gone_or_damaged_is_written_again(home: Home, spoil: Callable[[Path], object]) -> None:
    path = home.receipts / "00000003.json"
    before = receipts(home)[2]
    spoil(path)
    assert mend_receipts(home) == (path,)
    after = receipts(home)[2]
    assert after == replace(before, inode=0, mtime_ns=0, token="")


def test_a_receipt_that_says_another_day_is_put_right(home: Home) -> None:
    path = home.receipts / "00000003.json"
    before = receipts(home)
    values = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**values, "as_of": "2020-01-01", "kind": "rules"}), encoding="utf-8")
    assert mend_receipts(home) == (path,)
    assert receipts(home) == before


def test_a_damaged_receipt_that_stands_nowhere_else_is_named(home: Home) -> None:
    shutil.rmtree(home.raw)
    (home.receipts / "00000003.json").write_bytes(b"{")
    with pytest.raises(DamagedFileError, match=r"00000003\.json"):
        mend_receipts(home)


def spoil_original(home: Home, seq: int) -> bytes:
    """Alter the archived file of a receipt; returns what it was."""
    path = home.archived(next(receipt.sha256 for receipt in receipts(home) if receipt.seq == seq))
    before = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
    return before


def seq_of(home: Home, name: str) -> int:
    return next(receipt.seq for receipt in receipts(home) if receipt.file_name == name)


def codes(home: Home, table: str, seq: int) -> set[str]:
    return {row["code"] for row in raw.read_table(home.root, table) if row["receipt_seq"] == seq}


@pytest.mark.parametrize("name", [*FILINGS, "judgement_words.csv", "清单.txt"])
def test_an_altered_file_of_the_archive_stops_itself_alone_until_it_comes_again(home: Home, read_home: Home, name: str) -> None:
    seq = seq_of(home, name)
    original = spoil_original(home, seq)
    shutil.rmtree(home.raw)
    read_night(home, NEXT_NIGHT)
    table = {"rules": "rule_findings", "progress": "filing_findings", "task_list": "task_list_findings"}
    receipt = receipts(home)[seq - 1]
    assert codes(home, table[receipt.kind], seq) >= {"original-damaged"}
    others = {row["receipt_seq"] for row in raw.read_table(home.root, "filings")} - {seq}
    assert others == {seq_of(home, other) for other in FILINGS} - {seq}
    assert (home.returned / "未识别单位").exists() is (receipt.kind == "task_list")
    (home.inbox / {"task_list": "task_lists"}.get(receipt.kind, receipt.kind) / name).write_bytes(original)
    read_night(home, NEXT_NIGHT)
    sync_received(home)
    before, now = raw_rows(read_home), raw_rows(home)
    del before["received_files"], now["received_files"]
    if receipt.kind != "rules":  # which are known from the night that took them
        assert now == before


def test_a_file_that_is_missing_from_the_archive_is_a_finding(home: Home) -> None:
    seq = seq_of(home, next(iter(FILINGS)))
    home.archived(receipts(home)[seq - 1].sha256).unlink()
    shutil.rmtree(home.raw)
    read_night(home, NEXT_NIGHT)
    assert codes(home, "filing_findings", seq) == {"original-damaged"}


def test_a_list_stays_as_it_is_while_its_corrections_cannot_be_read(tmp_path: Path) -> None:
    """The workbook that struck a target is damaged: a new version of the list must not bring the target back."""
    home = Home(tmp_path / "home")
    home.create()
    (home.inbox / "task_lists" / "清单.txt").write_text(SMALL_LIST, encoding="utf-8")
    read_night(home, dt.date(2024, 1, 10))
    source = tmp_path / "清单.txt"
    source.write_text(SMALL_LIST, encoding="utf-8")
    clerk = Clerk(write_review(read_task_list(read_document(source), seeds()), tmp_path / "核对.xlsx"))
    clerk.write(clerk.row("改造公厕5座"), 核对情况="不是目标")
    clerk.book.save(home.inbox / "reviews" / "核对.xlsx")
    read_night(home, dt.date(2024, 1, 11))

    def targets(seq: int) -> set[str]:
        return {row["span"] for row in raw.read_table(home.root, "targets") if row["receipt_seq"] == seq}

    assert len(targets(1)) == 3
    assert targets(2) == {span for span in targets(1) if "改造" not in span}
    original = spoil_original(home, 2)
    (home.inbox / "task_lists" / "清单.txt").write_text(SMALL_LIST.replace("公园3个", "公园4个"), encoding="utf-8")
    read_night(home, dt.date(2024, 1, 12))
    assert codes(home, "task_list_findings", 3) == {"earlier-file-damaged"}
    assert targets(3) == set()
    (home.inbox / "reviews" / "核对.xlsx").write_bytes(original)
    read_night(home, dt.date(2024, 1, 13))
    assert "earlier-file-damaged" not in codes(home, "task_list_findings", 3)
    assert sorted(targets(3)) == sorted(span.replace("公园3个", "公园4个") for span in targets(2))
