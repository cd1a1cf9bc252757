"""Rules over a filing as one of many: received before, a correction, a late period, another unit's target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ingest.calendar.periods import is_period_id, period, period_words
from ingest.findings import Finding
from ingest.progress.catalogue import finding
from ingest.progress.cells.numbers import number_words
from ingest.progress.fields import Field
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.past import PastRow
from ingest.progress.layout.identity import Identity
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow
from ingest.task_lists.model import Target

REPEATS = frozenset(("file-received-before", "file-superseded-before", "content-received-before"))


def _now(row: FiguredRow) -> dict[Field, Decimal | int | None]:
    return {Field.CURRENT: row.current, Field.CUMULATIVE: row.cumulative, Field.YOY: row.yoy, Field.RANK: row.rank}


def _then(row: PastRow) -> dict[Field, Decimal | int | None]:
    return {
        Field.CURRENT: row.current_value, Field.CUMULATIVE: row.cumulative_value, Field.YOY: row.yoy, Field.RANK: row.rank,
    }  # fmt: skip


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
    figures = zip(_now(row).values(), _then(past).values(), strict=True)
    if not together or any(now is not None and before is not None and now != before for now, before in figures):
        yield say("target-filed-by-other-office", Field.TASK_NO, row.place, seen=who.unit, wanted=past.unit)


def past_of(context: Context, who: Identity) -> Mapping[tuple[str, str], PastRow]:
    """What this unit has accepted for this period: (target_key, area) → row."""
    found: dict[tuple[str, str], PastRow] = {}
    if (who.list_id, who.unit, who.period) not in context.filings_of:
        return found
    for key, rows in context.history.items():
        row = rows.get(who.period)
        if row is not None and row.unit == who.unit and key[0].startswith(f"{who.list_id}/"):
            found[key] = row
    return found


def correction(rows: Sequence[FiguredRow], past: Mapping[tuple[str, str], PastRow], context: Context) -> Iterator[Finding]:
    """What a second filing changes: figures restated, rows left out."""
    if not past:
        return
    changed: list[Finding] = []
    here: set[tuple[str, str]] = set()
    for row in rows:
        if row.target is None:
            continue
        key = (row.target.target_key, row.area)
        here.add(key)
        old = past.get(key)
        if old is None or row.held:
            continue
        before, bases = _then(old), _bases(row, old)
        for name, now in _now(row).items():
            one, other = bases.get(name, (None, None))
            same_unit = name not in bases or old.measure_unit == row.measure_unit
            if before[name] != now and (same_unit or one != other):
                said = say("value-restated", name, seen=_text(now), wanted=_text(before[name]))
                changed.append(row.source.finding(said))
    yield finding("supersedes", seen=len(changed))
    yield from changed
    for key in past:
        if key not in here:
            target = context.targets.get(key[0])
            dropped = f"{target.task_key} {context.task_of(target).name}：{target.metric}（{key[1]}）" if target else key[0]
            yield finding("row-dropped", seen=dropped)


def _bases(row: FiguredRow, old: PastRow) -> dict[Field, tuple[Decimal | None, Decimal | None]]:
    """The amounts, before and now, in the base unit."""
    return {
        Field.CURRENT: (old.current_base, row.current_base),
        Field.CUMULATIVE: (old.cumulative_base, row.cumulative_base),
    }


def _text(value: Decimal | int | None) -> str:
    return "（空）" if value is None else number_words(Decimal(value))


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
