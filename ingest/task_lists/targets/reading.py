"""One task's text from start to end: items, sentences, clauses, brackets, in order; then every digit is accounted for."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.findings import Finding
from ingest.task_lists.model import Confidence, ScoringRule, Target, Task
from ingest.task_lists.targets import brackets, catalogue, checks
from ingest.task_lists.targets.areas import AreaFinder
from ingest.task_lists.targets.atoms import Atom, Sort, atomise
from ingest.task_lists.targets.clauses import ClauseReader, Front
from ingest.task_lists.targets.outline import Clause, Item, clauses, items
from ingest.task_lists.targets.settle import Settler, Window
from ingest.task_lists.targets.statements import Statement
from ingest.task_lists.targets.term import Term
from ingest.values.characters import fold
from ingest.vocabulary import Vocabulary

_ALL_DONE = re.compile(r"^(?:全部|均|全面|按要求)?(?:完成|完成任务|完成目标任务|落实到位|到位|完成到位)$")
_PROGRESS = re.compile(
    r"预计|完成(?:年|全年)?(?:度)?(?:计划|目标|任务)的|占(?:年|全年|年度)(?:计划|目标|任务)|已(?:完成|实现|建成|开工|新增)|完成率为"
)
# Lines that a document puts beside its targets: who and until when, not what.
_LABEL = re.compile(
    r"^(?P<label>(?:责任|配合|协办|主办|实施|牵头|承办|参与|监督)(?:单位|部门|领导|人|科室)|分管领导|联系人|联络人|完成(?:时间|时限|期限)|时间节点|时限要求|时限|备注)\s*:\s*"
)
_JOINS_NEXT = re.compile(
    r"(?:的|后|时|基础上|前提下|方面)$|^(?:对|除|通过|围绕|按照|根据|依托|以|针对|结合|聚焦|坚持)[^，。；]*$"
)


class TextReader:
    """Reads one column of one task."""

    def __init__(self, task: Task, column: str, raw: str, term: Term, vocabulary: Vocabulary, first_seq: int) -> None:
        self.task, self.raw, self.term = task, raw, term
        self.text = fold(raw)
        self.clause_reader = ClauseReader(raw, self.text, AreaFinder(vocabulary), term)
        self.settler = Settler(task, column, raw, term, vocabulary, first_seq)
        self.scoring: list[ScoringRule] = []
        self.findings: list[Finding] = []
        self.covered: list[tuple[int, int]] = []  # offsets whose digits are accounted for otherwise than by a span
        self.atoms: list[Atom] = []
        self.pending = -1  # where a clause that held only a date began
        self.pending_child = False
        self.progress_from = len(raw)
        self.label = ""
        self.lead_from = 0
        self.lead_top = ""

    def read(self) -> tuple[list[Target], list[ScoringRule], list[Finding]]:
        windows: dict[tuple[str, ...], Window] = {}
        heads: dict[tuple[str, ...], str] = {}
        for item in items(self.text, self.term):
            top = item.path[0] if item.path else ""
            if top != self.lead_top:
                self.lead_top, self.lead_from = top, len(self.settler.drafts)
            self.covered.append((item.mark, item.start))
            atoms = atomise(self.text, self.term, item.start, item.end)
            self.atoms.extend(atoms)
            start, head = self._head(item.start, item, atoms)
            head = head or heads.get(item.path[:-1], "") if item.path else head
            heads[item.path] = head
            self.settler.open_item(item.clause, head, windows.get(item.path[:-1], Window()) if item.path else Window())
            self._item(item, start, atoms)
            windows[item.path] = self.settler.window
        drafts = self.settler.drafts
        targets = [draft.target for draft in drafts]
        spans = [draft.span for draft in drafts]
        self._account(spans)
        return targets, self.scoring, self.findings

    # ── items, sentences, clauses ────────────────────────────────────────────────────────────────────────────────────

    def _head(self, start: int, item: Item, atoms: tuple[Atom, ...]) -> tuple[int, str]:
        """规模以上工业营业收入：… the words before a colon at the front of an item govern it."""
        mark = next((a for a in atoms if a.sort is Sort.MARK), None)
        if mark is None or self.text[mark.start] != ":" or mark.start - start > 40:
            return start, ""
        before = [a for a in atoms if a.end <= mark.start]
        if any(a.sort in {Sort.QUANTITY, Sort.DATE} for a in before) or "其中" in self.text[start : mark.start]:
            return start, ""
        head = self.raw[start : mark.start].strip()
        area = self.clause_reader.finder.at(self.text, start, mark.end, quantity_at=set())
        if not head or (area and area.end == mark.start):
            return start, ""
        return mark.end, head

    def _item(self, item: Item, start: int, atoms: tuple[Atom, ...]) -> None:
        found = clauses(self.text, atoms, start, item.end)
        found = self._joined(found)
        for index, clause in enumerate(found):
            if clause.opens_sentence:
                self.settler.open_sentence()
                self.pending, self.pending_child = -1, False
            elif clause.opens_segment:
                self.settler.open_segment()
            if clause.opens_sentence:
                self.progress_from = self._progress(found, index)
            following = found[index + 1] if index + 1 < len(found) and not found[index + 1].opens_sentence else None
            self._clause(clause, following)

    def _progress(self, found: list[Clause], index: int) -> int:
        """Where a sentence that began with its plan goes over to what was done: 年计划…，1-9月完成…，全年预计…."""
        begin = found[index]
        words = self.text[begin.start : begin.end]
        later = [c for c in found[index + 1 :] if not c.opens_sentence or c.start < begin.end]
        for number, clause in enumerate(found[index + 1 :]):
            if clause.opens_sentence:
                later = found[index + 1 : index + 1 + number]
                break
        if not re.match(r"[^，。；]{0,4}计划", words) or not any(_PROGRESS.search(self.text[c.start : c.end]) for c in later):
            return len(self.text)
        return later[0].start

    def _joined(self, found: tuple[Clause, ...]) -> list[Clause]:
        """A condition (…的，) or a topic (对…，) is read together with the clause it leads to."""
        result: list[Clause] = []
        for clause in found:
            last = result[-1] if result else None
            if last is not None and not clause.opens_segment and self._leads_on(last):
                result[-1] = replace(last, end=clause.end, atoms=last.atoms + clause.atoms)
            else:
                result.append(clause)
        return result

    def _leads_on(self, clause: Clause) -> bool:
        words = self.text[clause.start : clause.end]
        if any(a.sort in {Sort.QUANTITY, Sort.DATE, Sort.RANK} for a in clause.atoms):
            return False
        last = re.split("[,，]", words)[-1]
        return bool(_JOINS_NEXT.search(last)) and not brackets.is_scoring(words)

    def _clause(self, clause: Clause, following: Clause | None) -> None:
        if clause.opens_segment:
            self.label = ""
        label = _LABEL.match(self.text[clause.start : clause.end])
        if label or self.label:
            self._labelled(clause, label)
            return
        notes, stop = self._notes(clause)
        body = self.text[clause.start : stop].strip()
        if body and brackets.is_scoring(body):
            self._score(clause.start, stop)
        elif body and not (body.endswith(":") and following is None and not any(a.sort is Sort.QUANTITY for a in clause.atoms)):
            self._body(clause, stop, following)
        for note in notes:
            self._note(note, clause)

    def _labelled(self, clause: Clause, label: re.Match[str] | None) -> None:
        """责任单位：… and 完成时间：12月底前: they say who and when for the targets of the item, and are no targets."""
        if label is not None:
            self.label = label["label"]
        self.covered.append((clause.start, clause.end))
        begin = clause.start + (label.end() if label else 0)
        if self.label in {"牵头单位", "牵头部门"} and label is not None:
            unit = re.split("[、；;,， ]", self.raw[begin : clause.end].strip())[0]
            for draft in self.settler.drafts[self.lead_from :]:
                draft.target = replace(draft.target, lead_unit=unit)
        if self.label.startswith(("完成", "时")):
            when = next((a.when for a in clause.atoms if a.sort is Sort.DATE and a.start >= begin), None)
            for draft in self.settler.drafts[self.lead_from :]:
                if when is not None and draft.target.period_end is None:
                    draft.target = replace(draft.target, due=when.end)

    def _notes(self, clause: Clause) -> tuple[list[Atom], int]:
        """The brackets at the end of a clause that are no part of a name, and where the clause proper ends."""
        notes: list[Atom] = []
        stop = clause.end
        for atom in reversed([a for a in clause.atoms if a.sort is Sort.BRACKET]):
            if self.text[atom.end : stop].strip(" "):
                break
            valued = any(a.sort is Sort.QUANTITY and a.end <= atom.start <= a.end + 3 for a in clause.atoms)
            if brackets.role_of(self.text, atom, at_end=True) is brackets.Role.NAME:
                if not valued:
                    break
                stop = atom.start  # 12.5亿元（调整后）
                continue
            notes.insert(0, atom)
            stop = atom.start
        return notes, stop

    def _body(self, clause: Clause, stop: int, following: Clause | None) -> None:
        atoms = tuple(a for a in clause.atoms if a.end <= stop)
        front = self.clause_reader.front(clause.start, stop, atoms)
        front.child = front.child or (clause.after_colon and any(a.sort is Sort.QUANTITY for a in atoms))
        if front.child or self.pending_child:
            if front.child:
                self.settler.open_scope()
            front.child = True
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
        if (
            front.whens
            and front.whens[-1].is_deadline
            and _ALL_DONE.match(rest)
            and len(self.settler.drafts) > self.settler.sentence_from
        ):
            self.settler.set_due(front.whens[-1])
            return
        if (
            not front.whens
            and _ALL_DONE.match(rest)
            and len(self.settler.drafts) > self.settler.sentence_from
            and rest != "完成"
        ):
            return
        past = bool(front.whens) and all(when.end.year < self.term.start.year for when in front.whens)
        if (past or _PROGRESS.search(rest) or clause.start >= self.progress_from) and any(
            a.sort in {Sort.QUANTITY, Sort.RANK} for a in atoms
        ):
            self.findings.append(
                catalogue.finding(catalogue.FIGURE_IS_PROGRESS, self.task, self.raw[clause.start : stop], self.settler.clause)
            )
            self.covered.append((clause.start, stop))
            return
        self._add(front, clause, stop, atoms, following)

    def _add(self, front: Front, clause: Clause, stop: int, atoms: tuple[Atom, ...], following: Clause | None) -> None:
        rank_note = self._rank_note(clause, stop)
        if rank_note is not None:
            atoms, stop = (*atoms, *rank_note.inner), rank_note.end
        statements = self.clause_reader.statements(front, stop, atoms)
        next_when = self._leading_when(following)
        for index, statement in enumerate(statements):
            if index == 0:
                statement.whens = statement.whens or front.whens
                statement.child = statement.child or front.child
                if not statement.areas and front.areas:
                    statement.areas, statement.subject = front.areas, True
                statement.stretch = statement.stretch or front.stretch
                statement.span = (min(statement.span[0], front.span_start), statement.span[1])
            elif not statement.areas and statement.span[0] == statements[0].span[0]:
                statement.areas, statement.subject = statements[0].areas, statements[0].subject
            if front.recurring and statement.value is not None and not statement.review:
                statement.review = catalogue.RECURRING
            self._review(statement)
            self.settler.add(statement, next_when=next_when)
            if statement.review == "pairs-do-not-match":
                self._review(statement)

    def _rank_note(self, clause: Clause, stop: int) -> Atom | None:
        """不低于第二梯队（第6-10名）: the bracket says which place the words mean."""
        for atom in clause.atoms:
            if atom.sort is Sort.BRACKET and atom.start == stop and any(a.sort is Sort.RANK for a in atom.inner):
                return atom
        return None

    def _leading_when(self, clause: Clause | None):  # type: ignore[no-untyped-def]
        if clause is None or not clause.atoms or clause.atoms[0].sort is not Sort.DATE or clause.atoms[0].start != clause.start:
            return None
        return clause.atoms[0].when

    def _review(self, statement: Statement) -> None:
        if statement.review:
            seen = self.raw[statement.span[0] : statement.span[1]].strip()
            code = statement.review if statement.review != catalogue.NUMBER_NOT_UNDERSTOOD else catalogue.CLAUSE_NOT_UNDERSTOOD
            self.findings.append(catalogue.finding(code, self.task, seen, self.settler.clause))

    # ── brackets and scoring ─────────────────────────────────────────────────────────────────────────────────────────

    def _note(self, note: Atom, clause: Clause) -> None:
        inner = (note.start + 1, note.end - 1)
        words = self.text[inner[0] : inner[1]].strip()
        role = brackets.role_of(self.text, note, at_end=True)
        if role is brackets.Role.LEAD:
            self._lead(note, words)
            return
        if role is brackets.Role.SCORING:
            self._score(*inner)
            return
        if any(a.sort is Sort.RANK for a in note.inner) and self._rank_note(clause, note.start):
            return
        held = (self.settler.window, self.settler.subject, self.settler.scope, self.settler.sentence_from)
        part_of = not words.startswith(("力争", "确保", "奋力", "同比", "增长", "不低于", "不超过"))
        if part_of and self.settler.drafts and any(a.sort is Sort.QUANTITY for a in note.inner):
            self.settler.open_scope()
            if self.settler.scope:
                self.settler.scope.wholes = [i for i in self.settler.scope.wholes if not self.settler.drafts[i].child][-1:]
            self.pending_child = True
        for index, part in enumerate(clauses(self.text, note.inner, *inner)):
            if index and self.settler.scope and self.settler.scope.wholes and any(a.sort is Sort.QUANTITY for a in part.atoms):
                self.pending_child = True
            self._clause(part, None)
        self.pending, self.pending_child = -1, False
        self.settler.window, self.settler.subject, self.settler.scope, self.settler.sentence_from = held

    def _lead(self, note: Atom, words: str) -> None:
        unit = brackets.lead_unit(words)
        if unit:
            for draft in self.settler.drafts[self.lead_from :]:
                draft.target = replace(draft.target, lead_unit=unit)
        pieces = clauses(self.text, note.inner, note.start + 1, note.end - 1)
        for piece in pieces:
            if any(a.sort in {Sort.DATE, Sort.QUANTITY} for a in piece.atoms):
                self._clause(piece, None)
        if unit:
            for draft in self.settler.drafts[self.lead_from :]:
                draft.target = replace(draft.target, lead_unit=unit)
        self.lead_from = len(self.settler.drafts)

    def _score(self, start: int, end: int) -> None:
        text = self.raw[start:end].strip(" 。；;，,\n")
        task = self.task
        self.scoring.append(ScoringRule(task.section, task.task_no, task.subtask_no, self.settler.clause, text))
        self.covered.append((start, end))

    # ── nothing is lost ──────────────────────────────────────────────────────────────────────────────────────────────

    def _account(self, spans: list[tuple[int, int]]) -> None:
        for start, end in checks.unaccounted(self.text, self.atoms, spans + self.covered):
            self.findings.append(catalogue.finding(catalogue.NUMBER_NOT_UNDERSTOOD, self.task, self.raw[start:end], ""))


def mark_review(target: Target) -> Target:
    """The same target, for a person to look at."""
    return replace(target, confidence=Confidence.REVIEW)
