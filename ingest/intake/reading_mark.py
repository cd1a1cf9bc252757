"""With which code and words, and without which files, the raw tables have been read: `raw/_reading.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.home import Home


@dataclass(frozen=True, slots=True)
class ReadWith:
    """`fingerprint` is that of code, words and settings, `left_out` are the receipts of files that are set aside."""

    fingerprint: str
    left_out: frozenset[int] = frozenset()


def read(home: Home) -> ReadWith | None:
    """What the tables were read with; None where nothing has been read, blank where the file does not say."""
    path = _path(home)
    if not path.exists():
        return None
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return ReadWith(str(said["fingerprint"]), frozenset(said.get("quarantined", ())))
    except (ValueError, TypeError, KeyError, AttributeError):
        return ReadWith("")


def write(home: Home, mark: ReadWith) -> None:
    path = _path(home)
    temporary = path.with_suffix(".tmp")
    said = {"fingerprint": mark.fingerprint, "quarantined": sorted(mark.left_out)}
    temporary.write_text(json.dumps(said), encoding="utf-8")
    temporary.replace(path)


def leave_out(home: Home, files: Iterable[int]) -> None:
    """The tables are read on without these files."""
    mark, left_out = read(home), frozenset(files)
    if mark is not None and mark.left_out != left_out:
        write(home, replace(mark, left_out=left_out))


def _path(home: Home) -> Path:
    return home.raw / "_reading.json"
