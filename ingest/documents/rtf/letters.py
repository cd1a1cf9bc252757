"""Text of RTF: which code page bytes are in, which characters control words stand for, what a group says of its text."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.documents.runs import Shift

UNKNOWN = "\ufffd"
_OF_CHARSET = {
    128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_OF_PAGE = {932: "cp932", 936: "gb18030", 949: "cp949", 950: "big5", 54936: "gb18030", 65001: "utf-8"}
CHARACTERS = {
    "tab": "\t", "line": "\n", "softline": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
SIGNS = {"~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\", "-": ""}


@dataclass(slots=True)
class TextLook:
    """What holds for text in a group; an inner group begins with its outer one's."""

    font: int = 0
    fallback: int = 1  # how many characters after \\uN stand for readers that do not know it
    hidden: bool = False
    struck: bool = False
    shift: Shift = Shift.LEVEL
    deleted: bool = False
    inserted: bool = False
    author: int = 0
    nested: bool = False  # defines the row of a table inside a cell
    skipped: bool = False  # not text of the document
    aside: str = ""  # where text goes that is not the story's: "number", "fonts", "authors"

    def plain(self) -> None:
        """`\\plain`: letters as they are by default; what tracked changes say stays."""
        self.hidden = self.struck = False
        self.font, self.shift = 0, Shift.LEVEL


class CodePages:
    """Which code page bytes are read in: that of their font, else that of the file."""

    def __init__(self) -> None:
        self._fonts: dict[int, str] = {}
        self._page = "cp1252"
        self.unknown = 0

    def font(self, number: int, charset: int) -> None:
        if charset in _OF_CHARSET:
            self._fonts[number] = _OF_CHARSET[charset]

    def page(self, number: int) -> None:
        self._page = _OF_PAGE.get(number, f"cp{number}")

    def text(self, data: bytes, font: int) -> str:
        """Bytes as text. Those that are none in either code page are UNKNOWN, and counted."""
        if data.isascii():
            return data.decode("ascii")
        for page in dict.fromkeys((self._fonts.get(font, self._page), self._page)):
            try:
                return data.decode(page)
            except (UnicodeDecodeError, LookupError):
                continue
        shown = "".join(chr(byte) if byte < 128 else UNKNOWN for byte in data)
        self.unknown += shown.count(UNKNOWN)
        return shown
