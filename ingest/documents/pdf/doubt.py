"""What keeps a PDF from being read: pages that are pictures, letters of which the file does not say what they are."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.documents.limits import Refusal
from ingest.documents.pdf.page import UNKNOWN, Page

_FEW_LETTERS = 10  # on a page that is a picture: a page number, a stamp
_PICTURED = 0.3  # share of a page
_MANY_CURVES = 150  # a page of letters turned into drawings
_UNKNOWN_SHARE = 0.02
# Latin, Greek and Cyrillic letters; Uyghur, Tibetan, Mongolian; signs; Chinese, Yi; wide forms; rare Chinese. A letter of any
# other script is the number of a shape that the file took for a letter
_SCRIPTS = (
    ("\u0000", "\u024f"), ("\u0370", "\u04ff"), ("\u0600", "\u06ff"), ("\u0f00", "\u0fff"), ("\u1800", "\u18af"),
    ("\u2000", "\u27ff"), ("\u2e80", "\u9fff"), ("\ua000", "\ua4cf"), ("\uf900", "\ufaff"), ("\ufe10", "\ufe6f"),
    ("\uff00", "\uffff"), ("\U0001f000", "\U0003ffff"),
)  # fmt: skip
_ENOUGH = 40  # Chinese letters from which on their kind can be judged
_COMMON_SHARE = 0.6  # any real text has over nine in ten from the 3,755 of the first level; letters at random one in five


def refuse_pictures(pages: Sequence[Page]) -> list[int]:
    """Refuses a scan. Returns the covers: a first or last page that is a picture while all others hold text."""
    pictures = [page.number for page in pages if _is_picture(page)]
    if not pictures:
        return []
    inner = [number for number in pictures if 1 < number < len(pages)]
    if inner or len(pictures) == len(pages) or any(page.unseen > _FEW_LETTERS for page in pages):
        raise Refusal("file-is-scan", pages=_listed(pictures))
    return pictures


def _is_picture(page: Page) -> bool:
    letters = sum(1 for glyph in page.glyphs if glyph.text.strip())
    if page.unseen > max(_FEW_LETTERS, letters):
        return True
    return letters < _FEW_LETTERS and (page.pictured > _PICTURED or page.drawn > _MANY_CURVES)


def refuse_garbage(pages: Sequence[Page]) -> int:
    """Refuses a file whose letters are not what they look like. Returns how many letters stay unknown."""
    letters = [glyph.text for page in pages for glyph in page.glyphs if glyph.text.strip()]
    unknown = sum(1 for letter in letters if letter == UNKNOWN)
    foreign = sum(1 for letter in letters if not any(first <= letter <= last for first, last in _SCRIPTS))
    if unknown + foreign > _UNKNOWN_SHARE * len(letters):
        raise Refusal("file-letters-unknown", count=unknown + foreign, total=len(letters))
    chinese = [letter for letter in letters if "\u4e00" <= letter <= "\u9fff"]
    common = sum(1 for letter in chinese if _is_common(letter))
    if len(chinese) >= _ENOUGH and common < _COMMON_SHARE * len(chinese):
        raise Refusal("file-letters-unknown", count=len(chinese) - common, total=len(chinese))
    return unknown


def _is_common(letter: str) -> bool:
    """Whether a letter is of the first level of GB 2312."""
    try:
        return 0xB0 <= letter.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _listed(numbers: Sequence[int]) -> str:
    shown = "、".join(map(str, numbers[:5]))
    return f"{shown} 等 {len(numbers)} 页" if len(numbers) > 5 else f"{shown} 页"
