"""Outside figures: the shipped file exactly, other labels and orders, and each way in which a row can be wrong."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import raw
from ingest.benchmarks.catalogue import CATALOGUE
from ingest.benchmarks.reader import BenchmarkReading, read_benchmarks
from ingest.documents.containers import Container
from ingest.documents.grid import Cell, CellValue, Document, Grid
from ingest.documents.reader import read_bytes
from ingest.findings import Effect, Finding, Place, Severity
from ingest.seeds import Seeds
from ingest.vocabulary import Vocabulary

HERE = Path(__file__).parent
WORDS = Seeds().at(dt.date(2023, 11, 25)).of("北塔区")
HEADER = ["area", "indicator", "measure", "period_start", "period_end", "value", "unit", "source"]
GOOD = ["湖南省", "GDP", "yoy", "2023-01-01", "2023-12-31", "4.6", "%", "湖南省统计局"]


def _document(rows: list[list[CellValue]], formats: dict[int, str] | None = None) -> Document:
    """A document of one sheet whose cells hold what a workbook reader would give for these values."""
    made = []
    for r, values in enumerate(rows, start=1):
        cells = []
        for c, value in enumerate(values, start=1):
            typed = None if isinstance(value, str) else value
            place = Place(sheet="Sheet1", row=r, column="ABCDEFGHIJ"[c - 1])
            text = "" if value is None else str(value)
            cells.append(Cell(r, c, text, place, value=typed, number_format=(formats or {}).get(c, "")))
        made.append(tuple(cells))
    return Document(Container.XLSX, (Grid(tuple(made), Place(sheet="Sheet1")),))


def _with(**changes: CellValue) -> list[CellValue]:
    return [changes.get(name, value) for name, value in zip(HEADER, GOOD, strict=True)]


def _codes(reading: BenchmarkReading) -> list[str]:
    return [f.code for f in reading.findings]


def test_published_figures_are_read_exactly() -> None:
    with (HERE / "published-2023.csv").open(encoding="utf-8", newline="") as handle:
        lines = list(csv.reader(handle))
    reading = read_benchmarks(_document([list(line) for line in lines]), WORDS)
    assert (reading.verdict, reading.rows_read, reading.rows_held, reading.findings) == ("accepted", 21, 0, ())
    assert reading.rows[5] == {
        "row_no": 7,
        "area": "湖南省",
        "indicator": "固定资产投资",
        "measure": "yoy",
        "period_start": dt.date(2023, 1, 1),
        "period_end": dt.date(2023, 12, 31),
        "value": Decimal("-3.1"),
        "unit": "%",
        "source": "湖南省及市州经济财政研究（2024）",
    }
    wanted = [(line[0], line[1], line[2], line[5]) for line in lines[1:]]
    assert [(r["area"], r["indicator"], r["measure"], f"{r['value'].normalize():f}") for r in reading.rows] == [
        (a, i, m, f"{Decimal(v).normalize():f}") for a, i, m, v in wanted
    ]


def test_rows_fit_the_raw_tables(tmp_path: Path) -> None:
    reading = read_benchmarks(_document([HEADER, GOOD, _with(value="约5", area="邵阳市")]))
    provenance = {"receipt_seq": 1, "file_sha256": "a" * 64, "received_as_of": dt.date(2024, 1, 27)}
    tables = {name: [{**provenance, **row} for row in rows] for name, rows in reading.tables().items()}
    for name, rows in tables.items():
        assert all(set(row) == set(raw.SCHEMAS[name].names) for row in rows), name
    raw.write_batch(tmp_path, "1", tables)
    assert raw.read_table(tmp_path, "benchmarks")[0]["value"] == Decimal("4.6")
    assert raw.read_table(tmp_path, "benchmark_files")[0]["rows_held"] == 1
    assert raw.read_table(tmp_path, "benchmark_findings")[0]["code"] == "benchmark-not-a-number"


def test_chinese_labels_in_another_order_under_a_title() -> None:
    rows: list[list[CellValue]] = [
        ["2023年省市公布数据（摘录）"],
        ["数 值", "单位", "指标名称", "地区", "起始日期", "截止日期", "口径", "数据来源"],
        [2731.42, "亿元", "GDP", "邵阳市", dt.date(2023, 1, 1), dt.date(2023, 12, 31), "总量", "湖南日报"],
        ["１，２３４．５", "亿元", "进出口总额", "湖南省", "2023年1月", "2023年9月", "数值", "长沙海关"],
        [7, "", "进出口总额", "邵阳市", "2023年", "2023年", "全省排名", "长沙海关"],
        ["注：以上为公开数据。"],
    ]
    rows[4][6] = "排名"
    reading = read_benchmarks(_document(rows))
    assert reading.verdict == "accepted"
    got = [(r["measure"], r["value"], r["period_start"].isoformat(), r["period_end"].isoformat()) for r in reading.rows]
    assert got == [
        ("value", Decimal("2731.42"), "2023-01-01", "2023-12-31"),
        ("value", Decimal("1234.5"), "2023-01-01", "2023-09-30"),
        ("rank", Decimal(7), "2023-01-01", "2023-12-31"),
    ]


def test_a_percentage_cell_counts_in_percent() -> None:
    reading = read_benchmarks(_document([HEADER, _with(value=0.046, unit="")], formats={6: "0.0%"}))
    assert (reading.rows[0]["value"], reading.rows[0]["unit"]) == (Decimal("4.6"), "%")


@pytest.mark.parametrize(
    ("changes", "code", "column"),
    [
        ({"area": ""}, "benchmark-key-blank", "A"),
        ({"indicator": "　"}, "benchmark-key-blank", "B"),
        ({"measure": "环比"}, "benchmark-unknown-measure", "C"),
        ({"period_start": "2023-02-30"}, "benchmark-bad-date", "D"),
        ({"period_end": "年底"}, "benchmark-bad-date", "E"),
        ({"period_start": "2024-01-01"}, "benchmark-dates-reversed", "D"),
        ({"value": "约5"}, "benchmark-not-a-number", "F"),
        ({"value": "—"}, "benchmark-not-a-number", "F"),
        ({"value": None}, "benchmark-not-a-number", "F"),
        ({"value": "1,23"}, "benchmark-not-a-number", "F"),
        ({"value": True}, "benchmark-not-a-number", "F"),
        ({"measure": "rank", "value": "6.5", "unit": ""}, "benchmark-rank-not-whole", "F"),
        ({"measure": "value", "unit": ""}, "benchmark-unit-blank", "G"),
        ({"unit": "亿元"}, "benchmark-unit-not-percent", "G"),
    ],
)
def test_a_bad_row_is_held_back_and_the_good_one_stays(changes: dict[str, CellValue], code: str, column: str) -> None:
    reading = read_benchmarks(_document([HEADER, _with(area="邵阳市"), _with(**changes)]))
    (finding,) = reading.findings
    assert (finding.code, finding.place.row, finding.place.column, finding.effect) == (code, 3, column, Effect.ROW)
    assert finding.message
    assert finding.fix
    assert "{" not in finding.message + finding.fix
    assert (reading.verdict, reading.rows_read, reading.rows_held) == ("accepted_with_warnings", 2, 1)
    assert [r["area"] for r in reading.rows] == ["邵阳市"]


def test_contradicting_rows_are_both_held_and_repeated_ones_counted_once() -> None:
    rows = [HEADER, GOOD, _with(value="4.8"), _with(area="邵阳市"), _with(area="邵阳市")]
    reading = read_benchmarks(_document(rows))
    assert [(f.code, f.place.row, f.seen) for f in reading.findings] == [
        ("benchmark-duplicate-differs", 2, "4.6 与 4.8"),
        ("benchmark-duplicate-differs", 3, "4.8 与 4.6"),
        ("benchmark-duplicate", 5, ""),
    ]
    assert [(r["area"], r["row_no"]) for r in reading.rows] == [("邵阳市", 4)]


def test_no_row_left_is_a_rejection() -> None:
    assert read_benchmarks(_document([HEADER, _with(value="无")])).verdict == "rejected"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["姓名", "电话"], ["张三", "1"]], "benchmark-no-table"),
        ([], "benchmark-no-table"),
        ([HEADER], "benchmark-no-rows"),
        ([[*HEADER[:5], "x"], GOOD], "benchmark-columns-missing"),
        ([[*HEADER, "数值"], [*GOOD, "5"]], "benchmark-column-twice"),
    ],
)
def test_files_that_are_no_such_table(rows: list[list[CellValue]], code: str) -> None:
    reading = read_benchmarks(_document(rows))
    assert reading.verdict == "rejected"
    assert reading.rows == ()
    assert code in _codes(reading)


def test_what_the_file_reader_found_is_passed_on() -> None:
    broken = Finding("file-empty", Severity.ERROR, Effect.FILE, message="文件是空的。")
    reading = read_benchmarks(Document(Container.EMPTY, findings=(broken,)))
    assert (reading.verdict, _codes(reading)) == ("rejected", ["file-empty"])


def test_unknown_area_and_missing_source_are_warnings() -> None:
    reading = read_benchmarks(_document([HEADER, _with(area="长沙市", source="")]), WORDS)
    assert sorted(_codes(reading)) == ["benchmark-area-unknown", "benchmark-source-blank"]
    assert (reading.verdict, len(reading.rows)) == ("accepted_with_warnings", 1)


def test_merged_area_is_filled_down_but_a_merged_value_is_not() -> None:
    def cell(row: int, column: int, text: str, **more: object) -> Cell:
        return Cell(row, column, text, Place(sheet="S", row=row, column="ABCDEFGH"[column - 1]), **more)  # type: ignore[arg-type]

    header = tuple(cell(1, c, label) for c, label in enumerate(HEADER, start=1))
    first = tuple(cell(2, c, v, row_span=2 if c in (1, 6) else 1) for c, v in enumerate(GOOD, start=1))
    second = tuple(
        cell(3, c, "" if c in (1, 6) else v, anchor=(2, c) if c in (1, 6) else None)
        for c, v in enumerate(_with(indicator="CPI"), start=1)
    )
    reading = read_benchmarks(Document(Container.XLSX, (Grid((header, first, second), Place(sheet="S")),)))
    assert [r["indicator"] for r in reading.rows] == ["GDP"]
    assert [(f.code, f.place.row) for f in reading.findings] == [("benchmark-not-a-number", 3)]


@given(st.lists(st.lists(st.text(max_size=8) | st.floats() | st.none() | st.booleans(), max_size=8), max_size=5))
def test_no_content_raises_and_every_row_is_counted(body: list[list[CellValue]]) -> None:
    reading = read_benchmarks(_document([HEADER, *body]), Vocabulary())
    assert reading.rows_read == len(reading.rows) + reading.rows_held
    assert reading.verdict != "rejected" or reading.findings


def test_files_of_each_container_give_the_same_rows(tmp_path: Path) -> None:
    """The file as it comes, as GBK, and as a workbook with typed cells."""
    text = (HERE / "published-2023.csv").read_text(encoding="utf-8")
    plain = read_benchmarks(read_bytes(text.encode(), "a.csv"))
    assert (plain.verdict, len(plain.rows), plain.findings) == ("accepted", 21, ())
    gbk = read_benchmarks(read_bytes(text.encode("gb18030"), "a.csv"))
    assert gbk.rows == plain.rows
    book = openpyxl.Workbook()
    for number, line in enumerate(csv.reader(text.splitlines())):
        book.active.append([*line[:5], float(line[5]) if number else line[5], *line[6:]])
        if number:
            for column in (4, 5):
                book.active.cell(number + 1, column).value = dt.date.fromisoformat(line[column - 1])
    book.create_sheet("说明")["A1"] = "摘自公开资料"
    book.save(tmp_path / "a.xlsx")
    typed = read_benchmarks(read_bytes((tmp_path / "a.xlsx").read_bytes(), "a.xlsx"))
    assert typed.rows == plain.rows
    assert _codes(typed) == ["benchmark-sheet-skipped"]
    assert typed.verdict == "accepted"


def test_every_code_is_documented_as_it_is() -> None:
    page = (HERE.parents[2] / "docs" / "outside-figures.md").read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if line.startswith("| `benchmark-")] == [
        f"| `{code}` | {entry.effect} | {entry.message} |" for code, entry in CATALOGUE.items()
    ]
