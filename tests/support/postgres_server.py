"""A PostgreSQL of a test's own: Debian's, in a temporary folder, on loopback, by an account that is not root's."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

USER, PASSWORD = "threekey", "k3y-0f-p0stgres"
_NOBODY = "nobody"


def _program(name: str) -> str:
    """Debian keeps them out of the way, by version."""
    found = shutil.which(name) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None)
    assert found, f"there is no {name}: apt-get install postgresql"
    return found


def _account() -> dict[str, str]:
    """The account of the server, which refuses root."""
    return {"user": _NOBODY, "group": "nogroup"} if os.geteuid() == 0 else {}


@dataclass
class PostgresServer:
    """`databases` are made on demand: one for each home."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        command = [_program("postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), "-k", str(self.folder)]
        with (self.folder / "log").open("ab") as log:
            settings = ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
            self.process = subprocess.Popen([*command, *settings], stdout=log, stderr=log, cwd=self.folder, **_account())
        until = time.monotonic() + 60
        while not self._answers():
            assert self.process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < until
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            self.connect("postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """As a restart of the service does it: connections are cut, what is committed stays."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)
            self.process = None

    def connect(self, database: str) -> psycopg2.extensions.connection:
        return psycopg2.connect(host="127.0.0.1", port=self.port, user=USER, password=PASSWORD, dbname=database)

    def query(self, database: str, sql: str) -> list[tuple[object, ...]]:
        connection = self.connect(database)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    folder = Path(tempfile.mkdtemp(prefix="threekey-postgres-"))
    try:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam(_NOBODY)
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        secret = folder / "secret"
        secret.write_text(PASSWORD, encoding="utf-8")
        command = [_program("initdb"), "-D", str(folder / "data"), "-U", USER, "--auth=scram-sha-256", "--no-sync"]
        command += [f"--pwfile={secret}", "-E", "UTF8", "--no-locale"]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **_account())
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        server = PostgresServer(folder, port)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)
