"""A document becomes a task list: tasks, their parties, targets and scoring rules (docs/targets.md is the law here).

Words and shapes that all rooms share stand here; `people`, `tables`, `paragraphs`, `targets` and `review` are the rooms,
`reader` joins them, and `raw_rows`, `csv_files` and `versions` take a list that was read.
"""
