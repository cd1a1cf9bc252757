"""A filing as one of many: history, corrections, late periods, conflicts; arithmetic traps (CASES 22, 23)."""

# ruff: noqa: E501 - tables of cases
from __future__ import annotations

from functools import cache
from typing import Any

from tests.cases.model import FILE, GOOD_A, GOOD_B, LABELS, A, Case, form, housing
from tests.cases.value_cases import MISSING_TRADE, SHOPS, TRADE, shops

DEV = "区发改局_2023年11月.xlsx"
DEC = "区住建局_2023年12月.xlsx"
DIGITAL = "重点工作-3/1"
# one file that comes twice: a workbook says the second in which it was written
FIRST = cache(form(housing()))


def december(current: Any, cumulative: Any, **texts: Any) -> Any:
    one, two = housing(current, cumulative, narrative=texts.pop("narrative", "本月又完工一批小区。"))
    return form([[*one, *texts.values()], two], period="2023年12月")


def _then(name: str, current: Any, cumulative: Any, *codes: str, infos: tuple[str, ...] = (), **texts: Any) -> Case:
    """December after a November with current 10, cumulative 10."""
    values = (
        (A, "北塔区", {k: v for k, v in (("unit", "个"), ("current", current), ("cumulative", cumulative)) if v is not None}),
        GOOD_B,
    )
    texts = texts or {"problems": "部分居民未签约", "next_steps": "逐户上门"}
    return Case(
        f"flow-{name}", "CASES 23", DEC, december(current, cumulative, **texts),
        "accepted_with_warnings" if codes else "accepted", codes, infos, values=values, past=((FILE, form(housing())),), period="2023-12",
    )  # fmt: skip


def _behind(name: str, word: str, *codes: str, problems: str | None = None, next_steps: str | None = None) -> Case:
    """A November filing in which the unit calls itself by a word of 进度状态."""
    one, two = housing()
    rows = [[*one, problems, next_steps, None, None, word], two]
    return Case(
        f"flow-{name}", "CASES 23", FILE, form(rows, labels=(*LABELS, "进度状态")),
        "accepted_with_warnings" if codes else "accepted", codes, values=(GOOD_A, GOOD_B),
    )  # fmt: skip


GOOD = form(housing())


def _again(
    name: str,
    data: Any,
    verdict: str,
    codes: tuple[str, ...] = (),
    infos: tuple[str, ...] = (),
    values: Any = (GOOD_A, GOOD_B),
    **more: Any,
) -> Case:
    """A second November filing after a good one."""
    return Case(f"again-{name}", "CASES 22", FILE, data, verdict, codes, infos, values=values, past=((FILE, GOOD),), **more)


def _resaved() -> Any:
    """The same figures in other cells: a title more, columns left out, one number as text."""
    rows = [row[:] for row in housing()]
    rows[0][6] = "10"
    return form(list(reversed(rows)))


def _shops(name: str, cumulative: Any, *codes: str, unit: Any = "家", **fields: Any) -> Case:
    return Case(
        f"target-{name}", "CASES 23", TRADE, form([shops(cumulative, unit)], unit="区商务局"), "accepted_with_warnings",
        (*MISSING_TRADE, *codes), values=((SHOPS, "全市", {"unit": unit, "cumulative": cumulative}),), **fields,
    )  # fmt: skip


def _row(*tail: Any, current: Any = 10, cumulative: Any = 10) -> Any:
    return form([[*housing(current, cumulative)[0][:8], *tail], housing()[1]])


def _word(name: str, row: Any, *codes: str, fields: dict[str, Any] | None = None) -> Case:
    return Case(f"words-{name}", "issue", FILE, row, "accepted_with_warnings" if codes else "accepted", codes,
                values=((A, "北塔区", {"unit": "个", "current": 10, "cumulative": 10, **(fields or {})}), GOOD_B))  # fmt: skip


def _rated(name: str, rate: Any, *codes: str, current: Any = 10, cumulative: Any = 10, past: bool = False) -> Case:
    """A stated completion rate beside 改造老旧小区 (20 个)."""
    row = [
        "重点项目-3",
        "老旧小区改造",
        "改造老旧小区",
        "北塔区",
        "个",
        20,
        current,
        cumulative,
        rate,
        "居民未签约",
        "逐户上门",
    ]
    other = ["重点项目-3", "老旧小区改造", "投诉率", "北塔区", "%", 5, None, 3.2]
    labels = (
        "任务编号",
        "任务名称",
        "指标",
        "区域",
        "计量单位",
        "目标值",
        "本期完成",
        "累计完成",
        "完成率（％）",
        "存在问题",
        "下一步措施",
    )
    period = "2023年12月" if past else "2023年11月"
    return Case(
        f"completion-{name}", "issue", DEC if past else FILE, form([row, other], labels=labels, period=period),
        "accepted_with_warnings" if codes else "accepted", codes, past=((FILE, form(housing())),) if past else (),
        values=((A, "北塔区", {"unit": "个", "current": current, "cumulative": cumulative}), GOOD_B),
    )  # fmt: skip


CASES: tuple[Case, ...] = (
    _rated("right", 50),
    _rated("right-as-text", "50%"),
    _rated("rounded", 50.04),
    _rated("left-out", None),
    _rated("wrong", 60, "rate-differs@I4"),
    _rated("stale", 50, "rate-stale@I4", current=5, cumulative=15, past=True),
    _rated("updated", 75, current=5, cumulative=15, past=True),
    _rated("words", "达到目标", "rate-unreadable@I4"),
    _rated("as-a-share-of-one", 0.5, "percent-ambiguous@I4", "rate-differs@I4"),
    _then("goes-on", 10, 20),
    _then("fell", 0, 8, "cumulative-fell@H4"),
    _then("does-not-add-up", 5, 16, "cumulative-not-sum@H4"),
    _then("sums-of-filings-are-not-the-cumulative", 10, 20),
    _then("only-the-cumulative", None, 18),
    _then("narrative-copied", 8, 18, "narrative-unchanged@M4", narrative="已改造完工一批。", problems="居民未签约", next_steps="逐户上门"),
    _then("behind-by-its-figures-alone", 5, 15, narrative="本月又完工一批小区。"),  # judged where pace is, not here
    _behind("behind-without-a-word", "滞后", "problems-missing@N4"),
    _behind("seriously-behind-without-a-word", "严重滞后", "problems-missing@N4"),
    _behind("on-schedule-without-a-word", "达序时进度"),
    _behind("behind-and-said-why", "滞后", problems="居民未签约", next_steps="逐户上门"),
    _then("behind-and-explained", 5, 15, problems="居民未签约", next_steps="逐户上门"),
    Case("flow-below-current", "issue", FILE, form(housing(12, 10)), "accepted_with_warnings", ("cumulative-below-current@H4",), values=(GOOD_B,)),
    Case("flow-factor-against-last-period", "issue", DEC, december(0, 100000), "accepted_with_warnings",
         ("factor-suspected@H4",),
         values=(GOOD_B,), past=((FILE, form(housing())),)),
    _shops("three-times-over", 300, "far-over-target@H4"),
    Case("target-ten-thousand-times-over", "CASES 23", TRADE, form([shops(900000, "家")], unit="区商务局"), "rejected",
         ("factor-suspected@H4", "no-row-left@")),
    _shops("just-reached", 90),
    _shops("far-behind", 3),
    _shops("in-ten-thousands", 0.009, unit="万家"),
    _word("done-but-not-reached", _row(None, None, None, "是", "完工一批"), "done-contradicts-number@L4", fields={"done": True}),
    _word("narrative-says-all-is-done", _row(None, None, None, None, "已全面完成目标任务"), "status-contradicts-number@M4"),
    _word("not-done-with-a-date", _row(None, None, "2023-11-20", "否", "完工一批"), "done-contradicts-date@L4",
          fields={"done": False, "done_date": "2023-11-20"}),
    _word("date-without-a-year-long-ago", _row(None, None, "1月5日", "是", "完工一批", cumulative=20), "date-year-unclear@K4",
          fields={"cumulative": 20, "done": True, "done_date": "2023-01-05"}),
    _word("date-without-a-year", _row(None, None, "11月20日", "是", "完工一批", cumulative=20), fields={"cumulative": 20, "done": True, "done_date": "2023-11-20"}),
    # filed again
    _again("same-bytes", GOOD, "accepted", infos=("file-received-before@",)),
    _again("same-content-resaved", _resaved(), "accepted", infos=("content-received-before@",), values=(GOOD_B, GOOD_A)),
    _again("one-figure-corrected", form(housing(11, 11)), "accepted", infos=("supersedes@", "value-restated@G4", "value-restated@H4"),
           values=((A, "北塔区", {"unit": "个", "current": 11, "cumulative": 11}), GOOD_B)),
    _again("one-row-fewer", form(housing()[:1]), "accepted_with_warnings", ("rows-dropped@",), ("supersedes@",),
           values=(GOOD_A,)),
    Case("again-earlier-period-after-a-later", "CASES 22", FILE, form(housing(12, 12)), "accepted_with_warnings",
         ("later-period-sum@H4",), ("period-earlier@", "supersedes@"),
         values=((A, "北塔区", {"unit": "个", "current": 12, "cumulative": 12}), GOOD_B),
         past=((FILE, form(housing())), (DEC, december(10, 20)))),
    Case("again-earlier-period-contradicts-the-later", "CASES 22", FILE, form(housing(22, 22)), "accepted_with_warnings",
         ("later-period-contradicts@H4",), ("period-earlier@",),
         values=((A, "北塔区", {"unit": "个", "current": 22, "cumulative": 22}), GOOD_B), past=((DEC, december(10, 20)),)),
    Case("again-two-units-one-target", "CASES 22", DEV, form(housing(10, 12)[:1], unit="区发改局"), "rejected",
         ("target-filed-by-other-office@A4", "no-row-left@"), past=((FILE, form(housing())),)),
    Case("again-two-units-one-figure", "own", DEV, form(housing()[:1], unit="区发改局"), "accepted_with_warnings",
         ("rows-expected-missing@",), values=(GOOD_A,), past=((FILE, form(housing())),)),
    Case("again-two-units-and-only-words-beside", "own", DEV, form(housing(None, None)[:1], unit="区发改局"), "accepted_with_warnings",
         ("rows-expected-missing@",), values=((A, "北塔区", {"unit": "个"}),), past=((FILE, form(housing())),)),
    Case("again-two-units-and-the-lead-says-otherwise", "own", FILE, form(housing()), "accepted_with_warnings",
         ("office-beside-differs@H4",), values=(GOOD_A, GOOD_B), past=((DEV, form(housing(10, 12)[:1], unit="区发改局")),)),
    Case("again-two-units-and-the-lead-says-the-same", "own", FILE, form(housing()), "accepted",
         values=(GOOD_A, GOOD_B), past=((DEV, form(housing()[:1], unit="区发改局")),)),
    Case("again-rejected-before-counts-for-nothing", "own", FILE, form(housing()), "accepted", values=(GOOD_A, GOOD_B),
         past=((FILE, form(housing(), period="2023年10月")),)),
    Case("again-back-to-the-first-bytes", "own", FILE, FIRST, "accepted_with_warnings", ("file-superseded-before@",),
         values=(GOOD_A, GOOD_B), past=((FILE, FIRST), (FILE, form(housing(11, 11))))),
    Case("again-back-to-the-first-figures", "own", FILE, form([*housing(), ["注：改回原数"]]), "accepted", (), ("supersedes@",), values=(GOOD_A, GOOD_B),
         past=((FILE, form(housing())), (FILE, form(housing(11, 11))))),
)  # fmt: skip
