"""Lists in a sentence: which parts 、 and 及 separate, and the head or tail that they share."""

from __future__ import annotations

from ingest.task_lists.lexicon.grammar import lexicon

_OPENERS, _CLOSERS = "（(“《", "）)”》"
_SHORT = 4  # a member this short is only the head of a name: 城镇, 第四十批


def split_list(text: str, *, loose: bool) -> list[str]:
    """The members of a noun list, each with the head or tail it shares with the others.

    `loose`: 和 and 及 divide too even if nothing else says that this is a list (after 各, 均, 分别, 两项).
    全体、城镇、农村居民收入 → three full names; 省、市重点项目 → one.
    """
    parts, joints = _cut(text)
    listed = loose or "、" in joints or lexicon().connectives.listing in joints
    members = [parts[0]]
    for joint, part in zip(joints, parts[1:], strict=True):
        left = members[-1]
        bare = not loose and left.split("、")[-1] in lexicon().indicators.governments
        if bare or not (listed or _parallel(left, part)):
            members[-1] = f"{left}{joint}{part}"
        else:
            members.append(part)
    return _share(members) if len(members) > 1 else [text]


def share_flow(first: str, second: str) -> str:
    """新增规上工业企业22家、规上服务业企业12家: the second is a flow too."""
    words = lexicon().verbs
    begun = (verb for verb in words.kept_flows if verb[0] in words.new_starts and first.startswith(verb))
    flow = next((verb for verb in begun if len(first) > len(verb) + 1), "")
    if not flow or not second or any(verb in second for verb in words.kept_flows):
        return second
    return flow + second


def share_tail(first: str, second: str) -> str:
    """推进10个市级、25个县级重点项目: the first counts projects, too."""
    is_level = first.endswith(lexicon().connectives.level) and len(first) <= _SHORT
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


def _share(parts: list[str]) -> list[str]:
    """Give every member the tail and the head that it shares."""
    full = [parts[-1]]
    carried = ""
    for part in reversed(parts[:-1]):
        tail = _shared_tail(part, full[0], carried)
        carried = carried or tail
        full.insert(0, part + tail)
    ending = full[-1][-2:]
    if len(full) > 2 and not carried and any(part.endswith(ending) for part in full[:-1]):
        full = [part if part.endswith(ending) or len(part) > 6 else part + ending for part in full]  # 可研报告、立项批复
    words = lexicon().connectives
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
    for size in range(min(_SHORT, len(part)), 0, -1):
        place = following.find(part[-size:], 1)
        if place > 0 and (size > 1 or (len(part) > 1 and place <= len(part) + 1)):
            return following[place + size :]
    if len(part) <= _SHORT and len(following) > len(part) + 2:
        return carried or following[len(part) :]
    return ""
