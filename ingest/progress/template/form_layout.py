"""Where what stands on the form: the columns in their order, their widths, and the rows of title, head and header.

The labels themselves are `form.py`; what is written into the places is `form_sheet.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.progress.form import COLUMNS, EXTRA_COLUMNS

TITLE_ROW, HEAD_ROW, LEGEND_ROW, HEADER_ROW = 0, 1, 3, 4  # 0-based; the head takes two rows
FIRST_ROW = HEADER_ROW + 1
_SHOWN = {**{column.field: column for column in COLUMNS}, **{column.field: column for column in EXTRA_COLUMNS}}
_AFTER = {"target_value": "last", "done": "judgement"}  # columns of ours that stand behind one of the form's own

LABELS = {field: column.label for field, column in _SHOWN.items()}
WIDTHS = {
    "task_no": 13, "task_name": 19, "metric": 19, "area": 9, "unit": 8, "target_value": 17, "last": 10, "current": 10,
    "cumulative": 11, "yoy": 8, "rank": 6, "done_date": 11, "done": 9, "judgement": 11, "narrative": 30, "problems": 20,
    "next_steps": 20, "evidence": 12, "remarks": 13,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormLayout:
    """Which column (0-based) holds which field. The mark of a return copy and the key stand first, hidden."""

    mark: int
    key: int
    columns: dict[str, int]

    @property
    def last_column(self) -> int:
        return max(self.columns.values())

    @property
    def inputs(self) -> tuple[str, ...]:
        """Fields that a clerk fills in, in their order."""
        return tuple(field for field in self.columns if not _SHOWN[field].identity)


def form_layout() -> FormLayout:
    fields: list[str] = []
    for column in COLUMNS:
        fields.append(column.field)
        if column.field in _AFTER:
            fields.append(_AFTER[column.field])
    return FormLayout(0, 1, {field: number for number, field in enumerate(fields, start=2)})
