"""The amounts of a row and their unit: the cell's own, then the row's, the header's, the table's, else the target's.

A figure is converted only inside its dimension; what cannot be settled holds the row back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.documents.grid import Cell
from ingest.progress.cells.bare import bare_number
from ingest.progress.cells.numbers import number_words, read_number, tidy
from ingest.progress.cells.printed import as_printed
from ingest.progress.cells.words import CellValue, is_ditto, is_null_word, shown
from ingest.progress.cells.written import is_plain, unit_of, with_name
from ingest.progress.fields import AMOUNTS, Field
from ingest.progress.knowledge.context import plain
from ingest.progress.say import Say, say
from ingest.task_lists.model import Target
from ingest.values.units import SAME_COUNT, is_count, split_multiplier, to_base
from ingest.vocabulary import Vocabulary

_SHARES = {"%": Decimal(1), "‰": Decimal("0.1"), "‱": Decimal("0.01")}
_POINTS = ("百分点", "个百分点")
_NEAR = Decimal("0.2")
_FAULTS = frozenset(("measure-said-twice", "measure-dimension", "measure-is-number", "ditto-mark"))


@dataclass(frozen=True, slots=True)
class AmountSetting:
    """What the amounts of a row are read with. `target` is None where the row has found none."""

    cells: Mapping[Field, Cell]
    label_units: Mapping[Field, str]  # in the brackets of the labels
    table_units: tuple[str, ...]  # 单位：万元 over the table
    target: Target | None
    vocabulary: Vocabulary
    date_1904: bool = False


@dataclass(frozen=True, slots=True)
class Amounts:
    """Current and cumulative value in one unit."""

    unit: str
    values: Mapping[Field, CellValue]
    says: tuple[Say, ...]


@dataclass(frozen=True, slots=True)
class BaseAmounts:
    """The same in the base unit; None where what the figures are worth is not known."""

    unit: str = ""
    current: Decimal | None = None
    cumulative: Decimal | None = None
    says: tuple[Say, ...] = ()


def base_of(unit: str, vocabulary: Vocabulary) -> tuple[Decimal, str]:
    """What one of a unit is in its base unit: 万户 → (10000, 户)."""
    return to_base(Decimal(1), unit, vocabulary.measures)


def read_amounts(setting: AmountSetting) -> Amounts:
    """Current and cumulative value, brought to one unit, which becomes the row's."""
    vocabulary = setting.vocabulary
    unit, told = _row_unit(setting)
    stated, says = unit, list(told)
    read: dict[Field, CellValue] = {}
    for name in AMOUNTS:
        label, told = _label_unit(setting, name, unit)
        says.extend(told)
        read[name] = _one(setting, name, label, unit)
    own = {value.unit for value in read.values() if value.value is not None}
    whole = {u for u in own if u and not _is_multiplier(u)}
    if len(own) == 1 and len(whole) == 1:  # every figure says this unit itself: 5万元 stays 5 万元
        alone = next(iter(whole))
        if not unit or _is_same(alone, unit, vocabulary) or _is_beside_a_rate(setting, unit):
            unit = alone
    settled: dict[Field, CellValue] = {}
    for name, value in read.items():
        number = value.value
        if number is not None and value.unit and value.unit != unit:
            number, told = _converted(name, setting.cells.get(name), value, unit, vocabulary)
            says.extend(told)
        if number is not None:
            says.extend(_understood(name, setting.cells.get(name), number, unit, stated))
        settled[name] = CellValue(number, null_word=value.null_word, says=value.says)
    return Amounts(unit, settled, tuple(says))


def _one(setting: AmountSetting, name: Field, label: str, unit: str) -> CellValue:
    """One figure with the unit that it or its label says, "" where that is the row's."""
    cell, own = setting.cells.get(name), label or unit
    value = as_printed(cell, read_number(cell, own, date_1904=setting.date_1904), own, setting.vocabulary)
    if setting.target is not None and _is_near(value, setting.target):
        value = replace(value, says=tuple(said for said in value.says if said.code != "percent-ambiguous"))
    if value.value is None:
        return value
    if _is_multiplier(value.unit) and split_multiplier(own)[0]:  # 608.16万 in a row of 亿元 is 608.16 万元
        return replace(value, unit=with_name(value.unit, own))
    return value if value.unit else replace(value, unit=label)


def _understood(name: Field, cell: Cell | None, value: Decimal, unit: str, stated: str) -> tuple[Say, ...]:
    """A word about what was made of a typed text that is more than a number with the unit that the row states, or none."""
    if cell is None or not isinstance(cell.value, str | None) or is_plain(cell.text, stated or unit):
        return ()
    wanted = f"{number_words(value)} {unit}".rstrip()
    return (say("amount-understood", name, seen=shown(cell), wanted=wanted),)


def _row_unit(setting: AmountSetting) -> tuple[str, tuple[Say, ...]]:
    """The unit that the row's amounts are in where neither cell nor label says one; "" where nothing does."""
    text = plain(shown(setting.cells.get(Field.MEASURE_UNIT))).strip("()")
    # 同上 may mean another unit than the list's
    says = (say("ditto-mark", Field.MEASURE_UNIT, seen=text),) if is_ditto(text) else ()
    own = setting.target.unit if setting.target is not None else ""
    if (number := bare_number(setting.cells.get(Field.MEASURE_UNIT))) is not None:
        says = (say("measure-is-number", Field.MEASURE_UNIT, seen=number_words(number), wanted=own or "（无）"),)
        text = ""
    unit = "" if is_null_word(text) or is_ditto(text) else with_name(unit_of(text), own)
    tables = [with_name(table, own) for table in setting.table_units]
    if own:  # 单位：万元 over a table does not speak of its counts
        base = base_of(own, setting.vocabulary)[1]
        tables = [table for table in tables if base_of(table, setting.vocabulary)[1] == base]
    return unit or (tables[0] if len(tables) == 1 else own), says


def _label_unit(setting: AmountSetting, name: Field, unit: str) -> tuple[str, tuple[Say, ...]]:
    """The unit in the bracket of a column's label, "" for none; the row's own word against it holds the row back."""
    vocabulary = setting.vocabulary
    written = with_name(unit_of(setting.label_units.get(name, "")), unit)
    if split_multiplier(written)[1] not in vocabulary.measures and not is_count(written):
        return "", ()
    said = setting.cells.get(Field.MEASURE_UNIT)
    if said is not None and not is_null_word(shown(said)) and base_of(written, vocabulary) != base_of(unit, vocabulary):
        return written, (say("measure-said-twice", Field.MEASURE_UNIT, seen=unit, wanted=written),)
    return written, ()


def _is_same(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """True for two units of one dimension, or two words that count the same things."""
    bases = base_of(one, vocabulary)[1], base_of(other, vocabulary)[1]
    return bases[0] == bases[1] or set(bases) <= SAME_COUNT


def _is_beside_a_rate(setting: AmountSetting, unit: str) -> bool:
    """True where the unit is only the % of a growth target: 125亿元 beside it is the indicator's amount."""
    target = setting.target
    stated = not is_null_word(shown(setting.cells.get(Field.MEASURE_UNIT)))
    return target is not None and target.kind not in ("level", "ratio") and not stated and unit == target.unit


def _is_near(read: CellValue, target: Target) -> bool:
    """True for a small percentage of a target that is small itself: 0.6 beside 1 % is no 60 %."""
    if read.value is None or target.unit != "%" or not target.value:
        return False
    ratio: Decimal = abs(read.value / target.value)
    return _NEAR <= ratio <= 1 / _NEAR


def _is_multiplier(unit: str) -> bool:
    return bool(unit) and not unit.strip("十百千万亿")


def _converted(
    name: Field, cell: Cell | None, read: CellValue, unit: str, vocabulary: Vocabulary
) -> tuple[Decimal | None, tuple[Say, ...]]:
    """A figure with its own unit, in the unit of the row; None and why where that cannot be."""
    value, own = read.value, read.unit
    factor, base = base_of(own, vocabulary)
    if _is_multiplier(own):
        if unit and unit not in _SHARES and not split_multiplier(unit)[0]:
            return tidy(value * factor), ()
    elif own in _SHARES and unit in _SHARES:
        return tidy(value * _SHARES[own] / _SHARES[unit]), ()
    elif unit and base != base_of(unit, vocabulary)[1] and _is_same(own, unit, vocabulary):
        return value * factor / base_of(unit, vocabulary)[0], (say("measure-word-differs", name, seen=own, wanted=unit),)
    elif unit and base == base_of(unit, vocabulary)[1]:
        return value * factor / base_of(unit, vocabulary)[0], ()
    elif own in _SHARES and unit and unit not in _POINTS:
        return None, (say("percent-for-amount", name, seen=shown(cell), wanted=unit),)
    return None, (say("measure-dimension", name, seen=own, wanted=unit or "（无）"),)


def in_base(
    unit: str,
    amounts: tuple[Decimal | None, Decimal | None],
    target: Target | None,
    said: Sequence[Say],
    vocabulary: Vocabulary,
) -> BaseAmounts:
    """Current and cumulative value in the base unit, after a look at whether the row's unit fits its target.

    `said` is what is already said of the row.
    """
    current, cumulative = amounts
    if target is None or (current is None and cumulative is None):
        return BaseAmounts(base_of(unit, vocabulary)[1] if unit else "")
    says = tuple(_check_unit(unit, target, vocabulary))
    if any(s.code in _FAULTS for s in (*said, *says)):
        return BaseAmounts(says=says)  # what the figures are worth is not known, so no rule compares them
    factor, base = base_of(unit, vocabulary)
    return BaseAmounts(
        unit=target.unit_base if target.unit_base in SAME_COUNT and base in SAME_COUNT else base,
        current=None if current is None else current * factor,
        cumulative=None if cumulative is None else cumulative * factor,
        says=says,
    )


def _check_unit(unit: str, target: Target, vocabulary: Vocabulary) -> tuple[Say, ...]:
    """Growth, rank and relative targets are about a rate or place; their row may give the indicator's own amount beside it."""
    wanted = target.unit
    if target.kind not in ("level", "ratio") or not wanted or unit == wanted:
        return ()
    one, other = base_of(unit, vocabulary)[1], base_of(wanted, vocabulary)[1]
    if one == other:
        code = "measure-converted"
    elif one in SAME_COUNT and other in SAME_COUNT:
        code = "measure-word-differs"
    else:
        code = "measure-dimension"
    return (say(code, Field.MEASURE_UNIT, seen=unit, wanted=wanted, label="计量单位"),)
