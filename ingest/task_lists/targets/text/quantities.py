"""Quantities, ranks and names with digits in them, at one offset of a folded text. The other tokens are `tokens`' part."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.targets.text.atoms import MARKS, Atom, Sort
from ingest.values.characters import is_chinese
from ingest.values.numerals import MULTIPLIERS, RANGE_MARKS, Qualifier, WrittenNumber, scan_number
from ingest.values.units import unit_words

_LONGEST_NUMERAL = 16
_LONGEST_NUMBER = 20  # characters; more than the tables can hold, and no figure of a list
_LONGEST_HELD = 20  # characters before a number that tell what is held so often
_LONGEST_NAMES = 80  # characters of names that a number after them may count
_HALF = Decimal("0.5")


def latin_at(text: str, at: int, stop: int) -> Atom:
    """A word with letters, with the digits in it: 5G has its own path; PM2.5, A4, G60, VOCs."""
    end = at
    while (
        end < stop
        and text[end].isascii()
        and (text[end].isalnum() or (text[end] in ".-+/" and text[end + 1 : end + 2].isalnum()))
    ):
        end += 1
    return Atom(Sort.NAME, at, max(end, at + 1))


def unit_at(text: str, at: int) -> str:
    """The longest known unit at an offset with what it is counted by (批次/千人, 吨/月·平方公里), "" if none."""
    unit = _plain_unit(text, at)
    return text[at : _per_end(text, at + len(unit))] if unit else ""


def _per_end(text: str, at: int) -> int:
    """Where the units end that a unit up to `at` is counted by: /万人, /10万人, /人·月; `at` itself where there are none."""
    per = lexicon().units.per
    while (stroke := per.match(text, at)) is not None:
        unit = next((name for name in lexicon().units.spans if text.startswith(name, stroke.end())), "")
        unit = max(unit, _plain_unit(text, stroke.end()), key=len)
        if not unit:
            break
        at = stroke.end() + len(unit)
    return at


def _plain_unit(text: str, at: int) -> str:
    """The longest known unit at an offset without a stroke after it. 个 before 月 or 百分点 is part of the longer one."""
    for unit in unit_words().by_first.get(text[at : at + 1], ()):
        if text.startswith(unit, at):
            after = text[at + len(unit) : at + len(unit) + 1]
            if unit[-1].isascii() and unit[-1].isalpha() and after.isascii() and after.isalpha():
                continue
            pair = text[at + len(unit) : at + len(unit) + 4]
            closing = max(pair.find(")"), pair.find("）"))
            if pair[:1] in {"(", "（"} and closing > 1 and pair[1:closing] in unit_words().counts:
                return unit + pair[: closing + 1]  # 套（间）
            return unit
    return ""


def _spaces(text: str, at: int) -> int:
    while text[at : at + 1] == " ":
        at += 1
    return at


def quantity_at(text: str, at: int, stop: int) -> Atom | None:
    char = text[at]
    signed = char in "+-" and text[at + 1 : at + 2].isdigit() and not (at and (text[at - 1].isalnum()))
    if not (char.isdigit() or signed or char in lexicon().numerals.numeral_starts):
        return None
    found = scan_number(text, at)
    if found is None:
        return _unread_digits(text, at, stop) if char.isdigit() else _unread_numeral(text, at, stop)
    number, end = found
    if end > stop:
        return None
    if end - at > _LONGEST_NUMBER:
        return _unread_digits(text, at, stop)  # nobody promises that many
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isdigit() and char.isdigit():
        return _parted(text, at, stop) or _unread_digits(text, at, stop)
    arabic = any(c.isascii() and c.isdigit() for c in text[at:end])
    if arabic and text[end : end + 1].isascii() and text[end : end + 1].isalpha() and not _unit_here(text, end):
        return Atom(Sort.NAME, at, latin_at(text, end, stop).end)  # 5G, 4A
    if arabic and text[end : end + 1] in {"+", "·"} and text[end + 1 : end + 2].isalnum():
        return Atom(Sort.NAME, at, latin_at(text, end + 1, stop).end if text[end + 1].isascii() else end + 2)  # 1+N
    if text[end : end + 1] == ":" and text[end + 1 : end + 2].isdigit() and not number.multiplier:
        right = scan_number(text, end + 1)
        if right and not right[0].multiplier and text[right[1] : right[1] + 1] != ":":
            return Atom(Sort.QUANTITY, at, right[1], number, text[end : right[1]])
    number, end = _spaced_multiplier(text, end, number) if arabic else (number, end)
    number, end, unit = _range(text, end, number)
    if number.unit:  # 百分之七, 千分之三
        return Atom(Sort.QUANTITY, at, end, number, number.unit)
    if not unit:
        place = _spaces(text, end)
        unit = unit_at(text, place)
        end = place + len(unit) if unit else end
    words = lexicon().numerals
    if text.startswith(words.half, end) and unit in words.half_units and not number.multiplier:
        number, end = WrittenNumber(number.value + _HALF), end + 1
    return _admit(text, at, end, stop, number=number, unit=unit, arabic=arabic)


def _spaced_multiplier(text: str, end: int, number: WrittenNumber) -> tuple[WrittenNumber, int]:
    """4.6 亿袋: the multiplier after a blank, where a unit follows it."""
    place = _spaces(text, end)
    multiplier = next((word for word in MULTIPLIERS if text.startswith(word, place)), "")
    if place == end or not multiplier or number.multiplier or number.unit or unit_at(text, place):
        return number, end
    after = place + len(multiplier)
    return (replace(number, multiplier=multiplier), after) if unit_at(text, _spaces(text, after)) else (number, end)


def _unit_here(text: str, at: int) -> bool:
    unit = unit_at(text, at)
    return bool(unit) and (len(unit) > 1 or not unit.isascii())


def _range(text: str, end: int, low: WrittenNumber) -> tuple[WrittenNumber, int, str]:
    """5-8个, 3%—5%, 500万元至800万元: the pair as one number, where both ends agree; else the first number alone."""
    unit = unit_at(text, end)
    after = end + len(unit)
    for mark in RANGE_MARKS:
        if text.startswith(mark, after) and (text[after + len(mark) : after + len(mark) + 1].isdigit()):
            high = scan_number(text, after + len(mark))
            if high is None or high[0].unit or high[0].qualifier is not Qualifier.EXACT:
                break
            second = unit_at(text, high[1])
            multiplier = low.multiplier or ("" if unit else high[0].multiplier)
            if (unit and unit != second) or multiplier != high[0].multiplier or low.value >= high[0].value or not second:
                break
            return WrittenNumber(low.value, multiplier, "", low.qualifier, high[0].value), high[1] + len(second), second
    return low, end, ""


def _admit(text: str, at: int, end: int, stop: int, *, number: WrittenNumber, unit: str, arabic: bool) -> Atom | None:
    if end > stop:
        return None
    words, after_value = lexicon().numerals, tuple(lexicon().comparators.after_value)
    written = f"{number.multiplier}{unit}"
    if not arabic and not _numeral_counts(text, at, end, stop, number=number, unit=unit):
        doubtful = unit and _long_numeral_counts(text, at, end, stop, unit=unit)
        return Atom(Sort.QUANTITY, at, end, number, written, known=False) if doubtful else None
    if unit:
        if _counts_names(text, at, end, number):
            return Atom(Sort.NAME, at, end)
        again = unit == words.held and words.held_again.search(text, max(0, at - _LONGEST_HELD), at)
        if (unit in words.name_units and not again) or _names(text, end, stop, unit):
            return Atom(Sort.NAME, at, end)
        if _is_unit_of_times(text, end, stop, unit, after_value):  # 3.5万亩次
            return Atom(Sort.QUANTITY, at, end + 1, number, written + text[end], known=False)
        return Atom(Sort.QUANTITY, at, end, number, written)
    if number.multiplier:
        if text.startswith(words.grade, end):
            return Atom(Sort.NAME, at, end + 1)  # 500亿级产业集群
        if arabic and _is_unknown_unit(text, end, stop, after_value):  # 1200万棒
            return Atom(Sort.QUANTITY, at, end + 1, number, number.multiplier + text[end], known=False)
        return Atom(Sort.QUANTITY, at, end, number, number.multiplier)
    tail = text[end : min(end + 3, stop)]
    free = not tail or tail[0] in MARKS or tail[0] in ")）]】" or tail.startswith(after_value)
    if free and text.endswith(words.numbered, 0, at):
        return Atom(Sort.NAME, at, end)
    if free:
        return Atom(Sort.QUANTITY, at, end, number, "", known=bool(at and text[at - 1] in words.before_bare))
    if arabic and _is_unknown_unit(text, end, stop, after_value):
        return Atom(Sort.QUANTITY, at, end + 1, number, text[end], known=False)
    return Atom(Sort.NAME, at, end)  # 110平台, 500强, 12345热线


def _numeral_counts(text: str, at: int, end: int, stop: int, *, number: WrittenNumber, unit: str) -> bool:
    """Whether a Chinese numeral before a unit is a number of things: 两个, 八百家, 三座; never 第三座, 一座 before a name."""
    if not unit or unit not in unit_words().after_numeral or (at and text[at - 1] in lexicon().numerals.not_before_numeral):
        return False
    plain = text[at : end - len(number.multiplier) - len(unit)]
    return len(plain) > 1 or bool(number.multiplier) or _stands_free(text, at, end, stop)


def _long_numeral_counts(text: str, at: int, end: int, stop: int, *, unit: str) -> bool:
    """整治山坪塘十五口: longer than the numerals of names (三类, 一次) and ends the value; 第四十批、四十一批 are numbered."""
    words = lexicon().numerals
    before = text[max(0, at - _LONGEST_NUMERAL) : at]
    numbered = before.endswith((*words.not_before_numeral, *words.unread_numeral, f"{unit}、")) and words.ordinal in before
    is_long = len(text[at:end].removesuffix(unit)) > 1
    return is_long and not numbered and _ends_value(text, end, stop, tuple(lexicon().comparators.after_value))


def _counts_names(text: str, at: int, end: int, number: WrittenNumber) -> bool:
    """石门、桃源、汉寿3个县: the number of the places that stand before it is no figure."""
    words = lexicon().areas
    kind = words.recounted.match(text, end)
    if kind is None or text.startswith(words.goes_on, kind.end()):
        return False
    names = words.names_before.search(text, max(0, at - _LONGEST_NAMES), at)
    return names is not None and len(words.names_joint.split(names[0])) == number.value


def _names(text: str, end: int, stop: int, unit: str) -> bool:
    """65岁以上老年人, 15分钟生活圈, 3人制: a noun that the number belongs to follows."""
    words = lexicon().numerals
    if text[end : end + 1] in words.naming_ends and end < stop:
        return True
    after, _ = next(((word, 0) for word in lexicon().comparators.after_value if text.startswith(word, end)), ("", 0))
    tail = text[end + len(after) : stop]
    return unit in words.naming_units and tail[:1] != lexicon().verbs.of and is_chinese(tail[:2]) and len(tail) > 1


def _is_unknown_unit(text: str, at: int, stop: int, after_value: tuple[str, ...]) -> bool:
    """植树20垧, 20垧以上: one character that ends the value can only be a unit that nobody told us."""
    known_end = lexicon().numerals.name_ends
    return at < stop and is_chinese(text[at]) and text[at] not in known_end and _ends_value(text, at + 1, stop, after_value)


def _is_unit_of_times(text: str, at: int, stop: int, unit: str, after_value: tuple[str, ...]) -> bool:
    """亩次, 台次: what is counted, and how often, where no table knows the two together."""
    times = lexicon().numerals.times
    return (
        not unit.endswith(times) and text.startswith(times, at) and at < stop and _ends_value(text, at + 1, stop, after_value)
    )


def _ends_value(text: str, at: int, stop: int, after_value: tuple[str, ...]) -> bool:
    after = text[at : min(stop, at + 3)]
    return not after or after[0] in MARKS or after[0] in ")）" or after.startswith(after_value)


def _stands_free(text: str, at: int, end: int, stop: int) -> bool:
    """A single Chinese numeral counts only where a value can stand: after a verb of doing, or at the end of the clause."""
    tail = text[end : min(end + 2, stop)]
    if not tail or tail[0] in MARKS or tail[0] in ")）" or tail.startswith(tuple(lexicon().comparators.after_value)):
        return True
    head = text[max(0, at - 4) : at]
    return head.endswith(lexicon().numerals.numeral_after)


def _parted(text: str, at: int, stop: int) -> Atom | None:
    """17 910万元: digits in groups of three before a known unit are one number, which a person must confirm."""
    match = lexicon().numerals.parted.match(text, at, stop)
    if match is None:
        return None
    found = scan_number(match.group().replace(" ", "") + text[match.end() : match.end() + 1], 0)
    if found is None:
        return None
    number, unit = found[0], unit_at(text, match.end() + len(found[0].multiplier))
    end = match.end() + len(number.multiplier) + len(unit)
    written = f"{number.multiplier}{unit}"
    return Atom(Sort.QUANTITY, at, end, number, written, parted=True) if unit and end <= stop else None


def _unread_digits(text: str, at: int, stop: int) -> Atom:
    """Digits that are no well-formed number (三万五 and the like): kept as an unknown quantity, so that they are named."""
    end = at
    while end < stop and (text[end].isdigit() or (text[end] in "., " and text[end + 1 : end + 2].isdigit())):
        end += 1
    while end < stop and text[end] in lexicon().numerals.unread_digits:
        end += 1
    return Atom(Sort.QUANTITY, at, max(end, at + 1), None, unit_at(text, end), known=False)


def _unread_numeral(text: str, at: int, stop: int) -> Atom | None:
    """三万五, 一百五 before a unit: a quantity that nobody can be sure of, so that it is named."""
    words, end = lexicon().numerals, at
    while end < min(stop, at + _LONGEST_NUMERAL) and text[end] in words.unread_numeral:
        end += 1
    unit = unit_at(text, end)
    if end - at < 3 or not any(char in words.big for char in text[at:end]) or (at and text[at - 1] == words.ordinal):
        return None
    after_value = tuple(lexicon().comparators.after_value)
    if unit in unit_words().after_numeral or end == stop or text[end] in MARKS or text.startswith(after_value, end):
        return Atom(Sort.QUANTITY, at, end + len(unit), None, unit, known=False)
    return None


def rank_at(text: str, at: int, stop: int) -> Atom | None:
    """前七, 前3名, 前10%, 第3位, 第6-10名: a place. 第一批 and 前三季度 are none."""
    words = lexicon().numerals
    if text[at] not in words.ordinal + words.first_of:
        return None
    inner = at + 2 if text.startswith(words.first_of + words.ordinal, at) else at + 1
    found = scan_number(text, inner)
    if found is None or found[0].multiplier or found[0].value <= 0 or found[0].value != int(found[0].value):
        return None
    number, end = found
    for mark in RANGE_MARKS:
        if text.startswith(mark, end):
            high = scan_number(text, end + len(mark))
            if high and high[0].value > number.value and not high[0].multiplier:
                number, end = WrittenNumber(number.value, value_max=high[0].value), high[1]
                break
    unit = next((name for name in (*words.rank_units, "%") if text.startswith(name, end)), "")
    if unit == "%" and text[at] == words.ordinal:
        return None
    tail = text[end + len(unit) : min(end + len(unit) + 2, stop)]
    if not unit and not (not tail or tail[0] in MARKS or tail[0] in ")）”" or tail.startswith(words.rank_tails)):
        return None
    return Atom(Sort.RANK, at, end + len(unit), number, unit)
