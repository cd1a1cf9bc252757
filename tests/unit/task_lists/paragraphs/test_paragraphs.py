"""Lists written as paragraphs: responsible units in a line below or in brackets, headings, document data around them."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.findings import Effect
from tests.unit.task_lists.golden_rows import GOLDEN, codes, golden, read_file, read_made, row, tasks_of
from tests.unit.task_lists.word_documents import document, paragraph


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_golden_tasks(name: str) -> None:
    assert tasks_of(read_file(GOLDEN / "lists" / f"{name}.txt")) == golden(f"lists/{name}.tasks.csv")


def test_a_says_who_issued_it_and_when() -> None:
    head = read_file(GOLDEN / "lists" / "a.txt").head
    assert head is not None
    assert (head.list_id, head.area, head.issuer) == ("yunling-2024-01", "云岭区", "区人民政府办公室")
    assert (head.title, head.document_no) == ("云岭区2024年政府工作报告目标任务责任分解", "云政办〔2024〕2号")
    assert head.issued_on == dt.date(2024, 1, 6)


def test_a_deadline_on_a_line_of_its_own_is_the_due_date_of_its_task() -> None:
    targets = [t for t in read_file(GOLDEN / "lists" / "a.txt").targets if t.task_no == "8"]
    assert targets
    assert {t.due for t in targets} == {dt.date(2024, 12, 31)}


def test_b_has_no_title_so_its_year_and_area_are_inferred_and_said_to_be() -> None:
    task_list = read_file(GOLDEN / "lists" / "b.txt")
    assert task_list.head is not None
    assert (task_list.head.area, task_list.head.period_start) == ("云岭市", dt.date(2024, 1, 1))
    assert {"term-inferred", "area-inferred"} <= codes(task_list)


def test_b_units_in_brackets_govern_the_targets() -> None:
    targets = read_file(GOLDEN / "lists" / "b.txt").targets
    assert {t.lead_unit for t in targets if t.task_no == "3"} == {"市科技局"}
    assert {t.lead_unit for t in targets if t.task_no == "4"} == {""}


def test_c_states_no_year_so_it_is_read_but_cannot_be_loaded() -> None:
    task_list = read_file(GOLDEN / "lists" / "c.txt")
    assert task_list.head is None
    assert [f.code for f in task_list.findings if f.effect is Effect.FILE] == ["term-not-stated"]
    assert "number-generated" in codes(task_list)
    assert {t.due.year for t in task_list.targets if t.due} == set()


HEADINGS = """北湖县2025年重点工作任务分工方案
北政办发〔2025〕7号
各乡镇人民政府，县直各单位：
现将2025年重点工作任务分工方案印发给你们。
一、总体要求
（一）坚持稳中求进，抓好落实。
二、重点任务
（一）稳定工业增长。
1.规模以上工业增加值增长7.5%。（县工信局牵头，县发改局配合）
2.新增规模以上工业企业18家。（县工信局、各乡镇）
（二）扩大有效投资
1.固定资产投资增长8%以上。
2.争取专项债券12亿元。
责任单位：县发改局、县财政局
牵头领导：周海
完成时限：11月底前
（三）改善人居环境。
①完成农村改厕3000户。②新建污水处理设施5座。
责任单位：县农业农村局
完成时间：9月底前
三、保障措施
（一）加强组织领导。成立工作专班。
北湖县人民政府办公室
2025年2月10日
"""


def test_headings_become_sections_outer_names_and_numbers() -> None:
    task_list = read_made(HEADINGS.encode(), "分工方案.txt")
    assert tasks_of(task_list) == [
        row(section="重点任务", task_no="1", subtask_no="1", parent_names="稳定工业增长", name="规模以上工业增加值增长7.5%",
            city_target="规模以上工业增加值增长7.5%。", units="县工信局;县发改局", lead_units="县工信局"),
        row(section="重点任务", task_no="1", subtask_no="2", parent_names="稳定工业增长", name="新增规模以上工业企业18家",
            city_target="新增规模以上工业企业18家。", units="县工信局;各乡镇"),
        row(section="重点任务", task_no="2", name="扩大有效投资",
            city_target="1.固定资产投资增长8%以上。\n2.争取专项债券12亿元。", leaders="周海", units="县发改局;县财政局"),
        row(section="重点任务", task_no="3", name="改善人居环境",
            city_target="①完成农村改厕3000户。②新建污水处理设施5座。", units="县农业农村局"),
    ]  # fmt: skip
    head = task_list.head
    assert head is not None
    assert (head.list_id, head.document_no, head.issuer) == ("beihu-2025-01", "北政办发〔2025〕7号", "北湖县人民政府办公室")
    assert head.issued_on == dt.date(2025, 2, 10)


def test_a_stated_deadline_replaces_the_end_of_the_list() -> None:
    targets = read_made(HEADINGS.encode(), "分工方案.txt").targets
    assert {t.due for t in targets if t.task_no == "3"} == {dt.date(2025, 9, 30)}
    assert {t.due for t in targets if t.task_no == "2"} == {dt.date(2025, 11, 30)}


def test_first_listed_leads_where_the_list_says_so() -> None:
    text = """南山区2024年目标任务清单
以下责任单位中排在第一位的为牵头单位。
1.新增就业5000人。（区人社局、区财政局）
2.建成公园3个。（区城管局）
3.完成绿化200亩。（区林业局牵头，区水利局配合）
"""
    assert [(r["units"], r["lead_units"]) for r in tasks_of(read_made(text.encode(), "南山.txt"))] == [
        ("区人社局;区财政局", "区人社局"),
        ("区城管局", "区城管局"),
        ("区林业局;区水利局", "区林业局"),
    ]


def test_a_speech_is_no_task_list() -> None:
    text = """在全区干部大会上的讲话
同志们：
今天我们召开大会，主要是统一思想。
一、充分肯定成绩
过去的一年，大家辛苦了。
二、坚定必胜信心
让我们团结一心。
"""
    task_list = read_made(text.encode(), "讲话.txt")
    assert task_list.head is None
    assert not task_list.tasks
    assert "not-a-task-list" in codes(task_list)


MIXED = """江北区2024年经济工作任务分解
一、经济增长
1．地区生产总值增长6%。
牵头领导：张三   牵头单位：区发改局   责任单位：区统计局、区工信局、
区商务局
2．新增规上企业10家。责任单位：区工信局
3．新增限上企业12家【责任单位：区商务局】
4. 建成公园2个（周海牵头，区城管局负责，10月底前完成）。
二、项目建设
1. 完成投资50亿元，
其中产业投资20亿元。
责任单位 区发改局
附件：1.任务表
"""


def test_responsible_units_behind_the_text_over_two_lines_and_in_other_brackets() -> None:
    task_list = read_made(MIXED.encode(), "分解.txt")
    assert tasks_of(task_list) == [
        row(section="经济增长", task_no="1", name="地区生产总值增长6%", city_target="地区生产总值增长6%。", leaders="张三",
            units="区发改局;区统计局;区工信局;区商务局", lead_units="区发改局"),
        row(section="经济增长", task_no="2", name="新增规上企业10家", city_target="新增规上企业10家。", units="区工信局"),
        row(section="经济增长", task_no="3", name="新增限上企业12家", city_target="新增限上企业12家", units="区商务局"),
        row(section="经济增长", task_no="4", name="建成公园2个", city_target="建成公园2个", leaders="周海", units="区城管局"),
        row(section="项目建设", task_no="1", name="完成投资50亿元", city_target="完成投资50亿元，\n其中产业投资20亿元。",
            units="区发改局"),
    ]  # fmt: skip
    assert {t.due for t in task_list.targets if (t.section, t.task_no) == ("经济增长", "4")} == {dt.date(2024, 10, 31)}


def test_a_numbered_title_with_its_text_below() -> None:
    text = """关于印发《西山县2025年民生实事目标责任清单》的通知
西山县人民政府办公室
2025年3月1日
（一）城乡供水
新建水厂2座，改造管网30公里。
责任领导：吴敏
责任单位：县水利局
（二）养老服务
新增床位500张。
责任领导：吴敏
责任单位：县民政局
"""
    assert tasks_of(read_made(text.encode(), "清单.txt")) == [
        row(task_no="1", name="城乡供水", city_target="新建水厂2座，改造管网30公里。", leaders="吴敏", units="县水利局"),
        row(task_no="2", name="养老服务", city_target="新增床位500张。", leaders="吴敏", units="县民政局"),
    ]


def test_word_paragraphs_with_automatic_numbers_under_headings() -> None:
    task_list = read_made(
        document(
            paragraph("隆回县2024年重点民生实事分工方案"),
            paragraph("为确保落实，制定本方案。"),
            paragraph("教育惠民", heading=1),
            paragraph("新建公办幼儿园5所。（县教育局牵头，各乡镇配合）", numbered=(1, 0)),
            paragraph("改造校舍2万平方米。（责任单位：县教育局）", numbered=(1, 0)),
            paragraph("健康惠民", heading=1),
            paragraph("免费筛查2万人次。（县卫健局）", numbered=(3, 0)),
            paragraph("隆回县人民政府办公室"),
            paragraph("2024年2月3日"),
        ),
        "方案.docx",
    )
    assert tasks_of(task_list) == [
        row(section="教育惠民", task_no="1", name="新建公办幼儿园5所", city_target="新建公办幼儿园5所。",
            units="县教育局;各乡镇", lead_units="县教育局"),
        row(section="教育惠民", task_no="2", name="改造校舍2万平方米", city_target="改造校舍2万平方米。", units="县教育局"),
        row(section="健康惠民", task_no="1", name="免费筛查2万人次", city_target="免费筛查2万人次。", units="县卫健局"),
    ]  # fmt: skip
    assert task_list.head is not None
    assert (task_list.head.issuer, task_list.head.issued_on) == ("隆回县人民政府办公室", dt.date(2024, 2, 3))


def test_the_list_of_appendices_and_what_follows_the_signature_are_no_tasks() -> None:
    text = """南河县2025年民生实事任务清单
一、教育
1.新建学校6所。
责任单位：县教育局
2.新增学位1200个。
附件：1.项目明细表
2.资金安排表
南河县人民政府办公室
2025年3月1日
（此件公开发布）
"""
    assert [(r["task_no"], r["city_target"]) for r in tasks_of(read_made(text.encode(), "清单.txt"))] == [
        ("1", "新建学校6所。"),
        ("2", "新增学位1200个。"),
    ]


def test_a_list_after_the_notice_that_sends_it() -> None:
    text = """关于印发《南河县2025年主要目标》的通知
各乡镇：
一、提高认识。
二、加强督查。
附件：南河县2025年主要目标
南河县人民政府办公室
2025年3月1日
附件
南河县2025年主要目标
1.地区生产总值增长6%以上。
2.固定资产投资增长8%。
3.新增规上工业企业12家。
"""
    assert [(r["section"], r["task_no"], r["city_target"]) for r in tasks_of(read_made(text.encode(), "目标.txt"))] == [
        ("", "1", "地区生产总值增长6%以上。"),
        ("", "2", "固定资产投资增长8%。"),
        ("", "3", "新增规上工业企业12家。"),
    ]


def test_tasks_numbered_like_headings_are_tasks_even_without_units() -> None:
    text = """南河县2025年重点工作清单
一、新建学校6所。（县教育局）
二、持续优化营商环境。
三、新增床位500张。（县卫健局）
"""
    assert [r["city_target"] for r in tasks_of(read_made(text.encode(), "清单.txt"))] == [
        "新建学校6所。",
        "持续优化营商环境。",
        "新增床位500张。",
    ]
