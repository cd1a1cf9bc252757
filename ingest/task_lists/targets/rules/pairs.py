"""Values listed after 分别, each with its own unit and its own words: 33微克/立方米以内、达到88%以上; 61、58、64微克/立方米.

A unit that stands once belongs to all before it, and so do 以上 and 以内 up to the value that has words of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.model import Comparator, Kind
from ingest.task_lists.targets.rules.fronts import joint_end
from ingest.task_lists.targets.text.atoms import Atom
from ingest.values.numerals import MULTIPLIERS

AfterValue = Callable[[Atom], tuple[Comparator | None, int]]


@dataclass(frozen=True, slots=True)
class Paired:
    """One of the values after 分别, as it is stated; without a value what a statement without one compares."""

    value: Decimal | None
    unit: str
    kind: Kind
    comparator: Comparator | None


@dataclass(frozen=True, slots=True)
class ListedValue:
    """One quantity of the list; `verb` is the comparator that is said again before it (达到), `after` the one behind it."""

    quantity: Atom
    verb: str
    after: Comparator | None


def values_listed(text: str, quantities: Sequence[Atom], stop: int, after_value: AfterValue) -> tuple[list[ListedValue], int]:
    """The quantities from the first on that are one list, and where it ends."""
    after, end = after_value(quantities[0])
    found = [ListedValue(quantities[0], "", after)]
    for following in quantities[1:]:
        joint = joint_end(text, end, stop)
        verb = text[joint : following.start].strip() if joint >= 0 else ""
        if joint < 0 or not (joint == following.start or verb in lexicon().comparators.before_value):
            break
        after, end = after_value(following)
        found.append(ListedValue(following, verb, after))
    return _shared(found), end


def _shared(found: list[ListedValue]) -> list[ListedValue]:
    """Every value with the unit and the 以上 that it shares with those after it."""
    full = [found[-1]]
    for listed in reversed(found[:-1]):
        following, quantity = full[0], listed.quantity
        bare = not quantity.unit or (quantity.unit in MULTIPLIERS and following.quantity.unit.startswith(quantity.unit))
        if bare and following.quantity.unit:  # 500万、400万、200万千瓦
            quantity = replace(quantity, unit=following.quantity.unit, known=following.quantity.known)
        shares = not listed.after and not following.verb and quantity.unit == following.quantity.unit
        after = following.after if shares else listed.after
        full.insert(0, replace(listed, quantity=quantity, after=after))
    return full
