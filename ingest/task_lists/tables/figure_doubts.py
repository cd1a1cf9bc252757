"""What is not plain about the unit of a figure in a table: head, row and cell may each say another one.

A rate of growth stands in % whatever the row is counted in; an amount never does. Where the three differ, nothing is guessed.
"""

from __future__ import annotations

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.tables.value_labels import ValueLabel
from ingest.task_lists.tables.written import Written
from ingest.values.units import unit_words

_LARGEST_RATE = 100  # a growth of more, under a head that does not say %, may be an amount


def unit_doubt(held: ValueLabel, written: Written, stated: str, metric: str, *, alone: bool) -> str:
    """The doubt about the unit of a figure, "" for none. `stated` is the unit of its row; `alone`: no other column of the row
    holds a figure that this unit could be about."""
    words, shares = list_lexicon().figures, unit_words().shares
    if held.mixed:
        return target_findings.AMOUNT_OR_RATE
    if written.cumulative or held.since or words.growing_name.search(metric):
        return ""
    if held.growth:
        if held.unit and held.unit not in shares:
            return target_findings.AMOUNT_OR_RATE
        if not (held.unit or written.unit) and abs(written.value) > _LARGEST_RATE:
            return target_findings.AMOUNT_OR_RATE
        return target_findings.RATE_OF_A_SHARE if stated in shares and not alone else ""
    says = written.unit or held.unit
    return target_findings.UNITS_DIFFER if stated and says and (says in shares) != (stated in shares) else ""
