"""PDF files with a text layer → a Document of paragraphs and grids, each with its page.

`engine` takes letters and rules off the pages, in a child process; everything else is geometry over these plain values:
`lines` puts letters together, `lattice` finds ruled tables and `aligned` those without rules, `furniture` what every page
repeats, `flow` the paragraphs, `continued` the tables that go on. `reader` is the way in.
"""
