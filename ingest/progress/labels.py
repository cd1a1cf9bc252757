"""The labels of the form by field, and how a label is made comparable. What other headings mean is `headings/`."""

from __future__ import annotations

from functools import lru_cache

from ingest.progress.fields import Field, HeadField
from ingest.progress.form import COLUMNS, EXTRA_COLUMNS, HEAD_ALIASES, HEAD_LABELS
from ingest.values.characters import squeeze

_BRACKETS = str.maketrans("【】〔〕［］[]{}〈〉", "()()()()()()")
EDGE = "*★☆:：、.。"


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """A label without what people vary: 累 计\\n完成（万元） → 累计完成(万元)."""
    return squeeze(text).replace("_", "").translate(_BRACKETS).strip(EDGE).casefold()


LABELS: dict[Field, str] = {column.field: column.label for column in (*COLUMNS, *EXTRA_COLUMNS)}
HEAD_FIELDS: dict[str, HeadField] = {normal(label): about for label, about in {**HEAD_LABELS, **HEAD_ALIASES}.items()}

_PRIMARY = {column.field: normal(column.label) for column in (*COLUMNS, *EXTRA_COLUMNS)}


def is_primary(about: Field, label: str) -> bool:
    """True for the form's own label of a field, False for its aliases."""
    return _PRIMARY[about] == normal(label)
