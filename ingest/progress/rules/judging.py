"""The rules are run over the rows of a filing: each row alone, the table as a whole, the filing as one of many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.calendar.periods import is_period_id, period, previous_period
from ingest.findings import Finding
from ingest.progress.catalogue import finding
from ingest.progress.cells.numbers import shown
from ingest.progress.context import Context
from ingest.progress.filed import FiledRow
from ingest.progress.known import KnownTarget, PastRow
from ingest.progress.labels import MEASURES
from ingest.progress.layout.filing_head import Identity
from ingest.progress.layout.form_parts import FormPart
from ingest.progress.rules import history, table
from ingest.progress.rules.past import PAST_RULES
from ingest.progress.rules.row import ROW_RULES, Rule, Setting

# what a rule can raise that is a mistake of ours; anything else is no mistake of a rule
_MISTAKES = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError)


def is_placed(identity: Identity, context: Context) -> bool:
    """True where unit, list and period are known, so that rows can be judged and compared."""
    return bool(identity.unit) and identity.list_id in context.lists and is_period_id(identity.period)


def nothing_to_load(rows: Sequence[FiledRow], part: FormPart, list_id: str) -> Finding | None:
    """A file that holds nothing to load is told which nothing it is; None where it holds something."""
    place = part.sheet.grid.place
    if not rows:
        return finding("no-data-rows", place)
    if not any(shown(r.source.cells.get(n)) for r in rows for n in ("key", "task_no", "task_name")):
        return finding("keys-all-blank", place)
    if all(r.target is None and any(f.code in ("task-unknown", "key-unknown") for f in r.findings) for r in rows):
        return finding("tasks-all-unknown", place, list=list_id)
    if not any(shown(r.source.cells.get(n)) for r in rows for n in (*MEASURES, "narrative")):
        return None if any(r.source.merged for r in rows) else finding("measures-all-blank", place)
    return None


def judge_rows(rows: Sequence[FiledRow], identity: Identity, context: Context) -> None:
    """Put the findings of the rules over single rows on the rows. A rule that crashes is our fault and says so."""
    this = period(identity.period)
    previous = previous_period(this.id)
    known = context.lists[identity.list_id]
    for row in rows:
        target = row.target
        if target is None or not row.area:
            continue
        past = context.history.get((target.target_key, row.area), {})
        same = [(period(p), r) for p, r in past.items() if r.unit == identity.unit]
        same = [(p, r) for p, r in same if p.kind is this.kind]
        setting = Setting(
            period=this,
            vocabulary=context.vocabulary,
            term_start=known.period_start,
            term_end=known.period_end,
            last=next((r for p, r in same if p.id == previous), None),
            earlier=tuple(r for p, r in reversed(same) if p.end < this.start),
            later=next((r for p, r in same if p.start > this.end), None),
        )
        for rule in (*ROW_RULES, *(PAST_RULES if same else ())):
            row.findings.extend(_run(rule, row, target, setting))
        row.findings.extend(history.other_unit(row, target, context, identity))


def _run(rule: Rule, row: FiledRow, target: KnownTarget, setting: Setting) -> list[Finding]:
    try:
        return list(rule(row, target, setting))
    except _MISTAKES as mistake:
        what = f"{rule.__name__}: {type(mistake).__name__}"
        return [finding("rule-crashed", row.place, what=what)]


def among_others(
    rows: Sequence[FiledRow], identity: Identity, context: Context, sha256: str, content: str
) -> Iterator[Finding]:
    """The filing as one of many, and as a whole table."""
    yield from table.parts([row for row in rows if not row.held], context)
    repeated = list(history.repeated(context, identity, sha256, content))
    yield from repeated
    if not repeated:
        past: dict[tuple[str, str], PastRow] = dict(history.past_of(context, identity))
        yield from history.correction(rows, past, context)
        yield from history.late(context, identity)
    yield from table.expected(rows, context, identity.list_id, identity.unit)
