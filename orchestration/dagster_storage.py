"""Dagster's run and event storage, with what it lacks for us: of any database, and of SQLite, the embedded default.

The only module, with `postgres_storage`, that leans on how Dagster's storage works inside. Files, tables and rows are Dagster's
own, so that a history written without these classes is read with them, and the other way round.

- Of a night's 14 MB half said the same again: that a step "yielded an output" beside the check or table which it was, the
  partition of each planned check spelt out, checks mirrored in the index of all runs, which has a table of them already.
- Of what is said, secrets are no part.
- Runs: one that a process executes by itself has no origin, and the timeline that the UI opens with draws only runs that
  have one. Here every run of the job is the code location's, whoever started it.
- SQLite: a night has some 2,000 events; Dagster's own storage makes an engine, opens the database and closes it again up to
  four times for each, 10 s of CPU and more a night. Here a database stays open and an event is still a transaction of its
  own: it is seen at once, and what was written before a crash stays.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from dagster._core.definitions.asset_checks.asset_check_evaluation import AssetCheckEvaluationPlanned
from dagster._core.events import ASSET_CHECK_EVENTS, ASSET_EVENTS, DagsterEventType
from dagster._core.events.log import EventLogEntry
from dagster._core.remote_origin import ManagedGrpcPythonEnvCodeLocationOrigin, RemoteRepositoryOrigin
from dagster._core.storage.dagster_run import DagsterRun
from dagster._core.storage.event_log import SqlEventLogStorage, SqliteEventLogStorage
from dagster._core.storage.event_log.schema import AssetCheckExecutionsTable
from dagster._core.storage.runs import SqliteRunStorage, SqlRunStorage
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._serdes import ConfigurableClassData, deserialize_value, serialize_value
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool

from orchestration.redact import Redact, redactor

_WAIT_SECONDS = 30  # for a writer of another process; Dagster's own figure
_KEPT_OPEN = 8  # databases: the index of all runs, and the runs looked at last


def _written_to_the_log_only(connection: Any, _record: Any) -> None:
    """Every database is in WAL mode: then no commit needs to wait for the disk for the file to stay whole."""
    connection.execute("pragma synchronous = normal")


def _of_no_partition(event: EventLogEntry) -> EventLogEntry:
    """A planned check without its partition, which its evaluation does not name either: else the two never meet, and the check
    stays planned for ever beside its own result."""
    said = event.dagster_event
    if said is None or not isinstance(said.event_specific_data, AssetCheckEvaluationPlanned):
        return event
    planned = said.event_specific_data
    planned = AssetCheckEvaluationPlanned(asset_key=planned.asset_key, check_name=planned.check_name)
    return event._replace(dagster_event=said._replace(event_specific_data=planned))


_WORDS = frozenset({"message", "user_message", "text", "description", "stack"})


def _said(value: Any, redact: Redact, name: str = "") -> Any:
    """An event as it is stored, with what is secret taken out of the words in it: never out of the names that Dagster reads."""
    if isinstance(value, dict):
        return {key: _said(part, redact, key) for key, part in value.items()}
    if isinstance(value, list):
        return [_said(part, redact, name) for part in value]
    return redact(value) if isinstance(value, str) and name in _WORDS else value


class SmallerEvents(SqlEventLogStorage):
    """What any event storage of ours does with an event: to be mixed in before Dagster's own. `_redact` is set before it is
    asked to store something."""

    _redact: Redact

    def store_event(self, event: EventLogEntry) -> None:
        kind = event.dagster_event_type if event.is_dagster_event else None
        if kind is DagsterEventType.STEP_OUTPUT:
            return
        if kind in ASSET_EVENTS or kind in ASSET_CHECK_EVENTS:  # which Dagster writes down a second time with their asset
            event = self._redacted(event)
        if kind not in ASSET_CHECK_EVENTS:
            super().store_event(event)
            return
        event = _of_no_partition(event)
        with self.run_connection(event.run_id) as connection:
            connection.execute(self.prepare_insert_event(event))
        # the number of the event in the index orders those of an asset that is judged by its parts: there are none here
        self.store_asset_check_event(event, None)

    def _redacted(self, event: EventLogEntry) -> EventLogEntry:
        text = self._redacted_text(before := serialize_value(event))
        return event if text == before else deserialize_value(text, EventLogEntry)

    def _redacted_text(self, text: str) -> str:
        return text if self._redact(text) == text else json.dumps(_said(json.loads(text), self._redact))

    def _event_to_row(self, event: EventLogEntry) -> dict[str, Any]:
        row: dict[str, Any] = super()._event_to_row(event)
        row["event"] = self._redacted_text(row["event"])
        return row

    def delete_events_for_run(self, conn: Connection, run_id: str) -> None:
        """Dagster forgets a run's events and leaves the rows of its checks: 500 a night."""
        super().delete_events_for_run(conn, run_id)
        checks = AssetCheckExecutionsTable
        conn.execute(checks.delete().where(checks.c.run_id == run_id))


class OpenEventLogStorage(SmallerEvents, SqliteEventLogStorage):
    """SqliteEventLogStorage whose databases stay open. `dagster.yaml` names it, so the UI, the daemon and every run use it."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: OrderedDict[str, Engine] = OrderedDict()
        self._tables: set[str] = set()
        # HOME/runs/dagster/history/runs
        self._redact = redactor(Path(base_dir).parents[3] / "private")
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]) -> OpenEventLogStorage:
        return cls(inst_data=inst_data, **config_value)

    def has_table(self, table_name: str) -> bool:
        """Asked with every event of an asset; a table that is there stays."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            engine = self._engine(shard)
            with engine.connect() as connection, connection.begin():
                yield connection

    def _engine(self, shard: str) -> Engine:
        if (engine := self._engines.get(shard)) is None:
            engine = sqlalchemy.create_engine(
                self.conn_string_for_shard(shard),
                poolclass=QueuePool,
                pool_size=1,
                # one thread at a time, by the lock above
                connect_args={"timeout": _WAIT_SECONDS, "check_same_thread": False},
            )
            sqlalchemy.event.listen(engine, "connect", _written_to_the_log_only)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            self._engines[shard] = engine
            if len(self._engines) > _KEPT_OPEN:
                self._engines.popitem(last=False)[1].dispose()
        self._engines.move_to_end(shard)
        return engine

    def dispose(self) -> None:
        super().dispose()
        with self._db_lock:
            while self._engines:
                self._engines.popitem()[1].dispose()


# as `workspace.yaml` gives it to the web server and the daemon
_ORIGIN = RemoteRepositoryOrigin(
    ManagedGrpcPythonEnvCodeLocationOrigin(LoadableTargetOrigin(module_name="orchestration.definitions")), "__repository__"
)


class OwnOrigin(SqlRunStorage):
    """Gives a run without an origin the code location's own: to be mixed in before Dagster's run storage."""

    def add_run(self, dagster_run: DagsterRun) -> DagsterRun:
        if dagster_run.remote_job_origin is None:
            dagster_run = dagster_run.with_job_origin(_ORIGIN.get_job_origin(dagster_run.job_name))
        return super().add_run(dagster_run)


class OriginRunStorage(OwnOrigin, SqliteRunStorage):
    """SqliteRunStorage of which every run has an origin."""

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]) -> OriginRunStorage:
        return cls.from_local(inst_data=inst_data, **config_value)
