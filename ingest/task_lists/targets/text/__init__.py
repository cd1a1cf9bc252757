"""The text itself: tokens, brackets, numbered items, sentences and clauses. Nothing here knows what a target is."""
