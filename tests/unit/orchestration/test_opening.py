"""Every command looks at the format of the home it is given, before it does anything."""

from __future__ import annotations

import datetime as dt
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ingest import home_format
from ingest.home import Home
from ingest.home_format import FORMAT, NewerHomeError, format_of
from orchestration import play
from orchestration.backup import BackupError, restore, write_backup
from orchestration.cli import app
from orchestration.instance import open_instance, prepare_instance
from orchestration.opening import bring_up_to_date, is_older
from orchestration.refresh import refresh
from orchestration.verify import verify

OLD = Path(__file__).parents[2] / "integration" / "homes" / "ba0b96c.tar.xz"


def commands(group: click.Group, *before: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        yield (*before, name), command


COMMANDS = dict(commands(app))
# `outbox` itself only holds commands
OPENING = [name for name in COMMANDS if name != ("outbox",)]


@pytest.fixture
def newer(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home_format.say(home, FORMAT + 1)
    return home


@pytest.fixture
def old(tmp_path: Path) -> Home:
    with tarfile.open(OLD) as tar:
        tar.extractall(tmp_path / "old")  # noqa: S202 -- our own archive
    return Home(tmp_path / "old")


def entries(home: Home) -> list[str]:
    return sorted(str(path.relative_to(home.root)) for path in home.root.rglob("*"))


def arguments(command: click.Command, home: Home, file: Path) -> list[str]:
    """What a command cannot do without, and the home."""
    given = []
    for param in command.params:
        if param.name in ("home", "own"):
            given += [param.opts[0], str(home.root)] if isinstance(param, click.Option) else [str(home.root)]
        elif isinstance(param, click.Argument) and param.required:
            given.append(str(file))
        elif param.required:
            given += [param.opts[0], str(file)]
    return given


@pytest.mark.parametrize("name", OPENING, ids=" ".join)
def test_every_command_refuses_a_newer_home_in_two_lines(name: tuple[str, ...], newer: Home, tmp_path: Path) -> None:
    file = tmp_path / "file"
    if name != ("backup",):
        file.write_text("", encoding="utf-8")
    given = arguments(COMMANDS[name], newer, file)
    assert str(newer.root) in given
    done = CliRunner().invoke(app, [*name, *given])
    assert done.exit_code == 2
    zh, en = done.stderr.strip().splitlines()
    assert "请升级程序" in zh
    assert "Upgrade threekey" in en
    assert done.stdout == ""
    assert entries(newer) == ["archive", "archive/format.json"]


def test_no_run_writes_in_a_newer_home(newer: Home) -> None:
    done = refresh(newer, dt.date(2025, 4, 2))
    assert not done.success
    assert "请升级程序" in done.reasons[0]
    for opening in (prepare_instance, open_instance):
        with pytest.raises(NewerHomeError):
            opening(newer)
    with pytest.raises(NewerHomeError):
        play.play(tmp := newer.root / "example", newer.root)
    assert not tmp.exists()
    assert entries(newer) == ["archive", "archive/format.json"]


def test_a_backup_of_a_newer_home_is_not_restored(newer: Home, tmp_path: Path) -> None:
    write_backup(newer, tmp_path / "backup")
    with pytest.raises(BackupError, match="请升级程序"):
        restore(tmp_path / "backup", Home(tmp_path / "restored"))
    assert not (tmp_path / "restored").exists()


def test_a_backup_keeps_the_format_and_an_old_one_is_old(old: Home, tmp_path: Path) -> None:
    write_backup(old, tmp_path / "old.backup")
    restore(tmp_path / "old.backup", Home(tmp_path / "old-restored"))
    assert is_older(Home(tmp_path / "old-restored"))
    bring_up_to_date(old, lambda _: None)
    write_backup(old, tmp_path / "today.backup")
    restore(tmp_path / "today.backup", Home(tmp_path / "restored"))
    assert json.loads(Home(tmp_path / "restored").format_file.read_text(encoding="utf-8")) == {"format": FORMAT}


def test_status_says_that_a_home_is_old_and_what_reads_its_tables_asks_for_a_refresh(old: Home, tmp_path: Path) -> None:
    said = CliRunner().invoke(app, ["status", "--home", str(old.root)])
    assert said.exit_code == 0
    assert "自动升级" in said.stdout
    (tmp_path / "报表.csv").write_text("", encoding="utf-8")
    asked = CliRunner().invoke(app, ["check", str(tmp_path / "报表.csv"), "--home", str(old.root)])
    assert asked.exit_code == 1
    assert "threekey refresh" in asked.stderr


def test_an_old_home_is_no_damaged_home(old: Home) -> None:
    assert list(verify(old)) == []
    bring_up_to_date(old, lambda _: None)
    assert list(verify(old)) == []


def test_an_old_home_is_brought_up_to_date_once_and_it_is_said(old: Home) -> None:
    (said,) = bring_up_to_date(old, lambda _: None)
    assert f"升级到 {FORMAT}" in said
    assert format_of(old) == FORMAT
    assert bring_up_to_date(old, lambda _: None) == ()
