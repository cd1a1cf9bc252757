"""A file of rules as people drop it: what is taken, what is held back and said, and what is refused as a whole."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ingest.documents.reader import Use, read_bytes
from ingest.rules.overlay import Layers
from ingest.rules.reader import RuleReading, read_rules, said
from ingest.rules.tables import RULE_TABLES
from ingest.rules.whole import broken
from ingest.seeds import Seeds

ALIASES = "alias,unit_name,valid_from,valid_to\n"
CALENDAR = "list_id,period_kind,due_day,grace_days,lock_day,valid_from,valid_to\n"


def read(text: str | bytes, name: str = "unit_aliases.csv") -> RuleReading:
    data = text.encode() if isinstance(text, str) else text
    return read_rules(read_bytes(data, name, use=Use.FIGURES), name, Layers(Seeds().rows))


def codes(reading: RuleReading) -> list[tuple[str, int]]:
    return [(found.code, found.place.row) for found in reading.findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rows_are_taken_with_their_place(encoding: str) -> None:
    reading = read(
        (ALIASES + "区发改和科技局,区发改局,2024-01-01,\n区住房局,区住建局,2024年1月5日,2024/12/31\n").encode(encoding)
    )
    assert [(rule.table, rule.row_no) for rule in reading.rules] == [("unit_aliases", 2), ("unit_aliases", 3)]
    assert reading.rules[1].cells == {
        "alias": "区住房局", "unit_name": "区住建局", "valid_from": "2024-01-05", "valid_to": "2024-12-31", "withdrawn": "",
    }  # fmt: skip
    assert (reading.rows_read, reading.rows_held) == (2, 0)
    assert "rejected" not in reading.verdict


def test_sheets_of_a_workbook_are_tables() -> None:
    book, out = Workbook(), io.BytesIO()
    first, second = book.active, book.create_sheet("target_weights")
    assert first is not None
    first.title = "unit_aliases"
    for row in (["alias", "unit_name", "valid_from", "valid_to"], ["区住房局", "区住建局", "2024-01-01", None]):
        first.append(row)
    for line in (
        ["target_key", "weight", "valid_from", "valid_to", "reason"],
        ["重点工作-1/1", 2.5, "2024-01-01", None, "区长定"],
    ):
        second.append(line)
    book.save(out)
    reading = read(out.getvalue(), "我们的规则.xlsx")
    assert [(rule.table, rule.sheet) for rule in reading.rules] == [
        ("unit_aliases", "unit_aliases"),
        ("target_weights", "target_weights"),
    ]
    assert reading.rules[1].cells["weight"] == "2.5"


@pytest.mark.parametrize(
    ("name", "row", "code"),
    [
        ("unit_aliases", "区住房局,,2024-01-01,", "rules-cell-blank"),
        ("unit_aliases", "区住房局,区住建局,,", "rules-cell-blank"),
        ("unit_aliases", "区住房局,区住建局,明年,", "rules-not-a-date"),
        ("unit_aliases", "区住房局,区住建局,2024-02-30,", "rules-not-a-date"),
        ("unit_aliases", "区住房局,区住建局,2024-02-01,2024-01-01", "rules-dates-reversed"),
        ("unit_aliases", "=cmd()|x,区住建局,2024-01-01,", "rules-text-unsafe"),
        ("unit_aliases", "区住\u202e房局,区住建局,2024-01-01,", "rules-text-unsafe"),
        ("unit_aliases", f"{'长' * 301},区住建局,2024-01-01,", "rules-text-too-long"),
        ("reporting_calendar", "*,month,两天,0,4,2024-01-01,", "rules-not-a-number"),
        ("reporting_calendar", "*,month,2.5,0,4,2024-01-01,", "rules-not-a-number"),
        ("reporting_calendar", "*,month,400,0,4,2024-01-01,", "rules-out-of-range"),
        ("reporting_calendar", "*,monthly,2,0,4,2024-01-01,", "rules-not-a-choice"),
        ("pace_rules", "200,own,*,*,level,*,(没有关,day,2024-01-01,,按日,说明", "rules-not-a-pattern"),
        ("pace_rules", "200,own,*,*,level,*,(?<=新)增,day,2024-01-01,,按日,说明", "rules-not-a-pattern"),
        ("pace_rules", "200,own,*,*,level,*,(?x)新 增,day,2024-01-01,,按日,说明", "rules-not-a-pattern"),
        ("pace_rules", r"200,own,*,*,level,*,新增\Z,day,2024-01-01,,按日,说明", "rules-not-a-pattern"),
        ("pace_rules", r"200,own,*,*,level,*,\u4e00,day,2024-01-01,,按日,说明", "rules-not-a-pattern"),
        ("pace_rules", "200,own,*,*,level,*,新{1001},day,2024-01-01,,按日,说明", "rules-not-a-pattern"),
        ("pace_rules", f"200,own,*,*,level,*,{'[^新]{900}' * 300},day,2024-01-01,,按日,说明", "rules-not-a-pattern"),
        ("pace_rules", "200,own,*,*,level,*,=cmd|x!A0,day,2024-01-01,,按日,说明", "rules-text-unsafe"),
        ("area_groups", "市辖三区,云岭县,2024-01-01,", "rules-refers-to-nothing"),
        ("areas", "999001,双清区,district,430500,,2024-01-01,", "rules-taken-name"),
        ("target_weights", "重点工作-1/1,0.1234567,2024-01-01,,", "rules-not-a-number"),
        ("score_formulas", "own,total,总量,0.33333,rank,100,5,40,2024-01-01,", "rules-not-a-number"),
        ("status_bands", "45,other_place,他处,绿,gap,growth,,,,,2024-01-01,,说明", "rules-status-unfit"),
        ("status_bands", "40,ahead,已完成,绿,done,*,,,,,2000-01-01,,说明", "rules-status-unfit"),
        ("areas", "999001,青溪县,county,999001,,2024-01-01,", "rules-area-in-itself"),
        ("areas", "999001,云岭县;白石县,county,430500,,2024-01-01,", "rules-not-a-name"),
        ("area_groups", "市辖三区,市辖三区,2024-01-01,", "rules-group-in-itself"),
        ("area_groups", "邵阳县,北塔区,2024-01-01,", "rules-not-a-group"),
        ("unit_aliases", "区住房局,区住房局,2024-01-01,", "rules-leads-on"),
        ("unit_aliases", "区住房局,区发展改革局,2024-01-01,", "rules-leads-on"),
        ("unit_aliases", "区发改局,区发展改革和科技局,2024-01-01,", "rules-leads-on"),
        ("unit_aliases", "区住房局,区住建局|区城管局,2024-01-01,", "rules-not-a-name"),
        ("measure_units", "3垄,3垄,1,,count,true,", "rules-not-a-unit"),
        ("measure_units", "(垄,(垄,1,,count,true,", "rules-not-a-unit"),
        ("measure_units", "垄,没有,1,,count,true,", "rules-refers-to-nothing"),
        ("measure_units", "垄,垄,10,,count,true,", "rules-not-in-base-units"),
        ("measure_units", "垄,万元,10,money,measure,true,", "rules-not-in-base-units"),
        ("measure_units", "垄,亩,10,,measure,true,", "rules-not-in-base-units"),
        ("lock_exceptions", "重点工作,区发改局,去年十一月,2024-01-01,区长同意", "rules-not-a-period"),
        ("alert_routing", "due_soon,5,3,联络人,1,2024-01-01,", "rules-days-reversed"),
    ],
)
def test_a_wrong_row_is_a_finding_and_the_rest_counts(name: str, row: str, code: str) -> None:
    table = RULE_TABLES[name]
    good = {
        "unit_aliases": "区好局,区教育局,2024-01-01,",
        "reporting_calendar": "beita-2024-01,month,5,1,9,2024-01-01,",
        "pace_rules": "300,good,*,*,level,*,亩产,day,2024-01-01,,按日,说明",
        "area_groups": "市辖三区,邵阳县,2024-01-01,",
        "areas": "999002,云岭县,county,430500,,2024-01-01,",
        "target_weights": "重点工作-2/1,2,2024-01-01,,",
        "score_formulas": "other,total,总量,1,rank,100,5,40,2024-01-01,",
        "measure_units": "垅,亩,1E+2,land,measure,true,",
        "status_bands": "10,not_due,还没到期,灰,not_due,*,,,,,2024-01-01,,说明",
        "lock_exceptions": "重点工作,区发改局,Nov-23,2024-01-01,区长同意",
        "alert_routing": "due_soon,-9,-8,联络人,1,2024-01-01,",
    }[name]
    reading = read(f"{','.join(table.columns)}\n{row}\n{good}\n", f"{name}.csv")
    assert codes(reading) == [(code, 2)]
    assert [rule.row_no for rule in reading.rules] == [3]
    assert (reading.rows_read, reading.rows_held) == (2, 1)
    assert reading.verdict == "accepted_with_warnings"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("单位.csv", ALIASES + "区住房局,区住建局,2024-01-01,\n", "rules-no-such-table"),
        ("comparators.csv", "comparator,direction,is_strict,tolerance,label_zh\nge,up,true,0,不低于\n", "rules-no-such-table"),
        ("unit_aliases.csv", "alias,unit_name,valid_from\n区住房局,区住建局,2024-01-01\n", "rules-columns-missing"),
        ("unit_aliases.csv", "alias,unit_name,valid_from,valid_to,memo\na,b,2024-01-01,,\n", "rules-column-unknown"),
        ("unit_aliases.csv", "alias,alias,unit_name,valid_from,valid_to\na,b,c,2024-01-01,\n", "rules-column-twice"),
        ("unit_aliases.csv", ALIASES, "rules-no-rows"),
        ("unit_aliases.csv", "区住房局", "rules-no-such-table"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused(name: str, text: str, code: str) -> None:
    reading = read(text, name)
    assert code in [found.code for found in reading.findings]
    assert reading.verdict == "rejected"
    assert reading.rules == ()


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        # on schedule from -5 to 5, and now only from -3: nothing is left between
        ("status_bands", "80,on_schedule,达到序时,绿,gap,*,-3,true,5,true,2024-01-01,,说明"),
        ("status_bands", "10,not_due,未到期,灰,not_due,*,,,,,2000-01-01,2023-12-31,说明"),
        # reached by no band: a gap of two million points, the word 超前
        ("status_bands", "60,seriously_behind,严重滞后,红,gap,*,-1000000,true,-20,false,2000-01-01,,说明"),
        ("status_bands", "90,on_schedule,达到序时,绿,gap,*,5,false,,,2024-01-01,,说明"),
        ("pace_rules", "103,amount-by-month,*,*,level,*,.,month,2000-01-01,2023-12-31,按月序时,说明"),
        ("score_formulas", "total_and_growth,total,总量,0.6,rank,100,5,40,2024-01-01,"),
        ("score_rules_office", "90,total,总分,total,1,0,105,100,2000-01-01,2023-12-31,说明"),
        ("reporting_calendar", "*,month,2,0,4,2000-01-01,2023-12-31"),
        ("alert_routing", "gate_failed,0,,operator,1,2000-01-01,2023-12-31"),
    ],
)
def test_a_file_that_would_leave_a_hole_in_the_rules_is_refused(name: str, rows: str) -> None:
    reading = read(f"{','.join(RULE_TABLES[name].columns)}\n{rows}\n", f"{name}.csv")
    assert next(found.code for found in reading.findings) == "rules-broken-together"
    assert reading.verdict == "rejected"
    assert reading.rules == ()


@pytest.mark.parametrize(
    ("name", "new", "old"),
    [
        ("status_bands", "10,not_due,未到期,灰,not_due,*,,,,,2024-01-01,,说明,", "10,,,,,,,,,,2000-01-01,,,true"),
        ("reporting_calendar", "*,month,2,0,4,2024-01-01,,", "*,month,,,,2000-01-01,,true"),
    ],
)
def test_lists_of_past_years_keep_their_rules(name: str, new: str, old: str) -> None:
    reading = read(f"{','.join(RULE_TABLES[name].columns)},withdrawn\n{new}\n{old}\n", f"{name}.csv")
    assert next(found.code for found in reading.findings) == "rules-broken-together"


def test_a_band_may_be_moved_together_with_its_neighbour() -> None:
    head = ",".join(RULE_TABLES["status_bands"].columns)
    rows = [
        "70,behind,滞后,黄,gap,*,-20,true,-3,false,2024-01-01,,说明",
        "80,on_schedule,序时,绿,gap,*,-3,true,5,true,2024-01-01,,说明",
    ]
    reading = read("\n".join([head, *rows, ""]), "status_bands.csv")
    assert reading.findings == ()
    assert list(broken(Layers(Seeds().rows).with_rows(said(reading.rules)))) == []


def test_areas_that_lie_in_each_other_are_held_with_what_lies_in_them() -> None:
    head = ",".join(RULE_TABLES["areas"].columns)
    rows = (
        "1,甲市,city,2,,2024-01-01,",
        "2,乙县,county,1,,2024-01-01,",
        "3,丙镇,town,2,,2024-01-01,",
        "4,丁市,city,,,2024-01-01,",
    )
    reading = read("\n".join([head, *rows, ""]), "areas.csv")
    assert codes(reading) == [("rules-area-in-itself", 2), ("rules-area-in-itself", 3), ("rules-refers-to-nothing", 4)]
    assert [rule.row_no for rule in reading.rules] == [5]


def test_a_long_chain_of_wrong_rows_is_read_in_reasonable_time() -> None:
    head = ",".join(RULE_TABLES["areas"].columns)
    rows = [f"A{n},第{n}镇,town,A{n - 1},,2024-01-01," for n in range(1, 400)]
    reading = read("\n".join([head, *rows, "B1,丁市,city,,,2024-01-01,", ""]), "areas.csv")
    assert reading.rules == ()
    assert reading.verdict == "rejected"
    assert {found.code for found in reading.findings} == {"rules-refers-to-nothing"}


@pytest.mark.parametrize(
    ("written", "period"),
    [("2023-11", "2023-11"), ("2023/11", "2023-11"), ("Nov-23", "2023-11"), ("2023年11月", "2023-11"), ("2024-Q1", "2024-Q1")],
)
def test_a_period_is_known_as_a_spreadsheet_program_writes_it(written: str, period: str) -> None:
    reading = read(
        f"list_id,unit,period,lock_on,reason\n重点工作,区发改局,{written},2024/1/8 0:00,同意\n", "lock_exceptions.csv"
    )
    assert [(rule.cells["period"], rule.cells["lock_on"]) for rule in reading.rules] == [(period, "2024-01-08")]


def test_empty_sheets_beside_the_table_are_none() -> None:
    book, out = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (["alias", "unit_name", "valid_from", "valid_to"], ["区住房局", "区住建局", dt.date(2024, 1, 1), None]):
        book.active.append(row)
    for title in ("Sheet2", "Sheet3"):
        book.create_sheet(title)
    book.save(out)
    assert [rule.table for rule in read(out.getvalue(), "unit_aliases.xlsx").rules] == ["unit_aliases"]


def test_of_one_key_the_row_that_begins_later_decides_wherever_it_stands() -> None:
    head = ",".join(RULE_TABLES["target_weights"].columns)
    reading = read(f"{head}\n重点工作-1/1,3,2024-06-01,,\n重点工作-1/1,2,2024-01-01,,\n", "target_weights.csv")
    laid = Layers(Seeds().rows).with_rows(said(reading.rules))("target_weights")
    assert [(row["weight"], row["valid_from"], row["valid_to"]) for row in laid] == [
        ("2", "2024-01-01", "2024-05-31"),
        ("3", "2024-06-01", ""),
    ]


def test_a_rule_is_withdrawn_by_its_key_alone() -> None:
    reading = read("alias,unit_name,valid_from,valid_to,withdrawn\n区发展改革局,,,,true\n区没有局,,,,true\n")
    assert codes(reading) == [("rules-nothing-withdrawn", 3)]
    assert "区发展改革局" not in {row["alias"] for row in Layers(Seeds().rows).with_rows(said(reading.rules))("unit_aliases")}


def test_whether_a_row_is_withdrawn_is_said_plainly() -> None:
    reading = read("alias,unit_name,valid_from,valid_to,withdrawn\n区发展改革局,,,,大概\n")
    assert [(found.code, found.label or found.message[1:10]) for found in reading.findings] == [
        ("rules-not-a-choice", "withdrawn")
    ]


def test_what_others_refer_to_is_not_withdrawn() -> None:
    reading = read("area_code,name,level,parent_code,aliases,valid_from,valid_to,withdrawn\n430502,,,,,,,true\n", "areas.csv")
    assert "rules-broken-together" in [found.code for found in reading.findings]


def test_the_same_rule_twice_in_a_file_counts_once_and_is_said() -> None:
    reading = read(ALIASES + "区住房局,区住建局,2024-01-01,\n区住房局,区城管局,2024-01-01,\n")
    assert codes(reading) == [("rules-row-twice", 3)]
    assert [rule.row_no for rule in reading.rules] == [2]


@given(st.sampled_from(sorted(RULE_TABLES)), st.lists(st.lists(st.text(max_size=12), max_size=14), max_size=5))
def test_whatever_stands_in_a_file_what_is_taken_leaves_the_rules_whole(name: str, lines: list[list[str]]) -> None:
    out = io.StringIO()
    out.write(",".join(RULE_TABLES[name].columns) + "\n")
    for line in lines:
        out.write(",".join('"' + cell.replace('"', '""') + '"' for cell in line) + "\n")
    reading = read(out.getvalue().encode("utf-8", "replace"), f"{name}.csv")
    assert reading.rows_read == reading.rows_accepted + reading.rows_held
    assert reading.rows_accepted or reading.verdict == "rejected"
    assert all(len(found.message) <= 600 for found in reading.findings)
    assert list(broken(Layers(Seeds().rows).with_rows(said(reading.rules)))) == []
