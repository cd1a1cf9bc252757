"""Clauses without any value: an event that happens by a date (milestone), or a way of working (qualitative)."""

from __future__ import annotations

import re

from ingest.task_lists.model import Kind
from ingest.task_lists.targets import catalogue, words
from ingest.task_lists.targets.members import split_list
from ingest.task_lists.targets.peel import strip_any
from ingest.task_lists.targets.statements import Statement

_MANNER = re.compile(
    r"(?:按[^，。；]{0,14}?(?:时间节点|承诺时间|时间|节点|进度|要求|计划|序时|工期|方案|规定|期限)|按时|按期|如期|全部|全面|均|基本|集中|及时|顺利|正式|陆续|力争|确保|实现|完成|已|并|要|应|必须|达到?|的|率先|提前|于|在)+$"
)
_NOT_DONE = ("支付到位", "拨付到位", "落实到位", "保障到位", "支付", "拨付", "不开工", "未开工", "监督检查")
_ACTS = "购买|使用|申请|办理|实施|开展|采取|享受|从事|承担|建设"
_CONDITION = re.compile(rf"^[^，,]*(?:{_ACTS})([^，,]{{2,}})的[，,]")
_TO = re.compile(r"^(?:对|向|就|针对)(.+?)(?:[，,]|进行|开展|靠拢|予以|实行|实施|给予|加强)(.*)$", re.DOTALL)
_PLAIN_METHOD = re.compile(r"^(?:以|按|按照|依据|根据)[^，,；;。]*(?:考核|为依据|执行|进行)$")
_NEGATED = re.compile(r"^(.*?)(不(?:违约|断链|断档|反弹|破|出|断|脱节|缺位|发生|滑坡|返贫|降低标准|降|减|掉队)[一-鿿]{0,4})$")
_TASK_MET = re.compile(
    r"^([^，,。；]{3,}?)(?:(?:完成|实现)(?:国家|省|市|县|区|上级|年度|全年|既定|预期)[^，,。；]{0,10}(?:目标|任务|计划|指标|要求)(?:任务)?"
    r"|通过[^，,。；]{0,12}(?:评审|验收|初评|评估|审核|认定|审批|终评|复审|核查|考核))$"
)
_AFTER_COMMA = re.compile(r"^[^，,]*后[，,]\s*")


def read_predicate(clause: str, span: tuple[int, int], dated: int = 0) -> list[Statement]:
    """What a clause without a value states. Never empty: what cannot be read is a qualitative statement for review.

    `dated`: the length of a date at the front that belongs to a name; no metric of a way of working begins with it.
    """
    text = clause.strip(" ，,；;。")
    main = _AFTER_COMMA.sub("", text)
    negated = _negations(text, span)
    if negated:
        return negated
    return _milestone(main, span) or _quality(clause[dated:].strip(" ，,；;。"), span)


def _negations(text: str, span: tuple[int, int]) -> list[Statement]:
    """平台公司债务不违约、资金不断链: each thing that must not happen is one statement."""
    parts = text.split("、")
    matches = [_NEGATED.match(part) for part in parts]
    if not all(matches):
        return []
    found, at = [], span[1] - len(text)
    for part, match in zip(parts, matches, strict=True):
        if match:
            metric = _strip_left(match[1])
            begin = span[0] if not found else at
            found.append(Statement(Kind.QUALITATIVE, (begin, at + len(part)), metric=metric))
        at += len(part) + 1
    return found


def _strip_left(text: str) -> str:
    while True:
        word, rest = strip_any(text, words.ADVERBS)
        if not word or not rest:
            return text
        text = rest


def _milestone(text: str, span: tuple[int, int]) -> list[Statement]:
    body = _strip_left(text)
    manner = re.match(r"^按[^，,。；]{0,16}?(?:进度|时间|节点|要求|计划)(?=完成|建成|启动|开工)", body)
    body = body[manner.end() :] if manner else body
    if body.startswith(words.NOT_EVENTS) or body.endswith(_NOT_DONE):
        return []
    met = _TASK_MET.match(body)
    if met:
        return _events(_manner(met[1]), span)
    if body in words.EVENT_TAILS:
        return _events("", span)
    head, rest = strip_any(body, words.EVENT_HEADS)
    tail, before = strip_any(body, words.EVENT_TAILS, right=True)
    if head in {"实现", "组织", "通过", "建立", "引进", "创建"}:
        inner_tail, inner = strip_any(rest, words.EVENT_TAILS, right=True)
        if head == "组织":
            return _joined_acts(rest, span) if "并" in rest else []
        if not inner_tail and head in {"实现", "通过", "引进", "创建"}:
            return []
        rest = inner if inner_tail else rest
        return _events(_manner(rest), span)
    if head and rest and not (tail and before and head in {"新建", "改造", "改建", "扩建"}):
        inner_tail, inner = strip_any(rest, words.EVENT_TAILS, right=True)
        acts = _joined_acts(rest, span) if "并" in rest else []
        if acts:
            return acts
        if inner_tail and inner and head not in {"完成", "启动", "签订"} and len(inner) >= 2:
            rest = inner
        return _events(rest, span, acted=True)
    if tail and not before.endswith(("不", "未", "没有", "即将")):
        return _events(_manner(before), span)
    if head and not rest:
        return _events("", span)
    return []


def _joined_acts(text: str, span: tuple[int, int]) -> list[Statement]:
    """全面检查验收并按要求上报验收总结报告: two acts joined by 并, each an event."""
    found: list[Statement] = []
    for part in re.split(r"并(?!网|购|轨|联|行)", text):
        body = re.sub(r"^按[^，。；]{0,8}?(?:要求|规定|时)", "", part.strip())
        word, rest = strip_any(body, words.EVENT_HEADS)
        if word == "附" and found:
            found[-1].topic = rest
            continue
        found.append(Statement(Kind.MILESTONE, span, metric=rest if word and rest else body))
    return found if len(found) > 1 else []


def _manner(text: str) -> str:
    """The subject of an event without how it happens: 项目按时间节点 → 项目."""
    while True:
        shorter = _MANNER.sub("", text.rstrip(" ，,"))
        if shorter == text:
            return text.strip(" ，,")
        text = shorter


def _events(metric: str, span: tuple[int, int], *, acted: bool = False) -> list[Statement]:
    metric = metric.strip(" ，,的")
    return [
        Statement(Kind.MILESTONE, span, metric=name, acted=acted)
        for name in (split_list(metric, loose=False) if metric else [""])
    ]


def _quality(text: str, span: tuple[int, int]) -> list[Statement]:
    body = _strip_left(text)
    sure = bool(strip_any(body, words.QUALITY_HEADS)[0] or strip_any(body, words.QUALITY_TAILS, right=True)[0]) or body != text
    sure = sure or any(word in text for word in ("不得", "必须", "要", "应当", "严禁"))
    review = "" if sure else catalogue.CLAUSE_NOT_UNDERSTOOD
    return [Statement(Kind.QUALITATIVE, span, metric=name, review=review) for name in _topics(text, body)]


def _topics(text: str, body: str) -> list[str]:
    """What a qualitative clause is about."""
    if _PLAIN_METHOD.match(text):
        return [""]
    condition = _CONDITION.match(text)
    if condition:
        return [condition[1]]
    toward = _TO.match(body)
    if toward:
        return [name.removeprefix("其") for name in _long_members(toward[1])]
    cause = re.match(r"^(?:不得|严禁|防止|避免|杜绝)(?:因)?(.+?)(?:滞后|不力|被|造成|导致|出现|发生|$)", text)
    if cause and cause[1]:
        return [cause[1]]
    if not re.search(r"的[一-鿿]{2}$", body):
        verb, rest = strip_any(body, tuple(w for w in words.QUALITY_HEADS if w not in {"打击", "治理", "整治"}))
        while verb and rest:
            body = rest
            verb, rest = strip_any(_strip_left(body), ("推进", "推动", "开展", "落实", "抓好", "做好"))
    tail, rest = strip_any(body, words.QUALITY_TAILS, right=True)
    if tail and rest and tail not in {"监督检查", "检查", "落实", "攻坚", "行动", "进展", "整改", "监管", "安全", "保障"}:
        shorter = _manner(rest)
        shorter = re.sub(r"(?:在[^，。；]*?后)?(?:按[^，。；]*)?$", "", shorter) or shorter
        body = shorter or body
    return _long_members(re.sub(r"^[12]\d{3}年度?(?=\S)", "", body))


def _long_members(text: str) -> list[str]:
    """The members of a list of whole phrases; qualifiers and short words stay together."""
    parts = split_list(text, loose=False)
    pieces = re.split("、|以及|和|及", text)
    if len(parts) > 1 and all(len(part) >= 6 for part in re.split("、", text)):
        return [part for part in text.split("、")] if "、" in text else parts
    halves = re.split("和(?!谐)|以及", text)
    if len(halves) == 2 and all(len(half) >= 6 for half in halves) and len(pieces) > 2:
        tail = text[-2:]
        return [halves[0] if halves[0].endswith(tail) or tail not in {"落实", "整改", "建设"} else halves[0] + tail, halves[1]]
    return [text.strip(" ，,")]
