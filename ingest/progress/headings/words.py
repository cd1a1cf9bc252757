"""The shape of words.toml and its reader. No word stands here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from ingest.progress.fields import Field
from ingest.task_lists.lexicon.loader import Pattern, WordFile, read_folder


class Says(StrEnum):
    """What a word of a heading says."""

    THIS = "this"  # of the period
    SO_FAR = "so_far"  # up to its end
    YEAR = "year"
    SUM = "sum"
    REAL = "real"
    ALREADY = "already"
    DONE = "done"
    FINISHED = "finished"
    ADDED = "added"  # new in the period
    COUNT = "count"
    TASK = "task"  # what was to be done, unless it is said to be done
    STATE = "state"  # 情况: of figures or of texts
    RATE = "rate"
    ON_YEAR = "on_year"  # held against the year before
    GROWTH = "growth"
    AGAINST = "against"  # the same, where a difference may be meant as well: 较去年
    CHANGE = "change"  # a rise or fall, against what is not said
    CHANGE_RATE = "change_rate"
    PERCENT = "percent"
    ON_LAST = "on_last"  # held against the period before
    PAST = "past"
    CORRECTED = "corrected"
    REPLACED = "replaced"  # what stood before it was corrected
    PLAN = "plan"
    RANK = "rank"
    SCOPE = "scope"
    WHETHER = "whether"
    DATE = "date"
    WHOLE = "whole"
    FILLER = "filler"
    NOTE = "note"
    MONEY = "money"


class HeadingWords(WordFile):
    """words.toml."""

    exact: Mapping[str, Field]
    token: Mapping[str, Says]
    sought: Mapping[str, Pattern]
    likely: Mapping[str, Pattern]

    def finds(self, subject: str, text: str) -> bool:
        """True where a pattern of [sought] is found in a text."""
        return bool(self.sought[subject].search(text))


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """One field a file."""

    words: HeadingWords


@cache
def heading_words() -> HeadingWords:
    """The words of headings, read once."""
    return read_folder(Path(__file__).parent, _Lexicon).words


@cache
def token_at() -> re.Pattern[str]:
    """One word of [token], the longest that fits."""
    return re.compile("|".join(map(re.escape, sorted(heading_words().token, key=len, reverse=True))))
