"""The rules that an installation brings along: CSV files of the names and columns of the seeds, laid over them.

`tables` says which tables there are and what a cell of each may hold, `reader` reads a file, `whole` knows what the rules of
a table must be together, `overlay` lays rows over rows, `known` is what a home knew on a day, `files` writes tables as CSV.
"""
