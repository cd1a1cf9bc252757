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
CELL_NOT_UNDERSTOOD = "cell-not-understood"
LAYOUT_DOUBTFUL = "layout-doubtful"
METRIC_DOUBTFUL = "metric-doubtful"
ALTERNATIVE = "alternative-values"
DIRECTION_DOUBTFUL = "direction-doubtful"
WORDS_LEFT = "words-not-understood"
EVENT_DOUBTFUL = "event-doubtful"
QUALITY_DOUBTFUL = "quality-doubtful"
AREA_DOUBTFUL = "area-doubtful"
GROUP_DOUBTFUL = "group-share-doubtful"
PART_DOUBTFUL = "part-doubtful"
WINDOW_DOUBTFUL = "window-doubtful"
STAGES_DOUBTFUL = "stages-doubtful"
NUMBER_IN_PIECES = "number-in-pieces"
FIGURE_DESCRIBES = "figure-describes"
FIGURE_BEYOND = "figure-beyond-bounds"

_ENTRIES: dict[str, Entry] = {
    NUMBER_NOT_UNDERSTOOD: warning(
        "这个数字没有读懂，未写入任何目标：{seen}",
        "请在核对表中补上它所属的目标，或确认它不是目标。",
    ),
    CLAUSE_NOT_UNDERSTOOD: warning(
        "这句话既读不出数值，也读不出时间节点事项，暂按定性目标保留：{seen}",
        "请在核对表中核对类别、指标和数值。",
    ),
    NUMBER_IN_PIECES: warning("数字中间有空格，暂按一个数读入：{seen}", "请在核对表中核对数值。"),
    FIGURE_DESCRIBES: warning(
        "这个数可能只是对项目或政策的说明（投资额、占地、补贴标准等），暂按目标读入：{seen}",
        "请在核对表中确认它是不是要考核的目标。",
    ),
    FIGURE_BEYOND: warning(
        "这个数太大或太小，不像一个目标值（名次则不在1至4000之间），暂按定性目标保留：{seen}",
        "请核对原文的数和计量单位，并在核对表中填写。",
    ),
    MEASURE_UNKNOWN: warning("计量单位不在单位表中：{seen}", "请核对计量单位；确属单位的，请填入核对表的“词语”表。"),
    PAIRS_DO_NOT_MATCH: warning("“分别”前后的个数不一致，无法一一对应：{seen}", "请在核对表中逐项核对。"),
    FIGURE_IS_PROGRESS: info(
        "这是已完成或预计完成的情况，不是目标，未作为目标读入：{seen}",
        "如确为目标，请在核对表中补上。",
    ),
    RANK_WITHOUT_PLACE: warning("位次要求没有写明名次，暂按定性目标保留：{seen}", "请在核对表中补充名次。"),
    BREAKDOWN: warning("分项之和与总数不一致：{seen}", "请向发文单位核实总数或分项。"),
    SAME_OBLIGATION: warning(
        "两项任务疑似写了同一个目标，名称或单位不同：{seen}",
        "请确认是否同一目标，避免重复考核。",
    ),
    ALTERNATIVE: warning("“或”连接的两个数值只需达到其一，暂分别读入：{seen}", "请在核对表中确认考核哪一个。"),
    METRIC_DOUBTFUL: warning("数值已读出，但指标名称可能没有读准：{seen}", "请在核对表中核对指标名称。"),
    DIRECTION_DOUBTFUL: warning("没有写明这个数是要达到还是不能超过，暂按“达到”读入：{seen}", "请在核对表中核对比较方式。"),
    WORDS_LEFT: warning("句中有没有读懂的词：{seen}", "请在核对表中核对这一句的指标、数值和范围。"),
    EVENT_DOUBTFUL: warning("这句话没有数值，暂按时间节点事项读入：{seen}", "请在核对表中确认它是不是目标、办成的标志是什么。"),
    QUALITY_DOUBTFUL: info("这句话没有数值，也不是时间节点事项，暂按定性要求读入：{seen}", "请在核对表中确认它是不是目标。"),
    AREA_DOUBTFUL: warning("这个目标由哪个区域或单位完成没有读准：{seen}", "请在核对表中核对区域。"),
    GROUP_DOUBTFUL: warning(
        "没有写明这个数是这些区域合计的，还是每个区域各自都要达到的：{seen}",
        "请在核对表“合计或各自”一栏选定；未选定前不按它评判任何一个区域。",
    ),
    PART_DOUBTFUL: warning("这个数是哪个总数的分项没有读准：{seen}", "请在核对表中核对它属于哪一项。"),
    WINDOW_DOUBTFUL: warning("这个目标的起止时间或期限没有读准：{seen}", "请在核对表中核对期限。"),
    STAGES_DOUBTFUL: warning(
        "这个数是当季（月）的还是年初以来累计的，没有读准，暂按前后数字推定：{seen}",
        "请在核对表中核对起止时间。",
    ),
    CELL_NOT_UNDERSTOOD: warning("这个单元格的数值没有读准，暂按表头和行名读入：{seen}", "请在核对表中核对指标、数值和单位。"),
    LAYOUT_DOUBTFUL: warning("表格的这一格没有读准：{seen}", "请对照原表核对指标、单位、区域和年份。"),
    RECURRING: info("这是每月（季、周等）都要达到的要求，暂按一个目标读入：{seen}", "请在核对表中确认考核周期。"),
}

CATALOGUE = Catalogue(_ENTRIES)

# why a cell of a table is not plain
NO_UNIT = "没有写明计量单位"
SHARE_BELOW_ONE = "小于1的百分数，可能是没有换算的小数"
HEAD_UNKNOWN = "表头中有没有读懂的词"
AMOUNT_OR_RATE = "表头没有写明这一栏是数量、增速还是别的"
RATE_OF_A_SHARE = "指标本身是百分比，可能是提高的百分点，也可能是增速"
UNITS_DIFFER = "表头、单位栏和单元格写的单位不一致"
HEAD_NOT_PLAIN = "表头没有写明这一列是什么区域"
METRIC_FROM_TITLE = "指标名称取自表的标题"
CELL_IN_WORDS = "单元格是文字"
CUMULATIVE = "括号内是累计数"
MERGED_CELL = "几行共用一个单元格"
PART_OF_ANOTHER_ROW = "是上一行的其中项"
MAYBE_A_PART = "可能也是上面的其中项"
NAME_HOLDS_FIGURE = "任务内容里另有数值"
NO_FIGURE_BESIDE = "任务内容旁没有写数值"
SEVERAL_DEADLINES = "表外的文字写了几个期限，可能不是这一个"
ANOTHER_YEAR = "表的标题是另一年的"


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
