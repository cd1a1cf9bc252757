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
from itertools import pairwise

from ingest.documents.grid import Document, Paragraph
from ingest.findings import Finding
from ingest.task_lists.catalogue import finding
from ingest.task_lists.drafts import chinese_number
from ingest.task_lists.labels import squeeze
from ingest.task_lists.model import ListHead
from ingest.task_lists.pinyin import pinyin
from ingest.vocabulary import Vocabulary

_TITLE_WORDS = re.compile(
    r"清单|分解|一览表|目标任务|任务表|分工|责任制|工作要点|任务书|目标责任|实事项目|重点(?:工作|任务|项目)|目标管理|考核"
)
_SUFFIX = (
    r"(?:自治县|自治州|自治区|经济技术开发区|高新技术产业开发区|经济开发区|高新区|开发区|新区|林区|街道|"
    r"县|区|市|州|盟|旗|省|镇|乡)"
)
_AREA = re.compile(rf"[\u4e00-\u9fff]{{1,8}}?{_SUFFIX}")
# words that stand before 区 or 市 in a sentence, never in the name of a place
_NO_PLACE = re.compile(
    r"建设|发展|年|计划|完成|工作|重点|推进|优化|加快|做好|关于|全面|打造|实施|开展|推动|提升|加强|培育|落实|"
    r"任务|项目|企业|城[区市]$|^各|^本|^我|^全|^地区|有关|相关|[:：]"
)
_DOCUMENT_NO = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[【(（]\s*(?:19|20)\d\d\s*[〕\]】)）]\s*第?\s*\d+\s*号")
_DATE = re.compile(r"(20\d\d)\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})\s*日?")
_CHINESE_DATE = re.compile(
    r"(二[〇零○O0][〇零○O0一二三四五六七八九]{2})年(?:([一二三四五六七八九十]{1,2})月)?(?:([一二三四五六七八九十]{1,3})日)?"
)
_ISSUER = re.compile(r"(?:办公室|人民政府|委员会|管委会|管理委员会|领导小组|指挥部|督查室|政府办|党工委|区委|市委|县委|局)$")
_RANGE = r"[-—–~～至到]+"
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Heading:
    """The lines a document begins with, before its first task; `signed` are lines after it that may carry issuer and date."""

    head: ListHead | None
    findings: tuple[Finding, ...]
    title: str = ""


def read_head(lines: Sequence[str], body: Sequence[str], vocabulary: Vocabulary) -> Heading:
    """The head from the lines before the tasks (`lines`, in order) and, where they are silent, from the tasks' texts."""
    lines = [_with_digits(line) for line in lines]
    title = _title(lines)
    term = read_term(title)
    findings: list[Finding] = []
    if term is None:
        term = next((found for line in lines if not _DATE.search(line) and (found := read_term(line))), None)
        term = term or _term_of_body(body)
        if term is None:
            findings.append(finding("term-not-stated", seen=title))
        else:
            findings.append(finding("term-inferred", seen=title, start=term[0].isoformat(), end=term[1].isoformat()))
    area = area_in(title, vocabulary) or next((a for line in lines if (a := area_in(line, vocabulary))), "")
    if not area:
        area = _area_of_body(body, vocabulary)
        findings.append(finding("area-inferred", seen=title, area=area) if area else finding("area-not-stated", seen=title))
    if term is None:
        return Heading(None, tuple(findings), title)
    text = "\n".join(lines)
    number = _DOCUMENT_NO.search(text)
    return Heading(
        ListHead(
            list_id=f"{pinyin(area) if area else 'unknown'}-{term[0]:%Y-%m}",
            title=title,
            area=area,
            issuer=_issuer(lines),
            document_no=re.sub(r"\s+", "", number.group()) if number else "",
            issued_on=_issued_on(lines),
            period_start=term[0],
            period_end=term[1],
        ),
        tuple(findings),
        title,
    )


def head_lines(document: Document, tasks_in: Container[int]) -> list[str]:
    """The lines that may speak of the list: paragraphs that are no tasks (`tasks_in` are the blocks that are), and the title
    rows at the top of tables and sheets."""
    lines: list[str] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if number not in tasks_in:
                lines += [line.strip() for line in f"{block.number}{block.text}".split("\n") if line.strip()]
        else:
            for row in block.rows[:4]:
                texts = [cell.text.strip() for cell in row if cell.text.strip()]
                if len(texts) == 1:
                    lines.append(re.sub(r"\s*\n\s*", "", texts[0]))
    return lines


# title --------------------------------------------------------------------------------------------------------------------


def _title(lines: Sequence[str]) -> str:
    joined = "".join(lines[:8])
    notice = re.search(r"关于(?:印发|下达|公布|分解|调整|做好|修订)[^《》]{0,20}《([^》]+)》", joined)
    if notice:
        return notice.group(1).strip()
    candidates = [line for line in lines[:30] if len(line) <= 80 and not re.search(r"[。；;]$|^#", line)]
    scored = [
        line for line in candidates if _TITLE_WORDS.search(line) and not re.match(r"^[一二三四五六七八九十（(]+[、)）]", line)
    ]
    dated = [line for line in scored if re.search(r"20\d\d", line)]
    return re.sub(r"\s+", "", (dated or scored or [""])[0])


# term ---------------------------------------------------------------------------------------------------------------------


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date] | None:
    if 1 <= first <= last <= 12:
        return dt.date(year, first, 1), _month_end(year, last)
    return None


def read_term(text: str) -> tuple[dt.date, dt.date] | None:
    """The span a title names: 2023年11-12月, 2024年, 2024年第二季度, 2024年下半年, 2024-2026年, 二〇二四年."""
    plain = squeeze(text)
    plain = _with_digits(plain)
    span = re.search(rf"(20\d\d)年?{_RANGE}(20\d\d)年", plain)
    if span and int(span.group(1)) < int(span.group(2)):
        return dt.date(int(span.group(1)), 1, 1), dt.date(int(span.group(2)), 12, 31)
    match = re.search(r"(20\d\d)年?度?", plain)
    if not match or not re.search(r"20\d\d年|20\d\d(?!\d)", plain):
        return None
    year, rest = int(match.group(1)), plain[match.end() :][:16]
    if found := re.match(rf"(\d{{1,2}})月?{_RANGE}(\d{{1,2}})月", rest):
        return _months(year, int(found.group(1)), int(found.group(2)))
    if found := re.match(r"第?([一二三四1-4])季度", rest):
        quarter = _QUARTERS[found.group(1)]
        return _months(year, quarter * 3 - 2, quarter * 3)
    if found := re.match(r"(上|下)半年", rest):
        return _months(year, 1, 6) if found.group(1) == "上" else _months(year, 7, 12)
    if found := re.match(r"前(三|二|两)(?:个)?季度", rest):
        return _months(year, 1, 9 if found.group(1) == "三" else 6)
    if found := re.match(r"(\d{1,2})月(?!\d{1,2}日)", rest):
        return _months(year, int(found.group(1)), int(found.group(1)))
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _with_digits(text: str) -> str:
    """二〇二四年三月十五日 → 2024年3月15日; any other text as it is."""
    return _CHINESE_DATE.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    year, *rest = match.groups()
    written = "".join(str(max(0, "〇一二三四五六七八九".find(char))) for char in year)
    parts = [f"{chinese_number(part)}{unit}" for part, unit in zip(rest, "月日", strict=True) if part]
    return f"{written}年{''.join(parts)}"


def _term_of_body(body: Sequence[str]) -> tuple[dt.date, dt.date] | None:
    """The year most deadlines of the tasks stand in; the earlier of two. Years of comparison (比2020年) do not count."""
    years: Counter[int] = Counter()
    for text in body:
        for match in re.finditer(r"(?<!\d)(20\d\d)年", squeeze(text)):
            if not re.search(r"[比较于自]$", squeeze(text)[: match.start()]):
                years[int(match.group(1))] += 1
    if not years:
        return None
    top = max(years.values())
    year = min(y for y, count in years.items() if count == top)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


# area ---------------------------------------------------------------------------------------------------------------------


def area_in(text: str, vocabulary: Vocabulary) -> str:
    """The area a text begins with (邵阳市北塔区人民政府… → 北塔区), known areas first; "" where it begins with none."""
    plain = re.sub(
        r"^(?:附件\d*[:：]?|中共|关于印发|关于|[二2][〇0○零O][\d一二三四五六七八九〇]{2}年度?|[《“\"])+",
        "",
        re.sub(r"\s+", "", text),
    )
    found, at = "", 0
    while True:
        rest = plain[at:]
        known = max(
            (n for n, a in vocabulary.areas.items() if rest.startswith(n) and a.level != "group" and len(n) > 2),
            key=len,
            default="",
        )
        match = _AREA.match(rest)
        name = known or (match.group() if match else "")
        if len(name) < 2 or (not known and _NO_PLACE.search(name)):
            return found
        follows = rest[len(name) :]
        if not known and re.match(r"(?:场|直|级|域|内|民|长|政(?!府)|划|容)", follows):  # 市场, 市直, 区域 …: no area ends here
            return found
        # an alias (北塔区人民政府, 城步县) begins the text as well as the name does; the list is the area's own either way
        found, at = vocabulary.areas[known].name if known else name, at + len(name)


def _area_of_body(body: Sequence[str], vocabulary: Vocabulary) -> str:
    return next((area for text in body if (area := area_in(text, vocabulary))), "")


# issuer, date -------------------------------------------------------------------------------------------------------------


def _issuer(lines: Sequence[str]) -> str:
    """The office that signed (the line above the date), else the one the document opens with or names as its publisher."""
    for line in lines:
        named = re.search(r"(?:发布机构|发文机关|发文单位|制发机关|信息来源|来源)\s*[:：]?\s*([\u4e00-\u9fff]+)", line)
        if named and _ISSUER.search(named.group(1)):
            return named.group(1)
    for before, line in pairwise(lines):
        if _DATE.fullmatch(line.strip()) and _ISSUER.search(before.strip()) and len(before.strip()) < 40:
            return before.strip()
    first = next(
        (line for line in lines[:4] if _ISSUER.search(line.strip()) and len(line) < 40 and not re.search("[:：]", line)), ""
    )
    return re.sub(r"^.*\d\s+", "", first).strip()


def _issued_on(lines: Sequence[str]) -> dt.date | None:
    named = [line for line in lines if re.search(r"(?:发文|印发|成文|发布|签发)日期", line)]
    alone = [line for line in lines if _DATE.fullmatch(line.strip())]
    opening = [line for line in lines if re.match(r"20\d\d-\d\d-\d\d", line)]
    for line in (*named, *alone, *opening):
        part = re.split(r"(?:发文|印发|成文|发布|签发)日期", line)[-1]
        match = _DATE.search(part)
        if match:
            try:
                return dt.date(*map(int, match.groups()))
            except ValueError:
                continue
    return None
