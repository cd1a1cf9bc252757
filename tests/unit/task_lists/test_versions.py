"""A list received again: unchanged targets keep their keys, new ones never take a removed key, and every change is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ingest.documents.containers import Container
from ingest.task_lists.model import Comparator, Kind, ListHead, Target, Task, TaskList
from ingest.task_lists.raw_rows import raw_rows, verdict
from ingest.task_lists.versions import Earlier, carry_keys, earlier_from_rows
from ingest.vocabulary import Vocabulary
from tests.unit.task_lists.golden_rows import BEITA, codes, read_file, read_made

YEAR = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
HEAD = ListHead("yunling-2024-01", "云岭区2024年任务清单", "云岭区", "", "", None, *YEAR)


def task(number: str, name: str) -> Task:
    return Task("重点工作", number, "", "", name, name, "", (), ("区发改局",), (), (), ())


def target(number: str, seq: int, metric: str, value: str, **more: Any) -> Target:
    return Target(
        "重点工作", number, "", "city_target", "", seq, metric, Kind.LEVEL, f"{metric}{value}个", Comparator.GE,
        value=Decimal(value), unit="个", value_base=Decimal(value), unit_base="个", area="全市", period_start=YEAR[0],
        period_end=YEAR[1], due=YEAR[1], **more,
    )  # fmt: skip


def version(tasks: list[Task], targets: list[Target]) -> TaskList:
    return TaskList(HEAD, tuple(tasks), tuple(targets))


def earlier_of(*received: TaskList) -> Earlier:
    """Readings as the versions before the next, oldest first: what intake finds of them in the raw tables."""
    tasks: list[dict[str, Any]] = []
    targets: list[dict[str, Any]] = []
    for receipt, task_list in enumerate(received, start=1):
        rows = raw_rows(task_list, Container.TEXT, Vocabulary())
        tasks += [{**row, "receipt_seq": receipt} for row in rows["tasks"]]
        targets += [{**row, "receipt_seq": receipt} for row in rows["targets"]]
    earlier = earlier_from_rows(tasks[0]["list_id"], tasks, targets)
    assert earlier is not None
    return earlier


FIRST = carry_keys(
    version(
        [task("1", "项目建设"), task("2", "企业培育")],
        [target("1", 1, "新开工项目", "20"), target("1", 2, "竣工项目", "10"), target("2", 1, "新增企业", "5")],
    ),
    None,
)


def test_a_first_version_is_keyed_by_its_own_numbers() -> None:
    assert [t.target_key for t in FIRST.targets] == [
        "yunling-2024-01/重点工作-1/1",
        "yunling-2024-01/重点工作-1/2",
        "yunling-2024-01/重点工作-2/1",
    ]
    assert not FIRST.findings


def test_the_same_list_again_changes_nothing() -> None:
    again = carry_keys(version(list(FIRST.tasks), list(FIRST.targets)), earlier_of(FIRST))
    assert [t.target_key for t in again.targets] == [t.target_key for t in FIRST.targets]
    assert not again.findings


def test_a_target_put_in_between_shifts_numbers_but_no_keys() -> None:
    second = carry_keys(
        version(
            list(FIRST.tasks),
            [target("1", 1, "储备项目", "30"), target("1", 2, "新开工项目", "20"), target("1", 3, "竣工项目", "10"),
             target("2", 1, "新增企业", "5")],
        ),
        earlier_of(FIRST),
    )  # fmt: skip
    assert {t.metric: t.target_key[-4:] for t in second.targets} == {
        "储备项目": "-1/3",
        "新开工项目": "-1/1",
        "竣工项目": "-1/2",
        "新增企业": "-2/1",
    }
    assert [f.code for f in second.findings] == ["target-added"]


def test_a_changed_value_keeps_its_key_and_says_before_and_after() -> None:
    second = carry_keys(version(list(FIRST.tasks), [target("1", 1, "新开工项目", "25"), *FIRST.targets[1:]]), earlier_of(FIRST))
    assert second.targets[0].target_key == "yunling-2024-01/重点工作-1/1"
    (changed,) = second.findings
    assert changed.code == "target-changed"
    assert "20个" in changed.message
    assert "25个" in changed.message


def test_a_removed_key_is_never_given_again() -> None:
    second = carry_keys(
        version(list(FIRST.tasks), [replace(FIRST.targets[0], target_key=""), FIRST.targets[2]]), earlier_of(FIRST)
    )
    assert [f.code for f in second.findings] == ["target-removed"]
    third = carry_keys(
        version(list(FIRST.tasks), [FIRST.targets[0], target("1", 2, "在建项目", "8"), FIRST.targets[2]]),
        earlier_of(FIRST, second),
    )
    assert third.targets[1].target_key == "yunling-2024-01/重点工作-1/3"


def test_a_renumbered_task_keeps_the_keys_of_its_targets() -> None:
    second = carry_keys(
        version(
            [task("1", "项目建设"), task("2", "信访维稳"), task("3", "企业培育")],
            [*FIRST.targets[:2], target("2", 1, "化解积案", "9"), target("3", 1, "新增企业", "5")],
        ),
        earlier_of(FIRST),
    )
    assert {t.metric: t.target_key.partition("/")[2] for t in second.targets} == {
        "新开工项目": "重点工作-1/1",
        "竣工项目": "重点工作-1/2",
        "化解积案": "重点工作-2/2",
        "新增企业": "重点工作-2/1",
    }
    assert codes(second) == {"task-added"}


def test_a_removed_task_is_one_finding() -> None:
    second = carry_keys(version([task("1", "项目建设")], list(FIRST.targets[:2])), earlier_of(FIRST))
    assert [f.code for f in second.findings] == ["task-removed"]


def test_what_raw_rows_remember_is_what_the_reading_knew() -> None:
    rows = raw_rows(FIRST, Container.TEXT, Vocabulary())
    tasks = [{**row, "receipt_seq": 1} for row in rows["tasks"]]
    targets = [{**row, "receipt_seq": 1} for row in rows["targets"]]
    earlier = earlier_from_rows(HEAD.list_id, tasks, targets)
    assert earlier is not None
    again = carry_keys(version(list(FIRST.tasks), [replace(t, target_key="") for t in FIRST.targets]), earlier)
    assert [t.target_key for t in again.targets] == [t.target_key for t in FIRST.targets]
    assert not again.findings
    assert earlier_from_rows(HEAD.list_id, tasks, targets, before_receipt=1) is None
    assert earlier_from_rows("another-2024-01", tasks, targets) is None


def many(names: str) -> TaskList:
    tasks = [task(str(n), name) for n, name in enumerate(names.split(), start=1)]
    return version(tasks, [target(t.task_no, 1, t.name, "5") for t in tasks])


def test_a_notice_that_holds_only_the_changed_tasks_is_not_taken_for_the_whole_list() -> None:
    first = carry_keys(many("工业增长 商贸流通 稳就业 耕地保护 信访维稳 医保参保"), None)
    notice = carry_keys(many("工业增长 商贸流通"), earlier_of(first))
    assert "partial-version" in codes(notice)
    assert verdict(notice) == "rejected"


def test_another_list_of_the_same_area_and_term_does_not_replace_the_first() -> None:
    first = carry_keys(many("工业增长 商贸流通 稳就业 耕地保护 信访维稳 医保参保"), None)
    other = carry_keys(many("东环路 污水处理厂 城南公园 第三中学 老旧小区改造 农贸市场 水库加固"), earlier_of(first))
    assert "another-list-of-this-term" in codes(other)
    assert verdict(other) == "rejected"


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁戊己庚"), st.integers(1, 9)), max_size=8),
       st.lists(st.tuples(st.sampled_from("甲乙丙丁戊己庚"), st.integers(1, 9)), max_size=8))  # fmt: skip
def test_keys_are_unique_over_any_two_versions(before: list[tuple[str, int]], after: list[tuple[str, int]]) -> None:
    def made(wanted: list[tuple[str, int]]) -> TaskList:
        return version([task("1", "项目建设")], [target("1", n, m, str(v)) for n, (m, v) in enumerate(wanted, start=1)])

    first = carry_keys(made(before), None)
    second = carry_keys(made(after), earlier_of(first))
    keys = [t.target_key for t in second.targets]
    assert len(set(keys)) == len(keys)
    old = {t.target_key: t for t in first.targets}
    for t in second.targets:  # a key goes on only with the same metric or, where a value moved, the same figure
        if t.target_key in old:
            assert old[t.target_key].metric == t.metric or old[t.target_key].value == t.value


def test_a_mid_term_amendment_of_the_real_list() -> None:
    first = carry_keys(read_file(BEITA), None)
    text = BEITA.read_text(encoding="utf-8")
    amended = text.replace("1-12月累计完成138亿元。", "1-12月累计完成141亿元。")
    assert amended != text
    second = carry_keys(read_made(amended.encode(), "调整.txt"), earlier_of(first))
    assert [t.target_key for t in second.targets] == [t.target_key for t in first.targets]
    assert [(f.section, f.task_no, f.subtask_no) for f in second.findings if f.code == "target-changed"] == [
        ("重点工作", "1", "8")
    ]
    assert not codes(second) & {"target-removed", "target-added", "task-removed", "task-added"}
