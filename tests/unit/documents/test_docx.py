"""Word documents: every way in which a table or a paragraph is not what a simple walk sees. Expected cells by hand."""

from __future__ import annotations

from ingest.documents.containers import Container
from ingest.documents.grid import Document, Grid
from ingest.documents.reader import read_bytes
from ingest.findings import Effect
from tests.unit.documents.docx_builder import (
    abstract,
    cell,
    docx,
    level,
    num,
    numbered,
    para,
    revised,
    row,
    run,
    table,
)


def read(body: str, **parts: str) -> Document:
    document = read_bytes(docx(body, **parts), "清单.docx")
    assert document.container is Container.DOCX
    assert not [f for f in document.findings if f.effect is Effect.FILE], document.findings
    return document


def seen(grid: Grid) -> list[dict[int, str]]:
    """Row by row, the text of each cell that no merge covers, by column number."""
    return [{c.column: c.text for c in cells if c.anchor is None} for cells in grid.rows]


def held(content: str) -> str:
    """Content inside a content control."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def codes(document: Document) -> list[str]:
    return [f.code for f in document.findings]


def test_merges_across_and_down_keep_columns() -> None:
    document = read(
        table(
            row("序号", "任务", cell("目标", span=2), "责任领导", "责任单位"),
            row(
                cell("1", merge="restart"),
                cell("招商", merge="restart"),
                "一季度",
                "10亿元",
                cell("王某", merge="restart"),
                cell("区商务局", merge="restart"),
            ),
            row(
                cell(merge="continue"),
                cell(merge="continue"),
                "二季度",
                "20亿元",
                cell(merge="continue"),
                cell(merge="continue"),
            ),
            row("2", cell("合并后又拆开", span=2), cell("三季度"), "李某", "区发改局"),
        )
    )
    (grid,) = document.grids
    assert seen(grid) == [
        {1: "序号", 2: "任务", 3: "目标", 5: "责任领导", 6: "责任单位"},
        {1: "1", 2: "招商", 3: "一季度", 4: "10亿元", 5: "王某", 6: "区商务局"},
        {3: "二季度", 4: "20亿元"},
        {1: "2", 2: "合并后又拆开", 4: "三季度", 5: "李某", 6: "区发改局"},
    ]
    assert [len(cells) for cells in grid.rows] == [6, 6, 6, 6]
    goal = grid.rows[0][2]
    assert (goal.row_span, goal.column_span, goal.place.text()) == (1, 2, "表1 第1行 C列")
    assert (grid.rows[1][0].row_span, grid.rows[1][0].column_span) == (2, 1)
    assert grid.rows[2][0].anchor == (2, 1)
    assert grid.rows[0][3].anchor == (1, 3)


def test_a_row_that_starts_late_stays_under_its_headings() -> None:
    document = read(
        table(
            row("序号", "任务", "目标"),
            row("1", "招商", "10亿元"),
            row("招才", "20人", properties='<w:gridBefore w:val="1"/>'),
        )
    )
    assert seen(document.grids[0])[2] == {2: "招才", 3: "20人"}
    assert document.reconciliation.rows == 3


def test_content_controls_round_cells_rows_and_paragraphs() -> None:
    box = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
    )
    empty_box = box.replace('val="1"', 'val="0"').replace("☒", "☐")
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入</w:t></w:r></w:sdtContent></w:sdt>"
    )
    document = read(
        table(
            row("任务", "目标", "是否重点", "备注"),
            row(
                "招商",
                held(cell("10亿元")),
                cell(para(box)),
                cell(held(para("按月报"))),
            ),
            held(row("招才", "20人", cell(para(empty_box)), cell(para(prompt)))),
        )
        + held(para("表后的话"))
    )
    assert seen(document.grids[0])[1:] == [
        {1: "招商", 2: "10亿元", 3: "☑", 4: "按月报"},
        {1: "招才", 2: "20人", 3: "☐", 4: ""},
    ]
    assert [p.text for p in document.paragraphs] == ["表后的话"]


def test_tracked_changes_are_accepted_with_a_warning() -> None:
    gone = "<w:r><w:delText>删去一段</w:delText></w:r>"
    deleted = revised("del", "<w:r><w:delText>20所</w:delText></w:r>", author="李四")
    document = read(
        para("甲", properties="<w:rPr/>")
        + f"<w:p><w:pPr><w:rPr>{revised('ins')}</w:rPr></w:pPr>{revised('ins', run('新增一段'))}</w:p>"
        + f"<w:p><w:pPr><w:rPr>{revised('del')}</w:rPr></w:pPr>{revised('del', gone)}</w:p>"
        + para(revised("moveTo", run("移来的话")))
        + para(revised("moveFrom", run("移走的话")))
        + table(
            row("任务", "目标"),
            row("学校", cell(para("完成", deleted, revised("ins", run("30所"))))),
            row("插入的行", "5个", properties=revised("ins")),
            row("删除的行", "9个", properties=revised("del")),
        )
    )
    assert [p.text for p in document.paragraphs] == ["甲", "新增一段", "移来的话"]
    assert seen(document.grids[0]) == [{1: "任务", 2: "目标"}, {1: "学校", 2: "完成30所"}, {1: "插入的行", 2: "5个"}]
    (warning,) = [f for f in document.findings if f.code == "tracked-changes-accepted"]
    assert "张三、李四" in warning.message
    assert "10 处" in warning.message
    assert "20" not in "".join(c.text for cells in document.grids[0].rows for c in cells)
    assert ("修订中已删除的行", 1) in document.reconciliation.skipped
    assert document.reconciliation.rows == 4


def test_a_deleted_paragraph_end_joins_the_next_paragraph() -> None:
    mark = f"<w:rPr>{revised('del')}</w:rPr>"
    document = read(para("完成", properties=mark) + para("30所") + para("尾", properties=mark) + table(row("格")))
    assert [p.text for p in document.paragraphs] == ["完成30所", "尾"]
    in_cell = read(table(row(cell(para("完成", properties=mark), para("30所")))))
    assert seen(in_cell.grids[0]) == [{1: "完成30所"}]


def test_automatic_numbers_in_cells_and_headings() -> None:
    numbering = (
        abstract(0, level(0, "decimal", "%1"))
        + abstract(1, level(0, "chineseCounting", "（%1）"), level(1, "decimalEnclosedCircleChinese", "%2"))
        + num(1, 0)
        + num(2, 1)
        + num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    )
    tasks = [row(cell(numbered(1, 0)), name) for name in ("甲", "乙", "丙")]
    later = [row(cell(numbered(3, 0)), name) for name in ("丁", "戊")]
    document = read(
        numbered(2, 0, "重点工作")
        + numbered(2, 1, "第一条")
        + numbered(2, 1, "第二条")
        + table(*tasks)
        + numbered(2, 0, "重点项目")
        + numbered(2, 1, "又一条")
        + table(*later),
        numbering=numbering,
    )
    assert [(p.number, p.text) for p in document.paragraphs] == [
        ("（一）", "重点工作"),
        ("①", "第一条"),
        ("②", "第二条"),
        ("（二）", "重点项目"),
        ("①", "又一条"),
    ]
    assert [seen(g) for g in document.grids] == [
        [{1: "1", 2: "甲"}, {1: "2", 2: "乙"}, {1: "3", 2: "丙"}],
        [{1: "1", 2: "丁"}, {1: "2", 2: "戊"}],
    ]


def test_numbers_by_style_level_and_legal_form() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="我的标题"/><w:basedOn w:val="H2"/></w:style>'
    )
    numbering = abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/><w:isLgl/>'),
    ) + num(1, 0)

    def styled(key: str, text: str) -> str:
        return para(text, properties=f'<w:pStyle w:val="{key}"/>')

    body = styled("H1", "总则") + styled("H2", "目标") + styled("Mine", "范围") + styled("H1", "附则") + styled("H2", "其他")
    document = read(body, styles=styles, numbering=numbering)
    assert [(p.number, p.text, p.heading_level) for p in document.paragraphs] == [
        ("一、", "总则", 1),
        ("1.1", "目标", 2),
        ("1.2", "范围", 2),
        ("二、", "附则", 1),
        ("2.1", "其他", 2),
    ]


def test_a_number_that_ends_in_a_full_stop_does_not_run_into_a_year() -> None:
    numbering = (
        abstract(0, level(0, "decimal", "%1.")) + abstract(1, level(0, "chineseCounting", "%1、")) + num(1, 0) + num(2, 1)
    )
    document = read(table(row(cell(numbered(1, 0, "2023年新增8家"), numbered(2, 0, "净增5户")))), numbering=numbering)
    assert seen(document.grids[0]) == [{1: "1. 2023年新增8家\n一、净增5户"}]


def test_all_tasks_are_read_whatever_the_headings() -> None:
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2))
    body = ""
    for section in range(1, 8):
        body += para(f"第{section}部分", properties='<w:pStyle w:val="H2"/>')
        body += table(row("序号", "任务"), *[row(str(n), f"任务{section}-{n}") for n in range(1, 7 if section < 6 else 6)])
    body += para("附件", properties='<w:pStyle w:val="H1"/>') + para("说明")
    document = read(body, styles=styles)
    names = [c.text for g in document.grids for cells in g.rows[1:] for c in cells if c.column == 2]
    assert len(names) == len(set(names)) == 40
    reconciliation = document.reconciliation
    assert (reconciliation.tables, reconciliation.rows, reconciliation.paragraphs) == (7, 47, 9)
    assert len(document.grids) == 7
    assert len(document.paragraphs) == 9


def test_repeated_header_second_table_and_nested_table() -> None:
    inner = table(row("甲县", "5"), row("乙县", "8"))
    document = read(
        table(
            row("序号", "目标", properties="<w:tblHeader/>"),
            row("1", cell(para("分县："), inner, para("合计13"))),
        )
        + para()
        + table(row("序号", "目标"), row("2", "30人"))
    )
    first, nested, second = document.grids
    assert first.header_rows == 1
    assert seen(first) == [{1: "序号", 2: "目标"}, {1: "1", 2: "分县：\n合计13"}]
    assert seen(nested) == [{1: "甲县", 2: "5"}, {1: "乙县", 2: "8"}]
    assert nested.nested_in == first.rows[1][1].place
    assert [g.place.table for g in document.grids] == [1, 2, 3]
    assert seen(second) == [{1: "序号", 2: "目标"}, {1: "2", 2: "30人"}]
    assert document.reconciliation.tables == 3


def test_fields_links_breaks_symbols_and_boxes() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 9</w:instrText><w:t>码</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = f"<w:hyperlink>{run('市政府网')}</w:hyperlink>"
    simple = f'<w:fldSimple w:instr="DATE">{run("2023年")}</w:fldSimple>'
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    text_box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        f"{para('框里的话')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{para('框里的话')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = read(
        para("第", field, "页")
        + para(link, simple, symbol, "<w:r><w:br/><w:t>下一行</w:t><w:noBreakHyphen/></w:r>")
        + para("有框", text_box, note)
    )
    assert [p.text for p in document.paragraphs] == ["第3页", "市政府网2023年☑\n下一行-", "有框", "框里的话"]
    assert codes(document) == ["notes-ignored"]


def test_struck_hidden_and_covered_text_is_named() -> None:
    document = read(
        para("完成", run("20所", "<w:strike/>"), "30所", run("内部", "<w:vanish/>"))
        + table(
            row(cell("甲", merge="restart"), cell(para(run("作废", "<w:strike/>")))),
            row(cell("盖住的话", merge="continue"), "乙"),
        )
    )
    assert [p.text for p in document.paragraphs] == ["完成30所"]
    assert codes(document) == ["text-hidden", "text-struck", "text-covered", "text-struck"]
    assert document.grids[0].rows[0][1].struck == "作废"
    assert seen(document.grids[0]) == [{1: "甲", 2: ""}, {2: "乙"}]


def test_a_paragraph_that_is_struck_as_a_whole_is_said_and_skipped() -> None:
    document = read(para(run("新建公厕5座", "<w:dstrike/>")) + para("新建公厕8座"))
    assert [(p.text, p.place.paragraph) for p in document.paragraphs] == [("新建公厕8座", 2)]
    assert [(f.code, f.place.paragraph) for f in document.findings] == [("text-struck", 1)]
    assert document.reconciliation.skipped == (("已划掉的段落", 1),)


def test_what_a_tracked_change_takes_from_a_cell_is_withdrawn() -> None:
    deleted = revised("del", "<w:r><w:delText>3</w:delText></w:r>")
    document = read(table(row(cell(para(deleted, revised("ins", run("4")))), cell(para(deleted)))) + para(deleted, "完成"))
    assert [(c.text, c.struck) for c in document.grids[0].rows[0]] == [("4", "3"), ("", "3")]
    assert codes(document) == ["tracked-changes-accepted", "text-struck", "text-struck"]


def test_raised_digits_are_written_raised() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    document = read(table(row(cell(para("11", run("1", raised))), cell(para("5m", run("2", raised))))))
    assert seen(document.grids[0]) == [{1: "11¹", 2: "5m²"}]


def test_strict_namespaces_read_the_same() -> None:
    data = docx(table(row("任务", cell("目标", span=2)), row("招商", "10", "亿元")))
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            text = text.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(
                name,
                text.replace(
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
                    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
                ),
            )
    document = read_bytes(out.getvalue(), "strict.docx")
    assert seen(document.grids[0]) == [{1: "任务", 2: "目标"}, {1: "招商", 2: "10", 3: "亿元"}]


def test_content_that_lies_in_another_file_is_refused() -> None:
    for body in ('<w:altChunk r:id="x"/>', '<w:p><w:subDoc r:id="x"/></w:p>'):
        document = read_bytes(docx(para("甲") + body), "清单.docx")
        assert [f.code for f in document.findings] == ["content-elsewhere"]
        assert document.blocks == ()


def test_a_document_without_words_is_blank() -> None:
    document = read_bytes(docx(para() + para()), "空.docx")
    assert [(f.code, f.effect) for f in document.findings] == [("file-blank", Effect.FILE)]
