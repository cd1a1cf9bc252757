"""What else a clause could mean: told where the text leaves it open, and nowhere else; it decides nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.task_lists.model import Alternative, Comparator, Kind, Target, Task
from ingest.task_lists.targets import Term, read_text
from tests.unit.task_lists.golden_rows import seeds

TERM = Term(dt.date(2024, 1, 1), dt.date(2024, 12, 31))


def read(text: str) -> tuple[Target, ...]:
    task = Task("重点工作", "1", "", "", "任务", text, "", (), (), (), (), ())
    return read_text(task, "city_target", text, TERM, seeds()).targets


def others(target: Target, field: str) -> list[object]:
    return [other.value for other in target.alternatives if other.field == field]


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("固定资产投资10%", Kind.RATIO, [Kind.GROWTH]),  # nothing says what it is a share of
        ("绿化覆盖率提高5%", Kind.GROWTH, [Kind.RATIO]),  # by five per cent, or to a rate
        ("污水处理率95%", Kind.RATIO, []),
        ("工业投资增长7%", Kind.GROWTH, []),
        ("新建公厕10座", Kind.LEVEL, []),
    ],
)
def test_a_share_may_be_a_growth(text: str, kind: Kind, other: list[Kind]) -> None:
    (target,) = read(text)
    assert (target.kind, others(target, "kind")) == (kind, other)


@pytest.mark.parametrize(
    ("text", "comparator", "other"),
    [
        ("城镇登记失业率5%", Comparator.LE, [Comparator.GE]),
        ("安全事故起数3起", Comparator.LE, [Comparator.GE]),
        ("污水处理率95%", Comparator.GE, [Comparator.LE]),
        ("污水处理率不低于95%", Comparator.GE, []),  # it is said
        ("城镇登记失业率控制在5%以内", Comparator.LE, []),
        ("新建公厕10座", Comparator.GE, []),  # nobody builds at most ten
    ],
)
def test_a_bare_value_may_be_meant_the_other_way(text: str, comparator: Comparator, other: list[Comparator]) -> None:
    (target,) = read(text)
    assert (target.comparator, others(target, "comparator")) == (comparator, other)


def test_a_clause_without_an_area_may_have_that_of_the_one_before_or_the_whole() -> None:
    named, following = read("青溪县新建公厕10座，改造5座")
    assert others(named, "area") == []
    assert (following.area, others(following, "area")) == ("青溪县", ["全市"])
    assert [others(target, "area") for target in read("新建公厕10座，改造5座")] == [[], []]


def test_a_part_may_divide_another_whole_or_none() -> None:
    whole, second, part, last = read("全年新增企业200家，新增商户300家；其中甲类100家。新建公厕10座")
    assert part.parent_seq == second.seq
    assert others(part, "parent_seq") == [whole.seq, None]
    assert [others(target, "parent_seq") for target in (whole, second, last)] == [[], [], []]


def test_a_part_that_fits_no_whole_is_offered_those_there_are() -> None:
    whole, part = read("全年新增企业200家；其中甲类20垧")
    assert (part.parent_seq, others(part, "parent_seq")) == (None, [whole.seq])


def test_no_more_than_a_few_are_told_and_none_twice() -> None:
    text = "".join(f"新增{name}类企业{n}00家，" for n, name in enumerate("甲乙丙丁戊己庚", 2)) + "其中示范企业20家"
    part = read(text)[-1]
    assert 0 < len(others(part, "parent_seq")) <= 4
    assert len(set(part.alternatives)) == len(part.alternatives)
    assert all(isinstance(other, Alternative) for other in part.alternatives)
