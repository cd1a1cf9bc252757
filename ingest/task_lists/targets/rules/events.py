"""Clauses without any value: an event that happens by a date (milestone), or a way of working (qualitative)."""

from __future__ import annotations

import re

from ingest.task_lists.model import Kind
from ingest.task_lists.targets import catalogue, words
from ingest.task_lists.targets.rules.affixes import strip_any
from ingest.task_lists.targets.rules.noun_lists import split_list
from ingest.task_lists.targets.rules.statements import Statement

# How and when something happens, at the end of its subject: 项目按时间节点(开工), 任务全部(完成).
_MANNER = re.compile(
    r"(?:按[^，。；]{0,14}?(?:时间节点|承诺时间|时间|节点|进度|要求|计划|序时|工期|方案|规定|期限)|按时|按期|如期|全部|全面|均|基本"
    r"|集中|及时|顺利|正式|陆续|力争|确保|实现|完成|已|并|要|应|必须|达到|达|的|率先|提前|于|在)$"
)
_MANNER_FIRST = re.compile(r"^按[^，,。；]{0,16}?(?:进度|时间|节点|要求|计划)(?=完成|建成|启动|开工)")
_HOW = re.compile(r"(?:在[^，。；]*?后)?(?:按[^，。；]*)?$")
_AFTER = re.compile(r"^(?:[^，,]*后|(?:对照|对标|围绕|按照|根据|依托|结合|聚焦|坚持)[^，,]*)[，,]\s*")
_PASSED = re.compile(r"^通过([^，,。；]{0,12}(?:评审|验收|初评|评估|审核|认定|审批|终评|复审|核查|考核|测评|复核))$")
_NOT_DONE = ("支付到位", "拨付到位", "落实到位", "保障到位", "支付", "拨付", "不开工", "未开工", "监督检查")
_NOT_YET = ("不", "未", "没有", "即将")
_NEEDS_TAIL = frozenset({"实现", "通过", "引进", "创建"})  # 实现…通车 is an event, 实现突破 is none
_CONTENT_HEADS = frozenset({"新建", "改造", "改建", "扩建"})
_RESULT_HEADS = frozenset({"完成", "启动", "签订"})  # their object may itself end like an event: 完成竣工验收
_TASK_MET = re.compile(
    r"^([^，,。；]{3,}?)(?:(?:完成|实现)(?:国家|省|市|县|区|上级|年度|全年|既定|预期)[^，,。；]{0,10}"
    r"(?:目标|任务|计划|指标|要求)(?:任务)?"
    r"|通过[^，,。；]{0,12}(?:评审|验收|初评|评估|审核|认定|审批|终评|复审|核查|考核|测评|复核))$"
)
_ACTS_JOINED = re.compile(r"并(?!网|购|轨|联|行)")
_BY_RULE = re.compile(r"^按[^，。；]{0,8}?(?:要求|规定|时)")
_CONDITION = re.compile(r"^[^，,]*(?:购买|使用|申请|办理|实施|开展|采取|享受|从事|承担|建设)([^，,]{2,})的[，,]")
_TOWARDS = re.compile(
    r"^(?:对(?!照|标|接|外|口)|向|就|针对)(.+?)(?:[，,]|进行|开展|靠拢|予以|实行|实施|给予|加强)(.*)$", re.DOTALL
)
_METHOD = re.compile(r"^(?:以|按|按照|依据|根据)[^，,；;。]*(?:考核|为依据|执行|进行)$")
_NEGATED = re.compile(r"^(.*?)(不(?:违约|断链|断档|反弹|破|出|断|脱节|缺位|发生|滑坡|返贫|降低标准|降|减|掉队)[一-鿿]{0,4})$")
_FORBIDDEN = re.compile(r"^(?:不得|严禁|防止|避免|杜绝)(?:因)?(.+?)(?:滞后|不力|被|造成|导致|出现|发生|$)")
# 优化营商环境短板问题的整改: the verb belongs to the noun; 形成可推广的经验: it does not.
_OF_NOUN = re.compile(r"的(?:整改|落实|整治|建设|治理|管理|工作|行动|执行|保护|监管|处置|化解|清理|督导|考核|评估|宣传)$")
_REACHED = re.compile(
    r"(?:实现|取得|得到|获得|迈出|有)(?:重大|明显|显著|新的?|更大|实质性?|积极|阶段性|良好|全面|根本性?|持续)*$"
)
_SOME = re.compile(r"^(?:一批|一系列|一套|一些|若干)(?=[一-鿿]{2})")
_YEAR = re.compile(r"^[12]\d{3}年度?(?=\S)")
_OBLIGES = ("不得", "必须", "应当", "严禁")
_TOPIC_HEADS = tuple(word for word in words.QUALITY_HEADS if word not in {"打击", "治理", "整治"})
_TOPIC_VERBS = ("推进", "推动", "开展", "落实", "抓好", "做好")
_NOUN_TAILS = frozenset(words.longest_first("监督检查 检查 落实 攻坚 行动 进展 整改 监管 安全 保障"))
_SHARED_NOUNS = ("落实", "整改", "建设")
_WHOLE_PHRASE = 6  # a member of a list of whole phrases is no shorter


def read_predicate(clause: str, span: tuple[int, int], dated: int = 0) -> list[Statement]:
    """What a clause without a value states. Never empty: what cannot be read is a qualitative statement for review.

    `dated`: the length of a date at the front that belongs to a name; no metric of a way of working begins with it.
    """
    text = clause.strip(" ，,；;。")
    unnamed = clause[dated:].strip(" ，,；;。")
    return _negations(text, span) or _milestone(_AFTER.sub("", text), span) or _quality(_AFTER.sub("", unnamed), span)


def _strip_left(text: str) -> str:
    while True:
        word, rest = strip_any(text, words.ADVERBS)
        if not word or not rest:
            return text
        text = rest


def _negations(text: str, span: tuple[int, int]) -> list[Statement]:
    """平台公司债务不违约、资金不断链: each thing that must not happen is one statement."""
    parts = text.split("、")
    matches = [match for match in map(_NEGATED.match, parts) if match and match[1]]
    if len(matches) < len(parts):
        return []
    found: list[Statement] = []
    at = span[1] - len(text)
    for part, match in zip(parts, matches, strict=True):
        begin = at if found else span[0]
        found.append(Statement(Kind.QUALITATIVE, (begin, at + len(part)), metric=_strip_left(match[1])))
        at += len(part) + 1
    return found


# ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _milestone(text: str, span: tuple[int, int]) -> list[Statement]:
    """[manner] verb object, or subject [manner] event; [] when the clause is no event."""
    body = _MANNER_FIRST.sub("", _strip_left(text))
    passed = _PASSED.match(_without_adverb(body))
    if passed:
        return _events(passed[1], span, acted=True)
    if body.startswith(words.NOT_EVENTS) or body.endswith(_NOT_DONE):
        return []
    met = _TASK_MET.match(body)
    if met:
        return _events(_without_manner(met[1]), span)
    head, rest = strip_any(body, words.EVENT_HEADS)
    tail, before = strip_any(body, words.EVENT_TAILS, right=True)
    if body in words.EVENT_TAILS or (head and not rest):
        return _events("", span)
    if head and not (tail and before and head in _CONTENT_HEADS):
        return _headed(head, rest, span)
    if tail and not before.endswith(_NOT_YET):
        return _events(_without_manner(before), span)
    return []


def _without_adverb(text: str) -> str:
    return text.removeprefix("顺利").removeprefix("高分").removeprefix("一次性").removeprefix("成功")


def _headed(head: str, rest: str, span: tuple[int, int]) -> list[Statement]:
    """An event that begins with its verb: 完成沥青铺设, 实现主干道建成通车, 组织检查并上报报告."""
    acts = _joined_acts(rest, span)
    tail, before = strip_any(rest, words.EVENT_TAILS, right=True)
    if acts or head == "组织":
        return acts
    if head in _NEEDS_TAIL:
        return _events(_without_manner(before), span) if tail else []
    if tail and len(before) >= 2 and head not in _RESULT_HEADS:
        rest = before
    return _events(rest, span, acted=True)


def _joined_acts(text: str, span: tuple[int, int]) -> list[Statement]:
    """全面检查验收并按要求上报验收总结报告: acts joined by 并, each an event; 附… is what the next value counts."""
    found: list[Statement] = []
    for part in _ACTS_JOINED.split(text):
        body = _BY_RULE.sub("", part.strip())
        word, rest = strip_any(body, words.EVENT_HEADS)
        if word == "附" and found:
            found[-1].topic = rest
            continue
        found.append(Statement(Kind.MILESTONE, span, metric=rest if word and rest else body))
    return found if len(found) > 1 else []


def _without_manner(text: str) -> str:
    """The subject of an event without how it happens: 项目按时间节点 → 项目."""
    while True:
        shorter = _MANNER.sub("", text.rstrip(" ，,"))
        if shorter == text:
            return text
        text = shorter


def _events(metric: str, span: tuple[int, int], *, acted: bool = False) -> list[Statement]:
    metric = metric.strip(" ，,的")
    names = split_list(metric, loose=False) if metric else [""]
    return [Statement(Kind.MILESTONE, span, metric=name, acted=acted) for name in names]


# ── ways of working ──────────────────────────────────────────────────────────────────────────────────────────────────


def _quality(text: str, span: tuple[int, int]) -> list[Statement]:
    body = _strip_left(text)
    begins = strip_any(body, words.QUALITY_HEADS)[0] or body != text
    ends = strip_any(body, words.QUALITY_TAILS, right=True)[0]
    sure = begins or ends or any(word in text for word in _OBLIGES)
    review = "" if sure else catalogue.CLAUSE_NOT_UNDERSTOOD
    return [Statement(Kind.QUALITATIVE, span, metric=name, review=review) for name in _topics(text, body)]


def _topics(text: str, body: str) -> list[str]:
    """What a qualitative clause is about; "" where it names only a method (按…体系进行考核)."""
    if _METHOD.match(text):
        return [""]
    condition, towards, forbidden = _CONDITION.match(text), _TOWARDS.match(body), _FORBIDDEN.match(text)
    if condition:
        return [condition[1]]
    if towards:
        return [name.removeprefix("其") for name in _long_members(towards[1])]
    if forbidden and forbidden[1]:
        return [forbidden[1]]
    if not _OF_NOUN.search(body):
        verb, rest = strip_any(body, _TOPIC_HEADS)
        while verb and rest:
            body = rest
            verb, rest = strip_any(_strip_left(body), _TOPIC_VERBS)
    tail, rest = strip_any(body, words.QUALITY_TAILS, right=True)
    if tail and rest and tail not in _NOUN_TAILS:
        subject = _without_manner(rest)
        subject = _REACHED.sub("", subject) or subject
        body = _HOW.sub("", subject) or subject or body
    return _long_members(_SOME.sub("", _YEAR.sub("", body)))


def _long_members(text: str) -> list[str]:
    """The members of a list of whole phrases; qualifiers and short words stay together."""
    listed = text.split("、")
    if len(listed) > 1 and all(len(part) >= _WHOLE_PHRASE for part in listed):
        return [part.strip() for part in listed]
    halves = re.split("和(?!谐)|以及", text)
    if len(listed) > 1 and len(halves) == 2 and all(len(half) >= _WHOLE_PHRASE for half in halves):
        noun = text[-2:] if text.endswith(_SHARED_NOUNS) else ""
        return [halves[0] if halves[0].endswith(noun) else halves[0] + noun, halves[1]]
    return [text.strip(" ，,")]
