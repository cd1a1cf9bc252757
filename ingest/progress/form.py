"""The reporting form: its sheets, labels and hidden keys, as data that the template writer and the reader share.

Only names and their order belong here (docs/interface.md, "Progress file"); reading and writing are the modules beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.progress.fields import Field, HeadField

FORM_VERSION = "2023.1"

SHEET = "进展情况"
INSTRUCTIONS_SHEET = "填报说明"
META_SHEET = "_threekey"  # very hidden: list_id, unit, period, form_version as key/value rows
KEY_LABEL = "目标键"  # hidden column: target_key
MARK_LABEL = "核对结果"  # mark column of a return copy (hidden and empty in the template); ignored when it is filed again
LAST_LABEL = "上期报送"  # shown in the template: what was accepted for the period before; ignored when it is filed
SUMMARY_SHEET = "核对情况"  # first sheet of a return copy; ignored when it is filed again

# the choices of 进度状态 in the template; dbt reads them through seeds/judgement_words.csv
JUDGEMENTS = ("已完成", "快于序时", "达序时进度", "滞后", "严重滞后")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column of the form. `field` is its name in code; `identity` columns are pre-filled and locked."""

    field: Field
    label: str
    identity: bool = False
    aliases: tuple[str, ...] = ()


COLUMNS: tuple[FormColumn, ...] = (
    FormColumn(Field.TASK_NO, "任务编号", True, ("序号", "编号", "任务序号")),
    FormColumn(Field.TASK_NAME, "任务名称", True, ("任务", "名称", "工作任务", "重点任务", "项目名称")),
    FormColumn(Field.METRIC, "指标", True, ("指标名称", "考核指标", "具体指标", "工作指标")),
    FormColumn(Field.AREA, "区域", True, ("地区", "县市区", "县（市、区）", "所属区域", "辖区", "区域名称")),
    FormColumn(Field.MEASURE_UNIT, "计量单位", True, ("单位", "指标单位", "计算单位", "数量单位")),
    FormColumn(Field.TARGET_VALUE, "目标值", True, ("目标", "目标任务", "年度目标", "工作目标", "全年目标任务", "年度任务")),
    FormColumn(
        Field.CURRENT,
        "本期完成",
        False,
        (
            "本月完成",
            "本旬完成",
            "当期完成",
            "本期完成数",
            "本月完成数",
            "本期",
            "本月",
            "当月完成",
            "当月完成数",
            "本季完成",
            "本周完成",
            "本期数",
        ),
    ),
    FormColumn(
        Field.CUMULATIVE,
        "累计完成",
        False,
        ("累计", "累计完成数", "已完成数", "累计完成情况", "进度", "累计数", "累计完成值", "累计完成量", "截至目前累计完成"),
    ),
    FormColumn(
        Field.YOY, "同比(%)", False, ("同比", "同比增长", "同比增速", "同比增幅", "增速", "增长", "同比增长率", "同比±", "增幅")
    ),
    FormColumn(Field.RANK, "排名", False, ("全省排名", "全市排名", "位次", "位次排名", "名次")),
    FormColumn(Field.DONE_DATE, "完成日期", False, ("完成时间", "实际完成日期", "实际完成时间")),
    FormColumn(Field.DONE, "是否完成", False, ("完成与否", "是否已完成")),
    FormColumn(Field.NARRATIVE, "进展情况", False, ("推进情况", "工作进展", "工作进展情况", "完成情况")),
    FormColumn(Field.PROBLEMS, "存在问题", False, ("存在的问题", "问题", "困难问题")),
    FormColumn(Field.NEXT_STEPS, "下一步措施", False, ("下一步工作", "下步措施", "下一步打算", "整改措施")),
    FormColumn(Field.EVIDENCE, "佐证材料", False, ("佐证", "证明材料")),
    FormColumn(Field.REMARKS, "备注", False, ("说明", "备 注")),
)

# read where a form has them; of these the template writes the key, the mark, what was filed last and the judgement
EXTRA_COLUMNS: tuple[FormColumn, ...] = (
    FormColumn(Field.KEY, KEY_LABEL, True, ("target_key",)),
    FormColumn(Field.MARK, MARK_LABEL, True),
    FormColumn(Field.LAST, LAST_LABEL, True),  # nothing is read from it
    FormColumn(Field.SECTION, "类别", True, ("板块", "项目类别", "任务类别", "所属板块", "项目", "工作类别")),
    FormColumn(Field.OFFICE, "责任单位", True, ("牵头单位", "主要责任单位", "责任部门", "牵头部门")),
    FormColumn(
        Field.RATE,
        "完成率",
        False,
        (
            "完成率(%)",
            "完成比例",
            "完成百分比",
            "占年任务之比",
            "目标完成率",
            "进度(%)",
            "完成进度(%)",
            "任务完成率",
            "占目标比例",
        ),
    ),
    FormColumn(Field.JUDGEMENT, "进度状态", False, ("状态", "是否达序", "是否达序时", "是否达到序时进度", "进度评价", "自评")),
)

# once per file, above or below the table: label → field
HEAD_LABELS: dict[str, HeadField] = {
    "填报单位": HeadField.OFFICE,
    "报告期": HeadField.PERIOD,
    "填报人": HeadField.FILED_BY,
    "联系电话": HeadField.PHONE,
    "填报日期": HeadField.FILED_ON,
}

HEAD_ALIASES: dict[str, HeadField] = {
    "报送单位": HeadField.OFFICE,
    "填表单位": HeadField.OFFICE,
    "上报单位": HeadField.OFFICE,
    "单位名称": HeadField.OFFICE,
    "报告期间": HeadField.PERIOD,
    "填报期": HeadField.PERIOD,
    "报送期": HeadField.PERIOD,
    "报告月份": HeadField.PERIOD,
    "填报月份": HeadField.PERIOD,
    "所属期": HeadField.PERIOD,
    **dict.fromkeys(("代报单位", "代填单位", "代填报单位", "转报单位", "受托单位", "代办单位"), HeadField.ON_BEHALF),
    "填表人": HeadField.FILED_BY,
    "经办人": HeadField.FILED_BY,
    "报送人": HeadField.FILED_BY,
    "联系人": HeadField.FILED_BY,
    "电话": HeadField.PHONE,
    "联系方式": HeadField.PHONE,
    "填表日期": HeadField.FILED_ON,
    "填报时间": HeadField.FILED_ON,
    "报送日期": HeadField.FILED_ON,
    "报送时间": HeadField.FILED_ON,
}
