"""The pinyin of an area's name, for list_id: 北塔区 → beita.

pypinyin takes a quarter of a second to load its phrases, which only decide between readings of one sign (长沙, 重庆); so they
are loaded only for names that have such a sign.
"""

from __future__ import annotations

import os
import re

_ETHNIC = re.compile(r"(?:自治县|自治州|自治区)$")
_PEOPLES = re.compile(
    r"(?:苗|侗|瑶|回|藏|彝|壮|满|土家|布依|哈尼|朝鲜|蒙古|维吾尔|白|傣|黎|羌|畲|水|仡佬|拉祜|佤|纳西|景颇|各)族$"
)
_SUFFIX = re.compile(
    r"(?:经济技术开发区|高新技术产业开发区|经济开发区|高新区|开发区|新区|林区|地区|街道|区|县|市|镇|乡|州|盟|旗|省)$"
)
# signs that names of places read otherwise than most words do
_AMBIGUOUS = frozenset("长重六厦蚌乐都朝单尉蔚番台藏会堡阿洞解行佛浒莘枞涡铅牟曾盛省宿石大什珲侯浚隆乾荥柏泊")


def pinyin(area: str) -> str:
    """北塔区 → beita; 城步苗族自治县 → chengbu; 长沙县 → changsha."""
    bare = _ETHNIC.sub("", area)
    if bare == area:
        bare = _SUFFIX.sub("", area) or area
    while len(bare) > 2 and (shorter := _PEOPLES.sub("", bare)) not in (bare, ""):
        bare = shorter
    return re.sub(r"[^a-z0-9]", "", "".join(_syllables(bare)).lower().replace("ü", "v"))


def _syllables(text: str) -> list[str]:
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
    if _AMBIGUOUS & set(text):
        from pypinyin.constants import PHRASES_DICT
        from pypinyin.phrases_dict import phrases_dict

        if not PHRASES_DICT:
            pypinyin.load_phrases_dict(phrases_dict)
    return list(pypinyin.lazy_pinyin(text))
