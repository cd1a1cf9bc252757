"""Turns results into what an orchestrator shows: passed, severity and metadata of one check, and the verdict of a gate.

Knows nothing of Dagster: plain values, so that the wiring stays a few lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from expectations.model import FailureEffect, FailureSeverity, Result, Status


def check_name(expectation_id: str) -> str:
    """The name of the check: the id in the letters orchestrators allow."""
    return expectation_id.replace("-", "_")


def as_check(result: Result) -> tuple[bool, str, dict[str, Any]]:
    """(passed, `ERROR` or `WARN`, metadata). A `system` result of a warning is still only a warning, but says what it is."""
    severity = "ERROR" if result.expectation.severity is FailureSeverity.CRITICAL else "WARN"
    metadata: dict[str, Any] = {
        "text": result.expectation.text,
        "reason": result.expectation.reason,
        "owner": result.expectation.owner,
        "effect": str(result.expectation.effect),
        "status": str(result.status),
        "rows": result.rows,
        "violations": result.count,
    }
    optional = {"sample": list(result.sample), "seen": result.seen, "wanted": result.wanted, "exception": result.exception}
    metadata.update({name: value for name, value in optional.items() if value})
    return result.success, severity, metadata


def describe(result: Result) -> str:
    """One Chinese line about a failed result, for the printed reason, the report and the operator's message."""
    place = f"{result.layer}/{result.table}"
    if result.status is Status.SYSTEM:
        return f"{place}：检查“{result.expectation.text}”无法执行（系统问题）：{result.exception}"
    parts = [f"{place}：{result.expectation.text}"]
    if result.count > 1 or result.sample:
        parts.append(f"共{result.count}行")
    if result.seen:
        parts.append(f"现为 {result.seen}")
    if result.wanted:
        parts.append(f"应为 {result.wanted}")
    if result.sample:
        parts.append("例如 " + "、".join(result.sample))
    return "，".join(parts)


def gate(results: Iterable[Result]) -> tuple[bool, list[str], list[str]]:
    """(may publish, reasons against it, warnings somebody should be told of), as Chinese lines."""
    failed = [result for result in results if not result.success]
    stops = [describe(result) for result in failed if result.blocks]
    tells = [describe(result) for result in failed if result.expectation.effect is FailureEffect.TELL]
    return not stops, stops, tells
