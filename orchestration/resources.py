"""What a run needs from outside: the home folder and the clock."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import dagster as dg

from ingest.home import Home
from orchestration import clock
from orchestration.gate import Night, night_of
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
