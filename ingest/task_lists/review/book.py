"""What the sheets of a review workbook share: formats, cells with marked words, drop-downs. Written with XlsxWriter, which is
imported only when a workbook is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.formula_text import PLAIN_TEXTS, guarded
from ingest.row_heights import height_of, lines_of
from ingest.task_lists.review.doubt import Mark, Marked
from ingest.task_lists.review.form import HIDDEN, PARENT, Columns
from ingest.task_lists.review.rows import Offered
from ingest.task_lists.review.texts import (
    A_NUMBER_PLEASE,
    CHOICES_SHEET,
    CHOOSE,
    COMPARATORS,
    GROUP_SHARES,
    HELP,
    HELP_SHEET,
    NOT_IN_THE_LIST,
    ONLY_FROM_THE_LIST,
    ROW_PLEASE,
    TEXT_FONT,
    TITLE,
    TITLE_FONT,
    YES,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

HEADER_ROW = 2
_TALLEST = 140.0  # points; a long sentence can be read in the formula bar
_HELP_WIDTH, _HELP_LINE = 92, 17.5  # characters; points of a line of 12 point type
_LIST_LIMIT = 200  # characters a drop-down may hold in itself; Excel takes 255
_LONGEST = 32767  # characters of a cell

_BASE: dict[str, Any] = {"font_name": TEXT_FONT, "font_size": 10, "valign": "top", "text_wrap": True, "border": 1,
                         "border_color": "#BFBFBF"}  # fmt: skip
_FILLS = {"open": "#FFF2CC", "doubtful": "#FFF9E6", "fixed": "#F2F2F2", "sure": "#FFFFFF"}
_MARKS: dict[Mark, dict[str, Any]] = {
    Mark.PLAIN: {},
    Mark.STATED: {"bold": True},
    Mark.DOUBTED: {"bold": True, "font_color": "#C00000"},
}


class ReviewBook:
    """One workbook in the making. `close` writes it to its path."""

    def __init__(self, path: Path) -> None:
        import xlsxwriter

        path.parent.mkdir(parents=True, exist_ok=True)
        self.workbook: Workbook = xlsxwriter.Workbook(str(path), dict(PLAIN_TEXTS))
        self._formats: dict[tuple[str, bool, Mark], Format] = {}
        self._runs = {mark: self.format(font_name=TEXT_FONT, font_size=10, **own) for mark, own in _MARKS.items()}
        self._choices: list[Sequence[str]] = []

    def format(self, **properties: Any) -> Format:
        return self.workbook.add_format(properties)

    def add_sheet(self, name: str, title: str, note: str, columns: Columns) -> Worksheet:
        """A sheet with its title, a note under it and the labels of its columns, protected and ready for print."""
        sheet = self.workbook.add_worksheet(name)
        header = self.format(**{**_BASE, "bold": True, "bg_color": "#D9E2F3", "align": "center", "valign": "vcenter"})
        sheet.write_string(0, 0, title, self.format(font_name=TITLE_FONT, font_size=16, bold=True))
        sheet.write_string(1, 0, guarded(note), self.format(font_name=TEXT_FONT, font_size=10, font_color="#595959"))
        for column, (_, label, width) in enumerate(columns):
            sheet.set_column(column, column, width, None, {"hidden": label in HIDDEN})
            sheet.write_string(HEADER_ROW, column, label, header)
        sheet.set_row(HEADER_ROW, 30)
        sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW)
        return sheet

    def cell(self, fill: str, *, locked: bool, mark: Mark = Mark.PLAIN) -> Format:
        """The format of a cell of text; `fill` is open, doubtful, fixed or sure."""
        key = (fill, locked, mark)
        if key not in self._formats:
            look = {**_BASE, "num_format": "@", "locked": locked, "bg_color": _FILLS[fill], **_MARKS[mark]}
            self._formats[key] = self.format(**look)
        return self._formats[key]

    def write_marked(self, sheet: Worksheet, row: int, column: int, pieces: Marked, fill: str) -> None:
        """A locked cell whose pieces look as they are marked."""
        kept = _cut([(text, mark) for text, mark in pieces if text])
        if not kept:
            sheet.write_string(row, column, "", self.cell(fill, locked=True))
        elif len(kept) == 1:  # Excel knows runs only where there are two
            sheet.write_string(row, column, guarded(kept[0][0]), self.cell(fill, locked=True, mark=kept[0][1]))
        else:
            first, *others = kept
            runs: list[Any] = [self._runs[first[1]], guarded(first[0])]
            for text, mark in others:
                runs += [self._runs[mark], text]
            sheet.write_rich_string(row, column, *runs, self.cell(fill, locked=True))

    def add_drop_down(
        self, sheet: Worksheet, rows: tuple[int, int], column: int, values: Sequence[str], *, strict: bool
    ) -> None:
        """A list to choose from in the `rows` of a column, the last included; where it is not `strict`, others may be typed."""
        if not values or rows[1] < rows[0]:
            return
        inside = sum(len(value) + 1 for value in values) <= _LIST_LIMIT and not any("," in value for value in values)
        source: Any = list(values)
        if not inside:
            self._choices.append(values)
            letter = _letter(len(self._choices) - 1)
            source = f"='{CHOICES_SHEET}'!${letter}$1:${letter}${len(values)}"
        sheet.data_validation(
            rows[0],
            column,
            rows[1],
            column,
            {
                "validate": "list",
                "source": source,
                "error_type": "stop" if strict else "information",
                "error_title": CHOOSE,
                "error_message": ONLY_FROM_THE_LIST if strict else NOT_IN_THE_LIST,
            },
        )

    def add_dependent_drop_down(
        self, sheet: Worksheet, rows: tuple[int, int], column: int, on: int, lists: Mapping[str, Sequence[str]]
    ) -> None:
        """A list to choose from that depends on what was chosen in the column `on`: the values of `lists` by that word."""
        for word, values in lists.items():
            self._choices.append(values)
            letter = _letter(len(self._choices) - 1)
            self.workbook.define_name(word, f"='{CHOICES_SHEET}'!${letter}$1:${letter}${len(values)}")
        source = f"=INDIRECT(${_letter(on)}{rows[0] + 1})"
        told = {"error_type": "stop", "error_title": CHOOSE, "error_message": ONLY_FROM_THE_LIST}
        sheet.data_validation(rows[0], column, rows[1], column, {"validate": "list", "source": source, **told})

    def add_field_lists(
        self, sheet: Worksheet, rows: tuple[int, int], columns: Columns, *, kinds: Sequence[str], offers: Offered
    ) -> None:
        """The drop-downs of the fields of a target, and what is asked where only a number can stand."""
        at = {key: column for column, (key, _, _) in enumerate(columns)}
        self.add_drop_down(sheet, rows, at["kind"], kinds, strict=True)
        self.add_drop_down(sheet, rows, at["comparator"], tuple(COMPARATORS.values()), strict=True)
        self.add_drop_down(sheet, rows, at["stretch"], (YES,), strict=True)
        self.add_drop_down(sheet, rows, at["share_of_group"], tuple(GROUP_SHARES.values()), strict=True)
        self.add_drop_down(sheet, rows, at["area"], offers.areas, strict=False)
        self.add_drop_down(sheet, rows, at["unit"], offers.units, strict=False)
        for key, message in (("value", A_NUMBER_PLEASE), ("value_max", A_NUMBER_PLEASE), (PARENT, ROW_PLEASE)):
            add_prompt(sheet, rows, at[key], message)

    def add_help(self) -> None:
        """The first sheet: what to do, in plain words."""
        sheet = self.workbook.add_worksheet(HELP_SHEET)
        sheet.set_column(0, 0, _HELP_WIDTH)
        sheet.hide_gridlines(2)
        head = self.format(font_name=TITLE_FONT, font_size=13, bold=True, valign="vcenter")
        text = self.format(font_name=TEXT_FONT, font_size=12, text_wrap=True, valign="top")
        sheet.write_string(0, 0, TITLE, self.format(font_name=TITLE_FONT, font_size=16, bold=True))
        row = 1
        for title, lines in HELP.items():
            sheet.write_string(row, 0, title, head)
            sheet.set_row(row, 26)
            for number, line in enumerate(lines, start=1):
                sheet.write_string(row + number, 0, f"{number}．{line}", text)
                sheet.set_row(row + number, lines_of(line, _HELP_WIDTH * 10 / 12) * _HELP_LINE)
            row += len(lines) + 1
        sheet.protect()
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def close(self) -> None:
        """Write the lists of the drop-downs to a hidden sheet, and the workbook to its path."""
        if self._choices:
            store = self.workbook.add_worksheet(CHOICES_SHEET)
            store.very_hidden()
            for column, values in enumerate(self._choices):
                for row, value in enumerate(values):
                    store.write_string(row, column, guarded(value))
        self.workbook.close()


def add_prompt(sheet: Worksheet, rows: tuple[int, int], column: int, message: str) -> None:
    """What a person is told who stands in a cell of a column."""
    if rows[1] >= rows[0]:
        sheet.data_validation(rows[0], column, rows[1], column, {"validate": "any", "input_message": message})


def height(texts: Sequence[str], columns: Columns) -> float:
    """The height of a row for the texts of its columns, hidden ones aside."""
    seen = ((text, width) for text, (_, label, width) in zip(texts, columns, strict=True) if label not in HIDDEN)
    return min(_TALLEST, height_of(seen))


def _cut(pieces: list[tuple[str, Mark]]) -> list[tuple[str, Mark]]:
    """As many characters as a cell can hold, one left for the guard."""
    left, kept = _LONGEST - 1, []
    for text, mark in pieces:
        if left > 0:
            kept.append((text[:left], mark))
        left -= len(text)
    return kept


def _letter(column: int) -> str:
    return chr(ord("A") + column)
