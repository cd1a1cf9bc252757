"""The language in which one document is read: the shipped words, and those that the home was taught.

A document is read from start to end in one language, so it is set once, round the reading, and no rule hands it on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ingest.task_lists.lexicon.grammar import knowing
from ingest.values.units import counting_with
from ingest.vocabulary import Vocabulary


@contextmanager
def language_of(vocabulary: Vocabulary) -> Iterator[None]:
    """Inside, the grammar knows the units and the words of indicators that `vocabulary` was taught."""
    with counting_with(vocabulary.taught_measures), knowing(vocabulary.taught_indicators):
        yield
