"""Tellings → one message per recipient, grouped by unit and list, capped by what the channel carries. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from orchestration.alerts import texts
from orchestration.alerts.model import Contact, MatterKind, Message, Telling

MAX_ATTACHMENTS = 5


def message_id(recipient: str, tellings: Iterable[Telling]) -> str:
    """The same for the same recipient, matters, states and rounds; nothing else goes in."""
    said = sorted((t.matter.key, t.matter.state, t.round, t.resolved) for t in tellings)
    return hashlib.sha256(json.dumps([recipient, said], ensure_ascii=False).encode()).hexdigest()[:32]


def _rank(telling: Telling) -> tuple[bool, int, dt.date, str]:
    """The most pressing first, last words last."""
    matter = telling.matter
    return telling.resolved, list(MatterKind).index(matter.kind), matter.since, matter.key


def _paragraph(telling: Telling) -> list[str]:
    matter = telling.matter
    if telling.ending is not None:
        return [texts.ended(matter.headline, telling.ending), *(f"　{line}" for line in matter.lines)]
    head, *rest = matter.lines
    first = f"【{texts.KIND_TITLES[matter.kind]}】{head}"
    if telling.note:  # on the operator's list of matters without an owner: the matter itself, not how to mend it
        return [f"{first.rstrip('：。')}。", f"　{telling.note}"]
    return [first, *(f"　{line}" for line in rest)]


def _ask(telling: Telling) -> str:
    """What is wanted of the recipient; of one who is only to pass the matter on, or to whom it is settled, nothing."""
    return "" if telling.note or telling.resolved or not telling.matter.ask else f"　{telling.matter.ask}"


def _with_asks(matters: Sequence[tuple[Telling, list[str]]]) -> list[str]:
    """The lines of a section, each ask once after the last matter in a row that asks it."""
    lines: list[str] = []
    for position, (telling, own) in enumerate(matters):
        following = _ask(matters[position + 1][0]) if position + 1 < len(matters) else ""
        ask = _ask(telling)
        lines += [*own, ask] if ask and ask != following else own
    return lines


def _section(telling: Telling, list_titles: Mapping[str, str]) -> str:
    matter = telling.matter
    if not (matter.unit or matter.list_id):
        return ""
    return texts.section(matter.unit, list_titles.get(matter.list_id, matter.list_id))


def _fit(lines: list[str], room: int, size: Callable[[str], int]) -> list[str]:
    """As many lines of one matter as there is room for, at least something of its first."""
    kept: list[str] = []
    for line in lines:
        if size("\n".join([*kept, line])) > room:
            break
        kept.append(line)
    if kept:
        return kept
    cut = lines[0]
    while cut and size(cut + "…") > room:
        cut = cut[: len(cut) * 3 // 4]
    return [cut + "…"]


def _chosen(
    tellings: Sequence[Telling], room: int, size: Callable[[str], int], list_titles: Mapping[str, str]
) -> list[tuple[Telling, list[str]]]:
    """The most pressing matters that fit, each with its lines; the first is shortened rather than left out."""
    chosen: list[tuple[Telling, list[str]]] = []
    sections: set[str] = set()
    for telling in tellings:
        lines, section = _paragraph(telling), _section(telling, list_titles)
        needed = size("\n".join([*lines, _ask(telling)])) + 2 + (0 if section in sections else size(section) + 4)
        if needed > room:
            if chosen:
                break
            lines = _fit(lines, room - size(section) - 6, size)
            needed = room
        chosen.append((telling, lines))
        sections.add(section)
        room -= needed
    return chosen


def _whose(said: Sequence[Telling]) -> list[str]:
    """The units of a message, those of its most pressing kind first; none where that is the system's own."""
    open_ones = [telling for telling in said if not telling.resolved] or list(said)
    first = min(open_ones, key=lambda telling: list(MatterKind).index(telling.matter.kind)).matter.kind
    units = [telling.matter.unit for telling in open_ones if telling.matter.kind is first]
    return list(dict.fromkeys((*units, *(telling.matter.unit for telling in said)))) if any(units) else []


def compose(
    contact: Contact,
    tellings: Sequence[Telling],
    as_of: dt.date,
    help_words: str = "",
    list_titles: Mapping[str, str] | None = None,
) -> Message:
    """One message of at least one telling. What does not fit is not in `tellings` of the message, so it comes the next time."""
    titles = list_titles or {}
    limit, size = contact.channel.limit, contact.channel.size
    ordered = sorted(tellings, key=_rank)
    frame = [texts.greeting(contact.person), texts.cut(99999), *texts.footer(help_words, "0" * 32), "=" * 200]
    chosen = _chosen(ordered, limit - size("\n".join(frame)) - 12, size, titles)
    said = [telling for telling, _ in chosen]
    identity = message_id(contact.key, said)
    blocks: dict[str, list[tuple[Telling, list[str]]]] = {}
    for telling, lines in chosen:
        blocks.setdefault(_section(telling, titles), []).append((telling, lines))
    body = [texts.greeting(contact.person)]
    for section, matters in blocks.items():
        body += ["", *([section] if section else []), *_with_asks(matters)]
    if left := len(ordered) - len(said):
        body += ["", texts.cut(left)]
    body += ["", *texts.footer(help_words, identity[:12])]
    return Message(
        id=identity,
        contact=contact,
        as_of=as_of,
        title=texts.title(
            [t.matter.kind for t in said if not t.resolved] or [t.matter.kind for t in said],
            _whose(said),
            as_of,
            endings=[t.ending for t in said if t.ending is not None] if all(t.resolved for t in said) else [],
        ),
        body="\n".join(body),
        tellings=tuple(said),
        attachments=tuple(dict.fromkeys(a for t in said if not t.resolved for a in t.matter.attachments))[:MAX_ATTACHMENTS],
    )


def compose_all(
    tellings: Iterable[Telling], as_of: dt.date, help_words: str = "", list_titles: Mapping[str, str] | None = None
) -> list[Message]:
    """One message a recipient, in a stable order."""
    by_recipient: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_recipient.setdefault(telling.contact.key, []).append(telling)
    return [compose(group[0].contact, group, as_of, help_words, list_titles) for _, group in sorted(by_recipient.items())]
