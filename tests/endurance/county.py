"""What a made-up county drops into the inbox of its home, night by night: the list and its versions, filings in order and not,
corrections, files sent twice, outside figures, rules. Everything comes from one source of chance, so a seed is a life.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.home import Home

COUNTY = "青溪县"
FIRST_NIGHT = dt.date(2024, 1, 10)
# unit, task, then what is counted, its measure and what is to be reached
TASKS = (
    ("县民政局", "民生保障", (("新建公厕", "座", 60), ("改造公厕", "座", 24))),
    ("县城管局", "城市管理", (("新建公园", "个", 12),)),
    ("县教育局", "教育提升", (("新建幼儿园", "所", 8), ("培训教师", "人", 900))),
    ("县林业局", "国土绿化", (("植树造林", "亩", 3600),)),
    ("县水利局", "水利建设", (("整治河道", "公里", 48), ("新建水闸", "座", 6))),
)
# the reader is made to fail over files whose names begin so, as over a fault of its own (`misfortunes`)
CRASHING = "压垮读取"
_NICKNAME = "便民局"  # which only a rule of the home makes known


@dataclass
class County:
    """`sent` are all filings so far, by name, to be sent again as they were."""

    home: Home
    chance: random.Random
    version: int = 0
    wanted: dict[str, int] = field(default_factory=dict)
    filed: Counter[tuple[str, str]] = field(default_factory=Counter)
    sent: list[tuple[str, str]] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    def night(self, day: dt.date) -> list[str]:
        """Drop what comes before the nightly run of a day; returns what that was."""
        kinds: list[str] = []
        if self.version == 0:
            self._list(day)
            kinds.append("list")
        many = 3 if day.day <= 5 else 1  # figures are due at the beginning of a month
        for _ in range(self.chance.choice((0, 1, 1, 2)) * many):
            (kind,) = self.chance.choices(list(_KINDS), [weight for weight, _ in _KINDS.values()])
            _KINDS[kind][1](self, day)
            kinds.append(kind)
        self.dropped.update(kinds)
        return kinds

    def _list(self, _day: dt.date) -> None:
        """A version of the list: the first, or one in which one thing to be reached is another and a task may have come."""
        self.version += 1
        tasks = TASKS[: 4 if self.version < 3 else 5]
        if self.version > 1:
            metric = self.chance.choice([name for _, _, targets in tasks for name, _, _ in targets])
            self.wanted[metric] = self.chance.randint(1, 40) * 10
        lines = [f"{COUNTY}2024年重点工作任务清单", "", "一、重点工作", ""]
        for number, (unit, task, targets) in enumerate(tasks, start=1):
            said = "，".join(f"{name}{self.wanted.get(name, value)}{measure}" for name, measure, value in targets)
            lines.append(f"{number}.{task}。{said}。（责任单位：{unit}）")
        (self.home.inbox / "task_lists" / f"清单第{self.version}版.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")

    def _period(self, day: dt.date) -> str:
        """The month that is due, and sometimes the one before: a correction that comes late."""
        month = day.replace(day=1) - dt.timedelta(days=1)
        if self.chance.random() < 0.2:
            month = month.replace(day=1) - dt.timedelta(days=1)
        return f"{max(month.year, 2024)}年{month.month if month.year == 2024 else 1}月"

    def _filing(self, day: dt.date, unit: str = "", spoil: Callable[[list[str]], list[str]] = list, mark: str = "") -> None:
        number = self.chance.randrange(len(TASKS) if self.version > 2 else 4)
        office, task, targets = TASKS[number]
        rows = []
        for metric, measure, wanted in targets:
            self.filed[office, metric] += self.chance.randint(0, max(1, wanted // 10))
            rows.append(f"重点工作-{number + 1},{task},{metric},{measure},{self.filed[office, metric]}")
        head = [f"填报单位,{unit or office}", f"报告期,{self._period(day)}", "任务编号,任务名称,指标,计量单位,累计完成"]
        name = f"{mark}{unit or office}{day:%m%d}-{len(self.sent)}.csv"
        self._drop(name, "\n".join([*head, *spoil(rows), ""]))

    def _drop(self, name: str, text: str) -> None:
        self.sent.append((name, text))
        (self.home.inbox / "progress" / name).write_text(text, encoding="utf-8")

    def _correction(self, day: dt.date) -> None:
        """Less than was filed before: a figure that falls."""
        for key in self.filed:
            self.filed[key] -= min(self.filed[key], self.chance.randint(0, 3))
        self._filing(day)

    def _again(self, _day: dt.date) -> None:
        """A file as it was sent before, under its own name or another."""
        if self.sent:
            name, text = self.chance.choice(self.sent)
            name = name if self.chance.random() < 0.5 else f"再报-{name}"
            (self.home.inbox / "progress" / name).write_text(text, encoding="utf-8")

    def _doubtful(self, day: dt.date) -> None:
        self._filing(day, spoil=lambda rows: [*rows[:-1], rows[-1].rpartition(",")[0] + ",约三十"])

    def _unreadable(self, day: dt.date) -> None:
        self._drop(f"坏文件{day:%m%d}-{len(self.sent)}.xlsx", "PK\x03\x04 cut off" + str(self.chance.random()))

    def _stranger(self, day: dt.date) -> None:
        self._filing(day, unit=_NICKNAME)

    def _crashing(self, day: dt.date) -> None:
        self._filing(day, mark=CRASHING)

    def _outside(self, day: dt.date) -> None:
        metric = self.chance.choice(("新建公厕", "植树造林", "培训教师"))
        measure = next(m for _, _, targets in TASKS for name, m, _ in targets if name == metric)
        rows = ["地区,指标,口径,开始日期,结束日期,数值,单位,来源"]
        rows.append(f"{COUNTY},{metric},数值,2024-01-01,{day},{self.chance.randint(1, 900)},{measure},{COUNTY}统计局")
        path = self.home.inbox / "benchmarks" / f"外部数据{day:%m%d}-{len(self.sent)}.csv"
        path.write_text("\n".join([*rows, ""]), encoding="utf-8")

    def _rules(self, day: dt.date) -> None:
        unit = self.chance.choice([unit for unit, _, _ in TASKS[:4]])
        of_table = {
            "unit_aliases": f"alias,unit_name,valid_from,valid_to\n{_NICKNAME},{unit},2000-01-01,\n",
            "working_days": f"day,is_workday,holiday\n{day + dt.timedelta(days=self.chance.randint(1, 9))},false,县里放假\n",
            "judgement_words": f"word,status,valid_from,valid_to\n差不多{self.chance.randint(1, 3)},behind,2020-01-01,\n",
            "reporting_calendar": "list_id,period_kind,due_day,grace_days,lock_day,valid_from,valid_to\n"
            f"*,month,{self.chance.randint(2, 4)},0,{self.chance.randint(5, 6)},{day.replace(day=1)},\n",
        }
        table = self.chance.choice(list(of_table))
        (self.home.inbox / "rules" / f"{table}.csv").write_text(of_table[table], encoding="utf-8")

    def _junk(self, day: dt.date) -> None:
        """What is never taken, and stays."""
        link = self.home.inbox / "progress" / f"链接{day:%m%d}"
        if not link.is_symlink():
            link.symlink_to(self.home.private)
        (self.home.inbox / "progress" / ".~lock.报表.xlsx").write_text("x", encoding="utf-8")


_KINDS: dict[str, tuple[int, Callable[[County, dt.date], None]]] = {
    "filing": (40, County._filing),
    "correction": (12, County._correction),
    "sent again": (8, County._again),
    "doubtful": (7, County._doubtful),
    "unreadable": (3, County._unreadable),
    "unknown office": (5, County._stranger),
    "crashes the reader": (3, County._crashing),
    "outside figure": (6, County._outside),
    "rules": (8, County._rules),
    "list": (5, County._list),
    "never taken": (3, County._junk),
}
