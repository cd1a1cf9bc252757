"""What is out of order in the home itself and is for the operator: in the inbox, in the archive, in what was read last."""

from __future__ import annotations

import time
from pathlib import Path

from ingest import archive
from ingest.damage import DamagedFileError
from ingest.home import Home
from ingest.inbox import look
from ingest.intake.stopped import stopped_files
from orchestration.alerts.contacts import Problem
from orchestration.inbox_texts import line_of, shortened
from orchestration.settings import SettingsError, load_settings


def home_problems(root: Path) -> tuple[Problem, ...]:
    """What in the inbox is never taken, which files the archive no longer has as they were received, and over which of the last
    night a reader was stopped."""
    home = Home(root)
    return tuple(filter(None, (_inbox(home), _archive(home), _stopped(home))))


def _inbox(home: Home) -> Problem | None:
    try:
        settle_ns = load_settings(home.root).inbox.settle_seconds * 10**9
    except SettingsError:
        return None  # which is told as such
    refused = [line_of(one) for one in look(home, settle_ns, time.time_ns()).refused]
    if not refused:
        return None
    what = f"收件箱里有{len(refused)}项不会被读取：{shortened(refused)}"
    return Problem("inbox", what, "请移走，或换成普通文件；threekey status 列出全部。")


def _archive(home: Home) -> Problem | None:
    try:
        damaged = [receipt.inbox_path for receipt, _ in archive.faults(home, archive.receipts(home))]
    except DamagedFileError as error:
        return Problem("receipts", str(error).splitlines()[0], "")
    if not damaged:
        return None
    what = f"存档中有{len(damaged)}份文件已损坏或丢失：{shortened(damaged)}"
    wanted = "请从备份恢复 archive/，或请报送单位把原文件原样再报送一次；threekey verify 列出全部。"
    return Problem("archive", what, wanted)


def _stopped(home: Home) -> Problem | None:
    try:
        stopped = stopped_files(home)
    except DamagedFileError:
        return None  # which is told as such
    if not stopped:
        return None
    what = f"有{len(stopped)}份文件读取时被中断，没有采用：{shortened(stopped)}"
    return Problem(
        "reading-stopped", what, "其余文件不受影响，报送人已收到说明。请查看原文件从何而来；确为正常文件的，请报告开发人员。"
    )
