"""The review of a list's reading, kept: a workbook a person corrects, and the corrections applied from then on.

`write_review` puts every target beside its sentence; sure rows are locked, rows for review highlighted. `read_review` takes
the corrected workbook's rows as overrides, keyed by the sentence, not by numbers: they survive a re-reading and a new
version of the list. A correction whose sentence is gone is a finding.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.documents.grid import Cell, Document, Grid
from ingest.findings import Finding, Place
from ingest.task_lists.catalogue import finding
from ingest.task_lists.model import Confidence, Target, Task, TaskList
from ingest.task_lists.review.form import (
    CHECKED,
    CONFIDENCE_LABEL,
    FIELDS,
    KEY_LABEL,
    LABELS,
    ORIGINAL_LABEL,
    SENTENCE_LABEL,
    TO_CHECK,
    UnreadableCell,
    parse,
    shown,
    unguarded,
)
from ingest.task_lists.text import squeeze
from ingest.vocabulary import Vocabulary

Sentence = tuple[str, str, str]  # task name, line, span


@dataclass(frozen=True, slots=True)
class Override:
    """One corrected row: which sentence (`sentence`, with its `ordinal` among the targets of the same sentence) and the new
    values by field of `Target`. No values: the reading was found right. `kind` None: the sentence is no target."""

    sentence: Sentence
    ordinal: int
    values: Mapping[str, Any]
    seen: str
    place: Place = Place()


def sentence_key(task: Task | None, target: Target) -> Sentence:
    """The sentence a target stands in, whatever numbers its task has: task name, line of the text and span, blanks folded."""
    return squeeze(task.name if task else ""), squeeze(_clause_text(task, target)), squeeze(target.span)


def _clause_text(task: Task | None, target: Target) -> str:
    """The line of the target text that holds the span; "" where it cannot be told."""
    if task is None:
        return ""
    text = task.district_task if target.source_column == "district_task" else task.city_target
    at = text.find(target.span)
    return text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1] if at >= 0 else ""


def _keyed(task_list: TaskList) -> list[tuple[Sentence, int, Target]]:
    tasks = {task.key: task for task in task_list.tasks}
    counts: dict[Sentence, int] = {}
    keyed = []
    for target in task_list.targets:
        sentence = sentence_key(tasks.get(target.task_key), target)
        counts[sentence] = counts.get(sentence, 0) + 1
        keyed.append((sentence, counts[sentence], target))
    return keyed


# writing ------------------------------------------------------------------------------------------------------------------


def write_review(task_list: TaskList, path: Path) -> Path:
    """Write the review workbook of a reading to `path`; returns it. Sure rows are locked, the others may be changed."""
    from ingest.task_lists.review.sheet import write_sheet

    tasks = {task.key: task for task in task_list.tasks}
    reasons: dict[tuple[str, str], list[Finding]] = {}
    for f in task_list.findings:
        key = "-".join(part for part in (f.section, f.task_no, f.subtask_no) if part)
        reasons.setdefault((key, f.clause), []).append(f)
    rows = []
    for sentence, ordinal, target in _keyed(task_list):
        task = tasks.get(target.task_key)
        why = _why(target, reasons.get((target.task_key, target.clause), ()))
        rows.append(
            {
                "task": target.task_key,
                "name": task.name if task else "",
                "clause": target.clause,
                "sentence": _clause_text(task, target) or target.span,
                "span": target.span,
                **{name: shown(name, getattr(target, name)) for name in FIELDS},
                "confidence": TO_CHECK if target.confidence is Confidence.REVIEW else "",
                "why": "\n".join(why),
                "key": json.dumps([ordinal, *sentence], ensure_ascii=False),
                "original": json.dumps([shown(name, getattr(target, name)) for name in FIELDS], ensure_ascii=False),
            }
        )
    areas = sorted({t.area for t in task_list.targets if t.area})
    units = sorted({t.unit for t in task_list.targets if t.unit})
    title = task_list.head.title if task_list.head else ""
    write_sheet(path, title, rows, areas, units)
    return path


def _why(target: Target, findings: Sequence[Finding]) -> list[str]:
    """Why a row is to be checked: what was found about its own words, else about its clause."""
    if target.confidence is Confidence.SURE:
        return []
    own = [f for f in findings if f.seen and (f.seen in target.span or target.span in f.seen)]
    return list(dict.fromkeys(f.message for f in own or findings))


# reading ------------------------------------------------------------------------------------------------------------------


def read_review(document: Document) -> tuple[tuple[Override, ...], tuple[Finding, ...]]:
    """The corrections in a review workbook, and findings on cells that cannot be read. Rows nobody changed give none."""
    sheets = [(grid, at) for grid in document.grids if (at := _label_row(grid)) is not None]
    if not sheets:
        return (), (*document.findings, finding("review-of-another-list"))
    # what the container says of its sheets does not matter here: the drop-downs' own sheet is hidden
    grid, at = sheets[0]
    columns = {cell.column: cell.text.strip() for cell in grid.rows[at]}
    overrides: list[Override] = []
    findings: list[Finding] = []
    for row in grid.rows[at + 1 :]:
        cells = {columns[cell.column]: cell for cell in row if cell.column in columns}
        key = _key(_text(cells, KEY_LABEL))
        if key is None:
            continue
        values, problems = _changed(cells, _original(_text(cells, ORIGINAL_LABEL)))
        findings += problems
        checked = _text(cells, CONFIDENCE_LABEL) == CHECKED
        if values or (checked and not problems):
            overrides.append(Override(*key, values, _text(cells, SENTENCE_LABEL), cells[KEY_LABEL].place))
    return tuple(overrides), tuple(findings)


def _text(cells: Mapping[str, Cell], label: str) -> str:
    return unguarded(cells[label].text.strip()) if label in cells else ""


def _key(text: str) -> tuple[Sentence, int] | None:
    """Sentence and ordinal of a row; None where the cell holds no key."""
    try:
        ordinal, name, line, span = json.loads(text)
    except (ValueError, TypeError):
        return None
    return ((str(name), str(line), str(span)), ordinal) if isinstance(ordinal, int) else None


def _original(text: str) -> Sequence[str]:
    """What the editable fields said when the workbook was written; nothing where the cell was spoilt."""
    try:
        fields = json.loads(text)
    except ValueError:
        return ()
    return [str(field) for field in fields] if isinstance(fields, list) else ()


def _label_row(grid: Grid) -> int | None:
    for index, row in enumerate(grid.rows[:10]):
        labels = {cell.text.strip() for cell in row}
        if KEY_LABEL in labels and LABELS["kind"] in labels:
            return index
    return None


def _changed(cells: Mapping[str, Cell], original: Sequence[str]) -> tuple[dict[str, Any], list[Finding]]:
    """The fields whose cell no longer says what was written, parsed; a cell that cannot be parsed is a finding."""
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    if len(original) != len(FIELDS):
        return values, findings
    for before, name in zip(original, FIELDS, strict=True):
        cell = cells.get(LABELS[name])
        if cell is None:
            continue
        now = shown(name, cell.value if cell.value is not None else cell.text)
        if squeeze(now) == squeeze(before):
            continue
        try:
            values[name] = parse(name, now)
        except UnreadableCell:
            findings.append(finding("override-not-understood", cell.place, seen=cell.text, column=LABELS[name]))
    return values, findings


# applying -----------------------------------------------------------------------------------------------------------------


def apply_overrides(task_list: TaskList, overrides: Iterable[Override], vocabulary: Vocabulary) -> TaskList:
    """`task_list` with corrected targets, marked `reviewed` and sure. Later overrides of a sentence win.

    `vocabulary` gives the base unit of a corrected value. A row that was said to be no target is taken out.
    """
    wanted = {(o.sentence, o.ordinal): o for o in overrides}
    keyed = _keyed(task_list)
    chosen, lost = _choose(keyed, wanted)
    targets: list[Target] = []
    gone: set[tuple[str, int]] = set()
    for index, (_, _, target) in enumerate(keyed):
        if index not in chosen:
            targets.append(target)
            continue
        values = dict(chosen[index].values)
        if "kind" in values and values["kind"] is None:
            gone.add((target.task_key, target.seq))
            continue
        corrected = replace(target, **values, confidence=Confidence.SURE, reviewed=True)
        if values.keys() & {"value", "unit"}:
            base, unit = base_value(corrected.value, corrected.unit, vocabulary)
            corrected = replace(corrected, value_base=base, unit_base=unit)
        targets.append(corrected)
    orphans = [replace(t, parent_seq=None) if (t.task_key, t.parent_seq) in gone else t for t in targets]
    findings = [finding("override-without-sentence", o.place, seen=o.seen or o.sentence[2]) for o in lost]
    return replace(task_list, targets=tuple(orphans), findings=(*task_list.findings, *findings))


def _choose(
    keyed: Sequence[tuple[Sentence, int, Target]], wanted: Mapping[tuple[Sentence, int], Override]
) -> tuple[dict[int, Override], list[Override]]:
    """The override of each target by its index, and the overrides that found none. Where the line round a span was
    rewritten, the span itself still finds it."""
    chosen = {i: wanted[sentence, ordinal] for i, (sentence, ordinal, _) in enumerate(keyed) if (sentence, ordinal) in wanted}
    lost: list[Override] = []
    for override in wanted.values():
        if override in chosen.values():
            continue
        name, _, span = override.sentence
        alike = [i for i, (s, _, _) in enumerate(keyed) if i not in chosen and (s[0], s[2]) == (name, span)]
        if len(alike) >= override.ordinal:
            chosen[alike[override.ordinal - 1]] = override
        else:
            lost.append(override)
    return chosen, lost


def base_value(value: Decimal | None, unit: str, vocabulary: Vocabulary) -> tuple[Decimal | None, str]:
    """A value in its base unit: 5.76 万户 → 57600 户. Units the vocabulary does not know count as they are."""
    if value is None:
        return None, ""
    measure = vocabulary.measures.get(unit)
    if measure is not None:
        return value * measure.factor, measure.base_unit
    for written, factor in (("万亿", 10**12), ("千万", 10**7), ("百万", 10**6), ("亿", 10**8), ("万", 10**4)):
        if unit.startswith(written) and len(unit) > len(written):
            return value * factor, unit[len(written) :]
    return value, unit
