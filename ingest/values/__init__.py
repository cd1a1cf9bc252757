"""Written values become typed values, one way for task lists and filings alike."""
