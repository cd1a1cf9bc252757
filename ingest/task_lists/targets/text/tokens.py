"""The tokenizer: the parts of a target text that are one thing each, with their offsets. What lies between them is plain words.

Atoms are quantities, dates, ranks, names (quoted, or with letters or digits in them), brackets and punctuation. Offsets are
those of the text itself: it is folded (look-alikes replaced one for one) before it is read, so every span stays verbatim.
"""

from __future__ import annotations

from ingest.task_lists.lexicon.grammar import lexicon
from ingest.task_lists.targets.text.atoms import MARKS, Atom, Sort
from ingest.task_lists.targets.text.dates import scan_when
from ingest.task_lists.targets.text.quantities import latin_at, quantity_at, rank_at
from ingest.task_lists.targets.text.term import Term

_OPEN = {"(": ")", "（": "）", "[": "]", "【": "】", "〔": "〕"}
_QUOTES = {"“": "”", "《": "》", "「": "」", "‘": "’", '"': '"', "〈": "〉"}
_NOTE_BRACKET = "〔"  # 〔2024〕15号, and the mark of a note 〔3〕: its number counts nothing
_DEEPEST = 4
_LONGEST_BRACKET = 500


def atomise(text: str, term: Term, start: int = 0, end: int | None = None, depth: int = 0) -> tuple[Atom, ...]:
    """Every atom of a folded text between two offsets, in order. Brackets nested deeper than anybody writes are names."""
    stop = len(text) if end is None else end
    atoms: list[Atom] = []
    at = start
    while at < stop:
        atom = _atom_at(text, at, stop, term, floor=start, depth=depth)
        if atom is None:
            at += 1
        else:
            atoms.append(atom)
            at = atom.end
    return tuple(atoms)


def _atom_at(text: str, at: int, stop: int, term: Term, *, floor: int, depth: int) -> Atom | None:
    char = text[at]
    if char in _OPEN or char in _QUOTES:
        closed = _closing(text, at, stop)
        if closed:
            if char in _QUOTES:
                plan = scan_when(text, at, term)
                if plan and text[plan[1] - 1] not in _QUOTES.values() and plan[1] > closed:
                    return Atom(Sort.DATE, at, plan[1], when=plan[0])
                return Atom(Sort.NAME, at, closed)
            if depth >= _DEEPEST:
                return Atom(Sort.NAME, at, closed)
            if char == _NOTE_BRACKET and text[at + 1 : closed - 1].isdigit():
                return Atom(Sort.BRACKET, at, closed, inner=(Atom(Sort.NAME, at + 1, closed - 1),))
            return Atom(Sort.BRACKET, at, closed, inner=atomise(text, term, at + 1, closed - 1, depth + 1))
        return None
    if char in MARKS and not (char == ":" and at and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()):
        return Atom(Sort.MARK, at, at + 1)
    before = text[at - 1] if at else ""
    numerals = lexicon().numerals
    ordinal = before == numerals.ordinal
    if ordinal or char in {numerals.ordinal, numerals.first_of}:
        rank = rank_at(text, at, stop)
        if rank:
            return rank
        if ordinal and scan_when(text, at, term) is None:
            return _ordinal_name(text, at, stop)
    found = scan_when(text, at, term, floor)
    if found and found[1] <= stop:
        return Atom(Sort.DATE, at, found[1], when=found[0])
    if char.isascii() and char.isalpha():
        return latin_at(text, at, stop)
    return quantity_at(text, at, stop)


def _ordinal_name(text: str, at: int, stop: int) -> Atom | None:
    """第86次, 第12批: the number of a thing counts nothing."""
    end = at
    while end < stop and text[end].isdigit():
        end += 1
    return Atom(Sort.NAME, at, end) if end > at else None


def _closing(text: str, at: int, stop: int) -> int:
    """The offset after the bracket or quote that closes the one at `at`; 0 if none does."""
    stop = min(stop, at + _LONGEST_BRACKET)
    opener, closer = text[at], (_OPEN.get(text[at]) or _QUOTES[text[at]])
    if text.find(closer, at, stop) < 0 and (closer != ")" or text.find("）", at, stop) < 0):
        return 0
    closers = {closer, "）"} if closer == ")" else {closer}
    depth = 0
    for index in range(at, stop):
        if text[index] == opener and opener != closer:
            depth += 1
        elif text[index] in closers and index > at:
            depth -= 1
            if depth <= 0:
                return index + 1
    return 0
