"""The pinyin of an area's name, for list_id: 北塔区 → beita.

Most names are made of signs that the gazetteer knows how to read. pypinyin reads the others: it takes long to load, and longest
for its phrases, which only decide between readings of one sign (长沙, 重庆).
"""

from __future__ import annotations

import os
import re

from ingest.gazetteer import syllables
from ingest.task_lists.lexicon.lists import list_lexicon


def pinyin(area: str) -> str:
    """北塔区 → beita; 城步苗族自治县 → chengbu; 长沙县 → changsha."""
    words = list_lexicon().places
    bare = words.ethnic.sub("", area)
    if bare == area:
        bare = words.suffix.sub("", area) or area
    while len(bare) > 2 and (shorter := words.peoples.sub("", bare)) not in (bare, ""):
        bare = shorter
    return re.sub(r"[^a-z0-9]", "", "".join(_syllables(bare)).lower().replace("ü", "v"))


def _syllables(text: str) -> list[str]:
    known, ambiguous = syllables(), list_lexicon().places.ambiguous & set(text)
    if not ambiguous and all(sign in known for sign in text):
        return [known[sign] for sign in text]
    # read once, at import of pypinyin, and taken away again
    given = os.environ.get("PYPINYIN_NO_PHRASES")
    os.environ["PYPINYIN_NO_PHRASES"] = "true"
    try:
        import pypinyin
    finally:
        if given is None:
            del os.environ["PYPINYIN_NO_PHRASES"]
        else:
            os.environ["PYPINYIN_NO_PHRASES"] = given
    if ambiguous:
        from pypinyin.constants import PHRASES_DICT
        from pypinyin.phrases_dict import phrases_dict

        if not PHRASES_DICT:
            pypinyin.load_phrases_dict(phrases_dict)
    return list(pypinyin.lazy_pinyin(text))
