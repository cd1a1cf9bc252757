"""What a refresh does with the files that have come: which are due, in which order, with which context, into which batch.

How a list, a filing or a figure is read stands in `task_lists`, `progress` and `benchmarks`.
"""
