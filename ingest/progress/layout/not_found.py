"""Why no form was found in a file: what is in it instead, so that nobody is told that a file with content has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.documents.grid import Cell, Document, Grid
from ingest.documents.places import column_letter
from ingest.findings import NOWHERE, Finding
from ingest.progress.catalogue import finding
from ingest.progress.cells.words import shown
from ingest.progress.headings.grammar import is_known, read_heading
from ingest.progress.layout.form_sheet import FormSheet, has_content
from ingest.progress.layout.header import can_be_label, nearly_header
from ingest.progress.layout.proposals import unread_figures

_SEPARATORS = {
    "全角逗号“，”": "，",
    "顿号“、”": "、",
    "分号": "[;；]",
    "竖线": "[|｜]",
    "冒号": "[:：]",
    "空格": r"[ \u3000\u00a0]{2,}|[ \u3000]+",
    "符号“^”": r"\^",
    "符号“~”": "~",
    "符号“#”": "#",
    "逗号": ",",
    "制表符": r"\t+",
}
_LEAST_LABELS = 4
_QUOTED = 30  # letters of a cell that is no label
_LONGEST_HEAD = 400  # letters of a line of labels


def not_found(document: Document, ignored: Sequence[Grid], hidden: Sequence[str]) -> Finding:
    """The finding that refuses a file without a form. `hidden` are the hidden sheets that hold one."""
    for paragraph in document.paragraphs:
        for name in _separators_of(paragraph.text):
            return finding("separator-unclear", paragraph.place, seen=name)
    if spoilt := next((found for grid in ignored for found in _spoilt(grid)), None):
        seen, at = shown(spoilt)[:_QUOTED], f"{column_letter(spoilt.column)}{spoilt.row}"
        what = f"第 {spoilt.row} 行像是表头，但 {at} 格里是“{seen}”，不是列名。"
        return finding("form-unrecognised", spoilt.place, seen=seen, what=what)
    if hidden:
        return finding("form-unrecognised", NOWHERE, seen=hidden[0], what=f"隐藏的工作表“{hidden[0]}”里有这样的表，没有读取。")
    cell = next((shown(c) for grid in ignored for row in grid.rows for c in row if shown(c)), "")
    text = cell or next((p.text.strip() for p in document.paragraphs if any(c.isalnum() for c in p.text)), "")
    if nearly := _nearly(ignored):
        what = nearly
    elif cell:
        what = f"文件里看到的第一个内容是“{cell[:30]}”。"
    elif text:
        what = f"文件里只有文字、没有表格，开头是“{text[:30]}”。"
    elif any(c.struck for grid in ignored for row in grid.rows for c in row):
        what = "表里的内容都已被划掉，按作废处理，没有读取。"
    else:
        what = "没有读到任何单元格的内容；图片和文本框里的内容不读取。"
    return finding("form-unrecognised", ignored[0].place if ignored else NOWHERE, seen=text[:60], what=what)


def _nearly(grids: Sequence[Grid]) -> str:
    """What of a table with our keys was not understood, "" where there is none such."""
    for sheet in map(FormSheet, grids):
        header = nearly_header(sheet)
        if header is not None and (unread := unread_figures(sheet, header)):
            return f"第 {header.first} 行像是表头，但填数的列看不懂：{'、'.join(unread)}。"
    return ""


def _spoilt(grid: Grid) -> Iterator[Cell]:
    """The cells that are no label in rows that would be a header but for them."""
    for row in grid.rows:
        own = [cell for cell in row if cell.anchor is None and has_content(cell)]
        odd = [cell for cell in own if not can_be_label(cell)]
        if len(odd) == 1 and sum(is_known(read_heading(cell.text)) for cell in own) >= _LEAST_LABELS:
            yield odd[0]


def _separators_of(line: str) -> list[str]:
    """What parts a line into labels of the form; nothing for a line that is no head."""
    if len(line) > _LONGEST_HEAD:
        return []
    found = []
    for name, pattern in _SEPARATORS.items():
        labels = [piece.strip("\"'“” ") for piece in re.split(pattern, line)]
        if sum(is_known(read_heading(label)) for label in labels if label) >= _LEAST_LABELS:
            found.append(name)
    return found
