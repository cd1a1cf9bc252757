"""The private folder: what can be used is used, what cannot is told to the operator, and nobody else can read it."""

import stat
from pathlib import Path

import pytest

from orchestration.alerts.channels import FILE, MAIL, WECOM
from orchestration.alerts.contacts import parse_contacts, read_private

HEAD = "unit,person,role,channel,address\n"


def write(folder: Path, name: str, data: bytes) -> None:
    folder.mkdir(exist_ok=True, mode=0o700)
    (folder / name).write_bytes(data)
    (folder / name).chmod(0o600)


def test_contacts_are_read_with_the_words_people_use() -> None:
    contacts, problems = parse_contacts(
        "单位,姓名,角色,渠道,地址\n区发改局,廖  勇,联络人,邮件,a@beita.example\n,周某,管理员,企业微信,key-1\n,,operator,file,\n"
    )
    assert problems == ()
    assert [(c.unit, c.person, c.role, c.channel) for c in contacts] == [
        ("区发改局", "廖勇", "联络人", MAIL),
        ("", "周某", "operator", WECOM),
        ("", "", "operator", FILE),
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("区发改局,刘某,联络人,mail,", "没有写地址"),
        ("区发改局,刘某,联络人,,a@b.example", "没有写渠道"),
        ("区发改局,刘某,联络人,pigeon,a@b.example", "渠道“pigeon”不认识"),
        ("区发改局,刘某,联络人,mail,not an address", "地址的写法不对"),
        ("区发改局,刘某,联络人,mail,a@b.example;c@d.example", "地址的写法不对"),
        ('区发改局,刘某,联络人,mail,"a@b.example\nBcc: c@d.example"', "地址的写法不对"),
        ("区发改局,刘某,联络人,webhook,file:///etc/passwd", "地址的写法不对"),
        ("区发改局,刘某,联络人,wecom,key?x=1", "地址的写法不对"),
    ],
)
def test_a_row_that_cannot_be_used_is_a_problem_and_the_others_stand(row: str, says: str) -> None:
    contacts, problems = parse_contacts(f"{HEAD}{row}\n区科工局,李某,联络人,mail,li@beita.example\n")
    assert [c.person for c in contacts] == ["李某"]
    (problem,) = problems
    assert says in problem.what
    assert "@" not in problem.what, "no address leaves the private folder"


def test_the_same_row_twice_is_one_contact() -> None:
    row = "区发改局,刘某,联络人,mail,a@b.example\n"
    contacts, problems = parse_contacts(HEAD + row + row.replace("a@b", "A@B") + "\n,,,,\n")
    assert (len(contacts), problems) == (1, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_what_excel_saves_is_read(tmp_path: Path, encoding: str) -> None:
    write(tmp_path / "private", "contacts.csv", (HEAD + "区发改局,刘某,联络人,mail,a@b.example\n").encode(encoding))
    assert read_private(tmp_path / "private").contacts[0].unit == "区发改局"


def test_loose_modes_are_mended_and_told_of(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    write(folder, "contacts.csv", HEAD.encode())
    folder.chmod(0o755)
    (folder / "contacts.csv").chmod(0o644)
    (problem,) = read_private(folder).problems
    assert problem.name == "private-mode"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "contacts.csv").stat().st_mode) == 0o600
    assert read_private(folder).problems == ()


def test_settings_are_read_and_broken_ones_are_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    write(folder, "channels.toml", 'help = "周某"\ndigest_hour = 9\n[wecom]\nendpoint = "http://w/{token}"\n'.encode())
    private = read_private(folder)
    assert (private.help_words, private.settings.digest_hour) == ("周某", 9)
    assert private.settings.endpoints == {"wecom": "http://w/{token}"}
    write(folder, "channels.toml", b"= nothing")
    assert [p.name for p in read_private(folder).problems] == ["channels-toml"]


def test_no_private_folder_is_no_contacts(tmp_path: Path) -> None:
    assert read_private(tmp_path / "private").contacts == ()
