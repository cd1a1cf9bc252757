"""The return copy: what it marks, what it leaves alone, and that a mended one is accepted."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from ingest.documents.containers import Container
from ingest.documents.door import read_document
from ingest.documents.grid import Cell, Document, Grid
from ingest.documents.reader import read_bytes
from ingest.findings import Effect, Finding, Place, Severity
from ingest.progress.form import MARK_LABEL, NOTE_AUTHOR, SUMMARY_SHEET
from ingest.progress.returned import sandboxed
from ingest.progress.returned.name import return_name
from ingest.progress.returned.return_copy import return_copy
from ingest.progress.returned.sandboxed import write_return_copy
from ingest.progress.returned.styles import AMBER, RED
from ingest.progress.standing import NO_FIGURES, FigureCounts

HEADER = ["任务编号", "任务名称", "指标", "区域", "计量单位", "本期完成", "累计完成", "备注"]
ROWS = [
    ["重点工作-1-7", "社会消费品零售总额", "新增限上企业", "全市", "家", 5, "约30", "=1+1"],
    ["重点工作-1-7", "社会消费品零售总额", "新增限上企业", "北塔区", "家", 1, 3, "-进展缓慢"],
]


@dataclass(frozen=True)
class Filed:
    """A stand-in for a filing: only what the return copy asks of one."""

    all_findings: tuple[Finding, ...]
    verdict: str = "accepted_with_warnings"
    unit: str = "区商务局"
    period: str = "2023-11"
    figures: FigureCounts = NO_FIGURES


def _copy_of(data: bytes, name: str, filed: Filed) -> tuple[bytes, str]:
    return return_copy(data, read_bytes(data, name), name, filed)


def _error(row: int, column: str, sheet: str = "11月", **more: str) -> Finding:
    words = {"label": "累计完成", "message": "“累计完成”应填一个确切的数，填的是“约30”。", "fix": "请只填数字。", **more}
    return Finding("cell-not-a-number", Severity.ERROR, Effect.ROW, Place(sheet, row=row, column=column), **words)


def _warning(row: int, column: str, sheet: str = "11月") -> Finding:
    return Finding(
        "unchanged", Severity.WARNING, Effect.NONE, Place(sheet, row=row, column=column), wanted="3", message="没变。"
    )


X, Y = "0" * 64, "1" * 64


def _hand_made(path: Path) -> Path:
    """A workbook as people make them: title merged over the table, a formula with its result, a chart, a picture of colours."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, text = book.add_worksheet("11月"), book.add_format({"num_format": "@", "bg_color": "#CCFFCC"})
        sheet.merge_range("A1:H1", "区商务局2023年11月进展情况", book.add_format({"bold": True}))
        sheet.write_row("A3", HEADER)
        for number, row in enumerate(ROWS, start=3):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value, text)
                else:
                    sheet.write_number(number, column, value)
        sheet.write_string("A6", "合计")
        sheet.write_formula("F6", "=SUM(F4:F5)", None, 6)
        sheet.data_validation("D4:D5", {"validate": "list", "source": ["全市", "北塔区"]})
        sheet.conditional_format(
            "F4:F5", {"type": "cell", "criteria": ">", "value": 3, "format": book.add_format({"bold": True})}
        )
        sheet.write_comment("H5", "请领导审阅", {"author": "张三"})
        sheet.repeat_rows(2)
        sheet.freeze_panes(3, 2)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='11月'!$F$4:$F$5"})
        sheet.insert_chart("J2", chart)
        book.add_worksheet("附表").write("A1", "另一张表")
        book.define_name("附表!名称", "=附表!$A$1")
    return path


def _copy(path: Path, *findings: Finding, **more: str) -> openpyxl.Workbook:
    copy, _ = _copy_of(path.read_bytes(), path.name, Filed(findings, **more))
    return openpyxl.load_workbook(io.BytesIO(copy))


def _marked(sheet: Worksheet) -> dict[str, str]:
    ours = {"FFFF8080": "red", AMBER: "amber"}
    return {
        c.coordinate: ours[c.fill.fgColor.rgb]
        for row in sheet.iter_rows()
        for c in row
        if c.fill.fgColor.rgb in ours and c.value != MARK_LABEL
    }


def test_wrong_cells_are_coloured_and_explained(tmp_path: Path) -> None:
    book = _copy(_hand_made(tmp_path / "a.xlsx"), _error(4, "G"), _error(4, "G", message="第二个问题。"), _warning(5, "F"))
    assert book.sheetnames == [SUMMARY_SHEET, "11月", "附表"]
    assert book.active.title == SUMMARY_SHEET
    sheet = book["11月"]
    assert _marked(sheet) == {"G4": "red", "F5": "amber"}
    assert RED == "FFFF8080"
    assert sheet["G4"].comment.text == (
        "1. 问题：“累计完成”应填一个确切的数，填的是“约30”。\n改法：请只填数字。\n2. 问题：第二个问题。\n改法：请只填数字。"
    )
    assert sheet["F5"].comment.text == "问题：没变。\n应为：3"
    assert sheet["G4"].comment.author == NOTE_AUTHOR
    assert sheet["G4"].value == "约30"
    assert [sheet[f"I{row}"].value for row in (3, 5)] == [MARK_LABEL, "！ 没变。"]
    assert sheet["I4"].value.startswith("✘ 累计完成（G列）：")
    assert [bool(s.sheet_view.tabSelected) for s in book.worksheets] == [True, False, False]


def test_everything_else_of_the_sender_stays(tmp_path: Path) -> None:
    path = _hand_made(tmp_path / "a.xlsx")
    before, after = openpyxl.load_workbook(path), _copy(path, _error(4, "G"))
    one, two = before["11月"], after["11月"]
    for row in one.iter_rows():
        for cell in row:
            copied = two[cell.coordinate]
            assert copied.value == cell.value
            assert copied.number_format == cell.number_format
            assert repr(copied.font) == repr(cell.font)
            if cell.coordinate != "G4":
                assert repr(copied.fill) == repr(cell.fill)
    assert two.merged_cells.ranges == one.merged_cells.ranges
    assert len(two.conditional_formatting) == len(one.conditional_formatting)
    assert [str(v.sqref) for v in two.data_validations.dataValidation] == ["D4:D5"]
    assert (two.print_title_rows, two.freeze_panes) == (one.print_title_rows, one.freeze_panes)
    assert two["H5"].comment.text == "请领导审阅"
    copy, _ = _copy_of(path.read_bytes(), path.name, Filed((_error(4, "G"),)))
    package = zipfile.ZipFile(io.BytesIO(copy))
    assert [n for n in package.namelist() if "chart" in n]
    assert not [n for n in package.namelist() if b"ns0:" in package.read(n)], "office programs expect the usual prefixes"
    cached = openpyxl.load_workbook(io.BytesIO(copy), data_only=True)
    assert cached["11月"]["F6"].value == 6, "the formula keeps the result that the file held"
    assert "名称" in after["附表"].defined_names


def test_the_senders_own_comment_on_a_wrong_cell_is_kept(tmp_path: Path) -> None:
    book = _copy(_hand_made(tmp_path / "a.xlsx"), _error(5, "H"))
    assert book["11月"]["H5"].comment.text == "请领导审阅"
    assert _marked(book["11月"]) == {"H5": "red"}


def test_texts_that_look_like_formulas_are_kept_from_becoming_one(tmp_path: Path) -> None:
    sheet = _copy(_hand_made(tmp_path / "a.xlsx"), _error(4, "G"))["11月"]
    assert {c: (sheet[c].value, sheet[c].data_type, sheet[c].quotePrefix) for c in ("H4", "H5")} == {
        "H4": ("=1+1", "s", True),
        "H5": ("-进展缓慢", "s", True),
    }
    assert sheet["F6"].value == "=SUM(F4:F5)"
    assert sheet["F4"].value == 5
    assert not sheet["A4"].quotePrefix


def test_the_summary_says_each_finding_once_and_leads_to_its_cell(tmp_path: Path) -> None:
    notice = Finding("supersedes", Severity.INFO, Effect.NONE, message="更正。")
    whole = Finding("period-conflict", Severity.ERROR, Effect.FILE, message="=几处不一致", fix="请统一。")
    sheet = _copy(_hand_made(tmp_path / "a.xlsx"), notice, _warning(5, "F"), _error(4, "G"), whole, verdict="rejected")[
        SUMMARY_SHEET
    ]
    texts = [[c.value for c in row[:7]] for row in sheet.iter_rows()]
    start = next(n for n, row in enumerate(texts) if row[0] == "序号")
    assert [row[1:6] for row in texts[start + 1 :]] == [
        ["整份退回", None, None, "=几处不一致", None],
        ["该行暂不采用", "11月!G4", "累计完成", "“累计完成”应填一个确切的数，填的是“约30”。", None],
        ["请核对", "11月!F5", None, "没变。", "3"],
        ["提示", None, None, "更正。", None],
    ]
    assert all(c.quotePrefix for row in sheet.iter_rows(min_row=start + 1) for c in row if c.value)
    links = [c.hyperlink.location for row in sheet.iter_rows() for c in row if c.hyperlink]
    assert links == ["'11月'!G4", "'11月'!F5"]
    said = {str(value) for row in texts for value in row}
    assert {"a.xlsx", "区商务局", "2023年11月", "整份退回 1 条，该行暂不采用 1 条，请核对 1 条，提示 1 条"} <= said


def test_a_copy_that_comes_back_is_marked_anew(tmp_path: Path) -> None:
    first, _ = _copy_of(_hand_made(tmp_path / "a.xlsx").read_bytes(), "a.xlsx", Filed((_error(4, "G"), _warning(5, "F"))))
    back = tmp_path / "back.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(first))
    book["11月"]["G4"].value = 30
    book.save(back)
    again = _copy(back, _error(5, "G", message="新的问题。"))
    sheet = again["11月"]
    assert again.sheetnames == [SUMMARY_SHEET, "11月", "附表"]
    assert _marked(sheet) == {"G5": "red"}
    assert {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment} == {
        "G5": "问题：新的问题。\n改法：请只填数字。",
        "H5": "请领导审阅",
    }
    marks = {c.coordinate: c.value for c in sheet["I"] if c.value}
    assert marks == {"I3": MARK_LABEL, "I5": "✘ 累计完成（G列）：新的问题。"}
    assert sheet["F5"].fill.fill_type is None
    assert sheet["G4"].fill.fgColor.rgb == "FFCCFFCC", "the colour that the cell had before ours"


def test_a_copy_saved_by_a_program_that_drops_authors_is_marked_anew(tmp_path: Path) -> None:
    first, _ = _copy_of(_hand_made(tmp_path / "a.xlsx").read_bytes(), "a.xlsx", Filed((_error(4, "G"), _warning(5, "F"))))
    book = openpyxl.load_workbook(io.BytesIO(first))
    for cell in (c for row in book["11月"].iter_rows() for c in row if c.comment):
        cell.comment = Comment(cell.comment.text, " ")
    book.save(tmp_path / "back.xlsx")
    sheet = _copy(tmp_path / "back.xlsx")["11月"]
    assert [c.coordinate for row in sheet.iter_rows() for c in row if c.comment] == ["H5"]
    assert _marked(sheet) == {}


def test_a_first_column_that_was_left_empty_takes_the_marks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "11月"
    for row in (HEADER, *ROWS):
        book.active.append(["", *row])
    for row in book.active.iter_rows(max_col=1):
        row[0].value = None
    book.save(tmp_path / "a.xlsx")
    sheet = _copy(tmp_path / "a.xlsx", _error(2, "H"))["11月"]
    assert [sheet["A1"].value, (sheet["A2"].value or "")[:1], sheet["B1"].value] == [MARK_LABEL, "✘", "任务编号"]
    assert _marked(sheet) == {"H2": "red"}


def test_a_csv_becomes_a_workbook_with_the_same_content(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "填报单位：区商务局,,,,,,,\n" + "\n".join(",".join(map(str, r)) for r in (HEADER, *ROWS)), encoding="gb18030"
    )
    copy, suffix = _copy_of(path.read_bytes(), path.name, Filed((_error(3, "G", sheet=""),)))
    assert suffix == ".xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[1]
    assert [[c.value for c in row[:8]] for row in sheet.iter_rows(min_row=2)] == [HEADER, *ROWS]
    assert _marked(sheet) == {"G3": "red"}
    assert sheet["G3"].comment.text.startswith("问题：")
    assert (sheet["H3"].data_type, sheet["H3"].quotePrefix) == ("s", True)


@pytest.mark.parametrize(("name", "data"), [("a.xlsx", b""), ("b.xlsx", b"PK\x03\x04broken"), ("c.pdf", b"%PDF-1.7 x")])
def test_what_cannot_be_opened_is_explained_on_one_sheet(name: str, data: bytes) -> None:
    findings = tuple(f for f in read_bytes(data, name).findings)
    copy, suffix = _copy_of(data, name, Filed(findings, verdict="rejected", unit="", period=""))
    book = openpyxl.load_workbook(io.BytesIO(copy))
    assert (book.sheetnames, suffix) == ([SUMMARY_SHEET], ".xlsx")
    said = "".join(str(c.value) for row in book[SUMMARY_SHEET].iter_rows() for c in row if c.value)
    assert findings[0].message in said
    assert findings[0].fix in said
    assert name in said


def test_a_package_built_unlike_excels_is_copied_instead(tmp_path: Path) -> None:
    """Cells without addresses cannot be edited in place; the content must still come back, marked."""
    path = _hand_made(tmp_path / "a.xlsx")
    odd = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(odd, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = re.sub(rb'(<c) r="[A-Z]+\d+"', rb"\1", data)
            target.writestr(name, data)
    copy, _ = _copy_of(odd.getvalue(), "a.xlsx", Filed((_error(4, "G"),)))
    sheet = openpyxl.load_workbook(io.BytesIO(copy))["11月"]
    assert _marked(sheet) == {"G4": "red"}
    assert sheet["B4"].value == "社会消费品零售总额"


def test_the_same_filing_gives_the_same_file_under_a_name_of_its_own(tmp_path: Path) -> None:
    path = _hand_made(tmp_path / "区商务局11月.xlsx")
    filed = Filed((_error(4, "G"),))
    one = write_return_copy(path, read_document(path), path.name, filed, tmp_path / "r" / "区商务局")
    data = one.read_bytes()
    assert write_return_copy(path, read_document(path), path.name, filed, tmp_path / "r" / "区商务局") == one
    assert one.read_bytes() == data
    assert [p.name for p in one.parent.iterdir()] == [one.name]
    assert one.name.startswith("区商务局11月_退回修改_")
    assert return_name(one.name, X).count("退回修改") == 1
    assert return_name("a.xlsx", X) != return_name("a.xlsx", Y)
    assert not any(char.isdigit() for char in return_name("a.xlsx", X))


@pytest.mark.parametrize("name", ["长" * 81 + ".xlsx", "长" * 83 + ".csv", "x" * 251 + ".csv", "b:c?.xlsx", "a␊b.xlsx"])
def test_a_copy_has_a_name_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    path = _hand_made(tmp_path / "a.xlsx")
    one = write_return_copy(path, read_document(path), name, Filed((_error(4, "G"),)), tmp_path / "r")
    assert [p.name for p in (tmp_path / "r").iterdir()] == [one.name]
    assert one.name[:1] == name[:1]
    assert "退回修改" in one.name
    assert not set(one.name) & set('\\/:*?"<>|\n')


def test_our_comments_join_a_drawing_that_is_there(tmp_path: Path) -> None:
    """A sheet with comments of the sender gets ours beside them in the same parts, and office programs still see both."""
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "11月"
    sheet.append(HEADER)
    sheet.append(ROWS[0])
    sheet["A2"].comment = Comment("旧批注", "李四")
    sheet["G2"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["B2"].value = dt.date(2023, 11, 30)
    book.save(path)
    copy, _ = _copy_of(path.read_bytes(), path.name, Filed((_error(2, "G"),)))
    after = openpyxl.load_workbook(io.BytesIO(copy))["11月"]
    assert {c: after[c].comment.author for c in ("A2", "G2")} == {"A2": "李四", "G2": NOTE_AUTHOR}
    vml = [n for n in zipfile.ZipFile(io.BytesIO(copy)).namelist() if n.endswith(".vml")]
    assert len(vml) == 1


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize("damage", ["missing", "cut", "words for numbers"])
def test_a_damaged_part_never_stops_the_copy(tmp_path: Path, damage: str) -> None:
    """Whatever part of the package is hurt, the clerk gets a workbook that can be read again and says what was found."""
    parts = _parts(_hand_made(tmp_path / "a.xlsx"))
    for victim, data in parts.items():
        others = {name: content for name, content in parts.items() if name != victim}
        if damage == "cut":
            others[victim] = data[: len(data) // 2]
        elif damage == "words for numbers":
            others[victim] = re.sub(rb'(s|count|fillId|authorId|min|r)="\d+"', rb'\1="x"', data)
        copy, _ = _copy_of(_packed(others), "a.xlsx", Filed((_error(4, "G"),)))
        again = read_bytes(copy, "a.xlsx")
        assert again.grids, victim
        assert again.grids[0].place.sheet == SUMMARY_SHEET, victim


def test_the_copy_is_written_from_what_was_read(tmp_path: Path) -> None:
    """The file is read once: where no workbook can be edited, the copy holds the document that was handed in."""
    data, other = "任务编号,累计完成\n1,3\n".encode(), "任务编号,累计完成\n1,4\n".encode()
    copy, _ = return_copy(data, read_bytes(other, "a.csv"), "a.csv", Filed((_error(2, "B", sheet=""),)))
    sheet = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[1]
    assert sheet["B2"].value == 4


def test_a_merge_without_end_ends_with_what_the_sheet_holds() -> None:
    place = Place(sheet="11月", row=1, column="A")
    whole_sheet = Cell(1, 1, "标题", place, row_span=1_048_576, column_span=16_384)
    covered = Cell(2, 3, "", Place(sheet="11月", row=2, column="C"), anchor=(1, 1))
    document = Document(Container.XLS, (Grid(((whole_sheet,), (covered,)), Place(sheet="11月")),))
    copy, _ = return_copy(b"", document, "甲.xls", Filed(()))
    assert [str(merged) for merged in openpyxl.load_workbook(io.BytesIO(copy))["11月"].merged_cells.ranges] == ["A1:C2"]


def test_a_file_over_which_the_copy_crashes_is_explained_on_one_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandboxed, "_COPIED", "tests.unit.documents.sandbox.hostile_tasks.exits")
    file = _hand_made(tmp_path / "甲.xlsx")
    written = write_return_copy(file, read_document(file), "甲.xlsx", Filed((_error(4, "G"),)), tmp_path / "returned")
    assert openpyxl.load_workbook(written).sheetnames == [SUMMARY_SHEET]
