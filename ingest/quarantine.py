"""Files that are set aside because the system fails over them, by no fault of who sent them: one entry a file.

The entries stand in `archive/quarantine/SEQ.json`, so that a home read again from its archive leaves out the same files. A
reader that crashes over a file writes its entry, and so does the second try of a night whose gate one file has stopped
(`orchestration/second_try.py`). An entry holds while the program is the one that failed: it is given up, and the file tried
again, when the program changes, or when no night was published with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cache, wraps
from pathlib import Path
from typing import TypeVar

from ingest.archive import receipts
from ingest.damage import DamagedFileError
from ingest.home import Home
from ingest.installation import Installation

_CHECKOUT = Path(__file__).parents[1]
_PROGRAM = ("ingest", "expectations", "dbt_project/macros", "dbt_project/models", "dbt_project/seeds", "dbt_project/tests")
_CODE = frozenset({".py", ".toml", ".csv", ".sql", ".yml"})

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file set aside. `seq` is of its receipt; `check` names what failed, `line` says what and where, for the operator.

    `list_id`, `unit` and `period` say whose filing it is, "" where that was not read. `program` is the one that failed;
    `is_published` is true once a night has been published without the file.
    """

    seq: int
    sha256: str
    kind: str
    file_name: str
    check: str
    line: str
    program: str
    list_id: str = ""
    unit: str = ""
    period: str = ""
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class Blame:
    """What is held against a file before it is set aside; the names are those of `Quarantined`."""

    check: str
    line: str
    list_id: str = ""
    unit: str = ""
    period: str = ""


class TooManyFaultsError(Exception):
    """More files than one night may set aside: that is no file's fault, and nothing is published."""


class ReadingCrashedError(Exception):
    """The program failed over one file: `seq` is of its receipt, `cause` is what was raised."""

    def __init__(self, seq: int, cause: Exception) -> None:
        super().__init__(f"{type(cause).__name__}: {cause}")
        self.seq, self.cause = seq, cause

    def blamed(self) -> dict[int, Blame]:
        return {self.seq: Blame(type(self.cause).__name__, f"读取这份文件时程序出错（{self}）")}


@contextmanager
def reading(seq: int) -> Iterator[None]:
    """Inside, what is raised is the program's fault over the file of this receipt; the machine's faults are no file's.

    Raises ReadingCrashedError, and OSError, MemoryError and DamagedFileError as they come.
    """
    try:
        yield
    except (OSError, MemoryError, DamagedFileError, ReadingCrashedError):
        raise
    except Exception as error:  # a reader answers with findings: whatever it raises is its own bug
        raise ReadingCrashedError(seq, error) from error


def never_crashing(read: Callable[[Home, Installation], Read]) -> Callable[[Home, Installation], Read]:
    """A step of a refresh that reads: a file over which it crashes is set aside, and the step begins again without it.

    Raises TooManyFaultsError.
    """

    @wraps(read)
    def reader(home: Home, installation: Installation) -> Read:
        while True:
            try:
                return read(home, installation)
            except ReadingCrashedError as crash:
                set_aside(home, installation, crash.blamed())

    return reader


def quarantined(home: Home) -> dict[int, Quarantined]:
    """The files that are set aside now, by the number of their receipt. An entry that is damaged is none."""
    entries = map(_entry, _paths(home))
    return {entry.seq: entry for entry in entries if entry is not None}


def damaged_entries(home: Home) -> list[Path]:
    return [path for path in _paths(home) if _entry(path) is None]


def drop_damaged(home: Home) -> list[Path]:
    """Delete the entries that say nothing any more; returns them. Their files are tried again, as when an entry is deleted by
    hand: one that still makes the program fail is set aside anew."""
    damaged = damaged_entries(home)
    for path in damaged:
        path.unlink()
    return damaged


def _entry(path: Path) -> Quarantined | None:
    try:
        return Quarantined(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        return None


def set_aside(home: Home, installation: Installation, blamed: dict[int, Blame]) -> tuple[Quarantined, ...]:
    """Write the entries of files, by the number of their receipt.

    Raises TooManyFaultsError where the night would then have set aside more than the installation allows.
    """
    known = quarantined(home)
    tonight = blamed.keys() | {seq for seq, entry in known.items() if not entry.is_published}
    if len(tonight) > installation.most_quarantined:
        told = "；".join(dict.fromkeys(blame.line for blame in blamed.values()))
        raise TooManyFaultsError(
            f"系统处理{len(tonight)}份文件时都出错，多于一晚可以搁置的{installation.most_quarantined}份：{told}"
        )
    by_seq = {receipt.seq: receipt for receipt in receipts(home)}
    entries = tuple(
        Quarantined(
            seq=seq,
            sha256=by_seq[seq].sha256,
            kind=by_seq[seq].kind,
            file_name=by_seq[seq].file_name,
            program=program(),
            **asdict(blame),
        )
        for seq, blame in blamed.items()
    )
    _write(home, entries)
    return entries


def confirm(home: Home) -> None:
    """A night has been published without the files that are set aside: the nights after it leave them out too."""
    _write(home, (replace(entry, is_published=True) for entry in quarantined(home).values() if not entry.is_published))


def give_up(home: Home, *, unpublished: bool) -> list[Quarantined]:
    """Take away the entries of another program and, where asked, those with which no night was published: the files are read
    again. Returns them."""
    now = program()
    gone = [e for e in quarantined(home).values() if e.program != now or (unpublished and not e.is_published)]
    for entry in gone:
        _path(home, entry.seq).unlink()
    return gone


@cache
def program() -> str:
    """Identifies the code that reads, builds and checks."""
    digest = hashlib.sha256()
    for folder in _PROGRAM:
        for path in sorted(p for p in (_CHECKOUT / folder).rglob("*") if p.suffix in _CODE):
            digest.update(path.relative_to(_CHECKOUT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _paths(home: Home) -> Iterable[Path]:
    return sorted(home.quarantine.glob("*.json"))


def _path(home: Home, seq: int) -> Path:
    return home.quarantine / f"{seq:08d}.json"


def _write(home: Home, entries: Iterable[Quarantined]) -> None:
    for entry in entries:
        home.quarantine.mkdir(parents=True, exist_ok=True)
        path = _path(home, entry.seq)
        temporary = path.with_suffix(".tmp")
        temporary.write_text(json.dumps(asdict(entry), ensure_ascii=False, indent=1), encoding="utf-8")
        temporary.replace(path)
