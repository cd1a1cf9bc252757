"""What is said in the same words of many cells is told once, with its cells."""

from __future__ import annotations

from ingest.findings import Finding, Place, Severity
from ingest.findings.grouping import grouped, places_text


def _finding(row: int, message: str = "“累计完成”没有填写。", sheet: str = "进展情况") -> Finding:
    return Finding(
        "figure-missing", Severity.WARNING, place=Place(sheet=sheet, row=row, column="K"), message=message, label="累计完成"
    )


def test_equal_words_are_one_line_with_all_cells() -> None:
    told = grouped([_finding(4), _finding(5, "别的话"), _finding(7), _finding(9), _finding(4, sheet="另一张表")])
    assert [(finding.message, places_text(places)) for finding, places in told] == [
        ("“累计完成”没有填写。", "进展情况!K4、K7、K9"),
        ("别的话", "进展情况!K5"),
        ("“累计完成”没有填写。", "另一张表!K4"),
    ]


def test_many_cells_are_named_as_far_as_a_person_reads() -> None:
    ((_, places),) = grouped(_finding(row) for row in range(4, 30))
    assert places_text(places).startswith("进展情况!K4、K5、")
    assert places_text(places).endswith("K15 等26处")


def test_no_place_and_one_place_read_as_before() -> None:
    assert places_text((Place(),)) == ""
    assert places_text((Place(row=3, column="B"), Place(row=3, column="B"))) == "第3行 B列"
