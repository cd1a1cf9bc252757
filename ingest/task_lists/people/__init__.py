"""Who a task list makes answerable: offices, persons and the phrases that name them, until they are the parties of a task."""
