"""A workbook as a package of parts, opened to be annotated: parts, relationships, content types and sheets.

Editing the parts themselves keeps everything of the sender's file that we do not touch: formats, formulas with their
results, pictures, charts, validations. Its cell formats are `styles.py`; what is written into a worksheet is
`sheet.py`.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from ingest.documents.limits import DEFAULT_LIMITS
from ingest.documents.package import Package, parse_xml
from ingest.progress.returned.styles import NotEditableError, ReturnStyles, q, xml

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class Relationships:
    """The relationships of one part: read, added to, written back."""

    def __init__(self, book: ReturnBook, part: str) -> None:
        self._book = book
        folder, name = posixpath.split(part)
        self._folder, self._part = folder, posixpath.join(folder, "_rels", f"{name}.rels")
        data = book.parts.get(self._part)
        self._root = parse_xml(data, self._part) if data else etree.fromstring(f'<Relationships xmlns="{PACKAGE_REL}"/>')

    def targets(self, kind: str) -> Iterator[tuple[str, str]]:
        """(id, part) of every internal relationship whose type ends with `/kind`."""
        for item in self._root:
            if str(item.get("Type", "")).endswith(f"/{kind}") and item.get("TargetMode") != "External":
                target = str(item.get("Target", ""))
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
                yield str(item.get("Id")), posixpath.normpath(path)

    def add(self, kind: str, part: str) -> str:
        """Relate a part and return the relationship's id."""
        used = {item.get("Id") for item in self._root}
        rel_id = next(f"rIdTk{n}" for n in range(1, len(used) + 2) if f"rIdTk{n}" not in used)
        item = etree.SubElement(self._root, f"{{{PACKAGE_REL}}}Relationship")
        item.set("Id", rel_id)
        item.set("Type", f"{REL}/{kind}")
        item.set("Target", f"/{part}")
        self._book.parts[self._part] = xml(self._root)
        return rel_id


class ReturnBook:
    """An opened workbook. `sheets` is (name, part) in the order of the tabs. Raises NotEditableError, Refusal."""

    def __init__(self, data: bytes) -> None:
        package = Package(data, DEFAULT_LIMITS)  # refuses what is too large before anything is unpacked, and what is damaged
        with zipfile.ZipFile(io.BytesIO(data)) as entries:
            names = [info.filename.replace("\\", "/").lstrip("/") for info in entries.infolist() if not info.is_dir()]
        self.parts = {name: package.read(name) for name in names}
        if "[Content_Types].xml" not in self.parts:
            raise NotEditableError("no content types")
        self._types = parse_xml(self.parts["[Content_Types].xml"], "[Content_Types].xml")
        main = next((part for _, part in Relationships(self, "").targets("officeDocument")), "")
        if main not in self.parts:
            raise NotEditableError("no workbook part")
        self.main = main
        self.workbook = parse_xml(self.parts[main], main)
        self._rels = Relationships(self, main)
        if self.workbook.tag != q("workbook"):
            raise NotEditableError(f"workbook of another kind: {self.workbook.tag}")
        of_id = dict(self._rels.targets("worksheet"))
        sheets = self.workbook.find(q("sheets"))
        if sheets is None:
            raise NotEditableError("no sheets")
        self._sheets = sheets
        self.sheets = [
            (str(item.get("name")), of_id[str(item.get(f"{{{REL}}}id"))])
            for item in self._sheets
            if item.get(f"{{{REL}}}id") in of_id
        ]
        style_part = next((part for _, part in self._rels.targets("styles") if part in self.parts), "")
        if not style_part:
            raise NotEditableError("no styles")
        self.styles = ReturnStyles(self.parts[style_part], style_part)
        self._strings: list[str] | None = None

    @property
    def has_macros(self) -> bool:
        return any(part.endswith("vbaProject.bin") for part in self.parts)

    def string(self, index: int) -> str:
        """A shared string; "" for an index that is not there."""
        if self._strings is None:
            part = next((part for _, part in self._rels.targets("sharedStrings") if part in self.parts), "")
            root = parse_xml(self.parts[part], part) if part else None
            self._strings = ["".join(t.text or "" for t in item.iter(q("t"))) for item in root] if root is not None else []
        return self._strings[index] if 0 <= index < len(self._strings) else ""

    def relationships(self, part: str) -> Relationships:
        return Relationships(self, part)

    def free_name(self, pattern: str) -> str:
        """A part name that is not taken; `{}` in the pattern is its number."""
        return next(name for n in range(1, len(self.parts) + 2) if (name := pattern.format(n)) not in self.parts)

    def add_part(self, part: str, data: bytes, content_type: str) -> None:
        self.parts[part] = data
        item = etree.SubElement(self._types, f"{{{TYPES}}}Override")
        item.set("PartName", f"/{part}")
        item.set("ContentType", content_type)

    def declare_extension(self, extension: str, content_type: str) -> None:
        if not any(str(item.get("Extension", "")).lower() == extension for item in self._types):
            item = etree.Element(f"{{{TYPES}}}Default")
            item.set("Extension", extension)
            item.set("ContentType", content_type)
            self._types.insert(0, item)

    def put_first(self, name: str, data: bytes) -> None:
        """Make `data` the first sheet, in place of a sheet of that name if there is one, and the one that opens."""
        part = dict(self.sheets).get(name)
        if part is None:
            part = self.free_name("xl/worksheets/threekey{}.xml")
            self.add_part(part, data, _SHEET_TYPE)
            used = [int(item.get("sheetId") or 0) for item in self._sheets]
            item = etree.Element(q("sheet"))
            item.set("name", name)
            item.set("sheetId", str(max(used, default=0) + 1))
            item.set(f"{{{REL}}}id", self._rels.add("worksheet", part))
            self._sheets.insert(0, item)
            for defined in self.workbook.iter(q("definedName")):
                if defined.get("localSheetId") is not None:
                    defined.set("localSheetId", str(int(defined.get("localSheetId") or 0) + 1))
        else:
            self.parts[part] = data
        at = next(n for n, item in enumerate(self._sheets) if item.get("name") == name)
        for view in self.workbook.iter(q("workbookView")):
            view.set("activeTab", str(at))
            if view.get("firstSheet") is not None:
                del view.attrib["firstSheet"]

    def data(self) -> bytes:
        """The package. The same edits of the same file give the same bytes."""
        self.parts[self.styles.part] = self.styles.data()
        self.parts[self.main] = xml(self.workbook)
        self.parts["[Content_Types].xml"] = xml(self._types)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
            for name in ("[Content_Types].xml", *(n for n in self.parts if n != "[Content_Types].xml")):
                package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), self.parts[name], zipfile.ZIP_DEFLATED)
        return made.getvalue()
