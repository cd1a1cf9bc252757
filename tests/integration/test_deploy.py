"""The proxy of deploy/: who gets through nginx to the UI's socket, over TLS; and what the units call."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPSConnection
from pathlib import Path
from threading import Thread
from typing import Any

import click
import pytest
import uvicorn

from orchestration.cli import app as threekey
from orchestration.web import LOOPBACK, Guard, _listening

DEPLOY = Path(__file__).parents[2] / "deploy"
NAME = "threekey.example"
LOGIN = {"Authorization": "Basic " + b64encode(b"clerk:secret").decode()}
WRAPPED = """
{user}
daemon on;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {site}
}}
"""


async def _echo(scope: Any, receive: Any, send: Any) -> None:
    """What came through, instead of Dagster."""
    await receive()
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": f"{headers['host']} {headers.get('authorization', '-')}".encode()})


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The port and certificate of an nginx with the site of deploy/ over a guarded app on a socket."""
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    folder = tmp_path_factory.mktemp("proxy")
    cert, key, accounts, ui = (folder / name for name in ("cert.pem", "key.pem", "accounts", "ui.sock"))
    subject = ("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}")
    _run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(cert), *subject)
    hashed = subprocess.run(("openssl", "passwd", "-apr1", "secret"), check=True, capture_output=True, text=True).stdout
    accounts.write_text(f"clerk:{hashed}", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    site = (DEPLOY / "nginx" / "threekey.conf").read_text(encoding="utf-8")
    for ours, theirs in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/ssl/threekey/fullchain.pem", cert),
        ("/etc/ssl/threekey/key.pem", key),
        ("/etc/nginx/threekey.htpasswd", accounts),
        ("http://unix:/run/threekey-ui/ui.sock", f"http://unix:{ui}"),
    ):
        assert site.count(ours) == 1
        site = site.replace(ours, str(theirs))
    user = "user root;" if os.geteuid() == 0 else ""  # its workers would be another account's, and see nothing in here
    (folder / "nginx.conf").write_text(WRAPPED.format(user=user, folder=folder, site=site), encoding="utf-8")
    server = uvicorn.Server(uvicorn.Config(Guard(_echo, LOOPBACK | {NAME}), log_level="error", lifespan="off"))
    with _listening(0, ui) as listening:
        listening.listen()
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        _run(nginx, "-c", str(folder / "nginx.conf"), "-p", str(folder))
        try:
            yield port, cert
        finally:
            _run(nginx, "-c", str(folder / "nginx.conf"), "-p", str(folder), "-s", "stop")
            server.should_exit = True
            thread.join(timeout=30)


def _ask(proxy: tuple[int, Path], method: str = "GET", path: str = "/", **headers: str) -> tuple[int, str]:
    port, cert = proxy
    trusted = ssl.create_default_context(cafile=str(cert))
    connection = HTTPSConnection("127.0.0.1", port, timeout=30)
    plain = socket.create_connection(("127.0.0.1", port), timeout=30)
    with closing(connection), trusted.wrap_socket(plain, server_hostname=NAME) as connection.sock:
        connection.request(method, path, headers={"Host": NAME, **headers})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def test_who_has_no_account_sees_nothing(proxy: tuple[int, Path]) -> None:
    assert _ask(proxy)[0] == 401
    wrong = "Basic " + b64encode(b"clerk:guess").decode()
    assert _ask(proxy, Authorization=wrong)[0] == 401
    assert _ask(proxy, "POST", "/graphql")[0] == 401


def test_who_has_one_gets_through_and_the_password_does_not(proxy: tuple[int, Path]) -> None:
    assert _ask(proxy, **LOGIN) == (200, f"{NAME} -")
    assert _ask(proxy, "POST", "/graphql", Origin=f"https://{NAME}", **LOGIN)[0] == 200


def test_a_login_in_the_browser_is_of_no_use_to_another_page(proxy: tuple[int, Path]) -> None:
    assert _ask(proxy, "POST", "/graphql", Origin="https://evil.example", **LOGIN)[0] == 403
    assert _ask(proxy, "POST", "/graphql", Origin="null", **LOGIN)[0] == 403
    assert _ask(proxy, Host="evil.example", **LOGIN)[0] == 400
    assert _ask(proxy, path="/graphql?query=mutation", **LOGIN)[0] == 405


def test_the_units_call_what_there_is() -> None:
    """Each command line of a unit is one that threekey has, with options that it has."""
    lines = [
        (unit.name, line)
        for unit in sorted((DEPLOY / "systemd").glob("*.service"))
        for line in re.findall(r"^Exec\w+=.*$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    called = [(unit, call) for unit, line in lines for call in re.findall(r"bin/threekey (\w+)((?: --[\w-]+| \S+)*)", line)]
    assert {unit for unit, _ in called} == {unit.name for unit in (DEPLOY / "systemd").glob("*.service")}
    assert isinstance(threekey, click.Group)
    for unit, (command, arguments) in called:
        options = {name for parameter in threekey.commands[command].params for name in parameter.opts}
        assert set(re.findall(r"--[\w-]+", arguments)) <= options, unit
    given = dict(line.split("=") for line in (DEPLOY / "systemd" / "threekey.env").read_text().splitlines() if line[0] != "#")
    asked = {name for _, line in lines for name in re.findall(r"\$\{(\w+)\}", line)}
    assert asked <= given.keys()
    site = (DEPLOY / "nginx" / "threekey.conf").read_text(encoding="utf-8")
    assert f"server_name {given['THREEKEY_UI_HOST']};" in site
