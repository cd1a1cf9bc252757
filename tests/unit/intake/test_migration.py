"""Homes of other formats: an older one is brought up to date, also after a kill at any moment, a newer one is refused."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from ingest import home_format, ledger, raw
from ingest.archive import Receipt, read_receipt, receipt_path, receipts
from ingest.damage import DamagedFileError
from ingest.home import INBOX_KINDS, Home
from ingest.home_format import FORMAT, UNSAID, NewerHomeError, format_of
from ingest.intake import migration
from ingest.intake.migration import Change, Migrated, migrate, to_format_1

OLD = Path(__file__).parents[2] / "integration" / "homes" / "ba0b96c.tar.xz"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old")
    with tarfile.open(OLD) as tar:
        tar.extractall(folder)  # noqa: S202 -- our own archive
    return folder


@pytest.fixture
def old(unpacked: Path, tmp_path: Path) -> Home:
    """A home written by the commit before this one's format, in which a receipt is damaged and a run died over a file."""
    shutil.copytree(unpacked, tmp_path / "home")
    home = Home(tmp_path / "home")
    home.create()
    receipt_path(home, 2).write_bytes(b"")
    leave_in_inbox(home, receipts_but(home, 2)[-1])
    return home


def receipts_but(home: Home, damaged: int) -> list[Receipt]:
    return [read_receipt(path) for path in sorted(home.receipts.glob("*.json")) if path != receipt_path(home, damaged)]


def inbox_path(home: Home, receipt: Receipt) -> Path:
    return home.inbox / dict(INBOX_KINDS)[receipt.kind] / receipt.inbox_path


def leave_in_inbox(home: Home, receipt: Receipt) -> None:
    """The file of a receipt, as the old program left it when it died before it deleted it."""
    path = inbox_path(home, receipt)
    path.write_bytes(home.archived(receipt.sha256).read_bytes())
    seen = path.stat()
    known = json.loads(receipt_path(home, receipt.seq).read_text(encoding="utf-8"))
    known |= {"inode": seen.st_ino, "mtime_ns": seen.st_mtime_ns}
    receipt_path(home, receipt.seq).write_text(json.dumps(known), encoding="utf-8")


def files(home: Home) -> Files:
    return {str(path.relative_to(home.root)): path.read_bytes() for path in home.root.rglob("*") if path.is_file()}


def test_an_old_home_says_no_format_and_is_brought_to_todays(old: Home) -> None:
    assert format_of(old) == UNSAID
    assert migrate(old) == Migrated(UNSAID, FORMAT)
    assert format_of(old) == FORMAT
    assert migrate(old) is None


def test_tables_that_no_ledger_vouches_for_are_read_again(old: Home) -> None:
    migrate(old)
    assert not list(ledger.differences(old.root))
    assert raw.read_table(old.root, "filings") == []
    assert not list(ledger.entries(old.root))


def test_a_damaged_receipt_is_written_again_from_the_tables_that_are_about_to_go(old: Home, unpacked: Path) -> None:
    was = {receipt.seq: receipt for receipt in receipts(Home(unpacked))}
    migrate(old)
    now = {receipt.seq: receipt for receipt in receipts(old)}
    assert now[2] == replace(was[2], inode=0, mtime_ns=0)
    assert {seq: one.sha256 for seq, one in now.items()} == {seq: one.sha256 for seq, one in was.items()}


def test_a_file_that_has_its_receipt_already_is_not_received_twice(old: Home) -> None:
    waiting = [path for path in old.inbox.rglob("*") if path.is_file()]
    assert len(waiting) == 1
    migrate(old)
    assert not waiting[0].exists()


def put_another_in_its_place(path: Path) -> None:
    shutil.copyfile(path, path.with_name("x")).replace(path)


@pytest.mark.parametrize("altered", [lambda path: path.write_bytes(b"other"), put_another_in_its_place])
def test_what_may_be_another_file_stays_in_the_inbox(old: Home, altered: Callable[[Path], object]) -> None:
    (waiting,) = [path for path in old.inbox.rglob("*") if path.is_file()]
    altered(waiting)
    migrate(old)
    assert waiting.exists()


def test_a_step_only_says_what_is_to_be_changed(old: Home) -> None:
    before = files(old)
    changes = list(to_format_1(old))
    assert len(changes) > 20
    assert files(old) == before


def test_a_kill_after_any_change_loses_nothing(old: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Home(tmp_path / "whole")
    shutil.copytree(old.root, whole.root)
    (left,) = [path.relative_to(old.root) for path in old.inbox.rglob("*") if path.is_file()]
    migrate(whole)
    (whole.root / left).unlink(missing_ok=True)  # a copy is another file: it stays
    expected = files(whole)
    for killed_after in range(len(list(to_format_1(old)))):
        home = Home(tmp_path / f"killed-{killed_after}")
        shutil.copytree(old.root, home.root)
        (home.root / left).unlink()
        with monkeypatch.context() as patch:
            patch.setattr(migration, "STEPS", (lambda home, n=killed_after: killed(home, n),))
            with pytest.raises(KeyboardInterrupt):
                migrate(home)
        assert format_of(home) == UNSAID
        migrate(home)
        assert files(home) == expected
        shutil.rmtree(home.root)


def killed(home: Home, after: int) -> list[Change]:
    for change in islice(to_format_1(home), after):
        change.apply()
    raise KeyboardInterrupt


def test_a_home_of_today_has_nothing_to_be_changed(old: Home) -> None:
    migrate(old)
    raw.write_batch(old.root, "calendar-all", {"calendar_days": []})
    home_format.say(old, FORMAT)
    before = files(old)
    assert list(to_format_1(old)) == []
    assert files(old) == before


def test_a_new_home_has_todays_format_and_says_so_with_its_first_file(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.create()
    assert format_of(home) == FORMAT
    home_format.begin(home)
    assert json.loads(home.format_file.read_text(encoding="utf-8")) == {"format": FORMAT}


def test_an_old_home_does_not_become_todays_by_receiving(old: Home) -> None:
    home_format.begin(old)
    assert format_of(old) == UNSAID


def test_a_newer_home_is_refused_in_two_lines_and_not_touched(old: Home) -> None:
    home_format.say(old, FORMAT + 1)
    before = files(old)
    with pytest.raises(NewerHomeError) as refusal:
        migrate(old)
    zh, en = str(refusal.value).splitlines()
    assert "请升级程序" in zh
    assert "Upgrade threekey" in en
    assert files(old) == before


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": "1"}', '{"format": 0}', '{"format": true}', "\xff"])
def test_a_file_that_does_not_say_the_format_is_damage(tmp_path: Path, text: str) -> None:
    home = Home(tmp_path)
    home.archive.mkdir()
    home.format_file.write_bytes(text.encode("latin-1"))
    with pytest.raises(DamagedFileError, match=r"format\.json"):
        format_of(home)


def test_every_format_has_the_step_that_leads_to_it() -> None:
    assert len(migration.STEPS) == FORMAT
