"""RTF files → a Document.

`tokens` parts the bytes, `letters` makes text of them, `rows` collects the rows of tables and `tables` makes Grids of them;
`reader` is the way in.
"""
