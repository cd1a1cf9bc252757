"""Lists in a sentence: which parts 、 and 及 separate, and the head or tail that they share."""

from __future__ import annotations

from ingest.task_lists.targets.words import KEPT_FLOWS, LEVELS_OF_GOVERNMENT, MEASURE_NOUNS

_JOINTS = ("以及", "、", "及", "和", "与", "暨")
_OPENERS, _CLOSERS = "（(“《", "）)”》"
_ACTING = ("吸纳", "带动", "新增", "净增", "实现", "完成")
# Words that hold a joint's character: by the character before it and the character after it.
_WORDS_BEFORE = {"和": "饱调共总温缓", "及": "普涉危触惠提以", "与": "参给赋"}
_WORDS_AFTER = {"和": "谐平美睦", "及": "时早格", "与": "会"}
_NUMERALS = frozenset("一二三四五六七八九十0123456789")
_SHORT = 4  # a member this short is only the head of a name: 城镇, 第四十批


def split_list(text: str, *, loose: bool) -> list[str]:
    """The members of a noun list, each with the head or tail it shares with the others.

    `loose`: 和 and 及 divide too even if nothing else says that this is a list (after 各, 均, 分别, 两项).
    全体、城镇、农村居民收入 → three full names; 省、市重点项目 → one.
    """
    parts, joints = _cut(text)
    listed = loose or "、" in joints or "以及" in joints
    members = [parts[0]]
    for joint, part in zip(joints, parts[1:], strict=True):
        left = members[-1]
        bare = not loose and left.split("、")[-1] in LEVELS_OF_GOVERNMENT
        if bare or not (listed or _parallel(left, part)):
            members[-1] = f"{left}{joint}{part}"
        else:
            members.append(part)
    return _share(members) if len(members) > 1 else [text]


def share_flow(first: str, second: str) -> str:
    """新增规上工业企业22家、规上服务业企业12家: the second is a flow too."""
    flow = next(
        (verb for verb in KEPT_FLOWS if verb[0] in "新净" and first.startswith(verb) and len(first) > len(verb) + 1), ""
    )
    if not flow or not second or any(verb in second for verb in KEPT_FLOWS):
        return second
    return flow + second


def share_tail(first: str, second: str) -> str:
    """推进10个市级、25个县级重点项目: the first counts projects, too."""
    return first + _shared_tail(first, second, "") if first.endswith("级") and len(first) <= _SHORT else first


def share_measure(first: str, second: str) -> str:
    """投资50亿元以上项目1个、10亿元以上项目3个: the second is measured by investment too."""
    quoted = max(first.rfind("”"), first.rfind("》")) + 1
    if quoted and second[:2] and first[quoted:].startswith(second[:2]):
        return first[:quoted] + second  # “四好农村路”示范镇1个、示范村5个
    place = next((i for i, char in enumerate(first) if char.isdigit()), 0)
    return first[:place] + second if place and second[:1].isdigit() and first[:place] not in KEPT_FLOWS else second


def _cut(text: str) -> tuple[list[str], list[str]]:
    parts: list[str] = []
    joints: list[str] = []
    depth = at = begin = 0
    while at < len(text):
        depth += (text[at] in _OPENERS) - (text[at] in _CLOSERS and depth > 0)
        joint = "" if depth or not at else next((word for word in _JOINTS if text.startswith(word, at)), "")
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
    return text[at - 1] in _WORDS_BEFORE.get(joint, "") or (after != "" and after in _WORDS_AFTER.get(joint, ""))


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
    if full[0].startswith("第"):
        full = [part if part[0] not in _NUMERALS else "第" + part for part in full]  # 第一、二、三产业
    first = full[0]
    head = next((first[: -len(noun)] for noun in MEASURE_NOUNS if first.endswith(noun) and len(first) > len(noun) + 1), "")
    rest = []
    for part in full[1:]:
        acts = bool(head) and part.startswith(_ACTING) and not first.startswith(_ACTING)
        rest.append(head + part if acts else _flow_of(first, part))
    return [first, *rest]


def _flow_of(first: str, part: str) -> str:
    return part if part.startswith(KEPT_FLOWS) else share_flow(first, part)


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
