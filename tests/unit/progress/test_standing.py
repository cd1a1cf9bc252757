"""A correction never empties: what an earlier filing stated and a later one leaves blank stands, with the cell it came from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.progress.filing import JudgedFiling
from ingest.progress.filing_rows import raw_rows
from tests.cases.model import FILE, form, housing
from tests.unit.progress.progress_home import context
from tests.unit.progress.test_zoo import after, read

D = Decimal


def _files(*files: Any) -> list[tuple[JudgedFiling, dict[str, Any]]]:
    """Filings of one unit and period, one after the other (receipts 2, 3 …), each with its first raw row of 改造老旧小区."""
    known, found = context(), []
    for seq, build in enumerate(files, 2):
        filing = read(build(), FILE, known)
        known = after(known, filing, seq)
        rows = raw_rows(filing)["filing_rows"]
        found.append((filing, next((row for row in rows if row["target_key"].endswith("重点项目-3/1")), {})))
    return found


def test_what_is_left_blank_stands_with_its_receipt_and_cell() -> None:
    shifted = form([["", "本行为空"], *housing(None, 11)])
    first, second, third = _files(form(housing(10, 10)), shifted, form(housing(None, None)))
    assert (first[1]["cumulative_value"], first[1]["cumulative_kept_from"], first[1]["cumulative_cell"]) == (D(10), None, "H4")
    assert (second[1]["current_value"], second[1]["current_kept_from"], second[1]["current_cell"]) == (D(10), 2, "G4")
    assert (second[1]["cumulative_value"], second[1]["cumulative_kept_from"], second[1]["cumulative_cell"]) == (
        D(11),
        None,
        "H5",
    )
    assert (third[1]["current_value"], third[1]["current_kept_from"], third[1]["current_cell"]) == (D(10), 2, "G4")
    assert (third[1]["cumulative_value"], third[1]["cumulative_kept_from"], third[1]["cumulative_cell"]) == (D(11), 3, "H5")
    assert [row["cumulative_base"] for _, row in (first, second, third)] == [D(10), D(11), D(11)]
    assert third[1]["is_answered"]
    assert third[1]["null_word"] == ""


def test_a_file_says_what_it_does_to_the_figures() -> None:
    told = [
        filing.figures for filing, _ in _files(form(housing(10, 10)), form(housing(None, 11)), form(housing("撤回", 11)[:1]))
    ]
    counts = [(f.added, f.changed, f.confirmed, f.unstated, f.withdrawn) for f in told]
    assert counts == [(3, 0, 0, 0, 0), (0, 1, 1, 1, 0), (0, 0, 1, 1, 1)]


def test_a_withdrawn_figure_is_gone_until_it_is_stated_again() -> None:
    _, (_, withdrawn), (_, blank), (_, again) = _files(
        form(housing(10, 10)), form(housing(10, "撤回")), form(housing(10, None)), form(housing(10, 12))
    )
    assert (withdrawn["cumulative_value"], withdrawn["null_word"]) == (None, "")
    assert (blank["cumulative_value"], blank["cumulative_kept_from"]) == (None, None)
    assert again["cumulative_value"] == D(12)


def test_an_amount_that_stands_is_given_in_the_unit_of_the_row() -> None:
    def revenue(unit: str, current: Any, cumulative: Any) -> Any:
        row = ["重点工作-1-8", "地方一般公共预算收入", "地方一般公共预算收入", "全市", unit, 138, current, cumulative]
        return form([row], unit="区财政局")

    known = context()
    known = after(known, read(revenue("亿元", 10, 120)(), FILE.replace("区住建局", "区财政局"), known), 2)
    filing = read(revenue("万元", 110000, None)(), FILE.replace("区住建局", "区财政局"), known)
    (row,) = raw_rows(filing)["filing_rows"]
    assert (row["measure_unit"], row["cumulative_value"], row["cumulative_base"]) == ("万元", D(1200000), D(12000000000))
    other = read(revenue("户", 11, None)(), FILE.replace("区住建局", "区财政局"), known)
    assert other.verdict == "rejected"


def test_texts_that_are_left_blank_stand_too() -> None:
    told = [*housing()[0], "居民未签约", "逐户上门"]
    _, (_, row) = _files(form([told, housing()[1]]), form([[*housing(11, 11)[0][:12]], housing()[1]]))
    assert (row["narrative"], row["problems"], row["kept_texts"]) == (
        "已改造完工一批。",
        "居民未签约",
        "narrative;problems;next_steps",
    )


_cells = st.sampled_from([None, None, 0, 3, 7, "无", "撤回"])


@settings(max_examples=60)
@given(st.lists(st.tuples(_cells, _cells), min_size=1, max_size=5))
def test_only_a_word_or_another_figure_ends_a_figure(filings: list[tuple[Any, Any]]) -> None:
    stands: list[Any] = [10, 10]
    filed = _files(*(form(housing(*cells)) for cells in [(10, 10), *filings]))
    for cells, (filing, row) in zip(filings, filed[1:], strict=True):
        if not row or filing.is_resaved:
            continue  # held back for another reason, or an old file again: nothing of it counts
        stands = [_after(cell, stood) for cell, stood in zip(cells, stands, strict=True)]
        assert [row["current_value"], row["cumulative_value"]] == stands


def _after(cell: Any, stood: Any) -> Any:
    if cell == "撤回":
        return None
    return stood if cell in (None, "无") else cell


@settings(max_examples=60)
@given(_cells, _cells)
def test_the_word_alone_empties(current: Any, cumulative: Any) -> None:
    _, (filing, row) = _files(form(housing(10, 10)), form(housing(current, cumulative)))
    for cell, column in ((current, "current_value"), (cumulative, "cumulative_value")):
        if row:
            wanted = None if cell == "撤回" else D(10) if cell in (None, "无") else D(cell)
            assert row[column] == wanted
    assert row or filing.held
