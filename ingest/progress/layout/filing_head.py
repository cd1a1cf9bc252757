"""What a filing says of itself once: unit, period, who filled it in. Collected from cells, title, file name and hidden sheet.

Nothing is decided about rows here. Where the places disagree, that is a finding about the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.documents.grid import Cell, Paragraph
from ingest.findings import Place
from ingest.progress.cells.words import shown
from ingest.progress.fields import HeadField
from ingest.progress.form import HEAD_LABELS
from ingest.progress.labels import HEAD_FIELDS, normal
from ingest.progress.layout.form_sheet import FormSheet
from ingest.progress.layout.on_behalf import says_on_behalf
from ingest.values.characters import visible

_ALL = sorted({*HEAD_FIELDS, "单位", "审核人", "负责人", "单位负责人", "分管领导", "主要负责人"}, key=len, reverse=True)
_LABELLED = re.compile(rf"({'|'.join(map(re.escape, _ALL))})(?:\((?:盖章|公章|签字|签章|章)?\))?\s*[:：]")
_BLANK_COLON = re.compile(rf"^\s*({'|'.join(map(re.escape, HEAD_LABELS))})\s+(?=[^\s:：])")
_SHORTEST_TITLE = 3
HIDDEN = "隐藏表"
_SEAL = re.compile(r"[(（](?:盖章|公章|签章|签字|章)?[)）]")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: about what, its words, and where it stands (`source`: hidden sheet, cell, title, file name)."""

    about: HeadField
    text: str
    source: str
    place: Place
    cell: Cell | None = None
    is_labelled: bool = False


@dataclass(frozen=True, slots=True)
class FilingHead:
    """Everything the file says of itself, before it is judged, in the order in which it stands."""

    statements: tuple[Said, ...] = ()

    def said(self, about: HeadField) -> tuple[Said, ...]:
        """What is said about one thing. A label without words says nothing, except that a table has a unit."""
        return tuple(
            said for said in self.statements if said.about is about and (about in _EVEN_BLANK or bool(said.text.strip()))
        )

    def first(self, about: HeadField) -> str:
        return next((said.text for said in self.said(about)), "")


_EVEN_BLANK = (HeadField.TITLE, HeadField.TABLE_UNIT)
_META_KEYS = frozenset(HeadField) - set(_EVEN_BLANK)


def of_meta(sheet: FormSheet) -> Iterator[Said]:
    """Key/value rows of the template's hidden sheet."""
    for number, cells in sheet.rows.items():
        key, value = cells.get(1), cells.get(2)
        if key is not None and value is not None and key.text.strip() in _META_KEYS:
            place = Place(sheet=sheet.name, row=number, column="B")
            yield Said(HeadField(key.text.strip()), shown(value), HIDDEN, place, value)


def of_rows(sheet: FormSheet, rows: Iterable[int], *, titles: bool) -> Iterator[Said]:
    """Labelled values in some rows of a sheet: 填报单位：区发改局 in one cell, or its label and its value in two."""
    for number in rows:
        own = [c for c in sheet.rows.get(number, {}).values() if c.anchor is None and (c.text.strip() or c.value is not None)]
        skip = -1
        for at, cell in enumerate(own):
            if at == skip:
                continue
            beside = own[at + 1] if at + 1 < len(own) else None
            text = _BLANK_COLON.sub(r"\1：", _SEAL.sub("", unicodedata.normalize("NFKC", cell.text)))
            if first := _LABELLED.search(text):
                found, takes_beside = _labelled(text, cell, beside)
                yield from found
                if takes_beside:
                    skip = at + 1
                if titles and len(before := text[: first.start()].strip(" (")) > _SHORTEST_TITLE:
                    yield Said(HeadField.TITLE, before, "标题", cell.place, cell)
            elif (about := HEAD_FIELDS.get(normal(text))) and beside is not None and not _is_label(beside.text):
                yield Said(about, shown(beside), "表内", beside.place, beside, is_labelled=True)
                skip = at + 1
            elif titles:
                yield Said(HeadField.TITLE, cell.text, "标题", cell.place, cell)
            elif says_on_behalf(text):
                yield Said(HeadField.ON_BEHALF, cell.text, "表内", cell.place, cell)


def of_paragraph(paragraph: Paragraph) -> Iterator[Said]:
    """A paragraph around the table of a document: labelled values, else a title."""
    text = visible(unicodedata.normalize("NFKC", paragraph.text))
    if _LABELLED.search(text):
        yield from _labelled(_SEAL.sub("", text), Cell(1, 1, paragraph.text, paragraph.place), None)[0]
    else:
        yield Said(HeadField.TITLE, visible(paragraph.text), "标题", paragraph.place)


def _is_label(text: str) -> bool:
    return normal(text) in HEAD_FIELDS or bool(_LABELLED.match(text.strip())) or text.rstrip().endswith((":", "："))


def _has_label(text: str) -> bool:
    """True where a cell has a label of its own, so that it is no value of the label before it: 截止日期："""
    return bool(_LABELLED.search(text)) or _is_label(text)


def _labelled(text: str, cell: Cell, beside: Cell | None) -> tuple[tuple[Said, ...], bool]:
    """The labelled values of one cell, and whether the last one stands in the cell beside."""
    found = list(_LABELLED.finditer(text))
    statements: list[Said] = []
    takes_beside = False
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        value = text[match.end() : end].strip(" \t\n　,，;；(").removesuffix(")")
        source: Cell | None = None
        if not value and at + 1 == len(found) and beside is not None and not _has_label(beside.text):
            value, source, takes_beside = shown(beside), beside, True
        about = _about(match[1])
        if about is not None:
            statements.append(Said(about, value, "表内", (source or cell).place, source, is_labelled=True))
    return tuple(statements), takes_beside


def _about(label: str) -> HeadField | None:
    """What a label asks for; None for the signatures of others (审核人)."""
    return HeadField.TABLE_UNIT if normal(label) == "单位" else HEAD_FIELDS.get(normal(label))
