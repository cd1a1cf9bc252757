"""Every text of the review workbook that a person reads or types, in Chinese, in one place."""

from __future__ import annotations

from ingest.task_lists.model import Comparator, Kind

SHEET = "核对"
HELP_SHEET = "说明"
CHOICES_SHEET = "_选项"
TITLE = "任务清单读取结果核对表"
KEY_LABEL = "句键"
ORIGINAL_LABEL = "原读法"
SENTENCE_LABEL = "语句"
CONFIDENCE_LABEL = "核对情况"
NOT_A_TARGET = "不是目标"
TO_CHECK, CHECKED = "待核对", "已核对"
YES, NO = "是", "否"

TEXT_FONT, TITLE_FONT = "宋体", "黑体"

KINDS = {
    Kind.LEVEL: "数量",
    Kind.GROWTH: "同比增速",
    Kind.RATIO: "比率",
    Kind.RANK: "排名",
    Kind.RELATIVE: "与参照相比",
    Kind.MILESTONE: "节点",
    Kind.QUALITATIVE: "定性",
}
COMPARATORS = {
    Comparator.GE: "不低于",
    Comparator.GT: "高于",
    Comparator.LE: "不超过",
    Comparator.LT: "低于",
    Comparator.EQ: "等于",
    Comparator.APPROX: "左右",
}

# the fields of a target that a person may correct, in the order of the columns
LABELS: dict[str, str] = {
    "metric": "指标",
    "kind": "类型",
    "comparator": "比较",
    "stretch": "力争",
    "value": "目标值",
    "value_max": "目标值上限",
    "unit": "计量单位",
    "benchmark": "参照",
    "area": "区域",
    "period_start": "起",
    "period_end": "止",
    "due": "完成时限",
    "lead_unit": "牵头单位",
}
# the columns round them
COLUMN_LABELS = {
    "task": "任务编号",
    "name": "任务名称",
    "clause": "分项",
    "sentence": "原文",
    "span": SENTENCE_LABEL,
    **LABELS,
    "confidence": CONFIDENCE_LABEL,
    "why": "需要核对的原因",
    "rule": "读取方式",
    "key": KEY_LABEL,
    "original": ORIGINAL_LABEL,
}

CHOOSE = "请从列表中选择"
ONLY_FROM_THE_LIST = "这一栏只能填列表中的内容。"
NOT_IN_THE_LIST = "列表中没有这个词，请确认没有写错。"
HELP = (
    "这张表列出系统从任务清单中读出的每一条目标，每条目标一行，左边是清单原文。",
    "黄色的行系统没有把握，请对照原文核对；右侧写明了原因。白色的行已经锁定，一般不用改。",
    "有错的，直接改“指标”至“牵头单位”各栏；“类型”“比较”“计量单位”“区域”可以从下拉框中选择。",
    f"核对无误的，把“{CONFIDENCE_LABEL}”改为“{CHECKED}”。原文不是目标的，把“类型”改为“{NOT_A_TARGET}”。",
    "“目标值”只填数字，单位填在“计量单位”一栏；下降的增速填负数。日期写成 2023-12-31。",
    "需要改白色的行时，先在“审阅”中撤销工作表保护（没有密码）。",
    "请不要增删行，也不要改动原文各栏和隐藏的两栏。改好后保存，放入 inbox/reviews 文件夹，下次刷新起按改过的内容执行。",
)

A_DATE = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?"  # as a person may type it
