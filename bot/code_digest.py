"""Which code this is, for what is kept between starts: a version number says nothing of the change pulled a minute ago."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_BOT = Path(__file__).resolve().parent


def code_digest(rooms: Iterable[str], folder: Path = _BOT) -> str:
    """A digest, 64 hexadecimal digits, that changes with the files of these ``rooms`` of ``folder``: code and data.

    By their names, sizes and times: to read them all would cost more than what is kept saves.
    """
    digest = hashlib.sha256()
    files = (file for room in rooms for file in (folder / room).rglob("*"))
    for file in sorted(one for one in files if one.suffix != ".pyc" and one.is_file()):
        status = file.stat()
        digest.update(f"{file.name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()
