"""What a file of the home that cannot be used as it is on disk is told by, to whoever asked for it."""

from __future__ import annotations

from pathlib import Path


class DamagedFileError(Exception):
    """A file that is damaged; its text says which, and in Chinese and English what to do."""

    def __init__(self, path: Path, what_to_do: str) -> None:
        super().__init__(f"{path}：{what_to_do}")
        self.path = path
