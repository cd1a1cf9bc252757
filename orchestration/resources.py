"""What a run needs from outside: the home folder, the clock, and the turn to write in the home."""

from __future__ import annotations

import datetime as dt
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import dagster as dg

from ingest.home import Home
from orchestration import clock
from orchestration.gate import Night, night_of
from orchestration.lost_runs import alive
from orchestration.settings import HomeSettings, load_settings

DEFAULT_HOME = Path(__file__).resolve().parent.parent / "data"


def sealed(resource: dg.ConfigurableResource[Any]) -> dg.ResourceDefinition:
    """The resource as it is given here: a run's configuration, which anybody who reaches the UI can write, has no say in it."""
    return resource.get_resource_definition().configured(lambda _: {}, config_schema={})


class HomeResource(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The home folder and the clock."""

    root: str = dg.EnvVar("THREEKEY_HOME")

    @property
    def home(self) -> Home:
        return Home(Path(self.root))

    def night(self, as_of: dt.date) -> Night:
        return night_of(self.home, as_of)

    @property
    def settings(self) -> HomeSettings:
        """What the installation decides. Raises SettingsError where its file is wrong: then nothing runs."""
        return load_settings(self.home.root)

    def now(self) -> dt.datetime:
        return clock.now(self.settings.zone)


class TurnResource(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The turn to write in the home: while a run holds it, a second run of the same home waits, whoever started it."""

    root: str = dg.EnvVar("THREEKEY_HOME")

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[TurnResource]:
        home = Home(Path(self.root))
        home.create()
        run = context.run
        with alive(home, run.run_id) if run else nullcontext(), (home.runs / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self
