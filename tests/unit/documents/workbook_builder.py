"""Small workbooks out of raw XML, so that what a program wrote can be written down exactly."""

from __future__ import annotations

import io
import zipfile

from tests.unit.documents.docx_builder import rels

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def xlsx(
    *sheets: str,
    strings: str = "",
    styles: str = "",
    names: tuple[str, ...] = ("进展情况", "第二张", "第三张"),
    states: tuple[str, ...] = (),
    properties: str = "",
    extra: dict[str, bytes] | None = None,
) -> bytes:
    """A workbook; each of `sheets` is the inside of a worksheet, `strings` of sst, `styles` of styleSheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", rels(("officeDocument", "xl/workbook.xml")))
        listed = "".join(
            f'<sheet name="{names[i]}" sheetId="{i + 1}" r:id="r{i}" state="{states[i] if i < len(states) else "visible"}"/>'
            for i in range(len(sheets))
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{_REL}"><workbookPr {properties}/><sheets>{listed}</sheets></workbook>',
        )
        targets = [("worksheet", f"worksheets/sheet{i + 1}.xml") for i in range(len(sheets))]
        shared = (("styles", "styles.xml"), ("sharedStrings", "/xl/sharedStrings.xml"), ("person", "persons/person.xml"))
        package.writestr("xl/_rels/workbook.xml.rels", rels(*targets, *shared))
        for i, sheet in enumerate(sheets):
            package.writestr(f"xl/worksheets/sheet{i + 1}.xml", f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>')
        package.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{strings}</sst>')
        package.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>')
        for name, data in (extra or {}).items():
            package.writestr(name, data)
    return out.getvalue()


def styles(*codes: str) -> str:
    """Cell style 0 is General; then one for each format code, a number standing for a built-in format."""
    own = [code for code in codes if not code.isdigit()]
    formats = "".join(f'<numFmt numFmtId="{170 + i}" formatCode="{code}"/>' for i, code in enumerate(own))
    ids = [0, *(int(code) if code.isdigit() else 170 + own.index(code) for code in codes)]
    xfs = "".join(f'<xf numFmtId="{i}" fontId="0"/>' for i in ids)
    return f"<numFmts>{formats}</numFmts><fonts><font/></fonts><cellXfs>{xfs}</cellXfs>"


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def number(reference: str, stored: str, style: int = 0, formula: str = "") -> str:
    f = f"<f>{formula}</f>" if formula else ""
    return f'<c r="{reference}" s="{style}">{f}<v>{stored}</v></c>'
