"""Files become rows here: plain Python that knows nothing of Dagster, dbt or Great Expectations.

Order of the rooms inside: `findings` (what readers say), `vocabulary` (words), `calendar` (periods), `documents` (bytes →
Grid), `task_lists`, `progress` and `benchmarks` (Grid → rows), `archive` (what was received), `raw` (the tables the rows end
in), `intake` (one refresh).
"""
