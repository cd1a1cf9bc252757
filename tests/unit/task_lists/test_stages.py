"""Figures by month, quarter or half: each its stage's own, or what was reached since the year began, or for review."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.task_lists.drafts import StagesAre
from ingest.task_lists.model import TaskList
from ingest.task_lists.stages import said_of_stages
from ingest.task_lists.target_findings import METRIC_DOUBTFUL, STAGES_DOUBTFUL
from tests.unit.task_lists.golden_rows import read_made
from tests.unit.task_lists.tables.pages import Row, page, read_page, table

TITLE = "青溪县2024年重点工作任务分解表"
QUARTERS = ("序号", "重点任务", "年度目标", "一季度", "二季度", "三季度", "四季度", "责任单位")


def row(year: str, *stages: str) -> Row:
    return ("1", "充电桩建设", year, *stages, "县住房城乡建设局")


def windows(task_list: TaskList) -> list[tuple[str, str, str]]:
    """Value, the months of the window and the confidence of every target with a value after the first, which is the year's."""
    valued = [target for target in task_list.targets if target.value is not None]
    return [(f"{t.value}{t.unit}", f"{_month(t.period_start)}-{_month(t.period_end)}", t.confidence.value) for t in valued[1:]]


def _month(day: dt.date | None) -> str:
    return str(day.month) if day else ""


def codes(task_list: TaskList) -> set[str]:
    return {finding.code for finding in task_list.findings}


def test_quarters_that_rise_to_the_target_of_the_year_are_running_totals() -> None:
    task_list = page(TITLE, QUARTERS, row("新建充电桩260个", "40个", "110个", "190个", "260个"))
    assert windows(task_list) == [
        ("40个", "1-3", "sure"),
        ("110个", "1-6", "sure"),
        ("190个", "1-9", "sure"),
        ("260个", "1-12", "sure"),
    ]
    assert [target.due for target in task_list.targets][1:3] == [dt.date(2024, 3, 31), dt.date(2024, 6, 30)]


def test_quarters_that_add_up_to_the_target_of_the_year_are_each_their_own() -> None:
    task_list = page(TITLE, QUARTERS, row("新建充电桩260个", "40个", "60个", "70个", "90个"))
    assert [window for _, window, _ in windows(task_list)] == ["1-3", "4-6", "7-9", "10-12"]
    assert {confidence for *_, confidence in windows(task_list)} == {"sure"}


def test_quarters_that_do_neither_are_for_review_but_for_the_first() -> None:
    task_list = page(TITLE, QUARTERS, row("新建充电桩260个", "40个", "60个", "70个", "95个"))
    assert [confidence for *_, confidence in windows(task_list)] == ["sure", "review", "review", "review"]
    assert STAGES_DOUBTFUL in codes(task_list)


def test_rising_quarters_without_a_target_of_the_year_are_for_review_and_falling_ones_their_own() -> None:
    head = (*QUARTERS[:2], *QUARTERS[3:])
    rising = page(TITLE, head, ("1", "就业", "新增就业300人", "新增就业500人", "新增就业600人", "新增就业900人", "县人社局"))
    falling = page(TITLE, head, ("1", "就业", "新增就业900人", "新增就业500人", "新增就业400人", "新增就业300人", "县人社局"))
    assert {confidence for *_, confidence in windows(rising)} == {"review"}
    assert {confidence for *_, confidence in windows(falling)} == {"sure"}


@pytest.mark.parametrize("note", ["备注：各季度目标均为累计数。", "注：季度进度按累计值填列。"])
def test_a_note_says_that_quarters_are_running_totals(note: str) -> None:
    task_list = page(TITLE, QUARTERS, row("新建充电桩260个", "完成选址", "110个", "", "投入使用"), after=(note,))
    assert ("110个", "1-6") in [(value, window) for value, window, _ in windows(task_list)]
    assert STAGES_DOUBTFUL not in codes(task_list)


def test_a_head_says_that_quarters_are_running_totals() -> None:
    head = tuple(f"{label}累计" if label.endswith("季度") else label for label in QUARTERS)
    task_list = page(TITLE, head, row("新建充电桩260个", "40个", "110个", "190个", ""))
    assert windows(task_list) == [("40个", "1-3", "sure"), ("110个", "1-6", "sure"), ("190个", "1-9", "sure")]


def test_a_note_that_the_figures_contradict_leaves_them_in_doubt() -> None:
    running = page(TITLE, QUARTERS, row("新建充电桩260个", "90个", "70个", "60个", "40个"), after=("注：季度进度为累计数。",))
    own = page(TITLE, QUARTERS, row("新建充电桩260个", "40个", "90个", "170个", "260个"), after=("注：季度目标均为当季数。",))
    assert [confidence for *_, confidence in windows(running)] == ["sure", "review", "review", "review"]
    assert [confidence for *_, confidence in windows(own)] == ["sure", "review", "review", "review"]


def test_a_single_stage_with_nothing_but_its_label_is_for_review() -> None:
    task_list = page(TITLE, QUARTERS, row("新建充电桩260个", "", "110个", "", ""))
    assert windows(task_list) == [("110个", "4-6", "review")]


def test_quarters_of_each_area_are_settled_by_its_own_year() -> None:
    task_list = page(
        "青溪县2024年户厕改造任务分解表（单位：户）",
        ("乡镇", "全年任务", "一季度", "二季度", "三季度", "四季度"),
        ("南坪镇", "90", "20", "50", "70", "90"),
        ("柳湾镇", "80", "20", "20", "20", "20"),
    )
    assert [(t.area, t.period_start) for t in task_list.targets if t.period_end == dt.date(2024, 9, 30)] == [
        ("南坪镇", dt.date(2024, 1, 1)),
        ("柳湾镇", dt.date(2024, 7, 1)),
    ]


def test_quarters_after_two_targets_of_one_unit_name_neither() -> None:
    task_list = page(TITLE, QUARTERS, row("新建充电桩60个，改造充电桩90个", "20个", "50个", "70个", "90个"))
    assert {confidence for *_, confidence in windows(task_list)[1:]} == {"review"}
    assert METRIC_DOUBTFUL in codes(task_list)


def test_bare_figures_of_another_unit_name_nothing() -> None:
    cells = ("200人，50人次", "450人，90人次", "700人，160人次", "900人，210人次")
    task_list = page(TITLE, QUARTERS, row("新增就业900人，开展技能培训210人次", *cells))
    assert {confidence for value, _, confidence in windows(task_list) if value.endswith("人次")} == {"review"}
    assert [window for value, window, _ in windows(task_list) if value.endswith("人")] == ["1-3", "1-6", "1-9", "1-12"]


def test_running_totals_that_end_below_the_year_are_in_doubt() -> None:
    note = "注：季度进度为累计数。"
    task_list = page(TITLE, QUARTERS, row("新建充电桩260个", "60个", "60个", "60个", "60个"), after=(note,))
    assert [confidence for *_, confidence in windows(task_list)] == ["sure", "review", "review", "review"]


def test_the_note_of_one_table_says_nothing_of_the_next() -> None:
    first = table(QUARTERS, row("新建充电桩260个", "40个", "110个", "190个", "260个"))
    second = table(QUARTERS, ("2", "公厕建设", "新建公厕26座", "4座", "11座", "", "", "县城管局"))
    task_list = read_page(TITLE, first, "注：季度进度为累计数。", "附表2 青溪县2024年公厕任务分解表", second)
    assert [(t.period_start, t.confidence.value) for t in task_list.targets if t.unit == "座"][2:] == [
        (dt.date(2024, 4, 1), "review")
    ]


def test_figures_by_a_date_that_add_up_to_the_year_are_in_doubt() -> None:
    head = ("序号", "重点任务", "年度目标", "3月底前", "6月底前", "12月底前", "责任单位")
    reached = page(TITLE, head, row("新建充电桩260个", "40个", "110个", "260个"))
    split = page(TITLE, head, row("新建充电桩260个", "40个", "110个", "110个"))
    assert windows(reached) == [("40个", "-", "sure"), ("110个", "-", "sure"), ("260个", "-", "sure")]
    assert [target.due for target in reached.targets][1:] == [dt.date(2024, m, d) for m, d in ((3, 31), (6, 30), (12, 31))]
    assert [confidence for *_, confidence in windows(split)] == ["sure", "review", "review"]


SENTENCES = {
    "全年新建充电桩260个，一季度40个，二季度110个，三季度190个，四季度260个": ["1-3", "1-6", "1-9", "1-12"],
    "全年新建充电桩260个，一季度40个，二季度60个，三季度70个，四季度90个": ["1-3", "4-6", "7-9", "10-12"],
    "全年新建充电桩260个，上半年110个，下半年260个": ["1-6", "1-12"],
    "全年新建充电桩260个，上半年110个，下半年150个": ["1-6", "7-12"],
    "全年新建充电桩260个，一季度40个，上半年110个，前三季度190个": ["1-3", "1-6", "1-9"],
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_stages_in_prose(sentence: str) -> None:
    text = f"青溪县2024年重点工作任务分解\n\n1.{sentence}。（责任单位：县住房城乡建设局）\n"
    task_list = read_made(text.encode(), "清单.txt")
    assert windows(task_list) == [
        (value, window, "sure") for (value, *_), window in zip(windows(task_list), SENTENCES[sentence], strict=True)
    ]


def test_stages_in_prose_that_do_neither_are_for_review() -> None:
    text = "青溪县2024年重点工作任务分解\n\n1.全年新建充电桩260个，一季度40个，二季度60个，三季度80个。（责任单位：县住建局）\n"
    task_list = read_made(text.encode(), "清单.txt")
    assert [confidence for *_, confidence in windows(task_list)] == ["sure", "review", "review"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("季度进度为累计数", StagesAre.RUNNING),
        ("二季度累计目标", StagesAre.RUNNING),
        ("各季度目标为当季数，不累计", StagesAre.OWN),
        ("招商引资累计到位资金12亿元", StagesAre.UNSAID),
        ("每季度末25日前报送进展情况", StagesAre.UNSAID),
    ],
)
def test_what_a_line_says_of_stages(line: str, said: StagesAre) -> None:
    assert said_of_stages([line]) is said
