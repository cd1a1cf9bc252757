"""Whom a matter reaches, when, and what happens when it can reach nobody."""

import datetime as dt
from dataclasses import replace

import pytest

from orchestration.alerts.channels import FILE, MAIL, WECOM
from orchestration.alerts.matters import matters_of
from orchestration.alerts.model import Contact, Matter, MatterKind, Telling
from orchestration.alerts.routing import OUTBOX_READER, Directory, route
from tests.unit.alerts.nights import (
    HEAD,
    KEGONG,
    LEADER,
    LIU,
    OPERATOR,
    TAO,
    TODAY,
    D,
    directory,
    fault,
    filing,
    judged,
    night,
    rules,
)


def routed(matters: list[Matter], book: Directory, as_of: dt.date = TODAY) -> list[Telling]:
    return route(matters, book, rules(as_of), as_of)


def who(tellings: list[Telling]) -> list[str]:
    return [t.contact.person for t in tellings]


def rejected(since: dt.date) -> list[Matter]:
    return matters_of(night(faults=(fault(open_since=since),)), rules(), {})


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, ["刘长辉"]),
        (2, ["刘长辉"]),
        (3, ["刘长辉", "唐某"]),
        (7, ["刘长辉", "唐某", "廖勇"]),
        (60, ["刘长辉", "唐某", "廖勇"]),
        (61, []),  # nobody is chased for ever
    ],
)
def test_a_rejection_rises_from_contact_to_responsible_to_leader(days: int, told: list[str]) -> None:
    leader = replace(LEADER, unit="区发改局")
    tellings = routed(rejected(TODAY - dt.timedelta(days=days)), directory(LIU, HEAD, leader, OPERATOR))
    assert who(tellings) == told


def test_persons_of_a_red_target_are_those_its_task_names() -> None:
    matters = matters_of(night(judged=(judged(),)), rules(), {"red|beita-2023-11/重点工作-1-7/1|北塔区": D(2023, 11, 1)})
    tellings = routed(matters, directory(KEGONG, TAO, HEAD, LEADER, OPERATOR))
    # not 唐某, who answers for another unit; the leader after ten days
    assert who(tellings) == ["李某", "陶树理", "廖勇"]


def test_the_leaders_of_the_tasks_a_unit_leads_hear_of_its_missing_filing() -> None:
    matters = matters_of(night(filings=(filing("区科工局", lock_on=D(2023, 12, 1), grace_until=D(2023, 11, 30)),)), rules(), {})
    assert [m.kind for m in matters] == [MatterKind.MISSING]
    assert "廖勇" in who(routed(matters, directory(KEGONG, TAO, LEADER, OPERATOR)))


def test_another_name_of_a_unit_reaches_it() -> None:
    book = directory(replace(LIU, unit="区发展和改革局"), unit_names={"区发展和改革局": "区发改局"})
    assert who(routed(rejected(TODAY), book)) == ["刘长辉"]


def test_a_matter_without_an_address_goes_to_the_operator_with_a_note() -> None:
    (telling,) = routed(rejected(TODAY), directory(OPERATOR))
    assert telling.contact is OPERATOR
    assert telling.note == "（区发改局没有可用的联络人地址，请转告并补充 private/contacts.csv）"


def test_a_file_of_nobody_goes_to_the_operator() -> None:
    matters = matters_of(night(faults=(fault(unit="", period=""),)), rules(), {})
    (telling,) = routed(matters, directory(LIU, OPERATOR))
    assert telling.contact is OPERATOR
    assert telling.note == "（不知道由哪个单位负责，请查明并转告）"


def test_without_an_operator_the_outbox_itself_is_read() -> None:
    (telling,) = routed(rejected(TODAY), directory())
    assert telling.contact is OUTBOX_READER
    assert telling.contact.channel is FILE


def test_a_recipient_in_two_roles_hears_of_a_matter_once() -> None:
    both = (LIU, Contact("区发改局", "刘长辉", "责任人", MAIL, "LIU@beita.example"))
    tellings = routed(rejected(TODAY - dt.timedelta(days=5)), directory(*both))
    assert len(tellings) == 1


def test_a_person_on_two_channels_hears_on_both() -> None:
    robot = Contact("区发改局", "刘长辉", "联络人", WECOM, "abc")
    assert {t.contact.channel for t in routed(rejected(TODAY), directory(LIU, robot))} == {MAIL, WECOM}


def test_a_reminder_begins_three_days_before() -> None:
    matters = matters_of(night(as_of=D(2023, 12, 2), filings=(filing(status="not_due"),)), rules(), {})
    (telling,) = routed(matters, directory(LIU), D(2023, 12, 2))
    assert telling.matter.kind is MatterKind.DUE_SOON


def test_every_kind_has_a_rule() -> None:
    assert {rule.kind for rule in rules()} == set(MatterKind)
