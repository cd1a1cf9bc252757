"""The text of one Word paragraph as a reader sees it when all tracked changes are accepted.

Insertions stay and deletions go, field codes go and their results stay, check boxes become ☑ or ☐, notes and pictures are
only counted. Text boxes are handed back apart: their paragraphs follow the one they hang on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.documents.colours import Colour, named
from ingest.documents.docx_xml import WRAPPERS, attribute, child, chosen, is_on, short
from ingest.documents.limits import Refusal
from ingest.documents.runs import Runs, Shift

if TYPE_CHECKING:
    from lxml.etree import _Element

CHECKED, UNCHECKED = "☑", "☐"
# Wingdings and Wingdings 2 keep their signs in the private use area
_SIGNS = str.maketrans(
    {
        "\uf0fe": CHECKED,
        "\uf052": CHECKED,
        "\uf0fd": "☒",
        "\uf053": "☒",
        "\uf0a8": UNCHECKED,
        "\uf06f": UNCHECKED,
        "\uf071": UNCHECKED,
        "\uf072": UNCHECKED,
        "\uf0a3": UNCHECKED,
        "\uf0fc": "✓",
        "\uf050": "✓",
        "\uf0fb": "✗",
        "\uf04f": "✗",
        "\uf06c": "●",
        "\uf06e": "■",
        "\uf0b7": "●",
        "\uf0d8": "➢",
        "\uf075": "◆",
        "\x0b": "\n",
    }
)
_PLAIN_RUNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
}
_PICTURES = {"w:drawing", "w:pict"}
_NOTES = {"w:footnoteReference": "脚注", "w:endnoteReference": "尾注", "w:commentReference": "批注"}
_SHIFTS = {"superscript": Shift.RAISED, "subscript": Shift.LOWERED}
REVISED_AWAY = {"w:del", "w:moveFrom"}
REVISED_IN = {"w:ins", "w:moveTo"}


@dataclass(slots=True)
class Notes:
    """What was met on the way that is not text: revisions by author, notes, pictures, objects, hidden and struck text."""

    revisions: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    pictures: int = 0
    objects: int = 0
    hidden: int = 0

    def revision(self, element: _Element) -> None:
        self.revisions[attribute(element, "author") or "未署名"] += 1


@dataclass(slots=True)
class ParagraphText:
    """One paragraph's text, what is struck out of it, its text boxes, comments, deletions and colours."""

    text: str
    struck: str = ""
    boxes: list[_Element] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    deleted: str = ""
    font: Colour = Colour.NONE
    fill: Colour = Colour.NONE


def read_paragraph(paragraph: _Element, notes: Notes) -> ParagraphText:
    """The text of a `w:p`. Refuses a paragraph that stands in another file (w:subDoc)."""
    walk = _Walk(notes)
    walk.children(paragraph)
    deleted = "".join(walk.deleted).strip()
    text = walk.runs.text.translate(_SIGNS)
    return ParagraphText(text, walk.runs.struck, walk.boxes, walk.comments, deleted, walk.font, walk.fill)


def mark_is_deleted(paragraph: _Element, notes: Notes) -> bool:
    """Whether a tracked change takes the paragraph's end away, so that the next paragraph goes on with its text."""
    mark = child(paragraph, "w:pPr", "w:rPr")
    deleted = False
    for item in () if mark is None else mark:
        name = short(item)
        if name in REVISED_AWAY:
            deleted = True
            notes.revision(item)
        elif name in REVISED_IN:
            notes.revision(item)
    return deleted


class _Walk:
    """State of one paragraph: the fields that are open in it, and what came out so far."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._fields: list[bool] = []  # for each open field whether its result has begun
        self.runs = Runs()
        self._is_struck = False  # of the run that is being read
        self._shift = Shift.LEVEL
        self.boxes: list[_Element] = []
        self.comments: list[str] = []
        self.deleted: list[str] = []
        self.font = self.fill = Colour.NONE

    def children(self, element: _Element) -> None:
        for item in element:
            name = short(item)
            if name == "w:r":
                self._run(item)
            elif name in REVISED_IN:
                self._notes.revision(item)
                self.children(item)
            elif name in REVISED_AWAY:
                self._notes.revision(item)
                if name == "w:del":
                    self.deleted.extend(text.text or "" for text in item.iter() if short(text) == "w:delText")
            elif name == "w:sdt":
                self._control(item)
            elif name in WRAPPERS:
                self.children(item)
            elif name in {"m:oMath", "m:oMathPara"}:
                self._add("".join(t.text or "" for t in item.iter() if short(t) == "m:t"))
            elif name == "mc:AlternateContent":
                branch = chosen(item)
                if branch is not None:
                    self.children(branch)
            elif name == "w:subDoc":
                raise Refusal("content-elsewhere")

    def _control(self, control: _Element) -> None:
        """A content control: its content, a check box by its state, nothing while it shows its prompt."""
        properties = child(control, "w:sdtPr")
        box = child(properties, "w14:checkbox")
        if box is not None:
            state = child(box, "w14:checked")
            on = state is not None and any(value in {"1", "true"} for value in state.attrib.values())
            self._add(CHECKED if on else UNCHECKED)
        elif not is_on(child(properties, "w:showingPlcHdr")):
            content = child(control, "w:sdtContent")
            if content is not None:
                self.children(content)

    def _run(self, run: _Element) -> None:
        properties = child(run, "w:rPr")
        if is_on(child(properties, "w:vanish")):
            self._notes.hidden += any(short(e) == "w:t" and (e.text or "").strip() for e in run)
            return
        before = self._is_struck, self._shift
        self._is_struck = is_on(child(properties, "w:strike")) or is_on(child(properties, "w:dstrike"))
        self._shift = _shift(properties)
        for item in run:
            self._piece(item)
        if not self._is_struck:
            self.font = self.font or named(attribute(child(properties, "w:color")))
            self.fill = self.fill or named(attribute(child(properties, "w:highlight")))
        self._is_struck, self._shift = before

    def _add(self, text: str) -> None:
        self.runs.add(text, is_struck=self._is_struck, shift=self._shift)

    def _piece(self, item: _Element) -> None:
        name = short(item)
        if name == "w:fldChar":
            self._field(item)
        elif self._fields and not all(self._fields):
            return  # inside a field's code
        elif name == "w:t":
            self._add(item.text or "")
        elif name in _PLAIN_RUNS:
            self._add(_PLAIN_RUNS[name])
        elif name == "w:sym":
            self._add(_symbol(item))
        elif name in _NOTES:
            self._notes.ignored[_NOTES[name]] += 1
            if name == "w:commentReference":
                self.comments.append(attribute(item, "id"))
        elif name == "w:ruby":
            base = child(item, "w:rubyBase")
            if base is not None:
                self.children(base)
        elif name == "mc:AlternateContent":
            branch = chosen(item)
            for piece in () if branch is None else branch:
                self._piece(piece)
        elif name in _PICTURES or name == "w:object":
            self._picture(item)

    def _picture(self, item: _Element) -> None:
        boxes = [e for e in item.iter() if short(e) == "w:txbxContent" and not _falls_back(e, item)]
        # a box inside a box is met again inside the outer one
        self.boxes += [b for b in boxes if not any(b is not o and _holds(o, b) for o in boxes)]
        if short(item) == "w:object" or any(short(e) == "o:OLEObject" for e in item.iter()):
            self._notes.objects += 1
        elif any(short(e) in {"pic:pic", "v:imagedata"} for e in item.iter()):
            self._notes.pictures += 1

    def _field(self, item: _Element) -> None:
        kind = attribute(item, "fldCharType")
        if kind == "begin":
            self._fields.append(False)
            box = child(item, "w:ffData", "w:checkBox")
            if box is not None:
                state = child(box, "w:checked")
                self._add(CHECKED if is_on(child(box, "w:default") if state is None else state) else UNCHECKED)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()


def _falls_back(box: _Element, top: _Element) -> bool:
    """Whether the box is the copy of another one, kept for old programs."""
    for ancestor in box.iterancestors():
        if ancestor is top:
            return False
        if short(ancestor) == "mc:Fallback":
            return True
    return False


def _holds(outer: _Element, inner: _Element) -> bool:
    return any(ancestor is outer for ancestor in inner.iterancestors())


def _symbol(item: _Element) -> str:
    code = attribute(item, "char")
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    if "\uf000" <= sign <= "\uf0ff" and sign.translate(_SIGNS) == sign:
        return "•"
    return sign


def _shift(properties: _Element | None) -> Shift:
    """Whether a run is raised or lowered: by its style of letters, or by so many half points."""
    by_style = _SHIFTS.get(attribute(child(properties, "w:vertAlign")))
    if by_style is not None:
        return by_style
    points = attribute(child(properties, "w:position"))
    if points.lstrip("-").isdecimal() and int(points):
        return Shift.LOWERED if points.startswith("-") else Shift.RAISED
    return Shift.LEVEL
