"""The amounts of a row and their unit: the cell's own, then the row's, the header's, the table's, else the target's.

A figure is converted only inside its dimension; what cannot be settled holds the row back.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingest.progress.cells.numbers import CellValue, is_ditto, is_null_word, read_number, shown
from ingest.progress.context import plain
from ingest.progress.filed import FiledRow, SheetSetting
from ingest.progress.known import KnownTarget
from ingest.values.units import split_multiplier, to_base
from ingest.vocabulary import Vocabulary

# words that count the same things: a total may be in 家 and its parts in 个
_SAME_COUNT = frozenset(("个", "家", "户"))
_COUNTS = frozenset("个家户人次件项所处张台辆座栋套名例宗篇部场条株头只批笔起")
_OTHER_WORDS = {"百分比": "%", "百分数": "%", "百分之": "%", "人民币元": "元", "人民币万元": "万元", "人民币亿元": "亿元"}
_AMOUNTS = ("current", "cumulative")
_NEAR = Decimal("0.2")
_UNIT_FAULTS = frozenset(("unit-said-twice", "unit-dimension", "ditto-mark"))


def base_of(unit: str, vocabulary: Vocabulary) -> tuple[Decimal, str]:
    """What one of a unit is in its base unit: 万户 → (10000, 户)."""
    return to_base(Decimal(1), unit, vocabulary.measures)


def is_count(unit: str) -> bool:
    """True for a word that counts things, with or without a multiplier: 家, 万户."""
    return split_multiplier(unit)[1] in _COUNTS


def _row_unit(row: FiledRow, reading: SheetSetting) -> str:
    """The unit that the row's amounts are in where neither cell nor label says one; "" where nothing does."""
    text = plain(shown(row.source.cells.get("unit"))).strip("()")
    if is_ditto(text):  # 同上 may mean another unit than the list's
        row.say("ditto-mark", "unit", seen=text)
    unit = "" if is_null_word(text) or is_ditto(text) else _OTHER_WORDS.get(text, text)
    own = row.target.unit if row.target is not None else ""
    table = reading.table_unit
    if table and own and base_of(table, reading.vocabulary)[1] != base_of(own, reading.vocabulary)[1]:
        table = ""  # 单位：万元 over a table does not speak of its counts
    return unit or table or own


def _label_unit(row: FiledRow, name: str, unit: str, vocabulary: Vocabulary) -> str:
    """The unit in the bracket of a column's label, "" for none; the row's own word against it holds the row back."""
    written = row.source.header.units.get(name, "")
    if written not in vocabulary.measures and not is_count(written):
        return ""
    said = row.source.cells.get("unit")
    if said is not None and not is_null_word(shown(said)) and base_of(written, vocabulary) != base_of(unit, vocabulary):
        row.say("unit-said-twice", "unit", seen=unit, wanted=written)
    return written


def read_amounts(row: FiledRow, reading: SheetSetting) -> dict[str, CellValue]:
    """Current and cumulative value, brought to one unit, which becomes the row's."""
    vocabulary = reading.vocabulary
    unit = _row_unit(row, reading)
    reads = {}
    for name in _AMOUNTS:
        label = _label_unit(row, name, unit, vocabulary)
        read = read_number(row.source.cells.get(name), label or unit)
        if row.target is not None and _is_near(read, row.target):
            read = replace(read, codes=tuple(code for code in read.codes if code[0] != "percent-ambiguous"))
        reads[name] = replace(read, unit=label) if label and read.value is not None and not read.unit else read
    own = {read.unit for read in reads.values() if read.value is not None}
    whole = {u for u in own if u and not _is_multiplier(u)}
    if len(own) == 1 and len(whole) == 1:  # every figure says this unit itself: 5万元 stays 5 万元
        alone = next(iter(whole))
        if not unit or _is_same(alone, unit, vocabulary) or _is_beside_a_rate(row, unit):
            unit = alone
    row.measure_unit = unit
    settled = {}
    for name, read in reads.items():
        value = read.value
        if value is not None and read.unit and read.unit != unit:
            value = _converted(row, name, CellValue(value, read.unit), vocabulary)
        settled[name] = CellValue(value, null_word=read.null_word, codes=read.codes)
    return settled


def _is_same(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """True for two units of one dimension, or two words that count the same things."""
    bases = base_of(one, vocabulary)[1], base_of(other, vocabulary)[1]
    return bases[0] == bases[1] or set(bases) <= _SAME_COUNT


def _is_beside_a_rate(row: FiledRow, unit: str) -> bool:
    """True where the unit is only the % of a growth target: 125亿元 beside it is the indicator's amount."""
    target = row.target
    stated = not is_null_word(shown(row.source.cells.get("unit")))
    return target is not None and target.kind not in ("level", "ratio") and not stated and unit == target.unit


def settle_base(row: FiledRow, vocabulary: Vocabulary) -> None:
    """The row's amounts in the base unit, after a look at whether its unit fits its target."""
    unit, target = row.measure_unit, row.target
    if target is None or (row.current is None and row.cumulative is None):
        row.unit_base = base_of(unit, vocabulary)[1] if unit else ""
        return
    _check_unit(row, unit, target, vocabulary)
    if any(f.code in _UNIT_FAULTS for f in row.findings):
        return  # what the figures are worth is not known, so no rule compares them
    factor, row.unit_base = base_of(unit, vocabulary)
    row.current_base = None if row.current is None else row.current * factor
    row.cumulative_base = None if row.cumulative is None else row.cumulative * factor
    if target.unit_base and row.unit_base in _SAME_COUNT and target.unit_base in _SAME_COUNT:
        row.unit_base = target.unit_base


def _is_near(read: CellValue, target: KnownTarget) -> bool:
    """True for a small percentage of a target that is small itself: 0.6 beside 1 % is no 60 %."""
    if read.value is None or target.unit != "%" or not target.value:
        return False
    ratio: Decimal = abs(read.value / target.value)
    return _NEAR <= ratio <= 1 / _NEAR


def _is_multiplier(unit: str) -> bool:
    return not unit.strip("十百千万亿")


def _converted(row: FiledRow, name: str, read: CellValue, vocabulary: Vocabulary) -> Decimal | None:
    """A figure with its own unit, in the unit of the row; None with a finding where that cannot be."""
    value: Decimal = read.value
    own, unit = read.unit, row.measure_unit
    factor, base = base_of(own, vocabulary)
    if _is_multiplier(own):
        if unit and unit not in ("%", "‰") and not split_multiplier(unit)[0]:
            return value * factor
    elif unit and base != base_of(unit, vocabulary)[1] and _is_same(own, unit, vocabulary):
        row.say("unit-word-differs", name, seen=own, wanted=unit)
        return value * factor / base_of(unit, vocabulary)[0]
    elif unit and base == base_of(unit, vocabulary)[1]:
        return value * factor / base_of(unit, vocabulary)[0]
    row.say("unit-dimension", name, seen=own, wanted=unit or "（无）")
    return None


def _check_unit(row: FiledRow, unit: str, target: KnownTarget, vocabulary: Vocabulary) -> None:
    """Growth, rank and relative targets are about a rate or place; their row may give the indicator's own amount beside it."""
    wanted = target.unit
    if target.kind not in ("level", "ratio") or not wanted or unit == wanted:
        return
    one, other = base_of(unit, vocabulary)[1], base_of(wanted, vocabulary)[1]
    if one == other:
        row.say("unit-converted", "unit", seen=unit, wanted=wanted, label="计量单位")
    elif one in _SAME_COUNT and other in _SAME_COUNT:
        row.say("unit-word-differs", "unit", seen=unit, wanted=wanted, label="计量单位")
    else:
        row.say("unit-dimension", "unit", seen=unit, wanted=wanted, label="计量单位")
