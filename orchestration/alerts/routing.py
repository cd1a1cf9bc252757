"""To whom a matter goes: routing rules, contacts and the parties of a task. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.seeds import Seeds
from orchestration.alerts import texts
from orchestration.alerts.channels import FILE
from orchestration.alerts.model import AlertRole, Contact, Matter, MatterKind, Rule, TaskParty, Telling

# where the operator has given no address the message is kept, and read in the outbox
OUTBOX_READER = Contact(unit="", person="", role=AlertRole.OPERATOR, channel=FILE, address="operator")


def routing_rules(seeds: Seeds, as_of: dt.date) -> list[Rule]:
    """The rules of the table alert_routing in force on a day. Raises KeyError or ValueError for a table out of order: a bug."""
    return [
        Rule(
            kind=MatterKind(row["kind"]),
            after_days=int(row["after_days"]),
            until_days=int(row["until_days"]) if row["until_days"] else None,
            role=row["role"],
            repeat_days=int(row["repeat_days"]),
        )
        for row in seeds.rows_on("alert_routing", as_of)
    ]


@dataclass(frozen=True, slots=True)
class Directory:
    """Who can be reached. Units are compared under their one name (`unit_names`: other names → it)."""

    contacts: tuple[Contact, ...]
    parties: tuple[TaskParty, ...] = ()
    unit_names: Mapping[str, str] = field(default_factory=dict)

    def _unit(self, name: str) -> str:
        return self.unit_names.get(name, name)

    def operators(self) -> tuple[Contact, ...]:
        return tuple(c for c in self.contacts if c.role == AlertRole.OPERATOR) or (OUTBOX_READER,)

    def _persons(self, matter: Matter, role: str) -> set[str]:
        """The names the task list gives for a role, for the matter's tasks, or for those its unit leads."""
        unit = self._unit(matter.unit)
        tasks = set(matter.task_keys)
        if not tasks:
            tasks = {p.task_key for p in self.parties if p.role == "牵头单位" and unit and self._unit(p.name) == unit}
        return {
            party.name
            for party in self.parties
            if party.task_key in tasks
            and (not matter.list_id or party.list_id == matter.list_id)
            and party.role == role
            and party.is_person
            and (role == AlertRole.LEADER or self._unit(party.unit) in ("", unit))
        }

    def find(self, matter: Matter, role: str) -> tuple[Contact, ...]:
        """The contacts of a role for a matter: those listed for its unit, else those the task list names for its tasks."""
        if role == AlertRole.OPERATOR:
            return self.operators()
        unit = self._unit(matter.unit)
        own = tuple(c for c in self.contacts if unit and self._unit(c.unit) == unit and c.role == role)
        if own and role != AlertRole.LEADER:
            return own
        named = self._persons(matter, role)
        by_name = tuple(c for c in self.contacts if c.person in named and c.role == role)
        return by_name or own


def _is_active(rule: Rule, matter: Matter, as_of: dt.date) -> bool:
    days = (as_of - matter.since).days
    return rule.kind is matter.kind and rule.after_days <= days and (rule.until_days is None or days <= rule.until_days)


def route(matters: Iterable[Matter], directory: Directory, rules: Sequence[Rule], as_of: dt.date) -> list[Telling]:
    """Who should know of what today. A matter nobody can be told of goes to the operator, with a note; a recipient hears of a
    matter once, whatever roles and rows name him."""
    tellings: dict[tuple[str, str], Telling] = {}
    for matter in matters:
        for rule in rules:
            if not _is_active(rule, matter, as_of):
                continue
            contacts, note = directory.find(matter, rule.role), ""
            if not contacts:
                contacts, note = directory.operators(), texts.ownerless(rule.role, matter.unit)
            for contact in contacts:
                telling = Telling(contact, matter, rule.repeat_days, note)
                known = tellings.setdefault((contact.key, matter.key), telling)
                if known.repeat_days > rule.repeat_days > 0:
                    tellings[contact.key, matter.key] = replace(known, repeat_days=rule.repeat_days)
    return list(tellings.values())
