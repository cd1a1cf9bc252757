"""The codes and the Chinese texts of what the target grammar has to say. No module of `targets` speaks to a reader itself."""

from __future__ import annotations

from dataclasses import replace

from ingest.findings import Catalogue, Entry, Finding, Place, Severity
from ingest.findings.catalogue import info, warning
from ingest.task_lists.model import Task

NUMBER_NOT_UNDERSTOOD = "number-not-understood"
CLAUSE_NOT_UNDERSTOOD = "clause-not-understood"
MEASURE_UNKNOWN = "measure-unknown"
PAIRS_DO_NOT_MATCH = "pairs-do-not-match"
FIGURE_IS_PROGRESS = "figure-is-progress"
RANK_WITHOUT_PLACE = "rank-without-place"
BREAKDOWN = "breakdown-does-not-add-up"
SAME_OBLIGATION = "same-obligation-in-two-tasks"

RECURRING = "recurring-obligation"
METRIC_DOUBTFUL = "metric-doubtful"
ALTERNATIVE = "alternative-values"

_ENTRIES: dict[str, Entry] = {
    NUMBER_NOT_UNDERSTOOD: warning(
        "这个数字没有读懂，未写入任何目标：{seen}",
        "请在复核表中补上它所属的目标，或确认它不是目标。",
    ),
    CLAUSE_NOT_UNDERSTOOD: warning(
        "这句话既读不出数值，也读不出时间节点事项，暂按定性目标保留：{seen}",
        "请在复核表中核对类别、指标和数值。",
    ),
    MEASURE_UNKNOWN: warning("计量单位不在单位表中：{seen}", "请核对计量单位；确属常用单位的，请加入单位表。"),
    PAIRS_DO_NOT_MATCH: warning("“分别”前后的个数不一致，无法一一对应：{seen}", "请在复核表中逐项核对。"),
    FIGURE_IS_PROGRESS: info(
        "这是已完成或预计完成的情况，不是目标，未作为目标读入：{seen}",
        "如确为目标，请在复核表中补上。",
    ),
    RANK_WITHOUT_PLACE: warning("位次要求没有写明名次，暂按定性目标保留：{seen}", "请在复核表中补充名次。"),
    BREAKDOWN: warning("分项之和与总数不一致：{seen}", "请向发文单位核实总数或分项。"),
    SAME_OBLIGATION: warning(
        "两项任务疑似写了同一个目标，名称或单位不同：{seen}",
        "请确认是否同一目标，避免重复考核。",
    ),
    ALTERNATIVE: warning("“或”连接的两个数值只需达到其一，暂分别读入：{seen}", "请在复核表中确认考核哪一个。"),
    METRIC_DOUBTFUL: warning("数值已读出，但指标名称可能没有读准：{seen}", "请在复核表中核对指标名称。"),
    RECURRING: info("这是每月（季、周等）都要达到的要求，暂按一个目标读入：{seen}", "请在复核表中确认考核周期。"),
}

CATALOGUE = Catalogue(_ENTRIES)


def sums(metric: str, stated: str, summed: str) -> str:
    """What is seen where a total and its parts disagree."""
    return f"{metric}：总数 {stated}，分项之和 {summed}"


def pair(first: str, first_span: str, second: str, second_span: str) -> str:
    """What is seen where two tasks state one target: the tasks' keys and the words of each."""
    return f"{first}“{first_span}” 与 {second}“{second_span}”"


def finding(
    code: str, task: Task, seen: str, clause: str = "", *, severity: Severity | None = None, place: Place | None = None
) -> Finding:
    """One finding about a target text. `seen` is verbatim, or names both figures that disagree; `place` is the task's cell."""
    found = CATALOGUE.say(code, place or task.place, seen=seen, clause=clause).about(task)
    return found if severity is None else replace(found, severity=severity)
