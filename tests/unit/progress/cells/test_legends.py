"""What a file says of colours: which sentences are legends, of which colour, of letters or of ground."""

from __future__ import annotations

import pytest

from ingest.documents.colours import Colour
from ingest.documents.grid import Cell, Grid
from ingest.documents.places import sheet_place
from ingest.findings import Place
from ingest.progress.cells.legends import legends
from ingest.progress.form import LEGEND
from ingest.progress.layout.form_sheet import FormSheet


@pytest.mark.parametrize(
    ("text", "colour", "of"),
    [
        ("红色为更正数", Colour.RED, "both"),
        ("标红的系暂估", Colour.RED, "both"),
        ("红字部分为初步数据", Colour.RED, "font"),
        ("注：黄底=待核", Colour.YELLOW, "fill"),
        ("更正数用红色标出", Colour.RED, "both"),
        ("暂估数据标黄，其余为实数", Colour.YELLOW, "both"),
        ("红色字体代表修改过的数", Colour.RED, "font"),
        ("备注：标红数据为12月快报数", Colour.RED, "both"),
        ("蓝色是上报后又改动的", Colour.BLUE, "both"),
        ("加红的数还未核实", Colour.RED, "both"),
    ],
)
def test_a_legend(text: str, colour: Colour, of: str) -> None:
    (found,) = legends([text])
    assert colour in found.colours
    assert {(True, True): "both", (True, False): "font", (False, True): "fill"}[found.of_font, found.of_fill] == of
    assert not found.is_void


def test_legends_that_say_void_and_two_in_one_sentence() -> None:
    assert [found.is_void for found in legends(["红色数字为作废数据"])] == [True]
    assert [found.colours[0] for found in legends(["红色：更正；黄色：暂估"])] == [Colour.RED, Colour.YELLOW]


@pytest.mark.parametrize(
    "text",
    [
        "红色教育基地完成修改",
        "绿色食品认证调整为3个",
        "红旗渠项目调整",
        "绿色通道已调整",
        "黄标车淘汰情况有误",
        "红色为重点任务",
    ],
)
def test_what_is_none(text: str) -> None:
    assert legends([text]) == ()


def test_the_legend_of_our_own_form_is_none_of_the_sender() -> None:
    cell = Cell(1, 1, LEGEND, sheet_place("表", 1, 1), LEGEND)
    assert FormSheet(Grid(((cell,),), Place(sheet="表"))).legends == ()
