"""What the readers and writers give is what they gave when the lock was written."""

from __future__ import annotations

from pathlib import Path

from tests.lock import subjects
from tests.lock.lock import Lock
from tests.support.golden_home import golden_list, write_home


def test_lists(lock: Lock, tmp_path: Path) -> None:
    lock.hold("lists", subjects.lists(tmp_path))


def test_sentences(lock: Lock) -> None:
    lock.hold("sentences", subjects.sentences())


def test_filings(lock: Lock) -> None:
    lock.hold("filings", subjects.filings())


def test_templates(lock: Lock, tmp_path: Path) -> None:
    home = write_home(tmp_path / "home", golden_list())
    lock.hold("templates", subjects.templates(home, tmp_path))
