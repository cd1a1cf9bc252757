"""BIFF8, the record stream of .xls workbooks: records, strings that run over them, and numbers. Not what a sheet means."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

BIFF8 = 0x600
BOF = 0x809
CONTINUE = 0x3C
EOF = 0x0A
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


class BiffError(Exception):
    """The record stream is cut or malformed."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record; `pieces` are its bytes and those of the CONTINUE records after it, kept apart for strings."""

    kind: int
    pieces: tuple[bytes, ...]

    @property
    def data(self) -> bytes:
        return self.pieces[0]

    def numbers(self, layout: str, at: int = 0) -> tuple[int, ...]:
        """Numbers by a struct layout, from the record's own bytes. Raises BiffError when it is too short."""
        try:
            return struct.unpack_from(layout, self.pieces[0], at)
        except struct.error as error:
            raise BiffError(f"record {self.kind:#x}") from error


def records(stream: bytes, at: int = 0) -> Iterator[Record]:
    """The records of one substream, up to and without its EOF. Raises BiffError when the stream ends before.

    A chart in a sheet is a substream inside it, with numbers of its own that are no cells: its records are left out.
    """
    end = len(stream)
    pending: tuple[int, list[bytes]] | None = None
    depth = 0
    while True:
        if at + 4 > end:
            raise BiffError("no end of substream")
        kind, size = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        if len(body) < size:
            raise BiffError(f"record {kind:#x}")
        at += 4 + size
        if kind == CONTINUE and pending is not None:
            pending[1].append(body)
            continue
        if pending is not None:
            yield Record(pending[0], tuple(pending[1]))
            pending = None
        if kind == BOF:
            depth += 1
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                return
        if depth <= 1 and kind != EOF:
            pending = (kind, [body])


class StringReader:
    """Unicode strings out of a record and its continuations; a string that goes on in the next says anew how wide it is."""

    def __init__(self, record: Record, at: int) -> None:
        self._pieces = record.pieces
        self._piece = 0
        self._at = at

    def _take(self, size: int) -> bytes:
        """`size` bytes, over the edge of a piece if need be."""
        out = b""
        while len(out) < size:
            if self._piece >= len(self._pieces):
                raise BiffError("string")
            block = self._pieces[self._piece][self._at : self._at + size - len(out)]
            out += block
            self._at += len(block)
            if len(out) < size:
                self._next()
        return out

    def _next(self) -> None:
        self._piece += 1
        self._at = 0

    def string(self, length_bytes: int = 2) -> str:
        """The next string: its length, flags, characters; formatting runs and phonetics are passed over."""
        length = int.from_bytes(self._take(length_bytes), "little")
        flags = self._take(1)[0]
        runs = int.from_bytes(self._take(2), "little") if flags & 0x08 else 0
        phonetic = int.from_bytes(self._take(4), "little") if flags & 0x04 else 0
        text = self._characters(length, bool(flags & 1))
        if runs * 4 + phonetic:
            self._take(runs * 4 + phonetic)
        return text

    def _characters(self, length: int, wide: bool) -> str:
        out: list[str] = []
        while length:
            if self._piece >= len(self._pieces):
                raise BiffError("string")
            left = len(self._pieces[self._piece]) - self._at
            count = min(length, left // 2 if wide else left)
            if count:
                block = self._take(count * 2 if wide else count)
                out.append(block.decode("utf-16-le" if wide else "latin-1", "replace"))
                length -= count
            if length:
                self._next()
                wide = bool(self._take(1)[0] & 1)
        return "".join(out)


def rk_number(coded: int) -> float:
    """An RK value: 30 bits of a float or an integer, maybe in hundredths."""
    if coded & 2:
        value: float = (coded >> 2) - (1 << 30 if coded & 0x80000000 else 0)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (coded & 0xFFFFFFFC) << 32))[0]
    return value / 100 if coded & 1 else value


def written(value: float) -> str:
    """A float as an .xlsx would store it: 30 for 30.0."""
    if value == value and abs(value) < 1e15 and value == int(value):  # noqa: PLR0124 - NaN is not itself
        return str(int(value))
    return repr(value)
