"""Which refresh this is, a night that is published or a replay, and what each refresh said of itself.

The last word of every refresh is kept in `HOME/runs/last.json`, so that `threekey status` can say why nothing new was
published.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ingest.archive import receipts
from ingest.home import Home

# before it there are no rules
EARLIEST = dt.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Night:
    """One refresh: where its database is, where its result goes. A replay takes nothing from the inbox."""

    home: Home
    as_of: dt.date
    is_replay: bool

    @property
    def warehouse(self) -> Path:
        return self.home.replay(self.as_of) / "warehouse.duckdb" if self.is_replay else self.home.warehouse

    @property
    def rules(self) -> Path:
        """The tables of rules that the home has changed, as they were known that night, for dbt."""
        return self.home.replay(self.as_of) / "rules" if self.is_replay else self.home.runs / "rules"

    @property
    def seal(self) -> Path:
        """Hashes of the marts as dbt left them; the audit compares before it publishes."""
        return self.warehouse.with_suffix(".seal.json")


def read_manifest(path: Path) -> dict[str, Any] | None:
    """The manifest of a published version, or None when there is none."""
    if not path.exists():
        return None
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def night_of(home: Home, as_of: dt.date) -> Night:
    """A date older than what is published, or than the newest receipt, is a replay: history is not rewritten."""
    manifest = read_manifest(home.manifest)
    newest = [manifest["as_of"]] if manifest else []
    newest += [receipt.as_of for receipt in receipts(home)[-1:]]
    return Night(home, as_of, is_replay=any(as_of.isoformat() < known for known in newest))


def first_day(home: Home, as_of: dt.date, today: dt.date) -> dt.date:
    """The day on which the home's life starts: the as-of date of its first receipt.

    A home that has received nothing starts with the refresh of `as_of`, or yesterday: the first night is as of the day before.
    """
    received = receipts(home)
    return received[0].as_of_date if received else min(as_of, today - dt.timedelta(days=1))


def not_a_night(home: Home, as_of: dt.date, today: dt.date) -> str:
    """Why there can be no refresh as of this day, for the operator; "" when there can."""
    if as_of > today:
        return f"{as_of} 还没有到，不能刷新；最晚可以是今天（{today}）。"
    if as_of < EARLIEST:
        return f"{as_of} 太早，请核对年份。"
    if as_of < (first := first_day(home, as_of, today)):
        return f"{as_of} 早于收到第一份文件的日期（{first}），那时还没有数据，不能重放。"
    return ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a refresh ended. `reasons` are empty when it passed its gates."""

    as_of: str
    run_id: str
    published: bool
    is_replay: bool
    reasons: tuple[str, ...]
    finished_at: str  # wall clock, for people


def write_outcome(home: Home, outcome: Outcome) -> None:
    home.runs.mkdir(parents=True, exist_ok=True)
    path = home.runs / "last.json"
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(asdict(outcome), ensure_ascii=False, indent=1), encoding="utf-8")
    temporary.replace(path)


def read_outcome(home: Home) -> Outcome | None:
    path = home.runs / "last.json"
    if not path.exists():
        return None
    values = json.loads(path.read_text(encoding="utf-8"))
    return Outcome(**{**values, "reasons": tuple(values["reasons"])})
