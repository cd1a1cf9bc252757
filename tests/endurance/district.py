"""A small home that has everything: a list, filings, outside figures, rules, files that are refused, and letters by mail.

The first night makes it; the second is the one that is disturbed. What comes on the second touches every part of a night: a
correction, a filing sent again, new ones, figures from outside, a rule of the home's own, a workbook that is none, an office
that nobody knows.
"""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from pathlib import Path

from ingest.home import Home

EXAMPLE = Path(__file__).parents[2] / "examples" / "beita-2023-11"
FIRST_NIGHT, NIGHT = dt.date(2023, 12, 2), dt.date(2023, 12, 5)
_FIRST_FILES = ("2023-11-25", "2023-12-02")
_FILES = ("2023-12-05",)
_UNKNOWN_OFFICE = (
    "填报单位,区火星局\n报告期,2023年11月\n任务编号,任务名称,区域,计量单位,累计完成\n"
    "重点工作-1-8,地方一般公共预算收入,全市,亿元,100\n"
)
_RULES = "day,is_workday,holiday\n2023-12-29,false,区里放假\n"
ROLES = {"联络人": "clerk", "责任人": "owner", "牵头领导": "leader", "operator": "operator"}


def first_files(home: Home) -> None:
    """What the first night takes, and to whom it writes."""
    home.create()
    _copy(home, _FIRST_FILES)


def new_files(home: Home) -> None:
    """What the disturbed night takes."""
    _copy(home, _FILES)
    shutil.copyfile(EXAMPLE / "published-2023.csv", home.inbox / "benchmarks" / "published-2023.csv")
    (home.inbox / "rules" / "working_days.csv").write_text(_RULES, encoding="utf-8")
    below = home.inbox / "progress" / "区火星局" / "十一月"
    below.mkdir(parents=True, exist_ok=True)
    (below / "11月进展.csv").write_text(_UNKNOWN_OFFICE, encoding="utf-8")
    (home.inbox / "progress" / "坏文件.xlsx").write_bytes(b"PK\x03\x04 cut off")


def _copy(home: Home, nights: tuple[str, ...]) -> None:
    for night in nights:
        shutil.copytree(EXAMPLE / "inbox" / night, home.inbox, dirs_exist_ok=True)


def write_contacts(home: Home, mail_port: int) -> None:
    """The example's people, each with an address of his own at the mail server of that port."""
    with (EXAMPLE / "private" / "contacts.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    lines = [
        f"{one['unit']},{one['person']},{one['role']},mail,{ROLES[one['role']]}{number}@beita.example"
        for number, one in enumerate(people, start=1)
    ]
    _private(home, "contacts.csv", "\n".join(["unit,person,role,channel,address", *lines, ""]))
    server = f"mailto://127.0.0.1:{mail_port}/?smtp=127.0.0.1&from=threekey@beita.example&mode=insecure"
    _private(home, "channels.toml", f'help = "区督查室 周某 5600000"\n[mail]\nurl = "{server}"\n')


def _private(home: Home, name: str, text: str) -> None:
    path = home.private / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
