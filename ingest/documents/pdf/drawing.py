"""What is drawn on a page of a PDF: lines that may bound cells, pictures, curves. Only the engine uses it, in its process."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ingest.documents.pdf.page import RuledLine

_DEEPEST = 6  # drawings inside drawings
_SHORT = 2.0  # points; shorter strokes are no rules
_THIN = 3.0  # points; a filled box no thicker is a line


class Caps(NamedTuple):
    """How much is taken off a file."""

    pages: int
    glyphs: int
    rules: int


class EngineError(Exception):
    """The file is not read: a code of the catalogue and its words."""

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(code)
        self.code, self.words = code, words


class Turn(NamedTuple):
    """From the page's own directions to those of its text: x along the line, y down, quarter turns undone."""

    quarters: int
    box: tuple[float, float, float, float]

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        if self.quarters == 0:
            return x - left, top - y
        if self.quarters == 1:
            return y - bottom, x - left
        if self.quarters == 2:
            return right - x, y - bottom
        return top - y, right - x

    @property
    def size(self) -> tuple[float, float]:
        left, bottom, right, top = self.box
        wide, high = right - left, top - bottom
        return (high, wide) if self.quarters % 2 else (wide, high)


Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _times(one: Matrix, other: Matrix) -> Matrix:
    """First `one`, then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Every drawing and picture of the page with the way from its directions to the page's, drawings inside drawings too."""
    waiting = [(pdfium.FPDFPage_GetObject(page, i), _SAME, 0) for i in reversed(range(pdfium.FPDFPage_CountObjects(page)))]
    while waiting:
        item, outer, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = _times(_matrix(item), outer)
            if depth < _DEEPEST:
                children = range(pdfium.FPDFFormObj_CountObjects(item))
                waiting += [(pdfium.FPDFFormObj_GetObject(item, i), inner, depth + 1) for i in reversed(children)]
        elif kind in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE}:
            yield item, _times(_matrix(item), outer)


class Drawing:
    """The rules and pictures of a page, as its objects come."""

    def __init__(self, turn: Turn, caps: Caps) -> None:
        self.rules: list[RuledLine] = []
        self.pictures = 0
        self.pictured = 0.0
        self.curves = 0
        self._turn, self._caps = turn, caps

    def take(self, item: Any, matrix: Matrix) -> None:
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, *_ = matrix
            self.pictures += 1
            self.pictured += abs(a * d - b * c)
            return
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, filled, stroked)
        for points, is_closed in self._subpaths(item, matrix):
            if stroked.value:
                ends = [*points[1:], points[0]] if is_closed else points[1:]
                for start, end in zip(points, ends, strict=False):
                    self._rule(*start, *end)
            elif filled.value:
                xs, ys = [p[0] for p in points], [p[1] for p in points]
                self._thin(min(xs), min(ys), max(xs), max(ys))
        if len(self.rules) > self._caps.rules:
            raise EngineError("file-too-large", what="线条数", actual=len(self.rules), limit=self._caps.rules)

    def _subpaths(self, item: Any, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """The straight parts of a path as points of the upright page; a part with curves is only counted."""
        a, b, c, d, e, f = matrix
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        closed = curved = False
        for i in range(pdfium.FPDFPath_CountSegments(item)):
            segment = pdfium.FPDFPath_GetPathSegment(item, i)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1 and not curved:
                    yield points, closed
                points, closed, curved = [], False, False
            if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                self.curves += not curved
                curved = True
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            across, up = a * x.value + c * y.value + e, b * x.value + d * y.value + f
            if math.isfinite(across) and math.isfinite(up):
                points.append(self._turn.point(across, up))
            closed = closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
        if len(points) > 1 and not curved:
            yield points, closed

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        wide, high = abs(x1 - x0), abs(y1 - y0)
        if min(wide, high) <= 1.0 and max(wide, high) >= _SHORT:
            self._thin(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _thin(self, left: float, top: float, right: float, bottom: float) -> None:
        wide, high = right - left, bottom - top
        if min(wide, high) > _THIN or max(wide, high) < _SHORT:
            return
        if wide >= high:
            middle = (top + bottom) / 2
            self.rules.append(RuledLine(left, middle, right, middle))
        else:
            middle = (left + right) / 2
            self.rules.append(RuledLine(middle, top, middle, bottom))
