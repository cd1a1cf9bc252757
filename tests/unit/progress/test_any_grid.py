"""Whatever stands in the cells of a form, a filing is read or refused: no exception, and never a rejection without a reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.documents.containers import Container
from ingest.documents.grid import Cell, Document, Grid
from ingest.documents.places import sheet_place
from ingest.findings import Effect, Place
from ingest.progress.filing_json import filing_object
from ingest.progress.filing_rows import raw_rows
from ingest.progress.headings.words import heading_words
from ingest.progress.reader import read_filing
from tests.cases.model import LABELS, housing
from tests.unit.progress.progress_home import context

CONTEXT = context()
WORDS = (
    "重点项目-3", "老旧小区改造", "改造老旧小区", "投诉率", "北塔区", "全市", "个", "%", "万元", "约30", "30%",
    "同上", "无", "—", "合计", "小计", "注：", "填报单位：区住建局", "报告期：2023年11月", "填报单位", "报告期",
    "11月推进情况", "单位：万元", "重点工作", "一、重点项目", "是", "3月底", "1.7", "（7）", "#REF!",
    "", " ", "\n",
)  # fmt: skip
content = st.one_of(
    st.none(), st.sampled_from(WORDS), st.sampled_from(LABELS), st.sampled_from(sorted(heading_words().exact)),
    st.integers(-5, 10**16), st.floats(), st.booleans(),
    st.dates(), st.datetimes(), st.times(), st.timedeltas(), st.text(max_size=6),
)  # fmt: skip


@st.composite
def cells(draw: st.DrawFn, row: int, column: int, usual: Any) -> Cell:
    value = usual if draw(st.integers(0, 9)) else draw(content)
    odd = draw(st.integers(0, 19))
    return Cell(
        row,
        column,
        "" if value is None or odd == 9 else str(value),
        sheet_place("表", row, column),
        None if odd == 9 else value,
        draw(st.sampled_from(["General", "0%", "@"])) if odd == 1 else "General",
        row_span=2 if odd == 2 else 1,
        column_span=3 if odd == 3 else 1,
        anchor=(max(1, row - 1), column) if odd == 4 and row > 1 else None,
        hidden=odd == 5,
        formula="SUM(A1:B9)" if odd == 6 else "",
        uncached=odd == 7,
        error="#DIV/0!" if odd == 8 else "",
        struck=draw(st.sampled_from(["34", "老旧小区改造"])) if odd in {9, 10} else "",
    )


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    usual = [
        ["填报单位：区住建局", "报告期：2023年11月"],
        list(LABELS),
        *housing(),
        ["合计", None, None, None, None, None, 10, 10],
    ]
    rows = []
    for number, line in enumerate(usual, 1):
        if draw(st.integers(0, 14)):
            rows.append(tuple(draw(cells(number, at, value)) for at, value in enumerate(line, 1)))
    return Grid(tuple(rows), Place(sheet="表"), date_1904=draw(st.booleans()))


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(grids(), min_size=1, max_size=2), st.sampled_from(["区住建局_2023年11月.xlsx", "x.xlsx", ""]))
def test_any_grid(found: list[Grid], name: str) -> None:
    filing = read_filing(Document(Container.XLSX, tuple(found)), name=name, sha256="s", context=CONTEXT)
    assert len(filing.accepted) + len(filing.held) == filing.rows_read
    if filing.verdict == "rejected":
        assert not filing.accepted
        assert any(f.effect is Effect.FILE for f in filing.all_findings)
    for row in filing.held:
        assert row.codes
    assert filing_object(filing, name)["rows"]["accepted"] == len(raw_rows(filing)["filing_rows"])
    assert all(isinstance(r["done_date"], dt.date | None) for r in raw_rows(filing)["filing_rows"])
