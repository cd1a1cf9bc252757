"""Where what stands on the form: the columns in their order, their widths, and the rows of title, head and header.

The labels themselves are `form.py`; what is written into the places is `form_sheet.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.progress.fields import Field
from ingest.progress.form import COLUMNS, EXTRA_COLUMNS

TITLE_ROW, HEAD_ROW, LEGEND_ROW, HEADER_ROW = 0, 1, 3, 4  # 0-based; the head takes two rows
FIRST_ROW = HEADER_ROW + 1
_SHOWN = {**{column.field: column for column in COLUMNS}, **{column.field: column for column in EXTRA_COLUMNS}}
_AFTER = {
    Field.TARGET_VALUE: Field.LAST,
    Field.DONE: Field.JUDGEMENT,
}  # columns of ours that stand behind one of the form's own

LABELS = {field: column.label for field, column in _SHOWN.items()}
WIDTHS: dict[Field, int] = {
    Field.TASK_NO: 13,
    Field.TASK_NAME: 19,
    Field.METRIC: 19,
    Field.AREA: 9,
    Field.MEASURE_UNIT: 8,
    Field.TARGET_VALUE: 17,
    Field.LAST: 10,
    Field.CURRENT: 10,
    Field.CUMULATIVE: 11,
    Field.YOY: 8,
    Field.RANK: 6,
    Field.DONE_DATE: 11,
    Field.DONE: 9,
    Field.JUDGEMENT: 11,
    Field.NARRATIVE: 30,
    Field.PROBLEMS: 20,
    Field.NEXT_STEPS: 20,
    Field.EVIDENCE: 12,
    Field.REMARKS: 13,
}


@dataclass(frozen=True, slots=True)
class FormLayout:
    """Which column (0-based) holds which field. The mark of a return copy and the key stand first, hidden."""

    mark: int
    key: int
    columns: Mapping[Field, int]

    @property
    def last_column(self) -> int:
        return max(self.columns.values())

    @property
    def inputs(self) -> tuple[Field, ...]:
        """Fields that a clerk fills in, in their order."""
        return tuple(field for field in self.columns if not _SHOWN[field].identity)


def form_layout() -> FormLayout:
    fields: list[Field] = []
    for column in COLUMNS:
        fields.append(column.field)
        if column.field in _AFTER:
            fields.append(_AFTER[column.field])
    return FormLayout(0, 1, {field: number for number, field in enumerate(fields, start=2)})
