"""What stands in a text unseen goes, whatever it is; look-alikes are folded one for one."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from ingest.values.characters import fold, normalise, squeeze, visible

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]
FORMAT = [char for char in EVERY if unicodedata.category(char) == "Cf"]
NAMES = ("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION")
SELECTORS = [char for char in EVERY if unicodedata.name(char, "").startswith(NAMES)]


def test_every_format_character_and_variation_selector_is_unseen() -> None:
    assert len(FORMAT) > 150
    assert len(SELECTORS) > 250
    assert [hex(ord(char)) for char in (*FORMAT, *SELECTORS) if visible(f"一{char}二") != "一二"] == []


def test_nothing_that_is_seen_goes() -> None:
    """Letters, figures, signs and blanks of every script stay; the fillers of Hangul are letters that show nothing."""
    fillers = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u17b4", "\u17b5", "\u034f"}
    kept = ("L", "N", "P", "S", "Z", "M")
    seen = [c for c in EVERY if unicodedata.category(c)[0] in kept and c not in fillers and c not in SELECTORS]
    assert [hex(ord(c)) for c in seen if visible(c) != c] == []
    assert all(visible(c) == c for c in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85 \u2028\u2029")


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u200e", "\u202c", "\u2066", "\ufeff", "\ufe0f", "\U000e0100", "\x00"])
def test_a_mark_changes_no_number_and_no_name(mark: str) -> None:
    assert normalise(f"{mark}１2{mark}.5{mark}") == "12.5"
    assert squeeze(f"累{mark}计 \n完成{mark}") == "累计完成"


def test_fold_keeps_the_length() -> None:
    assert fold("１２－３\u200b") == "12-3\u200b"
