"""The fields of the form by their names in code. How they are labelled is `form.py`, how a label is understood `labels.py`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum

Figure = Decimal | int | bool | dt.date  # what one of the fields STANDING holds


class Field(StrEnum):
    """A column of the form."""

    TASK_NO = "task_no"
    TASK_NAME = "task_name"
    METRIC = "metric"
    AREA = "area"
    MEASURE_UNIT = "measure_unit"  # 计量单位
    TARGET_VALUE = "target_value"
    CURRENT = "current"
    CUMULATIVE = "cumulative"
    YOY = "yoy"
    RANK = "rank"
    DONE_DATE = "done_date"
    DONE = "done"
    NARRATIVE = "narrative"
    PROBLEMS = "problems"
    NEXT_STEPS = "next_steps"
    EVIDENCE = "evidence"
    REMARKS = "remarks"
    KEY = "key"  # hidden: the target's key
    MARK = "mark"  # of a return copy
    LAST = "last"  # what was filed for the period before
    SECTION = "section"
    OFFICE = "office"  # 责任单位 of a row
    RATE = "rate"
    JUDGEMENT = "judgement"


class HeadField(StrEnum):
    """What a filing says of itself once. The values of those that the hidden sheet holds are its keys."""

    OFFICE = "unit"  # who files
    PERIOD = "period"
    FILED_BY = "filed_by"
    PHONE = "phone"
    FILED_ON = "filed_on"
    ON_BEHALF = "on_behalf"  # who files for the unit, or a sentence that says so
    LIST_ID = "list_id"
    FORM_VERSION = "form_version"
    TITLE = "title"
    TABLE_UNIT = "table_unit"  # 单位：万元 over the table, or 单位：区发改局


# what a clerk fills in as figures, dates and yes/no; as texts; and what says which target a row is about
FIGURES = (Field.CURRENT, Field.CUMULATIVE, Field.YOY, Field.RANK, Field.DONE_DATE, Field.DONE, Field.RATE)
TEXTS = (Field.NARRATIVE, Field.PROBLEMS, Field.NEXT_STEPS, Field.EVIDENCE, Field.REMARKS, Field.JUDGEMENT)
KEYS = (
    Field.KEY,
    Field.SECTION,
    Field.TASK_NO,
    Field.TASK_NAME,
    Field.METRIC,
    Field.AREA,
    Field.MEASURE_UNIT,
    Field.TARGET_VALUE,
    Field.OFFICE,
)
AMOUNTS = (Field.CURRENT, Field.CUMULATIVE)
# the figures of a row that count until a later filing changes or withdraws them
STANDING = (Field.CURRENT, Field.CUMULATIVE, Field.YOY, Field.RANK, Field.DONE, Field.DONE_DATE)
PROGRESS = (*FIGURES, Field.NARRATIVE)  # a table with none of these is no form of ours
PRINTED_KEYS = (Field.KEY, Field.TASK_NO, Field.TASK_NAME)  # without one of these nobody knows which task is meant
