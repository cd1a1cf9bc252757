"""All cases of the zoo, in one list."""

from __future__ import annotations

from tests.cases import (
    container_cases,
    figure_cases,
    flow_cases,
    heading_cases,
    layout_cases,
    match_cases,
    run_cases,
    value_cases,
    wide_cases,
)
from tests.cases.model import Case

ZOO: tuple[Case, ...] = (
    *value_cases.CASES,
    *layout_cases.CASES,
    *heading_cases.CASES,
    *wide_cases.CASES,
    *match_cases.CASES,
    *figure_cases.CASES,
    *flow_cases.CASES,
    *container_cases.CASES,
    *run_cases.CASES,
)
