"""OLE compound files (old Office, encrypted Office), opened by olefile once their counts are held against the file.

olefile believes what a header says: 2 KB whose sectors go round in a circle become as many gigabytes as are declared.
"""

from __future__ import annotations

import io
import struct
from typing import Any

import olefile

_MOST_ENTRIES = 10_000  # of the directory; a workbook with a thousand embedded objects has some 5,000
_DAMAGE = (OSError, struct.error, IndexError, ValueError, RecursionError)  # olefile's own error is an OSError


class OleError(Exception):
    """The compound file is damaged, or says that it holds more than it does."""


class _Bounded(olefile.OleFileIO):  # type: ignore[misc] # olefile has no types
    """A compound file whose directory is no longer than a directory is."""

    def _load_direntry(self, sid: int) -> Any:
        if sid >= _MOST_ENTRIES:
            raise OleError("directory")
        return super()._load_direntry(sid)


class CompoundFile:
    """A compound file in memory. `names` are the streams and storages, flat; raises OleError when it is damaged.

    `defects` are what olefile found wrong and read over.
    """

    def __init__(self, data: bytes) -> None:
        _refuse_false_counts(data)
        self._bytes = len(data)
        try:
            self._file = _Bounded(io.BytesIO(data))
        except _DAMAGE as error:
            raise OleError(str(error)) from error
        self.names = frozenset(entry.name for entry in self._file.direntries if entry is not None)
        self.defects = tuple(text for _, text in self._file.parsing_issues)

    def stream(self, name: str) -> bytes:
        """All bytes of a stream. Raises OleError when it is not there or the file holds less of it than it says."""
        try:
            size = self._file.get_size(name)
            if max(size, self._file.root.size) > self._bytes:
                raise OleError(name)
            data: bytes = self._file.openstream(name).read()
        except (TypeError, *_DAMAGE) as error:  # TypeError: a storage of that name
            raise OleError(name) from error
        if len(data) < size:
            raise OleError(name)
        return data


def _refuse_false_counts(data: bytes) -> None:
    if len(data) < 512:
        raise OleError("header")
    (shift,) = struct.unpack_from("<H", data, 30)
    (tables,) = struct.unpack_from("<I", data, 44)
    small, _, more = struct.unpack_from("<III", data, 64)
    if shift not in {9, 12}:
        raise OleError("sector size")
    sectors = (len(data) >> shift) + 1
    # twice as many as the sectors of the file need: what the tables themselves take, and slack
    if max(tables, more, small) > 2 * (sectors >> (shift - 2)) + 4:
        raise OleError("allocation table")
