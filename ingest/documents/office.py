"""Old office files, through LibreOffice where it is installed: converted to .docx or .xlsx and read by the readers of those.

The only way to it is `convert`: bytes in, bytes out, by a child process with bounds and a profile of its own (`child`), in
which macros, links and the network are off and results of formulas are kept as the file holds them. The same file and the same
LibreOffice give the same document. Without LibreOffice such a file is refused, and the refusal says what to save it as.
Word's XML of 2003 is not converted: its merged cells are lost on the way, and the columns after them slip.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.documents.catalogue import finding
from ingest.documents.child import Bounds, ChildError, run
from ingest.documents.containers import READABLE, Container
from ingest.documents.grid import Document
from ingest.documents.limits import Limits, Refusal
from ingest.documents.package import Office, Package

_PROGRAMS = ("soffice", "libreoffice")
_WORD, _EXCEL = ("docx", "MS Word 2007 XML", Container.DOCX), ("xlsx", "Calc MS Excel 2007 XML", Container.XLSX)
# what a profile says before LibreOffice has ever run with it: (path, name, value)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),  # never
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),  # never
    ("Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
)


def program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


@dataclass(frozen=True, slots=True)
class Converted:
    """The reader of a container that is converted first.

    `suffix` and `filter` say what LibreOffice takes the file for, so that it tries nothing else; `target` what it makes of it;
    `refusal` is the code for a machine without LibreOffice.
    """

    container: Container
    suffix: str
    filter: str
    target: tuple[str, str, Container]
    refusal: str

    def __call__(self, content: bytes, limits: Limits) -> Document:
        """Refuses a file that cannot be converted here, or at all."""
        office = program()
        if office is None:
            raise Refusal(self.refusal)
        kind = READABLE[self.container].kind
        try:
            data = convert(office, content, self, limits)
        except ChildError as error:
            raise Refusal("file-not-converted", kind=kind) from error
        _, _, container = self.target
        package = Package(data, limits)
        document: Document = READABLE[container].load()(Office(package, package.main_part()), limits)
        told = finding("file-converted", kind=kind, target=f".{self.target[0]}")
        return replace(document, container=self.container, findings=(told, *document.findings))


def convert(office: str, content: bytes, by: Converted, limits: Limits) -> bytes:
    """The bytes of the file as `by.target`. Raises ChildError where LibreOffice makes nothing of it within its bounds."""
    suffix, export, _ = by.target
    bounds = Bounds(limits.office_seconds, limits.office_bytes, limits.unpacked_bytes)
    with tempfile.TemporaryDirectory(prefix="threekey-") as private:
        folder = Path(private)
        (folder / f"file{by.suffix}").write_bytes(content)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        options = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard")
        own_profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        conversion = (f"--infilter={by.filter}", "--convert-to", f"{suffix}:{export}", "--outdir", str(folder / "out"))
        run([office, own_profile, *options, *conversion, str(folder / f"file{by.suffix}")], bounds, folder=folder)
        made = folder / "out" / f"file.{suffix}"
        if not made.is_file():  # it says nothing by its exit status
            raise ChildError(is_beyond=False)
        return made.read_bytes()


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    spaces = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items {spaces}>{items}</oor:items>'


read_doc = Converted(Container.DOC, ".doc", "MS Word 97", _WORD, "file-is-doc")
read_wps = Converted(Container.WPS, ".doc", "MS Word 97", _WORD, "file-is-wps")
read_odt = Converted(Container.ODT, ".odt", "writer8", _WORD, "file-is-odt")
read_et = Converted(Container.ET, ".xls", "MS Excel 97", _EXCEL, "file-is-et")
read_old_xls = Converted(Container.OLD_XLS, ".xls", "MS Excel 95", _EXCEL, "file-is-old-excel")
read_xlsb = Converted(Container.XLSB, ".xlsb", "Calc MS Excel 2007 Binary", _EXCEL, "file-is-xlsb")
