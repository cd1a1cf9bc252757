"""The door to return copies: what a stranger sent is opened and written anew in a sandbox, the file is put down here.

Both sides of the way into the sandbox belong here: `write_return_copy` outside, `copied` inside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

from ingest.documents.document_json import document_json, document_of
from ingest.documents.door import allowance
from ingest.documents.grid import Document
from ingest.documents.limits import DEFAULT_LIMITS
from ingest.documents.reader import read_bytes
from ingest.documents.reading_task import small_workbook
from ingest.documents.sandbox.allowance import StoppedError
from ingest.documents.sandbox.client import shared
from ingest.findings import Effect, Finding, Place, Severity
from ingest.progress.returned.name import SUFFIXES, return_name
from ingest.progress.returned.plain import plain_workbook
from ingest.progress.returned.return_copy import Head, Heads, Returned, heads_of, plain_copy, return_copy
from ingest.progress.standing import FigureCounts

_COPIED = "ingest.progress.returned.sandboxed.copied"


def write_return_copy(original: Path, document: Document, name: str, filing: Returned, out_dir: Path) -> Path:
    """Write the return copy of a filing to `out_dir` (made if need be) and return its path.

    `original` is the file as received (in the archive), `document` what was read from it, `name` the sender's name for it.
    The same file and findings give the same bytes under the same name. Raises OSError when it cannot be written.
    """
    data = original.read_bytes()
    copy, suffix = _copy(data, document, name, filing)
    out_dir.mkdir(parents=True, exist_ok=True)
    sha256 = hashlib.sha256(data).hexdigest()
    path = out_dir / return_name(name, sha256, suffix)
    temporary = out_dir / f".{sha256}.tmp"
    temporary.write_bytes(copy)
    temporary.replace(path)
    return path


def _copy(data: bytes, document: Document, name: str, filing: Returned) -> tuple[bytes, str]:
    """The copy and its suffix. Where the sandbox was stopped over it, it has the summary only."""
    if not document.blocks:
        return plain_copy(document, (), name, filing)
    heads = heads_of(document)
    allowed = replace(allowance(DEFAULT_LIMITS), reply_bytes=DEFAULT_LIMITS.unpacked_bytes)
    try:
        reply = shared().run(_COPIED, _words(name, filing, heads), [data, document_json(document)], allowed)
    except StoppedError:
        return plain_copy(replace(document, blocks=()), (), name, filing)
    has_macros, copy = reply[:1] == b"m", reply[1:]
    return copy, SUFFIXES[has_macros]


@dataclass(frozen=True, slots=True)
class _Filing:
    """What a return copy says of a filing, as it comes into the sandbox."""

    verdict: str
    unit: str
    period: str
    figures: FigureCounts
    all_findings: tuple[Finding, ...]


def _words(name: str, filing: Returned, heads: Heads) -> list[Any]:
    findings = [astuple(found) for found in filing.all_findings]
    return [name, str(filing.verdict), filing.unit, filing.period, astuple(filing.figures), findings, heads]


def copied(words: Any, data: bytes, document: bytes) -> bytes:
    """The task of the sandbox: one letter for the suffix, and the copy."""
    name, verdict, unit, period, figures, findings, said = words
    filing = _Filing(verdict, unit, period, FigureCounts(*figures), tuple(map(_finding, findings)))
    heads = [head and Head(*head) for head in said]
    copy, suffix = return_copy(data, document_of(document), name, filing, heads)
    return (b"m" if suffix == SUFFIXES[1] else b"x") + copy


def _finding(said: Sequence[Any]) -> Finding:
    code, severity, effect, place, *texts = said
    return Finding(code, Severity(severity), Effect(effect), Place(*place), *texts)


def warm_up() -> None:
    """Make a copy of a workbook of ours."""
    found = Finding("", Severity.ERROR, Effect.ROW, Place(sheet="a", row=2, column="A"), message="a")
    data = plain_workbook(read_bytes(small_workbook(), ".xlsx"))
    return_copy(data, read_bytes(data, ".xlsx"), ".xlsx", _Filing("rejected", "", "", FigureCounts(), (found,)))
