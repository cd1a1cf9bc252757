"""Dagster's event log in SQLite, with its connections kept open.

The only module that leans on how Dagster's storage works inside. A night has some 2,000 events; Dagster's own SQLite
storage makes an engine, opens the database and closes it again up to four times for each, 10 s of CPU and more a night.
Here a database stays open and an event is still a transaction of its own: it is seen at once, and what was written before
a crash stays. Files, tables and rows are Dagster's own, so that a history written without this class is read with it, and
the other way round.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool

_WAIT_SECONDS = 30  # for a writer of another process; Dagster's own figure
_KEPT_OPEN = 8  # databases: the index of all runs, and the runs looked at last


def _written_to_the_log_only(connection: Any, _record: Any) -> None:
    """Every database is in WAL mode: then no commit needs to wait for the disk for the file to stay whole."""
    connection.execute("pragma synchronous = normal")


class OpenEventLogStorage(SqliteEventLogStorage):
    """SqliteEventLogStorage whose databases stay open. `dagster.yaml` names it, so the UI, the daemon and every run use it."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: OrderedDict[str, Engine] = OrderedDict()
        self._tables: set[str] = set()
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
