"""Lists in a sentence: which parts 、 and 及 separate, and the head or tail that they share."""

from __future__ import annotations

from ingest.task_lists.targets.words import KEPT_FLOWS, LEVELS_OF_GOVERNMENT, MEASURE_NOUNS

_JOINTS = ("以及", "、", "及", "和", "与", "暨")
_OPENERS, _CLOSERS = "（(“《", "）)”》"
_ACTING = ("吸纳", "带动", "新增", "净增", "实现", "完成")


def split_list(text: str, *, loose: bool) -> list[str]:
    """The members of a noun list, each with the head or tail it shares with the others.

    `loose`: 和 and 及 divide too even if nothing else says that this is a list (after 各, 均, 分别, 两项).
    全体、城镇、农村居民收入 → three full names; 省、市重点项目 → one.
    """
    parts, joints = _cut(text)
    if len(parts) < 2:
        return [text]
    parts, joints = _rejoin(parts, joints, loose=loose)
    return _share(parts) if len(parts) > 1 else [text]


def share_flow(first: str, second: str) -> str:
    """新增规上工业企业22家、规上服务业企业12家: the second is a flow too."""
    flow = next(
        (verb for verb in KEPT_FLOWS if verb[0] in "新净" and first.startswith(verb) and len(first) > len(verb) + 1), ""
    )
    if not flow or not second or any(verb in second for verb in KEPT_FLOWS):
        return second
    return flow + second


def share_measure(first: str, second: str) -> str:
    """投资50亿元以上项目1个、10亿元以上项目3个: the second is measured by investment too."""
    place = next((i for i, char in enumerate(first) if char.isdigit()), 0)
    return first[:place] + second if place and second[:1].isdigit() and first[:place] not in KEPT_FLOWS else second


def _cut(text: str) -> tuple[list[str], list[str]]:
    parts, joints, depth, at, begin = [], [], 0, 0, 0
    while at < len(text):
        if text[at] in _OPENERS:
            depth += 1
        elif text[at] in _CLOSERS:
            depth = max(0, depth - 1)
        joint = next((word for word in _JOINTS if text.startswith(word, at)), "") if depth == 0 and 0 < at else ""
        if joint and text[begin:at].strip() and text[at + len(joint) :].strip() and not _inside_word(text, at, joint):
            parts.append(text[begin:at].strip())
            joints.append(joint)
            begin = at + len(joint)
            at = begin
        else:
            at += 1
    parts.append(text[begin:].strip())
    return parts, joints


def _inside_word(text: str, at: int, joint: str) -> bool:
    """和谐, 及时, 普及, 参与, 与会 hold a joint's character without being one."""
    before, after = text[at - 1 : at], text[at + len(joint) : at + len(joint) + 1]
    return (
        (joint == "和" and (after in {"谐", "平", "美", "睦"} or before in {"饱", "调", "共", "总", "温", "缓"}))
        or (joint == "及" and (after in {"时", "早", "格"} or before in {"普", "涉", "危", "触", "惠", "提", "以"}))
        or (joint == "与" and (before in {"参", "给", "赋"} or after in {"会"}))
    )


def _rejoin(parts: list[str], joints: list[str], *, loose: bool) -> tuple[list[str], list[str]]:
    """Put back together what only looks like a list: bare levels of government, and 和 inside one noun."""
    listed = loose or "、" in joints or "以及" in joints
    out, seams = [parts[0]], []
    for joint, part in zip(joints, parts[1:], strict=True):
        left = out[-1]
        bare = not loose and left.split("、")[-1] in LEVELS_OF_GOVERNMENT
        divides = listed or _parallel(left, part)
        if bare or not divides:
            out[-1] = f"{left}{joint}{part}"
        else:
            out.append(part)
            seams.append(joint)
    return out, seams


def _parallel(left: str, right: str) -> bool:
    return len(left) >= 4 and len(right) >= 4 and left[-2:] == right[-2:]


def _share(parts: list[str]) -> list[str]:
    tail = _shared_tail(parts[:-1], parts[-1])
    full = [part if not tail.get(part) else part + tail[part] for part in parts[:-1]] + [parts[-1]]
    ending = full[-1][-2:]
    if len(full) > 2 and any(part.endswith(ending) for part in full[:-1]) and not tail.get(parts[-2]):
        full = [
            part if part.endswith(ending) or len(part) > 6 else part + ending for part in full
        ]  # 方案审核批复、可研报告及立项批复
    first = full[0]
    head = next((first[: -len(noun)] for noun in MEASURE_NOUNS if first.endswith(noun) and len(first) > len(noun) + 1), "")
    flow = next((verb for verb in KEPT_FLOWS if first.startswith(verb) and len(first) > len(verb) + 1), "")
    result = [first]
    for part in full[1:]:
        if head and part.startswith(_ACTING) and not first.startswith(_ACTING):
            result.append(head + part)
        elif flow and flow[0] in "新净" and not part.startswith(KEPT_FLOWS):
            result.append(flow + part)
        else:
            result.append(part)
    return result


def _shared_tail(short: list[str], last: str) -> dict[str, str]:
    """For each shorter member the tail of the last one that it lacks: 城镇 ← 居民人均可支配收入."""
    tails: dict[str, str] = {}
    carried = ""
    for part in reversed(short):
        tail = ""
        for size in range(min(4, len(part)), 0, -1):
            place = last.find(part[-size:], 1) if len(part) > size or size > 1 else -1
            if 0 < place and (size > 1 or place <= len(part) + 1):
                tail = last[place + size :]
                break
        else:
            if len(part) <= 4 and len(last) > len(part) + 2:
                tail = last[len(part) :] if not carried else carried
        tails[part] = tail
        carried = carried or tail
        last = part + tail if len(part + tail) > len(part) or len(part) > 6 else last
    return tails
