"""Cells of names → names: units, persons and groups, as the list writes them.

Blanks inside a person's name go, wrapped cells are rejoined, names run together are split when both are known persons,
（牵头） marks the lead. Who heads which unit is `pairing`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_UNIT_END = re.compile(
    r"(?:局|委|办|部|院|队|站|所|处|厅|署|室|社|会|团|厂|场|店|库|馆|校|行|司|区|县|市|镇|乡|街道|中心|公司|集团|政府|单位|部门|"
    r"机关|园区|支队|大队|分局|学校|医院|大学|学院|银行|协会|联合会|总工会|妇联|残联|科协|工商联|供销社|指挥部|专班|领导小组|"
    r"[)）])$"
)
# ends that no person's name has, for telling three signs of an office from three signs of a person
_OFFICE_END = re.compile(
    r"(?:局|委|办|镇|乡|街道|队|中心|公司|政府|妇联|残联|科协|工商联|文联|学院|医院|法院|检察院|研究院|[装织传战]部|工会|十字会|"
    r"联合会|协会|委会|员会|指挥部|专班)$"
)
_UNIT_START = re.compile(r"^(?:区|市|县|省|州|镇|乡|各|全|相关|有关|其他|驻|本|国家|中央|国网|中国)")
_TAIL = re.compile(
    r"^(?:中心|局|委|办|委员会|办公室|管委会|分局|支队|大队|公司|有限公司|执法局|水利局|监管局|管理局|服务局|服务中心|保障局|建设局|"
    r"审批局|发展局|事务局|联合会|（街道）|\(街道\)|街道|办事处|人民政府|政府|（牵头）|[)）].*)$"
)
_PERSON_TAIL = re.compile(r"^(?:(?:行政|主要|党政|单位|相关|分管)*(?:负责人|负责同志|领导|责任人)|班子成员|成员|同志)$")
_GROUP_OF_PERSONS = re.compile(
    r"(?:负责人|成员|同志|领导|责任人|主任|局长|书记|[镇区市县乡]长|主席|人员|专员|队长|站长|单位|部门)$|^(?:各|相关|有关|全体)"
)
_GROUP_HEADS = re.compile(r"(?:负责人|班子成员|同志|责任人)$")
_PERSON = re.compile(r"^[\u3400-\u9fff\U00020000-\U0003134f]{2,4}$|^[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,10}$")
_LEAD = re.compile(r"\s*[（(]\s*(?:牵头|牵头单位|主牵头|牵头负责)\s*[)）]|(?<=[局委办部院心会府道镇队司])\s*牵头$")
_PUNCTUATION = re.compile(r"[、，,；;/／|]+|(?<![A-Za-z0-9])[.．](?![A-Za-z0-9])")
_LABELLED = re.compile(r"(牵头|主办|责任|配合|协办|参与|承办|实施)(?:责任)?(?:单位|部门)?\s*[:：]")


@dataclass(frozen=True, slots=True)
class OfficeNames:
    """The offices of one task in the order written; `leads` are those marked as leading."""

    names: tuple[str, ...]
    leads: tuple[str, ...]


def looks_like_people(text: str) -> bool:
    """Does a cell hold persons or groups of persons, one a line?"""
    names = [re.sub(r"\s+", "", line) for line in text.split("\n") if line.strip()]
    if not names or any(len(name) > 20 or re.search(r"[。；：\d]", name) for name in names):
        return False
    pieces = [piece for name in names for piece in _PUNCTUATION.split(name) if piece]
    if not pieces:
        return False
    joined = "".join(pieces)
    if re.search(r"(?:负责人|同志|班子成员|领导|责任人)$", joined):
        return True
    return all(_PERSON.match(piece) and not _UNIT_END.search(piece) for piece in pieces if not _is_group(piece)) and any(
        _PERSON.match(piece) and not _is_group(piece) for piece in pieces
    )


def looks_like_offices(text: str) -> bool:
    """Does a cell hold offices, one a line?"""
    plain = re.sub(r"[（(][^（）()]*[)）]", "", text)
    names = [piece for line in plain.split("\n") for piece in _PUNCTUATION.split(line.strip()) if piece.strip()]
    if not names or any(len(name) > 24 or re.search(r"[。：\d]", name) for name in names):
        return False
    ending = sum(bool(_UNIT_END.search(name.strip())) for name in names)
    return ending * 2 > len(names) or (ending * 2 == len(names) and bool(_UNIT_START.match(names[0])))


def _is_group(name: str) -> bool:
    return bool(_GROUP_OF_PERSONS.search(name)) or (len(name) > 3 and name.startswith(("区", "市", "县")))


# units ------------------------------------------------------------------------------------------------------------------


def split_offices(text: str, known: Iterable[str] = ()) -> OfficeNames:
    """The offices a cell names, each once per mention, wrapped ones rejoined; （牵头） marks go to `leads`."""
    familiar = set(known)
    units: list[str] = []
    leads: list[str] = []
    role = ""
    for line in _rejoin_units([line.strip() for line in text.split("\n")], familiar):
        for label, part in _labelled_parts(line):
            role = label or role
            for name, marked in _units_of_line(part):
                units.append(name)
                if (marked or role in ("牵头", "主办")) and name not in leads:
                    leads.append(name)
    return OfficeNames(tuple(units), tuple(leads))


def _labelled_parts(line: str) -> list[tuple[str, str]]:
    pieces = _LABELLED.split(line)
    parts = [("", pieces[0])] if pieces[0].strip() else []
    parts += [(pieces[i], pieces[i + 1]) for i in range(1, len(pieces), 2)]
    return parts


def _units_of_line(line: str) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    for piece in _split_outside_brackets(line):
        for name in _split_on_and(piece):
            plain = _LEAD.sub("", name)
            plain = re.sub(r"(?:按职责分工)?(?:分别)?(?:负责|配合|落实|参与|实施)$", "", re.sub(r"\s+", "", plain))
            if plain:
                found.append((plain, plain != re.sub(r"\s+", "", name) and bool(_LEAD.search(name))))
            elif found and _LEAD.search(name):
                found[-1] = (found[-1][0], True)  # the mark stood on a line of its own
    return found


def _split_outside_brackets(line: str) -> list[str]:
    """Split at punctuation and at blanks between whole names, but never inside brackets: 镇（街道、开发区）."""
    pieces, depth, current = [], 0, ""
    for i, char in enumerate(line):
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth = max(0, depth - 1)
        blank_between = (
            char.isspace() and bool(_UNIT_END.search(current.strip())) and not line[i:].strip().startswith(("（", "("))
        )
        if depth == 0 and (char in "、，,；;/／|" or blank_between):
            pieces.append(current)
            current = ""
        else:
            current += char
    return [piece.strip() for piece in [*pieces, current] if piece.strip()]


def _split_on_and(piece: str) -> list[str]:
    """市级各有关部门及各县市区政府 → two; 发展和改革局 stays one."""
    for match in re.finditer(r"及其?|以及|和|与", piece):
        left, right = piece[: match.start()], piece[match.end() :]
        if _UNIT_END.search(left) and _UNIT_START.match(right) and len(left) > 2:
            return [left, *_split_on_and(right)]
    return [piece]


def _rejoin_units(lines: Sequence[str], known: set[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        if not line:
            continue
        if joined and _continues_unit(joined[-1], line, known):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _continues_unit(before: str, line: str, known: set[str]) -> bool:
    if before.endswith(("、", "，", ",", "；", ";")) or _LABELLED.match(line):
        return False
    if before.count("（") + before.count("(") > before.count("）") + before.count(")"):
        return True
    last = re.split(r"[、，,；;\s]", before)[-1]
    if last + line in known:
        return True
    if _TAIL.match(line):
        return True
    first = re.split(r"[、，,；;\s]", line)[0]
    return not _UNIT_END.search(last) and not _UNIT_START.match(line) and last not in known and first not in known


_TITLE = re.compile(
    r"(?:(?:常务)?副?(?:[区县市镇乡州省]长|书记|主任|主席|部长|局长|政委|院长|组长|队长|秘书长|总经理|董事长|校长|行长|支队长|大队长)|"
    r"[区县市镇乡]委(?:常委|委员|副?书记)|常委|委员|(?:党组|党委|党工委)(?:副?书记|成员)?|[一二三四]级(?:主任科员|调研员)|调研员|同志)"
)

_NO_NAMES = frozenset(
    ("分管", "主要", "相关", "有关", "联系", "牵头", "常务", "负责", "责任", "具体")
)  # 分管副区长 names nobody


# persons ----------------------------------------------------------------------------------------------------------------


def split_persons(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The persons and groups of persons a cell names, without their offices (副区长 周海 → 周海).

    A name run together is split where every part is a known person.
    """
    persons = set(known)
    names: list[str] = []
    for line in _rejoin_persons([line.strip() for line in text.split("\n")]):
        bare = re.sub(r"(?<=[\u4e00-\u9fff])[（(](?!街道)[^（）()]*[)）]", "", line)
        found = [name for piece in _PUNCTUATION.split(bare) for name in _by_blanks(piece)]
        for name in _without_titles(found):
            names.extend(_run_together(name, persons))
    return tuple(names)


def _without_titles(names: Sequence[str]) -> list[str]:
    """周海副区长 → 周海; a title alone goes where a person stands beside it."""
    bare: list[str] = []
    for name in names:
        match = re.fullmatch(rf"((?:{_TITLE.pattern})*)([\u4e00-\u9fff]{{2,3}}?)((?:{_TITLE.pattern})*)", name)
        own = match.group(2) if match and (match.group(1) or match.group(3)) else name
        bare.append(own if is_person(own) and not _TITLE.fullmatch(own) and own not in _NO_NAMES else name)
    persons = [name for name in bare if is_person(name) and not _TITLE.fullmatch(name)]
    return [name for name in bare if not (persons and re.fullmatch(rf"(?:[区县市])?(?:{_TITLE.pattern})+", name))]


def part_mixed(text: str) -> tuple[list[str], list[str]]:
    """A cell of offices and persons (区发改局 廖勇, 区发改局（廖勇）) → the offices and the persons, in order."""
    offices: list[str] = []
    people: list[str] = []
    for line in _rejoin_persons([line.strip() for line in text.split("\n")]):
        inside = re.findall(r"[（(]([^（）()]*)[)）]", line)
        outside = re.sub(r"[（(](?!街道)(?!牵头)[^（）()]*[)）]", " ", line)
        for piece in _PUNCTUATION.split(outside):
            for name in _by_blanks(piece):
                if is_person(name) or _GROUP_HEADS.search(name):
                    people.append(name)
                else:
                    offices.append(name)
        people += [name for part in inside for name in split_persons(part) if is_person(name)]
    return offices, people


def is_person(name: str) -> bool:
    """One person, not a group or an office."""
    return bool(_PERSON.match(name)) and not _is_group(name) and not _OFFICE_END.search(name)


def known_persons(cells: Iterable[str]) -> frozenset[str]:
    """Persons whose name stands alone somewhere in these cells, written with two or three signs."""
    seen = Counter(name for cell in cells for name in split_persons(cell) if is_person(name) and len(name) <= 3)
    return frozenset(seen)


def _rejoin_persons(lines: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        if not line:
            continue
        plain = re.sub(r"\s+", "", line)
        open_bracket = joined and joined[-1].count("（") + joined[-1].count("(") > joined[-1].count("）") + joined[-1].count(
            ")"
        )
        if joined and (open_bracket or _PERSON_TAIL.match(plain) or plain.startswith(("（街道", "(街道"))):
            joined[-1] += plain
        elif joined and len(plain) == 1 and len(joined[-1]) <= 2 and not is_person(joined[-1]):
            joined[-1] += plain  # a name broken after its first sign
        else:
            joined.append(line)
    return joined


def _by_blanks(piece: str) -> list[str]:
    """廖  勇 → one name; 张  敏 王璟 → two: single signs belong together, whole names stand apart."""
    names: list[str] = []
    waiting = ""
    for part in piece.split():
        if len(part) == 1 and part >= "\u3400":
            waiting += part
            if len(waiting) == 2:
                names.append(waiting)
                waiting = ""
        else:
            names.append(waiting + part)  # 欧 阳修: a lone first sign belongs to what follows
            waiting = ""
    if waiting:
        if names and len(names[-1]) <= 2:
            names[-1] += waiting  # 杨丽 维
        else:
            names.append(waiting)
    if len(names) > 1 and any(not is_person(name) for name in names):
        glued = "".join(names)
        return [glued] if _is_group(glued) and not any(is_person(name) for name in names) else names
    return names


def _run_together(name: str, known: set[str]) -> list[str]:
    if len(name) < 4 or name in known or _is_group(name):
        return [name]
    parts = _segment(name, known)
    return parts or [name]


def _segment(name: str, known: set[str]) -> list[str]:
    if not name:
        return []
    for size in (3, 2, 4):
        head, rest = name[:size], name[size:]
        if head in known:
            if not rest:
                return [head]
            tail = _segment(rest, known)
            if tail:
                return [head, *tail]
    return []
