"""A made-up list with doubts of every sort, and a review workbook of it as a clerk opens it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from ingest.documents.door import read_document
from ingest.documents.reader import read_bytes
from ingest.findings import Finding
from ingest.task_lists.model import TaskList
from ingest.task_lists.reader import read_task_list
from ingest.task_lists.review.corrections import Correction, read_review
from ingest.task_lists.review.texts import ADDED_LABELS, ADDED_SHEET, LABELS, SHEET
from ingest.task_lists.review.workbook import write_review
from tests.unit.task_lists.golden_rows import seeds

TEXT = """青溪县2024年重点工作任务清单

一、重点工作

1.生态建设。植树20垧以上，城镇登记失业率5%，固定资产投资10%。园区南侧雨污分流管网。全年新增企业200家；其中甲类100家，乙类17家。（责任单位：县林业局）
2.民生保障。完成投资三万五亿元，排名进入全省前列，每月巡河2次。2024年12月31日前甲镇、乙镇分别达30%、55%、60%以上。（责任单位：县民政局）
3.产业发展。新建停车场20个，改造5个。按时完成安全生产各项任务。（责任单位：县工信局）
"""
FIRST_ROW = 4  # below title, note and labels


def a_list(text: str = TEXT) -> TaskList:
    return read_task_list(read_bytes(text.encode(), "清单.txt"), seeds())


class Clerk:
    """A workbook that somebody has open. Columns are named by their label or by the field of `Target`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path, rich_text=True)

    def sheet(self, name: str = SHEET) -> Worksheet:
        sheet = self.book[name]
        assert isinstance(sheet, Worksheet)
        return sheet

    def column(self, label: str, name: str = SHEET) -> int:
        wanted = (ADDED_LABELS if name == ADDED_SHEET else LABELS).get(label, label)
        return next(cell.column for cell in self.sheet(name)[FIRST_ROW - 1] if cell.value == wanted)

    def row(self, span: str) -> int:
        """The first row whose statement is `span`."""
        column = self.column("语句")
        return next(cell.row for cell in self.sheet().iter_cols(column, column, FIRST_ROW).__next__() if cell.value == span)

    def says(self, row: int, label: str, name: str = SHEET) -> str:
        return str(self.sheet(name).cell(row, self.column(label, name)).value or "")

    def write(self, row: int, name: str = SHEET, **cells: object) -> Clerk:
        for label, value in cells.items():
            self.sheet(name).cell(row, self.column(label, name)).value = value  # type: ignore[assignment]
        return self

    def add(self, number: int = 1, **cells: object) -> Clerk:
        """Fill in the blank row `number` of the sheet of additions."""
        sheet, column = self.sheet(ADDED_SHEET), self.column("语句", ADDED_SHEET)
        blank = [row for row in range(FIRST_ROW, sheet.max_row + 1) if not sheet.cell(row, column).value]
        return self.write(blank[number - 1], ADDED_SHEET, **cells)

    def send(self) -> tuple[tuple[Correction, ...], tuple[Finding, ...]]:
        """Save the workbook and read it as it comes in."""
        self.book.save(self.path)
        return read_review(read_document(self.path))


def open_book(folder: Path, task_list: TaskList | None = None) -> Clerk:
    return Clerk(write_review(a_list() if task_list is None else task_list, folder / "review.xlsx"))
