"""What a spreadsheet would take for a formula is kept from it; numbers, negative ones too, stay as they are."""

from __future__ import annotations

import pytest

from ingest.formula_text import guarded, unguarded


@pytest.mark.parametrize(
    "text", ["=1+1", "+SUM(A1)", "-做好收尾工作", "@here", "\tx", "－1－1", "＝A1", "-2-3", "-2+cmd|'/C calc'!A0", "-"]
)
def test_what_looks_like_a_formula_has_an_apostrophe_before_it(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "12", "-2.5", "+3", "-2.5%", "——做好收尾工作", "'引文", "新增=减少"])
def test_numbers_and_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text
