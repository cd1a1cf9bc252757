"""Names of areas and bodies as they stand alone in a cell: the rows of 县区 | 任务数, the columns of 指标 | 青溪县 | 白石县."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.people.offices import looks_like_offices
from ingest.task_lists.text import squeeze
from ingest.vocabulary import Vocabulary

_NAME = re.compile(r"[\u4e00-\u9fff（）()]{2,20}")
_LONGEST_BARE = 8


def is_total(text: str) -> bool:
    """合计, 全市, 全县合计: the whole, not one of its parts."""
    plain = squeeze(text)
    total = list_lexicon().figures.total
    rest = total.sub("", plain)
    return bool(plain) and (not rest or rest in lexicon().areas.wholes) and plain != list_lexicon().figures.subtotal


def is_area_name(text: str, vocabulary: Vocabulary) -> bool:
    """Is a text nothing but the name of one area, by what is known or by its form?"""
    plain = squeeze(text)
    return bool(_NAME.fullmatch(plain)) and not is_area_head(plain) and (plain in vocabulary.areas or _has_form(plain))


@lru_cache(maxsize=4096)
def _has_form(plain: str) -> bool:
    words, figures = lexicon().areas, list_lexicon().figures
    if figures.no_area.search(plain) or plain in words.no_place_alone or is_total(plain):
        return False
    if plain in words.always or plain in words.sometimes:
        return True
    if plain.endswith(words.no_place) and not re.search(f"(?:{figures.area_end})$", plain):
        return False
    return bool(re.search(f"(?:{words.suffix.pattern}|{figures.area_end})$", re.sub(r"\([^()]*\)$", "", plain)))


def is_area_head(label: str) -> bool:
    """县区, 县（市、区）, 镇别, 乡镇（街道）: what stands below are areas, whatever their form."""
    return bool(list_lexicon().figures.area_head.fullmatch(squeeze(label)))


def is_unit_head(label: str) -> bool:
    """单位, 责任单位, 地名: areas or bodies may stand below."""
    return bool(list_lexicon().figures.unit_head.fullmatch(squeeze(label)))


def is_bare_name(text: str) -> bool:
    """A short name that only its column's head makes an area (青溪, 白石)."""
    plain = squeeze(text)
    return bool(_NAME.fullmatch(plain)) and len(plain) <= _LONGEST_BARE and not list_lexicon().figures.no_area.search(plain)


def is_body(text: str) -> bool:
    """One office that has a share of its own."""
    plain = squeeze(text)
    return bool(_NAME.fullmatch(plain)) and looks_like_offices(plain)
