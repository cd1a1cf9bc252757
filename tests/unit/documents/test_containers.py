"""Containers are a table: what is entered is read, and what is entered can be read."""

from __future__ import annotations

import io
import zipfile

import pytest

from ingest.documents.containers import READABLE, Container, Readable, by_mimetype
from ingest.documents.grid import Document, Grid
from ingest.documents.limits import Limits
from ingest.documents.package import Package
from ingest.documents.places import sheet_place
from ingest.documents.reader import read_bytes
from ingest.documents.workbook_cells import SheetBuilder, make_cell

SHEET = "application/vnd.nobody.sheets"  # of no container that will ever be read
CONTENT = """<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>
<table:table table:name="进展情况"><table:table-row><table:table-cell><text:p>任务</text:p></table:table-cell>
<table:table-cell><text:p>完成</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def read_sheets(content: Package, limits: Limits) -> Document:
    """The reader of a container that threekey does not know: OpenDocument in small."""
    grids: list[Grid] = []
    for table in content.xml("content.xml").iter("{t}table"):
        builder = SheetBuilder(table.get("{t}name", ""), len(grids) + 1, limits, hidden=False, date_1904=False)
        for row, element in enumerate(table.iter("{t}table-row"), 1):
            for column, cell in enumerate(element.iter("{t}table-cell"), 1):
                text = "\n".join("".join(p.itertext()) for p in cell.iter("{x}p"))
                builder.rows.setdefault(row, {})[column] = make_cell(
                    row, column, text, sheet_place(builder.name, row, column), text
                )
        grids.append(builder.finish()[0])
    return Document(Container.ARCHIVE, tuple(grids))


def sheets() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", SHEET)
        package.writestr("content.xml", CONTENT)
    return out.getvalue()


def test_a_container_in_the_table_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [f.code for f in read_bytes(sheets(), "填报.sheets").findings] == ["file-is-archive"]
    known = Readable("无人表格（.sheets）", frozenset({".sheets"}), f"{__name__}.read_sheets", SHEET)
    monkeypatch.setitem(READABLE, Container.ARCHIVE, known)
    document = read_bytes(sheets(), "填报.sheets")
    assert document.findings == ()
    assert [[c.text for c in cells] for grid in document.grids for cells in grid.rows] == [["任务", "完成"]]
    wrong = read_bytes(sheets(), "填报.xlsx")
    assert [f.code for f in wrong.findings] == ["file-type-differs-from-name"]
    assert "无人表格" in wrong.findings[0].message


def test_only_a_zip_that_states_its_type_is_told_by_it() -> None:
    """An empty statement is nobody's, and neither is one that no entry makes."""
    assert by_mimetype("") is None
    assert by_mimetype(SHEET) is None


@pytest.mark.parametrize("container", READABLE)
def test_each_entry_names_a_reader_and_the_suffixes_of_honest_names(container: Container) -> None:
    known = READABLE[container]
    assert callable(known.load())
    assert known.suffixes
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in known.suffixes)
    assert any("\u4e00" <= c <= "\u9fff" for c in known.kind)
