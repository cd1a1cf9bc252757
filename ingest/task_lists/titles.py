"""What a list is called where it is spoken of: on forms, on the page and in messages."""

from __future__ import annotations

from ingest.task_lists.lexicon.lists import list_lexicon


def list_name(title: str) -> str:
    """The list's own name where its title is that of the notice it came with (关于印发…清单的通知 → …清单)."""
    notice = list_lexicon().heads.of_a_notice.fullmatch(title.strip())
    return notice[1] if notice else title.strip()
