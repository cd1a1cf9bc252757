"""One message a recipient, grouped, capped by its channel, harmless whatever the names hold, and with a lasting identity."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.alerts import texts
from orchestration.alerts.channels import CHANNELS, WECOM
from orchestration.alerts.compose import compose, compose_all
from orchestration.alerts.matters import matters_of
from orchestration.alerts.model import Channel, Contact, Ending, Matter, MatterKind, Telling
from tests.unit.alerts.nights import LIST, LIU, OPERATOR, TODAY, fault, filing, judged, night, rules

TITLES = {LIST: "北塔区重点任务清单"}


def tellings(count: int, contact: Contact = LIU) -> list[Telling]:
    rows = tuple(judged(target_key=f"t{i:05}", metric=f"指标{i}") for i in range(count))
    return [Telling(contact, matter, 10) for matter in matters_of(night(judged=rows), rules(), {})]


def test_a_message_reads_as_a_letter() -> None:
    n = night(filings=(filing(),), faults=(fault("区科工局", file_name="科工局.xlsx"),))
    said = [Telling(LIU, matter, 1) for matter in matters_of(n, rules(), {})]
    message = compose(LIU, said, TODAY, "区督查室 周某", TITLES)
    assert message.title == "【三重点】区科工局等 文件被退回（12月9日）"
    assert (
        message.body
        == f"""刘长辉同志，您好：

■ 区科工局　北塔区重点任务清单
【文件被退回】区科工局报送的“科工局.xlsx”（2023年11月）没有被接收，共有1处需要修改：
　1. 进展情况!H12（累计完成）：这一格应填数字（现为“约30”） 改法：请改为确切的数字。
　请对照以上说明修改原文件。请改好后尽快重新报送，文件名不限。

■ 区发改局　北塔区重点任务清单
【逾期未报】2023年11月进展情况应于2023年12月5日前报送，已过4天，目前还没有收到。
　请尽快补报；2023年12月10日起本期数据锁定，之后报送的只作为更正记录。

如有疑问，请联系：区督查室 周某。
本消息由三重点任务数据系统自动发送，编号 {message.id[:12]}。"""
    )


def test_the_title_gives_no_office_the_fault_of_the_system() -> None:
    of_office = tellings(1, OPERATOR)[0]
    of_system = replace(of_office, matter=replace(of_office.matter, kind=MatterKind.SYSTEM_FAULT, unit="", list_id=""))
    assert compose(OPERATOR, [of_office, of_system], TODAY).title == "【三重点】系统故障（12月9日）"
    of_other = replace(of_office, matter=replace(of_office.matter, kind=MatterKind.MISSING, unit="区发改局"))
    assert compose(OPERATOR, [of_office, of_other], TODAY).title == "【三重点】区发改局等 缺报（12月9日）"


def test_resolved_matters_are_one_thankful_line() -> None:
    (one,) = tellings(1)
    message = compose(LIU, [replace(one, matter=replace(one.matter, lines=()), ending=Ending.BY_UNIT)], TODAY)
    assert "已解决：重点工作-1-7“指标0”（北塔区）亮红灯。感谢配合。" in message.body
    assert message.title == "【三重点】区科工局 事项已解决（12月9日）"


@pytest.mark.parametrize("ending", [ending for ending in Ending if ending is not Ending.BY_UNIT])
def test_nobody_is_thanked_for_what_he_has_not_done(ending: Ending) -> None:
    one, two = tellings(2)
    others = replace(one, matter=replace(one.matter, lines=("现判定为“滞后”（黄灯）。",)), ending=ending)
    message = compose(LIU, [others], TODAY)
    assert "重点工作-1-7“指标0”（北塔区）亮红灯" in message.body
    assert "　现判定为“滞后”（黄灯）。" in message.body
    assert "感谢" not in message.body
    assert message.title == "【三重点】区科工局 事项已了结（12月9日）"
    # what the unit has done beside it is thanked for all the same
    both = compose(LIU, [others, replace(two, ending=Ending.BY_UNIT)], TODAY)
    assert both.body.count("感谢配合") == 1
    assert both.title == "【三重点】区科工局 事项已了结（12月9日）"


def test_braces_in_a_name_are_only_characters() -> None:
    assert texts.ended("“{0}.xlsx”被退回", Ending.BY_UNIT) == "已解决：“{0}.xlsx”被退回。感谢配合。"


def test_what_is_asked_of_several_matters_in_a_row_is_asked_once() -> None:
    body = compose(LIU, tellings(3), TODAY).body
    assert body.count("请核对数据；属实而还没有写明存在问题和下一步措施的，请补充后重报。") == 1
    assert body.index("请核对数据") > body.rindex("【目标亮红灯】")
    noted = [replace(t, note="（请转告）") for t in tellings(3)]
    assert "请核对数据" not in compose(LIU, noted, TODAY).body


def test_each_recipient_gets_one_message() -> None:
    messages = compose_all([*tellings(3), *tellings(2, OPERATOR)], TODAY)
    assert [(m.contact.person, len(m.tellings)) for m in messages] == [("刘长辉", 3), ("周某", 2)]


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=list(CHANNELS))
@pytest.mark.parametrize("count", [1, 40, 3000])
def test_no_message_is_longer_than_its_channel_carries(channel: Channel, count: int) -> None:
    contact = Contact("区科工局", "刘长辉", "联络人", channel, "a")
    said = tellings(count, contact)
    message = compose(contact, said, TODAY, "区督查室 周某", TITLES)
    assert channel.size(f"{message.title}\r\n{message.body}") <= channel.limit
    assert message.tellings
    if len(message.tellings) < count:
        # what was cut off counts as untold, so that it comes the next time
        assert f"另有{count - len(message.tellings)}个事项，将在下一次消息中列出。" in message.body


def test_what_is_cut_off_comes_in_the_following_messages_until_nothing_is_left() -> None:
    contact = Contact("区科工局", "", "联络人", WECOM, "a")
    left, seen = tellings(40, contact), []
    while left:
        message = compose(contact, left, TODAY)
        said = {t.matter.key for t in message.tellings}
        seen += sorted(said)
        left = [t for t in left if t.matter.key not in said]
    assert sorted(seen) == sorted(t.matter.key for t in tellings(40, contact))


def test_one_endless_matter_is_shortened_rather_than_left_out() -> None:
    matter = Matter("k", MatterKind.RED, "s", TODAY, "标题", ("很长" * 5000, "第二行"))
    message = compose(replace(LIU, channel=WECOM), [Telling(LIU, matter, 1)], TODAY)
    assert len(message.body.encode()) <= 2000
    assert "很长很长" in message.body


def test_the_identity_depends_on_recipient_matter_state_and_round_and_on_nothing_else() -> None:
    one, two = tellings(2)
    identity = compose(LIU, [one, two], TODAY).id
    assert compose(LIU, [two, one], TODAY, "别人", TITLES).id == identity
    others = [
        compose(OPERATOR, [one, two], TODAY),
        compose(LIU, [one], TODAY),
        compose(LIU, [replace(one, round=2), two], TODAY),
        compose(LIU, [replace(one, matter=replace(one.matter, state="另一")), two], TODAY),
        compose(LIU, [replace(one, ending=Ending.BY_UNIT), two], TODAY),
    ]
    assert len({identity, *(m.id for m in others)}) == 6


HOSTILE = '区<b>发改局</b>\r\nBcc: all@x.example\n<at user_id="all">\u202e\u200b`'


def test_markup_and_line_feeds_in_names_do_nothing() -> None:
    n = night(filings=(filing(HOSTILE, status="returned"),), faults=(fault(HOSTILE, file_name=HOSTILE, seen=HOSTILE),))
    said = [Telling(replace(LIU, person=HOSTILE), matter, 1) for matter in matters_of(n, rules(), {})]
    message = compose(said[0].contact, said, TODAY, HOSTILE, {LIST: HOSTILE})
    for text in (message.title, message.body):
        assert not set(text) & set("<>`\r\u202e\u200b")
    assert "\n" not in message.title
    assert not any(line.startswith("Bcc") for line in message.body.splitlines())


@given(st.text())
def test_any_text_becomes_one_harmless_bounded_line(text: str) -> None:
    cleaned = texts.clean(text)
    assert len(cleaned) <= texts.CLIP
    assert not set(cleaned) & set("<>`\r\n\t\x00\u2028\u202e\u200b")
    assert cleaned == cleaned.strip()
    json.dumps(cleaned).encode()
    cleaned.encode()


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2023-11", "2023年11月"),
        ("2023-11-2", "2023年11月中旬"),
        ("2023-W47", "2023年第47周"),
        ("2023-Q4", "2023年第四季度"),
        ("2023", "2023年"),
        ("", "（报告期不明）"),
        ("十一月", "十一月"),
    ],
)
def test_periods_in_words(period: str, words: str) -> None:
    assert texts.period_words(period) == words
