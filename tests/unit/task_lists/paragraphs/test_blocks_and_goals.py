"""Labelled blocks, goals before the first task, totals that their items divide, numbers that stand alone, half-width commas."""

from __future__ import annotations

import pytest

from ingest.task_lists.model import Target, TaskList
from tests.unit.task_lists.golden_rows import codes, read_made

BLOCKS = """云岭市2025年民生项目任务分解方案

一、建设农村公路240公里
（一）责任领导：周立新
（二）责任单位：市交通局
（三）协办单位：市财政局，各县区人民政府
（四）任务分解：新建农村公路240公里，其中青溪县140公里、白石县100公里。
（五）完成时限：2025年10月底前
二、改造乡镇卫生院12所
（一）责任领导：李芳
（二）责任单位：市卫健委
（三）任务分解：改造乡镇卫生院12所，其中青溪县7所、白石县5所。
（四）完成时限：2025年内
"""

FIELDS = """青溪县2025年人居环境提升实施方案

一、工作目标
到2025年底，全县农村卫生厕所普及率达到90%以上。

二、重点任务
（一）推进厕所革命
1.任务：新建农村公厕15座，改造农村户厕3200座。
2.责任领导：陈  明
3.责任单位：县农业农村局（牵头）、
   县乡村振兴局
4.完成时限：2025年9月30日前
（二）治理黑臭水体
1.任务：整治黑臭水体6处。
2.责任单位：县水务局
3.完成时限：2025年12月底前
"""

LABELLED = """云岭市2025年重点工作责任分解
1.一般公共预算收入增长5%。
牵头负责领导：赵宏伟。
牵头责任单位：市财政局。
协同责任单位：市发展和改革委员会、市税务局。
2.新增规上工业企业20家。
牵头负责领导：孙雅琴。
牵头责任单位：市工信局。
"""

ALONE = """云岭市2025年民生实事责任分工
1
新建公厕20座。（市住建局）
2
改造老旧小区12个。（市住建局）
"""

DIVIDED = """云岭市2025年安全生产目标

一、控制指标

1.工贸事故死亡人数控制在18人以内。其中：

（1）建筑施工领域死亡人数控制在6人以内；

（2）其他领域死亡人数控制在12人以内。

2.交通事故死亡人数控制在30人以内。
"""

LEAD = """云岭市2025年重点工作责任分解
市政府办公室：
2024年全市新增就业3.2万人，圆满完成了任务。2025年预期目标是：地区生产总值增长6%；城镇登记失业率控制在4.7%以内。
一、推动产业升级,提升竞争力
1.投资80亿元,新增规上企业40家。(责任单位:市工信局)
二、保障措施
各级财政安排资金2.5亿元。
"""


def read(text: str) -> TaskList:
    return read_made(text.encode(), "list.txt")


def figures(task_list: TaskList) -> list[tuple[str, str, str]]:
    return [(t.task_no, f"{t.value}{t.unit}", t.area) for t in task_list.targets if t.value is not None]


def test_labelled_lines_are_the_fields_of_the_task_above_them() -> None:
    task_list = read(BLOCKS)
    assert [(t.name, t.leaders, t.units) for t in task_list.tasks] == [
        ("建设农村公路240公里", ("周立新",), ("市交通局", "市财政局", "各县区人民政府")),
        ("改造乡镇卫生院12所", ("李芳",), ("市卫健委",)),
    ]
    assert figures(task_list) == [
        ("1", "240公里", "全市"), ("1", "140公里", "青溪县"), ("1", "100公里", "白石县"),
        ("2", "12所", "全市"), ("2", "7所", "青溪县"), ("2", "5所", "白石县"),
    ]  # fmt: skip
    assert {str(t.due) for t in task_list.targets if t.task_no == "1"} == {"2025-10-31"}


def test_fields_may_be_numbered_like_items() -> None:
    task_list = read(FIELDS)
    named = {t.name: t for t in task_list.tasks}
    assert named["推进厕所革命"].leaders == ("陈明",)
    assert named["推进厕所革命"].units == ("县农业农村局", "县乡村振兴局")
    assert named["推进厕所革命"].lead_units == ("县农业农村局",)
    assert named["治理黑臭水体"].units == ("县水务局",)
    assert [value for _, value, _ in figures(task_list)] == ["90%", "15座", "3200座", "6处"]
    assert {str(t.due) for t in task_list.targets if t.unit == "座"} == {"2025-09-30"}


def test_labels_of_two_words_name_leaders_and_units() -> None:
    task_list = read(LABELLED)
    first, second = task_list.tasks
    assert (first.leaders, first.lead_units) == (("赵宏伟",), ("市财政局",))
    assert first.units == ("市财政局", "市发展和改革委员会", "市税务局")
    assert second.units == ("市工信局",)
    assert len(task_list.targets) == 2


def test_a_number_alone_on_its_line_belongs_to_the_next() -> None:
    task_list = read(ALONE)
    assert [t.task_no for t in task_list.tasks] == ["1", "2"]
    assert figures(task_list) == [("1", "20座", "全市"), ("2", "12个", "全市")]


def test_a_total_keeps_its_figure_above_the_items_that_divide_it() -> None:
    task_list = read(DIVIDED)
    assert [value for _, value, _ in figures(task_list)] == ["18人", "6人", "12人", "30人"]


@pytest.fixture
def lead() -> TaskList:
    return read(LEAD)


def test_goals_before_the_first_task_are_task_0(lead: TaskList) -> None:
    goals: list[Target] = [t for t in lead.targets if t.task_no == "0"]
    assert [(str(t.value), t.unit) for t in goals] == [("6", "%"), ("4.7", "%")]
    assert [t.task_no for t in lead.tasks] == ["0", "1"]


def test_half_width_commas_make_no_table(lead: TaskList) -> None:
    assert [value for no, value, _ in figures(lead) if no == "1"] == ["80亿元", "40家"]


def test_a_figure_that_is_no_ones_task_is_named(lead: TaskList) -> None:
    named = [f.seen for f in lead.findings if f.code == "figures-outside-tasks"]
    assert named == ["3.2万人", "2.5亿元"]
    assert "figures-outside-tasks" in codes(lead)


RUNNING_ON = """云岭市2025年重点工作任务分解
二、重点任务
（一）兴产业（责任领导：周立新）
1.新增规上工业企业20家。（市工信局）
2.新签约项目30个。（市商务局）
（二）惠民生
3.新建公厕20座。（市住建局）
4.改造老旧小区12个。（市住建局）
"""


def test_numbers_that_run_on_over_headings_number_the_tasks() -> None:
    task_list = read(RUNNING_ON)
    assert [(t.section, t.task_no, t.subtask_no, t.parent_names) for t in task_list.tasks] == [
        ("重点任务", "1", "", "兴产业"),
        ("重点任务", "2", "", "兴产业"),
        ("重点任务", "3", "", "惠民生"),
        ("重点任务", "4", "", "惠民生"),
    ]


def test_numbers_that_start_again_number_parts() -> None:
    task_list = read(RUNNING_ON.replace("3.新", "1.新").replace("4.改", "2.改"))
    assert [(t.task_no, t.subtask_no) for t in task_list.tasks] == [("1", "1"), ("1", "2"), ("2", "1"), ("2", "2")]


def test_a_heading_says_who_answers_for_what_stands_below_it() -> None:
    assert [t.leaders for t in read(RUNNING_ON).tasks] == [("周立新",), ("周立新",), (), ()]


def test_a_paper_of_sentences_without_numbers_is_a_list_where_its_title_says_so() -> None:
    task_list = read("青溪县2025年重点工作任务清单\n一是新增就业3000人；二是新建公厕20座；三是改造道路5公里。\n")
    assert [value for _, value, _ in figures(task_list)] == ["3000人", "20座", "5公里"]


def test_a_unit_that_ends_like_a_signature_ends_no_block() -> None:
    task_list = read("青溪县2025年任务清单\n1.新增就业3000人。\n责任单位：各乡镇人民政府\n目标任务：新建公厕20座\n")
    assert [(no, value) for no, value, _ in figures(task_list)] == [("1", "3000人"), ("1", "20座")]
    assert task_list.tasks[0].units == ("各乡镇人民政府",)


def test_no_sentence_of_a_paragraph_with_goals_is_lost() -> None:
    lead = "现将计划下达如下：改造城中村3个，新开工860套。以上任务完成投资不低于90%。"
    text = f"青溪县2025年任务清单\n{lead}\n1.新建公厕5座。（县住建局）\n"
    assert [value for _, value, _ in figures(read(text))] == ["3个", "860套", "90%", "5座"]


def test_a_sentence_that_only_presents_the_list_is_no_goal() -> None:
    lead = "现将《政府工作报告》9个方面42项重点任务分解如下。全年初步安排水利建设投资6亿元。"
    task_list = read(f"青溪县2025年任务清单\n{lead}\n1.新建公厕5座。（县住建局）\n")
    assert [value for _, value, _ in figures(task_list)] == ["6亿元", "5座"]
    (named,) = [f.seen for f in task_list.findings if f.code == "figures-outside-tasks"]
    assert "42项" in named


FRAMED = """云岭市2025年度重点攻坚任务责任清单
任务一：岸线修复
【年度目标】修复岸线12.5公里。
【时序进度】6月底前修复岸线5公里。
【责任领导】陈立新
【牵头单位】市水务局
任务二：教育补短板
【年度目标】新建学校5所。
【责任领导】李芳
"""


def test_labels_in_frames_are_fields_of_their_task() -> None:
    task_list = read(FRAMED)
    assert [(t.task_no, t.name, t.leaders) for t in task_list.tasks] == [
        ("1", "岸线修复", ("陈立新",)),
        ("2", "教育补短板", ("李芳",)),
    ]
    assert [(no, value) for no, value, _ in figures(task_list)] == [("1", "12.5公里"), ("1", "5公里"), ("2", "5所")]
    assert [str(t.due) for t in task_list.targets if t.unit == "公里"] == ["2025-12-31", "2025-06-30"]


def test_a_paragraph_that_counts_on_is_a_task_without_its_units_too_and_a_signature_is_none() -> None:
    task_list = read(
        "青溪县水利局2024年工作要点\n\n"
        "一是抓好灌区改造。改造灌渠26公里。（牵头科室：农水科）\n"
        "二是推进“三清”行动。清理河道45公里。\n"
        "三是守好饮水安全。新建水厂2座。（牵头科室：供水科）\n\n"
        "青溪县水利局\n2024年2月8日\n"
    )
    assert [(task.task_no, task.units) for task in task_list.tasks] == [("1", ("农水科",)), ("2", ()), ("3", ("供水科",))]
    assert [target.task_no for target in task_list.targets if target.value is not None] == ["1", "2", "3"]
    assert not any("水利局" in target.span for target in task_list.targets)


def test_offices_that_are_called_after_what_they_build_answer_for_their_item() -> None:
    task_list = read(
        "青溪县农业农村局2024年工作要点\n\n"
        "1．抓好春耕生产。粮食播种面积稳定在12万亩以上。（种植科、农机科）\n"
        "2．建设高标准农田。建设高标准农田3万亩。（农田建设科、种植科）\n"
    )
    assert [task.units for task in task_list.tasks] == [("种植科", "农机科"), ("农田建设科", "种植科")]
    assert [(target.task_no, target.unit) for target in task_list.targets] == [("1", "万亩"), ("2", "万亩")]


def test_goals_of_the_whole_year_and_place_before_the_first_task_are_the_lists_own() -> None:
    task_list = read(
        "青溪县2024年各镇目标任务\n\n全年全县完成规上工业产值86亿元，新增规上工业企业12家。\n\n"
        "一、白石镇规上工业产值达到9亿元。（责任单位：白石镇）\n二、青山镇新建公厕4座。（责任单位：青山镇）\n"
    )
    assert [(no, value) for no, value, _ in figures(task_list)] == [
        ("0", "86亿元"),
        ("0", "12家"),
        ("1", "9亿元"),
        ("2", "4座"),
    ]
    assert [target.area for target in task_list.targets] == ["全县", "全县", "白石镇", "青山镇"]
