"""A dossier on its way to being checked: its records beside the nodes that they came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain
from typing import Final

from bot.errors import Problem
from bot.knowledge.reading import Part
from bot.knowledge.records import Dossier, Intent, IntentKind
from bot.text.normalise import fold

SECTION_OF: Final[Mapping[IntentKind, str]] = {
    IntentKind.ANSWER: "questions",
    IntentKind.NOT_COVERED: "not_covered",
    IntentKind.SMALL_TALK: "small_talk",
}
"""What a reply is → the section of the dossier that holds such intents."""


NEAR: Final = 0.75
"""How alike two names must be (0–1) for one to be taken for the other; names of facts share much with each other."""

NEAR_ENTITY: Final = 0.65
"""The same where an entity is named: “kiosk” and “kiosque” are alike."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Records, nodes, and the problems found so far."""

    dossier: Dossier
    main: Part
    """``dossier.yaml`` as one part."""
    parts: Mapping[str, Mapping[str, Part]]
    """Section (``entities``, ``facts``, ``questions``…) → name → nodes."""
    problems: list[Problem] = field(default_factory=list)

    def complain(self, part: Part, path: tuple[str | int, ...], message: str, *, key: bool = False) -> None:
        """Report what is wrong at ``path`` within ``part``; ``key``: with the key there and not with its text."""
        place = part.at(*path, key=key)
        self.problems.append(Problem(place.file, place.line, place.column, message))

    def part_of(self, intent: Intent) -> Part:
        """The nodes of ``intent``."""
        return self.parts[SECTION_OF[intent.kind]][intent.id]

    def need_entity(self, name: str | None, part: Part, path: tuple[str | int, ...]) -> None:
        """Report ``name`` when it is no entity of the dossier; None is none to be found."""
        if name is not None and name not in self.dossier.entities:
            cure = self.meant(name, self.dossier.entities, "add it to entities.yaml")
            self.complain(part, path, f"“{name}” is no entity: {cure}")

    def meant(self, word: str, known: Iterable[str], otherwise: str) -> str:
        """As ``did_you_mean``; an entity is known by its names and aliases, too."""
        wanted = fold(word)
        for entity in self.dossier.entities.values():
            names = chain(entity.name.values(), *entity.aliases.values())
            if wanted in map(fold, names):
                return f"did you mean “{entity.id}”, whose name that is?"
        return did_you_mean(word, known, otherwise, NEAR_ENTITY)

    def relations(self) -> frozenset[str]:
        """Every relation that a fact has."""
        return frozenset(fact.relation for fact in self.dossier.facts.values() if fact.relation)


def did_you_mean(word: str, known: Iterable[str], otherwise: str, cutoff: float = NEAR) -> str:
    """The nearest known name as a question, else another cure."""
    near = get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f"did you mean “{near[0]}”?" if near else otherwise
