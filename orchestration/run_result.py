"""What the result of a run says: why it did not publish, whether it was stopped, what was among its steps."""

from __future__ import annotations

import dagster as dg
from dagster._core.events import DagsterEvent, JobFailureData
from dagster._core.execution.plan.objects import StepFailureData

from ingest.home import Home
from orchestration.troubles import trouble_in

Result = dg.ExecuteInProcessResult | dg.JobExecutionResult

_PUBLISHED = dg.AssetKey(["published", "snapshot"])
_INTERRUPTED = (dg.DagsterExecutionInterruptedError.__name__, KeyboardInterrupt.__name__)
_DBT_ERRORS = "Errors parsed from dbt logs:"


def reasons_of(result: Result, home: Home) -> tuple[str, ...]:
    """Why a run did not publish: failed blocking checks first, then steps that failed for another cause."""
    reasons = [
        f"检查未通过：{e.description or f'{e.asset_key.to_user_string()} · {e.check_name}'}"
        for e in result.get_asset_check_evaluations()
        if not e.passed and e.severity == dg.AssetCheckSeverity.ERROR
    ]
    for event in result.all_events:
        if event.is_step_failure:
            failure = event.step_failure_data
            if failure.error and failure.error.cls_name == "DagsterAssetCheckFailedError":
                continue  # told above, check by check
            error = failure.error.cause if failure.error and failure.error.cause else failure.error
            told = failure.user_failure_data.description if failure.user_failure_data else None
            text = told or (error.message if error else "")
            trouble = None if told else trouble_in(home, error.cls_name or "" if error else "", text)
            said = str(trouble) if trouble else f"步骤 {event.step_key} 失败：{text.rpartition(_DBT_ERRORS)[2].strip()}"
            reasons.append(said)
    return tuple(dict.fromkeys(reasons))


def is_stopped(result: Result) -> bool:
    """Whether a signal or the UI has ended a run: Dagster takes the step that ended with it for one that failed."""
    return any(
        event.event_type is dg.DagsterEventType.RUN_CANCELED or _error(event) in _INTERRUPTED for event in result.all_events
    )


def _error(event: DagsterEvent) -> str | None:
    """The class of the error with which a step or a run failed."""
    data = event.event_specific_data
    if isinstance(data, StepFailureData | JobFailureData) and data.error is not None:
        return data.error.cls_name
    return None


def publishes(result: Result | None) -> bool:
    """Whether the publication was among the steps: in the UI a few assets may be chosen."""
    return result is not None and any(event.asset_key == _PUBLISHED for event in result.get_asset_materialization_events())
