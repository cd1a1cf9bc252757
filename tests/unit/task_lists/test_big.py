"""Long lists: every row is read, and what grows with the square of the list is cut off and said to be."""

from __future__ import annotations

from tests.unit.task_lists.golden_rows import read_made

LABELS = ("序号", "任务名称", "工作目标", "牵头领导", "责任单位", "责任人")


def export(count: int) -> bytes:
    rows = ["\n".join(f"\t{label}" for label in LABELS)]
    for number in range(1, count + 1):
        cells = (
            str(number),
            f"任务事项{number}",
            "1.新增企业20家。\n\n2.建成道路3公里。",
            "周海",
            "区发改局\n\n各镇（街道）",
            "李强",
        )
        rows.append("\n".join(f"\t{cell}" for cell in cells))
    return "\n\n".join(["云岭区2024年重点任务清单", *rows, ""]).encode()


def test_every_row_of_a_long_list_is_read_once() -> None:
    task_list = read_made(export(400), "清单.txt")
    assert [task.task_no for task in task_list.tasks] == [str(n) for n in range(1, 401)]
    assert {task.responsible for task in task_list.tasks} == {("李强",)}
    assert task_list.reconciliation.rows == 401


def test_a_figure_in_hundreds_of_tasks_is_not_compared_pair_by_pair() -> None:
    task_list = read_made(export(400), "清单.txt")
    pairs = [f for f in task_list.findings if f.code == "same-obligation-in-two-tasks"]
    assert len(pairs) < 1000
    often = [f for f in task_list.findings if f.code == "same-figure-often"]
    assert often
    assert "400" in often[0].message
