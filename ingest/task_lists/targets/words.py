"""The words of the grammar, as tables: comparators, growth, verbs, events, units, shared nouns. No reading happens here."""

from __future__ import annotations

from ingest.task_lists.model import Comparator

GE, GT, LE, LT, EQ, APPROX = Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT, Comparator.EQ, Comparator.APPROX


def longest_first(words: str) -> tuple[str, ...]:
    return tuple(sorted(words.split(), key=len, reverse=True))


# ── units of measure, as they follow a number (the multiplier 万, 亿 is the number's) ─────────────────────────────────
UNITS = longest_first(
    """
    元 美元 欧元 港元 日元 元/人 元/月 元/年 元/吨 元/亩 元/平方米 元/人/年 元/人/月 元/月/人 元/年/人 个百分点
    百分点 个工作日 工作日 个月 小时 分钟 天 % ‰ ‱ 倍 成 个 家 户 人次 人 名 位 项 件次 件 台套 台(套) 台（套）
    台 套 辆 座 栋 幢 间 处 条 所 只 头 羽 尾 株 棵 宗 批次 批 场次 场 期 部 篇 册 份 张 块 片 孔 口 眼 艘 架 组
    对 队 支 门 种 款 例 起 床 户次 车次 班次 次 标段 标箱 根 盏 杆 尊 顶 桩 车位 泊位 枚 箱 袋 笔 单 岁 分
    平方米 ㎡ m² m2 平米 平方公里 平方千米 公里 千米 km 米 里 亩 公顷 立方米 m³ m3 方 升 吨 公斤 千克 克 斤
    吨标准煤 吨标煤 千瓦时 千瓦 兆瓦 MW kW KW GW 吉瓦 kWh 度 伏安 千伏安 兆伏安 微克/立方米 毫克/立方米 毫克/升
    微克/升 吨/年 吨/日 吨/天 立方米/日 公里/小时 人/平方公里 千克/亩 斤/亩 公斤/亩 吨/万元 千瓦时/万元
    立方米/万元 件/万人 张/千人 人/万人 ℃ dB 分贝 Gbps Mbps P PFlops 斤粮
    人年 人日 人天 台班
    """
)
SHARE_UNITS = frozenset(("%", "‰", "‱", "成"))
COUNT_UNITS = frozenset(
    longest_first(
        """
    个 家 户 人 名 位 项 件 台 套 辆 座 栋 幢 间 处 条 所 只 头 株 棵 宗 批 场 期 部 篇 份 张 块 片 口 艘 架 组
    对 支 例 起 次 人次
    """
    )
)
# After a Chinese numeral only these make a quantity: 两个, 八百家, 三座; never 三类, 一次, 九大, 一批.
NUMERAL_UNITS = frozenset(
    longest_first(
        """
    个 家 户 人 名 项 件 台 套 座 栋 处 条 所 亩 公里 元 美元 吨 平方米 % 成 倍 个百分点 人次 场 宗 斤 千瓦 兆瓦
    辆 张
    """
    )
)

# ── comparators ──────────────────────────────────────────────────────────────────────────────────────────────────────
BEFORE_VALUE: dict[str, Comparator] = {
    **dict.fromkeys(
        longest_first(
            """
    不得低于 不能低于 不低于 不得少于 不能少于 不少于 不小于 不得小于 不弱于 不逊于 达到 达 突破 至少 不劣于 ≥
    >= 实现
    """
        ),
        GE,
    ),
    **dict.fromkeys(longest_first("超过 高于 大于 优于 多于 快于 好于 高出 领先 超出 超 逾 >"), GT),
    **dict.fromkeys(
        longest_first(
            """
    不得超过 不能超过 不超过 不超 不得高于 不高于 不大于 不多于 不得多于 控制在 控制到 最多 至多 ≤ <=
    """
        ),
        LE,
    ),
    **dict.fromkeys(longest_first("低于 小于 少于 不足 不到 慢于 <"), LT),
    **dict.fromkeys(longest_first("稳定在 保持在 维持在 稳定保持在 稳定达到 稳定在 保持 维持"), GE),
    **dict.fromkeys(
        longest_first(
            """
    提高到 提高至 提升到 提升至 增加到 增加至 增长到 增至 上升到 上升至 扩大到 扩大至 增长至 升至 达至
    """
        ),
        GE,
    ),
    **dict.fromkeys(
        longest_first(
            """
    下降到 下降至 降低到 降低至 降至 降到 压减到 压减至 压缩到 压缩至 缩短到 缩短至 减少到 减少至 减至 压降至
    压降到 缩小到 缩小至 收窄到 收窄至 回落到 回落至
    """
        ),
        LE,
    ),
    **dict.fromkeys(longest_first("约 大约 等于"), APPROX),
}
BEFORE_VALUE["等于"] = EQ
AFTER_VALUE: dict[str, Comparator] = {
    **dict.fromkeys(longest_first("及以上 以上 或以上"), GE),
    **dict.fromkeys(longest_first("及以内 以内 之内 内 及以下 以下"), LE),
    **dict.fromkeys(longest_first("左右 上下"), APPROX),
}
FLIPPED = {GE: LE, GT: LT, LE: GE, LT: GT, EQ: EQ, APPROX: APPROX}

RISE = longest_first(
    """
    同比涨幅 涨幅 同比上涨 上涨 同比增长率 同比增长 同比增速 同比增幅 同比增加 同比提高 同比提升 同比上升
    年均增长 年均增速 平均增长 平均增速 年均同比增长 增长率 增长速度 增长 增速 增幅 同比增 可比增长 名义增长
    实际增长 累计增长 累计增速 累计同比增长 环比增长 环比增速 提高 提升 上升 增加 提速 递增
    """
)
FALL = longest_first(
    """
    同比下降 同比降低 同比减少 同比压减 同比降幅 年均下降 累计下降 累计降低 环比下降 下降幅度 下降率 降幅 下降
    降低 减少 压减 压缩 压降 削减 缩短 回落 负增长 降低率 压减率 减少率
    """
)
STRETCH = longest_first(
    """
    力争达到 力争实现 力争完成 力争突破 力争 奋力实现 奋力 冲刺 争取达到 努力达到 努力实现
    """
)

# ── verbs that are no part of what is measured ───────────────────────────────────────────────────────────────────────
ADVERBS = longest_first(
    """
    进一步 持续 有序 深入 继续 不断 切实 全面 大力 积极 稳步 全力 着力 扎实 认真 严格 统筹 主动 逐步 稳妥 高效
    高质量 高标准 加快 加大 确保 保证 力争 争取 务必 要 必须 应 应当 需 须 全部 均 都 也 并 且 同时 按序时进度
    按要求 按规定 按计划 按时 如期 及时 依法 平稳 精准 快速 率先 完成上级下达的 年计划 计划 拟 将 另 还 再
    原则上 努力 尽快 提前 再次 共 总共 共计 全年 预计 顺利 奋力 年均 同步 至少
    """
)
# Also adjectives of a thing: taken off only before a verb (高标准推进), not before a noun (高标准农田).
ADJECTIVES = frozenset(
    longest_first(
        """
    高标准 高质量 高效 快速 精准 统筹 全面 率先 平稳 顺利 基本 大力 全部
    """
    )
)
DONE_VERBS = longest_first(
    """
    累计完成 累计实现 累计达到 共完成 建成投用 建成投运 建成 建设 完成 实现 开通 发展 引进 争取 准备 实施 培育
    打造 组织 建成并投用 开展 安排 落实 达成 举办 承办 创建 推进 推动 抓好 做好 打好 争创 力争 确保 给予
    年计划完成 计划完成 选派 配备 配置 设置 布局 谋划 储备 任务 涉及
    启动
    """
)
WEAK_TAILS = longest_first(
    """
    累计完成 累计实现 累计达到 累计达 累计 完成 实现 达到 达 为 至 到 共 总数 总计 合计 分别 均 各 要 应 须 需
    确保 力争 争取 全部 按要求 必须 应当 都 数量 目标为 目标 计划 任务数 稳定 且 在 同比 环比
    """
)
KEPT_FLOWS = longest_first(
    """
    改造提升 提质改造 改造升级 新建成 建成通车 续建 新改建 维修改造 新增 净增 新引进 新认定 新建 新开工 新竣工
    新招商 新签约 新注册 新培育 新开通 新入库 新设立 新投产 新发放 新创建 新改扩建 新建改造 新改建 改建 扩建
    改造 引进 签约 开工 竣工 投产 建成投产 建成 交付 完工 退出 注销 认定 淘汰 培训 发放 入库 化解 处置 盘活 清理
    拆除 治理 修复 整治 创建 培育
    """
)
GENERIC_FLOWS = frozenset(
    longest_first(
        """
    新增 净增 引进 完成 实现 交付 改造 建成 培训 发放 化解 处置 开通
    """
    )
)  # alone: the same thing again
GENERIC_METRICS = frozenset(
    longest_first(
        """
    总量 总数 数量 增速 同比增速 增幅 指标 该指标 全年 总额 规模 累计 目标 全年目标 任务 全年任务 排名 综合排名
    各项指标 主要指标 指标值 比例 目标值 年度目标 年度目标值 全年目标值 计划数 任务数 目标数 年度任务
    """
    )
)
MEASURE_NOUNS = longest_first(
    """
    总量 总规模 总额 总数 总值 数量 规模 面积 收入 产值 总产值 增加值 比例 占比 投资 销售额 成交额 金额 余额
    存量 增量 人数 户数 家数 里程 产量
    """
)

# ── events: something has happened by a date ─────────────────────────────────────────────────────────────────────────
EVENT_TAILS = longest_first(
    """
    开工建设 动工建设 全面开工 集中开工 开工 动工 竣工验收 竣工投产 竣工投用 竣工 完工 建成通车 建成投产
    建成投用 建成投运 投运 建成运营 建成使用 建成启用 建成开放 建成 通车 试通车 投产达效 投产 投用 投入使用
    投入运营 投入运行 试运行 正式运营 开业运营 开业 启用 交付使用 交付到位 交付 封顶 主体封顶 达正负零 正负零
    通过验收 完成验收 验收合格 验收 挂网 挂牌成立 挂牌 招标挂网 上线运行 上线 落地见效 落地 办结 销号 摘帽
    全部完成 基本完成 完成 整改到位 整改完成 完成整改 建设到位 拆除到位 清理到位 通水 通气 通电 供地 入规 入统
    揭牌 交房 印发实施 印发 出台 编制完成 获批 批复 完成招标 开园 开馆 开学 招生 并网发电 并网 点火 贯通
    全线贯通 合龙 入驻 签约落地 出让 立项
    竣工通车 竣工交付 审议通过 顺利通过 评审通过 验收通过 通过
    """
)
EVENT_HEADS = longest_first(
    """
    完成 建成 启动 签订 印发 出台 编制完成 编制并公布 编制并印发 编制 制定出台 制定 发布 公布 上报 报送 提交
    举办 召开 出让 取得 获得 通过 成立 组建 设立 建立 开工 竣工 新建 改建 扩建 改造 开通 组织 搭建 创建 开工建设
    实现 确定 选定 审定 交付 拆除 关闭 腾退 引进 修订 附
    """
)
NOT_EVENTS = longest_first(
    """
    建立健全 实现重大突破 实现新突破 实现新提升 实现高质量 组织开展 组织实施 实现稳 实现更 实现良性 实现持续
    实现有效 建立完善 组织领导 通过
    """
)
QUALITY_HEADS = longest_first(
    """
    推进 推动 落实 抓好 抓实 打好 改善 开展 加强 加快 持续 优化 提升 遏制 强化 深化 做好 做大 做强 做优 支持
    引导 鼓励 健全 完善 防范 化解 确保 保障 培育 促进 巩固 拓展 统筹 严格 规范 坚持 深入 严厉 打击 提高 扩大
    改进 引领 构建 形成 树立 营造 维护 履行 加大 有序 继续 稳妥 积极 全面 大力 督促 指导 协调 配合 服务 发挥
    创新 探索 实施 整治 治理 管控 监管 检查 监督 按照 按 以 向 对 不发生 不出现 不得 必须 严禁 杜绝 禁止 防止
    避免 守住 压实 做到 争创 争取 抢抓 力争 实现 推行 全面推行 激发 释放 放大 聚焦 围绕 增强 建设 打造 发展 壮大
    组织 参与 执行 贯彻 学习 宣传 排查 整改 建立 盘活 清理 办好 办实 管好 用好 建好 严防 严守 坚守 建立健全
    建立完善 健全完善 巩固拓展 巩固提升 加快推进 补齐 引导 动员 压实
    严控 严抓 严管 从严 严查 狠抓
    """
)
QUALITY_TAILS = longest_first(
    """
    只减不增 只降不升 只增不减 稳中有升 稳中有进 支付到位 及时支付 支付 靠拢 考核 为依据 不违约 不断链 不断档
    不反弹 不断 监督检查 检查 落实 见效 有序 平稳 稳定 改善 提升 提高 优化 加强 完善 推进 巩固 增强 好转 向好
    可控 达标 有效 扎实 明显 显著 突破 领先 前列 整改 保障 健全 合格 安全 到位 攻坚 行动 进展 督促落实 拨付
    """
)
SCORING = longest_first("计分 记分 扣分 得分 加分 赋分 评分 折算分值 满分")

# Levels of government before one noun are bare qualifiers: 省、市重点项目 is one thing.
LEVELS_OF_GOVERNMENT = frozenset(
    longest_first(
        """
    国家 省 市 县 区 镇 乡 村 州 国家级 省级 市级 县级 区级 镇级 村级 省定 市定 县定 区定 国定 省委 市委 区委
    县委 部级 部 省直 市直 区直 县直 中央 上级 国 国控 省控 市控
    """
    )
)

BENCHMARK_TAILS = longest_first(
    """
    平均水平 平均值 平均增速 平均数 平均线 平均 均值 水平 标准 目标 任务 进度 同期 要求 增速 增幅 增长 发展 底
    末 年 月 上年 去年 上月 指标
    """
)
