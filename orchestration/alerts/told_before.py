"""What letters that are no longer kept have said: `outbox/told.json`, one entry a matter that was told.

A letter is forgotten in two steps: what it said is written here with its id, then its file goes; as long as the file is there
the id says that it counts no more. Of a matter that has long been over nothing is kept.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.damage import DamagedFileError

_DAMAGED = """已删除消息的记录已损坏。请从备份恢复；没有备份的可删除它，仍未解决的旧事项会再通知一次。
The record of letters no longer kept is damaged: restore it, or delete it; old matters that are open are told once more then."""


@dataclass(frozen=True, slots=True)
class OldTelling:
    """A matter as a letter told it. `recipient` is the hash by which the outbox knows one."""

    recipient: str
    key: str
    kind: str
    state: str
    headline: str
    as_of: str
    resolved: bool
    quiet_end: bool
    unit: str
    list_id: str

    @property
    def matter(self) -> tuple[str, str]:
        return self.recipient, self.key


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """`letters` are the ids of those whose files may still be there."""

    said: tuple[OldTelling, ...] = ()
    letters: frozenset[str] = frozenset()


def read(folder: Path) -> ToldBefore:
    """Raises DamagedFileError."""
    path = _path(folder)
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return ToldBefore(tuple(OldTelling(**entry) for entry in values["said"]), frozenset(values["letters"]))
    except FileNotFoundError:
        return ToldBefore()
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedFileError(path, _DAMAGED) from error


def write(folder: Path, told: ToldBefore) -> None:
    """Return when the disk has it."""
    temporary = _path(folder).with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8") as handle:
        json.dump({"letters": sorted(told.letters), "said": [asdict(one) for one in told.said]}, handle, ensure_ascii=False)
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(_path(folder))


def without_what_is_over(
    said: Iterable[OldTelling], before: dt.date, elsewhere: Collection[tuple[str, str]]
) -> tuple[OldTelling, ...]:
    """Without the matters whose last word was said before a day and of which nothing is said `elsewhere`: whatever comes of
    them later is new to its recipient."""
    everything = list(said)
    last = {one.matter: one for one in sorted(everything, key=lambda one: one.as_of)}
    over = {
        matter
        for matter, one in last.items()
        if (one.resolved or one.quiet_end) and one.as_of < before.isoformat() and matter not in elsewhere
    }
    return tuple(one for one in everything if one.matter not in over)


def _path(folder: Path) -> Path:
    return folder / "told.json"
