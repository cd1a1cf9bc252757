"""Names as lists write them: blanks, wrapped cells, names run together, titles, marks of the lead, groups."""

from __future__ import annotations

import pytest

from ingest.task_lists.people.offices import split_offices
from ingest.task_lists.people.persons import is_person, part_mixed, split_persons


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("廖  勇\n\n各镇（街道）\n\n行政负责人", ("廖勇", "各镇（街道）行政负责人")),
        ("相关区属单位\n\n负责人", ("相关区属单位负责人",)),
        ("陶树理刘长辉", ("陶树理", "刘长辉")),
        ("陶树理赵六七", ("陶树理赵六七",)),
        ("张 三 李 四", ("张三", "李四")),
        ("张三 李四、王五；赵六", ("张三", "李四", "王五", "赵六")),
        ("副区长周海", ("周海",)),
        ("区委常委、副区长 王永红", ("王永红",)),
        ("区委书记 张三、区长 李四", ("张三", "李四")),
        ("周海（常务副区长）", ("周海",)),
        ("分管副区长", ("分管副区长",)),
        ("区政府班子成员", ("区政府班子成员",)),
        ("阿依古丽·买买提", ("阿依古丽·买买提",)),
        ("", ()),
    ],
)
def test_persons(cell: str, names: tuple[str, ...]) -> None:
    assert split_persons(cell, {"陶树理", "刘长辉"}) == names


@pytest.mark.parametrize(
    ("cell", "units", "leads"),
    [
        ("区金融服务\n\n中心", ("区金融服务中心",), ()),
        ("区发改局\n\n（牵头）\n\n相关区属单位\n\n各镇（街道）", ("区发改局", "相关区属单位", "各镇（街道）"), ("区发改局",)),
        ("区财政局 区税务局", ("区财政局", "区税务局"), ()),
        ("区发展和改革局,区科技和经信局", ("区发展和改革局", "区科技和经信局"), ()),
        ("市级各有关部门及各县市区政府", ("市级各有关部门", "各县市区政府"), ()),
        ("牵头单位：区发改局；配合单位：区财政局、各镇", ("区发改局", "区财政局", "各镇"), ("区发改局",)),
        ("区住建局牵头\n区交通局", ("区住建局", "区交通局"), ("区住建局",)),
        ("各镇\n（街道）", ("各镇（街道）",), ()),
        ("区住建局\n区自然资源局\n区住建局", ("区住建局", "区自然资源局", "区住建局"), ()),
    ],
)
def test_units(cell: str, units: tuple[str, ...], leads: tuple[str, ...]) -> None:
    found = split_offices(cell)
    assert (found.names, found.leads) == (units, leads)


@pytest.mark.parametrize(
    ("cell", "offices", "people"),
    [
        (
            "区发改局\n廖  勇\n各镇（街道）\n各镇（街道）行政负责人",
            ["区发改局", "各镇（街道）"],
            ["廖勇", "各镇（街道）行政负责人"],
        ),
        ("区发改局（廖勇）、区妇联（李梅）", ["区发改局", "区妇联"], ["廖勇", "李梅"]),
        ("区人民医院 张三", ["区人民医院"], ["张三"]),
    ],
)
def test_offices_and_persons_in_one_cell(cell: str, offices: list[str], people: list[str]) -> None:
    assert part_mixed(cell) == (offices, people)


@pytest.mark.parametrize(
    ("name", "person"), [("廖勇", True), ("何镇江", True), ("各镇负责人", False), ("区发改局", False), ("李", False)]
)
def test_who_is_a_person(name: str, person: bool) -> None:
    assert is_person(name) is person
