"""What the locks install stands under licences that we may go by."""

from __future__ import annotations

import pytest

from tests.support.licences import DEVELOPMENT, LIST, RUNTIME, is_allowed, licence_of, locked


def test_every_locked_distribution_may_be_used() -> None:
    """Of those for development, as far as they are installed; `make licences` asks for all."""
    found = [*locked(RUNTIME), *(one for one in locked(DEVELOPMENT) if one.is_installed)]
    assert len(found) > 150
    assert [one for one in found if not (one.is_installed and one.is_allowed)] == []


def test_nothing_is_let_through_for_a_package_that_is_no_longer_locked() -> None:
    assert LIST["packages"].keys() <= {one.name for one in locked(DEVELOPMENT)}


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("", False),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("MPL-2.0 AND (GPL-2.0-only OR AGPL-3.0-only)", False),
        ("GPL-2.0-only OR MIT AND BSD-3-Clause", True),
        ("(MIT", False),
        ("MIT)", False),
        ("MIT BSD-3-Clause", False),
        ("MIT AND", False),
    ],
)
def test_an_expression_is_read_as_it_is_meant(expression: str, allowed: bool) -> None:
    assert is_allowed(expression) is allowed


@pytest.mark.parametrize(
    ("expression", "classifiers", "text", "licence"),
    [
        ("MIT", ["BSD License"], "", "MIT"),
        ("", ["BSD License", "Apache Software License"], "", "(BSD-3-Clause) AND (Apache-2.0)"),
        ("", [], "3-Clause BSD License\nCopyright", "(BSD-3-Clause)"),
        ("", [], "MPL-2.0 AND MIT", "(MPL-2.0 AND MIT)"),
        ("", [], "Ask us first", "(Ask-us-first)"),
        ("", [], "", ""),
    ],
)
def test_a_licence_is_told_by_the_surest_word(expression: str, classifiers: list[str], text: str, licence: str) -> None:
    assert licence_of(expression, classifiers, text) == licence
