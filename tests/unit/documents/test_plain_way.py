"""The fast way through a worksheet gives what the XML parser gives, for good sheets and for damaged ones."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents import workbook, worksheet
from ingest.documents.reader import read_bytes
from ingest.documents.sheet_plain import plain_rows, plain_strings
from tests.unit.documents.test_any_bytes import damaged, retagged
from tests.unit.documents.workbook_builder import MAIN, inline, number, styles, xlsx

STRINGS = '<si><t>任务&amp;目标</t></si><si><t xml:space="preserve"> 完成 \n</t></si><si><t></t></si>'
SHEET = (
    '<sheetFormatPr/><cols><col min="3" max="3" hidden="1"/></cols>'
    f'<sheetData><row r="1" spans="1:4">{inline("A1", "任务&#20219;&lt;1&gt;")}<c r="B1" t="s"><v>0</v></c>'
    '<c r="C1" s="1"/></row>'
    '<row r="2" ht="15" hidden="1"><c r="A2" s="1"><v>0.125</v></c><c r="B2" s="2"><v>46082</v></c>'
    '<c r="C2" t="b"><v>1</v></c>'
    '<c r="D2" t="e"><v>#REF!</v></c><c r="E2"></c><c r="F2" t="str"><f>A2&amp;"x"</f><v></v></c>'
    '<c r="G2"><f>A2/B2</f></c></row>'
    f'<row r="3"/><row r="9"><c r="A9" t="s"><v>1</v></c>{number("C9", "1E-7")}</row></sheetData>'
    '<mergeCells count="1"><mergeCell ref="A9:B9"/></mergeCells>'
)
LOOKS = styles("0.0%", "14")


def both(sheet: str, strings: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx(sheet, strings=strings, styles=LOOKS)
    fast = read_bytes(data, "a.xlsx")
    with monkeypatch.context() as patch:
        patch.setattr(worksheet, "plain_rows", lambda _: None)
        patch.setattr(workbook, "plain_strings", lambda _: None)
        slow = read_bytes(data, "a.xlsx")
    assert fast.blocks == slow.blocks
    assert [f.effect for f in fast.findings] == [f.effect for f in slow.findings]


def test_a_plain_sheet_goes_the_fast_way_and_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = f'<worksheet xmlns="{MAIN}">{SHEET}</worksheet>'.encode()
    found = plain_rows(whole)
    assert found is not None
    assert [len(row.cells) for row in found[0]] == [3, 7, 2]
    assert found[1].count(b"<sheetData></sheetData>") == 1
    assert plain_strings(f'<sst xmlns="{MAIN}">{STRINGS}</sst>'.encode()) == ["任务&目标", " 完成 \n", ""]
    both(SHEET, STRINGS, monkeypatch)


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><!-- x --></row></sheetData>',
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>甲</t></r></is></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row></sheetData>',
        '<sheetData><row r="2"><c r="A1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><row r="2"><c r="A2"><v>1</v></c></row></row></sheetData>',
        '<sheetData><row r="1"><c r="A1"><v>&#0;</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1"><v>&nbsp;</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1" r="B1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1"><f t="shared" si="0">B1</f><v>1</v></c></row></sheetData>',
        "<sheetData><row><c><v>1</v></c></row></sheetData>",
    ],
)
def test_any_other_sheet_goes_to_the_parser(sheet: str) -> None:
    assert plain_rows(f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>'.encode()) is None


def test_other_encodings_go_to_the_parser() -> None:
    text = f'<?xml version="1.0" encoding="gb18030"?><worksheet xmlns="{MAIN}">{SHEET}</worksheet>'
    assert plain_rows(text.encode("gb18030")) is None
    assert plain_rows(text.replace("gb18030", "utf-16").encode("utf-16")) is None
    assert plain_rows(text.replace("gb18030", "UTF-8").encode()) is not None


@given(seed=st.integers(0, 2**32))
@settings(max_examples=150)
def test_damage_reads_the_same_both_ways(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - damage, not secrets
    sheet, strings = SHEET, STRINGS
    for _ in range(rng.randint(1, 3)):
        hurt = rng.choice([damaged, retagged])
        if rng.random() < 0.7:
            sheet = hurt(sheet.encode(), rng).decode("utf-8", "replace")
        else:
            strings = hurt(strings.encode(), rng).decode("utf-8", "replace")
    with pytest.MonkeyPatch.context() as patch:
        both(sheet, strings, patch)
