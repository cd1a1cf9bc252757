"""Dates that stand beside a table: whose deadline each is, and which rows are for review because another could be meant."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.task_lists.model import Confidence, TaskList
from ingest.task_lists.target_findings import ANOTHER_YEAR, SEVERAL_DEADLINES
from tests.unit.task_lists.tables.pages import page, read_page, table


def dues(task_list: TaskList) -> dict[str, set[tuple[dt.date | None, str]]]:
    """The deadlines of the targets of each area, with their confidence."""
    found: dict[str, set[tuple[dt.date | None, str]]] = {}
    for target in task_list.targets:
        found.setdefault(target.area, set()).add((target.due, target.confidence.value))
    return found


def reasons(task_list: TaskList) -> str:
    return "".join(finding.message for finding in task_list.findings)


def test_the_date_of_a_notice_is_no_deadline_and_a_date_of_reporting_neither() -> None:
    task_list = page(
        "白石县2024年乡村建设任务分解表",
        ("乡镇", "修复渠道（公里）", "新建公厕（座）"),
        ("石桥镇", "120", "300"),
        ("柳河乡", "90", "210"),
        before=("各乡镇务于10月25日前全面完成，并于每月5日前上报进度。",),
        after=("白石县农业农村局", "2024年3月18日"),
    )
    wanted = {(dt.date(2024, 10, 25), "sure")}
    assert dues(task_list) == {"石桥镇": wanted, "柳河乡": wanted}


def test_a_table_without_any_deadline_ends_with_the_list_whatever_day_it_was_signed() -> None:
    task_list = page(
        "白石县2024年乡村建设任务分解表",
        ("乡镇", "修复渠道（公里）"),
        ("石桥镇", "120"),
        ("柳河乡", "90"),
        before=("根据2024年2月6日县政府常务会议要求，现将任务分解如下。",),
        after=("2024年3月18日",),
    )
    assert {target.due for target in task_list.targets} == {dt.date(2024, 12, 31)}


def test_a_date_of_a_part_leaves_the_rows_of_the_area_it_names_in_doubt() -> None:
    task_list = page(
        "青溪县2021年水毁渠道修复任务表",
        ("乡镇", "修复渠道（公里）"),
        ("合计", "33"),
        ("南坪镇", "21"),
        ("青石乡", "12"),
        before=("各乡镇要于9月底前完成修复，县水利局于10月15日前组织验收。",),
        after=("注：南坪镇任务含上年结转4公里，结转部分须于5月20日前完成。",),
    )
    assert dues(task_list)["青石乡"] == {(dt.date(2021, 9, 30), "sure")}
    assert dues(task_list)["南坪镇"] == {(dt.date(2021, 9, 30), "review")}
    assert SEVERAL_DEADLINES in reasons(task_list)


def test_two_dates_that_could_both_be_meant_are_for_review() -> None:
    task_list = page(
        "青溪县2021年水毁渠道修复任务表",
        ("乡镇", "修复渠道（公里）"),
        ("南坪镇", "21"),
        ("青石乡", "12"),
        before=("各乡镇要于3月底前全部开工，9月底前全部完工。",),
    )
    assert {(t.due, t.confidence) for t in task_list.targets} == {(dt.date(2021, 9, 30), Confidence.REVIEW)}
    assert SEVERAL_DEADLINES in reasons(task_list)


def test_an_area_with_a_date_of_its_own_and_the_others() -> None:
    task_list = page(
        "云岭市2022年公厕建设任务表",
        ("县区", "新建公厕（座）"),
        ("青溪县", "8"),
        ("白石县", "5"),
        ("南湾区", "9"),
        after=("注：南湾区于6月底前完成，其余县于11月底前完成。",),
    )
    assert dues(task_list) == {
        "青溪县": {(dt.date(2022, 11, 30), "sure")},
        "白石县": {(dt.date(2022, 11, 30), "sure")},
        "南湾区": {(dt.date(2022, 6, 30), "sure")},
    }


def test_only_a_date_of_checking_says_that_the_end_is_not_plain() -> None:
    task_list = page(
        "云岭市2022年公厕建设任务表",
        ("县区", "新建公厕（座）"),
        ("青溪县", "8"),
        ("白石县", "5"),
        after=("注：市住建局于11月20日前组织验收。",),
    )
    assert {(t.due, t.confidence) for t in task_list.targets} == {(dt.date(2022, 12, 31), Confidence.REVIEW)}


def test_years_of_the_head_stand_before_the_year_of_the_lead() -> None:
    task_list = page(
        "青溪县农业发展主要指标",
        ("指标", "单位", "2021年目标", "2024年目标"),
        ("粮食产量", "万吨", "11.2", "12"),
        ("生猪出栏", "万头", "31", "36"),
        before=("青溪县农业发展规划（2020-2024年）", "到2024年底前，全面建成现代农业体系。"),
    )
    assert [(t.metric, str(t.value), t.due, t.confidence.value) for t in task_list.targets] == [
        ("粮食产量", "11.2", dt.date(2021, 12, 31), "sure"),
        ("粮食产量", "12", dt.date(2024, 12, 31), "sure"),
        ("生猪出栏", "31", dt.date(2021, 12, 31), "sure"),
        ("生猪出栏", "36", dt.date(2024, 12, 31), "sure"),
    ]


def test_an_annex_of_one_year_after_the_indicators_of_several() -> None:
    task_list = read_page(
        "青溪县乡村发展规划（2020-2024年）",
        "专栏1 青溪县乡村发展主要指标",
        table(
            ("指标", "单位", "2022年目标", "2024年目标"), ("自来水普及率", "%", "88", "94"), ("卫生厕所普及率", "%", "80", "90")
        ),
        "附表2  2021年农田建设和改厕任务分解表",
        table(
            (("镇（场）", 1, 2), ("高标准农田（亩）", 2, 1), None, ("农村改厕（户）", 1, 2)),
            (None, "新建", "改造提升", None),
            ("石桥镇", "1200", "300", "410"),
            ("青山林场", "—", "200", "35"),
            ("合  计", "1200", "500", "445"),
        ),
    )
    shown = [(t.area, t.metric, f"{t.value}{t.unit}", t.period_start, t.due) for t in task_list.targets]
    first, last = dt.date(2021, 1, 1), dt.date(2021, 12, 31)
    assert shown[4:] == [
        ("石桥镇", "高标准农田新建", "1200亩", first, last),
        ("石桥镇", "高标准农田改造提升", "300亩", first, last),
        ("石桥镇", "农村改厕", "410户", first, last),
        ("青山林场", "高标准农田改造提升", "200亩", first, last),
        ("青山林场", "农村改厕", "35户", first, last),
        ("全县", "高标准农田新建", "1200亩", first, last),
        ("全县", "高标准农田改造提升", "500亩", first, last),
        ("全县", "农村改厕", "445户", first, last),
    ]
    assert [due.year for *_, due in shown[:4] if due] == [2022, 2024, 2022, 2024]


def test_a_table_of_another_year_than_the_list_is_for_review() -> None:
    task_list = read_page(
        "白石县2025年重点工作任务分解",
        table(("序号", "任务", "目标", "责任单位"), ("1", "招商引资", "引进项目12个", "县商务局")),
        "附表：2024年招商任务分解表",
        table(("乡镇", "引进项目（个）"), ("石桥镇", "3"), ("柳河乡", "2")),
    )
    annex = [t for t in task_list.targets if t.area != "全县"]
    assert [(t.due, t.confidence) for t in annex] == [(dt.date(2024, 12, 31), Confidence.REVIEW)] * 2
    assert ANOTHER_YEAR in reasons(task_list)


def test_a_date_without_a_year_beside_columns_of_two_years() -> None:
    task_list = page(
        "云岭市公厕建设计划表（2023-2024年）",
        ("县区", "2023年计划（座）", "2024年计划（座）"),
        ("青溪县", "8", "6"),
        ("白石县", "5", "4"),
        before=("新建公厕任务于10月底前完成。",),
    )
    assert {t.confidence for t in task_list.targets} == {Confidence.REVIEW}


TOILETS = (
    ("乡镇", "危房改造（户）", "公厕新建（座）", "公厕整改（座）", "村道硬化（公里）"),
    ("石桥镇", "20", "3", "15", "5"),
    ("柳河乡", "10", "2", "5", "4"),
)
IN_NOVEMBER, AT_THE_END = (dt.date(2023, 11, 30), "sure"), (dt.date(2023, 12, 31), "sure")
DOUBTED = (dt.date(2023, 12, 31), "review")


@pytest.mark.parametrize(
    ("note", "dated"),
    [
        ("公厕新建于11月底前完成", (AT_THE_END, IN_NOVEMBER, AT_THE_END, AT_THE_END)),
        ("新建公厕任务须在11月30日前全部完成", (AT_THE_END, IN_NOVEMBER, AT_THE_END, AT_THE_END)),
        ("危房改造、村道硬化于11月底前完成", (IN_NOVEMBER, AT_THE_END, AT_THE_END, IN_NOVEMBER)),
        ("年度建设任务于11月底前全面完成", (IN_NOVEMBER, IN_NOVEMBER, IN_NOVEMBER, IN_NOVEMBER)),
        # in part only, of several, or what an earlier clause names
        ("城乡公厕新建于11月底前完成", (AT_THE_END, DOUBTED, DOUBTED, AT_THE_END)),
        ("公厕任务于11月底前完成", (AT_THE_END, DOUBTED, DOUBTED, AT_THE_END)),
        ("公厕改造于11月底前完成", (DOUBTED, DOUBTED, DOUBTED, AT_THE_END)),
        ("公厕新建由县城管局负责，于11月底前完成", (DOUBTED, DOUBTED, DOUBTED, DOUBTED)),
        ("除公厕整改外，其余任务于11月底前完成", (DOUBTED, DOUBTED, DOUBTED, DOUBTED)),
        ("项目招标于6月底前完成", (DOUBTED, DOUBTED, DOUBTED, DOUBTED)),
    ],
)
def test_a_note_dates_the_columns_that_hold_all_of_its_words(note: str, dated: tuple[tuple[dt.date, str], ...]) -> None:
    task_list = page("白石县2023年乡村建设任务分解表", *TOILETS, after=(f"注：{note}。",))
    assert tuple((t.due, t.confidence.value) for t in task_list.targets if t.area == "柳河乡") == dated


def test_a_note_on_the_columns_of_a_group_and_on_one_of_them() -> None:
    head = (("乡镇", 1, 2), ("农村公厕（座）", 2, 1), None, ("农村道路（公里）", 2, 1), None)
    rows = (
        head,
        (None, "新建", "问题整改", "路面硬化", "安保工程"),
        ("石桥镇", "3", "15", "5", "6"),
        ("柳河乡", "2", "5", "4", "3"),
    )
    note = "注：1.公厕新建任务于11月底前完成；2.农村道路于10月底前完成；3.各乡镇每月25日前报送进度。"
    task_list = page("白石县2023年乡村建设任务分解表", *rows, after=(note,))
    in_october = (dt.date(2023, 10, 31), "sure")
    wanted = [IN_NOVEMBER, AT_THE_END, in_october, in_october]
    assert [(t.due, t.confidence.value) for t in task_list.targets if t.area == "石桥镇"] == wanted


def test_what_a_note_says_of_one_thing_in_one_area_and_of_the_rest() -> None:
    note = "注：石桥镇公厕新建于9月底前完成，其余任务于11月底前完成。"
    task_list = page("白石县2023年乡村建设任务分解表", *TOILETS, after=(note,))
    found = {(t.area, t.metric): (t.due, t.confidence.value) for t in task_list.targets}
    assert found.pop(("石桥镇", "公厕新建")) == (dt.date(2023, 9, 30), "sure")
    assert set(found.values()) == {DOUBTED}


def test_a_note_under_indicators_dates_the_row_that_it_names() -> None:
    task_list = page(
        "白石县2023年主要指标任务表",
        ("序号", "指标名称", "单位", "2023年目标", "责任单位"),
        ("1", "高标准农田建设", "万亩", "3", "县农业农村局"),
        ("2", "造林面积", "万亩", "2", "县林业局"),
        after=("注：造林任务于4月底前完成。",),
    )
    assert [(t.due, t.confidence.value) for t in task_list.targets] == [AT_THE_END, (dt.date(2023, 4, 30), "sure")]


def test_the_note_of_one_table_does_not_date_the_next() -> None:
    second = table(("乡镇", "公厕新建任务（座）"), ("石桥镇", "3"), ("柳河乡", "2"))
    for between in (("注：各项任务于9月底前完成。",), ("注：各项任务于9月底前完成。", "附表2 白石县2023年公厕任务分解表")):
        task_list = read_page("白石县2023年乡村建设任务分解表", table(*TOILETS), *between, second)
        assert {t.due for t in task_list.targets if t.place.table == 1} == {dt.date(2023, 9, 30)}
        assert {t.due for t in task_list.targets if t.place.table == 2} == {dt.date(2023, 12, 31)}
