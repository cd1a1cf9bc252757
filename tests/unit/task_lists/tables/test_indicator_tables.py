"""Tables with an indicator a row: years, rates and areas in the head; what was reached before is no target."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.task_lists.model import Confidence, TaskList
from tests.unit.task_lists.golden_rows import codes, tasks_of
from tests.unit.task_lists.tables.pages import by_place, page, warned

Row = tuple[str, str, str, str]


def rows(task_list: TaskList) -> list[Row]:
    """metric, kind, comparator and value with its unit of every target with a value."""
    return [
        (t.metric, t.kind.value, t.comparator.value if t.comparator else "", f"{t.value}{t.unit}")
        for t in task_list.targets
        if t.value is not None
    ]


def windows(task_list: TaskList) -> dict[str, tuple[dt.date | None, dt.date | None, dt.date | None]]:
    return {cell: (t.period_start, t.period_end, t.due) for cell, t in by_place(task_list).items()}


YEAR_2025 = (dt.date(2025, 1, 1), dt.date(2025, 12, 31), dt.date(2025, 12, 31))
FIVE_YEARS = (dt.date(2021, 1, 1), dt.date(2025, 12, 31), dt.date(2025, 12, 31))


def test_a_plan_of_five_years_with_a_base_a_goal_and_a_yearly_rate() -> None:
    task_list = page(
        "云岭市“十四五”时期经济社会发展主要指标",
        (("序号", 1, 2), ("指标", 1, 2), ("单位", 1, 2), "2020年", ("规划目标", 2, 1), None, ("属性", 1, 2)),
        (None, None, None, "（基期）", "2025年", "年均增长（%）〔累计〕", None),
        ("1", "地区生产总值", "亿元", "310", "460", "8左右", "预期性"),
        ("2", "城镇调查失业率", "%", "—", "5.5以内", "—", "预期性"),
        ("3", "森林覆盖率", "%", "61.3", "63", "〔1.7〕", "约束性"),
        ("4", "固定资产投资增速", "%", "—", "—", "9", "预期性"),
        ("5", "高新技术企业数（家）", "", "18", "≥45", "", "预期性"),
    )
    assert rows(task_list) == [
        ("地区生产总值", "level", "ge", "460亿元"),
        ("地区生产总值", "growth", "approx", "8%"),
        ("城镇调查失业率", "ratio", "le", "5.5%"),
        ("森林覆盖率", "ratio", "ge", "63%"),
        ("森林覆盖率", "relative", "ge", "1.7个百分点"),
        ("固定资产投资", "growth", "ge", "9%"),
        ("高新技术企业数", "level", "ge", "45家"),
    ]
    assert windows(task_list) == {
        "E3": YEAR_2025, "F3": FIVE_YEARS, "E4": YEAR_2025, "E5": YEAR_2025, "F5": FIVE_YEARS, "F6": FIVE_YEARS,
        "E7": YEAR_2025,
    }  # fmt: skip
    assert by_place(task_list)["F5"].confidence is Confidence.REVIEW
    assert [(r["task_no"], r["name"]) for r in tasks_of(task_list)][:2] == [("1", "地区生产总值"), ("2", "城镇调查失业率")]
    (message,) = warned(task_list, "column-not-read")
    assert message.endswith("其中的数字有：310、61.3、18。")


def test_the_year_of_the_head_dates_the_goals_of_an_older_list() -> None:
    task_list = page(
        "云岭市全面小康指标体系（2017年修订）",
        ("类别", "序号", "指标名称", "计量单位", "2020年目标值", "资料来源"),
        (("人民生活", 1, 2), "1", "每千人口医师数", "人", "≥2.5", "市卫健委"),
        (None, "2", "城乡居民基本医疗保险参保率", "%", "98", "市医保局"),
    )
    assert rows(task_list) == [
        ("每千人口医师数", "level", "ge", "2.5人"),
        ("城乡居民基本医疗保险参保率", "ratio", "ge", "98%"),
    ]
    assert {t.due for t in task_list.targets} == {dt.date(2020, 12, 31)}


def test_several_years_each_with_its_own_goal_and_who_answers() -> None:
    task_list = page(
        "云岭市服务业试点目标和考核分工表",
        ("指标", "单位", "2022年", "2023年", "2024年", "年均增速（%）", "考核责任单位"),
        ("物流业增加值", "亿元", "40", "46", "53", "15", "市发改委"),
        ("旅游总收入", "亿元", "60", "72", "86.5", "20", "市文旅局"),
    )
    assert rows(task_list) == [
        ("物流业增加值", "level", "ge", "46亿元"),
        ("物流业增加值", "level", "ge", "53亿元"),
        ("物流业增加值", "growth", "ge", "15%"),
        ("旅游总收入", "level", "ge", "72亿元"),
        ("旅游总收入", "level", "ge", "86.5亿元"),
        ("旅游总收入", "growth", "ge", "20%"),
    ]
    assert [t.due for t in task_list.targets][:3] == [dt.date(2023, 12, 31), dt.date(2024, 12, 31), dt.date(2024, 12, 31)]
    assert [r["units"] for r in tasks_of(task_list)] == ["市发改委", "市文旅局"]
    assert tasks_of(task_list)[0]["city_target"] == "2023年：46亿元\n2024年：53亿元\n年均增速15%"


def test_a_fall_is_negative_growth_and_signs_stay() -> None:
    task_list = page(
        "云岭市“十四五”节能减排主要指标",
        ("指标", "单位", "2020年实际", "2025年目标", "年均增长（%）"),
        ("单位GDP能耗降低", "%", "—", "13.5", ""),
        ("PM2.5平均浓度", "微克/立方米", "36", "≤30", "-3.6"),
        ("煤炭消费量", "万吨", "820", "不超过800", ""),
    )
    assert rows(task_list) == [
        ("单位GDP能耗", "growth", "le", "-13.5%"),
        ("PM2.5平均浓度", "level", "le", "30微克/立方米"),
        ("PM2.5平均浓度", "growth", "le", "-3.6%"),
        ("煤炭消费量", "level", "le", "800万吨"),
    ]


def test_two_indicators_in_one_cell_have_a_figure_each() -> None:
    task_list = page(
        "云岭市2025年就业主要指标",
        ("指标名称", "单位", "2025年目标"),
        ("城镇登记失业率/城镇调查失业率", "%", "<4/<5.5"),
    )
    assert rows(task_list) == [("城镇登记失业率", "ratio", "lt", "4%"), ("城镇调查失业率", "ratio", "lt", "5.5%")]


def test_words_in_a_cell_go_on_from_the_indicator() -> None:
    task_list = page(
        "云岭市2025年主要指标计划表",
        ("指标", "单位", "2024年完成", "2025年目标", "责任单位"),
        ("PM2.5平均浓度", "微克/立方米", "33", "比2020年下降20%", "市生态环境局"),
        ("单位GDP能耗", "吨标准煤/万元", "0.42", "完成省下达目标", "市发改委"),
    )
    assert rows(task_list) == [("PM2.5平均浓度", "growth", "le", "-20%")]
    assert [t.metric for t in task_list.targets] == ["PM2.5平均浓度", "单位GDP能耗"]
    assert {t.confidence for t in task_list.targets} == {Confidence.REVIEW}


def test_the_unit_stands_in_the_name_or_above_the_table() -> None:
    task_list = page(
        "云岭县2024年国民经济和社会发展计划主要指标",
        ("指标名称", "2023年预计", "2024年计划"),
        ("一般公共预算收入", "11.2", "12.1"),
        ("城镇新增就业（人）", "3100", "3300"),
        before=("单位：亿元",),
    )
    assert rows(task_list) == [("一般公共预算收入", "level", "ge", "12.1亿元"), ("城镇新增就业", "level", "ge", "3300人")]


def test_areas_in_the_head_divide_the_whole_of_each_row() -> None:
    task_list = page(
        "云岭市2024年民生实事任务分解表",
        ("序号", "项目", "单位", "全市", "青溪县", "白石县", "牵头单位"),
        ("1", "新建幼儿园", "所", "12", "7", "5", "市教育局"),
        ("2", "农村公路改造", "公里", "86.5", "50", "36.5", "市交通局"),
        ("3", "公办托位", "个", "900", "500", "—", "市卫健委"),
    )
    assert [(t.task_no, t.area, t.metric, f"{t.value}{t.unit}", t.parent_seq) for t in task_list.targets] == [
        ("1", "全市", "新建幼儿园", "12所", None),
        ("1", "青溪县", "新建幼儿园", "7所", 1),
        ("1", "白石县", "新建幼儿园", "5所", 1),
        ("2", "全市", "农村公路改造", "86.5公里", None),
        ("2", "青溪县", "农村公路改造", "50公里", 1),
        ("2", "白石县", "农村公路改造", "36.5公里", 1),
        ("3", "全市", "公办托位", "900个", None),
        ("3", "青溪县", "公办托位", "500个", 1),
    ]
    assert [r["units"] for r in tasks_of(task_list)] == ["市教育局", "市交通局", "市卫健委"]
    assert tasks_of(task_list)[0]["city_target"] == "全市：12所\n青溪县：7所\n白石县：5所"


def test_names_in_two_levels_join_where_the_inner_one_says_nothing_alone() -> None:
    task_list = page(
        "云岭市2025年主要指标",
        (("指标", 2, 1), None, "单位", "2024年", "2025年目标"),
        (("居民人均可支配收入", 1, 2), "城镇", "元", "41000", "43500"),
        (None, "农村", "元", "22100", "24000"),
        (("公共交通服务", 1, 1), "行政村客车通达率", "%", "96", "98"),
    )
    assert [(t.metric, f"{t.value}{t.unit}") for t in task_list.targets] == [
        ("居民人均可支配收入城镇", "43500元"),
        ("居民人均可支配收入农村", "24000元"),
        ("行政村客车通达率", "98%"),
    ]


@pytest.mark.parametrize(
    "title", ["2023年全县主要经济指标完成情况表", "2023年国民经济统计数据", "主要指标进展情况通报", "2024年部门预算收支表"]
)
def test_tables_of_results_give_no_rows(title: str) -> None:
    task_list = page(
        title,
        ("指标", "单位", "2022年", "2023年"),
        ("地区生产总值", "亿元", "310", "332"),
        ("粮食产量", "万吨", "24.5", "24.9"),
    )
    assert not task_list.targets
    assert "table-skipped" in codes(task_list)
    (message,) = warned(task_list, "table-skipped")
    assert all(number in message for number in ("310", "332", "24.5", "24.9"))


def test_areas_over_an_empty_corner() -> None:
    task_list = page(
        "云岭市2024年就业任务分解表",
        ("", "合计", "青溪县", "白石县"),
        ("城镇新增就业（人）", "9600", "5200", "4400"),
        ("失业人员再就业（人）", "1700", "900", "800"),
    )
    assert [(t.area, t.metric, f"{t.value}{t.unit}", t.parent_seq) for t in task_list.targets] == [
        ("全市", "城镇新增就业", "9600人", None),
        ("青溪县", "城镇新增就业", "5200人", 1),
        ("白石县", "城镇新增就业", "4400人", 1),
        ("全市", "失业人员再就业", "1700人", None),
        ("青溪县", "失业人员再就业", "900人", 1),
        ("白石县", "失业人员再就业", "800人", 1),
    ]


def test_a_column_of_areas_beside_tasks_says_whose_each_row_is() -> None:
    task_list = page(
        "云岭市2024年重点任务分解表",
        ("序号", "县区", "任务名称", "单位", "目标值", "责任人"),
        ("1", ("青溪县", 1, 2), "新建幼儿园", "所", "3", "周海"),
        ("2", None, "农村公路", "公里", "48.5", "吴敏"),
        ("3", "白石县", "老旧小区改造", "个", "改造老旧小区12个，惠及居民900户", "王军"),
    )
    assert [(t.task_no, t.area, t.metric, f"{t.value}{t.unit}") for t in task_list.targets] == [
        ("1", "青溪县", "新建幼儿园", "3所"),
        ("2", "青溪县", "农村公路", "48.5公里"),
        ("3", "白石县", "改造老旧小区", "12个"),
        ("3", "白石县", "惠及居民", "900户"),
    ]
    assert [r["city_target"] for r in tasks_of(task_list)][:2] == ["青溪县：3所", "青溪县：48.5公里"]


def test_a_year_that_only_the_head_states_is_the_term_of_the_list() -> None:
    task_list = page("云岭县主要经济指标计划表", ("指标", "单位", "2025年目标"), ("粮食产量", "万吨", "24.5"))
    assert task_list.head is not None
    assert (task_list.head.period_start, task_list.head.period_end) == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    assert rows(task_list) == [("粮食产量", "level", "ge", "24.5万吨")]


def test_words_between_the_indicator_and_its_figure_name_what_is_measured() -> None:
    task_list = page(
        "白石县2024年乡镇目标管理考核指标",
        ("序号", "考核指标", "考核内容", "目标值", "分值", "考核部门"),
        ("1", "工业经济", "规上工业增加值增速", "9%", "10", "县工信局"),
        ("2", "乡村振兴", "新增高标准农田", "1200亩", "8", "县农业农村局"),
    )
    assert rows(task_list) == [
        ("规上工业增加值", "growth", "ge", "9%"),
        ("新增高标准农田", "level", "ge", "1200亩"),
    ]
    assert [r["units"] for r in tasks_of(task_list)] == ["县工信局", "县农业农村局"]


def test_what_stands_under_a_quarter_is_due_at_its_end_in_words_as_in_figures() -> None:
    task_list = page(
        "云岭市2025年重点项目清单",
        (("序号", 1, 2), ("项目名称", 1, 2), ("2025年", 4, 1), None, None, None, ("责任单位", 1, 2)),
        (None, None, "一季度", "上半年", "前三季度", "全年", None),
        ("1", "青溪水库", "大坝开工", "完成投资5亿元", "完成投资9亿元", "大坝封顶", "市水利局"),
    )
    assert [str(t.due) for t in task_list.targets] == ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"]
    assert [f"{t.value}{t.unit}" for t in task_list.targets if t.value is not None] == ["5亿元", "9亿元"]


def test_years_of_life_are_a_unit_of_an_indicator() -> None:
    task_list = page(
        "白石县2025年主要指标任务表",
        ("序号", "指标", "单位", "2025年目标", "责任单位"),
        ("1", "平均受教育年限（年）", "", "10.8", "县教育局"),
        ("2", "人均预期寿命", "岁", "79.5", "县卫健局"),
    )
    assert [(f"{t.value}", t.unit) for t in task_list.targets] == [("10.8", "年"), ("79.5", "岁")]


def test_a_bare_number_among_the_words_of_a_cell_has_the_unit_of_its_row() -> None:
    task_list = page(
        "云岭市2024年度目标责任考核指标",
        ("序号", "指标", "单位", "2023年完成值", "2024年目标值", "责任单位"),
        ("1", "社会消费品零售总额", "亿元", "41.2", "44.5，力争46", "市商务局"),
        ("2", "规上服务业企业", "家", "20", "净增4", "市发改委"),
        ("3", "城镇污水处理率", "%", "93", "比2023年提高2个百分点", "市住建局"),
    )
    assert rows(task_list) == [
        ("社会消费品零售总额", "level", "ge", "44.5亿元"),
        ("社会消费品零售总额", "level", "ge", "46亿元"),
        ("净增规上服务业企业", "level", "ge", "4家"),
        ("城镇污水处理率", "relative", "ge", "2个百分点"),
    ]
    assert {t.confidence for t in task_list.targets} == {Confidence.REVIEW}
