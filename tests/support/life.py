"""The first nights of a home: an empty one, one with bad files whose data is tampered with, and the same once more.

Three refreshes, of which each test asks something else. What is to be asked of a moment is written down at that moment.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from ingest.home import Home
from orchestration.gate import Outcome, read_outcome
from orchestration.publish import publication
from orchestration.refresh import Refreshed, refresh
from tests.support.played import EXAMPLE, query

EMPTY_NIGHT = dt.date(2023, 11, 24)
BAD_NIGHT = dt.date(2023, 12, 5)
GOOD_FILING = "区住建局2023年11月进展.xlsx"
UNKNOWN_UNIT = (
    "填报单位,区火星局\n报告期,2023年11月\n任务编号,任务名称,区域,计量单位,累计完成\n"
    "重点工作-1-8,地方一般公共预算收入,全市,亿元,100\n"
)

Files = dict[Path, bytes]


@dataclass(frozen=True)
class Life:
    """`on_empty`: rows of each mart after the empty night. `tampered` and its neighbours: the night whose marts were altered
    between build and audit; `built` are the hashes of its marts before that. `again`: the same night, with nothing new."""

    home: Home
    empty: Refreshed
    on_empty: dict[str, int]
    tampered: Refreshed
    published_before: Files
    published_after: Files
    outcome: Outcome | None
    built: dict[str, str]
    again: Refreshed


def mart_rows(warehouse: Path) -> dict[str, int]:
    names = query(warehouse, "select table_name from information_schema.tables where table_schema = 'marts'")
    return {name: query(warehouse, f"select count(*) from marts.{name}")[0][0] for (name,) in names}


def published(home: Home) -> Files:
    return {path: path.read_bytes() for path in home.published.rglob("*") if path.is_file()}


def drop_files(home: Home) -> None:
    """The list and a filing that is in order, and a bad file of every kind."""
    inbox = EXAMPLE / "inbox"
    shutil.copytree(inbox / "2023-11-25" / "task_lists", home.inbox / "task_lists", dirs_exist_ok=True)
    shutil.copyfile(inbox / "2023-12-02" / "progress" / GOOD_FILING, home.inbox / "progress" / GOOD_FILING)
    (home.inbox / "task_lists" / "不是清单.txt").write_text("今天天气很好。\n", encoding="utf-8")
    (home.inbox / "progress" / "坏文件.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (home.inbox / "progress" / "空文件.xlsx").write_bytes(b"")
    (home.inbox / "progress" / "区火星局.csv").write_text(UNKNOWN_UNIT, encoding="utf-8")
    (home.inbox / "benchmarks" / "空.csv").write_bytes(b"")


def tampered_night(home: Home) -> Refreshed:
    """A refresh in which somebody alters a mart after the build, just before the snapshot is written."""
    write_snapshot = publication.write_snapshot

    def poisoned(warehouse: Path, path: Path) -> dict[str, str]:
        with duckdb.connect(str(warehouse)) as connection:
            figures = "select count(*) from marts.fct_completion where actual_value > 0"
            assert connection.execute(figures).fetchall() > [(0,)], "nothing to alter"
            connection.execute("update marts.fct_completion set actual_value = actual_value * 10000")
        return write_snapshot(warehouse, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publication, "write_snapshot", poisoned)
        return refresh(home, BAD_NIGHT)


def live(home: Home) -> Life:
    home.create()
    empty = refresh(home, EMPTY_NIGHT)
    on_empty = mart_rows(home.warehouse)
    drop_files(home)
    before = published(home)
    tampered = tampered_night(home)
    after, outcome = published(home), read_outcome(home)
    built = json.loads(home.warehouse.with_suffix(".seal.json").read_text(encoding="utf-8"))
    return Life(home, empty, on_empty, tampered, before, after, outcome, built, refresh(home, BAD_NIGHT))
