"""The alert step against a real mail server and a real HTTP receiver on loopback, through Apprise's own plugins."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
import yaml
from tenacity import wait_none

from expectations.results import write_results
from expectations.runner import validate
from expectations.suites import load_suites
from ingest.progress.returned.name import return_name
from orchestration.alerts.outbox import Outbox
from orchestration.alerts.run import AlertSummary, heartbeat, run_alerts, run_gate_failure_alert, send_outbox
from tests.integration.alert_home import (
    LIST,
    TABLES,
    D,
    Mailbox,
    Receiver,
    completion,
    filing,
    finding,
    free_port,
    http_receiver,
    mail_server,
    party,
    publish,
    settings,
    unit,
    write_private,
)
from tests.unit.expectations.lawful_rows import RAW

ZONE = dt.timezone(dt.timedelta(hours=8))
NIGHT = D(2023, 12, 9)
LIU = "区发改局,刘长辉,联络人,mail,liu@beita.example\n"
LI = "区科工局,李某,联络人,mail,li@beita.example\n"
OPERATOR = ",周某,operator,mail,op@beita.example\n"


@dataclass
class World:
    home: Path
    mailbox: Mailbox
    receiver: Receiver
    mail_port: int
    http_port: int
    clock: dt.datetime = dt.datetime(2023, 12, 10, 2, 30, tzinfo=ZONE)

    def private(self, contacts: str) -> None:
        write_private(self.home, contacts, settings(self.mail_port, self.http_port))

    def publish(self, **tables: list[dict[str, Any]]) -> None:
        publish(self.home, tables)

    def run(self, as_of: dt.date = NIGHT) -> AlertSummary:
        return run_alerts(self.home, as_of, now=lambda: self.clock, patience=wait_none())

    def states(self) -> dict[str, int]:
        outbox = Outbox(self.home / "outbox")
        return {state: len(outbox.letters(state)) for state in ("pending", "sent", "failed")}

    def body(self, address: str, number: int = -1) -> str:
        part = self.mailbox.of(address)[number].get_body()
        assert part is not None
        return str(part.get_content())


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    mailbox, receiver = Mailbox(), Receiver()
    with mail_server(mailbox) as mail_port, http_receiver(receiver) as http_port:
        yield World(tmp_path, mailbox, receiver, mail_port, http_port)


def test_the_snapshot_made_here_has_the_columns_of_the_marts() -> None:
    """The tables above are made by hand: each of their columns must be one that dbt publishes."""
    documented: dict[str, set[str]] = {}
    for path in (Path(__file__).parents[2] / "dbt_project" / "models" / "marts").glob("**/*.yml"):
        for model in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).get("models", []):
            documented[model["name"]] = {column["name"] for column in model.get("columns", [])}
    for table, columns in TABLES.items():
        names = {column.split()[0] for column in columns.split(",")}
        assert names <= documented[table], f"{table}: {sorted(names - documented[table])}"


def test_every_channel_gets_its_message_in_its_own_shape(world: World) -> None:
    world.private(
        LIU
        + "区科工局,李某,联络人,wecom,key-1\n区住建局,王某,联络人,dingtalk,tok1.SECRET1\n区人社局,赵某,联络人,feishu,fs-1\n"
        + "区财政局,钱某,联络人,lark,lk-1\n"
        + f"区教育局,孙某,联络人,webhook,http://127.0.0.1:{world.http_port}/hook\n"
        + OPERATOR
    )
    units = ("区发改局", "区科工局", "区住建局", "区人社局", "区财政局", "区教育局")
    # the day after the due date's grace: only the contacts are told
    world.publish(fct_submission=[filing(unit, "missing", due_on=D(2023, 12, 8), grace_until=D(2023, 12, 8)) for unit in units])
    summary = world.run()
    assert (summary.sent, summary.waiting, summary.dead) == (7, 0, 0)
    assert summary.by_kind == {"overdue": 6, "digest": 1}

    mail = world.mailbox.of("liu@beita.example")[0]
    assert mail["Subject"] == "【三重点】区发改局 逾期未报（12月9日）"
    assert mail.get_all("Message-ID") == [f"<{_letter(world, '区发改局')['id']}@threekey.local>"]
    assert mail.get_content_type() == "text/plain"
    assert "2023年11月进展情况应于2023年12月8日前报送，已过1天" in world.body("liu@beita.example")

    (wecom,) = world.receiver.at("/cgi-bin/webhook/send?key=key-1")
    assert set(wecom) == {"msgtype", "text"}
    assert wecom["msgtype"] == "text"
    assert "李某同志，您好：" in wecom["text"]["content"]
    assert len(wecom["text"]["content"].encode()) <= 2048

    (ding,) = world.receiver.at("/robot/send?access_token=tok1")
    assert ding["msgtype"] == "text"
    assert ding["at"] == {"atMobiles": [], "isAtAll": False}
    assert ding["text"]["content"].startswith("【三重点】区住建局 逾期未报")

    (feishu,) = world.receiver.at("/open-apis/bot/v2/hook/fs-1")
    assert feishu["msg_type"] == "text"
    assert "赵某同志，您好：" in feishu["content"]["text"]

    (lark,) = world.receiver.at("/lark/bot/v2/hook/lk-1")
    assert lark["msg_type"] == "text"

    (hook,) = world.receiver.at("/hook")
    assert hook["message_id"] == _letter(world, "区教育局")["id"]
    assert "孙某同志，您好：" in hook["message"]
    assert hook["title"].startswith("【三重点】")


def _letter(world: World, unit: str) -> dict[str, Any]:
    """The one sent letter about a unit only."""
    for path in (world.home / "outbox" / "sent").glob("*.json"):
        letter: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if {m["unit"] for m in letter["matters"]} == {unit}:
            return letter
    raise AssertionError(f"no letter about {unit}")


def test_the_signature_of_dingtalk_is_what_its_server_computes(world: World) -> None:
    world.private("区发改局,刘某,联络人,dingtalk,tok1.SECRET1\n" + OPERATOR)
    world.publish(fct_submission=[filing("区发改局", "missing")])
    world.run()
    (path,) = [where for where, _ in world.receiver.requests if where.startswith("/robot")]
    query = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
    signed = hmac.new(b"SECRET1", f"{query['timestamp']}\nSECRET1".encode(), hashlib.sha256).digest()
    assert query["sign"] == base64.b64encode(signed).decode()


@pytest.mark.parametrize(
    ("contact", "path", "answer"),
    [
        ("wecom,key-1", "/cgi-bin", {"errcode": 93000, "errmsg": "invalid webhook url"}),
        ("dingtalk,tok1", "/robot", {"errcode": 310000, "errmsg": "sign not match"}),
        ("feishu,fs-1", "/open-apis", {"code": 9499, "msg": "Bad Request"}),
        ("lark,lk-1", "/lark", {"code": 19024, "msg": "Key Words Not Found"}),
    ],
)
def test_a_robot_that_refuses_with_status_200_has_not_taken_the_message(
    world: World, contact: str, path: str, answer: dict[str, Any]
) -> None:
    world.private(f"区发改局,刘某,联络人,{contact}\n" + OPERATOR)
    world.publish(fct_submission=[filing("区发改局", "missing")])
    world.receiver.answers[path] = (200, answer)
    assert (world.run().waiting, world.states()["pending"]) == (1, 1)
    (letter,) = Outbox(world.home / "outbox").letters("pending")
    assert str(next(iter(answer.values()))) in letter.last_error
    world.receiver.answers[path] = (200, {"errcode": 0, "errmsg": "ok", "code": 0, "msg": "success"})
    assert send_outbox(world.home, now=lambda: world.clock, patience=wait_none()).sent == 1


def test_an_address_that_bounces_is_dead_at_once_and_the_operator_is_told(world: World) -> None:
    world.private(LIU + LI + OPERATOR)
    world.publish(fct_submission=[filing("区发改局", "missing"), filing("区科工局", "missing")])
    world.mailbox.bouncing.add("liu@beita.example")
    summary = world.run()
    assert (summary.sent, summary.dead) == (2, 1)
    assert world.states() == {"pending": 0, "sent": 2, "failed": 1}
    world.run(D(2023, 12, 10))
    body = world.body("op@beita.example")
    assert "【消息未送达】发给刘长辉（mail）的消息没有送达，内含1个事项：邮件服务器拒收该地址（550）。" in body
    # the operator mends the address: what is open is told to the new one, and the old matter is settled
    world.private(LIU.replace("liu@", "liu2@") + LI + OPERATOR)
    world.run(D(2023, 12, 10))
    assert "2023年11月进展情况" in world.body("liu2@beita.example")
    assert "已解决：发给刘长辉（mail）的消息未送达" in world.body("op@beita.example")


def test_a_channel_that_is_down_for_an_hour_costs_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    port = free_port()
    write_private(tmp_path, LIU + LI + OPERATOR, settings(port))
    publish(tmp_path, {"fct_submission": [filing("区发改局", "missing"), filing("区科工局", "missing")]})
    clock = dt.datetime(2023, 12, 10, 2, 30, tzinfo=ZONE)

    def later() -> dt.datetime:
        nonlocal clock
        clock += dt.timedelta(minutes=5)
        return clock

    first = run_alerts(tmp_path, NIGHT, now=later, patience=wait_none())
    assert (first.composed, first.sent, first.waiting, first.dead) == (3, 0, 3, 0)
    for _ in range(12):
        assert send_outbox(tmp_path, now=later, patience=wait_none()).dead == 0
    waiting = {letter.id for letter in Outbox(tmp_path / "outbox").letters("pending")}
    mailbox = Mailbox()
    with mail_server(mailbox, port):
        done = send_outbox(tmp_path, now=later, patience=wait_none())
        assert (done.sent, done.waiting) == (3, 0)
        assert send_outbox(tmp_path, now=later, patience=wait_none()).sent == 0
    assert {str(mail["Message-ID"]) for mail in mailbox.mails} == {f"<{one}@threekey.local>" for one in waiting}


def test_a_busy_server_is_tried_again_and_at_last_given_up(world: World) -> None:
    world.private(LIU + ",周某,operator,file,\n")
    world.publish(fct_submission=[filing("区发改局", "missing")])
    world.mailbox.busy = True
    assert world.run().waiting == 1
    for _ in range(3):
        world.clock += dt.timedelta(days=1)
        send_outbox(world.home, now=lambda: world.clock, patience=wait_none())
    assert world.states()["failed"] == 0, "not before its tries are used up, however long"
    world.clock += dt.timedelta(days=1)
    assert send_outbox(world.home, now=lambda: world.clock, patience=wait_none()).dead == 1


def test_mail_without_a_server_waits_and_says_so(tmp_path: Path) -> None:
    write_private(tmp_path, LIU)
    publish(tmp_path, {"fct_submission": [filing("区发改局", "missing")]})
    summary = run_alerts(tmp_path, NIGHT, patience=wait_none())
    assert summary.waiting == 1
    (letter,) = Outbox(tmp_path / "outbox").letters("pending")
    assert "没有设置发信服务器" in letter.last_error


def test_nobody_is_told_twice_and_everybody_in_the_end(world: World) -> None:
    """One filing over its nights: reminder, overdue, rejected, corrected with a row held back, right."""
    world.private(LIU + OPERATOR)
    told: dict[str, list[str]] = {}

    def night(day: int, status: str, findings: list[dict[str, Any]] | None = None) -> None:
        before = len(world.mailbox.of("liu@beita.example"))
        world.publish(fct_submission=[filing("区发改局", status)], fct_submission_finding=findings or [])
        world.run(D(2023, 12, day))
        bodies = [world.body("liu@beita.example", n) for n in range(before, len(world.mailbox.of("liu@beita.example")))]
        told[f"12-{day:02}"] = [
            line.split("】")[0] for b in bodies for line in b.splitlines() if line.startswith(("【", "已解决"))
        ]

    night(1, "not_due")
    night(2, "not_due")
    night(3, "not_due")
    night(8, "missing")
    night(9, "returned", [finding("区发改局")])
    night(10, "returned", [finding("区发改局")])
    night(11, "returned", [finding("区发改局")])
    held = finding("区发改局", effect="row", file_sha256="cd" * 32, opened_on=D(2023, 12, 12))
    night(12, "late", [held])
    night(13, "late", [held])
    night(14, "late", [{**held, "is_open": False, "resolved_by_receipt_seq": 9}])
    night(15, "late")
    assert told == {
        "12-01": [],
        "12-02": ["【即将到期"],
        "12-03": [],
        "12-08": ["【逾期未报"],
        "12-09": ["【文件被退回"],
        "12-10": [],
        "12-11": ["【文件被退回"],
        "12-12": ["【部分行暂未计入", "已解决：“区发改局11月.xlsx”被退回。感谢配合。"],
        "12-13": [],
        "12-14": ["已解决：“区发改局11月.xlsx”有1行暂未计入。感谢配合。"],
        "12-15": [],
    }
    ids = Counter(str(mail["Message-ID"]) for mail in world.mailbox.mails)
    assert set(ids.values()) == {1}


def test_a_night_run_twice_says_nothing_twice(world: World) -> None:
    world.private(LIU + OPERATOR)
    world.publish(fct_submission=[filing("区发改局", "missing")], fct_completion=[completion(7)])
    world.run()
    before = len(world.mailbox.mails)
    assert world.run().composed == 0
    assert len(world.mailbox.mails) == before


def test_a_red_light_of_the_city_reaches_the_clerk_who_filed_it_once(world: World) -> None:
    world.private(LI + ",陶树理,责任人,mail,tao@beita.example\n,廖勇,牵头领导,mail,leader@beita.example\n" + OPERATOR)
    parties = [party(7, "牵头单位", "区科工局"), party(7, "责任人", "陶树理", unit="区科工局"), party(7, "牵头领导", "廖勇")]
    rows = [completion(7, area="邵阳市", district_area="北塔区")]
    world.publish(fct_completion=rows, bridge_task_party=parties, dim_unit=[unit("区科工局")])
    world.run()
    assert "【全域指标未达标（供参考）】这是邵阳市的指标，北塔区只是其中一部分。" in world.body("li@beita.example")
    world.run(D(2023, 12, 19))
    assert len(world.mailbox.of("li@beita.example")) == 1
    assert not world.mailbox.of("tao@beita.example") + world.mailbox.of("leader@beita.example")


def test_red_targets_reach_the_persons_of_their_task_in_the_last_period_only(world: World) -> None:
    world.private(LI + ",陶树理,责任人,mail,tao@beita.example\n,廖勇,牵头领导,mail,leader@beita.example\n" + OPERATOR)
    parties = [party(7, "牵头单位", "区科工局"), party(7, "责任人", "陶树理", unit="区科工局"), party(7, "牵头领导", "廖勇")]
    rows = [completion(7, "绿", "2023-10"), completion(7, "红"), completion(8, "红", "2023-10"), completion(8, "绿")]
    lists = [{"list_id": LIST, "title": "北塔区重点任务清单", "is_current": True}]
    world.publish(fct_completion=rows, bridge_task_party=parties, dim_task_list=lists, dim_unit=[unit("区科工局")])
    world.run()
    body = world.body("tao@beita.example")
    assert "■ 区科工局　北塔区重点任务清单" in body
    assert "【目标亮红灯】【重点工作-1-7】指标7（北塔区）" in body
    assert "重点工作-1-8" not in body
    assert world.mailbox.of("li@beita.example")
    assert not world.mailbox.of("leader@beita.example")
    world.run(D(2023, 12, 19))
    assert "指标7" in world.body("leader@beita.example"), "unresolved for ten days"


RESTATEMENT = (
    "更正：2023-12-09公布时判定为严重滞后（红灯），现判定为达到序时（绿灯）；"
    "原因：清单新版（《新清单.docx》，2023-12-11收到）把目标由不低于80个改为不低于70个"
)


def test_a_list_that_lowers_a_target_is_not_thanked_for(world: World) -> None:
    world.private(LI + OPERATOR)
    lead, own = party(7, "牵头单位", "区科工局"), [unit("区科工局")]
    world.publish(fct_completion=[completion(7)], bridge_task_party=[lead], dim_unit=own)
    world.run(D(2023, 12, 9))
    lowered = completion(7, "绿", target_known_from=D(2023, 12, 11), is_restated=True, was_light="红", restatement=RESTATEMENT)
    world.publish(fct_completion=[lowered], bridge_task_party=[lead], dim_unit=own)
    world.run(D(2023, 12, 11))
    body = world.body("li@beita.example")
    assert (
        "不再提醒：重点工作-1-7“指标7”（北塔区）亮红灯。任务清单的新版本（或清单核对）调整了这个目标，这一事项已不存在。"
        in body
    )
    assert "现判定为“达到序时”（绿灯）。" in body
    assert f"{RESTATEMENT}。" in body
    assert "感谢" not in body
    assert "事项已了结" in str(world.mailbox.of("li@beita.example")[-1]["Subject"])


def test_a_correction_that_is_held_back_ends_nothing(world: World) -> None:
    world.private(LI + OPERATOR)
    lead, own = party(7, "牵头单位", "区科工局"), [unit("区科工局")]
    before = completion(7, "绿", "2023-10")
    world.publish(fct_completion=[before, completion(7)], bridge_task_party=[lead], dim_unit=own)
    world.run(D(2023, 12, 9))
    held = completion(7, "灰", status="held", status_zh="已报送、暂未采用")
    world.publish(fct_completion=[before, held], bridge_task_party=[lead], dim_unit=own)
    world.run(D(2023, 12, 10))
    assert len(world.mailbox.of("li@beita.example")) == 1, "what was red is not known to be mended"
    mended = completion(7, "绿", filing_received_on=D(2023, 12, 11))
    world.publish(fct_completion=[before, mended], bridge_task_party=[lead], dim_unit=own)
    world.run(D(2023, 12, 11))
    assert "已解决：重点工作-1-7“指标7”（北塔区）亮红灯。感谢配合。" in world.body("li@beita.example")


def test_a_target_that_the_list_has_no_more_is_said_to_be_gone(world: World) -> None:
    world.private(LI + OPERATOR)
    lead, own = party(7, "牵头单位", "区科工局"), [unit("区科工局")]
    world.publish(fct_completion=[completion(7), completion(8, "绿")], bridge_task_party=[lead], dim_unit=own)
    world.run(D(2023, 12, 9))
    world.publish(fct_completion=[completion(8, "绿")], bridge_task_party=[lead], dim_unit=own)
    world.run(D(2023, 12, 11))
    body = world.body("li@beita.example")
    assert "不再提醒：重点工作-1-7“指标7”（北塔区）亮红灯。现行任务清单已没有这个目标，无需处理。" in body
    assert "感谢" not in body


def test_what_was_published_green_and_is_yellow_is_said_once(world: World) -> None:
    world.private(LI + OPERATOR)
    lead, own = party(7, "牵头单位", "区科工局"), [unit("区科工局")]
    words = "更正：本期2023-12-10锁定时判定为已完成（绿灯），现判定为与公布数不符（黄灯）；原因：公布数15个"
    changed = {"is_restated": True, "was_light": "绿", "was_status_zh": "已完成", "restated_on": D(2023, 12, 12)}
    rows = [{**completion(n), "light": "黄", "status_zh": "与公布数不符", "restatement": words, **changed} for n in range(7)]
    rows.append(completion(8, restatement=words, **changed))  # red now: told as such
    world.publish(fct_completion=rows, bridge_task_party=[lead], dim_unit=own)
    world.run(D(2023, 12, 12))
    body = world.body("li@beita.example")
    assert "【已公布的判定有更正】2023年11月已公布的判定有7项更正，请知悉：" in body
    assert f"1. 重点工作-1-0“指标0”（北塔区）：{words}。" in body
    assert "另有2项，见进展报告中“已公布的判定有更正”。" in body
    sent = len(world.mailbox.of("li@beita.example"))
    world.run(D(2023, 12, 13))
    assert len(world.mailbox.of("li@beita.example")) == sent
    world.publish(fct_completion=[completion(8)], bridge_task_party=[lead], dim_unit=own)
    world.run(D(2023, 12, 14))
    assert len(world.mailbox.of("li@beita.example")) == sent, "it ends without a word"


def test_a_period_that_judges_nothing_does_not_settle_a_red_light(world: World) -> None:
    world.private(LI + OPERATOR)
    lead, own = party(7, "牵头单位", "区科工局"), [unit("区科工局")]
    world.publish(fct_completion=[completion(7)], bridge_task_party=[lead], dim_unit=own)
    world.run(D(2023, 12, 9))
    world.publish(fct_completion=[completion(7), completion(7, "灰", "2023-12")], bridge_task_party=[lead], dim_unit=own)
    world.run(D(2023, 12, 10))
    assert len(world.mailbox.of("li@beita.example")) == 1, "neither settled nor repeated"
    mended = completion(7, "绿", "2023-12", filing_received_on=D(2023, 12, 11))
    world.publish(fct_completion=[completion(7), mended], bridge_task_party=[lead], dim_unit=own)
    world.run(D(2023, 12, 11))
    assert "已解决：重点工作-1-7“指标7”（北塔区）亮红灯。感谢配合。" in world.body("li@beita.example")


def test_where_a_task_names_only_a_group_the_unit_that_files_it_is_told(world: World) -> None:
    world.private(LI + OPERATOR)
    world.publish(
        fct_completion=[completion(7, filing_unit="区科工局", answering_units="状元洲街道;区科工局")],
        bridge_task_party=[party(7, "牵头单位", "各镇（街道）")],
        dim_unit=[unit("各镇（街道）", "group"), unit("区科工局")],
    )
    world.run()
    assert "指标7" in world.body("li@beita.example")


def test_a_rejected_file_comes_with_its_return_copy(world: World) -> None:
    world.private(LIU + OPERATOR)
    name = return_name("区发改局11月.xlsx", "ab" * 32)
    copy = world.home / "returned" / "区发改局" / name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"PK-not-really-a-workbook")
    world.publish(fct_submission=[filing("区发改局", "returned")], fct_submission_finding=[finding("区发改局")])
    world.run()
    (attached,) = world.mailbox.of("liu@beita.example")[0].iter_attachments()
    assert attached.get_content() == b"PK-not-really-a-workbook"
    assert attached.get_filename() == copy.name
    assert f"returned/区发改局/{name}" in world.body("liu@beita.example")


def test_what_lies_in_the_inbox_and_is_never_taken_is_told_to_the_operator(world: World) -> None:
    world.private(LIU + OPERATOR)
    folder = world.home / "inbox" / "progress"
    folder.mkdir(parents=True)
    (folder / "链接.csv").symlink_to(world.home / "private" / "contacts.csv")
    world.publish()
    world.run()
    assert world.mailbox.of("liu@beita.example") == []
    assert "链接.csv" in world.body("op@beita.example")


def test_ten_thousand_findings_flood_nobody(world: World) -> None:
    world.private(LIU + "区发改局,刘长辉,联络人,wecom,key-1\n" + OPERATOR)
    findings = [finding("区发改局", number) for number in range(1, 10_001)]
    world.publish(fct_submission=[filing("区发改局", "returned")], fct_submission_finding=findings)
    world.run()
    assert len(world.mailbox.of("liu@beita.example")) == 1
    body = world.body("liu@beita.example")
    assert "共有10000处需要修改" in body
    assert len(body.encode()) < 4000
    (robot,) = world.receiver.at("/cgi-bin")
    assert len(robot["text"]["content"].encode()) <= 2048


def test_names_with_markup_and_line_feeds_do_no_harm(world: World) -> None:
    hostile = "区<b>发改</b>局\r\nBcc: all@beita.example"
    world.private('"区<b>发改</b>局 \nBcc:all@beita.example","刘<img src=x>\n某",联络人,mail,liu@beita.example\n' + OPERATOR)
    world.publish(fct_submission=[filing(hostile, "returned")], fct_submission_finding=[finding(hostile, file_name=hostile)])
    world.run()
    for mail in world.mailbox.mails:
        assert "Bcc" not in mail
        assert mail.get_content_type() == "text/plain"
        part = mail.get_body()
        assert part is not None
        assert "<" not in str(part.get_content())
    assert {str(mail["To"]).strip("<>") for mail in world.mailbox.mails} <= {"liu@beita.example", "op@beita.example"}


def test_a_recipient_listed_twice_gets_one_message(world: World) -> None:
    world.private(
        LIU + LIU.replace("liu@", "LIU@") + LIU.replace("联络人", "责任人") + LIU.replace("区发改局", "区科工局") + OPERATOR
    )
    world.publish(fct_submission=[filing("区发改局", "missing"), filing("区科工局", "missing")])
    world.run()
    assert len(world.mailbox.of("liu@beita.example")) == 1
    body = world.body("liu@beita.example")
    assert body.count("【逾期未报】") == 2


def test_matters_of_nobody_are_on_the_operators_list(world: World) -> None:
    world.private(OPERATOR)
    world.publish(
        fct_submission=[filing("区发改局", "missing")],
        fct_submission_finding=[finding("", list_id="", period="", file_name="不知谁的.xlsx", source_kind="benchmark")],
    )
    world.run()
    body = world.body("op@beita.example")
    assert "（区发改局没有可用的联络人地址，请转告并补充 private/contacts.csv）" in body
    assert "不知谁的.xlsx" in body
    assert "（不知道由哪个单位负责，请查明并转告）" in body
    assert "【每日简报】截至2023年12月9日的数据已发布。未解决的事项：文件被退回1，逾期未报1。" in body


def test_without_any_contact_the_outbox_holds_the_list(tmp_path: Path) -> None:
    publish(tmp_path, {"fct_submission": [filing("区发改局", "missing")]})
    assert run_alerts(tmp_path, NIGHT, patience=wait_none()).sent == 1
    (letter,) = Outbox(tmp_path / "outbox").letters("sent")
    assert "【逾期未报】" in letter.body


def test_a_failed_gate_is_told_to_the_operator_only_and_ends_with_the_next_publication(world: World) -> None:
    world.private(LIU + OPERATOR)
    world.publish(fct_submission=[filing("区发改局", "missing")])
    summary = run_gate_failure_alert(
        world.home, NIGHT, ["表 fct_completion 被改动"], now=lambda: world.clock, patience=wait_none()
    )
    assert summary.by_kind == {"gate_failed": 1}
    assert not world.mailbox.of("liu@beita.example")
    assert "1. 表 fct_completion 被改动" in world.body("op@beita.example")
    assert world.mailbox.of("op@beita.example")[-1]["Subject"] == "【三重点】数据未发布（12月9日）"
    world.run(D(2023, 12, 10))
    assert "已恢复正常：截至2023年12月9日的数据未发布。" in world.body("op@beita.example")


def test_a_failed_expectation_that_does_not_stop_is_told_to_the_operator_once_in_its_interval(world: World) -> None:
    world.private(OPERATOR)
    world.publish()
    suite = load_suites()["raw", "filings"]
    frame = pd.DataFrame([{**RAW["filings"], "filed_on": D(2025, 1, 1)}])
    for day in (9, 10):
        write_results(world.home / "runs" / "expectations", D(2023, 12, day), suite, validate(suite, frame))
        world.run(D(2023, 12, day))
    first, second = (world.body("op@beita.example", number) for number in (0, 1))
    assert "【数据质量提示】raw/filings：填报日期晚于收到日期，请核对年份" in first
    assert "3 · 区发改局 · 2023-11" in first
    assert "【数据质量提示】" not in second


def test_what_is_wrong_with_the_contacts_is_told_without_an_address(world: World) -> None:
    world.private(LIU.replace("liu@beita.example", "liu at beita") + OPERATOR)
    world.publish(fct_submission=[filing("区发改局", "missing")])
    world.run()
    body = world.body("op@beita.example")
    assert "【系统故障】通讯录第2行（区发改局 刘长辉）地址的写法不对" in body
    assert "liu at beita" not in body


def test_no_address_leaves_the_private_folder(world: World) -> None:
    world.private(LIU + "区科工局,李某,联络人,wecom,secret-key-1\n" + OPERATOR)
    world.publish(fct_submission=[filing("区发改局", "missing"), filing("区科工局", "missing")])
    world.run()
    for path in (world.home / "outbox").rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert "beita.example" not in text
            assert "secret-key-1" not in text
    assert (world.home / "outbox").stat().st_mode & 0o077 == 0


def test_the_heartbeat_wants_the_days_digest_by_its_hour(world: World) -> None:
    world.private(OPERATOR)
    at = dt.datetime(2023, 12, 10, 7, 59, tzinfo=ZONE)
    assert heartbeat(world.home, at) == "提醒还从未运行过。"
    world.publish()
    world.clock = dt.datetime(2023, 12, 9, 2, 40, tzinfo=ZONE)
    world.run(D(2023, 12, 8))
    assert heartbeat(world.home, at) == "", "not due before its hour"
    assert heartbeat(world.home, at.replace(hour=8)) == "到8时仍没有当日简报，上一次是 2023-12-09 02:40。"
    world.clock = dt.datetime(2023, 12, 10, 2, 40, tzinfo=ZONE)
    world.run(D(2023, 12, 9))
    assert heartbeat(world.home, at.replace(hour=8)) == ""
    world.mailbox.busy = True
    world.clock = dt.datetime(2023, 12, 11, 2, 40, tzinfo=ZONE)
    world.run(D(2023, 12, 10))
    assert "当日简报还没有发出" in heartbeat(world.home, dt.datetime(2023, 12, 11, 8, tzinfo=ZONE))


def test_what_is_secret_leaves_the_private_folder_only_to_its_channel(world: World) -> None:
    """Robots that echo the address they were called by, and a mail server that refuses; then all of them take it."""
    key, token, signed = "693a91f6-7aoc-4bc4-97a0", "a1b2c3d4e5f6a7b8c9d0", "SEC000aaa111bbb"
    path = "/hook/9f8e7d6c5b4a39281706"
    base = f"http://127.0.0.1:{world.http_port}"
    contacts = (
        f"区科工局,李某,联络人,wecom,{key}\n区住建局,王某,联络人,dingtalk,{token}.{signed}\n"
        f"区教育局,孙某,联络人,webhook,{base}{path}?access=webhook-password\n" + LIU + OPERATOR
    )
    mail = (
        f'[mail]\nurl = "mailto://127.0.0.1:{world.mail_port}/?smtp=127.0.0.1&from=secret-sender@beita.example&mode=insecure"\n'
    )
    write_private(
        world.home, contacts, mail + settings(1, world.http_port).partition("\n")[2].partition("\n")[2].partition("\n")[2]
    )
    units = ("区发改局", "区科工局", "区住建局", "区教育局")
    world.publish(fct_submission=[filing(name, "missing", due_on=D(2023, 12, 5)) for name in units])
    robots = {"/cgi-bin": key, "/robot": token, "/hook": "webhook-password"}
    world.receiver.answers = {
        where: (200, {"errcode": 93000, "errmsg": f"invalid: {base}{where}/send?key={secret}, {secret}, {path}"})
        for where, secret in robots.items()
    }
    world.mailbox.busy = True
    secrets = (key, token, signed, path, "webhook-password", "secret-sender", "liu@beita.example")

    def leaked() -> list[str]:
        files = [p for p in world.home.rglob("*") if p.is_file() and "private" not in p.parts]
        return [f"{p.name}: {s}" for p in files for s in secrets if s.encode() in p.read_bytes()]

    world.run()
    assert world.states()["sent"] == 0
    refused = [letter.last_error for letter in Outbox(world.home / "outbox").letters("pending")]
    assert len([error for error in refused if "机器人拒收" in error and "…" in error]) == 3
    assert leaked() == []
    world.receiver.answers, world.mailbox.busy = {}, False
    world.run()
    assert world.states()["pending"] == 0
    assert world.states()["sent"] > 3
    assert leaked() == []
