"""Rules of a home from the inbox to what is known on a day, and what `threekey rules` says of them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from ingest import raw
from ingest.damage import DamagedFileError
from ingest.home import Home
from ingest.installation import DEFAULT, Installation
from ingest.intake.calendar import write_calendar
from ingest.intake.common import sync_received, unread
from ingest.intake.repair import prepare
from ingest.intake.rules import read_rule_files
from ingest.receiving import receive
from ingest.rules.deviations import deviations
from ingest.rules.files import write_changed
from ingest.rules.known import HomeRules, home_rules
from ingest.rules.tables import RULE_TABLES
from ingest.seeds import SEEDS
from orchestration import clock
from orchestration.cli import app
from orchestration.cli.rules import export, overview, show
from tests.unit.progress.progress_home import tables

FIRST, SECOND, THIRD = dt.date(2024, 1, 10), dt.date(2024, 1, 20), dt.date(2024, 2, 1)
NOON = dt.datetime(2024, 1, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr(clock, "today", lambda *_: THIRD)
    home = Home(tmp_path / "home")
    home.create()
    return home


def drop(home: Home, day: dt.date, table: str, *rows: str, name: str = "") -> None:
    text = "\n".join([",".join(RULE_TABLES[table].columns), *rows, ""])
    (home.inbox / "rules" / (name or f"{table}.csv")).write_text(text, encoding="utf-8")
    night(home, day)


def night(home: Home, day: dt.date, installation: Installation = DEFAULT) -> None:
    prepare(home, installation)
    receive(home, day, NOON, settle=dt.timedelta(0))
    sync_received(home)
    read_rule_files(home, installation)
    write_calendar(home, installation)


def test_a_rule_is_known_from_the_night_that_took_it(home: Home) -> None:
    drop(home, FIRST, "unit_aliases", "区住房局,区住建局,2000-01-01,")
    drop(home, SECOND, "unit_aliases", "区住房局,区城管局,2000-01-01,")
    rules = home_rules(home.root)
    of = {day: rules.at(day).unit_aliases.get("区住房局") for day in (FIRST - dt.timedelta(days=1), FIRST, SECOND, THIRD)}
    assert list(of.values()) == [None, "区住建局", "区城管局", "区城管局"]


def test_files_of_one_night_are_laid_over_one_another(home: Home) -> None:
    head = ",".join(RULE_TABLES["areas"].columns)
    (home.inbox / "rules" / "areas.csv").write_text(f"{head}\n999100,云岭市,city,,,2000-01-01,\n", encoding="utf-8")
    drop(home, FIRST, "areas", "999101,白石县,county,999100,,2000-01-01,", name="areas_2.csv")
    assert [row["verdict"] for row in raw.read_table(home.root, "rule_files")] == ["accepted", "accepted"]
    assert home_rules(home.root).at(FIRST).areas["白石县"].parent_code == "999100"


def test_files_of_one_night_may_speak_of_each_others_rows(home: Home) -> None:
    """And their order in the inbox is that of their names: area_groups.csv comes before areas.csv."""
    head = ",".join(RULE_TABLES["areas"].columns)
    rows = "\n999100,云岭两区,group,,,2000-01-01,\n999101,白石县,county,,,2000-01-01,\n"
    (home.inbox / "rules" / "areas.csv").write_text(head + rows, encoding="utf-8")
    drop(home, FIRST, "area_groups", "云岭两区,白石县,2000-01-01,")
    assert home_rules(home.root).at(FIRST).areas["云岭两区"].members == ("白石县",)


def test_a_unit_of_measure_of_the_home_is_a_word_of_the_grammar(home: Home) -> None:
    drop(home, FIRST, "measure_units", "垄,垄,1,,count,true,茶园")
    assert [measure.unit for measure in home_rules(home.root).at(FIRST).taught_measures] == ["垄"]


def test_only_tables_that_the_home_has_changed_go_to_dbt(home: Home) -> None:
    drop(home, FIRST, "status_bands", "10,not_due,还没到期,灰,not_due,*,,,,,2024-01-01,,说明")
    rules = home_rules(home.root)
    folder = home.runs / "rules"
    assert [path.name for path in write_changed(rules.known_on(FIRST), folder)] == ["status_bands.csv"]
    assert "还没到期" in (folder / "status_bands.csv").read_text(encoding="utf-8")
    assert write_changed(rules.known_on(FIRST - dt.timedelta(days=1)), folder) == []
    assert not list(folder.glob("*"))


def test_the_calendar_keeps_what_was_known_of_a_period(home: Home) -> None:
    prepare(home, DEFAULT)
    raw.write_batch(home.root, "task_lists-1", {k: v for k, v in tables().items() if k != "reporting_periods"})
    lists = {row["list_id"] for row in raw.read_table(home.root, "task_lists")}
    drop(home, FIRST, "reporting_calendar", "*,month,9,0,20,2023-12-01,")
    drop(home, SECOND, "reporting_calendar", "*,month,9,0,20,2023-12-01,", "别的清单,month,3,0,4,2000-01-01,")
    rows = [row for row in raw.read_table(home.root, "reporting_periods") if row["list_id"] in lists]
    december = [row for row in rows if row["period"] == "2023-12"]
    assert [(row["due_on"], row["known_from"], row["known_to"]) for row in december] == [
        (dt.date(2024, 1, 2), None, FIRST),
        (dt.date(2024, 1, 9), FIRST, None),
    ]
    november = [row for row in rows if row["period"] == "2023-11"]
    assert [(row["known_from"], row["known_to"]) for row in november] == [(None, None)]


def test_reading_everything_again_gives_the_same_rules(home: Home) -> None:
    drop(home, FIRST, "unit_aliases", "区住房局,区住建局,2000-01-01,", "区乱局,,2000-01-01,")
    drop(home, SECOND, "unit_aliases", "区住房局,区城管局,2024-01-20,")
    before = {name: raw.read_table(home.root, name) for name in ("rule_files", "rules", "rule_findings")}
    for name in before:
        for path in raw.table_dir(home.root, name).glob("*.parquet"):
            path.unlink()
    raw.ensure_tables(home.root)
    night(home, THIRD)
    assert {name: raw.read_table(home.root, name) for name in before} == before


def test_what_is_in_force_is_shown_with_where_it_comes_from(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    drop(home, FIRST, "unit_aliases", "区住房局,区住建局,2000-01-01,", "区旧局,区住建局,2000-01-01,2020-12-31")
    assert overview(home.root) == 0
    assert "单位别名" in capsys.readouterr().out
    assert show(home.root, "unit_aliases", also_past=False) == 0
    said = capsys.readouterr().out.replace("\n", "")
    assert "区住房局" in said
    assert "随程序提供" in said
    assert "区旧局" not in said
    assert show(home.root, "unit_aliases", also_past=True) == 0
    assert "区旧局" in capsys.readouterr().out
    assert show(home.root, "没有这张表", also_past=False) == 1
    assert "没有规则表" in capsys.readouterr().err


def test_a_row_that_a_later_one_cut_still_comes_from_its_file(home: Home) -> None:
    drop(home, FIRST, "target_weights", "重点工作-1/1,2,2023-01-01,,区长定")
    drop(home, SECOND, "target_weights", "重点工作-1/1,3,2024-01-01,,区长定", name="target_weights_2024.csv")
    rows = home_rules(home.root).rows_with_sources("target_weights", THIRD)
    assert [(row["weight"], row["valid_to"], rule and rule.file_name) for row, rule in rows] == [
        ("2", "2023-12-31", "target_weights.csv"),
        ("3", "", "target_weights_2024.csv"),
    ]


def test_an_exported_table_is_edited_and_dropped_again(home: Home, tmp_path: Path) -> None:
    assert export(home.root, ("status_bands",), tmp_path / "out") == 0
    text = (tmp_path / "out" / "status_bands.csv").read_text(encoding="utf-8-sig").replace("未到期", "还没到期")
    (home.inbox / "rules" / "status_bands.csv").write_text(text, encoding="gb18030")
    night(home, FIRST)
    (file,) = raw.read_table(home.root, "rule_files")
    assert (file["rows_accepted"], file["rows_held"]) == (13, 0)
    assert [row["row_no"] for row in raw.read_table(home.root, "rules")] == [4]  # the one that was changed


def test_the_first_of_the_pieces_of_an_exported_rule_is_changed_alone(home: Home, tmp_path: Path) -> None:
    """And what is withdrawn gives back what it had covered, by the checks as by what is known."""
    drop(home, FIRST, "reporting_calendar", "*,month,9,0,20,2023-03-01,2023-03-31")
    assert export(home.root, ("reporting_calendar",), tmp_path) == 0
    text = (tmp_path / "reporting_calendar.csv").read_text(encoding="utf-8-sig")
    head, *rows = text.replace("*,month,2,0,4,2000-01-01,2023-02-28", "*,month,5,0,8,2000-01-01,2023-02-28").splitlines()
    drop(home, SECOND, "reporting_calendar", *rows)
    known = home_rules(home.root).known_on(SECOND).rows("reporting_calendar")
    assert {",".join(row.values()) for row in known} == set(rows)
    (home.inbox / "rules" / "reporting_calendar.csv").write_text(f"{head},withdrawn\n*,month,,,,2023-03-01,,true\n")
    night(home, THIRD)
    assert [row["verdict"] for row in raw.read_table(home.root, "rule_files")] == ["accepted"] * 3
    days = {row["valid_from"]: row["due_day"] for row in home_rules(home.root).known_on(THIRD).rows("reporting_calendar")}
    assert days == {"2000-01-01": "5", "2023-03-01": "2"}


@pytest.mark.parametrize("is_before", [True, False])
def test_the_home_may_be_named_before_the_subcommand_or_after_it(home: Home, is_before: bool) -> None:
    drop(home, FIRST, "judgement_words", "一般般,behind")
    named, shown = ["--home", str(home.root)], ["show", "judgement_words"]
    result = CliRunner().invoke(app, ["rules", *named, *shown] if is_before else ["rules", *shown, *named])
    assert result.exit_code == 0, result.output
    assert "一般般" in result.output


def test_an_export_says_what_it_cannot_write(home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert export(home.root, ("areas",), tmp_path / "file" / "out") == 1
    assert "无法写入" in capsys.readouterr().err
    assert export(home.root, ("nix",), tmp_path / "out") == 1


def test_a_file_that_was_sent_back_is_read_again_after_a_rule(home: Home) -> None:
    """The same bytes once more are no news, unless the rules have changed since."""
    for day in (FIRST, FIRST):
        (home.inbox / "progress" / "报表.csv").write_text("没有表头", encoding="utf-8")
        night(home, day)
    drop(home, SECOND, "unit_aliases", "区住房局,区住建局,2000-01-01,")
    (home.inbox / "progress" / "报表.csv").write_text("没有表头", encoding="utf-8")
    night(home, THIRD)
    received = [row for row in raw.read_table(home.root, "received_files") if row["kind"] == "progress"]
    assert [row["is_repeat"] for row in received] == [False, True, False]
    assert [receipt.seq for group in unread(home, "filings") for receipt in group] == [1, 4]


def test_rules_that_others_have_replaced_can_be_dropped_once_more(home: Home) -> None:
    for day, unit in ((FIRST, "区住建局"), (SECOND, "区城管局"), (THIRD, "区住建局")):
        drop(home, day, "unit_aliases", f"区住房局,{unit},2000-01-01,")
    rules = home_rules(home.root)
    assert [rules.at(day).unit_aliases["区住房局"] for day in (FIRST, SECOND, THIRD)] == ["区住建局", "区城管局", "区住建局"]


def _next_version(folder: Path, table: str, old: str, new: str) -> Installation:
    """The program after an update in which one text of a table of its rules is another."""
    shutil.copytree(SEEDS, folder)
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return Installation(seeds=folder)


def _labels(rules: HomeRules, day: dt.date = THIRD) -> dict[str, str]:
    return {row["band_no"]: row["label_zh"] for row in rules.known_on(day).rows("status_bands")}


def test_the_rows_of_an_exported_table_that_nobody_changed_go_on_with_the_program(home: Home, tmp_path: Path) -> None:
    assert export(home.root, (), tmp_path / "out") == 0
    for path in sorted((tmp_path / "out").glob("*.csv")):
        text = path.read_text(encoding="utf-8-sig").replace("未到期", "还没到期")
        if text.count("\n") > 1:  # a table without rows is no file of rules
            (home.inbox / "rules" / path.name).write_text(text, encoding="utf-8")
    night(home, FIRST)
    assert {row["verdict"] for row in raw.read_table(home.root, "rule_files")} == {"accepted"}
    told = {row["code"] for row in raw.read_table(home.root, "rule_findings")}
    assert told == {"rules-as-shipped"}
    assert [one.columns for name in RULE_TABLES for one in deviations(home_rules(home.root), name, THIRD)] == [("label_zh",)]
    updated = _next_version(tmp_path / "seeds", "status_bands", "20,not_reported,未报送", "20,not_reported,没有报送")
    for _ in range(2):  # and however often it is read again
        night(home, THIRD, updated)
        labels = _labels(home_rules(home.root, updated))
        assert (labels["10"], labels["20"]) == ("还没到期", "没有报送")
        shutil.rmtree(home.raw)


def test_a_row_beside_a_changed_one_of_its_rule_goes_on_with_the_program(home: Home, tmp_path: Path) -> None:
    drop(home, FIRST, "reporting_calendar", "*,month,3,0,6,1990-01-01,", "*,month,2,0,4,2000-01-01,")
    days = [(row["valid_from"], row["due_day"]) for row in home_rules(home.root).known_on(FIRST).rows("reporting_calendar")]
    assert sorted(days) == [("1990-01-01", "3"), ("2000-01-01", "2")]
    updated = _next_version(tmp_path / "seeds", "reporting_calendar", "*,month,2,0,4", "*,month,4,0,6")
    night(home, SECOND, updated)
    rules = home_rules(home.root, updated)
    there = {row["valid_from"]: row["due_day"] for row in rules.known_on(SECOND).rows("reporting_calendar")}
    assert there == {"1990-01-01": "3", "2000-01-01": "4"}
    sources = {row["valid_from"]: rule for row, rule in rules.rows_with_sources("reporting_calendar", SECOND)}
    assert sources["2000-01-01"] is None


def test_the_program_s_own_row_takes_a_home_s_change_back(home: Home, tmp_path: Path) -> None:
    drop(home, FIRST, "status_bands", "10,not_due,还没到期,灰,not_due,*,,,,,2000-01-01,,说明")
    (shipped,) = (row for row in home_rules(home.root).defaults.rows("status_bands") if row["band_no"] == "10")
    drop(home, SECOND, "status_bands", ",".join(shipped.values()))
    rules = home_rules(home.root)
    assert [_labels(rules, day)["10"] for day in (FIRST, SECOND)] == ["还没到期", "未到期"]
    assert deviations(rules, "status_bands", SECOND) == []
    updated = _next_version(tmp_path / "seeds", "status_bands", "10,not_due,未到期", "10,not_due,时候未到")
    night(home, THIRD, updated)
    assert _labels(home_rules(home.root, updated))["10"] == "时候未到"


def test_which_rows_deviate_from_the_program_s_is_told(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert overview(home.root) == 0
    assert "所有规则都与程序自带的相同" in capsys.readouterr().out
    head = ",".join(RULE_TABLES["alert_routing"].columns)
    (home.inbox / "rules" / "alert_routing.csv").write_text(
        f"{head},withdrawn\nred,10,,牵头领导,30,2000-01-01,,true\nred,9,,联络人,1,2000-01-01,,\n", encoding="utf-8"
    )
    drop(home, FIRST, "status_bands", "10,not_due,还没到期,灰,not_due,*,,,,,2000-01-01,,说明")
    by_table = {name: deviations(home_rules(home.root), name, THIRD) for name in ("alert_routing", "status_bands", "areas")}
    assert [(bool(one.row), bool(one.shipped), one.columns) for one in by_table["alert_routing"]] == [
        (True, False, ()),
        (False, True, ()),
    ]
    assert [one.columns for one in by_table["status_bands"]] == [("label_zh", "meaning")]
    assert by_table["areas"] == []
    assert overview(home.root) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("status_bands（band_no 10，") and "label_zh 程序自带：未到期" in line for line in lines)
    assert any(line.startswith("alert_routing（") and "本地已不用" in line for line in lines)
    assert any(line.startswith("alert_routing（") and "程序没有这一行" in line for line in lines)


def test_a_row_is_told_by_its_key_and_not_by_what_it_says(home: Home) -> None:
    """Two files that say the same of two rules, and one that says of a rule what the program says of another."""
    drop(home, FIRST, "target_weights", "重点工作-1/1,2,2023-01-01,,", name="target_weights_1.csv")
    drop(home, SECOND, "target_weights", "重点工作-2/1,2,2023-01-01,,", name="target_weights_2.csv")
    rows = home_rules(home.root).rows_with_sources("target_weights", THIRD)
    assert {row["target_key"]: rule and rule.file_name for row, rule in rows} == {
        "重点工作-1/1": "target_weights_1.csv",
        "重点工作-2/1": "target_weights_2.csv",
    }
    earlier = {row["target_key"] for row, _ in home_rules(home.root).rows_with_sources("target_weights", FIRST)}
    assert earlier == {"重点工作-1/1"}


def test_no_control_character_of_a_file_s_name_reaches_the_terminal(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    drop(home, FIRST, "judgement_words", "一般般,behind", name="judgement_words\x1b[2J\u202e\x07.csv")
    assert show(home.root, "judgement_words", also_past=False) == 0
    assert overview(home.root) == 0
    said = capsys.readouterr().out
    assert "一般般" in said
    assert not {"\x1b", "\u202e", "\x07"} & set(said)
    assert "judgement_words␛[2J␇.csv" in "".join(char for char in said if char not in " \n│")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"areas": [1]}', '{"areas": 1}'])
def test_what_the_program_said_then_is_named_where_it_is_damaged(home: Home, text: str) -> None:
    drop(home, FIRST, "unit_aliases", "区住房局,区住建局,2000-01-01,")
    (kept,) = home.shipped_rules.glob("*.json")
    kept.write_text(text, encoding="utf-8")
    shutil.rmtree(home.raw)
    with pytest.raises(DamagedFileError) as damage:
        night(home, SECOND)
    zh, en = str(damage.value).splitlines()
    assert str(kept) in zh
    assert "从备份恢复" in zh
    assert "restore it" in en
    kept.unlink()
    night(home, SECOND)
    assert home_rules(home.root).at(SECOND).unit_aliases["区住房局"] == "区住建局"
