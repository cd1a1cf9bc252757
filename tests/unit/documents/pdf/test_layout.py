"""The geometry by itself, on letters and rules that are written down: no PDF is needed to say what they mean."""

from __future__ import annotations

import pytest

from ingest.documents.limits import DEFAULT_LIMITS, Refusal
from ingest.documents.pdf.furniture import furniture
from ingest.documents.pdf.lattice import lattices
from ingest.documents.pdf.lines import Line, begins_item, glued, lines_of, normal, rejoined
from ingest.documents.pdf.page import UNKNOWN, Glyph, Page, RuledLine, from_json, to_json
from ingest.documents.pdf.reader import read_pages


def letters(words: str, left: float = 80, base: float = 100, size: float = 10, gap: float = 0) -> list[Glyph]:
    """Letters side by side, Chinese ones as wide as high, others half as wide."""
    found = []
    for letter in words:
        wide = size if ord(letter) > 0x2000 else size / 2
        found.append(Glyph(letter, left, left + wide, base, size))
        left += wide + gap
    return found


def line(words: str, left: float = 80, base: float = 100) -> Line:
    return Line(tuple(letters(words, left, base)))


def level(y: float, left: float, right: float) -> RuledLine:
    return RuledLine(left, y, right, y)


def upright(x: float, top: float, bottom: float) -> RuledLine:
    return RuledLine(x, top, x, bottom)


def test_a_page_survives_its_way_through_json() -> None:
    page = Page(3, 595, 842, tuple(letters("甲1")), (level(5, 1, 2), upright(1, 5, 9)), 0.5, 1, 2, 3, 4, 5)
    assert from_json(to_json(page)) == page


@pytest.mark.parametrize(
    ("gap", "text"),
    [(0, "廖勇"), (2, "廖勇"), (5, "廖 勇"), (10, "廖  勇"), (20, "廖    勇")],
)
def test_a_gap_between_two_letters_is_as_many_blanks_as_it_has_room_for(gap: float, text: str) -> None:
    assert lines_of(letters("廖勇", gap=gap))[0].text == text


def test_letters_spread_over_the_column_have_no_blanks_between_them() -> None:
    assert lines_of(letters("完成新建公路八十五公里", gap=4))[0].text == "完成新建公路八十五公里"


def test_numbers_side_by_side_never_run_together() -> None:
    two = [*letters("12"), *letters("34", left=93.5)]
    assert lines_of(two)[0].text == "12 34"


@pytest.mark.parametrize(
    ("seen", "meant"), [("⼯", "工"), ("⻚", "页"), ("⻓", "长"), ("⻋", "车"), ("豈", "豈"), ("一", "一"), ("②", "②")]
)
def test_radicals_are_the_letters_they_look_like(seen: str, meant: str) -> None:
    assert normal(seen) == meant


def test_pieces_of_a_wrapped_text_are_glued_with_a_blank_between_latin_words_only() -> None:
    assert glued("完成1", "2.5亿元") == "完成12.5亿元"
    assert glued("建设5G", "基站") == "建设5G基站"
    assert glued("Belt", "Road") == "Belt Road"


def test_an_item_begins_after_the_end_of_a_sentence_only() -> None:
    assert begins_item("2.新建公路", "完成。")
    assert begins_item("一、10件实事", "如下：")
    assert begins_item("（三）其他", "完成；")
    assert begins_item("2.11-12月新增90家", "增长7%。")
    assert begins_item("2.2023年引进10个", "完成；")
    assert not begins_item("2.5亿元", "完成。")
    assert not begins_item("2.新建公路", "完成第")


def test_a_line_is_wrapped_where_the_next_word_had_no_room() -> None:
    assert rejoined([line("新建公路12"), line("345公里", base=113)], 80, 145) == "新建公路12345公里"
    assert rejoined([line("新建公路1"), line("8公里", base=113)], 80, 145) == "新建公路1\n8公里"
    assert rejoined([line("廖勇"), line("陶树理", base=113)], 80, 145) == "廖勇\n陶树理"


def test_in_prose_a_little_room_is_no_end() -> None:
    wide, narrow = (
        [line("完成投资，建设公路八十"), line("五公里", base=113)],
        [line("县教育和体育局科"), line("县水利局", base=113)],
    )
    assert rejoined(wide, 80, 215) == "完成投资，建设公路八十五公里"
    assert rejoined(narrow, 80, 185) == "县教育和体育局科\n县水利局"


def test_lines_at_other_heights_are_never_mixed() -> None:
    mixed = [*letters("公路", base=100), *letters("完成新建", left=80, base=104), *letters("交通局", left=200, base=100)]
    assert [found.text for found in lines_of(mixed)] == ["公路" + " " * 20 + "交通局", "完成新建"]


def test_a_line_in_the_middle_of_its_cell_has_room_on_both_sides() -> None:
    assert rejoined([line("廖勇", left=95), line("陶树", left=95, base=113)], 80, 130) == "廖勇\n陶树"
    assert rejoined([line("县教育体", left=82), line("局", left=100, base=113)], 80, 124) == "县教育体局"


def test_a_lattice_knows_merged_cells_and_needs_two() -> None:
    rules = [
        level(10, 0, 100),
        level(30, 50, 100),
        level(50, 0, 100),
        upright(0, 10, 50),
        upright(50, 10, 50),
        upright(100, 10, 50),
    ]
    (found,) = lattices(rules)
    assert [region[:4] for region in found.regions] == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]
    frame = [level(10, 0, 100), level(50, 0, 100), upright(0, 10, 50), upright(100, 10, 50)]
    assert lattices(frame) == []


def test_lines_in_pieces_double_lines_and_ends_that_just_miss_make_one_lattice() -> None:
    dashed = [level(10, x, x + 4) for x in range(0, 100, 5)]
    rules = [*dashed, level(11.5, 0, 100), level(30, 1, 99), level(50, 0, 100)]
    rules += [upright(0, 8, 50), upright(50, 10, 48), upright(100, 10, 52)]
    (found,) = lattices(rules)
    assert (len(found.xs), len(found.ys), len(found.regions)) == (3, 3, 4)


def test_two_tables_side_by_side_are_two() -> None:
    def one(left: float) -> list[RuledLine]:
        xs = (left, left + 40, left + 80)
        return [*(level(y, left, left + 80) for y in (10, 30)), *(upright(x, 10, 30) for x in xs)]

    assert len(lattices([*one(0), *one(100)])) == 2


def test_a_page_of_more_crossing_lines_than_any_table_has_is_refused() -> None:
    rules = [level(4.0 * n, 0, 9000) for n in range(2100)] + [upright(4.0 * n, 0, 9000) for n in range(2100)]
    with pytest.raises(Refusal) as refusal:
        lattices(rules)
    assert refusal.value.finding.code == "file-too-large"


def pages(*texts: tuple[str, float]) -> list[Page]:
    """Pages that hold one line each, at a height."""
    return [Page(n, 595, 842, tuple(letters(words, base=base))) for n, (words, base) in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("texts", "out"),
    [
        ([("— 1 —", 800), ("— 2 —", 800)], 2),
        ([("第 1 页 共 2 页", 800)], 1),
        ([("3", 800), ("4", 800)], 2),
        ([("3", 800), ("9", 800)], 0),
        ([("3", 400), ("4", 400)], 0),  # in the middle of the page
        ([("青溪县文件", 40), ("青溪县文件", 42), ("正文", 400)], 2),
        ([("青溪县文件", 40), ("白石县文件", 40)], 0),
        ([("完成1.5亿元", 800), ("完成2.5亿元", 800)], 0),
        ([("续表", 60)], 1),
    ],
)
def test_furniture(texts: list[tuple[str, float]], out: int) -> None:
    of_pages = pages(*texts)
    lines = {page.number: lines_of(page.glyphs) for page in of_pages}
    assert len(furniture(of_pages, lines)) == out


def test_letters_that_the_file_does_not_name_are_told_or_refuse_it() -> None:
    few = Page(1, 595, 842, (*letters("完成投资" * 40), Glyph(UNKNOWN, 500, 510, 300, 10)))
    document = read_pages([few], DEFAULT_LIMITS)
    (told,) = document.findings
    assert (told.code, told.place.page) == ("text-letters-unknown", 1)
    assert UNKNOWN in document.paragraphs[-1].text
    many = Page(1, 595, 842, tuple(letters("完成" + UNKNOWN * 3)))
    with pytest.raises(Refusal) as refusal:
        read_pages([many], DEFAULT_LIMITS)
    assert refusal.value.finding.code == "file-letters-unknown"


def test_letters_at_random_are_refused() -> None:
    garbage = "".join(chr(0x4E00 + 397 * n % 20000) for n in range(200))
    with pytest.raises(Refusal) as refusal:
        read_pages([Page(1, 595, 842, tuple(letters(garbage, size=2)))], DEFAULT_LIMITS)
    assert refusal.value.finding.code == "file-letters-unknown"


def test_a_blank_page_is_no_document() -> None:
    assert read_pages([Page(1, 595, 842)], DEFAULT_LIMITS).blocks == ()
