"""A figure in any runs, in any container: no digit that is struck out or raised is part of what is accepted in silence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.findings import Severity
from tests.cases.model import A
from tests.cases.run_cases import RAISED, STRUCK, WRITERS, Run, figure_in_runs
from tests.unit.progress.progress_home import LIST, context
from tests.unit.progress.test_zoo import read

CONTEXT = context()
pieces = st.lists(
    st.builds(Run, st.text("0123456789", min_size=1, max_size=3), st.sampled_from(["", "", STRUCK, RAISED])),
    min_size=1,
    max_size=4,
).map(tuple)


@pytest.mark.parametrize("suffix", sorted(WRITERS))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(pieces)
def test_digits_that_do_not_count_are_not_taken(suffix: str, found: tuple[Run, ...]) -> None:
    filing = read(figure_in_runs(suffix, found), f"区住建局_2023年11月.{suffix}", CONTEXT)
    level = "".join(run.text for run in found if not run.look)
    raised = "".join(run.text for run in found if run.look == RAISED)
    what_counts = level or raised  # where all that is left is raised, it stands on no line but its own
    rows = [row for row in filing.accepted if row.target is not None and row.target.target_key == f"{LIST}/{A}"]
    said = [f for f in filing.all_findings if f.place.row == 4 and f.severity is not Severity.INFO]
    for row in rows:
        assert row.cumulative is None or row.cumulative == Decimal(what_counts)
    if any(run.look == STRUCK for run in found) or (level and raised) or not rows or rows[0].cumulative is None:
        assert said
