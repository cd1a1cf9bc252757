"""Rules over a filing as one of many: received before, a correction, a late period, another unit's target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ingest.calendar.periods import is_period_id, period, period_words
from ingest.findings import Finding
from ingest.progress.catalogue import finding
from ingest.progress.fields import Field
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.past import PastRow
from ingest.progress.labels import LABELS
from ingest.progress.layout.identity import Identity
from ingest.progress.rules.table import listed, row_words
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow
from ingest.progress.standing import Change, changes, counted, figure_words, figures_line, is_far
from ingest.task_lists.model import Target
from ingest.task_lists.towns import town_of

_LONGEST_LIST = 120  # characters: who corrects two rows needs no list of all the others
REPEATS = frozenset(("file-received-before", "file-superseded-before", "content-received-before"))


def repeated(context: Context, who: Identity, sha256: str, content: str) -> Iterator[Finding]:
    """The same bytes, or the same content saved again. Content that was superseded since is a correction, no repeat."""
    before = context.filings_of.get((who.list_id, who.unit, who.period), ())
    if before and before[-1].file_sha256 == sha256:
        yield finding("file-received-before")
    elif before and before[-1].content_sha256 == content:
        yield finding("content-received-before")
    elif any(f.file_sha256 == sha256 for f in before):
        yield finding("file-superseded-before")


def other_unit(row: FiguredRow, target: Target, context: Context, who: Identity) -> Iterator[Say]:
    """Another unit's figure for the same target, area and period is already accepted, and this row says another.

    Of two that lead together, or that both stand beside, nobody can say which is right, and a unit beside has no say against a
    lead: the row is held. A lead's own row counts; what a unit beside it says otherwise is told. A figure of a target that no
    lead has filed yet is taken for the whole area's, and that is told.
    """
    leads = context.leads_of(target)
    is_lead = who.unit in leads
    filed = context.filed_for(target.target_key, row.area, who.period)
    others = {unit: past for unit, past in filed.items() if unit != who.unit}
    for unit, past in others.items():
        differing = [name for name, change in changes(row, past) if change is Change.CHANGED]
        if differing and is_lead and unit not in leads:
            seen, wanted = figure_words(row.figure(differing[0])), figure_words(past.figure(differing[0]))
            yield say("office-beside-differs", differing[0], seen=seen, wanted=wanted, office=unit)
        elif differing:
            yield say("target-filed-by-other-office", Field.TASK_NO, row.place, seen=who.unit, wanted=unit)
            return
    is_only_word = row.is_stated and not row.held and not any(others[unit].stated for unit in others.keys() & leads)
    if is_only_word and leads and not is_lead and town_of(who.unit) != row.area:
        yield say("figure-of-office-beside", Field.TASK_NO, row.place, seen=row.area, wanted="、".join(sorted(leads)))


def correction(rows: Sequence[FiguredRow], past: Mapping[tuple[str, str], PastRow], context: Context) -> Iterator[Finding]:
    """What a second filing does to the figures that stand: how many it adds, changes and confirms, and which it changes.

    The rows that it does not have are told once, as a list.
    """
    if not past:
        return
    without_column: Counter[Field] = Counter()
    taken = [row for row in rows if row.target is not None and not row.held]
    yield finding("supersedes", line=figures_line(counted(taken, past)))
    for row in taken:
        before = past.get(_key(row))
        for name, change in changes(row, before):
            if change is Change.CHANGED and before is not None:
                seen, wanted = figure_words(row.figure(name)), figure_words(before.figure(name))
                code = "value-restated-far" if is_far(name, row, before) else "value-restated"
                yield row.source.finding(say(code, name, seen=seen, wanted=wanted))
            elif change is Change.UNSTATED and name not in row.source.header.columns:
                without_column[name] += 1
    for name, number in without_column.items():
        yield finding("figures-kept-without-column", label=LABELS[name], seen=number)
    here = {_key(row) for row in rows}
    dropped = [row_words(key, context) for key in past if key not in here]
    if dropped:
        yield finding("rows-dropped", seen=len(dropped), which=listed(dropped, _LONGEST_LIST))


def _key(row: FiguredRow) -> tuple[str, str]:
    return (row.target.target_key if row.target is not None else "", row.area)


def late(context: Context, who: Identity) -> Iterator[Finding]:
    """A period that comes after a later one."""
    this = period(who.period)
    after = sorted(
        p
        for list_id, unit, p in context.filings_of
        if list_id == who.list_id
        and unit == who.unit
        and is_period_id(p)
        and period(p).kind is this.kind
        and period(p).start > this.end
    )
    if after:
        yield finding("period-earlier", seen="、".join(period_words(p) for p in after))
