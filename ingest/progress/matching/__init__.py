"""Which task, target and area a row of a filing is about. No figure is looked at."""
