"""``Learned`` as JSON and back, for the cache."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from typing import Any, overload

from bot.understanding.learned import Learned, Phrased
from bot.understanding.profiles import Profile

BREAK = "\n"
"""Between texts; none has one."""

_SETS = tuple(field.name for field in fields(Profile) if field.type == "frozenset[str]")


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
            "profiles": [_profile_row(one) for one in learned.profiles],
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
        profiles=tuple(_profile(row) for row in data["profiles"]),
        vocabulary=tuple(data["vocabulary"]),
        told=tuple(frozenset(one) for one in data["told"]),
        kin=tuple(data["kin"]),
        spoken={language: tuple(words) for language, words in data["spoken"].items()},
        slotted={blank: tuple(examples) for blank, examples in data["slotted"].items()},
    )


def _profile_row(profile: Profile) -> Mapping[str, Any]:
    return {
        **{name: sorted(getattr(profile, name)) for name in _SETS},
        "slots": [[slot, sorted(fillers)] for slot, fillers in profile.slots],
        "dated": profile.dated,
        "tells_when": profile.tells_when,
        "percents": profile.percents,
        "turns": profile.turns,
        "most_years": profile.most_years,
        "of_subject": profile.of_subject,
        "bounds": None if profile.bounds is None else sorted(profile.bounds),
        "acts": sorted(profile.acts),
        "doers": {what: sorted(who) for what, who in sorted(profile.doers.items())},
        "asks": dict(profile.asks),
        "forbids": {language: sorted(words) for language, words in profile.forbids.items()},
        "requires": [[sorted(group) for group in groups] for groups in profile.requires],
    }


def _profile(row: Mapping[str, Any]) -> Profile:
    return Profile(
        **{name: frozenset(row[name]) for name in _SETS},
        slots=tuple((slot, frozenset(fillers)) for slot, fillers in row["slots"]),
        dated=row["dated"],
        tells_when=row["tells_when"],
        percents=row["percents"],
        turns=row["turns"],
        most_years=row["most_years"],
        of_subject=row["of_subject"],
        bounds=None if row["bounds"] is None else frozenset(row["bounds"]),
        doers={what: frozenset(who) for what, who in row["doers"].items()},
        acts=frozenset((what, who, whom) for what, who, whom in row["acts"]),
        asks=row["asks"],
        forbids={language: frozenset(words) for language, words in row["forbids"].items()},
        requires=tuple(tuple(frozenset(group) for group in groups) for groups in row["requires"]),
    )
