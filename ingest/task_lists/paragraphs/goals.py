"""Goals of the list itself, before its first task (今年的主要目标是：…), and figures of a document that nobody read.

The sentences before the first item that promise a figure become task `0` (docs/targets.md); every other figure of a paragraph
that was read as nothing is named in a finding.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from ingest.documents.grid import Document, Grid, Paragraph
from ingest.findings import Finding, Place
from ingest.task_lists.catalogue import finding
from ingest.task_lists.columns import ListColumn
from ingest.task_lists.drafts import TaskDraft
from ingest.task_lists.ledger import Ledger
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.outline_numbers import heads_a_table, line_of
from ingest.task_lists.people.phrases import split_trailing
from ingest.task_lists.targets.text.atoms import Atom, Sort
from ingest.task_lists.targets.text.term import Term
from ingest.task_lists.targets.text.tokens import atomise
from ingest.task_lists.text import clean_text
from ingest.values.characters import fold

NUMBER = "0"
_ANY_TERM = Term(dt.date(2000, 1, 1), dt.date(2000, 12, 31))  # only the shape of what is no date counts here
_LONGEST = 300  # characters of the figures that one finding names


def read_goals(document: Document, ledger: Ledger, *, alone: bool) -> tuple[TaskDraft | None, list[Finding]]:
    """Task 0 of the sentences before the first task that promise a figure, None where there are none, and a finding for the
    figures of their paragraphs that promise nothing.

    `ledger` says what was read already: the first paragraph that was, and the first table, end the lead. `alone`: nothing was.
    """
    draft = TaskDraft("", NUMBER, "", (list_lexicon().outline.goals_name,))
    texts: list[str] = []
    findings: list[Finding] = []
    for block, content in enumerate(document.blocks):
        if isinstance(content, Grid) or ledger.is_read(block):
            break
        body, bracket = split_trailing(line_of(content))
        said = _promises(body, alone=alone) if ledger.is_unread(block) and not heads_a_table(body) else ""
        if not said:
            continue
        ledger.paragraph_read(block)
        label = list_lexicon().outline.label_of_goals.match(said)
        if label and not texts:
            draft.names = (label.group(1),)
        draft.place = draft.place if texts else content.place
        texts.append(said)
        findings += figures_left(body, said, content.place)
        for role, value in bracket.texts.items() if bracket else ():
            draft.add(role, value)
    if not texts:
        return None, []
    draft.texts[ListColumn.TARGET] = clean_text("\n".join(texts))
    return draft, findings


def figures_left(text: str, read: str, place: Place) -> list[Finding]:
    """A finding for the figures of a paragraph that stand in no part of it that is read."""
    left = [figure for figure in figures(text) if figure not in figures(read)]
    return [finding("figures-outside-tasks", place, seen="、".join(left)[:_LONGEST])] if left else []


def is_titled(document: Document) -> bool:
    """Whether one of the first lines is the title of a paper that sets tasks."""
    words = list_lexicon().outline
    return any(words.list_title.search(line) and not words.other_title.search(line) for line in titles_of(document))


def titles_of(document: Document) -> list[str]:
    """Those of the first lines that may be a title."""
    lines = [text for p in document.paragraphs if (text := p.text.strip())][:12]
    return [line for line in lines if len(line) < 60 and not re.search(r"[。！？，,；;]", line)]


def _promises(text: str, *, alone: bool) -> str:
    """The sentences of a paragraph that states goals with a figure, from the first with one that is not past; "" for none.
    `alone`: the document has no numbered tasks, so that every figure to reach is one."""
    words = list_lexicon().outline
    sentences = [_since_the_turn(one) for one in re.findall(r"[^。！？\n]+[。！？]?", text)]
    aims = [one for one in sentences if not (words.past.search(one) or words.presents.search(one.strip()))]
    stated = [one for one in aims if figures(one)]
    for sentence in stated:
        demands = words.demand.search(sentence) and not words.procedure.search(sentence)
        if words.goal.search(sentence) or demands or (alone and words.aim.search(sentence)):
            begun = sentences[sentences.index(stated[0]) :]
            return "".join(one for one in begun if one in aims)
    return ""


def _since_the_turn(sentence: str) -> str:
    """What a sentence says of this year after it told of the last (去年完成5万亩，今年…)."""
    words = list_lexicon().outline
    turn = words.turn.search(sentence)
    return sentence[turn.end() :] if turn and words.past.search(sentence[: turn.start()]) else sentence


def sets_figures(text: str) -> bool:
    """Whether a numbered paragraph beside a table sets figures to reach, and is not only the title of the table."""
    words = list_lexicon().outline
    sentences = re.findall(r"[^。！？\n]+", text)
    titled = len(sentences) == 1 and bool(words.table_title.search(text))
    return not titled and any(words.aim.search(one) and not words.past.search(one) and figures(one) for one in sentences)


def unread_figures(document: Document, ledger: Ledger) -> list[Finding]:
    """One finding for each paragraph with figures that was read as nothing: it names every one of them."""
    found = []
    for block, content in enumerate(document.blocks):
        if isinstance(content, Paragraph) and ledger.is_unread(block):
            said = figures(line_of(content))
            if said:
                seen = "、".join(said)
                found.append(finding("figures-outside-tasks", content.place, seen=seen[:_LONGEST]))
    return found


def figures(text: str) -> list[str]:
    """The figures of a text with their measures as written; dates, telephone numbers and numbers of documents are none."""
    words = list_lexicon().outline
    plain = words.no_figures.sub(lambda match: "　" * len(match.group()), text)
    folded = fold(plain)
    begin = _past_number(folded)
    return [plain[atom.start : atom.end] for atom in _flat(atomise(folded, _ANY_TERM, begin)) if _is_figure(atom, folded)]


def _past_number(text: str) -> int:
    match = list_lexicon().outline.leading.match(text)
    return match.end() if match else 0


def _is_figure(atom: Atom, text: str) -> bool:
    written = text[atom.start : atom.end]
    return atom.sort in {Sort.QUANTITY, Sort.RANK} and (any(char.isdigit() for char in written) or bool(atom.unit))


def _flat(atoms: Iterable[Atom]) -> Iterable[Atom]:
    for atom in atoms:
        yield atom
        yield from _flat(atom.inner)
