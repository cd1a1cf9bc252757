"""What the form asks of each of its figures, by kind of target: required, optional, greyed out. Only the table."""

from __future__ import annotations

from enum import StrEnum

from ingest.progress.fields import Field
from ingest.task_lists.model import Asked, Target


class Ask(StrEnum):
    """What the form asks of one cell."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NOT_ASKED = "not_asked"


ASKED = (Field.CURRENT, Field.CUMULATIVE, Field.YOY, Field.RANK, Field.DONE_DATE, Field.DONE)
_R, _O, _N = Ask.REQUIRED, Ask.OPTIONAL, Ask.NOT_ASKED
ASKS_OF_KIND: dict[str, tuple[Ask, ...]] = {
    #              本期 累计 同比 排名 完成日期 是否完成
    "level": (_R, _R, _O, _O, _N, _N),
    "ratio": (_O, _R, _O, _O, _N, _N),
    "growth": (_O, _O, _R, _O, _N, _N),
    "relative": (_O, _R, _O, _O, _N, _N),
    "rank": (_O, _O, _O, _R, _N, _N),
    "milestone": (_N, _N, _N, _N, _O, _R),
    "qualitative": (_O, _O, _O, _O, _O, _O),
}


def asks_of(target: Target) -> tuple[Ask, ...]:
    """What is asked of a target's figures, in the order of ASKED."""
    return ASKS_OF_KIND["growth"] if target.measure_asked is Asked.YOY else ASKS_OF_KIND[target.kind]


def not_asked(target: Target) -> tuple[Field, ...]:
    """The figures that the form greys out."""
    return tuple(name for name, ask in zip(ASKED, asks_of(target), strict=True) if ask is Ask.NOT_ASKED)
