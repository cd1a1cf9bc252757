"""The history of runs in a real PostgreSQL: the same rows, no secret anywhere, and a server that goes and comes back."""

from __future__ import annotations

import datetime as dt
import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import pytest
from click.testing import CliRunner

from ingest.archive import receipts
from ingest.home import Home
from orchestration import postgres_storage
from orchestration.alive import Holder, alive, at_work
from orchestration.assets.received import received_asset
from orchestration.cli import app
from orchestration.cli.status import status
from orchestration.clock import TIMEZONE
from orchestration.doctor import Health, Sign, examine
from orchestration.gate import read_outcome
from orchestration.instance import forget_old_runs, open_instance, prepare_instance
from orchestration.jobs import JOB_NAME
from orchestration.lost_runs import MESSAGE, STARTING, mark_lost_runs
from orchestration.partitions import ONE_NIGHT, daily
from orchestration.postgres import PASSWORD as PASSWORD_VARIABLE
from orchestration.postgres import HistoryError, trouble_with_history
from orchestration.postgres_storage import ServerRunStorage
from orchestration.redact import redactor
from orchestration.refresh import refresh
from orchestration.resources import HomeResource, sealed
from tests.support.postgres_server import PASSWORD, USER, PostgresServer, postgres_server

DAY = dt.date(2023, 12, 5)
NIGHTS = dg.DailyPartitionsDefinition(start_date="2023-11-25")
KEY = dg.AssetKey(["raw", "filings"])
BETWEEN: list[object] = []  # what happens in the middle of a run


@dg.asset(key=KEY, partitions_def=NIGHTS)
def filings() -> dg.MaterializeResult[None]:
    for happening in BETWEEN:
        assert callable(happening)
        happening()
    return dg.MaterializeResult(metadata={"said": f"https://robot.example/send?key=693a91f6 for {PASSWORD}"})


@dg.asset_check(asset=KEY)
def rows_are_there() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


@pytest.fixture(scope="module")
def job() -> dg.JobDefinition:
    defs = dg.Definitions(
        assets=[filings], asset_checks=[rows_are_there], jobs=[dg.define_asset_job("nightly", dg.AssetSelection.all())]
    )
    return defs.resolve_job_def("nightly")


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    with postgres_server() as one:
        yield one


@pytest.fixture
def home(server: PostgresServer, tmp_path: Path) -> Home:
    return settled(server, Home(tmp_path / "home"), tmp_path.name)


def settled(server: PostgresServer, home: Home, database: str, wait_seconds: int = 30) -> Home:
    """A home whose settings name a new database of that name."""
    server.query("postgres", f'create database "{database}"')
    home.create()
    home.settings.write_text(
        f'[postgres]\nhost = "127.0.0.1"\nport = {server.port}\ndatabase = "{database}"\nuser = "{USER}"\n'
        f"wait_seconds = {wait_seconds}\n",
        encoding="utf-8",
    )
    secret = home.private / "postgres-password"
    secret.touch(0o600)
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    return home


def run(job: dg.JobDefinition, instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
    return job.execute_in_process(partition_key="2023-11-25", instance=instance, raise_on_error=False)


def everything(server: PostgresServer, database: str) -> str:
    """All that the database holds, as text."""
    tables = server.query(database, "select table_name from information_schema.tables where table_schema = 'public'")
    return "".join(str(server.query(database, f'select row_to_json(t)::text from "{name}" t')) for (name,) in tables)


def test_a_run_is_there_when_the_instance_is_opened_again(server: PostgresServer, home: Home, job: dg.JobDefinition) -> None:
    with open_instance(home) as instance:
        run_id = run(job, instance).run_id
    with open_instance(home) as instance:
        kept = instance.get_run_by_id(run_id)
        assert kept is not None
        assert kept.status is dg.DagsterRunStatus.SUCCESS
        assert kept.remote_job_origin is not None
        assert instance.get_materialized_partitions(KEY) == {"2023-11-25"}
        kinds = [e.dagster_event_type for e in instance.all_logs(run_id) if e.is_dagster_event]
        (check,) = instance.event_log_storage.get_latest_asset_check_execution_by_key(
            [dg.AssetCheckKey(KEY, "rows_are_there")]
        ).values()
    assert check.run_id == run_id
    assert dg.DagsterEventType.STEP_OUTPUT not in kinds
    assert kinds.count(dg.DagsterEventType.ASSET_CHECK_EVALUATION) == 1
    database = home.root.parent.name
    assert server.query(database, "select execution_status from asset_check_executions") == [("SUCCEEDED",)]
    assert not list((home.runs / "dagster").rglob("*.db")), "nothing of it is in the home"


def test_the_secret_is_in_no_file_no_row_and_no_reference(
    server: PostgresServer, home: Home, job: dg.JobDefinition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A code server is given the instance's reference on its command line."""
    with open_instance(home) as instance:
        assert run(job, instance).success
        reference = str(instance.get_ref().to_dict())
    assert str(home.root) in reference
    kept = b"".join(path.read_bytes() for path in home.root.rglob("*") if path.is_file() and path.parent != home.private)
    rows = everything(server, home.root.parent.name)
    assert "https://robot.example/send?" in rows
    for secret in (PASSWORD, "693a91f6"):
        assert secret not in rows
        assert secret not in reference
        assert secret.encode() not in kept
    assert redactor(home.private)(f"for {PASSWORD}") == "for …"
    (home.private / "postgres-password").unlink()
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    assert redactor(home.private)(f"for {PASSWORD}") == "for …"
    assert trouble_with_history(home) is None


def test_a_secret_that_others_may_read_is_not_used(home: Home) -> None:
    (home.private / "postgres-password").chmod(0o640)
    with pytest.raises(HistoryError, match="chmod 600"):
        open_instance(home)


def test_a_run_whose_process_is_gone_has_failed(home: Home, job: dg.JobDefinition) -> None:
    now = dt.datetime.now(dt.UTC) + 2 * STARTING
    with open_instance(home) as instance:
        dead, lives = (instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED).run_id for _ in range(2))
        with alive(home, Holder(lives, 1, "2023-11-25", "")):
            assert mark_lost_runs(instance, home, now) == [dead]
        kept = instance.get_run_by_id(dead)
        assert kept is not None
        assert kept.status is dg.DagsterRunStatus.FAILURE
        assert MESSAGE in [entry.message for entry in instance.all_logs(dead)]


def test_old_runs_are_forgotten(server: PostgresServer, home: Home, job: dg.JobDefinition) -> None:
    now = dt.datetime.now(dt.UTC)
    with open_instance(home) as instance:
        run_id = run(job, instance).run_id
        kept = dt.timedelta(days=60)
        assert forget_old_runs(instance, home, now, kept) == 0
        assert forget_old_runs(instance, home, now + kept + dt.timedelta(hours=1), kept) == 1
        assert instance.get_run_by_id(run_id) is None
    for table in ("event_logs", "asset_check_executions"):
        assert server.query(home.root.parent.name, f"select count(*) from {table}") == [(0,)]


def test_a_database_is_one_homes(server: PostgresServer, home: Home, tmp_path: Path) -> None:
    open_instance(home).dispose()
    other = Home(tmp_path / "other")
    other.create()
    other.settings.write_text(home.settings.read_text(encoding="utf-8"), encoding="utf-8")
    (home.private / "postgres-password").rename(other.private / "postgres-password")
    with pytest.raises(HistoryError) as refused:
        open_instance(other)
    assert str(home.root) in refused.value.zh
    assert str(home.root) in refused.value.en


def test_without_settings_the_history_is_in_the_home(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert "postgres" not in (prepare_instance(home) / "dagster.yaml").read_text(encoding="utf-8")
    assert trouble_with_history(home) is None


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    with postgres_server() as one:
        yield one
        BETWEEN.clear()


def test_a_server_that_is_restarted_in_the_middle_of_a_run_delays_it(
    own_server: PostgresServer,
    tmp_path: Path,
    job: dg.JobDefinition,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It comes back when the run has said that it waits."""
    home = settled(own_server, Home(tmp_path / "home"), "history")
    say = postgres_storage.say

    def said_and_back(name: str, seconds: float) -> None:
        say(name, seconds)
        own_server.start()

    monkeypatch.setattr(postgres_storage, "say", said_and_back)
    BETWEEN.append(own_server.stop)
    with open_instance(home) as instance:
        done = run(job, instance)
        assert done.success
        kinds = [e.dagster_event_type for e in instance.all_logs(done.run_id) if e.is_dagster_event]
    assert kinds.count(dg.DagsterEventType.ASSET_MATERIALIZATION) == 1
    assert kinds.count(dg.DagsterEventType.RUN_SUCCESS) == 1
    said = capsys.readouterr().err
    assert "暂时连不上" in said
    assert "is away; waiting for at most 30 s" in said
    assert PASSWORD not in said


def test_a_server_that_stays_away_ends_the_run_and_the_next_one_marks_it(
    own_server: PostgresServer, tmp_path: Path, job: dg.JobDefinition
) -> None:
    home = settled(own_server, Home(tmp_path / "home"), "history", wait_seconds=0)
    BETWEEN.append(own_server.stop)
    with open_instance(home) as instance:
        with pytest.raises(HistoryError, match="cannot be reached"):
            run(job, instance)
        BETWEEN.clear()
        assert trouble_with_history(home) is not None
        own_server.start()
        assert trouble_with_history(home) is None
        ((run_id,),) = own_server.query("history", "select run_id from runs where status = 'STARTED'")
        assert mark_lost_runs(instance, home, dt.datetime.now(dt.UTC) + 2 * STARTING) == [run_id]
        assert run(job, instance).success


def night(happening: Callable[[], None]) -> dg.Definitions:
    """The job with its first step, and one in which something happens."""
    nights = daily(dt.date(2023, 12, 1), TIMEZONE)

    @dg.asset(name="happening", partitions_def=nights, backfill_policy=ONE_NIGHT, deps=[dg.AssetKey(["raw", "received_files"])])
    def asset() -> None:
        happening()

    received = received_asset(nights)
    job = dg.define_asset_job(JOB_NAME, selection=[received, asset], executor_def=dg.in_process_executor)
    return dg.Definitions(assets=[received, asset], jobs=[job], resources={"home": sealed(HomeResource())})


@pytest.mark.filterwarnings("ignore::dagster.BetaWarning")
@pytest.mark.parametrize("comes_back", [True, False])
def test_a_refresh_waits_for_its_server_or_says_what_is_wrong_and_loses_nothing(
    own_server: PostgresServer, tmp_path: Path, comes_back: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = settled(own_server, Home(tmp_path / "home"), "history", wait_seconds=30 if comes_back else 0)
    monkeypatch.setenv("THREEKEY_HOME", str(home.root))
    (home.inbox / "progress" / "区商务局.csv").write_text("填报单位,区商务局\n", encoding="utf-8")

    def goes() -> None:
        own_server.stop()
        if comes_back:
            own_server.start()

    first = refresh(home, DAY, night(goes))
    outcome = read_outcome(home)
    assert outcome is not None
    assert outcome.reasons == first.reasons
    if comes_back:
        assert first.success, first.reasons
    else:
        (reason,) = first.reasons
        zh, en = reason.splitlines()
        assert "连不上" in zh
        assert "nothing received is lost" in en
        assert "history" in zh
        own_server.start()
        again = refresh(home, DAY, night(lambda: None))
        assert again.success, again.reasons
    assert [receipt.file_name for receipt in receipts(home)] == ["区商务局.csv"]
    assert home.archived(receipts(home)[0].sha256).is_file()
    assert (at_work(home).at_work, at_work(home).cut_off) == ((), ())
    with open_instance(home) as instance:
        later = dt.datetime.now(dt.UTC) + 2 * STARTING
        assert len(mark_lost_runs(instance, home, later)) == (0 if comes_back else 1)
        assert instance.get_runs_count() == (1 if comes_back else 2)


def test_doctor_and_status_say_where_the_history_is(
    own_server: PostgresServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = settled(own_server, Home(tmp_path / "home"), "history", wait_seconds=0)

    def seen() -> tuple[Sign, str]:
        status(home.root)
        (sign,) = [sign for sign in examine(home) if sign.code == "history"]
        return sign, capsys.readouterr().out.replace("\n", "")

    sign, printed = seen()
    assert sign.health is Health.GOOD
    assert f"127.0.0.1:{own_server.port} history" in sign.text
    assert "连不上" not in printed
    own_server.stop()
    sign, printed = seen()
    assert sign.health is Health.BAD
    assert "连不上" in sign.text
    assert "连不上" in printed
    assert "cannot be reached" in printed


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password": "wr0ng-0ne"}, "password authentication failed"),
        ({"database": "nowhere"}, 'database "nowhere" does not exist'),
        ({"port": 1}, "refused"),
    ],
    ids=str,
)
def test_what_is_wrong_is_one_line_of_each_language(
    home: Home, change: dict[str, object], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the server itself has refused is not waited for, however long the settings allow."""
    if "password" in change:
        (home.private / "postgres-password").write_text(str(change["password"]), encoding="utf-8")
    text = home.settings.read_text(encoding="utf-8").replace(
        "wait_seconds = 30", f"wait_seconds = {0 if 'port' in change else 30}"
    )
    for key, value in change.items():
        lines = [f"{key} = {json.dumps(value)}" if line.startswith(key) else line for line in text.splitlines()]
        text = "\n".join(lines)
    home.settings.write_text(text, encoding="utf-8")
    trouble = trouble_with_history(home)
    assert trouble is not None
    assert said in trouble.en
    assert said in trouble.zh
    assert "\n" not in trouble.zh + trouble.en
    with pytest.raises(HistoryError, match="cannot be reached"):
        ServerRunStorage(str(home.root))
    assert "waiting" not in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["daemon"], ["ui", "--port", "0"]], ids=str)
def test_what_runs_until_it_is_stopped_says_why_it_does_not_begin(tmp_path: Path, arguments: list[str]) -> None:
    home = Home(tmp_path / "home")
    home.create()
    home.settings.write_text('[postgres]\nhost = "127.0.0.1"\nport = 1\nwait_seconds = 0\n', encoding="utf-8")
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    done = CliRunner().invoke(app, [*arguments, "--home", str(home.root)])
    for number, handler in before.items():
        signal.signal(number, handler)
    assert done.exit_code == 1
    zh, en = done.stderr.splitlines()[-2:]
    assert "连不上" in zh
    assert "cannot be reached" in en
