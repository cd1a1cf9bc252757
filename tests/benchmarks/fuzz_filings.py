"""Mutate good filings at cell, XML and byte level: no crash, no wrong value accepted without a word.

    python -m tests.benchmarks.fuzz_filings [--runs 2000] [--seed 1]

The oracle is independent of the reader: an accepted figure that differs from the unmutated file's must be the plain number
that openpyxl sees in that very cell of the mutated file (a different filing, not a misreading), and its row must still name
its task; else a finding must stand on the cell, its row or the file.
"""

# ruff: noqa: E501, DTZ001 - a table of odd contents
from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import io
import random
import sys
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from ingest.documents.reader import Use, read_bytes
from ingest.findings import Effect
from ingest.progress.fields import Field
from ingest.progress.filing import JudgedFiling
from ingest.progress.reader import read_filing
from ingest.progress.stages import JudgedRow
from tests.cases.match_cases import keyed
from tests.cases.model import form, housing
from tests.cases.value_cases import milestone, quality, retail, shops
from tests.unit.progress.progress_home import LIST, context

FIGURES = ("current", "cumulative", "yoy", "rank", "done", "done_date")
CONTEXT = context()
SLOW_SECONDS = 20.0


def _trade() -> list[list[Any]]:
    rank = ["重点工作-1-9", "进出口总额", "进出口总额", "全市", None, 7, None, None, None, 6]
    projects = ["重点工作-6", "招商引资", "新引进招商项目", "全市", "个", 200, 20, 190]
    return [retail(7.5), shops(80, current=12), rank, projects]


KEYS = [f"{LIST}/重点项目-3/1", f"{LIST}/重点项目-3/2"]
GOOD: dict[str, Callable[[], bytes]] = {
    "区住建局_2023年11月.xlsx": form(housing()),
    "区住建局_2023-11.xlsx": keyed(*([key, *row] for key, row in zip(KEYS, housing(), strict=True))),
    "区商务局_2023年11月.xlsx": form(_trade(), unit="区商务局"),
    "区教育局_2023年11月.xlsx": form([milestone("是", dt.datetime(2023, 11, 20)), quality()], unit="区教育局"),
}


def read(data: bytes, name: str) -> JudgedFiling:
    return read_filing(
        read_bytes(data, name, use=Use.FIGURES), name=name, sha256=hashlib.sha256(data).hexdigest(), context=CONTEXT
    )


# ── mutations of cells ───────────────────────────────────────────────────────────────────────────────────────────────

_CONTENT: tuple[Any, ...] = (
    None, "", 0, 1, -1, 7, 1e15, 1234567890123456, 0.1, 0.125, 1e-9, 1e308, True, "约30", "30左右", "30%", "５", "5万", "5万元", "十",
    "无", "—", "同上", "不适用", "#REF!", "=1+1", "=H4", "'5", " 5 ", "5 6", "5.5.5", "1,23", "3-1", "重点工作-1-7", "重点项目-3", "老旧小区改造",
    "全市", "北塔区", "大祥区", "个", "万元", "%", "是", "否", "2023-02-30", "2023年11月", "2023-12", dt.datetime(2023, 3, 1), dt.time(5, 0),
    "合计", "注：", "填报单位：区教育局", "任务编号", "x" * 40000, "\u200b", "\n", "５０％", "≥5", "５-6", "(5)", "1e3", "NaN", "inf", "1E+10",
)  # fmt: skip
_FORMATS = ("General", "0%", "0.00%", "@", "yyyy-mm-dd", '0"家"', "#,##0", "0.00E+00", '0.0,,"亿"', ";;;", "[Red]0")


def _a_cell(sheet: Worksheet, rng: random.Random) -> Any:
    while True:
        cell = sheet.cell(rng.randint(1, sheet.max_row), rng.randint(1, min(sheet.max_column, 18)))
        if not isinstance(cell, MergedCell):
            return cell


def _set(sheet: Worksheet, rng: random.Random) -> None:
    _a_cell(sheet, rng).value = rng.choice(_CONTENT)


def _twist(sheet: Worksheet, rng: random.Random) -> None:
    """Change a little of what is there."""
    cell = _a_cell(sheet, rng)
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        cell.value = rng.choice(
            (value * 10, value / 10, value * 10000, -value, f"{value}", f"{value}%", value + 1, f"{value}.", f"约{value}")
        )
    elif isinstance(value, str) and value:
        at = rng.randrange(len(value))
        cell.value = rng.choice(
            (value[:at] + value[at + 1 :], value[:at] + rng.choice("0127月区全年（- ") + value[at:], value[::-1], value * 2)
        )


def _format(sheet: Worksheet, rng: random.Random) -> None:
    _a_cell(sheet, rng).number_format = rng.choice(_FORMATS)


def _swap(sheet: Worksheet, rng: random.Random) -> None:
    one, other = _a_cell(sheet, rng), _a_cell(sheet, rng)
    one.value, other.value = other.value, one.value


def _merge(sheet: Worksheet, rng: random.Random) -> None:
    row, column = rng.randint(1, sheet.max_row), rng.randint(1, 15)
    sheet.merge_cells(
        start_row=row, end_row=row + rng.randint(0, 2), start_column=column, end_column=column + rng.randint(0, 2)
    )


def _rows(sheet: Worksheet, rng: random.Random) -> None:
    rng.choice((sheet.insert_rows, sheet.delete_rows))(rng.randint(1, sheet.max_row), rng.randint(1, 3))


def _columns(sheet: Worksheet, rng: random.Random) -> None:
    rng.choice((sheet.insert_cols, sheet.delete_cols))(rng.randint(1, 17), 1)


def _repeat(sheet: Worksheet, rng: random.Random) -> None:
    row = rng.randint(1, sheet.max_row)
    sheet.append([sheet.cell(row, c).value for c in range(1, sheet.max_column + 1)])


def _hide(sheet: Worksheet, rng: random.Random) -> None:
    sheet.row_dimensions[rng.randint(1, sheet.max_row)].hidden = True


def _strike(sheet: Worksheet, rng: random.Random) -> None:
    """Strike a cell out, or all of a row."""
    cell = _a_cell(sheet, rng)
    for struck in rng.choice(((cell,), sheet[cell.row])):
        struck.font = Font(strike=True)


def _runs(sheet: Worksheet, rng: random.Random) -> None:
    """Put a digit that does not count beside what is there."""
    cell = _a_cell(sheet, rng)
    look = rng.choice((InlineFont(strike=True), InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript")))
    pieces = [TextBlock(InlineFont(), str(cell.value or "7")), TextBlock(look, rng.choice("123"))]
    rng.shuffle(pieces)
    cell.value = CellRichText(*pieces)


def _comment(sheet: Worksheet, rng: random.Random) -> None:
    _a_cell(sheet, rng).comment = Comment(rng.choice(("更正：应为1600", "作废", "由统计局提供", "x" * 5000)), "张三")


def _copy_sheet(sheet: Worksheet, rng: random.Random) -> None:
    other = sheet.parent.copy_worksheet(sheet)
    other.sheet_state = rng.choice(("visible", "hidden"))


_CELL_LEVEL = (
    _set,
    _set,
    _set,
    _set,
    _twist,
    _twist,
    _twist,
    _format,
    _format,
    _swap,
    _merge,
    _rows,
    _columns,
    _repeat,
    _hide,
    _copy_sheet,
    _strike,
    _runs,
    _comment,
)


def by_cell(data: bytes, rng: random.Random) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        rng.choice(_CELL_LEVEL)(book.worksheets[0], rng)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# ── mutations of XML and of bytes ────────────────────────────────────────────────────────────────────────────────────


def by_xml(data: bytes, rng: random.Random) -> bytes:
    """Delete, repeat or garble a piece of one part, most often of the sheet itself."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    names = [n for n in parts if n.endswith((".xml", ".rels"))]
    name = (
        rng.choice([n for n in names if "sheet" in n or "sharedStrings" in n or "styles" in n])
        if rng.random() < 0.8
        else rng.choice(names)
    )
    text = parts[name].decode("utf-8")
    tags = [i for i, char in enumerate(text) if char == "<"]
    at = rng.choice(tags)
    end = text.find(">", at) + 1
    piece = text[at:end]
    kind = rng.randrange(7)
    if kind == 0:
        text = text[:at] + text[end:]
    elif kind == 1:
        text = text[:at] + piece * 2 + text[end:]
    elif kind == 2:
        text = text[:at] + piece.replace('"', rng.choice(('"1', '"-', '" ', '"9999999999')), 1) + text[end:]
    elif kind == 3:
        text = (
            text[:at]
            + piece.replace(rng.choice((' t="', ' r="', ' s="', ' ref="', ' count="', ' id="')), ' zz="', 1)
            + text[end:]
        )
    elif kind == 4:
        other = rng.choice(tags)
        text = text[:at] + text[other : text.find(">", other) + 1] + text[end:]
    elif kind == 5:
        text = text[: rng.randrange(len(text))]
    else:
        where = rng.randrange(len(text))
        text = text[:where] + rng.choice(("&", "<", "\x00", "&#x1F;", "&lol;", "]]>", "<!--", "𠮷")) + text[where:]
    parts[name] = text.encode("utf-8")
    if rng.random() < 0.05:
        parts.pop(rng.choice(list(parts)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            new.writestr(part, content)
    return out.getvalue()


def by_byte(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        kind = rng.randrange(4)
        at = rng.randrange(max(1, len(changed)))
        if kind == 0 and changed:
            changed[at] ^= 1 << rng.randrange(8)
        elif kind == 1 and changed:
            changed[at] = rng.randrange(256)
        elif kind == 2:
            del changed[at : at + rng.randint(1, 400)]
        else:
            changed[at:at] = rng.randbytes(rng.randint(1, 20))
    return bytes(changed)


LEVELS: dict[str, Callable[[bytes, random.Random], bytes]] = {"cell": by_cell, "xml": by_xml, "byte": by_byte}


# ── the oracle ───────────────────────────────────────────────────────────────────────────────────────────────────────


def figures(row: JudgedRow) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in FIGURES}
    found["done_date"] = row.done_date.text if row.done_date else None
    return {name: value for name, value in found.items() if value is not None}


def accepted(filing: JudgedFiling) -> dict[tuple[str, str], JudgedRow]:
    return {(row.target.target_key, row.area): row for row in filing.accepted if row.target is not None}


def _seen_by_others(data: bytes) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception:  # noqa: BLE001 - whatever openpyxl makes of a broken file
        return None


def _is_what_stands_there(value: Any, sheet: Any, place: Any) -> bool:
    """True where the cell plainly holds the value: a number, a date or a yes/no that needs no reading."""
    from openpyxl.utils import column_index_from_string

    cell = sheet.cell(place.row, column_index_from_string(place.column))
    there = cell.value
    if isinstance(value, bool):
        return str(there).strip() in (("是", "True", "1", "√", "完成", "已完成") if value else ("否", "False", "0", "×"))
    if isinstance(value, str):
        day = there.date().isoformat() if isinstance(there, dt.datetime) else str(there)
        return day == value or day.replace("年", "-").replace("月", "") == value
    if isinstance(there, str):
        text = there.strip().translate(str.maketrans("０１２３４５６７８９％", "0123456789%")).strip("\u200b\n '")
        plain = text.rstrip("%个家元万十。.").replace(",", "")
        known = {"十": Decimal(10), "五": Decimal(5)}
        try:
            return known.get(text) == value or Decimal(plain) * (10_000 if "万" in text else 1) in (value, -value)
        except ArithmeticError:
            return False
    if not isinstance(there, int | float) or isinstance(there, bool):
        return False
    number = Decimal(f"{there:.15g}")
    return value in (number, number * 100) if "%" in cell.number_format else value == number


def _is_said(filing: JudgedFiling, row: JudgedRow, name: str) -> bool:
    """A finding on the cell, on the unit that the figure is in, or on the whole row or file; not the mere word of what was read."""
    places = {(p.sheet, p.row, p.column) for p in (row.place_of(Field(name)), row.place_of(Field.MEASURE_UNIT))}
    for found in filing.all_findings:
        at = found.place
        if found.code == "amount-understood":
            continue
        if found.effect is Effect.FILE or (at.sheet, at.row, at.column) in places:
            return True
        if at.sheet == row.sheet and at.row == row.number and not at.column:
            return True
    return False


def wrong_values(before: JudgedFiling, after: JudgedFiling, data: bytes) -> list[str]:
    """What was accepted differently without a word, and is not plainly what the cell holds."""
    wrong: list[str] = []
    good = accepted(before)
    book: Any = None
    for key, row in accepted(after).items():
        old = figures(good[key]) if key in good else {}
        for name, value in figures(row).items():
            if old.get(name) == value and (name not in ("current", "cumulative") or good[key].measure_unit == row.measure_unit):
                continue
            if _is_said(after, row, name):
                continue
            book = book or _seen_by_others(data)
            place = row.place_of(Field(name))
            sheet = book[row.sheet] if book is not None and row.sheet in book.sheetnames else None
            if sheet is None or not _is_what_stands_there(value, sheet, place):
                wrong.append(f"{key} {name}: {old.get(name)} → {value} {row.measure_unit} at {place.text()}")
    return wrong


@dataclass(slots=True)
class Report:
    runs: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0


def fuzz(runs: int, seed: int, *, until_wrong: bool = False) -> Report:
    """Run `runs` mutations, or fewer if the first wrong value is enough; the same seed gives the same mutations."""
    report = Report(runs)
    good = {name: build() for name, build in GOOD.items()}
    baseline = {name: read(data, name) for name, data in good.items()}
    levels = list(LEVELS)
    for number in range(runs):
        rng = random.Random(seed * 1_000_003 + number)  # noqa: S311 - repeatable, not secret
        name = rng.choice(list(good))
        level = levels[number % len(levels)] if number % 2 else "cell"
        try:
            data = LEVELS[level](good[name], rng)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            continue  # openpyxl cannot write this mutation
        started = time.perf_counter()
        try:
            filing = read(data, name)
        except Exception:  # noqa: BLE001 - a crash is what is looked for
            report.crashes.append(f"seed {seed} run {number} {level} {name}\n{traceback.format_exc()}")
            continue
        report.slowest = max(report.slowest, time.perf_counter() - started)
        report.verdicts[f"{level} {filing.verdict.value}"] += 1
        report.wrong.extend(f"seed {seed} run {number} {level} {name}: {w}" for w in wrong_values(baseline[name], filing, data))
        if until_wrong and report.wrong:
            break
    return report


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    report = fuzz(arguments.runs, arguments.seed)
    for text in (*report.crashes, *report.wrong):
        print(text)
    for verdict, count in sorted(report.verdicts.items()):
        print(f"{count:6} {verdict}")
    print(
        f"{report.runs} mutations, {len(report.crashes)} crashes, {len(report.wrong)} wrong values, slowest {report.slowest:.2f} s"
    )
    return 1 if report.crashes or report.wrong or report.slowest > SLOW_SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
