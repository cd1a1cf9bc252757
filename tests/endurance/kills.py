"""kill -9, again and again: whatever dies whenever, the next start goes on and nothing shows that anything was.

    python -m tests.endurance.kills [--count 50] [--seed 15] [--no-points] [FOLDER]

Of a small home with new files, one refresh is left alone. Then, of a fresh copy each time, the same refresh is killed, started
again and killed again, three times in all: from the command line (the whole group, or the parent only) or under a daemon (the
daemon, its run, or both), at named points and at moments by chance (`plan.py`). What is started after that must end as the one
that was left alone (`facts.py`). A line for each home; exit status 1 where one differs, and it is kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from ingest.home import Home
from tests.endurance import district
from tests.endurance.facts import Facts, differences, doubles, facts_of, leftovers, post, queue
from tests.endurance.plan import Chain, How, plan
from tests.endurance.trial import Trial, Whole, begun, ended
from tests.integration.alert_home import Mailbox, mail_server
from tests.support.parsed import current_manifest


@dataclass(frozen=True, slots=True)
class Outcome:
    chain: Chain
    flaws: tuple[str, ...]
    kills: int
    doubles: int
    seconds: float


class Endurance:
    """The homes of one seed below a folder, and the mail server that they all write to."""

    def __init__(self, folder: Path, mailbox: Mailbox, mail_port: int) -> None:
        self.folder, self.mailbox, self.mail_port = folder, mailbox, mail_port
        self.base = Home(folder / "base")

    def make(self) -> tuple[Whole, Facts]:
        """The home after its first night, and what the second one is when nobody disturbs it."""
        if not self.base.manifest.exists():
            district.first_files(self.base)
            district.write_contacts(self.base, self.mail_port)
            first = Trial(self.base, "first", district.FIRST_NIGHT)
            status = ended(begun(first))
            assert status == 0, first.said()
        home = self._copy("whole")
        trial = Trial(home, "whole", district.NIGHT)
        whole = trial.measured()
        wrong = [*leftovers(home), *queue(home), *post(home, self.mailbox.mails, 0), *trial.remaining()]
        assert not wrong, wrong
        return whole, facts_of(home)

    def _copy(self, name: str) -> Home:
        home = Home(self.folder / name)
        shutil.rmtree(home.root, ignore_errors=True)
        shutil.copytree(self.base.root, home.root, symlinks=True)
        district.write_contacts(home, self.mail_port)
        district.new_files(home)
        self.mailbox.mails.clear()
        return home

    def killed(self, number: int, chain: Chain, whole: Whole, facts: Facts) -> Outcome:
        """One chain and what came of it."""
        begin = time.monotonic()
        home = self._copy(f"{number:03}")
        trial = Trial(home, f"{number:03}", district.NIGHT)
        try:
            flaws = [*trial.killed_and_started_again(chain, whole)]
            flaws += [*self._seen(home, facts, trial.kills), *trial.remaining()]
        finally:
            trial.end()
        if not flaws:
            shutil.rmtree(home.root)
        return Outcome(chain, tuple(flaws), trial.kills, doubles(self.mailbox.mails), time.monotonic() - begin)

    def _seen(self, home: Home, facts: Facts, kills: int) -> Iterator[str]:
        mails: list[EmailMessage] = self.mailbox.mails
        yield from differences(facts, facts_of(home))
        yield from leftovers(home)
        yield from queue(home)
        yield from post(home, mails, kills)
        last = json.loads((home.runs / "last.json").read_text(encoding="utf-8"))
        if not last["published"]:
            yield f"the last word is that nothing was published: {last['reasons']}"


def run(folder: Path, seed: int, count: int, *, points: bool, only: list[int]) -> int:
    current_manifest()
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        endurance = Endurance(folder, mailbox, port)
        whole, facts = endurance.make()
        say(f"undisturbed: {whole.cpu:.0f} CPU s, {whole.operations} operations, {len(mailbox.mails)} letters")
        chains = plan(seed, count, whole.operations, points=points)
        outcomes = []
        for number, chain in enumerate(chains, start=1):
            if only and number not in only:
                continue
            outcomes.append(outcome := endurance.killed(number, chain, whole, facts))
            said = "as undisturbed" if not outcome.flaws else "DIFFERS"
            twice = f", {outcome.doubles} letters twice" if outcome.doubles else ""
            say(f"{number}/{len(chains)} {chain}: {outcome.kills} kills, {said}{twice} ({outcome.seconds:.0f} s)")
            for flaw in outcome.flaws:
                say(f"    {flaw}")
    bad = [outcome for outcome in outcomes if outcome.flaws]
    hows = ", ".join(f"{how}: {sum(one.kills for one in outcomes if one.chain.how is how)}" for how in How)
    say(f"{sum(one.kills for one in outcomes)} kills ({hows}) of {len(outcomes)} homes: {len(bad)} differ,"
        f" {sum(one.doubles for one in outcomes)} letters came twice")  # fmt: skip
    return 1 if bad else 0


def say(line: str) -> None:
    sys.stdout.write(f"{dt.datetime.now(dt.UTC):%H:%M:%S} {line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--no-points", action="store_true", help="moments by chance only")
    parser.add_argument("--only", type=int, nargs="*", default=[], help="these homes of the plan")
    given = parser.parse_args()
    os.environ["THREEKEY_INBOX__SETTLE_SECONDS"] = "0"  # what is dropped here is whole
    folder = given.folder or Path(tempfile.mkdtemp(prefix="threekey-kills-"))
    return run(folder, given.seed, given.count, points=not given.no_points, only=given.only)


if __name__ == "__main__":
    sys.exit(main())
