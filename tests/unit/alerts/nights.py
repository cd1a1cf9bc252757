"""Facts of made-up nights, for the tests of alerting."""

import datetime as dt
from typing import Any

from ingest.seeds import Seeds
from orchestration.alerts.channels import MAIL, WECOM
from orchestration.alerts.model import Contact, Fault, Filing, Judged, NightFacts, Rule, TaskParty
from orchestration.alerts.routing import Directory, routing_rules

D = dt.date
LIST = "beita-2023-11"
TODAY = D(2023, 12, 9)


def filing(unit: str = "区发改局", status: str = "missing", **changes: Any) -> Filing:
    values: dict[str, Any] = {
        "list_id": LIST,
        "unit": unit,
        "period": "2023-11",
        "status": status,
        "due_on": D(2023, 12, 5),
        "grace_until": D(2023, 12, 7),
        "lock_on": D(2023, 12, 10),
        "is_expected": True,
    }
    return Filing(**{**values, **changes})


def fault(unit: str = "区发改局", number: int = 1, **changes: Any) -> Fault:
    values: dict[str, Any] = {
        "list_id": LIST,
        "unit": unit,
        "period": "2023-11",
        "file_name": "发改局11月.xlsx",
        "file_sha256": "ab" * 32,
        "effect": "file",
        "code": "cell-not-a-number",
        "place": f"进展情况!H{11 + number}",
        "row_no": 11 + number,
        "label": "累计完成",
        "seen": "约30",
        "wanted": "数字",
        "message": "这一格应填数字",
        "fix": "请改为确切的数字。",
        "open_since": D(2023, 12, 8),
    }
    return Fault(**{**values, **changes})


def judged(**changes: Any) -> Judged:
    values: dict[str, Any] = {
        "target_key": f"{LIST}/重点工作-1-7/1",
        "list_id": LIST,
        "task_key": "重点工作-1-7",
        "unit": "区科工局",
        "metric": "规模工业增加值",
        "area": "北塔区",
        "status": "严重滞后",
        "light": "红",
        "unit_word": "",
        "differs": False,
        "explanation": "【重点工作-1-7】规模工业增加值（北塔区），2023-11期：填报累计3万户。判定：严重滞后（红灯）。",
    }
    return Judged(**{**values, **changes})


PARTIES = (
    TaskParty(LIST, "重点工作-1-7", "牵头领导", "廖勇", True, ""),
    TaskParty(LIST, "重点工作-1-7", "牵头单位", "区科工局", False, ""),
    TaskParty(LIST, "重点工作-1-7", "责任单位", "区发改局", False, ""),
    TaskParty(LIST, "重点工作-1-7", "责任人", "陶树理", True, "区科工局"),
    TaskParty(LIST, "重点工作-1-7", "责任人", "别家人", True, "区发改局"),
    TaskParty(LIST, "重点工作-1-7", "联络人", "刘长辉", True, ""),
)

LIU = Contact("区发改局", "刘长辉", "联络人", MAIL, "liu@beita.example")
HEAD = Contact("区发改局", "唐某", "责任人", MAIL, "tang@beita.example")
TAO = Contact("", "陶树理", "责任人", MAIL, "tao@beita.example")
LEADER = Contact("", "廖勇", "牵头领导", WECOM, "leader-1")
OPERATOR = Contact("", "周某", "operator", MAIL, "op@beita.example")
KEGONG = Contact("区科工局", "李某", "联络人", MAIL, "li@beita.example")


def night(**facts: Any) -> NightFacts:
    return NightFacts(**{"as_of": TODAY, "parties": PARTIES, "list_titles": {LIST: "北塔区重点任务清单"}, **facts})


def directory(*contacts: Contact, **changes: Any) -> Directory:
    return Directory(**{"contacts": contacts, "parties": PARTIES, **changes})


def rules(as_of: dt.date = TODAY) -> list[Rule]:
    return routing_rules(Seeds(), as_of)
