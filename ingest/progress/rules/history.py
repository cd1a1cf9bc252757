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
    """Another unit's row for the same target, area and period is already accepted.

    Units that lead together (the members of 各镇（街道）) conflict only where their figures differ.
    """
    past = context.history.get((target.target_key, row.area), {}).get(who.period)
    if past is None or past.unit == who.unit:
        return
    together = {who.unit, past.unit} <= context.leads_of(target)
    if not together or any(change is Change.CHANGED for _, change in changes(row, past)):
        yield say("target-filed-by-other-office", Field.TASK_NO, row.place, seen=who.unit, wanted=past.unit)


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
