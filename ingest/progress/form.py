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
LEGEND = (  # over the table, what its colours mean
    "黄色格必填，白色格按需填写，灰色格不用填；数字变成红色粗体的，可能有误，请核对。"
    "任务、指标、目标等列已锁定，请勿改动。填写方法见“填报说明”。"
)
LEGEND_BESIDE = (  # the same over the form of a unit that only stands beside leads
    "由牵头单位报送，本单位只是配合，各行都可不填，不报不算缺报；有补充的才填。数要填“区域”栏里整个区域的，不是本单位自己的部分；"
    "本单位做了什么，请写在“进展情况”里。灰色格不用填，任务、指标、目标等列已锁定，请勿改动。"
)
LEGENDS = (LEGEND, LEGEND_BESIDE)
NOTE_AUTHOR = "三重点核对"  # of the comments in a return copy; they are known by it when the copy comes back
NOTE_LEADS = ("问题：", "改法：")  # what is wrong and how to mend it, in such a comment
SUMMARY_SHEET = "核对情况"  # first sheet of a return copy; ignored when it is filed again

# the choices of 进度状态 in the template; dbt reads them through seeds/judgement_words.csv
JUDGEMENTS = ("已完成", "快于序时", "达序时进度", "滞后", "严重滞后")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column of the form. `field` is its name in code; `identity` columns are pre-filled and locked.

    What else a column may be called is `headings/words.toml`.
    """

    field: Field
    label: str
    identity: bool = False


COLUMNS: tuple[FormColumn, ...] = (
    FormColumn(Field.TASK_NO, "任务编号", True),
    FormColumn(Field.TASK_NAME, "任务名称", True),
    FormColumn(Field.METRIC, "指标", True),
    FormColumn(Field.AREA, "区域", True),
    FormColumn(Field.MEASURE_UNIT, "计量单位", True),
    FormColumn(Field.TARGET_VALUE, "目标值", True),
    FormColumn(Field.CURRENT, "本期完成"),
    FormColumn(Field.CUMULATIVE, "累计完成"),
    FormColumn(Field.YOY, "同比(%)"),
    FormColumn(Field.RANK, "排名"),
    FormColumn(Field.DONE_DATE, "完成日期"),
    FormColumn(Field.DONE, "是否完成"),
    FormColumn(Field.NARRATIVE, "进展情况"),
    FormColumn(Field.PROBLEMS, "存在问题"),
    FormColumn(Field.NEXT_STEPS, "下一步措施"),
    FormColumn(Field.EVIDENCE, "佐证材料"),
    FormColumn(Field.REMARKS, "备注"),
)

# read where a form has them; of these the template writes the key, the mark, what was filed last and the judgement
EXTRA_COLUMNS: tuple[FormColumn, ...] = (
    FormColumn(Field.KEY, KEY_LABEL, True),
    FormColumn(Field.MARK, MARK_LABEL, True),
    FormColumn(Field.LAST, LAST_LABEL, True),  # nothing is read from it
    FormColumn(Field.SECTION, "类别", True),
    FormColumn(Field.OFFICE, "责任单位", True),
    FormColumn(Field.RATE, "完成率"),
    FormColumn(Field.JUDGEMENT, "进度状态"),
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
    **dict.fromkeys(
        ("代报", "代填", "代报单位", "代填单位", "代填报单位", "转报单位", "受托单位", "代办单位"), HeadField.ON_BEHALF
    ),
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
