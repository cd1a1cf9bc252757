"""The words of the target grammar, as data: one TOML file a subject, one frozen dataclass a file (`shapes`).

`lexicon()` reads the files once, when the first sentence is read; how an entry is read stands in `loader`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ingest.task_lists.lexicon.grammar.shapes import Lexicon
from ingest.task_lists.lexicon.loader import read_folder

FOLDER = Path(__file__).parent


@cache
def lexicon() -> Lexicon:
    """Every file of the grammar's words. Raises ValueError for a key too many or too few: that is a bug of the files."""
    return read_folder(FOLDER, Lexicon)
