"""One heading: the field that it names, the unit in its bracket, the months it says, or why it names none.

A heading is an exact label of words.toml, or it is made of known words from end to end: a word of time (本月, 截至目前, 1-11月)
and what is meant (完成数, 增速, 排名), in any order. A word that is not known makes the whole heading unknown, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from ingest.progress.fields import FIGURES, TEXTS, Field
from ingest.progress.form import COLUMNS, EXTRA_COLUMNS
from ingest.progress.headings.words import Says, heading_words, token_at
from ingest.progress.labels import EDGE, normal

_NOTE_MARKS = re.compile(r"[\u2460-\u24ff\u2776-\u2793\u00b9\u00b2\u00b3\u2070-\u209f*★☆]+")  # before NFKC makes digits of them
_NUMBERING = re.compile(r"^(?:\(?\d{1,2}\)|\d{1,2}[、.](?!\d)|[一二三四五六七八九十]{1,2}、)")
_LAST_BRACKET = re.compile(r"^(.+?)\(([^()]*)\)$")
_NOTE = re.compile(r"^(?:注|说明|备注)?\d{0,2}$")
_MARKS = re.compile(r"[/、,:;\-·.。()|]+")
_CHINESE_MONTHS = {"元": 1, **{m: i for i, m in enumerate("一二三四五六七八九十", 1)}, "十一": 11, "十二": 12}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_MONTH = r"\d{1,2}|十[一二]|[一二三四五六七八九十元]"
_DATED = re.compile(
    rf"(?:(?P<year>20\d\d)年?)?(?P<until>截[至止]到?)?(?:(?P<first>{_MONTH})月?[-~至到—–])?(?P<month>{_MONTH})月(?:份|底|末|(?P<day>\d{{1,2}})日)?"
    r"|(?:(?P<qyear>20\d\d)年?)?(?P<quarters>[一1]至|[一1]-|前)?第?(?P<quarter>[一二三四1-4])(?:个)?季度"
    r"|(?:(?P<hyear>20\d\d)年?)?(?P<half>[上下])半年"
    r"|(?P<only>20\d\d(?!\d)|(?<!\d)\d\d(?=年))(?:年度?)?"
)


class Meaning(StrEnum):
    """What a heading is to a filing."""

    FIELD = "field"
    BARE = "bare"  # 完成数: this period's figure or the one so far; the table decides
    EITHER = "either"  # 本月完成情况: a figure where figures stand below it, else a text
    PAST = "past"  # another period's
    REPLACED = "replaced"  # this period's before it was corrected
    PLAN = "plan"  # what is to be reached, or what is left
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Months:
    """The months that a heading names. `first` is 0 where only the last is said (截至11月); a year alone has months 0, 0.

    `day` is the day of the last month up to which it reaches, 0 where none is named.
    """

    year: int = 0
    first: int = 0
    last: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class ReadHeading:
    """`field` is None where the heading names none; of an EITHER the field of its figures, None where that is not said.

    `vague`: the words may mean something else (本月新增, 1-12月, 较去年): the field where nothing speaks against it, and said.
    `monthly` marks the growth of the period alone (当月增速). `group` are the words beside the field that are not the form's:
    北塔区 of 北塔区累计完成.
    """

    sort: Meaning = Meaning.UNKNOWN
    field: Field | None = None
    unit: str = ""
    span: Months | None = None
    monthly: bool = False
    vague: bool = False
    corrected: bool = False  # after a correction: 更正后
    group: str = ""
    is_under: bool = False  # the group stands over it in a cell of its own


_UNKNOWN = ReadHeading()
_TIME = frozenset((Says.THIS, Says.SO_FAR, Says.YEAR, Says.SUM))
_QUIET = frozenset((Says.FILLER, Says.NOTE))


@cache
def exact_fields() -> dict[str, Field]:
    """Every label that names a field as a whole: the form's own and those of words.toml."""
    own = {normal(column.label): column.field for column in (*COLUMNS, *EXTRA_COLUMNS)}
    return {**{normal(word): name for word, name in heading_words().exact.items()}, **own}


@lru_cache(maxsize=4096)
def read_heading(label: str) -> ReadHeading:
    """What one heading says: 累计完成（万元） → cumulative, 万元."""
    plain = _NUMBERING.sub("", normal(_NOTE_MARKS.sub("", label))).strip(EDGE)
    if not plain:
        return _UNKNOWN
    if plain in exact_fields():
        return _exact(plain, "")
    bracket = _LAST_BRACKET.match(plain)
    if bracket is None:
        return _of_words(plain, "")
    base, inner = bracket[1].strip(EDGE), bracket[2].removeprefix("单位").strip(EDGE)
    whole = _of_words(plain, inner)
    if whole.sort is not Meaning.UNKNOWN:
        return whole if heading_words().token.get(inner) is Says.MONEY or "%" in inner else replace(whole, unit="")
    read = _exact(base, inner) if base in exact_fields() else _of_words(base, inner)
    if read.sort is Meaning.UNKNOWN or _NOTE.match(inner):
        return replace(read, unit="")
    if heading_words().finds("other_time", inner):  # 累计完成(上年)
        return ReadHeading(Meaning.PAST)
    if heading_words().finds("of_a_part", inner):  # 累计完成(不含市本级)
        return _UNKNOWN
    return read


def _exact(plain: str, unit: str) -> ReadHeading:
    """完成情况 is a text over texts only."""
    name = exact_fields()[plain]
    if name is Field.NARRATIVE and plain.endswith("完成情况"):
        return ReadHeading(Meaning.EITHER)
    return ReadHeading(Meaning.FIELD, name, unit)


def _of_words(plain: str, unit: str) -> ReadHeading:
    span, rest, told = _span(plain)
    rest = _MARKS.sub("", rest)
    tokens = {*told, *_tokens(rest)}
    if Says.MONEY in tokens and not unit:
        unit = next((word for word in ("万元", "亿元", "元") if rest.endswith(word)), "")
    if not tokens or "" in tokens:
        return _with_text(rest, plain, span)
    said = frozenset(t for t in tokens if isinstance(t, Says)) - _QUIET - {Says.MONEY}
    read = _meaning(said, unit)
    if span is not None and said == {Says.SO_FAR}:  # 1-12月, 截至12月底: of what is not said
        read = ReadHeading(Meaning.FIELD, Field.CUMULATIVE, unit, vague=True)
    return replace(read, span=span) if span is not None and read.sort is not Meaning.UNKNOWN else read


def _tokens(rest: str) -> set[Says | str]:
    """What its words say, with "" where a word is not known."""
    found: set[Says | str] = set()
    at = 0
    while at < len(rest):
        word = token_at().match(rest, at)
        if word is None:
            found.add("")
            return found
        found.add(heading_words().token[word[0]])
        at = word.end()
    return found


def _with_text(rest: str, plain: str, span: Months | None) -> ReadHeading:
    """A text of a time: 本月工作进展情况; else what an unknown heading at least says of its time."""
    words = heading_words()
    while rest and rest not in exact_fields():
        word = token_at().match(rest)
        if word is None or words.token[word[0]] not in (*_TIME, Says.FILLER):
            break
        rest = rest[word.end() :]
    name = exact_fields().get(rest)
    if name in TEXTS:
        return ReadHeading(Meaning.EITHER if rest.endswith("完成情况") else Meaning.FIELD, name, span=span)
    if words.finds("other_time", plain) and not words.finds("change", plain):
        return ReadHeading(Meaning.PAST)
    return _UNKNOWN


def _span(plain: str) -> tuple[Months | None, str, set[Says]]:
    """The months in a heading, the heading without them, and what they say of its time."""
    found = _DATED.search(plain)
    if found is None or (found.end() < len(plain) and plain[found.end() - 1] == "月" and plain[found.end()] in "均度日"):
        return None, plain, set()
    rest = plain[: found.start()] + plain[found.end() :]
    if found["only"]:
        return Months(2000 + int(found["only"]) % 100), rest, {Says.YEAR}
    if found["half"]:
        first = 1 if found["half"] == "上" else 7
        return Months(int(found["hyear"] or 0), first, first + 5), rest, {Says.SO_FAR}
    if found["quarter"]:
        last = _QUARTERS.get(found["quarter"]) or int(found["quarter"])
        first = 1 if found["quarters"] else last * 3 - 2
        return Months(int(found["qyear"] or 0), first, last * 3), rest, {Says.SO_FAR if found["quarters"] else Says.THIS}
    last, year, day = _month(found["month"]), int(found["year"] or 0), int(found["day"] or 0)
    before = plain[: found.start()].endswith(("截至", "截止", "截至到", "截止到"))
    if found["until"] or before:
        return Months(year, 0, last, day), rest, {Says.SO_FAR}
    if found["first"]:
        return Months(year, _month(found["first"]), last, day), rest, {Says.SO_FAR}
    return Months(year, last, last, day), rest, {Says.THIS}


def _month(text: str) -> int:
    return _CHINESE_MONTHS.get(text) or int(text)


def _meaning(tokens: frozenset[Says], unit: str) -> ReadHeading:
    """What known words mean together; unknown where they do not go together."""
    if Says.RANK in tokens:
        return _of(tokens, Field.RANK, "", frozenset((Says.RANK, Says.SCOPE, Says.REAL, *_TIME)))
    if Says.WHETHER in tokens:
        allowed = frozenset((Says.WHETHER, Says.DONE, Says.FINISHED, Says.REAL, Says.ALREADY, Says.WHOLE))
        return _of(tokens, Field.DONE, "", allowed) if tokens & {Says.DONE, Says.FINISHED} else _UNKNOWN
    if Says.DATE in tokens:
        allowed = frozenset((Says.DATE, Says.DONE, Says.FINISHED, Says.REAL, Says.ALREADY))
        return _of(tokens, Field.DONE_DATE, "", allowed) if tokens & {Says.DONE, Says.FINISHED} else _UNKNOWN
    if tokens & {Says.ON_LAST, Says.PAST}:
        return ReadHeading(Meaning.PAST)
    if Says.PLAN in tokens:
        return ReadHeading(Meaning.PLAN)
    if Says.REPLACED in tokens:
        return ReadHeading(Meaning.REPLACED)
    if Says.CORRECTED in tokens:
        rest = tokens - {Says.CORRECTED, Says.COUNT}
        read = _meaning(rest, unit) if rest else ReadHeading(Meaning.BARE, None, unit)
        return replace(read, corrected=read.sort is not Meaning.UNKNOWN)
    if tokens & {Says.ON_YEAR, Says.AGAINST, Says.GROWTH, Says.CHANGE, Says.CHANGE_RATE}:
        return _growth(tokens, unit)
    if Says.RATE in tokens:
        known = Says.DONE in tokens and tokens <= {Says.DONE, Says.RATE, Says.PERCENT, Says.REAL, *_TIME}
        return ReadHeading(Meaning.FIELD, Field.RATE, "%") if known and not _is_of_this(tokens) else _UNKNOWN
    return _amount(tokens, unit)


def _of(tokens: frozenset[Says], name: Field, unit: str, allowed: frozenset[Says]) -> ReadHeading:
    if tokens <= allowed:
        return ReadHeading(Meaning.FIELD, name, unit)
    if tokens & {Says.PAST, Says.ON_LAST}:
        return ReadHeading(Meaning.PAST)
    return ReadHeading(Meaning.PLAN) if Says.PLAN in tokens else _UNKNOWN


def _is_of_this(tokens: frozenset[Says]) -> bool:
    return Says.THIS in tokens and not tokens & {Says.SUM, Says.SO_FAR}


def _growth(tokens: frozenset[Says], unit: str) -> ReadHeading:
    """A rate against the year before; a difference (增长额) is none, nor is a rise against what is not said (增减).

    较去年增减 may be either.
    """
    against = {Says.ON_YEAR, Says.AGAINST, Says.GROWTH}
    about = {*against, Says.CHANGE, Says.CHANGE_RATE, Says.RATE, Says.PERCENT, Says.DONE, Says.REAL, *_TIME}
    if not tokens <= about or unit.strip("±") not in ("", "%", "百分比", "百分点", "%或百分点"):
        return _UNKNOWN
    if not tokens & against:
        return _UNKNOWN
    in_percent = "%" if unit or Says.PERCENT in tokens else ""
    vague = not in_percent and not tokens & {Says.ON_YEAR, Says.GROWTH, Says.CHANGE_RATE, Says.RATE}
    return ReadHeading(Meaning.FIELD, Field.YOY, in_percent, monthly=_is_of_this(tokens), vague=vague)


def _amount(tokens: frozenset[Says], unit: str) -> ReadHeading:
    about = {Says.REAL, Says.ALREADY, Says.DONE, Says.COUNT, Says.TASK, Says.STATE, Says.PERCENT, *_TIME}
    if Says.ADDED in tokens:
        known = _is_of_this(tokens) and tokens - {Says.ADDED} <= about
        return ReadHeading(Meaning.FIELD, Field.CURRENT, unit, vague=True) if known else _UNKNOWN
    if not tokens <= about:
        return _UNKNOWN
    if Says.TASK in tokens and Says.DONE not in tokens:
        return ReadHeading(Meaning.PLAN)
    unit = "%" if Says.PERCENT in tokens and not unit else unit
    sort = Meaning.EITHER if Says.STATE in tokens else Meaning.FIELD
    if Says.STATE in tokens and Says.DONE not in tokens:
        return _UNKNOWN
    said = bool(tokens & {Says.DONE, Says.COUNT, Says.REAL})
    if Says.SUM in tokens or (tokens & {Says.SO_FAR} and said) or (Says.YEAR in tokens and Says.DONE in tokens):
        return ReadHeading(sort, Field.CUMULATIVE, unit)
    if tokens & {Says.SO_FAR, Says.YEAR}:
        return _UNKNOWN  # 年度, 截至目前: of what is not said
    if Says.THIS in tokens:
        return ReadHeading(sort, Field.CURRENT, unit)
    if {Says.ALREADY, Says.DONE} <= tokens:
        return ReadHeading(sort, Field.CUMULATIVE, unit)
    if Says.DONE in tokens or {Says.REAL, Says.COUNT} <= tokens:
        return ReadHeading(Meaning.EITHER if Says.STATE in tokens else Meaning.BARE, None, unit)
    return _UNKNOWN


def is_known(read: ReadHeading) -> bool:
    return read.sort is not Meaning.UNKNOWN


def names_figure(read: ReadHeading) -> bool:
    """True for a heading of figures, of which time ever."""
    return read.field in FIGURES or read.sort in (Meaning.BARE, Meaning.EITHER)
