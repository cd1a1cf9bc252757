"""No figure goes without a word: in lists put together from parts, every one stands in a target's span or in a finding.

Each figure that a list gets is a number that stands nowhere else in it, so that finding it again proves that it was
accounted for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from ingest.task_lists.model import TaskList
from tests.unit.task_lists.tables.pages import Row, read_page, table

UNITS = ("个", "公里", "万亩", "户", "万元", "座", "%", "人次")
NOUNS = ("新建公厕", "修复渠道", "高标准农田", "改造农房", "发放补助", "建成泵站", "自来水普及率", "开展培训")


@dataclass
class Made:
    """The blocks of a list and the figures that were put into it."""

    chance: random.Random
    blocks: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)

    def number(self) -> str:
        """A number that the list does not have yet."""
        while True:
            number = f"{self.chance.randint(101, 999)}.{self.chance.randint(1, 9)}{self.chance.randint(1, 9)}"
            if number not in self.figures:
                self.figures.append(number)
                return number

    def put(self) -> list[str]:
        """The numbers that stand in the list; some were made for a choice that was not taken."""
        text = "".join(self.blocks)
        return [number for number in self.figures if number in text]

    def said(self) -> str:
        at = self.chance.randrange(len(NOUNS))
        return f"{NOUNS[at]}{self.number()}{UNITS[at]}"


def lead(made: Made) -> None:
    made.blocks.append(
        made.chance.choice(
            (
                f"2024年全县计划{made.said()}，力争{made.said()}。",
                f"去年全县共完成{made.said()}。今年各乡镇要落实到位，{made.said()}。",
                f"去年全县完成{made.said()}。今年计划{made.said()}，去年底累计达到{made.said()}。",
                f"去年完成{made.said()}，今年{made.said()}，{made.said()}不低于{made.number()}%。",
                f"现将任务下达你们，{made.said()}，请于11月20日前完成。",
            )
        )
    )


def headings(made: Made) -> None:
    made.blocks += [
        "一、工作任务",
        f"全县{made.said()}，其中{made.said()}。",
        "（一）加快项目建设",
        f"1.{made.said()}。（责任单位：县水利局）",
    ]


def items(made: Made) -> None:
    made.blocks += [f"二、抓好民生。{made.said()}，{made.said()}。", f"责任单位：县民政局。到年底{made.said()}。"]


def measures(made: Made) -> None:
    made.blocks += [
        "五、保障措施",
        f"（一）加强领导。{made.said()}，落实专项资金{made.number()}万元。",
        "（二）严格考核。",
        f"对{made.said()}的给予奖励。",
    ]


def projects(made: Made) -> None:
    made.blocks += [
        "编号：XM-7",
        "项目名称：青石水厂",
        f"总投资：{made.number()}万元",
        f"年度投资：{made.number()}万元",
        f"年度目标：{made.said()}。",
        f"备注：{made.said()}",
        "责任单位：县水利局",
    ]


def tasks(made: Made) -> None:
    rows: list[Row] = [("序号", "任务", "目标", "责任单位", "备注")]
    rows += [
        (str(n), NOUNS[n], f"{made.said()}，{made.said()}", "县住建局", made.chance.choice(("", made.said()))) for n in (1, 2)
    ]
    rows.append((("合计", 2, 1), None, f"{made.number()}个", "", ""))
    made.blocks += ["白石县2024年重点工作任务分解表", table(*rows), f"注：以上含上年结转{made.number()}个。"]


def areas(made: Made) -> None:
    rows = [
        (name, made.number(), made.number(), made.chance.choice(("", made.said()))) for name in ("石桥镇", "柳河乡", "南坪镇")
    ]
    title = made.chance.choice(
        ("附表：2024年乡村建设任务分解表", "附表2 2023年乡村建设任务分解表", "乡镇一览", "2024年乡村建设完成情况统计表")
    )
    made.blocks += [
        title,
        table(("乡镇", "新建公厕（座）", "修复渠道（公里）", "备注"), *rows),
        table(("青石乡", made.number(), made.number(), "")),
    ]


def indicators(made: Made) -> None:
    head: Row = ("指标", "单位", "2023年实绩", "2024年目标", "说明")
    rows = [
        (noun, unit, made.number(), made.number(), made.chance.choice(("", made.said())))
        for noun, unit in zip(NOUNS, UNITS, strict=True)
    ]
    made.blocks += ["主要指标表", table(head, *rows[:3]), f"注：{made.said()}为预计数。"]


def points(made: Made) -> None:
    made.blocks += [
        "（二）补齐短板",
        f"2.完成下列任务：①{made.said()}；②{made.said()}。",
        f"——{made.said()}。",
        f"（1）{made.said()}（{made.number()}分）。",
        f"注意：{made.said()}不计入。",
    ]


def annex(made: Made) -> None:
    made.blocks += ["白石县人民政府办公室", "2024年3月5日", "附件：有关情况", f"1.{made.said()}", f"全县现有{made.said()}。"]


def inside_rows(made: Made) -> None:
    rows: list[Row] = [
        ((f"2024年任务清单（共{made.number()}万元）", 3, 1), None, None),
        ("序号", "工作任务", "责任单位"),
        ((f"一、基础设施（{made.number()}万元）", 3, 1), None, None),
        ("1", f"{made.said()}，其中{made.said()}、{made.said()}。", "县住建局"),
        (("小计", 2, 1), None, f"{made.number()}万元"),
        ((f"说明：{made.said()}由县财政局核定。", 3, 1), None, None),
    ]
    made.blocks.append(table(*rows))


def by_area(made: Made) -> None:
    rows = [(noun, unit, made.number(), made.number(), made.number()) for noun, unit in zip(NOUNS, UNITS, strict=True)]
    made.blocks += ["2024年主要任务分解表", table(("任务", "单位", "全县", "石桥镇", "柳河乡"), *rows[:3])]


PARTS: tuple[Callable[[Made], None], ...] = (
    lead, headings, items, measures, projects, tasks, areas, indicators, points, annex, inside_rows, by_area,
)  # fmt: skip


def make(seed: int) -> Made:
    """A list of some parts in some order; the one of tasks always among them, so that it is a list."""
    chance = random.Random(seed)  # noqa: S311
    made = Made(chance, ["白石县2024年重点工作任务分解方案"])
    parts = chance.sample(PARTS, chance.randint(2, 6))
    for part in [*parts, *([] if tasks in parts else [tasks])]:
        part(made)
    return made


def lost(made: Made, task_list: TaskList) -> list[str]:
    """The figures that stand in no span, in no rule of scoring and in no finding."""
    spans = [*(target.span for target in task_list.targets), *(rule.rule_text for rule in task_list.scoring)]
    said = "\n".join([*spans, *(f"{f.seen} {f.message}" for f in task_list.findings)])
    numbers = set(re.findall(r"\d+(?:\.\d+)?", said))
    return [figure for figure in made.put() if figure not in numbers]


@pytest.mark.parametrize("seed", range(80))
def test_every_figure_of_a_list_is_read_or_named(seed: int) -> None:
    made = make(seed)
    task_list = read_page(*made.blocks)
    assert task_list.tasks
    assert lost(made, task_list) == []


def test_a_figure_that_is_left_out_is_seen_by_this_test() -> None:
    made = make(1)
    task_list = read_page(*made.blocks)
    made.figures.append("4321.09")
    made.blocks.append("4321.09")
    assert lost(made, task_list) == ["4321.09"]
