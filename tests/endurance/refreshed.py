"""One night of `nights` by the program itself, with the fault that its life has: `… tests.endurance.refreshed HOME DAY`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from ingest.home import Home
from orchestration.refresh import refresh
from tests.endurance.nights import failing_reader


def main() -> int:
    with failing_reader():
        done = refresh(Home(Path(sys.argv[1])), dt.date.fromisoformat(sys.argv[2]))
    print("\n".join((*done.reasons, *done.told)))
    return 0 if done.success else 1


if __name__ == "__main__":
    sys.exit(main())
