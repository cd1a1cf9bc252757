"""A catalogue: every code that one room can say, with its severity, effect and texts, and the one way to raise a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.bounds import MESSAGE
from ingest.findings.finding import NOWHERE, Effect, Finding, Place, Severity

_KEPT = ("seen", "wanted", "label", "section", "task_no", "subtask_no", "clause")  # words that are fields of a finding too
_WORD_LENGTHS = (400, 200, 100, 50, 20)  # of one word, tried in this order where a message would be too long


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a catalogue. `message` and `fix` are plain, polite Chinese; `{…}` are words given when it is said."""

    severity: Severity
    effect: Effect
    message: str
    fix: str = ""


def file_error(message: str, fix: str) -> Entry:
    """An entry that rejects the file."""
    return Entry(Severity.ERROR, Effect.FILE, message, fix)


def row_error(message: str, fix: str) -> Entry:
    """An entry that holds back the row."""
    return Entry(Severity.ERROR, Effect.ROW, message, fix)


def warning(message: str, fix: str = "") -> Entry:
    """An entry that lets the data pass and asks somebody to look."""
    return Entry(Severity.WARNING, Effect.NONE, message, fix)


def info(message: str, fix: str = "") -> Entry:
    """An entry that is only told."""
    return Entry(Severity.INFO, Effect.NONE, message, fix)


def _fitting(text: str, **words: object) -> str:
    """A text with its words; where it would be longer than a message may be, each word is cut until it is not."""
    filled = text.format(**words)
    for longest in _WORD_LENGTHS:
        if len(filled) <= MESSAGE.most:
            break
        filled = text.format(**{name: _cut(str(word), longest) for name, word in words.items()})
    return filled


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


class Catalogue(Mapping[str, Entry]):
    """The codes of one room. `longest` is how many characters of what was seen its messages quote, None for all of them."""

    def __init__(self, entries: Mapping[str, Entry], *, longest: int | None = None) -> None:
        self._entries = dict(entries)
        self._longest = longest

    def __getitem__(self, code: str) -> Entry:
        return self._entries[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def say(self, code: str, place: Place = NOWHERE, **words: object) -> Finding:
        """The finding of a code. `words` fill its texts; those that a finding has fields for (`seen`, `wanted` …) are kept too.

        Raises KeyError for a code that is not in the catalogue, or a word that its texts lack: a bug.
        """
        entry = self._entries[code]
        kept = {name: str(words[name]) for name in _KEPT if name in words}
        if "seen" in words:
            words["seen"] = self._short(str(words["seen"]))
        # what is only told counts what was read and names it all: it asks for nothing
        told = str.format if entry.severity is Severity.INFO else _fitting
        return Finding(
            code,
            entry.severity,
            entry.effect,
            place,
            message=told(entry.message, **words),
            fix=told(entry.fix, **words),
            **kept,
        )

    def _short(self, text: str) -> str:
        longest = self._longest
        return text if longest is None else _cut(text, longest)
