"""Groups of RTF that hold no text of the story: where their text goes instead, and what of them is counted."""

from __future__ import annotations

from typing import NamedTuple

_ASIDE = {"fonttbl": "fonts", "revtbl": "authors", "listtext": "number", "pntext": "number"}
_READ_THOUGH_STARRED = frozenset({"nesttableprops", "revtbl"})
_NOT_TEXT = frozenset({
    "colortbl", "stylesheet", "info", "filetbl", "listtable", "listoverridetable", "rsidtbl", "themedata", "colorschememapping",
    "datastore",
    "latentstyles", "xmlnstbl", "nonesttables", "pgptbl", "mmathPr", "generator", "fldinst", "bkmkstart", "bkmkend",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "xe", "tc", "do", "shpgrp", "nonshppict",
})  # fmt: skip
_NOTES = {
    "footnote": "脚注或尾注", "annotation": "批注", "shptxt": "图形或文本框中的文字", "dptxbxtext": "图形或文本框中的文字",
    "header": "页眉、页脚", "headerl": "页眉、页脚", "headerr": "页眉、页脚", "headerf": "页眉、页脚",
    "footer": "页眉、页脚", "footerl": "页眉、页脚", "footerr": "页眉、页脚", "footerf": "页眉、页脚",
}  # fmt: skip


class Destination(NamedTuple):
    """`aside` names where the text goes, "" for nowhere; `note` what is counted: "picture", "object", or words to say."""

    aside: str = ""
    note: str = ""


def destination(word: str, *, is_starred: bool) -> Destination | None:
    """What a group that begins with this word is; None for text. A starred group that nobody knows is to be passed over."""
    if word in _ASIDE and (not is_starred or word in _READ_THOUGH_STARRED or _ASIDE[word] == "number"):
        return Destination(_ASIDE[word])
    if word in {"pict", "object"}:
        return Destination(note="picture" if word == "pict" else "object")
    if word in _NOTES:
        return Destination(note=_NOTES[word])
    if word == "shppict" or word in _READ_THOUGH_STARRED or not (is_starred or word in _NOT_TEXT):
        return None
    return Destination()
