"""Names with slots in them → the names they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Final

from bot.knowledge.records import Slot
from bot.knowledge.templates import hole_names

EXPANSION_LIMIT: Final = 2000
"""Names that one template may stand for before the rest is left unlooked at: two slots of forty entities each."""


def fillings(slots: Mapping[str, Slot], names: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    """Every way to fill the slots ``names`` with different entities, up to ``EXPANSION_LIMIT`` of them."""
    choices = product(*(slots[name].fillers for name in names))
    different = (chosen for chosen in choices if len(set(chosen)) == len(chosen))
    for chosen in islice(different, EXPANSION_LIMIT):
        yield dict(zip(names, chosen, strict=True))


def expansions(template: str, slots: Mapping[str, Slot]) -> Iterator[str]:
    """The fact ids that ``stake-{holder}`` stands for; holes that are no slots give nothing."""
    names = hole_names(template)
    if not all(name in slots for name in names):
        return
    for filling in fillings(slots, names):
        yield fill_id(template, filling)


def fill_id(template: str, slots: Mapping[str, str]) -> str:
    """A fact id with its ``{slot}`` holes filled: ``stake-{holder}`` → ``stake-orange``."""
    for name, entity in slots.items():
        template = template.replace(f"{{{name}}}", entity)
    return template
