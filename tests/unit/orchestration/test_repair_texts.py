"""What the operator hears of damage that a refresh has mended, and of a file that a command cannot use."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from ingest import raw
from ingest.home import Home
from ingest.intake.repair import Prepared
from ingest.ledger import Difference, Differing
from orchestration.account import account
from orchestration.assets.warehouse import refuse_altered
from orchestration.cli import main
from orchestration.gate import night_of
from orchestration.repair_texts import DIFFERENCES, lines_of
from tests.unit.receiving.dropped import NIGHT


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.create()
    return home


def test_every_difference_has_its_words() -> None:
    assert DIFFERENCES.keys() == set(Difference)


def test_what_was_mended_is_said(home: Home) -> None:
    path = home.raw / "targets" / "task_lists-00000001.parquet"
    prepared = Prepared(read_again=True, differing=(Differing(path, Difference.MISSING),), has_gap=True, is_healed=True)
    mended = lines_of(prepared, home)
    assert mended == ("raw/targets/task_lists-00000001.parquet 不见了", "raw/ 缺少整批数据", "存档中损坏的文件已恢复")
    lines = account({"raw/received_files": {"read_again": True, "mended": list(mended)}}, 1, 0)
    assert lines[0] == "收件 0 份；全部重新读过"
    assert lines[1].startswith("发现损坏，已自动修复 3 处：raw/targets/")


def test_nothing_is_built_from_tables_that_were_altered_after_they_were_read(home: Home) -> None:
    raw.write_batch(home.root, "calendar-all", {})
    refuse_altered(night_of(home, NIGHT))
    (home.raw / "targets" / "calendar-all.parquet").write_bytes(b"x")
    with pytest.raises(dg.Failure, match=r"raw/targets/calendar-all\.parquet"):
        refuse_altered(night_of(home, NIGHT))


def test_status_names_the_file_that_it_cannot_use_and_goes_on(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (home.receipts / "00000001.json").write_bytes(b"{")
    monkeypatch.setattr("sys.argv", ["threekey", "status", "--home", str(home.root)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    told = capsys.readouterr().out.replace("\n", "")
    assert "00000001.json：收件登记已损坏" in told
    assert "A damaged receipt" in told
    assert "提醒消息" in told
    assert "Traceback" not in told
