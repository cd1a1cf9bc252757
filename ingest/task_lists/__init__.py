"""A document becomes a task list: tasks, their parties, targets and scoring rules (TARGETS.md is the law here)."""
