"""Names of files: legible whatever their bytes, and ours of a length and of characters that every file system takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.home import Home
from ingest.names import MOST_BYTES, file_name, legible


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (os.fsdecode("区发改局11月.csv".encode("gb18030")), "区发改局11月.csv"),
        (os.fsdecode("局".encode("gb18030")) + "/" + "青溪县", "局/青溪县"),
        ("a\nb\x1b[2J.csv", "a␊b␛[2J.csv"),
        ("青溪县\u202egnp.csv", "青溪县gnp.csv"),
        ("\u200b", "未命名"),
        ("11月 报表(1).xlsx", "11月 报表(1).xlsx"),
    ],
)
def test_a_name_is_told_legibly(name: str, told: str) -> None:
    assert legible(name) == told


@given(st.binary(min_size=1, max_size=255).filter(lambda name: b"/" not in name and b"\0" not in name))
def test_any_name_on_disk_is_text_of_one_line(name: bytes) -> None:
    told = legible(os.fsdecode(name))
    assert told
    assert told.encode()
    assert told.splitlines() == [told]
    assert "/" not in told
    assert legible(told) == told


@given(st.text(max_size=400), st.sampled_from(["", ".xlsx", "_退回修改_abcdef.xlsx"]))
def test_a_name_of_ours_is_one_that_every_system_takes(stem: str, suffix: str) -> None:
    name = file_name(stem, suffix)
    assert len(name.encode()) <= MOST_BYTES
    assert name.endswith(suffix)
    assert len(name) > len(suffix)
    assert not name.startswith(".")
    assert not set(name) & set('\\/:*?"<>|\0\n')


def test_a_stem_that_is_too_long_is_cut_and_says_so() -> None:
    assert file_name("长" * 81, ".xlsx") == "长" * 81 + ".xlsx"
    assert file_name("长" * 90, ".xlsx") == "长" * 82 + "….xlsx"


def test_no_name_of_an_office_leads_out_of_its_folder(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for unit in ("../private", "..", ".", "a/../../b", "长" * 100):
        assert home.returned_to(unit).parent == home.returned
        assert home.returned_to(unit).name not in {".", ".."}
