"""Cells: numbers, rates, dates, yes/no and null words in the forms that people write (CASES 8, 9, 10, 16)."""

# ruff: noqa: E501, DTZ001 - tables of cases
from __future__ import annotations

import datetime as dt
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.cases.model import FILE, GOOD_A, GOOD_B, LABELS, A, B, Case, form, head, housing, saved, sheet_of, text_table

TRADE = "区商务局_2023年11月.xlsx"
RETAIL = "重点工作-1-7/1"
SHOPS = "重点工作-1-7/2"
PLACE = "重点工作-1-9/1"
MISSING_TRADE = ("rows-expected-missing@",)


def retail(yoy: Any) -> list[Any]:
    return ["重点工作-1-7", "社会消费品零售总额", "社会消费品零售总额", "全市", "%", 7, None, None, yoy]


def shops(cumulative: Any, unit: Any = "家", current: Any = None) -> list[Any]:
    return [
        "重点工作-1-7",
        "社会消费品零售总额",
        "新增限上企业",
        "全市",
        unit,
        90,
        current,
        cumulative,
        *[None] * 4,
        "推进中",
        "无人报名",
        "上门动员",
    ]


def budget(cumulative: Any, unit: Any = "亿元", current: Any = None) -> list[Any]:
    return ["重点工作-1-8", "地方一般公共预算收入", None, "全市", unit, 138, current, cumulative]


def milestone(done: Any, day: Any = None) -> list[Any]:
    return ["重点项目-4", "学校建设", "第一小学开工建设", "北塔区", None, None, None, None, None, None, day, done]


def quality(text: str = "稳步提升") -> list[Any]:
    return ["重点项目-4", "学校建设", "办学质量", "北塔区", *[None] * 8, text]


def _format(cell: str, code: str) -> Any:
    def change(sheet: Worksheet) -> None:
        sheet[cell].number_format = code

    return change


def _rate(name: str, cell: Any, value: float, codes: tuple[str, ...] = (), code: str = "") -> Case:
    return Case(
        name=f"rate-{name}",
        source="CASES 10",
        file=FILE,
        data=form(housing(rate=cell), _format("H5", code) if code else None),
        verdict="accepted_with_warnings" if codes else "accepted",
        codes=codes,
        values=(GOOD_A, (B, "北塔区", {"unit": "%", "cumulative": value})),
    )


def _amount(name: str, cell: Any, value: float | None, code: str = "", **fields: Any) -> Case:
    """The cumulative of 改造老旧小区; a refused one holds its row."""
    rows = (GOOD_B,) if value is None else ((A, "北塔区", {"unit": "个", "cumulative": value, **fields}), GOOD_B)
    return Case(
        name=f"number-{name}",
        source="CASES 8, 9, 16",
        file=FILE,
        data=form(housing(current=None, cumulative=cell)),
        verdict="accepted_with_warnings" if code else "accepted",
        codes=(f"{code}@H4",) if code else (),
        values=rows,
    )


def _printed(name: str, cell: Any, value: float | None, code: str, *codes: str) -> Case:
    """The same with a number format; a number of it may be held."""
    rows = (GOOD_B,) if value is None else ((A, "北塔区", {"unit": "个", "cumulative": value}), GOOD_B)
    return Case(
        name=f"format-{name}",
        source="own",
        file=FILE,
        data=form(housing(current=None, cumulative=cell), _format("H4", code)),
        verdict="accepted_with_warnings" if codes else "accepted",
        codes=tuple(f"{found}@H4" for found in codes),
        values=rows,
    )


def _date(name: str, cell: Any, text: str | None, code: str = "", info: str = "") -> Case:
    values: tuple[Any, ...] = ()
    if text is not None:
        values = (("重点项目-4/1", "北塔区", {"done": True, "done_date": text}),)
    return Case(
        name=f"date-{name}",
        source="CASES 16",
        file="区教育局_2023年11月.xlsx",
        data=form([milestone("是", cell), quality()], unit="区教育局"),
        verdict="accepted_with_warnings" if code else "accepted",
        codes=(f"{code}@K4",) if code else (),
        infos=(f"{info}@K4",) if info else (),
        values=(*values, ("重点项目-4/2", "北塔区", {})),
    )


def _mac(serial: Any) -> Any:
    """A workbook that counts its days from 1904."""

    def build() -> bytes:
        book, _ = sheet_of([*head("区教育局"), LABELS, milestone("是", serial), quality()])
        book.epoch = CALENDAR_MAC_1904
        return saved(book)

    return build


def _yes(name: str, cell: Any, done: bool | None, code: str = "") -> Case:
    kept: tuple[Any, ...] = (
        () if code == "cell-not-yes-no" else (("重点项目-4/1", "北塔区", {} if done is None else {"done": done}),)
    )
    return Case(
        name=f"yes-{name}",
        source="own",
        file="区教育局_2023年11月.xlsx",
        data=form([milestone(cell), quality()], unit="区教育局"),
        verdict="accepted_with_warnings" if code else "accepted",
        codes=(f"{code}@{'L4' if code == 'cell-not-yes-no' else 'H4'}",) if code else (),
        values=(*kept, ("重点项目-4/2", "北塔区", {})),
    )


def _money(
    name: str, unit: Any, cell: Any, value: float | None, shown: str, code: str = "", column: str = "H", current: Any = None
) -> Case:
    fields: dict[str, Any] = {"unit": shown, "cumulative": value}
    return Case(
        name=f"money-{name}",
        source="own",
        file="区财政局_2023年11月.xlsx",
        data=form([budget(cell, unit, current)], unit="区财政局"),
        verdict="rejected" if value is None else "accepted_with_warnings" if code else "accepted",
        codes=(f"{code}@{column}4", *(("no-row-left@",) if value is None else ())) if code else (),
        values=() if value is None else (("重点工作-1-8/1", "全市", fields),),
    )


CASES: tuple[Case, ...] = (
    # one column, many ways to write a rate
    _rate("format-one-place", 0.125, 12.5, code="0.0%"),
    _rate("format-whole", 1, 100, code="0%"),
    _rate("format-stored-not-shown", 0.00007, 0.007, code="0.00%"),
    _rate("text-percent", "12.5%", 12.5),
    _rate("text-full-width", "１２．５％", 12.5),
    _rate("bare-number", 12.5, 12.5),
    _rate("bare-below-one", 0.125, 0.125, ("percent-ambiguous@H5",)),
    _rate("text-below-one", "0.125", 0.125, ("percent-ambiguous@H5",)),
    _rate("bare-near-a-small-target", 1.2, 1.2),
    Case(
        "rate-small-target", "own", FILE,
        form([housing()[0], [*housing(rate=0.6)[1]]]), "accepted_with_warnings", ("percent-ambiguous@H5",),
        values=(GOOD_A, (B, "北塔区", {"unit": "%", "cumulative": 0.6})),
    ),
    _rate("bare-zero", 0, 0),
    _rate("qualified", "≥12.5%", 12.5, ("number-qualified@H5",)),
    _rate("float-noise", 0.07 * 3, 21, code="0.00%"),
    _rate("format-literal-percent", 3.2, 3.2, code='0.0"%"'),
    # numbers
    _amount("full-width", "１２", 12),
    _amount("ideographic-blank", "12　", 12),
    _amount("zero-width", "1\u200b2", 12),
    _amount("thousands", "1,234", 1234, "far-over-target"),
    _amount("thousands-full-width", "1，234", 1234, "far-over-target"),
    _amount("chinese", "十二", 12),
    _amount("own-unit", "12个", 12),
    _amount("minus-full-width", "－5", None, "number-negative"),
    _amount("minus-sign", "−5", None, "number-negative"),
    _amount("brackets", "(5)", None, "number-in-brackets"),
    _amount("plus", "+12", 12),
    _amount("about", "约30", None, "cell-not-a-number"),
    _amount("nearly", "近30", None, "cell-not-a-number"),
    _amount("more-than", "三十余", None, "cell-not-a-number"),
    _amount("around", "30左右", None, "cell-not-a-number"),
    _amount("range", "10-12", None, "number-is-range"),
    _amount("sentence", "设备已发货，计划下月安装", None, "number-in-sentence"),
    _amount("two-numbers", "10 12", None, "number-has-blank"),
    _amount("formula-as-text", "'=5+7", None, "number-is-formula-text"),
    _amount("date-in-a-number", dt.datetime(2023, 11, 5), None, "number-became-date"),
    _amount("true", True, None, "number-is-truth"),
    _amount("sixteen-digits", 1234567890123456, None, "number-too-long"),
    _amount("sixteen-digits-text", "1234567890123456", None, "number-too-many-digits"),
    _amount("ditto", "同上", None, "ditto-mark"),
    _amount("fraction-of-a-thing", 12.5, 12.5, "count-not-whole"),
    _amount("other-unit-in-cell", "12万元", None, "measure-dimension"),
    # what is typed around a number that is one number all the same
    _amount("apostrophe", "'12", 12),
    _amount("quoted", "“12”", 12),
    _amount("stop", "12。", 12),
    _amount("unit-after-a-blank", "12 个", 12),
    _amount("unit-in-brackets", "12（个）", 12),
    Case(
        "number-text-formula-of-a-csv", "own", "区住建局_2023年11月.csv",
        text_table([*head(), LABELS, *housing(current=None, cumulative='="12"')]), "accepted",
        infos=("amount-understood@H4",), values=((A, "北塔区", {"unit": "个", "cumulative": 12}), GOOD_B),
    ),
    _amount("float-noise-as-text", "12.000000000000002", 12),
    _amount("line-end", "12\n", 12),
    _amount("pieces", "1百2十", 120, "far-over-target"),
    _amount("multiplier", "0.12百", 12),
    # and the causes why a text is no number, each told by itself
    _amount("blank-inside", "1 559", None, "number-has-blank"),
    _amount("line-break-inside", "1\n559", None, "number-has-blank"),
    _amount("blank-after-comma", "1, 559", None, "number-has-blank"),
    _amount("of", "12/20", None, "numbers-several"),
    _amount("list", "12、13", None, "numbers-several"),
    _amount("sum", "3+2", None, "number-is-sum"),
    _amount("part-in-brackets", "11（其中北塔2）", None, "number-with-part"),
    _amount("note-in-brackets", "11（快报数）", None, "number-with-note"),
    _amount("about-in-brackets", "11（约）", None, "cell-not-a-number"),
    _amount("expected", "11（预计）", None, "cell-not-a-number"),
    _amount("letter-o", "1O", None, "number-has-letters"),
    _amount("letter-l", "l0", None, "number-has-letters"),
    _amount("letter-w", "1.2W", None, "number-has-letter-unit"),
    _amount("words-around", "已完成12个", None, "number-with-words"),
    _amount("words-alone", "已完成", None, "number-is-words"),
    _amount("sentence-with-numbers", "已开工12个，其余8个下月开工，正在招标", None, "number-in-sentence"),
    _amount("date-as-text", "2023-11-30", None, "number-is-date-text"),
    _amount("scientific-text", "1.23E+04", None, "number-scientific"),
    _amount("ratio", "1:2", None, "number-is-fraction"),
    _amount("tenths", "3成", None, "number-is-fraction"),
    _amount("colloquial", "三万五", None, "number-is-colloquial"),
    _amount("other-mark", "12#", None, "number-has-mark"),
    _amount("comma-misplaced", "1,23", None, "number-comma"),
    _amount("point-twice", "1..2", None, "number-point"),
    _amount("error-as-text", "#N/A ", None, "cell-error"),
    _amount("column-too-narrow", "########", None, "number-not-shown"),
    _amount("time", dt.time(12, 30), None, "number-became-date"),
    # what a number format prints
    _printed("day-of-1900", 12, 12, "yyyy-mm-dd", "number-in-date-format"),
    _printed("day-of-this-year", 45000, None, "yyyy-mm-dd", "number-became-date"),
    _printed("no-day", -5, None, "yyyy-mm-dd", "number-in-date-format", "number-negative"),
    _printed("same-unit", 12, 12, '0"个"'),
    _printed("same-things", 12, 12, '0"家"'),
    _printed("multiplier", 12, None, '0.00"万"', "number-format-unit"),
    _printed("scaled-and-said", 12, 12, '0!.0000"万个"'),
    _printed("scaled", 12, 12, "0.0,", "number-format-shows"),
    _printed("other-unit", 12, None, '0"人"', "number-format-unit"),
    _printed("about", 12, None, '"约"0', "cell-not-a-number"),
    _printed("words", 12, 12, '0"（含续建）"', "number-format-words"),
    _printed("hidden", 12, 12, ";;;", "number-format-hides"),
    _printed("money-sign", 12, 12, '"￥"#,##0.00'),
    _amount("percent-for-a-count", "60%", None, "percent-for-amount"),
    Case(
        "number-null-words-are-no-zero", "DESIGN 7", FILE,
        form(housing(current="—", cumulative="不适用", rate="/")), "accepted",
        values=((A, "北塔区", {"unit": "个"}), (B, "北塔区", {"unit": "%"})),
    ),
    Case(
        "number-zero-is-a-number", "DESIGN 7", FILE,
        form([[*housing(0, 0)[0], "场地未交", "下周交付"], housing()[1]]), "accepted",
        values=((A, "北塔区", {"unit": "个", "current": 0, "cumulative": 0}), GOOD_B),
    ),
    Case(
        "number-of-the-same-things-in-the-cell", "own", TRADE, form([shops("80个", "家")], unit="区商务局"), "accepted_with_warnings",
        (*MISSING_TRADE, "measure-word-differs@E4"), values=((SHOPS, "全市", {"unit": "个", "cumulative": 80}),),
    ),
    Case(
        "number-of-the-same-things-in-one-cell", "own", TRADE, form([shops("80个", "家", current=12)], unit="区商务局"),
        "accepted_with_warnings", (*MISSING_TRADE, "measure-word-differs@H4"),
        values=((SHOPS, "全市", {"unit": "家", "current": 12, "cumulative": 80}),),
    ),
    Case(
        "number-of-the-indicator-beside-its-rate", "own", TRADE,
        form([[*retail(7.5)[:4], None, 7, None, "125亿元", 7.5], shops(80)], unit="区商务局"), "accepted_with_warnings", MISSING_TRADE,
        values=((RETAIL, "全市", {"unit": "亿元", "cumulative": 125, "yoy": 7.5}), (SHOPS, "全市", {"unit": "家", "cumulative": 80})),
    ),
    # money: one dimension, several units
    _money("ten-thousands-for-hundred-millions", "万元", 1250000, 1250000, "万元"),
    _money("own-unit-in-cell", None, "125亿元", 125, "亿元"),
    _money("own-unit-beside-column", "亿元", "1250000万元", 1250000, "万元"),
    _money("multiplier-in-cell", "元", "125亿", 12500000000, "元"),
    _money("word", "亿元", "125亿", 125, "亿元"),
    _money("word-after-a-blank", "亿元", "125 亿元", 125, "亿元"),
    _money("word-of-less", "亿元", "1250000万", 1250000, "万元"),
    _money("full-width", "亿元", "１２５．５亿", 125.5, "亿元"),
    _money("about", "亿元", "125亿（约）", None, "", "cell-not-a-number", "H"),
    _money("sign", "亿元", "￥125亿", 125, "亿元"),
    _money("sign-alone", "亿元", "￥125", None, "", "amount-two-readings", "H"),
    _money("renminbi", "亿元", "人民币125亿元整", 125, "亿元"),
    _money("renminbi-after", "万元", "1250000万元人民币", 1250000, "万元"),
    _money("rmb", "亿元", "RMB 125亿", 125, "亿元"),
    _money("pieces", "亿元", "125亿400万", 125.04, "亿元"),
    _money("chinese", "亿元", "一百二十五亿元", 125, "亿元"),
    _money("word-in-the-column", "亿", 125, 125, "亿元"),
    _money("renminbi-in-the-column", "万元人民币", 1250000, 1250000, "万元"),
    _money("multiplier-beside-multiplier", "万元", "125亿", 125, "亿元"),
    _money("dollars", "亿美元", 125, None, "", "measure-dimension", "E"),
    _money("area", "万亩", 125, None, "", "measure-dimension", "E"),
    _money("unknown-unit", "大洋", 125, None, "", "measure-dimension", "E"),
    _money("hundred-millions-as-ten-thousands", "亿元", 1250000, None, "", "factor-suspected"),
    _money("ten-thousands-as-hundred-millions", "万元", 125, None, "", "factor-suspected"),
    *(
        Case(
            f"money-format-{name}", "own", "区财政局_2023年11月.xlsx",
            form([budget(cell, unit)], _format("H4", code), unit="区财政局"),
            "rejected" if value is None else "accepted", () if value is not None else ("number-format-unit@H4", "no-row-left@"),
            values=() if value is None else (("重点工作-1-8/1", "全市", {"unit": unit, "cumulative": value}),),
        )
        for name, unit, cell, value, code in (
            ("prints-another-unit", "亿元", 12500, None, '0.00"百万元"'), ("prints-its-unit", "亿元", 125, 125, '0.00"亿元"'),
            ("prints-its-multiplier", "亿元", 125, 125, '0.00"亿"'), ("scales-to-what-it-says", "元", 12500000000, 12500000000, '0.00,,"百万元"'),
            ("scales", "亿元", 125000000, None, "0.0,,"), ("scales-in-chinese", "万元", 12500000000, None, '0!.0,"万元"'),
        )
    ),
    # dates of an event
    _date("typed", dt.datetime(2023, 11, 20), "2023-11-20"),
    _date("serial-general", 45250, "2023-11-20"),
    _date("dots", "2023.11.2", "2023-11-02"),
    _date("slashes", "2023/11/2", "2023-11-02"),
    _date("chinese", "2023年11月2日", "2023-11-02"),
    _date("chinese-numerals", "二〇二三年十一月二日", "2023-11-02"),
    _date("compact", 20231102, "2023-11-02"),
    _date("month", "2023年11月", "2023-11", info="date-month-only"),
    _date("month-end", "11月底", "2023-11-30", info="date-inferred"),
    _date("without-year", "11月20日", "2023-11-20", info="date-inferred"),
    _date("no-such-day", "2023-02-30", None, "cell-not-a-date"),
    _date("number-that-is-no-date", 2023.1, None, "cell-not-a-date"),
    _date("plan", "预计12月", None, "cell-not-a-date"),
    _date("words", "尚未开工", None, "cell-not-a-date"),
    _date("in-the-future", "2023-12-20", "2023-12-20", "date-after-period"),
    _date("other-year", "2020-11-20", "2020-11-20", "date-far-away"),
    *(
        Case(
            f"date-1904-{name}", "CASES 16", "区教育局_2023年11月.xlsx", _mac(value), "accepted",
            values=(("重点项目-4/1", "北塔区", {"done": True, "done_date": "2023-11-20"}), ("重点项目-4/2", "北塔区", {})),
        )
        for name, value in (("typed", dt.datetime(2023, 11, 20)), ("serial", 45250 - 1462), ("text", "2023-11-20"))
    ),
    # yes and no
    _yes("yes", "是", True),
    _yes("tick", "√", True),
    _yes("done", "已完成", True),
    _yes("no", "否", False),
    _yes("cross", "×", False),
    _yes("ongoing", "进行中", False),
    _yes("neither", "大概", None, "cell-not-yes-no"),
    _yes("both", "是/否", None, "cell-not-yes-no"),
    _yes("not-applicable", "不适用", None),
    # places
    *(
        Case(
            f"rank-{name}", "own", TRADE,
            form([["重点工作-1-9", "进出口总额", None, "全市", None, 7, None, None, None, cell]], unit="区商务局"),
            "accepted_with_warnings" if place else "rejected",
            MISSING_TRADE if place else ("rank-invalid@J4", "no-row-left@"),
            values=((PLACE, "全市", {"unit": "", "rank": place}),) if place else (),
        )
        for name, cell, place in (
            ("number", 6, 6), ("words", "第6名", 6), ("chinese", "第六", 6), ("tied", "并列第6", 6), ("of", "6/14", 6),
            ("fraction", 6.5, None), ("zero", 0, None), ("text", "靠前", None), ("negative", -1, None),
        )
    ),
    Case(
        "yoy-ways", "CASES 10", TRADE,
        form([retail("-2.5%"), shops(80)], unit="区商务局"),
        "accepted_with_warnings", MISSING_TRADE,
        values=((RETAIL, "全市", {"unit": "%", "yoy": -2.5}), (SHOPS, "全市", {"unit": "家", "cumulative": 80})),
    ),
    *(
        Case(
            f"yoy-{name}", "CASES 10", TRADE, form([retail(cell), shops(80)], _format("I4", code) if code else None, unit="区商务局"),
            "accepted_with_warnings", (*MISSING_TRADE, *codes),
            values=(*(((RETAIL, "全市", {"unit": "%", "yoy": value}),) if value is not None else ()), (SHOPS, "全市", {"unit": "家", "cumulative": 80})),
        )
        for name, cell, code, value, codes in (
            ("format", 0.125, "0.0%", 12.5, ()), ("format-negative", -0.025, "0.0%", -2.5, ()), ("text", "12.5%", "", 12.5, ()),
            ("bare", 12.5, "", 12.5, ()), ("bare-below-one", 0.125, "", 0.125, ("percent-ambiguous@I4",)), ("whole", 1, "0%", 100, ("growth-unusual@I4",)),
            ("qualified", "≥12.5%", "", 12.5, ("number-qualified@I4",)), ("full-width-minus", "－５％", "", -5, ()),
            ("words-up", "同比增长7.5%", "", 7.5, ()), ("words-down", "下降2.5%", "", -2.5, ()), ("level", "持平", "", 0, ()),
            ("twice-negative", "下降-2.5%", "", None, ("growth-twice-negative@I4",)), ("about", "增长约7%", "", None, ("cell-not-a-number@I4",)),
            ("points", "2.5个百分点", "", None, ("growth-in-points@I4",)), ("permille", "25‰", "", 2.5, ()),
        )
    ),
    Case(
        "yoy-in-another-unit", "own", TRADE,
        form([retail("7万元"), shops(80)], unit="区商务局"),
        "accepted_with_warnings", (*MISSING_TRADE, "measure-dimension@I4"),
        values=((SHOPS, "全市", {"unit": "家", "cumulative": 80}),),
    ),
    Case(
        "unit-word-of-the-same-things", "own", TRADE,
        form([shops(80, "户")], unit="区商务局"),
        "accepted_with_warnings", (*MISSING_TRADE, "measure-word-differs@E4"),
        values=((SHOPS, "全市", {"unit": "户", "cumulative": 80}),),
    ),
)  # fmt: skip
