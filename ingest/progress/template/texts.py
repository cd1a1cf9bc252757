"""What the form tells the clerk who fills it in: titles, the help of every column, the instruction sheet.

Only texts. What can go wrong and how to mend it is quoted from the catalogue of findings, so that the instructions and
the check say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.findings import Effect, Severity
from ingest.findings.catalogue import Entry
from ingest.progress.catalogue import CATALOGUE
from ingest.progress.fields import Field
from ingest.progress.figure_texts import FIGURE_ENTRIES

# field → what to write there; shown beside the cell and on the instruction sheet
COLUMN_HELP: dict[Field, str] = {
    Field.CURRENT: "本报告期内（不含以前各期）完成的数，只填数字，单位见“计量单位”。"
    "本期没有进展填 0；没有数据填“无”，不适用填“不适用”。",
    Field.CUMULATIVE: "从目标的起算日到报告期末的累计数，应包含本期完成。只填数字，单位见“计量单位”。",
    Field.YOY: "与上年同期相比的增速，按百分数填写：增长 12.5% 填 12.5，下降 3% 填 -3。",
    Field.RANK: "在全省（或全市）的名次，填 1、2、3 等整数。",
    Field.DONE_DATE: "实际完成的日期，如 2023-11-30；没有完成的留空。",
    Field.DONE: "已经完成选“是”，没有完成选“否”。",
    Field.JUDGEMENT: "本单位对进度的自评，从下拉列表里选。没有数量指标的目标必须填写；其他目标可不填，由系统按数字计算。",
    Field.NARRATIVE: "本期做了什么、到了哪一步，请写本期的新情况，不要照抄上期。",
    Field.PROBLEMS: "进度落后或逾期未完成的必须填写；没有问题可留空。",
    Field.NEXT_STEPS: "进度落后或逾期未完成的必须填写：打算怎么办、何时办到。",
    Field.EVIDENCE: "佐证材料的名称或文号，可留空。",
    Field.REMARKS: "需要说明的其他情况，如口径变化、数字更正的原因。",
}

STEPS: tuple[str, ...] = (
    "每行是一个目标在一个区域的进展。区域为“全市”的填全市数；区域为本地（全区、全县）的填本地完成的数，两行不要互相照抄。",
    "只填黄色格和需要补充的白色格。不要增删、移动或排序行，不要改表头，不要改动隐藏的列和工作表。",
    "“上期报送”是系统已经采用的上期数，供对照；如上期填错了，请把上期的表改正后重新报送。",
    "请在“填报人”“联系电话”“填报日期”里填上经办人的信息。",
    "填好后保存为 Excel 工作簿（.xlsx），在截止日期前报送。报送后有问题的，会退回一份标出问题的表，请在其中直接改正再报。",
    "同一期报送几次的，以最后一次为准；以前各次都会留存。",
)

STEPS_BESIDE: tuple[str, ...] = (  # of a unit that only stands beside leads, before STEPS
    "本单位在清单里是配合单位：由牵头单位报送，本表各行都可不填，不报送不算缺报。",
    "填了的行会采用；与牵头单位的数不一致的，会请双方核对，以商定的数为准。",
)

EFFECT_WORDS: tuple[tuple[str, str], ...] = (
    ("整份退回", "有下列问题的，整份表退回，请改正后重新报送："),
    ("该行暂不采用", "有下列问题的行暂不采用，其余各行照常采用："),
    ("请核对", "有下列情况的行照常采用，但请核对："),
)

_WORD = re.compile(r"\{[^}]*\}")


def _general(text: str) -> str:
    """A catalogue text without a case: its words become ××."""
    return re.sub(r"\s*××\s*", "××", _WORD.sub("××", text)).strip()


def _group_of(entry: Entry) -> int | None:
    if entry.severity is Severity.INFO:
        return None
    return {Effect.FILE: 0, Effect.ROW: 1, Effect.NONE: 2}[entry.effect]


def problems_and_fixes(group: int) -> Iterator[tuple[str, str]]:
    """What the check may find, with the fix, for one of EFFECT_WORDS.

    The system's own faults are left out, and the many causes why a cell holds no figure: `cell-not-a-number` is their rule.
    """
    for code, entry in CATALOGUE.items():
        if _group_of(entry) == group and code != "rule-crashed" and code not in FIGURE_ENTRIES:
            yield _general(entry.message), _general(entry.fix)


def fix_of(code: str) -> str:
    """The fix of a finding, for a cell's own message."""
    return _general(CATALOGUE[code].fix)
