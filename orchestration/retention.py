"""What a home keeps and for how long: runs, published versions, replays, logs, letters. The archive is kept for ever.

It is looked after at the end of every night, by whoever has the home's turn. Each thing goes in an order in which a kill leaves
what is whole, or what the next night takes for a leftover.
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import astuple, dataclass
from pathlib import Path

import dagster as dg

from ingest.home import Home
from orchestration.alerts.outbox import Outbox
from orchestration.gate import read_manifest
from orchestration.instance import forget_old_runs
from orchestration.publish.version import prune
from orchestration.settings import RetentionSettings, SettingsError, load_settings

_LOG_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much a night has removed."""

    runs: int = 0
    versions: int = 0
    replays: int = 0
    results: int = 0  # of the checks of a night
    letters: int = 0
    logs: int = 0  # that were shortened

    def __str__(self) -> str:
        """For the operator; "" where nothing was removed."""
        names = ("运行记录", "发布版本", "重放", "检查结果", "已发消息", "日志")
        said = [f"{name} {count}" for name, count in zip(names, astuple(self), strict=True) if count]
        return f"按保留期限清理：{'、'.join(said)}" if said else ""


def retention_of(home: Home) -> RetentionSettings:
    """What the home's settings say; the defaults where they are wrong, which is told elsewhere."""
    try:
        return load_settings(home.root).retention
    except SettingsError:
        return RetentionSettings()


def tidy(home: Home, instance: dg.DagsterInstance, now: dt.datetime) -> Forgotten:
    """Remove what is older than the home keeps. Only for whoever has the home's turn. Raises OSError, DamagedFileError."""
    kept = retention_of(home)
    return Forgotten(
        runs=forget_old_runs(instance, home, now, kept.runs),
        versions=_versions(home, kept.versions),
        replays=_old_folders(home.root / "replays", now - kept.replays),
        results=_old_folders(home.runs / "expectations", now - kept.runs),
        letters=_letters(home, kept.letters),
        logs=_shortened(home.runs / "launched.log"),
    )


def _versions(home: Home, count: int) -> int:
    folder = home.root / ".versions"
    return prune(folder, home.published.resolve(), count) if folder.is_dir() else 0


def _old_folders(parent: Path, before: dt.datetime) -> int:
    """Remove folders that were written before a moment, and what a kill has left of one; returns how many."""
    for left in parent.glob(".*.old"):
        shutil.rmtree(left)
    old = [path for path in parent.glob("[!.]*") if path.is_dir() and path.stat().st_mtime < before.timestamp()]
    for path in old:
        shutil.rmtree(path.rename(path.with_name(f".{path.name}.old")))
    return len(old)


def _letters(home: Home, kept: dt.timedelta) -> int:
    """Forget letters by the nights that they are of: what is old is so beside the last night, whenever that was played."""
    manifest = read_manifest(home.manifest)
    if manifest is None or not home.outbox.is_dir():
        return 0
    outbox = Outbox(home.outbox)
    with outbox.only_one() as mine:
        return outbox.forget(dt.date.fromisoformat(manifest["as_of"]) - kept) if mine else 0


def _shortened(log: Path) -> int:
    """Keep the end of a log to which one line after the other is added; its writers go on at its end."""
    if not log.exists() or log.stat().st_size <= 2 * _LOG_BYTES:
        return 0
    with log.open("r+b") as file:
        file.seek(-_LOG_BYTES, 2)
        end = file.read().partition(b"\n")[2]
        file.seek(0)
        file.write(end)
        file.truncate()
    return 1
