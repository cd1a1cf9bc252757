"""The book of judgements as a home: its two lists, what the units file and what others publish, played night by night.

Each scenario of the book is a place of its own: the same list with other names, so that all of them stand in one home and one
build of dbt judges them on a day. What is filed goes through the reader of filings, as a workbook with the form's hidden sheet.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from ingest import raw
from ingest.home import Home
from ingest.progress.form import META_SHEET, SHEET
from ingest.rules.tables import RULE_TABLES
from tests.support.built import run_dbt
from tests.support.played import query, read_night

BOOK = Path(__file__).parents[1] / "integration" / "book"
Row = Mapping[str, str]
Target = Mapping[str, Any]

# the places of a list, its own the second; in another scenario than S1 their names begin with its mark
PLACES = {
    "list-a": ("云岭", "青溪", "东湖", "南屏", "白石", "高桥", "临江", "江南"),
    "list-b": ("明阳", "沧浪", "白石", "柳河"),
}
MARKS = {f"S{number}": mark for number, mark in enumerate("桐枫槐棠梧杏榆椿檀楠荷菊", start=2)}
RECEIVED = {"list-a": dt.date(2023, 11, 13), "list-b": dt.date(2024, 1, 18)}
# a period that is over is judged on a later day as on an earlier one, unless more is known by then: these days share a build
JUDGED_ON = {
    "2023-12-10": "2024-01-10",
    "2024-01-04": "2024-01-05",
    "2024-07-05": "2024-08-05",
    "2024-12-05": "2025-01-06",
}
IDENTITY = ("目标键", "任务编号", "指标", "区域", "计量单位")
FIGURES = ("本期完成", "累计完成", "同比(%)", "排名")
ANSWERS = ("完成日期", "是否完成", "进度状态", "进展情况")
PUBLISHED = ("地区", "指标", "口径", "开始日期", "结束日期", "数值", "单位", "来源")
COLUMNS = "status, light, is_late"


def rows_of(name: str) -> list[dict[str, str]]:
    with (BOOK / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@dataclass(frozen=True)
class Scenario:
    """One list in one course of events: a place of its own."""

    list_name: str
    name: str

    def named(self, text: str) -> str:
        """A text of the book with the names of this scenario's places."""
        mark = MARKS.get(self.name)
        for place in PLACES[self.list_name] if mark else ():
            text = text.replace(place, f"{mark}{place[1:]}")
        return text

    @property
    def place(self) -> str:
        return self.named(PLACES[self.list_name][1])

    @property
    def text(self) -> str:
        return self.named((BOOK / f"{self.list_name}.txt").read_text(encoding="utf-8"))


def scenario_of(row: Row) -> Scenario:
    return Scenario("list-a" if row["id"].startswith("a") else "list-b", row["scenario"])


def scenarios() -> list[Scenario]:
    return list(dict.fromkeys(scenario_of(row) for row in rows_of("judgements.csv")))


class Book:
    """A home in which the book's files have been received and read, each on its night; then what dbt judged on each day."""

    def __init__(self, root: Path) -> None:
        self.home = Home(root)
        self.home.create()
        self.list_ids: dict[Scenario, str] = {}
        self.targets: dict[str, list[Target]] = {}
        self._play()
        self.judged = {day: self._judged_on(day) for day in sorted({judged_on(row) for row in rows_of("judgements.csv")})}

    def judgement(self, row: Row) -> tuple[Any, ...] | None:
        """Status, light and is_late of a row of the book; None where there is no such judgement."""
        target = self.target_of(row)
        return self.judged[judged_on(row)].get((target["target_key"], _area(row, target), row["period"]))

    def target_of(self, row: Row) -> Target:
        """The target that a row's sentence states for its area; LookupError where it is not one."""
        scenario = scenario_of(row)
        sentence, area = _plain(scenario.named(row["sentence"])), scenario.named(row["area"])
        targets = [one for one in self.targets[self.list_ids[scenario]] if one["task_key"] == row["task"]]
        stated = [one for one in targets if _plain(one["span"]) in sentence or sentence in _plain(one["span"])]
        found = [one for one in stated if area in (one["area"], one["area_name"])] or stated
        longest = max((len(_plain(one["span"])) for one in found), default=0)
        found = [one for one in found if len(_plain(one["span"])) == longest]
        if len(found) > 1:  # the city's column and the district's say the same
            found = [one for one in found if one["source_column"] == "district_task"]
        if len(found) != 1:
            raise LookupError(f"{row['id']}: {len(found)} targets of {sentence} in {area}")
        return found[0]

    # night by night ------------------------------------------------------------------------------------------------------

    def _play(self) -> None:
        filed, published = rows_of("filings.csv"), rows_of("outside.csv")
        lists = {day: [one for one in scenarios() if RECEIVED[one.list_name] == day] for day in RECEIVED.values()}
        self._drop_areas()
        for day in sorted({*lists, *map(_received, (*filed, *published))}):
            for scenario in lists.get(day, ()):
                name = f"{scenario.list_name}-{scenario.name}.txt"
                (self.home.inbox / "task_lists" / name).write_text(scenario.text, encoding="utf-8")
            self._drop_filings(row for row in filed if _received(row) == day)
            self._drop_figures([row for row in published if _received(row) == day])
            read_night(self.home, day)
            if day in lists:
                self._know_lists()

    def _know_lists(self) -> None:
        titles = {row["title"]: row["list_id"] for row in raw.read_table(self.home.root, "task_lists")}
        self.list_ids = {one: key for one in scenarios() for title, key in titles.items() if title.startswith(one.place)}
        found = defaultdict(list)
        for row in raw.read_table(self.home.root, "targets"):
            found[row["list_id"]].append(row)
        self.targets = dict(found)

    def _drop_areas(self) -> None:
        """A rule tells in which province the cities of the first list lie; the county of the second is in no rule."""
        with (self.home.inbox / "rules" / "areas.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, RULE_TABLES["areas"].columns, restval="")
            writer.writeheader()
            for number, scenario in enumerate(one for one in scenarios() if one.list_name == "list-a"):
                province, city = f"{900000 + number * 10000}", f"{900100 + number * 10000}"
                for code, name, level, parent in (province, "江南省", "province", ""), (city, "云岭市", "city", province):
                    area = {"area_code": code, "name": scenario.named(name), "level": level, "parent_code": parent}
                    writer.writerow({**area, "valid_from": "2000-01-01"})

    def _drop_filings(self, rows: Iterable[Row]) -> None:
        def of_one_file(row: Row) -> tuple[str, str, str, str]:
            return (row["id"][0], row["scenario"], row["unit"], row["period"])

        files = groupby(sorted(rows, key=of_one_file), of_one_file)
        for number, ((_, _, unit, period), filed) in enumerate(files):
            with xlsxwriter.Workbook(self.home.inbox / "progress" / f"{number}.xlsx") as book:
                sheet = book.add_worksheet(SHEET)
                sheet.write_row(0, 0, ("填报单位", unit, "报告期", f"{period[:4]}年{int(period[5:])}月", "填报人", "张三"))
                sheet.write_row(2, 0, IDENTITY + FIGURES + ANSWERS)
                for at, row in enumerate(filed, start=3):
                    sheet.write_row(at, 0, self._cells(row))
                    list_id = self.list_ids[scenario_of(row)]
                meta = book.add_worksheet(META_SHEET)
                for at, pair in enumerate({"list_id": list_id, "unit": unit, "period": period}.items()):
                    meta.write_row(at, 0, pair)
                meta.very_hidden()

    def _cells(self, row: Row) -> list[Any]:
        target = self.target_of(row)
        unit = "%" if target["measure_asked"] == "yoy" else target["unit"]
        names = (target["target_key"], target["task_key"], target["metric"], scenario_of(row).named(row["area"]), unit)
        figures = (_number(row[name], unit) for name in FIGURES)
        return [*names, *figures, *(row[name] for name in ANSWERS)]

    def _drop_figures(self, rows: list[dict[str, str]]) -> None:
        if not rows:
            return
        with (self.home.inbox / "benchmarks" / "公布数.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(PUBLISHED)
            for row in rows:
                target, measure = self.target_of(row), "同比" if row["measure"] == "yoy" else "数值"
                of_group = target["members"] and _area(row, target) == target["area_name"]
                area = (scenario_of(row).named("云岭市") if of_group else "") + _area(row, target)
                unit = row["unit"] or target["unit"]
                span = (row["period_start"], row["period_end"])
                writer.writerow((area, target["metric"], measure, *span, row["value"], unit, "统计公报"))

    # what is judged ------------------------------------------------------------------------------------------------------

    def _judged_on(self, day: str) -> dict[tuple[str, str, str], tuple[Any, ...]]:
        """Each judgement by target, area and period."""
        command = "run" if self.home.warehouse.exists() else "build"
        kinds = ("--exclude-resource-type", "unit_test", "test") if command == "build" else ()
        status, said, _ = run_dbt(self.home.root, self.home.warehouse, day, command, *kinds, "--select", "+fct_completion")
        assert status == 0, said
        rows = query(self.home.warehouse, f"select target_key, area, period, {COLUMNS} from marts.fct_completion")
        return {(key, area, period): tuple(rest) for key, area, period, *rest in rows}


def judged_on(row: Row) -> str:
    return JUDGED_ON.get(row["as_of"], row["as_of"])


def _received(row: Row) -> dt.date:
    return dt.date.fromisoformat(row["received"])


def _area(row: Row, target: Target) -> str:
    """The area of a row: a group as its own target calls it, of other areas the name in the row's scenario."""
    area = scenario_of(row).named(row["area"])
    return target["area_name"] if area.removeprefix("各") == target["area_name"].removeprefix("各") else area


def _plain(text: str) -> str:
    return re.sub(r"[，。；、：“”\s]|其中|到位$", "", text)


def _number(text: str, unit: str) -> Any:
    """A figure as a workbook has it, of the form's own unit; what is no number stays as it was typed."""
    plain = text.removesuffix(unit) if unit else text
    try:
        return float(plain)
    except ValueError:
        return text
