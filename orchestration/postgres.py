"""The PostgreSQL that keeps the history of runs, where the settings name one: its address, its secret, and whether it is there.

SQLite in the home is the default. The secret is read from the environment or a file that only its owner may read, when a
connection is made: it stands in no settings, no configuration of Dagster and no command line. Nothing here loads Dagster.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from ingest.home import Home
from orchestration.settings import PostgresSettings, load_settings

PASSWORD = "THREEKEY_POSTGRES_PASSWORD"  # noqa: S105 -- the name of a variable
PASSWORD_FILE = "THREEKEY_POSTGRES_PASSWORD_FILE"  # noqa: S105
_CONNECT_SECONDS = 5
# what a server says that will be there in a moment; anything else that it says itself stays as it is, however long one waits
_IN_A_MOMENT = re.compile(r"starting up|shutting down|in recovery mode|not yet accepting|too many (clients|connections)")
_SAID_BY_THE_SERVER = re.compile(r"(?:FATAL|致命错误):\s*(?P<what>.*)")


class HistoryError(Exception):
    """The history of runs cannot be used; the message says why in a line of Chinese and one of English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class Server:
    """Where a PostgreSQL is and who asks it, without the secret."""

    settings: PostgresSettings
    home: Home

    @property
    def name(self) -> str:
        """As people know it."""
        where = self.settings.host if self.settings.host.startswith("/") else f"{self.settings.host}:{self.settings.port}"
        return f"{where} {self.settings.database}"

    def address(self) -> dict[str, str]:
        """What libpq is told, in its own words; the secret is no part of it."""
        given = self.settings
        return {
            "host": given.host,
            "port": str(given.port),
            "dbname": given.database,
            "user": given.user,
            "sslmode": given.tls,
            "connect_timeout": str(_CONNECT_SECONDS),
            "application_name": "threekey",
        }


def server_of(home: Home) -> Server | None:
    """The server that the settings name, None for SQLite. Raises SettingsError."""
    settings = load_settings(home.root).postgres
    return Server(settings, home) if settings.host else None


def password_file(private: Path) -> Path:
    return Path(os.environ.get(PASSWORD_FILE) or private / "postgres-password")


def password(private: Path) -> str:
    """The secret: of the environment, else of its file, else "" (for a socket whose server knows who asks).

    Raises HistoryError for a file that cannot be read, or that others may read.
    """
    if given := os.environ.get(PASSWORD):
        return given
    path = password_file(private)
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise HistoryError(f"无法读取 {path}。", f"{path} cannot be read.") from error
    if stat.S_IMODE(mode) & 0o077:
        raise HistoryError(
            f"{path} 是密码，别人也能读。请运行 chmod 600 {path}。",
            f"{path} holds a secret and others may read it: chmod 600 {path}.",
        )
    return text.strip("\r\n")


def cannot_reach(server: Server, error: BaseException) -> HistoryError:
    """What is said of a server that does not let us in; without what it was asked with."""
    said = _SAID_BY_THE_SERVER.search(str(error))
    why = said["what"].strip() if said else str(error).strip().partition("\n")[0]
    return HistoryError(
        f"保存运行记录的 PostgreSQL（{server.name}）连不上：{why}。请恢复后重新运行；已收到的文件不会丢失，已发布的不变。",
        f"The PostgreSQL of the history of runs ({server.name}) cannot be reached: {why}. Mend that and run again; nothing"
        " received is lost, what is published stays.",
    )


def is_worth_waiting_for(error: BaseException) -> bool:
    """Whether a connection that failed may succeed later by itself: not one that the server has refused."""
    said = _SAID_BY_THE_SERVER.search(str(error))
    return said is None or _IN_A_MOMENT.search(said["what"]) is not None


def trouble_with_history(home: Home) -> HistoryError | None:
    """Whether the server can be reached and written to; None where it can, or where SQLite is used. Raises SettingsError."""
    server = server_of(home)
    if server is None:
        return None
    try:
        import psycopg2
    except ImportError:
        return not_installed()
    try:
        connection = psycopg2.connect(**server.address(), password=password(home.private))
    except HistoryError as error:
        return error
    except psycopg2.Error as error:
        return cannot_reach(server, error)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute("select has_schema_privilege(current_schema(), 'create'), pg_is_in_recovery()")
            (may_create, is_copy) = cursor.fetchone() or (False, False)
    finally:
        connection.close()
    if may_create and not is_copy:
        return None
    return HistoryError(
        f"保存运行记录的 PostgreSQL（{server.name}）不能写入：请给用户 {server.settings.user} 建表的权限，并连接主库。",
        f"The PostgreSQL of the history of runs ({server.name}) cannot be written to: grant {server.settings.user} the right to"
        " create tables, and name the primary server.",
    )


def not_installed() -> HistoryError:
    return HistoryError(
        "设置中写明用 PostgreSQL，但没有安装 dagster-postgres。请运行 make postgres。",
        "The settings name a PostgreSQL, and dagster-postgres is not installed: run make postgres.",
    )
