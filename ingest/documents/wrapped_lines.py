"""CSV whose lines were each put into quotes as a whole, as happens when a table in one column is saved again."""

from __future__ import annotations

import csv
import io


def unwrapped(text: str) -> str:
    """The text with its lines as they were before; the text itself where they were not wrapped.

    Wrapped is a text of one column, at least half of its lines in quotes from end to end. Prose with quotes is not.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff\n")
    if not plain.startswith('"'):
        return text
    lines: list[str] = []
    at = quoted = 0
    try:
        for record in csv.reader(io.StringIO(plain, newline=""), strict=False):
            if len(record) > 1:
                return text
            line = record[0] if record else ""
            wrapped = next((whole for whole in _ways(line) if record and plain.startswith(whole, at)), "")
            if not wrapped and not plain.startswith(line, at):
                return text
            quoted += bool(wrapped)
            at += len(wrapped or line) + 1  # the line feed
            lines.append(line)
    except csv.Error:
        return text
    is_wrapped = at == len(plain) + 1 and len(lines) > 1 and quoted * 2 >= sum(map(bool, lines))
    return "\n".join(lines) + "\n" if is_wrapped else text


def _ways(line: str) -> tuple[str, str]:
    """A line in quotes, those inside doubled or left as they are."""
    return '"' + line.replace('"', '""') + '"', f'"{line}"'
