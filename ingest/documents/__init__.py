"""Bytes of any container become a `Document` of paragraphs and grids. Meaning (tasks, filings) does not belong here."""
