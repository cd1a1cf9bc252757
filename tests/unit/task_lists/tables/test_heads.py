"""Heads under the names that other places give their columns, and columns beside the targets that are none."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.findings import Severity
from tests.unit.task_lists.golden_rows import codes, tasks_of
from tests.unit.task_lists.tables.pages import figures, page, warned


@pytest.mark.parametrize(
    "head",
    ["实事内容", "实事项目", "民生实事项目", "实施项目", "工作事项", "工作要点", "具体工作任务和要求", "事项", "任务",
     "考核指标", "年度目标", "实施内容", "考核内容", "重点工作任务"],
)  # fmt: skip
def test_the_one_column_of_texts_is_the_target_whatever_its_head(head: str) -> None:
    task_list = page(
        "云岭县2024年民生实事责任分解表",
        ("序号", head, "责任单位"),
        ("1", "新建改建农村公厕26座。", "县农业农村局"),
        ("2", "改造老旧小区9个，惠及居民1400户。", "县住建局"),
    )
    assert [(r["task_no"], r["city_target"], r["units"]) for r in tasks_of(task_list)] == [
        ("1", "新建改建农村公厕26座。", "县农业农村局"),
        ("2", "改造老旧小区9个，惠及居民1400户。", "县住建局"),
    ]
    assert [value for *_, value in figures(task_list)] == ["26座", "9个", "1400户"]


@pytest.mark.parametrize(
    ("leader", "office", "due"),
    [
        ("包抓领导", "责任单位", "完成时限"),
        ("包保领导", "责任部门", "完成时间"),
        ("挂联领导", "牵头单位", "时限要求"),
        ("责任领导", "主管部门", "进度要求"),
        ("县级责任领导", "责任分工", "办结时限"),
        ("挂钩领导", "考核部门", "进度安排"),
    ],
)
def test_who_answers_and_by_when_under_other_names(leader: str, office: str, due: str) -> None:
    task_list = page(
        "白石县2023年重点工作任务清单",
        ("序号", "实事项目", "实施内容", leader, office, due),
        ("1", "城乡供水", "新建水厂3座。", "周海", "县水利局", "10月底前"),
        ("2", "绿化提升", "新增口袋公园5个。", "吴敏", "县城管局", "11月底前完成"),
    )
    assert [(r["name"], r["leaders"], r["units"]) for r in tasks_of(task_list)] == [
        ("城乡供水", "周海", "县水利局"),
        ("绿化提升", "吴敏", "县城管局"),
    ]
    assert [t.due for t in task_list.targets] == [dt.date(2023, 10, 31), dt.date(2023, 11, 30)]


def test_stages_are_targets_with_deadlines_of_their_own() -> None:
    task_list = page(
        "青溪县2024年重点工作清单",
        ("序号", "工作事项", "进度安排", "进展情况", "完成情况"),
        ("1", "新建日间照料中心12家。", "①4月底前，完成选址。②10月底前，建成8家。", "已完成选址7处。", "正常推进"),
        ("2", "培育规上企业20家。", "长期坚持", "一季度新增3家。", "超序推进"),
    )
    assert [r["city_target"] for r in tasks_of(task_list)] == [
        "新建日间照料中心12家。\n①4月底前，完成选址。②10月底前，建成8家。",
        "培育规上企业20家。",
    ]
    assert [(f"{t.value}{t.unit}", t.due) for t in task_list.targets if t.value] == [
        ("12家", dt.date(2024, 12, 31)),
        ("8家", dt.date(2024, 10, 31)),
        ("20家", dt.date(2024, 12, 31)),
    ]
    assert "a-filing-not-a-list" not in codes(task_list)
    assert warned(task_list, "column-not-read") == ["“进展情况”一栏不属于任务清单的内容，没有读取，其中的数字有：7、3。"]


@pytest.mark.parametrize(
    "progress", ["落实情况", "进展情况", "截至6月底完成情况", "存在问题", "工作进展", "推进情况", "下一步打算"]
)
def test_what_has_become_of_a_task_is_no_target_and_named(progress: str) -> None:
    task_list = page(
        "南湾区2022年民生实事任务分解表",
        ("序号", "具体任务", "责任领导", "责任单位", progress),
        ("1", "新增学位2400个。", "周海", "区教育局", "新增学位1980个，完成率82.5%"),
    )
    assert figures(task_list) == [("全区", "新增学位", "ge", "2400个")]
    (message,) = warned(task_list, "column-not-read")
    assert message.endswith("其中的数字有：1980、82.5%。")


def test_a_project_list_asks_for_the_year_and_not_for_the_whole_project() -> None:
    task_list = page(
        "云岭市2024年重点项目建设计划表",
        ("序号", "项目名称", "建设规模及内容", "总投资（万元）", "2024年度投资（万元）", "年度目标", "责任单位"),
        ("1", "城东污水处理厂", "日处理污水4万吨", "18600", "7200", "10月底前主体封顶", "市住建局"),
        ("2", "滨江大道", "全长6.8公里", "32000", "9500", "完成路基工程80%", "市交通局"),
    )
    assert [value for *_, value in figures(task_list)] == ["7200万元", "80%", "9500万元"]
    assert warned(task_list, "column-not-read") == [
        "“建设规模及内容”一栏不属于任务清单的内容，没有读取，其中的数字有：4、6.8。",
        "“总投资（万元）”一栏不属于任务清单的内容，没有读取，其中的数字有：18600、32000。",
    ]


def test_columns_without_numbers_are_only_told_and_totals_and_notes_are_named() -> None:
    task_list = page(
        "云岭县2024年目标管理考核任务表",
        ("序号", "考核内容", "年度目标", "分值", "评分标准"),
        ("1", "道路安全", "安装减速带35处", "6", "未完成不得分"),
        ("2", "农机安全", "检验率85%以上", "5", "未完成不得分"),
        (("合计", 3, 1), None, None, "11", ""),
        (("注：另有8处在建。", 5, 1), None, None, None, None),
    )
    told = {f.seen: f.severity for f in task_list.findings if f.code == "column-not-read"}
    assert told == {"分值": Severity.WARNING, "评分标准": Severity.INFO}
    assert warned(task_list, "row-not-read") == [
        "这一行是合计行，没有读取，其中的数字有：11。",
        "这一行是表注，没有读取，其中的数字有：8。",
    ]


@pytest.mark.parametrize(
    "head",
    [
        ("任务名称", "目标值", "本期完成", "累计完成", "进展情况"),
        ("工作任务", "年度目标", "本月完成", "完成率", "存在问题"),
        ("任务名称", "目标", "进展情况", "存在问题", "下一步打算"),
    ],
)
def test_a_filing_stays_a_filing(head: tuple[str, ...]) -> None:
    task_list = page("云岭县2024年6月进展填报表", head, ("招商引资", "20亿元", "3亿元", "12亿元", "无"))
    assert not task_list.targets
    assert "a-filing-not-a-list" in codes(task_list)


def test_the_numbers_of_a_table_that_is_no_task_table_are_named() -> None:
    task_list = page("云岭县2024年物资价格表", ("品名", "规格", "单价"), ("水泥", "50公斤", "380"), ("钢筋", "12毫米", "4150"))
    assert not task_list.targets
    assert warned(task_list, "table-skipped") == ["第1张表不是任务表，没有读取，其中的数字有：50、380、12、4150。"]


@pytest.mark.parametrize("above", ["市级目标", "市定工作目标", "全市目标", "云岭市目标", "市目标任务"])
@pytest.mark.parametrize(
    "own",
    ["本县目标", "全县目标", "县定目标", "本级目标", "县级目标任务", "本县工作目标", "青溪县目标", "我县任务", "目标任务"],
)
def test_the_second_column_of_targets_is_the_own_place_s(above: str, own: str) -> None:
    task_list = page(
        "云岭市青溪县2025年3-4月重点工作任务清单",
        ("序号", "任务名称", above, own, "责任单位"),
        ("1", "企业培育", "3-4月新增规上企业50家", "3-4月新增规上企业5家", "县发改局"),
    )
    assert [(t.source_column, t.area, t.value) for t in task_list.targets] == [
        ("city_target", "全市", 50), ("district_task", "全县", 5),
    ]  # fmt: skip


def test_the_own_place_s_column_is_known_wherever_it_stands() -> None:
    task_list = page(
        "云岭市望湖区2025年3-4月重点工作任务清单",
        ("序号", "任务名称", "本区目标", "市级目标", "责任单位"),
        ("1", "企业培育", "3-4月新增规上企业5家", "3-4月新增规上企业50家", "区发改局"),
    )
    assert {(t.source_column, t.area, t.value) for t in task_list.targets} == {
        ("city_target", "全市", 50), ("district_task", "全区", 5),
    }  # fmt: skip


@pytest.mark.parametrize("label", ["本县目标", "全县目标任务", "年度目标"])
def test_one_column_of_targets_is_the_list_s(label: str) -> None:
    task_list = page(
        "云岭市青溪县2025年3-4月重点工作任务清单",
        ("序号", "任务名称", label, "责任单位"),
        ("1", "企业培育", "3-4月新增规上企业5家", "县发改局"),
    )
    assert [(t.source_column, t.area) for t in task_list.targets] == [("city_target", "全县")]


def test_the_stages_of_a_target_are_no_own_column() -> None:
    task_list = page(
        "云岭市青溪县2025年重点工作任务清单",
        ("序号", "任务名称", "市级目标", "上半年目标", "责任单位"),
        ("1", "企业培育", "新增规上企业50家", "新增规上企业20家", "县发改局"),
    )
    assert {t.source_column for t in task_list.targets} == {"city_target"}
