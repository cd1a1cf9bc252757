"""Formulas of .xls worksheets: the common tokens back to text, so that a sum can be checked; `?` for what is beyond them."""

from __future__ import annotations

import struct
from collections.abc import Callable

from xlrd.biffh import error_text_from_code

from ingest.documents.places import column_letter

UNKNOWN = "?"
_BINARY = {
    0x03: "+", 0x04: "-", 0x05: "*", 0x06: "/", 0x07: "^", 0x08: "&", 0x09: "<", 0x0A: "<=", 0x0B: "=", 0x0C: ">=", 0x0D: ">",
    0x0E: "<>",
}  # fmt: skip
_FUNCTIONS = {
    0: "COUNT", 1: "IF", 4: "SUM", 5: "AVERAGE", 6: "MIN", 7: "MAX", 24: "ABS", 27: "ROUND", 36: "AND", 37: "OR", 169: "COUNTA",
    183: "PRODUCT", 212: "ROUNDUP", 213: "ROUNDDOWN", 216: "RANK", 227: "MEDIAN", 345: "SUMIF", 346: "COUNTIF", 480: "IFERROR",
}  # fmt: skip
_ARGUMENTS = {24: 1, 27: 2, 212: 2, 213: 2, 346: 2}


class _UnknownTokenError(Exception):
    pass


def formula_text(tokens: bytes) -> str:
    """The formula without `=`, or `?`."""
    stack: list[str] = []
    at = 0
    try:
        while at < len(tokens):
            at += 1 + _step(tokens[at], tokens[at + 1 :], stack)
        return stack[0] if len(stack) == 1 else UNKNOWN
    except (_UnknownTokenError, IndexError, struct.error):
        return UNKNOWN


def _step(token: int, rest: bytes, stack: list[str]) -> int:
    """Put one token on the stack; gives how many bytes belong to it."""
    if token in _BINARY:
        right, left = stack.pop(), stack.pop()
        stack.append(f"{left}{_BINARY[token]}{right}")
        return 0
    base = token if token < 0x20 else (token & 0x1F) | 0x20
    operand = _OPERANDS.get(base)
    if operand is not None:
        text, size = operand(rest)
        stack.append(text)
        return size
    if base == 0x15:
        stack.append(f"({stack.pop()})")
        return 0
    if base in {0x12, 0x13, 0x14}:
        stack.append(f"+{stack.pop()}" if base == 0x12 else f"-{stack.pop()}" if base == 0x13 else f"{stack.pop()}%")
        return 0
    if base == 0x19:
        return _attribute(rest, stack)
    if base == 0x21:
        number = struct.unpack_from("<H", rest)[0]
        _call(number, _ARGUMENTS.get(number, -1), stack)
        return 2
    if base == 0x22:
        count, number = struct.unpack_from("<BH", rest)
        _call(number & 0x7FFF, count & 0x7F, stack)
        return 3
    raise _UnknownTokenError


def _call(number: int, count: int, stack: list[str]) -> None:
    if number not in _FUNCTIONS or not 0 <= count <= len(stack):
        raise _UnknownTokenError
    arguments = stack[len(stack) - count :]
    del stack[len(stack) - count :]
    stack.append(f"{_FUNCTIONS[number]}({','.join(arguments)})")


def _attribute(rest: bytes, stack: list[str]) -> int:
    """Jumps, blanks and the short form of SUM."""
    kind = rest[0]
    if kind & 0x10:
        stack.append(f"SUM({stack.pop()})")
    if kind & 0x04:
        return 5 + 2 * int.from_bytes(rest[1:3], "little")
    return 3


def _address(row: int, column: int) -> str:
    letter = column_letter((column & 0xFF) + 1)
    return f"{'' if column & 0x4000 else '$'}{letter}{'' if column & 0x8000 else '$'}{row + 1}"


def _reference(rest: bytes) -> tuple[str, int]:
    row, column = struct.unpack_from("<HH", rest)
    return _address(row, column), 4


def _area(rest: bytes) -> tuple[str, int]:
    top, bottom, left, right = struct.unpack_from("<HHHH", rest)
    return f"{_address(top, left)}:{_address(bottom, right)}", 8


def _string(rest: bytes) -> tuple[str, int]:
    length, flags = rest[0], rest[1]
    size = length * (2 if flags & 1 else 1)
    text = rest[2 : 2 + size].decode("utf-16-le" if flags & 1 else "latin-1", "replace")
    doubled = text.replace('"', '""')
    return f'"{doubled}"', 2 + size


_OPERANDS: dict[int, Callable[[bytes], tuple[str, int]]] = {
    0x16: lambda _: ("", 0),
    0x17: _string,
    0x1C: lambda rest: (error_text_from_code.get(rest[0], "#REF!"), 1),
    0x1D: lambda rest: ("TRUE" if rest[0] else "FALSE", 1),
    0x1E: lambda rest: (str(struct.unpack_from("<H", rest)[0]), 2),
    0x1F: lambda rest: (f"{struct.unpack_from('<d', rest)[0]:.15g}", 8),
    0x24: _reference,
    0x25: _area,
    0x2A: lambda _: ("#REF!", 4),
    0x2B: lambda _: ("#REF!", 8),
}
