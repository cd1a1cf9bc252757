"""The words of the target grammar, as data: one TOML file a subject, one class a file (`shapes`).

`lexicon()` reads the files once, when the first sentence is read; how an entry is read stands in `loader`. A home may have
been taught words of indicators: inside `knowing` they stand among the files' own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path

from ingest.task_lists.lexicon.grammar.shapes import Lexicon
from ingest.task_lists.lexicon.loader import read_folder
from ingest.vocabulary import IndicatorSense

FOLDER = Path(__file__).parent

_NAMES = ("certainty", "heads")
# where a taught word of each sense stands: file and key
_KEYS: Mapping[IndicatorSense, tuple[tuple[str, str], ...]] = {
    IndicatorSense.NAME: (_NAMES, ("certainty", "safe")),
    IndicatorSense.KEPT_DOWN: (_NAMES, ("indicators", "kept_down")),
    IndicatorSense.GROWTH: (_NAMES, ("indicators", "growth_nouns")),
    IndicatorSense.RATIO: (_NAMES, ("indicators", "ratio_nouns")),
    IndicatorSense.RISE: (("growth", "rise"),),
    IndicatorSense.FALL: (("growth", "fall"),),
}
_in_use: ContextVar[Lexicon | None] = ContextVar("lexicon_in_use", default=None)


def lexicon() -> Lexicon:
    """Every file of the grammar's words. Raises ValueError for a key too many or too few: that is a bug of the files."""
    return _in_use.get() or _shipped()


@cache
def _shipped() -> Lexicon:
    return read_folder(FOLDER, Lexicon)


@lru_cache(maxsize=16)
def _with(taught: frozenset[tuple[IndicatorSense, str]]) -> Lexicon:
    """The files with taught words under their keys, so that what refers to a key knows them too."""
    more = [(name, key, word) for sense, word in sorted(taught) for name, key in _KEYS[sense]]
    return read_folder(FOLDER, Lexicon, more=more)


@contextmanager
def knowing(taught: frozenset[tuple[IndicatorSense, str]]) -> Iterator[None]:
    """Inside, `lexicon` knows the words of indicators that a home was taught as well."""
    token = _in_use.set(_with(taught) if taught else None)
    try:
        yield
    finally:
        _in_use.reset(token)
