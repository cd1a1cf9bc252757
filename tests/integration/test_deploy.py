"""The proxy of deploy/: who gets through nginx to the UI's socket, over TLS; and what the units call."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
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
import yaml

from orchestration.cli import app as threekey
from orchestration.postgres import PASSWORD
from orchestration.settings import load_settings
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


def _understood(arguments: list[str]) -> None:
    """Let threekey parse a command line and do nothing. Raises click's own error where it has no such command or option."""
    assert isinstance(threekey, click.Group)
    command: click.Command = threekey
    while isinstance(command, click.Group):
        name, *arguments = arguments
        command = command.commands[name]
    command.make_context("threekey", arguments)


def _units() -> dict[str, list[tuple[str, str]]]:
    """Of each unit, its lines: name and value."""
    pairs = {}
    for unit in sorted((DEPLOY / "systemd").iterdir()):
        lines = [line for line in unit.read_text(encoding="utf-8").splitlines() if re.match(r"\w+=", line)]
        pairs[unit.name] = [(name, value) for name, _, value in (line.partition("=") for line in lines)]
    return pairs


def test_the_units_call_what_there_is() -> None:
    """Each command line of a unit is one that threekey understands, and each unit that is spoken of is there."""
    units = _units()
    given = dict(units.pop("threekey.env"))
    called = {}
    for unit, lines in units.items():
        for _, value in (line for line in lines if line[0] in ("ExecStart", "ExecCondition")):
            for call in re.findall(r"/opt/threekey/\.venv/bin/threekey ([^';]*)", value):
                asked = set(re.findall(r"\$\{(\w+)\}", call))
                assert asked <= given.keys(), unit
                _understood(shlex.split(re.sub(r"\$\{(\w+)\}", lambda name: given[name[1]], call)))
                called[unit] = call
    assert called.keys() == {unit for unit in units if unit.endswith(".service")}
    for unit in units:
        if unit.endswith(".timer"):
            assert unit.replace(".timer", ".service") in units
    site = (DEPLOY / "nginx" / "threekey.conf").read_text(encoding="utf-8")
    assert f"server_name {given['THREEKEY_UI_HOST']};" in site
    sockets = {match for lines in called.values() for match in re.findall(r"--socket (\S+)", lines)}
    assert {path for path in sockets if f"unix:{path}" in site} == set(re.findall(r"unix:(\S+?)[;\s]", site)) & sockets != set()


def test_a_unit_may_write_where_the_program_writes_and_nowhere_else() -> None:
    units = _units()
    home = dict(units["threekey.env"])["THREEKEY_HOME"]
    for unit, lines in units.items():
        if unit.endswith(".service"):
            said = dict(lines)
            assert said["User"] == "threekey", unit
            assert (said["ProtectSystem"], said["ReadWritePaths"], said["NoNewPrivileges"]) == ("strict", home, "yes"), unit
            written = re.findall(r"--socket (\S+)", said["ExecStart"])
            assert all(path.startswith(f"/run/{said['RuntimeDirectory']}/") for path in written), unit


COMPOSE = DEPLOY / "compose" / "compose.yaml"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return loaded


def test_the_containers_call_what_there_is(compose: dict[str, Any]) -> None:
    ours = {name: one for name, one in compose["services"].items() if one["image"] == "threekey"}
    assert ours.keys() == {"daemon", "ui"}
    for one in ours.values():
        program, *arguments = one["command"]
        assert program == "threekey"
        _understood([re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", argument) for argument in arguments])
    dockerfile = (COMPOSE.parent / ours["daemon"]["build"]["dockerfile"].rpartition("/")[2]).read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w[\w-]*):", (DEPLOY.parent / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"^RUN make (\w+)", dockerfile, re.MULTILINE)) <= targets
    assert (DEPLOY.parent / "deploy" / "compose" / ours["ui"]["build"]["context"]).resolve() == DEPLOY.parent
    (account,) = {one["user"].partition(":")[0] for one in ours.values()}
    assert f"--uid {account}" in dockerfile
    assert importlib.util.find_spec("dagster._daemon.cli") is not None
    assert ours["daemon"]["healthcheck"]["test"][1:] == ["dagster-daemon", "liveness-check"]


def test_the_containers_settings_are_settings(compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment = compose["services"]["daemon"]["environment"]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert {name for name in environment if name.startswith("THREEKEY_") and "__" not in name} == {"THREEKEY_HOME", PASSWORD}
    postgres = load_settings(tmp_path).postgres
    server = compose["services"]["postgres"]
    assert postgres.host in compose["services"], "the server is known by its service's name"
    assert (postgres.database, postgres.user) == (server["environment"]["POSTGRES_DB"], server["environment"]["POSTGRES_USER"])
    assert environment[PASSWORD] == server["environment"]["POSTGRES_PASSWORD"]
    assert not re.search(r"(?i)password\"?\s*[:=]\s*[\w-]{6,}\s*$", COMPOSE.read_text(encoding="utf-8"), re.MULTILINE)
    home = environment["THREEKEY_HOME"]
    assert environment["DAGSTER_HOME"] == f"{home}/runs/dagster"
    assert all(f"home:{home}" in compose["services"][name]["volumes"] for name in ("daemon", "ui"))


def test_no_container_is_roots_or_open_to_others(compose: dict[str, Any]) -> None:
    published = {name: one["ports"] for name, one in compose["services"].items() if "ports" in one}
    assert published == {"nginx": ["127.0.0.1:443:443"]}
    assert compose["networks"]["history"] == {"internal": True}
    for name, one in compose["services"].items():
        assert one["user"].partition(":")[0] not in ("0", "root"), name
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert one["healthcheck"]["test"], name
        assert not {"privileged", "cap_add", "network_mode", "pid", "devices"} & one.keys(), name
        assert set(one["networks"]) <= compose["networks"].keys(), name
        assert set(one.get("depends_on", {})) <= compose["services"].keys(), name
        for volume in one["volumes"]:
            source = volume.partition(":")[0]
            assert source in compose["volumes"] or source.startswith("."), name
    # the socket between the UI and its proxy: one volume, one group
    sockets = [v for name in ("ui", "nginx") for v in compose["services"][name]["volumes"] if v.startswith("sockets:")]
    assert len(set(sockets)) == 1
    assert compose["services"]["nginx"]["user"].partition(":")[2] == compose["services"]["ui"]["user"].partition(":")[2]
    command = compose["services"]["ui"]["command"]
    assert command[command.index("--socket") + 1].startswith(sockets[0].partition(":")[2])
    site = (DEPLOY / "nginx" / "threekey.conf").read_text(encoding="utf-8")
    mounted = {volume.split(":")[1] for volume in compose["services"]["nginx"]["volumes"]}
    needed = re.findall(r"(?:ssl_certificate(?:_key)?|auth_basic_user_file|http://unix:)\s*(/[^;\s]+);", site)
    assert len(needed) == 4
    assert all(any(path.startswith(folder) for folder in mounted) for path in needed)


@pytest.mark.parametrize("call", ["daemon --nightly", "refresh --as-of", "ui --listen 0.0.0.0", "serve"])
def test_a_command_line_that_threekey_has_not_is_seen(call: str) -> None:
    with pytest.raises((click.ClickException, KeyError)):
        _understood(call.split())
