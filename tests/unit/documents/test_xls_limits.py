"""Old workbooks made to exhaust the libraries that read them: refused, or read past, before anything grows."""

from __future__ import annotations

import io
import struct
import tracemalloc

import pytest
import xlwt

from ingest.documents.grid import Document
from ingest.documents.limits import DEFAULT_LIMITS, Limits, Refusal
from ingest.documents.ole import CompoundFile
from ingest.documents.reader import read_bytes
from ingest.documents.xls import read_xls

FREE, END = 0xFFFFFFFF, 0xFFFFFFFE


def stream(*, globals_more: bytes = b"", sheet_more: bytes = b"") -> bytes:
    """The record stream of a workbook of one cell, with records added at the end of the globals and of the sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("进展情况").write(0, 0, "任务")
    out = io.BytesIO()
    book.save(out)
    whole = bytearray(CompoundFile(out.getvalue()).stream("Workbook"))
    at = 0
    while whole[at : at + 2] != b"\x0a\x00":
        kind, size = struct.unpack_from("<HH", whole, at)
        if kind == 0x85:
            (offset,) = struct.unpack_from("<I", whole, at + 4)
            struct.pack_into("<I", whole, at + 4, offset + len(globals_more))
        at += 4 + size
    end = whole.rindex(b"\x0a\x00\x00\x00")
    return bytes(whole[:at] + globals_more + whole[at:end] + sheet_more + whole[end:])


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def peak_of(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Document | str, int]:
    """The document, or the code of the refusal, and the bytes taken at most."""
    tracemalloc.start()
    try:
        return read_xls(data, limits), tracemalloc.get_traced_memory()[1]
    except Refusal as refusal:
        return refusal.finding.code, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_link_over_the_whole_sheet_is_passed_over() -> None:
    link = struct.pack("<4H", 0, 65_535, 0, 255) + bytes(16) + struct.pack("<II", 2, 0)
    document, peak = peak_of(stream(sheet_more=record(0x1B8, link)))
    assert isinstance(document, Document)
    assert [c.text for cells in document.grids[0].rows for c in cells] == ["任务"]
    assert peak < 4 << 20


def test_names_that_repeat_each_other_are_passed_over() -> None:
    def name(formula: bytes) -> bytes:
        return record(0x18, struct.pack("<HBBHHH4B", 0, 0, 1, len(formula), 0, 0, 0, 0, 0, 0) + b"\0N" + formula)

    text = bytes([0x17, 200, 0]) + b"x" * 200
    names = name(text)
    for number in range(1, 9):
        again = b"".join(bytes([0x23]) + struct.pack("<HH", number, 0) for _ in range(20))
        names += name(again + bytes([0x08]) * 19)
    document, peak = peak_of(stream(globals_more=names))
    assert isinstance(document, Document)
    assert peak < 4 << 20


@pytest.mark.parametrize(
    ("where", "more"),
    [
        ("globals_more", record(0xE0, struct.pack("<HHHBBBBIiH", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) * 30_000),
        ("globals_more", record(0xFC, struct.pack("<II", 1, 0x7FFFFFFF))),
        ("globals_more", record(0xFC, struct.pack("<II", 1, 1)) + record(0x3C, bytes(8_000)) * 1_100),
        ("sheet_more", record(0xBD, struct.pack("<HH", 5, 0) + bytes(6 * 200) + struct.pack("<H", 199)) * 20),
        ("sheet_more", record(0xE5, struct.pack("<H", 1_000) + struct.pack("<4H", 5, 6, 5, 6) * 1_000) * 6),
        ("sheet_more", record(0x99, b"") * 11_000),
        ("sheet_more", b"".join(record(0x208, struct.pack("<8H", row, 0, 0, 0, 0, 0, 0x20, 0)) for row in range(6_000))),
    ],
    ids=["styles", "count of texts", "bytes of texts", "cells", "merges", "records", "hidden rows"],
)  # fmt: skip
def test_more_than_a_workbook_holds_is_refused(where: str, more: bytes) -> None:
    read, peak = peak_of(stream(**{where: more}), Limits(cells=1_000))
    assert read == "file-too-large"
    assert peak < 3 * len(more) + (4 << 20)


def test_blank_cells_are_not_counted() -> None:
    """Whole columns are formatted, without a word in them."""
    blanks = b"".join(record(0xBE, struct.pack("<103H", row, 0, *[15] * 100, 99)) for row in range(1, 5_000))
    document, _ = peak_of(stream(sheet_more=blanks))
    assert isinstance(document, Document)
    assert document.reconciliation.rows == 1


def compound(fat_sectors: int, tables: list[int], more: int, sectors: bytes, *, at: int) -> bytes:
    """A compound file by its header: where its allocation tables and its directory are said to be."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, fat_sectors, at, 0, 4096, END, 0, 0 if more else END, more)
    return head + struct.pack("<109I", *tables, *[FREE] * (109 - len(tables))) + sectors


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    coded = name.encode("utf-16-le") + b"\0\0"
    head = coded.ljust(64, b"\0") + struct.pack("<HBBIII", len(coded), kind, 1, FREE, FREE, child)
    return head.ljust(116, b"\0") + struct.pack("<III", start, size, 0)


def test_sectors_that_go_round_in_a_circle_are_refused() -> None:
    directory = (entry("Root Entry", 5, 1, END, 0) + entry("Workbook", 2, FREE, 2, 1 << 28)).ljust(512, b"\0")
    fat = struct.pack("<128I", 0xFFFFFFFD, END, 2, *[FREE] * 125)
    stream_in_a_circle = compound(1, [0], 0, fat + directory + bytes(512), at=1)
    tables = struct.pack("<128I", *[1] * 127, 0)  # the list of tables goes on with itself
    tables_in_a_circle = compound(109 + 127 * 30_000, [1] * 109, 30_000, tables + struct.pack("<128I", *[END] * 128), at=1)
    for data in (stream_in_a_circle, tables_in_a_circle):
        tracemalloc.start()
        document = read_bytes(data, "填报.xls")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [f.code for f in document.findings] == ["file-truncated"]
        assert peak < 1 << 20


def test_an_endless_directory_is_refused() -> None:
    count = 12_000
    sectors = count // 4
    tables = sectors // 128 + 1
    fat = [*range(1, sectors), END, *[0xFFFFFFFD] * tables]
    fat += [FREE] * (tables * 128 - len(fat))
    entries = b"".join(
        entry("Root Entry" if i == 0 else f"S{i}", 5 if i == 0 else 2, 1 if i == 0 else FREE, END, 0) for i in range(count)
    )
    linked = bytearray(entries)
    for i in range(1, count):  # a tree: the neighbours of entry i are 2i and 2i + 1
        struct.pack_into("<II", linked, i * 128 + 68, *(n if n < count else FREE for n in (2 * i, 2 * i + 1)))
    data = compound(tables, list(range(sectors, sectors + tables)), 0, bytes(linked) + struct.pack(f"<{len(fat)}I", *fat), at=0)
    assert [f.code for f in read_bytes(data, "填报.xls").findings] == ["file-truncated"]
