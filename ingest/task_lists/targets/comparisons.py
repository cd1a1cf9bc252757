"""Clauses that compare without a plain number: places, benchmarks, 零发生, 全覆盖, 同比下降."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets import catalogue, words
from ingest.task_lists.targets.atoms import Atom
from ingest.task_lists.targets.peel import clean_left, read_head
from ingest.task_lists.targets.statements import Statement

_SCOPE = re.compile(
    r"(全国|全省|全市|全区|全县|全州|省内|市内|国内|中部地区|中部六省|中部|西部地区|西部|东部|同类地区|同类城市|各市州|各市（州）|各区县)(?:各?市州|各?地市|各县市区|县市区|城市)?"
)
_RANK_WORDS = re.compile(
    r"(?:在|综合|同类|总体|整体|实现|争取|力争|确保|务必|保持|稳定|不低于|不得低于|位居|位列|稳居|进入|跻身|排名|排位|位次|名次|排|居|列|进|达到|前移至|提升至|提升到|前移到|挺进|冲刺|并列|为|到|至|的|均|都|第[一二三]梯队|[（(])+$"
)
_NO_PLACE = re.compile(
    r"^(.*?)(?:排名|排位|位居|居|位列|进入|保持|跻身|处于|走在)+.{0,8}?(?:前列|第一方阵|第一梯队|上游|中上游|先进行列|前茅)(?:水平)?$"
)
_ZERO = re.compile(
    r"[“\"]?(零发生|零增长|零新增|全清零|动态清零|全部清零|全面清零|清零|归零|零容忍|零(?!售|部件|散|星|距离|工|钱|食|碳|基础|排放|跑|证明|门槛)[一-鿿]{2,4}?(?=[”\"、，\s]|$))[”\"]?"
)
_COVER = re.compile(
    r"^(.*?)(?:实现|达到|达|基本实现)?[“\"]?(?:全覆盖|全部覆盖|应保尽保|应贷尽贷|应改尽改|应办尽办|应收尽收|应统尽统|应接尽接)[”\"]?$"
)
_COMPARE = re.compile(
    r"^(.*?)(不得低于|不低于|不少于|不小于|不得高于|不高于|不超过|不得超过|不多于|高于|低于|快于|慢于|优于|好于|超过|大于|少于|达到|超)([^，,；;。]{2,20})$",
    re.DOTALL,
)
_THAN = re.compile(
    r"^(.*?)(?:相比|较|比)((?:上|去|前|今|当|本|年初|期初|全|[12]\d{3}|同期|预期|往年)[^，,；;。较]{0,12}?)(?:有所|均|明显|稳步|持续|大幅|显著|进一步|只|要|实现|有|的)*(不[“\"]?升档[”\"]?|不[“\"]?升级[”\"]?|不降档|不上升|不反弹|不增加|不增长|不下降|不降低|不减少|不变|持平|提升|提高|增长|上升|增加|扩大|改善|好转|下降|降低|减少|回落|压减|正增长|双下降)$",
    re.DOTALL,
)
_DOUBLED = re.compile(r"^(.*?)(?:(?:较|比)([^，,；;。较]{2,10}?))?(?:同比)?(?:实现|力争|再)*翻(一|两|二|三)?番$", re.DOTALL)
_SAME = re.compile(r"^(.*?)(?:与|和|同)([^，,；;。]{2,14}?)(?:保持|基本|大体)*(?:同步|持平|同步增长|相当)(?:增长)?$")
_YEAR_ON_YEAR = re.compile(
    r"^(.*?)(?:实现)?(?:(环比)|同比)(增速|增幅)?(?:有所|均|明显|持续|稳步|实现)*(提升|提高|增长|上升|增加|加快|下降|降低|减少|回落|放缓|正增长|双下降)$"
)
_SIGN = re.compile(r"^(.*?)(?:增速|增幅)?(?:保持|实现|由负转|确保)*(正增长|由负转正|负增长)$")
_NOT_RISE = re.compile(r"^(.*?)(不[“\"]?升档[”\"]?|不[“\"]?升级[”\"]?)$")
_RATE_NOUNS = (
    "平均水平",
    "平均值",
    "平均",
    "均值",
    "平均数",
    "平均增速",
    "水平",
    "标准",
    "目标",
    "同期",
    "增速",
    "增幅",
    "上年",
    "去年",
    "上月",
    "增长",
    "进度",
    "要求",
    "底",
    "末",
    "任务",
    "上季度",
    "年",
)


def read_rank(raw: str, text: str, start: int, rank: Atom, span: tuple[int, int]) -> Statement:
    """总量排名全省前七 → le 7 of 全省; a range (第6-10名) counts with its worse end."""
    number = rank.number
    before = raw[start : rank.start]
    scopes = list(_SCOPE.finditer(before))
    scope = scopes[-1] if scopes else None
    benchmark = scope[1] if scope else ""
    if scope:
        before = before[: scope.start()] + before[scope.end() :]
    stretch = "力争" in before
    while True:
        shorter = _RANK_WORDS.sub("", before.rstrip())
        if shorter == before:
            break
        before = shorter
    metric, _ = clean_left(before)
    place = None if number is None else (number.value_max or number.value)
    end = rank.end
    while end < span[1] and text[end] in ")）”":
        end += 1
    for word in ("以内", "之内"):
        end += len(word) if text.startswith(word, end) else 0
    return Statement(
        Kind.RANK,
        (span[0], end),
        metric=metric,
        comparator=Comparator.LE,
        value=place,
        unit=rank.unit,
        benchmark=benchmark,
        stretch=stretch,
    )


def read_words(raw: str, span: tuple[int, int]) -> list[Statement]:
    """Every comparison without a number that `raw` states; [] when it states none. `span` is the clause's."""
    clause = raw.strip()
    for reader in (_zeros, _cover, _doubled, _than, _compare, _same, _year_on_year, _sign, _not_rise, _no_place):
        found = reader(clause, span)
        if found:
            return found
    return []


def _metric(text: str) -> tuple[str, bool]:
    head = read_head(text, percent=True, points=True)
    return head.metric, head.distribution != "" or "均" in text[-2:]


def _relative(
    metric_text: str, comparator: Comparator, benchmark: str, span: tuple[int, int], kind: Kind = Kind.RELATIVE
) -> Statement:
    metric, spread = _metric(metric_text)
    return Statement(
        kind,
        span,
        metric=metric,
        comparator=comparator,
        benchmark=benchmark.strip(),
        spread=spread,
        stretch="力争" in metric_text,
    )


def _zeros(clause: str, span: tuple[int, int]) -> list[Statement]:
    matches = [
        m for m in _ZERO.finditer(clause) if clause[max(0, m.start() - 1) : m.start()] not in {"正", "负", "为", "从", "双"}
    ]
    if not matches or clause[matches[-1].end() :].strip(' ”"。'):
        return []
    metric, _ = _metric(clause[: matches[0].start()])
    found = []
    for match in matches:
        word = match[1]
        if word == "零容忍":
            return []
        if word == "零增长":
            found.append(Statement(Kind.GROWTH, span, metric=metric, comparator=Comparator.EQ, value=Decimal(0), unit="%"))
            continue
        noun = "" if word in {"零发生", "全清零", "动态清零", "全部清零", "全面清零", "清零", "归零", "零新增"} else word[1:]
        found.append(Statement(Kind.LEVEL, span, metric=metric + noun, comparator=Comparator.EQ, value=Decimal(0)))
    return found


def _cover(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = _COVER.match(clause)
    if not match:
        return []
    metric, spread = _metric(match[1])
    return [
        Statement(
            Kind.RATIO,
            span,
            metric=metric,
            comparator=Comparator.GE,
            value=Decimal(100),
            unit="%",
            spread=spread,
        )
    ]


def _doubled(clause: str, span: tuple[int, int]) -> list[Statement]:
    """翻一番 is 100 % more, 翻两番 300 %."""
    match = _DOUBLED.match(clause)
    if not match:
        return []
    times = {"一": 1, "两": 2, "二": 2, "三": 3}.get(match[3] or "一", 1)
    statement = _relative(match[1], Comparator.GE, match[2] or "", span, Kind.GROWTH)
    statement.value, statement.unit = Decimal((2**times - 1) * 100), "%"
    return [statement]


def _than(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = _THAN.match(clause)
    if not match:
        return []
    direction = match[3]
    if direction.startswith("不"):
        rising = any(word in direction for word in ("升", "反弹", "增"))
        comparator = Comparator.LE if rising else Comparator.GE
        comparator = Comparator.EQ if direction == "不变" else comparator
    elif direction == "持平":
        comparator = Comparator.GE
    else:
        comparator = (
            Comparator.LT if direction.startswith(("下降", "降低", "减少", "回落", "压减", "双下降")) else Comparator.GT
        )
    return [_relative(match[1], comparator, match[2], span)]


def _compare(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = _COMPARE.match(clause)
    if not match:
        return []
    benchmark = re.sub(r"(?:的)?(?:增长|增速)?$", "", match[3]) if match[3].endswith(("的增长", "的增速")) else match[3]
    if match[2] in {"达到", "超"} and not (
        ("平均" in benchmark)
        or (
            benchmark.startswith(("国家", "省", "市", "全国", "全省", "全市", "上级", "年度", "上年", "去年", "序时"))
            and benchmark.endswith(_RATE_NOUNS)
        )
    ):
        return []
    if not benchmark.endswith(_RATE_NOUNS) and not benchmark.endswith(("全省", "全国", "全市", "经济")):
        return []
    return [_relative(match[1], words.BEFORE_VALUE.get(match[2], Comparator.GT), benchmark, span)]


def _same(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = _SAME.match(clause)
    return [_relative(match[1], Comparator.GE, match[2], span)] if match else []


def _year_on_year(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = _YEAR_ON_YEAR.match(clause)
    if not match:
        return []
    falls = match[4].startswith(("下降", "降低", "减少", "回落", "放缓", "双下降"))
    benchmark = "" if match[3] else ("上期" if match[2] else "上年同期")
    return [_relative(match[1], Comparator.LT if falls else Comparator.GT, benchmark, span)]


def _sign(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = _SIGN.match(clause)
    if not match:
        return []
    statement = _relative(match[1], Comparator.LT if match[2] == "负增长" else Comparator.GT, "", span, Kind.GROWTH)
    statement.value, statement.unit = Decimal(0), "%"
    return [statement]


def _not_rise(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = _NOT_RISE.match(clause)
    return [_relative(match[1], Comparator.LE, "", span)] if match else []


def _no_place(clause: str, span: tuple[int, int]) -> list[Statement]:
    match = _NO_PLACE.match(clause)
    if not match:
        return []
    metric = read_head(_RANK_WORDS.sub("", match[1]), percent=True, points=False).metric
    return [Statement(Kind.QUALITATIVE, span, metric=metric, review=catalogue.RANK_WITHOUT_PLACE)]
