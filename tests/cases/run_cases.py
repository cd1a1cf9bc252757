"""Cells whose letters do not all count: struck out, raised, with the mark of a note, in every container that can say so."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.cases.model import FILE, GOOD_A, GOOD_B, LABELS, A, B, Case, form, head, housing, text_table
from tests.unit.documents import docx_builder, ods_builder

STRUCK, RAISED = "struck", "raised"
DELETED = "deleted"  # by a tracked change, in a Word document alone


class Run(NamedTuple):
    """A piece of a cell; `look` is "", STRUCK or RAISED."""

    text: str
    look: str = ""


Runs = tuple[Run, ...]


def runs(*pieces: tuple[str, str] | str) -> Runs:
    return tuple(Run(piece) if isinstance(piece, str) else Run(*piece) for piece in pieces)


def _pieces(value: Any) -> Runs:
    if isinstance(value, tuple):
        return value
    return () if value is None else (Run(str(value)),)


def _html(rows: Sequence[Sequence[Any]]) -> bytes:
    tags = {"": "{}", STRUCK: "<s>{}</s>", RAISED: "<sup>{}</sup>"}
    lines = ("".join(f"<td>{''.join(tags[r.look].format(r.text) for r in _pieces(v))}</td>" for v in row) for row in rows)
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<html><meta charset='utf-8'><body><table>{table}</table></body></html>".encode()


def _xls(rows: Sequence[Sequence[Any]]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("进展情况")
    fonts = {"": "", STRUCK: "struck_out on", RAISED: "escapement superscript"}
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, tuple):
                sheet.write_rich_text(r, c, [(run.text, xlwt.easyfont(fonts[run.look])) for run in value])
            elif value is not None:
                sheet.write(r, c, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(rows: Sequence[Sequence[Any]]) -> bytes:
    names = {"": "T0", STRUCK: "T1", RAISED: "T2"}
    looks = {"T0": "", "T1": 'style:text-line-through-style="solid"', "T2": 'style:text-position="super 58%"'}

    def cell(value: Any) -> str:
        if isinstance(value, tuple):
            spans = "".join(f'<text:span text:style-name="{names[run.look]}">{run.text}</text:span>' for run in value)
            return f'<table:table-cell office:value-type="string"><text:p>{spans}</text:p></table:table-cell>'
        if value is None:
            return ods_builder.cell("", "")
        return ods_builder.cell(value) if isinstance(value, str) else ods_builder.cell(value, "float", value)

    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'
        for name, look in looks.items()
    )
    lines = (ods_builder.row(*(cell(value) for value in row)) for row in rows)
    return ods_builder.ods(ods_builder.sheet(*lines), styles=styles)


def _xml2003(rows: Sequence[Sequence[Any]]) -> bytes:
    tags = {"": "{}", STRUCK: "<S>{}</S>", RAISED: "<Sup>{}</Sup>"}
    html = 'xmlns="http://www.w3.org/TR/REC-html40"'

    def cell(value: Any) -> str:
        if isinstance(value, tuple):
            inner = "".join(tags[run.look].format(run.text) for run in value)
            return f'<Cell><ss:Data ss:Type="String" {html}>{inner}</ss:Data></Cell>'
        kind = "String" if isinstance(value, str | None) else "Number"
        return f'<Cell><Data ss:Type="{kind}">{"" if value is None else value}</Data></Cell>'

    lines = "".join(f"<Row>{''.join(cell(value) for value in row)}</Row>" for row in rows)
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    table = f'<Worksheet ss:Name="进展情况"><Table>{lines}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">{table}</Workbook>'.encode()


def _docx(rows: Sequence[Sequence[Any]]) -> bytes:
    looks = {"": "", STRUCK: "<w:strike/>", RAISED: '<w:vertAlign w:val="superscript"/>'}

    def piece(run: Run) -> str:
        if run.look == DELETED:
            return docx_builder.revised("del", f"<w:r><w:delText>{run.text}</w:delText></w:r>")
        return docx_builder.run(run.text, looks[run.look])

    def cell(value: Any) -> str:
        return docx_builder.cell(docx_builder.para(*map(piece, _pieces(value))))

    lines = (docx_builder.row(*(cell(value) for value in row)) for row in rows)
    return docx_builder.docx(docx_builder.table(*lines))


def _rich(sheet: Worksheet, rows: Sequence[Sequence[Any]], first: int) -> None:
    """Write the runs of the cells into a sheet that has everything else."""
    fonts = {"": InlineFont(), STRUCK: InlineFont(strike=True), RAISED: InlineFont(vertAlign="superscript")}
    for r, row in enumerate(rows, first):
        for c, value in enumerate(row, 1):
            if isinstance(value, tuple):
                sheet.cell(r, c).value = CellRichText(*(TextBlock(fonts[run.look], run.text) for run in value))


def in_xlsx(rows: Sequence[Sequence[Any]]) -> Callable[[], bytes]:
    plain = [[None if isinstance(value, tuple) else value for value in row] for row in rows]
    return form(plain, lambda sheet: _rich(sheet, rows, 4))


_OTHERS: dict[str, Callable[[Sequence[Sequence[Any]]], bytes]] = {
    "htm": _html,
    "xls": _xls,
    "ods": _ods,
    "xml": _xml2003,
    "docx": _docx,
}


WRITERS = ("xlsx", *_OTHERS)


def figure_in_runs(suffix: str, figure: Runs) -> bytes:
    """The form of 区住建局 with a figure in H4 that is made of runs, in one of the containers."""
    rows = housing(current=None, cumulative=figure)
    return in_xlsx(rows)() if suffix == "xlsx" else _OTHERS[suffix]([*head(), LABELS, *rows])


def _case(
    name: str, rows: Sequence[Sequence[Any]], codes: Sequence[str], values: Sequence[Any], verdict: str = ""
) -> tuple[Case, ...]:
    """The same rows in each container."""
    kept = [list(row) for row in rows]
    verdict = verdict or "accepted_with_warnings"
    data = {"xlsx": in_xlsx(kept)}
    for suffix, write in _OTHERS.items():
        data[suffix] = cache(lambda write=write: write([*head(), LABELS, *kept]))
    return tuple(
        Case(
            f"runs-{name}-{suffix}", "own", f"区住建局_2023年11月.{suffix}", build, verdict, tuple(codes), values=tuple(values)
        )
        for suffix, build in data.items()
    )


def _with(cumulative: Any, **changes: Any) -> list[list[Any]]:
    return housing(cumulative=cumulative, **changes)


def _gone(row: Sequence[Any]) -> list[Any]:
    return [None if value is None else (Run(str(value), STRUCK),) for value in row]


def _strike_row(sheet: Worksheet) -> None:
    for cell in sheet[4]:
        cell.font = Font(strike=True)


def _strike_all(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font(strike=True)


def _coloured(letters: str | None, ground: str | None) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        if letters is not None:
            sheet["H4"].font = Font(color=letters)
        if ground is not None:
            sheet["H4"].fill = PatternFill("solid", fgColor=ground)

    return change


def _comments(*said: tuple[str, str, str]) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        for at, text, author in said:
            sheet[at].comment = Comment(text, author)

    return change


ONE, TWO = housing()
CORRECTED = [*ONE[:7], 11, *ONE[8:]]
RED = "FFFF0000"
BOTH = (GOOD_A, GOOD_B)
CHANGED = [*TWO[:7], 3.3]
FIRST_GONE = ((A, "北塔区", {"unit": "个", "current": 10}), GOOD_B)

CASES: tuple[Case, ...] = (
    *_case("figure-partly-struck", _with(runs(("3", STRUCK), "10")), ["cell-part-struck@H4"], [GOOD_A, GOOD_B]),
    *_case("figure-struck", _with(runs(("10", STRUCK))), ["cell-struck@H4"], FIRST_GONE),
    *_case("text-partly-struck", housing(narrative=runs(("未", STRUCK), "已改造")), ["cell-part-struck@M4"], [GOOD_A, GOOD_B]),
    *_case("row-struck", [_gone(ONE), TWO], ["row-struck@A4"], [GOOD_B]),
    *_case(
        "row-struck-and-written-anew", [_gone(ONE), CORRECTED, TWO], ["row-struck@A4"],
        [(A, "北塔区", {"unit": "个", "current": 10, "cumulative": 11}), GOOD_B],
    ),
    *_case(
        "names-struck-and-figures-not", [[*_gone(ONE[:3]), *ONE[3:]], TWO], ["row-half-struck@A4"], [GOOD_B],
    ),
    *_case("every-row-struck", [_gone(ONE), _gone(TWO)], ["row-struck@A4", "row-struck@A5", "no-row-left@"], [], "rejected"),
    Case("runs-row-struck-after-it-was-accepted", "own", FILE, in_xlsx([_gone(ONE), CHANGED]), "accepted_with_warnings",
         ("row-struck@A4",), ("supersedes@",), ((B, "北塔区", {"unit": "%", "cumulative": 3.3}),),
         past=((FILE, form(housing())),)),
    Case("runs-every-cell-struck", "own", FILE, form(housing(), _strike_all), "rejected",
         ("form-unrecognised@", *(f"text-struck@A{row}" for row in range(1, 6)))),
    *_case("raised-digit", _with(runs("10", ("1", RAISED))), ["cell-mark-left-out@H4"], [GOOD_A, GOOD_B]),
    *_case("all-raised", _with(runs(("10", RAISED))), [], [GOOD_A, GOOD_B], "accepted"),
    *_case("raised-power", _with(runs("10", ("3", RAISED))), ["number-is-power@H4"], [GOOD_B]),
    Case("runs-row-of-a-struck-style", "own", FILE, form(housing(), _strike_row), "accepted_with_warnings",
         ("row-struck@A4",), values=(GOOD_B,)),
    *(
        Case(f"runs-mark-{number}", "own", FILE, form(housing(cumulative=written)), "accepted_with_warnings",
             ("cell-mark-left-out@H4",), values=(GOOD_A, GOOD_B))
        for number, written in enumerate(("10①", "10[1]", "10*", "10（注1）", "10¹", "10 ※", "*10", "10个①", "10注2"), 1)
    ),
    Case("runs-mark-on-a-rate", "own", FILE, form(housing(rate="3.2%²")), "accepted_with_warnings", ("cell-mark-left-out@H5",),
         values=(GOOD_A, GOOD_B)),
    Case("runs-power-of-ten", "own", FILE, form(housing(cumulative="10²")), "accepted_with_warnings", ("number-is-power@H4",),
         values=(GOOD_B,)),
    *(
        Case(f"comment-{name}", "own", FILE, form(housing(), _comments((at, text, author))),
             "accepted_with_warnings" if codes else "accepted", codes, infos, values=(GOOD_A, GOOD_B))
        for name, at, text, author, codes, infos in (
            ("corrects", "H4", "更正：应为16，表内10作废。", "张三", ("comment-corrects@H4",), ()),
            ("names-a-number", "H4", "16", "张三", ("comment-corrects@H4",), ()),
            ("on-a-blank-cell", "G5", "应为2", "张三", ("comment-corrects@G5",), ()),
            ("repeats-the-figure", "H4", "10个，见验收单", "张三", (), ("comment-seen@H4",)),
            ("says-nothing-of-it", "H4", "由物业科提供", "", (), ("comment-seen@H4",)),
            ("beside-the-figures", "B4", "本行数字有误，待更正", "张三", ("comment-beside@B4",), ()),
            ("says-whose-the-row-is", "C4", "此项已移交区城管局", "张三", ("comment-beside@C4",), ()),
            ("on-a-name", "C4", "名称照清单", "张三", (), ("comment-seen-beside@C4",)),
            ("on-a-heading", "H3", "单位为个", "张三", (), ("comment-seen-beside@H3",)),
            ("over-the-table", "H3", "本列以统计局数为准", "张三", ("comment-beside@H3",), ()),
            ("of-no-matter", "B4", "老书记在抓", "张三", (), ()),
            ("of-ours", "H4", "问题：累计完成 16 小于本期。\n改法：请核对。", "", (), ()),
            ("of-ours-by-author", "H4", "应为16", "三重点核对", (), ()),
        )
    ),
    Case("comments-of-several", "own", FILE, form(housing(), _comments(("H4", "应为16", "张三"), ("H5", "应为4", "李四"))),
         "accepted_with_warnings", ("comment-corrects@H4", "comment-corrects@H5"), values=(GOOD_A, GOOD_B)),
    *(
        Case(f"remark-{name}", "own", FILE, form([[*ONE, None, None, None, remark], TWO]),
             "accepted_with_warnings" if codes else "accepted", codes, values=(GOOD_A, GOOD_B))
        for name, remark, codes in (
            ("corrects", "累计完成更正为16", ("remark-corrects@Q4",)),
            ("already-corrected", "上期有误，已更正为10", ()),
            ("of-no-matter", "12月5日起施工", ()),
        )
    ),
    *(
        Case(f"colour-{name}", "own", FILE, form([*housing(), (legend,)], _coloured(letters, ground)),
             "accepted_with_warnings" if codes else "accepted", codes, values=values)
        for name, legend, letters, ground, codes, values in (
            ("with-a-legend", "注：红色为更正数", RED, None, ("colour-says-doubt@H4",), BOTH),
            ("of-the-ground", "注：标黄的是暂估数", None, "FFFFFF00", ("colour-says-doubt@H4",), BOTH),
            ("of-letters-not-of-the-ground", "注：红字为更正数", None, RED, (), BOTH),
            ("without-a-legend", "注：以上为全区数", RED, None, (), BOTH),
            ("that-says-void", "注：红色的数作废", RED, None, ("colour-says-void@H4",), (GOOD_B,)),
        )
    ),
    Case("runs-figure-changed-in-tracked-changes", "own", "区住建局_2023年11月.docx",
         lambda: _docx([*head(), LABELS, *housing(cumulative=runs(("3", DELETED), "10"))]), "accepted_with_warnings",
         ("cell-part-struck@H4", "tracked-changes-accepted@"), values=(GOOD_A, GOOD_B)),
    Case("runs-mark-in-csv", "own", "区住建局_2023年11月.csv", text_table([*head(), LABELS, *housing(cumulative="10①")]),
         "accepted_with_warnings", ("cell-mark-left-out@H4",), values=(GOOD_A, GOOD_B)),
)  # fmt: skip
