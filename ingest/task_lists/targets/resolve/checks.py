"""What must hold over a read text: every digit accounted for, every breakdown adding up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ingest.findings import Finding, Severity
from ingest.task_lists import target_findings
from ingest.task_lists.model import GroupShare, Kind, Target, Task
from ingest.task_lists.targets.resolve.groups import left_to
from ingest.task_lists.targets.text.atoms import Atom, Sort
from ingest.values.units import SAME_COUNT
from ingest.vocabulary import Vocabulary


def unaccounted(text: str, atoms: Iterable[Atom], spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs of digits and the quantities that lie in no span, and are no date and no part of a name."""
    covered = bytearray(len(text))
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    loose: list[tuple[int, int]] = []
    flat = list(_flat(atoms))
    for atom in flat:
        if atom.sort in {Sort.DATE, Sort.NAME}:
            covered[atom.start : atom.end] = b"\x01" * (atom.end - atom.start)
    for atom in flat:
        if atom.sort in {Sort.QUANTITY, Sort.RANK} and not all(covered[atom.start : atom.end]):
            loose.append((atom.start, atom.end))
            covered[atom.start : atom.end] = b"\x01" * (atom.end - atom.start)
    at = 0
    while at < len(text):
        if text[at].isdecimal() and not covered[at]:
            end = at
            while end < len(text) and text[end].isdecimal():
                end += 1
            loose.append((at, end))
            at = end
        at += 1
    return sorted(loose)


def _flat(atoms: Iterable[Atom]) -> Iterable[Atom]:
    for atom in atoms:
        yield atom
        yield from _flat(atom.inner)


def breakdowns(task: Task, targets: Sequence[Target], vocabulary: Vocabulary) -> list[Finding]:
    """Every total whose parts are a full division and do not add up to it.

    Parts that are fewer than their total are no finding (only some are named); parts that exceed it are a warning, and info
    where the difference is within the rounding of a total that is written in 万 or 亿.
    """
    found = []
    divided: dict[int, list[Target]] = {}
    for target in targets:
        if target.parent_seq is not None:
            divided.setdefault(target.parent_seq, []).append(target)
    for whole in targets:
        parts = divided.get(whole.seq, [])
        parts = [
            t
            for t in parts
            if t.kind is Kind.LEVEL and (t.unit_base == whole.unit_base or _counts(t, whole)) and t.value_base is not None
        ]
        if whole.kind is not Kind.LEVEL or whole.value_base is None or not parts or whole.value_max is not None:
            continue
        total = sum((_weight(part, parts, vocabulary) for part in parts), Decimal(0))
        if total <= whole.value_base or whole.comparator is None:
            continue
        scale = whole.value_base / whole.value if whole.value else Decimal(1)
        slack = _last_digit(whole.value) * scale / 2 if scale > 1 and whole.value is not None else Decimal(0)
        difference = total - whole.value_base
        rounding = difference <= slack and difference * 100 <= whole.value_base
        stated, summed = _plain(whole.value or Decimal(0)), _plain(total / scale)
        seen = target_findings.sums(whole.metric, f"{stated}{whole.unit}", f"{summed}{whole.unit}")
        severity = Severity.INFO if rounding else Severity.WARNING
        found.append(target_findings.finding(target_findings.BREAKDOWN, task, seen, whole.clause, severity=severity))
    return found


def _counts(part: Target, whole: Target) -> bool:
    """A total in 家 and its parts in 个 are one count."""
    return part.unit_base in SAME_COUNT and whole.unit_base in SAME_COUNT


def _weight(part: Target, parts: Sequence[Target], vocabulary: Vocabulary) -> Decimal:
    """What a part adds: of a group whose members are each held to the value, that of all who have none of their own."""
    count = left_to(part, parts, vocabulary) if part.share_of_group is GroupShare.EACH else 1
    return (part.value_base or Decimal(0)) * (1 if count is None else count)


def _last_digit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) if isinstance(exponent, int) and exponent < 0 else Decimal(1)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
