"""What an installation decides for itself: `HOME/settings/threekey.toml`, and the environment over it.

Typed here and read nowhere else. What is secret (addresses, keys, passwords) stands in `private/` (docs/alerts.md), and what
is known from a day on (areas, calendar, bands …) is a rule (docs/operations.md). A home without the file has the defaults.
"""

from __future__ import annotations

import datetime as dt
import math
import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadVariableError

from ingest.documents.limits import DEFAULT_LIMITS, Limits
from ingest.home import Home
from ingest.installation import DEFAULT, Installation
from orchestration import clock
from orchestration.settings_texts import unread_section, words_of


class SettingsError(Exception):
    """The settings cannot be used; `problems` say which key on which line is wrong, in Chinese, for the operator."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("no time zone")
    return name


_TWO_PLACES = re.compile(r"(?P<city>.{2,}?(?:市|自治州|地区|盟))(?P<name>.{2,}[市县区旗])")


def _place_name(name: str) -> str:
    if re.fullmatch(r"[\w·（）()]*", name) is None:
        raise PydanticCustomError("no_place_name", "no name of a place")
    return name


def _one_place(name: str) -> str:
    two = _TWO_PLACES.fullmatch(name)
    if two is not None:
        raise PydanticCustomError("two_places", "two places", {"city": two["city"], "name": two["name"]})
    return name


def _by_own_clock(time: dt.time) -> dt.time:
    if time.tzinfo is not None:
        raise PydanticCustomError("time_parsing", "a time of another clock")
    return time


_Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40), AfterValidator(_place_name)]


class PlaceSettings(_Part):
    """The place that the installation is for, and the city it lies in; "" for what the lists themselves say."""

    name: Annotated[_Name, AfterValidator(_one_place)] = ""
    city: _Name = ""


class ScheduleSettings(_Part):
    """When the nightly refresh starts, by the clock of `timezone`; it is as of the day that has ended."""

    nightly: Annotated[dt.time, AfterValidator(_by_own_clock)] = clock.NIGHTLY


class InboxSettings(_Part):
    """How long a file must have been left alone before it is taken from the inbox."""

    settle_seconds: Annotated[int, Field(ge=0, le=3_600)] = 30

    @property
    def settle(self) -> dt.timedelta:
        return dt.timedelta(seconds=self.settle_seconds)


class LimitsSettings(_Part):
    """How much of one file is read, and how many files a night may set aside; the other caps follow from the machine
    (`ingest/documents/limits.py`)."""

    file_megabytes: Annotated[int, Field(ge=1, le=512)] = DEFAULT_LIMITS.file_bytes >> 20
    rows: Annotated[int, Field(ge=100, le=1_000_000)] = DEFAULT_LIMITS.rows
    cells: Annotated[int, Field(ge=1_000, le=5_000_000)] = DEFAULT_LIMITS.cells
    pages: Annotated[int, Field(ge=1, le=5_000)] = DEFAULT_LIMITS.pages
    office_seconds: Annotated[int, Field(ge=10, le=3_600)] = DEFAULT_LIMITS.office_seconds
    reading_seconds: Annotated[int, Field(ge=5, le=3_600)] = DEFAULT_LIMITS.reading_seconds
    reading_megabytes: Annotated[int, Field(ge=256, le=65_536)] = DEFAULT_LIMITS.reading_bytes >> 20
    quarantined_files: Annotated[int, Field(ge=0, le=100)] = DEFAULT.most_quarantined

    def limits(self) -> Limits:
        # where a file may hold so many times more, so much more may be read of it
        times = max(1, math.ceil(self.cells / DEFAULT_LIMITS.cells), math.ceil(self.rows / DEFAULT_LIMITS.rows))
        return Limits(
            reading_seconds=self.reading_seconds * times,
            reading_bytes=(self.reading_megabytes << 20) * times,
            document_bytes=DEFAULT_LIMITS.document_bytes * times,
            file_bytes=self.file_megabytes << 20,
            rows=self.rows,
            cells=self.cells,
            pages=self.pages,
            office_seconds=self.office_seconds,
        )


class QuerySettings(_Part):
    """What one `threekey query` may take of the machine."""

    seconds: Annotated[int, Field(ge=1, le=3_600)] = 60
    memory_megabytes: Annotated[int, Field(ge=64, le=65_536)] = 1_024
    temporary_megabytes: Annotated[int, Field(ge=0, le=262_144)] = 4_096
    rows: Annotated[int, Field(ge=1, le=1_000_000)] = 100_000


class RetentionSettings(_Part):
    """How long is kept what can be done without. The archive is kept for ever."""

    versions: Annotated[int, Field(ge=1, le=100)] = 3
    replay_days: Annotated[int, Field(ge=1, le=3_650)] = 30
    run_days: Annotated[int, Field(ge=1, le=3_650)] = 60
    letter_days: Annotated[int, Field(ge=30, le=3_650)] = 400

    @property
    def replays(self) -> dt.timedelta:
        return dt.timedelta(days=self.replay_days)

    @property
    def runs(self) -> dt.timedelta:
        return dt.timedelta(days=self.run_days)

    @property
    def letters(self) -> dt.timedelta:
        return dt.timedelta(days=self.letter_days)


class ChannelSettings(_Part):
    """What messages say and by when, and addresses of private installations of robots that are no secret."""

    help: Annotated[str, Field(max_length=200)] = ""
    digest_hour: Annotated[int, Field(ge=0, le=23)] = 8
    endpoints: dict[str, Annotated[str, Field(pattern=r"^https?://", max_length=500)]] = Field(default_factory=dict)


def _no_address(text: str) -> str:
    if re.search(r"[\s@?=]|://", text):
        raise PydanticCustomError("no_server", "an address with more in it than a name")
    return text


_ServerName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_no_address)]


class PostgresSettings(_Part):
    """The PostgreSQL that keeps the history of runs; "" as its host for SQLite in the home. The secret stands elsewhere
    (`orchestration/postgres.py`)."""

    host: _ServerName = ""
    port: Annotated[int, Field(ge=1, le=65_535)] = 5432
    database: _ServerName = "threekey"
    user: _ServerName = "threekey"
    tls: Literal["disable", "prefer", "require", "verify-ca", "verify-full"] = "prefer"
    wait_seconds: Annotated[int, Field(ge=0, le=3_600)] = 300


class HomeSettings(BaseSettings):
    """The settings of a home. `THREEKEY_SCHEDULE__NIGHTLY=03:00` in the environment wins over `nightly` under [schedule]."""

    model_config = SettingsConfigDict(env_prefix="THREEKEY_", env_nested_delimiter="__", extra="forbid", frozen=True)

    timezone: Annotated[str, AfterValidator(_zone)] = clock.TIMEZONE
    place: PlaceSettings = PlaceSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    inbox: InboxSettings = InboxSettings()
    limits: LimitsSettings = LimitsSettings()
    query: QuerySettings = QuerySettings()
    retention: RetentionSettings = RetentionSettings()
    channels: ChannelSettings = ChannelSettings()
    postgres: PostgresSettings = PostgresSettings()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def installation(self) -> Installation:
        """What of it the readers go by."""
        return Installation(
            place=self.place.name,
            city=self.place.city,
            limits=self.limits.limits(),
            most_quarantined=self.limits.quarantined_files,
        )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment over what the file says."""
        return (env_settings, init_settings)


def load_settings(home: Path) -> HomeSettings:
    """The settings of a home. Raises SettingsError for a file that cannot be read or a value that is wrong."""
    path = Home(home).settings
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise SettingsError((f"{path}：文件须存为 UTF-8 编码。",)) from error
    except OSError as error:
        raise SettingsError((f"{path}：{error.strerror}。",)) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError((f"{path}：写法有误（{error}）。",)) from error
    except RecursionError as error:
        raise SettingsError((f"{path}：写法有误（括号层数过多）。",)) from error
    try:
        return HomeSettings(**values)
    except ValidationError as error:
        found = tuple(_problem(path, text, tuple(map(str, one["loc"])), one) for one in error.errors())
        raise SettingsError(found) from error
    except UnreadVariableError as error:
        raise SettingsError(tuple(map(unread_section, _sections_in_environment()))) from error


def _sections_in_environment() -> list[str]:
    """The variables that give a section in one piece, or a part of one that has parts itself."""
    sections = [name for name in HomeSettings.model_fields if name != "timezone"]
    whole = [f"THREEKEY_{name.upper()}" for name in sections] + ["THREEKEY_CHANNELS__ENDPOINTS"]
    return [name for name in whole if name in os.environ]


def _problem(path: Path, text: str, key: tuple[str, ...], error: Any) -> str:
    variable = f"THREEKEY_{'__'.join(key).upper()}"
    given = next((name for name in os.environ if name == variable or name.startswith(f"{variable}__")), "")
    where = f"环境变量 {given}" if given else f"{path} 第{line_of(text, key)}行"
    # an address may hold the key of a robot, or a password
    seen = "…" if key[:1] == ("channels",) or key == ("postgres", "host") else error["input"]
    return f"{where}，{'.'.join(key)}：{words_of(error['type'], error.get('ctx', {}), seen)}"


def line_of(text: str, key: tuple[str, ...]) -> int:
    """The line of a TOML text on which a key is given, 0 where it is not. Tables are those that are written as [a.b]."""
    *tables, last = key
    section: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        head = re.match(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]", line)
        if head:
            section = [part.strip().strip("\"'") for part in head[1].split(".")]
            if section == list(key):
                return number
        name = re.match(r"\s*([\w.\"'-]+)\s*=", line)
        if name:
            full = [*section, *(part.strip("\"'") for part in name[1].split("."))]
            if full == [*tables, last] or full == list(key[: len(full)]):
                return number
    return 0
