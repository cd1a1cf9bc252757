"""Objects that stand before their verb, with the number of what something is done to, for or with.

    fronted := [verb] (对 | 将 | 把 | 为 | 给 | 向) QUANTITY noun verb what     对450户困境家庭进行无障碍改造
             | verb 对 QUANTITY noun 的 act                                 完成对120家企业的诊断

Pure functions on strings. What is done in a way that counts nothing (对12个项目实行挂图作战) is no value.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.task_lists.lexicon.grammar import lexicon


@dataclass(frozen=True, slots=True)
class Fronted:
    """`noun` is what is counted, `metric` what is done with it; `where` the place between, as offsets in the words before."""

    noun: str
    metric: str
    where: tuple[int, int]


def read_fronted(before: str, after: str) -> Fronted | None:
    """The object of a quantity between the words `before` it, from the start of its piece, and those `after` it."""
    words = lexicon().objects
    front = words.front.search(before.rstrip())
    if front is None:
        return None
    act = words.nominal.match(after) if front["done"] else None
    act = act or words.act.match(after) or words.bare.match(after) or words.moved.match(after)
    if act is None or act["what"].endswith(words.methods):
        return None
    noun = (front["of"] or "") + act["noun"]
    verb = act.groupdict().get("verb") or ""
    return Fronted(noun, noun + ("" if verb in words.light else verb) + act["what"], front.span("where"))


def read_further(noun: str, after: str) -> str:
    """为5000名妇女开展宫颈癌筛查、2500名开展乳腺癌筛查: the metric of the second, "" where it goes on with something else."""
    words = lexicon().objects
    act = words.further.match(after.removeprefix(noun))
    return noun + ("" if act["verb"] in words.light else act["verb"]) + act["what"] if act else ""
