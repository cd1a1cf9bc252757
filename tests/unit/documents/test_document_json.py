"""A document leaves the sandbox as it was read, and what is no document is refused, whatever it looks like."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from ingest.documents.catalogue import finding
from ingest.documents.colours import Colour
from ingest.documents.containers import Container
from ingest.documents.document_json import DamagedReplyError, document_json, document_of
from ingest.documents.grid import Cell, CellValue, Document, Grid, Note, Paragraph, Reconciliation
from ingest.documents.places import sheet_place
from ingest.documents.reader import read_bytes
from ingest.documents.reading_task import small_workbook
from ingest.findings import Place

VALUES: tuple[CellValue, ...] = (
    None, "", "甲", "乙\n丙", "\ud800\x00\u2028", 0, -1, 10**30, True, False, 0.1, -0.0, 12.0, 1e300, math.inf,
    dt.date(2023, 11, 1), dt.datetime.fromisoformat("2023-11-01T08:30:00.000005"), dt.time(23, 59),
    dt.timedelta(days=-3, seconds=5, microseconds=7),
)  # fmt: skip


def of_value(value: CellValue) -> Document:
    return Document(Container.XLSX, (Grid(((Cell(1, 2, "甲", sheet_place("表", 1, 2), value),),), Place(sheet="表")),))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_keeps_its_kind(value: CellValue) -> None:
    back = document_of(document_json(of_value(value)))
    assert back == of_value(value)
    ((cell,),) = back.grids[0].rows
    assert (type(cell.value), repr(cell.value)) == (type(value), repr(value))


def test_no_number_is_a_number_that_equals_nothing() -> None:
    ((cell,),) = document_of(document_json(of_value(math.nan))).grids[0].rows
    assert isinstance(cell.value, float)
    assert math.isnan(cell.value)


def test_everything_that_a_document_may_hold_comes_back() -> None:
    full = Cell(
        3, 30, "甲", Place(table=2, row=9, column="Z", page=4), 1.5, "0.0%", 2, 3, (1, 1), True, "A1+1", True, "#REF!",
        Colour.RED, Colour.YELLOW, "乙",
    )  # fmt: skip
    grid = Grid(
        ((Cell(1, 1, "", Place(table=7, row=1, column="A")), full), ()),
        Place(table=7, page=1),
        ragged=True,
        hidden=True,
        date_1904=True,
        header_rows=2,
        nested_in=Place(table=1, row=1, column="B"),
        notes=(Note(1, 1, Place(table=7), "批注", "某人"),),
    )
    told = replace(
        finding("text-struck", Place(paragraph=3), struck="甲", seen="甲"),
        label="列", section="一", task_no="1", subtask_no="2", clause="三",
    )  # fmt: skip
    document = Document(
        Container.DOCX,
        (Paragraph("段", Place(paragraph=1), "（一）", 2), grid, Grid((), Place())),
        (told, finding("file-type-differs-from-name", seen="a.xls", suffix=".xls", kind="x")),
        Reconciliation(1, 2, 3, (("没有单元格", 4),)),
    )
    assert document_of(document_json(document)) == document


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b'["xlsx",[],[],[0,0,0,[]],1]',
        b'["exe",[],[],[0,0,0,[]]]',
        b"[" * 100_000,
        b'["xlsx",[],[],[' + b"9" * 5000 + b",0,0,[]]]",
        b'["xlsx",[],[],[-1,0,0,[]]]',
        b'["xlsx",[],[],[true,0,0,[]]]',
        b'["xlsx",["p"],[],[0,0,0,[]]]',
        b'["xlsx",[""],[],[0,0,0,[]]]',
        b'["xlsx",[7],[],[0,0,0,[]]]',
        b'["xlsx",{},[],[0,0,0,[]]]',
        b'["xlsx",[["p",1,["",0,0,"",0,0],"",0]],[],[0,0,0,[]]]',
        b'["xlsx",[],[["no-such-code",["",0,0,"",0,0],"","","","",["","","","",""]]],[0,0,0,[]]]',
        b'["xlsx",[],[["file-empty",["",0,0,"",0,0],"","","' + b"x" * 601 + b'","",["","","","",""]]],[0,0,0,[]]]',
    ],
)
def test_what_is_no_document_is_refused(reply: bytes) -> None:
    with pytest.raises(DamagedReplyError):
        document_of(reply)


def test_a_finding_has_the_weight_that_the_catalogue_gives_it() -> None:
    said = [["picture-ignored", ["", 0, 0, "", 0, 0], "", "", "甲", "", ["", "", "", "", ""]]]
    (found,) = document_of(json.dumps(["docx", [], said, [0, 0, 0, []]]).encode()).findings
    assert (found.severity, found.effect) == ("info", "none")


def _places(said: Any, at: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    """Where in a reply something stands that can be replaced."""
    if not isinstance(said, list):
        return [at]
    return [at, *(place for n, item in enumerate(said) for place in _places(item, (*at, n)))]


def test_a_reply_of_which_anything_is_replaced_is_a_document_or_refused() -> None:
    random = Random(15)  # noqa: S311 - the same every time
    original = document_json(read_bytes(small_workbook(), "a.xlsx"))
    places = [place for place in _places(json.loads(original)) if place]
    others: tuple[Any, ...] = (None, -1, 1 << 40, 1e308, "甲", "\ud800", [], [["="]], {"a": 1}, True, ["date", "2023-13-01"])
    refused = 0
    for _ in range(3000):
        said = json.loads(original)
        *path, last = random.choice(places)
        inside = said
        for step in path:
            inside = inside[step]
        inside[last] = random.choice(others)
        try:
            document = document_of(json.dumps(said).encode())
        except DamagedReplyError:
            refused += 1
        else:
            assert document_of(document_json(document)) == document
    assert 1500 < refused < 3000
