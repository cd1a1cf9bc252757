"""For any heading and any order of blocks: a typed figure is accepted in its place, or its column E is named in a finding."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents.containers import Container
from ingest.documents.grid import Cell, Document, Grid
from ingest.documents.places import sheet_place
from ingest.findings import Place
from ingest.progress.fields import FIGURES
from ingest.progress.filing import JudgedFiling
from ingest.progress.headings.stacks import read_stack
from ingest.progress.headings.words import heading_words
from ingest.progress.reader import read_filing
from tests.unit.progress.progress_home import context

CONTEXT = context()
KEYS = ("任务编号", "任务名称", "指标", "计量单位")
STATIONS = ("重点工作-3", "数字经济", "5G站点", "个")
HOUSES = ("重点项目-3", "老旧小区改造", "改造老旧小区", "个")
TYPED = Decimal(7)  # stands nowhere else in these forms


def read(rows: Sequence[Sequence[Any]], unit: str) -> JudgedFiling:
    lines = [(f"填报单位：{unit}", "报告期：2023年11月"), *rows]
    grid = Grid(
        tuple(
            tuple(
                Cell(r, c, "" if v is None else str(v), sheet_place("表", r, c), v if isinstance(v, int) else None)
                for c, v in enumerate(line, 1)
            )
            for r, line in enumerate(lines, 1)
        ),
        Place(sheet="表"),
    )
    return read_filing(Document(Container.XLSX, (grid,)), name="x.xlsx", sha256="s", context=CONTEXT)


labels = st.lists(st.sampled_from(sorted(heading_words().token)), min_size=1, max_size=4).map("".join)


@settings(max_examples=300)
@given(labels, st.booleans())
def test_a_figure_below_any_heading_is_accepted_or_its_column_is_named(label: str, is_beside_so_far: bool) -> None:
    field = read_stack((label,)).field
    if field is not None and field not in FIGURES:
        return  # a key or a text of the form, whose contents are others' matter
    more, figures = (("累计完成",), (10,)) if is_beside_so_far else ((), ())
    filing = read([(*KEYS, label, *more), (*HOUSES, 7, *figures)], "区住建局")
    if field is not None and any(f.code == "figure-column-missing" for f in filing.all_findings):
        return  # a place or a growth alone, where an amount is asked
    accepted = [value for row in filing.accepted for value in (row.current, row.cumulative, row.yoy, row.rank, row.rate)]
    named = [f for f in filing.all_findings if f.place.column == "E" or "E" in f.message or f.code == "form-unrecognised"]
    assert TYPED in accepted or named, (label, [(f.code, f.place.column) for f in filing.all_findings])


@settings(max_examples=60)
@given(st.permutations(["全市", "北塔区"]), st.permutations(["本月完成", "累计完成"]), st.booleans(), st.data())
def test_every_figure_side_by_side_is_of_its_own_area(
    areas: list[str], figures: list[str], is_figure_above: bool, data: st.DataObject
) -> None:
    typed = {
        (area, figure): data.draw(st.integers(1, 60) if figure == "本月完成" else st.integers(61, 69))
        for area in areas
        for figure in figures
    }
    outer, inner = (figures, areas) if is_figure_above else (areas, figures)
    columns = [(first, second) for first in outer for second in inner]
    top = [first if second == inner[0] else None for first, second in columns]
    row = [typed[(second, first) if is_figure_above else (first, second)] for first, second in columns]
    filing = read([(*KEYS, *top), (*[None] * len(KEYS), *(second for _, second in columns)), (*STATIONS, *row)], "区发改局")
    assert {(row.area, row.current, row.cumulative) for row in filing.accepted} == {
        (area, Decimal(typed[area, "本月完成"]), Decimal(typed[area, "累计完成"])) for area in areas
    }
