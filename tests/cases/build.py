"""Write the whole zoo to a folder: each file, and beside it its expected outcome as JSON.

    python -m tests.cases.build DIR

Every case has its own folder, since many cases share a file name.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.cases.zoo import ZOO


def build(output: Path) -> int:
    """Write every case to `output/NAME/`; files accepted before go to `past/`. Returns the number of cases."""
    for case in ZOO:
        folder = output / case.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / case.file).write_bytes(case.data())
        for number, (name, data) in enumerate(case.past, 1):
            past = folder / "past" / str(number)
            past.mkdir(parents=True, exist_ok=True)
            (past / name).write_bytes(data())
        expected = {
            "source": case.source,
            "file": case.file,
            "verdict": case.verdict,
            "codes": sorted(case.codes),
            "infos": sorted(case.infos),
            "values": [{"target": key, "area": area, **fields} for key, area, fields in case.values],
        }
        text = json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / "expected.json").write_text(text + "\n", encoding="utf-8")
    return len(ZOO)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(f"{build(Path(sys.argv[1]))} cases")
