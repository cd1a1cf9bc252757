"""How long 2,000 workbooks of 40 rows take to be checked, beside what pandas with openpyxl needs only to read them.

    python -m tests.benchmarks.filings_speed [--files 2000]

Both are measured in CPU seconds of this process, in turns, so that a busy machine slows both alike.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import time

from ingest.documents.reader import read_bytes
from ingest.progress.reader import read_filing
from tests.cases.model import form
from tests.cases.value_cases import retail, shops
from tests.unit.progress.progress_home import context


def workbook(number: int) -> bytes:
    """40 rows of 17 columns: good ones, and every fifth with a fault of its kind."""
    rows = []
    for at in range(20):
        rows.append(retail(7 + at / 10 + number / 10000))
        faulty = ("约30", 12.5, "12万元", None)[at % 4] if at % 5 == 0 else 80 + at
        rows.append(shops(faulty, current=12))
    return form(rows, unit="区商务局")()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    files = parser.parse_args().files
    import pandas as pd

    known = context()
    made = [workbook(number) for number in range(min(files, 50))]
    ours = theirs = 0.0
    found = 0
    for number in range(files):
        data = made[number % len(made)]
        started = time.process_time()
        document = read_bytes(data, "区商务局_2023年11月.xlsx")
        filing = read_filing(document, name="区商务局_2023年11月.xlsx", sha256=hashlib.sha256(data).hexdigest(), context=known)
        ours += time.process_time() - started
        found += len(filing.findings)
        if number % 4 == 0:  # pandas is measured on every fourth file
            started = time.process_time()
            pd.read_excel(io.BytesIO(data), engine="openpyxl", header=2)
            theirs += 4 * (time.process_time() - started)
    print(f"{files} workbooks: checked in {ours:.1f} s ({1000 * ours / files:.2f} ms each, {found} findings); ", end="")
    print(f"read by pandas with openpyxl in {theirs:.1f} s ({1000 * theirs / files:.2f} ms each)")


if __name__ == "__main__":
    main()
