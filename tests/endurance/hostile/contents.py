"""Bytes of hostile files: good ones damaged at random, and those made to hurt whoever opens them."""

# ruff: noqa: PLW0108 - each is made only when it is chosen
from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from random import Random

from tests.cases.zoo import ZOO
from tests.unit.documents import docx_builder, ods_builder
from tests.unit.documents.workbook_builder import inline, xlsx

Bytes = Callable[[Random], bytes]

_GOOD_KINDS = (b"PK", b"\xd0\xcf", b"%PDF", b"{\\rtf")


@cache
def good() -> tuple[bytes, ...]:
    """Files of the zoo, a few of every kind."""
    by_kind: dict[bytes, list[bytes]] = {}
    for case in ZOO[::7]:
        data = case.data()
        kind = next((magic for magic in _GOOD_KINDS if data.startswith(magic)), b"")
        by_kind.setdefault(kind, []).append(data)
    return tuple(data for kind in by_kind.values() for data in kind[:20])


def cut(dice: Random) -> bytes:
    data = dice.choice(good())
    return data[: dice.randrange(len(data) + 1)]


def flipped(dice: Random) -> bytes:
    data = bytearray(dice.choice(good()) or b"\0")
    for _ in range(dice.choice((1, 4, 40, 400))):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(data)


def shuffled(dice: Random) -> bytes:
    """A block zeroed, doubled, taken out or put elsewhere."""
    data = dice.choice(good())
    first, last = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    block = data[first:last]
    return dice.choice(
        (
            data[:first] + bytes(len(block)) + data[last:],
            data[:last] + block + data[last:],
            data[:first] + data[last:],
            block + data[:first] + data[last:],
        )
    )


def spliced(dice: Random) -> bytes:
    """The front of one file and the end of another."""
    one, other = dice.choice(good()), dice.choice(good())
    return one[: dice.randrange(len(one) + 1)] + other[dice.randrange(len(other) + 1) :]


def wrong_magic(dice: Random) -> bytes:
    magics = (
        b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n", b"{\\rtf1", b"\x89PNG\r\n\x1a\n", b"MZ", b"\x1f\x8b",
        b"Rar!\x1a\x07", b"\xff\xfe",
    )  # fmt: skip
    return dice.choice(magics) + dice.choice((dice.choice(good())[8:], dice.randbytes(dice.randrange(4000))))


def _repacked(data: bytes, change: Callable[[str, bytes], bytes], extra: Mapping[str, bytes] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, part in (extra or {}).items():
            target.writestr(name, part)
    return made.getvalue()


def _book(dice: Random) -> bytes:
    return dice.choice([data for data in good() if data.startswith(b"PK") and b"xl/workbook.xml" in data])


def damaged_part(dice: Random) -> bytes:
    """A whole package, of which one part is cut or has some bytes changed: what a reader of zips does not see."""
    book = _book(dice)
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        chosen = dice.choice(package.namelist())

    def change(name: str, part: bytes) -> bytes:
        if name != chosen or not part:
            return part
        if dice.random() < 0.4:
            return part[: dice.randrange(len(part))]
        data = bytearray(part)
        for _ in range(dice.choice((1, 3, 30))):
            data[dice.randrange(len(data))] = dice.choice(b"<>/&\"'0 9\0\xff")
        return bytes(data)

    return _repacked(book, change)


_DOCTYPE = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


_NO_NUMBERS = ("1e999", "-1e999", "nan", "inf", "0x10", "１２", "9" * 400, "1e-400")


def hostile_sheet(dice: Random) -> bytes:
    """A workbook whose sheet says what no program writes."""
    far = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in (1, 1048576, 1048577, 10**12, -3, 0))
    rows = (
        far,
        '<row r="x"><c r="XFE1"><v>1</v></c><c r="A0"><v>2</v></c><c r=""><v>3</v></c><c r="AAAAAAA1"/></row>',
        "".join(f'<row r="{n}"><c r="XFD{n}" t="s"><v>{dice.randrange(10**9)}</v></c></row>' for n in range(1, 200)),
        '<row r="1"><c r="A1" t="s"><v>-1</v></c><c r="B1" t="s"><v>1e9</v></c><c r="C1" t="b"><v>7</v></c></row>',
        "".join(f'<row r="{n}"><c r="A{n}"><v>{v}</v></c></row>' for n, v in enumerate(_NO_NUMBERS, 1)),
        f'<row r="1">{inline("A1", "x" * 300_000)}</row>',
        ('<row r="1"><c r="A1" t="e"><v>#BOOM!</v></c><c r="B1" s="99999"><v>1</v></c>'
        '<c r="C1"><f t="shared" si="7"/></c></row>'),
        "<row>" * 2000 + "</row>" * 2000,
        "".join(f'<row r="1">{inline(f"A{n}", str(n))}</row>' for n in range(3000)),
        f'<row r="1">{inline("A1", "&#55296;&#0;&#65534;")}</row>',
    )  # fmt: skip
    merges = (
        "",
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<mergeCells><mergeCell ref="B2:A1"/><mergeCell ref=""/><mergeCell ref="A1:A1:A1"/></mergeCells>',
        "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:Z{n + 50}"/>' for n in range(1, 500)) + "</mergeCells>",
    )
    data = xlsx(f"<sheetData>{dice.choice(rows)}</sheetData>{dice.choice(merges)}")
    if dice.random() < 0.3:
        part = dice.choice(("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "_rels/.rels"))
        return _repacked(data, lambda name, old: _DOCTYPE.encode() + old if name == part else old)
    return data


def bomb(dice: Random) -> bytes:
    """A package that unpacks to far more than it is, by one part, by many, or by saying so; no two are the same bytes."""
    made = io.BytesIO(_bombs()[dice.randrange(len(_bombs()))])
    with zipfile.ZipFile(made, "a") as package:
        package.comment = dice.randbytes(8)
    if dice.random() < 0.7:
        return made.getvalue()
    data = bytearray(_book(dice))
    at = data.find(b"PK\x01\x02")
    while at >= 0:  # what the directory says of sizes
        struct.pack_into("<II", data, at + 20, dice.choice((0, 0xFFFFFFFF, 1)), dice.choice((0, 0xFFFFFFFF, 0xFFFFFFF0)))
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


@cache
def _bombs() -> tuple[bytes, ...]:
    dice = Random(1)  # noqa: S311 - the same every time
    book = _book(dice)
    cell = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
    shared = xlsx(cell, strings=f"<si><t>{'甲' * 3_000_000}</t></si>")
    nested = cut(dice)
    for _ in range(30):
        nested = _zipped(("inner.zip", nested))
    return (
        _repacked(book, lambda name, old: old + b" " * (48 << 20) if name.endswith("sheet1.xml") else old),
        _repacked(book, lambda _, old: old, {f"xl/media/{n}": b"" for n in range(2500)}),
        shared,
        nested,
        _zipped(("a.xlsx", bytes(1 << 20)), ("A.xlsx", b"x"), ("../../etc/passwd", b"x"), ("/absolute", b"x")),
    )


def _zipped(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            package.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def encrypted(dice: Random) -> bytes:
    """A package whose entries say that they are encrypted, or an OLE file that says so."""
    data = bytearray(_book(dice))
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(magic, at + 4)
    return bytes(data)


def old_file(dice: Random) -> bytes:
    """An OLE file with its header, its tables of sectors or its records changed."""
    data = bytearray(dice.choice([data for data in good() if data.startswith(b"\xd0\xcf")]))
    for _ in range(dice.choice((1, 2, 8))):
        at = dice.choice((dice.randrange(24, 76), 76 + 4 * dice.randrange(8), dice.randrange(len(data) - 4)))
        struct.pack_into("<I", data, at, dice.choice((0, 1, 2, 0xFFFFFFFE, 0xFFFFFFFF, 0x7FFFFFFF, dice.randrange(1 << 32))))
    return bytes(data)


def pdf(dice: Random) -> bytes:
    """A PDF by hand: pages that are their own parents, counts of billions, streams that unpack to much."""
    stream = zlib.compress(b"BT /F 9 Tf " + b"(x) Tj " * dice.choice((10, 100_000)) + b"ET")
    kids = dice.choice(("[3 0 R]", "[2 0 R]", "[3 0 R 3 0 R 2 0 R]", "[" + "3 0 R " * 5000 + "]"))
    objects = (
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        f"2 0 obj<</Type/Pages/Kids{kids}/Count {dice.choice((1, -1, 2147483647))}>>endobj",
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 {dice.choice((600, 1e30, -5))} 800]/Contents 4 0 R>>endobj",
        f"4 0 obj<</Length {dice.choice((len(stream), 10**9))}/Filter/FlateDecode>>stream\n",
    )
    head = "%PDF-1.7\n" + "\n".join(objects)
    return head.encode() + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def marked_up(dice: Random) -> bytes:
    """RTF, web pages, XML of 2003, Word and OpenDocument, deeply nested or spanning without end."""
    deep = dice.choice((100, 5000, 100_000))
    table = "<table><tr><td>" * min(deep, 20_000)
    choices: tuple[Callable[[], bytes], ...] = (
        lambda: b"{\\rtf1" + b"{" * deep + b"x",
        lambda: b"{\\rtf1\\bin999999999 x\\'zz\\u99999999?\\trowd\\cellx-1\\cell\\row" * 50 + b"}",
        lambda: f"<html><body>{table}x".encode(),
        lambda: b"<table><tr><td colspan=999999999 rowspan=999999999>x<tr><td>y</table>",
        lambda: (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>'
            b'<Row ss:Index="999999999"><Cell ss:Index="99999999" ss:MergeAcross="9999999"><Data>x</Data></Cell></Row>'
        ),
        lambda: docx_builder.docx("<w:tbl><w:tr><w:tc>" * 300 + docx_builder.para("x") + "</w:tc></w:tr></w:tbl>" * 300),
        lambda: docx_builder.docx(docx_builder.table(docx_builder.row(docx_builder.cell("x", span=99_999_999)))),
        lambda: ods_builder.ods(
            ods_builder.sheet(
                ods_builder.row(
                    ods_builder.cell("x", more='table:number-columns-repeated="999999999"'),
                    more='table:number-rows-repeated="999999999"',
                )
            )
        ),
    )
    return dice.choice(choices)()


def text(dice: Random) -> bytes:
    """Delimited text in mixed, half and no encodings, with formulas, of lines without end."""
    head = "填报单位,区住建局\n报告期,2023年11月\n任务编号,任务名称,指标,区域,计量单位,累计完成\n"
    row = "重点项目-3,老旧小区改造,改造老旧小区,北塔区,个,10\n"
    choices: tuple[Callable[[], bytes], ...] = (
        lambda: head.encode() + row.encode("gbk"),
        lambda: (head + row).encode("utf-16-le")[1:],
        lambda: b"\xef\xbb\xbf\xff\xfe" + head.encode("utf-16"),
        lambda: (head + row).encode("utf-32"),
        lambda: head.encode() + b"\xed\xa0\x80,\x00,\x1b[2J,\x07\n",
        lambda: (head + '"' + row * 50).encode(),
        lambda: (head + "," * 500_000).encode(),
        lambda: (head + row * 45_000).encode(),
        lambda: (head + "=cmd|'/c calc'!A1,+1+1,-2+3,@SUM(1),\t=1,＝1\n").encode(),
        lambda: (head + row.replace("10", "9" * 100_000)).encode(),
        lambda: head.replace("\n", "\r").encode() + row.encode("gb18030"),
        lambda: dice.randbytes(dice.randrange(1, 5000)),
        lambda: bytes(dice.randrange(1, 100_000)),
        lambda: ("\u202e" + head + row.replace("北塔区", "北塔区\u200b\ufeff\u2028")).encode(),
    )
    return dice.choice(choices)()


def empty(_: Random) -> bytes:
    return b""


def whole(dice: Random) -> bytes:
    return dice.choice(good())


CONTENTS: tuple[Bytes, ...] = (
    cut,
    flipped,
    shuffled,
    spliced,
    wrong_magic,
    damaged_part,
    hostile_sheet,
    bomb,
    encrypted,
    old_file,
    pdf,
    marked_up,
    text,
    empty,
    whole,
)
