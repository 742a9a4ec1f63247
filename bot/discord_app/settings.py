"""What holds in one server: as the configuration file says, or as its admins set it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.discord_app.options import DiscordOptions

if TYPE_CHECKING:
    from bot.storage.storage import Storage


class Shyness(StrEnum):
    """When to speak up unasked in an opened channel."""

    BOLD = "bold"
    """To every question."""
    NORMAL = "normal"
    """To what touches a dossier, or looks like a question."""
    SHY = "shy"
    """Only with an answer."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The settings of one server, or of direct messages."""

    language: str | None = None
    """Language id that an admin chose; None: nobody did."""
    opened_channels: frozenset[int] = frozenset()
    """Channels in which messages need not be addressed to the bot."""
    dossiers: tuple[str, ...] | None = None
    """Ids of the dossiers to answer from; None: all."""
    channel_dossiers: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Channel id → ids, where a channel differs."""
    shyness: Shyness = Shyness.NORMAL
    pictures: bool = True
    cooldown_seconds: float = 20.0
    """Over which one person's questions are counted; 0: no limit."""

    def dossiers_in(self, *places: int | None) -> tuple[str, ...] | None:
        """Ids of the dossiers to answer from in a thread or channel, then in the channel it is in; None: all."""
        own = (self.channel_dossiers.get(place) for place in places if place is not None)
        return next((dossiers for dossiers in own if dossiers), self.dossiers)


class SettingsSource(Protocol):
    """Knows the settings of each server."""

    async def of(self, guild_id: int | None) -> ServerSettings:
        """The settings of that server; None stands for direct messages. Answers from memory and never raises."""
        ...


class SameEverywhere:
    """The configuration file's settings, alike in every server."""

    def __init__(self, options: DiscordOptions) -> None:
        self._settings = ServerSettings(
            opened_channels=options.opened_channels,
            dossiers=options.dossiers,
            pictures=options.pictures,
            cooldown_seconds=options.cooldown_seconds,
        )

    async def of(self, guild_id: int | None) -> ServerSettings:  # noqa: ARG002  # the seam's signature
        """The same for all."""
        return self._settings


class Stored:
    """Each server's own settings; channels that the configuration opens stay open."""

    def __init__(self, notebook: Storage, options: DiscordOptions) -> None:
        self._notebook = notebook
        self._options = options

    async def of(self, guild_id: int | None) -> ServerSettings:
        """As the server's admins set them; what they did not set is as everywhere."""
        values = await self._notebook.values(guild_id)
        language, opened, dossiers = values["language"], values["opened_channels"], values["dossiers"]
        apart, shyness, cooldown = values["channel_dossiers"], values["shyness"], values["cooldown"]
        return ServerSettings(
            language=language if isinstance(language, str) else None,
            opened_channels=self._options.opened_channels | _numbers(opened),
            dossiers=_names(dossiers) if isinstance(dossiers, tuple) else self._options.dossiers,
            channel_dossiers=apart if isinstance(apart, Mapping) else {},
            shyness=Shyness(shyness) if isinstance(shyness, str) else Shyness.NORMAL,
            pictures=bool(values["pictures"]),
            cooldown_seconds=float(cooldown) if isinstance(cooldown, int) else self._options.cooldown_seconds,
        )


def _numbers(value: object) -> frozenset[int]:
    return (
        frozenset(one for one in value if isinstance(one, int)) if isinstance(value, tuple) else frozenset()
    )


def _names(value: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str))
