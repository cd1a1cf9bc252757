"""What a filing says of itself once: unit, period, who filled it in. Collected from cells, title, file name and hidden sheet.

Nothing is decided about rows here. Where the places disagree, that is a finding about the file.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from ingest.documents.grid import Cell, Paragraph
from ingest.findings import Finding, Place
from ingest.progress.cells.numbers import shown
from ingest.progress.form import HEAD_LABELS
from ingest.progress.labels import HEAD_FIELDS, normal
from ingest.progress.layout.form_sheet import FormSheet

_ALL = sorted({*HEAD_FIELDS, "单位", "审核人", "负责人", "单位负责人", "分管领导", "主要负责人"}, key=len, reverse=True)
_LABELLED = re.compile(rf"({'|'.join(map(re.escape, _ALL))})(?:\((?:盖章|公章|签字|签章|章)?\))?\s*[:：]")
_BLANK_COLON = re.compile(rf"^\s*({'|'.join(map(re.escape, HEAD_LABELS))})\s+(?=[^\s:：])")
_SHORTEST_TITLE = 3
HIDDEN = "隐藏表"
_SEAL = re.compile(r"[(（](?:盖章|公章|签章|签字|章)?[)）]")


@dataclass(slots=True)
class Said:
    """One statement: what, and where it stands (`source`: hidden sheet, cell, title, file name)."""

    text: str
    source: str
    place: Place
    cell: Cell | None = None


@dataclass(slots=True)
class FilingHead:
    """Everything the file says of itself, before it is judged."""

    said: dict[str, list[Said]] = field(default_factory=dict)
    titles: list[Said] = field(default_factory=list)
    table_units: list[Said] = field(default_factory=list)  # 单位：万元 over the table

    def add(self, name: str, said: Said) -> None:
        if said.text.strip():
            self.said.setdefault(name, []).append(said)

    def first(self, name: str) -> str:
        return self.said[name][0].text if name in self.said else ""


def collect_meta(head: FilingHead, sheet: FormSheet) -> None:
    """Key/value rows of the template's hidden sheet."""
    for number, cells in sheet.rows.items():
        key, value = cells.get(1), cells.get(2)
        if key is not None and value is not None and key.text.strip():
            head.add(key.text.strip(), Said(shown(value), HIDDEN, Place(sheet=sheet.name, row=number, column="B"), value))


def collect_rows(head: FilingHead, sheet: FormSheet, rows: list[int], *, titles: bool) -> None:
    """Labelled values in some rows of a sheet: 填报单位：区发改局 in one cell, or its label and its value in two."""
    for number in rows:
        own = [c for c in sheet.rows.get(number, {}).values() if c.anchor is None and (c.text.strip() or c.value is not None)]
        skip = -1
        for at, cell in enumerate(own):
            if at == skip:
                continue
            text = _BLANK_COLON.sub(r"\1：", _SEAL.sub("", unicodedata.normalize("NFKC", cell.text)))
            if first := _LABELLED.search(text):
                if _split(head, text, cell, own[at + 1] if at + 1 < len(own) else None):
                    skip = at + 1
                if titles and len(before := text[: first.start()].strip(" (")) > _SHORTEST_TITLE:
                    head.titles.append(Said(before, "标题", cell.place, cell))
            elif (name := HEAD_FIELDS.get(normal(text), "")) and at + 1 < len(own) and not _is_label(own[at + 1].text):
                head.add(name, Said(shown(own[at + 1]), "表内", own[at + 1].place, own[at + 1]))
                skip = at + 1
            elif titles:
                head.titles.append(Said(cell.text, "标题", cell.place, cell))


def collect_paragraph(head: FilingHead, paragraph: Paragraph) -> None:
    """A paragraph around the table of a document: labelled values, else a title."""
    text = unicodedata.normalize("NFKC", paragraph.text)
    if _LABELLED.search(text):
        _split(head, _SEAL.sub("", text), Cell(1, 1, paragraph.text, paragraph.place), None)
    else:
        head.titles.append(Said(paragraph.text, "标题", paragraph.place))


def _is_label(text: str) -> bool:
    return normal(text) in HEAD_FIELDS or bool(_LABELLED.match(text.strip()))


def _split(head: FilingHead, text: str, cell: Cell, beside: Cell | None) -> bool:
    """Take the labelled values of one cell; True if the last one stands in the cell beside."""
    found = list(_LABELLED.finditer(text))
    used = False
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        value, source = text[match.end() : end].strip(" \t\n　,，;；(").removesuffix(")"), cell
        if not value and at + 1 == len(found) and beside is not None and not _LABELLED.search(beside.text):
            value, source, used = shown(beside), beside, True
        label = normal(match[1])
        said = Said(value, "表内", source.place, source if used else None)
        if label == "单位":
            head.table_units.append(said)
        elif label in HEAD_FIELDS:
            head.add(HEAD_FIELDS[label], said)
    return used


@dataclass(frozen=True, slots=True)
class Identity:
    """Who files for which period of which list; "" where that is not known. `words` are those of the finding's messages."""

    unit: str = ""
    period: str = ""
    list_id: str = ""
    filed_by: str = ""
    phone: str = ""
    filed_on: dt.date | None = None
    findings: tuple[Finding, ...] = ()
