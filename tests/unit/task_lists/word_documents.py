"""Small Word documents for tests, written as the OOXML itself so that every trap can be set by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/></Relationships>'
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str, *, heading: int = 0, numbered: tuple[int, int] | None = None, raw: str = "") -> str:
    """`numbered`: (numId, level) of an automatic number; `raw`: runs instead of text."""
    settings = ""
    if heading:
        settings += f'<w:outlineLvl w:val="{heading - 1}"/>'
    if numbered:
        settings += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{settings}</w:pPr>{raw or run(text)}</w:p>"


def cell(
    text: str = "", *, span: int = 1, merge: str = "", raw: str = "", numbered: tuple[int, int] | None = None, wrap: str = "{}"
) -> str:
    """One w:tc. `merge` is "restart" or "continue"; `raw` is its content instead of text; `wrap` goes round the cell."""
    settings = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        settings += f'<w:vMerge w:val="{merge}"/>'
    body = raw or "".join(paragraph(line, numbered=numbered) for line in text.split("\n"))
    return wrap.format(f"<w:tc><w:tcPr>{settings}</w:tcPr>{body}</w:tc>")


def row(*cells: str | Sequence[str], before: int = 0, header: bool = False, settings: str = "") -> str:
    """One w:tr of ready cells or plain texts; `before` leaves that many grid columns out at its start."""
    properties = settings
    if before:
        properties += f'<w:gridBefore w:val="{before}"/>'
    if header:
        properties += "<w:tblHeader/>"
    done = "".join(c if isinstance(c, str) and c.startswith("<w:") else cell(str(c)) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{done}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


_NUMBERING = f"""<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
<w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def document(*body: str) -> bytes:
    """A .docx of these paragraphs and tables. numId 1 and 3 count 1 2 3, numId 2 counts （一）（二）."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS.format(office=_OFFICE, kind="officeDocument", target="word/document.xml"))
        archive.writestr("word/_rels/document.xml.rels", _RELS.format(office=_OFFICE, kind="numbering", target="numbering.xml"))
        archive.writestr("word/numbering.xml", _NUMBERING)
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>")
    return out.getvalue()
