"""The process of a run that the daemon or the UI has started (`launcher`): `python -m orchestration.launched HOME RUN_ID FD`.

`FD` is the file descriptor of the run's lock.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.home import Home


def main() -> int:
    from orchestration.refresh import launched

    root, run_id, descriptor = sys.argv[1:]
    return 0 if launched(Home(Path(root)), run_id, int(descriptor)).success else 1


if __name__ == "__main__":
    sys.exit(main())
