"""A home with rules of its own: they judge from the night on which they came, and a replay knows none that came later."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

from ingest.home import Home
from ingest.rules.tables import RULE_TABLES
from orchestration.refresh import refresh
from tests.support.played import hashes, query

LIST = Path(__file__).parent / "lists" / "青溪区.html"
ISSUED, BEFORE, AFTER = dt.date(2025, 3, 6), dt.date(2025, 3, 20), dt.date(2025, 3, 21)


def _drop(home: Home, table: str, *rows: str) -> None:
    text = "\n".join([",".join(RULE_TABLES[table].columns), *rows, ""])
    (home.inbox / "rules" / f"{table}.csv").write_text(text, encoding="utf-8")


def _calendar(home: Home) -> list[tuple[Any, ...]]:
    return query(home.snapshot, "select distinct period, due_on, lock_on from marts.fct_submission order by all")


def test_rules_hold_from_the_night_on_which_they_came(manifest: dict[str, Any], tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.create()
    shutil.copyfile(LIST, home.inbox / "task_lists" / LIST.name)
    for night in (ISSUED, BEFORE):
        done = refresh(home, night)
        assert done.success, done.reasons
    before, manifest_before = _calendar(home), json.loads(home.manifest.read_text(encoding="utf-8"))

    _drop(home, "reporting_calendar", "*,month,8,2,15,2025-01-01,", "*,month,很快,2,15,2026-01-01,")
    _drop(home, "working_days", "2025-04-08,false,县庆")
    _drop(home, "status_bands", "10,not_due,还没到期,灰,not_due,*,,,,,2025-01-01,,说明")
    _drop(home, "alert_routing", "gate_failed,0,,operator,1,2000-01-01,2024-12-31")  # nobody would be told: not taken
    done = refresh(home, AFTER)
    assert done.success, done.reasons
    after = _calendar(home)
    assert before != after
    assert {str(due) for period, due, _ in after if period == "2025-03"} == {"2025-04-09"}
    labels = "select distinct status_zh from marts.fct_completion where status = 'not_due'"
    assert query(home.snapshot, labels) == [("还没到期",)]
    found = query(
        home.snapshot,
        "select file_name, code, effect from marts.fct_submission_finding where source_kind = 'rules' and is_open order by all",
    )
    assert found == [
        ("alert_routing.csv", "rules-broken-together", "file"),
        ("reporting_calendar.csv", "rules-not-a-number", "row"),
    ]
    letters = "".join(path.read_text(encoding="utf-8") for path in home.outbox.rglob("*.json"))
    assert "alert_routing.csv" in letters

    # everything read again from the archive, and the night before the rules came replayed
    shutil.rmtree(home.raw)
    done = refresh(home, BEFORE)
    assert done.success, done.reasons
    replayed = json.loads((home.replay(BEFORE) / "manifest.json").read_text(encoding="utf-8"))
    assert hashes(replayed) == hashes(manifest_before)
