"""Stops a process at one operation on the files of its home, so that it can be killed exactly there.

Python imports this module by itself where its folder is on the path, and only the runs of the endurance test have it there.
`THREEKEY_TEST_STOP` says where, as JSON: which process (a regular expression of its command line), which operation (one of its
audited name and arguments), the how manieth, just before it or after it. An operation is what Python itself sees of the
outside world: what a library in C writes, it does not see. How many there were goes into a file beside the mark when the
process ends.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import signal
import sys
from pathlib import Path

_CHANGING = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.chmod", "shutil.", "socket.connect")


def _changes(name: str, arguments: tuple[object, ...], home: str) -> bool:
    """Whether an operation changes something of the home, or speaks to somebody."""
    if name != "open":
        return name.startswith(_CHANGING)
    path, mode, flags = (*arguments, None, None, None)[:3]
    writes = any(letter in mode for letter in "wax+") if isinstance(mode, str) else bool(int(str(flags or 0)) & 3)
    return writes and str(path).startswith(home)


def _stop_at(order: dict[str, str]) -> None:
    wanted, nth, mark = re.compile(order["operation"]), int(order["nth"]), Path(order["mark"])
    seen = 0
    is_next = is_done = False

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen, is_next, is_done
        if is_done:
            return
        if is_next:
            is_done = True
        elif _changes(name, arguments, order["home"]):
            said = " ".join([name, *(os.fsdecode(one) for one in arguments if isinstance(one, (str, bytes, os.PathLike)))])
            if wanted.search(said):
                seen += 1
                if seen == nth:
                    is_next, is_done = order["when"] == "after", order["when"] == "before"
        if is_done:
            mark.write_text(str(os.getpid()), encoding="utf-8")
            os.kill(os.getpid(), signal.SIGSTOP)

    def count() -> None:
        nonlocal is_done
        is_done = True
        mark.with_suffix(".count").write_text(str(seen), encoding="utf-8")

    atexit.register(count)
    sys.addaudithook(hook)


def _begin() -> None:
    if "THREEKEY_TEST_STOP" not in os.environ:
        return
    order = json.loads(os.environ["THREEKEY_TEST_STOP"])
    command = Path("/proc/self/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    if re.search(order["process"], command) and not Path(order["mark"]).exists():
        _stop_at(order)


_begin()
