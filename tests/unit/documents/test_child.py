"""A child process stays within its bounds, in its private folder, and leaves nothing running."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ingest.documents.child import Bounds, ChildError, run

BOUNDS = Bounds(seconds=20, memory_bytes=512 << 20, file_bytes=1 << 20)


def python(code: str, bounds: Bounds = BOUNDS, **given: object) -> bytes:
    return run([sys.executable, "-c", code], bounds, **given)  # type: ignore[arg-type]


def test_it_gives_what_the_program_writes_and_no_more_of_our_environment_than_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "geheim")
    code = """
import os, sys
print(sys.stdin.read(), os.environ.get('MAIL_PASSWORD'), os.environ['OURS'], os.getcwd() == os.environ['HOME'])"""
    assert python(code, stdin="甲".encode(), environment={"OURS": "1"}).decode().split() == ["甲", "None", "1", "True"]


def test_its_folder_is_gone_afterwards() -> None:
    assert not Path(python("import os; print(os.getcwd(), end='')").decode()).exists()


@pytest.mark.parametrize(
    "code",
    [
        "x = bytearray(1 << 30)\nimport os; os.abort()",
        "import os; os.abort()",
        "while True: pass",
        "import time; time.sleep(100)",
    ],
)
def test_beyond_its_bounds_it_ends(code: str) -> None:
    with pytest.raises(ChildError) as error:
        python(code, Bounds(1, 512 << 20, 1 << 20))
    assert error.value.is_beyond or "bytearray" in code


def test_a_file_may_not_grow_without_end() -> None:
    with pytest.raises(ChildError):
        python("import sys; sys.stdout.write('x' * (2 << 20)); sys.stdout.flush()")


def test_a_program_that_says_no_has_failed() -> None:
    with pytest.raises(ChildError) as error:
        python("raise SystemExit(3)")
    assert not error.value.is_beyond


def test_what_it_started_ends_with_it(tmp_path: Path) -> None:
    """A grandchild that would sleep for long holds the writing end of a pipe; reading ends when nobody holds it any more."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    holder = f"""
import time
held = open({str(pipe)!r}, 'w')
held.write('held')
held.flush()
print(1, flush=True)
time.sleep(600)"""
    python(f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, '-c', {holder!r}], stdout=subprocess.PIPE)
child.stdout.readline()""")
    os.set_blocking(reading, True)
    assert os.read(reading, 64) == b"held"
    assert os.read(reading, 64) == b""
    os.close(reading)
