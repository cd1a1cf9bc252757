"""The stages that a clause goes through: label, introduction, brackets, scoring, front, what is no target, statements.

They stand in `ClauseStages.read` and `_body` in their order; the first that finds a clause to be no target ends it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.task_lists import target_findings
from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Kind
from ingest.task_lists.targets.record import TextRecord
from ingest.task_lists.targets.resolve.resolver import Resolver
from ingest.task_lists.targets.rules.affixes import clean_left
from ingest.task_lists.targets.rules.clauses import ClauseReader
from ingest.task_lists.targets.rules.fronts import Front
from ingest.task_lists.targets.rules.names import GrammarRule
from ingest.task_lists.targets.rules.statements import with_fronts
from ingest.task_lists.targets.text import asides, brackets
from ingest.task_lists.targets.text.atoms import Atom, Sort
from ingest.task_lists.targets.text.dates import When
from ingest.task_lists.targets.text.outline import Clause, clauses
from ingest.task_lists.targets.text.term import Term
from ingest.task_lists.targets.tree import StatementRead

_VALUES = frozenset({Sort.QUANTITY, Sort.RANK})


@dataclass(frozen=True, slots=True)
class Body:
    """A clause without the brackets at its end: what is left to read of it up to `stop`."""

    clause: Clause
    stop: int
    text: str
    atoms: tuple[Atom, ...]
    following: Clause | None  # the clause after it in the sentence
    due: When | None = None  # what a bracket at its end says

    @property
    def valued(self) -> bool:
        return any(atom.sort in _VALUES for atom in self.atoms)


class ClauseStages:
    """Takes the clauses of one text in order; what they state goes to the resolver, all else to the record."""

    def __init__(self, reader: ClauseReader, resolver: Resolver, record: TextRecord, term: Term) -> None:
        self.clause_reader, self.resolver, self.record, self.term = reader, resolver, record, term
        self.raw, self.text = reader.raw, reader.text
        self.pending = -1  # where a clause that held only a date began
        self.pending_child = False  # a clause that held only 其中 went before
        self.goals_follow = False  # the clause before it only said that these are the goals
        self.past_alone = False  # that date stands alone before what was done
        self.past = False  # the last date of the sentence lies before the term
        self.progress_from = len(self.raw)
        self.label = ""  # the label of the line we are in
        self._no_targets = (self._scoring_sentence, self._bare_heading, self._past_year, self._answering)
        self.lead_from = 0  # the first draft that the next leading unit governs

    def open_top_item(self) -> None:
        """An item of the outermost numbering begins: a leading unit governs no target before it."""
        self.lead_from = len(self.resolver.drafts)

    def open_sentence(self, progress_from: int) -> None:
        """A sentence begins; from `progress_from` on it tells what was done."""
        self.resolver.open_sentence()
        self.record.open_sentence()
        self.pending, self.pending_child = -1, False
        self.goals_follow = self.past = False
        self.progress_from = progress_from

    def read(self, clause: Clause, following: Clause | None) -> None:
        """A line's label, an introduction, then the clause without its brackets, then the brackets."""
        if self._labelled(clause) or self._staged(clause) or self._introduced(clause) or self._base_year(clause):
            return
        notes, stop = self._notes(clause)
        atoms = tuple(a for a in clause.atoms if a.end <= stop)
        due = next((when for note in notes if (when := brackets.due(self.text, note)) is not None), None)
        self._body(Body(clause, stop, self.text[clause.start : stop].strip(), atoms, following, due))
        for note in notes:
            self._note(note, clause)

    def _body(self, body: Body) -> None:
        """What is no target, the front, what is only a front, 全部完成, progress; what is left states something."""
        if not body.text or any(stage(body) for stage in self._no_targets):
            return
        front = self._front(body)
        rest = self.text[front.at : body.stop].strip(" ，,:：")
        if self._only_front(body, front, rest) or self._all_done(body, front, rest) or self._progress(body, front, rest):
            return
        self._state(body, front)

    def _labelled(self, clause: Clause) -> bool:
        """责任单位：… and 完成时间：12月底前 say who and when for the targets of the item, and are no targets."""
        if clause.opens_segment:
            self.label = ""
        words = lexicon().asides
        label = words.label.match(self.text[clause.start : clause.end])
        if not label and not self.label:
            return False
        self.record.tell(clause.start, clause.end, None, aside=GrammarRule.ASIDE_LABEL)
        self._take_label(clause, label)
        return True

    def _staged(self, clause: Clause) -> bool:
        """春季造林阶段（3月15日至4月30日）： a stage that its bracket dates: the window of what follows in its item."""
        whens = asides.stage_dates(self.text, clause.start, clause.end, clause.atoms)
        if not whens:
            return False
        self.resolver.date(whens)
        self.record.tell(clause.start, clause.end, None, aside=GrammarRule.ASIDE_FRONT_ONLY)
        return True

    def _base_year(self, clause: Clause) -> bool:
        """以2019年为基数 says what the rises and falls after it are measured from."""
        base = lexicon().dates.base.match(self.text[clause.start : clause.end])
        if base is None:
            return False
        self.resolver.measure_from(base[1])
        self.record.tell(clause.start, clause.end, None, aside=GrammarRule.ASIDE_BASE_YEAR)
        return True

    def _take_label(self, clause: Clause, label: re.Match[str] | None) -> None:
        words = lexicon().asides
        begin = clause.start + (label.end() if label else 0)
        if label is not None:
            self.label = label["label"]
            if self.label in words.lead_labels:
                self._lead(words.body_separator.split(self.raw[begin : clause.end].strip())[0])
        if self.label.startswith(words.due_labels):
            when = next((a.when for a in clause.atoms if a.sort is Sort.DATE and a.start >= begin), None)
            if when:
                self.resolver.set_item_due(self.lead_from, when)

    def _introduced(self, clause: Clause) -> bool:
        """各园区技工贸收入分别为：… says what the values after the colon measure, and until when."""
        if not clause.introduces:
            return False
        front = self.clause_reader.front(clause.start, clause.end, clause.atoms)
        self.resolver.date(front.whens)
        words = lexicon().asides.introduction.sub("", self.raw[front.at : clause.end].strip())
        self.goals_follow = bool(lexicon().asides.whose_goals.search(words))
        self.resolver.speak_of("" if self.goals_follow else clean_left(words))
        self.record.tell(clause.start, clause.end, front, aside=GrammarRule.ASIDE_INTRODUCTION)
        return True

    def _notes(self, clause: Clause) -> tuple[list[Atom], int]:
        """The brackets at the end of a clause that are no part of a name, and where the clause proper ends."""
        notes: list[Atom] = []
        stop = clause.end
        for atom in reversed([a for a in clause.atoms if a.sort is Sort.BRACKET]):
            if self.text[atom.end : stop].strip(" "):
                break
            if brackets.role_of(self.text, atom) is not brackets.BracketRole.NAME:
                notes.insert(0, atom)
            elif not any(a.sort is Sort.QUANTITY and a.end <= atom.start <= a.end + 3 for a in clause.atoms):
                break  # 项目（一期）; but 12.5亿元（调整后） says nothing of its name
            stop = atom.start
        return notes, stop

    def _scoring_sentence(self, body: Body) -> bool:
        if not brackets.is_scoring(body.text):
            return False
        self.record.score(body.clause.start, body.stop, self.resolver.clause)
        self.record.tell(body.clause.start, body.stop, None, aside=GrammarRule.ASIDE_SCORING)
        return True

    def _bare_heading(self, body: Body) -> bool:
        """A line that ends with a colon and has nothing after it."""
        valued = any(atom.sort in _VALUES for atom in body.clause.atoms)
        divides = body.text.rstrip(":") in lexicon().connectives.of_part  # 其中： before numbered parts
        if not body.text.endswith(":") or body.following is not None or valued or divides:
            return False
        self.record.tell(body.clause.start, body.stop, None, aside=GrammarRule.ASIDE_HEADING)
        return True

    def _past_year(self, body: Body) -> bool:
        """2023年，… a year before the term that stands alone: what follows in its sentence was done."""
        only = body.atoms[0] if len(body.atoms) == 1 else None
        if only is None or only.when is None or only.end - only.start < len(body.text):
            return False
        if only.when.end.year >= self.term.start.year:
            return False
        self.past = self.past_alone = True
        self.record.tell(body.clause.start, body.stop, None, aside=GrammarRule.ASIDE_FRONT_ONLY)
        return True

    def _answering(self, body: Body) -> bool:
        """由市直各有关部门负责落实, 不再注明: who sees to it, and that this is said once for all."""
        words = lexicon().asides
        if body.valued or not (words.answering.match(body.text) or words.said_once.match(body.text)):
            return False
        self.record.tell(body.clause.start, body.stop, None, aside=GrammarRule.ASIDE_ANSWERING)
        return True

    def _front(self, body: Body) -> Front:
        """The front of a clause, together with that of a clause before it that was only a front."""
        front = self.clause_reader.front(body.clause.start, body.stop, body.atoms)
        child = front.child or (body.clause.after_colon and body.valued and not self.goals_follow)
        self.goals_follow = False
        if child:
            self.resolver.open_division()
        child = child or (body.valued and self.resolver.opens_part)
        begin, self.pending = (self.pending, -1) if self.pending >= 0 else (front.span_start, -1)
        return replace(front, child=child or self.pending_child, span_start=begin)

    def _only_front(self, body: Body, front: Front, rest: str) -> bool:
        """2023年， dates the clauses after it; 其中， divides."""
        if rest or front.areas:
            self.pending_child = False
            return False
        if front.whens:
            self.past = self.past_alone = self._is_past(front)
            self.resolver.date(front.whens)
            self.pending = front.span_start
        self.pending_child = front.child
        self.record.tell(body.clause.start, body.stop, front, aside=GrammarRule.ASIDE_FRONT_ONLY)
        return True

    def _all_done(self, body: Body, front: Front, rest: str) -> bool:
        """12月底前全部完成 after a list of values says when, and 全部完成 says nothing of its own."""
        words, so_far = lexicon().asides, self.resolver.so_far
        if not words.all_done.match(rest) or len(so_far.drafts) <= so_far.sentence_from:
            return False
        dated = bool(front.whens) and front.whens[-1].is_deadline and self.resolver.set_due(front.whens[-1])
        if not dated and (front.whens or rest == words.just_done):
            return False
        self.record.tell(body.clause.start, body.stop, front, aside=GrammarRule.ASIDE_ALL_DONE)
        return True

    def _progress(self, body: Body, front: Front, rest: str) -> bool:
        """1-9月已完成352亿元 tells what was done, and is no target."""
        begin, stop = body.clause.start, body.stop
        if front.whens:
            self.past, self.past_alone = self._is_past(front), False
        elif asides.done_before(rest, self.term.start.year):
            self.past, self.past_alone = True, False
        elif self.past and not self.past_alone:
            self.past = not rest.startswith(lexicon().asides.promises)
        told = self.past or begin >= self.progress_from or asides.says_progress(rest)
        if not body.valued or not told:
            return False
        stated = self.clause_reader.statements(front, stop, body.atoms)
        topic = lexicon().asides.of_state.sub("", stated[0].metric) if stated else ""
        if topic:
            self.resolver.speak_of(topic)
        self.record.say(target_findings.FIGURE_IS_PROGRESS, begin, stop, self.resolver.clause)
        self.record.covered.append((begin, stop))
        self.record.tell(body.clause.start, stop, front, aside=GrammarRule.ASIDE_PROGRESS)
        return True

    def _is_past(self, front: Front) -> bool:
        """Whether every date of a front lies before the term of the list, and no later one goes on from it."""
        if self.clause_reader.fronts.years_go_on(front.span_start, front.whens[-1]):
            return False
        return all(when.end.year < self.term.start.year for when in front.whens)

    def _state(self, body: Body, front: Front) -> None:
        """What the clause states becomes targets."""
        place = _rank_note(body.clause, body.stop)
        atoms, stop = ((*body.atoms, *place.inner), place.end) if place else (body.atoms, body.stop)
        front = self.clause_reader.with_dates_inside(front, stop, atoms)
        stated = self.clause_reader.statements(front, stop, atoms)
        read: list[StatementRead] = []
        before, divides, outer = self.resolver.so_far, front.child, self.resolver.so_far.before_event
        window = before.window
        noted = () if front.whens or body.due is None else (body.due,)
        for statement in with_fronts(stated, front):
            if statement.child and not divides:
                self.resolver.open_division()  # 经营主体80万户、其中企业30万户
            divides = statement.child
            begin = len(self.resolver.drafts)
            next_when = body.following.leading_when if body.following else None
            settled = self.resolver.add(statement, next_when=next_when, noted=noted)
            read.append(StatementRead(settled, tuple(range(begin, len(self.resolver.drafts)))))
        event = front.whens and not front.whens[-1].is_deadline and all(s.statement.kind is Kind.MILESTONE for s in read)
        if event and front.whens[-1].end < self.term.end:  # 年内通车 is all the list's time
            self.resolver.date_event(window if outer is None else outer)
        # 园区一期5月底前投产，二期9月底前开工；…: and 新建2条路，10月底前通车；… is of what its segment spoke of, too
        inside = len(front.cuts) == len(front.whens)
        of_segment = len(before.drafts) > before.segment_from and all(s.statement.kind is Kind.MILESTONE for s in read)
        if front.whens and front.whens[-1].is_deadline and (inside or of_segment):
            self.resolver.date_inside(before.held or (before.opened if of_segment else window))
        if noted:
            self.resolver.undate(before)
        self.record.tell(body.clause.start, stop, front, stated=tuple(read))

    # ── brackets and scoring ─────────────────────────────────────────────────────────────────────────────────────────

    def _note(self, note: Atom, clause: Clause) -> None:
        begin, end = note.start + 1, note.end - 1
        words = self.text[begin:end].strip()
        role = brackets.role_of(self.text, note)
        if role in {brackets.BracketRole.MARK, brackets.BracketRole.DUE}:
            self.record.covered.append((begin, end))
        elif role is brackets.BracketRole.SCORING:
            self.record.score(begin, end, self.resolver.clause)
        elif role is brackets.BracketRole.LEAD:
            for piece in clauses(self.text, note.inner, begin, end):
                if any(a.sort in {Sort.DATE, Sort.QUANTITY} for a in piece.atoms):
                    self.read(piece, None)
            self._lead(brackets.lead_unit(words) or "")
            self.lead_from = len(self.resolver.drafts)
        elif _rank_note(clause, note.start) is None:
            self._aside(note, words)

    def _aside(self, note: Atom, words: str) -> None:
        """A bracket with clauses of its own; after it the sentence goes on as if it had not been there."""
        before = self.resolver.so_far
        valued = any(a.sort is Sort.QUANTITY for a in note.inner)
        divides = valued and bool(before.drafts) and not words.startswith(lexicon().asides.no_parts)
        if divides:
            self.resolver.open_division(of_last=True)
        for part in clauses(self.text, note.inner, note.start + 1, note.end - 1):
            self.pending_child = divides and any(a.sort is Sort.QUANTITY for a in part.atoms)
            self.read(part, None)
        self.pending, self.pending_child = -1, False
        self.resolver.close_aside(before)

    def _lead(self, unit: str) -> None:
        if unit:
            self.resolver.set_lead(self.lead_from, unit)


def _rank_note(clause: Clause, stop: int) -> Atom | None:
    """不低于第二梯队（第6-10名）: the bracket says which place the words mean."""
    for atom in clause.atoms:
        if atom.sort is Sort.BRACKET and atom.start == stop and any(a.sort is Sort.RANK for a in atom.inner):
            return atom
    return None
