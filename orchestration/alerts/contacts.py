"""The private folder: `contacts.csv` (unit, person, role, channel, address) and `channels.toml`. No output may show them.

`channels.toml`, all of it optional, and all but the
passwords as well in [channels] of the home's settings:

    help = "政府督查室 周某 0739-5600000"      # whom to ask, at the foot of every message
    digest_hour = 8                              # by when the daily message must be out (Asia/Shanghai)
    [mail]
    url = "mailtos://user:password@smtp.beita.example:465/?from=user@beita.example&mode=ssl"
    [wecom]                                      # likewise dingtalk, feishu, lark: a private installation's address
    endpoint = "https://wecom.beita.example/cgi-bin/webhook/send?key={token}"

A robot's address is its token (钉钉 with 加签: `token.secret`); a robot secured by a keyword takes 三重点, which stands in
every title. `file` needs no address: its messages are read in the outbox.
"""

from __future__ import annotations

import csv
import io
import stat
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from orchestration.alerts.channels import channel_called
from orchestration.alerts.model import AlertRole, Contact, Settings

# other words people write in the file
_LABELS = {"单位": "unit", "姓名": "person", "角色": "role", "渠道": "channel", "地址": "address"}
_ROLES = {"管理员": AlertRole.OPERATOR, "系统管理员": AlertRole.OPERATOR, "责任领导": AlertRole.LEADER}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of private folder or home that the operator has to mend. `name` is stable; no address is in the words."""

    name: str
    what: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Private:
    """The private folder as read: what can be used, and what is wrong with the rest."""

    contacts: tuple[Contact, ...] = ()
    settings: Settings = field(default_factory=Settings)
    problems: tuple[Problem, ...] = ()

    @property
    def help_words(self) -> str:
        """Whom to ask: what the settings say, else the operator by name."""
        return self.settings.help or next((c.person for c in self.contacts if c.role == AlertRole.OPERATOR and c.person), "")


def _decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, else what Chinese Excel saves."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _contact(row: dict[str, str]) -> Contact | str:
    """A contact, or what is wrong with the row."""
    role = row.get("role", "")
    word = row.get("channel", "").lower()
    channel = channel_called(word)
    if channel is None:
        return f"渠道“{word}”不认识" if word else "没有写渠道"
    address = row.get("address", "")
    if channel.needs_address and not address:
        return "没有写地址"
    if not channel.address.fullmatch(address):
        return "地址的写法不对"
    return Contact(
        unit=row.get("unit", ""), person=row.get("person", ""), role=_ROLES.get(role, role), channel=channel, address=address
    )


def parse_contacts(text: str) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The usable rows of contacts.csv, and a problem for each of the others. A recipient listed twice is one contact a role."""
    reader = csv.DictReader(io.StringIO(text))
    contacts: dict[tuple[str, str, str], Contact] = {}
    problems = []
    for number, raw in enumerate(reader, 2):
        named = {_LABELS.get(str(k).strip(), str(k).strip()): str(v or "").strip() for k, v in raw.items()}
        row = {key: "".join(value.split()) if key in ("unit", "person", "role") else value for key, value in named.items()}
        if not any(row.values()):
            continue
        contact = _contact(row)
        if isinstance(contact, str):
            problems.append(
                Problem(
                    f"contacts-row-{number}",
                    f"通讯录第{number}行（{row.get('unit', '')} {row.get('person', '')}）{contact}，这一行不能用",
                    "请在 private/contacts.csv 中更正。",
                )
            )
            continue
        contacts.setdefault((contact.key, contact.role, contact.unit), contact)
    return tuple(contacts.values()), tuple(problems)


def addresses(folder: Path) -> list[str]:
    """Every address of contacts.csv, of rows that cannot be used, too."""
    path = folder / "contacts.csv"
    if not path.exists():
        return []
    reader = csv.DictReader(io.StringIO(_decoded(path.read_bytes())))
    named = [(_LABELS.get(str(k).strip(), str(k).strip()), v) for row in reader for k, v in row.items()]
    return [value.strip() for name, value in named if name == "address" and isinstance(value, str)]


def _tighten(folder: Path) -> list[Problem]:
    """Addresses are for the owner of the home only; a looser mode is mended and told of."""
    loose = []
    for path, mode in ((folder, 0o700), *((p, 0o600) for p in folder.glob("*") if p.is_file())):
        if stat.S_IMODE(path.stat().st_mode) & ~mode:
            path.chmod(mode)
            loose.append(path.name)
    if not loose:
        return []
    what = f"私密文件夹中 {'、'.join(sorted(loose))} 的权限过宽，已自动收紧为仅本系统账号可读"
    return [Problem("private-mode", what, "请检查是谁改了权限，并考虑更换其中的密码和机器人密钥。")]


def _settings(path: Path, open_ones: Settings) -> tuple[Settings, list[Problem]]:
    """The settings of the file over those that are no secret."""
    if not path.exists():
        return open_ones, []
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        hour = int(raw.get("digest_hour", open_ones.digest_hour))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError, TypeError):
        problem = Problem("channels-toml", "发送设置 private/channels.toml 读不懂，未被使用", "请按说明文件改正其写法。")
        return open_ones, [problem]
    endpoints = {name: str(part["endpoint"]) for name, part in raw.items() if isinstance(part, dict) and "endpoint" in part}
    mail = raw.get("mail", {})
    url = str(mail.get("url", "")) if isinstance(mail, dict) else ""
    return Settings(
        help=str(raw.get("help", open_ones.help)),
        digest_hour=hour,
        mail_url=url,
        endpoints={**open_ones.endpoints, **endpoints},
    ), []


def read_private(folder: Path, open_ones: Settings = Settings()) -> Private:  # noqa: B008 -- frozen
    """Read the private folder of a home; one that is not there is empty. Tightens the modes of what it finds.

    `open_ones` are the settings of the home that are no secret; what the folder says of the same wins.
    """
    if not folder.exists():
        return Private(settings=open_ones)
    problems = _tighten(folder)
    settings, more = _settings(folder / "channels.toml", open_ones)
    path = folder / "contacts.csv"
    contacts: tuple[Contact, ...] = ()
    if path.exists():
        contacts, row_problems = parse_contacts(_decoded(path.read_bytes()))
        more += row_problems
    return Private(contacts, settings, (*problems, *more))
