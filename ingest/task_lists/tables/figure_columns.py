"""Task tables whose rows are indicators and whose columns are years, rates or areas: which columns are figures to reach.

Such a table is one of 指标 | 单位 | 2020年 | 2025年 | 年均增长, or 任务 | 单位 | 全市 | 青溪县 | 白石县. What was reached
before is no target; a table of results, or one that nothing says is a plan, is no task table at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.documents.grid import Cell
from ingest.task_lists.columns import PARTIES, ListColumn
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.tables.area_names import is_area_head, is_area_name, is_bare_name, is_total
from ingest.task_lists.tables.beside import Beside
from ingest.task_lists.tables.measures import holds_amount
from ingest.task_lists.tables.texts import column_texts
from ingest.task_lists.tables.value_labels import ValueLabel, read_value_label, settle_bases
from ingest.task_lists.tables.written import figures_in, is_nothing
from ingest.task_lists.text import squeeze
from ingest.vocabulary import Vocabulary

_FIGURES = (ListColumn.OTHER, ListColumn.TARGET, ListColumn.FIGURE)
_LONGEST_NAME = 30
_NAMES = (ListColumn.TEXT, ListColumn.SECTION, ListColumn.OTHER)


def is_value_label(label: str, vocabulary: Vocabulary) -> bool:
    """Is a text the head of a column of figures by itself: a year, a rate of growth, an area?"""
    words = list_lexicon().figures
    plain = words.asides.sub("", squeeze(label))
    return bool(words.value_head.fullmatch(plain)) or is_area_name(plain, vocabulary) or is_total(plain)


def figure_columns(
    roles: dict[int, ListColumn],
    paths: Mapping[int, Sequence[str]],
    body: Sequence[Sequence[Cell]],
    around: Beside,
    vocabulary: Vocabulary,
) -> dict[int, ValueLabel] | None:
    """The columns of figures by what their heads say, bases among them; `roles` are settled with it.

    Empty where the table is of another kind; None where it is of this kind and sets nothing.
    """
    labels = {
        column: _of_area(path, vocabulary) or read_value_label(path, vocabulary)
        for column, path in paths.items()
        if roles.get(column) in _FIGURES
    }
    held = column_texts(body)
    labels = {column: label for column, label in labels.items() if _is_counted(held.get(column, []), vocabulary)}
    areas = [column for column, label in labels.items() if label.area]
    dated = [column for column, label in labels.items() if label.years]
    _texts_beside_goals(roles, labels, held)
    worded = [column for column, role in roles.items() if role is ListColumn.TEXT]
    targets = [column for column, role in roles.items() if role is ListColumn.TARGET]
    goals = len(targets) == 1 and targets[0] in labels and not labels[targets[0]].period
    if (
        ListColumn.DISTRICT in roles.values()
        or (len(areas) < 2 and not dated and not goals)
        or not _name_column(roles, labels, paths, held)
    ):
        if len(set(targets) & set(labels)) > 1:  # the goals of the year and of its stages are read as texts
            _inner_names(roles, held, worded, min(set(targets) & set(labels)))
        return {}
    labels = {c: label for c, label in labels.items() if label.area is None or len(areas) > 1}
    words = list_lexicon().figures
    title = squeeze(around.title)
    grows = any(label.growth for label in labels.values())
    attributed = any(words.attribute.search(squeeze("".join(path))) for path in paths.values())
    labels = settle_bases(labels, around.title, planned=grows or attributed or bool(words.aim.search(title)))
    aimed = any(label.aims for label in labels.values()) or words.aim.search(title) or attributed
    results = words.results.search(title) and words.aim_of_list not in title
    if not set(roles.values()) & set(PARTIES) and (results or not aimed):
        return None
    for column, label in labels.items():
        told = label.years or label.since or label.growth or label.area is not None or roles[column] is not ListColumn.OTHER
        roles[column] = ListColumn.FIGURE if told and not label.base else ListColumn.OTHER
    if ListColumn.TARGET not in roles.values():
        _inner_names(roles, held, worded, min((c for c, role in roles.items() if role is ListColumn.FIGURE), default=0))
    labels = {column: label for column, label in labels.items() if roles[column] is ListColumn.FIGURE or label.base}
    said = Counter("".join(map(squeeze, paths[column])) for column in labels)
    return {c: replace(label, mixed=label.mixed or said["".join(map(squeeze, paths[c]))] > 1) for c, label in labels.items()}


def _texts_beside_goals(
    roles: dict[int, ListColumn], labels: Mapping[int, ValueLabel], held: Mapping[int, Sequence[str]]
) -> None:
    """目标任务 | 单位 | 目标值: the words before the one column of figures name what is measured and are no targets."""
    targets = [c for c in sorted(roles) if roles[c] is ListColumn.TARGET]
    counted = [c for c in targets if c in labels]
    if len(counted) == 1 and not labels[counted[0]].period:
        for column in targets:
            if column < counted[0] and _names_measures(held.get(column, ())):
                roles[column] = ListColumn.TEXT


def _names_measures(texts: Sequence[str]) -> bool:
    """Do the cells of a column name what is measured? Then few of them hold figures of their own, or are sentences."""
    told = sum(holds_amount(text) or len(squeeze(text)) > _LONGEST_NAME for text in texts)
    return bool(texts) and told * 4 <= len(texts)


def _inner_names(roles: dict[int, ListColumn], held: Mapping[int, Sequence[str]], worded: Sequence[int], first: int) -> None:
    """考核指标 | 考核内容 | 目标值: words without a number beside figures name what they measure.

    Below a name of its own the innermost column is what each figure of the task measures, unless every row has its number.
    `worded` are the columns whose heads say only that they hold words, `first` is the first column of figures.
    """
    for column in [c for c in sorted(roles) if c < first and roles[c] is ListColumn.TEXT]:
        if _names_measures(held.get(column, ())):
            roles[column] = ListColumn.NAME
    names = [c for c in sorted(roles) if c < first and roles[c] is ListColumn.NAME]
    numbers = [c for c in roles if roles[c] is ListColumn.NUMBER]
    if len(names) < 2:
        return
    outer = set(held.get(names[-2], ()))
    if len(set(held.get(numbers[0], ()))) <= len(outer) if numbers else names[-1] in worded:
        roles[names[-1]] = ListColumn.MEASURED


def settle_area(roles: dict[int, ListColumn], paths: Mapping[int, Sequence[str]], body: Sequence[Sequence[Cell]]) -> None:
    """A column called 县区 or 乡镇 beside tasks says whose each row is."""
    held = column_texts(body)
    for column, path in paths.items():
        texts = held.get(column, ())
        if roles.get(column) is ListColumn.OTHER and path and is_area_head(path[-1]) and texts:
            named = sum(is_bare_name(text) for text in texts)
            roles[column] = ListColumn.AREA if named * 2 > len(texts) else ListColumn.OTHER


def _of_area(path: Sequence[str], vocabulary: Vocabulary) -> ValueLabel | None:
    if not path:
        return None
    leaf = squeeze(path[-1])
    bare = list_lexicon().figures.asides.sub("", leaf)
    if is_total(bare) and not (len(path) > 1 and list_lexicon().figures.amount.fullmatch(bare)):
        return replace(read_value_label(path, vocabulary), noun="", area="")
    if is_area_name(bare, vocabulary):
        return replace(read_value_label(path, vocabulary), noun="", area=bare)
    return None


def _is_counted(held: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Do most cells of a column hold one figure? A column of nothing but dashes does not."""
    texts = [text for text in held if not is_nothing(text)]
    two = list_lexicon().figures.firm_and_stretch
    return bool(texts) and sum(bool(figures_in(text, vocabulary) or two.fullmatch(squeeze(text))) for text in texts) * 2 > len(
        texts
    )


def _name_column(
    roles: dict[int, ListColumn],
    labels: Mapping[int, ValueLabel],
    columns: Iterable[int],
    held: Mapping[int, Sequence[str]],
) -> bool:
    """Whether a column names what the figures measure; the last one of words before them does where none is called so."""
    if ListColumn.NAME in roles.values():
        return True
    first = min(labels, default=0)
    for column in sorted((c for c in columns if c < first and roles.get(c, ListColumn.OTHER) in _NAMES), reverse=True):
        texts = held.get(column, ())
        if texts and sum(bool(re.search(r"[\u4e00-\u9fff]{2}", text)) for text in texts) * 2 > len(texts):
            roles[column] = ListColumn.NAME
            return True
    return False
