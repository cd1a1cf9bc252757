"""Frames on a pipe between the client and the server: a header of JSON, then the parts, which are bytes."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable, Sequence
from typing import Any

_PIECE = 1 << 20
_LENGTHS = struct.Struct(">II")  # of the header, and how many parts


def write_frame(descriptor: int, header: Any, parts: Sequence[bytes]) -> None:
    """Raises OSError (BrokenPipeError where nobody reads)."""
    told = json.dumps(header).encode()
    lengths = struct.pack(f">{len(parts)}Q", *map(len, parts))
    write_all(descriptor, _LENGTHS.pack(len(told), len(parts)) + lengths + told)
    for part in parts:
        write_all(descriptor, part)


def write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view[:_PIECE]) :]


def read_frame(descriptor: int, wait: Callable[[], None] = lambda: None) -> tuple[Any, list[bytes]]:
    """Header and parts; `wait` is called before each read. Raises EOFError where the other side has ended."""

    def exactly(count: int) -> bytes:
        got = bytearray()
        while len(got) < count:
            wait()
            piece = os.read(descriptor, min(count - len(got), _PIECE))
            if not piece:
                raise EOFError
            got += piece
        return bytes(got)

    length, count = _LENGTHS.unpack(exactly(_LENGTHS.size))
    sizes = struct.unpack(f">{count}Q", exactly(8 * count))
    header = json.loads(exactly(length))
    return header, [exactly(size) for size in sizes]
