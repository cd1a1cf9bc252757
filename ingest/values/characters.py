"""Look-alike characters: full-width digits, the many minus signs, zero-width marks. No meaning is read here.

`fold` keeps the length, so that an offset into the folded text is an offset into the text itself; `normalise` does not.
"""

from __future__ import annotations

import unicodedata

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
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


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


def normalise(text: str) -> str:
    """`fold`, without zero-width marks and without blanks at both ends."""
    return "".join(char for char in fold(text) if char not in ZERO_WIDTH).strip()


def is_chinese(text: str) -> bool:
    """Whether a text is made of Chinese characters only."""
    return all("\u4e00" <= char <= "\u9fff" for char in text)
