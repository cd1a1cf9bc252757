"""Labels: from what stands in a header cell to the field of the form. No table is walked here."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.progress.fields import FIGURES, TEXTS, Field, HeadField
from ingest.progress.form import COLUMNS, EXTRA_COLUMNS, HEAD_ALIASES, HEAD_LABELS
from ingest.values.characters import squeeze

_BRACKETS = str.maketrans("【】〔〕［］[]{}〈〉", "()()()()()()")
_LAST_BRACKET = re.compile(r"^(.+?)\(([^()]*)\)$")
_EDGE = "*★☆:：、.。"

# words over a column that say the figures below are not this period's
_OTHER_TIME = re.compile(r"去年|上年|同期|上月|上期|上旬|上季|上周|计划|预计|预期|下月|下期|往年")
# a heading over a group of columns that adds nothing to what stands below it
_NEUTRAL = re.compile(
    r"^(?:工作)?(?:完成|进展|进度|填报|报送|推进|任务|目标|指标|基本|落实|统计)*(?:情况|内容|信息|数据|任务|指标|项)?$"
)


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """A label without what people vary: 累 计\\n完成（万元） → 累计完成(万元)."""
    return squeeze(text).replace("_", "").translate(_BRACKETS).strip(_EDGE).casefold()


FIELDS: dict[str, Field] = {}
for _column in (*COLUMNS, *EXTRA_COLUMNS):
    for _name in (_column.label, *_column.aliases):
        FIELDS.setdefault(normal(_name), _column.field)

LABELS: dict[Field, str] = {column.field: column.label for column in (*COLUMNS, *EXTRA_COLUMNS)}
HEAD_FIELDS: dict[str, HeadField] = {normal(label): about for label, about in {**HEAD_LABELS, **HEAD_ALIASES}.items()}

_PRIMARY = {column.field: normal(column.label) for column in (*COLUMNS, *EXTRA_COLUMNS)}


@lru_cache(maxsize=4096)
def field_of(label: str) -> tuple[Field | None, str]:
    """The field of a label and the unit in its bracket: 累计完成（万元） → (cumulative, 万元); (None, "") for any other."""
    plain = normal(label)
    if not plain:
        return None, ""
    bracket = _LAST_BRACKET.match(plain)
    inner = bracket[2] if bracket else ""
    if plain in FIELDS:
        return FIELDS[plain], inner
    if bracket and (base := bracket[1].strip(_EDGE)) in FIELDS:
        return FIELDS[base], inner
    return None, ""


@lru_cache(maxsize=4096)
def field_of_stack(texts: tuple[str, ...]) -> tuple[Field | None, str]:
    """The field of a column whose header is stacked over several rows, from the top: (本月, 完成) → current.

    The joined text counts first. The lowest alone counts only when what stands over it is a mere heading, so that 累计 under
    去年同期 is never taken for this year's.
    """
    parts: list[str] = []
    for text in texts:
        if normal(text) and normal(text) not in (normal(part) for part in parts):
            parts.append(text)
    if len(parts) <= 1:
        return field_of(parts[0]) if parts else (None, "")
    joined = field_of("".join(parts))
    if joined[0]:
        return joined
    above = "".join(normal(part) for part in parts[:-1])
    if _OTHER_TIME.search(above):
        return None, ""
    lowest = field_of(parts[-1])
    if lowest[0] and (_NEUTRAL.match(above) or lowest[0] in TEXTS or field_of("".join(parts[:-1]))[0] is None):
        return lowest if lowest[0] is not Field.TARGET_VALUE or _NEUTRAL.match(above) else (None, "")
    return None, ""


def is_primary(about: Field, label: str) -> bool:
    """True for the form's own label of a field, False for its aliases."""
    return _PRIMARY[about] == normal(label)


# field, unit in the bracket, year (0: not said), month
DatedField = tuple[Field, str, int, int]
_DATED = re.compile(r"^(?:(20\d\d)年)?(截[至止])?(?:(\d{1,2})月?[-~至到])?(\d{1,2})月(?:份|底|末)?(.+)$")


@lru_cache(maxsize=4096)
def dated_field(label: str) -> DatedField | None:
    """A measure or text labelled by a month: 11月完成 is that month's, 1-11月完成 and 截至11月底完成 run up to it."""
    found = _DATED.match(normal(label))
    if not found:
        return None
    year, until, first, month, rest = found.groups()
    for prefix in ("累计", "") if until or first else ("本月", ""):
        name, unit = field_of(prefix + rest)
        if name is not None and (name in FIGURES or name in TEXTS):
            return name, unit, int(year or 0), int(month)
    return None
