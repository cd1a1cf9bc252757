"""Values as rows of the raw tables, and rows as values again: one conversion each way, over any frozen dataclass.

A column is the attribute of its name. Names of people and units are a tuple in a value and joined by `;` in a row; an enum is
its word; None in a text column is "", which is what a row says of anything that is not stated, unless it is given as None.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Hashable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from ingest.schema import PROVENANCE, TABLES, Type

Row = dict[str, Any]
_Back = Callable[[Any], Any]
Value = TypeVar("Value")

_SCALE = Decimal("0.000001")  # of Type.NUMBER
_EXACT = Context(prec=80, rounding=ROUND_HALF_EVEN)  # what does not fit the column is for the writer to refuse


def to_row(table: str, value: object, **given: Any) -> Row:
    """The row of a raw table for a value: `given` columns, and for the others, provenance aside, the value's attributes.

    `value` None stands for what could not be read: each column that is not given is blank. Raises AttributeError for a
    column that is neither given nor an attribute: that is a bug.
    """
    row = {}
    for column in TABLES[table].columns:
        if column not in PROVENANCE or column.name in given:
            if column.name in given:
                row[column.name] = _cell(column.type, given[column.name])
            else:
                found = None if value is None else getattr(value, column.name)
                row[column.name] = "" if found is None and column.type is Type.TEXT else _cell(column.type, found)
    return row


def _cell(kind: Type, value: Any) -> Any:
    if kind is Type.TEXT:
        if isinstance(value, tuple):
            return ";".join(value)
        return value.value if isinstance(value, Enum) else value
    if kind is Type.NUMBER and value is not None:
        return value.quantize(_SCALE, context=_EXACT)
    return value


def from_row(shape: type[Value], row: Mapping[str, Any], **given: Any) -> Value:
    """The value of a dataclass whose fields are columns; `given` fields are taken as they are, others keep their defaults."""
    fields = _fields(typing.cast(Hashable, shape))
    values = {name: back(row[name]) if back else row[name] for name, back in fields if name in row and name not in given}
    return shape(**{**values, **given})


@cache
def _fields(shape: Any) -> tuple[tuple[str, _Back | None], ...]:
    """The fields of a dataclass, each with what turns a cell into its value, None where the cell is the value."""
    hints = typing.get_type_hints(shape)
    return tuple((field.name, _back(hints[field.name])) for field in dataclasses.fields(shape))


def _back(hint: Any) -> _Back | None:
    if typing.get_origin(hint) is tuple:
        return _names
    if isinstance(hint, types.UnionType):
        (only,) = (part for part in typing.get_args(hint) if part is not types.NoneType)
        return (lambda cell: only(cell) if cell else None) if issubclass(only, Enum) else None
    if issubclass(hint, Enum):
        return typing.cast(_Back, hint)
    if hint is str:
        return lambda cell: cell or ""
    return bool if hint is bool else None


def _names(cell: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (cell or "").split(";") if name.strip())
