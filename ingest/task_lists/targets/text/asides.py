"""What stands beside targets and is none: lines of who and until when, figures of what was done, conditions that lead on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.targets.text import brackets
from ingest.task_lists.targets.text.atoms import Atom, Sort
from ingest.task_lists.targets.text.dates import When
from ingest.task_lists.targets.text.outline import Clause
from ingest.values.units import is_count


def says_progress(words: str) -> bool:
    """Whether a clause tells what was done or is foreseen (全年预计完成470亿元), not what is promised."""
    return bool(lexicon().asides.done.search(words))


def done_before(words: str, year: int) -> bool:
    """2023年完成投资12亿元: whether a clause tells what a year before `year` has done."""
    past = lexicon().asides.done_in.match(words)
    return past is not None and int(past[1]) < year


def bracket_dates(text: str, atoms: Sequence[Atom]) -> tuple[When, ...]:
    """The date that a bracket is: （6月底前）; () where it holds anything else."""
    last = next((atom for atom in reversed(atoms) if atom.sort is Sort.BRACKET), None)
    if last is None or len(last.inner) != 1 or last.inner[0].when is None:
        return ()
    whole = last.inner[0].end - last.inner[0].start == len(text[last.start + 1 : last.end - 1].strip())
    return (last.inner[0].when,) if whole else ()


def stage_dates(text: str, start: int, end: int, atoms: Sequence[Atom]) -> tuple[When, ...]:
    """The dates in the bracket of 春季造林阶段（3月15日至4月30日）; () where [start, end) is no such heading."""
    last = next((atom for atom in reversed(atoms) if atom.sort is Sort.BRACKET), None)
    if last is None or text[last.end : end].strip(" :") or not lexicon().dates.stage.match(text[start : last.start].strip()):
        return ()
    return bracket_dates(text, atoms)


def progress_from(text: str, found: Sequence[Clause], index: int) -> int:
    """Where the sentence that begins at `index` goes over from its plan to what was done; the text's end if it does not.

    年计划完成480亿元，1-9月完成352亿元，全年预计完成470亿元: only the first clause is a target.
    """
    begin = found[index]
    if not lexicon().asides.plan.match(text, begin.start, begin.end):
        return len(text)
    last = index + 1
    while last < len(found) and not found[last].opens_sentence:
        last += 1
    later = found[index + 1 : last]
    return later[0].start if any(lexicon().asides.reported.search(text, c.start, c.end) for c in later) else len(text)


def join(text: str, found: Sequence[Clause]) -> list[Clause]:
    """The clauses, with those that are only a condition or a topic joined to the next."""
    joined: list[Clause] = []
    for clause in found:
        if joined and not clause.opens_segment and leads_on(text, joined[-1]):
            joined[-1] = replace(joined[-1], end=clause.end, atoms=joined[-1].atoms + clause.atoms)
        else:
            joined.append(clause)
    return [one for clause in joined for one in split_dated(text, clause)]


def split_dated(text: str, clause: Clause) -> list[Clause]:
    """东湖大桥三季度开工、年底竣工: two events, each with its own date, are two clauses, and so are 前5名、力争前3名."""
    if any(atom.sort is Sort.QUANTITY for atom in clause.atoms):
        return [clause]
    for mark, after in pairwise(clause.atoms):
        if mark.sort is not Sort.MARK or text[mark.start] not in lexicon().asides.joins_events:
            continue
        first = replace(clause, end=mark.start, atoms=tuple(a for a in clause.atoms if a.end <= mark.start))
        second = tuple(atom for atom in clause.atoms if atom.start >= after.start)
        rest = replace(clause, start=mark.end, atoms=second, opens_sentence=False, opens_segment=False, after_colon=False)
        strives = after.sort is Sort.RANK and lexicon().asides.strives.fullmatch(text, mark.end, after.start)
        if strives or (_is_dated_event(text, first) and _is_dated_event(text, rest)):
            return [first, *split_dated(text, rest)]
    return [clause]


def _is_dated_event(text: str, clause: Clause) -> bool:
    """青溪大道6月底前通车, 三季度完成设计: up to the next joint, something happens at a date."""
    joint = next((a.start for a in clause.atoms if a.sort is Sort.MARK), clause.end)
    date = next((a for a in clause.atoms if a.sort is Sort.DATE and a.end <= joint), None)
    words = lexicon().events
    if date is None:
        return False
    return text[clause.start : joint].rstrip().endswith(words.tails) or text.startswith(words.heads, date.end)


def leads_on(text: str, clause: Clause) -> bool:
    """Whether a clause is only a condition or a topic (…的，, 对…，) and is read together with the next."""
    if lexicon().asides.round_which.match(text, clause.start, clause.end):
        return all(is_count(a.unit) if a.sort is Sort.QUANTITY else a.sort not in {Sort.DATE, Sort.RANK} for a in clause.atoms)
    if any(a.sort in {Sort.QUANTITY, Sort.DATE, Sort.RANK} for a in clause.atoms):
        return False
    words = text[clause.start : clause.end]
    return bool(lexicon().asides.joins_next.search(re.split("[,，]", words)[-1])) and not brackets.is_scoring(words)
