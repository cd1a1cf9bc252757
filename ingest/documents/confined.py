"""Run as a program: `confined.py SECONDS MEMORY FILE PROGRAM …` bounds itself and becomes the program. Imports nothing of ours.

The bounds are the system's own (`setrlimit`), so no child of the program escapes them. The network is taken away where the
system allows that (a network namespace); where it does not, the program's own settings have to do.
"""

import ctypes
import os
import resource
import signal
import sys

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # of unshare(2)
_DIE_WITH_PARENT = 1  # of prctl(2)


def main(arguments: list[str]) -> None:
    seconds, memory, file = map(int, arguments[:3])
    for what, bound in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, file),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (bound, bound))
    libc = ctypes.CDLL(None)
    libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)
    os.execvp(arguments[3], arguments[3:])  # noqa: S606 - no shell


if __name__ == "__main__":
    main(sys.argv[1:])
