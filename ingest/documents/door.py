"""The one door for what strangers send: a file of any container becomes a `Document`, read in a sandbox (`sandbox`).

What happens in there is `reader`'s. A reader that goes beyond its limits or crashes is a finding of the file like any other.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from ingest.documents.catalogue import finding
from ingest.documents.containers import Container, Use
from ingest.documents.document_json import DamagedReplyError, document_of
from ingest.documents.grid import Document
from ingest.documents.limits import DEFAULT_LIMITS, Limits, megabytes
from ingest.documents.sandbox.allowance import Allowance, End, StoppedError
from ingest.documents.sandbox.client import shared
from ingest.findings import Finding
from ingest.names import legible

_READ = "ingest.documents.reading_task.read"
# findings of files over which a reader was stopped: what the operator is told too
STOPPED = {
    End.TIME: "reading-takes-too-long",
    End.MEMORY: "reading-takes-too-much-memory",
    End.OUTPUT: "reading-yields-too-much",
    End.CRASH: "reading-crashes",
}


def prepare() -> None:
    """Start what reads files, and do not wait for it: there is something else to do before the first file."""
    shared().start()


def read_document(path: Path, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS, use: Use = Use.LIST) -> Document:
    """Read the file at `path`. `name` is the sender's file name where the path is an archive's; it is used in messages only.

    `use` says what for: containers that are read as lists may be refused where they are to give figures.

    Never raises for what is in the file, nor when it is missing: then `blocks` is empty and a finding has effect `file`.
    Raises OSError where the machine is at fault.
    """
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            return too_large(size, limits)
        data = path.read_bytes()
    except OSError:
        return Document(Container.UNKNOWN, findings=(finding("file-missing"),))
    return read_bytes(data, path.name if name is None else name, limits, use)


def too_large(size: int, limits: Limits) -> Document:
    """What is read of a file of `size` bytes that is larger than a file may be: nothing."""
    told = finding("file-too-large", what="文件大小", actual=megabytes(size), limit=megabytes(limits.file_bytes))
    return Document(Container.UNKNOWN, findings=(told,))


def read_bytes(data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS, use: Use = Use.LIST) -> Document:
    """`read_document` of bytes in memory."""
    try:
        return document_of(shared().run(_READ, [name, use, asdict(limits)], [data], allowance(limits)))
    except StoppedError as stopped:
        return Document(Container.UNKNOWN, findings=(_said(stopped, limits),))
    except DamagedReplyError as error:
        return Document(Container.UNKNOWN, findings=(_said(StoppedError(End.CRASH, str(error)), limits),))


def allowance(limits: Limits) -> Allowance:
    """What a task on a file may take under these limits."""
    return Allowance(
        cpu_seconds=limits.reading_seconds,
        wall_seconds=limits.reading_seconds + max(limits.child_seconds, limits.office_seconds),
        memory_bytes=limits.reading_bytes,
        program_bytes=max(limits.child_bytes, limits.office_bytes),
        file_bytes=limits.unpacked_bytes,
        reply_bytes=limits.document_bytes,
    )


def _said(stopped: StoppedError, limits: Limits) -> Finding:
    return finding(
        STOPPED[stopped.end],
        how=legible(stopped.how),
        seconds=limits.reading_seconds,
        memory=megabytes(limits.reading_bytes),
        size=megabytes(limits.document_bytes),
    )
