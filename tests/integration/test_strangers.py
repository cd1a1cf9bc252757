"""A night over lists that name no sections, no units, no persons or no place: each is published, none stops the others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from ingest.home import Home
from orchestration.refresh import refresh
from tests.support.played import query

NIGHT = dt.date(2025, 6, 30)
LISTS = {
    "无名.txt": "关于推进绿色发展的实施意见\n到2025年，实现以下目标：\n1.新建公园12个。\n2.森林覆盖率达到41%。\n",
    "计划.txt": "云岭市奶业行动方案（2025—2027年）\n一、主要目标\n（一）奶牛存栏达到18万头。\n（二）鲜奶产量达到60万吨。\n",
    "分解.html": (
        "<p>青溪县2025年农村公路建设任务分解表</p><table><tr><th>乡镇</th><th>新建（公里）</th><th>改造（公里）</th></tr>"
        "<tr><td>白石镇</td><td>12</td><td>8</td></tr><tr><td>南湾镇</td><td>9</td><td>5</td></tr>"
        "<tr><td>合计</td><td>21</td><td>13</td></tr></table>"
    ),
    # a county of the country's table, and a group of which the list names nobody
    "桃源.html": (
        "<p>常德市桃源县2025年5-6月重点工作任务清单</p><table><tr><th>序号</th><th>任务名称</th><th>市级目标</th>"
        "<th>本县目标</th><th>责任单位</th></tr>"
        "<tr><td>1</td><td>招商引资</td><td>5-6月各县（市、区）各新签约亿元以上项目2个</td>"
        "<td>5-6月新签约亿元以上项目3个</td><td>县招商局</td></tr></table>"
    ),
}


def test_strangers_lists_are_published(manifest: dict[str, Any], tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.create()
    for name, text in LISTS.items():
        (home.inbox / "task_lists" / name).write_text(text, encoding="utf-8")
    done = refresh(home, NIGHT)
    assert done.success, done.reasons
    lists = query(home.snapshot, "select area, targets from marts.dim_task_list order by area")
    assert sorted(lists) == [("云岭市", 2), ("未注明区域", 2), ("桃源县", 2), ("青溪县", 6)]
    parts = query(
        home.snapshot,
        "select area, cast(value as double), unit from marts.dim_target where area in ('白石镇', '南湾镇') order by all",
    )
    assert parts == [("南湾镇", 5.0, "公里"), ("南湾镇", 9.0, "公里"), ("白石镇", 8.0, "公里"), ("白石镇", 12.0, "公里")]
    members = query(home.snapshot, "select parent_area from marts.dim_area where area in ('石门县', '津市市', '武陵区')")
    assert members == [("常德市",)] * 3
    asked = query(
        home.snapshot, "select distinct target_base from marts.fct_completion where area = '桃源县' and is_expected order by 1"
    )
    assert [int(base) for (base,) in asked] == [2, 3]
