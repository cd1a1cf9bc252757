"""What clerks and programs make of a filled form: rows and columns moved, figures typed otherwise, merged, saved otherwise.

Each mutation changes a model and says what it did, "" where it does not apply. The truth of a figure is changed with it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ingest.documents.containers import Container
from ingest.documents.grid import Cell, Grid
from ingest.documents.places import sheet_place
from ingest.findings import Place
from ingest.progress.fields import AMOUNTS, STANDING, Field
from ingest.progress.headings.grammar import exact_fields
from tests.support.form_model import IDENTITY, Column, FormModel, Line, Spot, copied, truth_of, unlike_any

Rng = random.Random
Mutation = Callable[[FormModel, Rng], str]

SAME: dict[Field, tuple[str, ...]] = {
    Field.TASK_NO: ("任务序号", "编号", "任务号"),
    Field.TASK_NAME: ("任务", "工作任务", "项目名称", "重点任务名称"),
    Field.METRIC: ("指标名称", "考核指标", "主要指标"),
    Field.AREA: ("地区", "县市区", "所属区域"),
    Field.MEASURE_UNIT: ("单位", "计算单位", "指标单位"),
    Field.TARGET_VALUE: ("目标", "年度目标", "目标任务", "全年目标值"),
    Field.LAST: ("上期报送", "上月完成数", "上月累计"),
    Field.CURRENT: ("本月完成", "当月完成数", "本月完成数", "12月完成", "本期完成数"),
    Field.CUMULATIVE: (
        "累计完成数", "1-12月累计", "本年累计完成", "年初至今累计完成", "全年累计完成数", "截至目前累计完成",
        "1—12月累计完成数",
    ),
    Field.YOY: ("同比增长（%）", "同比增速", "累计同比增长", "增长率（%）", "同比±%"),
    Field.RANK: ("全市排名", "当前排名", "位次", "名次"),
    Field.DONE: ("是否办结", "完成与否", "是否完成任务"),
    Field.DONE_DATE: ("完成时间", "实际完成时间", "办结时间"),
    Field.NARRATIVE: ("工作进展", "推进情况", "落实情况"),
}  # fmt: skip
STRANGE = ("到位数额", "实绩情况表", "得分", "数据", "权重", "财政口径", "栏次", "12", "小区数", "备用", "甲", "人均")
_NOTES = ("注：以上数据为初步统计。", "一、重点工作", "以上数据已核实", "填表说明：请按月填报")


def _figure(
    model: FormModel, rng: Rng, names: tuple[Field, ...] = (*AMOUNTS, Field.YOY, Field.RANK)
) -> tuple[Line, Column] | None:
    """A filled figure, None where there is none."""
    found = [
        (line, column)
        for line in model.rows
        for column in model.columns
        if column.name in names and not line.at(column).is_blank and line.at(column).truth is not None
    ]
    return rng.choice(found) if found else None


def _unit(model: FormModel, line: Line) -> str:
    column = model.column(Field.MEASURE_UNIT)
    return str(line.at(column).value or "") if column is not None else ""


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def move_row(model: FormModel, rng: Rng) -> str:
    line = rng.choice(model.rows)
    first = model.lines.index(model.rows[0])
    model.lines.remove(line)
    model.lines.insert(rng.randint(first, len(model.lines)), line)
    return "row moved"


def sort_rows(model: FormModel, rng: Rng) -> str:
    column = rng.choice(model.columns)
    places = [at for at, line in enumerate(model.lines) if line.key is not None]
    lines = sorted(model.rows, key=lambda line: str(line.at(column).value or ""), reverse=rng.random() < 0.5)
    for at, line in zip(places, lines, strict=True):
        model.lines[at] = line
    return f"rows sorted by {column.name}"


def sort_without_the_hidden(model: FormModel, rng: Rng) -> str:
    """Only what is seen is sorted: the hidden keys stay where they were. A figure belongs to the words that it moved with."""
    key = model.column(Field.KEY)
    if key is None:
        return ""
    keys = [line.at(key) for line in model.rows]
    sort_rows(model, rng)
    for line, spot in zip(model.rows, keys, strict=True):
        line.spots[key] = spot
    return "rows sorted without the hidden column"


def delete_rows(model: FormModel, rng: Rng) -> str:
    if len(model.rows) < 2:
        return ""
    for line in rng.sample(model.rows, rng.randint(1, max(1, len(model.rows) // 3))):
        model.lines.remove(line)
    return "rows deleted"


def insert_rows(model: FormModel, rng: Rng) -> str:
    line = Line()
    kind = rng.choice(("blank", "note", "total"))
    if kind == "note":
        line.at(model.columns[min(2, len(model.columns) - 1)]).value = rng.choice(_NOTES)
    elif kind == "total":
        line.at(model.columns[min(2, len(model.columns) - 1)]).value = "合计"
        for column in model.columns:
            if column.name in AMOUNTS:
                line.at(column).value = unlike_any()
    first = model.lines.index(model.rows[0])
    at = len(model.lines) if kind == "total" else rng.randint(first, len(model.lines))
    for _ in range(rng.choice((1, 1, 4)) if kind == "blank" else 1):
        model.lines.insert(at, line if kind != "blank" else Line())
    return f"{kind} row inserted"


def duplicate_row(model: FormModel, rng: Rng) -> str:
    line = copied(rng.choice(model.rows))
    model.lines.insert(rng.randint(model.lines.index(model.rows[0]), len(model.lines)), line)
    stated = [column for column in model.columns if column.name in STANDING and isinstance(line.at(column).truth, Decimal)]
    if stated and rng.random() < 0.5:
        _type(line.at(stated[0]), int(line.at(stated[0]).truth) + 1, stated[0].name)
        return "row duplicated and changed"
    return "row duplicated"


def repeat_head(model: FormModel, rng: Rng) -> str:
    """The row of headings again, below itself or over a later page; or all of the head."""
    at = model.lines.index(model.header)
    place = rng.choice((at + 1, rng.randint(at + 1, len(model.lines))))
    block = model.lines[: at + 1] if rng.random() < 0.3 else [model.header]
    model.lines[place:place] = [copied(line) for line in block]
    return "head repeated"


# ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def move_column(model: FormModel, rng: Rng) -> str:
    column = rng.choice(model.columns)
    model.columns.remove(column)
    model.columns.insert(rng.randint(0, len(model.columns)), column)
    return f"column {column.name} moved"


def delete_column(model: FormModel, rng: Rng) -> str:
    column = rng.choice(model.columns)
    model.columns.remove(column)
    return f"column {column.name} deleted"


def delete_hidden(model: FormModel, _rng: Rng) -> str:
    hidden = [column for column in model.columns if column.name in (Field.KEY, Field.MARK)]
    model.columns[:] = [column for column in model.columns if column not in hidden]
    return "hidden columns deleted" if hidden else ""


def insert_column(model: FormModel, rng: Rng) -> str:
    kind = rng.choice(("blank", "numbers", "counter", "unnamed"))
    column = Column(None, {"numbers": rng.choice(STRANGE), "counter": "序号"}.get(kind, ""))
    model.columns.insert(rng.randint(0, len(model.columns)), column)
    for line in model.lines:
        if line.is_header and column.heading:
            line.at(column).value = column.heading
    for number, line in enumerate(model.rows, 1):
        if kind == "counter":
            line.at(column).value = str(number)
        elif kind != "blank":
            line.at(column).value = unlike_any()
    return f"{kind} column inserted"


def _rename(model: FormModel, column: Column, heading: str) -> None:
    for line in model.lines:
        if line.is_header and column in line.spots:
            line.at(column).value = heading
    column.heading = heading


def rename_alike(model: FormModel, rng: Rng) -> str:
    columns = [column for column in model.columns if column.name in SAME]
    if not columns:
        return ""
    for column in rng.sample(columns, rng.randint(1, min(4, len(columns)))):
        _rename(model, column, rng.choice(SAME[column.name or Field.METRIC]))
    return "columns renamed alike"


def rename_strange(model: FormModel, rng: Rng) -> str:
    """A heading that means no field of ours: what stands below it is nowhere to be accepted."""
    column = rng.choice([column for column in model.columns if column.name is not None])
    _rename(model, column, rng.choice(STRANGE))
    name, column.name = column.name, None
    for line in model.rows:
        if column in line.spots:
            line.at(column).truth = None
    return f"column {name} renamed strangely"


def rename_real(model: FormModel, rng: Rng) -> str:
    """A heading of ours over any column: what stands below it is what the heading says."""
    heading = rng.choice(sorted(exact_fields()))
    column = rng.choice(model.columns)
    name, column.name = column.name, exact_fields()[heading]
    _rename(model, column, heading)
    for line in model.rows:
        if column in line.spots:
            spot = line.at(column)
            spot.truth = truth_of(column.name, spot.value)
    return f"column {name} renamed {column.name}"


def swap_headings(model: FormModel, rng: Rng) -> str:
    """The headings of two figures change places, the figures do not: the file says so, and so it is read."""
    columns = [column for column in model.columns if column.name in (*AMOUNTS, Field.YOY, Field.RANK)]
    if len(columns) < 2:
        return ""
    one, other = rng.sample(columns, 2)
    headings = one.heading, other.heading
    _rename(model, one, headings[1])
    _rename(model, other, headings[0])
    one.name, other.name = other.name, one.name
    return "headings swapped"


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _type(spot: Spot, value: Any, name: Field | None) -> None:
    """A value plainly typed into a cell of a field."""
    spot.value, spot.truth, spot.struck, spot.printed = value, truth_of(name, value), "", False


def move_figure(model: FormModel, rng: Rng) -> str:
    """A figure lands in another cell, of its row or of its column, and leaves its own blank."""
    found = _figure(model, rng)
    if found is None:
        return ""
    line, column = found
    spot = line.spots[column]
    if rng.random() < 0.7:
        others = [other for other in model.columns if other is not column and other.name is not Field.KEY]
        near = [other for other in others if abs(model.columns.index(other) - model.columns.index(column)) == 1]
        to, where = line, rng.choice(near if near and rng.random() < 0.7 else others)
    else:
        to, where = rng.choice(model.rows), column
    if to is line and where is column:
        return ""
    value, truth = spot.value, spot.truth
    if where.name in IDENTITY and str(value) in str(to.at(where).value):
        return ""  # what stands there says the same: 4 for 重点任务-4, or what was filed last
    line.spots[column] = Spot(number_format=spot.number_format)
    _type(to.at(where), value, where.name)
    if where.name in (*AMOUNTS, Field.YOY, Field.RANK):
        to.at(where).truth = truth  # a text as well
    return f"figure moved to {where.name}"


def blank_figure(model: FormModel, rng: Rng) -> str:
    found = _figure(model, rng, STANDING)
    if found is None:
        return ""
    found[0].spots[found[1]] = Spot()
    return "figure blanked"


def blank_column(model: FormModel, rng: Rng) -> str:
    columns = [column for column in model.columns if column.name in STANDING]
    if not columns:
        return ""
    column = rng.choice(columns)
    for line in model.rows:
        line.spots[column] = Spot()
    return f"column {column.name} blanked"


def type_otherwise(model: FormModel, rng: Rng) -> str:
    """The same figure in other characters; of a few nobody may take one."""
    found = _figure(model, rng)
    if found is None:
        return ""
    line, column = found
    spot, unit = line.spots[column], _unit(model, line)
    number = spot.truth
    plain = f"{number:f}"
    ways: list[tuple[str, Any, bool]] = [
        ("as text", plain, True),
        ("with blanks around", f"  {plain} ", True),
        ("in wide digits", plain.translate(str.maketrans("0123456789.", "０１２３４５６７８９．")), True),
        ("with a stop", f"{plain}。", True),
        ("with an apostrophe", f"'{plain}", True),
        ("about", f"约{plain}", False),
        ("with a blank inside", f"{plain[:1]} {plain[1:]}" if len(plain) > 1 else f"{plain} 7", False),
        ("two numbers", f"{plain}、{plain}", False),
        ("with a note", f"{plain}（初步统计）", False),
        ("as a sum", f"{plain}+1", False),
    ]
    if column.name in AMOUNTS and unit and unit != "%":
        ways += [("with its unit", f"{plain}{unit}", True), ("with a blank and its unit", f"{plain} {unit}", True)]
        if unit == "亿元":
            ways.append(("in another unit", f"{number * 10_000:f}万元", True))
    if column.name is Field.YOY:
        ways += [("with a sign", f"{plain}%", True)]
    if number == number.to_integral_value() and abs(number) >= 1000:
        ways.append(("with a comma", f"{int(number):,}", True))
    way, value, is_plain = rng.choice(ways)
    spot.value = value
    spot.truth = number if is_plain else None
    return f"figure typed {way}"


def strike(model: FormModel, rng: Rng) -> str:
    found = _figure(model, rng)
    if found is None:
        return ""
    spot = found[0].spots[found[1]]
    spot.struck, spot.value, spot.truth = str(spot.value), None, None
    return "figure struck"


def swap_rows_figures(model: FormModel, rng: Rng) -> str:
    """The figures of two rows change places: the file says so."""
    if len(model.rows) < 2:
        return ""
    one, other = rng.sample(model.rows, 2)
    for column in model.columns:
        if column.name in STANDING:
            one.spots[column], other.spots[column] = other.at(column), one.at(column)
    return "figures of two rows swapped"


# ── merges, sheets, containers ───────────────────────────────────────────────────────────────────────────────────────


def merge_figures(model: FormModel, rng: Rng) -> str:
    """Cells of figures become one: a workbook keeps only the first of what they held."""
    found = _figure(model, rng, AMOUNTS)
    if found is None:
        return ""
    line, column = found
    at, across = model.lines.index(line), model.columns.index(column)
    home = line.spots[column]
    if rng.random() < 0.5 and at + 1 < len(model.lines):
        home.down = 2
        model.lines[at + 1].spots[column] = Spot(anchor=home)
    elif across + 1 < len(model.columns):
        home.across = 2
        line.spots[model.columns[across + 1]] = Spot(anchor=home)
    home.truth = home.truth if home.across == 2 else None
    return "figures merged"


def merge_identity(model: FormModel, _rng: Rng) -> str:
    """任务编号 and 任务名称 that repeat become one cell."""
    done = ""
    for name in (Field.TASK_NO, Field.TASK_NAME):
        column = model.column(name)
        if column is None:
            continue
        home: Spot | None = None
        for line in model.lines:
            spot = line.spots.get(column)
            if line.key is None or spot is None or spot.is_blank:
                home = None
            elif home is not None and home.value == spot.value:
                home.down += 1
                line.spots[column] = Spot(anchor=home)
                done = "identity merged"
            else:
                home = spot
    return done


def rename_sheet(model: FormModel, rng: Rng) -> str:
    model.sheet = rng.choice(("Sheet1", "12月", "进展情况 (2)", "汇总", "重点项目"))
    return "sheet renamed"


def drop_meta(model: FormModel, _rng: Rng) -> str:
    model.has_meta = False
    return "hidden sheet deleted"


def add_sheet(model: FormModel, rng: Rng) -> str:
    name = "Sheet2"
    cells = (Cell(1, 1, "备查", sheet_place(name, 1, 1), "备查"), Cell(1, 2, "5", sheet_place(name, 1, 2), 5))
    model.more.append(Grid((cells,), Place(sheet=name), hidden=rng.random() < 0.3))
    return "sheet added"


def save_otherwise(model: FormModel, rng: Rng) -> str:
    """As another type: a text has neither types nor sheets nor merges nor what is struck."""
    model.container = rng.choice((Container.CSV, Container.ODS, Container.XLS))
    if model.container is Container.CSV:
        for line in model.lines:
            for column in model.columns:
                spot = line.at(column)
                spot.anchor, spot.down, spot.across = None, 1, 1
                if spot.struck:
                    line.spots[column] = Spot()
    return f"saved as {model.container}"


MUTATIONS: tuple[Mutation, ...] = (
    move_row, sort_rows, sort_without_the_hidden, delete_rows, insert_rows, insert_rows, duplicate_row, repeat_head,
    move_column, delete_column, delete_hidden, insert_column, insert_column, rename_alike, rename_alike, rename_strange,
    rename_real, rename_real,
    swap_headings,
    move_figure, move_figure, move_figure, blank_figure, blank_column, type_otherwise, type_otherwise, type_otherwise, strike,
    swap_rows_figures, rename_sheet, drop_meta, add_sheet,
)  # fmt: skip
LAST: tuple[Mutation, ...] = (merge_figures, merge_identity, save_otherwise, save_otherwise)


def mutated(model: FormModel, rng: Rng) -> tuple[str, ...]:
    """One to three mutations, the last of them sometimes a merge or another type of file; what was done."""
    done = [rng.choice(MUTATIONS)(model, rng) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    if rng.random() < 0.25 or not any(done):
        done.append(rng.choice(LAST)(model, rng))
    return tuple(what for what in done if what)
