"""Old workbooks (.xls): as much of each cell as of today's; written by xlwt, damaged by hand."""

from __future__ import annotations

import datetime as dt
import io
import struct

import pytest
import xlwt

from ingest.documents.containers import Container
from ingest.documents.grid import Cell, Document
from ingest.documents.reader import read_bytes


def written(fill: object, **options: object) -> bytes:
    """The bytes of a workbook whose first sheet `fill` has written."""
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = bool(options.get("dates_1904"))
    sheet = book.add_sheet("进展情况")
    fill(book, sheet)  # type: ignore[operator]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes) -> Document:
    document = read_bytes(data, "填报.xls")
    assert document.container is Container.XLS
    return document


def by_address(document: Document) -> dict[tuple[int, int], Cell]:
    return {(c.row, c.column): c for cells in document.grids[0].rows for c in cells}


def test_runs_of_a_text_that_are_struck_or_raised() -> None:
    def fill(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        plain, gone = xlwt.easyfont(""), xlwt.easyfont("struck_out on")
        raised = xlwt.easyfont("escapement superscript")
        sheet.write_rich_text(0, 0, ((("3", gone)), ("4", plain)))
        sheet.write_rich_text(0, 1, ("11", ("1", raised)))
        sheet.write_rich_text(0, 2, ("\U00020000", ("甲", gone), ("乙", plain)))
        sheet.write_rich_text(0, 3, (("4", gone),))

    row = read(written(fill)).grids[0].rows[0]
    assert [(c.text, c.value, c.struck) for c in row] == [
        ("4", "4", "3"), ("11¹", "11¹", ""), ("\U00020000乙", "\U00020000乙", "甲"), ("", None, "4"),
    ]  # fmt: skip


def test_values_formats_merges_hidden_rows_and_formulas() -> None:
    def fill(book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        percent = xlwt.easyxf(num_format_str="0.0%")
        day = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
        sheet.write_merge(0, 0, 0, 1, "任务")
        sheet.write_merge(1, 2, 0, 0, "招商引资" * 30)
        sheet.write(1, 1, 0.125, percent)
        sheet.write(1, 2, dt.date(2023, 11, 20), day)
        sheet.write(1, 3, True)
        sheet.write(2, 1, 30, xlwt.easyxf("font: struck_out on"))
        sheet.write(2, 2, 12.34)
        sheet.write(2, 3, xlwt.Formula("SUM(B2:B3)"))
        sheet.write(3, 0, xlwt.Formula('IF(A1="","",B$3/$C3)'))
        sheet.write(3, 1, -1)
        sheet.row(2).hidden = True
        sheet.col(3).hidden = True
        other = book.add_sheet("底稿")
        other.visibility = 1
        for row in range(3000):
            other.write(row, 0, f"很长的中文字符串{row}")

    document = read(written(fill))
    cells = by_address(document)
    assert (cells[1, 1].column_span, cells[1, 2].anchor) == (2, (1, 1))
    assert (cells[2, 1].row_span, cells[2, 1].text, cells[3, 1].anchor) == (2, "招商引资" * 30, (2, 1))
    assert (cells[2, 2].text, cells[2, 2].value, cells[2, 2].number_format) == ("12.5%", 0.125, "0.0%")
    assert (cells[2, 3].text, cells[2, 3].value) == ("2023年11月20日", dt.date(2023, 11, 20))
    assert (cells[2, 4].value, cells[2, 4].hidden) == (True, True)
    assert (cells[3, 2].value, cells[3, 2].struck, cells[3, 2].hidden) == (None, "30", True)
    assert cells[3, 3].text == "12.34"
    assert (cells[3, 4].formula, cells[3, 4].uncached) == ("SUM(B2:B3)", True)
    assert (cells[4, 1].formula, cells[4, 1].uncached) == ('IF(A1="","",B$3/$C3)', False)
    assert cells[4, 2].value == -1
    assert document.grids[1].hidden
    assert [c.text for r in document.grids[1].rows for c in r] == [f"很长的中文字符串{row}" for row in range(3000)]
    assert [f.code for f in document.findings] == ["sheet-hidden", "text-struck"]
    assert document.reconciliation.rows == 3004


def test_dates_of_the_other_epoch() -> None:
    def fill(book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        sheet.write(0, 0, 44620, xlwt.easyxf(num_format_str="yyyy-mm-dd"))

    document = read(written(fill, dates_1904=True))
    assert document.grids[0].date_1904
    assert by_address(document)[1, 1].value == dt.date(2026, 3, 1)


def test_a_text_centred_across_blank_cells_covers_them() -> None:
    def fill(book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        across = xlwt.easyxf("align: horiz center_across_selection")
        sheet.write(0, 0, "本月", across)
        sheet.write(0, 1, "", across)
        sheet.write(1, 0, "计划")
        sheet.write(1, 1, "完成")

    cells = by_address(read(written(fill)))
    assert cells[1, 1].column_span == 2
    assert cells[1, 2].anchor == (1, 1)


def test_an_encrypted_workbook_is_named() -> None:
    data = written(lambda book, sheet: sheet.write(0, 0, "任务"))
    assert data.count(b"\x42\x00\x02\x00") == 1  # the code page record, of the same size as that of a password
    document = read(data.replace(b"\x42\x00\x02\x00", b"\x2f\x00\x02\x00"))
    assert [f.code for f in document.findings] == ["file-encrypted"]
    assert document.blocks == ()


def test_a_cut_workbook_is_refused() -> None:
    data = written(lambda book, sheet: [sheet.write(r, 0, f"任务{r}") for r in range(500)])
    for size in (600, 3000, len(data) // 2, len(data) - 2000):
        document = read_bytes(data[:size], "填报.xls")
        assert document.blocks == ()
        assert document.findings[0].code in {"file-truncated", "file-part-damaged"}


def test_damage_that_only_xlrd_sees_is_told_in_chinese() -> None:
    data = written(lambda book, sheet: sheet.write(0, 0, 12345))
    packed, style = b"\x7e\x02\x0a\x00\0\0\0\0", data.index(b"\x7e\x02\x0a\x00\0\0\0\0") + 8
    assert data.count(packed) == 1
    document = read(data[:style] + b"\xfe\x7f" + data[style + 2 :])  # a cell format that the workbook does not have
    assert [f.code for f in document.findings] == ["file-part-damaged"]
    assert "（工作簿内容）" in document.findings[0].message


@pytest.mark.parametrize(
    ("coded", "value"), [(0x3FF00000, 1.0), (30 << 2 | 2, 30), (1250 << 2 | 3, 12.5), (0xFFFFFFFE, -1), (0x40590001, 1.0)]
)
def test_packed_numbers(coded: int, value: float) -> None:
    data = written(lambda book, sheet: sheet.write(0, 0, 12345))
    stored = struct.pack("<I", 12345 << 2 | 2)
    assert data.count(stored) == 1
    assert by_address(read(data.replace(stored, struct.pack("<I", coded))))[1, 1].value == value
