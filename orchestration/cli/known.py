"""What commands know of a home: its settings, and by the rules of today its words, its lists and what it has accepted."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from ingest import raw
from ingest.home import Home
from ingest.progress.knowledge.context import Context
from ingest.progress.knowledge.loader import load_context
from ingest.rules.known import HomeRules, home_rules
from ingest.schema import NOT_TAKEN
from ingest.taught import taught_words, with_taught
from ingest.vocabulary import Vocabulary
from orchestration import clock
from orchestration.opening import is_older
from orchestration.settings import HomeSettings, SettingsError, load_settings


def settings_of(home: Path) -> HomeSettings | None:
    """The settings of the home; None, with what is wrong with them on stderr."""
    try:
        return load_settings(home)
    except SettingsError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return None


def place_line(home: Path, settings: HomeSettings) -> str:
    """Of which place the home is and who says so, in Chinese for the operator; "" where nobody has said yet."""
    place = settings.place
    if place.name:
        return f"地区 {place.city}{place.name}（见 settings/threekey.toml）"
    lists = [row for row in raw.read_table(home, "task_lists") if row["area"] and row["verdict"] not in NOT_TAKEN]
    places = {f"{row['city']}{row['area']}" for row in lists}
    if len(places) != 1:
        return ""
    return f"地区 {places.pop()}（按清单；可在 settings/threekey.toml 的 [place] 中写明）"


def rules_of(home: Path) -> tuple[HomeRules, dt.date] | None:
    """The rules of the home and the day it is there; None, with the reason on stderr, when its settings are wrong or another
    version of the code has read what is there.
    """
    settings = settings_of(home)
    if settings is None:
        return None
    if is_older(Home(home)) or raw.has_other_columns(home):
        print("这里的数据是由另一版本的程序读入的，请先运行 threekey refresh，再重试。", file=sys.stderr)  # noqa: T201
        return None
    return home_rules(home, settings.installation), clock.today(settings.zone)


def known(home: Path) -> Context | None:
    """The context of the home; None as above."""
    there = rules_of(home)
    return None if there is None else context_of(home, *there)


def context_of(home: Path, rules: HomeRules, today: dt.date) -> Context:
    """The context of the home by the rules of a day."""
    return load_context(home, _words(home, rules, today))


def home_vocabulary(home: Path) -> Vocabulary | None:
    """The words of the rules and those that the home was taught; None as above."""
    there = rules_of(home)
    return None if there is None else _words(home, *there)


def _words(home: Path, rules: HomeRules, today: dt.date) -> Vocabulary:
    return with_taught(rules.at(today), taught_words(home))
