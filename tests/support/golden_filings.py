"""The filings and outside figures of the golden home: what some of the real list's units filed, by hand.

One file for each way to fare: on time, corrected, late, rejected, empty, not identified, for a period nobody asks for.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.support.golden_home import LIST_ID, filing, merged, provenance, receipt

FELL = {"code": "cumulative-fell", "severity": "warning", "target": "重点工作-3/1", "area": "全市", "label": "累计完成",
        "seen": "3", "row_no": 6, "column_letter": "I", "sheet": "进展情况"}  # fmt: skip
NOT_A_NUMBER = {"code": "cell-not-a-number", "effect": "row", "target": "重点工作-3/2", "area": "全市", "label": "累计完成",
                "seen": "约30", "row_no": 9, "column_letter": "I", "sheet": "进展情况"}  # fmt: skip


def published() -> dict[str, Any]:
    """A file of outside figures: what the city says of the other counties for January to November."""
    months = {"period_start": dt.date(2023, 1, 1), "period_end": dt.date(2023, 11, 30), "source": "市统计局月报"}
    figures = [
        ("邵东市", "九大新兴优势产业链规模工业总产值", "value", 20, "亿元"),
        ("邵东市", "九大新兴优势产业链规模工业总产值", "yoy", 8, "%"),
        ("双清区", "九大新兴优势产业链规模工业总产值", "value", 30, "亿元"),
        ("双清区", "九大新兴优势产业链规模工业总产值", "yoy", 5, "%"),
        ("大祥区", "工业固定资产投资", "yoy", 16, "%"),
        ("双清区", "工业固定资产投资", "yoy", 12, "%"),
        ("双清区", "工业技改投资", "yoy", 30, "%"),
    ]
    known = provenance(10, "2023-12-04")
    rows = [
        {
            **known,
            "row_no": i,
            "area": area,
            "indicator": name,
            "measure": measure,
            "value": Decimal(value),
            "unit": unit,
            **months,
        }
        for i, (area, name, measure, value, unit) in enumerate(figures, 2)
    ]
    head = {**known, "verdict": "accepted", "container": "csv", "rows_read": 7, "rows_accepted": 7, "rows_held": 0}
    taken = receipt(10, "2023-12-04", "benchmark", "月报.csv")
    return merged(taken, {"benchmark_files": [head], "benchmarks": rows})


def stations(cumulative: int) -> dict[str, Any]:
    return {"target": "重点工作-3/1", "cumulative_value": cumulative, "judgement": "严重滞后"}


def rejected(receipt_seq: int, unit: str, period: str, code: str, list_id: str = LIST_ID) -> dict[str, Any]:
    findings = [{"code": code, "effect": "file"}]
    return filing(receipt_seq, "2023-12-03", unit, period, verdict="rejected", list_id=list_id, findings=findings)


def files() -> list[dict[str, Any]]:
    first = [
        stations(40),
        {
            "target": "重点工作-10/1",
            "area": "北塔区",
            "cumulative_value": 10**9,
            "yoy": 8,
            "measure_unit": "元",
            "unit_base": "元",
        },
        {"target": "重点工作-10/20", "area": "北塔区", "yoy": 16, "measure_unit": "%"},
    ]
    second = [stations(45), {"target": "重点工作-3/2", "cumulative_value": 9000}]
    warned = {"verdict": "accepted_with_warnings"}
    held = [{"target": "重点工作-3/2"}]
    return [
        filing(2, "2023-12-02", "区发改局", "2023-11", first, held=held, findings=[NOT_A_NUMBER, FELL], **warned),
        # the office's long name: the same unit, the second version; one finding is gone, one is still there
        filing(3, "2023-12-05", "区发展和改革局", "2023-11", second, findings=[FELL], **warned),
        filing(4, "2023-12-06", "区商务局", "2023-11", [{"target": "重点工作-1-7/1", "yoy": 6.5, "measure_unit": "%"}]),
        rejected(5, "区财政局", "2023-11", "file-encrypted"),
        filing(6, "2023-12-03", "区住建局", "2023-11"),
        rejected(7, "", "", "office-unknown", list_id=""),
        rejected(8, "区财政局", "2022-05", "period-not-in-list"),
        filing(9, "2024-01-01", "区发改局", "2023-12", [{"target": "重点工作-3/1", "cumulative_value": 75}]),
        published(),
    ]
