"""What is secret does not leave the private folder."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from orchestration.redact import Redacted, redactor, secrets_of

CHANNELS = """
help = "督查室 周某"
[mail]
url = "mailtos://sender:pass%20word1@smtp.qingxi.example:465/?from=sender@qingxi.example"
[wecom]
endpoint = "https://wecom.qingxi.example/cgi-bin/webhook/send?key={token}"
"""
CONTACTS = (
    "unit,person,role,channel,address\n"
    "区科工局,李某,联络人,wecom,693axxx6-7aoc-4bc4\n"
    "区住建局,唐某,联络人,钉钉,a1b2c3d4e5f6a7b8c9.SECsecret99\n"
    "区教育局,周某,联络人,pigeon,loft-number-7\n"
)


@pytest.fixture
def private(tmp_path: Path) -> Path:
    (tmp_path / "channels.toml").write_text(CHANNELS, encoding="utf-8")
    (tmp_path / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("bad key 693axxx6-7aoc-4bc4", "bad key …"),
        ("token a1b2c3d4e5f6a7b8c9 is wrong, so is SECsecret99", "token … is wrong, so is …"),
        ("login pass word1 or pass%20word1", "login … or …"),
        ("a row that cannot be used: loft-number-7", "a row that cannot be used: …"),
        (
            "POST https://elsewhere.example/send?access_token=abc&x=1 gave 40001",
            "POST https://elsewhere.example/send?… gave 40001",
        ),
        ("smtp://who:what@mail.example failed", "smtp://…@mail.example failed"),
        ("请联系 督查室 周某", "请联系 督查室 周某"),
        ('{"label": "a?b=c"}', '{"label": "a?b=c"}'),
    ],
)
def test_secrets_are_hidden_and_nothing_else(private: Path, said: str, shown: str) -> None:
    assert redactor(private)(said) == shown


def test_a_stream_hides_them_too(private: Path) -> None:
    kept = io.StringIO()
    print("key 693axxx6-7aoc-4bc4", file=Redacted(kept, redactor(private)))
    assert kept.getvalue() == "key …\n"


def test_no_folder_has_no_secrets(tmp_path: Path) -> None:
    assert secrets_of(tmp_path / "private") == frozenset()
    assert redactor(tmp_path / "private")("words") == "words"
