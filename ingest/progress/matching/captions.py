"""Areas that stand over rows, not in a column: 一、全市 above one table, 二、北塔区 above the next, or as names of sheets.

Only where a table has no column for the area and at least two areas stand so: one alone may be no more than whose table it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.documents.grid import Cell
from ingest.progress.fields import Field
from ingest.progress.layout.form_parts import FormPart
from ingest.progress.layout.form_sheet import has_content
from ingest.progress.layout.side_by_side import KnownHeads
from ingest.progress.layout.table_rows import RowKind, TableRow

_NUMBER = re.compile(r"^[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]?\s*[、.．：:]?\s*")
_END = "：: 　"


def captions_of(part: FormPart, parts: Sequence[FormPart], known: KnownHeads) -> Mapping[int, Cell]:
    """For each row of a table that has no column for the area the cell that says it, with the area alone as its text."""
    if _has_areas(part):
        return {}
    over = dict(_over_rows(part, known))
    if len({cell.text for cell in over.values()}) > 1:
        return over
    named = {one.sheet.name: area for one in parts if not _has_areas(one) and (area := _area(one.sheet.name, known))}
    if len(set(named.values())) < 2 or len(named) < len(parts) or over:
        return {}
    area = named[part.sheet.name]
    cell = Cell(1, 1, area, part.sheet.grid.place, area)
    return {row.number: cell for row in part.rows if row.kind is RowKind.DATA}


def with_caption(row: TableRow, captions: Mapping[int, Cell]) -> TableRow:
    """The row with the area that stands over it."""
    cell = captions.get(row.number)
    return row if cell is None else replace(row, cells={**row.cells, Field.AREA: cell})


def _has_areas(part: FormPart) -> bool:
    headers = [part.header, *part.header.blocks, *(row.header for row in part.rows)]
    return any(Field.AREA in header.columns or (header.head or ("",))[0] is Field.AREA for header in headers)


def _over_rows(part: FormPart, known: KnownHeads) -> Iterator[tuple[int, Cell]]:
    """The rows below each caption, up to the next heading that is none."""
    rows = {row.number: row for row in part.rows}
    caption: Cell | None = None
    for number in part.sheet.filled:
        own = [cell for cell in part.sheet.rows[number].values() if cell.anchor is None and has_content(cell)]
        row = rows.get(number)
        is_heading = len(own) == 1 and (number < part.header.first or (row is not None and row.kind is RowKind.HEADING))
        if is_heading:
            area = _area(own[0].text, known)
            caption = replace(own[0], text=area, value=area) if area else None
        elif row is not None and row.kind is RowKind.DATA and caption is not None:
            yield number, caption


def _area(text: str, known: KnownHeads) -> str:
    """The area that a caption is, "" where it says anything else."""
    plain = text.strip().strip(_END)
    for name in (plain, _NUMBER.sub("", plain).strip(_END)):
        if name and known.is_area(name):
            return name
    return ""
