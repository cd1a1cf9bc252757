"""The code location that `workspace.yaml` loads. Everything it holds is built in `orchestration.build`."""

from __future__ import annotations

import dagster as dg

from orchestration.build import build_defs


@dg.definitions
def definitions() -> dg.Definitions:
    return build_defs()
