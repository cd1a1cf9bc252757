"""What a filing says of being filed by one office for another: 区统计局代区商务局填报, （由区统计局代报）, 转报."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.progress.knowledge.context import Context, plain

_MARK = re.compile("代替|代为|代填报|代填|代报|代|转报|转")
_DONE = re.compile(r"(?:为)?(?:填报|填写|填|报送|上报|报)?[)）。.;；,，、]*")
_FILES = re.compile(r"(?:为)?(?:填报|填写|填|报送|上报|报|[)）。;；,，]|$)")
_AT_END = re.compile(r"(?:^|[由受(（:：,，、。;；])([^由受(（:：,，、。;；]{2,20})$")
_OFFICE = re.compile(r"(?:[局委办院会联社部站所]|中心|公司|政府|街道|[镇乡]|办事处|大队|支队|集团|办公室|管委会)$")
_OPENING = "(（,，"
_EDGES = "由受(（)）:：,，、。;； "


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """Who fills in the filing, and the unit that it is for; "" where that is said elsewhere."""

    by: str
    unit: str = ""


def says_on_behalf(text: str) -> bool:
    """True where a text may say so: a cheap look before `on_behalf`."""
    return bool(_MARK.search(text)) and ("报" in text or "填" in text or "代" in text)


def on_behalf(text: str, context: Context) -> OnBehalf | None:
    """Who files for whom by one text; None where it does not say so. 现代农业中心 and 张三代报 do not."""
    written = plain(text)
    return next(_found(written, context), None)


def _found(text: str, context: Context) -> Iterator[OnBehalf]:
    for mark in _MARK.finditer(text):
        before, after = text[: mark.start()], text[mark.end() :]
        by = _office_at_end(before.rstrip(_OPENING), context)
        if unit := _unit_at_start(after, context):
            if by or not before.strip(_EDGES):
                yield OnBehalf(by, unit)
        elif by and mark[0] != "转" and _DONE.fullmatch(after):
            rest = before[: len(before) - len(by)].strip(_EDGES)
            yield OnBehalf(by, _unit_at_end(rest, context))


def _office_at_end(text: str, context: Context) -> str:
    """The office with whose name a text ends, of the list or not; "" where it ends with none."""
    found = _AT_END.search(text)
    name = found[1] if found else ""
    if not name:
        return ""
    own = context.units_in(name)
    return name if _OFFICE.search(name) or (len(own) == 1 and context.unit_named(name)) else ""


def _unit_at_start(text: str, context: Context) -> str:
    """The unit of the list that is named before the word for filing."""
    for end in _FILES.finditer(text):
        named = context.office_named(text[: end.start()].strip(_EDGES))
        if named.office:
            return named.office
    return ""


def _unit_at_end(text: str, context: Context) -> str:
    if named := context.office_named(text).office:
        return named
    found = context.units_in(text)
    return found[-1] if len(found) == 1 else ""
