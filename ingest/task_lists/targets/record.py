"""What comes out of reading a text beside its targets: scoring, findings, the tree, and the digits that are accounted for."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.findings import Finding, Place
from ingest.task_lists import target_findings
from ingest.task_lists.model import ScoringRule, Task
from ingest.task_lists.targets.resolve import checks
from ingest.task_lists.targets.rules.fronts import Front
from ingest.task_lists.targets.rules.names import GrammarRule
from ingest.task_lists.targets.text.atoms import Atom
from ingest.task_lists.targets.tree import ClauseRead, StatementRead

Stated = tuple[StatementRead, ...]


class TextRecord:
    """Grows with the reading of one text; nothing in it decides how the text is read."""

    def __init__(self, task: Task, raw: str, text: str, place: Place) -> None:
        self.task, self.raw, self.text, self.place = task, raw, text, place
        self.scoring: list[ScoringRule] = []
        self.findings: list[Finding] = []
        self.covered: list[tuple[int, int]] = []  # offsets whose digits are accounted for otherwise than by a span
        self._clauses: list[ClauseRead] = []
        self._opens = True  # the next clause is the first of its sentence
        self._scored = (0, 0)  # where the last scoring sentence stands

    def say(self, code: str, start: int, end: int, clause: str) -> None:
        """A finding about [start, end), inside the item `clause`."""
        seen = self.raw[start:end].strip()
        self.findings.append(target_findings.finding(code, self.task, seen, clause, place=self.place))

    def score(self, start: int, end: int, clause: str) -> None:
        """[start, end) only says how something is scored."""
        if self.scoring and self._scored[1] < start <= self._scored[1] + 2 and self.text[self._scored[1]] in ",，":
            start = self._scored[0]  # one rule in two clauses: 每少1家扣0.5分，扣完为止
            self.scoring.pop()
        self._scored = (start, end)
        rule = self.raw[start:end].strip(" 。；;，,\n")
        self.scoring.append(ScoringRule(self.task.section, self.task.task_no, self.task.subtask_no, clause, rule))
        self.covered.append((start, end))

    def tell(self, start: int, stop: int, read: Front | None, *, aside: GrammarRule | None = None, stated: Stated = ()) -> None:
        """The clause [start, stop) was read: as what it states, or by the rule that found it to be no target."""
        words = self.raw[start:stop].strip()
        self._clauses.append(ClauseRead(words, aside, read.taken if read else (), stated, opens_sentence=self._opens))
        self._opens = False

    def open_sentence(self) -> None:
        """The next clause is the first of its sentence."""
        self._opens = True

    def told(self) -> tuple[ClauseRead, ...]:
        """The clauses told since the last call."""
        told = tuple(self._clauses)
        self._clauses.clear()
        return told

    def account(self, atoms: Iterable[Atom], spans: Iterable[tuple[int, int]]) -> None:
        """Name every digit that stands in no span and was accounted for by nothing else: nothing is silently lost."""
        for start, end in checks.unaccounted(self.text, atoms, [*spans, *self.covered]):
            self.say(target_findings.NUMBER_NOT_UNDERSTOOD, start, end, "")
