"""Text files without columns: the tab-indented export of a table, and paragraphs.

In the export a cell starts at a line that begins with a tab and the lines after it belong to it; an empty line before a tab
ends the row (usually: who knows what the cells mean joins a row that was cut in two). Columns are not given, so the Grid is
ragged: a column is only the order in the row.
"""

from __future__ import annotations

from ingest.documents.containers import Container
from ingest.documents.encoding import Decoded
from ingest.documents.grid import Cell, Document, Grid, Paragraph, Reconciliation
from ingest.documents.limits import Limits, Refusal
from ingest.documents.places import table_place
from ingest.documents.text_shape import Shape, lines_of, shape_of
from ingest.findings import Place


def read_text(decoded: Decoded, limits: Limits) -> Document:
    """Paragraphs before and after, and one Grid where the text is a tab-indented export."""
    lines = lines_of(decoded.text.replace("\x0c", "\n"))
    if shape_of(decoded.text).shape is not Shape.EXPORT:
        paragraphs = _paragraphs(lines, 0, limits)
        return Document(Container.TEXT, tuple(paragraphs), (), Reconciliation(paragraphs=len(paragraphs)))
    first = next(i for i, line in enumerate(lines) if line.startswith("\t"))
    last = _end_of_table(lines)
    before = _paragraphs(lines[:first], 0, limits)
    grid = _grid(lines[first:last], limits)
    after = _paragraphs(lines[last:], len(before), limits)
    return Document(
        Container.TEXT,
        (*before, grid, *after),
        (),
        Reconciliation(tables=1, rows=len(grid.rows), paragraphs=len(before) + len(after)),
    )


def _paragraphs(lines: list[str], already: int, limits: Limits) -> list[Paragraph]:
    texts = [line for line in lines if line.strip()]
    if len(texts) > limits.paragraphs:
        raise Refusal("file-too-large", what="段落数", actual=len(texts), limit=limits.paragraphs)
    return [Paragraph(text, Place(paragraph=already + n)) for n, text in enumerate(texts, start=1)]


def _end_of_table(lines: list[str]) -> int:
    """Where the text after the table begins: after the last cell, past two or more empty lines."""
    last_tab = max(i for i, line in enumerate(lines) if line.startswith("\t"))
    empty = 0
    for i in range(last_tab + 1, len(lines)):
        if lines[i].strip():
            if empty > 1:
                return i
            empty = 0
        else:
            empty += 1
    return len(lines)


def _grid(lines: list[str], limits: Limits) -> Grid:
    rows: list[list[list[str]]] = []
    cells = 0
    previous = ""
    for line in lines:
        if line.startswith("\t"):
            if not rows or not previous.strip(" \u3000"):
                rows.append([])
            rows[-1].extend([piece] for piece in line[1:].split("\t"))
            cells += 1
            if cells > limits.cells or len(rows) > limits.rows:
                raise Refusal("file-too-large", what="单元格数", actual=cells, limit=limits.cells)
        else:
            rows[-1][-1].append(line)
        # a line of one tab is an empty cell, not an empty line
        previous = line
    return Grid(
        rows=tuple(
            tuple(Cell(r, c, "\n".join(text).strip("\n"), table_place(1, r, c)) for c, text in enumerate(row, start=1))
            for r, row in enumerate(rows, start=1)
        ),
        place=Place(table=1),
        ragged=True,
    )
