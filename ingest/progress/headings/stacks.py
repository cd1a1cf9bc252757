"""Headings that stand one over the other, and headings with words beside the field: 全市 over 累计完成, 北塔区累计完成."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from ingest.progress.fields import AMOUNTS, FIGURES, TEXTS, Field
from ingest.progress.headings.grammar import Meaning, ReadHeading, is_known, names_figure, read_heading
from ingest.progress.headings.words import heading_words
from ingest.progress.labels import normal

_UNKNOWN = ReadHeading()
_BESIDE = ("其中:", "其中", ":", "(", ")", "-", "、", "/")


def parts_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts over a column from the top, each once."""
    parts: dict[str, str] = {}
    for text in texts:
        if normal(text):
            parts.setdefault(normal(text), text)
    return tuple(parts.values())


@lru_cache(maxsize=4096)
def read_stack(texts: tuple[str, ...]) -> ReadHeading:
    """What the headings over a column say, from the top: (本月, 完成) → current; (全市, 累计完成) → cumulative of 全市.

    The joined text counts first. What stands lowest counts alone where the words over it say no other time; they become its
    `group` unless they add nothing (完成情况).
    """
    parts = parts_of(texts)
    if not parts:
        return _UNKNOWN
    joined, lowest = read_heading("".join(parts)), read_heading(parts[-1])
    if joined.sort is Meaning.EITHER and lowest.sort is Meaning.FIELD:
        return lowest  # 完成情况 over 本月 and 累计
    if is_known(joined):
        return joined
    if len(parts) == 1:
        return _apart(parts[0])
    above = "".join(map(normal, parts[:-1]))
    if heading_words().finds("other_time", above):
        return ReadHeading(Meaning.PAST)
    for at in range(1, len(parts)):
        lower = read_heading("".join(parts[at:]))
        if is_known(lower):
            return _under(parts[:at], lower)
    for at in range(len(parts) - 1, 0, -1):
        upper = read_heading("".join(parts[:at]))
        if upper.field in AMOUNTS or upper.sort is Meaning.BARE:
            return replace(upper, group=_group("".join(map(normal, parts[at:]))))
    return _UNKNOWN


def _under(above: tuple[str, ...], lower: ReadHeading) -> ReadHeading:
    """A known heading below words that are not the form's."""
    words = "".join(map(normal, above))
    neutral = heading_words().finds("neutral", words)
    if neutral or lower.field in TEXTS:
        return lower
    if read_heading("".join(above)).field is not None or lower.field is Field.TARGET_VALUE:
        return _UNKNOWN
    return replace(lower, group=_group(words), is_under=True) if names_figure(lower) else lower


def _apart(label: str) -> ReadHeading:
    """One heading with words before or behind the field: 北塔区累计完成, 累计完成(北塔区)."""
    plain = normal(label)
    if heading_words().finds("other_time", plain):
        return ReadHeading(Meaning.PAST) if not heading_words().finds("change", plain) else _UNKNOWN
    for at in range(1, len(plain) - 1):
        for field, group in ((plain[at:], plain[:at]), (plain[:-at], plain[-at:])):
            read = read_heading(field)
            if read.field in FIGURES or read.sort is Meaning.BARE:
                return replace(read, group=_group(group))
    return _UNKNOWN


def _group(words: str) -> str:
    for mark in _BESIDE:
        words = words.removeprefix(mark).removesuffix(mark)
    return words
