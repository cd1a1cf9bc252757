"""The bytes of an RTF file as tokens: groups, control words, characters, plain text. Binary data is stepped over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from ingest.documents.limits import Refusal

_MOST_TOKENS = 1_500_000  # some seven seconds; a paper of 200 pages has half a million
_DEEPEST = 500
_TOKEN = re.compile(rb"\\([a-zA-Z]{1,40})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}]+)|\\", re.DOTALL)
_BREAKS = bytes.maketrans(b"", b"")


class TokenKind(Enum):
    OPEN = auto()
    CLOSE = auto()
    WORD = auto()  # a control word, maybe with a number
    SIGN = auto()  # a control sign: \~ \_ \*
    BYTES = auto()  # text in the code page that holds


class Token(NamedTuple):
    kind: TokenKind
    word: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens up to the end of the outermost group. Refuses a file that ends before it, and one of too many tokens."""
    at = depth = count = 0
    while True:
        match = _TOKEN.match(data, at)
        if match is None:
            raise Refusal("file-truncated", part="RTF")
        at = match.end()
        count += 1
        if count > _MOST_TOKENS:
            raise Refusal("file-too-large", what="RTF 控制字数", actual=count, limit=_MOST_TOKENS)
        word, number, coded, sign, brace, text = match.groups()
        if text is not None:
            yield Token(TokenKind.BYTES, data=text.translate(_BREAKS, b"\r\n\0"))
        elif coded is not None:
            yield Token(TokenKind.BYTES, data=bytes([int(coded, 16)]))
        elif word is not None:
            value = None if number is None else int(number)
            if word == b"bin":
                at += max(value or 0, 0)
            else:
                yield Token(TokenKind.WORD, word.decode("ascii"), value)
        elif brace == b"{":
            depth += 1
            if depth > _DEEPEST:
                raise Refusal("file-too-large", what="RTF 嵌套层数", actual=depth, limit=_DEEPEST)
            yield Token(TokenKind.OPEN)
        elif brace == b"}":
            depth -= 1
            yield Token(TokenKind.CLOSE)
            if depth <= 0:
                return
        elif sign is not None:
            yield Token(TokenKind.WORD, "par") if sign in {b"\n", b"\r"} else Token(TokenKind.SIGN, sign.decode("latin-1"))
