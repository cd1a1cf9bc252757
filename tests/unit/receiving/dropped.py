"""A home whose inbox things are dropped into, and what has been received of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from ingest.archive import receipts
from ingest.home import Home
from ingest.receiving import Received, receive

NIGHT = dt.date(2023, 12, 5)
NOW = dt.datetime(2023, 12, 6, 2, 0, tzinfo=dt.UTC)


def no_pause(_: float) -> None:
    raise AssertionError("nothing was to be waited for")


def take(home: Home, settle: float = 0, pause: Callable[[float], None] = no_pause) -> Received:
    return receive(home, NIGHT, NOW, settle=dt.timedelta(seconds=settle), pause=pause)


def drop(home: Home, path: str, data: bytes) -> Path:
    target = home.inbox / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target


def contents(home: Home) -> list[bytes]:
    """The bytes of everything received, in order."""
    return [home.archived(receipt.sha256).read_bytes() for receipt in receipts(home)]


def lying(home: Home) -> list[str]:
    """Every path below the inbox that is no folder, `.taking` included."""
    return sorted(str(path.relative_to(home.inbox)) for path in home.inbox.rglob("*") if path.is_symlink() or not path.is_dir())
