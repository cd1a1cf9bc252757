"""A file that was read as a document becomes an exact filing, or every fault of it explained once.

`read_filing` is the one way in. It finds the form's sheets, reads what the file says of itself, matches and fills every
row, runs the rules and gives the verdict. It never raises for what a file holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.documents.grid import Document, Grid
from ingest.documents.places import column_letter
from ingest.findings import Effect, Finding, Place
from ingest.progress import rules_history, rules_table
from ingest.progress.catalogue import finding
from ingest.progress.context import Context
from ingest.progress.filed import FiledRow, Reading, fill
from ingest.progress.form import INSTRUCTIONS_SHEET, META_SHEET, SUMMARY_SHEET
from ingest.progress.head import Head, Identity, Said, collect_meta, collect_rows, identify
from ingest.progress.known import KnownTarget, KnownTask, PastRow
from ingest.progress.labels import KEYS, LABELS, MEASURES
from ingest.progress.matching import Match, Matcher
from ingest.progress.period_kinds import is_period_id, period, previous_period
from ingest.progress.reading import FilingReading, RowFinding, Verdict, content_hash, held_row, verdict_of
from ingest.progress.rules_row import ROW_RULES, Setting
from ingest.progress.table import Header, RowKind, Sheet, TableRow, find_header, read_rows
from ingest.progress.task_numbers import parse_task_number
from ingest.progress.values import exact, read_number, shown

_OURS = frozenset((META_SHEET, SUMMARY_SHEET, INSTRUCTIONS_SHEET))
_GAP = 3  # this many blank rows between rows of data are worth a word


@dataclass(slots=True)
class _Part:
    """One sheet of the form with its rows."""

    sheet: Sheet
    header: Header
    rows: list[TableRow] = field(default_factory=list)


def read_filing(document: Document, *, name: str, sha256: str, context: Context) -> FilingReading:
    """Read and judge one filing. `name` is the file's name (its unit and period are compared with the cells)."""
    findings = [f for f in document.findings if not _about_ours(f)]
    if any(f.effect is Effect.FILE for f in document.findings):
        return _rejected(document, name, sha256, findings)
    head = Head()
    parts = _find_parts(document, head, findings)
    if not parts:
        return _rejected(document, name, sha256, findings)
    identity = identify(head, name, context)
    findings.extend(identity.findings)
    return _Filing(document, name, sha256, context, identity, head, parts, findings).read()


def _about_ours(found: Finding) -> bool:
    """Our own hidden sheet is no news; of other hidden sheets and linked formulas this reader speaks itself."""
    return found.code in ("sheet-hidden", "formula-external") or found.place.sheet in _OURS


def _rejected(document: Document, name: str, sha256: str, findings: Sequence[Finding]) -> FilingReading:
    return FilingReading(
        name, sha256, document.container, Verdict.REJECTED, "", "", "", findings=tuple(RowFinding(f) for f in findings)
    )


def _find_parts(document: Document, head: Head, findings: list[Finding]) -> list[_Part]:
    """The sheets that hold the form. What stands above and below their tables goes into `head`."""
    parts: list[_Part] = []
    ignored: list[Grid] = []
    for paragraph in document.paragraphs:
        head.titles.append(Said(paragraph.text, "标题", paragraph.place))
    for grid in document.grids:
        sheet = Sheet(grid)
        if sheet.name == META_SHEET:
            collect_meta(head, sheet)
        if sheet.name in _OURS:
            continue
        header = find_header(sheet)
        if header is None:
            ignored.append(grid)
        elif grid.hidden:
            findings.append(finding("sheet-hidden-ignored", grid.place, seen=sheet.name))
        else:
            parts.append(_Part(sheet, header, list(read_rows(sheet, header))))
    for part in parts:
        above = [n for n in part.sheet.filled() if n < part.header.first]
        collect_rows(head, part.sheet, above, titles=True)
        collect_rows(head, part.sheet, [r.number for r in part.rows if r.kind is RowKind.FOOT], titles=False)
    if parts:
        findings.extend(finding("sheet-ignored", g.place, seen=g.place.sheet) for g in ignored if any(g.rows) and g.place.sheet)
        return parts
    seen = next((shown(c) for g in ignored for row in g.rows for c in row if shown(c)), "")
    what = f"文件里看到的第一个内容是“{seen[:30]}”。" if seen else "文件里没有内容。"
    place = ignored[0].place if ignored else Place()
    findings.append(finding("form-unrecognised", place, seen=seen[:60], what=what))
    return []


class _Filing:
    """The work on one filing whose form was recognised."""

    def __init__(
        self,
        document: Document,
        name: str,
        sha256: str,
        context: Context,
        identity: Identity,
        head: Head,
        parts: list[_Part],
        findings: list[Finding],
    ) -> None:
        self.document = document
        self.name = name
        self.sha256 = sha256
        self.context = context
        self.identity = identity
        self.head = head
        self.parts = parts
        self.findings = findings
        self.matcher = Matcher(context, identity.list_id, identity.unit)
        self.rows: list[FiledRow] = []
        self.is_blank = False  # said once for the file, not once a row

    def read(self) -> FilingReading:
        for part in self.parts:
            self._layout(part)
            self.rows.extend(self._rows(part))
        rows_read = len(self.rows)
        self._whole_file()
        rows = rules_table.mark_duplicates(self.rows)
        dropped = [row for row in self.rows if row not in rows]
        self._judge(rows)
        accepted = [row for row in rows if not row.held and row.target is not None]
        held = [held_row(row) for row in rows if row.held or row.target is None]
        content = content_hash(self.identity.list_id, self.identity.unit, self.identity.period, accepted, held)
        of_file: list[Finding] = list(self.findings)
        if self._is_placed():
            of_file.extend(self._among_others(rows, accepted, content))
        if not accepted and not any(f.effect is Effect.FILE for f in of_file):
            of_file.append(finding("no-row-left"))
        found = [RowFinding(f) for f in of_file]
        for row in (*rows, *dropped):
            found.extend(_row_findings(row))
        verdict = verdict_of([f.finding for f in found], len(accepted))
        if verdict is Verdict.REJECTED:
            held = [held_row(row) for row in (*rows, *dropped)]
            accepted = []
        return FilingReading(
            name=self.name,
            sha256=self.sha256,
            container=self.document.container,
            verdict=verdict,
            unit=self.identity.unit,
            period=self.identity.period,
            list_id=self.identity.list_id,
            filed_by=self.identity.filed_by,
            phone=self.identity.phone,
            filed_on=self.identity.filed_on,
            accepted=tuple(accepted),
            held=tuple(held),
            rows_read=rows_read,
            findings=tuple(sorted(found, key=_by_place)),
            content_sha256=content,
            is_resaved=any(f.finding.code in rules_history.REPEATS for f in found),
        )

    def _is_placed(self) -> bool:
        return bool(self.identity.unit and self.identity.list_id) and is_period_id(self.identity.period)

    def _layout(self, part: _Part) -> None:
        """What is odd about the table itself."""
        sheet, header = part.sheet, part.header
        at = Place(sheet=sheet.name, row=header.last)
        for name, columns in header.duplicates:
            letters = "、".join(column_letter(c) for c in columns)
            place = replace(at, column=column_letter(columns[1]))
            code = "column-duplicate" if name in (*KEYS, *MEASURES) else "column-duplicate-text"
            self.findings.append(finding(code, place, label=LABELS[name], columns=letters))
        if not any(name in header.columns for name in ("key", "task_no", "task_name")):
            self.findings.append(finding("column-missing", at, label="任务编号"))
        filled = {column for row in part.rows if row.kind is RowKind.DATA for column in row.unlabelled}
        for column, label in header.unknown:
            place = replace(at, column=column_letter(column))
            if label:
                self.findings.append(finding("column-ignored", place, seen=label))
            elif column in filled:
                self.findings.append(finding("column-unnamed", place, seen=column_letter(column)))
        last = header.last
        told = {f.place.sheet for f in self.document.findings if f.code == "blank-rows-inside"}
        for row in part.rows:
            if row.kind is RowKind.FOOT:
                continue
            if row.number - last > _GAP and row.kind is RowKind.DATA and sheet.name not in told:
                place = Place(sheet=sheet.name, row=row.number)
                self.findings.append(finding("rows-after-gap", place, seen=last + 1, wanted=row.number - 1))
            last = row.number
        self.findings.extend(rules_table.totals(part.rows))
        self.findings.extend(rules_table.stale_sums(sheet, part.rows))

    def _rows(self, part: _Part) -> Iterator[FiledRow]:
        """Every row of data, matched and filled, in order; headings set the section and the task that subtasks belong to."""
        section, parent_no = self.matcher.section_in(part.sheet.name), ""
        above: KnownTask | None = None
        for source in part.rows:
            if source.kind is RowKind.HEADING:
                named = self.matcher.section_in(source.text)
                if named:
                    section, parent_no, above = named, "", None
                elif number := self._parent(source):
                    parent_no, above = number, None
                continue
            if source.kind is not RowKind.DATA:
                continue
            if (own := self.matcher.section_in(shown(source.cells.get("section")))) and own != section:
                section, parent_no = own, ""
            if number := self._parent(source):
                parent_no, above = number, None
                continue
            row = FiledRow(part.sheet.name, source.number, source)
            match = self.matcher.match(source.cells, section, parent_no, above) if source.cells else Match()
            self._begin(row, match)
            above = match.task or above
            yield row

    def _parent(self, source: TableRow) -> str:
        """The task number of a row that only heads its subtasks: 1 主要经济工作运行调度."""
        if any(name in source.cells for name in (*MEASURES, "narrative", "key", "metric")):
            return ""
        number, name = source.cells.get("task_no"), source.cells.get("task_name")
        text = shown(name) or source.text
        numbers = self.matcher.parents.get(self.matcher.name(text), set())
        written = parse_task_number(number) if number is not None else None
        if written is not None and written.task_no in numbers and not written.subtask_no:
            return written.task_no
        return next(iter(numbers)) if len(numbers) == 1 and written is None else ""

    def _begin(self, row: FiledRow, match: Match) -> None:
        row.target, row.area = match.target, match.area
        row.findings.extend(match.findings)
        source = row.source
        for name, cell in source.cells.items():
            row.places[name] = cell.place
        if source.hidden:
            row.findings.append(finding("row-hidden", Place(sheet=row.sheet, row=row.number), seen=row.number))
        if source.extra:
            seen = "，".join(shown(cell) for cell in source.extra)
            row.findings.append(finding("extra-cell", source.extra[0].place, seen=seen, wanted=len(source.extra)))
        fill(row, Reading(self.context.vocabulary, self._year(), self._is_1904(row.sheet), self._table_unit(row)))
        if row.target is not None:
            self._identity_cells(row, row.target)

    def _year(self) -> int:
        return period(self.identity.period).start.year if is_period_id(self.identity.period) else 2000

    def _is_1904(self, sheet: str) -> bool:
        return any(part.sheet.grid.date_1904 for part in self.parts if part.sheet.name == sheet)

    def _table_unit(self, row: FiledRow) -> str:
        units = {said.text for said in self.head.table_units if said.place.sheet in ("", row.sheet)}
        return units.pop() if len(units) == 1 else ""

    def _identity_cells(self, row: FiledRow, target: KnownTarget) -> None:
        """The pre-filled columns that a clerk should not have changed."""
        cell = row.source.cells.get("row_unit")
        if cell is not None and self.identity.unit:
            named = self.context.units_in(shown(cell))
            if named and self.identity.unit not in named:
                row.say("row-unit-differs", "row_unit", seen=shown(cell), wanted=self.identity.unit)
        cell = row.source.cells.get("target_value")
        if cell is None or target.value is None:
            return
        filed = read_number(cell, row.measure_unit)
        if filed.value is None or filed.unit not in ("", target.unit):
            return
        same_in_row_unit = self.matcher._same_value(target, filed.value, filed.unit or row.measure_unit)
        if filed.value not in (target.value, target.value_max) and not same_in_row_unit and row.area == target.area:
            wanted = f"{target.value.normalize():f}{target.unit}"
            row.say("target-value-differs", "target_value", seen=shown(cell), wanted=wanted)

    def _whole_file(self) -> None:
        """A file that holds nothing to load is rejected, and told which nothing it is."""
        rows = self.rows
        if not rows:
            self.findings.append(finding("no-data-rows", self.parts[0].sheet.grid.place))
        elif all(not any(shown(r.source.cells.get(n)) for n in ("key", "task_no", "task_name")) for r in rows):
            self.findings.append(finding("keys-all-blank", self.parts[0].sheet.grid.place))
        elif all(r.target is None and any(f.code in ("task-unknown", "key-unknown") for f in r.findings) for r in rows):
            self.findings.append(finding("tasks-all-unknown", self.parts[0].sheet.grid.place, list=self.identity.list_id))
        elif all(_states_nothing(r) for r in rows):
            self.findings.append(finding("measures-all-blank", self.parts[0].sheet.grid.place))
            self.is_blank = True

    def _judge(self, rows: Sequence[FiledRow]) -> None:
        """Run the rules over single rows. They need to know the period and the list."""
        if not self._is_placed() or self.identity.list_id not in self.context.lists:
            return
        this = period(self.identity.period)
        known = self.context.lists[self.identity.list_id]
        previous = previous_period(this.id)
        for row in rows:
            target = row.target
            if target is None or not row.area:
                continue
            past = self.context.history.get((target.target_key, row.area), {})
            same_kind = [r for p, r in past.items() if period(p).kind is this.kind and r.unit == self.identity.unit]
            setting = Setting(
                period=this,
                vocabulary=self.context.vocabulary,
                behind_points=self.context.behind_points,
                term_start=known.period_start,
                term_end=known.period_end,
                last=next((r for r in same_kind if r.period == previous), None),
                earlier=tuple(reversed([r for r in same_kind if period(r.period).end < this.start])),
                later=next((r for r in same_kind if period(r.period).start > this.end), None),
            )
            for rule in ROW_RULES if not self.is_blank else ():
                row.findings.extend(rule(row, target, setting))
            row.findings.extend(rules_history.other_unit(row, target, self.context, self.identity.unit, self.identity.period))

    def _among_others(self, rows: Sequence[FiledRow], accepted: Sequence[FiledRow], content: str) -> Iterator[Finding]:
        """The filing as one of many, and as a whole table."""
        who = (self.identity.list_id, self.identity.unit, self.identity.period)
        yield from rules_table.parts(accepted, self.context)
        repeated = list(rules_history.repeated(self.context, *who, self.sha256, content))
        yield from repeated
        past: dict[tuple[str, str], PastRow] = {} if repeated else dict(rules_history.past_of(self.context, *who))
        yield from rules_history.correction(rows, past, self.context)
        if not repeated:
            yield from rules_history.late(self.context, *who)
        yield from rules_table.expected(rows, self.context, self.identity.list_id, self.identity.unit)


def _states_nothing(row: FiledRow) -> bool:
    return not any(shown(row.source.cells.get(n)) for n in (*MEASURES, "narrative")) and not row.source.merged


def _row_findings(row: FiledRow) -> Iterator[RowFinding]:
    target = row.target
    for found in dict.fromkeys(row.findings):
        if target is None:
            yield RowFinding(found)
        else:
            task = target.task
            told = replace(found, section=task.section, task_no=task.task_no, subtask_no=task.subtask_no)
            yield RowFinding(told, target.target_key, row.area)


_ORDER = {Effect.FILE: 0, Effect.ROW: 1, Effect.NONE: 1}


def _by_place(found: RowFinding) -> tuple[int, str, int, int, str]:
    """Faults of the file first, then in the order in which a person meets the cells."""
    place = found.finding.place
    return _ORDER[found.finding.effect], place.sheet, place.row or 1 << 30, len(place.column), place.column


__all__ = ["FilingReading", "Verdict", "exact", "read_filing"]
