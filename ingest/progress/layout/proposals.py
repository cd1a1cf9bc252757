"""Which field a column probably is whose heading nobody understood: by the words near it and by what stands below it.

A proposal is only ever told to the clerk; nothing is read by it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from ingest.documents.places import column_letter
from ingest.progress.fields import Field
from ingest.progress.headings.grammar import Meaning
from ingest.progress.headings.words import heading_words
from ingest.progress.labels import LABELS, normal
from ingest.progress.layout.contents import Contents, contents_of
from ingest.progress.layout.form_sheet import FormSheet
from ingest.progress.layout.header import FormHeader, HeadedColumn

_AMOUNT = (Field.CUMULATIVE, Field.CURRENT)
_FIGURE_FIELDS = (*_AMOUNT, Field.YOY, Field.RANK, Field.RATE, Field.DONE, Field.DONE_DATE)

_LAST_PLACE = 40  # among the cities of a province or the counties of a city
_FAR = Decimal(100)  # in percent


def likely_field(
    label: str, held: Contents, taken: Collection[Field], beside: Mapping[Field, Contents] | None = None
) -> Field | None:
    """The field that a column with this label and contents probably is, None where none is near or its figures fit none.

    `taken` are the fields that other columns are already, `beside` what stands in those of amounts.
    """
    if held.are_yes_no:
        return _free((Field.DONE,), taken)
    if held.are_dates:
        return _free((Field.DONE_DATE,), taken)
    if not held.figures:
        return None
    words = heading_words().likely
    plain = normal(label)
    if words["rank"].search(plain) and can_be(Field.RANK, held):
        return _free((Field.RANK,), taken)
    if heading_words().finds("of_others", plain):
        return None
    may_be_growth = held.are_percent and Field.YOY not in taken
    for name, pattern in words.items():
        fields = _AMOUNT if name == "amount" else (Field(name),)
        fitting = tuple(field for field in fields if can_be(field, held, beside or {}))
        if fitting and pattern.search(plain):
            return _free(fitting, taken) if name != "amount" or not may_be_growth else None
    return _free((Field.CUMULATIVE,), taken) if can_be(Field.CUMULATIVE, held, beside or {}) and not may_be_growth else None


def _free(names: tuple[Field, ...], taken: Collection[Field]) -> Field | None:
    return next((name for name in names if name not in taken), None)


def can_be(name: Field, held: Contents, beside: Mapping[Field, Contents] | None = None) -> bool:
    """True where the figures of a column may be those of a field: no total below nothing or below that of the month."""
    figures = [value for _, value in held.values]
    if not figures:
        return True
    lowest, highest = min(figures), max(figures)
    if name in _AMOUNT:
        is_total = name is Field.CUMULATIVE
        other = dict((beside or {}).get(Field.CURRENT if is_total else Field.CUMULATIVE, Contents()).values)
        pairs = [(value, other[row]) for row, value in held.values if row in other]
        return lowest >= 0 and all(own >= one if is_total else own <= one for own, one in pairs)
    if name is Field.RANK:
        return lowest >= 1 and highest <= _LAST_PLACE and all(value == value.to_integral_value() for value in figures)
    if name is Field.YOY:
        return lowest >= -_FAR and highest <= _FAR
    return name is not Field.RATE or (lowest >= 0 and highest <= 2 * _FAR)


def is_worth_a_word(one: HeadedColumn, held: Contents, taken: Collection[Field]) -> bool:
    """True where a figure, a date or a yes of this period may stand in an unread column: not for a plan or a second number."""
    if one.heading.sort is Meaning.PLAN or one.heading.field not in (None, *_FIGURE_FIELDS):
        return False
    if heading_words().finds("none_of_ours", normal(one.label)):
        return False
    return held.figures > 0 or likely_field(one.label, held, taken) is not None


def unread_figures(sheet: FormSheet, header: FormHeader) -> tuple[str, ...]:
    """The columns of figures that are not read: H列“本月到位”（可能就是“累计完成”）, G列“10月完成”（是别的期间的）."""
    taken, found = fields_of(header), []
    for one in sorted((*header.unknown, *header.past), key=lambda one: one.column):
        held = contents_of(sheet, one.column, header.last)
        if not one.label or not held.figures or not (one in header.past or is_worth_a_word(one, held, taken)):
            continue
        likely = likely_field(one.label, held, taken, amounts_of(sheet, header))
        why = _past_words(one) if one in header.past else f"可能就是“{LABELS[likely]}”" if likely is not None else "列名看不懂"
        found.append(f"{column_letter(one.column)}列“{one.label}”（{why}）")
    return tuple(found)


def _past_words(one: HeadedColumn) -> str:
    return "是更正前的" if one.heading.sort is Meaning.REPLACED else "是别的期间的"


def amounts_of(sheet: FormSheet, header: FormHeader) -> dict[Field, Contents]:
    """What stands in the columns of amounts that a header has."""
    return {name: contents_of(sheet, header.columns[name], header.last) for name in _AMOUNT if name in header.columns}


def fields_of(header: FormHeader) -> frozenset[Field]:
    """The fields that a header has, those of its blocks side by side too."""
    return frozenset(name for view in (header, *header.blocks) for name in view.columns)
