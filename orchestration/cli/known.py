"""What commands know of a home by the rules of today: `check` and `template` its lists and what it has accepted, `read-list`
the words that it was taught.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest import raw
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.loader import load_context
from ingest.rules.known import home_rules
from ingest.taught import taught_words, with_taught
from ingest.vocabulary import Vocabulary
from orchestration import clock


def known(home: Path) -> Context | None:
    """The context of the home; None, with the reason on stderr, when another version of the code has read what is there."""
    words = home_vocabulary(home)
    return None if words is None else load_context(home, words)


def home_vocabulary(home: Path) -> Vocabulary | None:
    """The words of the rules and those that the home was taught; None as above."""
    if raw.has_other_columns(home):
        print("这里的数据是由另一版本的程序读入的，请先运行 threekey refresh，再重试。", file=sys.stderr)  # noqa: T201
        return None
    return with_taught(home_rules(home).at(clock.today()), taught_words(home))
