"""Documents without a task table: one paragraph a task, under headings, with 责任单位 in a line below or in brackets.

Enumerators (第一部分, 一、, （一）, 1., （1）, ①, ——) make a tree; its leaves are tasks, or, where only the last leaf of a
group says who is responsible, the items of one task. What is no task is skipped with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.documents.grid import Document, Paragraph
from ingest.findings import Finding, Place
from ingest.task_lists.brackets import Phrase, read_line, split_inline, split_trailing
from ingest.task_lists.drafts import Draft, chinese_number, clean_text, line_of, section_name, title_of
from ingest.task_lists.labels import Column, squeeze
from ingest.task_lists.ledger import Ledger
from ingest.task_lists.names import looks_like_units, split_units
from ingest.task_lists.parties import states_first_leads

_N, _C = r"\d{1,3}", r"[一二三四五六七八九十]{1,3}"
# outermost first; the position in this table is the level
_LEVELS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"^第({_C}|{_N})(?:部分|章|节|篇)[、:：]?\s*"),
    re.compile(rf"^({_C})\s*[、．.]\s*"),
    re.compile(rf"^[（(]\s*({_C})\s*[)）]、?\s*"),
    re.compile(rf"^({_N})\s*(?:[、．]|[.](?!\d)|[.](?=20\d\d年|\d{{1,2}}[-—~月]))\s*"),
    re.compile(rf"^[（(]\s*({_N})\s*[)）]、?\s*|^({_N})[)）]\s*"),
    re.compile(r"^([①-⑳])\s*"),
)
_DASH, _PLAIN, _CIRCLED = 7, 8, 5
_DASHES = re.compile(r"^[—–─-]{1,4}\s*(?=[\u4e00-\u9fff])|^[●◆■▲★※·•]\s*")
_META = re.compile(
    r"^(?:索引号|发文日期|发布机构|发文机关|文号|主题分类|主题词|公开(?:方式|范围|属性|日期)|发布日期|发布时间|成文日期|有效性|来源|"
    r"信息来源|浏览|字号|字体|打印|责任编辑|编辑|作者|点击|分享|关闭|附件下载|统一登记号|标题|名称)[:：\dA-Z《\u4e00-\u9fff]"
)
_NOT_TASKS = re.compile(
    r"总体要求|指导思想|基本原则|保障措施|组织(?:领导|保障)|工作要求|有关要求|附则|总体思路|组织实施|工作机制"
)
_AIM = re.compile(
    r"\d|完成|增长|达到|以上|不低于|力争|控制|新增|建成|实现|目标|计划|推进|加快|启动|开工|下降|提高|确保|建设|编制|落实|整治|清零"
)


@dataclass(slots=True)
class _Item:
    """One enumerated (or dashed, or plain) paragraph with what follows it."""

    level: int
    number: str
    text: str
    place: Place
    blocks: list[int]
    phrases: list[Phrase] = field(default_factory=list)
    children: list[_Item] = field(default_factory=list)
    parent: _Item | None = None

    @property
    def has_parties(self) -> bool:
        return any(phrase.texts for phrase in self.phrases)


@dataclass(slots=True)
class ParagraphReading:
    """Drafts in order; `first_leads_from` is the index of the first draft under the rule "first listed leads", or None."""

    drafts: list[Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    first_leads_from: int | None = None


def read_paragraphs(document: Document, ledger: Ledger, *, beside_tables: bool) -> ParagraphReading:
    """Tasks written as paragraphs. Beside task tables only paragraphs that name who is responsible are tasks."""
    items = _items(document, ledger)
    roots = _tree(items)
    leaves = _leaves(roots)
    reading = ParagraphReading()
    named = [leaf for leaf in leaves if leaf.has_parties or any(child.has_parties for child in leaf.children)]
    aims = [leaf for leaf in leaves if leaf.level != _PLAIN and _AIM.search(leaf.text)]
    if beside_tables:
        leaves = named
    elif not named and (len(aims) * 2 < len([x for x in leaves if x.level != _PLAIN]) or not aims or not _is_list(document)):
        leaves = []
    leaves = [leaf for leaf in leaves if leaf.has_parties or not _outside(leaf)]
    for leaf in leaves:
        _take(leaf, reading, ledger)
    for block, content in enumerate(document.blocks):
        if isinstance(content, Paragraph):
            ledger.paragraph_skipped(block, "不是任务的段落")
            if reading.first_leads_from is None and states_first_leads(content.text) and "下同" not in content.text:
                reading.first_leads_from = 0
    return reading


def _is_list(document: Document) -> bool:
    """Without a single responsible unit, only aims tell a list from a speech: numbers in half of its items or a title."""
    texts = [p.text for p in document.paragraphs if p.text.strip()]
    titled = any(re.search(r"清单|分解|目标任务|任务表|分工|计划|目标", text) for text in texts[:12] if len(text) < 60)
    counted = sum(bool(re.search(r"\d", text)) and bool(_AIM.search(text)) for text in texts)
    return titled or counted * 2 >= len(texts)


# lines → items -------------------------------------------------------------------------------------------------------------


def _items(document: Document, ledger: Ledger) -> list[_Item]:
    items: list[_Item] = []
    for block, content in enumerate(document.blocks):
        if not isinstance(content, Paragraph):
            continue
        text = line_of(content)
        reason = _skip(text, started=bool(items))
        if reason:
            ledger.paragraph_skipped(block, reason)
            continue
        phrase = read_line(text)
        if phrase is not None:
            if items:
                items[-1].phrases.append(phrase)
                items[-1].blocks.append(block)
                continue
            ledger.paragraph_skipped(block, "文件抬头")
            continue
        if items and _goes_on(items[-1], text):
            items[-1].blocks.append(block)
            continue
        level, number, rest = _enumerator(text)
        body, bracket = split_trailing(rest)
        if bracket is None:
            body, bracket = split_inline(rest)
        if level == _PLAIN and content.heading_level:
            level = 0
        if level == _PLAIN and bracket is None and not _has_line_below(document, block):
            if items and not _closing(text):
                items[-1].text += "\n" + text
                items[-1].blocks.append(block)
            continue  # before the first item: the title and the preamble, accounted for at the end
        items.append(_Item(level, number, body, content.place, [block], [bracket] if bracket else []))
    return items


def _goes_on(item: _Item, text: str) -> bool:
    """责任单位：区发改局、 / 区财政局: a list of parties that a comma carries over to the next paragraph."""
    for phrase in item.phrases[-1:]:
        for role, said in phrase.texts.items():
            if phrase.open_role is role and looks_like_units(text):
                phrase.texts[role] = f"{said}、{text.rstrip('、，,')}"
                phrase.open_role = role if text.rstrip().endswith(("、", "，", ",")) else None
                return True
    return False


def _skip(text: str, *, started: bool) -> str:
    plain = squeeze(text)
    if not plain:
        return "空段"
    if text.startswith("#"):
        return "注释行"
    if _META.match(plain) or re.match(r"^20\d\d-\d\d-\d\d", plain):
        return "文件信息"
    if started and re.match(r"^(?:附件|附:|抄送|主办:|注:)", plain):
        return "附注"
    return ""


def _closing(text: str) -> bool:
    """A signature or a date below the last task."""
    plain = squeeze(text)
    return len(plain) < 30 and bool(re.fullmatch(r".*(?:办公室|人民政府|委员会)|20\d\d年\d{1,2}月\d{1,2}日", plain))


def _enumerator(text: str) -> tuple[int, str, str]:
    for level, pattern in enumerate(_LEVELS):
        match = pattern.match(text)
        if match and match.end() < len(text):
            printed = next(group for group in match.groups() if group)
            number = chinese_number(printed)
            return level, str(number) if number is not None else printed, text[match.end() :]
    dash = _DASHES.match(text)
    return (_DASH, "", text[dash.end() :]) if dash else (_PLAIN, "", text)


def _has_line_below(document: Document, block: int) -> bool:
    for content in document.blocks[block + 1 :]:
        if isinstance(content, Paragraph) and content.text.strip():
            return read_line(line_of(content)) is not None
        if not isinstance(content, Paragraph):
            return False
    return False


# items → tree → leaves -----------------------------------------------------------------------------------------------------


def _tree(items: list[_Item]) -> list[_Item]:
    roots: list[_Item] = []
    open_items: list[_Item] = []
    for item in items:
        while open_items and open_items[-1].level >= item.level:
            open_items.pop()
        item.parent = open_items[-1] if open_items else None
        (item.parent.children if item.parent else roots).append(item)
        open_items.append(item)
    return roots


def _leaves(items: list[_Item]) -> list[_Item]:
    """Tasks: items without children, and items whose children are only the points of one task."""
    leaves: list[_Item] = []
    for item in items:
        leaves.extend([item] if not item.children or _is_one_task(item) else _leaves(item.children))
    return leaves


def _is_one_task(item: _Item) -> bool:
    if any(child.children and not _is_one_task(child) for child in item.children):
        return False
    if item.children[0].level == _CIRCLED or (item.has_parties and not any(c.has_parties for c in item.children)):
        return True
    if len(item.children) == 1 and item.number and item.children[0].level == _PLAIN:
        return True  # a numbered title, and its text as the paragraph below
    speaking = [child.has_parties for child in item.children]
    # 责任单位 once, below the last point of several, under a heading that is no part of the document
    return item.level >= 2 and len(speaking) > 1 and speaking[-1] and not any(speaking[:-1])


def _outside(item: _Item) -> bool:
    at: _Item | None = item
    while at is not None:
        if _NOT_TASKS.search(at.text[:20]) and at.level <= 2 and (at is not item or at.children):
            return True
        at = at.parent
    return False


# leaves → drafts -----------------------------------------------------------------------------------------------------------


def _take(leaf: _Item, reading: ParagraphReading, ledger: Ledger) -> None:
    path: list[_Item] = []
    at = leaf.parent
    while at is not None:
        path.insert(0, at)
        at = at.parent
    section, task_no, subtask_no, outer = _keys(leaf, path)
    name, text = _name_and_text(leaf)
    draft = Draft(section, task_no, subtask_no, (*outer, name), place=leaf.place, generated=not task_no)
    texts = [text]
    phrases = list(leaf.phrases)
    for child in _descendants(leaf):
        texts.append(f"{_printed(child)}{child.text}")
        phrases += child.phrases
    for phrase in phrases:
        texts += ["，".join(phrase.rest)] if phrase.rest else []
        for role, value in phrase.texts.items():
            draft.add(role, value)
        if phrase.first_leads and reading.first_leads_from is None:
            reading.first_leads_from = len(reading.drafts)
    draft.texts[Column.TARGET] = clean_text("\n".join(texts))
    leading = [p for p in phrases if p.in_brackets and Column.LEAD_UNIT in p.texts]
    draft.governing = tuple(name for p in leading for name in split_units(p.texts[Column.LEAD_UNIT]).units)
    draft.respectively = any(p.respectively for p in leading)
    reading.drafts.append(draft)
    for item in (leaf, *_descendants(leaf), *path):
        for block in item.blocks:
            ledger.paragraph_read(block)


def _descendants(item: _Item) -> list[_Item]:
    return [found for child in item.children for found in (child, *_descendants(child))]


def _printed(item: _Item) -> str:
    if item.level == _CIRCLED:
        return chr(0x2460 + int(item.number) - 1)
    return f"{item.number}." if item.number else ""


def _keys(leaf: _Item, path: list[_Item]) -> tuple[str, str, str, tuple[str, ...]]:
    """Section, task number, sub-number and outer names of a leaf under the headings `path`."""
    if not path:
        return "", leaf.number, "", ()
    if len(path) == 1 and path[0].level >= 3:
        return "", path[0].number, leaf.number, (title_of(path[0].text),)
    section = section_name(path[max(0, len(path) - 2)].text.split("\n")[0]).rstrip("。")
    if len(path) == 1:
        return section, leaf.number, "", ()
    return section, path[-1].number, leaf.number, (title_of(path[-1].text),)


def _name_and_text(leaf: _Item) -> tuple[str, str]:
    """A short first sentence without a figure is the task's name; else the first clause names it and stays in the text."""
    match = re.match(r"^([^。，,；;：:\d]{2,20})[。\n]\s*(?=\S)", leaf.text)
    if match:
        return match.group(1), leaf.text[match.end() :]
    if leaf.children and len(leaf.text) <= 40 and not re.search(r"\d[^年]", leaf.text):
        return leaf.text.rstrip("。：:"), ""
    return title_of(leaf.text), leaf.text
