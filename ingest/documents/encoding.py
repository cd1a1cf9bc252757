"""Bytes → text: byte order mark, then strict UTF-8, then GB18030, and never the other way round.

GB18030 reads almost any UTF-8 file without an error and gives mojibake, so UTF-8 must have failed before it is tried, and a
file in which some lines are UTF-8 and others are not is refused with the line. Where the order ends without an answer,
charset-normalizer names the likely encoding to the person who sent the file; it never decides what is read: of single lines
of a GBK list it takes one in seven for Big5.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from ingest.documents.limits import Refusal
from ingest.findings import Place

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# what charset-normalizer may name, and how a person knows it
_LIKELY = {"big5": "繁体中文 Big5", "shift_jis": "日文 Shift-JIS", "euc_jp": "日文 EUC-JP", "euc_kr": "韩文 EUC-KR"}
_ENOUGH = 40  # bytes beyond ASCII: of twenty characters it named 600 Big5 files right, of ten 24 in 25
_HEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without byte order mark, line ends as they were, and the encoding it had."""

    text: str
    encoding: str


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef" or char >= "\U00020000"


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _line_of_error(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return data.count(b"\n") + 1


def _without_mark(data: bytes) -> Decoded | None:
    """UTF-16 that lost its mark: the upper byte of its commas, digits and line ends is zero, the lower of hardly any letter."""
    if b"\0" not in data or len(data) % 2:
        return None
    for encoding, zero in (("utf-16-le", 1), ("utf-16-be", 0)):
        upper, lower = data[zero::2].count(0), data[1 - zero :: 2].count(0)  # the lower byte of 一 and of a wide blank is zero
        text = _try(data, encoding) if upper * 20 >= len(data) // 2 and lower * 4 <= upper else None
        if text is not None and "\0" not in text and ("\n" in text or "\t" in text) and _is_plain(text):
            return Decoded(text, encoding)
    return None


def _is_plain(text: str) -> bool:
    """Whether nearly all of a text is what Chinese files are made of."""
    usual = sum(c < "\x80" or _is_han(c) or "\u2000" <= c <= "\u2fff" for c in text)
    return usual * 10 >= len(text) * 9


def _mixed_line(data: bytes) -> int:
    """The first line that breaks with the rest, when some lines are UTF-8 Chinese and others are not UTF-8; else 0."""
    strangers: list[int] = []
    chinese: list[int] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.isascii():
            continue
        text = _try(line, "utf-8")
        if text is None:
            strangers.append(number)
        elif any(map(_is_han, text)) and all(c < "\x80" or _is_han(c) or "\u2000" <= c <= "\u2fff" for c in text):
            chinese.append(number)
    if not strangers or not chinese:
        return 0
    return min(strangers, chinese, key=len)[0]


def decode(data: bytes) -> Decoded:
    """The text of a text file. Refuses `encoding-mixed` and `encoding-unknown`, naming the line (1-based)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            text = _try(body, encoding)
            if text is None or "\0" in text:
                line = _line_of_error(body, encoding) if encoding == "utf-8" else 1
                raise Refusal("encoding-mixed", Place(row=line), line=line)
            return Decoded(text, encoding)
    wide = _without_mark(data)
    if wide is not None:
        return wide
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise Refusal("encoding-unknown", Place(row=line), line=line, likely="")
    text = _try(data, "utf-8")
    if text is not None:
        return _rather_gb18030(data, text)
    line = _mixed_line(data)
    if line:
        raise Refusal("encoding-mixed", Place(row=line), line=line)
    text = _try(data, "gb18030")
    if text is None or any("\ue000" <= c <= "\uf8ff" for c in text):
        line = _line_of_error(data, "gb18030") if text is None else _line_of_private(text)
        raise Refusal("encoding-unknown", Place(row=line), line=line, likely=_likely(data))
    return Decoded(text, "gb18030")


def _likely(data: bytes) -> str:
    """What the encoding may be, in brackets for a message; "" where there is too little to tell."""
    from charset_normalizer import from_bytes

    head = data[:_HEAD] if len(data) <= _HEAD else data[: data.rfind(b"\n", 0, _HEAD) + 1]
    if sum(byte >= 0x80 for byte in head) < _ENOUGH:
        return ""
    best = from_bytes(head, cp_isolation=list(_LIKELY)).best()
    return f"（可能是{_LIKELY[best.encoding]} 编码）" if best is not None and best.encoding in _LIKELY else ""


def _line_of_private(text: str) -> int:
    at = next(i for i, c in enumerate(text) if "\ue000" <= c <= "\uf8ff")
    return text.count("\n", 0, at) + 1


def _rather_gb18030(data: bytes, text: str) -> Decoded:
    """隆 in GBK is also ¡ in UTF-8: a file whose only foreign letters are Latin, Greek … and all Chinese as GBK is GBK."""
    foreign = [c for c in text if c >= "\x80"]
    if foreign and all(c < "\u0800" for c in foreign):
        other = _try(data, "gb18030")
        if other is not None and all(_is_han(c) for c in other if c >= "\x80"):
            return Decoded(other, "gb18030")
    return Decoded(text, "utf-8")
