"""What is done before a home is used: one of another format is refused, or brought up to date by whoever will write in it."""

from __future__ import annotations

from ingest.home import Home
from ingest.home_format import FORMAT, format_of
from orchestration import clock
from orchestration.alive import OnWait, holder_of_this_process, turn


def is_older(home: Home) -> bool:
    """Whether the next refresh has to bring the home up to date. Raises NewerHomeError, DamagedFileError."""
    return format_of(home) < FORMAT


def bring_up_to_date(home: Home, on_wait: OnWait) -> tuple[str, ...]:
    """Bring an older home to today's format, when it is this process's turn; returns what was done, for the operator.

    Raises NewerHomeError, DamagedFileError. Nothing has been written then.
    """
    if not is_older(home):
        return ()
    from ingest.intake.migration import migrate  # pyarrow is slow to import

    home.create()
    with turn(home, holder_of_this_process("migration", "", clock.now()), on_wait):
        done = migrate(home)
    if done is None:  # another process has, meanwhile
        return ()
    return (f"数据目录已从格式 {done.since} 升级到 {done.to}，原始数据将从存档重新读取。",)
