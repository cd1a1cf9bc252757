"""What a target asks for, by its kind, its words and what it is held against."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.seeds import Seeds
from ingest.task_lists.measures import measure_asked
from ingest.task_lists.model import Asked, Kind, Target

WORDS = Seeds().at(dt.date(2023, 11, 25))


@pytest.mark.parametrize(
    ("kind", "span", "benchmark", "asked"),
    [
        (Kind.LEVEL, "新增企业40家", "", Asked.VALUE),
        (Kind.RATIO, "占比达45%", "", Asked.VALUE),
        (Kind.GROWTH, "增长7%", "", Asked.YOY),
        (Kind.RANK, "增速排名全省前七", "全省", Asked.RANK),
        (Kind.MILESTONE, "开工建设", "", Asked.DONE),
        (Kind.QUALITATIVE, "持续改善", "", Asked.DONE),
        (Kind.RELATIVE, "第四季度同比增速高于全省平均水平", "全省平均水平", Asked.YOY),
        (Kind.RELATIVE, "增长快于全省平均", "全省平均", Asked.YOY),
        (Kind.RELATIVE, "存贷比高于全省平均水平", "全省平均水平", Asked.VALUE),
        (Kind.RELATIVE, "存贷比较上月提升", "上月", Asked.VALUE),
        (Kind.RELATIVE, "增速较上月提升", "上月", Asked.YOY),
        (Kind.RELATIVE, "同比下降", "上年同期", Asked.VALUE),
        (Kind.RELATIVE, "各项贷款同比增速提升", "", Asked.YOY),
        (Kind.RELATIVE, "不低于2022年", "2022年", Asked.VALUE),
        (Kind.RELATIVE, "增速高于双清区", "双清区", Asked.YOY),
    ],
)
def test_what_is_asked(kind: Kind, span: str, benchmark: str, asked: Asked) -> None:
    target = Target("重点工作", "1", "", "city_target", "", 1, "指标", kind, span, benchmark=benchmark)
    assert measure_asked(target, WORDS) is asked
