"""What a column of a task list holds, and so does a labelled phrase in a paragraph: the roles that texts have in a list."""

from __future__ import annotations

from enum import StrEnum


class ListColumn(StrEnum):
    """What a column holds."""

    SECTION = "section"
    AREA = "area"  # 县区: whose the target of the row is
    NUMBER = "number"
    NAME = "name"
    MEASURED = "measured"  # 任务内容 beside figures: what each figure of a task measures
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
    STAGES = "stages"  # 进度安排: what is to be reached when, each stage with a date of its own; or only the deadline
    MEASURE = "measure"
    REMARK = "remark"
    INVESTMENT = "investment"  # 总投资, 建设规模: what a project is, no obligation of the year
    SCORE = "score"  # 分值, 评分标准
    ASSESSOR = "assessor"  # 考核部门, 数据来源: who measures; responsible only where nobody else is named
    PROGRESS = "progress"  # 进展情况, 存在问题: what has become of it
    OTHER = "other"


# columns of which nothing is read into a task
UNREAD = (
    ListColumn.REMARK,
    ListColumn.INVESTMENT,
    ListColumn.SCORE,
    ListColumn.ASSESSOR,
    ListColumn.PROGRESS,
    ListColumn.OTHER,
)
PARTIES = (
    ListColumn.MIXED,
    ListColumn.LEADER,
    ListColumn.LEAD_OFFICE,
    ListColumn.OFFICE,
    ListColumn.SUPPORT,
    ListColumn.RESPONSIBLE,
    ListColumn.CONTACT,
)
