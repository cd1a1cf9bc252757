"""Where things are in a home folder (docs/interface.md, "The home folder"). Only paths belong here: nothing is read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from ingest.names import file_name

# order matters: the rules and the lists must be known before the filings of the same night are read
INBOX_KINDS: tuple[tuple[str, str], ...] = (
    ("rules", "rules"),
    ("task_list", "task_lists"),
    ("review", "reviews"),
    ("benchmark", "benchmarks"),
    ("progress", "progress"),
)


# what has been moved out of reach of those who write to the inbox, and is not yet done with
TAKING = ".taking"
UNKNOWN_UNIT = "未识别单位"
LISTS_TO_CHECK = "清单核对"


@dataclass(frozen=True, slots=True)
class Home:
    root: Path

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def taking(self) -> Path:
        return self.inbox / TAKING

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def receipts(self) -> Path:
        return self.archive / "receipts"

    @property
    def shipped_rules(self) -> Path:
        """The rules that the program came with at each receipt of a file of rules."""
        return self.archive / "shipped_rules"

    @property
    def quarantine(self) -> Path:
        """Which files of the archive the system has set aside, and why."""
        return self.archive / "quarantine"

    @property
    def format_file(self) -> Path:
        """Which format the home has (`home_format`)."""
        return self.archive / "format.json"

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        return self.root / "published"

    @property
    def snapshot(self) -> Path:
        return self.published / "threekey.duckdb"

    @property
    def manifest(self) -> Path:
        return self.published / "manifest.json"

    @property
    def returned(self) -> Path:
        return self.root / "returned"

    @property
    def outbox(self) -> Path:
        return self.root / "outbox"

    @property
    def private(self) -> Path:
        return self.root / "private"

    @property
    def settings(self) -> Path:
        """What the installation decides; need not be there."""
        return self.root / "settings" / "threekey.toml"

    @property
    def query_temporary(self) -> Path:
        """What a query could not keep in memory, while it runs."""
        return self.runs / "query"

    @property
    def runs(self) -> Path:
        """What each refresh said of itself, and the run storage of the orchestrator."""
        return self.root / "runs"

    def returned_to(self, unit: str | None) -> Path:
        """The folder of a unit's return copies; of a filing whose unit nobody knows, too."""
        return self.returned / file_name(unit or UNKNOWN_UNIT)

    def review_workbook(self, list_id: str) -> Path:
        """The workbook of what is to be checked in the last version of a list."""
        return self.returned / LISTS_TO_CHECK / file_name(list_id, "_核对.xlsx")

    def replay(self, as_of: dt.date) -> Path:
        return self.root / "replays" / as_of.isoformat()

    def archived(self, sha256: str) -> Path:
        return self.archive / sha256[:2] / sha256

    def create(self) -> None:
        """Make the folders that people and programs drop things into."""
        for _, folder in INBOX_KINDS:
            (self.inbox / folder).mkdir(parents=True, exist_ok=True)
        self.taking.mkdir(mode=0o700, exist_ok=True)
        for path in (self.settings.parent, self.receipts, self.raw, self.returned, self.outbox, self.runs):
            path.mkdir(parents=True, exist_ok=True)
        self.private.mkdir(mode=0o700, exist_ok=True)
        self.private.chmod(0o700)
