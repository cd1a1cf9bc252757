"""Progress filings: a grid becomes an exact filing, or every fault of it explained once.

The door is `reader.read_filing`. The rooms import leftwards only: the form (`form`, `labels`) and the texts (`catalogue`),
what is known of lists, `cells`, `layout`, `matching`, `rules`, the filing (`filing`), then `reader`, `template` and `returned`.
"""
