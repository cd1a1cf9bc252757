"""Tables with an area a row: every cell is a target with the metric of its column, the area of its row and its own place."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.task_lists.model import Confidence, TaskList
from tests.unit.task_lists.golden_rows import codes, tasks_of
from tests.unit.task_lists.tables.pages import by_place, figures, page, warned


def parents(task_list: TaskList) -> dict[str, str]:
    """The cell of the whole of each target that is a part, by its own cell."""
    cells = {target.seq: cell for cell, target in by_place(task_list).items()}
    return {cell: cells[t.parent_seq] for cell, t in by_place(task_list).items() if t.parent_seq is not None}


def test_two_metrics_with_their_units_in_the_head_and_the_total_first() -> None:
    task_list = page(
        "云岭市2024年国土绿化任务分解表",
        ("县（市、区）", "人工造林（万亩）", "村庄绿化（个）"),
        ("全市", "6.5", "48"),
        ("青溪县", "4", "30"),
        ("白石县", "2.5", "18"),
    )
    assert figures(task_list) == [
        ("全市", "人工造林", "ge", "6.5万亩"),
        ("全市", "村庄绿化", "ge", "48个"),
        ("青溪县", "人工造林", "ge", "4万亩"),
        ("青溪县", "村庄绿化", "ge", "30个"),
        ("白石县", "人工造林", "ge", "2.5万亩"),
        ("白石县", "村庄绿化", "ge", "18个"),
    ]
    assert parents(task_list) == {"B3": "B2", "C3": "C2", "B4": "B2", "C4": "C2"}
    assert {t.due for t in task_list.targets} == {dt.date(2024, 12, 31)}
    assert {t.confidence for t in task_list.targets} == {Confidence.SURE}
    assert [(r["task_no"], r["name"]) for r in tasks_of(task_list)] == [("1", "国土绿化")]


def test_a_head_of_two_rows_with_parts_after_the_word_and_an_empty_corner() -> None:
    task_list = page(
        "云岭市2023年各县区就业工作目标任务",
        (("", 1, 2), ("城镇新增就业（人）", 1, 2), ("其中", 2, 1), None, ("农村劳动力转移就业（人）", 1, 2)),
        (None, None, "失业人员再就业（人）", "困难人员就业（人）", None),
        ("青溪县", "5200", "900", "260", "3100"),
        ("南湾区", "7400", "1300", "410", "—"),
        ("合  计", "12600", "2200", "670", "3100"),
    )
    assert figures(task_list) == [
        ("青溪县", "城镇新增就业", "ge", "5200人"),
        ("青溪县", "失业人员再就业", "ge", "900人"),
        ("青溪县", "困难人员就业", "ge", "260人"),
        ("青溪县", "农村劳动力转移就业", "ge", "3100人"),
        ("南湾区", "城镇新增就业", "ge", "7400人"),
        ("南湾区", "失业人员再就业", "ge", "1300人"),
        ("南湾区", "困难人员就业", "ge", "410人"),
        ("全市", "城镇新增就业", "ge", "12600人"),
        ("全市", "失业人员再就业", "ge", "2200人"),
        ("全市", "困难人员就业", "ge", "670人"),
        ("全市", "农村劳动力转移就业", "ge", "3100人"),
    ]
    assert parents(task_list) == {
        "B3": "B5", "C3": "B3", "D3": "B3", "E3": "E5", "B4": "B5", "C4": "B4", "D4": "B4", "C5": "B5", "D5": "B5",
    }  # fmt: skip


def test_a_subtotal_column_is_the_whole_of_its_group() -> None:
    task_list = page(
        "白石县2022年农田建设任务表",
        (("序号", 1, 2), ("乡镇", 1, 2), ("高标准农田建设（亩）", 3, 1), None, None),
        (None, None, "小计", "新建", "改造提升"),
        ("1", "石桥镇", "1500", "1000", "500"),
        ("2", "柳 河乡", "700", "700", ""),
        (("合计", 2, 1), None, "2200", "1700", "500"),
        before=("单位：亩",),
        after=("注：高标准农田建设任务须于11月底前完工。",),
    )
    assert figures(task_list) == [
        ("石桥镇", "高标准农田建设", "ge", "1500亩"),
        ("石桥镇", "高标准农田新建", "ge", "1000亩"),
        ("石桥镇", "高标准农田改造提升", "ge", "500亩"),
        ("柳河乡", "高标准农田建设", "ge", "700亩"),
        ("柳河乡", "高标准农田新建", "ge", "700亩"),
        ("全县", "高标准农田建设", "ge", "2200亩"),
        ("全县", "高标准农田新建", "ge", "1700亩"),
        ("全县", "高标准农田改造提升", "ge", "500亩"),
    ]
    assert parents(task_list) == {"C3": "C5", "D3": "C3", "E3": "C3", "C4": "C5", "D4": "C4", "D5": "C5", "E5": "C5"}
    assert {t.due for t in task_list.targets} == {dt.date(2022, 11, 30)}
    assert "breakdown-does-not-add-up" not in codes(task_list)


def test_deadlines_that_a_note_gives_to_single_metrics_and_to_the_rest() -> None:
    task_list = page(
        "青溪县2024年农村改厕和道路任务分配表",
        ("镇别", "卫生户厕改造（户）", "村道硬化（公里）"),
        ("青山镇", "120", "6.5"),
        ("秀水镇", "95", "4"),
        after=("说明：1.卫生户厕改造10月底前完成；2.其余任务12月20日前完成。",),
    )
    assert {cell: t.due for cell, t in by_place(task_list).items()} == {
        "B2": dt.date(2024, 10, 31),
        "C2": dt.date(2024, 12, 20),
        "B3": dt.date(2024, 10, 31),
        "C3": dt.date(2024, 12, 20),
    }


def test_the_noun_stands_in_the_title_and_the_unit_above_the_table() -> None:
    task_list = page(
        "2025年全县农村危房改造任务分解表",
        ("乡镇（街道）", "任务数", "备注"),
        ("青山镇", "36", "含整村推进2户"),
        ("秀水镇", "28", ""),
        ("合计", "64", ""),
        before=("单位：户",),
    )
    assert figures(task_list) == [
        ("青山镇", "农村危房改造", "ge", "36户"),
        ("秀水镇", "农村危房改造", "ge", "28户"),
        ("全县", "农村危房改造", "ge", "64户"),
    ]
    assert warned(task_list, "column-not-read") == ["“备注”一栏不属于任务清单的内容，没有读取，其中的数字有：2。"]


def test_offices_that_have_a_share_each() -> None:
    task_list = page(
        "云岭市2024年招商引资目标任务分解表",
        ("责任单位", "新引进项目（个）", "到位资金（亿元）"),
        ("市商务局", "6", "12.5"),
        ("市农业农村局", "4", "8"),
    )
    assert [(t.area, t.metric, f"{t.value}{t.unit}") for t in task_list.targets] == [
        ("市商务局", "新引进项目", "6个"),
        ("市商务局", "到位资金", "12.5亿元"),
        ("市农业农村局", "新引进项目", "4个"),
        ("市农业农村局", "到位资金", "8亿元"),
    ]


def test_short_names_below_a_head_that_says_what_they_are() -> None:
    task_list = page(
        "云岭市2024年规上企业培育任务",
        ("县区", "新增规上工业企业（家）"),
        ("青溪", "12"),
        ("白石", "9"),
    )
    assert figures(task_list) == [("青溪", "新增规上工业企业", "ge", "12家"), ("白石", "新增规上工业企业", "ge", "9家")]


def test_signs_and_words_round_a_figure_stay_with_it() -> None:
    task_list = page(
        "云岭市2024年生态环境目标任务分解表",
        ("县区", "空气优良天数比例（%）", "PM2.5平均浓度（微克/立方米）", "新增造林面积（亩）"),
        ("青溪县", "≥92", "≤28", "3000左右"),
        ("白石县", "90以上", "30", "2,500"),
        ("南湾区", "91%", "不超过29", "1200-1500"),
    )
    assert figures(task_list) == [
        ("青溪县", "空气优良天数比例", "ge", "92%"),
        ("青溪县", "PM2.5平均浓度", "le", "28微克/立方米"),
        ("青溪县", "新增造林面积", "approx", "3000亩"),
        ("白石县", "空气优良天数比例", "ge", "90%"),
        ("白石县", "PM2.5平均浓度", "le", "30微克/立方米"),
        ("白石县", "新增造林面积", "ge", "2500亩"),
        ("南湾区", "空气优良天数比例", "ge", "91%"),
        ("南湾区", "PM2.5平均浓度", "le", "29微克/立方米"),
        ("南湾区", "新增造林面积", "ge", "1200亩"),
    ]
    assert by_place(task_list)["D4"].value_max == 1500


def test_sentences_of_areas_may_state_several_targets() -> None:
    task_list = page(
        "云岭市2024年各县区重点任务",
        ("县区", "2024年目标任务"),
        ("青溪县", "新建幼儿园3所，新增学位900个。"),
        ("白石县", "力争新增规上企业12家以上"),
    )
    assert figures(task_list) == [
        ("青溪县", "新建幼儿园", "ge", "3所"),
        ("青溪县", "新增学位", "ge", "900个"),
        ("白石县", "新增规上企业", "ge", "12家"),
    ]
    assert [t.stretch for t in task_list.targets] == [False, False, True]
    assert [t.place.row for t in task_list.targets] == [2, 2, 3]


def test_years_in_the_head_are_windows_and_what_was_done_is_no_target() -> None:
    task_list = page(
        "云岭市充电桩建设三年计划任务表",
        ("县区", "2023年完成（个）", "2024年任务（个）", "2025年任务（个）"),
        ("青溪县", "80", "120", "150"),
        ("白石县", "60", "90", "110"),
    )
    assert [(t.area, f"{t.value}{t.unit}", t.period_start, t.due) for t in task_list.targets] == [
        ("青溪县", "120个", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("青溪县", "150个", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        ("白石县", "90个", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("白石县", "110个", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
    ]
    assert warned(task_list, "column-not-read") == [
        "“2023年完成（个）”一栏不属于任务清单的内容，没有读取，其中的数字有：80、60。"
    ]


def test_an_amount_and_a_rate_of_the_metric_in_the_title() -> None:
    task_list = page(
        "2024年各县区社会消费品零售总额目标",
        ("县区", "目标值（亿元）", "增速（%）"),
        ("青溪县", "86.5", "7.5"),
        ("白石县", "54", "8以上"),
    )
    assert [(t.area, t.metric, t.kind.value, f"{t.value}{t.unit}") for t in task_list.targets] == [
        ("青溪县", "社会消费品零售总额", "level", "86.5亿元"),
        ("青溪县", "社会消费品零售总额", "growth", "7.5%"),
        ("白石县", "社会消费品零售总额", "level", "54亿元"),
        ("白石县", "社会消费品零售总额", "growth", "8%"),
    ]


def test_rows_that_say_who_answers_are_a_task_each() -> None:
    task_list = page(
        "南湾区2024年老旧小区改造任务分解表",
        ("序号", "街道", "改造小区（个）", "责任领导", "责任单位"),
        ("1", "东湖街道", "5", "周海", "东湖街道办事处"),
        ("2", "新城街道", "3", "吴敏", "新城街道办事处"),
    )
    assert [(r["task_no"], r["name"], r["leaders"], r["units"]) for r in tasks_of(task_list)] == [
        ("1", "东湖街道老旧小区改造", "周海", "东湖街道办事处"),
        ("2", "新城街道老旧小区改造", "吴敏", "新城街道办事处"),
    ]
    assert [(t.task_no, t.area, f"{t.value}{t.unit}") for t in task_list.targets] == [
        ("1", "东湖街道", "5个"),
        ("2", "新城街道", "3个"),
    ]


def test_a_total_that_its_parts_exceed_is_for_review_and_so_is_a_figure_without_a_unit() -> None:
    task_list = page(
        "云岭市2024年公厕建设任务表",
        ("县区", "新建公厕（座）", "提升改造"),
        ("青溪县", "20", "8"),
        ("白石县", "15", "6"),
        ("合计", "30", "14"),
    )
    assert "breakdown-does-not-add-up" in codes(task_list)
    assert {t.confidence for t in task_list.targets} == {Confidence.REVIEW}
    assert any("没有写明计量单位" in message for message in warned(task_list, "layout-doubtful"))


def test_subtotal_rows_are_named_and_not_counted_twice() -> None:
    task_list = page(
        "云岭市2024年水利工程建设任务表",
        ("县区", "新建泵站（座）"),
        ("东湖区", "4"),
        ("南湾区", "6"),
        ("城区小计", "10"),
        ("青溪县", "5"),
        ("合计", "15"),
    )
    assert [(t.area, str(t.value)) for t in task_list.targets] == [
        ("东湖区", "4"),
        ("南湾区", "6"),
        ("青溪县", "5"),
        ("全市", "15"),
    ]
    assert warned(task_list, "row-not-read") == ["这一行是合计行，没有读取，其中的数字有：10。"]


SETTING_NOTHING = [
    ("2023年各县区高标准农田建设完成情况表", "县区 任务数（亩） 完成数（亩）", "青溪县 900 850", "白石县 700 720"),
    ("2023年各县区主要经济统计数据", "县区 地区生产总值（亿元） 增长（%）", "青溪县 210 6.1", "白石县 180 5.9"),
    ("各县区空气质量排名通报", "县区 优良天数 排名", "青溪县 88 1", "白石县 85 2"),
    ("2024年县级财政收支预算", "乡镇 收入预算（万元） 支出预算（万元）", "青山镇 320 410", "秀水镇 280 350"),
    ("各镇联络人名单", "乡镇 姓名 电话", "青山镇 周海 6612345", "秀水镇 吴敏 6612346"),
    ("建材市场价格表", "县区 水泥（元/吨） 钢筋（元/吨）", "青溪县 380 4100", "白石县 385 4150"),
    ("各县区人口与面积", "县区 户籍人口（万人） 面积（平方公里）", "青溪县 52 1860", "白石县 47 2010"),
]


@pytest.mark.parametrize(("title", "head", "first", "second"), SETTING_NOTHING)
def test_tables_that_set_nothing_give_no_rows_and_their_numbers_are_named(
    title: str, head: str, first: str, second: str
) -> None:
    task_list = page(title, tuple(head.split()), tuple(first.split()), tuple(second.split()))
    assert not task_list.targets
    (message,) = warned(task_list, "table-skipped")
    numbers = [cell for cell in (*first.split(), *second.split()) if cell.replace(".", "").isdigit()]
    assert len(numbers) >= 2
    assert all(number in message for number in numbers)


def test_two_halves_set_side_by_side() -> None:
    task_list = page(
        "云岭县2024年高标准农田建设任务分配表",
        ("乡镇", "任务数（亩）", "乡镇", "任务数（亩）"),
        ("青山镇", "1200", "秀水镇", "950"),
        ("石桥镇", "800", "合计", "2950"),
    )
    assert [(t.area, str(t.value), t.parent_seq) for t in task_list.targets] == [
        ("青山镇", "1200", 4),
        ("秀水镇", "950", 4),
        ("石桥镇", "800", 4),
        ("全县", "2950", None),
    ]


def test_an_amount_and_a_rate_under_each_of_several_metrics() -> None:
    task_list = page(
        "云岭市2024年各县区主要经济指标目标任务",
        (("县区", 1, 2), ("地区生产总值", 2, 1), None, ("固定资产投资", 2, 1), None),
        (None, "总量（亿元）", "增速（%）", "总量（亿元）", "增速（%）"),
        ("青溪县", "210", "7", "120", "10"),
        ("白石县", "180", "6.5", "96", "9.5"),
    )
    assert [(t.area, t.metric, t.kind.value, f"{t.value}{t.unit}") for t in task_list.targets] == [
        ("青溪县", "地区生产总值", "level", "210亿元"),
        ("青溪县", "地区生产总值", "growth", "7%"),
        ("青溪县", "固定资产投资", "level", "120亿元"),
        ("青溪县", "固定资产投资", "growth", "10%"),
        ("白石县", "地区生产总值", "level", "180亿元"),
        ("白石县", "地区生产总值", "growth", "6.5%"),
        ("白石县", "固定资产投资", "level", "96亿元"),
        ("白石县", "固定资产投资", "growth", "9.5%"),
    ]


def test_stages_of_the_year_are_windows_of_the_metric_in_the_title() -> None:
    task_list = page(
        "云岭市2024年招商引资任务分解表",
        ("县区", "全年目标（亿元）", "一季度（亿元）", "上半年（亿元）"),
        ("青溪县", "60", "15", "30"),
        ("白石县", "40", "10", "20"),
    )
    assert [(t.area, t.metric, str(t.value), t.due) for t in task_list.targets] == [
        ("青溪县", "招商引资", "60", dt.date(2024, 12, 31)),
        ("青溪县", "招商引资", "15", dt.date(2024, 3, 31)),
        ("青溪县", "招商引资", "30", dt.date(2024, 6, 30)),
        ("白石县", "招商引资", "40", dt.date(2024, 12, 31)),
        ("白石县", "招商引资", "10", dt.date(2024, 3, 31)),
        ("白石县", "招商引资", "20", dt.date(2024, 6, 30)),
    ]


def test_a_head_of_three_rows() -> None:
    task_list = page(
        "云岭市2024年保障性安居工程计划任务表",
        (("县（区）", 1, 3), ("棚户区改造", 3, 1), None, None, ("老旧小区改造（户）", 1, 3)),
        (None, ("新开工（套）", 1, 2), ("基本建成（套）", 2, 1), None, None),
        (None, None, "合计", "其中：货币化安置", None),
        ("青溪县", "300", "260", "40", "1500"),
        ("白石县", "200", "150", "30", "920"),
    )
    assert figures(task_list) == [
        ("青溪县", "棚户区改造新开工", "ge", "300套"),
        ("青溪县", "棚户区改造基本建成", "ge", "260套"),
        ("青溪县", "货币化安置", "ge", "40套"),
        ("青溪县", "老旧小区改造", "ge", "1500户"),
        ("白石县", "棚户区改造新开工", "ge", "200套"),
        ("白石县", "棚户区改造基本建成", "ge", "150套"),
        ("白石县", "货币化安置", "ge", "30套"),
        ("白石县", "老旧小区改造", "ge", "920户"),
    ]
    assert parents(task_list) == {"D4": "C4", "D5": "C5"}


def test_a_noun_that_counts_gives_the_unit() -> None:
    task_list = page("石桥镇2024年危房改造任务分解表", ("村（社区）", "改造户数"), ("东风村", "6"), ("红旗社区", "4"))
    assert figures(task_list) == [("东风村", "改造户数", "ge", "6户"), ("红旗社区", "改造户数", "ge", "4户")]


def test_words_of_areas_without_a_number_are_targets_too() -> None:
    task_list = page(
        "云岭市2024年各县区考核目标",
        ("县区", "综合考核位次目标"),
        ("青溪县", "前三"),
        ("白石县", "第一方阵"),
    )
    assert [(t.area, t.kind.value, t.confidence) for t in task_list.targets] == [
        ("青溪县", "rank", Confidence.REVIEW),
        ("白石县", "qualitative", Confidence.REVIEW),
    ]
    assert [f.code for f in task_list.findings if f.code == "layout-doubtful"] == ["layout-doubtful"] * 2


def test_a_row_of_offices_in_the_head_is_no_part_of_what_is_measured() -> None:
    task_list = page(
        "云岭市2025年民生实事责任分工表",
        (("地区", 1, 2), ("技能培训", 2, 1), None),
        (None, "劳务品牌培训（人）", "农村实用技术培训（人）"),
        ("责任单位", "市人社局", "市残联"),
        ("全市", "900", "700"),
        ("青溪县", "500", "300"),
        ("白石县", "400", "400"),
    )
    assert {(t.metric, f"{t.value}{t.unit}", t.area) for t in task_list.targets} == {
        ("劳务品牌培训", "900人", "全市"), ("农村实用技术培训", "700人", "全市"), ("劳务品牌培训", "500人", "青溪县"),
        ("农村实用技术培训", "300人", "青溪县"), ("劳务品牌培训", "400人", "白石县"), ("农村实用技术培训", "400人", "白石县"),
    }  # fmt: skip


def test_a_head_that_tells_what_to_complete_is_one_of_aims_and_what_was_completed_is_none() -> None:
    task_list = page(
        "云岭市2024年农村环境整治任务分解表",
        (
            ("县（市、区）", 1, 2),
            ("生活污水治理", 1, 1),
            ("2023年完成改厕户数（户）", 1, 2),
            ("改厕任务（户）", 1, 2),
            ("目前完成（户）", 1, 2),
        ),
        (None, "完成治理自然村数（个）", None, None, None),
        ("青溪县", "56", "2800", "3000", "900"),
        ("白石县", "40", "2100", "2400", "700"),
    )
    assert figures(task_list) == [
        ("青溪县", "治理自然村数", "ge", "56个"),
        ("青溪县", "改厕", "ge", "3000户"),
        ("白石县", "治理自然村数", "ge", "40个"),
        ("白石县", "改厕", "ge", "2400户"),
    ]
    assert len(warned(task_list, "column-not-read")) == 2


def test_names_without_a_kind_below_the_units_of_a_town_are_its_villages_for_review() -> None:
    task_list = page(
        "青山镇2024年城乡居民医保参保任务表",
        ("单位", "参保任务数（人）", "完成数", "完成率"),
        ("柳湾", "1200", "300", "25%"),
        ("东山", "800", "260", "32%"),
        ("石桥头", "950", "410", "43%"),
    )
    assert figures(task_list) == [
        ("柳湾", "参保", "ge", "1200人"),
        ("东山", "参保", "ge", "800人"),
        ("石桥头", "参保", "ge", "950人"),
    ]
    assert {t.confidence for t in task_list.targets} == {Confidence.REVIEW}


def test_what_is_required_of_a_task_may_be_nothing_but_its_deadline() -> None:
    task_list = page(
        "白石县2024年民生实事任务表",
        ("序号", "项目名称", "建设内容", "完成要求", "责任单位"),
        ("1", "农村公路", "新建农村公路80公里", "10月底前全部完工", "县交通局"),
        ("2", "老旧小区", "改造老旧小区12个", "11月底前完成", "县住建局"),
    )
    assert [(t.metric, t.due) for t in task_list.targets] == [
        ("新建农村公路", dt.date(2024, 10, 31)),
        ("改造老旧小区", dt.date(2024, 11, 30)),
    ]
