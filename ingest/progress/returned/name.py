"""The name of a return copy: by it a clerk, and whoever tells of the copy, finds it again."""

from __future__ import annotations

import re
from pathlib import PurePath

from ingest.names import file_name

SUFFIXES = (".xlsx", ".xlsm")
_MARK = "_退回修改"
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def return_name(name: str, sha256: str, suffix: str = SUFFIXES[0]) -> str:
    """The file name of the return copy of a file: its own, marked, with six letters that tell its contents apart. Of a name
    that would be too long, the end of the file's own is cut."""
    digest = sha256[:6].translate(_LETTERS)
    stem = re.sub(rf"(?:{_MARK}_[a-p]{{6}})+$", "", PurePath(name).stem) or "报表"
    return file_name(stem, f"{_MARK}_{digest}{suffix}")
