"""What a task list says of itself: title, area, issuer, document number, date of issue, term, and so its list_id.

Everything is read from the document's own words; a term that is only inferred from the body, and an area that is, are
findings. Nothing here reads the clock.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from ingest.documents.grid import Document, Paragraph
from ingest.findings import Finding
from ingest.task_lists.catalogue import finding
from ingest.task_lists.lexicon.lists import list_lexicon
from ingest.task_lists.model import ListHead
from ingest.task_lists.outline_numbers import chinese_number
from ingest.task_lists.own_place import OwnPlace, Sources, own_place
from ingest.task_lists.pinyin import pinyin
from ingest.task_lists.text import squeeze
from ingest.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Heading:
    """What a document says of itself; `place` and `sources` also of one that states no term and so has no head."""

    head: ListHead | None
    findings: tuple[Finding, ...]
    title: str
    place: OwnPlace
    sources: Sources


def read_head(lines: Sequence[str], body: Sequence[str], vocabulary: Vocabulary) -> Heading:
    """The head from the lines before the tasks (`lines`, in order) and, where they are silent, from the tasks' texts."""
    lines = [_with_digits(line) for line in lines]
    title = _title(lines)
    term = read_term(title)
    findings: list[Finding] = []
    issued_on = _issued_on(lines)
    if term is None:
        issued = _year_of_issue(lines, issued_on)
        term = _term_of_lines(lines, issued) or _term_of_body(body)
        code = "term-inferred"
        if term is None and issued:
            term, code = (dt.date(issued, 1, 1), dt.date(issued, 12, 31)), "term-of-issue"
        if term is None:
            findings.append(finding("term-not-stated", seen=title))
        else:
            findings.append(finding(code, seen=title, start=term[0].isoformat(), end=term[1].isoformat()))
    number = list_lexicon().heads.document_no.search("\n".join(lines))
    document_no = re.sub(r"\s+", "", number.group()) if number else ""
    issuer = _issuer(lines)
    sources = Sources(title, _opening(lines), issuer, document_no, lines, body)
    place = own_place(sources, vocabulary)
    findings += place.findings
    if term is None:
        return Heading(None, tuple(findings), title, place, sources)
    return Heading(
        ListHead(
            list_id=f"{(place.area and pinyin(place.area)) or 'unknown'}-{term[0]:%Y-%m}",
            title=title,
            area=place.area,
            issuer=issuer,
            document_no=document_no,
            issued_on=issued_on,
            period_start=term[0],
            period_end=term[1],
            city=place.city,
        ),
        tuple(findings),
        title,
        place,
        sources,
    )


def head_lines(document: Document, tasks_in: Container[int]) -> list[str]:
    """The lines that may speak of the list: paragraphs that are no tasks (`tasks_in` are the blocks that are), and the title
    rows at the top of tables and sheets."""
    lines: list[str] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if number not in tasks_in or block.heading_level:
                lines += [line.strip() for line in f"{block.number}{block.text}".split("\n") if line.strip()]
        else:
            for row in block.rows[:4]:
                texts = [cell.text.strip() for cell in row if cell.text.strip()]
                if len(texts) == 1:
                    lines.append(re.sub(r"\s*\n\s*", "", texts[0]))
    return lines


# title --------------------------------------------------------------------------------------------------------------------


def _title(lines: Sequence[str]) -> str:
    words = list_lexicon().heads
    notice = words.notice.search("".join(lines[:8]))
    if notice and (words.title_words.search(notice.group(1)) or words.other_titles.search(notice.group(1))):
        return notice.group(1).strip()
    candidates = [(at, line) for at, line in enumerate(lines[:30]) if len(line) <= 80 and not re.search(r"[。；;]$|^#", line)]
    own = [one for one in candidates if not words.of_a_table.match(one[1])]
    for among, titles in product((own, candidates), (words.title_words, words.other_titles)):
        scored = [(at, line) for at, line in among if titles.search(line) and not words.item.match(line)]
        dated = [(at, line) for at, line in scored if read_term(line)]
        if scored:
            at, line = (dated or scored)[0]
            above = lines[at - 1] if at and not read_term(line) else ""
            wrapped = 0 < len(above) <= 40 and not re.search(r"[。；;：:，,]", above) and read_term(above) is not None
            return re.sub(r"\s+", "", above + line if wrapped else line)
    return ""


def _opening(lines: Sequence[str]) -> str:
    """Who speaks before 关于 at the top: 石门县人民政府办公室关于印发…"""
    opening = list_lexicon().heads.opening.match("".join(lines[:4]))
    return opening.group(1) if opening else ""


# term ---------------------------------------------------------------------------------------------------------------------


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date] | None:
    if 1 <= first <= last <= 12:
        return dt.date(year, first, 1), _month_end(year, last)
    return None


def read_term(text: str) -> tuple[dt.date, dt.date] | None:
    """The span a title names: 2023年11-12月, 2024年, 2024年第二季度, 2024年下半年, 2024-2026年, 二〇二四年."""
    words = list_lexicon().heads
    plain = _with_digits(squeeze(text))
    span = words.years.search(plain)
    if span and int(span.group(1)) < int(span.group(2)):
        return dt.date(int(span.group(1)), 1, 1), dt.date(int(span.group(2)), 12, 31)
    match = words.year.search(plain)
    plan = words.plan.search(plain)
    last = words.plans[plan.group(1)] if plan else 0
    match = match if words.states_year.search(plain) else None
    if plan and (match is None or int(match.group(1)) > last):  # 十四五规划和2035年远景目标
        return dt.date(last - 4, 1, 1), dt.date(last, 12, 31)
    if match is None:
        return None
    year, rest = int(match.group(1)), plain[match.end() :][:16]
    if found := words.months.match(rest):
        return _months(year, int(found.group(1)), int(found.group(2)))
    if found := words.quarter.match(rest):
        quarter = words.quarters[found.group(1)]
        return _months(year, quarter * 3 - 2, quarter * 3)
    if found := words.half.match(rest):
        return _months(year, 1, 6) if found.group(1) else _months(year, 7, 12)
    if found := words.first_quarters.match(rest):
        return _months(year, 1, 9 if found.group(1) else 6)
    if found := words.month.match(rest):
        return _months(year, int(found.group(1)), int(found.group(1)))
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _with_digits(text: str) -> str:
    """二〇二四年三月十五日 → 2024年3月15日; any other text as it is."""
    return list_lexicon().heads.chinese_date.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    words = list_lexicon().heads
    year, *rest = match.groups()
    written = "".join(str(max(0, words.digits.find(char))) for char in year)
    parts = [f"{chinese_number(part)}{sign}" for part, sign in zip(rest, words.month_and_day, strict=True) if part]
    return f"{written}{words.year_sign}{''.join(parts)}"


def _term_of_lines(lines: Sequence[str], issued: int) -> tuple[dt.date, dt.date] | None:
    """The first span that a line beside the tasks names. Titles of other papers, dates of issue, years before the list was
    issued and sentences of what was done name none."""
    words, past = list_lexicon().heads, list_lexicon().outline.past
    for line in lines:
        if words.date.search(line) or past.search(line):
            continue
        found = read_term(words.other_papers.sub("", line))
        if found and found[1].year >= issued:
            return found
    return None


def _year_of_issue(lines: Sequence[str], issued_on: dt.date | None) -> int:
    """The year the document was issued in, by its date or by its number (云政办〔2025〕2号); 0 where neither says."""
    if issued_on is not None:
        return issued_on.year
    words = list_lexicon().heads
    own = (line for line in map(squeeze, lines[:8]) if words.document_no.match(line))
    return next((int(number.group(1)) for line in own if (number := words.year_of_number.search(line))), 0)


def _term_of_body(body: Sequence[str]) -> tuple[dt.date, dt.date] | None:
    """The year most deadlines of the tasks stand in; the earlier of two. Years of comparison (比2020年) do not count."""
    words = list_lexicon().heads
    years: Counter[int] = Counter()
    for text in body:
        for match in words.year_of_deadline.finditer(squeeze(text)):
            if not words.compared.search(squeeze(text)[: match.start()]):
                years[int(match.group(1))] += 1
    if not years:
        return None
    top = max(years.values())
    year = min(y for y, count in years.items() if count == top)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


# issuer, date -------------------------------------------------------------------------------------------------------------


def _issuer(lines: Sequence[str]) -> str:
    """The office that signed (the line above the date), else the one the document opens with or names as its publisher."""
    words = list_lexicon().heads
    for line in lines:
        named = words.publisher.search(line)
        if named and words.issuer.search(named.group(1)):
            return named.group(1)
    for before, line in pairwise(lines):
        if words.date.fullmatch(line.strip()) and words.issuer.search(before.strip()) and len(before.strip()) < 40:
            return before.strip()
    first = next(
        (line for line in lines[:4] if words.issuer.search(line.strip()) and len(line) < 40 and not re.search("[:：]", line)),
        "",
    )
    return re.sub(r"^.*\d\s+", "", first).strip()


def _issued_on(lines: Sequence[str]) -> dt.date | None:
    words = list_lexicon().heads
    named = [line for line in lines if words.issue_date.search(line)]
    alone = [line for line in lines if words.date.fullmatch(line.strip())]
    opening = [line for line in lines if re.match(r"20\d\d-\d\d-\d\d", line)]
    for line in (*named, *alone, *opening):
        part = words.issue_date.split(line)[-1]
        match = words.date.search(part)
        if match:
            try:
                return dt.date(*map(int, match.groups()))
            except ValueError:
                continue
    return None
