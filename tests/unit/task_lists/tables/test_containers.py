"""The real list in other containers: a Word table with merges and page breaks, a worksheet, a web page, a mutilated export."""

from __future__ import annotations

import html
import io
import random
from collections.abc import Iterator, Sequence

import openpyxl
import pytest

from ingest.documents.door import read_document
from tests.unit.task_lists.golden_rows import BEITA, golden, read_made, tasks_of
from tests.unit.task_lists.word_documents import cell, document, paragraph, table
from tests.unit.task_lists.word_documents import row as tr

TITLE = "北塔区人民政府2023年11-12月“三重点”任务清单"
LABELS = [
    "项目",
    "序号",
    "名称",
    "市定工作目标",
    "具体工作任务及对各镇（街道）考核任务",
    "牵头\n领导",
    "主要责任单位",
    "责任人",
    "联络人",
]
WIDTH = 11  # grid columns: the name takes three


def whole_rows() -> list[list[str]]:
    """The cells of each row of the export, rows that were cut in two put together by hand-checked length."""
    rows: list[list[str]] = []
    waiting: list[str] = []
    for row in read_document(BEITA).grids[0].rows[1:]:
        waiting += [c.text for c in row]
        if len(waiting) >= 9:
            rows.append(waiting)
            waiting = []
    assert not waiting
    assert len(rows) == 40
    return rows


def unfolded() -> Iterator[tuple[str, str, list[str], list[str]]]:
    """(section, number, names outermost first, the six other cells) of each row, blanks as in the export."""
    for row in whole_rows():
        lead, rest = row[:-6], row[-6:]
        yield lead[0], lead[1], [name for name in lead[2:] if name.strip()], rest


def word_rows() -> list[str]:
    """Table rows: section, number and outer name merged down, a name without levels merged across three columns."""
    made: list[str] = []
    for section, number, names, rest in unfolded():
        fresh = bool(number.strip())
        first = cell(section, merge="restart" if section.strip() else "continue")
        second = cell(number, merge="restart" if fresh else "continue")
        if len(names) == 1 and fresh:
            named = [cell(names[0], span=3)]
        elif len(names) == 3:
            named = [cell(name) for name in names]
        else:
            outer = names[0] if len(names) == 2 else ""
            named = [cell(outer, merge="restart" if outer else "continue"), cell(names[-1], span=2)]
        made.append(tr(first, second, *named, *rest))
    return made


def test_as_word_tables_with_merges_broken_by_pages() -> None:
    header = tr(*LABELS[:2], cell(LABELS[2], span=3), *LABELS[3:], header=True)
    rows = word_rows()
    # page breaks only where the export has one: there the section is printed anew
    breaks = [i for i, (section, *_) in enumerate(unfolded()) if section.strip()]
    parts = [rows[a:b] for a, b in zip(breaks, [*breaks[1:], len(rows)], strict=True)]
    tables = [table(header, *part) if n % 2 == 0 else table(*part) for n, part in enumerate(parts)]
    task_list = read_made(document(paragraph(TITLE), *tables), "清单.docx")
    assert tasks_of(task_list) == golden("beita/tasks.csv")
    assert task_list.head is not None
    assert task_list.head.list_id == "beita-2023-11"


def test_as_a_worksheet_with_blanks_instead_of_merges() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([TITLE])
    sheet.append([*LABELS[:3], None, None, *LABELS[3:]])
    sheet.merge_cells("A1:K1")
    sheet.merge_cells("C2:E2")
    for section, number, names, rest in unfolded():
        levels = ["", *names] if len(names) == 1 and not number.strip() else names
        sheet.append([section or None, number or None, *[*levels, None, None][:3], *rest])
    out = io.BytesIO()
    book.save(out)
    assert tasks_of(read_made(out.getvalue(), "清单.xlsx")) == golden("beita/tasks.csv")


def test_as_a_web_page() -> None:
    def td(text: str) -> str:
        return f"<td>{html.escape(text).replace(chr(10), '<br>')}</td>"

    rows = []
    for section, number, names, rest in unfolded():
        levels = ["", *names] if len(names) == 1 and not number.strip() else names
        rows.append("<tr>" + "".join(map(td, [section, number, *[*levels, "", ""][:3], *rest])) + "</tr>")
    labels = "".join(f"<th{' colspan=3' if label == '名称' else ''}>{label}</th>" for label in LABELS)
    page = f"<html><body><h2>{TITLE}</h2><table><tr>{labels}</tr>{''.join(rows)}</table></body></html>"
    assert tasks_of(read_made(page.encode(), "清单.html")) == golden("beita/tasks.csv")


def export(rows: Sequence[Sequence[str]]) -> bytes:
    cells = ["\n".join(f"\t{text}" for text in row) for row in rows]
    return "\n\n".join([TITLE, "\n".join(f"\t{label}" for label in LABELS), *cells, ""]).encode()


@pytest.mark.parametrize("seed", range(8))
def test_as_an_export_with_rows_cut_anywhere_and_leading_and_blank_cells_left_out(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a fixed sequence
    rows: list[list[str]] = []
    for whole in whole_rows():
        row = list(whole)
        if not row[0].strip() and chance.random() < 0.4:
            del row[0]  # the section cell of a page
            if not row[0].strip() and chance.random() < 0.5:
                del row[0]  # and the number with it
        if chance.random() < 0.3:
            del row[-5]  # the column that is empty throughout
        if chance.random() < 0.4:
            cut = chance.randrange(1, len(row))
            rows.append(row[:cut])
            row = row[cut:]
        rows.append(row)
    assert tasks_of(read_made(export(rows), "清单.txt")) == golden("beita/tasks.csv")
