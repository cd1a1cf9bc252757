"""Why a table, row or paragraph of a list is no task, as the account of the document says it to people."""

from __future__ import annotations

from enum import StrEnum


class Skipped(StrEnum):
    """The reasons, in the words of the account."""

    BLANK_ROW = "空行"
    HEADER_AGAIN = "重复的表头"
    TOTAL = "合计行"
    NOTE = "表注"
    TITLE_AND_HEADER = "表题和表头"
    SECTION_TITLE = "分部标题"
    TASK_UNKNOWN = "看不出是哪项任务"
    HIDDEN_SHEET = "隐藏的工作表"
    NO_TASK_TABLE = "不是任务表"
    BLANK_PARAGRAPH = "空段"
    COMMENT = "注释行"
    METADATA = "文件信息"
    OPENING = "文件抬头"
    APPENDIX = "附注"
    NUMBER = "单独成段的序号"
    NO_TASK = "不是任务的段落"


# what was counted: tables, rows, paragraphs, and what the container's reader left out of the file itself
TABLE, ROW, PARAGRAPH, FILE = "表", "行", "段", "文件"
NOTHING = "无"

# paragraphs whose figures are the document's own data and no one's task
SILENT = frozenset({Skipped.METADATA, Skipped.COMMENT, Skipped.BLANK_PARAGRAPH, Skipped.NUMBER})
