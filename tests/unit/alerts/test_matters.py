"""Facts of a night become the right matters, and one thing is one matter whatever becomes of it."""

import datetime as dt
from dataclasses import replace

import pytest

from ingest.quarantine import Quarantined
from orchestration.alerts.matters import gate_matter, matters_of, quarantine_fault, set_aside_matters
from orchestration.alerts.model import Matter, MatterKind, NightFacts
from tests.unit.alerts.nights import D, fault, filing, judged, night, rules


def found(n: NightFacts, first_told: dict[str, dt.date] | None = None) -> list[Matter]:
    return matters_of(n, rules(), first_told or {})


@pytest.mark.parametrize(
    ("as_of", "kind"),
    [
        (D(2023, 12, 1), None),  # four days before, nobody is asked yet
        (D(2023, 12, 2), MatterKind.DUE_SOON),
        (D(2023, 12, 5), MatterKind.DUE_SOON),
        (D(2023, 12, 7), MatterKind.DUE_SOON),  # in the grace it is still on time
        (D(2023, 12, 8), MatterKind.OVERDUE),
        (D(2023, 12, 10), MatterKind.OVERDUE),  # the day of the lock is the last
        (D(2023, 12, 11), MatterKind.MISSING),
    ],
)
def test_a_filing_that_has_not_come(as_of: dt.date, kind: MatterKind | None) -> None:
    matters = found(night(as_of=as_of, filings=(filing(status="not_due"),)))
    assert [m.kind for m in matters] == ([kind] if kind else [])


@pytest.mark.parametrize("status", ["on_time", "late", "unexpected"])
def test_a_filing_that_has_come_is_no_matter(status: str) -> None:
    assert found(night(filings=(filing(status=status),))) == []


def test_a_filing_nobody_asked_for_is_not_missing() -> None:
    assert found(night(filings=(filing(is_expected=False),))) == []


def test_the_words_say_what_is_wanted_and_until_when() -> None:
    (matter,) = found(night(filings=(filing(),)))
    assert matter.lines == (
        "2023年11月进展情况应于2023年12月5日前报送，已过4天，目前还没有收到。",
        "请尽快补报；2023年12月10日起本期数据锁定，之后报送的只作为更正记录。",
    )


def test_a_rejected_file_takes_the_place_of_the_missing_filing() -> None:
    matters = found(night(filings=(filing(status="returned"),), faults=(fault(),)))
    assert [m.kind for m in matters] == [MatterKind.REJECTED]
    assert matters[0].key == "filing|beita-2023-11|区发改局|2023-11"


def test_a_returned_filing_without_an_open_fault_is_still_asked_for() -> None:
    assert [m.kind for m in found(night(filings=(filing(status="returned"),)))] == [MatterKind.OVERDUE]


def test_a_rejection_names_file_cell_seen_wanted_until_and_the_return_copy() -> None:
    n = night(filings=(filing(status="returned"),), faults=tuple(fault(number=i) for i in range(1, 8)))
    (matter,) = matters_of(n, rules(), {}, lambda _: ["returned/区发改局/发改局11月.退回.xlsx"])
    assert matter.lines[0] == "区发改局报送的“发改局11月.xlsx”（2023年11月）没有被接收，共有7处需要修改："
    assert matter.lines[1] == "1. 进展情况!H12（累计完成）：这一格应填数字（现为“约30”） 改法：请改为确切的数字。"
    assert matter.lines[6] == "另有2处，都已在退回件中标红并写明改法。"
    assert matter.lines[7] == (
        "退回件（原表标红并附批注）：returned/区发改局/发改局11月.退回.xlsx。请于2023年12月10日前改好重新报送，文件名不限。"
    )
    assert matter.attachments == ("returned/区发改局/发改局11月.退回.xlsx",)


def test_a_deadline_that_has_passed_is_not_held_out() -> None:
    late = night(as_of=D(2023, 12, 20), filings=(filing(status="rejected"),), faults=(fault(),))
    (matter,) = found(late)
    assert matter.lines[-1].endswith("请改好后尽快重新报送，文件名不限。")


def test_ten_thousand_faults_are_one_matter_of_a_few_lines() -> None:
    (matter,) = found(night(faults=tuple(fault(number=i) for i in range(10_000))))
    assert len(matter.lines) == 8
    assert "共有10000处需要修改" in matter.lines[0]
    assert "另有9995处" in matter.lines[6]


def test_held_rows_are_a_matter_of_their_own_beside_an_accepted_filing() -> None:
    faults = (fault(effect="row"), fault(effect="row", row_no=12, place="进展情况!I12"), fault(effect="row", number=5))
    (matter,) = found(night(filings=(filing(status="on_time"),), faults=faults))
    assert (matter.kind, matter.key) == (MatterKind.HELD, "held|beita-2023-11|区发改局|2023-11")
    assert matter.lines[0] == "区发改局报送的“发改局11月.xlsx”（2023年11月）已接收，但有2行暂未计入，需要修改："


def test_cells_to_look_at_again_are_told_beside_held_rows_but_not_beside_a_rejection() -> None:
    note = fault(effect="none", number=9, message="约差一万倍，可能填混了单位")
    held, warned = sorted(found(night(faults=(note, fault(effect="row")))), key=lambda m: m.kind)
    assert (held.kind, warned.kind) == (MatterKind.HELD, MatterKind.WARNED)
    assert warned.lines[0] == "区发改局报送的“发改局11月.xlsx”（2023年11月）已接收并计入，有1处请再核对："
    assert warned.lines[-1] == "如填写无误，不必处理；如有误，请改好后重新报送整份文件。"
    assert [m.kind for m in found(night(faults=(note, fault())))] == [MatterKind.REJECTED]


def test_of_two_rejected_files_of_one_filing_the_later_counts() -> None:
    older = fault(file_name="旧.xlsx", file_sha256="00" * 32, open_since=D(2023, 12, 6))
    newer = fault(file_name="新.xlsx", file_sha256="11" * 32, open_since=D(2023, 12, 8))
    for order in ((older, newer), (newer, older)):
        (matter,) = found(night(faults=order))
        assert "新.xlsx" in matter.lines[0]


def test_files_that_name_no_unit_stay_apart() -> None:
    strangers = tuple(
        fault(unit="", period="", list_id="", file_sha256=sha * 32, file_name=f"{sha}.xlsx") for sha in ("0a", "0b")
    )
    assert len(found(night(faults=strangers))) == 2


def test_a_file_that_is_no_units_is_spoken_of_as_received() -> None:
    (matter,) = found(night(faults=(fault(unit="", period="", file_name="全省平均.csv"),)))
    assert matter.lines[0] == "收到的“全省平均.csv”没有被接收，共有1处需要修改："


def test_a_red_target_and_a_differing_word_are_two_matters() -> None:
    matters = found(night(judged=(judged(unit_word="正常推进", differs=True),)))
    assert {m.kind for m in matters} == {MatterKind.RED, MatterKind.JUDGEMENT}
    assert {m.task_keys for m in matters} == {("重点工作-1-7",)}
    differing = next(m for m in matters if m.kind is MatterKind.JUDGEMENT)
    assert differing.lines[0] == "重点工作-1-7“规模工业增加值”（北塔区）单位自评“正常推进”，系统按数据判定“严重滞后”。"


def test_a_red_light_of_a_wider_area_is_told_and_asks_for_nothing() -> None:
    wider = judged(area="邵阳市", own_area="北塔区")
    (matter,) = found(night(judged=(wider,)))
    (own,) = found(night(judged=(judged(area="邵阳市"),)))
    assert (matter.kind, own.kind) == (MatterKind.RED_WIDER, MatterKind.RED)
    assert matter.key == own.key, "one light has one key, whoever it is told to"
    assert matter.lines == ("这是邵阳市的指标，北塔区只是其中一部分。", wider.explanation)
    assert "下一步措施" not in matter.ask
    assert matter.quiet_end


@pytest.mark.parametrize("light", ["绿", "黄", "灰", "蓝"])
def test_other_lights_are_no_matter(light: str) -> None:
    assert found(night(judged=(judged(light=light),))) == []


def test_a_red_target_counts_from_the_day_it_was_first_told() -> None:
    key = "red|beita-2023-11/重点工作-1-7/1|北塔区"
    (matter,) = found(night(judged=(judged(),)), {key: D(2023, 11, 20)})
    assert (matter.key, matter.since) == (key, D(2023, 11, 20))


def test_a_failed_gate_says_why_and_that_the_old_version_stands() -> None:
    matter = gate_matter(D(2023, 12, 9), ["报告期的写法不对", "行数不符"], D(2023, 12, 8))
    assert "上一次发布的数据仍然有效" in matter.lines[0]
    assert matter.lines[1:3] == ("1. 报告期的写法不对", "2. 行数不符")
    assert matter.since == D(2023, 12, 8)


SET_ASIDE = Quarantined(
    seq=7, sha256="a" * 64, kind="progress", file_name="进展.xlsx", check="a-check", line="某检查未通过，例如 区财政局 · F12",
    program="p", list_id="l", unit="区财政局", period="2023-11", is_published=True,
)  # fmt: skip


def test_a_file_that_the_system_set_aside_is_told_to_the_operator_with_its_check_and_cell() -> None:
    matter = quarantine_fault(SET_ASIDE, D(2023, 12, 5))
    assert (matter.key, matter.kind) == ("system|quarantine|7", MatterKind.SYSTEM_FAULT)
    said = "".join(matter.lines)
    assert all(part in said for part in ("进展.xlsx", "F12", "a" * 16))


def test_its_sender_is_told_that_he_need_do_nothing() -> None:
    of_a_list = replace(SET_ASIDE, seq=8, kind="task_list", unit="", period="")
    (matter,) = set_aside_matters([SET_ASIDE, of_a_list], D(2023, 12, 5))
    assert (matter.kind, matter.unit, matter.list_id, matter.quiet_end) == (MatterKind.SET_ASIDE, "区财政局", "l", True)
    said = "".join(matter.lines)
    assert all(part in said for part in ("进展.xlsx", "不用重报", "不算缺报"))
    assert "F12" not in said
    assert [rule.role for rule in rules() if rule.kind is MatterKind.SET_ASIDE] == ["联络人"]
