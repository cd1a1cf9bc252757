"""Findings as people are told them: what is said in the same words of many cells is said once, with its cells."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.findings.finding import Finding, Place

_NAMED = 12  # cells that are named before the rest is a number


def grouped(findings: Iterable[Finding]) -> list[tuple[Finding, tuple[Place, ...]]]:
    """Each finding once, in the order of its first place, with all places at which it says the same."""
    found: dict[tuple[str, ...], tuple[Finding, list[Place]]] = {}
    for finding in findings:
        key = (finding.code, finding.label, finding.message, finding.fix, finding.place.sheet)
        found.setdefault(key, (finding, []))[1].append(finding.place)
    return [(first, tuple(places)) for first, places in found.values()]


def places_text(places: tuple[Place, ...]) -> str:
    """进展情况!H4、H7、H9 等26处; the place itself where there is one."""
    every = [place.text() for place in dict.fromkeys(places)]
    first = places[0]
    if len(every) > 1 and first.sheet and all(place.row and place.column for place in places):
        every = [every[0], *(f"{place.column}{place.row}" for place in list(dict.fromkeys(places))[1:])]
    rest = f" 等{len(every)}处" if len(every) > _NAMED else ""
    return "、".join(every[:_NAMED]) + rest
