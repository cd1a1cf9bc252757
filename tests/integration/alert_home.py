"""A home with a published snapshot of the columns alerting reads, a mail server and an HTTP receiver on loopback."""

from __future__ import annotations

import datetime as dt
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TABLES = {
    "fct_submission": "list_id text, unit text, period text, status text, due_on date, grace_until date, lock_on date,"
    " is_expected boolean, file_sha256 text",
    "fct_submission_finding": "finding_key text, source_kind text, list_id text, unit text, period text, file_name text,"
    " file_sha256 text, effect text, code text, sheet text, cell text, place_text text, row_no bigint, column_letter text,"
    " label text, seen text, wanted text, message text, fix text, opened_on date, receipt_seq bigint, is_open boolean,"
    " is_latest boolean, resolved_by_receipt_seq bigint",
    "fct_completion": "target_key text, same_as text, list_id text, task_key text, metric text, area text, period text,"
    " period_end date, status text, status_zh text, light text, unit_word text, is_judgement_different boolean,"
    " explanation text, is_target_current boolean,"
    " is_expected boolean, answering_units text, filing_unit text, filing_received_on date, target_known_from date,"
    " outside_received_on date, benchmark_received_on date, is_restated boolean, is_contribution boolean, was_status_zh text,"
    " was_light text, restated_on date, restatement text, district_area text",
    "bridge_task_party": "list_id text, task_key text, role text, party text, party_type text, unit text, position bigint,"
    " is_current boolean",
    "dim_unit": "unit text, unit_kind text, aliases text",
    "dim_task_list": "list_id text, title text, is_current boolean",
}
LIST = "beita-2023-11"
D = dt.date


def filing(unit: str, status: str, **changes: Any) -> dict[str, Any]:
    return {
        "list_id": LIST,
        "unit": unit,
        "period": "2023-11",
        "status": status,
        "due_on": D(2023, 12, 5),
        "grace_until": D(2023, 12, 7),
        "lock_on": D(2023, 12, 10),
        "is_expected": True,
        "file_sha256": "cd" * 32,
        **changes,
    }


def finding(unit: str, number: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "finding_key": f"filing/7/{number}",
        "source_kind": "filing",
        "list_id": LIST,
        "unit": unit,
        "period": "2023-11",
        "file_name": f"{unit}11月.xlsx",
        "file_sha256": "ab" * 32,
        "effect": "file",
        "code": "cell-not-a-number",
        "sheet": "进展情况",
        "cell": f"H{11 + number}",
        "place_text": f"进展情况!H{11 + number}",
        "row_no": 11 + number,
        "column_letter": "H",
        "label": "累计完成",
        "seen": "约30",
        "wanted": "数字",
        "message": "这一格应填数字",
        "fix": "请改为确切的数字。",
        "opened_on": D(2023, 12, 4),
        "receipt_seq": 7,
        "is_open": True,
        "is_latest": True,
        **changes,
    }


def completion(number: int, light: str = "红", period: str = "2023-11", **changes: Any) -> dict[str, Any]:
    return {
        "target_key": f"{LIST}/重点工作-1-{number}/1",
        "list_id": LIST,
        "task_key": f"重点工作-1-{number}",
        "metric": f"指标{number}",
        "area": "北塔区",
        "period": period,
        "period_end": D(int(period[:4]), int(period[5:7]), 28),
        "status": {"红": "seriously_behind", "绿": "on_schedule", "灰": "not_reported"}[light],
        "status_zh": {"红": "严重滞后", "绿": "达到序时", "灰": "未报送"}[light],
        "light": light,
        "unit_word": "",
        "is_judgement_different": False,
        "explanation": f"【重点工作-1-{number}】指标{number}（北塔区），{period}期：填报累计3万户。判定：严重滞后（红灯）。",
        "is_target_current": True,
        "is_expected": True,
        "answering_units": "区科工局",
        "filing_unit": "区科工局",
        "filing_received_on": D(2023, 12, 5),
        "target_known_from": D(2023, 11, 25),
        "is_restated": False,
        "is_contribution": False,
        **changes,
    }


def party(number: int, role: str, name: str, **changes: Any) -> dict[str, Any]:
    return {
        "list_id": LIST,
        "task_key": f"重点工作-1-{number}",
        "role": role,
        "party": name,
        "party_type": "unit" if role.endswith("单位") else "person",
        "unit": "",
        "position": 1,
        "is_current": True,
        **changes,
    }


def unit(name: str, kind: str = "unit", aliases: str = "") -> dict[str, Any]:
    return {"unit": name, "unit_kind": kind, "aliases": aliases}


def publish(home: Path, tables: dict[str, list[dict[str, Any]]]) -> None:
    """Replace the snapshot by one that holds these rows."""
    folder = home / "published"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "next.duckdb"
    path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path))
    connection.execute("create schema marts")
    for table, columns in TABLES.items():
        connection.execute(f"create table marts.{table} ({columns})")
        if rows := tables.get(table, []):
            frame = pd.DataFrame(rows)
            connection.register("given", frame)
            connection.execute(f"insert into marts.{table} by name select * from given")
            connection.unregister("given")
    connection.close()
    path.replace(folder / "threekey.duckdb")


def write_private(home: Path, contacts: str, channels: str = "") -> None:
    folder = home / "private"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name, text in (("contacts.csv", "unit,person,role,channel,address\n" + contacts), ("channels.toml", channels)):
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o600)


class Mailbox:
    """Keeps every mail a server took, in order; refuses addresses in `bouncing`."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.bouncing: set[str] = set()
        self.busy = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.bouncing:
            return "550 5.1.1 no such user"
        if self.busy:
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content or b"", policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"

    def of(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if mail["To"] and address in str(mail["To"])]


@contextmanager
def mail_server(mailbox: Mailbox, port: int = 0) -> Iterator[int]:
    """Yields the port. A controller of aiosmtpd wants a real port number to test itself, so a free one is found first."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Receiver:
    """Keeps every request an HTTP server got, and answers what `answers` says for a path, else 200 `{}`."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, tuple[int, dict[str, Any]]] = {}

    def at(self, path: str) -> list[dict[str, Any]]:
        return [body for where, body in self.requests if where.startswith(path)]


@contextmanager
def http_receiver(receiver: Receiver) -> Iterator[int]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.requests.append((self.path, json.loads(body)))
            known = [answer for path, answer in receiver.answers.items() if self.path.startswith(path)]
            status, content = known[0] if known else (200, {})
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *arguments: Any) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def settings(mail_port: int, http_port: int = 1) -> str:
    base = f"http://127.0.0.1:{http_port}"
    return (
        'help = "区督查室 周某 5600000"\n'
        f'[mail]\nurl = "mailto://127.0.0.1:{mail_port}/?smtp=127.0.0.1&from=threekey@beita.example&mode=insecure"\n'
        f'[wecom]\nendpoint = "{base}/cgi-bin/webhook/send?key={{token}}"\n'
        f'[dingtalk]\nendpoint = "{base}/robot/send?access_token={{token}}"\n'
        f'[feishu]\nendpoint = "{base}/open-apis/bot/v2/hook/{{token}}"\n'
        f'[lark]\nendpoint = "{base}/lark/bot/v2/hook/{{token}}"\n'
    )
