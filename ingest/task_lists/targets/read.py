"""One text from start to end: items, sentences, clauses and brackets in order; then every digit is accounted for."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.findings import Finding
from ingest.task_lists.model import ScoringRule, Target, Task
from ingest.task_lists.targets import catalogue
from ingest.task_lists.targets.resolve import checks
from ingest.task_lists.targets.resolve.drafts import Window
from ingest.task_lists.targets.resolve.resolver import Settler
from ingest.task_lists.targets.rules.affixes import clean_left
from ingest.task_lists.targets.rules.areas import AreaFinder
from ingest.task_lists.targets.rules.clauses import ClauseReader
from ingest.task_lists.targets.rules.fronts import Front
from ingest.task_lists.targets.rules.statements import Statement
from ingest.task_lists.targets.text import asides, brackets
from ingest.task_lists.targets.text.atoms import Atom, Sort
from ingest.task_lists.targets.text.dates import When
from ingest.task_lists.targets.text.outline import Clause, Item, clauses, items
from ingest.task_lists.targets.text.term import Term
from ingest.task_lists.targets.text.tokens import atomise
from ingest.values.characters import fold
from ingest.vocabulary import Vocabulary

_VALUES = frozenset({Sort.QUANTITY, Sort.RANK})
_LONGEST_HEAD = 40
_NO_PARTS = ("累计", "力争", "确保", "奋力", "同比", "增长", "不低于", "不超过")  # a bracket that qualifies the value itself


class TextReader:
    """Reads one column of one task."""

    def __init__(self, task: Task, column: str, raw: str, term: Term, vocabulary: Vocabulary, *, first_seq: int) -> None:
        self.task, self.raw, self.term = task, raw, term
        self.text = fold(raw)
        self.clause_reader = ClauseReader(raw, self.text, AreaFinder(vocabulary), term)
        self.settler = Settler(task, column, raw, term, vocabulary, first_seq=first_seq)
        self.scoring: list[ScoringRule] = []
        self.findings: list[Finding] = []
        self.atoms: list[Atom] = []
        self.covered: list[tuple[int, int]] = []  # offsets whose digits are accounted for otherwise than by a span
        self.pending = -1  # where a clause that held only a date began
        self.pending_child = False  # a clause that held only 其中 went before
        self.progress_from = len(raw)
        self.scored = (0, 0)  # where the last scoring sentence stands
        self.label = ""  # the label of the line we are in
        self.lead_from = 0  # the first draft that the next leading unit governs

    def read(self) -> tuple[list[Target], list[ScoringRule], list[Finding]]:
        """Targets, scoring sentences and findings of the text, in its order."""
        windows: dict[tuple[str, ...], Window] = {}
        heads: dict[tuple[str, ...], str] = {}
        top: tuple[str, ...] = ()
        for item in items(self.text, self.term):
            if item.path[:1] != top:
                top, self.lead_from = item.path[:1], len(self.settler.drafts)
            self.covered.append((item.mark, item.start))
            atoms = atomise(self.text, self.term, item.start, item.end)
            self.atoms.extend(atoms)
            start, head = self._head(item, atoms)
            outer = item.path[:-1]
            heads[item.path] = head or (heads.get(outer, "") if item.path else "")
            window = windows.get(outer, Window()) if item.path else Window()
            self.settler.open_item(item.clause, heads[item.path], window)
            self._item(clauses(self.text, atoms, start, item.end))
            windows[item.path] = self.settler.window
        self._account()
        return [draft.target for draft in self.settler.drafts], self.scoring, self.findings

    # ── items and sentences ──────────────────────────────────────────────────────────────────────────────────────────

    def _head(self, item: Item, atoms: tuple[Atom, ...]) -> tuple[int, str]:
        """规模以上工业营业收入：… the words before a colon at the front of an item govern it."""
        start = item.start
        mark = next((a for a in atoms if a.sort is Sort.MARK), None)
        if mark is None or self.text[mark.start] != ":" or mark.start - start > _LONGEST_HEAD:
            return start, ""
        words = self.text[start : mark.start]
        dated = any(a.sort in {Sort.QUANTITY, Sort.DATE} for a in atoms if a.end <= mark.start)
        area = self.clause_reader.finder.at(self.text, start, mark.end, value_starts=frozenset())
        if dated or "其中" in words or not words.strip() or asides.LABEL.match(words.strip() + ":"):
            return start, ""
        if area and area.end == mark.start:
            return start, ""
        return mark.end, self.raw[start : mark.start].strip()

    def _item(self, found: tuple[Clause, ...]) -> None:
        joined: list[Clause] = []
        for clause in found:
            if joined and not clause.opens_segment and asides.leads_on(self.text, joined[-1]):
                joined[-1] = replace(joined[-1], end=clause.end, atoms=joined[-1].atoms + clause.atoms)
            else:
                joined.append(clause)
        for index, clause in enumerate(joined):
            if clause.opens_sentence:
                self.settler.open_sentence()
                self.pending, self.pending_child = -1, False
                self.progress_from = asides.progress_from(self.text, joined, index)
            elif clause.opens_segment:
                self.settler.open_segment()
            following = joined[index + 1] if index + 1 < len(joined) and not joined[index + 1].opens_sentence else None
            self._clause(clause, following)

    # ── clauses ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _clause(self, clause: Clause, following: Clause | None) -> None:
        if clause.opens_segment:
            self.label = ""
        label = asides.LABEL.match(self.text[clause.start : clause.end])
        if label or self.label:
            self._labelled(clause, label)
            return
        if clause.introduces:
            self._introduce(clause)
            return
        notes, stop = self._notes(clause)
        body = self.text[clause.start : stop].strip()
        heading = body.endswith(":") and following is None and not any(a.sort in _VALUES for a in clause.atoms)
        if body and brackets.is_scoring(body):
            self._score(clause.start, stop)
        elif body and not heading:
            self._body(clause, stop, following)
        for note in notes:
            self._note(note, clause)

    def _introduce(self, clause: Clause) -> None:
        """各园区技工贸收入分别为：… says what the values after the colon measure, and until when."""
        front = self.clause_reader.front(clause.start, clause.end, clause.atoms)
        self.settler.window = self.settler.window.take(front.whens)
        words = asides.INTRODUCTION.sub("", self.raw[front.at : clause.end].strip())
        metric, _ = clean_left(words)
        self.settler.context.topic = metric

    def _labelled(self, clause: Clause, label: re.Match[str] | None) -> None:
        """责任单位：… and 完成时间：12月底前 say who and when for the targets of the item, and are no targets."""
        if label is not None:
            self.label = label["label"]
        begin = clause.start + (label.end() if label else 0)
        if label is not None and self.label in {"牵头单位", "牵头部门"}:
            self._lead(re.split("[、；;,， ]", self.raw[begin : clause.end].strip())[0])
        if self.label.startswith(("完成", "时")):
            when = next((a.when for a in clause.atoms if a.sort is Sort.DATE and a.start >= begin), None)
            for draft in self.settler.drafts[self.lead_from :] if when else ():
                if when and draft.target.period_end is None:
                    draft.target = replace(draft.target, due=when.end)

    def _notes(self, clause: Clause) -> tuple[list[Atom], int]:
        """The brackets at the end of a clause that are no part of a name, and where the clause proper ends."""
        notes: list[Atom] = []
        stop = clause.end
        for atom in reversed([a for a in clause.atoms if a.sort is Sort.BRACKET]):
            if self.text[atom.end : stop].strip(" "):
                break
            if brackets.role_of(self.text, atom) is not brackets.Role.NAME:
                notes.insert(0, atom)
            elif not any(a.sort is Sort.QUANTITY and a.end <= atom.start <= a.end + 3 for a in clause.atoms):
                break  # 项目（一期）; but 12.5亿元（调整后） says nothing of its name
            stop = atom.start
        return notes, stop

    def _body(self, clause: Clause, stop: int, following: Clause | None) -> None:
        atoms = tuple(a for a in clause.atoms if a.end <= stop)
        valued = any(a.sort in _VALUES for a in atoms)
        front = self.clause_reader.front(clause.start, stop, atoms)
        front.child = front.child or (clause.after_colon and valued)
        if front.child:
            self.settler.open_scope()
        front.child = front.child or self.pending_child
        if self.pending >= 0:
            front.span_start, self.pending = self.pending, -1
        rest = self.text[front.at : stop].strip(" ，,:：")
        if not rest and not front.areas:
            if front.whens:
                self.settler.window = self.settler.window.take(front.whens)
                self.pending = front.span_start
            self.pending_child = front.child
            return
        self.pending_child = False
        if asides.ALL_DONE.match(rest) and len(self.settler.drafts) > self.settler.context.sentence_from:
            if front.whens and front.whens[-1].is_deadline and self.settler.set_due(front.whens[-1]):
                return
            if not front.whens and rest != "完成":
                return
        past = bool(front.whens) and all(when.end.year < self.term.start.year for when in front.whens)
        if valued and (past or clause.start >= self.progress_from or asides.says_progress(rest)):
            self._say(catalogue.FIGURE_IS_PROGRESS, clause.start, stop)
            self.covered.append((clause.start, stop))
            return
        self._state(front, clause, stop, atoms, following)

    def _state(self, front: Front, clause: Clause, stop: int, atoms: tuple[Atom, ...], following: Clause | None) -> None:
        place = self._rank_note(clause, stop)
        if place is not None:
            atoms, stop = (*atoms, *place.inner), place.end
        statements = self.clause_reader.statements(front, stop, atoms)
        for index, statement in enumerate(statements):
            if index == 0:
                self._take_front(statement, front)
            elif not statement.areas and statement.span[0] == statements[0].span[0]:
                statement.areas, statement.subject = statements[0].areas, statements[0].subject
            if front.recurring and statement.value is not None and not statement.review:
                statement.review = catalogue.RECURRING
            self.settler.add(statement, next_when=self._leading_when(following))
            if statement.review:
                self._say(statement.review, *statement.span)

    def _take_front(self, statement: Statement, front: Front) -> None:
        """The clause's front says its dates and areas for the first statement, whatever rule read it."""
        statement.whens = statement.whens or front.whens
        statement.child = statement.child or front.child
        if not statement.areas and front.areas:
            statement.areas, statement.subject = front.areas, True
        statement.stretch = statement.stretch or front.stretch
        statement.span = (min(statement.span[0], front.span_start), statement.span[1])

    def _rank_note(self, clause: Clause, stop: int) -> Atom | None:
        """不低于第二梯队（第6-10名）: the bracket says which place the words mean."""
        for atom in clause.atoms:
            if atom.sort is Sort.BRACKET and atom.start == stop and any(a.sort is Sort.RANK for a in atom.inner):
                return atom
        return None

    def _leading_when(self, clause: Clause | None) -> When | None:
        """The date that a clause begins with."""
        first = clause.atoms[0] if clause and clause.atoms else None
        return first.when if clause and first and first.sort is Sort.DATE and first.start == clause.start else None

    # ── brackets and scoring ─────────────────────────────────────────────────────────────────────────────────────────

    def _note(self, note: Atom, clause: Clause) -> None:
        begin, end = note.start + 1, note.end - 1
        words = self.text[begin:end].strip()
        role = brackets.role_of(self.text, note)
        if role is brackets.Role.SCORING:
            self._score(begin, end)
        elif role is brackets.Role.LEAD:
            for piece in clauses(self.text, note.inner, begin, end):
                if any(a.sort in {Sort.DATE, Sort.QUANTITY} for a in piece.atoms):
                    self._clause(piece, None)
            self._lead(brackets.lead_unit(words) or "")
            self.lead_from = len(self.settler.drafts)
        elif self._rank_note(clause, note.start) is None:
            self._aside(note, words)

    def _aside(self, note: Atom, words: str) -> None:
        """A bracket with clauses of its own; after it the sentence goes on as if it had not been there."""
        settler = self.settler
        held = (settler.window, settler.subject, settler.context.scope, settler.context.sentence_from)
        valued = any(a.sort is Sort.QUANTITY for a in note.inner)
        divides = valued and bool(settler.drafts) and not words.startswith(_NO_PARTS)
        if divides:
            settler.open_scope()
            if settler.context.scope:
                settler.context.scope.wholes = settler.context.scope.wholes[-1:]
        for part in clauses(self.text, note.inner, note.start + 1, note.end - 1):
            self.pending_child = divides and any(a.sort is Sort.QUANTITY for a in part.atoms)
            self._clause(part, None)
        self.pending, self.pending_child = -1, False
        settler.window, settler.subject, settler.context.scope, settler.context.sentence_from = held

    def _lead(self, unit: str) -> None:
        for draft in self.settler.drafts[self.lead_from :] if unit else ():
            draft.target = replace(draft.target, lead_unit=unit)

    def _score(self, start: int, end: int) -> None:
        if self.scoring and self.scored[1] < start <= self.scored[1] + 2 and self.text[self.scored[1]] in ",，":
            start = self.scored[0]  # one rule in two clauses: 每少1家扣0.5分，扣完为止
            self.scoring.pop()
        self.scored = (start, end)
        rule = self.raw[start:end].strip(" 。；;，,\n")
        self.scoring.append(ScoringRule(self.task.section, self.task.task_no, self.task.subtask_no, self.settler.clause, rule))
        self.covered.append((start, end))

    # ── nothing is lost ──────────────────────────────────────────────────────────────────────────────────────────────

    def _say(self, code: str, start: int, end: int) -> None:
        seen = self.raw[start:end].strip()
        self.findings.append(catalogue.finding(code, self.task, seen, self.settler.clause, place=self.settler.place))

    def _account(self) -> None:
        spans = [draft.span for draft in self.settler.drafts]
        for start, end in checks.unaccounted(self.text, self.atoms, spans + self.covered):
            self.settler.clause = ""
            self._say(catalogue.NUMBER_NOT_UNDERSTOOD, start, end)
