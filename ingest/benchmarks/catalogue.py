"""What the reader of outside figures says to the person who collected them: codes, Chinese messages and fixes.

Only texts belong here. A code is stable. `{…}` are words that the reader fills in.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.findings import Effect, Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the catalogue."""

    severity: Severity
    effect: Effect
    message: str
    fix: str


def _file(message: str, fix: str) -> Entry:
    return Entry(Severity.ERROR, Effect.FILE, message, fix)


def _row(message: str, fix: str) -> Entry:
    return Entry(Severity.ERROR, Effect.ROW, message, fix)


def _warn(message: str, fix: str) -> Entry:
    return Entry(Severity.WARNING, Effect.NONE, message, fix)


_ONE_VALUE = "请核对出处后只保留正确的一行，再报送。"

CATALOGUE: dict[str, Entry] = {
    "benchmark-no-table": _file(
        "没有找到外部数据表：表头应有{wanted}。",
        "请按“地区、指标、口径、开始日期、结束日期、数值、单位、来源”列出表头后再报送。",
    ),
    "benchmark-columns-missing": _file("表头缺少{wanted}。", "请补上所缺的列后再报送。"),
    "benchmark-column-twice": _file("表头中“{label}”出现了不止一次，无法确定以哪一列为准。", "请只保留一列后再报送。"),
    "benchmark-no-rows": _file("表头下面没有任何数据。", "请填入数据后再报送。"),
    "benchmark-key-blank": _row("这一行没有填写“{label}”。", "请补填“{label}”。"),
    "benchmark-unknown-measure": _row("口径“{seen}”无法识别。", "口径请填：同比（同比增速，%）、数值（总量、绝对数）或排名。"),
    "benchmark-not-a-number": _row("“{seen}”不是数字。", "数值一栏只填数字，单位填在“单位”一栏；没有数据的行请删去。"),
    "benchmark-rank-not-whole": _row("排名“{seen}”不是正整数。", "排名请填 1、2、3 等整数。"),
    "benchmark-unit-blank": _row("这一行的数值没有单位。", "请在“单位”一栏填写计量单位，如亿元、万元、户。"),
    "benchmark-unit-not-percent": _row("同比的单位是“{seen}”，应为 %。", "同比增速请以 % 填写；若为总量，请把口径改为“数值”。"),
    "benchmark-bad-date": _row("“{seen}”不是日历上的日期。", "日期请写成 2023-12-31 或 2023年12月31日。"),
    "benchmark-dates-reversed": _row("开始日期晚于结束日期（{seen}）。", "请核对这一行的起止日期。"),
    "benchmark-duplicate-differs": _row(
        "同一地区、同一指标、同一时段的数据在第{other}行也有，但数值不同（{seen}）。两行都暂不采用。", _ONE_VALUE
    ),
    "benchmark-duplicate": _warn("这一行与第{other}行完全相同，只采用一次。", "无需处理；如系误填，请改正后再报送。"),
    "benchmark-source-blank": _warn("这一行没有注明数据来源。", "请补上出处和公布日期，便于日后核对。"),
    "benchmark-area-unknown": _warn(
        "地区“{seen}”不在地区表中，暂时对不上任何目标。", "请核对地区名称；确有此地区的，请系统管理员补入地区表。"
    ),
    "benchmark-sheet-skipped": Entry(
        Severity.INFO, Effect.NONE, "工作表“{seen}”没有数据表头，未读取。", "如有数据，请补上表头后再报送。"
    ),
}


def finding(code: str, place: Place, *, seen: str = "", wanted: str = "", label: str = "", **more: str) -> Finding:
    """The finding of a code. Raises KeyError for a code or a word that is not there: a bug."""
    entry = CATALOGUE[code]
    filled = {"seen": seen, "wanted": wanted, "label": label, **more}
    return Finding(
        code=code,
        severity=entry.severity,
        effect=entry.effect,
        place=place,
        seen=seen,
        wanted=wanted,
        label=label,
        message=entry.message.format(**filled),
        fix=entry.fix.format(**filled),
    )
