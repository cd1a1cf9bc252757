"""Plays an example's nights in order: each dated folder is dropped into the inbox, then a refresh is run as of its date.

    python -m orchestration.play examples/beita-2023-11 --home data

Works on a copy: the shipped files are never moved. A night that has been played already is not played again; when there is
none left, the last one is refreshed once more with nothing new, which publishes the same content.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import sys
from pathlib import Path

from ingest.archive import receipts
from ingest.home import Home
from ingest.home_format import NewerHomeError, format_of
from orchestration.cli.refresh import refresh


def nights(example: Path) -> list[tuple[dt.date, Path]]:
    """The dated folders of `example/inbox`, oldest first."""
    return [(dt.date.fromisoformat(folder.name), folder) for folder in sorted((example / "inbox").iterdir()) if folder.is_dir()]


def copy_contacts(example: Path, home: Home) -> None:
    """The example's contacts, who have no address: their messages stay in the outbox. What the home has already is kept."""
    home.create()
    for source in sorted((example / "private").glob("*")):
        target = home.private / source.name
        if not target.exists():
            shutil.copyfile(source, target)
            target.chmod(0o600)


def play(example: Path, home: Path) -> int:
    """Returns the exit status of the last refresh, or of the first one that failed. Raises NewerHomeError."""
    format_of(Home(home))
    os.environ.setdefault("THREEKEY_INBOX__SETTLE_SECONDS", "0")  # what is copied here is whole
    copy_contacts(example, Home(home))
    played = {receipt.as_of for receipt in receipts(Home(home))}
    plan = nights(example)
    due = [(day, folder) for day, folder in plan if day.isoformat() not in played]
    for day, folder in due:
        shutil.copytree(folder, Home(home).inbox, dirs_exist_ok=True)
        status = refresh(home, day)
        if status:
            return status
    return 0 if due else refresh(home, plan[-1][0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("example", type=Path)
    parser.add_argument("--home", type=Path, required=True)
    arguments = parser.parse_args()
    try:
        return play(arguments.example, arguments.home)
    except NewerHomeError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2


if __name__ == "__main__":
    sys.exit(main())
