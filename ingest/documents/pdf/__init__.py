"""PDF files with a text layer → a Document of paragraphs and grids, each with its page.

`engine` and `drawing` take letters and lines off the pages, in a child process; everything else is geometry over these plain
values: `lines` puts letters together, `lattice` finds ruled tables and `aligned` those without lines, `columns` text in two
columns, `furniture` what every page repeats, `flow` the paragraphs, `continued` the tables that go on. `reader` is the way in.
"""
