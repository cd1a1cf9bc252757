"""What a run through the daemon costs, beside one from the command line: CPU seconds, with everything that they start.

    python -m tests.benchmarks.through_daemon [--times 3] [--most 1.3] [FOLDER]

Each time, of a home of which all has been read, one refresh from the command line, and the same one from the queue of a daemon
that is up: its own process, and what the daemon and its code server take meanwhile. Exit status 1 where the medians are
further apart than `--most`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from ingest.home import Home
from orchestration.instance import open_instance
from tests.endurance import district
from tests.endurance.processes import processes, until
from tests.endurance.trial import Trial, begun, ended
from tests.support.parsed import current_manifest

_LONG = 1_800.0


def by_hand(home: Home, name: str) -> float:
    return Trial(home, name, district.NIGHT).measured().cpu


def through_daemon(home: Home, name: str) -> float:
    trial = Trial(home, name, district.NIGHT)
    daemon = trial.start("daemon")
    try:
        assert until(lambda: len(processes(trial.name)) > 1 and "Checking for new runs" in trial.said(), _LONG), trial.said()
        before = sum(one.cpu for one in processes(trial.name))
        run_id = trial.enqueue()
        of_run = served = 0.0

        def is_over() -> bool:
            """The run's session is that of its first process; the daemon's and the code server's are others."""
            nonlocal of_run, served
            mine = processes(trial.name)
            run = next((one.session for one in mine if run_id in one.command), 0)
            of_run = max(of_run, sum(one.cpu for one in mine if one.session == run))
            served = max(served, sum(one.cpu for one in mine if one.session != run))
            return of_run > 0 and not run

        assert until(is_over, _LONG), trial.said()
        with open_instance(home) as instance:
            kept = instance.get_run_by_id(run_id)
        assert kept is not None
        assert kept.is_success, trial.said()
        return of_run + served - before
    finally:
        daemon.terminate()
        daemon.wait()
        trial.end()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--most", type=float, default=1.3)
    given = parser.parse_args()
    os.environ["THREEKEY_INBOX__SETTLE_SECONDS"] = "0"
    current_manifest()
    home = Home((given.folder or Path(tempfile.mkdtemp(prefix="threekey-daemon-"))) / "home")
    district.first_files(home)
    district.new_files(home)
    assert ended(begun(Trial(home, "first", district.NIGHT))) == 0
    hand, daemon = [], []
    for number in range(given.times):
        hand.append(by_hand(home, f"hand-{number}"))
        daemon.append(through_daemon(home, f"daemon-{number}"))
        sys.stdout.write(f"by hand {hand[-1]:.1f} s, through the daemon {daemon[-1]:.1f} s\n")
        sys.stdout.flush()
    ratio = median(daemon) / median(hand)
    sys.stdout.write(f"medians {median(hand):.1f} and {median(daemon):.1f} CPU s: {ratio:.2f} times, at most {given.most}\n")
    return 1 if ratio > given.most else 0


if __name__ == "__main__":
    sys.exit(main())
