"""`threekey outbox`: what waits, was sent, or could not be; try again, or give up. No address, no secret is shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from orchestration.alerts.outbox import STATES, Letter, Outbox
from orchestration.redact import redactor

_STATE = {"pending": "待发", "sent": "已发", "failed": "发送失败", "dropped": "已放弃"}
_SHOWN = 12  # characters of an id


def _outbox(home: Path) -> Outbox:
    return Outbox(home / "outbox", redactor(home / "private"))


def list_letters(home: Path, state: str | None) -> int:
    """Print the letters of a state, or all that have not been sent; the newest night last."""
    outbox, redact = _outbox(home), redactor(home / "private")
    table = Table("编号", "状态", "渠道", "收件人", "截至", "标题", "次数", "最近的原因")
    for one in [state] if state else [s for s in STATES if s != "sent"]:
        for letter in outbox.letters(one):
            values = (letter.person, str(letter.as_of), letter.title, str(letter.tries), letter.last_error)
            table.add_row(letter.id[:_SHOWN], _STATE[one], letter.channel, *(Text(redact(value)) for value in values))
    console = Console(highlight=False)
    if table.row_count:
        console.print(table)
    else:
        console.print("没有这样的消息。\nNo such letter.")
    return 0


def show(home: Path, wanted: str) -> int:
    """Print one letter: what became of it, and its text."""
    found = _one(home, wanted)
    if found is None:
        return 1
    state, letter = found
    redact = redactor(home / "private")
    lines = [
        f"编号 {letter.id}",
        f"状态 {_STATE[state]}，试过 {letter.tries} 次" + (f"，发出于 {letter.sent_at}" if letter.sent_at else ""),
        f"渠道 {letter.channel}，收件人 {letter.person or '（未写姓名）'}，截至 {letter.as_of}",
        *([f"原因 {letter.last_error}"] if letter.last_error else []),
        *(["可能已经送达过一次"] if letter.may_be_double else []),
        *(f"附件 {name}" for name in letter.attachments),
        "",
        letter.title,
        "",
        letter.body,
    ]
    Console(highlight=False, soft_wrap=True).print(redact("\n".join(lines)), markup=False)
    return 0


def retry(home: Path, wanted: Sequence[str], *, everything: bool) -> int:
    """Put letters that failed back among those that wait, as if never tried, and send what waits."""
    from orchestration.alerts.run import send_outbox

    moved = _moved(home, wanted, "pending", ("failed", "dropped"), everything=("failed",) if everything else ())
    if moved is None:
        return 1
    done = send_outbox(home)
    Console(highlight=False).print(
        f"重新排队 {moved} 条；发出 {done.sent} 条，待发 {done.waiting} 条，无法送达 {done.dead} 条。\n"
        f"{moved} put back; {done.sent} sent, {done.waiting} waiting, {done.dead} undeliverable."
    )
    return 0 if not done.dead else 1


def drop(home: Path, wanted: Sequence[str]) -> int:
    """Give letters up: they are never sent, and what they say counts as told."""
    moved = _moved(home, wanted, "dropped", ("pending", "failed"))
    if moved is None:
        return 1
    Console(highlight=False).print(f"已放弃 {moved} 条。\n{moved} dropped.")
    return 0


def _say(zh: str, en: str) -> None:
    Console(stderr=True, highlight=False).print(f"{zh}\n{en}", markup=False)


def _one(home: Path, wanted: str) -> tuple[str, Letter] | None:
    """The letter whose id begins like that; None, with the reason on stderr, where it is none or several."""
    outbox = _outbox(home)
    found = [(state, letter) for state in STATES for letter in outbox.letters(state) if letter.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        _say(
            f"编号 {wanted} 对应 {len(found)} 条消息，请写得长一些。",
            f"{wanted} is the beginning of {len(found)} ids: give more of it.",
        )
    else:
        _say(f"没有编号为 {wanted} 的消息，见 threekey outbox list。", f"No letter {wanted}: see threekey outbox list.")
    return None


def _moved(home: Path, wanted: Sequence[str], to: str, since: Sequence[str], everything: Sequence[str] = ()) -> int | None:
    """Move letters; how many, or None, with the reason on stderr."""
    outbox = _outbox(home)
    with outbox.only_one() as mine:
        if not mine:
            _say("消息正在发送，请稍后再试。", "Messages are being sent: try again in a moment.")
            return None
        outbox.recover()
        chosen = [(state, letter) for state in everything for letter in outbox.letters(state)]
        for one in wanted:
            found = _one(home, one)
            if found is None:
                return None
            if found[0] not in since:
                _say(
                    f"消息 {one} 的状态是{_STATE[found[0]]}，不能这样处理。",
                    f"Letter {one} is {found[0]}: that cannot be done to it.",
                )
                return None
            chosen.append(found)
        for state, letter in chosen:
            if to == "pending":
                letter.tries, letter.first_try, letter.last_error = 0, "", ""
            outbox.move(letter, to, state)
    return len(chosen)
