"""Letters of a Word document that are raised or lowered: by their style, or by hand by so many half points."""

from __future__ import annotations

import pytest
from lxml import etree

from ingest.documents.docx_text import _shift
from ingest.documents.runs import Shift

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("properties", "shift"),
    [
        ('<w:vertAlign w:val="superscript"/>', Shift.RAISED),
        ('<w:vertAlign w:val="subscript"/>', Shift.LOWERED),
        ('<w:position w:val="8"/>', Shift.RAISED),
        ('<w:position w:val="-6"/>', Shift.LOWERED),
        ('<w:position w:val="0"/>', Shift.LEVEL),
        ('<w:position w:val="x"/>', Shift.LEVEL),
        ("", Shift.LEVEL),
    ],
)
def test_a_run_is_where_it_stands(properties: str, shift: Shift) -> None:
    assert _shift(etree.fromstring(f'<w:rPr xmlns:w="{W}">{properties}</w:rPr>')) is shift
