"""What `threekey refresh` says that it did."""

from __future__ import annotations

from orchestration.account import account


def test_a_night_with_files_and_a_hint() -> None:
    said = {
        "raw/received_files": {"new_files": 3, "read_again": False, "is_replay": False},
        "raw/task_lists": {"files": 1, "verdicts": {"accepted": 1}},
        "raw/filings": {"files": 2, "verdicts": {"rejected": 1, "accepted_with_warnings": 1}},
        "raw/benchmark_files": {"files": 0, "verdicts": {}},
        "alerts/outbox": {"summary": "提醒：新写消息1条。"},
    }
    assert account(said, passed=498, failed=2) == (
        "收件 3 份；读入任务清单 1 份（采用 1），报表 2 份（采用但需核对 1，退回 1）",
        "检查 500 项：通过 498，提示 2（不影响发布）",
        "提醒：新写消息1条。",
    )


def test_a_night_with_nothing_new_and_one_that_reads_everything_again() -> None:
    assert account({"raw/received_files": {"new_files": 0}}, 500, 0) == ("收件 0 份", "检查 500 项：通过 500")
    again = {
        "raw/received_files": {"new_files": 0, "read_again": True},
        "raw/filings": {"files": 1, "verdicts": {"accepted": 1}},
    }
    assert account(again, 1, 0)[0] == "收件 0 份；程序、规则或搁置的文件有变，全部重新读过；读入报表 1 份（采用 1）"


def test_a_replay_says_that_it_takes_nothing() -> None:
    assert account({"raw/received_files": {"new_files": 0, "is_replay": True}, "alerts/outbox": {}}, 1, 0) == (
        "重放：不取收件箱，只用当时已收到的文件",
        "检查 1 项：通过 1",
    )


def test_a_night_without_the_files_that_were_set_aside() -> None:
    said = {"raw/received_files": {"new_files": 1}, "published/snapshot": {"quarantined": ["甲.xlsx（某检查未通过）"]}}
    assert account(said, 1, 0)[1] == "因系统故障搁置 1 份：甲.xlsx（某检查未通过）"
