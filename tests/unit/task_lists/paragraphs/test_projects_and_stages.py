"""Labelled blocks of projects, stages whose heading is dated, headings that are only the title of a table."""

from __future__ import annotations

import datetime as dt

from ingest.task_lists.model import TaskList
from tests.unit.task_lists.golden_rows import read_made, tasks_of
from tests.unit.task_lists.tables.pages import read_page, table

PROJECTS = """白石县2024年重点项目推进方案

一、产业项目

◆ 编号：GY-02
项目名称：白石经开区标准厂房（三期）
性　　质：续建
总 投 资：4.2亿元（截至2023年底已完成1.3亿元）
年度投资：1.5亿元
年度目标：建成厂房6栋，引进企业不少于4家；11月底前完成竣工验收。
包抓领导：县委常委、副县长  周  明
责任单位：县经开区管委会（牵头）、县工信局

◆ 编号：GY-11
项目名称：年产20万吨砂石骨料项目
年度投资：6000万元
年度目标：建设生产线2条，
完成投资进度80%。
包抓领导：副县长  李国华
责任单位：县自然资源局

以上项目进展由县项目办于每月8日前通报，连续3个月滞后的约谈。
"""

NAMED = """云岭市2025年城建项目任务分解

项目名称：南湾路改造工程
建设性质：新建
责任单位：市住建局
年度目标：改造道路3.2公里。
项目名称：滨河公园
建设地点：南湾区
责任单位：市园林局
年度目标：新建绿道5公里。
"""

STAGES = """青溪县2023年造林绿化工作方案

一、工作任务
1.人工造林。完成人工造林1.4万亩。
2.义务植树。完成义务植树30万株。

二、实施步骤
（一）整地阶段（2月20日前）。完成整地9000亩。
（二）春季造林阶段（2月20日至4月10日）。完成造林面积1.1万亩。
（三）秋季造林阶段（9月—10月底）
完成造林面积3000亩。
"""


def read(text: str) -> TaskList:
    return read_made(text.encode(), "清单.txt")


def stated(task_list: TaskList) -> list[tuple[str, str, str, dt.date | None]]:
    return [(t.task_no, t.metric, f"{t.value}{t.unit}", t.due) for t in task_list.targets if t.value is not None]


def test_a_block_is_one_project_by_its_own_number_and_name() -> None:
    task_list = read(PROJECTS)
    assert [(r["task_no"], r["name"], r["leaders"], r["lead_units"], r["units"]) for r in tasks_of(task_list)] == [
        ("GY-02", "白石经开区标准厂房（三期）", "周明", "县经开区管委会", "县经开区管委会;县工信局"),
        ("GY-11", "年产20万吨砂石骨料项目", "李国华", "", "县自然资源局"),
    ]
    end = dt.date(2024, 12, 31)
    assert stated(task_list) == [
        ("GY-02", "年度投资", "1.5亿元", end),
        ("GY-02", "厂房", "6栋", end),
        ("GY-02", "企业", "4家", end),
        ("GY-11", "年度投资", "6000万元", end),
        ("GY-11", "生产线", "2条", end),
        ("GY-11", "投资进度", "80%", end),
    ]


def test_what_only_describes_a_project_is_named_and_no_target() -> None:
    seen = "".join(f.seen for f in read(PROJECTS).findings if f.code == "figures-outside-tasks")
    assert "4.2亿元" in seen
    assert "1.3亿元" in seen
    assert "3个月" in seen


def test_blocks_that_begin_with_the_name() -> None:
    task_list = read(NAMED)
    assert [(r["name"], r["units"]) for r in tasks_of(task_list)] == [("南湾路改造工程", "市住建局"), ("滨河公园", "市园林局")]
    assert [f"{t.value}{t.unit}" for t in task_list.targets if t.value is not None] == ["3.2公里", "5公里"]


def test_the_days_of_a_stage_are_the_deadline_of_what_stands_in_it() -> None:
    assert stated(read(STAGES))[2:] == [
        ("1", "整地", "9000亩", dt.date(2023, 2, 20)),
        ("2", "造林面积", "1.1万亩", dt.date(2023, 4, 10)),
        ("3", "造林面积", "3000亩", dt.date(2023, 10, 31)),
    ]


def test_a_numbered_title_of_a_table_is_no_task_with_a_note_below_the_table_or_without() -> None:
    for notes in ((), ("备注：以上15项由县政府督查室每季度通报。",)):
        task_list = read_page(
            "白石县2024年民生实事任务分解表",
            "一、15件民生实事任务分解表",
            table(("序号", "任务", "责任单位"), ("1", "新建公厕8座", "县住建局"), ("2", "修复渠道12公里", "县水利局")),
            *notes,
        )
        assert [r["task_no"] for r in tasks_of(task_list)] == ["1", "2"]
        assert [f"{t.value}{t.unit}" for t in task_list.targets] == ["8座", "12公里"]


def test_a_lead_that_turns_from_the_last_year_to_this_one_above_a_table() -> None:
    task_list = read_page(
        "白石县2024年冬修水利任务分解表",
        "去年全县共完成渠道修复62公里，占市下达任务的103%，今年标准只能提高、不能降低，渠道底宽不小于3米，群众满意率达到92%以上。",
        table(("乡镇", "修复渠道（公里）"), ("石桥镇", "12"), ("柳河乡", "9")),
    )
    assert [(t.metric, f"{t.value}{t.unit}") for t in task_list.targets if t.task_no == "0" and t.value is not None] == [
        ("渠道底宽", "3米"),
        ("群众满意率", "92%"),
    ]
    assert [f.seen for f in task_list.findings if f.code == "figures-outside-tasks"] == ["62公里、103%"]


GENERAL = """青溪县2024年护林防火工作方案

一、目标任务
1.完成人工造林1.4万亩。
2.建设防火道路25公里。

二、保障措施
（一）加大投入。县财政安排防火专项资金300万元。对每名护林员补助800元。
（二）严明纪律。森林火灾受害率控制在0.8‰以内。对连续2次排名末位的乡镇进行约谈。
（三）加强领导。各乡镇要高度重视。
"""


def test_figures_under_a_heading_of_measures_are_read_for_review_and_sanctions_are_named() -> None:
    task_list = read(GENERAL)
    found = [t for t in task_list.targets if t.section == "保障措施" or t.unit in {"万元", "‰"}]
    assert [(f"{t.value}{t.unit}", t.confidence.value) for t in found] == [("300万元", "review"), ("0.8‰", "review")]
    seen = "".join(f.seen for f in task_list.findings if f.code == "figures-outside-tasks")
    assert "800元" in seen
    assert "2次" in seen
    assert [t.confidence.value for t in task_list.targets][:2] == ["sure", "sure"]
