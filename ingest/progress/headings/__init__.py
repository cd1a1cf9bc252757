"""What a heading over a column means: words (words.toml), one heading (grammar.py), headings one over the other (stacks.py).

No table is walked here and no cell below a heading is looked at.
"""
