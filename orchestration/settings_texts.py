"""What is said to the operator of a wrong setting, and the file that `threekey init` writes. Only texts belong here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LONGEST = 60

_TEXTS: Mapping[str, str] = {
    "extra_forbidden": "没有这一项设置，请核对名称",
    "greater_than_equal": "“{seen}”太小，至少为 {ge}",
    "less_than_equal": "“{seen}”太大，至多为 {le}",
    "string_too_long": "文字过长，最多 {max_length} 字",
    "string_type": "“{seen}”应为文字，两边加英文引号",
    "string_pattern_mismatch": "“{seen}”应以 http:// 或 https:// 开头",
    "int_parsing": "“{seen}”应为整数",
    "int_type": "“{seen}”应为整数",
    "int_from_float": "“{seen}”应为整数",
    "time_parsing": '“{seen}”应为时刻，如 "02:00"',
    "time_type": '“{seen}”应为时刻，如 "02:00"',
    "value_error": "“{seen}”不是时区名称，如 Asia/Shanghai",
    "no_place_name": "“{seen}”不像地区名称",
    "two_places": '“{seen}”是两级地区，请分开写：city = "{city}"，name = "{name}"',
    "no_server": "“{seen}”应只写名称、地址或套接字所在的文件夹；密码不写在这里",
    "literal_error": "“{seen}”应为 {expected} 之一",
    "model_type": "应写成一节：[名称]，下面每行一项",
    "model_attributes_type": "应写成一节：[名称]，下面每行一项",
    "dict_type": "应写成一节：[名称]，下面每行一项",
}


def words_of(kind: str, context: Mapping[str, Any], seen: object) -> str:
    """What is wrong with a value, by pydantic's name of the fault."""
    shown = str(seen)
    shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    return _TEXTS.get(kind, "“{seen}”不能用").format(seen=shown, **context) + "。"


def unread_section(variable: str) -> str:
    """Of a variable of the environment that gives a whole section and is none."""
    return f"环境变量 {variable}：应分项写，如 {variable}__名称=值。"


NEW_FILE = """# threekey 本地设置。改后从下一次运行起生效；以 # 开头的行不起作用，值为系统默认值。
# 地区、别名、报送日历、判定档次、计分、提醒等规则不在这里：见 threekey rules。
# 密码、机器人密钥和通讯录放在 private/ 中。

# timezone = "Asia/Shanghai"

[place]
# 清单没有写明是哪里的，按这里理解（会在核对说明中写明）
name = {place}
city = {city}

[schedule]
# nightly = "{nightly}"        # 每晚几点开始刷新，统计截至前一天

[inbox]
# settle_seconds = {settle_seconds}      # 收件箱里的文件多少秒内没有变动才读取，以免读到没传完的文件

[limits]
# file_megabytes = {file_megabytes}      # 单个文件的大小
# rows = {rows}             # 单个文件的行数
# cells = {cells}           # 单个文件的单元格数
# pages = {pages}              # PDF 的页数
# office_seconds = {office_seconds}     # LibreOffice 转换一个文件最多用多少秒
# reading_seconds = {reading_seconds}       # 读一个文件最多占用处理器多少秒，超过则中断，该文件不采用
# reading_megabytes = {reading_megabytes}   # 读一个文件最多用多少内存
# quarantined_files = {quarantined_files}    # 一晚最多搁置多少份使系统出错的文件，再多就不发布

[query]
# seconds = {query_seconds}             # threekey query 一条查询最多用多少秒
# memory_megabytes = {query_memory_megabytes}  # 最多用多少内存，放不下的写入临时文件
# temporary_megabytes = {query_temporary_megabytes}
# rows = {query_rows}          # 结果最多多少行

[retention]
# versions = {versions}             # 保留最近几个发布版本；收到的文件永久保留
# replay_days = {replay_days}         # 重放的结果保留多少天
# run_days = {run_days}            # 运行记录和检查结果
# letter_days = {letter_days}        # 已发出的提醒消息；还没有了结的事项一直记得

[channels]
# help = ""                # 每条消息末尾写明有问题问谁
# digest_hour = 8          # 每日简报最迟几点发出
# [channels.endpoints]     # 企业微信等私有化部署的地址
# wecom = "https://本单位的服务器/cgi-bin/webhook/send?key={{token}}"

[postgres]
# 运行记录（Dagster）默认存在本目录的 SQLite 中；多人使用时可改用 PostgreSQL，见 docs/operations.md
# host = ""                # 如 "127.0.0.1"，或套接字所在的文件夹；密码放在 private/postgres-password
# port = {postgres_port}
# database = "{postgres_database}"
# user = "{postgres_user}"
# tls = "{postgres_tls}"
# wait_seconds = {postgres_wait_seconds}      # 连不上时一次运行最多等多少秒
"""
