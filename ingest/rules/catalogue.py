"""What the reader of rules says to the operator who dropped them: codes, Chinese messages and fixes.

Only texts belong here. A code is stable. `{…}` are words that the reader fills in.
"""

from __future__ import annotations

from ingest.findings import Catalogue, Entry
from ingest.findings.catalogue import file_error, info, row_error, warning

_AS_EXPORTED = "请用 threekey rules export 导出现行规则，在导出的文件上修改后再放入 inbox/rules/。"

_ENTRIES: dict[str, Entry] = {
    "rules-no-such-table": file_error(
        "无法确定“{seen}”是哪一张规则表：文件名（或工作表名）应为规则表的名称，如 areas.csv。", _AS_EXPORTED
    ),
    "rules-columns-missing": file_error("规则表 {table} 的表头缺少{wanted}。", _AS_EXPORTED),
    "rules-column-unknown": file_error("规则表 {table} 没有“{seen}”这一列，无法确定它的意思。", _AS_EXPORTED),
    "rules-column-twice": file_error("规则表 {table} 的表头中“{seen}”出现了不止一次。", "请只保留一列后再放入。"),
    "rules-no-rows": file_error("规则表 {table} 的表头下面没有任何一行。", "请填入要增加或修改的行后再放入。"),
    "rules-broken-together": file_error(
        "加上这份文件后，规则表 {table} 整体不成立：{why}。这份文件整份不采用，原有规则继续有效。", "请按说明改正后再放入。"
    ),
    "rules-cell-blank": row_error("“{label}”没有填写。", "请补填“{label}”。"),
    "rules-not-a-date": row_error("“{label}”填的“{seen}”不是日期。", "日期请写成 2024-01-31。"),
    "rules-not-a-number": row_error("“{label}”填的“{seen}”不是{wanted}。", "请填{wanted}，不带单位。"),
    "rules-out-of-range": row_error("“{label}”填的“{seen}”超出范围。", "应在{wanted}之间。"),
    "rules-not-a-choice": row_error("“{label}”填的“{seen}”不在可选范围内。", "可填：{wanted}。"),
    "rules-not-a-pattern": row_error(
        "“{label}”填的“{seen}”不是可用的正则表达式。", "请核对括号等符号是否成对；前后查找和反向引用不能用。"
    ),
    "rules-text-too-long": row_error("“{label}”的文字过长（{seen} 字）。", "最多 {wanted} 字。"),
    "rules-text-unsafe": row_error(
        "“{label}”填的“{seen}”不能采用：以 = + - @ 开头的文字会被表格软件当作公式，换行等控制字符也不能用。", "请改成普通文字。"
    ),
    "rules-dates-reversed": row_error("开始日期晚于结束日期（{seen}）。", "请核对这一行的起止日期。"),
    "rules-days-reversed": row_error("until_days 早于 after_days（{seen}），这条规则永远不会起作用。", "请核对这两格的天数。"),
    "rules-refers-to-nothing": row_error(
        "“{label}”填的“{seen}”在规则表 {wanted} 中没有。", "请核对写法；确需新增的，请一并放入该表的行。"
    ),
    "rules-area-in-itself": row_error(
        "“{label}”填的“{seen}”又在这个地区之内，两者互为上级。", "请核对各级地区的上级代码。"
    ),
    "rules-group-in-itself": row_error("“{label}”填的“{seen}”就是这个组自己。", "成员应是另一个名称。"),
    "rules-not-a-group": row_error("“{label}”填的“{seen}”在规则表 areas 中不是地区组。", "地区组的 level 应为 group。"),
    "rules-status-unfit": row_error(
        "“{label}”填的“{seen}”与 condition“{condition}”不相配。", "应填：{wanted}；叫法和灯色可以改。"
    ),
    "rules-leads-on": row_error(
        "“{label}”填的“{seen}”在同一张表里既是别名又是本名，无法确定最终指哪一个。",
        "别名请直接写明现在使用的本名；名称改了的，请把写着旧名称的各行一并改为新名称。",
    ),
    "rules-not-in-base-units": row_error(
        "“{label}”填的“{seen}”不是这个单位可以换算成的基本单位。",
        "基本单位是本表中 base_unit 为其自身、factor 为 1 的单位，dimension 须相同；不换算的单位请填它自己。",
    ),
    "rules-not-a-unit": row_error("“{label}”填的“{seen}”不能作计量单位。", "单位由文字组成，不以数字开头，不含空格和标点。"),
    "rules-not-a-period": row_error(
        "“{label}”填的“{seen}”不是报告期。", "月份请写成 2024-01，旬 2024-01-1，周 2024-W05，季度 2024-Q1，年 2024。"
    ),
    "rules-not-a-name": row_error(
        "“{label}”填的“{seen}”不能作名称。", "名称最多 60 字，不含分号和竖线；有几个名称的请分成几行。"
    ),
    "rules-row-twice": row_error("同一条规则在第{other}行已经写过。", "请只保留正确的一行。"),
    "rules-taken-name": row_error("“{label}”填的“{seen}”已被另一行使用。", "名称不能重复，请改用别的名称。"),
    "rules-row-short": row_error(
        "这一行的格数与表头不一致，无法确定各格属于哪一列。", "含逗号的文字请加英文双引号，或在表格软件中编辑后另存。"
    ),
    "rules-as-shipped": info(
        "有 {count} 行与程序自带的规则相同，不作为本地规则保存：程序以后更新这些规则时，本地随之更新。"
    ),
    "rules-nothing-withdrawn": warning("要撤销的规则原本就没有，这一行没有作用。", "请核对这一行的写法。"),
}  # fmt: skip

CATALOGUE = Catalogue(_ENTRIES, longest=60)

finding = CATALOGUE.say
