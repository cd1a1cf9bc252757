"""What a home removes at the end of a night, what it never removes, and how much of the disk it says that it takes."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.home import Home
from orchestration import retention
from orchestration.alerts.outbox import Letter, Outbox
from orchestration.cli.status import status
from orchestration.instance import open_instance
from orchestration.publish.version import new_folder, swap
from orchestration.retention import Forgotten, tidy
from orchestration.sizes import in_words, sizes

NOW = dt.datetime(2026, 6, 1, 3, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.create()
    return home


def old(path: Path, days: float) -> Path:
    moment = (NOW - days * DAY).timestamp()
    os.utime(path, (moment, moment))
    return path


def folder(path: Path, days: float) -> Path:
    path.mkdir(parents=True)
    (path / "manifest.json").write_text("{}", encoding="utf-8")
    return old(path, days)


def publish(home: Home, as_of: str, count: int) -> list[Path]:
    versions = []
    for _ in range(count):
        versions.append(new_folder(home.root / ".versions", as_of))
        (versions[-1] / "manifest.json").write_text(json.dumps({"as_of": as_of}), encoding="utf-8")
    swap(home.published, versions[-1])
    return versions


def letter(as_of: dt.date) -> Letter:
    return Letter(f"of {as_of}", "r", "管理员", "file", as_of, "题", "文", [], [])


def tidied(home: Home) -> Forgotten:
    with open_instance(home) as instance:
        return tidy(home, instance, NOW)


def test_what_is_older_than_the_settings_say_goes_and_is_counted(home: Home) -> None:
    home.settings.write_text("[retention]\nversions = 2\nreplay_days = 5\nrun_days = 7\nletter_days = 90\n", encoding="utf-8")
    versions = publish(home, "2026-05-31", 4)
    replays = [folder(home.replay(dt.date(2025, 1, day)), days) for day, days in ((1, 4.9), (2, 5.1))]
    results = [folder(home.runs / "expectations" / name, days) for name, days in (("a", 6.9), ("b", 7.1))]
    outbox = Outbox(home.outbox)
    for as_of in (dt.date(2026, 3, 1), dt.date(2026, 3, 2), dt.date(2026, 3, 3)):
        outbox.put(letter(as_of))
        outbox.move(letter(as_of), "sent")
    (home.runs / "launched.log").write_bytes(b"a line\n" * 400_000)
    archived = home.archived("ab" * 32)
    archived.parent.mkdir(parents=True)
    archived.write_bytes(b"received")
    old(archived, 4_000)

    assert tidied(home) == Forgotten(runs=0, versions=2, replays=1, results=1, letters=1, logs=1)
    assert sorted((home.root / ".versions").iterdir()) == versions[2:]
    assert [path.exists() for path in (*replays, *results)] == [True, False, True, False]
    assert [one.as_of.day for one in outbox.letters("sent")] == [2, 3]
    log = (home.runs / "launched.log").read_bytes()
    assert 1_000_000 < len(log) <= 1 << 20
    assert set(log.splitlines()) == {b"a line"}
    assert archived.read_bytes() == b"received"
    assert tidied(home) == Forgotten()


def test_it_is_said_in_one_line() -> None:
    assert str(Forgotten(runs=3, letters=2)) == "按保留期限清理：运行记录 3、已发消息 2"
    assert str(Forgotten()) == ""


def test_the_version_in_use_stays_however_many_are_newer(home: Home) -> None:
    versions = publish(home, "2026-05-31", 5)
    swap(home.published, versions[0])
    tidied(home)
    assert sorted((home.root / ".versions").iterdir()) == [versions[0], *versions[2:]]


def test_a_home_with_wrong_settings_keeps_as_by_default(home: Home) -> None:
    publish(home, "2026-05-31", 5)
    with open_instance(home) as instance:
        # after the night had begun: with them it would not have
        home.settings.write_text("[retention]\nversions = 0\n", encoding="utf-8")
        assert tidy(home, instance, NOW).versions == 2


@pytest.mark.parametrize("where", [lambda home: home.root / "replays", lambda home: home.runs / "expectations"])
def test_a_kill_while_a_folder_is_removed_leaves_what_the_next_night_removes(
    home: Home, where: Callable[[Home], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = folder(where(home) / "2025-01-01", 1_000)

    def dies(_path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(retention.shutil, "rmtree", dies)
        with pytest.raises(KeyboardInterrupt):
            tidied(home)
    assert not gone.exists(), "nobody takes half of it for the whole"
    assert list(where(home).iterdir())
    tidied(home)
    assert not list(where(home).iterdir())


def test_a_kill_while_a_version_is_removed_leaves_no_version(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    versions = publish(home, "2026-05-31", 4)
    (versions[0] / "threekey.duckdb").write_bytes(b"much")
    old(versions[0], 10)

    def dies(_path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("orchestration.publish.version.shutil.rmtree", dies)
        with pytest.raises(KeyboardInterrupt):
            tidied(home)
    assert [path.name for path in versions[0].iterdir()] == ["threekey.duckdb"]
    assert tidied(home).versions == 0, "it was counted when it ceased to be one"
    assert not versions[0].exists()


def test_status_says_how_much_of_the_disk_each_part_takes(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    (home.archive / "file").write_bytes(b"x" * 2_000)
    home.warehouse.write_bytes(b"x" * 30_000_000)
    (home.runs / "refresh.log").write_bytes(b"x" * 700)
    (home.runs / "link").symlink_to(home.warehouse)
    status(home.root)
    said = capsys.readouterr().out.replace("\n", "")
    assert "占用空间：存档 2.0 KB、原始数据 0 B、仓库 29 MB" in said
    assert "运行记录 0 B、日志 700 B" in said


def test_every_file_of_a_home_is_of_one_part(home: Home) -> None:
    for folder_name in ("archive", "raw", ".versions/1", "replays/1", "runs", "returned/1", "outbox/sent"):
        (home.root / folder_name).mkdir(parents=True, exist_ok=True)
        (home.root / folder_name / "file").write_bytes(b"x" * 100)
    (home.root / "warehouse.seal.json").write_bytes(b"x" * 100)
    assert sum(part.bytes for part in sizes(home)) == 8 * 100


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (999, "999 B"), (1_000, "1.0 KB"), (20_480, "20 KB"), (5 << 30, "5.0 GB"), (1 << 60, "1048576 TB")],
)
def test_a_size_in_words(size: int, words: str) -> None:
    assert in_words(size) == words
