"""Everything that can go wrong and that a person can mend, as one tree.

::

    DossierError                what the user reads: a line for each thing wrong, no traceback
    ├── UsageError              a command was given something it cannot take
    ├── ConfigError             the configuration file or the environment
    │   └── TokenError          no Discord token, or Discord refused it
    ├── KnowledgeError          a dossier cannot be used; holds every Problem found
    ├── DrawingError            a picture could not be drawn; the text says the same
    └── StorageError            the database is away or refuses

Messages name the file, the line and the key, and say how to mend it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class DossierError(Exception):
    """The root: a readable line for each thing that is wrong, which says what to do; its ``str`` is all of them."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


class UsageError(DossierError):
    """A command was given arguments or input that it cannot take."""


class ConfigError(DossierError):
    """The configuration file or an environment variable is missing, broken or unknown."""


class TokenError(ConfigError):
    """There is no Discord token, or Discord refused it."""


class DrawingError(DossierError):
    """A picture could not be drawn; the reply goes out as text alone."""


class StorageError(DossierError):
    """The database cannot be reached or refuses what was asked."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a dossier, where it stands and how to mend it."""

    file: Path
    """The file, as the user named its folder."""
    line: int
    """1-based; 0 when the problem is the file as a whole."""
    column: int
    """1-based; 0 when unknown."""
    message: str
    """What is wrong and how to mend it, one sentence or two, no line break."""

    def __str__(self) -> str:
        """``file:line:column: message``, the form that editors turn into a link."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else str(self.file)
        return f"{place}: {self.message}"


class KnowledgeError(DossierError):
    """A dossier is refused whole; ``problems`` lists every reason in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(*(str(problem) for problem in self.problems))
