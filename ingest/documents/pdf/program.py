"""The engine as a child process: bytes of a PDF in, its pages out, within bounds of time and memory."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from ingest.documents.child import Bounds, ChildError, run
from ingest.documents.limits import Limits, Refusal
from ingest.documents.pdf.page import Page, from_json

_ROOT = Path(__file__).resolve().parents[3]


def pages_of(data: bytes, limits: Limits) -> list[Page]:
    """The pages of a file. Refuses what the engine refuses, and a file that breaks it or takes it too long."""
    caps = (str(limits.pages), str(limits.glyphs), str(limits.rules))
    bounds = Bounds(limits.child_seconds, limits.child_bytes, limits.unpacked_bytes)
    program = [sys.executable, "-m", "ingest.documents.pdf.engine", *caps]
    paths = os.pathsep.join([str(_ROOT), *(path for path in sys.path if path)])
    try:
        out = run(program, bounds, stdin=data, environment={"PYTHONPATH": paths})
    except ChildError as error:
        if error.is_beyond:
            raise Refusal("file-too-complex", seconds=limits.child_seconds) from error
        raise Refusal("file-truncated", part="PDF") from error
    pages: list[Page] = []
    for line in out.splitlines():
        row = json.loads(line)
        if "refused" in row:
            code, words = row["refused"]
            raise Refusal(code, **words)
        pages.append(from_json(row))
    return pages
