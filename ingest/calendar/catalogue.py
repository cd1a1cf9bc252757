"""What the calendar has to say. Only texts belong here."""

from __future__ import annotations

from ingest.findings import Catalogue
from ingest.findings.catalogue import warning

CATALOGUE = Catalogue(
    {
        "holidays-not-known": warning(
            "系统尚无{seen}的放假调休安排，该年的截止日期暂按周末推算，未考虑节假日。",
            "放假通知发布后，请系统管理员更新 chinesecalendar 组件。",
        )
    }
)

finding = CATALOGUE.say
