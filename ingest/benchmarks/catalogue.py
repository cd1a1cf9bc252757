"""What the reader of outside figures says to the person who collected them: codes, Chinese messages and fixes.

Only texts belong here. A code is stable. `{…}` are words that the reader fills in.
"""

from __future__ import annotations

from ingest.findings import Catalogue, Entry
from ingest.findings.catalogue import file_error, info, row_error, warning

_ONE_VALUE = "请核对出处后只保留正确的一行，再报送。"

_ENTRIES: dict[str, Entry] = {
    "benchmark-no-table": file_error(
        "没有找到外部数据表：表头应有{wanted}。",
        "请按“地区、指标、口径、开始日期、结束日期、数值、单位、来源”列出表头后再报送。",
    ),
    "benchmark-columns-missing": file_error("表头缺少{wanted}。", "请补上所缺的列后再报送。"),
    "benchmark-column-twice": file_error("表头中“{label}”出现了不止一次，无法确定以哪一列为准。", "请只保留一列后再报送。"),
    "benchmark-no-rows": file_error("表头下面没有任何数据。", "请填入数据后再报送。"),
    "benchmark-key-blank": row_error("这一行没有填写“{label}”。", "请补填“{label}”。"),
    "benchmark-unknown-measure": row_error(
        "口径“{seen}”无法识别。", "口径请填：同比（同比增速，%）、数值（总量、绝对数）或排名。"
    ),
    "benchmark-not-a-number": row_error("“{seen}”不是数字。", "数值一栏只填数字，单位填在“单位”一栏；没有数据的行请删去。"),
    "benchmark-rank-not-whole": row_error("排名“{seen}”不是正整数。", "排名请填 1、2、3 等整数。"),
    "benchmark-rank-beyond": row_error("排名“{seen}”超过 {most}，不像一个名次。", "请核对排名；若是数值，请改口径。"),
    "benchmark-beyond-bounds": row_error("“{seen}”太大或太小，不像一个实际的数，系统也存不下。", "请核对数值和单位。"),
    "benchmark-unit-blank": row_error("这一行的数值没有单位。", "请在“单位”一栏填写计量单位，如亿元、万元、户。"),
    "benchmark-unit-not-percent": row_error(
        "同比的单位是“{seen}”，应为 %。", "同比增速请以 % 填写；若为总量，请把口径改为“数值”。"
    ),
    "benchmark-bad-date": row_error("“{seen}”不是日历上的日期。", "日期请写成 2023-12-31 或 2023年12月31日。"),
    "benchmark-dates-reversed": row_error("开始日期晚于结束日期（{seen}）。", "请核对这一行的起止日期。"),
    "benchmark-duplicate-differs": row_error(
        "同一地区、同一指标、同一时段的数据在第{other}行也有，但数值不同（{seen}）。两行都暂不采用。", _ONE_VALUE
    ),
    "benchmark-duplicate": warning("这一行与第{other}行完全相同，只采用一次。", "无需处理；如系误填，请改正后再报送。"),
    "benchmark-source-blank": warning("这一行没有注明数据来源。", "请补上出处和公布日期，便于日后核对。"),
    "benchmark-area-unknown": warning(
        "地区“{seen}”不在地区表中，暂时对不上任何目标。", "请核对地区名称；确有此地区的，请系统管理员补入地区表。"
    ),
    "benchmark-sheet-skipped": info("工作表“{seen}”没有数据表头，未读取。", "如有数据，请补上表头后再报送。"),
}

CATALOGUE = Catalogue(_ENTRIES)

finding = CATALOGUE.say
