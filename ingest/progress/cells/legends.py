"""Legends: what a file says that a colour means, 红色为更正数, 标黄的是暂估. Only what says that figures are in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.documents.colours import Colour
from ingest.documents.grid import Cell
from ingest.values.characters import normalise

_COLOURS = {
    "红": (Colour.RED,), "橙": (Colour.ORANGE,), "橘": (Colour.ORANGE,), "桔": (Colour.ORANGE,),
    "黄": (Colour.YELLOW, Colour.ORANGE), "绿": (Colour.GREEN,), "蓝": (Colour.BLUE,), "紫": (Colour.PURPLE,),
    "粉": (Colour.PINK, Colour.RED),
}  # fmt: skip
_IN_DOUBT = (
    r"更正|订正|修改|改动|改过|调整|变动|更改|暂估|估算|预估|估计|初步|预计|快报|推算|待核|待定|待审|待确认|未核|未定|未经核|未确认"
    r"|不确定|不准|存疑|疑问|有误|错误|补报|新增的数|需核"
)
_VOID = r"作废|无效|不算|已撤|删除|剔除|不采用|不计入"
_ONE = f"[{''.join(_COLOURS)}]"
_WHAT = "字体|字|底色|底|填充|单元格|格"
# 红色为更正数, 标红的系暂估, 红字部分为初步数据, 黄底=待核; but not 红色教育基地
_LEGEND = re.compile(
    rf"(?:(?:标|涂|注|用|加)(?P<turned>{_ONE})色?|(?P<colour>{_ONE})(?:色|(?=字|底)))"
    rf"(?P<what>{_WHAT})?(?:[的部分数字据标注记识示表代为是系指均一律项处者值粗体加了、,:=\-—~\s“”\"]{{1,10}}[^。；;,，:\n]{{0,4}}?)?"
    rf"(?:(?P<void>{_VOID})|{_IN_DOUBT})"
)
# 更正数用红色标出, 暂估数据标黄
_TURNED = re.compile(
    rf"(?:(?P<void>{_VOID})|{_IN_DOUBT})[^。；;,，\n]{{0,8}}?(?:用|以|标|涂|加)(?:注|为|成|了)?"
    rf"(?P<colour>{_ONE})(?:色|(?=字|底)|$|(?=[。；;,，、)）]))(?P<what>{_WHAT})?"
)
_QUOTED = 60  # letters of a legend
_MOST = 1_000  # texts of a file that are looked at
_LONGEST = 200  # letters of a text that may be a legend
_ANY = frozenset(_COLOURS)


@dataclass(frozen=True, slots=True)
class Legend:
    """What a text says of a colour. `is_void`: that what has it does not count."""

    text: str
    colours: tuple[Colour, ...]
    of_font: bool
    of_fill: bool
    is_void: bool

    def fits(self, cell: Cell) -> bool:
        return (self.of_font and cell.font in self.colours) or (self.of_fill and cell.fill in self.colours)


def legends(texts: Iterable[str]) -> tuple[Legend, ...]:
    """The legends among the texts of a file."""
    found: dict[Legend, None] = {}
    may_be = dict.fromkeys(text for text in texts if len(text) <= _LONGEST and not _ANY.isdisjoint(text))
    for text in islice(may_be, _MOST):
        found.update(dict.fromkeys(_read(normalise(text))))
    return tuple(found)


def _read(text: str) -> Iterable[Legend]:
    for match in (*_LEGEND.finditer(text), *_TURNED.finditer(text)):
        what = match["what"] or ""
        colour = match.groupdict().get("turned") or match["colour"]
        of_fill = any(word in what for word in ("底", "填充", "格"))
        of_font = "字" in what
        sentence = text[:_QUOTED]
        yield Legend(sentence, _COLOURS[colour], of_font or not of_fill, of_fill or not of_font, match["void"] is not None)


def legend_of(cell: Cell, known: Sequence[Legend]) -> Legend | None:
    """The legend that speaks of a cell; one that says it does not count first."""
    fitting = [legend for legend in known if legend.fits(cell)]
    return next((legend for legend in fitting if legend.is_void), fitting[0] if fitting else None)
