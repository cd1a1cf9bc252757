"""The task of the sandbox that reads a file: its bytes in, the document out as JSON."""

from __future__ import annotations

import io
import zipfile
from dataclasses import asdict
from typing import Any

from ingest.documents.containers import READABLE, Use
from ingest.documents.document_json import document_json
from ingest.documents.limits import DEFAULT_LIMITS, Limits
from ingest.documents.reader import read_bytes

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# a workbook of the plainest kind, of two texts, a number and a merge
_WORKBOOK = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONSHIPS}">'
    f'<Relationship Id="r" Type="{_KIND}/officeDocument" Target="w.xml"/></Relationships>',
    "_rels/w.xml.rels": f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="r" Type="{_KIND}/worksheet" '
    f'Target="s.xml"/><Relationship Id="t" Type="{_KIND}/sharedStrings" Target="t.xml"/></Relationships>',
    "w.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_KIND}"><sheets><sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>',
    "t.xml": f'<sst xmlns="{_MAIN}"><si><t>a</t></si></sst>',
    "s.xml": f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1"><v>1.5</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>b</t></is></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>',
}


def read(words: Any, data: bytes) -> bytes:
    """`words` are the name of the file, what it is read for, and the limits."""
    name, use, limits = words
    return document_json(read_bytes(data, name, Limits(**limits), Use(use)))


def warm_up() -> None:
    """Import the readers and read a workbook of ours, so that every child finds what is made once (modules, patterns).

    The reader of PDF waits for the first of them: it takes as long as all others.
    """
    for known in READABLE.values():
        if not known.not_for_figures:
            known.load()
    read([".xlsx", Use.FIGURES, asdict(DEFAULT_LIMITS)], small_workbook())


def small_workbook() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for part, text in _WORKBOOK.items():
            package.writestr(part, text)
    return made.getvalue()
