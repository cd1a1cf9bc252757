"""Bytes of any container become a `Document` of paragraphs and grids. Meaning (tasks, filings) does not belong here.

The door is `reader.read_document`; `grid` holds what comes out of it, `catalogue` what it says to the sender, `limits` how
much it takes on. `sniff` finds the true type, and one module a container reads it.
"""
