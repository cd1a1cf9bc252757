"""The web UI of the home's runs: Dagster's own, behind a guard that answers nobody but its own pages.

Dagster's server has no login and starts runs for whoever asks. A page of any other site that is open in a browser on the same
machine can ask, too: the guard lets through only requests that name a host of this server and, where a browser says which
page they come from, come from a page of that host. A login is the proxy's before it (`deploy/`).
"""

from __future__ import annotations

import os
import socket
from collections.abc import Collection, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dagster as dg
import uvicorn
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import ModuleTarget
from dagster_webserver.webserver import DagsterWebserver
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ingest.home import Home
from orchestration.instance import open_instance
from orchestration.stopping import end_when_told

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
DEFINITIONS = ModuleTarget("orchestration.definitions", None, str(Path(__file__).resolve().parent.parent), None)
_ASKING = "/graphql"


class Guard:
    """ASGI middleware: 400 for another host, 403 for another site's page, 405 for a question in an address.

    A browser sends no `Origin` with an image or a link, and Dagster answers questions that stand in an address, also those
    that start a run: they are refused. What is no browser sends no `Origin` either and is let through.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app, self.hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif refusal := self._refusal(scope):
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _refusal(self, scope: MutableMapping[str, Any]) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(f"//{host}") not in self.hosts:
            return PlainTextResponse("Unknown host.", status_code=400)
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return PlainTextResponse("Not from a page of this server.", status_code=403)
        if scope["type"] == "http" and scope["path"].endswith(_ASKING) and scope["method"] != "POST":
            return PlainTextResponse("Questions are posted.", status_code=405, headers={"Allow": "POST"})
        return None


def _name(address: str) -> str:
    """The host of an address without its port, "" where it is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


class GuardedWebserver(DagsterWebserver[Any, Any]):
    def __init__(self, process: WorkspaceProcessContext, hosts: Collection[str]) -> None:
        self.hosts = hosts
        super().__init__(process)

    def build_middleware(self) -> list[Middleware]:
        return [Middleware(Guard, hosts=self.hosts), *super().build_middleware()]


@contextmanager
def _listening(port: int, path: Path | None) -> Iterator[socket.socket]:
    if path is None:
        with socket.create_server(("127.0.0.1", port)) as listening:
            yield listening
        return
    if path.is_socket():  # of a server that was killed
        path.unlink()
    before = os.umask(0o117)
    try:
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(path))
    finally:
        os.umask(before)
    with listening:
        yield listening
    path.unlink(missing_ok=True)


@contextmanager
def web_app(home: Home, hosts: Collection[str] = (), *, read_only: bool = False) -> Iterator[Starlette]:
    """The UI as an ASGI app.

    `hosts` are names by which a proxy is reached; with `read_only` no run can be started or stopped.
    """
    with open_instance(home) as instance:
        instance.optimize_for_webserver(statement_timeout=0, pool_recycle=3600, max_overflow=20)
        with WorkspaceProcessContext(
            instance, version=dg.__version__, read_only=read_only, workspace_load_target=DEFINITIONS
        ) as process:
            yield GuardedWebserver(process, LOOPBACK | frozenset(hosts)).create_asgi_app()


def serve(home: Home, *, port: int, path: Path | None, hosts: Collection[str], read_only: bool) -> None:
    """Serve the UI on 127.0.0.1, or on the Unix socket `path` that only its owner and group may use, until it is stopped."""
    end_when_told()
    with web_app(home, hosts, read_only=read_only) as app, _listening(port, path) as listening:
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
        # how it is stopped: uvicorn ends in order and raises the signal that it has caught once more
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
