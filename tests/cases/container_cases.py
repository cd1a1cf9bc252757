"""Files that are not what they seem, and encodings (CASES 17, 18, 19). The container reader speaks; a filing must listen."""

# ruff: noqa: E501 - tables of cases
from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import xlwt

from tests.cases.layout_cases import CSV_A, CSV_B, CSV_HEAD, CSV_LABELS, CSV_VALUES
from tests.cases.model import FILE, GOOD_A, GOOD_B, LABELS, A, Case, form, head, housing, saved, sheet_of, text_table
from tests.unit.documents import docx_builder, ods_builder

TABLE = (*CSV_HEAD, CSV_LABELS, CSV_A, CSV_B)
RARE = (*CSV_HEAD, CSV_LABELS, (*CSV_A[:6], "㐂𠮷村已完工"), CSV_B)


def _html() -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{'' if c is None else c}</td>" for c in row) + "</tr>" for row in (*head(), LABELS, *housing())
    )
    return f"<html><head><meta charset='utf-8'></head><body><table>{rows}</table></body></html>".encode()


def _xls(formula: str = "", result: float | None = None) -> Callable[[], bytes]:
    """The form as a workbook of Excel 97: the title merged, the rate as a share shown in %, maybe a formula in H4."""

    def build() -> bytes:
        book = xlwt.Workbook(encoding="utf-8")
        sheet = book.add_sheet("进展情况")
        rows = [*head(), LABELS, *housing()]
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is not None and (r, c) not in {(0, 0), (3, 7) if formula else None}:
                    share = isinstance(value, float)
                    style = xlwt.easyxf(num_format_str="0.0%") if share else xlwt.Style.default_style
                    sheet.write(r, c, value / 100 if share else value, style)
        sheet.write_merge(0, 0, 0, 7, rows[0][0])
        if formula:
            sheet.write(3, 7, xlwt.Formula(formula))
        out = io.BytesIO()
        book.save(out)
        data = out.getvalue()
        if result is None:
            return data
        never = bytes([3, 0, 0, 0, 0, 0, 0xFF, 0xFF])  # how xlwt says that nothing was calculated
        assert data.count(never) == 1
        return data.replace(never, struct.pack("<d", result))

    return build


def _ods() -> bytes:
    """The form as an OpenDocument workbook: the title merged, the rate as a share shown in %."""

    def cell(value: Any) -> str:
        if value is None:
            return ods_builder.cell("", "")
        if isinstance(value, float):
            return ods_builder.cell(f"{value}%", "percentage", value / 100)
        return ods_builder.cell(value) if isinstance(value, str) else ods_builder.cell(value, "float", value)

    rows = [[cell(value) for value in row] for row in (*head(), LABELS, *housing())]
    rows[0][0] = ods_builder.cell(head()[0][0], more='table:number-columns-spanned="8"')
    return ods_builder.ods(ods_builder.sheet(*(ods_builder.row(*row) for row in rows)))


def _docx(cumulative: str = "10") -> bytes:
    body = docx_builder.para(docx_builder.run("北塔区2023年11月“三重点”任务进展情况表")) + docx_builder.para(
        docx_builder.run("填报单位：区住建局")
    )
    rows = [LABELS, *[["" if c is None else str(c) for c in row] for row in housing(10, cumulative)]]
    cells = [[docx_builder.cell(docx_builder.para(docx_builder.run(text))) for text in row] for row in rows]
    return docx_builder.docx(body + docx_builder.table(*(docx_builder.row(*row) for row in cells)))


def _bomb() -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(form(housing())())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(520):
                part.write(b" " * (1 << 20))
    return out.getvalue()


def _mixed() -> bytes:
    lines = text_table(TABLE)().split(b"\r\n")
    lines[2] = lines[2].decode("utf-8").encode("gbk")
    return b"\r\n".join(lines)


def _refused(name: str, file: str, data: Any, *codes: str) -> Case:
    return Case(
        f"container-{name}", "CASES 17, 18", file, data, "rejected", tuple(f"{code}@" for code in codes), any_codes=True
    )


def _parted(delimiter: str, narrative: str = "已完工") -> Callable[[], bytes]:
    """The table with another sign between its cells, nothing quoted."""
    rows = [*CSV_HEAD, CSV_LABELS, (*CSV_A[:6], narrative), CSV_B]

    def build() -> bytes:
        return "\r\n".join(delimiter.join("" if c is None else str(c) for c in row) for row in rows).encode("gbk")

    return build


def _row_parted_otherwise() -> bytes:
    lines = text_table(TABLE)().decode("utf-8").split("\r\n")
    at = len(TABLE) - 2
    return "\r\n".join([*lines[:at], lines[at].replace(",", "，"), *lines[at + 1 :]]).encode("gbk")


def _quoted_lines() -> bytes:
    lines = text_table(TABLE)().decode("utf-8").split("\r\n")
    return "\r\n".join('"' + line.replace('"', '""') + '"' for line in lines if line).encode("utf-8")


def _letter() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "11月进展"
    message.set_content("请查收附件。")
    message.add_attachment(form(housing())(), maintype="application", subtype="octet-stream", filename=FILE)
    message.set_boundary("=====")
    return message.as_bytes()


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(zipfile.ZipInfo(FILE), form(housing())())
    return out.getvalue()


def _hidden_sheet() -> bytes:
    book, sheet = sheet_of([*head(), LABELS, *housing()])
    book.create_sheet("封面")
    sheet.sheet_state = "hidden"
    return saved(book)


CASES: tuple[Case, ...] = (
    *(Case(f"csv-parted-by-{name}", "own", "区住建局_2023年11月.csv", _parted(sign), "accepted", values=CSV_VALUES)
      for name, sign in (("full-width-comma", "，"), ("full-width-semicolon", "；"), ("pause-mark", "、"), ("bar", "|"), ("full-width-bar", "｜"))),
    *(_refused(f"parted-by-{name}", "区住建局_2023年11月.csv", _parted(sign, text), "separator-unclear")
      for name, sign, text in (("full-width-comma-of-its-text-too", "，", "截至11月底，已完工"), ("blanks", "    ", "已完工"), ("wide-blanks", "　", "已完工"),
                               ("caret", "^", "已完工"))),
    _refused("row-parted-otherwise", "区住建局_2023年11月.csv", _row_parted_otherwise, "separator-mixed"),
    Case("csv-of-quoted-lines", "own", "区住建局_2023年11月.csv", _quoted_lines, "accepted", values=CSV_VALUES),
    Case("csv-utf-16-without-mark", "own", "区住建局_2023年11月.csv", text_table(TABLE, encoding="utf-16-le"), "accepted", values=CSV_VALUES),
    Case("csv-named-xlsx", "own", FILE, text_table(TABLE), "accepted_with_warnings", ("file-type-differs-from-name@",), values=CSV_VALUES),
    _refused("mail", "区住建局_2023年11月.eml", _letter, "file-is-mail"),
    _refused("archive", "区住建局_2023年11月.zip", _archive, "file-is-archive"),
    _refused("words-only", "区住建局_2023年11月.txt", "我局11月进展顺利，累计完成10个。".encode, "form-unrecognised"),
    Case("container-form-on-a-hidden-sheet", "own", FILE, _hidden_sheet, "rejected", ("form-unrecognised@", "sheet-hidden-ignored@")),
    *(Case(f"csv-{name}", "CASES 19", "区住建局_2023年11月.csv", text_table(TABLE, encoding=code), "accepted", values=CSV_VALUES)
      for name, code in (("utf-8", "utf-8"), ("utf-8-bom", "utf-8-sig"), ("gbk", "gbk"), ("gb18030", "gb18030"))),
    Case("csv-gb18030-rare", "CASES 19", "区住建局_2023年11月.csv", text_table(RARE, encoding="gb18030"), "accepted", values=CSV_VALUES),
    Case("csv-utf-16-tabs", "CASES 19", "区住建局_2023年11月.txt", text_table(TABLE, encoding="utf-16", delimiter="\t"), "accepted",
         values=CSV_VALUES),
    Case("csv-long-ascii-first", "CASES 19", "区住建局_2023年11月.csv",
         text_table([("x" * 6000,), *TABLE]), "accepted", values=CSV_VALUES),
    _refused("csv-of-two-encodings", "区住建局_2023年11月.csv", _mixed, "encoding-mixed"),
    _refused("empty", FILE, lambda: b"", "file-empty"),
    _refused("truncated", FILE, lambda: form(housing())()[:3000], "file-truncated"),
    _refused("bomb", FILE, _bomb, "file-too-large"),
    _refused("pdf", "区住建局_2023年11月.pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "file-is-pdf"),
    _refused("image", FILE, lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "file-is-image"),
    _refused("lock-file", "~$区住建局_2023年11月.xlsx", lambda: bytes(165), "file-lock"),
    _refused("noise", FILE, lambda: bytes(range(256)) * 20),
    Case("container-html-named-xls", "CASES 17", "区住建局_2023年11月.xls", _html, "accepted_with_warnings",
         ("file-type-differs-from-name@",), values=((A, "北塔区", {"unit": "个", "current": 10, "cumulative": 10}), GOOD_B)),
    Case("container-xls", "own", "区住建局_2023年11月.xls", _xls(), "accepted", values=(GOOD_A, GOOD_B)),
    Case("container-xls-formula-never-calculated", "CASES 14", "区住建局_2023年11月.xls", _xls("G4*1"), "accepted_with_warnings",
         ("formula-without-value@H4",), values=(GOOD_B,)),
    Case("container-xls-formula-with-its-result", "CASES 14", "区住建局_2023年11月.xls", _xls("G4*1", 10), "accepted", values=(GOOD_A, GOOD_B)),
    Case("container-xls-sum-gone-stale", "CASES 14", "区住建局_2023年11月.xls", _xls("SUM(G4:G4)", 12), "accepted_with_warnings",
         ("formula-stale@H4",), values=((A, "北塔区", {"unit": "个", "current": 10, "cumulative": 12}), GOOD_B)),
    Case("container-ods", "own", "区住建局_2023年11月.ods", _ods, "accepted", values=(GOOD_A, GOOD_B)),
    Case("container-word-table", "own", "进展.docx", _docx, "accepted", values=(GOOD_A, GOOD_B), unit="区住建局", period="2023-11"),
    Case("container-word-table-with-a-fault", "own", "进展.docx", lambda: _docx("约30"), "accepted_with_warnings", ("cell-not-a-number@H2",),
         values=(GOOD_B,)),
    Case("container-xlsx-named-xls", "CASES 17", "区住建局_2023年11月.xls", form(housing()), "accepted_with_warnings",
         ("file-type-differs-from-name@",), values=(GOOD_A, GOOD_B)),
    Case("container-gbk-text-named-xls", "CASES 17", "区住建局_2023年11月.xls", text_table(TABLE, encoding="gbk", delimiter="\t"),
         "accepted_with_warnings", ("file-type-differs-from-name@",), values=CSV_VALUES),
)  # fmt: skip
