"""Words beside a figure: which of them correct it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.progress.cells.corrections import corrects, names_correction, speaks_of_correction

OWN = Decimal(1559)
BESIDE = (Decimal(1559), Decimal(33), Decimal(1258))


@pytest.mark.parametrize(
    ("comment", "wanted"),
    [
        ("更正：应为1600，表内1559作废。", True),
        ("1600", True),
        ("应为33", True),
        ("以1600为准", True),
        ("这个数作废", True),
        ("暂估，待统计局核实", True),
        ("该数有误，请勿采用", True),
        ("1,559人，其中本月33人，目标1258人", False),
        ("更正为1559", False),
        ("由统计局2023年12月3日提供，电话0739-5123456", False),
        ("12月数据，11月已报", False),
        ("已核对，无误，无需更正", False),
        ("口径同上月", False),
        ("多报2人", True),
    ],
)
def test_a_comment_on_a_figure(comment: str, wanted: bool) -> None:
    assert corrects(comment, OWN, BESIDE) is wanted


@pytest.mark.parametrize(
    ("remark", "wanted"),
    [
        ("累计更正为1600", True),
        ("应为 1,600 人", True),
        ("1559有误", True),
        ("以1600为准", True),
        ("原填1500有误，已更正为1559", False),
        ("上期误填1500，更正为1559", True),
        ("更正为1559人", False),
        ("方案已修改，分3个标段", False),
        ("2023年12月5日更正报表", False),
        ("数据无误", False),
        ("无需更正，33人为本月数", False),
        ("新增20人，更正材料另报", False),
    ],
)
def test_remarks(remark: str, wanted: bool) -> None:
    assert names_correction(remark, BESIDE) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("全行作废", True), ("没有错误", False), ("请填写", False), ("以统计局数为准", True)]
)
def test_words_of_correction(text: str, wanted: bool) -> None:
    assert speaks_of_correction(text) is wanted


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "1," * 50_000, "更正" * 50_000, "以" * 100_000, "2023年" * 20_000, "." * 100_000]
)
def test_long_texts_are_looked_at_once(text: str) -> None:
    assert isinstance(corrects(text, OWN, BESIDE), bool)
    assert isinstance(names_correction(text, BESIDE), bool)
