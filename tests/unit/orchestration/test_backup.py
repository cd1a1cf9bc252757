"""A home in one file and back: whole or not at all, and nothing outside of it."""

from __future__ import annotations

import fcntl
import io
import os
import stat
import tarfile
from pathlib import Path

import pytest

from ingest.home import Home
from orchestration.backup import SAVED, BackupError, restore, write_backup
from orchestration.cli.backup import backup as backup_command
from orchestration.cli.backup import restored as restore_command

ODD = os.fsdecode(b"\xb1\xa8\xb1\xed.xlsx")  # a name in GBK


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.create()
    files = {
        "archive/ab/abc": b"a list",
        "archive/receipts/000001.json": b"{}",
        "inbox/progress/区发改局.xlsx": b"waits",
        f"inbox/progress/{ODD}": b"waits, too",
        "inbox/.taking/1/half": b"taken by a run that was killed",
        "outbox/sent/1.json": b"said already",
        "returned/区发改局/甲.xlsx": b"",
        "settings/threekey.toml": b"",
        "private/channels.toml": b"key = 'k'",
        # made again
        "raw/targets/1.parquet": b"PAR1",
        "warehouse.duckdb": b"DUCK",
        "runs/last.json": b"{}",
        "published/manifest.json": b"{}",
    }
    for name, content in files.items():
        path = made.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (made.private / "channels.toml").chmod(0o600)
    return made


def _files(root: Path) -> dict[str, tuple[bytes, int]]:
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {
        name: (path.read_bytes(), stat.S_IMODE(path.stat().st_mode))
        for name, path in found.items()
        if name.split("/")[0] in SAVED
    }


def test_what_cannot_be_made_again_comes_back_as_it_was(home: Home, tmp_path: Path) -> None:
    file, copy = tmp_path / "backup.tar", Home(tmp_path / "copy")
    saved = write_backup(home, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert restore(file, copy) == saved
    assert _files(copy.root) == _files(home.root)
    assert len(saved.files) == 9
    assert not (copy.root / "warehouse.duckdb").exists()
    assert stat.S_IMODE(copy.private.stat().st_mode) == 0o700


def test_an_empty_folder_is_a_place_for_a_home_and_no_other_is(home: Home, tmp_path: Path) -> None:
    file, copy = tmp_path / "backup.tar", tmp_path / "copy"
    write_backup(home, file)
    copy.mkdir()
    restore(file, Home(copy))
    before = _files(copy)
    with pytest.raises(BackupError, match="不是空目录"):
        restore(file, Home(copy))
    assert _files(copy) == before


def test_no_backup_goes_over_another_or_into_the_home(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar"
    write_backup(home, file)
    before = file.read_bytes()
    with pytest.raises(BackupError, match="已经有了"):
        write_backup(home, file)
    assert file.read_bytes() == before
    with pytest.raises(BackupError, match="不能放在数据目录里"):
        write_backup(home, home.root / "backup.tar")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.tar", "home"]


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-10240],  # the end of the tar, with the contents
        lambda whole: whole.replace(b"a list", b"a lisp"),
        lambda _: b"",
        lambda _: b"no tar at all" * 1000,
        lambda whole: whole.replace(b'"format": 1', b'"format": 2'),
    ],
)
def test_what_is_not_whole_is_not_restored_at_all(home: Home, tmp_path: Path, change: object) -> None:
    file, copy = tmp_path / "backup.tar", tmp_path / "copy"
    write_backup(home, file)
    file.write_bytes(change(file.read_bytes()))  # type: ignore[operator]
    with pytest.raises(BackupError):
        restore(file, Home(copy))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.tar", "home"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../evil", tarfile.REGTYPE),
        ("archive/../../evil", tarfile.REGTYPE),
        ("/tmp/evil", tarfile.REGTYPE),
        ("runs/evil", tarfile.REGTYPE),
        ("archive", tarfile.REGTYPE),
        ("archive/link", tarfile.SYMTYPE),
        ("archive/link", tarfile.LNKTYPE),
        ("archive/pipe", tarfile.FIFOTYPE),
    ],
)
def test_nothing_is_written_outside_of_the_home(tmp_path: Path, name: str, kind: bytes) -> None:
    file = tmp_path / "backup.tar"
    with tarfile.open(file, "w") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.size, member.linkname = kind, 4 if kind == tarfile.REGTYPE else 0, "/etc/passwd"
        tar.addfile(member, io.BytesIO(b"evil"))
    with pytest.raises(BackupError):
        restore(file, Home(tmp_path / "copy"))
    assert [path.name for path in tmp_path.iterdir()] == ["backup.tar"]


def test_what_is_no_file_is_left_in_the_inbox_and_is_an_error_elsewhere(home: Home, tmp_path: Path) -> None:
    (home.inbox / "progress" / "link.xlsx").symlink_to("/etc/passwd")
    os.mkfifo(home.inbox / "progress" / "pipe")
    assert write_backup(home, tmp_path / "one.tar").skipped == ("inbox/progress/link.xlsx", "inbox/progress/pipe")
    (home.archive / "ab" / "link").symlink_to("/etc/passwd")
    with pytest.raises(BackupError, match="不是普通文件"):
        write_backup(home, tmp_path / "two.tar")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "one.tar"]


def test_the_commands_say_what_they_did(home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, copy = tmp_path / "backup.tar", tmp_path / "copy"
    assert backup_command(tmp_path / "nowhere", file) == 1
    with (home.runs / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert backup_command(home.root, file) == 1
    assert not file.exists()
    assert backup_command(home.root, file) == 0
    assert restore_command(file, copy) == 0
    assert restore_command(file, copy) == 1
    said = capsys.readouterr()
    assert "已备份到" in said.out
    assert "9个文件" in said.out
    assert "已恢复到" in said.out
    assert "正在刷新" in said.err
