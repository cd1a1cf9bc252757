"""The lock: one hash for each thing that must not change while code is moved. One file a subject, one line a thing.

pytest tests/lock                                 # compare
pytest tests/lock --write-lock                    # write the hashes anew, after a change that was meant
pytest tests/lock --write-lock --lock-texts DIR   # the texts, too: `diff -r` of two such folders says what changed
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Lock:
    write: bool
    texts: Path | None

    def hold(self, subject: str, things: Iterator[tuple[str, str]]) -> None:
        """Compare the hashes of `things` with the locked ones, or write them. AssertionError names what differs."""
        now: dict[str, str] = {}
        for name, text in things:
            assert name not in now, f"{subject}: two things are called {name}"
            now[name] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
            if self.texts is not None:
                path = self.texts / subject / (name.replace("/", "_") + ".txt")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", errors="surrogatepass")
        path = HERE / "hashes" / f"{subject}.txt"
        if self.write:
            path.parent.mkdir(exist_ok=True)
            path.write_text("".join(f"{digest}  {name}\n" for name, digest in now.items()), encoding="utf-8")
            return
        lines = path.read_text(encoding="utf-8").splitlines()
        locked = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        assert now, f"{subject}: nothing is held"
        changed = [name for name in now.keys() & locked.keys() if now[name] != locked[name]]
        assert (sorted(changed), sorted(locked.keys() - now.keys()), sorted(now.keys() - locked.keys())) == ([], [], []), (
            f"{subject}: changed, gone, new"
        )
