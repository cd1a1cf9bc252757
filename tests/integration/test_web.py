"""The web UI as it is served: what it answers its own pages, another site's page, and a viewer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from ingest.home import Home
from orchestration.jobs import JOB_NAME
from orchestration.web import web_app

HERE = "127.0.0.1:3000"
LAUNCH = """
mutation($selector: JobOrPipelineSelector!, $config: RunConfigData) {
  launchRun(executionParams: {selector: $selector, runConfigData: $config}) { __typename ... on PythonError { message } }
}
"""
SELECTOR = {"repositoryName": "__repository__", "repositoryLocationName": "orchestration.definitions", "jobName": JOB_NAME}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        root = tmp_path_factory.mktemp("home")
        patch.setenv("THREEKEY_HOME", str(root))
        yield Home(root)


def _post(app: Starlette, query: str, variables: dict[str, Any] | None = None, **headers: str) -> tuple[int, Any]:
    body = json.dumps({"query": query, "variables": variables or {}}).encode()
    headers = {"host": HERE, "content-type": "application/json", **headers}
    scope = {
        "type": "http", "method": "POST", "path": "/graphql", "raw_path": b"/graphql", "query_string": b"",
        "http_version": "1.1",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    answer = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], json.loads(answer) if answer.startswith(b"{") else answer


def test_only_own_pages_are_answered_and_no_configuration_changes_what_runs(home: Home, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    script = tmp_path / "dbt"
    script.write_text(f"#!/bin/sh\ntouch {marker}\n", encoding="utf-8")
    script.chmod(0o755)
    with web_app(home) as app:
        assert _post(app, "{ version }", origin=f"http://{HERE}")[0] == 200
        assert _post(app, "{ version }", origin="https://evil.example")[0] == 403
        assert _post(app, "{ version }", host="evil.example:3000")[0] == 400
        config = {"resources": {"dbt": {"config": {"dbt_executable": str(script)}}}}
        status, answer = _post(app, LAUNCH, {"selector": SELECTOR, "config": config})
        assert (status, answer["data"]["launchRun"]["__typename"]) == (200, "RunConfigValidationInvalid")
    assert not marker.exists()


def test_a_viewer_starts_no_run(home: Home) -> None:
    with web_app(home, read_only=True) as app:
        assert _post(app, "{ version }")[0] == 200
        _, answer = _post(app, LAUNCH, {"selector": SELECTOR})
    assert answer["data"]["launchRun"]["__typename"] == "UnauthorizedError"
