"""Builds small .ods files from the XML of their rows."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def cell(shown: object = "", kind: str = "string", stored: object = None, more: str = "") -> str:
    """A cell as LibreOffice writes it; nothing shown and no kind is a blank one."""
    if not kind:
        return f"<table:table-cell {more}/>"
    name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
    value = "" if stored is None else f' office:{name}="{stored}"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(shown).split("\n"))
    return f'<table:table-cell office:value-type="{kind}"{value} {more}>{lines}</table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def sheet(*rows: str, name: str = "进展情况", columns: str = "", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{"".join(rows)}</table:table>'


def ods(*sheets: str, styles: str = "", kind: str = TYPE, **parts: str) -> bytes:
    """The file; `styles` are automatic styles, `parts` further members (`META_INF__manifest` for META-INF/manifest.xml)."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMES.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", kind, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        for part, text in parts.items():
            package.writestr(part.replace("__", "/").replace("_", "-") + ".xml", text)
    return out.getvalue()
