"""Names of files: those that people gave theirs, made legible, and those that ours get. The one place where either is made.

A name on disk is bytes. What is written down, shown and printed of it is text of one line; what is opened is the name as the
system gives it.
"""

from __future__ import annotations

import os
import unicodedata

MOST_BYTES = 255  # of one name, in every common file system
_NO_NAME = "未命名"
_CUT = "…"
# what no name may hold where a folder is shared with Windows
_RESERVED = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
_CONTROLS = str.maketrans({code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421})
_UNSEEN = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}


def legible(name: str) -> str:
    """A name as the system gives it, as text: GBK bytes decoded, control characters as their pictures (␊), what is not to be
    seen left out. A path keeps its slashes.
    """
    return "/".join(_legible(part) for part in name.split("/"))


def _legible(name: str) -> str:
    text = _decoded(name).translate(_CONTROLS)
    seen = "".join(
        "�" if unicodedata.category(char) in _UNSEEN else char for char in text if unicodedata.category(char) != "Cf"
    )
    return seen if seen.strip() or not name else _NO_NAME


def _decoded(name: str) -> str:
    if not any("\ud800" <= char <= "\udfff" for char in name):
        return name
    data = os.fsencode(name)
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def file_name(stem: str, suffix: str = "") -> str:
    """A name for a file or folder of ours: `stem`, which may be any text, and `suffix`, which is kept as it is.

    A stem that is too long is cut, and ends with … then.
    """
    safe = legible(stem.translate(_RESERVED)).strip(" ").rstrip(".") or _NO_NAME
    if safe.startswith("."):
        safe = f"_{safe[1:]}"
    room = MOST_BYTES - len(suffix.encode())
    data = safe.encode()
    if len(data) > room:
        safe = data[: room - len(_CUT.encode())].decode("utf-8", "ignore").rstrip() + _CUT
    return safe + suffix
