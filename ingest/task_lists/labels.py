"""What the columns of a task list are called: roles, the names people give them, and text normalisation for matching.

Only words belong here; finding the header in a grid is `tables.header`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class ListColumn(StrEnum):
    """What a column holds."""

    SECTION = "section"
    NUMBER = "number"
    NAME = "name"
    TARGET = "city_target"
    DISTRICT = "district_task"
    FIGURE = "figure"  # 增速（%）, 年度计划投资（万元）: a figure to reach that its label names
    TEXT = "text"  # 主要任务 and the like: a name or a target, whichever the table has no other column for
    LEADER = "leader"
    LEAD_OFFICE = "lead_office"
    OFFICE = "office"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"
    CONTACT = "contact"
    MIXED = "mixed"  # 责任单位及责任人: offices and persons in one column
    DUE = "due"
    MEASURE = "measure"
    REMARK = "remark"
    OTHER = "other"


NAMING = (ListColumn.SECTION, ListColumn.NUMBER, ListColumn.NAME)
PARTIES = (
    ListColumn.MIXED,
    ListColumn.LEADER,
    ListColumn.LEAD_OFFICE,
    ListColumn.OFFICE,
    ListColumn.SUPPORT,
    ListColumn.RESPONSIBLE,
    ListColumn.CONTACT,
)

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad]+")


def squeeze(text: str) -> str:
    """Text for comparing: full-width forms folded, every blank, line feed and invisible character gone."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


# decorations that say when or by how much, not what: 2024年, 11-12月, 全年, (单位：万元), (签字)
_DECORATION = re.compile(r"\([^()]*\)|20\d\d(?:-20\d\d)?年?度?|\d{1,2}(?:[-—~至]\d{1,2})?月份?|本级|具体化")

_EXACT: dict[ListColumn, tuple[str, ...]] = {
    ListColumn.SECTION: (
        "项目",
        "类别",
        "分类",
        "类型",
        "板块",
        "领域",
        "部分",
        "方面",
        "工作类别",
        "任务类别",
        "项目类别",
        "工作板块",
        "工作领域",
        "任务分类",
        "工作分类",
        "指标类别",
        "指标类型",
        "一级指标",
        "所属板块",
        "大类",
        "项目类型",
    ),
    ListColumn.NUMBER: ("序号", "编号", "号", "任务编号", "任务序号", "项目编号", "序", "no", "no.", "№"),
    ListColumn.NAME: (
        "名称",
        "任务名称",
        "项目名称",
        "工作名称",
        "事项",
        "指标",
        "指标名称",
        "工作事项",
        "重点事项",
        "任务事项",
        "事项名称",
        "工作任务名称",
        "考核指标",
        "主要指标",
        "具体指标",
        "二级指标",
        "三级指标",
        "重点工作名称",
        "目标名称",
        "工作项目",
    ),
    ListColumn.TARGET: (
        "市定工作目标",
        "工作目标",
        "目标",
        "年度目标",
        "目标值",
        "考核目标",
        "全年目标任务",
        "目标任务",
        "年度目标任务",
        "全年目标",
        "年度工作目标",
        "市定目标",
        "年度任务目标",
        "工作目标任务",
        "预期目标",
        "计划目标",
        "目标要求",
        "年度计划",
        "年度目标值",
        "任务目标",
        "考核目标值",
        "具体目标",
        "工作标准",
        "年度任务",
        "全年任务",
        "市定工作目标任务",
        "市级目标",
    ),
    ListColumn.DISTRICT: ("区定目标", "区级目标", "县级目标", "区定工作目标", "区目标", "分解任务", "镇街任务", "镇(街道)任务"),
    ListColumn.TEXT: (
        "主要任务",
        "工作任务",
        "任务",
        "重点任务",
        "重点工作",
        "任务内容",
        "工作内容",
        "具体内容",
        "重点工作任务",
        "主要内容",
        "具体任务",
        "具体工作任务",
        "内容",
        "工作要求",
        "重点内容",
        "建设内容",
        "主要工作任务",
        "任务措施",
        "主要建设内容",
        "工作措施",
        "具体措施",
        "主要措施",
        "工作举措",
        "具体举措",
        "主要工作",
        "具体工作",
        "任务要求",
        "重点任务内容",
    ),
    ListColumn.REMARK: ("备注", "说明", "备注说明"),
    ListColumn.MEASURE: ("计量单位", "指标单位", "度量单位"),
}

# in this order; the first that matches anywhere in the squeezed label wins
_PATTERNS: tuple[tuple[ListColumn, re.Pattern[str]], ...] = (
    (ListColumn.DISTRICT, re.compile(r"(?:对|各|镇).{0,4}(?:镇|街道|乡).*(?:任务|目标|考核)|具体工作任务及")),
    (
        ListColumn.MIXED,
        re.compile(
            r"(?:单位|部门)(?:及|和|与|、|/|\().{0,4}(?:责任人|负责人|人员|领导)|(?:责任人|负责人|领导)(?:及|和|与|、|/|\().{0,6}(?:单位|部门)"
        ),
    ),
    (ListColumn.LEADER, re.compile(r"领导$")),
    (ListColumn.CONTACT, re.compile(r"联络|联系(?:人|员)|跟线")),
    (ListColumn.RESPONSIBLE, re.compile(r"(?:责任|负责|承办)(?:人|人员|同志)$")),
    (ListColumn.SUPPORT, re.compile(r"(?:配合|协办|协同|协助|参与|参加).{0,4}(?:单位|部门)")),
    (ListColumn.LEAD_OFFICE, re.compile(r"(?:牵头|主办|主责).{0,4}(?:单位|部门)")),
    (ListColumn.OFFICE, re.compile(r"(?:责任|承办|实施|落实|完成|执行|负责|承担|主管).{0,4}(?:单位|部门)|责任主体")),
    (ListColumn.DUE, re.compile(r"(?:完成|截止|办结|时间|整改|达标)?(?:时限|期限|时间|日期|节点)(?:要求|安排|节点)?$")),
    (
        ListColumn.TARGET,
        re.compile(r"(?:目标|任务数|计划数)(?:任务|值|数)?$|^(?:第?[一二三四1-4]季度|[上下]半年|全年)(?:目标|任务|计划)?$"),
    ),
    (
        ListColumn.FIGURE,
        re.compile(
            r"^(?:同比)?(?:增速|增幅|增长率?|增长速度)$|^(?:年度?|本年度?|当年)?(?:计划|应)?(?:完成)?投资(?:额|计划|计划数)?$"
        ),
    ),
    (ListColumn.NAME, re.compile(r"名称$")),
    (ListColumn.TEXT, re.compile(r"任务$|内容$|措施$|举措$")),
)

_BY_LABEL = {label: column for column, labels in _EXACT.items() for label in labels}


def role_of(label: str) -> ListColumn | None:
    """The role a header text names, or None when the text is no label. A blank is no label."""
    plain = squeeze(label).casefold().strip(":,.、。*")
    if not plain or len(plain) > 40:
        return None
    if plain in _BY_LABEL:
        return _BY_LABEL[plain]
    for column, pattern in _PATTERNS[:2]:
        if pattern.search(plain):
            return column
    bare = _DECORATION.sub("", plain).strip(":,、/的")
    if bare in _BY_LABEL:
        return _BY_LABEL[bare]
    if len(bare) > 16 or re.search(r"[,。;!?]", bare):
        return None
    for column, pattern in _PATTERNS:
        if pattern.search(bare):
            return column
    return ListColumn.OFFICE if bare == "单位" else None


def names_a_period(label: str) -> str:
    """The period a label states by itself (一季度, 11-12月, 上半年), to stand before the text of its cells; "" if none."""
    match = re.search(
        r"^全年$|第?[一二三四1-4]季度|[上下]半年|前三季度|(?:20\d\d年)?\d{1,2}(?:[-—~至]\d{1,2})?月", squeeze(label)
    )
    return match.group() if match else ""
