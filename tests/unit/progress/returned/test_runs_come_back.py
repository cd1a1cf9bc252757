"""What a cell says beside its letters (struck out, raised, coloured, commented) is in the return copy as in the file."""

from __future__ import annotations

import pytest

from ingest.documents.reader import Use, read_bytes
from ingest.progress.returned.return_copy import return_copy
from tests.cases.model import Case
from tests.cases.run_cases import CASES
from tests.unit.progress.progress_home import context
from tests.unit.progress.test_zoo import outcome, read

RETURNED = [case for case in CASES if case.verdict != "accepted" and not case.past]
_CONTEXT = context()


@pytest.mark.parametrize("case", RETURNED, ids=lambda case: case.name)
def test_a_copy_that_is_filed_as_it_is_says_the_same(case: Case) -> None:
    data, first = case.data(), outcome(case)
    copy, suffix = return_copy(data, read_bytes(data, case.file, use=Use.FIGURES), case.file, first)
    again = read(copy, f"区住建局_2023年11月{suffix}", _CONTEXT)
    assert again.verdict == first.verdict
    assert [(row.number, row.cumulative, row.current) for row in again.accepted] == [
        (row.number, row.cumulative, row.current) for row in first.accepted
    ]
    # what the copy does not have of the file: that changes were tracked in it, and a summary that it has
    codes = [found.code for found in first.all_findings if found.code != "tracked-changes-accepted"]
    told = [found.code for found in again.all_findings if found.code != "sheet-ignored"]
    if "form-unrecognised" in codes:  # without a header nobody knows our mark column: a row struck as a whole is one no more
        told, codes = sorted(set(told)), sorted(set(codes))
    assert told == codes
