"""Areas and bodies in a target text: 邵东市, 各县市区, 邵阳县高新技术开发区, 市科技局. Works without knowing a single name.

A name is taken for an area only where one can stand (at the front of a clause, or in a list there) and only if what follows
can follow an area: a quantity, 各, a comparator, a verb. 北塔区君志达二期 is a project, not the area 北塔区.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.task_lists.targets import words
from ingest.task_lists.targets.words import longest_first
from ingest.vocabulary import Vocabulary

_GROUPS = longest_first(
    "全市园区 全区园区 全县园区 全省 全市 全区 全县 全镇 全乡 全街道 全州 全盟 全旗 全域 全国 市本级 区本级 县本级 省本级 州本级 本级 市直 区直 县直 本地区 本市 本区 本县 本镇 本辖区 "
    "各县（市、区） 各县(市、区) 各县（市）区 各县(市)区 各市县区 各县市区 各区县市 各区县 各县区 各县市 各市县 各市州 各市（州） 各地市 各设区市 各县 各区 各市 各州 各地 县（市、区） 县(市、区) 县市区 县区 区县 县（市）区 "
    "各镇（街道） 各镇(街道) 各乡镇（街道） 各乡镇(街道) 各街道（镇） 各乡镇街道 各镇街 各镇 各乡镇 各街道 各乡 各村（社区） 各村 各社区 乡镇（街道） 镇（街道） 镇街 各园区 园区 各开发区 各功能区 市辖区 "
    "市城区 中心城区 主城区 城区 农村 市区 经开区 高新区 各单位 各部门 各级各部门 各学校 各医院"
)
_NEEDS_VERB = frozenset(
    "城区 市城区 中心城区 主城区 农村 市区 园区 本级 市辖区 镇街 县区 区县 乡镇（街道） 经开区 高新区 各单位 各部门 各级各部门 各学校 各医院".split()
)
_WHOLE = re.compile(r"全[省市区县镇乡州盟旗域国]|全街道|本[市区县镇]")
WHOLES = frozenset("全省 全市 全区 全县 全镇 全乡 全街道 全州 全盟 全旗 全域 全国 本市 本区 本县".split())
_COUNTED = re.compile(r"(?:市辖|其余|其他|城区)[一二三四五六七八九十\d]+[区县市]")
_SUFFIX = re.compile(
    r"自治县|自治州|自治旗|(?:经济技术|高新技术产业|高新技术|经济|产业|工业|综合|旅游|新技术|循环经济)*(?:开发区|示范区|园区|集中区)|产业园|工业园|经开区|高新区|新区|街道办事处|街道|矿区|林区|管理区|度假区|县|市|区|镇|乡|州|盟|旗"
)
_NO_PLACE = (
    "社区",
    "小区",
    "景区",
    "片区",
    "街区",
    "校区",
    "灾区",
    "地区",
    "中心城区",
    "主城区",
    "老城区",
    "院区",
    "厂区",
    "辖区",
    "城市",
    "超市",
    "门市",
    "集市",
    "股市",
    "上市",
    "城镇",
    "乡镇",
    "夜市",
    "菜市",
    "保护区",
    "功能区",
    "服务区",
    "住宅区",
    "棚户区",
    "县域",
)
_NO_NAMES_ALONE = frozenset("城区 市城区 山区 库区 老区 林区 矿区 牧区 湖区 疫区 市区 深山区 贫困山区 革命老区".split())
_BODY_END = re.compile(
    "局|委员会|委|办公室|办|厅|处|院|中心|公司|集团|支队|大队|部门|单位|政府|机构|协会|学校|医院|银行|联社|法院|检察院|妇联|残联|总工会|工会|团委"
)
_NO_BODY = ("完成", "新增", "建设", "推进", "的", "、", "对", "按", "和", "及", "，")
_NO_NAME = (
    "完成",
    "新增",
    "实现",
    "达到",
    "建设",
    "推进",
    "开展",
    "引进",
    "培育",
    "不",
    "的",
    "和",
    "及",
    "与",
    "按",
    "其中",
    "加强",
    "每",
    "月",
    "改造",
    "项目",
    "企业",
    "农村",
    "老旧",
    "城镇",
    "重点",
    "保持",
    "排名",
    "位居",
    "增速",
    "全市",
    "全省",
    "全国",
    "全区",
    "同比",
    "力争",
    "确保",
)
_VERBS = longest_first(
    "完成 新增 净增 实现 化解 建成 开工 竣工 准备 引进 新引进 达到 不低于 不少于 不超过 不高于 低于 高于 负责 分别 各 均 确保 力争 要 应 必须 突破 增长 下降 控制在 累计 争取 至少 以上 "
    "新建 改造 培育 牵头 承担 处置 盘活 清查 发放 培训 组织 按 交付 达 使用 对 加强 建立 开展 推进 落实 制定 报送 上报 清收 清理 整治 打造 创建 存贷比 较 比 占 排名 获"
)


@dataclass(frozen=True, slots=True)
class AreaFound:
    """An area in the text at [start, end). `body` marks a department; `verb` that it stands as the subject of a verb."""

    name: str
    start: int
    end: int
    body: bool = False
    group: bool = False


class AreaFinder:
    """Finds areas at given offsets of one folded text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        names = [name for name in vocabulary.areas if len(name) > 1 and name not in _NEEDS_VERB]
        self._known = tuple(sorted(names, key=len, reverse=True))
        self._groups = frozenset(name for name, area in vocabulary.areas.items() if area.members)

    def at(self, text: str, start: int, stop: int, *, value_starts: frozenset[int], listed: bool = False) -> AreaFound | None:
        """The area that starts at `start`, if what follows it (up to `stop`) can follow an area.

        `value_starts` are the offsets where a quantity starts. `listed`: an area of the same list went before.
        """
        for name in self._known:
            if text.startswith(name, start):
                found = self._bracketed(text, start, start + len(name), stop, name in self._groups)
                if (
                    name.startswith("全")
                    or _WHOLE.fullmatch(name)
                    or self._follows(text, found.end, stop, value_starts, known=True)
                ):
                    return found
        for name in _GROUPS:
            if text.startswith(name, start) and start + len(name) <= stop:
                found = self._bracketed(text, start, start + len(name), stop, not _WHOLE.fullmatch(name))
                if (
                    _WHOLE.match(name)
                    or (name.startswith(("各", "市直")) and name not in _NEEDS_VERB)
                    or name in {"本地区", "市本级"}
                ):
                    if not text[found.end : found.end + 1] == "级":
                        return found
                elif self._follows(text, found.end, stop, value_starts, known=name not in _NEEDS_VERB) or (
                    name in {"园区", "全市园区"} and found.end < stop and text[found.end] not in "建发产内基规"
                ):
                    return found
        counted = _COUNTED.match(text, start, stop)
        if counted and self._follows(text, counted.end(), stop, value_starts, known=True):
            return AreaFound(text[start : counted.end()], start, counted.end(), group=True)
        return self._unknown(text, start, stop, value_starts, listed=listed)

    def _bracketed(self, text: str, start: int, end: int, stop: int, group: bool) -> AreaFound:
        """双清区（含邵阳经开区）: the bracket that says what an area includes is part of its name."""
        if text[end : end + 1] in {"(", "（"} and text[end + 1 : end + 2] in {"含", "不"}:
            close = min((i for i in (text.find(")", end), text.find("）", end)) if i > 0), default=-1)
            if 0 < close < stop:
                end = close + 1
        return AreaFound(text[start:end], start, end, group=group)

    def _unknown(self, text: str, start: int, stop: int, value_starts: frozenset[int], *, listed: bool) -> AreaFound | None:
        window = text[start : min(stop, start + 18)]
        for match in _SUFFIX.finditer(window):
            name = window[: match.end()]
            if len(name) < 2 or name.endswith(_NO_PLACE) or any(word in name for word in _NO_NAME) or not _is_words(name):
                continue
            if name in _NO_NAMES_ALONE or (len(name) == 2 and name[0] in "省市县区镇乡"):
                continue
            found = self._bracketed(text, start, start + len(name), stop, group=False)
            if (
                text[found.end : found.end + 1].isdigit()
                and found.end not in value_starts
                and match.group() == "区"
                and len(name) > 3
            ):
                continue  # 人民医院新院区10月底前投入使用
            if self._follows(text, found.end, stop, value_starts, known=False):
                return found
            if listed and 2 <= len(name) <= 6 and match.group() in {"县", "市", "区", "镇", "乡", "街道", "自治县"}:
                return found  # the last of a list: 青溪县、南河县、东湖区居民收入
            if text.startswith("建设", found.end) and match.group() in {"市", "县", "镇", "乡", "自治县"} and len(name) > 2:
                return found
        for match in _BODY_END.finditer(text[start : min(stop, start + 24)]):
            name = text[start : start + match.end()]
            if len(name) < 2 or not _is_words(name) or any(word in name for word in _NO_BODY):
                continue
            if self._follows(text, start + match.end(), stop, value_starts, known=False, body=True):
                return AreaFound(name, start, start + match.end(), body=True)
        return None

    def _follows(self, text: str, end: int, stop: int, value_starts: frozenset[int], *, known: bool, body: bool = False) -> bool:
        at = end
        while at < stop and text[at] == " ":
            at += 1
        if at >= stop or at in value_starts:
            return at in value_starts
        if text[at] in "、和及与" or text.startswith("以及", at):
            step = 2 if text.startswith("以及", at) else 1
            return self._list_goes_on(text, at + step, stop, value_starts, body=body)
        if text[at] == ":":
            return True
        if text.startswith(("城", "化", "域")):
            return False
        verbs = (
            ("使用", "对", "加强", "要", "应", "必须", "负责", "不得", "各", "不低于", "不少于", "完成", "新增", "牵头", "分别")
            if body
            else _VERBS
        )
        if text.startswith(verbs, at):
            return not text.startswith(("建设", "对外", "按揭", "要素", "应急", "应用", "达标", "比例", "比率"), at)
        return text[at].isdigit() and not body  # a date: 邵阳经济技术开发区11-12月

    def _list_goes_on(self, text: str, at: int, stop: int, value_starts: frozenset[int], *, body: bool) -> bool:
        return self.at(text, at, stop, value_starts=value_starts, listed=True) is not None


_VERB_STARTS = tuple(word for word in words.DONE_VERBS + words.KEPT_FLOWS + words.QUALITY_HEADS if len(word) > 1)


def _is_words(name: str) -> bool:
    """Whether a candidate is made of Chinese characters only and does not begin with a verb of doing."""
    return all("一" <= char <= "鿿" for char in name) and not name.startswith(_VERB_STARTS)
