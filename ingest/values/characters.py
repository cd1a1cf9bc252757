"""Look-alike characters: full-width digits, the many minus signs, and those that nobody sees. No meaning is read here.

`fold` keeps the length, so that an offset into the folded text is an offset into the text itself; `normalise` does not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LOOK_ALIKES = {
    "\u2212": "-",  # minus sign
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\ufe63": "-",
    "\u3000": " ",
    "\u00a0": " ",
    "\u2236": ":",  # ratio
    "﹪": "%",
    "〇": "零",
    "○": "零",
    "壹": "一",
    "贰": "二",
    "貳": "二",
    "叁": "三",
    "參": "三",
    "肆": "四",
    "伍": "五",
    "陆": "六",
    "柒": "七",
    "捌": "八",
    "玖": "九",
    "拾": "十",
    "佰": "百",
    "仟": "千",
    "萬": "万",
    "億": "亿",
}
# what stands in a text and is not seen: every format character (Cf), controls that are no blank, variation selectors, fillers
_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\u00ad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u115f\\u1160"
    "\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb"
    "\\U000110bd\\U000110cd\\U00013430-\\U0001343f\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff]+"
)
_BLANKS = re.compile(r"\s+")


@lru_cache(maxsize=16384)  # more characters than a text is written with
def _fold_one(char: str) -> str:
    if char < "\x80":
        return char
    if char in _LOOK_ALIKES:
        return _LOOK_ALIKES[char]
    if unicodedata.category(char) in {"No", "Nl"}:  # ① and ² are not the digits that NFKC makes of them
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def fold(text: str) -> str:
    """The text with look-alikes replaced one for one; same length as `text`. Financial numerals (壹) become plain (一)."""
    return "".join(map(_fold_one, text))


def visible(text: str) -> str:
    """The text as a person sees it: without soft hyphens, marks of direction, variation selectors and all else unseen."""
    return _UNSEEN.sub("", text)


def normalise(text: str) -> str:
    """`fold`, as it is seen and without blanks at both ends."""
    return visible(fold(text)).strip()


def squeeze(text: str) -> str:
    """Text for comparing: full-width forms folded, every blank, line feed and unseen character gone."""
    return _BLANKS.sub("", visible(unicodedata.normalize("NFKC", text)))


def is_chinese(text: str) -> bool:
    """Whether a text is made of Chinese characters only."""
    return all("\u4e00" <= char <= "\u9fff" for char in text)
