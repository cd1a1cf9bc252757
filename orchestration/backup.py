"""A home in one file, and a home made from it: everything that cannot be made again, each file with its hash.

Raw tables, the warehouse and what is published are not in it: the next refresh makes them from the archive, with the same
content. A backup holds what is private; only its owner may read the file.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import stat
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from ingest.home import Home
from ingest.home_format import NewerHomeError, format_of

SAVED = ("archive", "inbox", "outbox", "private", "returned", "settings")
_CONTENTS = "threekey-backup.json"
_FORMAT = 1
_PIECE = 1 << 20


class BackupError(Exception):
    """Why there is no backup, or why a file cannot be restored; in words for the operator."""


@dataclass(frozen=True, slots=True)
class Saved:
    """One file of a home: where it lies in it, its size, its content and who may read it."""

    path: str
    size: int
    sha256: str
    mode: int


@dataclass(frozen=True, slots=True)
class Backup:
    files: tuple[Saved, ...]
    skipped: tuple[str, ...] = ()  # in the inbox, and changed while it was read, or no plain file

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


def write_backup(home: Home, path: Path) -> Backup:
    """Write everything of `home` that cannot be made again to the new file `path`. The caller keeps runs from beginning.

    Raises BackupError where the file is there already, or lies in the home, or a file that only threekey writes cannot be
    read or isn't what its name says; then nothing is left at `path`.
    """
    if path.resolve().is_relative_to(home.root.resolve()):
        raise BackupError(f"备份文件不能放在数据目录里：{path}。")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with _new_file(temporary) as out, tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
            backup = _write(home, tar)
            contents = {"format": _FORMAT, "files": [asdict(file) for file in backup.files]}
            _add(tar, _CONTENTS, json.dumps(contents, ensure_ascii=False).encode("utf-8", "surrogateescape"), 0o600)
        os.link(temporary, path)  # never over a backup that is there
    except FileExistsError as error:
        raise BackupError(f"{path} 已经有了。请换一个文件名。") from error
    except OSError as error:
        raise BackupError(f"无法写入 {path}：{error.strerror}。") from error
    finally:
        temporary.unlink(missing_ok=True)
    return backup


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


def _write(home: Home, tar: tarfile.TarFile) -> Backup:
    files, skipped = [], []
    for folder in SAVED:
        for file in sorted((home.root / folder).rglob("*")):
            name = file.relative_to(home.root).as_posix()
            if file.is_dir() and not file.is_symlink():
                continue
            saved = _save(tar, file, name)
            if saved is not None:
                files.append(saved)
            elif folder == "inbox":
                skipped.append(name)
            else:
                raise BackupError(f"{file} 不是普通文件，或正在被改写，没有备份。")
    return Backup(tuple(files), tuple(skipped))


def _save(tar: tarfile.TarFile, file: Path, name: str) -> Saved | None:
    """The file as it was all the while it was read; None for what is no plain file or changed meanwhile."""
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as opened:
        before = os.fstat(opened.fileno())
        if not stat.S_ISREG(before.st_mode):
            return None
        content = opened.read()
        after = os.fstat(opened.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(content) != before.st_size:
        return None
    mode = stat.S_IMODE(before.st_mode)
    _add(tar, name, content, mode)
    return Saved(name, len(content), hashlib.sha256(content).hexdigest(), mode)


def _add(tar: tarfile.TarFile, name: str, content: bytes, mode: int) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), mode
    tar.addfile(member, io.BytesIO(content))


def restore(path: Path, home: Home) -> Backup:
    """Make the home of a backup in a folder that is not there or empty; nothing is there before everything has been checked.

    Raises BackupError for a file that is no whole backup, was changed, would write anywhere else, or is of a newer program.
    """
    root = home.root
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise BackupError(f"{root} 不是空目录，没有恢复。请指定一个新目录。")
    root.parent.mkdir(parents=True, exist_ok=True)
    temporary = root.with_name(f".{root.name}.{os.getpid()}.restoring")
    try:
        backup = _unpack(path, temporary)
        format_of(Home(temporary))
        if root.exists():
            root.rmdir()
        temporary.rename(root)
    except NewerHomeError as error:
        raise BackupError(str(error).replace(str(temporary), str(path))) from error
    except OSError as error:
        raise BackupError(f"无法从 {path} 恢复到 {root}：{error.strerror}。") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    home.create()
    return backup


def _unpack(path: Path, into: Path) -> Backup:
    found: list[Saved] = []
    contents: bytes | None = None
    try:
        with tarfile.open(path, mode="r:") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None or contents is not None:
                    raise BackupError(f"{path} 不是 threekey 的备份文件。")
                if member.name == _CONTENTS:
                    contents = content.read()
                else:
                    found.append(_unpacked(member, content, into, path))
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(f"{path} 不是完整的备份文件：{error}。") from error
    if contents is None or not _is_same(contents, found):
        raise BackupError(f"{path} 不完整或被改动过，没有恢复。")
    return Backup(tuple(found))


def _unpacked(member: tarfile.TarInfo, content: IO[bytes], into: Path, path: Path) -> Saved:
    name = PurePosixPath(member.name)
    if name.is_absolute() or ".." in name.parts or name.parts[0] not in SAVED or len(name.parts) == 1:
        raise BackupError(f"{path} 里有不属于数据目录的文件，没有恢复：{member.name}")
    target = into / name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size, mode = hashlib.sha256(), 0, member.mode & 0o777
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while piece := content.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
    target.chmod(mode)
    return Saved(member.name, size, digest.hexdigest(), mode)


def _is_same(contents: bytes, found: list[Saved]) -> bool:
    try:
        said = json.loads(contents.decode("utf-8", "surrogateescape"))
    except ValueError:
        return False
    return isinstance(said, dict) and said == {"format": _FORMAT, "files": [asdict(file) for file in found]}
