"""One version of the published folder: write it whole beside the old one, then swap.

`published` is a link to `versions/AS-OF-NUMBER`; replacing a link is one atomic step, so a reader sees the old folder or the
new one, never a mixture, and a reader who holds the old one open keeps it.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

REPLAY = "replay-"  # begins the name of a replay's folder, until it is moved to where replays are


def swap(link: Path, folder: Path) -> None:
    """Let `link` point at `folder` (a sibling, or below a sibling) from one instant to the next."""
    temporary = link.with_name(f".{link.name}.swap")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(os.path.relpath(folder, link.parent))
    temporary.replace(link)


def new_folder(versions: Path, name: str) -> Path:
    """A new, empty folder for a version; a number is added where the name is taken."""
    versions.mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(p.name.rsplit("-", 1)[1]) for p in versions.glob(f"{name}-*")), default=0)
    folder = versions / f"{name}-{number}"
    folder.mkdir()
    return folder


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")


def prune(versions: Path, in_use: Path, count: int) -> int:
    """Remove all but the newest versions, and whatever a crash left, which is not counted; never the one in use. Returns how
    many whole versions went."""
    folders = sorted((p for p in versions.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    whole = [p for p in folders if (p / "manifest.json").exists() and not p.name.startswith(REPLAY)]
    kept = {in_use, *whole[:count]}
    for folder in folders:
        if folder not in kept:
            (folder / "manifest.json").unlink(missing_ok=True)  # what is left of it by a kill is no version
            shutil.rmtree(folder)
    return len(set(whole) - kept)
