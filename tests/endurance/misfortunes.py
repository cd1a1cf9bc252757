"""What goes wrong in a home between two nights, and in the middle of one: each fault at random, and what must come of it.

A fault of what can be made again must be without consequence. One of the archive itself changes what can be computed from it:
it is told, and healed here some nights later from a copy, as an operator would.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ingest import archive, ledger
from ingest.home import Home

# what a program does to a file, as the interpreter says it before it is done: a kill comes before one of them
_WRITES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod"})
KILLED = 137


@dataclass
class Misfortunes:
    """`damaged` are archived files that are not what was received, by sha256, with what they were."""

    home: Home
    chance: random.Random
    damaged: dict[str, bytes] = field(default_factory=dict)
    happened: Counter[str] = field(default_factory=Counter)

    def between_nights(self, how_often: float) -> list[str]:
        """Let happen what may, each night anew; returns what did."""
        said = [self._heal()] if self.still_damaged() and self.chance.random() < 0.5 else []
        if self.chance.random() < how_often:
            fault = self.chance.choice(list(_FAULTS))
            if _FAULTS[fault](self):
                said.append(fault)
        self.happened.update(said)
        return said

    def still_damaged(self) -> dict[str, bytes]:
        """Those that nobody has sent again since."""
        self.damaged = {sha256: content for sha256, content in self.damaged.items() if archive.fault(self.home, sha256)}
        return self.damaged

    def heal(self) -> None:
        while self.damaged:
            self._heal()

    def _heal(self) -> str:
        """Restore what was received, from a copy."""
        sha256, content = self.damaged.popitem()
        self._write(self.home.archived(sha256), content)
        return "archived file restored"

    def _one(self, paths: list[Path]) -> Path | None:
        return self.chance.choice(sorted(paths)) if paths else None

    def _write(self, path: Path, content: bytes) -> None:
        if path.exists():
            path.chmod(0o644)
        path.write_bytes(content)

    def _tables(self) -> list[Path]:
        return [path for path in self.home.raw.glob("*/*.parquet") if path.stem != ledger.SCHEMA_FILE]

    def _batch_gone(self) -> bool:
        """The entry and every file of a batch, as if it had never been."""
        entry = self._one(list(ledger.entries_dir(self.home.root).glob("*.json")))
        for path in [*self.home.raw.glob(f"*/{entry.stem}.parquet"), entry] if entry else []:
            path.unlink()
        return entry is not None

    def _table_gone(self) -> bool:
        path = self._one(self._tables())
        if path is not None:
            path.unlink()
        return path is not None

    def _table_altered(self) -> bool:
        """One bit, or cut off in the middle."""
        path = self._one(self._tables())
        if path is not None:
            content = bytearray(path.read_bytes())
            if self.chance.random() < 0.5:
                content = content[: len(content) // 2]
            else:
                content[self.chance.randrange(len(content))] ^= 1
            path.write_bytes(content)
        return path is not None

    def _raw_gone(self) -> bool:
        for path in sorted(self.home.raw.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        return True

    def _half_written(self) -> bool:
        """What a run that died leaves."""
        for folder, name in (
            (self.home.archive, ".4711.tmp"),
            (self.home.raw / "targets", "task_lists-99999999.parquet"),
            (self.home.raw / "filings", "filings-99999999.tmp"),
            (self.home.receipts, "99999999.tmp"),
        ):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(b"half")
        return True

    def _entry_damaged(self) -> bool:
        path = self._one(list(ledger.entries_dir(self.home.root).glob("*.json")))
        if path is not None:
            path.write_text(self.chance.choice(["", "{", "[]", '{"filings": 3}']), encoding="utf-8")
        return path is not None

    def _receipt_damaged(self) -> bool:
        path = self._one(list(self.home.receipts.glob("*.json")))
        if path is not None:
            path.unlink() if self.chance.random() < 0.5 else path.write_text("{", encoding="utf-8")
        return path is not None

    def _mark_damaged(self) -> bool:
        (self.home.raw / "_reading.json").write_text("{", encoding="utf-8")
        return True

    def _aside_damaged(self) -> bool:
        path = self._one(list(self.home.quarantine.glob("*.json")))
        if path is not None:
            path.write_text("{", encoding="utf-8")
        return path is not None

    def _original_damaged(self) -> bool:
        path = self._one([path for path in self.home.archive.glob("??/*") if path.name not in self.damaged])
        if path is not None:
            self.damaged[path.name] = path.read_bytes()
            path.unlink() if self.chance.random() < 0.3 else self._write(path, path.read_bytes() + b"\n")
        return path is not None


_FAULTS: dict[str, Callable[[Misfortunes], bool]] = {
    "raw batch gone": Misfortunes._batch_gone,
    "raw file gone": Misfortunes._table_gone,
    "raw file altered": Misfortunes._table_altered,
    "raw tables gone": Misfortunes._raw_gone,
    "half-written files": Misfortunes._half_written,
    "ledger entry damaged": Misfortunes._entry_damaged,
    "receipt damaged or gone": Misfortunes._receipt_damaged,
    "reading mark damaged": Misfortunes._mark_damaged,
    "entry of a file set aside damaged": Misfortunes._aside_damaged,
    "archived file altered or gone": Misfortunes._original_damaged,
}


def killed(work: Callable[[], object], after: int) -> bool:
    """Do some work in a child process that dies before its `after`-th change of a file; True if it came so far.

    Raises AssertionError where the work fails before that.
    """
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        left = [after]

        def dies(event: str, arguments: tuple[object, ...]) -> None:
            opens_to_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            if event in _WRITES or opens_to_write:
                left[0] -= 1
                if left[0] < 0:
                    os._exit(KILLED)

        sys.addaudithook(dies)
        status = 1
        with suppress(BaseException):
            work()
            status = 0
        os._exit(status)
    _, ended = os.waitpid(child, 0)
    status = os.waitstatus_to_exitcode(ended)
    assert status in (0, KILLED), f"the night failed with {status}"
    return status == KILLED
