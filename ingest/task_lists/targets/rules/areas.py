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

WHOLES = frozenset(longest_first("全省 全市 全区 全县 全镇 全乡 全街道 全州 全盟 全旗 全域 全国 本市 本区 本县 本镇"))
# Names of levels and of groups. The first are areas whatever follows; the others only before a verb or a value.
_ALWAYS = longest_first(
    """
    全市园区 全区园区 全县园区 市本级 区本级 县本级 省本级 州本级 市直 区直 县直 本地区 本辖区 各县（市、区） 各县(市、区)
    各县（市）区 各县(市)区 各市县区 各县市区 各区县市 各区县 各县区 各县市 各市县 各市州 各市（州） 各市(州) 各地市 各设区市
    各县 各区 各市 各州 各镇（街道） 各镇(街道) 各乡镇（街道） 各乡镇(街道) 各街道（镇） 各街道(镇) 各乡镇街道 各镇街 各镇
    各乡镇 各街道 各乡 各村（社区） 各村(社区) 各村 各社区 各园区 各开发区 各功能区
    """
)
_SOMETIMES = longest_first(
    """
    县（市、区） 县(市、区) 县市区 县区 区县 县（市）区 县(市)区 乡镇（街道） 乡镇(街道) 镇（街道） 镇(街道) 镇街 园区 市辖区
    市城区 中心城区 主城区 城区 农村 市区 本级 经开区 高新区 各地 各单位 各部门 各级各部门 各学校 各医院
    """
)
_COUNTED = re.compile(
    r"(?:市辖|其余|其他|城区)[一二三四五六七八九十\d]+[区县市]"
    r"|每个?(?:县\(市、区\)|县市区|县区|区县|乡镇\(街道\)|乡镇|镇\(街道\)|镇|街道|村\(社区\)|村|社区|园区|县|区)"
)
_PARK_KINDS = "经济技术|高新技术产业|高新技术|经济|产业|工业|综合|旅游|新技术|循环经济"
_SUFFIX = re.compile(
    rf"自治县|自治州|自治旗|(?:{_PARK_KINDS})*(?:开发区|示范区|园区|集中区)|产业园|工业园|经开区|高新区|新区"
    r"|街道办事处|街道|矿区|林区|管理区|度假区|县|市|区|镇|乡|州|盟|旗"
)
_PLAIN = frozenset(("县", "市", "区", "镇", "乡", "街道", "自治县"))
# Departments may have a share of a value; other bodies are areas only where they must do something (市供销社负责…).
_DEPARTMENT = "局|委员会|委|办公室|办|厅|部门|政府|支队|大队|法院|检察院|妇联|残联|总工会|工会|团委"
_BODY_END = re.compile(rf"(?P<department>{_DEPARTMENT})|单位|处|院|中心|公司|集团|机构|协会|学校|医院|银行|联社")
# Words that end like a place and are none, and words that no name of a place or a body holds.
_NO_PLACE = longest_first(
    """
    社区 小区 景区 片区 街区 校区 灾区 地区 中心城区 主城区 老城区 院区 厂区 辖区 城市 超市 门市 集市 股市 上市 城镇 乡镇
    夜市 菜市 保护区 功能区 服务区 住宅区 棚户区
    """
)
_NO_PLACE_ALONE = frozenset(longest_first("城区 市城区 山区 库区 老区 林区 矿区 牧区 湖区 疫区 市区 深山区 贫困山区 革命老区"))
_NOT_IN_PLACE = longest_first(
    """
    完成 新增 实现 达到 建设 推进 开展 引进 培育 不 的 及 与 按 其中 加强 每 改造 项目 企业 农村 老旧 城镇 重点 保持 排名
    位居 增速 全市 全省 全国 全区 同比 力争 确保
    """
)
_NOT_IN_BODY = longest_first("完成 新增 建设 推进 的 、 对 按 和 及 ，")
_NO_BODY = longest_first("查处 惩处 举办 承办 主办 查办 督办 开办 交办 布局 格局 用处 好处 到处 法委")
_VERB_STARTS = tuple(word for word in words.DONE_VERBS + words.KEPT_FLOWS + words.QUALITY_HEADS if len(word) > 1)
# What may follow an area and what may follow a body, and what only looks like it.
_AFTER_PLACE = longest_first(
    """
    完成 新增 净增 实现 化解 建成 开工 竣工 准备 引进 新引进 达到 不低于 不少于 不超过 不高于 低于 高于 负责 分别 各 均
    确保 力争 要 应 必须 突破 增长 下降 控制在 累计 争取 至少 以上 新建 改造 培育 牵头 承担 处置 盘活 清查 发放 培训 组织
    按 交付 达 使用 对 加强 建立 开展 推进 落实 制定 报送 上报 清收 清理 整治 打造 创建 较 比 占 排名 获
    """
)
_AFTER_DEPARTMENT = longest_first("使用 对 加强 要 应 必须 负责 不得 各 不低于 不少于 完成 新增 牵头 分别")
_AFTER_BODY = longest_first("使用 对 加强 要 应 必须 负责 不得 牵头")
_NO_VERB = ("对外", "按揭", "要素", "应急", "应用", "达标", "比例", "比率", "比重")
_NOT_AFTER_PARK = "建发产内基规"  # 园区建设, 园区产值: the park is part of what is measured
_LONGEST_PLACE, _LONGEST_BODY = 18, 24
_DEEPEST_LIST = 20  # names of a list that are looked at ahead; what is a list so far is one


@dataclass(frozen=True, slots=True)
class AreaFound:
    """An area in the text at [start, end). `name` is its folded text."""

    name: str
    start: int
    end: int


class AreaFinder:
    """Finds areas at given offsets of folded texts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        sometimes = frozenset(_SOMETIMES)
        self._known = tuple(sorted((n for n in vocabulary.areas if len(n) > 1 and n not in sometimes), key=len, reverse=True))

    def at(
        self, text: str, start: int, stop: int, *, value_starts: frozenset[int], listed: bool = False, depth: int = 0
    ) -> AreaFound | None:
        """The area that starts at `start`, if what follows it (up to `stop`) can follow an area; else None.

        `value_starts` are the offsets where a quantity or rank starts; `listed`: an area of the same list went before.
        """
        look = _Look(self, text, stop, value_starts, depth)
        for name in self._known:
            if text.startswith(name, start):
                end = look.with_bracket(start + len(name))
                if name.startswith("全") or name in WHOLES or look.can_follow(end, _AFTER_PLACE):
                    return AreaFound(text[start:end], start, end)
        return look.level(start) or look.place(start, listed=listed) or look.body(start)


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at a text from one offset on."""

    finder: AreaFinder
    text: str
    stop: int
    value_starts: frozenset[int]
    depth: int

    def with_bracket(self, end: int) -> int:
        """双清区（含邵阳经开区）: the bracket that says what an area includes is part of its name."""
        if self.text[end : end + 1] == "(" and self.text[end + 1 : end + 2] in {"含", "不"}:
            close = self.text.find(")", end, self.stop)
            return close + 1 if close > 0 else end
        return end

    def level(self, start: int) -> AreaFound | None:
        """全市, 市本级, 各县市区, 市辖三区."""
        always = next((n for n in (*_ALWAYS, *WHOLES) if self.text.startswith(n, start)), "")
        if always and self.text[start + len(always) : start + len(always) + 1] != "级":
            end = self.with_bracket(start + len(always))
            return AreaFound(self.text[start:end], start, end)
        name = next((n for n in _SOMETIMES if self.text.startswith(n, start)), "")
        end = start + len(name)
        if name and self.can_follow(end, _AFTER_PLACE):
            return AreaFound(name, start, end)
        if name == "园区" and end < self.stop and self.text[end] not in _NOT_AFTER_PARK:
            return AreaFound(name, start, end)
        counted = _COUNTED.match(self.text, start, self.stop)
        if counted and self.can_follow(counted.end(), _AFTER_PLACE):
            return AreaFound(counted.group(), start, counted.end())
        return None

    def place(self, start: int, *, listed: bool) -> AreaFound | None:
        """A name that nobody told us, by its suffix: 青溪县, 云岭经济开发区."""
        for match in _SUFFIX.finditer(self.text[start : min(self.stop, start + _LONGEST_PLACE)]):
            name = self.text[start : start + match.end()]
            if not _may_be_place(name):
                continue
            end, suffix = self.with_bracket(start + len(name)), match.group()
            dated = self.text[end : end + 1].isdigit() and end not in self.value_starts
            if dated and suffix == "区" and len(name) > 3:
                continue  # 人民医院新院区10月底前投入使用
            ends_list = listed and len(name) <= 6 and suffix in _PLAIN  # 青溪县、南河县、东湖区居民收入
            builds = self.text.startswith("建设", end) and suffix in _PLAIN - {"区", "街道"} and len(name) > 2
            if ends_list or builds or self.can_follow(end, _AFTER_PLACE):
                return AreaFound(self.text[start:end], start, end)
        return None

    def body(self, start: int) -> AreaFound | None:
        """A department that has a share: 市科技局负责1家."""
        for match in _BODY_END.finditer(self.text[start : min(self.stop, start + _LONGEST_BODY)]):
            name = self.text[start : start + match.end()]
            end = start + len(name)
            if len(name) < 2 or not _is_name(name) or any(word in name for word in _NOT_IN_BODY) or name.endswith(_NO_BODY):
                continue
            if match["department"] is None:
                acts = self.text.startswith(_AFTER_BODY, end) and not self.text.startswith(_NO_VERB, end)
                if acts or (self.text[end : end + 1] == "、" and self._list_goes_on(end + 1)):
                    return AreaFound(name, start, end)
                continue
            dated = self.text[end : end + 1].isdigit() and end not in self.value_starts
            if not dated and self.can_follow(end, _AFTER_DEPARTMENT):
                return AreaFound(name, start, end)
        return None

    def can_follow(self, end: int, verbs: tuple[str, ...]) -> bool:
        """Whether the text after an area can follow one."""
        at = end
        while at < self.stop and self.text[at] == " ":
            at += 1
        if at >= self.stop:
            return False
        if at in self.value_starts or self.text[at] == ":" or self.text[at].isdigit():
            return True  # a value, or a date: 邵阳经济技术开发区11-12月
        for joint in ("以及", "、", "和", "及", "与"):
            if self.text.startswith(joint, at):
                return self._list_goes_on(at + len(joint))
        return self.text.startswith(verbs, at) and not self.text.startswith(_NO_VERB, at)

    def _list_goes_on(self, at: int) -> bool:
        if self.depth >= _DEEPEST_LIST:
            return True
        finder, starts = self.finder, self.value_starts
        return finder.at(self.text, at, self.stop, value_starts=starts, listed=True, depth=self.depth + 1) is not None


def _may_be_place(name: str) -> bool:
    if len(name) < 2 or name in _NO_PLACE_ALONE or name.endswith(_NO_PLACE) or (len(name) == 2 and name[0] in "省市县区镇乡"):
        return False
    return _is_name(name) and not any(word in name for word in _NOT_IN_PLACE)


def _is_name(name: str) -> bool:
    """Whether a candidate is made of Chinese characters only and does not begin with a verb of doing."""
    return all("一" <= char <= "鿿" for char in name) and not name.startswith(_VERB_STARTS)
