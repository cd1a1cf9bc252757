"""Marks of notes beside a figure are left out; units and powers are none."""

from __future__ import annotations

import pytest

from ingest.progress.cells.marks import without_marks


@pytest.mark.parametrize(
    ("text", "bare", "mark"),
    [
        ("11¹", "11", "¹"),
        ("4①", "4", "①"),
        ("4[1]", "4", "[1]"),
        ("4［注1］", "4", "［注1］"),
        ("4（注①）", "4", "（注①）"),
        ("4 注1", "4", "注1"),
        ("4注", "4", "注"),
        ("2.04亿元 注", "2.04亿元", "注"),
        ("4⁽¹⁾", "4", "⁽¹⁾"),
        ("11¹,²", "11", "¹,²"),
        ("*4", "4", "*"),
        ("95.5%①", "95.5%", "①"),
        ("2.04亿元*", "2.04亿元", "*"),
        ("12,345※", "12,345", "※"),
        ("—①", "—", "①"),
        ("第3名*", "第3名", "*"),
        ("100²", "100", "²"),
        ("三①", "三", "①"),
    ],
)
def test_marks_are_left_out(text: str, bare: str, mark: str) -> None:
    assert without_marks(text) == (bare, mark)


@pytest.mark.parametrize(
    "text",
    ["120m²", "5km²", "3万m³", "10³", "5×10³", "①", "①4", "*", "4(1)", "（5）", "", "m²", "1 234", "老旧小区改造一期工程①" * 9],
)
def test_what_is_no_mark(text: str) -> None:
    assert without_marks(text) == (text.strip(), "")
