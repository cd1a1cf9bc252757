"""OLE compound files (old Office, encrypted Office): the directory of streams and the bytes of one, not what they mean."""

from __future__ import annotations

import struct
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA  # sector numbers from here on are marks
_ROOT, _STREAM = 5, 2


class OleError(Exception):
    """The compound file is damaged."""


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    start: int
    size: int


class CompoundFile:
    """A compound file in memory. `names` are the streams and storages, flat; raises OleError when it is damaged."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(SIGNATURE):
            raise OleError("header")
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise OleError("sector size")
        self._size = 1 << shift
        (fat_count, dir_start, _, mini_cutoff, mini_start, _, difat_start, difat_count) = struct.unpack_from(
            "<IIIIIIII", data, 44
        )
        self._cutoff = mini_cutoff
        self._fat = self._load_fat(fat_count, difat_start, difat_count)
        self._entries = self._directory(self._chain(dir_start))
        self._mini_fat = self._numbers(self._chain(mini_start)) if mini_start < _LAST_SECTOR else ()
        root = next((e for e in self._entries.values() if e.kind == _ROOT), None)
        self._mini = self._chain(root.start, root.size) if root and root.start < _LAST_SECTOR else b""

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """All bytes of a stream. Raises OleError when it is not there or its chain is broken or too short."""
        entry = self._entries.get(name)
        if entry is None or entry.kind != _STREAM:
            raise OleError(name)
        if entry.size >= self._cutoff:
            return self._chain(entry.start, entry.size)
        out = bytearray()
        sector = entry.start
        for _ in range((entry.size + 63) // 64):
            if sector >= len(self._mini_fat) or sector * 64 + 64 > len(self._mini) + 63:
                raise OleError(name)
            out += self._mini[sector * 64 : sector * 64 + 64]
            sector = self._mini_fat[sector]
        if len(out) < entry.size:
            raise OleError(name)
        return bytes(out[: entry.size])

    @staticmethod
    def _numbers(block: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        block = self._data[at : at + self._size]
        if not block:
            raise OleError(f"sector {number}")
        return block.ljust(self._size, b"\0")

    def _load_fat(self, count: int, difat_start: int, difat_count: int) -> tuple[int, ...]:
        sectors = [n for n in struct.unpack_from("<109I", self._data, 76) if n < _LAST_SECTOR]
        most = len(self._data) // self._size + 1
        if count > most or difat_count > most:
            raise OleError("allocation table")
        number = difat_start
        for _ in range(difat_count):
            if number >= _LAST_SECTOR:
                break
            block = self._numbers(self._sector(number))
            sectors += [n for n in block[:-1] if n < _LAST_SECTOR]
            number = block[-1]
        fat: list[int] = []
        for sector in sectors[:count]:
            fat += self._numbers(self._sector(sector))
        return tuple(fat)

    def _chain(self, start: int, size: int | None = None) -> bytes:
        out: list[bytes] = []
        sector, seen = start, 0
        wanted = None if size is None else (size + self._size - 1) // self._size
        while sector < _LAST_SECTOR and (wanted is None or seen < wanted):
            if sector >= len(self._fat) or seen > len(self._fat):
                raise OleError(f"chain from {start}")
            out.append(self._sector(sector))
            sector = self._fat[sector]
            seen += 1
        if wanted is not None and seen < wanted:
            raise OleError(f"chain from {start}")
        joined = b"".join(out)
        return joined if size is None else joined[:size]

    @staticmethod
    def _directory(block: bytes) -> dict[str, _Entry]:
        entries: dict[str, _Entry] = {}
        for at in range(0, len(block) - 127, 128):
            length, kind = struct.unpack_from("<HB", block, at + 64)
            if kind not in (1, _STREAM, _ROOT) or not 2 <= length <= 64:
                continue
            name = block[at : at + length - 2].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", block, at + 116)
            entries.setdefault(name, _Entry(kind, start, size))
        if not entries:
            raise OleError("directory")
        return entries
