"""Word tables with every trap: merges, late rows, content controls, tracked changes, automatic numbers, page breaks."""

from __future__ import annotations

from ingest.task_lists.model import TaskList
from tests.unit.task_lists.golden_rows import codes, read_made, row, tasks_of
from tests.unit.task_lists.word_documents import cell, document, paragraph, run, table
from tests.unit.task_lists.word_documents import row as tr

TITLE = paragraph("云岭县2025年重点任务清单")


def read(*body: str) -> TaskList:
    return read_made(document(TITLE, *body), "清单.docx")


def test_vertical_and_horizontal_merges_give_one_task_with_two_phases() -> None:
    task_list = read(
        table(
            tr("序号", "任务", cell("目标", span=2), "责任领导", "责任单位"),
            tr(cell("1", merge="restart"), cell("固定资产投资", merge="restart"), "一季度", "10亿元",
               cell("周海", merge="restart"), cell("县发改局", merge="restart")),
            tr(cell(merge="continue"), cell(merge="continue"), "二季度", "20亿元",
               cell(merge="continue"), cell(merge="continue")),
            tr("2", "招商引资", cell("全年引进项目12个", span=2), "吴敏", "县商务局"),
        )
    )  # fmt: skip
    assert tasks_of(task_list) == [
        row(task_no="1", name="固定资产投资", city_target="一季度10亿元\n二季度20亿元", leaders="周海", units="县发改局"),
        row(task_no="2", name="招商引资", city_target="全年引进项目12个", leaders="吴敏", units="县商务局"),
    ]


def test_a_row_that_starts_late_stays_under_its_headings() -> None:
    task_list = read(
        table(
            tr("序号", "名称", "工作目标", "牵头领导", "责任单位", "责任人"),
            tr("1", "稳就业", "新增就业3000人。", "周海", "县人社局", "李强"),
            tr(cell("培训1000人。", span=1), "周海", "县人社局", "李强", before=2),
            tr("2", "控债", "不新增隐性债务。", "吴敏", "县财政局", "王军"),
        )
    )
    assert tasks_of(task_list) == [
        row(
            task_no="1",
            name="稳就业",
            city_target="新增就业3000人。\n培训1000人。",
            leaders="周海",
            units="县人社局",
            responsible="李强",
        ),
        row(task_no="2", name="控债", city_target="不新增隐性债务。", leaders="吴敏", units="县财政局", responsible="王军"),
    ]


def test_cells_and_paragraphs_in_content_controls_are_read() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    task_list = read(
        table(
            tr("序号", "项目名称", "目标任务", "责任单位"),
            tr("1", cell("污水处理厂", wrap=control), cell(raw=control.format(paragraph("10月底前开工。"))), "县住建局"),
        )
    )
    assert tasks_of(task_list) == [row(task_no="1", name="污水处理厂", city_target="10月底前开工。", units="县住建局")]


def test_tracked_changes_are_accepted_and_passed_on() -> None:
    change = 'w:id="1" w:author="张三" w:date="2025-01-01T00:00:00Z"'
    deleted = f"<w:del {change}><w:r><w:delText>20所</w:delText></w:r></w:del>"
    inserted = f"<w:ins {change}>{run('30所')}</w:ins>"
    task_list = read(
        table(
            tr("序号", "名称", "目标", "责任单位"),
            tr("1", "学校建设", cell(raw=paragraph("", raw=run("完成") + deleted + inserted)), "县教育局"),
            tr("2", "医院建设", "开工1家", "县卫健局", settings=f"<w:ins {change}/>"),
        )
    )
    assert [r["city_target"] for r in tasks_of(task_list)] == ["完成30所", "开工1家"]
    assert any("张三" in f.message for f in task_list.findings)


def test_automatic_numbers_are_numbers() -> None:
    task_list = read(
        table(
            tr("序号", "名称", "工作目标", "责任单位"),
            tr(cell(span=4, raw=paragraph("重点工作", numbered=(2, 0)))),
            tr(cell("", numbered=(1, 0)), "甲事项", "完成10个", "县发改局"),
            tr(cell("", numbered=(1, 0)), "乙事项", "完成20个", "县发改局"),
            tr(cell(span=4, raw=paragraph("重点项目", numbered=(2, 0)))),
            tr(cell("", numbered=(3, 0)), "丙事项", "完成30个", "县发改局"),
        )
    )
    assert [(r["section"], r["task_no"], r["name"]) for r in tasks_of(task_list)] == [
        ("重点工作", "1", "甲事项"),
        ("重点工作", "2", "乙事项"),
        ("重点项目", "1", "丙事项"),
    ]


def test_a_table_broken_by_a_page_goes_on_with_and_without_its_header() -> None:
    header = tr("类别", "序号", "名称", "工作目标", "责任单位", header=True)
    task_list = read(
        table(
            header,
            tr(cell("“发展六仗”\n重点工作", merge="restart"), "1", "甲事项", "完成10个。", "县发改局"),
            tr(cell(merge="continue"), "2", "乙事项", "完成20个。", "县财政局"),
        ),
        table(header, tr("“发展六仗”重点工作", "3", "丙事项", "完成30个。", "县民政局")),
        table(tr("“发展六仗”重点项目", "1", "丁项目", "年底前竣工。", "县住建局")),
    )
    assert tasks_of(task_list) == [
        row(section="重点工作", task_no="1", name="甲事项", city_target="完成10个。", units="县发改局"),
        row(section="重点工作", task_no="2", name="乙事项", city_target="完成20个。", units="县财政局"),
        row(section="重点工作", task_no="3", name="丙事项", city_target="完成30个。", units="县民政局"),
        row(section="重点项目", task_no="1", name="丁项目", city_target="年底前竣工。", units="县住建局"),
    ]
    assert task_list.reconciliation.tables == 3


def test_a_table_inside_a_target_cell_belongs_to_the_target() -> None:
    inner = table(tr("甲县", "5"), tr("乙县", "8"))
    task_list = read(
        table(
            tr("序号", "名称", "工作目标", "责任单位"),
            tr("1", "企业培育", cell(raw=paragraph("新增规上企业13家") + inner + paragraph("")), "县工信局"),
        )
    )
    assert [r["city_target"] for r in tasks_of(task_list)] == ["新增规上企业13家\n其中：甲县5家，乙县8家"]


def test_two_header_rows_with_merged_labels() -> None:
    task_list = read(
        table(
            tr(cell("序号", merge="restart"), cell("任务名称", merge="restart"), cell("年度目标", merge="restart"),
               cell("责任分工", span=3)),
            tr(cell(merge="continue"), cell(merge="continue"), cell(merge="continue"), "牵头 领导", "牵头\n单位", "配合单位"),
            tr("1", "园区建设", "竣工项目5个", "周 海", "县工信局", "县发改局\n县财政局"),
        )
    )  # fmt: skip
    assert tasks_of(task_list) == [
        row(task_no="1", name="园区建设", city_target="竣工项目5个", leaders="周海",
            units="县工信局;县发改局;县财政局", lead_units="县工信局"),
    ]  # fmt: skip


def test_two_task_tables_with_different_headers_are_both_read_and_said_to_differ() -> None:
    task_list = read(
        table(tr("序号", "名称", "工作目标", "责任单位"), tr("1", "甲事项", "完成10个", "县发改局")),
        paragraph("二、重点项目"),
        table(
            tr("序号", "项目名称", "建设内容", "牵头领导", "完成时限", "责任单位"),
            tr("1", "乙项目", "建成道路3公里", "周海", "10月底", "县住建局"),
        ),
    )
    assert [(r["section"], r["name"], r["city_target"]) for r in tasks_of(task_list)] == [
        ("", "甲事项", "完成10个"),
        ("重点项目", "乙项目", "建成道路3公里"),
    ]
    assert "two-tables-different-headers" in codes(task_list)


def test_tables_of_another_kind_are_skipped_with_a_finding() -> None:
    task_list = read(
        table(tr("序号", "名称", "工作目标", "责任单位"), tr("1", "甲事项", "完成10个", "县发改局")),
        table(tr("姓名", "电话"), tr("张三", "0739")),
    )
    assert len(task_list.tasks) == 1
    assert "table-skipped" in codes(task_list)


def test_a_document_whose_only_table_is_no_task_table_is_no_list() -> None:
    task_list = read(table(tr("姓名", "电话"), tr("张三", "0739-1234567")))
    assert task_list.head is None
    assert not task_list.tasks
    assert "no-task-table" in codes(task_list)


def test_an_empty_document() -> None:
    task_list = read_made(document(paragraph("")), "空.docx")
    assert task_list.head is None
    assert {"empty-document"} <= codes(task_list) or any(f.effect.value == "file" for f in task_list.findings)


def test_a_header_without_tasks_is_no_list() -> None:
    task_list = read(table(tr("序号", "名称", "工作目标", "责任单位")))
    assert task_list.head is None
    assert "no-tasks-in-table" in codes(task_list)


def test_numbers_that_are_missing_or_printed_twice() -> None:
    task_list = read(
        table(
            tr("序号", "名称", "工作目标", "责任单位"),
            tr("1", "甲事项", "完成10个", "县发改局"),
            tr("3", "乙事项", "完成10个", "县发改局"),
            tr("3", "丙事项", "完成10个", "县发改局"),
        )
    )
    assert [t.task_key for t in task_list.tasks] == ["1", "3", "3_2"]
    assert {"missing-number", "duplicate-task-number"} <= codes(task_list)


def test_seven_sections_of_paragraphs_and_an_appendix_give_all_forty_tasks() -> None:
    body: list[str] = []
    number = 0
    for section in range(7):
        body.append(paragraph(f"第{section + 1}类事项", heading=2))
        for _ in range(6 if section < 5 else 5):
            number += 1
            body.append(paragraph(f"{number}.新增企业{number}家。"))
            body.append(paragraph("责任单位：县发改局"))
    body += [paragraph("附件", heading=1), paragraph("名词解释：企业是指依法设立的经济组织。")]
    task_list = read(*body)
    assert [t.task_no for t in task_list.tasks] == [str(n) for n in range(1, 41)]
    assert [t.city_target for t in task_list.tasks][-1] == "新增企业40家。"
    assert len({t.section for t in task_list.tasks}) == 7


def test_seven_sections_of_tables_under_headings_and_an_appendix() -> None:
    body: list[str] = []
    for section in "甲乙丙丁戊己庚":
        body.append(paragraph(f"{section}类重点工作", heading=2))
        body.append(
            table(
                tr("序号", "名称", "工作目标", "责任单位"),
                *(tr(str(n), f"{section}事项{n}", f"完成{n}个", "县发改局") for n in range(1, 5)),
            )
        )
    body += [paragraph("附件", heading=1), table(tr("单位", "电话"), tr("县发改局", "0739"))]
    task_list = read(*body)
    assert len(task_list.tasks) == 28
    assert [t.section for t in task_list.tasks][::4] == [f"{s}类重点工作" for s in "甲乙丙丁戊己庚"]
    assert "missing-number" not in codes(task_list)
    assert "table-skipped" in codes(task_list)
