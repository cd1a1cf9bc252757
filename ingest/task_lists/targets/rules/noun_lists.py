"""Lists in a sentence: which parts 、 and 及 separate, and the head or tail that they share."""

from __future__ import annotations

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.values.characters import is_chinese

_OPENERS, _CLOSERS = "（(“《", "）)”》"
_DIGITS = "0123456789."
_LONGEST_MEMBER = 12
_SHORT = 4  # a member this short is only the head of a name: 城镇, 第四十批


def split_list(text: str, *, loose: bool, alike: bool = True) -> list[str]:
    """The members of a noun list, each with the head or tail it shares with the others.

    `loose`: 和 and 及 divide too even if nothing else says that this is a list (after 各, 均, 分别, 两项); `alike`: the members
    have one kind of value, so that they may share what is measured.
    全体、城镇、农村居民收入 → three full names; 省、市重点项目 → one.
    """
    parts, joints = _cut(text)
    words = lexicon().connectives
    listed = loose or "、" in joints or words.listing in joints
    members = [parts[0]]
    for joint, part in zip(joints, parts[1:], strict=True):
        left = members[-1]
        bare = not loose and left.split("、")[-1] in lexicon().indicators.governments
        bare = bare or (left.startswith(words.negating) and part.startswith(words.negating))  # 非急需、非刚性支出
        if bare or not (
            listed
            or _parallel(left, part)
            or _are_works(left, part)
            or (joint in words.divides and _shares_rate(left, parts[-1]))
        ):
            members[-1] = f"{left}{joint}{part}"
        else:
            members.append(part)
    return _share(members, alike=alike) if len(members) > 1 else [text]


def share_flow(first: str, second: str) -> str:
    """新增规上工业企业22家、规上服务业企业12家: the second is a flow too."""
    words = lexicon().verbs
    begun = (verb for verb in words.kept_flows if verb[0] in words.new_starts and first.startswith(verb))
    flow = next((verb for verb in begun if len(first) > len(verb) + 1), "")
    if not flow or not second or any(verb in second for verb in words.kept_flows):
        return second
    if lexicon().indicators.rate_tail.search(second) or second.startswith(words.work_flows):
        return second  # 新增就业、城镇登记失业率: nobody adds a rate
    return _flows_of(first, flow) + second


def share_work(first: str, second: str) -> str:
    """改造老旧小区80个、棚户区6个: the second is work of the same kind; 加装电梯12部 is work of its own."""
    words = lexicon().verbs
    work = next((verb for verb in words.shared_works if first.startswith(verb) and len(first) > len(verb) + 1), "")
    own = (*words.done, *words.new_piece, *words.no_works, *lexicon().qualities.heads)
    if not work or not is_chinese(second) or second.startswith(own) or lexicon().indicators.rate_tail.search(second):
        return second
    return work + second


def _flows_of(first: str, flow: str) -> str:
    """新建、改扩建 of 新建、改扩建中小学: the flows that one noun has together."""
    joints, flows = lexicon().connectives.joints, lexicon().verbs.kept_flows
    at = len(flow)
    while joint := next((word for word in joints if first.startswith(word, at)), ""):
        following = next((word for word in flows if first.startswith(word, at + len(joint))), "")
        if not following:
            break
        at += len(joint) + len(following)
    return first[:at]


def share_tail(first: str, second: str) -> str:
    """推进10个市级、25个县级重点项目: the first counts projects, too."""
    is_level = first.endswith(lexicon().connectives.level) and len(first.lstrip(_DIGITS)) <= _SHORT
    return first + _shared_tail(first, second, "") if is_level else first


def share_measure(first: str, second: str) -> str:
    """投资50亿元以上项目1个、10亿元以上项目3个: the second is measured by investment too."""
    quoted = max(first.rfind("”"), first.rfind("》")) + 1
    if quoted and second[:2] and first[quoted:].startswith(second[:2]):
        return first[:quoted] + second  # “四好农村路”示范镇1个、示范村5个
    place = next((i for i, char in enumerate(first) if char.isdigit()), 0)
    return (
        first[:place] + second if place and second[:1].isdigit() and first[:place] not in lexicon().verbs.kept_flows else second
    )


def _cut(text: str) -> tuple[list[str], list[str]]:
    parts: list[str] = []
    joints: list[str] = []
    depth = at = begin = 0
    while at < len(text):
        depth += (text[at] in _OPENERS) - (text[at] in _CLOSERS and depth > 0)
        joint = (
            "" if depth or not at else next((word for word in lexicon().connectives.joints if text.startswith(word, at)), "")
        )
        after = at + len(joint)
        if joint and text[begin:at].strip() and text[after:].strip() and not _inside_word(text, at, joint):
            parts.append(text[begin:at].strip())
            joints.append(joint)
            begin = at = after
        else:
            at += 1
    return [*parts, text[begin:].strip()], joints


def _inside_word(text: str, at: int, joint: str) -> bool:
    """和谐, 及时, 普及, 参与 hold a joint's character without being one."""
    after = text[at + len(joint) : at + len(joint) + 1]
    words = lexicon().connectives
    return text[at - 1] in words.words_before.get(joint, ()) or after in words.words_after.get(joint, ())


def _parallel(left: str, right: str) -> bool:
    """亮化工程 and 综合管线工程: whole nouns of one kind, which 及 alone can divide."""
    return len(left) >= 4 and len(right) >= 4 and left[-2:] == right[-2:]


def _shares_rate(left: str, last: str) -> bool:
    """饲料 and 兽药抽检合格率: a noun that lacks the rate which the list ends with."""
    words = lexicon().indicators
    rate = words.rate_tail.search(last) or (words.amount_tail.search(last) if left in words.qualifying else None)
    plain = is_chinese(left) and 2 <= len(left) <= _LONGEST_MEMBER
    return rate is not None and rate.start() >= 2 and plain and not _measures(left)


def _measures(member: str) -> bool:
    """Whether a member says what is measured: 产量, 合格率; it then lacks nothing."""
    words = lexicon().indicators
    return bool(words.rate_tail.search(member) or words.amount_tail.search(member)) or member.endswith(words.complete)


def _measure_of(last: str) -> str:
    """抽检合格率 of 兽药抽检合格率: what its list measures; "" where no word says so."""
    words = lexicon().indicators
    tail = words.rate_tail.search(last) or words.amount_tail.search(last)
    return last[tail.start() :] if tail and tail.start() >= 2 else ""


def _are_works(left: str, right: str) -> bool:
    """滨河大道 and 东山隧道: works by themselves; 水厂 and 配套管网 are one."""
    words = lexicon()
    whole = min(len(left), len(right)) >= _SHORT - 1 and not right.startswith(words.connectives.belonging)
    ends = (*words.certainty.works, words.indicators.building)
    return whole and left.endswith(words.certainty.works) and right.endswith(ends)


def _aligned(parts: list[str]) -> bool:
    """储油库、加油站油气回收装置使用率: short names of one length, of which the last ends inside its member."""
    size, last = len(parts[0]), parts[-1]
    alike = {len(part) for part in parts[:-1]} == {size}
    whole = last[:size].endswith(lexicon().certainty.heads) or last[size - 1 : size] in lexicon().connectives.noun_ends
    return alike and size <= _SHORT and len(last) > size + 2 and whole


def _share(parts: list[str], *, alike: bool) -> list[str]:
    """Give every member the tail and the head that it shares."""
    words = lexicon().connectives
    full = [parts[-1]]
    carried = ""
    measure = _measure_of(parts[-1]) if alike and not _aligned(parts) else ""
    for part in reversed(parts[:-1]):
        if measure and len(part) > 1 and part not in lexicon().indicators.qualifying and not part.startswith(words.ordinal):
            full.insert(0, part if _measures(part) else part + measure)
            continue
        tail = _shared_tail(part, full[0], carried) if alike or part in lexicon().verbs.kept_flows else ""
        carried = carried or tail
        full.insert(0, part + tail)
    ending = full[-1][-2:]
    if len(full) > 2 and not carried and any(part.endswith(ending) for part in full[:-1]):
        full = [part if part.endswith(ending) or len(part) > 6 else part + ending for part in full]  # 可研报告、立项批复
    if full[0].startswith(words.ordinal):
        full = [part if part[0] not in words.numbers else words.ordinal + part for part in full]  # 第一、二、三产业
    first = full[0]
    nouns = (noun for noun in lexicon().indicators.measure_nouns if first.endswith(noun) and len(first) > len(noun) + 1)
    head = next((first[: -len(noun)] for noun in nouns), "")
    rest = []
    for part in full[1:]:
        acts = bool(head) and part.startswith(words.acting) and not first.startswith(words.acting)
        rest.append(head + part if acts else _flow_of(first, part))
    return [first, *rest]


def _flow_of(first: str, part: str) -> str:
    return part if part.startswith(lexicon().verbs.kept_flows) else share_flow(first, part)


def _shared_tail(part: str, following: str, carried: str) -> str:
    """The tail of the member after it that a member lacks: 城镇 of 农村居民人均可支配收入; "" for a full name.

    The tail begins after the words that both end alike (第四十批, 四十一批…), else where a short member ends.
    """
    flows = lexicon().verbs.kept_flows
    flow = next((flow for flow in flows if following.startswith(flow)), "") if part in flows else ""
    if flow:
        return following[len(flow) :]  # 新建、改造公厕
    if _measures(part):
        return ""
    for size in range(min(_SHORT, len(part)), 0, -1):
        place = following.find(part[-size:], 1)
        one = size == 1 and len(part) > 1 and place <= len(part) + 1 and part[-1] in lexicon().connectives.alike_ends
        if place > 0 and (size > 1 or one):
            return following[place + size :]
    if len(part) <= _SHORT and len(following) > len(part) + 2:
        return carried or following[len(part) :]
    return ""
