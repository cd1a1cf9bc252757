"""Every text of the review workbook that a person reads or types, in Chinese, in one place."""

from __future__ import annotations

from ingest.task_lists.model import Comparator, GroupShare, Kind
from ingest.task_lists.review.grammar_words import GrammarUse
from ingest.taught import WITHDRAWN, WordCategory
from ingest.vocabulary import IndicatorSense

HELP_SHEET = "说明"
SHEET = "核对"
ADDED_SHEET = "补充和拆分"
WORDS_SHEET = "词语"
CHOICES_SHEET = "_选项"
TITLE = "任务清单读取结果核对表"
ADDED_TITLE = "补充漏读的目标，或者把一条拆成几条"
LIST_ID_LABEL = "清单编号："
NUMBER_LABEL = "行号"
KEY_LABEL = "句键"
ORIGINAL_LABEL = "原读法"
SENTENCE_LABEL = "语句"
CONFIDENCE_LABEL = "核对情况"
NOT_A_TARGET = "不是目标"
TO_CHECK, CHECKED = "待核对", "已核对"
YES, NO = "是", "否"
NOTHING = "无"

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
GROUP_SHARES = {GroupShare.TOTAL: "合计", GroupShare.EACH: "各自"}  # what is unclear is blank
COMPARATORS = {
    Comparator.GE: "不低于",
    Comparator.GT: "高于",
    Comparator.LE: "不超过",
    Comparator.LT: "低于",
    Comparator.EQ: "等于",
    Comparator.APPROX: "左右",
}

# the fields of a target that a person may correct, in the order of the columns; a later one is added at the end only,
# for what a row said before is kept by its position
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
    "parent_seq": "属于第几行",
    "share_of_group": "合计或各自",
}
# the columns round them
COLUMN_LABELS = {
    "number": NUMBER_LABEL,
    "confidence": CONFIDENCE_LABEL,
    "task": "任务编号",
    "name": "任务名称",
    "clause": "分项",
    "sentence": "原文",
    "why": "需要核对的原因",
    "others": "其他可能的读法",
    "span": SENTENCE_LABEL,
    **LABELS,
    "rule": "读取方式",
    "key": KEY_LABEL,
    "original": ORIGINAL_LABEL,
}
# the columns of the sheet of additions
ORIGIN_LABEL, TASK_LABEL = "拆自第几行", "所在任务"
ADDED_LABELS = {
    "origin": ORIGIN_LABEL,
    "task": TASK_LABEL,
    "context": "原文（供对照）",
    "span": SENTENCE_LABEL,
    **LABELS,
    "hint": "提示",
}

# ── the sheet of words ──
WORDS_TITLE = "教会系统新的词语"
CATEGORIES = {
    WordCategory.MEASURE: "计量单位",
    WordCategory.AREA: "地名",
    WordCategory.INDICATOR: "指标词",
}
WITHDRAW = "取消"
SENSES: dict[WordCategory, dict[str, str]] = {
    WordCategory.MEASURE: {"measure": "计量", "count": "计数", WITHDRAWN: WITHDRAW},
    WordCategory.AREA: {
        "city": "地级市",
        "district": "市辖区",
        "county": "县",
        "county-city": "县级市",
        "park": "园区",
        "town": "乡镇街道",
        WITHDRAWN: WITHDRAW,
    },
    WordCategory.INDICATOR: {
        IndicatorSense.NAME: "指标名称",
        IndicatorSense.KEPT_DOWN: "越低越好",
        IndicatorSense.GROWTH: "增速",
        IndicatorSense.RATIO: "比率",
        IndicatorSense.RISE: "表示上升",
        IndicatorSense.FALL: "表示下降",
        IndicatorSense.SYNONYM: "同一指标",
        WITHDRAWN: WITHDRAW,
    },
}
CATEGORY_LABEL, WORD_LABEL, SENSE_LABEL = "类别", "词语", "用法"
WORD_LABELS = {
    "category": CATEGORY_LABEL,
    "word": WORD_LABEL,
    "sense": SENSE_LABEL,
    "belongs_to": "归于",
    "factor": "换算",
    "example": "例句",
    "taught_by": "填写人",
    "taught_on": "填写日期",
}
WORD_PROMPTS = {
    "word": "只写词语本身，不带数字和标点。用法请从下一栏选；教错的词，用法选“取消”。",
    "belongs_to": "计量单位：基本单位；地名：上级地区；“同一指标”：通用的名称。",
    "factor": "一个等于多少基本单位，只填数字。",
}

# what a word is to the grammar that cannot be taught
GRAMMAR_USES = {
    GrammarUse.VERB: "表示办事的动词或副词",
    GrammarUse.COMPARATOR: "比较用语，如“不低于”“分别”",
    GrammarUse.CHANGE: "表示升降的词",
    GrammarUse.CONNECTIVE: "连接用语，如“其中”“以及”",
    GrammarUse.AREA: "泛指区域或单位的词",
    GrammarUse.DATE: "日期用语",
    GrammarUse.MEASURE: CATEGORIES[WordCategory.MEASURE],
    GrammarUse.NAME_END: "编号用字，如“3号”",
}
HIGHER_IS_BETTER = "越高越好"
# what a taught word means, by whether it belongs to another
MEANINGS = {
    (WordCategory.MEASURE, True): "计量单位，一个等于{factor}{belongs_to}",
    (WordCategory.MEASURE, False): "计量单位，{sense}",
    (WordCategory.AREA, True): "地名，{sense}，属于{belongs_to}",
    (WordCategory.AREA, False): "地名，{sense}",
    (WordCategory.INDICATOR, True): "指标词，{sense}，归于{belongs_to}",
    (WordCategory.INDICATOR, False): "指标词，{sense}",
}
TAUGHT_BY = "{author}教的是：{meaning}"

NEAR_WORDS = "（相近的有：{}）"
NO_REASON = "系统没有把握，请对照原文核对。"
MISSED_HINT = "这个数字没有读入任何目标。确是目标的，请填写指标、类型、数值等栏；不是的，不用管它。"
OTHERWISE = {
    "kind": "类型也可能是“{}”",
    "comparator": "比较也可能是“{}”",
    "area": "区域也可能是“{}”",
    "parent_seq": "也可能属于第{}行",
}
NO_PART = "也可能不属于任何一行"

CHOOSE = "请从列表中选择"
ONLY_FROM_THE_LIST = "这一栏只能填列表中的内容。"
NOT_IN_THE_LIST = "列表中没有这个词，请确认没有写错。"
A_NUMBER_PLEASE = "这一栏只填数字，单位请填在“计量单位”一栏。"
ROW_PLEASE = "请填“核对”表中的行号，只填数字；不属于任何一行的不填。"

HELP_HEADS = ("一、核对", "二、补充、拆分", "三、教会系统新的词", "四、交回")
HELP: dict[str, tuple[str, ...]] = {
    HELP_HEADS[0]: (
        f"“{SHEET}”表每条目标一行。黄色的行系统没有把握，排在最前面，越没有把握的越靠前；白色的行已经锁定，一般不用改。",
        "“原文”一栏里，红字是系统拿不准的词，加粗的是这条目标对应的语句；右边写明原因和其他可能的读法。",
        f"读得对的，把“{CONFIDENCE_LABEL}”改为“{CHECKED}”。不是目标的，改为“{NOT_A_TARGET}”。",
        "读错的，直接改“指标”至“属于第几行”各栏；有下拉框的从下拉框中选择。改过的行不必再改“核对情况”。",
        "“目标值”只填数字，单位填在“计量单位”一栏；下降的增速填负数。日期写成 2023-12-31。填了数值的，类型和比较都要填。",
        "是其他目标的一部分的（“其中”），在“属于第几行”填那一条的行号；不是的不填。",
        "需要改白色的行时，先在“审阅”中撤销工作表保护（没有密码）。可以排序、筛选，但请不要改动灰色的“行号”和原文各栏。",
    ),
    HELP_HEADS[1]: (
        f"漏读的目标，在“{ADDED_SHEET}”表里填一行：选“{TASK_LABEL}”，从原文照抄“{SENTENCE_LABEL}”，再填后面各栏。",
        f"一行要拆成几行的：原来那一行改成其中一条，其余的在“{ADDED_SHEET}”表里各填一行，写明“{ORIGIN_LABEL}”。",
        f"拆出来的行，与原来相同的栏可以不填；要清空的填“{NOTHING}”。",
        "清单出新版以后，语句没有变的，补充、拆分和更正继续有效；语句变了的，会重新列出来请您核对。",
    ),
    HELP_HEADS[2]: (
        f"同样的词以后还会出现的，填在“{WORDS_SHEET}”表里，下一份清单就不用再改。",
        "计量单位：写明“归于”哪个基本单位、一个等于多少（例：垧，归于亩，换算15）。自成一种单位的，只选“计数”或“计量”。",
        "地名：选级别，“归于”填上级地区（例：云岭新区，园区，归于青溪县）。",
        "指标词：选用法。“指标名称”说明它就是一个指标的名称；“越低越好”是像失业率那样要压下来的指标；“同一指标”要在“归于”填通用的名称。",
        "每个词要写明填写人；下面几行同一人填的可以不再写。教错的词，以后再填一行，用法选“取消”；别人教过的词，先“取消”才能另教。",
    ),
    HELP_HEADS[3]: ("改好后保存，放入 inbox/reviews 文件夹，下次刷新起按改过的内容执行。",),
}

A_DATE = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?"  # as a person may type it
