"""Tasks written as paragraphs: the outline that numbers and dashes make of a document, and the drafts of tasks in it."""
