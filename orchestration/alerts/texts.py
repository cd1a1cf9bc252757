"""Every sentence that contacts, responsible persons, leaders and the operator read. Polite, plain Chinese, nothing else.

What comes from outside (names, cells, file names) passes through `clean` first: one line, no markup, bounded.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence

from ingest.calendar.periods import is_period_id
from ingest.calendar.periods import period_words as calendar_words
from ingest.quarantine import Quarantined
from orchestration.alerts.model import Ending, Fault, Filing, Judged, MatterKind, Restated

CLIP = 120
CELLS_SHOWN = 5

# angle brackets are markup to mail readers, and mention everybody in a 飞书 text (<at user_id="all">)
_LOOK_ALIKE = str.maketrans({"<": "＜", ">": "＞", "`": "'"})


def clean(text: object, limit: int = CLIP) -> str:
    """Text from outside, made harmless and short: line feeds, control and invisible characters become a blank or go."""
    visible = "".join(" " if unicodedata.category(c) in ("Zl", "Zp", "Cc") else c for c in str(text))
    visible = "".join(c for c in visible if unicodedata.category(c) not in ("Cf", "Cs", "Co"))
    line = re.sub(r"\s+", " ", visible).strip().translate(_LOOK_ALIKE)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def day(date: dt.date | None) -> str:
    return "（日期未定）" if date is None else f"{date.year}年{date.month}月{date.day}日"


def period_words(period: str) -> str:
    """`2023-11` → 2023年11月; what is no period as it is, so that a clerk sees what was filed."""
    return calendar_words(period) if is_period_id(period) else clean(period) or "（报告期不明）"


KIND_TITLES = {
    MatterKind.GATE_FAILED: "数据未发布",
    MatterKind.SYSTEM_FAULT: "系统故障",
    MatterKind.UNDELIVERABLE: "消息未送达",
    MatterKind.QUALITY: "数据质量提示",
    MatterKind.REJECTED: "文件被退回",
    MatterKind.SET_ASIDE: "系统原因，暂未采用",
    MatterKind.MISSING: "缺报",
    MatterKind.OVERDUE: "逾期未报",
    MatterKind.HELD: "部分行暂未计入",
    MatterKind.WARNED: "请核对",
    MatterKind.DUE_SOON: "即将到期",
    MatterKind.RED: "目标亮红灯",
    MatterKind.RED_WIDER: "全域指标未达标（供参考）",
    MatterKind.JUDGEMENT: "自评与数据不一致",
    MatterKind.RESTATED: "已公布的判定有更正",
    MatterKind.DIGEST: "每日简报",
}


def due_soon(filing: Filing, left: int) -> tuple[str, tuple[str, ...]]:
    """(headline, lines); `left` days until the due date, 0 on the day itself, negative in the grace after it."""
    when = f"还有{left}天" if left > 0 else "当天到期" if left == 0 else f"已到期，{day(filing.grace_until)}前报送仍算按时"
    what = f"{period_words(filing.period)}进展情况"
    lines = (
        f"{what}请于{day(filing.due_on)}前报送（{when}），目前还没有收到。",
        "请使用系统下发的本单位填报表填写；本期没有进展的目标也请写明原因。",
    )
    return f"{what}报送", lines


def overdue(filing: Filing, days: int) -> tuple[str, tuple[str, ...]]:
    what = f"{period_words(filing.period)}进展情况"
    lines = (
        f"{what}应于{day(filing.due_on)}前报送，已过{days}天，目前还没有收到。",
        f"请尽快补报；{day(filing.lock_on)}起本期数据锁定，之后报送的只作为更正记录。",
    )
    return f"{what}逾期未报", lines


def missing(filing: Filing) -> tuple[str, tuple[str, ...]]:
    what = f"{period_words(filing.period)}进展情况"
    lines = (
        f"{what}应于{day(filing.due_on)}前报送，本期数据已于{day(filing.lock_on)}锁定，仍没有收到，按缺报登记。",
        "请尽快补报（补报后会记为更正，并消除缺报状态）；确有特殊情况的，请与联系人说明。",
    )
    return f"{what}缺报", lines


def _cell(fault: Fault) -> str:
    place = clean(fault.place) or "整份文件"
    label = f"（{clean(fault.label)}）" if fault.label else ""
    message, fix = clean(fault.message, 160), clean(fault.fix, 120)
    seen, wanted = clean(fault.seen, 40), clean(fault.wanted, 60)
    said = (
        f"现为“{seen}”" if seen and seen not in message else "",
        f"应为{wanted}" if wanted and wanted not in message else "",
    )
    facts = "，".join(part for part in said if part)
    return f"{place}{label}：{message}{f'（{facts}）' if facts else ''}{f' 改法：{fix}' if fix and fix not in message else ''}"


def _cells(faults: Sequence[Fault]) -> list[str]:
    shown = [f"{number}. {_cell(fault)}" for number, fault in enumerate(faults[:CELLS_SHOWN], 1)]
    if len(faults) > CELLS_SHOWN:
        shown.append(f"另有{len(faults) - CELLS_SHOWN}处，都已在退回件中标红并写明改法。")
    return shown


def _copy_words(copies: Sequence[str]) -> str:
    if not copies:
        return "请对照以上说明修改原文件。"
    return f"退回件（原表标红并附批注）：{'、'.join(clean(copy) for copy in copies)}。"


def _file_words(fault: Fault) -> str:
    """The file as its reader knows it: whose, its name, for which period."""
    whose = f"{clean(fault.unit, 40)}报送的" if fault.unit else "收到的"
    return f"{whose}“{clean(fault.file_name)}”{f'（{period_words(fault.period)}）' if fault.period else ''}"


def rejected(faults: Sequence[Fault], until: dt.date | None, copies: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """`faults` of one file, those that reject it first."""
    lines = [f"{_file_words(faults[0])}没有被接收，共有{len(faults)}处需要修改："]
    lines += _cells(faults)
    until_words = f"请于{day(until)}前改好重新报送" if until else "请改好后尽快重新报送"
    lines.append(f"{_copy_words(copies)}{until_words}，文件名不限。")
    return f"“{clean(faults[0].file_name)}”被退回", tuple(lines)


def held(faults: Sequence[Fault], rows: int, until: dt.date | None, copies: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    lines = [f"{_file_words(faults[0])}已接收，但有{rows}行暂未计入，需要修改："]
    lines += _cells(faults)
    until_words = f"请于{day(until)}前改好重新报送整份文件" if until else "请改好后尽快重新报送整份文件"
    lines.append(f"{_copy_words(copies)}{until_words}，其余各行不受影响。")
    return f"“{clean(faults[0].file_name)}”有{rows}行暂未计入", tuple(lines)


def warned(faults: Sequence[Fault], copies: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    lines = [f"{_file_words(faults[0])}已接收并计入，有{len(faults)}处请再核对："]
    lines += _cells(faults)
    copy = f"批注件：{'、'.join(clean(copy) for copy in copies)}。" if copies else ""
    lines.append(f"{copy}如填写无误，不必处理；如有误，请改好后重新报送整份文件。")
    return f"“{clean(faults[0].file_name)}”有{len(faults)}处请核对", tuple(lines)


ASKS = {
    MatterKind.RED: "请核对数据；属实而还没有写明存在问题和下一步措施的，请补充后重报。",
    MatterKind.RED_WIDER: "以上是更大区域的指标，本地只是其中一部分。请核对所报的数字；属实的，不用另行说明。",
    MatterKind.JUDGEMENT: "请核对填报的数据，或补充说明自评的理由后重报。",
}


def _target_words(row: Judged | Restated) -> str:
    return f"{clean(row.task_key, 30)}“{clean(row.metric, 40)}”（{clean(row.area, 20)}）"


def red(row: Judged) -> tuple[str, tuple[str, ...]]:
    """The warehouse's account of the judgement stands as it is: it names figure, rule, file and cell."""
    return f"{_target_words(row)}亮红灯", (clean(row.explanation, 600),)


def red_wider(row: Judged) -> tuple[str, tuple[str, ...]]:
    """The figure of an area of which the own place is only a part: whoever reports it is to know, and can't change it."""
    return f"{_target_words(row)}未达标", (
        f"这是{clean(row.area, 20)}的指标，{clean(row.own_area, 20)}只是其中一部分。",
        clean(row.explanation, 600),
    )


def judgement(row: Judged) -> tuple[str, tuple[str, ...]]:
    head = f"{_target_words(row)}单位自评“{clean(row.unit_word, 30) or '已完成'}”，系统按数据判定“{clean(row.status, 20)}”。"
    return f"{_target_words(row)}自评与数据不一致", (head, clean(row.explanation, 600))


def restated(rows: Sequence[Restated]) -> tuple[str, tuple[str, ...]]:
    """`rows` of one unit and period, the last restated first."""
    what = f"{period_words(rows[0].period)}已公布的判定有{len(rows)}项更正"
    told = [
        f"{number}. {_target_words(row)}：{clean(row.restatement, 400)}。" for number, row in enumerate(rows[:CELLS_SHOWN], 1)
    ]
    left = [f"另有{len(rows) - CELLS_SHOWN}项，见进展报告中“已公布的判定有更正”。"] if len(rows) > CELLS_SHOWN else []
    return what, (f"{what}，请知悉：", *told, *left)


def gate_failed(as_of: dt.date, reasons: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    lines = [f"截至{day(as_of)}的刷新没有通过检查，没有发布；上一次发布的数据仍然有效。原因："]
    lines += [f"{number}. {clean(reason, 300)}" for number, reason in enumerate(reasons[:10], 1)]
    if len(reasons) > 10:
        lines.append(f"另有{len(reasons) - 10}条，见运行日志。")
    lines.append("请查明原因后重新运行 threekey refresh。")
    return f"截至{day(as_of)}的数据未发布", tuple(lines)


def system_fault(what: str, wanted: str) -> tuple[str, tuple[str, ...]]:
    return clean(what, 80), (f"{clean(what, 300)}。", clean(wanted, 200))


def quarantined(entry: Quarantined) -> tuple[str, str]:
    """(what, wanted) of a file that the system has set aside, for the operator."""
    what = f"系统处理“{clean(entry.file_name)}”（收件第{entry.seq}号）时出错，已搁置，其余照常发布：{clean(entry.line, 160)}"
    wanted = f"原文件在 archive/ 中（{entry.sha256[:16]}）。请报告开发人员；程序更新后自动重新读取，也可请报送人改后重发。"
    return what, wanted


def set_aside(entry: Quarantined) -> tuple[str, tuple[str, ...]]:
    """The same for whoever sent the filing: it is no fault of his."""
    what = f"{period_words(entry.period)}进展情况“{clean(entry.file_name)}”"
    lines = (
        f"{what}已经收到。系统处理这份文件时出了故障，暂时没有采用；这不是填报的问题，不算缺报，也不算迟报。",
        "您不需要做任何事，也不用重报：故障排除后会自动采用，在此之前以上一次采用的数为准。给您添麻烦了。",
    )
    return f"{what}因系统故障暂未采用", lines


def undeliverable(person: str, channel: str, reason: str, matters: int) -> tuple[str, tuple[str, ...]]:
    who = f"{clean(person, 40) or '（未写姓名）'}（{channel}）"
    lines = (
        f"发给{who}的消息没有送达，内含{matters}个事项：{clean(reason, 160)}。",
        "请在 private/contacts.csv 中更正地址；更正后未解决的事项会重新发送。",
    )
    return f"发给{who}的消息未送达", lines


def quality(text: str, line: str) -> tuple[str, tuple[str, ...]]:
    """An expectation that failed without stopping the publication; `line` is its own account."""
    return clean(text, 80), (f"{clean(line, 300)}。数据已照常发布，请抽空核实。",)


def ownerless(role: str, unit: str) -> str:
    """The note on a matter that goes to the operator because nobody else can be told."""
    if not unit:
        return "（不知道由哪个单位负责，请查明并转告）"
    return f"（{clean(unit)}没有可用的{role}地址，请转告并补充 private/contacts.csv）"


def digest(as_of: dt.date, counts: Sequence[tuple[str, int]], unsent: int, undelivered: int) -> tuple[str, tuple[str, ...]]:
    listed = "，".join(f"{KIND_TITLES[MatterKind(kind)]}{count}" for kind, count in counts if count) or "没有未解决的事项"
    lines = (
        f"截至{day(as_of)}的数据已发布。未解决的事项：{listed}。",
        f"此前未发出的消息{unsent}条，无法送达的{undelivered}条。",
    )
    return f"{day(as_of)}简报", lines


_ENDED = {
    Ending.BY_UNIT: "已解决：{}。感谢配合。",
    Ending.LIST_CHANGED: "不再提醒：{}。任务清单的新版本（或清单核对）调整了这个目标，这一事项已不存在。",
    Ending.TARGET_GONE: "不再提醒：{}。现行任务清单已没有这个目标，无需处理。",
    Ending.PUBLISHED_FIGURE: "不再提醒：{}。公布数有变化，按公布数重新判定后，这一事项已不存在。",
    Ending.NOT_ASKED: "不再提醒：{}。按现行任务清单和报送安排，现在不要求报送，无需处理。",
    Ending.RECOVERED: "已恢复正常：{}。",
    Ending.OTHERWISE: "不再提醒：{}。按现行规则重新核对后，这一事项已不存在，无需处理。",
}


def ended(headline: str, ending: Ending) -> str:
    """The last word on a matter. Thanks go only to a unit that has done something for it."""
    return _ENDED[ending].format(clean(headline, 160))


def now_judged(row: Judged) -> tuple[str, ...]:
    """What a target is judged as, where a matter about it has ended: its status, and what that was before."""
    return (
        f"现判定为“{clean(row.status, 20)}”（{clean(row.light, 2)}灯）。",
        *([f"{clean(row.restatement, 400)}。"] if row.restatement else []),
    )


def title(kinds: Sequence[MatterKind], units: Sequence[str], as_of: dt.date, endings: Sequence[Ending]) -> str:
    """The subject: the most pressing kind, and for whom. `endings`: of a message that has nothing but last words."""
    if endings:
        what = "事项已解决" if all(ending is Ending.BY_UNIT for ending in endings) else "事项已了结"
    else:
        what = KIND_TITLES[min(kinds, key=list(MatterKind).index)]
    named = [clean(unit, 20) for unit in units if unit]
    whose = f"{named[0]}{'等' if len(named) > 1 else ''} " if named else ""
    return f"【三重点】{whose}{what}（{as_of.month}月{as_of.day}日）"


def greeting(person: str) -> str:
    return f"{clean(person, 30)}同志，您好：" if person.strip() else "您好："


def section(unit: str, list_title: str) -> str:
    return "■ " + "　".join(part for part in (clean(unit, 40), clean(list_title, 60)) if part)


def cut(count: int) -> str:
    return f"另有{count}个事项，将在下一次消息中列出。"


def footer(help_words: str, message_id: str) -> tuple[str, ...]:
    return (
        f"如有疑问，请联系：{clean(help_words, 80) or '本系统管理员'}。",
        f"本消息由三重点任务数据系统自动发送，编号 {message_id}。",
    )
