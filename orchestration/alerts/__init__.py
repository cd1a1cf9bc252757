"""Alerts: what is composed from a published night, to whom it goes, the outbox it is written to first, and the sending.

Order of reading: `model` (shapes), `published` (what is read), `matters` (what there is to say), `routing` (to whom),
`memory` (what was said before), `endings` (why a matter is over), `compose` and `texts` (the words), `outbox`, `channels`,
`deliveries`, `send`, `run`. Knows nothing of Dagster. Everything up to `compose` is a pure function; the clock is read nowhere
here.
"""
