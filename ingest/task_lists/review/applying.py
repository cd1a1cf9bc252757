"""Corrections applied to a reading: what they touch is sure and reviewed; one whose sentence is gone is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.task_lists.catalogue import finding
from ingest.task_lists.model import Confidence, Target, TaskList
from ingest.task_lists.review.corrections import Override
from ingest.task_lists.review.sentences import Sentence, with_sentences
from ingest.values.units import to_base
from ingest.vocabulary import Vocabulary


def apply_overrides(task_list: TaskList, overrides: Iterable[Override], vocabulary: Vocabulary) -> TaskList:
    """`task_list` with corrected targets, marked `reviewed` and sure. Later overrides of a sentence win.

    `vocabulary` gives the base unit of a corrected value. A row that was said to be no target is taken out.
    """
    wanted = {(o.sentence, o.ordinal): o for o in overrides}
    keyed = with_sentences(task_list)
    chosen, lost = _choose(keyed, wanted)
    targets: list[Target] = []
    gone: set[tuple[str, int]] = set()
    for index, (_, _, target) in enumerate(keyed):
        if index not in chosen:
            targets.append(target)
            continue
        values = dict(chosen[index].values)
        if "kind" in values and values["kind"] is None:
            gone.add((target.task_key, target.seq))
            continue
        corrected = replace(target, **values, confidence=Confidence.SURE, reviewed=True)
        if values.keys() & {"value", "unit"}:
            base = to_base(corrected.value, corrected.unit, vocabulary.measures) if corrected.value is not None else (None, "")
            corrected = replace(corrected, value_base=base[0], unit_base=base[1])
        targets.append(corrected)
    orphans = [replace(t, parent_seq=None) if (t.task_key, t.parent_seq) in gone else t for t in targets]
    findings = [finding("override-without-sentence", o.place, seen=o.seen or o.sentence[2]) for o in lost]
    return replace(task_list, targets=tuple(orphans), findings=(*task_list.findings, *findings))


def _choose(
    keyed: Sequence[tuple[Sentence, int, Target]], wanted: Mapping[tuple[Sentence, int], Override]
) -> tuple[dict[int, Override], list[Override]]:
    """The override of each target by its index, and the overrides that found none. Where the line round a span was
    rewritten, the span itself still finds it."""
    chosen = {i: wanted[sentence, ordinal] for i, (sentence, ordinal, _) in enumerate(keyed) if (sentence, ordinal) in wanted}
    lost: list[Override] = []
    for override in wanted.values():
        if override in chosen.values():
            continue
        name, _, span = override.sentence
        alike = [i for i, (s, _, _) in enumerate(keyed) if i not in chosen and (s[0], s[2]) == (name, span)]
        if len(alike) >= override.ordinal:
            chosen[alike[override.ordinal - 1]] = override
        else:
            lost.append(override)
    return chosen, lost
