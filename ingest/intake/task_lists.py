"""Task lists and corrected review workbooks that have come and are not yet read → the raw tables of lists.

A list received again is a new version and keeps the keys of the targets that did not change. A review workbook makes a new
version too: the list's last document read again, with every correction that had come by then.
"""

from __future__ import annotations

from dataclasses import replace

from ingest import raw
from ingest.archive import Receipt, receipts
from ingest.documents.grid import Document
from ingest.findings import Effect, Finding
from ingest.findings.rows import finding_rows
from ingest.home import Home
from ingest.installation import Installation
from ingest.intake.common import (
    EARLIER_DAMAGED,
    ReadFiles,
    Summary,
    is_damaged,
    merge,
    received_document,
    summary,
    unread,
    with_provenance,
    write_night,
)
from ingest.quarantine import never_crashing
from ingest.rules.known import HomeRules, home_rules
from ingest.schema import NOT_TAKEN
from ingest.task_lists.bounded import within_bounds
from ingest.task_lists.catalogue import finding
from ingest.task_lists.lexicon.taught import language_of
from ingest.task_lists.model import Confidence, TaskList
from ingest.task_lists.raw_rows import raw_rows, verdict
from ingest.task_lists.reader import read_task_list
from ingest.task_lists.review.applying import apply_overrides, touches
from ingest.task_lists.review.corrections import Correction, holds_targets, read_review, review_list_id
from ingest.task_lists.review.rows import missed_rows
from ingest.task_lists.review.words import holds_words, read_words
from ingest.task_lists.review.workbook import write_review
from ingest.task_lists.versions import carry_keys, earlier_from_rows
from ingest.taught import TaughtWord, taught_row, taught_words, with_taught
from ingest.vocabulary import Vocabulary


class _Shelf:
    """The lists of a home while a refresh reads: the last document of each list, and every correction so far."""

    def __init__(self, home: Home, rules: HomeRules) -> None:
        self.home, self.rules, self.limits = home, rules, rules.installation.limits
        self.tasks = raw.read_table(home.root, "tasks")
        self.targets = raw.read_table(home.root, "targets")
        by_seq = {r.seq: r for r in receipts(home)}
        self.documents: dict[str, Receipt] = {}
        self.taught = list(taught_words(home.root))  # words that the home was taught, oldest first
        self.places: set[str] = set()  # that lists were of
        self.named: set[tuple[str, str, str]] = set()  # the nights on which lists came, with the place of each and its city
        self.corrections: dict[str, list[Correction]] = {}  # by list_id, oldest first
        self.damaged: dict[str, str] = {}  # by list_id, the name of a workbook of corrections that the archive has no more
        for row in sorted(raw.read_table(home.root, "task_lists"), key=lambda r: r["receipt_seq"]):
            receipt = by_seq[row["receipt_seq"]]
            if row["verdict"] in NOT_TAKEN:
                continue
            self._came_from(receipt, row["area"], row["city"])
            if receipt.kind == "review":
                self._take_corrections(receipt, row["list_id"])
            else:
                self.documents[row["list_id"]] = receipt

    def _came_from(self, receipt: Receipt, area: str, city: str) -> None:
        self.places.add(area)
        if area:
            self.named.add((receipt.as_of, area, city))

    def _take_corrections(self, receipt: Receipt, list_id: str) -> None:
        """What an earlier workbook corrected, read with the words of its night."""
        document = self._document(receipt)
        if is_damaged(document):
            self.damaged[list_id] = receipt.file_name
        taught = taught_words(self.home.root, before_seq=receipt.seq + 1)
        with language_of(with_taught(self.rules.at(receipt.as_of_date), taught)):
            self.corrections.setdefault(list_id, []).extend(read_review(document)[0])

    def _document(self, receipt: Receipt) -> Document:
        return received_document(self.home, receipt, self.limits)

    def read(self, receipt: Receipt) -> dict[str, raw.Rows]:
        """The rows of one receipt; the shelf then knows them."""
        rows = self._read_review(receipt) if receipt.kind == "review" else self._read_list(receipt)
        tables = with_provenance(receipt, rows)
        self.tasks += tables.get("tasks", [])
        self.targets += tables.get("targets", [])
        return rows

    def _rules(self, receipt: Receipt, source: Receipt | None = None) -> Vocabulary:
        """The rules of the day on which a file came. A home that nobody has set up for a place is of that of its lists of the
        nights before, where they are all of one; so it is for the `source` that is read again.
        """
        words = self.rules.at(receipt.as_of_date)
        read = receipt if source is None else source
        before = {(area, city) for as_of, area, city in self.named if as_of < read.as_of}
        if words.home_place or len(before) != 1:
            return words
        ((area, city),) = before
        return replace(words, home_place=area, home_city=city)

    def _words(self, receipt: Receipt) -> Vocabulary:
        """The words of the day on which a file came, with all that the home had been taught before."""
        return with_taught(self._rules(receipt), self.taught)

    def _read_list(self, receipt: Receipt) -> dict[str, raw.Rows]:
        document, words = self._document(receipt), self._words(receipt)
        task_list = self._settled(read_task_list(document, words), words)
        if task_list.head is not None and task_list.head.list_id in self.damaged:
            return self._rejected(receipt, document, _needs(self.damaged[task_list.head.list_id]))
        if task_list.head is not None and verdict(task_list) != "rejected":
            self.documents[task_list.head.list_id] = receipt
            self._came_from(receipt, task_list.head.area, task_list.head.city)
            self._write_workbook(task_list, words)
        return raw_rows(task_list, document.container, words)

    def _read_review(self, receipt: Receipt) -> dict[str, raw.Rows]:
        """The list whose sentences the workbook corrects, read again with the words that it teaches.

        One that corrects and teaches nothing is rejected; so is one of a list that is not here, its words with it.
        """
        document = self._document(receipt)
        if is_damaged(document):
            return self._rejected(receipt, document, *document.findings)
        words, corrections, findings = self._said(document, receipt)
        damaged = ""
        named = review_list_id(document)
        sources = {named: self.documents[named]} if named in self.documents else self.documents
        for list_id, source in sources.items() if corrections or words else ():
            again = self._document(source)
            if is_damaged(again) or list_id in self.damaged:
                damaged = self.damaged.get(list_id, source.file_name)
                continue
            vocabulary = with_taught(self._rules(receipt, source), (*self.taught, *words))
            task_list = read_task_list(again, vocabulary)
            if list_id == named or touches(task_list, corrections, vocabulary):
                self.corrections.setdefault(list_id, []).extend(corrections)
                settled = _with(self._settled(task_list, vocabulary), findings)
                self._write_workbook(settled, vocabulary)
                rows = raw_rows(settled, again.container, vocabulary)
                return rows | {"taught_words": self._learn(words, receipt)}
        if words and not corrections and not damaged:
            rows = {"task_list_findings": finding_rows("task_list_findings", findings, list_id="")}
            return rows | {"taught_words": self._learn(words, receipt)}
        if damaged:
            return self._rejected(receipt, document, _needs(damaged))
        return self._rejected(receipt, document, *_refused(corrections, findings))

    def _rejected(self, receipt: Receipt, document: Document, *findings: Finding) -> dict[str, raw.Rows]:
        return raw_rows(TaskList(None, findings=findings), document.container, self._words(receipt))

    def _said(
        self, document: Document, receipt: Receipt
    ) -> tuple[tuple[TaughtWord, ...], tuple[Correction, ...], tuple[Finding, ...]]:
        """What a workbook teaches and corrects; one with words only need hold no targets."""
        shipped = self.rules.at(receipt.as_of_date)
        words, word_findings = read_words(document, shipped, self.taught, self.places)
        with language_of(with_taught(shipped, (*self.taught, *words))):
            corrections, findings = read_review(document)
        if holds_words(document) and not holds_targets(document):
            findings = ()
        return words, corrections, (*findings, *word_findings)

    def _write_workbook(self, task_list: TaskList, vocabulary: Vocabulary) -> None:
        """What is left to be checked goes back as a workbook, beside the return copies; with nothing left there is none."""
        if task_list.head is None:
            return
        path = self.home.review_workbook(task_list.head.list_id)
        if any(target.confidence is Confidence.REVIEW for target in task_list.targets) or missed_rows(task_list):
            with language_of(vocabulary):
                write_review(task_list, path)
        else:
            path.unlink(missing_ok=True)

    def _learn(self, words: tuple[TaughtWord, ...], receipt: Receipt) -> raw.Rows:
        """Words as rows; what is read from now on knows them."""
        self.taught += words
        return [taught_row(word, receipt.file_name) for word in words]

    def _settled(self, task_list: TaskList, words: Vocabulary) -> TaskList:
        """With the corrections that apply, and the keys of the version before."""
        if task_list.head is None:
            return task_list
        list_id = task_list.head.list_id
        corrected = apply_overrides(task_list, self.corrections.get(list_id, ()), words)
        return carry_keys(within_bounds(corrected), earlier_from_rows(list_id, self.tasks, self.targets))


def _needs(file_name: str) -> Finding:
    """That a file is taken no further because another that it stands on is damaged: what was read before stays."""
    return finding(EARLIER_DAMAGED, name=file_name)


def _with(task_list: TaskList, findings: tuple[Finding, ...]) -> TaskList:
    return replace(task_list, findings=(*findings, *task_list.findings))


def _refused(corrections: tuple[Correction, ...], findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Why a workbook is taken for no list."""
    if any(f.effect is Effect.FILE for f in findings):
        return findings
    if corrections:
        return (finding("review-of-another-list"), *findings)
    return (finding("review-nothing-taken" if findings else "review-changes-nothing"), *findings)


@never_crashing
def read_task_lists(home: Home, installation: Installation) -> Summary:
    shelf, files = _Shelf(home, home_rules(home.root, installation)), ReadFiles(home)
    nights = []
    for group in unread(home, "task_lists"):
        tables = merge(files.read(receipt, shelf.read) for receipt in group)
        write_night(home, "task_lists", group, tables)
        nights.append(tables)
    return summary(merge(nights), "task_lists")
