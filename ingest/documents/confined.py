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
_PARENT_DEATH_SIGNAL, _CHILD_SUBREAPER, _NO_NEW_PRIVILEGES = 1, 36, 38  # of prctl(2)


def die_with_parent() -> None:
    """This process is killed when the one that started it ends."""
    _libc().prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def take_orphans() -> None:
    """What a child of this process leaves behind becomes a child of this process."""
    _libc().prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)


def no_new_rights() -> None:
    """No program started from here on gets more rights than this process has."""
    _libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def no_network() -> None:
    """This process and all that it starts have no network, where the system allows that."""
    libc = _libc()
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)


def main(arguments: list[str]) -> None:
    seconds, memory, file = map(int, arguments[:3])
    for what, bound in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, file),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (bound, bound))
    most_files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most_files, most_files))  # who starts it may have had to do with few
    die_with_parent()
    no_network()
    os.execvp(arguments[3], arguments[3:])  # noqa: S606 - no shell


if __name__ == "__main__":
    main(sys.argv[1:])
