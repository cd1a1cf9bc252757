"""When the refresh runs, and as of which day."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from ingest.archive import Receipt, receipt_path
from ingest.home import Home
from ingest.taking import file_system_now
from orchestration import clock, jobs
from orchestration.clock import NIGHTLY
from orchestration.gate import Outcome, read_outcome, write_outcome
from orchestration.jobs import (
    JOB_NAME,
    TELLS_ITSELF,
    failure_sensor,
    inbox_key,
    inbox_sensor,
    lost_runs_sensor,
    nightly_schedule,
    outbox_sensor,
)
from orchestration.lost_runs import LOST, MESSAGE
from orchestration.resources import HomeResource

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dg.op
def fails() -> None:
    raise ValueError("kaputt")


def test_the_night_of_the_sixth_is_as_of_the_fifth(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    schedule = nightly_schedule()
    assert schedule.cron_schedule == f"{NIGHTLY.minute} {NIGHTLY.hour} * * *"
    assert schedule.execution_timezone == "Asia/Shanghai"
    monkeypatch.setattr(clock, "now", lambda _zone: dt.datetime(2023, 12, 6, 2, 0, 4, tzinfo=SHANGHAI))
    request = schedule(dg.build_schedule_context(resources={"home": HomeResource(root=str(home.root))}))
    assert isinstance(request, dg.RunRequest)
    assert (request.partition_key, request.run_key) == ("2023-12-05", "night of 2023-12-06")


def test_the_time_of_the_night_is_one_value() -> None:
    assert nightly_schedule(dt.time(3, 30)).cron_schedule == "30 3 * * *"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.create()
    return home


def ask(home: Home, monkeypatch: pytest.MonkeyPatch, seconds: int) -> object:
    """The sensor, that many seconds from now by the clock of the file system."""
    monkeypatch.setenv("THREEKEY_INBOX__SETTLE_SECONDS", "30")
    monkeypatch.setattr(clock, "now", lambda zone: dt.datetime(2023, 12, 6, 15, 0, tzinfo=zone))
    monkeypatch.setattr(jobs, "file_system_now", lambda home: file_system_now(home) + seconds * 10**9)
    return inbox_sensor()(dg.build_sensor_context(resources={"home": HomeResource(root=str(home.root))}))


def test_an_empty_inbox_starts_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    (home.inbox / "progress" / "a.csv").symlink_to(home.root)
    assert isinstance(ask(home, monkeypatch, 0), dg.SkipReason)


def test_a_file_starts_one_run_as_soon_as_it_has_settled(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    (home.inbox / "progress" / "a.xlsx").write_bytes(b"x")
    assert isinstance(ask(home, monkeypatch, 29), dg.SkipReason)
    first, again = ask(home, monkeypatch, 31), ask(home, monkeypatch, 300)
    assert isinstance(first, dg.RunRequest)
    assert isinstance(again, dg.RunRequest)
    assert first.run_key == again.run_key
    assert first.partition_key == "2023-12-06"


NIGHTLY_JOB = dg.GraphDefinition(JOB_NAME, node_defs=[fails]).to_job()
SCHEDULED = {"dagster/schedule_name": "nightly"}


def cut_off(instance: dg.DagsterInstance, day: str, **tags: str) -> None:
    """A run whose process is gone, as the sensor or the daemon's monitoring has marked it."""
    run = instance.create_run_for_job(
        NIGHTLY_JOB, tags={"dagster/partition": day, **LOST, **{f"dagster/{name}": value for name, value in tags.items()}}
    )
    instance.report_run_failed(run, MESSAGE)


def made_up_for(home: Home, instance: dg.DagsterInstance) -> list[dg.RunRequest] | str:
    """What the sensor of lost runs asks for, or why it asks for nothing."""
    context = dg.build_sensor_context(instance, resources={"home": HomeResource(root=str(home.root))})
    said = list(lost_runs_sensor()(context))
    requests = [one for one in said if isinstance(one, dg.RunRequest)]
    return requests or str(said[0].skip_message)


def received(home: Home, as_of: str) -> None:
    values: dict[str, object] = dict.fromkeys(Receipt.__dataclass_fields__, "")
    receipt_path(home, 1).write_text(json.dumps({**values, "seq": 1, "as_of": as_of}), encoding="utf-8")


@pytest.mark.parametrize("asked_by", [{"schedule_name": "nightly"}, {"sensor_name": "inbox"}])
def test_a_night_that_was_cut_off_is_made_up_for_as_that_night_and_not_for_ever(home: Home, asked_by: dict[str, str]) -> None:
    received(home, "2023-12-05")
    keys = []
    with dg.DagsterInstance.ephemeral() as instance:
        cut_off(instance, "2023-12-05", **asked_by)
        for _ in range(2):
            (request,) = made_up_for(home, instance)
            assert isinstance(request, dg.RunRequest)
            assert request.partition_key == "2023-12-05"
            keys.append(request.run_key)
            assert made_up_for(home, instance) == [request], "the same key until that run is lost, too: one run"
            cut_off(instance, "2023-12-05", sensor_name="lost_runs")
        why_not = made_up_for(home, instance)
    assert len(set(keys)) == 2
    assert "2023-12-05 中断，已中断 3 次" in why_not


def test_a_night_after_which_the_next_day_has_begun_is_made_up_for_by_that_day(home: Home) -> None:
    received(home, "2023-12-06")
    with dg.DagsterInstance.ephemeral() as instance:
        cut_off(instance, "2023-12-05", schedule_name="nightly")
        assert "由那一天的刷新一并补上" in made_up_for(home, instance)


def test_the_night_before_is_taken_first(home: Home) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        for day in ("2023-12-06", "2023-12-05"):
            cut_off(instance, day, schedule_name="nightly")
        requests = made_up_for(home, instance)
    assert [request.partition_key for request in requests if isinstance(request, dg.RunRequest)] == ["2023-12-05", "2023-12-06"]


def test_what_nobody_needs_to_make_up_for_is_not(home: Home) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        cut_off(instance, "2023-12-01", schedule_name="nightly")  # published since
        home.published.mkdir()
        home.manifest.write_text('{"as_of": "2023-12-01"}', encoding="utf-8")
        cut_off(instance, "2023-12-02")  # by hand: whoever started it sees what became of it
        cut_off(instance, "2023-12-03", schedule_name="nightly")
        after = instance.create_run_for_job(NIGHTLY_JOB, tags={"dagster/partition": "2023-12-03", **SCHEDULED})
        assert "中断的运行0个" in made_up_for(home, instance), "it is queued again already"
        instance.report_run_failed(after, "检查未通过")
        assert "12-03" not in made_up_for(home, instance), "a gate has spoken: that is another matter"


def test_a_file_that_is_still_being_written_holds_no_other_up(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    with (home.inbox / "progress" / "log.csv").open("w"):
        assert isinstance(ask(home, monkeypatch, 31), dg.SkipReason)
        (home.inbox / "progress" / "a.xlsx").write_bytes(b"x")
        assert isinstance(ask(home, monkeypatch, 31), dg.RunRequest)


def test_what_a_dead_run_left_starts_a_run(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    left = home.taking / "token" / "progress" / "a.xlsx"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"x")
    assert isinstance(ask(home, monkeypatch, 31), dg.RunRequest)


def test_the_run_key_is_the_content_not_the_order() -> None:
    a, b = ("progress", "a.xlsx", 1, 2), ("progress", "token")
    assert inbox_key([a, b]) == inbox_key([b, a])
    assert inbox_key([a, b]) != inbox_key([a, ("progress", "other token")])


def test_the_outbox_is_sent_between_the_nights_and_starts_no_run(home: Home) -> None:
    answer = outbox_sensor()(dg.build_sensor_context(resources={"home": HomeResource(root=str(home.root))}))
    assert isinstance(answer, dg.SkipReason)
    assert answer.skip_message is not None
    assert "发出0条" in answer.skip_message


def tell_failure(home: Home, tags: dict[str, str], message: str) -> int:
    """Let the failure sensor see a run that failed with `message`; how many runs are marked as cut off then."""
    job = dg.GraphDefinition("nightly", node_defs=[fails]).to_job()
    tags = {"dagster/partition": "2023-12-05", **tags}
    with dg.DagsterInstance.ephemeral() as instance:
        result = job.execute_in_process(instance=instance, raise_on_error=False, tags=tags)
        event = next(e for e in result.all_events if e.event_type is dg.DagsterEventType.RUN_FAILURE)
        context = dg.build_run_status_sensor_context(
            "refresh_failed",
            event._replace(message=message),
            instance,
            result.dagster_run,
            resources={"home": HomeResource(root=str(home.root))},
        )
        failure_sensor()(context.for_run_failure())
        return instance.get_runs_count(dg.RunsFilter(tags=LOST))


@pytest.mark.parametrize(
    ("tags", "message", "told"),
    [({}, "kaputt", True), (TELLS_ITSELF, "kaputt", False), (TELLS_ITSELF, MESSAGE, True)],
    ids=["the daemon's", "by hand", "by hand, killed"],
)
def test_a_failure_is_told_once(home: Home, tags: dict[str, str], message: str, told: bool) -> None:
    tell_failure(home, tags, message)
    assert (read_outcome(home) is not None) is told


def test_a_run_that_the_monitoring_found_dead_is_told_in_words_and_made_up_for(home: Home) -> None:
    said = "Detected run worker status NOT_FOUND: 'the process of the run is gone'. Marking run 1 as failed."
    assert tell_failure(home, TELLS_ITSELF, said) == 1
    outcome = read_outcome(home)
    assert outcome is not None
    assert outcome.reasons == (MESSAGE,)


@pytest.mark.parametrize(
    ("finished_at", "published", "is_last_word"),
    [
        ("2999-01-01T02:00:00+08:00", True, True),
        ("2999-01-01T02:00:00+08:00", False, False),
        ("2023-12-05T02:00:00+08:00", True, False),
    ],
    ids=["published since", "failed since", "published before"],
)
def test_a_run_that_was_cut_off_does_not_take_the_last_word_from_the_one_that_made_up_for_it(
    home: Home, finished_at: str, published: bool, is_last_word: bool
) -> None:
    """The sensor looks every half a minute, or when the daemon is started again: the next refresh may have ended by then."""
    other = Outcome(
        "2023-12-05", "another", published, is_replay=False, reasons=() if published else ("x",), finished_at=finished_at
    )
    write_outcome(home, other)
    assert tell_failure(home, {}, MESSAGE) == 1, "marked as cut off all the same"
    assert (read_outcome(home) == other) is is_last_word
    assert (home.outbox / "heartbeat.json").exists() is not is_last_word, "and the operator is told, or need not be"
