"""One lawful row of each mart, by hand, and how to break it; see `lawful_rows.py`."""

import datetime as dt
from typing import Any

D = dt.date

MARTS: dict[str, dict[str, Any]] = {}
MART_CASE: dict[str, dict[str, Any]] = {}
MART_BREAK: dict[str, dict[str, Any]] = {}
