"""Mail that was saved as a file (.eml, .msg, winmail.dat): told by its bytes, and what is attached to it, for a message.

An attachment is never read here: who sent it is to file it by itself, under its own name.
"""

from __future__ import annotations

import re

WINMAIL = b"\x78\x9f\x3e\x22"
OUTLOOK = "__properties_version1.0"  # the stream that every .msg has
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]*):")
_OF_MAIL = frozenset(
    ("received", "return-path", "delivered-to", "message-id", "to", "reply-to", "dkim-signature", "x-originating-ip")
)
_OF_BOTH = frozenset(
    ("from", "subject", "date", "mime-version", "content-type", "content-transfer-encoding", "sender", "cc", "bcc")
)
_SAVED_PAGE = re.compile(
    r"^From:\s*<Saved by|^Snapshot-Content-Location:|^X-Document-Type:|multipart/related", re.IGNORECASE | re.MULTILINE
)
_MOST_NAMED = 5


def is_mail(text: str) -> bool:
    """Whether a text begins with the head of a letter; a page that a browser saved has a like head and is none."""
    head = _head(text)
    fields = {found[1].lower() for line in head.split("\n") if (found := _FIELD.match(line))}
    first = _FIELD.match(head)
    if first is None or (first[1].lower() not in _OF_MAIL | _OF_BOTH and not first[1].lower().startswith("x-")):
        return False
    if len(fields & (_OF_MAIL | _OF_BOTH)) < 2:
        return False
    return bool(fields & _OF_MAIL) or ("from" in fields and "subject" in fields and not _SAVED_PAGE.search(head))


def is_saved_page(text: str) -> bool:
    """Whether a text is a web page with its pictures in one file (.mht), as Excel and browsers save it."""
    head = _head(text)
    first = _FIELD.match(head)
    return first is not None and first[1].lower() in _OF_BOTH | {"x-document-type"} and bool(_SAVED_PAGE.search(head))


def attached(data: bytes) -> tuple[str, ...]:
    """The names of the files that are attached to a letter, a few of them."""
    from email import message_from_bytes
    from email.errors import MessageError
    from email.policy import default

    try:
        parts = message_from_bytes(data, policy=default).walk()
        names = [name for part in parts if (name := part.get_filename())]
    except (MessageError, LookupError, ValueError, AttributeError):  # a head that its own rules cannot read
        return ()
    return tuple(names[:_MOST_NAMED])


def _head(text: str) -> str:
    """The lines before the first blank one."""
    plain = text[:16384].replace("\r\n", "\n").lstrip("\ufeff\n ")
    return plain.partition("\n\n")[0]
