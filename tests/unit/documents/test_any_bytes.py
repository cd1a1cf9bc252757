"""Any bytes at all become a Document: never an exception, and never blocks beside a finding that rejects the file."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents.grid import Document, Grid
from ingest.documents.reader import Limits, read_bytes
from ingest.findings import Effect
from tests.unit.documents.docx_builder import abstract, cell, docx, level, num, numbered, para, revised, row, run, table
from tests.unit.documents.test_true_type import HTML, XML_2003, ole, xls
from tests.unit.documents.workbook_builder import inline, number, styles, xlsx

LIMITS = Limits(file_bytes=4 << 20, unpacked_bytes=8 << 20, part_bytes=4 << 20, cells=20_000, rows=5_000, paragraphs=5_000)

WORD = docx(
    para("标题", properties='<w:pStyle w:val="H"/>')
    + numbered(1, 0, "第一", revised("ins", run("插入")))
    + table(
        row("序号", cell("目标", span=2), properties="<w:tblHeader/>"),
        row(cell("1", merge="restart"), cell(table(row("甲县", "5"))), "30"),
        row(cell(merge="continue"), "二", "40", properties='<w:gridBefore w:val="0"/>'),
    ),
    numbering=abstract(0, level(0, "chineseCounting", "（%1）")) + num(1, 0),
    styles='<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>',
)
BOOK = xlsx(
    '<cols><col min="2" max="2" hidden="1"/></cols>'
    f'<sheetData><row r="1">{inline("A1", "任务")}<c r="B1" t="s"><v>0</v></c></row>'
    f'<row r="2" hidden="1">{number("A2", "0.5", 1)}{number("B2", "46082", 2, "A2+1")}'
    '<c r="C2" t="b"><v>1</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A3:B4"/></mergeCells>',
    strings="<si><r><t>完成</t></r><r><t>30</t></r></si>",
    styles=styles("0.0%", "14"),
)
SEEDS = {
    "docx": WORD,
    "xlsx": BOOK,
    "xls": xls(),
    "html": HTML.encode(),
    "xml": XML_2003.encode(),
    "csv": '任务,完成\n招商,30\n就业,"4,5"\n'.encode(),
    "gbk": "任务\t完成\n招商\t30\n".encode("gbk"),
    "text": "标题\n\t项目\n\t序号\n\t目标\n\n\t重点\n\t1\n\t10亿元\n".encode(),
    "ole": ole("Workbook", "WordDocument"),
}


def check(document: Document) -> None:
    """What must hold of every reading."""
    rejected = [f for f in document.findings if f.effect is Effect.FILE]
    assert bool(document.blocks) != bool(rejected)
    for found in document.findings:
        assert found.code
        assert found.message
    for block in document.blocks:
        if not isinstance(block, Grid):
            continue
        for cells in block.rows:
            columns = [c.column for c in cells]
            assert columns == sorted(set(columns))
            assert len({c.row for c in cells}) <= 1
            for c in cells:
                assert c.anchor is None or (not c.text and c.value is None)


@given(st.binary(max_size=400), st.sampled_from(["a.xlsx", "a.csv", "a.docx", "~$a.xlsx", ""]))
@settings(max_examples=200)
def test_any_bytes(data: bytes, name: str) -> None:
    check(read_bytes(data, name, LIMITS))


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
@settings(max_examples=200)
def test_any_text(text: str, encoding: str) -> None:
    check(read_bytes(text.encode(encoding, "ignore"), "a.csv", LIMITS))


@given(
    st.binary(max_size=120),
    st.sampled_from(sorted({b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>", b"<?xml ", b"\t"})),
)
@settings(max_examples=150)
def test_any_bytes_after_a_magic_number(data: bytes, magic: bytes) -> None:
    check(read_bytes(magic + data, "a.xlsx", LIMITS))


@pytest.mark.parametrize("kind", sorted(SEEDS))
@given(seed=st.integers(0, 2**32))
@settings(max_examples=60)
def test_any_damage_to_good_files(kind: str, seed: int) -> None:
    check(read_bytes(damaged(SEEDS[kind], random.Random(seed)), f"a.{kind}", LIMITS))  # noqa: S311


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=150)
def test_any_damage_inside_a_package(kind: str, seed: int) -> None:
    """The damage is to the XML itself, so the checksums of the zip do not catch it."""
    rng = random.Random(seed)  # noqa: S311 - damage, not secrets
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SEEDS[kind])) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hit = rng.choice([n for n in names if n != "[Content_Types].xml"])
        for name in names:
            data = old.read(name)
            if name == hit:
                data = rng.choice([damaged, retagged])(data, rng)
            new.writestr(name, data)
    check(read_bytes(out.getvalue(), f"a.{kind}", LIMITS))


def damaged(data: bytes, rng: random.Random) -> bytes:
    """Some bytes changed, cut out, doubled, or the end cut off."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(max(1, len(changed)))
        what = rng.randrange(4)
        if what == 0 and changed:
            changed[at] = rng.randrange(256)
        elif what == 1:
            del changed[at : at + rng.randint(1, 40)]
        elif what == 2:
            changed[at:at] = changed[at : at + rng.randint(1, 60)]
        elif rng.random() < 0.3:
            del changed[at:]
    return bytes(changed)


def retagged(data: bytes, rng: random.Random) -> bytes:
    """Well-formed, but with another number, name or value in some attribute or text."""
    text = data.decode()
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    for at in rng.sample(digits, min(len(digits), 3)):
        replacement = rng.choice(["0", "-1", "99999999999", "x", "1e9", "", "²", "①"])
        text = text[:at] + replacement + text[at + 1 :]
        break
    return text.encode()
