"""What is secret stays in `private/`: the one place where it is taken out of texts that go anywhere else.

Secret are every value of `private/channels.toml` but the words that stand in every message, every address of the contacts, the
password of the database that keeps the history of runs, and in any address of the web what stands before its host and after
its first `?`. The outbox, the log of a run, its outcome and the events that the UI shows pass through here.
"""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TextIO
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from orchestration.alerts.contacts import addresses
from orchestration.postgres import HistoryError, password

HIDDEN = "…"
_SHORTEST = 6  # a shorter value is a word like "true" or "ssl", and stands everywhere
_OPEN = frozenset({"help", "digest_hour"})
_USER = re.compile(r"(?<=://)[^\s\"'<>/\\@]+@")
_QUESTION = re.compile(r"(\w+://[^\s\"'<>\\?]*\?)[^\s\"'<>\\]+")

Redact = Callable[[str], str]


def _values(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _values(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from _values(part, name)
    elif name not in _OPEN:
        yield str(value)


def _parts(value: str) -> Iterator[str]:
    """A value, and of an address what opens it: login, values after the question mark, long pieces of its path."""
    yield value
    if "://" not in value:
        yield from value.split(".")[1:2]  # the secret of token.secret
        yield from (piece for piece in value.split(".")[:1] if "@" not in value and len(piece) >= 16)
        return
    try:
        address = urlsplit(value)
    except ValueError:
        return
    yield from filter(None, (address.username, address.password))
    yield from (part for _, part in parse_qsl(address.query))
    yield from (piece for piece in address.path.split("/") if len(piece) >= 16)


def _passwords(private: Path) -> Iterator[str]:
    """That of the history's database, where there is one."""
    with suppress(HistoryError):
        yield password(private)


def secrets_of(private: Path) -> frozenset[str]:
    """Every secret of the private folder, as it is written and as it stands in an address; none where there is no folder."""
    try:
        channels = tomllib.loads((private / "channels.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        channels = {}
    values = [*_values(channels), *addresses(private), *_passwords(private)]
    parts = {part for value in values for part in _parts(value)}
    written = {form for part in parts for form in (part, unquote(part), quote(part, safe=""), quote(part))}
    return frozenset(form for form in written if len(form) >= _SHORTEST and "{" not in form)


def redactor(private: Path) -> Redact:
    """A function that hides every secret of the folder, as it is when it is first asked, in a text."""

    @cache
    def known() -> re.Pattern[str] | None:
        secrets = sorted(secrets_of(private), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, secrets))) if secrets else None

    def redact(text: str) -> str:
        secret = known()
        shown = secret.sub(HIDDEN, text) if secret else text
        if "://" not in shown:
            return shown
        return _QUESTION.sub(rf"\1{HIDDEN}", _USER.sub(f"{HIDDEN}@", shown))

    return redact


class Redacted(io.TextIOBase):
    """A stream that hides the secrets of what is written to it."""

    def __init__(self, stream: TextIO, redact: Redact) -> None:
        self._stream, self._redact = stream, redact

    def write(self, text: str, /) -> int:
        self._stream.write(self._redact(text))
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    def writable(self) -> bool:
        return True
