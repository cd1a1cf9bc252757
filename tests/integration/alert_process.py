"""Runs the alert step in children that are killed with SIGKILL at a given event, for the test of crashes.

Reads one JSON object a line: {"home", "as_of", "die_at"}; answers {"status", "events"}. An event is what Python's audit hooks
see of the outside world (files opened, renamed, removed, sockets connected); `die_at` 0 lets the child live and counts them.
The imports are done once, here, and each child is a fork: a run costs what the step costs.
"""

import datetime as dt
import json
import os
import signal
import sys
from pathlib import Path

import apprise.plugins.email  # noqa: F401 - loaded before the fork
import duckdb  # noqa: F401
from tenacity import wait_none

import ingest.archive
import ingest.raw  # noqa: F401 - both only where the rules of a home are read
from orchestration.alerts.run import run_alerts

OUTSIDE = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "socket.connect", "socket.getaddrinfo", "shutil.")


def child(home: str, as_of: str, die_at: int, answer: int) -> None:
    events = 0

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        nonlocal events
        if name.startswith(OUTSIDE):
            events += 1
            if events == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    run_alerts(Path(home), dt.date.fromisoformat(as_of), patience=wait_none())
    os.write(answer, str(events).encode())


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                child(order["home"], order["as_of"], order["die_at"], writing)
                status = 0
            finally:
                os._exit(status)
        os.close(writing)
        _, status = os.waitpid(pid, 0)
        events = os.read(reading, 20).decode() or "0"
        os.close(reading)
        sys.stdout.write(json.dumps({"status": os.waitstatus_to_exitcode(status), "events": int(events)}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
