"""The settings of a home: what they are without a file, what the file and the environment say, and how a wrong one is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from ingest.home import Home
from ingest.installation import DEFAULT
from orchestration.alerts.run import heartbeat
from orchestration.build import build_defs
from orchestration.cli import app
from orchestration.settings import SettingsError, line_of, load_settings


def settings(root: Path, text: str) -> Path:
    home = Home(root)
    home.create()
    home.settings.write_text(text, encoding="utf-8")
    return root


def test_a_home_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    found = load_settings(tmp_path)
    assert found.installation == DEFAULT
    assert (found.timezone, found.schedule.nightly) == ("Asia/Shanghai", dt.time(2))


def test_what_the_file_says(tmp_path: Path) -> None:
    home = settings(
        tmp_path,
        'timezone = "Asia/Urumqi"\n[place]\nname = "青溪区"\ncity = "云岭市"\n[schedule]\nnightly = "23:30"\n'
        "[limits]\nfile_megabytes = 10\npages = 20\n[channels.endpoints]\nwecom = 'https://wecom.example/{token}'\n",
    )
    found = load_settings(home)
    assert str(found.zone) == "Asia/Urumqi"
    assert (found.installation.place, found.installation.city) == ("青溪区", "云岭市")
    assert found.installation.limits.file_bytes == 10 << 20
    assert found.installation.limits.pages == 20
    assert found.schedule.nightly == dt.time(23, 30)
    assert found.channels.endpoints == {"wecom": "https://wecom.example/{token}"}


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = settings(tmp_path, '[schedule]\nnightly = "23:30"\n[place]\nname = "青溪区"\n')
    monkeypatch.setenv("THREEKEY_SCHEDULE__NIGHTLY", "04:15")
    found = load_settings(home)
    assert found.schedule.nightly == dt.time(4, 15)
    assert found.place.name == "青溪区"


@pytest.mark.parametrize(
    ("text", "line", "key", "said"),
    [
        ('\n[schedule]\nnightly = "两点"\n', 3, "schedule.nightly", "应为时刻"),
        ("[limits]\npages = 0\n", 2, "limits.pages", "至少为 1"),
        ('[limits]\nrows = "很多"\n', 2, "limits.rows", "应为整数"),
        ("limits.rows = 3.5\n", 1, "limits.rows", "应为整数"),
        ('timezone = "北京"\n', 1, "timezone", "不是时区名称"),
        ('[place]\nnmae = "青溪区"\n', 2, "place.nmae", "没有这一项"),
        ("[plcae]\nname = 1\n", 1, "plcae", "没有这一项"),
        ("place = 3\n", 1, "place", "应写成一节"),
        ('[channels.endpoints]\nwecom = "ftp://x"\n', 2, "channels.endpoints.wecom", "http"),
        ("[place]\nname = 3\n", 2, "place.name", "应为文字"),
        ('[place]\nname = "青川市临江区"\n', 2, "place.name", 'city = "青川市"'),
        ('[place]\nname = "../x"\n', 2, "place.name", "不像地区名称"),
        ('[[place]]\nname = "青溪区"\n', 1, "place", "应写成一节"),
        ('[schedule]\nnightly = "02:00+08:00"\n', 2, "schedule.nightly", "应为时刻"),
    ],
)
def test_a_wrong_value_is_named_with_its_line_and_key(tmp_path: Path, text: str, line: int, key: str, said: str) -> None:
    home = settings(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(home)
    (problem,) = caught.value.problems
    assert problem.startswith(f"{Home(home).settings} 第{line}行，{key}：")
    assert said in problem


def test_a_wrong_value_of_the_environment_is_named_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THREEKEY_LIMITS__PAGES", "viele")
    with pytest.raises(SettingsError, match="环境变量 THREEKEY_LIMITS__PAGES"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("variable", "value"),
    [("THREEKEY_PLACE", "青溪区"), ("THREEKEY_CHANNELS", "{x"), ("THREEKEY_CHANNELS__ENDPOINTS", "https://x?key=geheim")],
)
def test_a_section_of_the_environment_is_given_part_by_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=f"环境变量 {variable}") as caught:
        load_settings(tmp_path)
    assert value not in str(caught.value)


def test_an_address_of_a_robot_is_never_shown(tmp_path: Path) -> None:
    home = settings(tmp_path, '[channels.endpoints]\nwecom = "htps://x/send?key=geheim"\n')
    with pytest.raises(SettingsError) as caught:
        load_settings(home)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"), [(b"a=" + b"[" * 5000, "括号"), (b"[place\n", "写法有误"), ("[place]\nname='区'".encode("gbk"), "UTF-8")]
)
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, data: bytes, said: str) -> None:
    home = Home(settings(tmp_path, ""))
    home.settings.write_bytes(data)
    with pytest.raises(SettingsError, match=said):
        load_settings(tmp_path)


def test_a_line_is_found_in_a_table_and_under_a_dotted_key() -> None:
    text = '# x\n[a]\nb = 1\n\n[a.c]\nd = 2\n[e]\n"f.g" = 1\n'
    assert [line_of(text, key) for key in (("a", "b"), ("a", "c", "d"), ("a", "c"), ("a",), ("z",))] == [3, 6, 5, 2, 0]


def test_the_schedule_goes_by_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, manifest: object) -> None:
    home = settings(tmp_path, 'timezone = "Asia/Urumqi"\n[schedule]\nnightly = "04:15"\n')
    monkeypatch.setenv("THREEKEY_HOME", str(home))
    (schedule,) = build_defs().schedules or ()
    assert schedule.cron_schedule == "15 4 * * *"
    assert schedule.execution_timezone == "Asia/Urumqi"


def test_messages_go_by_the_settings_and_are_sent_where_they_are_wrong(tmp_path: Path) -> None:
    home = settings(tmp_path, "[channels]\ndigest_hour = 6\n")
    (home / "outbox" / "heartbeat.json").write_text('{"at": "2024-01-09T02:10:00+08:00"}', encoding="utf-8")
    now = dt.datetime(2024, 1, 10, 7, tzinfo=load_settings(home).zone)
    assert "到6时仍没有当日简报" in heartbeat(home, now)
    settings(tmp_path, "[channels]\ndigest_hour = 60\n")
    assert heartbeat(home, now) == ""  # by the default, 8


@pytest.mark.parametrize(
    "command", [["refresh"], ["check", "a.xlsx"], ["rules"], ["template", "-o", "out"], ["status", "--heartbeat"]]
)
def test_commands_say_what_is_wrong_and_do_nothing(tmp_path: Path, command: list[str]) -> None:
    home = settings(tmp_path / "home", "[limits]\npages = 0\n")
    result = CliRunner().invoke(app, [*command, "--home", str(home)])
    assert result.exit_code in {1, 2}
    assert "limits.pages" in result.output


def test_init_makes_a_home_for_a_place(tmp_path: Path) -> None:
    home = tmp_path / "home"
    result = CliRunner().invoke(app, ["init", str(home), "--place", "青川市临江区"])
    assert result.exit_code == 0, result.output
    assert "地区：临江区（属青川市）" in result.output
    found = load_settings(home)
    assert (found.place.city, found.place.name) == ("青川市", "临江区")
    assert (home / "inbox" / "task_lists").is_dir()
    assert (home / "inbox" / "rules").is_dir()
    # what is written as a comment is what holds
    text = Home(home).settings.read_text(encoding="utf-8").replace("# [channels.endpoints]", "").replace("# wecom", "# ")
    for line in text.splitlines():
        if line.startswith("# ") and " = " in line and "{" not in line:
            text = text.replace(line, line[2:])
    Home(home).settings.write_text(text, encoding="utf-8")
    assert load_settings(home) == found


@pytest.mark.parametrize(
    ("written", "city", "name"),
    [("云州市青溪区", "云州市", "青溪区"), ("江西省赣州市云溪县", "赣州市", "云溪县"), ("白石县", "", "白石县")],
)
def test_init_divides_the_name_of_a_place(tmp_path: Path, written: str, city: str, name: str) -> None:
    assert CliRunner().invoke(app, ["init", str(tmp_path / "home"), "--place", written]).exit_code == 0
    place = load_settings(tmp_path / "home").place
    assert (place.city, place.name) == (city, name)


def test_init_leaves_what_is_there(tmp_path: Path) -> None:
    home = settings(tmp_path / "home", "[limits]\npages = 7\n")
    assert CliRunner().invoke(app, ["init", str(home)]).exit_code == 0
    assert CliRunner().invoke(app, ["init", str(home), "--place", "白石县"]).exit_code == 1
    assert load_settings(home).limits.pages == 7


def test_init_asks_for_a_name_that_tells_a_place(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["init", str(tmp_path / "home"), "--place", "我们这里"])
    assert result.exit_code == 1
    assert not (tmp_path / "home").exists()
