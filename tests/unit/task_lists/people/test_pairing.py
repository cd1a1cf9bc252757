"""Who heads which office, learnt from the rows that come out even."""

from __future__ import annotations

from ingest.task_lists.people.pairing import learn_heads, pair_row


def test_heads_are_learnt_from_even_rows_and_never_guessed() -> None:
    rows = [
        (("甲局",), ("张三",)),
        (("甲局", "乙局", "各镇"), ("张三", "李四", "各镇负责人")),
        (("丙局", "乙局"), ("李四",)),
    ]
    heads = learn_heads(rows)
    assert heads == {"张三": "甲局", "李四": "乙局"}
    assert pair_row(*rows[2], heads).units == ("乙局",)
    assert pair_row(*rows[2], heads).unpaired == ("丙局",)
    # two rows that contradict each other teach nothing
    assert learn_heads([(("甲局",), ("张三",)), (("乙局",), ("张三",))]) == {}


def test_a_group_of_units_needs_no_head() -> None:
    assert pair_row(("甲局", "各镇（街道）"), ("张三",), {"张三": "甲局"}).complete
