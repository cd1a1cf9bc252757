"""Words as data: a folder of TOML files, one a subject, each read as one `WordFile`. No word and no rule stands here.

How a file is read: a string is words separated by blanks, read longest first; where the shape says `Chars` it is a set of
single characters, where it says `str` a piece of a pattern, where it says `Pattern` a regular expression. `{verbs.done}` in a
string stands for the words of another key of the folder; `!word` in a list of words leaves a word out that such a reference
brought in. A table gives words a meaning: each key of it is the meaning and its string the words, or the words are the keys.

Nothing is read at import. A key that the shape does not know, or one that is missing, is an error when the folder is read; what
stands under a key is made of its string when it is first asked for, as most documents need few of the patterns.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from enum import EnumMeta
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

Words = tuple[str, ...]  # longest first
Chars = Annotated[frozenset[str], "single characters"]
Pattern = re.Pattern[str]

T = TypeVar("T")
_REFERENCE = re.compile(r"\{([a-z_]+)\.([a-z0-9_]+)\}")


class WordFile:
    """One file of words: a subclass names its keys, each with how it is read. Nothing changes what stands under a key."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        """`read` gives what stands under a key."""
        self.__dict__["_read"] = read

    if not TYPE_CHECKING:  # a type checker knows the keys that the subclass names, and no others

        def __getattr__(self, key: str) -> Any:
            """What stands under a key, at its first use: afterwards it is an attribute like any other."""
            if key not in type(self).__annotations__:
                raise AttributeError(f"{type(self).__name__} has no key {key}")
            value = self.__dict__[key] = self._read(key)
            return value

    def __setattr__(self, key: str, value: object) -> None:
        raise AttributeError(f"{key}: words are not changed")


def read_folder(folder: Path, shape: type[T], *, more: Iterable[tuple[str, str, str]] = ()) -> T:
    """Every TOML file of `folder` as one `shape`, a dataclass with a field of the name of each file that holds a `WordFile`.

    `more` are words to stand beside those of a key, each as (file, key, word). Raises ValueError for a file or key too many or
    too few: that is a bug of the files.
    """
    tables = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")}
    for name, key, word in more:
        tables[name][key] += f" {word}"
    return read_tables(tables, shape)


def read_tables(tables: Mapping[str, Mapping[str, Any]], shape: type[T]) -> T:
    """The same from tables already parsed, by the name of their file."""
    return shape(**_ShapeReader(tables, shape).read())


def longest_first(words: list[str]) -> Words:
    """Each word once, longer ones first, so that the first that fits is the longest that fits."""
    return tuple(sorted(dict.fromkeys(words), key=len, reverse=True))


class _ShapeReader:
    """Turns the tables of the files into the fields of a lexicon; references are followed from file to file."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]], shape: type) -> None:
        self.tables = tables
        self.shapes: dict[str, type[WordFile]] = get_type_hints(shape)
        self.kinds: dict[str, Mapping[str, Any]] = {}

    def read(self) -> dict[str, WordFile]:
        if set(self.tables) != set(self.shapes):
            raise ValueError(f"files and shape differ: {sorted(set(self.tables) ^ set(self.shapes))}")
        for name, shape in self.shapes.items():
            other = set(self.tables[name]) ^ set(shape.__annotations__)
            if other:
                raise ValueError(f"{name}.toml and its shape differ: {sorted(other)}")
        return {name: shape(partial(self._key, name)) for name, shape in self.shapes.items()}

    def _key(self, name: str, key: str) -> Any:
        return self._value(self._kinds(name)[key], self.tables[name][key])

    def _kinds(self, name: str) -> Mapping[str, Any]:
        """How each key of a file is read."""
        if name not in self.kinds:
            self.kinds[name] = get_type_hints(self.shapes[name], include_extras=True)
        return self.kinds[name]

    def _value(self, kind: Any, raw: Any) -> Any:
        if kind == Chars:
            return frozenset("".join(self._plain(raw).split()))
        if kind is str:
            return self._plain(raw)
        if kind == Pattern:
            return re.compile(self._plain(raw))
        if get_origin(kind) is frozenset:
            return frozenset(self._words(raw))
        if get_origin(kind) is tuple:
            if get_args(kind)[0] is not str:
                return tuple(frozenset(self._words(group)) for group in raw)
            return self._words(raw)
        return self._table(get_args(kind)[1], raw)

    def _table(self, meaning: Any, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        if meaning is int:
            return MappingProxyType(dict(raw))
        if isinstance(meaning, EnumMeta):
            said: dict[str, Any] = {word: meaning(key) for key, words in raw.items() for word in self._words(words)}
            return MappingProxyType({word: said[word] for word in longest_first(list(said))})
        return MappingProxyType({key: self._value(meaning, value) for key, value in raw.items()})

    def _words(self, raw: str) -> tuple[str, ...]:
        words: list[str] = []
        for token in raw.split():
            reference = _REFERENCE.fullmatch(token)
            if reference:
                words += self._referred(reference)
            else:
                words.append(token)
        out = {word[1:] for word in words if word.startswith("!")}
        return longest_first([word for word in words if not word.startswith("!") and word not in out])

    def _referred(self, reference: re.Match[str]) -> tuple[str, ...]:
        raw = self.tables[reference[1]][reference[2]]
        return self._words(raw if isinstance(raw, str) else " ".join(raw.values()))

    def _plain(self, raw: str) -> str:
        """A piece of a pattern: words referred to become alternatives, pieces and characters stand as they are."""

        def expand(reference: re.Match[str]) -> str:
            if self._kinds(reference[1])[reference[2]] in (str, Chars):
                return self._plain(self.tables[reference[1]][reference[2]])
            return "|".join(map(re.escape, self._referred(reference)))

        return _REFERENCE.sub(expand, raw)
