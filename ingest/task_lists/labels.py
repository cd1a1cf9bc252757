"""What the label of a column says: the role of what stands below it, the period it names.

The words are in lexicon/lists/labels.toml; finding the header in a grid is `tables.header`.
"""

from __future__ import annotations

import re

from ingest.task_lists.columns import ListColumn
from ingest.task_lists.lexicon.lists import Labels, list_lexicon
from ingest.task_lists.text import squeeze

_LONGEST = 40  # characters of a label; what is longer is a sentence
_LONGEST_PATTERN = 16  # of a label that only a pattern knows


def role_of(label: str, known: Labels | None = None) -> ListColumn | None:
    """The role a header text names, or None when the text is no label. A blank is no label. `known`: other words than ours."""
    known = known or list_lexicon().labels
    folded = squeeze(label).casefold().strip(":,.、。*")
    if not folded or len(folded) > _LONGEST:
        return None
    if folded in known.exact:
        return known.exact[folded]
    for column, pattern in known.decorated.items():
        if pattern.search(folded):
            return ListColumn(column)
    bare = known.decoration.sub("", folded).strip(known.margins)
    if bare in known.exact:
        return known.exact[bare]
    if len(bare) > _LONGEST_PATTERN or re.search(r"[,。;!?]", bare):
        return None
    for column, pattern in (*known.decorated.items(), *known.patterns.items()):
        if pattern.search(bare):
            return ListColumn(column)
    return ListColumn.OFFICE if bare == known.bare_office else None


def names_a_period(label: str) -> str:
    """The period a label states by itself (一季度, 11-12月, 上半年), to stand before the text of its cells; "" if none."""
    match = list_lexicon().labels.period.search(squeeze(label))
    return match.group() if match else ""
