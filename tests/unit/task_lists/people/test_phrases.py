"""Phrases that say who is responsible: in brackets, in a line of their own."""

from __future__ import annotations

from ingest.task_lists.columns import ListColumn
from ingest.task_lists.people.phrases import read_line, split_inline, split_trailing


def test_a_bracket_is_parted_into_parties_and_what_is_none() -> None:
    text, phrase = split_trailing("改造危桥12座。（市交通局牵头，各县市区政府负责，9月底前完成主体工程，年底前完工）")
    assert text == "改造危桥12座。"
    assert phrase is not None
    assert phrase.texts == {ListColumn.LEAD_OFFICE: "市交通局", ListColumn.OFFICE: "各县市区政府"}
    assert phrase.rest == ["9月底前完成主体工程", "年底前完工"]
    assert split_trailing("双清区（含邵阳经开区）") == ("双清区（含邵阳经开区）", None)
    assert split_trailing("公积金贷款（不含商转公）。")[1] is None


def test_lines_that_only_say_who_and_when() -> None:
    phrase = read_line("牵头领导：周海  责任单位：区发改局、区财政局  完成时限：11月底前")
    assert phrase is not None
    assert phrase.texts == {ListColumn.LEADER: "周海", ListColumn.OFFICE: "区发改局、区财政局", ListColumn.DUE: "11月底前"}
    assert read_line("责任重大，使命光荣") is None
    assert split_inline("新增企业10家。责任单位：区工信局")[0] == "新增企业10家。"
