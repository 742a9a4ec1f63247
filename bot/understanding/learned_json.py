"""``Learned`` as JSON and back, for the cache."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import overload

from pydantic import TypeAdapter

from bot.understanding.learned import Learned, Phrased
from bot.understanding.profiles import Profile

BREAK = "\n"
"""Between texts; none has one."""


@cache
def _profiles() -> TypeAdapter[tuple[Profile, ...]]:
    """What reads profiles back as they were declared."""
    return TypeAdapter(tuple[Profile, ...])


class PackedPhrased(Sequence[Phrased]):
    """Phrasings made only when asked for: a question looks at a handful of thousands."""

    def __init__(
        self,
        labels: Sequence[int],
        languages: Sequence[str],
        texts: Sequence[str],
        orders: Mapping[int, tuple[str, ...]],
        *,
        contrary: Collection[int],
        sided: Collection[int],
    ) -> None:
        self._labels = labels
        self._languages = languages
        self._texts = texts
        self._orders = orders
        self._contrary = contrary
        self._sided = sided

    def __len__(self) -> int:
        return len(self._labels)

    @overload
    def __getitem__(self, at: int) -> Phrased: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Phrased]: ...
    def __getitem__(self, at: int | slice) -> Phrased | Sequence[Phrased]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        order = self._orders.get(at, ())
        contrary, sided = at in self._contrary, at in self._sided
        return Phrased(self._labels[at], self._languages[at], self._texts[at], order, contrary, sided)


def to_json(learned: Learned) -> str:
    """Everything in ``learned``, sets sorted: the same text for the same dossier."""
    return json.dumps(
        {
            "labels": [one.label for one in learned.phrased],
            "languages": [one.language for one in learned.phrased],
            "texts": BREAK.join(one.text.replace(BREAK, " ") for one in learned.phrased),
            "orders": {at: one.order for at, one in enumerate(learned.phrased) if one.order},
            "contrary": [at for at, one in enumerate(learned.phrased) if one.contrary],
            "sided": [at for at, one in enumerate(learned.phrased) if one.sided],
            "turning": learned.turning,
            "profiles": _plain(learned.profiles),
            "vocabulary": learned.vocabulary,
            "told": [sorted(one) for one in learned.told],
            "kin": learned.kin,
            "spoken": learned.spoken,
            "slotted": learned.slotted,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(text: str) -> Learned:
    """The ``Learned`` that ``text`` was made from.

    Raises:
        KeyError, TypeError, ValueError: when it was made from none.
    """
    data = json.loads(text)
    orders = {int(at): tuple(order) for at, order in data["orders"].items()}
    return Learned(
        phrased=PackedPhrased(
            data["labels"],
            data["languages"],
            data["texts"].split(BREAK),
            orders,
            contrary=frozenset(data["contrary"]),
            sided=frozenset(data["sided"]),
        ),
        turning={int(label): odds for label, odds in data["turning"].items()},
        profiles=_profiles().validate_python(data["profiles"]),
        vocabulary=tuple(data["vocabulary"]),
        told=tuple(frozenset(one) for one in data["told"]),
        kin=tuple(data["kin"]),
        spoken={language: tuple(words) for language, words in data["spoken"].items()},
        slotted={blank: tuple(examples) for blank, examples in data["slotted"].items()},
    )


def _plain(value: object) -> object:
    """``value`` as JSON has it: profiles as ``from_json`` reads them, what has no order sorted."""
    if isinstance(value, Profile):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in sorted(value.items())}
    if isinstance(value, frozenset):
        return [_plain(one) for one in sorted(value)]
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
