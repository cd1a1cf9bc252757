"""Worksheets, web pages, delimited text and text exports as task lists: section rows, hidden rows, notes, lost columns."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl

from ingest.task_lists.model import TaskList
from tests.unit.task_lists.golden_rows import codes, read_made, row, tasks_of


def workbook(rows: list[list[object]], merges: tuple[str, ...] = (), hidden: tuple[int, ...] = ()) -> TaskList:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in rows:
        sheet.append(cells)
    for merge in merges:
        sheet.merge_cells(merge)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    out = io.BytesIO()
    book.save(out)
    return read_made(out.getvalue(), "清单.xlsx")


def test_section_rows_hidden_rows_totals_and_notes() -> None:
    task_list = workbook(
        [
            ["附件1"],
            ["云岭区2024年“七大攻坚”任务清单"],
            ["单位：万元"],
            ["序号", "任务名称", "年度目标任务", "责任领导", "牵头单位", "责任单位", "责任人", "联系人", "备注"],
            ["一、“七大攻坚”重点工作"],
            [1, "稳住工业", "规上工业增加值增长8%以上", "周海", "区工信局", "区发改局、区统计局", "李强", "王 军", ""],
            [2, "稳住投资", "固定资产投资增长7%", "周海", "区发改局", "区住建局", "赵勇", "王 军", ""],
            ["二、“七大攻坚”重点项目"],
            [1, "东环路", "12月底前建成通车", "吴敏", "区住建局", "区交通局", "刘伟", "陈静", "续建"],
            ["合计", "3项", None, None, None, None, None, None, None],
            ["注：责任单位排名不分先后。"],
        ],
        merges=("A1:I1", "A2:I2", "A3:I3", "A5:I5", "A8:I8", "A11:I11"),
        hidden=(7,),
    )
    assert tasks_of(task_list) == [
        row(section="重点工作", task_no="1", name="稳住工业", city_target="规上工业增加值增长8%以上", leaders="周海",
            units="区工信局;区发改局;区统计局", lead_units="区工信局", responsible="李强", contacts="王军"),
        row(section="重点工作", task_no="2", name="稳住投资", city_target="固定资产投资增长7%", leaders="周海",
            units="区发改局;区住建局", lead_units="区发改局", responsible="赵勇", contacts="王军"),
        row(section="重点项目", task_no="1", name="东环路", city_target="12月底前建成通车", leaders="吴敏",
            units="区住建局;区交通局", lead_units="区住建局", responsible="刘伟", contacts="陈静"),
    ]  # fmt: skip
    assert task_list.head is not None
    assert (task_list.head.list_id, task_list.head.title) == ("yunling-2024-01", "云岭区2024年“七大攻坚”任务清单")
    assert "hidden-rows-read" in codes(task_list)
    assert dict(task_list.reconciliation.skipped)["行：表注"] == 1


def test_merged_names_and_leaders_are_filled_down_and_a_merged_target_is_read_once() -> None:
    task_list = workbook(
        [
            ["云岭区2024年目标任务表"],
            ["序号", "项目", "指标", "目标", "牵头领导", "责任单位"],
            [1, "工业经济", "（1）规上工业增加值", "增长8%", "周海", "区工信局"],
            [None, None, "（2）工业投资", "增长10%", None, "区发改局"],
            [2, "商贸经济", "（1）社零总额", "两项指标均增长7%以上", "吴敏", "区商务局"],
            [None, None, "（2）限上批发业", None, None, "区商务局"],
        ],
        merges=("A1:F1", "A3:A4", "B3:B4", "E3:E4", "A5:A6", "B5:B6", "D5:D6", "E5:E6"),
    )
    assert tasks_of(task_list) == [
        row(
            task_no="1",
            subtask_no="1",
            parent_names="工业经济",
            name="规上工业增加值",
            city_target="增长8%",
            leaders="周海",
            units="区工信局",
        ),
        row(
            task_no="1",
            subtask_no="2",
            parent_names="工业经济",
            name="工业投资",
            city_target="增长10%",
            leaders="周海",
            units="区发改局",
        ),
        row(
            task_no="2",
            subtask_no="1",
            parent_names="商贸经济",
            name="社零总额",
            city_target="两项指标均增长7%以上",
            leaders="吴敏",
            units="区商务局",
        ),
        row(task_no="2", subtask_no="2", parent_names="商贸经济", name="限上批发业", leaders="吴敏", units="区商务局"),
    ]
    assert "merged-target" in codes(task_list)


def test_a_label_centred_over_two_columns_and_one_target_column_a_period() -> None:
    task_list = workbook(
        [
            ["云岭区2024年重点任务"],
            ["序号", "重点任务", "目标", None, "责任分工", None],
            [None, None, "上半年", "全年", "牵头单位", "配合单位"],
            [1, "争取资金", "5亿元", "12亿元", "区财政局", "区发改局"],
        ]
    )
    assert tasks_of(task_list) == [
        row(
            task_no="1",
            name="争取资金",
            city_target="上半年：5亿元\n全年：12亿元",
            units="区财政局;区发改局",
            lead_units="区财政局",
        )
    ]


def test_a_column_of_measures_is_not_a_column_of_offices() -> None:
    task_list = workbook(
        [
            ["云岭区2024年主要指标任务表"],
            ["序号", "指标名称", "单位", "目标值", "责任单位"],
            [1, "新增就业", "人", 5000, "区人社局"],
            [2, "一般公共预算收入", "亿元", 12.5, "区财政局"],
            [3, "森林覆盖率", "%", 46, "区林业局"],
        ]
    )
    assert [(r["name"], r["city_target"], r["units"]) for r in tasks_of(task_list)] == [
        ("新增就业", "5000人", "区人社局"),
        ("一般公共预算收入", "12.5亿元", "区财政局"),
        ("森林覆盖率", "46%", "区林业局"),
    ]


def test_district_column_and_columns_that_are_not_read() -> None:
    task_list = workbook(
        [
            ["云岭区2024年三重点任务清单"],
            ["序号", "名称", "市定工作目标", "区级具体工作任务及对各镇考核任务", "分值", "责任单位"],
            [1, "改厕", "全市完成3万户", "全区完成3000户", 10, "区农业农村局"],
        ]
    )
    assert tasks_of(task_list) == [
        row(task_no="1", name="改厕", city_target="全市完成3万户", district_task="全区完成3000户", units="区农业农村局")
    ]
    assert [f.seen for f in task_list.findings if f.code == "column-not-read"] == ["分值"]
    assert [t.source_column for t in task_list.targets] == ["city_target", "district_task"]


def test_a_web_page() -> None:
    page = """<html><head><meta charset="utf-8"><title>x</title></head><body>
    <table><tr><td><h1>南河县2025年民生实事任务清单</h1>
    <table border=1>
    <tr><th rowspan=2>序号</th><th rowspan=2>项目名称</th><th rowspan=2>主要建设内容</th><th colspan=2>责任</th>
    <th rowspan=2>完成时限</th></tr>
    <tr><th>牵头领导</th><th>责任单位</th></tr>
    <tr><td rowspan=2>1</td><td rowspan=2>农村公路</td><td>新建公路60公里</td><td rowspan=2>周&nbsp;海</td>
    <td>县交通局</td><td>11月底前</td></tr>
    <tr><td>改造危桥4座</td><td>县公路局</td><td>11月底前</td></tr>
    <tr><td>2</td><td>学位建设</td><td>新增学位1200个</td><td>吴敏</td><td>县教育局<br>各乡镇</td><td>8月底前</td></tr>
    </table></td></tr></table></body></html>"""
    task_list = read_made(page.encode(), "清单.html")
    assert tasks_of(task_list) == [
        row(task_no="1", name="农村公路", city_target="新建公路60公里\n改造危桥4座", leaders="周海", units="县交通局;县公路局"),
        row(task_no="2", name="学位建设", city_target="新增学位1200个", leaders="吴敏", units="县教育局;各乡镇"),
    ]
    assert task_list.head is not None
    assert task_list.head.list_id == "nanhe-2025-01"


def test_delimited_text_with_title_rows_and_rows_that_go_on() -> None:
    text = (
        "南河县2025年第三季度重点工作清单,,,,\n"
        "序号,工作任务,工作目标,责任单位,责任人\n"
        "1,夏粮收储,收购8万吨,县发改局,王军\n"
        ",,入库率95%,县粮储公司,\n"
        "2,防汛,零伤亡,县应急局,李强\n"
    )
    task_list = read_made(text.encode("gb18030"), "清单.csv")
    assert tasks_of(task_list) == [
        row(task_no="1", name="夏粮收储", city_target="收购8万吨\n入库率95%", units="县发改局;县粮储公司", responsible="王军"),
        row(task_no="2", name="防汛", city_target="零伤亡", units="县应急局", responsible="李强"),
    ]
    assert task_list.head is not None
    assert task_list.head.list_id == "nanhe-2025-07"


EXPORT = """东湖县人民政府
关于下达2024年“十大攻坚”目标任务的通知
东政发〔2024〕3号
\t序号
\t工作任务
\t年度目标
\t牵头领导
\t牵头单位
\t责任单位
\t责任人

\t1
\t招商引资
\t全年引进项目20个，到位资金30亿元。
\t周 海
\t县商务局
\t县发改局

各乡镇
\t李 强

\t2
\t产业发展
\t（1）新增规上企业10家
\t产值增长9%。

\t周海
\t县工信局
\t县统计局
\t赵勇

\t
\t
\t（2）培育专精特新企业5家
\t全部通过认定。
\t周海
\t县工信局
\t县科技局
\t赵勇


\t3
\t耕地保护
\t守住耕地红线12万亩。
\t吴敏
\t县自然资源局
\t县农业农村局

\t王军

东湖县人民政府
2024年3月1日
"""


def test_a_text_export_finds_its_columns_by_what_cells_hold() -> None:
    task_list = read_made(EXPORT.encode(), "清单.txt")
    assert tasks_of(task_list) == [
        row(task_no="1", name="招商引资", city_target="全年引进项目20个，到位资金30亿元。", leaders="周海",
            units="县商务局;县发改局;各乡镇", lead_units="县商务局", responsible="李强"),
        row(task_no="2", subtask_no="1", parent_names="产业发展", name="新增规上企业10家", city_target="产值增长9%。",
            leaders="周海",
            units="县工信局;县统计局", lead_units="县工信局", responsible="赵勇"),
        row(task_no="2", subtask_no="2", parent_names="产业发展", name="培育专精特新企业5家", city_target="全部通过认定。",
            leaders="周海",
            units="县工信局;县科技局", lead_units="县工信局", responsible="赵勇"),
        row(task_no="3", name="耕地保护", city_target="守住耕地红线12万亩。", leaders="吴敏",
            units="县自然资源局;县农业农村局", lead_units="县自然资源局", responsible="王军"),
    ]  # fmt: skip
    assert task_list.head is not None
    assert (task_list.head.list_id, task_list.head.document_no) == ("donghu-2024-01", "东政发〔2024〕3号")


def test_a_chinese_number_beside_a_merged_title_opens_a_section_and_tasks_may_have_no_name() -> None:
    task_list = workbook(
        [
            ["2024年双清区《政府工作报告》重点任务分解表"],
            ["序号", "重点任务", "责任领导", "牵头单位", "责任单位"],
            ["一", "全力以赴稳增长"],
            [1, "地区生产总值增长6%以上，规模工业增加值增长7%。", "周海", "区发改局", "区统计局 区工信局"],
            [2, "新增规上工业企业10家", "周海", "区工信局", ""],
            ["二", "项目建设"],
            [3, "完成固定资产投资80亿元", "吴敏", "区发改局", "各乡镇（街道）"],
        ],
        merges=("A1:E1", "B3:E3", "B6:E6"),
    )
    assert tasks_of(task_list) == [
        row(section="全力以赴稳增长", task_no="1", name="地区生产总值增长6%以上",
            city_target="地区生产总值增长6%以上，规模工业增加值增长7%。", leaders="周海", units="区发改局;区统计局;区工信局",
            lead_units="区发改局"),
        row(section="全力以赴稳增长", task_no="2", name="新增规上工业企业10家", city_target="新增规上工业企业10家",
            leaders="周海",
            units="区工信局", lead_units="区工信局"),
        row(section="项目建设", task_no="3", name="完成固定资产投资80亿元", city_target="完成固定资产投资80亿元",
            leaders="吴敏",
            units="区发改局;各乡镇（街道）", lead_units="区发改局"),
    ]  # fmt: skip
    assert task_list.head is not None
    assert task_list.head.area == "双清区"


def test_figures_get_their_unit_and_noun_from_labels_and_from_the_line_above() -> None:
    task_list = workbook(
        [
            ["武冈市2024年主要经济指标目标任务"],
            ["单位：亿元"],
            ["指标名称", "2023年完成", "2024年目标", "增速（%）", "年度计划投资（万元）", "牵头单位"],
            ["地区生产总值", 300, 320, 6.5, None, "市统计局"],
            ["城南公园", None, "6月底前开工", None, 5000, "市住建局"],
        ],
        merges=("A1:F1", "A2:F2"),
    )
    assert [(r["name"], r["city_target"]) for r in tasks_of(task_list)] == [
        ("地区生产总值", "320亿元\n增速6.5%"),
        ("城南公园", "6月底前开工\n年度计划投资5000万元"),
    ]
    assert [f.seen for f in task_list.findings if f.code == "column-not-read"] == ["2023年完成"]


def test_deadlines_of_single_rows_of_a_task_and_a_task_printed_again() -> None:
    task_list = workbook(
        [
            ["东川市2025年重点工作任务清单"],
            ["序号", "工作任务", "具体内容", "责任单位", "完成时限"],
            [1, "深化改革", "完成国企改革3户。", "市国资委", "2025年9月底前"],
            [None, None, "盘活资产2亿元。", "市财政局", "长期坚持"],
            [1, "深化改革", "出台方案1个。", "市国资委", "6月底前"],
        ]
    )
    assert [r["city_target"] for r in tasks_of(task_list)] == ["完成国企改革3户。\n盘活资产2亿元。\n出台方案1个。"]
    assert [(t.metric[:4], t.due) for t in task_list.targets] == [
        ("国企改革", dt.date(2025, 9, 30)),
        ("盘活资产", dt.date(2025, 12, 31)),
        ("出台方案", dt.date(2025, 6, 30)),
    ]


def test_a_sheet_for_every_section_and_an_outer_name_in_a_row_of_its_own() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "重点工作"
    for cells in (
        ["云岭区2024年任务清单"],
        ["序号", "任务", "目标", "责任单位（排在第一位的为牵头单位）"],
        [1, "工业经济"],
        [None, "（1）规上工业增加值", "增长8%", "区工信局、区统计局"],
        [None, "（2）工业投资", "增长10%", "区发改局"],
        [2, "商贸经济", "社零总额增长7%", "区商务局"],
    ):
        first.append(cells)
    second = book.create_sheet("重点项目")
    for cells in (
        ["序号", "任务", "目标", "责任单位（排在第一位的为牵头单位）"],
        [1, "东环路", "12月底前通车", "区住建局、区交通局"],
    ):
        second.append(cells)
    hidden = book.create_sheet("选项")
    hidden.append(["序号", "任务", "目标", "责任单位"])
    hidden.append([9, "旧任务", "完成1个", "区发改局"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    task_list = read_made(out.getvalue(), "清单.xlsx")
    assert tasks_of(task_list) == [
        row(section="重点工作", task_no="1", subtask_no="1", parent_names="工业经济", name="规上工业增加值",
            city_target="增长8%", units="区工信局;区统计局", lead_units="区工信局"),
        row(section="重点工作", task_no="1", subtask_no="2", parent_names="工业经济", name="工业投资",
            city_target="增长10%", units="区发改局", lead_units="区发改局"),
        row(section="重点工作", task_no="2", name="商贸经济", city_target="社零总额增长7%",
            units="区商务局", lead_units="区商务局"),
        row(section="重点项目", task_no="1", name="东环路", city_target="12月底前通车", units="区住建局;区交通局",
            lead_units="区住建局"),
    ]  # fmt: skip
    assert "hidden-sheet-skipped" in codes(task_list)


def test_a_filing_and_a_review_workbook_are_no_lists() -> None:
    filing = workbook(
        [
            ["填报单位：区发改局"],
            ["任务编号", "任务名称", "指标", "区域", "计量单位", "目标值", "本期完成", "累计完成", "进展情况", "存在问题"],
            ["重点工作-1", "项目建设", "新开工项目", "全区", "个", 20, 2, 8, "正常", "无"],
        ]
    )
    assert filing.head is None
    assert "a-filing-not-a-list" in codes(filing)
    review = workbook(
        [
            ["核对表"],
            [],
            ["任务编号", "任务名称", "原文", "指标", "类型", "目标值", "牵头单位", "句键"],
            ["1", "甲", "乙", "丙"],
        ]
    )
    assert review.head is None
    assert not review.tasks
    assert "a-review-not-a-list" in codes(review)


SECTIONS = """云岭区2024年任务清单
\t序号
\t任务名称
\t工作目标
\t责任单位

\t一、“八大行动”重点工作

\t1
\t稳就业
\t新增就业3000人。
\t区人社局

\t二、“八大行动”重点项目

\t1
\t东环路

\t12月底前通车。
\t区住建局
"""


def test_section_rows_in_a_text_export() -> None:
    assert [
        (r["section"], r["task_no"], r["name"], r["city_target"]) for r in tasks_of(read_made(SECTIONS.encode(), "清单.txt"))
    ] == [
        ("重点工作", "1", "稳就业", "新增就业3000人。"),
        ("重点项目", "1", "东环路", "12月底前通车。"),
    ]


def test_a_share_that_may_be_a_fraction_is_for_review_and_a_formula_without_its_result_is_named() -> None:
    task_list = workbook(
        [
            ["云岭市2024年各县区国土绿化任务分解表"],
            ["县区", "森林覆盖率（%）", "人工造林（亩）"],
            ["青溪县", 0.62, 1200],
            ["白石县", 61.5, 900],
            ["合计", None, "=SUM(C3:C4)"],
        ],
        merges=("A1:C1",),
    )
    assert [(t.area, f"{t.value}{t.unit}", t.confidence.value) for t in task_list.targets] == [
        ("青溪县", "0.62%", "review"),
        ("青溪县", "1200亩", "sure"),
        ("白石县", "61.5%", "sure"),
        ("白石县", "900亩", "sure"),
    ]
    assert [f.seen for f in task_list.findings if f.code == "formula-not-read"] == ["SUM(C3:C4)"]
