"""Doubts that a unit has settled: what its 备注 confirmed of a target is not asked of it again for a later period.

Only doubts about what lasts are learnt (an amount far over its target, a count with a fraction); that a total fell is asked
each time.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.calendar.periods import period_words
from ingest.progress.cells.words import confirms
from ingest.progress.fields import Field
from ingest.progress.rules.row import Setting
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow

_LASTING = {
    "far-over-target": "far-over-target",
    "count-not-whole": "count-not-whole",
    "share-over-hundred": "share-over-hundred",
    "growth-unusual": "growth-unusual",
    "growth-far": "growth-far",
    "growth-far-confirmed": "growth-far",
    "factor-suspected": "factor",
    "factor-confirmed": "factor",
}


def doubt_of(said: Say) -> str:
    """The lasting doubt that something said is, by its name in `filing_rows.confirmed`; "" for what is asked each time."""
    doubt = _LASTING.get(said.code, "")
    return "" if doubt == "factor" and said.words.get("against") != "目标值" else doubt


def not_asked_again(says: Iterable[Say], setting: Setting) -> tuple[Say, ...]:
    """What is said of a row, doubts that were settled before told as such."""
    told = []
    for said in says:
        settled_in = setting.confirmed.get(doubt_of(said))
        if settled_in is not None:
            told.append(
                say("confirmed-before", said.about, said.place, seen=said.words["seen"], period=period_words(settled_in))
            )
        else:
            told.append(said)
    return tuple(told)


def confirmed_in(row: FiguredRow, settled: Iterable[str]) -> tuple[str, ...]:
    """The lasting doubts that a row's own 备注 confirms, and those `settled` before: they stay settled."""
    own = {doubt_of(said) for said in row.said} if confirms(row.text(Field.REMARKS)) else set()
    return tuple(sorted((own | set(settled)) - {""}))
