"""Documents without a task table: one paragraph a task, under headings, with 责任单位 in a line below or in brackets.

Enumerators (第一部分, 一、, （一）, 1., （1）, ①, ——) make a tree; its leaves are tasks, or, where only the last leaf of a
group says who is responsible, the items of one task. What is no task is skipped with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.documents.grid import Document, Paragraph
from ingest.findings import Finding
from ingest.task_lists.columns import ListColumn
from ingest.task_lists.drafts import TaskDraft
from ingest.task_lists.ledger import Ledger
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.outline_numbers import section_name
from ingest.task_lists.paragraphs.goals import figures, figures_left, is_titled, read_goals, sets_figures
from ingest.task_lists.paragraphs.items import CIRCLED, PLAIN, ParagraphItem, read_items, tree_of
from ingest.task_lists.paragraphs.other_papers import other_paper
from ingest.task_lists.people.offices import split_offices
from ingest.task_lists.people.parties import states_first_leads
from ingest.task_lists.skipped import Skipped
from ingest.task_lists.text import clean_text, title_of


@dataclass(slots=True)
class ParagraphReading:
    """Drafts in order; `first_leads_from` is the index of the first draft under the rule "first listed leads", or None."""

    drafts: list[TaskDraft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    first_leads_from: int | None = None


def read_paragraphs(document: Document, ledger: Ledger, *, beside_tables: bool) -> ParagraphReading:
    """Tasks written as paragraphs. Beside task tables only those that name who is responsible or that set figures."""
    ditto = list_lexicon().outline.ditto
    reading = ParagraphReading()
    leaves = _tasks(tree_of(read_items(document, ledger)), document, beside_tables=beside_tables)
    run_on = _numbers_run_on([leaf for leaf in leaves if not leaf.left])
    for leaf in leaves:
        _take(leaf, reading, ledger, run_on=run_on)
    alone = not (beside_tables or reading.drafts)
    goals, left = read_goals(document, ledger, alone=alone) if not alone or is_titled(document) else (None, [])
    reading.findings += left
    if goals is not None:
        reading.drafts.insert(0, goals)
        reading.first_leads_from = None if reading.first_leads_from is None else reading.first_leads_from + 1
    for block, content in enumerate(document.blocks):
        if isinstance(content, Paragraph):
            ledger.paragraph_skipped(block, Skipped.NO_TASK)
            if reading.first_leads_from is None and states_first_leads(content.text) and ditto not in content.text:
                reading.first_leads_from = 0
    return reading


def _tasks(roots: list[ParagraphItem], document: Document, *, beside_tables: bool) -> list[ParagraphItem]:
    """The leaves that are tasks."""
    leaves = _leaves(roots)
    numbered = [leaf for leaf in leaves if leaf.level != PLAIN]
    some_named = any(_is_named(leaf) for leaf in leaves)
    if not (some_named or beside_tables or (_is_list(document, numbered) and not other_paper(document))):
        return []
    flat = any(_is_named(root) for root in roots if _leaves([root]) == [root])  # 一、二、三、 are the tasks themselves
    some_counted = any(_counts(leaf) for leaf in numbered)
    tasks: list[ParagraphItem] = []
    for root in roots:
        own = _leaves([root])
        root_named = any(_is_named(leaf) for leaf in own)
        for leaf in own:
            # a heading under which nothing stands: 一、提高认识 in the notice before the list
            heading = leaf.level == 0 if not leaf.number else leaf is root and leaf.level == 1 and not flat
            bare = heading and (some_named or not leaf.number or some_counted) and not _counts(leaf)
            states = sets_figures(leaf.text) if beside_tables else not bare
            belongs = not some_named or root_named or _counts(leaf) or (flat and leaf is root)
            if _is_named(leaf) or (states and belongs and not _outside(leaf)):
                tasks.append(leaf)
            elif not beside_tables and belongs and (found := _under_general_heading(leaf)):
                tasks.append(found)
    return tasks


def _under_general_heading(leaf: ParagraphItem) -> ParagraphItem | None:
    """What a numbered item under 保障措施, 工作要求 sets in figures (安排专项资金500万元); None where it sets nothing."""
    words = list_lexicon().outline
    if leaf.children or not leaf.number or not any(words.general_heading.search(item.text[:20]) for item in _path(leaf)):
        return None
    sentences = re.findall(r"[^。；;\n]+[。；;\n]?", leaf.text)
    sets = [bool(words.sets.search(one) and not words.no_aim.search(one) and figures(one)) for one in sentences]
    if not any(sets):
        return None
    said = "".join(one for one, does in zip(sentences, sets, strict=True) if does)
    return replace(leaf, text=said, left="".join(one for one, does in zip(sentences, sets, strict=True) if not does) or " ")


def _counts(leaf: ParagraphItem) -> bool:
    return bool(re.search(r"\d", leaf.text))


def _is_named(leaf: ParagraphItem) -> bool:
    """Does it say who is responsible, itself or in one of its points?"""
    return leaf.has_parties or any(_is_named(child) for child in leaf.children)


def _is_list(document: Document, numbered: list[ParagraphItem]) -> bool:
    """Without a single responsible unit, only aims tell a list from a speech or a novel: in half of the items under a title
    that says so, and with a figure in half of them where no title does."""
    aim = list_lexicon().outline.aim
    if is_titled(document):
        return sum(bool(aim.search(leaf.text)) for leaf in numbered) * 2 >= len(numbered) > 0
    opening = [leaf.text.split("\n")[0] for leaf in numbered]  # what stands below a heading is nobody's item
    return sum(bool(aim.search(text) and figures(text)) for text in opening) * 2 >= len(numbered) > 0


def _leaves(items: list[ParagraphItem]) -> list[ParagraphItem]:
    """Tasks: items without children, items whose children are only the points of one task, and the text of an item itself
    where it states a figure that none of its children repeats."""
    leaves: list[ParagraphItem] = []
    for item in items:
        if not item.children or _is_one_task(item):
            leaves.append(item)
            continue
        if _has_figures_of_its_own(item):
            leaves.append(replace(item, children=[]))
        leaves += _leaves(item.children)
    return leaves


def _has_figures_of_its_own(item: ParagraphItem) -> bool:
    """Does an item state a figure that none of those below it repeats?"""
    below = "".join(child.text for child in _descendants(item))
    return any(figure not in below for figure in figures(list_lexicon().outline.points.sub("", item.text)))


def _is_one_task(item: ParagraphItem) -> bool:
    if any(child.children and not _is_one_task(child) for child in item.children):
        return False
    if item.children[0].level == CIRCLED or (item.has_parties and not any(c.has_parties for c in item.children)):
        return True
    if item.number and list_lexicon().outline.divides.search(item.text) and _counts(item):
        return True  # 死亡人数控制在18人以内。其中： the items below are its parts
    if len(item.children) == 1 and item.number and item.children[0].level == PLAIN:
        return True  # a numbered title, and its text as the paragraph below
    speaking = [child.has_parties for child in item.children]
    # 责任单位 once, below the last point of several, under a heading that is no part of the document
    return item.level >= 2 and len(speaking) > 1 and speaking[-1] and not any(speaking[:-1])


def _outside(item: ParagraphItem) -> bool:
    at: ParagraphItem | None = item
    while at is not None:
        if list_lexicon().outline.goal_heading.search(at.text[:20]) and at.level <= 2:
            return False
        if (
            list_lexicon().outline.no_task.search(at.text[:20])
            and at.level <= 2
            and (at is not item or at.children or "\n" in at.text)
        ):
            return True
        at = at.parent
    return False


# leaves → drafts -----------------------------------------------------------------------------------------------------------


def _path(leaf: ParagraphItem) -> list[ParagraphItem]:
    """The headings above a leaf, outermost first."""
    path: list[ParagraphItem] = []
    at = leaf.parent
    while at is not None:
        path.insert(0, at)
        at = at.parent
    return path


def _numbers_run_on(leaves: list[ParagraphItem]) -> bool:
    """（一）1. 2. （二）3. 4.: do numbers go on from one heading to the next? Then they number the tasks, not parts of one."""
    groups: list[list[int]] = []
    before: ParagraphItem | None = None
    for leaf in leaves:
        if len(_path(leaf)) < 2 or not leaf.number.isdigit():
            continue
        if leaf.parent is not before:
            groups.append([])
            before = leaf.parent
        groups[-1].append(int(leaf.number))
    return len(groups) > 1 and all(later[0] == earlier[-1] + 1 for earlier, later in pairwise(groups))


def _take(leaf: ParagraphItem, reading: ParagraphReading, ledger: Ledger, *, run_on: bool) -> None:
    path = _path(leaf)
    section, task_no, subtask_no, outer = _keys(leaf, path, run_on=run_on)
    name, text = (title_of(leaf.text), "") if leaf.content else _name_and_text(leaf)
    draft = TaskDraft(section, task_no, subtask_no, (*outer, name), place=leaf.place, generated=not task_no)
    texts = [text, *leaf.content]
    phrases = list(leaf.phrases)
    for child in _descendants(leaf):
        texts.append(f"{_printed(child)}{child.text}")
        phrases += child.phrases
    for phrase in phrases:
        texts += ["，".join(phrase.rest)] if phrase.rest else []
        for role, value in phrase.texts.items():
            draft.add(role, value)
        if phrase.first_leads and reading.first_leads_from is None:
            reading.first_leads_from = len(reading.drafts)
    for role, value in ((role, value) for item in path for phrase in item.phrases for role, value in phrase.texts.items()):
        if role not in draft.texts:  # a heading says who answers for all that stands below it
            draft.add(role, value)
    own = list_lexicon().outline.stage_first.match(leaf.text)
    spans = [m.group() for item in path if (m := _stage(item))] + ([own.group(2)] if own else [])
    if ListColumn.DUE not in draft.texts and spans:
        draft.add(ListColumn.DUE, spans[-1])
    draft.aside = bool(leaf.left)
    reading.findings += figures_left(leaf.left, "", leaf.place)
    draft.texts[ListColumn.TARGET] = clean_text("\n".join(texts))
    leading = [p for p in phrases if p.in_brackets and ListColumn.LEAD_OFFICE in p.texts]
    draft.governing = tuple(name for p in leading for name in split_offices(p.texts[ListColumn.LEAD_OFFICE]).names)
    draft.respectively = any(p.respectively for p in leading)
    reading.drafts.append(draft)
    # a heading with figures of its own is read where it is a task itself, and not by what stands below it
    for item in (leaf, *_descendants(leaf), *(item for item in path if not _has_figures_of_its_own(item))):
        for block in item.blocks:
            ledger.paragraph_read(block)


def _stage(heading: ParagraphItem) -> re.Match[str] | None:
    """（一）第一阶段（3月—4月底）: the span that a short heading sets for all that stands below it."""
    first = heading.text.split("\n")[0]
    return list_lexicon().outline.stage.search(first) if len(first) <= 40 else None


def _descendants(item: ParagraphItem) -> list[ParagraphItem]:
    return [found for child in item.children for found in (child, *_descendants(child))]


def _printed(item: ParagraphItem) -> str:
    if item.level == CIRCLED:
        return chr(0x2460 + int(item.number) - 1)
    return f"{item.number}." if item.number else ""


def _keys(leaf: ParagraphItem, path: list[ParagraphItem], *, run_on: bool) -> tuple[str, str, str, tuple[str, ...]]:
    """Section, task number, sub-number and outer names of a leaf under the headings `path`."""
    if not path:
        return "", leaf.number, "", ()
    if len(path) == 1 and path[0].level >= 3:
        return "", path[0].number, leaf.number, (title_of(path[0].text),)
    section = section_name(path[max(0, len(path) - 2)].text.split("\n")[0]).rstrip("。")
    if len(path) == 1:
        return section, leaf.number, "", ()
    if run_on:
        return section, leaf.number, "", (title_of(path[-1].text),)
    return section, path[-1].number, leaf.number, (title_of(path[-1].text),)


def _name_and_text(leaf: ParagraphItem) -> tuple[str, str]:
    """A short first sentence without a figure is the task's name; else the first clause names it and stays in the text."""
    match = list_lexicon().outline.name_first.match(leaf.text) or list_lexicon().outline.stage_first.match(leaf.text)
    if match:
        return match.group(1), leaf.text[match.end() :]
    if leaf.children and len(leaf.text) <= 40 and not list_lexicon().outline.no_figure.search(leaf.text):
        return leaf.text.rstrip("。：:"), ""
    return title_of(leaf.text), leaf.text
