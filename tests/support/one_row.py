"""One row of each kind of file, read as intake reads it, with what a test puts into its cells."""

from __future__ import annotations

import csv
import io

from ingest.benchmarks.reader import BenchmarkReading
from ingest.benchmarks.reader import read_benchmarks as read_figures
from ingest.documents.reader import Use, read_bytes
from ingest.progress.filing import JudgedFiling
from ingest.progress.knowledge.context import Context
from ingest.progress.reader import read_filing
from ingest.task_lists.model import TaskList
from ingest.task_lists.reader import read_task_list
from ingest.vocabulary import Vocabulary
from tests.unit.progress import progress_home

FILED = {
    "任务编号": "重点工作-1-8", "任务名称": "地方一般公共预算收入", "区域": "全市", "计量单位": "亿元", "累计完成": "100",
}  # fmt: skip
PUBLISHED = {
    "地区": "湖南省", "指标": "GDP", "口径": "数值", "开始日期": "2023-01-01", "结束日期": "2023-12-31", "数值": "4.6",
    "单位": "亿元", "来源": "省统计局",
}  # fmt: skip
LISTED = {
    "序号": "1", "工作任务": "农村公路", "市定工作目标": "全市新改建农村公路300公里", "县工作任务": "新改建农村公路20公里",
    "牵头领导": "顾临川", "牵头单位": "县交通运输局", "责任单位": "县财政局", "责任人": "殷石泉", "联络人": "闵知远",
}  # fmt: skip


def filed(
    unit: str = "区财政局", period: str = "2023年11月", context: Context | None = None, twice: str = "", **cells: str
) -> JudgedFiling:
    """A filing of one row, the cells by their labels; or of two, the second with `twice` for its figure."""
    row = {**FILED, **cells}
    rows = [row, {**row, "累计完成": twice}] if twice else [row]
    text = _csv([["填报单位", unit], ["报告期", period], *_table(*rows)])
    document = read_bytes(text, "进展.csv", use=Use.FIGURES)
    return read_filing(document, name="进展.csv", sha256="1" * 64, context=context or progress_home.context())


def published(**cells: str) -> BenchmarkReading:
    """A file of outside figures with one row."""
    document = read_bytes(_csv(_table({**PUBLISHED, **cells})), "外部数据.csv", use=Use.FIGURES)
    return read_figures(document, progress_home.vocabulary())


def listed(rows: int = 1, title: str = "白石县2025年3月重点工作任务清单", **cells: str) -> TaskList:
    """A task list with the same row `rows` times; `{n}` in a cell is the number of its row."""
    table = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in _table(*({**LISTED, "序号": str(number), **_numbered(cells, number)} for number in range(1, rows + 1)))
    )
    html = f"<html><body><p>{title}</p><table>{table}</table></body></html>"
    return read_task_list(read_bytes(html.encode(), "清单.html"), _words())


def _numbered(cells: dict[str, str], number: int) -> dict[str, str]:
    return {label: text.replace("{n}", str(number)) for label, text in cells.items()}


def _words() -> Vocabulary:
    return progress_home.vocabulary()


def _table(*rows: dict[str, str]) -> list[list[str]]:
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
