"""An author's phrasing with its ``{slot}`` holes, and the questions it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.knowledge.naming import BARE, name_in
from bot.knowledge.records import Entity, Slot
from bot.knowledge.templates import filled, hole_names
from bot.text.language import Language

VARIANTS = 1
"""Questions made of one phrasing with slots; phrasings take turns among the entities. With three, an intent with slots
drowned its neighbours: two points fewer right on the labelled questions."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A phrasing with its holes filled."""

    text: str
    order: tuple[str, ...]
    """The slots in the order in which the phrasing names them."""
    filled: Mapping[str, str]
    """Slot → entity id."""


def fill(phrasing: str, slots: Mapping[str, str], entities: Mapping[str, Entity], language: Language) -> str:
    """``phrasing`` with each hole replaced by its entity's name in the form asked for.

    Raises:
        KeyError: for a hole that ``slots`` lacks.
    """
    return filled(phrasing, lambda hole: name_in(entities[slots[hole.name]], language, hole.part or BARE))


def utterances(
    phrasing: str, slots: Mapping[str, Slot], entities: Mapping[str, Entity], language: Language, turn: int
) -> Iterator[Utterance]:
    """The questions that ``phrasing`` stands for: itself without slots, else up to ``VARIANTS``.

    Args:
        phrasing: as written by the author.
        slots: the intent's slots.
        entities: the dossier's entities.
        language: the phrasing's.
        turn: number of the phrasing; phrasings take turns among the fillers, so that all get their share.
    """
    order = tuple(name for name in hole_names(phrasing) if name in slots)
    if not order:
        yield Utterance(fill(phrasing, {}, entities, language), (), {})
        return
    most = max(len(slots[name].fillers) for name in order)
    for variant in range(min(VARIANTS, most)):
        chosen = _filling(order, slots, turn * VARIANTS + variant)
        if chosen:
            yield Utterance(fill(phrasing, chosen, entities, language), order, chosen)


def _filling(order: Sequence[str], slots: Mapping[str, Slot], number: int) -> Mapping[str, str]:
    """One choice of entities, no two slots alike; empty when there are too few entities."""
    filling: dict[str, str] = {}
    for place, name in enumerate(order):
        fillers = slots[name].fillers
        choices = [fillers[(number + place + step) % len(fillers)] for step in range(len(fillers))]
        chosen = next((entity for entity in choices if entity not in filling.values()), None)
        if chosen is None:
            return {}
        filling[name] = chosen
    return filling
