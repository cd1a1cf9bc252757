"""Units of measure that stand once for many figures: which texts are units, and where they are stated."""

from __future__ import annotations

import pytest

from ingest.task_lists.tables.measures import is_measure, measure_of_last_figure, stated_measure
from ingest.vocabulary import Vocabulary
from tests.unit.task_lists.golden_rows import seeds


@pytest.mark.parametrize(
    "text", ["个", "万元", "万亿元", "户", "%", "个百分点", "千瓦", "万千瓦", "公顷", "位次", "万人次", "百分点", "吨标准煤"]
)
def test_units_in_a_column_of_measures(text: str) -> None:
    assert is_measure(text, seeds())
    assert is_measure(text, Vocabulary())  # a list of an unknown city has measures too


@pytest.mark.parametrize("text", ["", "区财政局", "区委办", "各镇（街道）", "万", "元区", "12", "国家税务局"])
def test_offices_and_figures_are_no_units(text: str) -> None:
    assert not is_measure(text, seeds())


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("增加值（万元）", "万元"),
        ("（单位：个）", "个"),
        ("新增 (单位 : 亿元 )", "亿元"),
        ("年度目标", ""),
        ("完成投资（含省重点建设项目）", ""),
    ],
)
def test_a_label_states_a_measure_in_brackets(label: str, measure: str) -> None:
    assert stated_measure(label) == measure


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("新增企业20家", "家"),
        ("新增经营主体5.76万户以上", "万户"),
        ("装机12 万千瓦", "万千瓦"),
        ("装机12千瓦", "千瓦"),
        ("提高3个百分点，其中", "个百分点"),
        ("植树20公顷", "公顷"),
        ("投资3亿元，建成2座", "座"),
        ("2024年底前", ""),
        ("没有数字", ""),
    ],
)
def test_the_last_figure_lends_its_measure(text: str, measure: str) -> None:
    assert measure_of_last_figure(text) == measure
