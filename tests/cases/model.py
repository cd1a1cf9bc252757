"""The shape of one case of the zoo, and the small builders that cases are made with.

A case is a file (built at test time, never committed) with the outcome that is right for it, written by hand from the
meaning of the file. The home that cases are read against is `tests/unit/progress/progress_home.py`.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

LABELS = (
    "任务编号", "任务名称", "指标", "区域", "计量单位", "目标值", "本期完成", "累计完成", "同比(%)", "排名", "完成日期",
    "是否完成",
    "进展情况", "存在问题", "下一步措施", "佐证材料", "备注",
)  # fmt: skip
TITLE = "北塔区“三重点”任务进展情况表"
Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Case:
    """`codes` are all errors and warnings as `code@H5` (`code@` where there is no cell); `infos` must be among the notes.

    `values` are (target, area, fields): the rows to be loaded with every field that is not null, nothing else. `past` are
    files accepted before, in order. `source` names the public case it stands for (docs/cases.md).
    """

    name: str
    source: str
    file: str
    data: Callable[[], bytes]
    verdict: str
    codes: tuple[str, ...] = ()
    infos: tuple[str, ...] = ()
    values: tuple[tuple[str, str, dict[str, Any]], ...] = ()
    past: tuple[tuple[str, Callable[[], bytes]], ...] = ()
    unit: str | None = None
    period: str | None = None
    read: int | None = None
    any_codes: bool = False  # codes are then a part of what is said, where the rest is the container reader's matter
    extra: dict[str, Any] = field(default_factory=dict)


def head(unit: str = "区住建局", period: Any = "2023年11月") -> list[Row]:
    return [(TITLE,), ("填报单位：" + unit, None, "报告期：", period)]


def housing(current: Any = 10, cumulative: Any = 10, rate: Any = 3.2, **texts: Any) -> list[list[Any]]:
    """The two rows that 区住建局 must report, both in order unless an argument says otherwise."""
    one = ["重点项目-3", "老旧小区改造", "改造老旧小区", "北塔区", "个", 20, current, cumulative, None, None, None, None,
           texts.get("narrative", "已改造完工一批。")]  # fmt: skip
    two = ["重点项目-3", "老旧小区改造", "投诉率", "北塔区", "%", 5, None, rate]
    return [one, two]


def sheet_of(rows: Iterable[Row], title: str = "进展情况") -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx(rows: Iterable[Row], change: Callable[[Worksheet], None] | None = None) -> Callable[[], bytes]:
    """A workbook of one sheet; `change` may set formats, merges and whatever cells cannot say by their value.

    Built once: a workbook has its time of writing in it, and one file has the same bytes whenever it is asked for.
    """
    kept = [list(row) for row in rows]

    @cache
    def build() -> bytes:
        book, sheet = sheet_of(kept)
        if change is not None:
            change(sheet)
        return saved(book)

    return build


def form(
    rows: Iterable[Row],
    change: Callable[[Worksheet], None] | None = None,
    *,
    unit: str = "区住建局",
    period: Any = "2023年11月",
    labels: Sequence[str] = LABELS,
) -> Callable[[], bytes]:
    """The form by hand: title in row 1, head in row 2, labels in row 3, data from row 4."""
    return xlsx([*head(unit, period), labels, *rows], change)


def text_table(rows: Iterable[Row], *, delimiter: str = ",", encoding: str = "utf-8") -> Callable[[], bytes]:
    kept = [["" if cell is None else str(cell) for cell in row] for row in rows]

    def build() -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(kept)
        return out.getvalue().encode(encoding)

    return build


def edited(build: Callable[[], bytes], part: str, change: Callable[[str], str]) -> Callable[[], bytes]:
    """A package with one of its parts changed as text."""

    def rebuild() -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(build())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                data = old.read(name)
                if name == part:
                    before = data.decode("utf-8")
                    after = change(before)
                    assert after != before, f"nothing to change in {part}"
                    data = after.encode("utf-8")
                new.writestr(name, data)
        return out.getvalue()

    return rebuild


A = "重点项目-3/1"  # 改造老旧小区, 20 个
B = "重点项目-3/2"  # 投诉率, 5 %
GOOD_A = (A, "北塔区", {"unit": "个", "current": 10, "cumulative": 10})
GOOD_B = (B, "北塔区", {"unit": "%", "cumulative": 3.2})
FILE = "区住建局_2023年11月.xlsx"
