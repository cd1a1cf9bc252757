"""Whether a machine and a home are fit for the next night: each check looks at one thing and says how it is.

What is inside the kept files is `verify.py`'s. Nothing of a home is changed, but modes of private files that were too wide.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ingest.archive import receipts
from ingest.damage import DamagedFileError
from ingest.documents.office import program
from ingest.home import Home
from orchestration import clock
from orchestration.alerts.contacts import read_private
from orchestration.alive import is_locked
from orchestration.damaged import damaged, is_duckdb
from orchestration.doctor_texts import TEXTS
from orchestration.gate import read_outcome
from orchestration.postgres import server_of, trouble_with_history
from orchestration.settings import SettingsError, load_settings
from orchestration.troubles import LITTLE_SPACE

_LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\]+)", re.MULTILINE)
_PYTHON = (3, 11)
# a night of a large home takes some hundred megabytes beside what it publishes
_ENOUGH_DISK = 5 << 30
_FEW_INODES = 10_000
_LATE_LETTER = dt.timedelta(days=1)


class Health(StrEnum):
    GOOD = "good"
    NOTE = "note"  # works, but less well than it could
    BAD = "bad"  # the next night will fail, or has


@dataclass(frozen=True, slots=True)
class Sign:
    """What one check found: its stable code, how it is, and what of it in words."""

    code: str
    health: Health
    what: str = ""

    @property
    def text(self) -> str:
        return TEXTS[self.code].of(self.health is Health.GOOD, self.what)


def _seen(code: str, is_good: object, what: str = "", *, otherwise: Health = Health.BAD) -> Sign:
    return Sign(code, Health.GOOD if is_good else otherwise, what)


def examine(home: Home) -> Iterator[Sign]:
    """Every check of a home, in an order in which a cause comes before what follows from it."""
    for check in _CHECKS:
        yield check(home)


def _locks(home: Home) -> Iterator[Path]:
    yield _LOCK
    with suppress(SettingsError):  # told by the check of those
        if server_of(home) is not None:
            yield _LOCK.with_stem(f"{_LOCK.stem}-postgres")


def _versions(home: Home) -> Sign:
    """The interpreter, and that what is installed is what the locks say."""
    other = []
    pins = [pin for lock in _locks(home) for pin in _PIN.findall(lock.read_text(encoding="utf-8"))]
    for name, wanted in pins:
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "-"
        if found != wanted:
            other.append(f"{name} {found}≠{wanted}")
    if sys.version_info < _PYTHON:
        other.insert(0, f"Python {sys.version_info.major}.{sys.version_info.minor}")
    return _seen("versions", not other, "、".join(other[:5]) + (f" 等{len(other)}项" if len(other) > len(other[:5]) else ""))


def _settings(home: Home) -> Sign:
    try:
        load_settings(home.root)
    except SettingsError as error:
        return Sign("settings", Health.BAD, "；".join(error.problems))
    return Sign("settings", Health.GOOD)


def _folders(home: Home) -> Sign:
    """That whoever runs this may write where a refresh writes."""
    folders = [home.root, home.inbox, home.archive, home.raw, home.returned, home.outbox, home.runs, home.private]
    closed = [path.name for path in folders if path.exists() and not os.access(path, os.R_OK | os.W_OK | os.X_OK)]
    return _seen("folders", not closed, "、".join(closed))


def _disk(home: Home) -> Sign:
    free, left = shutil.disk_usage(home.root).free, os.statvfs(home.root)
    inodes = left.f_favail if left.f_files else _FEW_INODES
    what = f"{free / (1 << 30):.1f} GB"
    if free < LITTLE_SPACE or inodes < _FEW_INODES:
        return Sign("disk", Health.BAD, what if free < LITTLE_SPACE else f"{what}、{inodes} inodes")
    return _seen("disk", free >= _ENOUGH_DISK, what, otherwise=Health.NOTE)


def _fonts(_home: Home) -> Sign:
    """That the charts of the report have Chinese letters."""
    found = shutil.which("fc-list")
    listed = subprocess.run((found, ":lang=zh"), capture_output=True, check=False).stdout if found else b""
    return _seen("fonts", listed.strip(), otherwise=Health.NOTE)


def _office(_home: Home) -> Sign:
    return _seen("office", program(), otherwise=Health.NOTE)


def _channels(home: Home) -> Sign:
    problems = read_private(home.private).problems
    return _seen("channels", not problems, "；".join(problem.what for problem in problems))


def _clock(home: Home) -> Sign:
    """That the clock is not before what it was when files were received."""
    try:
        known = receipts(home)
        today = clock.today(load_settings(home.root).zone)
    except (DamagedFileError, SettingsError):
        return Sign("clock", Health.GOOD)  # told by the checks of those
    newest = max((receipt.as_of_date for receipt in known), default=today)
    return _seen("clock", newest <= today, f"{today} < {newest}")


def _receipts(home: Home) -> Sign:
    """That each received file is there; whether it is as it was received is for `threekey verify`."""
    try:
        known = receipts(home)
    except DamagedFileError:
        return Sign("archive", Health.GOOD)  # told by the check of files
    gone = [receipt.file_name for receipt in known if receipt.sha256 and not home.archived(receipt.sha256).is_file()]
    return _seen("archive", not gone, "、".join(gone[:5]) + (f" 等{len(gone)}份" if len(gone) > len(gone[:5]) else ""))


def _files(home: Home) -> Sign:
    """That every kept file can be read."""
    found = [trouble.zh for trouble in damaged(home)]
    return _seen("files", not found, "；".join(found[:3]) + (f" 等{len(found)}份" if len(found) > len(found[:3]) else ""))


def _database(home: Home) -> Sign:
    """That nothing else keeps the warehouse from the next build."""
    import duckdb

    for path in (home.snapshot, home.warehouse):
        if path.exists() and is_duckdb(path) and not is_locked(home.runs / "lock"):
            try:
                duckdb.connect(str(path), read_only=True).close()
            except duckdb.Error as error:
                return Sign("database", Health.BAD, str(error).splitlines()[0])
    return Sign("database", Health.GOOD)


def _history(home: Home) -> Sign:
    """That the database of the history of runs answers and can be written to."""
    try:
        server, wrong = server_of(home), trouble_with_history(home)
    except SettingsError:
        return Sign("history", Health.GOOD, "-")  # told by the check of those
    return _seen("history", wrong is None, wrong.zh if wrong else server.name if server else "SQLite")


def _last(home: Home) -> Sign:
    try:
        outcome = read_outcome(home)
    except (ValueError, TypeError, KeyError):
        return Sign("last", Health.GOOD)  # told by the check of files
    reasons = outcome.reasons if outcome else ()
    return _seen("last", not reasons, "；".join(reason.splitlines()[0] for reason in reasons[:3] if reason))


def _outbox(home: Home) -> Sign:
    now = dt.datetime.now(dt.UTC).timestamp()
    pending = [path.stat().st_mtime for path in (home.outbox / "pending").glob("*.json")]
    failed = len(list((home.outbox / "failed").glob("*.json")))
    late = sum(now - written > _LATE_LETTER.total_seconds() for written in pending)
    return _seen("outbox", not failed and not late, f"{late} + {failed}", otherwise=Health.NOTE)


_CHECKS: tuple[Callable[[Home], Sign], ...] = (
    _versions, _settings, _folders, _disk, _fonts, _office, _channels, _clock, _files, _receipts, _database, _history, _last,
    _outbox,
)  # fmt: skip
