"""How a process of ours ends when the system or a person stops it: in order, and with a word."""

from __future__ import annotations

import signal


def end_when_told() -> None:
    """Take SIGTERM, which a service is stopped with, for what SIGINT is: a KeyboardInterrupt in the main thread.

    Both, whatever was inherited: what a script starts in the background has SIGINT ignored, and Dagster, which time and again
    gives SIGTERM the handler of SIGINT, would ignore that, too.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
