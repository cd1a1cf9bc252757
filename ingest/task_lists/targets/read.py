"""One text from start to end: items, sentences and clauses in order; then every digit is accounted for."""

from __future__ import annotations

from dataclasses import replace

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Confidence, Target, Task
from ingest.task_lists.targets.certainty import doubts
from ingest.task_lists.targets.clause_stages import ClauseStages
from ingest.task_lists.targets.record import TextRecord
from ingest.task_lists.targets.resolve.resolver import Resolver
from ingest.task_lists.targets.resolve.so_far import Division
from ingest.task_lists.targets.resolve.windows import NO_WINDOW, Window
from ingest.task_lists.targets.rules.areas import AreaFinder
from ingest.task_lists.targets.rules.clauses import ClauseReader
from ingest.task_lists.targets.text import asides
from ingest.task_lists.targets.text.atoms import Atom, Sort
from ingest.task_lists.targets.text.outline import Clause, Item, clauses, items
from ingest.task_lists.targets.text.term import Term
from ingest.task_lists.targets.text.tokens import atomise
from ingest.task_lists.targets.tree import ItemRead, TextRead
from ingest.values.characters import fold
from ingest.vocabulary import Vocabulary

_LONGEST_HEAD = 40


class TextReader:
    """Reads one column of one task."""

    def __init__(self, task: Task, column: str, raw: str, term: Term, vocabulary: Vocabulary, *, first_seq: int) -> None:
        self.task, self.raw, self.term = task, raw, term
        self.text = fold(raw)
        self.finder = AreaFinder(vocabulary)
        self.resolver = Resolver(task, column, raw, term, vocabulary, first_seq=first_seq)
        self.record = TextRecord(task, raw, self.text, self.resolver.place)
        self.stages = ClauseStages(ClauseReader(raw, self.text, self.finder, term), self.resolver, self.record, term)

    def read(self) -> TextRead:
        """Targets, scoring sentences and findings of the text, in its order, and how it was read."""
        windows: dict[tuple[str, ...], Window] = {}
        heads: dict[tuple[str, ...], str] = {}
        divided: dict[tuple[str, ...], Division] = {}
        top: tuple[str, ...] = ()
        atoms_read: list[Atom] = []
        found: list[ItemRead] = []
        for item in items(self.text, self.term):
            if item.path[:1] != top:
                top = item.path[:1]
                self.stages.open_top_item()
            self.record.covered.append((item.mark, item.start))
            atoms = atomise(self.text, self.term, item.start, item.end)
            atoms_read.extend(atoms)
            start, head = self._head(item, atoms)
            outer = item.path[:-1]
            heads[item.path] = head or (heads.get(outer, "") if item.path else "")
            window = windows.get(outer, NO_WINDOW) if item.path else NO_WINDOW
            if head:  # 青溪大桥（6月底前）：完成主体工程
                window = window.take(asides.bracket_dates(self.text, [a for a in atoms if a.end < start]))
            self.resolver.open_item(item.clause, heads[item.path], window, divided.get(outer) if item.path else None)
            self._item(clauses(self.text, atoms, start, item.end))
            division = self.resolver.so_far.division
            if self.stages.pending_child and division:
                divided[item.path] = division  # 控制在18人以内。其中： the items under it are its parts
            windows[item.path] = self.resolver.so_far.window
            found.append(ItemRead(item.clause, head, self.record.told()))
        self.resolver.settle()
        self.record.account(atoms_read, [draft.span for draft in self.resolver.drafts])
        targets = self._with_confidence(found)
        return TextRead(tuple(found), targets, tuple(self.record.scoring), tuple(self.record.findings))

    def _with_confidence(self, found: list[ItemRead]) -> tuple[Target, ...]:
        """The targets, those in doubt for review; each doubt is said once for the words it is about."""
        targets = [draft.target for draft in self.resolver.drafts]
        said: set[tuple[str, tuple[int, int]]] = set()
        for doubt in doubts(found, targets, self.term):
            draft = self.resolver.drafts[doubt.index]
            targets[doubt.index] = replace(draft.target, confidence=Confidence.REVIEW, doubted_words=doubt.words)
            if (doubt.code, draft.span) not in said:
                said.add((doubt.code, draft.span))
                self.record.say(doubt.code, *draft.span, draft.target.clause)
        return tuple(targets)

    # ── items and sentences ──────────────────────────────────────────────────────────────────────────────────────────

    def _head(self, item: Item, atoms: tuple[Atom, ...]) -> tuple[int, str]:
        """规模以上工业营业收入：… the words before a colon at the front of an item govern it."""
        start, words = item.start, lexicon().asides
        mark = next((a for a in atoms if a.sort is Sort.MARK), None)
        if mark is None or self.text[mark.start] != ":" or mark.start - start > _LONGEST_HEAD:
            return start, ""
        head = self.text[start : mark.start]
        before = [a for a in atoms if a.end <= mark.start]
        dated = any(a.sort in {Sort.QUANTITY, Sort.DATE} for a in before)
        dated = dated or bool(asides.stage_dates(self.text, start, mark.start, before))
        if lexicon().connectives.label.fullmatch(head.strip() + ":"):
            return start, ""  # 目标任务：… names nothing
        area = self.finder.at(self.text, start, mark.end, value_starts=frozenset())
        if dated or words.of_part in head or not head.strip() or words.label.match(head.strip() + ":"):
            return start, ""
        if area and area.end == mark.start:
            return start, ""
        return mark.end, self.raw[start : mark.start].strip()

    def _item(self, found: tuple[Clause, ...]) -> None:
        joined = asides.join(self.text, found)
        for index, clause in enumerate(joined):
            if clause.opens_sentence:
                self.stages.open_sentence(asides.progress_from(self.text, joined, index))
            elif clause.opens_segment:
                self.resolver.open_segment()
            following = joined[index + 1] if index + 1 < len(joined) and not joined[index + 1].opens_sentence else None
            self.stages.read(clause, following)
