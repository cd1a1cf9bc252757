"""The pinyin of areas, for list_id."""

from __future__ import annotations

import pytest

from ingest.task_lists.pinyin import pinyin


@pytest.mark.parametrize(
    ("area", "latin"),
    [("北塔区", "beita"), ("城步苗族自治县", "chengbu"), ("长沙县", "changsha"), ("重庆市", "chongqing"), ("绿园区", "lvyuan"),
     ("湘西土家族苗族自治州", "xiangxi"), ("邵阳经济技术开发区", "shaoyang"), ("沙县", "sha"), ("六安市", "luan"),
     ("鑫淼区", "xinmiao")],
)  # fmt: skip
def test_pinyin(area: str, latin: str) -> None:
    assert pinyin(area) == latin
