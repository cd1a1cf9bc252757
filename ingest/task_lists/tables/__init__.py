"""Task tables: which tables of a document hold tasks, what their columns hold, and their rows as drafts of tasks."""
