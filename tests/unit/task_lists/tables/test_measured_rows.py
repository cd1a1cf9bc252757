"""工程名称 | 任务内容 | 单位 | 目标值: the project is the task, the words beside a figure say what it measures."""

from __future__ import annotations

import pytest

from ingest.task_lists.model import Confidence, Target, TaskList
from tests.unit.task_lists.tables.pages import Row, page

TITLE = "云岭县2025年民生实事目标任务督查台账"
Measured = tuple[str, str, str, str, int | None]


def _value(target: Target) -> str:
    return "" if target.value is None else f"{target.value}{target.unit}"


def measured(task_list: TaskList) -> list[Measured]:
    """task_no, comparator, value with its unit, metric, its whole, of every target."""
    return [
        (
            t.task_no,
            t.comparator.value if t.comparator else "",
            f"{t.value}{t.unit}" if t.value is not None else "",
            t.metric,
            t.parent_seq,
        )
        for t in task_list.targets
    ]


def doubted(task_list: TaskList) -> list[str]:
    return [t.metric for t in task_list.targets if t.confidence is Confidence.REVIEW]


@pytest.mark.parametrize("content", ["任务内容", "指标内容", "建设内容", "工作内容", "目标任务", "工作任务"])
@pytest.mark.parametrize(
    ("unit", "goal"), [("单位", "目标值"), ("计量单位", "年度目标"), ("单位", "任务数"), ("单位", "计划数")]
)
def test_the_words_beside_a_figure_are_its_metric(content: str, unit: str, goal: str) -> None:
    task_list = page(
        TITLE,
        ("序号", "工程名称", content, unit, goal, "完成数", "完成率（%）", "责任单位"),
        (("1", 1, 3), ("道路提升工程", 1, 3), "改建乡村道路", "公里", "36.4", "20", "55", ("县交通局", 1, 3)),
        (None, None, "其中：沥青路面", "公里", "21", "12", "57", None),
        (None, None, "安装路灯", "盏", "1,460", "200", "43", None),
        ("2", "供水保障工程", "更换输水管道", "公里", "8.6", "8", "93", "县水利局"),
    )
    assert measured(task_list) == [
        ("1", "ge", "36.4公里", "改建乡村道路", None),
        ("1", "ge", "21公里", "沥青路面", 1),
        ("1", "ge", "1460盏", "安装路灯", None),
        ("2", "ge", "8.6公里", "更换输水管道", None),
    ]
    assert set(doubted(task_list)) <= {"沥青路面"}
    assert [(task.task_no, task.name) for task in task_list.tasks] == [("1", "道路提升工程"), ("2", "供水保障工程")]


@pytest.mark.parametrize("again", [("", "", ""), ("1", "养老服务", "县民政局")])
def test_names_that_are_not_merged_are_blank_or_printed_again(again: tuple[str, str, str]) -> None:
    number, name, unit = again
    task_list = page(
        TITLE,
        ("序号", "项目", "建设内容", "单位", "任务数", "已完成", "责任单位"),
        ("1", "养老服务", "新建日间照料中心", "处", "5", "3", "县民政局"),
        (number, name, "开办老年食堂", "个", "14", "12", unit),
        ("2", "就业援助", "开发公益性岗位", "个", "300", "260", "县人社局"),
    )
    assert measured(task_list) == [
        ("1", "ge", "5处", "新建日间照料中心", None),
        ("1", "ge", "14个", "开办老年食堂", None),
        ("2", "ge", "300个", "开发公益性岗位", None),
    ]
    assert [task.name for task in task_list.tasks] == ["养老服务", "就业援助"]


def test_a_project_without_a_number_is_a_task_and_numbered_rows_are_one_each() -> None:
    rows: tuple[Row, ...] = (
        (("安居工程", 1, 2), "改造农村危房", "户", "85", ("县住建局", 1, 2)),
        (None, "新建安置房", "套", "200", None),
        ("清洁能源工程", "新增光伏装机", "万千瓦", "6", "县发改局"),
    )
    unnumbered = page(TITLE, ("工程名称", "任务内容", "单位", "年度目标", "责任单位"), *rows)
    assert [task.name for task in unnumbered.tasks] == ["安居工程", "清洁能源工程"]
    numbered = page(
        TITLE,
        ("工程名称", "序号", "任务内容", "单位", "年度目标", "责任单位"),
        *((row[0], str(at), *row[1:]) for at, row in enumerate(rows, start=1)),
    )
    assert [task.task_no for task in numbered.tasks] == ["1", "2", "3"]
    for task_list in (unnumbered, numbered):
        assert [(t.metric, f"{t.value}{t.unit}") for t in task_list.targets] == [
            ("改造农村危房", "85户"), ("新建安置房", "200套"), ("新增光伏装机", "6万千瓦"),
        ]  # fmt: skip


def test_limits_names_with_numbers_and_what_is_striven_for() -> None:
    task_list = page(
        TITLE,
        ("序号", "项目名称", "主要指标", "单位", "目标值", "实际完成", "完成率", "责任单位"),
        (("1", 1, 3), ("环境改善", 1, 3), "PM2.5平均浓度", "微克/立方米", "32", "30", "—", ("县环境局", 1, 3)),
        (None, None, "优良天数比例", "%", "82以上", "85", "—", None),
        (None, None, "劣Ⅴ类水体比例", "%", "0", "0", "—", None),
        ("2", "数字乡村", "新建5G基站", "座", "40", "12", "30%", "县工信局"),
        ("3", "普惠托育", "3岁以下婴幼儿托位", "个", "150", "90", "60%", "县卫健局"),
        ("4", "稳岗就业", "城镇调查失业率", "%", "控制在5.5以内", "5", "—", "县人社局"),
        ("5", "停车便民", "新增停车泊位", "个", "2000（力争2600）", "900", "45%", "县城管局"),
    )
    assert [row[1:4] for row in measured(task_list)] == [
        ("le", "32微克/立方米", "PM2.5平均浓度"),
        ("ge", "82%", "优良天数比例"),
        ("eq", "0%", "劣Ⅴ类水体比例"),
        ("ge", "40座", "新建5G基站"),
        ("ge", "150个", "3岁以下婴幼儿托位"),
        ("le", "5.5%", "城镇调查失业率"),
        ("ge", "2000个", "新增停车泊位"),
        ("ge", "2600个", "新增停车泊位"),
    ]
    assert [t.stretch for t in task_list.targets][-2:] == [False, True]


def test_parts_that_fill_their_whole_are_parts_and_others_may_be() -> None:
    task_list = page(
        TITLE,
        ("序号", "工程名称", "指标内容", "单位", "计划数", "责任单位"),
        (("1", 1, 4), ("绿化工程", 1, 4), "营造林", "万亩", "2.4", ("县林业局", 1, 4)),
        (None, None, "其中：人工造林", "万亩", "0.9", None),
        (None, None, "封山育林", "万亩", "1.5", None),
        (None, None, "义务植树", "万株", "60", None),
        (("2", 1, 3), ("公路工程", 1, 3), "改建农村公路", "公里", "50", ("县交通局", 1, 3)),
        (None, None, "其中：山区公路", "公里", "20", None),
        (None, None, "养护公路", "公里", "12", None),
    )
    assert [(row[3], row[4]) for row in measured(task_list)] == [
        ("营造林", None), ("人工造林", 1), ("封山育林", 1), ("义务植树", None),
        ("改建农村公路", None), ("山区公路", 1), ("养护公路", None),
    ]  # fmt: skip
    assert "养护公路" in doubted(task_list)


def test_words_that_say_nothing_alone_take_the_project() -> None:
    task_list = page(
        TITLE,
        ("序号", "工程名称", "任务内容", "单位", "目标值", "责任单位"),
        (("1", 1, 2), ("高标准农田建设工程", 1, 2), "新建", "万亩", "3.2", ("县农业农村局", 1, 2)),
        (None, None, "改造提升", "万亩", "1.1", None),
    )
    assert [t.metric for t in task_list.targets] == ["高标准农田新建", "高标准农田改造提升"]


def test_words_without_a_figure_are_a_target_for_review_and_a_dash_is_none() -> None:
    task_list = page(
        TITLE,
        ("序号", "工程名称", "任务内容", "单位", "目标值", "完成数", "责任单位"),
        (("1", 1, 3), ("气化工程", 1, 3), "新增天然气用户", "户", "—", "—", ("县住建局", 1, 3)),
        (None, None, "建成调峰储气站", "—", "—", "", None),
        (None, None, "储气站二期", "座", "主体完工", "", None),
        ("2", "敬老工程", "开办老年食堂", "个", "14", "3", "县民政局"),
        ("3", "道路工程", "改建乡村道路", "公里", "36", "3", "县交通局"),
    )
    assert [(t.span, t.confidence.value) for t in task_list.targets] == [
        ("建成调峰储气站", "review"), ("主体完工", "review"), ("14个", "sure"), ("36公里", "sure"),
    ]  # fmt: skip


def test_words_that_state_the_figure_themselves_are_read_once() -> None:
    task_list = page(
        TITLE,
        ("序号", "工程名称", "任务内容", "单位", "目标值", "责任单位"),
        ("1", "安居工程", "改造农村危房85户", "户", "85", "县住建局"),
        ("2", "供水工程", "改造管网9公里，新建水厂1座", "公里", "9", "县水利局"),
        ("3", "照明工程", "安装路灯210盏", "公里", "14", "县城管局"),
    )
    assert [row[2:4] for row in measured(task_list)] == [
        ("85户", "改造农村危房"), ("9公里", "改造管网"), ("1座", "新建水厂"), ("210盏", "安装路灯"), ("14公里", "照明工程"),
    ]  # fmt: skip
    assert "照明工程" in doubted(task_list)


def test_goals_by_quarter_measure_what_the_row_says() -> None:
    task_list = page(
        TITLE,
        ("序号", "工程名称", "任务内容", "单位", "年度目标", "一季度", "二季度", "三季度", "四季度", "责任单位"),
        (("1", 1, 2), ("安居工程", 1, 2), "改造农村危房", "户", "85", "10", "40", "70", "85", ("县住建局", 1, 2)),
        (None, None, "新建安置房", "套", "200", "20", "80", "150", "200", None),
    )
    assert [row[2:4] for row in measured(task_list)] == [
        *((f"{value}户", "改造农村危房") for value in (85, 10, 40, 70, 85)),
        *((f"{value}套", "新建安置房") for value in (200, 20, 80, 150, 200)),
    ]
