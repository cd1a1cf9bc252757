"""Corrections applied to a reading: what they touch is sure and reviewed; one whose sentence is gone is a finding.

A sentence that was rewritten since brings its target back for review: what a person said of the old words does not hold for
the new ones. So does a correction that is held back because nobody knows a word of it (`standing.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from ingest.findings import Finding
from ingest.task_lists.catalogue import finding
from ingest.task_lists.lexicon.taught import language_of
from ingest.task_lists.model import Confidence, GroupShare, Target, TaskList
from ingest.task_lists.review.adding import is_same, place_of, position, stated
from ingest.task_lists.review.corrections import Addition, Correction, Override
from ingest.task_lists.review.form import PARENT
from ingest.task_lists.review.list_words import ListWords
from ingest.task_lists.review.sentences import SentenceKey, keyed, sentence_key
from ingest.task_lists.review.standing import Held, Standing, addition_key, standing
from ingest.task_lists.targets.resolve import groups
from ingest.task_lists.text import squeeze
from ingest.values.units import to_base
from ingest.vocabulary import Vocabulary

_MUCH_THE_SAME = 0.5
_LOST = frozenset({"override-without-sentence", "override-sentence-changed", "added-sentence-not-found"})


def apply_overrides(task_list: TaskList, corrections: Iterable[Correction], vocabulary: Vocabulary) -> TaskList:
    """`task_list` with corrected and added targets, marked `reviewed` and sure. Later corrections of a sentence win.

    `vocabulary` gives the base unit of a corrected value. A row that was said to be no target is taken out.
    """
    said = list(corrections)
    if not said:
        return task_list
    with language_of(vocabulary):
        return _Applying(task_list, vocabulary).apply(standing(said, ListWords(task_list, vocabulary)))


def touches(task_list: TaskList, corrections: Iterable[Correction], vocabulary: Vocabulary) -> bool:
    """Whether at least one of the corrections finds its sentence in the list."""
    said = list(corrections)
    before = len(task_list.findings)
    lost = sum(f.code in _LOST for f in apply_overrides(task_list, said, vocabulary).findings[before:])
    rows = {one.key if isinstance(one, Override) else addition_key(one) for one in said}
    return lost < len(rows)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A target with the key that corrections know it by."""

    key: SentenceKey
    target: Target
    struck: bool = False
    added: bool = False


class _Applying:
    def __init__(self, task_list: TaskList, vocabulary: Vocabulary) -> None:
        self.task_list, self.vocabulary = task_list, vocabulary
        self.tasks = {task.task_key: task for task in task_list.tasks}
        found = keyed(task_list.tasks, task_list.targets)
        self.rows = [_Kept((sentence, ordinal), target) for sentence, ordinal, target in found]
        self.findings: list[Finding] = []

    def apply(self, said: Standing) -> TaskList:
        for addition in said.additions.values():
            self._add(addition)
        held = {key: one.correction for key, one in said.held_overrides.items() if isinstance(one.correction, Override)}
        chosen, lost = self._choose({**held, **said.overrides})
        parents: list[tuple[int, SentenceKey | None]] = []
        for index, override in chosen.items():
            if override.key not in said.overrides:
                continue
            values = dict(override.values)
            if PARENT in values:
                parents.append((index, values.pop(PARENT)))
            self.rows[index] = self._corrected(self.rows[index], values)
        for index, key in parents:
            self._hang(index, key)
        for index, override in chosen.items():
            if override.key in said.held_overrides:
                self._hold_back(index, said.held_overrides[override.key])
        self._bring_back(lost, chosen)
        for one in said.held_additions.values():
            self._hold_addition(one)
        self.findings += said.from_text
        return self._result()

    def _corrected(self, row: _Kept, values: Mapping[str, Any]) -> _Kept:
        if "kind" in values and values["kind"] is None:
            return replace(row, struck=True)
        if "area" in values and "share_of_group" not in values:
            values = {**values, "share_of_group": None}  # of the other area nothing is said yet
        corrected = replace(row.target, **values, corrected_from=None if row.added else row.target)
        return replace(row, target=self._settled(corrected, based=bool(values.keys() & {"value", "unit"})))

    def _settled(self, target: Target, *, based: bool) -> Target:
        share = target.share_of_group
        if share is None or not groups.is_group(target.area, self.vocabulary):
            (settled,) = groups.settled([replace(target, share_of_group=None)], {}, self.vocabulary)
            share = settled.share_of_group
        undecided = share is GroupShare.UNCLEAR  # nobody has said whose figure it is: checked, and still to be decided
        confidence = Confidence.REVIEW if undecided else Confidence.SURE
        sure = replace(target, confidence=confidence, reviewed=True, alternatives=(), share_of_group=share)
        if not based:
            return sure
        base = to_base(sure.value, sure.unit, self.vocabulary.measures) if sure.value is not None else (None, "")
        return replace(sure, value_base=base[0], unit_base=base[1])

    def _hang(self, index: int, key: SentenceKey | None) -> None:
        """A row becomes a part of the row of `key`, or of none; never of itself or of a row of another task."""
        row = self.rows[index]
        whole = next((r.target for r in self.rows if r.key == key), None)
        fits = whole is not None and whole.task_key == row.target.task_key and whole.seq != row.target.seq
        parent = whole.seq if fits and whole is not None else None
        self.rows[index] = replace(row, target=replace(row.target, parent_seq=parent))

    # ── which row a correction means ─────────────────────────────────────────────────────────────────────────────────

    def _choose(self, wanted: Mapping[SentenceKey, Override]) -> tuple[dict[int, Override], list[Override]]:
        """The override of each row by its index, and the overrides that found none. Where the line round a span was
        rewritten, the span itself still finds it."""
        chosen = {index: wanted[row.key] for index, row in enumerate(self.rows) if row.key in wanted}
        taken = {id(override) for override in chosen.values()}
        lost: list[Override] = []
        for override in wanted.values():
            if id(override) in taken:
                continue
            name, _, span = override.sentence
            alike = [i for i, row in enumerate(self.rows) if i not in chosen and (row.key[0][0], row.key[0][2]) == (name, span)]
            if len(alike) >= override.ordinal:
                chosen[alike[override.ordinal - 1]] = override
            else:
                lost.append(override)
        return chosen, lost

    def _bring_back(self, lost: Iterable[Override], chosen: Mapping[int, Override]) -> None:
        """What became of the corrections whose sentence is gone: the row that now stands there is for review again."""
        free = {index for index in range(len(self.rows)) if index not in chosen}
        for override in lost:
            index = self._nearest(override.sentence[0], override.sentence[2], free)
            before = override.seen or override.sentence[2]
            if index is None:
                self.findings.append(finding("override-without-sentence", override.place, seen=before))
                continue
            free.discard(index)
            target = self.rows[index].target
            told = finding("override-sentence-changed", target.place, seen=target.span, before=before, clause=target.clause)
            self.findings.append(told.about(target))
            if not target.reviewed:
                self.rows[index] = replace(self.rows[index], target=replace(target, confidence=Confidence.REVIEW))

    def _nearest(self, task_name: str, span: str, free: Iterable[int]) -> int | None:
        """The row of a task whose words are most like a span that is gone."""
        best, found = _MUCH_THE_SAME, None
        for index in sorted(free):
            (name, _, own), _ = self.rows[index].key
            if name != task_name or own == span:
                continue
            ratio = SequenceMatcher(None, span, own, autojunk=False).ratio()
            if ratio > best:
                best, found = ratio, index
        return found

    def _hold_back(self, index: int, held: Held) -> None:
        """The row stays as it was and is for review, whoever was sure of it."""
        target = self.rows[index].target
        self.findings.append(held.about(target, target.span, target.clause))
        self.rows[index] = replace(self.rows[index], target=replace(target, confidence=Confidence.REVIEW))

    # ── additions ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _add(self, addition: Addition) -> None:
        """A target more, after the others of its words. One that the reader now reads itself is only marked as reviewed."""
        place = place_of(addition, self.task_list.tasks)
        if place is None:
            self._lost(addition)
            return
        targets = [row.target for row in self.rows]
        target = self._settled(stated(addition, place, targets, self.task_list.head), based=True)
        known = next((i for i, row in enumerate(self.rows) if is_same(row.target, target)), None)
        if known is not None:
            self.rows[known] = replace(self.rows[known], target=self._settled(self.rows[known].target, based=False))
            return
        sentence = sentence_key(place.task, target)
        ordinal = 1 + sum(row.key[0] == sentence for row in self.rows)
        at = position(place, target, targets, list(self.tasks))
        self.rows.insert(at, _Kept((sentence, ordinal), target, added=True))
        self._hang(at, addition.values[PARENT])

    def _hold_addition(self, held: Held) -> None:
        addition = held.correction
        stand = place_of(addition, self.task_list.tasks) if isinstance(addition, Addition) else None
        if isinstance(addition, Addition) and stand is None:
            self._lost(addition)
        elif stand is not None:
            self.findings.append(held.about(stand.task, stand.span))

    def _lost(self, addition: Addition) -> None:
        told = finding("added-sentence-not-found", addition.place, seen=addition.span, task_name=addition.task_name)
        task = next((t for t in self.task_list.tasks if squeeze(t.name) == addition.task_name), None)
        self.findings.append(told if task is None else told.about(task))
        index = self._nearest(addition.task_name, addition.span, range(len(self.rows)))
        if index is not None and not self.rows[index].target.reviewed:
            row = self.rows[index]
            self.rows[index] = replace(row, target=replace(row.target, confidence=Confidence.REVIEW))

    # ── the result ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _result(self) -> TaskList:
        gone = {(row.target.task_key, row.target.seq) for row in self.rows if row.struck}
        disturbed = {row.key[0] for row in self.rows if row.struck or row.added}
        kept = [
            replace(row.target, sentence_ordinal=row.key[1]) if row.key[0] in disturbed else row.target
            for row in self.rows
            if not row.struck
        ]
        targets = tuple(replace(t, parent_seq=None) if (t.task_key, t.parent_seq) in gone else t for t in kept)
        return replace(self.task_list, targets=targets, findings=(*self.task_list.findings, *self.findings))
