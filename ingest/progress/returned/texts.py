"""What a return copy says to the clerk, beside the texts of the findings themselves. Only texts."""

from __future__ import annotations

from ingest.findings import Effect, Finding, Severity
from ingest.progress.form import NOTE_LEADS

_PROBLEM, _FIX = NOTE_LEADS

VERDICTS = {
    "rejected": "整份退回：本次没有采用任何数据。",
    "accepted_with_warnings": "已采用，但有下列问题，请核对或改正。",
    "accepted": "已采用。",
}
HOW_TO = (
    "红色格是必须改正的，黄色格是请您核对的；把鼠标放在格上可以看到说明，“核对结果”列按行汇总。",
    "请直接在本文件中改正，保存后重新报送；本页、“核对结果”列和批注不用删除，重新报送时会自动忽略。",
)
HOW_TO_UNREADABLE = ("系统打不开这份文件，所以没有办法在原表上标注；原文件已经留存。请按下面的说明处理后重新报送。",)
HOW_TO_PLAIN = ("原文件不是 Excel 工作簿，这里按原样转成了工作簿，内容没有改动；改正后请报送这一份。",)
HEADINGS = ("序号", "处理", "位置", "栏目", "问题", "应为", "怎样改正")
NOTHING = "没有发现问题。"


def effect_words(finding: Finding) -> str:
    """How a finding is dealt with, in one word for the summary."""
    if finding.effect is Effect.FILE:
        return "整份退回"
    if finding.effect is Effect.ROW:
        return "该行暂不采用"
    return "提示" if finding.severity is Severity.INFO else "请核对"


def wanted_of(finding: Finding) -> str:
    """What should stand there, where the message does not say it already."""
    return "" if finding.wanted in finding.message else finding.wanted


def note_of(findings: list[Finding]) -> str:
    """The text of a comment: what is wrong, what should stand there, how to mend it; numbered when there are several."""
    parts = []
    for number, finding in enumerate(findings, start=1):
        lead = f"{number}. " if len(findings) > 1 else ""
        lines = [f"{lead}{_PROBLEM}{finding.message}"]
        if wanted_of(finding):
            lines.append(f"应为：{wanted_of(finding)}")
        if finding.fix:
            lines.append(f"{_FIX}{finding.fix}")
        parts.append("\n".join(lines))
    return "\n".join(parts)


def is_note(text: str) -> bool:
    """Whether a comment is one that `note_of` wrote."""
    return text.removeprefix("1. ").startswith(_PROBLEM)


def mark_of(findings: list[Finding]) -> str:
    """The text of a row in the mark column: each finding's column and message."""
    lines = []
    for finding in findings:
        sign = "✘" if finding.severity is Severity.ERROR else "！"
        where = f"{finding.label}（{finding.place.column}列）：" if finding.label and finding.place.column else ""
        lines.append(f"{sign} {where}{finding.message}")
    return "\n".join(dict.fromkeys(lines))
