"""Real PDFs: what stands on their pages becomes paragraphs and tables in the order of reading, each with its page."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.documents.containers import Container
from ingest.documents.grid import Document, Grid, Paragraph
from ingest.documents.limits import Limits, Refusal
from ingest.documents.reader import Use, read_bytes
from ingest.findings import Effect
from tests.unit.documents.pdf.pdf_builder import FONT, PageBreak, drawn, grid_texts, pages_of, pdf, read, table, text

LONG = "一、加快推进重点项目建设，全年完成固定资产投资120亿元以上，新增规模以上工业企业36家，农村公路提质改造85.5公里，" * 2
HEAD = ("序号", "任务", "目标", "责任单位")


def codes(document: Document) -> list[str]:
    return [f.code for f in document.findings]


def rows(count: int, goal: str = "完成{n}公里") -> list[tuple[str, str, str, str]]:
    return [(str(n), f"第{n}项工作", goal.format(n=n), "县交通局") for n in range(1, count + 1)]


def test_wrapped_lines_are_one_paragraph_without_blanks_and_a_new_one_begins_where_it_stands_in() -> None:
    document = read(pdf(text("白石县2024年重点工作", indent=0), text(LONG), text("二、" + LONG[2:])))
    assert [p.text for p in document.paragraphs] == ["白石县2024年重点工作", LONG, "二、" + LONG[2:]]
    assert [p.place.text() for p in document.paragraphs] == ["第1页 第1段", "第1页 第2段", "第1页 第3段"]
    assert document.container is Container.PDF
    assert codes(document) == []


def test_latin_words_keep_their_blank_and_numbers_theirs() -> None:
    document = read(pdf(text("Dezign 5G 12 34 个", indent=0)))
    assert document.paragraphs[0].text == "Dezign 5G 12 34 个"


def test_a_paragraph_goes_on_over_the_page() -> None:
    filler = [text(f"第{n}段到此为止。", indent=0) for n in range(26)]
    document = read(pdf(*filler, text(LONG), text("完。")))
    assert [p.text for p in document.paragraphs][26:] == [LONG, "完。"]
    assert document.paragraphs[26].place.page == 1
    assert document.paragraphs[27].place.page == 2


def test_single_lines_that_happen_to_be_full_stay_apart_where_first_lines_stand_in() -> None:
    full = "责任单位：县交通运输局、县水利局、县农业农村局、县林业局"  # as long as the line is
    document = read(pdf(text(LONG), text(full), text("四、持续改善民生"), text(LONG)))
    assert [p.text for p in document.paragraphs] == [LONG, full, "四、持续改善民生", LONG]


def test_running_heads_and_page_numbers_are_left_out_and_counted() -> None:
    story = [text("正文第一页。"), PageBreak(), text("正文第二页。"), PageBreak(), text("5")]
    document = read(pdf(*story, head="白石县人民政府文件", foot=lambda n: f"— {n} —"))
    assert [p.text for p in document.paragraphs] == ["正文第一页。", "正文第二页。", "5"]
    assert document.reconciliation.skipped == (("页眉、页脚和页码", 6),)
    assert [(f.code, "6 处" in f.message) for f in document.findings] == [("notes-ignored", True)]


def test_a_bare_page_number_is_one_only_where_it_goes_up_with_the_pages() -> None:
    up = read(pdf(text("甲。"), PageBreak(), text("乙。"), foot=lambda n: str(n + 6)))
    assert [p.text for p in up.paragraphs] == ["甲。", "乙。"]
    other = read(pdf(text("甲。"), PageBreak(), text("乙。"), foot=lambda n: "120" if n == 1 else "35"))
    assert [p.text for p in other.paragraphs] == ["甲。", "120", "乙。", "35"]


def test_a_ruled_table_keeps_its_cells_and_merges() -> None:
    data = [
        ("类别", "目标", "", "单位"),
        ("", "公路（公里）", "园地（亩）", ""),
        ("农业", "12", "3000", "县农业局"),
        ("", "8.5", "1200", "县水利局"),
    ]
    merges = [((0, 0), (0, 1)), ((1, 0), (2, 0)), ((3, 0), (3, 1)), ((0, 2), (0, 3))]
    document = read(pdf(text("表1"), table(data, (80, 100, 100, 120), merges), text("注：到2024年底。")))
    before, grid, after = document.blocks
    assert isinstance(before, Paragraph)
    assert isinstance(grid, Grid)
    assert isinstance(after, Paragraph)
    assert grid_texts(grid) == [
        ["类别", "目标", None, "单位"],
        [None, "公路（公里）", "园地（亩）", None],
        ["农业", "12", "3000", "县农业局"],
        [None, "8.5", "1200", "县水利局"],
    ]
    corner = grid.rows[0][0]
    assert (corner.row_span, corner.column_span, corner.place.text()) == (2, 1, "第1页 表1 第1行 A列")
    assert (grid.rows[0][1].row_span, grid.rows[0][1].column_span) == (1, 2)
    assert grid.rows[3][0].anchor == (3, 1)
    assert codes(document) == []


def test_text_wrapped_in_a_cell_is_rejoined_and_other_lines_stay_apart() -> None:
    long = "到2024年底，完成新建改造农村公路85.5公里，新增规模以上工业企业36家"
    document = read(pdf(table([("任务", long, "廖勇<br/>陶树理", "区金融服务中心")], (60, 130, 60, 45))))
    assert grid_texts(document.grids[0]) == [["任务", long, "廖勇\n陶树理", "区金融服务中心"]]


def test_a_table_goes_on_over_pages_and_its_repeated_head_counts_once() -> None:
    document = read(pdf(text("清单"), table([HEAD, *rows(90)], (40, 120, 180, 100), head=1), foot=lambda n: f"{n}/3"))
    (grid,) = document.grids
    assert grid_texts(grid) == [list(HEAD), *map(list, rows(90))]
    assert grid.header_rows == 1
    assert grid.rows[90][2].place.text() == "第3页 表1 第91行 C列"
    assert document.reconciliation.skipped == (("页眉、页脚和页码", 3), ("续页上重复的表头", 2))
    assert document.reconciliation.rows == 91


def test_a_table_of_other_columns_is_another_table() -> None:
    one, two = table(rows(3), (40, 120, 180, 100)), table([("甲", "乙"), ("1", "2")], (200, 240))
    document = read(pdf(one, PageBreak(), two))
    assert [len(grid.rows) for grid in document.grids] == [3, 2]
    assert [grid.place.text() for grid in document.grids] == ["第1页 表1", "第2页 表2"]


def test_a_row_that_the_page_parts_is_one_row() -> None:
    goal = "完成新建改造农村公路85.5公里，新增规模以上工业企业36家，" * 12
    data = [HEAD, *rows(32), ("33", "长", goal, "县发改局"), *rows(2)]
    document = read(pdf(table(data, (40, 120, 180, 100))))
    (grid,) = document.grids
    assert {c.place.page for cells in grid.rows for c in cells} == {1, 2}
    assert grid_texts(grid)[33] == ["33", "长", goal, "县发改局"]
    assert len(grid.rows) == 36
    assert codes(document) == []


def test_a_row_that_the_page_parts_in_one_sentence_only_is_one_row() -> None:
    """The units go on with a new line, the goal in the middle of its sentence; nothing new stands in the first column."""
    goal = "完成，农村公路改" + "造八十五公里新增" + "规模以上企业三十"  # three full lines
    one = table([HEAD, ("1", "长", goal, "县局")], (40, 120, 100, 100))
    two = table([("", "", "六家。", "各镇"), ("2", "短", "完成1公里。", "县局")], (40, 120, 100, 100))
    (grid,) = read(pdf(one, PageBreak(), two)).grids
    assert grid_texts(grid)[1:] == [["1", "长", goal + "六家。", "县局\n各镇"], ["2", "短", "完成1公里。", "县局"]]


def test_a_new_row_without_a_new_first_cell_stays_a_row() -> None:
    one = table([HEAD, ("一", "1", "完成新建改造农村公路85公里以上", "县局")], (40, 40, 100, 100))
    two = table([("", "2", "造林三千亩。", "县局"), ("", "3", "造林八千亩。", "县局")], (40, 40, 100, 100))
    (grid,) = read(pdf(one, PageBreak(), two)).grids
    assert [row[1] for row in grid_texts(grid)] == ["任务", "1", "2", "3"]


def test_a_part_of_a_row_that_may_belong_to_the_page_before_is_told() -> None:
    one = table([HEAD, *rows(3)], (40, 120, 180, 100))
    two = table([("", "", "另补助3户。", ""), *rows(2)], (40, 120, 180, 100))
    document = read(pdf(one, PageBreak(), two))
    assert [(f.code, f.place.text(), f.seen) for f in document.findings] == [
        ("table-row-cut", "第2页 表1 第5行 C列", "另补助3户。")
    ]


def test_a_merged_cell_goes_on_over_the_page() -> None:
    one = table([HEAD, ("一", "甲", "1", "县局"), ("", "乙", "2", "县局")], (40, 120, 180, 100), [((0, 1), (0, 2))])
    two = table([("", "丙", "3", "县局"), ("", "丁", "4", "县局")], (40, 120, 180, 100), [((0, 0), (0, 1))])
    (grid,) = read(pdf(one, PageBreak(), two)).grids
    assert grid_texts(grid)[1:] == [
        ["一", "甲", "1", "县局"],
        [None, "乙", "2", "县局"],
        [None, "丙", "3", "县局"],
        [None, "丁", "4", "县局"],
    ]
    assert grid.rows[1][0].row_span == 4


def test_a_table_without_lines_is_read_by_its_alignment_and_says_so() -> None:
    def draw(canvas: Canvas) -> None:
        for number, (name, goal, unit) in enumerate(
            [("任务", "目标", "单位"), ("公路", "85公里", "交通局"), ("造林", "3万亩", "林业局")]
        ):
            for x, words in ((80, name), (200, goal), (360, unit)):
                canvas.drawString(x, 700 - 24 * number, words)

    document = read(drawn(draw))
    assert grid_texts(document.grids[0]) == [
        ["任务", "目标", "单位"],
        ["公路", "85公里", "交通局"],
        ["造林", "3万亩", "林业局"],
    ]
    assert codes(document) == ["table-without-lines"]


def test_a_table_without_lines_whose_cells_are_wrapped_is_refused() -> None:
    """Nothing says which row the second line of a cell belongs to."""

    def below(canvas: Canvas) -> None:
        for number in range(4):
            for x, word in ((80, "公路"), (200, "完成新建改造"), (360, "交通局")):
                canvas.drawString(x, 700 - 40 * number, word)
            canvas.drawString(200, 684 - 40 * number, "85公里")

    def beside(canvas: Canvas) -> None:
        for number in range(4):
            canvas.drawString(200, 708 - 40 * number, "完成新建改造")
            for x, word in ((80, "公路"), (360, "交通局")):
                canvas.drawString(x, 700 - 40 * number, word)
            canvas.drawString(200, 692 - 40 * number, "85公里")

    for drawing in (below, beside):
        with pytest.raises(Refusal) as refusal:
            read(drawn(drawing))
        assert refusal.value.finding.code == "table-not-readable"


def test_a_few_words_side_by_side_are_a_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "甲方代表（签字）：")
        canvas.drawString(320, 700, "乙方代表（签字）：")

    assert [p.text.split() for p in read(drawn(draw)).paragraphs] == [["甲方代表（签字）：", "乙方代表（签字）："]]


def test_a_table_open_at_its_sides_has_its_outer_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (700, 670, 640):
            canvas.line(80, y, 480, y)
        for x in (200, 340):
            canvas.line(x, 640, x, 700)
        for row, words in enumerate((("任务", "目标", "单位"), ("公路", "85公里", "交通局"))):
            for x, word in zip((90, 210, 350), words, strict=True):
                canvas.drawString(x, 680 - 30 * row, word)

    assert grid_texts(read(drawn(draw)).grids[0]) == [["任务", "目标", "单位"], ["公路", "85公里", "交通局"]]


def test_missing_lines_are_told() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(80, 640, 400, 60)
        canvas.line(80, 670, 280, 670)  # the level line stops in the middle, the upright one too
        canvas.line(280, 670, 280, 700)
        canvas.line(180, 640, 180, 670)
        canvas.drawString(90, 680, "任务")

    assert "table-lines-missing" in codes(read(drawn(draw)))


def test_two_columns_of_text_are_read_one_after_the_other_and_told() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 780, "白石县民生实事，跨过两栏的一行标题文字，从左到右一直写到页边为止为止")
        for n in range(12):
            canvas.drawString(80, 740 - 20 * n, f"左栏第{n:02}行一二三四五六七八九十")
            canvas.drawString(320, 736 - 20 * n, f"右栏第{n:02}行一二三四五六七八九十")

    document = read(drawn(draw))
    words = "".join(p.text for p in document.paragraphs)
    assert words.index("左栏第11行") < words.index("右栏第00行")
    assert words.index("标题") < words.index("左栏第00行")
    assert codes(document) == ["text-in-columns"]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_reads_like_an_upright_one(angle: int) -> None:
    upright = pdf(text("重点任务"), table([HEAD, *rows(3)], (40, 120, 180, 100)))

    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(angle)
        for row, words in enumerate((HEAD, *rows(3))):
            for column, word in enumerate(words):
                canvas.rect(-200 + 100 * column, -30 * row, 100, 30)
                canvas.drawString(-190 + 100 * column, 10 - 30 * row, word)

    assert grid_texts(read(drawn(draw)).grids[0]) == grid_texts(read(upright).grids[0])


def test_slanted_letters_are_left_out_and_counted() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "完成投资120亿元。")
        canvas.rotate(45)
        canvas.drawString(600, 0, "内部资料")

    document = read(drawn(draw))
    assert [p.text for p in document.paragraphs] == ["完成投资120亿元。"]
    assert [(f.code, "4 处" in f.message) for f in document.findings] == [("notes-ignored", True)]


def test_struck_text_is_told() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "完成30所，")
        canvas.drawString(140, 700, "其中示范校6所")
        canvas.line(140, 704, 222, 704)
        canvas.line(80, 698, 130, 698)  # an underline

    document = read(drawn(draw))
    assert [p.text for p in document.paragraphs] == ["完成30所，其中示范校6所"]
    (struck,) = document.findings
    assert (struck.code, struck.place.text()) == ("text-crossed", "第1页 第1段")
    assert "“其中示范校6所”" in struck.message


def test_letters_drawn_twice_to_look_bold_are_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.4):
            canvas.drawString(80 + shift, 700, "完成1100户")

    assert [p.text for p in read(drawn(draw)).paragraphs] == ["完成1100户"]


def test_an_exponent_is_no_digit_of_the_number() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "面积10")
        canvas.setFont(FONT, 7)
        canvas.drawString(80 + 24 + 12, 706, "4")
        canvas.setFont(FONT, 12)
        canvas.drawString(80 + 24 + 18, 700, "平方米")

    (paragraph,) = read(drawn(draw)).paragraphs
    assert "⁴" in paragraph.text
    assert "104" not in paragraph.text


# what is refused


def picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (40, 60), "white")), 0, 0, 595, 842)


def words(canvas: Canvas) -> None:
    canvas.drawString(80, 700, "这是有文字层的一页，一共有好几个字。")


def hidden_words(canvas: Canvas) -> None:
    picture(canvas)
    layer = canvas.beginText(80, 700)
    layer.setFont(FONT, 12)
    layer.setTextRenderMode(3)
    layer.textLine("扫描软件认出来的文字，其中的数字可能认错。")
    canvas.drawText(layer)


@pytest.mark.parametrize(
    ("drawings", "pages"),
    [
        ((picture,), "第 1 页"),
        ((picture, picture), "第 1、2 页"),
        ((words, picture, words), "第 2 页"),
        ((hidden_words,), "第 1 页"),
    ],
)
def test_a_scan_is_refused_with_its_pages(drawings: tuple[object, ...], pages: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read(drawn(*drawings))  # type: ignore[arg-type]
    assert refusal.value.finding.code == "file-is-scan"
    assert pages in refusal.value.finding.message
    assert "WPS 或 Word" in refusal.value.finding.fix


def test_a_cover_that_is_a_picture_is_told() -> None:
    document = read(drawn(picture, words))
    assert [p.place.page for p in document.paragraphs] == [2]
    assert codes(document) == ["text-on-cover", "picture-ignored"]


def test_letters_turned_into_drawings_are_a_scan() -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(200):
            canvas.circle(50 + n, 400, 3)

    with pytest.raises(Refusal) as refusal:
        read(drawn(draw))
    assert refusal.value.finding.code == "file-is-scan"


@pytest.mark.parametrize("name", ["清单.pdf", "清单.docx"])
def test_by_the_door_it_is_read_whatever_its_name(name: str) -> None:
    document = read_bytes(pdf(text(LONG)), name)
    assert [p.text for p in document.paragraphs] == [LONG]
    assert codes(document) == ([] if name.endswith("pdf") else ["file-type-differs-from-name"])


def test_a_filing_or_outside_figures_are_never_read_from_it() -> None:
    document = read_bytes(pdf(table([HEAD, *rows(3)], (40, 120, 180, 100))), "填报.pdf", use=Use.FIGURES)
    assert document.blocks == ()
    assert [(f.code, f.effect) for f in document.findings] == [("file-is-pdf", Effect.FILE)]


def test_a_password_is_told() -> None:
    document = read_bytes(drawn(words, lock="x"), "清单.pdf")
    assert codes(document) == ["file-encrypted"]


def test_more_pages_letters_or_lines_than_the_caps_are_refused() -> None:
    data = drawn(words, words)
    for limits, what in ((Limits(pages=1), "页数"), (Limits(glyphs=20), "字数")):
        document = read_bytes(data, "清单.pdf", limits)
        assert codes(document) == ["file-too-large"]
        assert what in document.findings[0].message
    ruled = pdf(table([HEAD, *rows(20)], (40, 120, 180, 100)))
    assert codes(read_bytes(ruled, "清单.pdf", Limits(rules=10))) == ["file-too-large"]


def test_the_engine_gives_the_same_pages_as_a_child() -> None:
    from ingest.documents.limits import DEFAULT_LIMITS
    from ingest.documents.pdf import program

    data = pdf(text(LONG), table([HEAD, *rows(3)], (40, 120, 180, 100)))
    (one,), (other,) = pages_of(data), program.pages_of(data, DEFAULT_LIMITS)
    assert [g.text for g in one.glyphs] == [g.text for g in other.glyphs]
    assert len(one.rules) == len(other.rules)
