"""Words beside a figure that correct it: in a comment, in the remarks. Whether they do is told, never what the figure is."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from ingest.values.characters import normalise

_LONGEST = 1_000  # letters that are looked at
_NUMBER = r"(?<![\d,.])\d[\d,]{0,20}(?:\.\d{1,12})?"
# words that say that what stands there is not what holds
_CORRECTS = re.compile(
    r"更正|订正|改正|修正|纠正|勘误|更改|应[为是]|应该[为是]|应当[为是]|实为|实际[为是应]|[改换][为成]|[调修变][整改更][为成]|核[定减增]为"
    r"|作废|无效|不算数|有误|错误|[填写录输报算]错|误[填写录输报算]|笔误|[多少漏][报填算]|重复[计算报]"
    r"|以.{1,24}为准|撤回|撤销|删除|去掉|剔除|暂估|初步数|预计数|待核|未核实|未经核实"
)
# of these a remark on the figures of its own row speaks, hardly on the work
_UNSETTLED = re.compile(r"作废|撤回|撤销|预计数|初步数|暂估|待核|未核实|未经核实|暂未核")
_DENIED = re.compile(r"(?:无|没有|未|不)(?:需|须|必|用)?(?:作|做|任何)?$")
# remarks speak of the work too: there a correction counts where it names a figure
_FIGURE_CORRECTED = re.compile(
    r"(?:更正|订正|勘误|改正|修正|更改|应[为是]|应该[为是]|实为|实际[为是应]|改[为成]|误[填写录报]|[填写录报]错|有误|作废)"
    rf"[^。；;\n\d]{{0,16}}(?P<after>{_NUMBER})"
    rf"|以\s*(?P<stands>{_NUMBER})[^。；;\n]{{0,8}}为准"
    rf"|(?P<gone>{_NUMBER})[^。；;，,\n\d]{{0,6}}(?:作废|有误|无效|[填写录报]错)"
)
_NO_FIGURES = re.compile(
    r"\d{3,4}-\d{7,8}|1\d{10}|\d{1,2}:\d{2}|\d{4}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2})?\s*[日月]?"
    r"|\d{1,4}\s*[年月日号](?!\w?元)|第?\d\s*季度"
)


def corrects(text: str, own: Decimal | int | None, others: Collection[Decimal | int]) -> bool:
    """Whether a comment on a figure may correct it: it names a number that stands nowhere in the row, or says so in words.

    `own` is the figure, None for none; `others` are those beside it. 更正为1600 on the figure 1600 corrects nothing.
    """
    plain = _plain(text)
    named = {_exact(found) for found in re.findall(_NUMBER, plain)}
    if named - {_exact(str(number)) for number in (own, *others) if number is not None} or names_correction(text, (own,)):
        return True
    return not named and speaks_of_correction(text)


def speaks_of_correction(text: str) -> bool:
    """True where a text has a word of correction. 无需更正 is none."""
    plain = normalise(text[:_LONGEST])
    return any(not _DENIED.search(plain[: found.start()]) for found in _CORRECTS.finditer(plain))


def speaks_of_doubt(text: str) -> bool:
    """True where a remark says that what is filed is void, wrong or not final. 无需撤回 and the like are none."""
    plain = normalise(text[:_LONGEST])
    return any(not _DENIED.search(plain[: found.start()]) for found in _UNSETTLED.finditer(plain))


def names_correction(text: str, stated: Collection[Decimal | int | None]) -> bool:
    """True where a text says that a figure is another than those stated: 更正为1600 beside 1559, but not beside 1600."""
    plain = _plain(text)
    known = {_exact(str(number)) for number in stated if number is not None}
    for found in _FIGURE_CORRECTED.finditer(plain):
        if _DENIED.search(plain[: found.start()]):
            continue
        gone = found["gone"]
        if (_exact(gone) in known) if gone is not None else (_exact(found["after"] or found["stands"]) not in known):
            return True
    return False


def _plain(text: str) -> str:
    """The text without its dates and telephone numbers."""
    return _NO_FIGURES.sub(" ", normalise(text[:_LONGEST]))


def _exact(text: str) -> Decimal:
    return Decimal(text.replace(",", "")).normalize()
