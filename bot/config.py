"""The operator's settings: ``config.yaml`` → a checked, frozen ``Config``. Without any file, defaults that work.

The file is, in this order: the one named on the command line, the one named by ``DOSSIER_CONFIG``, ``config.yaml`` in
the working folder where there is one. Discord's token is no setting: it comes from ``DISCORD_TOKEN`` alone.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError
from pydantic_core import ErrorDetails

from bot.errors import ConfigError, Problem
from bot.knowledge.nodes import Items, Node, Scalar, Table
from bot.knowledge.yaml_source import read_yaml

DEFAULT_FILE = Path("config.yaml")
"""Read from the working folder when nothing else is named; may be absent."""

FILE_VARIABLE = "DOSSIER_CONFIG"

_CURES: Mapping[str, str] = {
    "int_parsing": "must be a whole number",
    "bool_parsing": "must be yes or no",
    "tuple_type": "must be a list: [first, second]",
    "frozen_set_type": "must be a list: [first, second]",
    "model_type": "must hold keys of its own, indented below it",
    "string_type": "must be one word or text",
    "path_type": "must be the name of a folder",
    "string_pattern_mismatch": "must be the code of a language, in small letters: fr",
}
"""Pydantic's kind of error → what the value must be, where pydantic's own words would puzzle an operator."""


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DiscordConfig(_Settings):
    """How the bot behaves in Discord, in every server; the fields of ``bot.discord_app.options.DiscordOptions``."""

    opened_channels: frozenset[int] = frozenset()
    """Ids of channels where it answers without being addressed; any at all needs the message-content intent."""
    message_content: bool = False
    """Ask for that intent although no channel is opened here: where admins may open channels themselves."""
    dossiers: tuple[str, ...] | None = None
    """Ids of the dossiers to answer from; None: all."""
    pictures: bool = True
    """Send a picture along with stakes and timeline."""
    cooldown_questions: int = Field(default=20, ge=1, le=1000)
    """How many questions one person may ask …"""
    cooldown_seconds: int = Field(default=20, ge=0, le=3600)
    """… within this many seconds; 0: no limit."""
    auto_sync: bool = True
    """Register the slash commands at start, when they changed since the last time."""
    shard_count: int | None = Field(default=None, ge=1)
    """How many shards there are in all; None: as many as Discord advises."""
    shard_ids: tuple[int, ...] | None = None
    """Which of them this process serves; None: all."""


class StorageConfig(_Settings):
    """Where and for how long the bot remembers what servers set and what people asked in vain."""

    database: str | None = None
    """A file, or ``postgresql+asyncpg://user@host/name``; None: ``dossier.sqlite3`` in the state folder."""
    secret: Path | None = None
    """The file with the secret that hides who votes; None: ``dossier.key`` in the state folder, or beside the database's
    file. Every process that shares a database needs the same one."""
    unanswered_days: int = Field(default=30, ge=1, le=365)
    """How long questions asked in vain are kept, where a server wants them kept."""
    votes_days: int = Field(default=365, ge=1, le=3650)
    counts_days: int = Field(default=365, ge=1, le=3650)


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where settings were read from. All are equal, for settings are the same wherever they stand."""

    file: Path | None = field(default=None, compare=False)
    root: Table = field(default_factory=lambda: Table({}, 1, 1), compare=False)


class Config(_Settings):
    """All settings. A relative folder is relative to the file that names it."""

    knowledge: Path | None = None
    """The folder of dossiers; None: the dossiers that come with the bot."""
    language: str | None = Field(default=None, pattern="^[a-z]{2,3}$")
    """The language to reply in when neither the question nor the asker gives a clue; None: the dossier's first."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    cache: Path = Field(default_factory=lambda: platformdirs.user_cache_path("dossier"))
    """Where what can be made again is kept, such as pictures."""
    state: Path = Field(default_factory=lambda: platformdirs.user_state_path("dossier"))
    """Where what the bot remembers about itself is kept, such as the history of the chat."""
    discord: DiscordConfig = DiscordConfig()
    storage: StorageConfig = StorageConfig()
    _origin: _Origin = PrivateAttr(default_factory=_Origin)

    def refusal(self, *location: int | str, message: str) -> ConfigError:
        """An error about what stands at ``location``, such as ``"discord", "dossiers", 0``, with its place in the file."""
        if self._origin.file is None:
            return ConfigError(message)
        place = _place(self._origin.root, location)
        return ConfigError(str(Problem(self._origin.file, *place, message)))


def load_config(file: Path | None = None, *, environ: Mapping[str, str] = os.environ) -> Config:
    """The settings of ``file``, else of the file that ``environ`` names, else of ``config.yaml``, else the defaults.

    Raises:
        ConfigError: when the file cannot be read, or is not as ``Config`` wants it; for each mistake a line with file,
            line, column.
    """
    named = file or (Path(environ[FILE_VARIABLE]) if environ.get(FILE_VARIABLE) else None)
    if named is None and not DEFAULT_FILE.exists():
        return Config()
    path = named or DEFAULT_FILE
    root = _read(path)
    try:
        config = Config.model_validate(_values(root))
    except ValidationError as error:
        problems = sorted(_problem(path, root, detail) for detail in error.errors(include_url=False))
        raise ConfigError(*map(str, problems)) from None
    folders = {
        name: _beside(path, folder)
        for name in ("knowledge", "cache", "state")
        if (folder := getattr(config, name))
    }
    config = config.model_copy(update={**folders, "storage": _storage_beside(path, config.storage)})
    config._origin = _Origin(path, root)  # noqa: SLF001  # this is where it is made
    return config


def _storage_beside(file: Path, storage: StorageConfig) -> StorageConfig:
    database, secret = storage.database, storage.secret
    if database is not None and "://" not in database:
        database = str(_beside(file, Path(database)))
    if secret is not None:
        secret = _beside(file, secret)
    return storage.model_copy(update={"database": database, "secret": secret})


def _beside(file: Path, named: Path) -> Path:
    """What is ``named`` in ``file``: from the home folder where it begins with ``~``, else from the file's own.

    Raises:
        ConfigError: when ``~`` means nothing here.
    """
    try:
        return file.parent / named.expanduser()
    except RuntimeError:
        raise ConfigError(f"{file}: nobody knows the home folder of {named}: write the whole path") from None


def _read(path: Path) -> Table:
    """The file's keys; an empty file has none.

    Raises:
        ConfigError: when there is no such mapping in it.
    """
    parsed = read_yaml(path)
    if path.is_file() and os.access(path, os.R_OK) and _says_nothing(parsed.data):
        return Table({}, 1, 1)
    if parsed.problems:
        raise ConfigError(*map(str, sorted(parsed.problems)))
    if not isinstance(parsed.root, Table):
        raise ConfigError(str(Problem(path, 1, 1, "settings are written as “key: value”, one a line")))
    return parsed.root


def _says_nothing(data: bytes) -> bool:
    return all(not line.strip() or line.lstrip().startswith(b"#") for line in data.splitlines())


def _values(node: Node) -> Any:  # noqa: ANN401 - nested texts, lists and mappings, about to be checked by the model
    """What stands in the file, for the model. Keys left empty are left out, so that their default holds."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return tuple(_values(item) for item in node.items)
    return {key: _values(entry.value) for key, entry in node.entries.items() if not _is_empty(entry.value)}


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in {"", "~", "null"}


def _problem(path: Path, root: Table, error: ErrorDetails) -> Problem:
    location = error["loc"]
    line, column = _place(root, location)
    key = ".".join(str(part) for part in location)
    if error["type"] == "extra_forbidden":
        return Problem(path, line, column, _unknown_key(location))
    wanted = _CURES.get(error["type"]) or error["msg"][:1].lower() + error["msg"][1:]
    return Problem(path, line, column, f"“{key}” {wanted}")


def _unknown_key(location: Sequence[int | str]) -> str:
    key = str(location[-1])
    if "token" in key.casefold():
        return f"“{key}” cannot stand in a file: set the environment variable DISCORD_TOKEN instead"
    model: type[BaseModel] = Config
    for part in location[:-1]:
        annotation = model.model_fields[str(part)].annotation
        model = annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else model
    known = tuple(model.model_fields)
    nearest = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    cure = f"did you mean “{nearest[0]}”?" if nearest else f"the keys are {', '.join(known)}"
    return f"unknown key “{key}”: {cure}"


def _place(root: Table, location: Sequence[int | str]) -> tuple[int, int]:
    """Line and column, 1-based, of the deepest part of ``location`` that the file holds."""
    *_, last = _walk(root, location)
    return last


def _walk(root: Table, location: Sequence[int | str]) -> Iterator[tuple[int, int]]:
    node: Node = root
    yield node.line, node.column
    for part in location:
        if isinstance(node, Table) and isinstance(part, str) and part in node.entries:
            entry = node.entries[part]
            yield entry.line, entry.column
            node = entry.value
        elif isinstance(node, Items) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            yield node.line, node.column
