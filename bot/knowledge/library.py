"""All dossiers of a folder, read together and replaced together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from bot.errors import KnowledgeError, Problem
from bot.knowledge.loader import MAIN_FILE, load_dossier
from bot.knowledge.records import Dossier
from bot.knowledge.refusal import refusal
from bot.text.language import Language

_NEAR_MAIN: Final = 0.9
"""How alike (0–1) a file's name must be to ``MAIN_FILE`` to be meant for it."""

_ROOM: Final = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Library:
    """The dossiers that the bot answers from. It never changes: a reload gives another one."""

    folder: Path
    languages: Mapping[str, Language]
    """The languages that the bot speaks."""
    dossiers: Mapping[str, Dossier]
    """Dossier id (its folder's name) → dossier, in order of their ids. Never empty."""
    version: str
    """A digest of the dossiers' versions, 16 hexadecimal digits: changes exactly when one of those does."""

    @classmethod
    def open(
        cls,
        folder: Path,
        languages: Mapping[str, Language],
        is_known_good: Callable[[str], bool] = lambda _: False,
    ) -> Library:
        """Read ``folder``: a dossier itself when it holds ``dossier.yaml``, else every folder in it that does.

        ``is_known_good`` is as in ``load_dossier``.

        Raises:
            KnowledgeError: with the problems of all dossiers, or one line when there is no dossier.
        """
        dossiers: dict[str, Dossier] = {}
        problems: list[Problem] = []
        for place in _dossier_folders(folder):
            try:
                dossier = load_dossier(place, languages, is_known_good)
            except KnowledgeError as error:
                problems.extend(error.problems)
            else:
                dossiers[dossier.id] = dossier
        if problems:
            raise refusal(problems)
        parts = "".join(f"{dossier.id}\0{dossier.version}\0" for dossier in dossiers.values())
        return cls(folder, languages, dossiers, hashlib.sha256(parts.encode()).hexdigest()[:16])

    def chosen(self, ids: Collection[str] | None) -> Sequence[Dossier]:
        """The dossiers of these ``ids``, in order of their ids, without those that do not exist; None or empty: all."""
        return [one for id_, one in self.dossiers.items() if not ids or id_ in ids]

    def reload(self) -> Library:
        """The library as the files are now. This one stays as it is, whatever happens.

        Raises:
            KnowledgeError: as ``open`` does.
        """
        return Library.open(self.folder, self.languages)


def _dossier_folders(folder: Path) -> list[Path]:
    try:
        if (folder / MAIN_FILE).exists():
            return [folder]
        inside = sorted(folder.iterdir())
        found = [one for one in inside if (one / MAIN_FILE).exists()]
        misnamed = [file for one in (folder, *inside) if one not in found for file in _like_main(one)]
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        message = f"no dossiers can be read here ({reason}): name a folder that holds dossiers"
        raise KnowledgeError([Problem(folder, 0, 0, message)]) from None
    if misnamed:
        message = f"nobody reads this file: did you mean “{MAIN_FILE}”? rename it"
        raise KnowledgeError([Problem(file, 0, 0, message) for file in misnamed])
    if not found:
        message = f"no dossier here (a folder with a {MAIN_FILE}): write one with “dossier new NAME”, or name another folder"
        raise KnowledgeError([Problem(folder, 0, 0, message)])
    return found


def _like_main(folder: Path) -> list[Path]:
    """The YAML files of ``folder`` whose name is meant to be that of the file which makes it a dossier."""
    if not folder.is_dir():
        return []
    names = [file.name for file in folder.iterdir() if file.suffix.lower() in {".yaml", ".yml"}]
    return [folder / name for name in get_close_matches(MAIN_FILE, names, cutoff=_NEAR_MAIN)]


def shipped_folder() -> Path:
    """The dossiers that travel with the bot: packaged in an installed wheel, ``knowledge/`` in a checkout."""
    packaged = _ROOM.parent / "shipped_knowledge"
    return packaged if packaged.is_dir() else _ROOM.parent.parent / "knowledge"
