"""Writes the example's filings: who files what on which night, most of them clean, some with one defect each.

Run from the checkout: `python examples/beita-2023-11/make_filings.py FOLDER`. It reads the example's task list, plays the
nights in order (so that a form shows what was accepted before) and writes every `FOLDER/DATE/progress`, on the forms of today.
All figures are invented (`invented_figures.py`).
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import io
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
sys.path.insert(0, str(HERE))

from invented_figures import INVENTED, Figures, figures_of  # noqa: E402

from ingest.calendar.periods import period_words  # noqa: E402
from ingest.calendar.reporting_periods import load_calendar_rules, reporting_periods  # noqa: E402
from ingest.calendar.working_days import is_workday  # noqa: E402
from ingest.documents.door import read_document  # noqa: E402
from ingest.progress.filing import JudgedFiling  # noqa: E402
from ingest.progress.filing_rows import raw_rows as filing_rows  # noqa: E402
from ingest.progress.form import SHEET  # noqa: E402
from ingest.progress.knowledge.context import Context  # noqa: E402
from ingest.progress.knowledge.loader import build_context, with_filing  # noqa: E402
from ingest.progress.reader import read_filing  # noqa: E402
from ingest.progress.template.form_layout import FIRST_ROW, HEAD_ROW, form_layout  # noqa: E402
from ingest.progress.template.form_rows import TemplateRow, template_rows  # noqa: E402
from ingest.progress.template.workbook import template_name, write_template  # noqa: E402
from ingest.row_heights import height_of  # noqa: E402
from ingest.seeds import Seeds  # noqa: E402
from ingest.task_lists.raw_rows import raw_rows as list_rows  # noqa: E402
from ingest.task_lists.reader import read_task_list  # noqa: E402

LIST = HERE / "inbox" / "2023-11-25" / "task_lists" / "beita-2023-11.txt"
NOVEMBER, DECEMBER = "2023-11", "2023-12"
AT = {field: column + 1 for field, column in form_layout().columns.items()}
Rows = list[tuple[TemplateRow, Figures]]
Damage = Callable[[Worksheet, Rows], None]
Wanted = Callable[[TemplateRow, Figures], bool]


class Play:
    """The example as it is played: what is known so far, and the receipt number of the next file."""

    def __init__(self) -> None:
        vocabulary = Seeds().at(dt.date(2023, 11, 25))
        document = read_document(LIST)
        task_list = read_task_list(document, vocabulary)
        if task_list.head is None:
            raise SystemExit("the example's task list cannot be read")
        head = task_list.head
        provenance = {"receipt_seq": 1, "file_sha256": "", "received_as_of": dt.date(2023, 11, 25)}
        read = list_rows(task_list, document.container, vocabulary)
        tables = {name: [{**provenance, **row} for row in rows] for name, rows in read.items()}
        term = {"list_id": head.list_id, "period_start": head.period_start, "period_end": head.period_end}
        self.calendar = {row["period"]: row for row in reporting_periods(term, load_calendar_rules(Seeds()), is_workday)}
        tables["reporting_periods"] = list(self.calendar.values())
        self.context: Context = build_context(vocabulary, tables)
        self.list_id = head.list_id
        self.seq = 1

    def receive(self, path: Path) -> JudgedFiling:
        """Read a filing as the refresh would, and know it from now on."""
        self.seq += 1
        sha = hashlib.sha256(path.read_bytes()).hexdigest()
        filing = read_filing(read_document(path), name=path.name, sha256=sha, context=self.context)
        own = {"receipt_seq": self.seq, "file_sha256": sha, "received_as_of": dt.date(2023, 12, 2)}
        rows = {name: [{**own, **row} for row in rows] for name, rows in filing_rows(filing).items()}
        self.context = with_filing(self.context, rows["filings"], rows["filing_rows"])
        return filing

    def rows(self, unit: str, period_id: str) -> Rows:
        before = NOVEMBER if period_id == DECEMBER else None
        return [
            (row, figures_of(self.context.targets[row.target_key], row, period_id, before))
            for row in template_rows(self.context, self.list_id, unit, period_id)
        ]

    def due(self, period_id: str) -> dt.date:
        due_on: dt.date = self.calendar[period_id]["due_on"]
        return due_on


# ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def template_filing(
    play: Play, folder: Path, unit: str, period_id: str, filed_on: dt.date, *, damage: Damage | None = None, name: str = ""
) -> Path:
    """Our own form, filled in; `damage` then spoils one thing in it."""
    rows = play.rows(unit, period_id)
    known = play.context.lists[play.list_id]
    path = folder / (name or template_name(unit, period_id))
    write_template(
        path,
        list_head=known,
        unit=unit,
        period_id=period_id,
        rows=tuple(row for row, _ in rows),
        due_on=play.due(period_id),
    )
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    sheet.cell(HEAD_ROW + 2, AT["task_name"]).value = "示例填报人"
    sheet.cell(HEAD_ROW + 2, AT["metric"] + 1).value = "0739-0000000"
    sheet.cell(HEAD_ROW + 2, AT["target_value"] + 1).value = filed_on
    for number, (_, figures) in enumerate(rows, start=FIRST_ROW + 1):
        for field, value in figures.cells.items():
            sheet.cell(number, AT[field]).value = _number(value)
        texts = [(str(figures.cells.get(field, "")), width) for field, width in _TEXT_WIDTHS.items()]
        line = sheet.row_dimensions[number]
        line.height = max(line.height or 0, height_of(texts))
    if damage is not None:
        damage(sheet, rows)
    book.save(path)
    _settle(path)
    return path


def _settle(path: Path) -> None:
    """Take the moment of writing out of a workbook, so that the same example has the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for info in sorted(source.infolist(), key=lambda i: (i.filename != "[Content_Types].xml", i.filename)):
            data = source.read(info)
            if info.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>2023-12-01T00:00:00Z", data)
            target.writestr(zipfile.ZipInfo(info.filename, (2023, 12, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    path.write_bytes(made.getvalue())


_TEXT_WIDTHS = {"narrative": 30, "problems": 20, "next_steps": 20, "remarks": 13}
_OWN_LABELS = {
    "task_no": "编号",
    "task_name": "工作任务",
    "metric": "考核指标",
    "area": "地区",
    "unit": "单位",
    "target_value": "目标任务",
    "current": "本月完成数",
    "cumulative": "累计完成数",
    "yoy": "同比增幅（%）",
    "done": "是否已完成",
    "done_date": "完成时间",
    "judgement": "进度状态",
    "narrative": "工作进展情况",
    "problems": "存在的问题",
    "next_steps": "下一步打算",
    "remarks": "说明",
}


def _hand_made_rows(play: Play, unit: str, period_id: str, filed_on: dt.date) -> Iterator[list[object]]:
    """A table as a unit makes it itself: a title, a line about the filing, other labels, a signature."""
    day = f"{filed_on.year}年{filed_on.month}月{filed_on.day}日"
    yield [f"{unit}{period_words(period_id)}重点任务进展情况表（{INVENTED}）"]
    yield [f"填报单位：{unit}", "", "", f"报告期：{period_words(period_id)}", "", "", f"填报日期：{day}"]
    yield list(_OWN_LABELS.values())
    for row, figures in play.rows(unit, period_id):
        known = {
            "task_no": row.task_no, "task_name": row.task_name, "metric": row.metric, "area": row.area, "unit": row.unit,
            "target_value": row.target_text, **figures.cells,
        }  # fmt: skip
        yield [_number(known.get(field, "")) for field in _OWN_LABELS]
    yield ["填表人：示例填报人", "", "", "审核人：示例审核人"]


def hand_made_workbook(play: Play, folder: Path, unit: str, period_id: str, filed_on: dt.date) -> Path:
    path = folder / f"{unit}{period_words(period_id)}进展.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "进展"
    for row in _hand_made_rows(play, unit, period_id, filed_on):
        sheet.append(row)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_OWN_LABELS))
    for column, field in enumerate(_OWN_LABELS, start=1):
        wide = field in ("task_name", "metric", "target_value", "narrative", "problems", "next_steps")
        sheet.column_dimensions[get_column_letter(column)].width = 26 if wide else 13
    book.save(path)
    _settle(path)
    return path


def gbk_csv(play: Play, folder: Path, unit: str, period_id: str, filed_on: dt.date) -> Path:
    path = folder / f"{unit}{period_words(period_id)}.csv"
    with path.open("w", encoding="gb18030", newline="") as handle:
        csv.writer(handle).writerows(_hand_made_rows(play, unit, period_id, filed_on))
    return path


def legacy_xls(play: Play, folder: Path, unit: str, period_id: str, filed_on: dt.date) -> Path:
    import xlwt

    path = folder / f"{unit}{period_words(period_id)}进展情况.xls"
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for number, row in enumerate(_hand_made_rows(play, unit, period_id, filed_on)):
        for column, value in enumerate(row):
            if value != "":
                sheet.write(number, column, value.isoformat() if isinstance(value, dt.date) else value)
    book.save(str(path))
    return path


# ── one defect each ──────────────────────────────────────────────────────────────────────────────────────────────────


def _row_with(rows: Rows, wanted: Wanted) -> int:
    for number, (row, figures) in enumerate(rows, start=FIRST_ROW + 1):
        if wanted(row, figures):
            return number
    raise LookupError("today's form has no row for this defect: choose another unit or another defect")


def _amount_row(rows: Rows, unit: str = "") -> int:
    return _row_with(rows, lambda row, f: row.kind == "level" and bool(f.cells.get("cumulative")) and unit in ("", row.unit))


def approximate(sheet: Worksheet, rows: Rows) -> None:
    sheet.cell(_amount_row(rows), AT["cumulative"]).value = "约3万"


def ten_thousand_for_hundred_million(sheet: Worksheet, rows: Rows) -> None:
    """Two figures in 万元 under the unit 亿元."""
    number = _amount_row(rows, "亿元")
    for field in ("current", "cumulative"):
        cell = sheet.cell(number, AT[field])
        cell.value = round(float(cell.value) * 10_000, 2)


def another_month_in_the_head(sheet: Worksheet, _: Rows) -> None:
    sheet.cell(HEAD_ROW + 1, AT["metric"] + 1).value = "2023年10月"


def fell(sheet: Worksheet, rows: Rows) -> None:
    number = _row_with(rows, lambda row, _: bool(row.last_cumulative and row.last_cumulative > 20 and row.kind == "level"))
    last = rows[number - FIRST_ROW - 1][0].last_cumulative or Decimal(0)
    sheet.cell(number, AT["current"]).value = 0
    sheet.cell(number, AT["cumulative"]).value = _number((last * Decimal("0.9")).quantize(Decimal(1)))


def formula_without_result(sheet: Worksheet, rows: Rows) -> None:
    number = _row_with(rows, lambda _, figures: "yoy" in figures.cells)
    sheet.cell(number, AT["yoy"]).value = "=ROUND(105.2/100-1,3)*100"


def _are_one(row: TemplateRow, below: TemplateRow) -> bool:
    return row.target_key == below.target_key and row.area != below.area


def merged_amount(sheet: Worksheet, rows: Rows) -> None:
    """One figure over two rows of a target, its own and that of a part."""
    both = {
        id(row) for (row, figures), (below, _) in pairwise(rows) if figures.cells.get("cumulative") and _are_one(row, below)
    }
    number = _row_with(rows, lambda row, _: id(row) in both)
    sheet.merge_cells(start_row=number, end_row=number + 1, start_column=AT["cumulative"], end_column=AT["cumulative"])


# ── the nights ───────────────────────────────────────────────────────────────────────────────────────────────────────

TOWNS = ("陈家桥镇", "茶元头街道", "田江街道", "新滩镇街道", "状元洲街道")


def night(inbox: Path, day: str) -> Path:
    folder = inbox / day / "progress"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def write(play: Play, inbox: Path) -> Iterator[tuple[Path, JudgedFiling]]:
    """Write every filing, night after night; each is read as the refresh of that night will read it."""
    pending: list[Path] = []

    def add(path: Path) -> None:
        pending.append(path)

    def finish() -> Iterator[tuple[Path, JudgedFiling]]:
        for path in sorted(pending):  # a refresh takes them by name
            yield path, play.receive(path)
        pending.clear()

    day, folder = dt.date(2023, 12, 1), night(inbox, "2023-12-02")
    for unit in ("区发改局", "区商务局", "区自然资源局", TOWNS[0], TOWNS[1], TOWNS[4]):
        add(template_filing(play, folder, unit, NOVEMBER, day))
    add(template_filing(play, folder, "区财政局", NOVEMBER, day, damage=ten_thousand_for_hundred_million))
    add(template_filing(play, folder, "区人社局", NOVEMBER, day, damage=approximate))
    add(template_filing(play, folder, "区金融服务中心", NOVEMBER, day, damage=another_month_in_the_head))
    add(hand_made_workbook(play, folder, "区住建局", NOVEMBER, day))
    add(gbk_csv(play, folder, "区生态环境分局", NOVEMBER, day))
    add(legacy_xls(play, folder, "区委政法委", NOVEMBER, day))
    add(unknown_unit(play, folder, day))
    yield from finish()

    day, folder = dt.date(2023, 12, 5), night(inbox, "2023-12-05")
    add(template_filing(play, folder, "区财政局", NOVEMBER, day, name="区财政局_2023年11月进展情况（更正）.xlsx"))
    add(template_filing(play, folder, "区金融服务中心", NOVEMBER, day, name="区金融服务中心_2023年11月进展情况（重报）.xlsx"))
    for town in TOWNS[2:4]:
        add(template_filing(play, folder, town, NOVEMBER, day))
    yield from finish()

    day, folder = dt.date(2024, 1, 2), night(inbox, "2024-01-02")
    for unit in ("区发改局", "区人社局", "区金融服务中心", "区委政法委", "区生态环境分局", "区医保局", *TOWNS[:4]):
        add(template_filing(play, folder, unit, DECEMBER, day))
    add(template_filing(play, folder, "区商务局", DECEMBER, day, damage=fell))
    add(template_filing(play, folder, "区住建局", DECEMBER, day, damage=formula_without_result))
    add(template_filing(play, folder, "区自然资源局", DECEMBER, day, damage=merged_amount))
    yield from finish()

    day, folder = dt.date(2024, 1, 5), night(inbox, "2024-01-05")
    add(template_filing(play, folder, "区商务局", DECEMBER, day, name="区商务局_2023年12月进展情况（更正）.xlsx"))
    for unit in ("区财政局", TOWNS[4]):
        add(template_filing(play, folder, unit, DECEMBER, day))
    yield from finish()


def unknown_unit(play: Play, folder: Path, filed_on: dt.date) -> Path:
    """A form of a unit that the list does not know, made from another unit's."""
    path = template_filing(play, folder, "区人社局", NOVEMBER, filed_on, name="区文旅局_2023年11月进展情况.xlsx")
    book = openpyxl.load_workbook(path)
    book[SHEET].cell(HEAD_ROW + 1, AT["task_name"]).value = "区文旅局"
    for row in book["_threekey"].iter_rows():
        if row[0].value == "unit":
            row[1].value = "区文旅局"
    book.save(path)
    _settle(path)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the example's filings on the forms of today.")
    parser.add_argument("folder", type=Path, help="where the folders of the nights go")
    parser.add_argument("-v", dest="detailed", action="store_true", help="print every finding")
    asked = parser.parse_args()
    for path, filing in write(Play(), asked.folder):
        said: dict[str, Any] = {}
        for found in filing.all_findings:
            if found.severity != "info":
                said[found.code] = said.get(found.code, 0) + 1
        print(path.parent.parent.name, path.name, filing.verdict, f"{len(filing.accepted)}/{filing.rows_read}", said)  # noqa: T201
        for found in filing.all_findings if asked.detailed else ():
            print("   ", found.severity, found.code, found.place.text(), found.message)  # noqa: T201


if __name__ == "__main__":
    main()
