"""Under which licence each locked distribution stands, by its own metadata, and whether that is one of `licences.toml`.

python -m tests.support.licences    # a line each; exit 1 where one is not allowed or not installed
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

_ROOT = Path(__file__).parents[2]
# what is for development holds all of the others
RUNTIME, DEVELOPMENT = _ROOT / "requirements.lock", _ROOT / "requirements-dev.lock"
LIST = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s\\]+)", re.MULTILINE)
_TOKEN = re.compile(r"\(|\)|\bAND\b|\bOR\b|[^\s()]+")
# of classifiers: no licences, but what is said of one
_NO_LICENCE = frozenset({"OSI Approved", "DFSG approved"})


@dataclass(frozen=True, slots=True)
class Licensed:
    """A distribution and its licence as an SPDX expression; "" where it is not installed or says none."""

    name: str
    version: str
    licence: str
    is_installed: bool = True

    @property
    def is_allowed(self) -> bool:
        return self.name in LIST["packages"] or is_allowed(self.licence)


def locked(lock: Path) -> Iterator[Licensed]:
    for name, version in _PIN.findall(lock.read_text(encoding="utf-8")):
        try:
            said = metadata(name)
        except PackageNotFoundError:
            yield Licensed(name, version, "", is_installed=False)
            continue
        classifiers = [one.split(" :: ") for one in said.get_all("Classifier") or []]
        yield Licensed(
            name,
            version,
            licence_of(
                said.get("License-Expression") or "",
                [parts[-1] for parts in classifiers if parts[0] == "License" and parts[-1] not in _NO_LICENCE],
                said.get("License") or "",
            ),
        )


def licence_of(expression: str, classifiers: list[str], text: str) -> str:
    """An SPDX expression from what a distribution says: the expression itself, else all that it is classified as, else the
    first line of its text."""
    if expression:
        return expression
    names = classifiers or text.strip().splitlines()[:1]
    return " AND ".join(f"({_expression(name.strip())})" for name in names)


def _expression(name: str) -> str:
    if name in LIST["names"]:
        return str(LIST["names"][name])
    return name if is_allowed(name) else name.replace(" ", "-")


def is_allowed(expression: str) -> bool:
    """Whether one may go by licences of the list alone: of OR one side will do, of AND it must be both."""
    tokens = _TOKEN.findall(expression)
    if not tokens:
        return False
    allowed, rest = _either(tokens)
    return allowed and not rest


def _either(tokens: list[str]) -> tuple[bool, list[str]]:
    allowed, rest = _both(tokens)
    while rest[:1] == ["OR"]:
        other, rest = _both(rest[1:])
        allowed = allowed or other
    return allowed, rest


def _both(tokens: list[str]) -> tuple[bool, list[str]]:
    allowed, rest = _one(tokens)
    while rest[:1] == ["AND"]:
        other, rest = _one(rest[1:])
        allowed = allowed and other
    return allowed, rest


def _one(tokens: list[str]) -> tuple[bool, list[str]]:
    if tokens[:1] == ["("]:
        allowed, rest = _either(tokens[1:])
        return (allowed, rest[1:]) if rest[:1] == [")"] else (False, rest)
    return tokens[0] in LIST["allowed"] if tokens else False, tokens[1:]


def main() -> int:
    found = {(one.name, one.version): one for lock in (RUNTIME, DEVELOPMENT) for one in locked(lock)}.values()
    wrong = [one for one in found if not (one.is_installed and one.is_allowed)]
    for one in sorted(found, key=lambda one: one.name):
        chosen = LIST["packages"].get(one.name)
        print(
            "\t".join([one.name, one.version, chosen[0] if chosen else one.licence, *(["NOT ALLOWED"] if one in wrong else [])])
        )
    for one in wrong:
        print(f"{one.name}: {one.licence or 'not installed, or it says no licence'}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
