"""A file of rules that was dropped: a read document → rows for one or more tables of rules, and what is wrong with the others.

A file of text is one table, called as the file is; in a workbook each sheet is one, called as the sheet is. A row that cannot
be taken is held back with a finding and the rest counts; where the rows that could be taken would break the whole of the
rules, the file is not taken (`whole`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from ingest.documents.grid import Cell, Document, Grid
from ingest.findings import Effect, Finding, Place, Severity
from ingest.findings.rows import finding_rows
from ingest.rows import Row, to_row
from ingest.rules.catalogue import finding
from ingest.rules.cells import read_cell
from ingest.rules.overlay import SHIPPED, WITHDRAWN, Layers, Rows, identity
from ingest.rules.relations import Relations
from ingest.rules.tables import RULE_TABLES, CellKind, RuleField, RuleTable
from ingest.rules.whole import broken
from ingest.seeds import SeedRow

_LONGEST_WHY = 200
# one wrong row takes those with it that speak of it, and so on: a chain that is longer than this is no mistake of a person
_PASSES = 100
_WITHDRAWN = RuleField(WITHDRAWN, CellKind.FLAG)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A row that was taken: the table it is of, its cells by column, and where it stands."""

    table: str
    cells: SeedRow
    place: Place

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same rule, on whatever days it holds."""
        return (self.table, *(self.cells[name] for name in RULE_TABLES[self.table].key))

    @property
    def since(self) -> str:
        """The day on which it begins, where its table has a history."""
        return self.cells["valid_from"] if RULE_TABLES[self.table].has_history else ""

    @property
    def values(self) -> tuple[str, ...]:
        """Its cells in the order of the table's columns."""
        return tuple(self.cells[name] for name in RULE_TABLES[self.table].columns)

    @property
    def is_shipped(self) -> bool:
        return SHIPPED in self.cells

    @property
    def row_no(self) -> int:
        return self.place.row

    @property
    def sheet(self) -> str:
        return self.place.sheet

    @property
    def cells_json(self) -> str:
        return json.dumps(self.cells, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class RuleReading:
    """What was read of a file. Rows read = accepted + held; those accepted that say what holds already are no `rules`."""

    verdict: str  # accepted, accepted_with_warnings, rejected
    container: str
    rules: tuple[RuleRow, ...]
    rows_read: int
    rows_accepted: int
    rows_held: int
    findings: tuple[Finding, ...]

    def tables(self) -> dict[str, list[Row]]:
        """The rows for the three raw tables, without provenance."""
        return {
            "rule_files": [to_row("rule_files", self)],
            "rules": [to_row("rules", rule, table_name=rule.table) for rule in self.rules],
            "rule_findings": finding_rows("rule_findings", self.findings),
        }


def read_rules(document: Document, name: str, known: Layers, then: Layers | None = None) -> RuleReading:
    """Read a file of rules. `known` are the rules that are in force without it, `then` those that were when it came, by the
    program of that day (None: the same); `name` is the file's.
    """
    then = known if then is None else then
    grids = [grid for grid in document.grids if any(cell.text.strip() for row in grid.rows for cell in row)]
    read = [one for grid in grids or document.grids for one in _read_grid(grid, name, then, is_only=len(grids) <= 1)]
    # of one key the row that begins later decides, wherever in the file it stands
    rules = sorted((one for one in read if isinstance(one, RuleRow)), key=lambda rule: rule.since)
    findings = [*document.findings, *(one for one in read if isinstance(one, Finding))]
    if not any(found.effect is Effect.FILE for found in findings):
        rules = _marked(rules, then)
        rules, more = _that_refer(rules, known, then)
        findings += more
        findings += _whole(rules, known)
    held = sum(found.effect is Effect.ROW for found in findings)
    if not rules and not findings:  # a text without a table
        findings.append(finding("rules-no-such-table", Place(), seen=name))
    if any(found.effect is Effect.FILE for found in findings) or not rules:
        return RuleReading("rejected", document.container.value, (), 0, 0, 0, tuple(findings))
    as_shipped = sum(rule.is_shipped for rule in rules)
    if as_shipped:
        findings.append(finding("rules-as-shipped", Place(), count=as_shipped))
    is_loud = any(found.severity is not Severity.INFO for found in findings)
    return RuleReading(
        verdict="accepted_with_warnings" if is_loud else "accepted",
        container=document.container.value,
        rules=tuple(_that_say_more(rules, then)),
        rows_read=len(rules) + held,
        rows_accepted=len(rules),
        rows_held=held,
        findings=tuple(findings),
    )


def _marked(rules: Sequence[RuleRow], then: Layers) -> list[RuleRow]:
    """The rules with `SHIPPED` on those that say what the program said when they came, all of a rule or a piece of it."""
    shipped = {
        table: {tuple(row.values()) for row in (*then.base(table), *then.of_base(table))}
        for table in {rule.table for rule in rules}
    }
    return [
        replace(rule, cells={**rule.cells, SHIPPED: "true"})
        if not rule.cells[WITHDRAWN] and rule.values in shipped[rule.table]
        else rule
        for rule in rules
    ]


def _that_say_more(rules: Sequence[RuleRow], then: Rows) -> Iterator[RuleRow]:
    """The rules without those of a key of which the file says just what was in force: of an exported table that comes back
    only what was changed is the home's own. What stands beside a changed row stays: it says that this is to go on.
    """
    changed = {rule.key for rule in _that_are_new(rules, then)}
    return (rule for rule in rules if rule.key in changed)


def _that_are_new(rules: Sequence[RuleRow], then: Rows) -> Iterator[RuleRow]:
    """The rules that say something else than what was in force."""
    there = {table: {tuple(row.values()) for row in then(table)} for table in {rule.table for rule in rules}}
    return (rule for rule in rules if rule.cells[WITHDRAWN] or rule.values not in there[rule.table])


def table_of(name: str) -> RuleTable | None:
    """The table that a file or sheet is called after: areas.csv, areas_2024.csv, areas（修改）.xlsx."""
    stem = PurePath(name).name.partition(".")[0].strip().lower()
    called = [table for table in RULE_TABLES.values() if re.match(rf"{table.name}(?![a-z])", stem)]
    return max(called, key=lambda table: len(table.name), default=None)


def _read_grid(grid: Grid, name: str, then: Rows, *, is_only: bool) -> Iterator[RuleRow | Finding]:
    sheet = grid.place.sheet
    table = table_of(sheet) or (table_of(name) if is_only else None)
    lines = [row for row in grid.rows if any(cell.text.strip() for cell in row)]
    if table is None:
        if lines:
            yield finding("rules-no-such-table", grid.place, seen=sheet or name)
        return
    if not lines:
        yield finding("rules-no-rows", grid.place, table=table.name)
        return
    header, wrong = _header(table, lines[0])
    if wrong is not None:
        yield wrong
        return
    if len(lines) == 1:
        yield finding("rules-no-rows", grid.place, table=table.name)
        return
    rows: dict[tuple[str, ...], RuleRow] = {}
    for line in lines[1:]:
        read = _read_row(table, header, line)
        if isinstance(read, RuleRow):
            own = identity(table, read.cells)
            if own in rows:
                yield finding("rules-row-twice", read.place, other=str(rows[own].row_no))
                continue
            rows[own] = read
            if read.cells[WITHDRAWN] and own not in {identity(table, row) for row in then(table.name)}:
                yield finding("rules-nothing-withdrawn", read.place)
        yield read


def _header(table: RuleTable, line: tuple[Cell, ...]) -> tuple[Mapping[int, RuleField], Finding | None]:
    fields = {field.name: field for field in (*table.fields, _WITHDRAWN)}
    names = {cell.column: cell.text.strip().lower() for cell in line if cell.text.strip()}
    for column, name in names.items():
        place = next(cell.place for cell in line if cell.column == column)
        if name not in fields:
            return {}, finding("rules-column-unknown", place, table=table.name, seen=name)
        if list(names.values()).count(name) > 1:
            return {}, finding("rules-column-twice", place, table=table.name, seen=name)
    # a row takes the place of the older one as a whole: a column left out would blank what stood in it
    missing = [name for name in table.columns if name not in names.values()]
    if missing:
        return {}, finding("rules-columns-missing", line[0].place, table=table.name, wanted="、".join(missing))
    return {column: fields[name] for column, name in names.items()}, None


def _read_row(table: RuleTable, header: Mapping[int, RuleField], line: tuple[Cell, ...]) -> RuleRow | Finding:
    place = Place(line[0].place.sheet, line[0].place.table, line[0].row)
    if any(cell.text.strip() and cell.column not in header for cell in line):
        return finding("rules-row-short", place)
    at = {header[cell.column].name: cell for cell in line if cell.column in header}
    is_withdrawn = read_cell(_WITHDRAWN, at[WITHDRAWN])[0] == "true" if WITHDRAWN in at else False
    cells = {field.name: "" for field in table.fields}
    for field in (_WITHDRAWN, *table.fields):
        # of a rule that is taken away only what makes it the same row need be said
        if field.name in at and (not is_withdrawn or field.name in (*table.identity, WITHDRAWN)):
            value, wrong = read_cell(field, at[field.name])
            if wrong is not None:
                return wrong
            cells[field.name] = value
    cells[WITHDRAWN] = "true" if is_withdrawn else ""
    if cells.get("valid_to") and cells["valid_to"] < cells["valid_from"]:
        return finding("rules-dates-reversed", place, seen=f"{cells['valid_from']} 至 {cells['valid_to']}")
    if cells.get("until_days") and int(cells["until_days"]) < int(cells["after_days"]):
        return finding("rules-days-reversed", place, seen=f"{cells['after_days']} 至 {cells['until_days']}")
    return RuleRow(table.name, cells, place)


def _that_refer(rules: list[RuleRow], known: Layers, then: Layers) -> tuple[list[RuleRow], list[Finding]]:
    """The rules without those that are wrong among the others; again until none is left. What the program said when the
    file came stands for what it says now: it is not asked whether that fits by what it said then.
    """
    findings: list[Finding] = []
    now = {table: {tuple(row.values()) for row in known.base(table)} for table in {rule.table for rule in rules}}
    new = {rule.place for rule in _that_are_new(rules, then) if not rule.is_shipped or rule.values in now[rule.table]}
    for _ in range(_PASSES):
        among = Relations(known.with_rows(said(rules)))
        wrong = {
            at: found
            for at, rule in enumerate(rules)
            if rule.place in new and (found := among.wrong(rule.table, rule.cells, rule.place))
        }
        if not wrong:
            return rules, findings
        findings += wrong.values()
        rules = [rule for at, rule in enumerate(rules) if at not in wrong]
    return [], findings


def said(rules: Iterable[RuleRow]) -> Iterator[tuple[str, SeedRow]]:
    """Rows as `Layers` take them."""
    return ((rule.table, rule.cells) for rule in rules)


def _whole(rules: Sequence[RuleRow], known: Layers) -> Iterator[Finding]:
    """What the rules would break that was whole before."""
    if rules:
        before = set(broken(known))
        for table, why in broken(known.with_rows(said(rules))):
            if (table, why) not in before:
                yield finding("rules-broken-together", Place(), table=table, why=why[:_LONGEST_WHY])
