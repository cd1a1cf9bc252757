"""Which field a column probably is whose heading nobody understood: by the words near it and by what stands below it.

A proposal is only ever told to the clerk; nothing is read by it.
"""

from __future__ import annotations

from collections.abc import Collection

from ingest.progress.fields import Field
from ingest.progress.headings.grammar import Meaning
from ingest.progress.headings.words import heading_words
from ingest.progress.labels import normal
from ingest.progress.layout.contents import Contents
from ingest.progress.layout.header import FormHeader, HeadedColumn

_AMOUNT = (Field.CUMULATIVE, Field.CURRENT)
_FIGURE_FIELDS = (*_AMOUNT, Field.YOY, Field.RANK, Field.RATE, Field.DONE, Field.DONE_DATE)


def likely_field(label: str, held: Contents, taken: Collection[Field]) -> Field | None:
    """The field that a column with this label and contents probably is, None where none is near.

    `taken` are the fields that other columns are already.
    """
    if held.are_yes_no:
        return _free((Field.DONE,), taken)
    if held.are_dates:
        return _free((Field.DONE_DATE,), taken)
    if not held.figures:
        return None
    words = heading_words().likely
    plain = normal(label)
    for name, pattern in words.items():
        if pattern.search(plain):
            return _free(_AMOUNT if name == "amount" else (Field(name),), taken)
    return _free((Field.CUMULATIVE,), taken)


def _free(names: tuple[Field, ...], taken: Collection[Field]) -> Field | None:
    return next((name for name in names if name not in taken), None)


def is_worth_a_word(one: HeadedColumn, held: Contents, taken: Collection[Field]) -> bool:
    """True where a figure, a date or a yes of this period may stand in an unread column: not for a plan or a second number."""
    if one.heading.sort is Meaning.PLAN or one.heading.field not in (None, *_FIGURE_FIELDS):
        return False
    if heading_words().finds("none_of_ours", normal(one.label)):
        return False
    return held.figures > 0 or likely_field(one.label, held, taken) is not None


def fields_of(header: FormHeader) -> frozenset[Field]:
    """The fields that a header has, those of its blocks side by side too."""
    return frozenset(name for view in (header, *header.blocks) for name in view.columns)
