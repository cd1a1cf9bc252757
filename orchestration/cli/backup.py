"""`threekey backup` and `threekey restore`: a home into one file, and back."""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.home import Home
from orchestration.alive import Holder, between_runs
from orchestration.backup import Backup, BackupError, restore, write_backup
from orchestration.inbox_texts import shortened


def backup(root: Path, path: Path) -> int:
    """Write the backup. Returns 1 with the reason where there is no home, a refresh runs or the file cannot be written."""
    home = Home(root)
    if not home.archive.is_dir():
        return _failed(f"{root} 不是 threekey 的数据目录。 No home there.")
    try:
        with between_runs(home, _is_running):
            done = write_backup(home, path)
    except BackupError as error:
        return _failed(str(error))
    if done.skipped:
        print(f"收件箱里有{len(done.skipped)}份文件未备份（正在写入或不是普通文件）：{shortened(done.skipped)}")  # noqa: T201
    print(f"已备份到 {path}：{_words(done)}。内含私密信息，只有本人可读，请妥善保管。")  # noqa: T201
    return 0


def _is_running(_holder: Holder | None) -> None:
    raise BackupError("正在刷新，请稍后再备份。 A refresh is running; try again later.")


def restored(path: Path, root: Path) -> int:
    """Make the home. Returns 1 with the reason where the folder is not empty or the file is no whole backup."""
    try:
        done = restore(path, Home(root))
    except BackupError as error:
        return _failed(str(error))
    print(f"已恢复到 {root}：{_words(done)}。请运行 threekey refresh --home {root}，重新生成数据表和报告。")  # noqa: T201
    return 0


def _words(done: Backup) -> str:
    return f"{len(done.files)}个文件，{done.size / 1e6:.1f} MB"


def _failed(reason: str) -> int:
    print(reason, file=sys.stderr)  # noqa: T201
    return 1
