"""Names as lists write them: blanks, wrapped cells, names run together, titles, marks of the lead, groups."""

from __future__ import annotations

import pytest

from ingest.task_lists.columns import ListColumn
from ingest.task_lists.labels import role_of
from ingest.task_lists.outline_numbers import read_number, section_name, split_bracketed
from ingest.task_lists.people.offices import split_offices
from ingest.task_lists.people.pairing import learn_heads, pair_row
from ingest.task_lists.people.persons import is_person, part_mixed, split_persons
from ingest.task_lists.people.phrases import read_line, split_inline, split_trailing
from ingest.task_lists.pinyin import pinyin
from ingest.task_lists.text import title_of


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
    ("label", "role"),
    [
        ("牵头\n\n领导", ListColumn.LEADER),
        ("主 要 责任单位", ListColumn.OFFICE),
        ("具体工作任务及对各镇（街道）考核任务", ListColumn.DISTRICT),
        ("市定工作目标", ListColumn.TARGET),
        ("2024年全年目标任务", ListColumn.TARGET),
        ("分管市领导", ListColumn.LEADER),
        ("牵头单位（责任人）", ListColumn.MIXED),
        ("责任单位及责任人", ListColumn.MIXED),
        ("配合单位", ListColumn.SUPPORT),
        ("完成\n时限", ListColumn.DUE),
        ("增速（％）", ListColumn.FIGURE),
        ("联络人", ListColumn.CONTACT),
        ("王永红", None),
        ("1-12月同比增速高于全省平均水平。", None),
        ("", None),
    ],
)
def test_labels(label: str, role: ListColumn | None) -> None:
    assert role_of(label) is role


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“发展\n\n六仗”\n\n重点\n\n工作", "重点工作"),
        ("一、“七大攻坚”重点项目", "重点项目"),
        ("八大行动重点任务", "重点任务"),
        ("（二）民生保障", "民生保障"),
        ("重点工作", "重点工作"),
        ("第一部分 经济发展", "经济发展"),
    ],
)
def test_section_names(text: str, name: str) -> None:
    assert section_name(text) == name


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", ("1", "")), ("１", ("1", "")), ("一、", ("1", "")), ("（十二）", ("12", "")), ("1.7", ("1", "7")),
     ("1（7）", ("1", "7")),     ("3-1", ("3", "1")), ("GDP", None), ("", None), ("2023年", None)],
)  # fmt: skip
def test_numbers(text: str, number: tuple[str, str] | None) -> None:
    assert read_number(text) == number


def test_bracketed_numbers_lead_a_name_and_are_not_all_of_it() -> None:
    assert split_bracketed("（7）社会消费品零售总额") == ("7", "社会消费品零售总额")
    assert split_bracketed("（十一）全体居民收入") == ("11", "全体居民收入")
    assert split_bracketed("（7）") == ("", "（7）")


def test_long_texts_are_named_by_whole_members() -> None:
    assert (
        title_of("新增规上工业企业22家、规上服务业企业12家、限上商贸企业30家;其他")
        == "新增规上工业企业22家、规上服务业企业12家等"
    )
    assert title_of("完成投资1,200万元，建成") == "完成投资1,200万元"


def test_a_bracket_is_parted_into_parties_and_what_is_none() -> None:
    text, phrase = split_trailing("改造危桥12座。（市交通局牵头，各县市区政府负责，9月底前完成主体工程，年底前完工）")
    assert text == "改造危桥12座。"
    assert phrase is not None
    assert phrase.texts == {ListColumn.LEAD_OFFICE: "市交通局", ListColumn.OFFICE: "各县市区政府"}
    assert phrase.rest == ["9月底前完成主体工程", "年底前完工"]
    assert split_trailing("双清区（含邵阳经开区）") == ("双清区（含邵阳经开区）", None)
    assert split_trailing("公积金贷款（不含商转公）。")[1] is None


def test_lines_that_only_say_who_and_when() -> None:
    phrase = read_line("牵头领导：周海  责任单位：区发改局、区财政局  完成时限：11月底前")
    assert phrase is not None
    assert phrase.texts == {ListColumn.LEADER: "周海", ListColumn.OFFICE: "区发改局、区财政局", ListColumn.DUE: "11月底前"}
    assert read_line("责任重大，使命光荣") is None
    assert split_inline("新增企业10家。责任单位：区工信局")[0] == "新增企业10家。"


def test_heads_are_learnt_from_even_rows_and_never_guessed() -> None:
    rows = [
        (("甲局",), ("张三",)),
        (("甲局", "乙局", "各镇"), ("张三", "李四", "各镇负责人")),
        (("丙局", "乙局"), ("李四",)),
    ]
    heads = learn_heads(rows)
    assert heads == {"张三": "甲局", "李四": "乙局"}
    assert pair_row(*rows[2], heads).units == ("乙局",)
    assert pair_row(*rows[2], heads).unpaired == ("丙局",)
    # two rows that contradict each other teach nothing
    assert learn_heads([(("甲局",), ("张三",)), (("乙局",), ("张三",))]) == {}


def test_a_group_of_units_needs_no_head() -> None:
    assert pair_row(("甲局", "各镇（街道）"), ("张三",), {"张三": "甲局"}).complete


@pytest.mark.parametrize(
    ("name", "person"), [("廖勇", True), ("何镇江", True), ("各镇负责人", False), ("区发改局", False), ("李", False)]
)
def test_who_is_a_person(name: str, person: bool) -> None:
    assert is_person(name) is person


@pytest.mark.parametrize(
    ("area", "latin"),
    [("北塔区", "beita"), ("城步苗族自治县", "chengbu"), ("长沙县", "changsha"), ("重庆市", "chongqing"), ("绿园区", "lvyuan"),
     ("湘西土家族苗族自治州", "xiangxi"), ("邵阳经济技术开发区", "shaoyang"), ("沙县", "sha"), ("六安市", "luan")],
)  # fmt: skip
def test_pinyin(area: str, latin: str) -> None:
    assert pinyin(area) == latin
