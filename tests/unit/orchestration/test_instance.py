"""The home's own instance: what runs leave in it, and what becomes of a run whose process is gone."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import dagster as dg
import pytest
import sqlalchemy
import yaml
from dagster._core.launcher.base import WorkerStatus
from dagster._core.storage.dagster_run import IN_PROGRESS_RUN_STATUSES
from dagster._core.storage.event_log import SqliteEventLogStorage

from ingest.home import Home
from orchestration.alive import Holder, alive, alive_path, at_work, is_locked
from orchestration.build import build_defs
from orchestration.instance import forget_old_runs, open_instance, prepare_instance
from orchestration.launcher import OwnProcessLauncher
from orchestration.lost_runs import LOST, MESSAGE, STARTING, clear_cut_off, mark_lost_runs

NIGHTS = dg.DailyPartitionsDefinition(start_date="2023-11-25")
KEPT = dt.timedelta(days=60)
KEY = dg.AssetKey(["raw", "filings"])


@dg.asset(key=KEY, partitions_def=NIGHTS)
def filings() -> dg.MaterializeResult[None]:
    return dg.MaterializeResult(metadata={"new_rows": 3})


@dg.asset_check(asset=KEY)
def rows_are_there() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


@pytest.fixture(scope="module")
def job() -> dg.JobDefinition:
    defs = dg.Definitions(
        assets=[filings], asset_checks=[rows_are_there], jobs=[dg.define_asset_job("nightly", dg.AssetSelection.all())]
    )
    return defs.resolve_job_def("nightly")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def run(job: dg.JobDefinition, instance: dg.DagsterInstance) -> str:
    return job.execute_in_process(partition_key="2023-11-25", instance=instance).run_id


def test_a_run_is_there_when_the_instance_is_opened_again(home: Home, job: dg.JobDefinition) -> None:
    with open_instance(home) as instance:
        run_id = run(job, instance)
    with open_instance(home) as instance:
        kept = instance.get_run_by_id(run_id)
        assert kept is not None
        assert kept.status is dg.DagsterRunStatus.SUCCESS
        assert instance.get_materialized_partitions(KEY) == {"2023-11-25"}
        (check,) = instance.event_log_storage.get_latest_asset_check_execution_by_key(
            [dg.AssetCheckKey(KEY, "rows_are_there")]
        ).values()
        assert check.run_id == run_id
        assert not instance.nux_enabled


def test_a_run_by_hand_belongs_to_the_code_location_of_the_workspace(home: Home, job: dg.JobDefinition) -> None:
    """The timeline that the UI opens with draws no other."""
    workspace = yaml.safe_load((Path(__file__).parents[3] / "workspace.yaml").read_text(encoding="utf-8"))
    (location,) = [entry["python_module"]["module_name"] for entry in workspace["load_from"]]
    name = build_defs(first=dt.date(2023, 11, 25)).get_repository_def().name
    with open_instance(home) as instance:
        kept = instance.get_run_by_id(run(job, instance))
    assert kept is not None
    assert kept.remote_job_origin is not None
    assert kept.remote_job_origin.repository_origin.get_label() == f"{name}@{location}"
    assert kept.remote_job_origin.job_name == job.name


def test_the_history_is_dagsters_own(home: Home, job: dg.JobDefinition) -> None:
    with open_instance(home) as instance:
        run_id = run(job, instance)
        ours = [e.dagster_event_type for e in instance.all_logs(run_id) if e.is_dagster_event]
    theirs = SqliteEventLogStorage(str(home.runs / "dagster" / "history" / "runs"))
    read = [e.dagster_event_type for e in theirs.get_logs_for_run(run_id) if e.is_dagster_event]
    assert len(read) > 10
    assert read == ours
    assert theirs.has_asset_key(KEY)


def test_a_database_is_opened_once_and_not_for_each_event(home: Home, job: dg.JobDefinition) -> None:
    opened: list[str] = []

    def note(connection: object, _record: object) -> None:
        (_, _, path) = connection.execute("pragma database_list").fetchone()  # type: ignore[attr-defined]
        opened.append(Path(path).name)

    with open_instance(home) as instance:
        run(job, instance)
        sqlalchemy.event.listen(sqlalchemy.Pool, "connect", note)
        try:
            run_id = run(job, instance)
        finally:
            sqlalchemy.event.remove(sqlalchemy.Pool, "connect", note)
    assert opened.count(f"{run_id}.db") <= 2, "once to make its tables, once to write"
    assert opened.count("index.db") == 0, "open since the run before"


def test_the_configuration_of_an_older_home_is_brought_up_to_date(home: Home) -> None:
    config = prepare_instance(home) / "dagster.yaml"
    today = config.read_text(encoding="utf-8")
    config.write_text("telemetry:\n  enabled: true\n", encoding="utf-8")
    prepare_instance(home)
    assert config.read_text(encoding="utf-8") == today


def started(job: dg.JobDefinition, instance: dg.DagsterInstance) -> str:
    return instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED).run_id


def test_a_run_at_work_is_left_alone(home: Home, job: dg.JobDefinition) -> None:
    now = dt.datetime.now(dt.UTC)
    with open_instance(home) as instance:
        run_id = started(job, instance)
        assert mark_lost_runs(instance, home, now) == [], "it may be about to take its lock"
        with alive(home, Holder(run_id, 1, "2023-11-25", "")):
            assert mark_lost_runs(instance, home, now + 2 * STARTING) == []
        assert not (home.runs / "alive" / run_id).exists()


def test_what_a_step_yields_is_said_once(home: Home, job: dg.JobDefinition) -> None:
    """By the table or the check that it is; and a check that was planned and has been made is one row, not two."""
    with open_instance(home) as instance:
        run_id = run(job, instance)
        kinds = [e.dagster_event_type for e in instance.all_logs(run_id) if e.is_dagster_event]
    assert dg.DagsterEventType.STEP_OUTPUT not in kinds
    assert kinds.count(dg.DagsterEventType.ASSET_CHECK_EVALUATION) == 1
    with closing(sqlite3.connect(home.runs / "dagster" / "history" / "runs" / "index.db")) as index:
        assert index.execute("select execution_status from asset_check_executions").fetchall() == [("SUCCEEDED",)]
        mirrored = index.execute("select count(*) from event_logs where dagster_event_type like 'ASSET_CHECK%'")
        assert mirrored.fetchall() == [(0,)]


def test_the_launcher_says_whether_a_run_is_at_work(home: Home, job: dg.JobDefinition) -> None:
    with open_instance(home) as instance:
        launcher = instance.run_launcher
        assert isinstance(launcher, OwnProcessLauncher)
        assert instance.run_monitoring_enabled
        run_id = started(job, instance)
        kept = instance.get_run_by_id(run_id)
        assert kept is not None
        with alive(home, Holder(run_id, 1, "2023-11-25", "")):
            assert launcher.check_run_worker_health(kept).status is WorkerStatus.RUNNING
        assert launcher.check_run_worker_health(kept).status is WorkerStatus.NOT_FOUND
        assert not launcher.terminate(run_id)


def test_a_lock_goes_with_its_process_and_its_file_says_that_it_was_cut_off(home: Home) -> None:
    home.create()
    path = alive_path(home, "some-run")
    holder = Holder("some-run", 7, "2023-11-25", "02:00")

    def be_cut_off() -> None:
        with alive(home, holder):
            assert at_work(home).at_work == (holder,)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        be_cut_off()
    assert not is_locked(path)
    assert at_work(home).cut_off == ("some-run",)
    with open_instance(home) as instance:
        clear_cut_off(instance, home)
    assert at_work(home).cut_off == ()


@pytest.mark.parametrize("status", [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING])
def test_a_dead_run_of_any_state_gives_its_place_back(home: Home, job: dg.JobDefinition, status: dg.DagsterRunStatus) -> None:
    with open_instance(home) as instance:
        run_id = instance.create_run_for_job(job, status=status).run_id
        assert mark_lost_runs(instance, home, dt.datetime.now(dt.UTC) + 2 * STARTING) == [run_id]
        assert instance.get_runs(dg.RunsFilter(statuses=[*IN_PROGRESS_RUN_STATUSES, dg.DagsterRunStatus.CANCELING])) == []
        assert instance.get_runs_count(dg.RunsFilter(tags=LOST)) == 1


@pytest.mark.parametrize("had_its_lock", [True, False])
def test_a_run_whose_process_is_gone_has_failed(home: Home, job: dg.JobDefinition, had_its_lock: bool) -> None:
    with open_instance(home) as instance:
        run_id = started(job, instance)
        if had_its_lock:
            (home.runs / "alive").mkdir()
            (home.runs / "alive" / run_id).touch()
        now = dt.datetime.now(dt.UTC) + (dt.timedelta() if had_its_lock else 2 * STARTING)
        assert mark_lost_runs(instance, home, now) == [run_id]
        kept = instance.get_run_by_id(run_id)
        assert kept is not None
        assert kept.status is dg.DagsterRunStatus.FAILURE
        assert MESSAGE in [entry.message for entry in instance.all_logs(run_id)]
        assert mark_lost_runs(instance, home, now) == []


def test_old_runs_are_forgotten_with_their_files(home: Home, job: dg.JobDefinition) -> None:
    now = dt.datetime.now(dt.UTC)
    with open_instance(home) as instance:
        run_id = run(job, instance)
        assert forget_old_runs(instance, home, now, KEPT) == 0
        assert forget_old_runs(instance, home, now + KEPT + dt.timedelta(hours=1), KEPT) == 1
        assert instance.get_run_by_id(run_id) is None
        assert list((home.runs / "dagster").rglob(f"{run_id}*")) == []
    with closing(sqlite3.connect(home.runs / "dagster" / "history" / "runs" / "index.db")) as index:
        for table in ("event_logs", "asset_check_executions", "asset_event_tags"):
            assert index.execute(f"select count(*) from {table}").fetchall() == [(0,)], table


def test_a_run_that_was_half_forgotten_is_forgotten(home: Home, job: dg.JobDefinition) -> None:
    """Killed after Dagster had deleted the run and before its events: only its file is left."""
    later = dt.datetime.now(dt.UTC) + KEPT + dt.timedelta(hours=1)
    with open_instance(home) as instance:
        half, young = run(job, instance), run(job, instance)
        instance.run_storage.delete_run(half)
        instance.run_storage.delete_run(young)
        os.utime(home.runs / "dagster" / "history" / "runs" / f"{young}.db", times=(later.timestamp(), later.timestamp()))
        forget_old_runs(instance, home, later, KEPT)
        assert list((home.runs / "dagster").rglob(f"{half}*")) == []
        assert list((home.runs / "dagster").rglob(f"{young}*")) != [], "it may be one that is just beginning"


def test_what_is_secret_does_not_come_into_the_history(home: Home) -> None:
    """A channel's answer in an error, and a password that is a word of Dagster's own."""
    home.create()
    (home.private / "channels.toml").write_text('[mail]\nurl = "mailto://timestamp:k3y-0f-mail@m"\n', encoding="utf-8")

    refused = "refused: https://robot.example/send?key=693a91f6 for k3y-0f-mail"

    @dg.op
    def fails() -> None:
        dg.OpExecutionContext.get().log_event(dg.AssetMaterialization("outbox", metadata={"answer": refused}))
        raise ValueError(refused)

    with open_instance(home) as instance:
        done = (
            dg.GraphDefinition("nightly", node_defs=[fails])
            .to_job()
            .execute_in_process(instance=instance, raise_on_error=False)
        )
        said = [e.message for e in instance.all_logs(done.run_id)]
        assert len(said) > 3
    kept = b"".join(path.read_bytes() for path in (home.runs / "dagster").rglob("*") if path.is_file())
    assert b"https://robot.example/send?" in kept
    assert b"693a91f6" not in kept
    assert b"k3y-0f-mail" not in kept
