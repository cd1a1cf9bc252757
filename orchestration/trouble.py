"""Something that an operator can mend, in one line of Chinese and one of English. The words are for those who find it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh}\n{self.en}"
