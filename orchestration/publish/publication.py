"""Write, audit, publish: one version of the curated tables from the private warehouse, or the reason why not."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from orchestration.gate import Night
from orchestration.publish.report import write_report
from orchestration.publish.report_data import read_reports
from orchestration.publish.snapshot import write_parquet, write_snapshot
from orchestration.publish.version import REPLAY, new_folder, swap, write_manifest
from orchestration.publish.workbook import write_bulletin


class AuditFailed(Exception):  # noqa: N818 -- an outcome that stops the publication, told in the words of its message
    """What is in the warehouse is not what dbt left there, or is not whole: nothing is published."""


@dataclass(frozen=True, slots=True)
class Version:
    folder: Path
    content_version: str
    rows: dict[str, int]


def git_revision(checkout: Path) -> str:
    """The revision of the code that made this version, "" where there is no git or no repository."""
    try:
        done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=checkout, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def audit(night: Night, hashes: dict[str, str]) -> None:
    """Compare the copy with the seal that dbt's step left. Raises AuditFailed naming every table that differs."""
    if not night.seal.exists():
        raise AuditFailed("仓库没有封存记录：本次构建没有完成。")
    sealed: dict[str, str] = json.loads(night.seal.read_text(encoding="utf-8"))
    altered = sorted(name for name in sealed.keys() | hashes.keys() if sealed.get(name) != hashes.get(name))
    if altered:
        raise AuditFailed(f"以下数据表在构建之后被改动，未发布：{'、'.join(altered)}")


def publish(night: Night, *, run_id: str, now: dt.datetime) -> Version:
    """Publish a night, or write a replay to its own folder; raises AuditFailed and leaves everything as it was otherwise."""
    versions = night.home.root / ".versions"
    name = f"{REPLAY}{night.as_of}" if night.is_replay else night.as_of.isoformat()
    folder = new_folder(versions, name)
    try:
        hashes = write_snapshot(night.warehouse, folder / "threekey.duckdb")
        audit(night, hashes)
        rows = write_parquet(folder / "threekey.duckdb", folder / "parquet")
        content_version = hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()[:16]
        manifest = {
            "version": content_version,
            "as_of": night.as_of.isoformat(),
            "is_replay": night.is_replay,
            "published_at": now.isoformat(timespec="seconds"),
            "run_id": run_id,
            "git_revision": git_revision(Path(__file__).parent),
            "tables": {table: {"rows": rows[table], "content_hash": hashes[table]} for table in sorted(rows)},
        }
        report = folder / "report"
        report.mkdir()
        reports = read_reports(folder / "threekey.duckdb")
        write_report(reports, report / "index.html", night.as_of)
        write_bulletin(reports, report / "通报.xlsx", night.as_of)
        write_manifest(folder, manifest)
    except BaseException:
        shutil.rmtree(folder)
        raise
    return install(night, folder, content_version, rows)


def install(night: Night, folder: Path, content_version: str, rows: dict[str, int]) -> Version:
    """Let a finished version be the one that is read, or put a replay where replays are."""
    if not night.is_replay:
        swap(night.home.published, folder)
        return Version(folder, content_version, rows)
    target = night.home.replay(night.as_of)
    old = target.with_name(f".{target.name}.old")
    if old.exists():  # left by a run that died here
        shutil.rmtree(old)
    target.mkdir(parents=True, exist_ok=True)
    target.rename(old)
    folder.rename(target)
    shutil.rmtree(old)
    return Version(target, content_version, rows)
