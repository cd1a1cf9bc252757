"""The channels there are: one entry each, with the words, the addresses, the limit and the delivery of it.

A new channel is an entry here, its delivery in `deliveries` where none of those fits, and a row in docs/alerts.md.
"""

from __future__ import annotations

import json
import re

from orchestration.alerts import deliveries
from orchestration.alerts.model import Channel


def _utf8(text: str) -> int:
    return len(text.encode())


def _escaped(text: str) -> int:
    return len(json.dumps(text))


MAIL = Channel(
    name="mail",
    words=("邮件", "邮箱", "email"),
    address=re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}"),
    limit=40_000,  # what somebody still reads
    size=_utf8,
    deliver=deliveries.mail,
    is_case_blind=True,
)
WECOM = Channel(
    name="wecom",
    words=("企业微信", "wecombot"),
    address=re.compile(r"[A-Za-z0-9_-]+"),
    limit=2_000,  # 2,048 bytes of text, with room for the envelope
    size=_utf8,
    deliver=deliveries.wecom,
)
DINGTALK = Channel(
    name="dingtalk",
    words=("钉钉",),
    address=re.compile(r"[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)?"),  # token, or token.secret
    limit=18_000,  # 20,000 bytes of request, in which a Chinese character takes six (\uXXXX)
    size=_escaped,
    deliver=deliveries.dingtalk,
)
FEISHU = Channel(
    name="feishu",
    words=("飞书",),
    address=re.compile(r"[A-Za-z0-9_-]+"),
    limit=18_000,  # 20,000 bytes
    size=_utf8,
    deliver=deliveries.feishu,
)
LARK = Channel(
    name="lark",
    words=(),
    address=re.compile(r"[A-Za-z0-9-]+"),
    limit=18_000,
    size=_utf8,
    deliver=deliveries.lark,
)
WEBHOOK = Channel(
    name="webhook",
    words=("json",),
    address=re.compile(r"(?:https?|jsons?)://[^\s\"'<>]+"),
    limit=60_000,
    size=_utf8,
    deliver=deliveries.webhook,
)
FILE = Channel(
    name="file",
    words=("文件",),
    address=re.compile(r".*"),
    limit=200_000,
    size=_utf8,
    deliver=deliveries.keep,
    needs_address=False,
)
CHANNELS = {channel.name: channel for channel in (MAIL, WECOM, DINGTALK, FEISHU, LARK, WEBHOOK, FILE)}


def channel_called(word: str) -> Channel | None:
    """The channel of a name or of another word for it, in small letters."""
    return next((channel for channel in CHANNELS.values() if word in (channel.name, *channel.words)), None)
