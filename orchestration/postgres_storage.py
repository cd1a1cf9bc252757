"""Dagster's run, event and schedule storage in the PostgreSQL that the settings of a home name.

`dagster.yaml` names these classes with the home's folder and nothing else: address and secret are read when a connection is
made. Tables and rows are Dagster's own. Three things are different:

- Connections are kept and tried before they are used; Dagster makes one for each of a night's 2,000 events.
- **A server that is away is waited for**, so long as the settings say (`wait_seconds`), and what was under way when it went is
  done again: a restart in the middle of a run delays the run. One that stays away ends it, with a line that says so.
- A database is one home's: runs of another would be taken for this one's, and marked as lost.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import sqlalchemy
from dagster._core.events import DagsterEvent
from dagster._core.events.log import EventLogEntry
from dagster._core.storage.dagster_run import DagsterRun
from dagster._serdes import ConfigurableClassData
from dagster_postgres import PostgresEventLogStorage, PostgresRunStorage, PostgresScheduleStorage
from dagster_postgres.auth import PgTokenProvider
from dagster_postgres.utils import create_pg_engine
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from ingest.home import Home
from orchestration.dagster_storage import OwnOrigin, SmallerEvents
from orchestration.postgres import HistoryError, cannot_reach, is_worth_waiting_for, password, server_of
from orchestration.redact import redactor

_PAUSE = 0.5  # seconds between two tries
_KEPT_OPEN, _AT_MOST = 2, 20  # connections of one process and storage
_LOOKING_ON = 5  # seconds that a page of the UI waits
_OWNER = "threekey/home"

_CONFIG = {"home": str}

T = TypeVar("T")


class _Secret(PgTokenProvider):
    """Puts the secret into each connection when it is made, so that it stands in no address."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home

    def get_token(self) -> str:
        return password(self._home.private)

    def _fetch_token(self) -> tuple[str, float]:
        return self.get_token(), 0.0


class Patient:
    """Connections to a server that may be away for a while."""

    # servers that one wait was in vain for: until they are back, nobody of this process waits for them again
    _given_up: ClassVar[set[str]] = set()

    def __init__(self, home: Home) -> None:
        server = server_of(home)
        if server is None:
            raise HistoryError("设置中没有写明 PostgreSQL。", "The settings name no PostgreSQL.")
        self.server, self.secret = server, _Secret(home)
        self.url: str = sqlalchemy.URL.create("postgresql+psycopg2", query=server.address()).render_as_string()
        self.seconds: float = server.settings.wait_seconds

    def engine(self) -> Engine:
        """Once the server is there. Raises HistoryError."""
        options = {"isolation_level": "AUTOCOMMIT", "pool_size": _KEPT_OPEN, "max_overflow": _AT_MOST}
        engine = create_pg_engine(self.url, self.secret, **options, pool_pre_ping=True)
        self.when_there(engine.connect).close()
        return engine

    @contextmanager
    def connection(self, engine: Engine) -> Iterator[Connection]:
        """A connection that was alive a moment ago. Raises HistoryError."""
        with self.when_there(engine.connect) as connection:
            yield connection

    def when_there(self, do: Callable[[], T]) -> T:
        """What `do` gives, once the server is there. Raises HistoryError."""
        name, until, has_said = self.server.name, None, False
        while True:
            try:
                done = do()
            except DBAPIError as error:
                now = time.monotonic()
                until = now + (0 if name in self._given_up else self.seconds) if until is None else until
                if now >= until or not is_worth_waiting_for(error):
                    self._given_up.add(name)
                    raise cannot_reach(self.server, error.orig or error) from error
                if not has_said:
                    say(name, self.seconds)
                    has_said = True
            else:
                self._given_up.discard(name)
                return done
            time.sleep(_PAUSE)

    def again(self, do: Callable[[], T]) -> T:
        """What `do` gives, done once more where the server went in the middle of it: what is written may then stand twice."""
        try:
            return do()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        return do()


def say(name: str, seconds: float) -> None:
    """Tell whoever looks at the run what it waits for."""
    print(  # noqa: T201
        f"保存运行记录的 PostgreSQL（{name}）暂时连不上，最多等 {seconds:.0f} 秒。\n"
        f"The PostgreSQL of the history of runs ({name}) is away; waiting for at most {seconds:.0f} s.",
        file=sys.stderr,
        flush=True,
    )


class ServerRunStorage(OwnOrigin, PostgresRunStorage):
    """The runs of one home."""

    def __init__(self, home: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._patient = Patient(Home(Path(home)))
        engine = self._patient.engine()
        super().__init__(self._patient.url, inst_data=inst_data, token_provider=self._patient.secret)
        self._engine = engine
        self._claim(str(Path(home).resolve()))

    @classmethod
    def config_type(cls) -> Any:
        return _CONFIG

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]) -> ServerRunStorage:
        return cls(inst_data=inst_data, **config_value)

    def optimize_for_webserver(self, statement_timeout: int, pool_recycle: int, max_overflow: int) -> None:  # noqa: ARG002
        self._patient.seconds = _LOOKING_ON

    def connect(self) -> AbstractContextManager[Connection]:
        return self._patient.connection(self._engine)

    def add_run(self, dagster_run: DagsterRun) -> DagsterRun:
        return self._patient.again(lambda: super(ServerRunStorage, self).add_run(dagster_run))

    def handle_run_event(self, run_id: str, event: DagsterEvent, update_timestamp: datetime | None = None) -> None:
        self._patient.again(lambda: super(ServerRunStorage, self).handle_run_event(run_id, event, update_timestamp))

    def dispose(self) -> None:
        super().dispose()
        self._engine.dispose()

    def _claim(self, home: str) -> None:
        owner = self.get_cursor_values({_OWNER}).get(_OWNER)
        if owner is None:
            self.set_cursor_values({_OWNER: home})
        elif owner != home:
            name = self._patient.server.name
            raise HistoryError(
                f"数据库 {name} 已保存另一个目录的运行记录（{owner}）。请各用各的数据库；目录搬过家的，见 docs/operations.md。",
                f"The database {name} keeps the history of another home ({owner}). Give each home its own; of one that has"
                " moved, see docs/operations.md.",
            )


class ServerEventLogStorage(SmallerEvents, PostgresEventLogStorage):
    """The events of the runs of one home."""

    def __init__(self, home: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._patient = Patient(Home(Path(home)))
        self._redact = redactor(Home(Path(home)).private)
        self._tables: set[str] = set()
        engine = self._patient.engine()
        super().__init__(self._patient.url, inst_data=inst_data, token_provider=self._patient.secret)
        self._engine = engine

    @classmethod
    def config_type(cls) -> Any:
        return _CONFIG

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> ServerEventLogStorage:
        return cls(inst_data=inst_data, **config_value)

    def optimize_for_webserver(self, statement_timeout: int, pool_recycle: int, max_overflow: int) -> None:  # noqa: ARG002
        self._patient.seconds = _LOOKING_ON

    def _connect(self) -> AbstractContextManager[Connection]:
        return self._patient.connection(self._engine)

    def store_event(self, event: EventLogEntry) -> None:
        self._patient.again(lambda: super(ServerEventLogStorage, self).store_event(event))

    def has_table(self, table_name: str) -> bool:
        """Asked with every event of an asset; a table that is there stays."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    def dispose(self) -> None:
        super().dispose()
        self._engine.dispose()


class ServerScheduleStorage(PostgresScheduleStorage):
    """The ticks of the schedule and the sensors of one home."""

    def __init__(self, home: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._patient = Patient(Home(Path(home)))
        engine = self._patient.engine()
        super().__init__(self._patient.url, inst_data=inst_data, token_provider=self._patient.secret)
        self._engine = engine

    @classmethod
    def config_type(cls) -> Any:
        return _CONFIG

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> ServerScheduleStorage:
        return cls(inst_data=inst_data, **config_value)

    def optimize_for_webserver(self, statement_timeout: int, pool_recycle: int, max_overflow: int) -> None:  # noqa: ARG002
        self._patient.seconds = _LOOKING_ON

    def connect(self, run_id: str | None = None) -> AbstractContextManager[Connection]:  # noqa: ARG002
        return self._patient.connection(self._engine)

    def dispose(self) -> None:
        super().dispose()
        self._engine.dispose()
