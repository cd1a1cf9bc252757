"""The areas of China down to counties: their names and how these are read, codes, levels and what they lie in.

Facts only (`areas.csv` and `syllables.csv`, whose heads say where they come from). What a name means in a list is
`vocabulary.py`; where a name may stand in a text is the lists' grammar. Nothing is read before the first question.
"""

from __future__ import annotations

from ingest.gazetteer.syllables import syllables
from ingest.gazetteer.tree import AdministrativeDivision, Gazetteer, gazetteer

__all__ = ["AdministrativeDivision", "Gazetteer", "gazetteer", "syllables"]
