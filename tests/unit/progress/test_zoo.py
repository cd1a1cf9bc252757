"""Every case of the zoo has its verdict, its findings at their cells and its exact values."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pytest

from ingest.documents.reader import read_bytes
from ingest.findings import Severity
from ingest.progress.context import Context
from ingest.progress.filing_json import filing_object
from ingest.progress.filing_rows import raw_rows
from ingest.progress.known_rows import with_filing
from ingest.progress.reader import FilingReading, read_filing
from tests.cases.model import Case
from tests.cases.zoo import ZOO
from tests.unit.progress.progress_home import LIST, context

_CONTEXT = context()


def read(data: bytes, name: str, known: Context) -> FilingReading:
    return read_filing(read_bytes(data, name), name=name, sha256=hashlib.sha256(data).hexdigest(), context=known)


def after(known: Context, reading: FilingReading, seq: int) -> Context:
    """The context after a filing was taken in as receipt `seq`."""
    provenance = {"receipt_seq": seq, "file_sha256": reading.sha256, "received_as_of": dt.date(2023, 12, 1)}
    rows = {name: [{**row, **provenance} for row in items] for name, items in raw_rows(reading).items()}
    return with_filing(known, rows["filings"], rows["filing_rows"])


_READ: dict[str, FilingReading] = {}


def outcome(case: Case) -> FilingReading:
    """What is read of a case, once for all tests that ask."""
    if case.name not in _READ:
        _READ[case.name] = _outcome(case)
    return _READ[case.name]


def _outcome(case: Case) -> FilingReading:
    known = _CONTEXT
    for seq, (name, data) in enumerate(case.past, 2):
        known = after(known, read(data(), name, known), seq)
    return read(case.data(), case.file, known)


def _at(reading: FilingReading, *severities: Severity) -> list[str]:
    """Codes with their cells, each as often as it was said; those without a cell (rows that are missing) once."""
    said = [
        (f.code, f"{f.place.column}{f.place.row}" if f.place.column else "")
        for f in reading.all_findings
        if f.severity in severities
    ]
    return sorted([f"{code}@{cell}" for code, cell in said if cell] + [f"{c}@" for c in {c for c, cell in said if not cell}])


def _values(reading: FilingReading) -> list[tuple[str, str, dict[str, Any]]]:
    rows = filing_object(reading, case_file)["values"] if (case_file := reading.name) else []
    plain = []
    for row in rows:
        fields = {k: v for k, v in row.items() if k not in ("target_key", "area", "row") and v is not None}
        plain.append((row["target_key"].removeprefix(f"{LIST}/"), row["area"], {"unit": "", **fields}))
    return plain


def test_names_are_unique() -> None:
    assert len({case.name for case in ZOO}) == len(ZOO)


@pytest.mark.parametrize("case", ZOO, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    reading = outcome(case)
    said = _at(reading, Severity.ERROR, Severity.WARNING)
    story = "\n".join(f"{f.code} {f.place.text()} {f.seen!r}: {f.message}" for f in reading.all_findings)
    assert reading.verdict.value == case.verdict, story
    assert _values(reading) == [(key, area, {"unit": "", **fields}) for key, area, fields in case.values], story
    if case.any_codes:
        assert set(case.codes) <= set(said), story
    else:
        assert said == sorted(case.codes), story
    assert set(case.infos) <= set(_at(reading, Severity.INFO)), story
    if case.unit is not None:
        assert reading.unit == case.unit
    if case.period is not None:
        assert reading.period == case.period
    if case.read is not None:
        assert reading.rows_read == case.read
    for name, wanted in case.extra.items():
        assert getattr(reading, name) == wanted
    if reading.verdict.value == "rejected":
        assert reading.all_findings
        assert not reading.accepted
