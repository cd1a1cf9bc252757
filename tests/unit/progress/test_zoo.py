"""Every case of the zoo has its verdict, its findings at their cells and its exact values."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pytest

from ingest.documents.reader import Use, read_bytes
from ingest.findings import Severity
from ingest.progress.filing_json import filing_object
from ingest.progress.filing_rows import raw_rows
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.loader import with_filing
from ingest.progress.reader import JudgedFiling, read_filing
from tests.cases.model import Case
from tests.cases.zoo import ZOO
from tests.unit.progress.progress_home import LIST, context

_CONTEXT = context()


def read(data: bytes, name: str, known: Context) -> JudgedFiling:
    return read_filing(
        read_bytes(data, name, use=Use.FIGURES), name=name, sha256=hashlib.sha256(data).hexdigest(), context=known
    )


def after(known: Context, filing: JudgedFiling, seq: int) -> Context:
    """The context after a filing was taken in as receipt `seq`."""
    provenance = {"receipt_seq": seq, "file_sha256": filing.sha256, "received_as_of": dt.date(2023, 12, 1)}
    rows = {name: [{**row, **provenance} for row in items] for name, items in raw_rows(filing).items()}
    return with_filing(known, rows["filings"], rows["filing_rows"])


_READ: dict[str, JudgedFiling] = {}


def outcome(case: Case) -> JudgedFiling:
    """What is read of a case, once for all tests that ask."""
    if case.name not in _READ:
        _READ[case.name] = _outcome(case)
    return _READ[case.name]


def _outcome(case: Case) -> JudgedFiling:
    known = _CONTEXT
    for seq, (name, data) in enumerate(case.past, 2):
        known = after(known, read(data(), name, known), seq)
    return read(case.data(), case.file, known)


def _at(filing: JudgedFiling, *severities: Severity) -> list[str]:
    """Codes with their cells, each as often as it was said; those without a cell (rows that are missing) once."""
    said = [
        (f.code, f"{f.place.column}{f.place.row}" if f.place.column else "")
        for f in filing.all_findings
        if f.severity in severities
    ]
    return sorted([f"{code}@{cell}" for code, cell in said if cell] + [f"{c}@" for c in {c for c, cell in said if not cell}])


def _values(filing: JudgedFiling) -> list[tuple[str, str, dict[str, Any]]]:
    rows = filing_object(filing, case_file)["values"] if (case_file := filing.name) else []
    plain = []
    for row in rows:
        fields = {k: v for k, v in row.items() if k not in ("target_key", "area", "row") and v is not None}
        plain.append((row["target_key"].removeprefix(f"{LIST}/"), row["area"], {"unit": "", **fields}))
    return plain


def test_names_are_unique() -> None:
    assert len({case.name for case in ZOO}) == len(ZOO)


@pytest.mark.parametrize("case", ZOO, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    filing = outcome(case)
    said = _at(filing, Severity.ERROR, Severity.WARNING)
    story = "\n".join(f"{f.code} {f.place.text()} {f.seen!r}: {f.message}" for f in filing.all_findings)
    assert filing.verdict.value == case.verdict, story
    assert _values(filing) == [(key, area, {"unit": "", **fields}) for key, area, fields in case.values], story
    if case.any_codes:
        assert set(case.codes) <= set(said), story
    else:
        assert said == sorted(case.codes), story
    assert set(case.infos) <= set(_at(filing, Severity.INFO)), story
    if case.unit is not None:
        assert filing.unit == case.unit
    if case.period is not None:
        assert filing.period == case.period
    if case.read is not None:
        assert filing.rows_read == case.read
    for name, wanted in case.extra.items():
        assert getattr(filing, name) == wanted
    if filing.verdict.value == "rejected":
        assert filing.all_findings
        assert not filing.accepted
