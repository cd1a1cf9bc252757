"""What a column of a task list holds, and so does a labelled phrase in a paragraph: the roles that texts have in a list."""

from __future__ import annotations

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


PARTIES = (
    ListColumn.MIXED,
    ListColumn.LEADER,
    ListColumn.LEAD_OFFICE,
    ListColumn.OFFICE,
    ListColumn.SUPPORT,
    ListColumn.RESPONSIBLE,
    ListColumn.CONTACT,
)
