"""The format of a home, said in one file of it (`archive/format.json`): how its files are laid out, as far as a program cares.

The file stands in the archive, so it goes where that goes: into a backup, into an empty folder. A home that is newer than the
program is refused; an older one is brought up to date by `intake/migration.py`, before anything else is written in it.
"""

from __future__ import annotations

import json

from ingest.damage import DamagedFileError
from ingest.home import Home

# raised by one, with a step in `intake/migration.py`, when an earlier program could not read what is written, or would harm it
FORMAT = 1
# of homes that say nothing: written before homes had a format
UNSAID = 0

_DAMAGED = """数据目录的格式登记已损坏。请从备份恢复这个文件；没有用更新版本的程序打开过的，也可删除它再运行 threekey refresh。
The format of the home is damaged: restore this file from a backup, or, if no newer version has opened the home, delete it and \
run threekey refresh."""


class NewerHomeError(Exception):
    """A newer program has written the home; its text says in Chinese and English what to do. Nothing has been changed."""

    def __init__(self, home: Home, found: int) -> None:
        super().__init__(
            f"{home.root} 由更新版本的程序写入（格式 {found}，本程序只到 {FORMAT}），没有改动。请升级程序，"
            "或把升级前的备份恢复到新目录。\n"
            f"{home.root} was written by a newer version (format {found}, this one knows {FORMAT}); nothing was changed. "
            "Upgrade threekey, or restore a backup from before into a new folder."
        )
        self.found = found


def format_of(home: Home) -> int:
    """The format of a home; FORMAT of one to which nothing has come yet.

    Raises NewerHomeError, and DamagedFileError where the file does not say.
    """
    path = home.format_file
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["format"]
    except FileNotFoundError:
        return UNSAID if any(home.receipts.glob("*.json")) else FORMAT
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedFileError(path, _DAMAGED) from error
    if type(found) is not int or found < 1:
        raise DamagedFileError(path, _DAMAGED)
    if found > FORMAT:
        raise NewerHomeError(home, found)
    return found


def begin(home: Home) -> None:
    """Say the format of a home to which the first file is about to come. Raises as `format_of`."""
    if format_of(home) == FORMAT and not home.format_file.exists():
        say(home, FORMAT)


def say(home: Home, number: int) -> None:
    home.archive.mkdir(parents=True, exist_ok=True)
    temporary = home.format_file.with_suffix(".tmp")
    temporary.write_text(json.dumps({"format": number}), encoding="utf-8")
    temporary.replace(home.format_file)
