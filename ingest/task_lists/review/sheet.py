"""Writing the review workbook with XlsxWriter, which is imported only when one is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.row_heights import height_of
from ingest.task_lists.review.form import COLUMNS, FIELDS, HIDDEN, guarded
from ingest.task_lists.review.texts import (
    CHECKED,
    CHOICES_SHEET,
    CHOOSE,
    COMPARATORS,
    HELP,
    HELP_SHEET,
    KINDS,
    NOT_A_TARGET,
    NOT_IN_THE_LIST,
    ONLY_FROM_THE_LIST,
    SHEET,
    TEXT_FONT,
    TITLE,
    TITLE_FONT,
    TO_CHECK,
    YES,
)  # fmt: skip

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_HEADER_ROW = 2
_TALLEST = 140.0  # points; a long sentence can be read in the formula bar
_LIST_LIMIT = 200  # characters a drop-down may hold in itself; Excel takes 255


def write_sheet(path: Path, title: str, rows: Sequence[Mapping[str, str]], areas: Sequence[str], units: Sequence[str]) -> None:
    """Write `rows` (texts by column key of `COLUMNS`) to `path`."""
    import xlsxwriter

    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    sheet = workbook.add_worksheet(SHEET)
    _write_rows(workbook, sheet, title, rows)
    _add_lists(workbook, sheet, len(rows), areas, units)
    _write_help(workbook)
    workbook.close()


def _write_rows(workbook: Workbook, sheet: Worksheet, title: str, rows: Sequence[Mapping[str, str]]) -> None:
    base: dict[str, Any] = {"font_name": TEXT_FONT, "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
    header = workbook.add_format({**base, "bold": True, "bg_color": "#D9E2F3", "align": "center", "valign": "vcenter"})
    colours = {(True, True): {"bg_color": "#FFF2CC"}, (True, False): {"bg_color": "#FFF9E6"}}
    formats = {
        (marked, editable): workbook.add_format(
            {**base, "num_format": "@", "locked": not (marked and editable), **colours.get((marked, editable), {})}
        )
        for marked in (False, True)
        for editable in (False, True)
    }
    sheet.write_string(0, 0, TITLE, workbook.add_format({"font_name": TITLE_FONT, "font_size": 16, "bold": True}))
    sheet.write_string(1, 0, guarded(title), workbook.add_format({"font_name": TEXT_FONT, "font_size": 10}))
    for column, (_, label, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width, None, {"hidden": label in HIDDEN})
        sheet.write_string(_HEADER_ROW, column, label, header)
    for number, row in enumerate(rows, start=_HEADER_ROW + 1):
        sheet.set_row(
            number, min(_TALLEST, height_of((row[key], width) for key, label, width in COLUMNS if label not in HIDDEN))
        )
        marked = row["confidence"] == TO_CHECK
        for column, (key, _, _) in enumerate(COLUMNS):
            style = formats[marked, key in FIELDS or key == "confidence"]
            sheet.write_string(number, column, guarded(row[key])[:32767], style)
    sheet.freeze_panes(_HEADER_ROW + 1, 2)
    sheet.autofilter(_HEADER_ROW, 0, _HEADER_ROW + max(len(rows), 1), len(COLUMNS) - 1)
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER_ROW)


def _add_lists(workbook: Workbook, sheet: Worksheet, count: int, areas: Sequence[str], units: Sequence[str]) -> None:
    """Drop-downs; long ones live on a hidden sheet, and areas and units may also be typed."""
    if not count:
        return
    choices: dict[str, tuple[Sequence[str], bool]] = {
        "kind": ((*KINDS.values(), NOT_A_TARGET), True),
        "comparator": (tuple(COMPARATORS.values()), True),
        "stretch": ((YES,), True),
        "confidence": ((TO_CHECK, CHECKED), True),
        "area": (areas, False),
        "unit": (units, False),
    }
    store = workbook.add_worksheet(CHOICES_SHEET)
    store.very_hidden()
    first, last = _HEADER_ROW + 1, _HEADER_ROW + count
    keys = [key for key, _, _ in COLUMNS]
    for column, (key, (values, strict)) in enumerate(choices.items()):
        for row, value in enumerate(values):
            store.write_string(row, column, guarded(value))
        if not values:
            continue
        letter = chr(ord("A") + column)
        inside = sum(len(value) + 1 for value in values) <= _LIST_LIMIT and not any("," in value for value in values)
        source: Any = list(values) if inside else f"='{CHOICES_SHEET}'!${letter}$1:${letter}${len(values)}"
        sheet.data_validation(
            first,
            keys.index(key),
            last,
            keys.index(key),
            {
                "validate": "list",
                "source": source,
                "error_type": "stop" if strict else "information",
                "error_title": CHOOSE,
                "error_message": ONLY_FROM_THE_LIST if strict else NOT_IN_THE_LIST,
            },
        )


def _write_help(workbook: Workbook) -> None:
    sheet = workbook.add_worksheet(HELP_SHEET)
    sheet.set_column(0, 0, 100)
    style = workbook.add_format({"font_name": TEXT_FONT, "font_size": 12, "text_wrap": True, "valign": "top"})
    for row, text in enumerate(HELP):
        sheet.write_string(row, 0, f"{row + 1}．{text}", style)
