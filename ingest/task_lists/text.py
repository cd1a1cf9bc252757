"""Small readings of text that every room of the lists shares: folding for comparison, names and texts without wrapping."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.values.characters import squeeze

__all__ = ["clean_text", "one_line", "plain", "squeeze", "title_of"]


def plain(number: Decimal | int | None) -> str:
    """A number without exponent and without trailing zeros after the point; "" for None."""
    if number is None:
        return ""
    text = format(number, "f") if isinstance(number, Decimal) else str(number)
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def one_line(text: str) -> str:
    """A name that was wrapped over lines: joined, blanks gone except between Latin words."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", " ".join(text.split()))


def clean_text(text: str) -> str:
    """A target text: its lines stripped, empty lines gone; nothing else is touched, spans must stay verbatim."""
    return "\n".join(line for line in (raw.strip() for raw in text.split("\n")) if line)


def title_of(text: str, limit: int = 30) -> str:
    """A short name for a task that has none: the first clause of its text."""
    first = one_line(re.split(r"[，。；;！\n]|(?<!\d),|,(?!\d{3}(?!\d))|(?<=\S)[:：]", text.strip(), maxsplit=1)[0])
    if len(first) <= limit:
        return first
    members = first[:limit].split("、")
    return f"{'、'.join(members[:-1])}{list_lexicon().outline.more}" if len(members) > 1 else f"{first[: limit - 1]}…"
