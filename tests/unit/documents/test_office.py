"""Old office files: converted by LibreOffice where it is there, refused with what to do where it is not.

A script stands for LibreOffice in all tests but the last, which needs the real one (Debian: libreoffice-writer-nogui) and is
skipped without it.
"""

from __future__ import annotations

import base64
import io
import struct
import sys
from pathlib import Path

import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from ingest.documents import office
from ingest.documents.containers import Container
from ingest.documents.grid import Document
from ingest.documents.limits import Limits
from ingest.documents.reader import Use, read_bytes
from ingest.findings import Effect
from ingest.installation import Installation
from ingest.intake.common import fingerprint
from tests.unit.documents.docx_builder import docx, para, row, run, table
from tests.unit.documents.test_true_type import ole, zipped
from tests.unit.documents.workbook_builder import inline, xlsx

pytestmark = pytest.mark.office
MADE_DOCX = docx(table(row("任务", "目标"), row("公路", "85公里")) + para(run("完")))
MADE_XLSX = xlsx(f'<sheetData><row r="1">{inline("A1", "任务")}{inline("B1", "完成")}</row></sheetData>')
ODT = zipped(mimetype="application/vnd.oasis.opendocument.text")


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `soffice` that writes down how it was called and makes what a file beside it holds, by the suffix that is asked for."""
    script = tmp_path / "bin" / "soffice"
    script.parent.mkdir()
    script.write_text(
        f"""#!{sys.executable}
import base64, pathlib, sys
here = pathlib.Path({str(tmp_path)!r})
arguments = sys.argv[1:]
(here / "called").write_text("\\n".join(arguments), encoding="utf-8")
given = pathlib.Path(arguments[-1])
(here / "given").write_bytes(given.read_bytes())
profile = pathlib.Path(arguments[0].split("file://")[1], "user", "registrymodifications.xcu")
(here / "profile").write_text(profile.read_text(encoding="utf-8"), encoding="utf-8")
exec((here / "behaves").read_text() if (here / "behaves").exists() else "")
suffix = arguments[arguments.index("--convert-to") + 1].split(":")[0]
out = pathlib.Path(arguments[arguments.index("--outdir") + 1])
out.mkdir()
(out / f"{{given.stem}}.{{suffix}}").write_bytes(base64.b64decode((here / suffix).read_bytes()))
""",
        encoding="utf-8",
    )
    script.chmod(0o755)
    for suffix, data in (("docx", MADE_DOCX), ("xlsx", MADE_XLSX)):
        (tmp_path / suffix).write_bytes(base64.b64encode(data))
    monkeypatch.setenv("PATH", str(script.parent))
    return tmp_path


def texts(document: Document) -> list[list[str]]:
    return [[c.text for c in cells] for grid in document.grids for cells in grid.rows]


@pytest.mark.parametrize(
    ("data", "name", "container", "target"),
    [
        (ole("WordDocument", "1Table"), "清单.doc", Container.DOC, ".docx"),
        (ole("WordDocument"), "清单.wps", Container.WPS, ".docx"),
        (ODT, "清单.odt", Container.ODT, ".docx"),
        (ole("Workbook"), "填报.et", Container.ET, ".xlsx"),
        (ole("Book"), "填报.xls", Container.OLD_XLS, ".xlsx"),
        (zipped(xl__workbook__bin="x").replace(b"workbook/bin", b"workbook.bin"), "填报.xlsb", Container.XLSB, ".xlsx"),
    ],
)
def test_it_is_converted_read_and_told(fake: Path, data: bytes, name: str, container: Container, target: str) -> None:
    document = read_bytes(data, name, use=Use.FIGURES)
    assert document.container is container
    assert texts(document) == ([["任务", "目标"], ["公路", "85公里"]] if target == ".docx" else [["任务", "完成"]])
    (told,) = document.findings
    assert (told.code, told.effect) == ("file-converted", Effect.NONE)
    assert target in told.message
    assert (fake / "given").read_bytes() == data
    called = (fake / "called").read_text(encoding="utf-8")
    assert "--headless" in called
    assert f"--convert-to\n{target[1:]}:" in called
    assert "--infilter=" in called


def test_its_profile_is_private_and_forbids_macros_links_and_new_sums(fake: Path) -> None:
    read_bytes(ole("WordDocument"), "清单.doc")
    profile = (fake / "profile").read_text(encoding="utf-8")
    for name, value in (
        ("DisableMacrosExecution", "true"),
        ("MacroSecurityLevel", "3"),
        ("OOXMLRecalcMode", "1"),
        ("Link", "2"),
    ):
        assert f'oor:name="{name}" oor:op="fuse"><value>{value}<' in profile
    given = Path((fake / "called").read_text(encoding="utf-8").splitlines()[-1])
    assert not given.parent.exists()


@pytest.mark.parametrize(
    "behaviour",
    ["sys.exit(0)", "sys.exit(1)", "import os; os.abort()", "import time; time.sleep(60)", "bytearray(1 << 40)"],
)
def test_a_conversion_that_fails_is_a_refusal_with_what_to_do(fake: Path, behaviour: str) -> None:
    (fake / "behaves").write_text(behaviour, encoding="utf-8")
    document = read_bytes(ole("WordDocument"), "清单.doc", Limits(office_seconds=2))
    assert document.blocks == ()
    (refused,) = document.findings
    assert (refused.code, refused.effect) == ("file-not-converted", Effect.FILE)
    assert ".docx" in refused.fix


def test_what_it_makes_is_held_to_the_same_caps(fake: Path) -> None:
    (fake / "docx").write_bytes(base64.b64encode(b"PK no zip"))
    assert [f.code for f in read_bytes(ole("WordDocument"), "清单.doc").findings] == ["file-truncated"]
    (fake / "xlsx").write_bytes(base64.b64encode(MADE_XLSX))
    assert [f.code for f in read_bytes(ole("Book"), "a.xls", Limits(zip_entries=1)).findings] == ["file-too-large"]


def test_without_it_the_refusal_says_what_to_save(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for data, name, code in (
        (ole("WordDocument"), "清单.doc", "file-is-doc"),
        (ODT, "清单.odt", "file-is-odt"),
        (ole("Workbook"), "填报.et", "file-is-et"),
    ):
        (refused,) = read_bytes(data, name).findings
        assert (refused.code, refused.effect) == (code, Effect.FILE)
        assert "另存为" in refused.fix


def test_a_home_is_read_again_when_it_comes_or_goes(fake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = fingerprint(Installation(seeds=fake))
    monkeypatch.setenv("PATH", str(fake))
    assert fingerprint(Installation(seeds=fake)) != with_it


def test_a_word_document_with_a_password_is_not_even_tried(fake: Path) -> None:
    locked, open_one = (word_stream(bytes(11) + flag) for flag in (b"\x01", b"\x00"))
    assert [f.code for f in read_bytes(locked, "清单.doc").findings] == ["file-encrypted"]
    assert not (fake / "called").exists()
    assert [f.code for f in read_bytes(open_one, "清单.doc").findings] == ["file-converted"]


def word_stream(content: bytes) -> bytes:
    """A compound file of one stream `WordDocument`: xlwt's, which is one of `Workbook`, renamed in its directory."""
    out = io.BytesIO()
    XlsDoc().save(out, content.ljust(8192, b"\0"))
    old, new = (
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2)
        for name in ("Workbook", "WordDocument")
    )
    assert out.getvalue().count(old) == 1
    return out.getvalue().replace(old, new)


@pytest.mark.skipif(office.program() is None, reason="needs LibreOffice")
def test_the_real_one_keeps_cells_formats_and_results() -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("进展情况")
    sheet.write_merge(0, 0, 0, 2, "进展情况表")
    sheet.write(1, 0, "招商")
    sheet.write(1, 1, 30)
    sheet.write(1, 2, 0.125, xlwt.easyxf(num_format_str="0.0%"))
    out = io.BytesIO()
    book.save(out)
    document = read_bytes(out.getvalue(), "填报.et")
    assert document.container is Container.ET
    assert [f.code for f in document.findings] == ["file-converted"]
    assert texts(document) == [["进展情况表", "", ""], ["招商", "30", "12.5%"]]
    assert document.grids[0].rows[0][0].column_span == 3
    assert document.grids[0].rows[1][2].value == 0.125
