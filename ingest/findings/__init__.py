"""What a reader has to say about what it read: findings as values, and the catalogues that give them their words.

`finding` holds the shapes, `catalogue` the one way in which a finding is raised, `rows` findings as rows of the raw tables,
`documentation` a catalogue as a page. The codes and texts themselves are data of the room that speaks them
(`documents/catalogue.py`, `task_lists/catalogue.py`, `progress/catalogue.py` …).
"""

from ingest.findings.catalogue import Catalogue, Entry
from ingest.findings.finding import NOWHERE, Effect, Finding, Place, Severity

__all__ = ["NOWHERE", "Catalogue", "Effect", "Entry", "Finding", "Place", "Severity"]
