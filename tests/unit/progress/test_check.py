"""`threekey check`: one JSON object a line in the order of the arguments, the exit status, and the raw rows it would become."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from ingest import raw
from ingest.documents.reader import read_bytes
from ingest.progress.filing_rows import raw_rows
from ingest.progress.knowledge.loader import load_context
from ingest.progress.reader import read_filing
from ingest.seeds import Seeds
from orchestration.cli.check import check, check_file
from tests.cases.model import FILE, LABELS, form, head, housing, xlsx
from tests.unit.progress.progress_home import LIST, context, tables

KEYS = {"figures", "file", "sha256", "verdict", "unit", "period", "list_id", "rows", "findings", "values"}
FINDING = {"code", "severity", "effect", "sheet", "row", "column", "label", "seen", "wanted", "message", "fix"}
VALUE = {"target_key", "area", "row", "unit", "current", "cumulative", "yoy", "rank", "done", "done_date"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    full = {name: [{k: row.get(k) for k in raw.SCHEMAS[name].names} for row in rows] for name, rows in tables().items()}
    raw.write_batch(folder, "0001", full)
    return folder


def _files(folder: Path) -> list[Path]:
    made = {"好": form(housing()), "约": form(housing(cumulative="约30")), "坏": form(housing(), period="2023年10月")}
    paths = []
    for name, data in made.items():
        paths.append(folder / name / FILE)
        paths[-1].parent.mkdir()
        paths[-1].write_bytes(data())
    return paths


def test_one_object_a_line_in_order(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [*_files(tmp_path), tmp_path / "没有.xlsx"]
    before = sorted((p, p.stat().st_mtime_ns) for p in home.rglob("*"))
    assert check(files, home, as_json=True) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [o["file"] for o in told] == [str(f) for f in files]
    assert [o["verdict"] for o in told] == ["accepted", "accepted_with_warnings", "rejected", "rejected"]
    assert [o["rows"] for o in told[:3]] == [
        {"read": 2, "accepted": 2, "rejected": 0},
        {"read": 2, "accepted": 1, "rejected": 1},
        {"read": 2, "accepted": 0, "rejected": 2},
    ]
    for o in told:
        assert set(o) == KEYS
        assert all(set(f) == FINDING for f in o["findings"])
        assert all(set(v) == VALUE for v in o["values"])
    assert told[0]["values"][0] == {
        "target_key": f"{LIST}/重点项目-3/1", "area": "北塔区", "row": 4, "unit": "个", "current": 10, "cumulative": 10,
        "yoy": None, "rank": None, "done": None, "done_date": None,
    }  # fmt: skip
    found = told[1]["findings"][0]
    assert (found["code"], found["sheet"], found["row"], found["column"], found["label"], found["seen"]) == (
        "cell-not-a-number", "进展情况", 4, "H", "累计完成", "约30",
    )  # fmt: skip
    assert any(f["effect"] == "file" for f in told[2]["findings"])
    assert sorted((p, p.stat().st_mtime_ns) for p in home.rglob("*")) == before


def test_all_good_is_zero_and_people_read_chinese(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(_files(tmp_path)[:2], home, as_json=False) == 0
    out = capsys.readouterr().out
    assert "可以采用 · 区住建局 · 2023年11月 · 读到 2 行，采用 2 行，未采用 0 行" in out
    assert "进展情况!H4：“累计完成”应填一个确切的数，填的是“约30”。" in out


def test_an_empty_home_knows_no_list(tmp_path: Path) -> None:
    nothing = load_context(tmp_path / "none", Seeds().at(dt.date(2023, 12, 2)))
    filing = check_file(_files(tmp_path)[0], nothing)
    assert [f.code for f in filing.all_findings if f.effect == "file"] == ["no-task-list"]


def test_heavy_libraries_stay_out() -> None:
    heavy = ("pandas", "openpyxl", "dagster", "dbt", "great_expectations")
    code = f"import orchestration.cli.check, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def _raw(data: bytes) -> dict[str, list[dict[str, Any]]]:
    filing = read_filing(read_bytes(data, FILE), name=FILE, sha256="s", context=context())
    provenance = {"receipt_seq": 2, "file_sha256": "s", "received_as_of": dt.date(2023, 12, 1)}
    return {name: [{**row, **provenance} for row in rows] for name, rows in raw_rows(filing).items()}


@pytest.mark.parametrize(
    "data",
    [
        form(housing()),
        form(housing(cumulative="约30")),
        form(housing(current="—", cumulative="不适用", rate="/")),
        form(housing(), period="2023年10月"),
        form([*housing(), housing()[0]]),
        form(housing(rate=1 / 3)),
        lambda: b"",
    ],
)
def test_raw_rows_fit_their_tables(data: Any) -> None:
    rows = _raw(data())
    for name, items in rows.items():
        table = pa.Table.from_pylist(items, schema=raw.SCHEMAS[name])
        assert table.num_rows == len(items)
        assert all(set(item) == set(raw.SCHEMAS[name].names) for item in items)
    filing = rows["filings"][0]
    assert filing["rows_accepted"] == len(rows["filing_rows"])
    assert filing["rows_held"] == len(rows["held_rows"])
    assert filing["rows_read"] == filing["rows_accepted"] + filing["rows_held"]


def test_a_raw_row_leads_to_its_cells() -> None:
    rows = xlsx(
        [
            *head(),
            LABELS,
            ["重点项目-3", "老旧小区改造", "改造老旧小区", "北塔区", "个", 20, 10, "12个", None, None, None, None, "好", "无"],
            housing()[1],
        ]
    )
    one = _raw(rows())["filing_rows"][0]
    wanted = {"current_value": Decimal(10), "current_cell": "G4", "cumulative_value": Decimal(12), "cumulative_cell": "H4"}
    assert {name: one[name] for name in wanted} == wanted
    assert (one["cumulative_base"], one["unit_base"]) == (Decimal(12), "个")
    assert (one["narrative"], one["problems"], one["null_word"], one["sheet"], one["row_no"]) == ("好", "无", "", "进展情况", 4)


def test_why_a_row_has_no_figure() -> None:
    rows = _raw(form(housing(current="—", cumulative="不适用", rate=None))())["filing_rows"]
    assert [row["null_word"] for row in rows] == ["—", "blank"]


def test_held_rows_keep_their_cells() -> None:
    held = _raw(form(housing(cumulative="约30"))())["held_rows"]
    assert [(row["codes"], json.loads(row["cells_json"])["H"]) for row in held] == [("cell-not-a-number", "约30")]
