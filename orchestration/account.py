"""What a refresh did, in a few Chinese lines for the operator: received, read, checked, told. From the run's events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dagster as dg

from orchestration.inbox_texts import shortened

_KINDS = {"raw/task_lists": "任务清单", "raw/benchmark_files": "外部数据", "raw/filings": "报表", "raw/rule_files": "规则"}
_VERDICTS = {"accepted": "采用", "accepted_with_warnings": "采用但需核对", "rejected": "退回", "quarantined": "因系统故障搁置"}


def _received(said: Mapping[str, Mapping[str, Any]]) -> str:
    received = said.get("raw/received_files", {})
    if received.get("is_replay"):
        return "重放：不取收件箱，只用当时已收到的文件"
    new = received.get("new_files", 0)
    mended = received.get("mended", [])
    again = "；全部重新读过" if mended else "；程序、规则或搁置的文件有变，全部重新读过"
    again = again if received.get("read_again") else ""
    parts = []
    for asset, name in _KINDS.items():
        of_kind = said.get(asset, {})
        if files := of_kind.get("files", 0):
            verdicts = "，".join(f"{_VERDICTS.get(v, v)} {n}" for v, n in sorted(of_kind.get("verdicts", {}).items()))
            parts.append(f"{name} {files} 份（{verdicts}）")
    return f"收件 {new} 份{again}" + ("；读入" + "，".join(parts) if parts else "")


def _noted(said: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """What was mended, and what is still in the inbox and why."""
    received = said.get("raw/received_files", {})
    mended = received.get("mended", [])
    left, refused = received.get("left_files", 0), received.get("refused_files", 0)
    return (
        f"发现损坏，已自动修复 {len(mended)} 处：{shortened(mended)}" if mended else "",
        f"还在写入、留待下次 {left} 份：{shortened(received['left'], left)}" if left else "",
        f"收件箱里不能取走的 {refused} 项：{shortened(received['refused'], refused)}" if refused else "",
    )


def _set_aside(said: Mapping[str, Mapping[str, Any]]) -> str:
    files = said.get("published/snapshot", {}).get("quarantined", [])
    return f"因系统故障搁置 {len(files)} 份：{'；'.join(files)}" if files else ""


def _stopped(said: Mapping[str, Mapping[str, Any]]) -> str:
    files = said.get("published/snapshot", {}).get("stopped", [])
    return f"读取时被中断、没有采用 {len(files)} 份：{shortened(files)}" if files else ""


def _checked(passed: int, failed: int) -> str:
    return f"检查 {passed + failed} 项：通过 {passed}" + (f"，提示 {failed}（不影响发布）" if failed else "")


def account(said: Mapping[str, Mapping[str, Any]], passed: int, failed: int) -> tuple[str, ...]:
    """`said`: by asset, the plain values of its materialization's metadata; then how many checks passed and failed."""
    alerts = said.get("alerts/outbox", {}).get("summary", "")
    lines = (_received(said), *_noted(said), _set_aside(said), _stopped(said), _checked(passed, failed), alerts)
    return tuple(line for line in lines if line)


def account_of(result: dg.ExecuteInProcessResult | dg.JobExecutionResult) -> tuple[str, ...]:
    """The lines of a run that has passed its gates."""
    said = {}
    for event in result.get_asset_materialization_events():
        materialization = event.step_materialization_data.materialization
        said[materialization.asset_key.to_user_string()] = {
            name: value.value for name, value in materialization.metadata.items()
        }
    checks = [evaluation.passed for evaluation in result.get_asset_check_evaluations()]
    return account(said, checks.count(True), checks.count(False))
