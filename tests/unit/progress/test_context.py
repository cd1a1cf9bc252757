"""Who must report what, and by which names units are known."""

from __future__ import annotations

import datetime as dt

from tests.unit.progress.progress_home import LIST, context


def _rows(unit: str) -> list[tuple[str, str, bool]]:
    return [(o.target_key.removeprefix(f"{LIST}/"), o.area, o.is_contribution) for o in context().owed_by(LIST, unit)]


def test_a_target_of_the_city_is_two_rows_of_its_first_single_unit() -> None:
    assert _rows("区财政局") == [("重点工作-1-8/1", "全市", False), ("重点工作-1-8/1", "北塔区", True)]


def test_targets_of_other_places_and_of_tasks_led_by_others_are_not_expected() -> None:
    rows = _rows("区发改局")
    assert {area for _, area, _ in rows} == {"全市", "北塔区"}
    assert not any(key.startswith(("重点工作-6", "重点项目-3")) or key == "重点工作-3/3" for key, _, _ in rows)


def test_the_marked_lead_unit_reports_and_the_own_district_is_one_row() -> None:
    assert _rows("区教育局") == [("重点项目-4/1", "北塔区", False), ("重点项目-4/2", "北塔区", False)]


def test_a_group_alone_reports_by_its_members() -> None:
    assert _rows("状元洲街道") == [("重点任务-3-1/1", "北塔区", False)]
    assert _rows("各镇（街道）") == []


def test_units_are_listed_in_the_order_of_the_list() -> None:
    assert context().reporting_units(LIST)[:4] == ("区发改局", "区商务局", "区财政局", "区住建局")
    assert context().reporting_units("elsewhere-2023-11") == ()


def test_other_spellings_of_a_unit() -> None:
    known = context()
    for text in ("区发改局", " 区 发改局\n", "北塔区发改局", "邵阳市北塔区发改局", "区发展和改革局", "北塔区发展和改革局"):
        assert known.unit_named(text) == "区发改局", text
    assert known.unit_named("北塔区状元洲街道") == "状元洲街道"
    assert known.unit_named("市发改委") is None
    assert known.unit_named("各镇（街道）") is None


def test_units_in_a_title() -> None:
    assert context().units_in("北塔区发改局2023年11月三重点任务进展情况表") == ("区发改局",)
    assert context().units_in("三重点任务进展情况表") == ()


def test_only_what_was_received_before_counts() -> None:
    from ingest.progress.knowledge.loader import build_context
    from tests.unit.progress.progress_home import tables, vocabulary

    assert build_context(vocabulary(), tables(), before_seq=1).lists == {}
    assert list(build_context(vocabulary(), tables(), before_seq=2).lists) == [LIST]


def test_the_calendar_is_the_one_that_was_known_that_night() -> None:
    from ingest.progress.knowledge.loader import build_context
    from tests.unit.progress.progress_home import tables, vocabulary

    moved = dt.date(2023, 12, 10)
    given = tables()
    given["reporting_periods"] = [
        {"list_id": LIST, "period": "2023-11", "known_from": None, "known_to": moved},
        {"list_id": LIST, "period": "2023-12", "known_from": moved, "known_to": None},
    ]
    before = build_context(vocabulary(), given, known_on=moved - dt.timedelta(days=1))
    assert before.periods[LIST] == {"2023-11"}
    assert build_context(vocabulary(), given, known_on=moved).periods[LIST] == {"2023-12"}
    assert build_context(vocabulary(), given).periods[LIST] == {"2023-12"}
