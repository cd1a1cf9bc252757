"""The rules are run over the rows of a filing: each row alone, the table as a whole, the filing as one of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from decimal import Decimal

from ingest.calendar.periods import is_period_id, period, previous_period
from ingest.findings import Finding
from ingest.progress.asked import is_answered
from ingest.progress.catalogue import finding
from ingest.progress.cells.words import shown
from ingest.progress.fields import PRINTED_KEYS, PROGRESS, STANDING
from ingest.progress.knowledge.context import Context
from ingest.progress.layout.form_parts import FormPart
from ingest.progress.layout.identity import Identity
from ingest.progress.layout.proposals import unread_figures
from ingest.progress.rules import history, table
from ingest.progress.rules.confirmed import confirmed_in, not_asked_again
from ingest.progress.rules.owed import OWED_RULES
from ingest.progress.rules.past import PAST_RULES
from ingest.progress.rules.prefilled import prefilled
from ingest.progress.rules.row import ROW_RULES, Rule, Setting
from ingest.progress.rules.spoken import SPOKEN_RULES
from ingest.progress.say import Say, say
from ingest.progress.stages import FiguredRow, JudgedRow
from ingest.progress.standing import NO_FIGURES, FigureCounts, counted, filled
from ingest.task_lists.model import Target

# what a rule can raise that is a mistake of ours; anything else is no mistake of a rule
_MISTAKES = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError)

ALL_OF_ANOTHER = "tasks-all-of-another-office"
_OF_ANOTHER = "office-not-responsible"
_FIGURED = tuple(field.name for field in fields(FiguredRow))


def is_placed(identity: Identity, context: Context) -> bool:
    """True where unit, list and period are known and not in doubt, so that rows can be judged and compared."""
    return identity.is_sure and bool(identity.unit) and identity.list_id in context.lists and is_period_id(identity.period)


def nothing_to_load(rows: Sequence[FiguredRow], part: FormPart, identity: Identity, context: Context) -> Finding | None:
    """A file that holds nothing to load is told which nothing it is; None where it holds something."""
    place = part.sheet.grid.place
    if not rows:
        return finding("no-data-rows", place)
    if not any(shown(r.source.cells.get(name)) for r in rows for name in PRINTED_KEYS):
        return finding("keys-all-blank", place)
    if all(r.target is None and r.is_told("task-unknown", "key-unknown") for r in rows):
        return finding("tasks-all-unknown", place, list=identity.list_id)
    if not any(shown(r.source.cells.get(name)) for r in rows for name in PROGRESS):
        if any(r.target is not None and is_answered(r, r.target) for r in rows):
            return None  # what has neither figure nor event is answered by the unit's own word
        if any(r.source.merged for r in rows):
            return None
        if unread := unread_figures(part.sheet, part.header):
            return finding("figures-not-read", place, which="、".join(unread))
        return finding("nothing-to-add" if _only_may(identity, context) else "measures-all-blank", place)
    targets = [r.target for r in rows if r.target is not None and r.is_told(_OF_ANOTHER)]
    if len(targets) == len(rows) > 1:
        leads = Counter(lead for target in targets for lead in context.leads_of(target))
        wanted = leads.most_common(1)[0][0] if leads else "其他单位"
        return finding(ALL_OF_ANOTHER, place, seen=identity.unit, wanted=wanted)
    return None


def _only_may(identity: Identity, context: Context) -> bool:
    """True for a unit that stands beside leads and has accepted nothing yet: it need not file."""
    who = (identity.list_id, identity.unit)
    may = is_placed(identity, context) and not context.owed_by(*who) and bool(context.form_of(*who))
    return may and not context.standing_of(*who, identity.period)


def told_of_the_file(figured: Iterable[FiguredRow], of_file: Finding | None) -> tuple[FiguredRow, ...]:
    """The rows without what the file is told once for all of them."""
    if of_file is None or of_file.code != ALL_OF_ANOTHER:
        return tuple(figured)
    return tuple(replace(row, said=tuple(said for said in row.said if said.code != _OF_ANOTHER)) for row in figured)


def settings_of(rows: Sequence[FiguredRow], identity: Identity, context: Context) -> tuple[Setting | None, ...]:
    """What the rules know of each row, None for a row without a target, and for all where nobody can place the file."""
    if not is_placed(identity, context):
        return (None,) * len(rows)
    return tuple(_setting(r, r.target, identity, context) if r.target is not None and r.area else None for r in rows)


def judged_rows(
    figured: Iterable[FiguredRow],
    settings: Sequence[Setting | None],
    identity: Identity,
    context: Context,
    *,
    is_empty: bool,
) -> tuple[JudgedRow, ...]:
    """Every row with all that is said of it. The rules are not run over a file that `is_empty` or that nobody can place.

    `settings` are those of the rows.
    """
    rows = [row if row.is_withdrawn else _saying(row, prefilled(row, identity.unit, context)) for row in figured]
    told = table.duplicates(rows, context)
    rows = [_saying(row, (told[position],)) if position in told else row for position, row in enumerate(rows)]
    if not is_empty and is_placed(identity, context):
        rows = [
            row if row.is_repeat or row.is_withdrawn else _by_rules(row, setting, identity, context)
            for row, setting in zip(rows, settings, strict=True)
        ]
    return tuple(_judged(row) for row in rows)


def without_untouched(rows: Sequence[JudgedRow], settings: Sequence[Setting | None]) -> tuple[JudgedRow, ...]:
    """The rows without those that nobody asked for and in which nothing stands: they are no rows of the filing.

    Where anything at all is said of a row, it is one. `settings` are those of the rows.
    """
    return tuple(row for row, setting in zip(rows, settings, strict=True) if setting is None or not _is_untouched(row, setting))


def _is_untouched(row: JudgedRow, setting: Setting) -> bool:
    is_blank = all(row.is_blank(name) for name in STANDING) and not any(text.strip() for text in row.texts.values())
    return is_blank and not (setting.is_owed or setting.standing or row.findings or row.said or row.source.notes)


def standing_rows(
    rows: Sequence[JudgedRow], identity: Identity, context: Context
) -> tuple[tuple[JudgedRow, ...], FigureCounts]:
    """The accepted rows with what they left blank and what stands, and what the filing does to the unit's figures."""
    if not is_placed(identity, context):
        return tuple(rows), NO_FIGURES
    past = context.standing_of(identity.list_id, identity.unit, identity.period)
    counts = counted(rows, past)
    return tuple(filled(row, past.get(_key(row)), context.vocabulary) for row in rows), counts


def _key(row: FiguredRow) -> tuple[str, str]:
    return (row.target.target_key if row.target is not None else "", row.area)


def _saying(row: FiguredRow, more: Iterable[Say]) -> FiguredRow:
    says = tuple(more)
    return replace(row, said=(*row.said, *says)) if says else row


def _judged(row: FiguredRow) -> JudgedRow:
    """All that is said of the row becomes findings."""
    stage = {name: getattr(row, name) for name in _FIGURED}
    return JudgedRow(**stage, findings=tuple(row.source.finding(said) for said in row.said if not said.is_echo))


def _by_rules(row: FiguredRow, setting: Setting | None, identity: Identity, context: Context) -> FiguredRow:
    """With what the rules over single rows say. A rule sees what those before it said; one that crashes is our fault."""
    target = row.target
    if target is None or setting is None:
        return row
    row = replace(row, said=not_asked_again(row.said, setting))
    for rule in (*ROW_RULES, *SPOKEN_RULES, *OWED_RULES, *(PAST_RULES if setting.has_past else ())):
        row = _saying(row, not_asked_again(_run(rule, row, target, setting), setting))
    row = replace(row, confirmed=confirmed_in(row, setting.confirmed))
    return _saying(row, history.other_unit(row, target, context, identity))


def _setting(row: FiguredRow, target: Target, identity: Identity, context: Context) -> Setting:
    this, known = period(identity.period), context.lists[identity.list_id]
    past = context.history.get((target.target_key, row.area), {})
    same = [(period(p), r) for p, r in past.items() if r.unit == identity.unit]
    same = [(p, r) for p, r in same if p.kind is this.kind]
    previous = previous_period(this.id)
    return Setting(
        period=this,
        vocabulary=context.vocabulary,
        term_start=known.period_start,
        term_end=known.period_end,
        has_past=bool(same),
        last=next((r for p, r in same if p.id == previous), None),
        earlier=tuple(r for p, r in reversed(same) if p.end < this.start),
        later=next((r for p, r in same if p.start > this.end), None),
        is_owed=(target.target_key, row.area) in context.owed_rows(identity.list_id, identity.unit),
        standing=context.standing_of(identity.list_id, identity.unit, identity.period).get((target.target_key, row.area)),
        confirmed={doubt: r.period for p, r in reversed(same) if p.end < this.start for doubt in r.confirmed},
        accepted_before=frozenset(
            Decimal(figure)
            for period_id, row in past.items()
            if period_id != this.id
            for figure in (row.cumulative_value, row.yoy, row.rank)
            if figure is not None
        ),
    )


def _run(rule: Rule, row: FiguredRow, target: Target, setting: Setting) -> tuple[Say, ...]:
    try:
        return tuple(rule(row, target, setting))
    except _MISTAKES as mistake:
        return (say("rule-crashed", what=f"{rule.__name__}: {type(mistake).__name__}"),)


def repeated(identity: Identity, context: Context, sha256: str, content: str) -> tuple[Finding, ...]:
    """The filing as one that was received before; nothing for one that nobody can place."""
    return tuple(history.repeated(context, identity, sha256, content)) if is_placed(identity, context) else ()


def among_others(rows: Sequence[FiguredRow], identity: Identity, context: Context, *, is_repeat: bool) -> Iterator[Finding]:
    """The filing as a whole table and, unless `is_repeat`, as one of many. Of no use to a file that is rejected."""
    if not is_placed(identity, context):
        return
    past = context.standing_of(identity.list_id, identity.unit, identity.period)
    yield from table.parts([row for row in rows if not row.held], context)
    if not is_repeat:
        yield from history.correction(rows, past, context)
        yield from history.late(context, identity)
    yield from table.expected(rows, past, context, identity.list_id, identity.unit)
