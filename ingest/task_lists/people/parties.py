"""Drafts → tasks: the cells of names become units, persons and parties, with what the whole list teaches about them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.bounds import OFFICE
from ingest.findings import Finding
from ingest.task_lists.catalogue import finding
from ingest.task_lists.columns import ListColumn
from ingest.task_lists.drafts import TaskDraft, outer_names
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.model import Party, Role, Task
from ingest.task_lists.people.offices import OfficeNames, split_offices
from ingest.task_lists.people.pairing import learn_heads, pair_row
from ingest.task_lists.people.persons import is_person, known_persons, split_persons
from ingest.task_lists.text import title_of

_PERSON_ROLES = (ListColumn.LEADER, ListColumn.RESPONSIBLE, ListColumn.CONTACT)
_OFFICE_ROLES = (ListColumn.LEAD_OFFICE, ListColumn.OFFICE, ListColumn.SUPPORT)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a task; `no_names` are what stood for an office and is none."""

    leaders: tuple[str, ...]
    offices: OfficeNames
    responsible: tuple[str, ...]
    contacts: tuple[str, ...]
    no_names: tuple[str, ...]


def states_first_leads(text: str) -> bool:
    """Does a text say that the first listed unit leads (排在第一位的为牵头单位)?"""
    return bool(list_lexicon().people.first_leads.search(text))


def build_tasks(drafts: Sequence[TaskDraft], first_leads_from: int | None) -> tuple[list[Task], list[Finding]]:
    """Tasks in order. `first_leads_from` is the index of the first draft for which the first listed unit leads, or None."""
    names = _split_all(drafts)
    heads = learn_heads([(n.offices.names, n.responsible) for n in names])
    tasks: list[Task] = []
    findings: list[Finding] = []
    for index, (draft, row) in enumerate(zip(drafts, names, strict=True)):
        leads = row.offices.leads
        if not leads and first_leads_from is not None and index >= first_leads_from:
            leads = row.offices.names[:1]
        task = _task(draft, row, leads, heads, findings)
        tasks.append(task)
    return tasks, findings


def _split_all(drafts: Sequence[TaskDraft]) -> list[_Names]:
    """Names of every draft, twice: what the first pass finds whole helps the second to rejoin and split."""
    cells = [draft.texts.get(role, "") for draft in drafts for role in _PERSON_ROLES]
    persons = known_persons(cells)
    units: set[str] = set()
    for _ in range(2):
        found = [_offices(draft, units) for draft in drafts]
        units = {name for row in found for name in row.names}
    return [
        _Names(
            leaders=split_persons(draft.texts.get(ListColumn.LEADER, ""), persons),
            offices=OfficeNames(_named(row.names), _named(row.leads)),
            responsible=split_persons(draft.texts.get(ListColumn.RESPONSIBLE, ""), persons),
            contacts=split_persons(draft.texts.get(ListColumn.CONTACT, ""), persons),
            no_names=tuple(name for name in row.names if not OFFICE.holds(len(name))),
        )
        for draft, row in zip(drafts, found, strict=True)
    ]


def _named(offices: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in offices if OFFICE.holds(len(name)))


def _offices(draft: TaskDraft, known: set[str]) -> OfficeNames:
    units: list[str] = []
    leads: list[str] = []
    for role in _OFFICE_ROLES:
        row = split_offices(draft.texts.get(role, ""), known)
        own_leads = row.names if role is ListColumn.LEAD_OFFICE else row.leads
        leads += [name for name in own_leads if name not in leads]
        # a unit that two columns name is one unit; one that a single column names twice pairs with two persons
        elsewhere = set(units)
        units += [name for name in row.names if name not in elsewhere]
    return OfficeNames(tuple(units), tuple(leads))


def _task(draft: TaskDraft, names: _Names, leads: tuple[str, ...], heads: Mapping[str, str], findings: list[Finding]) -> Task:
    target = draft.texts.get(ListColumn.TARGET, "")
    district = draft.texts.get(ListColumn.DISTRICT, "")
    name = draft.names[-1] if draft.names else title_of(target or district)
    pairs = pair_row(names.offices.names, names.responsible, heads)
    task = Task(
        section=draft.section,
        task_no=draft.task_no,
        subtask_no=draft.subtask_no,
        parent_names=outer_names(draft.names),
        name=name,
        city_target=target,
        district_task=district,
        leaders=names.leaders,
        units=names.offices.names,
        lead_units=leads,
        responsible=names.responsible,
        contacts=names.contacts,
        parties=_parties(names, leads, pairs.units),
        place=draft.place,
        district_place=draft.district_place,
    )
    if not pairs.complete:
        findings.append(
            finding(
                "parties-do-not-pair",
                draft.place,
                task=task,
                seen=f"{'、'.join(task.units)} / {'、'.join(task.responsible)}",
                units=len(task.units),
                persons=len(task.responsible),
                unpaired="、".join(pairs.unpaired),
            )
        )
    findings += [finding("office-name-odd", draft.place, task=task, seen=name, count=len(name)) for name in names.no_names]
    findings += [
        finding("names-not-split", draft.place, task=task, seen=person)
        for person in (*task.leaders, *task.responsible, *task.contacts)
        if is_person(person[:3]) and len(person) > 4 and is_person(person[-2:]) and "·" not in person and not is_group(person)
    ]
    return task


def is_group(name: str) -> bool:
    """A group of persons (各镇（街道）行政负责人), not a run of names."""
    return not re.fullmatch(r"[\u4e00-\u9fff]+", name) or bool(list_lexicon().people.group_words.search(name))


def _parties(names: _Names, leads: Sequence[str], heads: Sequence[str]) -> tuple[Party, ...]:
    parties: list[Party] = []

    def add(role: Role, members: Sequence[str], person: bool, units: Sequence[str] = ()) -> None:
        seen: set[str] = set()
        for position, name in enumerate(members, start=1):
            if name not in seen:
                seen.add(name)
                unit = units[position - 1] if units else ""
                parties.append(Party(role, name, person and is_person(name), position, unit))

    add(Role.LEADER, names.leaders, person=True)
    add(Role.LEAD_UNIT, leads, person=False)
    add(Role.UNIT, names.offices.names, person=False)
    add(Role.RESPONSIBLE, names.responsible, True, heads)
    add(Role.CONTACT, names.contacts, person=True)
    return tuple(parties)
