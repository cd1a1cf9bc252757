"""Who the web UI answers: its own pages, nobody else; and what a run's configuration may say of its resources: nothing."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest
import uvicorn
from click.testing import CliRunner
from starlette.types import ASGIApp, Message, Scope

from ingest.home import Home
from orchestration import web
from orchestration.build import build_defs
from orchestration.cli import app
from orchestration.jobs import JOB_NAME
from orchestration.web import LOOPBACK, Guard, _listening

PROXY = "ledger.example"


async def _app(scope: Scope, _receive: object, send: object) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator]
    await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]


async def _status(method: str, path: str, *, kind: str = "http", **headers: str) -> int:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {
        "type": kind,
        "method": method,
        "path": path,
        "extensions": {"websocket.http.response": {}},
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    await Guard(_app, LOOPBACK | {PROXY})(scope, receive, send)
    return int(sent[0]["status"])


HERE = "127.0.0.1:3000"


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {"host": HERE}, 200),
        ("GET", "/runs", {"host": "localhost:3000", "origin": "http://localhost:3000"}, 200),
        ("GET", "/", {"host": "[::1]:3000"}, 200),
        ("POST", "/graphql", {"host": HERE, "origin": f"http://{HERE}"}, 200),
        ("POST", "/graphql", {"host": HERE}, 200),  # no browser
        ("POST", "/graphql", {"host": PROXY, "origin": f"https://{PROXY}"}, 200),
        ("POST", "/graphql", {"host": f"{PROXY}:8443", "origin": f"https://{PROXY}:8443"}, 200),
        # another site's page, also one of the same machine or one that hides where it is from
        ("POST", "/graphql", {"host": HERE, "origin": "https://evil.example"}, 403),
        ("POST", "/graphql", {"host": HERE, "origin": "http://127.0.0.1:8080"}, 403),
        ("POST", "/graphql", {"host": HERE, "origin": "null"}, 403),
        ("POST", "/graphql", {"host": HERE, "origin": ""}, 403),
        ("POST", "/graphql", {"host": PROXY, "origin": f"http://{HERE}"}, 403),
        ("POST", "/report_asset_materialization/x", {"host": HERE, "origin": "https://evil.example"}, 403),
        # a name that somebody lets lead to this machine
        ("POST", "/graphql", {"host": "evil.example:3000", "origin": "http://evil.example:3000"}, 400),
        ("GET", "/", {"host": "evil.example"}, 400),
        ("GET", "/", {"host": "127.0.0.1.evil.example"}, 400),
        ("GET", "/", {"host": "[::1"}, 400),
        ("GET", "/", {}, 400),
        # an image or a link brings no origin
        ("GET", "/graphql", {"host": HERE}, 405),
        ("HEAD", "/graphql", {"host": HERE}, 405),
    ],
)
@pytest.mark.anyio
async def test_who_is_answered(method: str, path: str, headers: dict[str, str], status: int) -> None:
    assert await _status(method, path, **headers) == status


@pytest.mark.parametrize(("origin", "status"), [(f"http://{HERE}", 200), ("https://evil.example", 403)])
@pytest.mark.anyio
async def test_what_runs_say_is_shown_to_own_pages_only(origin: str, status: int) -> None:
    assert await _status("GET", "/graphql", kind="websocket", host=HERE, origin=origin) == status


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def test_a_socket_is_its_owners_and_groups_and_a_stale_one_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "ui.sock"
    for _ in range(2):
        with _listening(0, path) as listening:
            assert stat.S_IMODE(path.stat().st_mode) == 0o660
            listening.listen()
            stale = path.with_suffix(".kept")
            path.rename(stale)
        stale.rename(path)  # what a killed server leaves
    with _listening(0, path):
        pass
    assert not path.exists()


def test_ctrl_c_ends_the_ui_without_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As uvicorn does it: it stops in order and raises what it has caught."""
    stopped = []

    @contextmanager
    def no_ui(_home: Home, _hosts: object, *, read_only: bool) -> Iterator[ASGIApp]:
        assert not read_only
        yield _app
        stopped.append("in order")

    def until_ctrl_c(_server: uvicorn.Server, sockets: object) -> None:
        assert sockets
        raise KeyboardInterrupt

    monkeypatch.setattr(web, "web_app", no_ui)
    monkeypatch.setattr(uvicorn.Server, "run", until_ctrl_c)
    done = CliRunner().invoke(app, ["ui", "--home", str(tmp_path / "home"), "--socket", str(tmp_path / "ui.sock")])
    assert (done.exit_code, done.output) == (0, "")
    assert stopped == ["in order"]


@pytest.mark.parametrize(
    ("resource", "config"),
    [
        ("home", {"root": "elsewhere"}),
        ("dbt", {"dbt_executable": "/bin/sh"}),
        ("dbt", {"project_dir": "elsewhere"}),
    ],
)
def test_a_run_cannot_say_where_its_home_is_or_what_is_executed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, resource: str, config: dict[str, str]
) -> None:
    monkeypatch.setenv("THREEKEY_HOME", str(tmp_path))
    job = build_defs().resolve_job_def(JOB_NAME)
    with pytest.raises(dg.DagsterInvalidConfigError, match="unexpected config entry"):
        dg.validate_run_config(job, {"resources": {resource: {"config": config}}})
    assert dg.validate_run_config(job, {})["resources"]["home"]["config"] == {"root": str(tmp_path)}
