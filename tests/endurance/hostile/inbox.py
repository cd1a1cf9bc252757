"""An inbox full of hostile files: which bytes under which names, and things that are no files at all."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from ingest.home import INBOX_KINDS, Home
from tests.endurance.hostile.contents import CONTENTS

SUFFIXES = (".xlsx", ".xls", ".csv", ".docx", ".doc", ".pdf", ".txt", ".html", ".ods", ".wps", ".zip", ".XLSX", "", ".exe")
STEMS: tuple[Callable[[Random, int], bytes], ...] = (
    lambda _, n: f"区住建局2023年11月进展{n}".encode(),
    lambda _, n: f"区住建局{n}".encode("gbk"),
    lambda _, n: (f"{n}" + "长" * 90).encode()[:240],
    lambda _, n: f"{n}\n第二行\t\x07\x1b[31m".encode(),
    lambda _, n: f"{n}\u202excod.\u200b".encode(),
    lambda _, n: f"-rf {n} --help".encode(),
    lambda _, n: f"=cmd|' C calc'!A{n}".encode(),
    lambda _, n: f"+@{n}$(touch x)`x`;&|'\"%s{{0}}\\".encode(),
    lambda dice, n: bytes(b for b in dice.randbytes(30) if b not in b"/\0.")[:20] + str(n).encode(),
    lambda _, n: f"~$锁{n}".encode(),
    lambda _, n: f"CON.{n}. ".encode(),
    lambda _, n: f"{n}e\u0301\U0001f4ca".encode(),
)
NODES = ("link", "dangling", "link to a folder", "hard link", "pipe", "socket", "folder", "hidden", "deep", "sparse")


@dataclass(frozen=True, slots=True)
class Dropped:
    """What lies in the inbox now: files to be taken, and what is never to be. Folders that hold nothing are neither."""

    files: tuple[bytes, ...]
    others: tuple[Path, ...]


def fill(home: Home, count: int, seed: int, node_every: int = 20) -> Dropped:
    """Drop `count` things, the same for the same seed; one of `node_every` is no plain file."""
    dice = Random(seed)  # noqa: S311 - the same every time
    files: list[bytes] = []
    others: list[Path] = []
    for number in range(count):
        ((_, kind),) = dice.choices(INBOX_KINDS, (1, 3, 1, 2, 8))
        folder = home.inbox / kind
        if number % node_every == node_every - 1:
            made = _node(folder, NODES[number // node_every % len(NODES)], number)
            others += made.others
            files += made.files
            continue
        if dice.random() < 0.2:
            folder = folder / dice.choice(("某单位", "-x", "a\nb", "深/更深"))
            folder.mkdir(parents=True, exist_ok=True)
        name = dice.choice(STEMS)(dice, number) + dice.choice(SUFFIXES).encode()
        files.append(os.fsencode(folder) + b"/" + name)
        with open(files[-1], "wb") as file:  # noqa: PTH123 - a name of bytes
            file.write(dice.choice(CONTENTS)(dice))
    return Dropped(tuple(files), tuple(others))


def _node(folder: Path, kind: str, number: int) -> Dropped:
    """Makes one thing that is no plain file, or a strange one."""
    path = folder / f"{kind} {number}.xlsx"
    home = folder.parents[1]
    others = (path,)
    match kind:
        case "link":
            path.symlink_to(home / "private" / "contacts.csv")
        case "dangling":
            path.symlink_to("nowhere")
        case "link to a folder":
            path.symlink_to(home / "archive")
        case "hard link":
            path.write_bytes(b"x")
            others = (path, folder / f"{kind} {number} again.xlsx")
            os.link(*others)
        case "pipe":
            os.mkfifo(path)
        case "socket":
            short = os.open(folder, os.O_RDONLY)  # a socket's path may have 108 bytes
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(f"/proc/self/fd/{short}/{path.name}")
            os.close(short)
        case "folder":
            (path / "空").mkdir(parents=True)
            others = ()
        case "hidden":
            others = (folder / f".{path.name}",)
            others[0].write_bytes(b"x")
        case "deep":
            deep = folder.joinpath(*("深" for _ in range(40)))
            deep.mkdir(parents=True, exist_ok=True)
            others = (deep / path.name,)
            others[0].write_bytes(b"x")
        case "sparse":
            with path.open("wb") as file:
                file.truncate((30 << 20) + (number % 2 * 35 << 20))
            return Dropped((os.fsencode(path),), ())
    return Dropped((), others)
