"""Other programs that read files for us: run one in a private folder, within bounds, and end all of it.

What strangers send is given to C++ (PDFium, LibreOffice) in a process of its own only: it may hang, eat memory or crash, and
the night goes on. Which program, and what its output means, is its caller's.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_CONFINED = Path(__file__).with_name("confined.py")
_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")  # of our own environment; passwords of mail servers are in the rest


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may take: seconds (of the clock, and of each processor), bytes of memory, bytes of any file it writes."""

    seconds: int
    memory_bytes: int
    file_bytes: int


class ChildError(Exception):
    """The child gave nothing: it went beyond its bounds (`is_beyond`), as those that crash nearly always do, or said no."""

    def __init__(self, is_beyond: bool) -> None:
        super().__init__("beyond its bounds" if is_beyond else "failed")
        self.is_beyond = is_beyond


def run(
    program: Sequence[str],
    bounds: Bounds,
    *,
    stdin: bytes = b"",
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """What the program writes to its standard output. It and all that it starts are ended before this returns.

    `folder` is its working and home folder, a new one where none is given. It has no terminal, no network where the system
    lets us take that away, and of our environment only what it needs. Raises ChildError.
    """
    with tempfile.TemporaryDirectory(prefix="threekey-") as private:
        place = Path(private)
        (place / "in").write_bytes(stdin)
        home = str(folder or place)
        command = [
            sys.executable,
            "-I",
            "-S",
            str(_CONFINED),
            *map(str, (bounds.seconds, bounds.memory_bytes, bounds.file_bytes)),
        ]
        with (place / "in").open("rb") as given_in, (place / "out").open("wb") as out:
            child = subprocess.Popen(
                [*command, *program],
                stdin=given_in,
                stdout=out,
                stderr=subprocess.DEVNULL,
                cwd=home,
                env={**kept_environment(), "HOME": home, **(environment or {})},
                start_new_session=True,
            )
            try:
                code = child.wait(bounds.seconds)
            except subprocess.TimeoutExpired as error:
                raise ChildError(is_beyond=True) from error
            finally:
                _end(child)
        if code:
            raise ChildError(is_beyond=code < 0)
        return (place / "out").read_bytes()


def kept_environment() -> dict[str, str]:
    """What of our environment a child gets."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ}


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ends the child and whatever it started that is still there."""
    with suppress(ProcessLookupError):  # all of them have ended by themselves
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
