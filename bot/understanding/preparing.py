"""A dossier made ready: its index built or read back from the cache, and its bars."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from bot import __version__
from bot.code_digest import code_digest
from bot.knowledge.languages import everyday_words
from bot.knowledge.records import Bars, Dossier
from bot.text.language import Language
from bot.understanding import cache as store
from bot.understanding.decision import FEATURES, Policy
from bot.understanding.fitting.calibration import Calibration
from bot.understanding.fitting.fit import fit_policy
from bot.understanding.index import DossierIndex
from bot.understanding.keeping import from_arrays, to_arrays
from bot.understanding.learned_json import from_json, to_json
from bot.understanding.making import make_reader
from bot.understanding.ranking.habits import Habits

ROOMS = ("text", "knowledge", "understanding")
"""Whose code and data make an index what it is."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A dossier that questions can be asked of."""

    index: DossierIndex
    policy: Policy


def habits(languages: Mapping[str, Language]) -> Habits:
    """How people misspell in ``languages``."""
    return Habits(
        function_words=frozenset().union(
            *(language.function_words.union(language.numerals) for language in languages.values())
        ),
        negative_prefixes=tuple(
            prefix for language in languages.values() for prefix in language.negative_prefixes
        ),
        shorthand={language.id: language.shorthand for language in languages.values()},
        elisions={language.id: language.elisions for language in languages.values()},
        sound_rules={language.id: language.sound_rules for language in languages.values()},
        everyday=everyday_words,
    )


def prepare(dossier: Dossier, languages: Mapping[str, Language], cache: Path | None) -> Prepared:
    """Make ``dossier`` ready.

    Args:
        dossier: checked by its loader.
        languages: every language that the bot speaks.
        cache: a folder in which what was worked out is kept for the next start; None, or one that cannot be written:
            it is worked out each time.
    """
    prepared = _read_back(dossier, languages, cache) if cache else None
    if prepared is None:
        index = DossierIndex.build(dossier, languages, habits(languages))
        prepared = Prepared(index, _kept(dossier.bars) if dossier.bars else fit_policy(index).policy)
        if cache:
            store.save(_file(cache, dossier), _digest(dossier, languages), _arrays(prepared))
    if dossier.answer_from is None:
        return prepared
    return Prepared(prepared.index, prepared.policy.from_bar(dossier.answer_from))


def _file(cache: Path, dossier: Dossier) -> Path:
    """One file a dossier: a new version of it takes the old one's place."""
    place = hashlib.sha256(str(dossier.folder.resolve()).encode()).hexdigest()[:12]
    return cache / f"{dossier.id}-{place}.npz"


def _digest(dossier: Dossier, languages: Mapping[str, Language]) -> str:
    """Changes with the dossier, the languages, and the code that reads them.

    And when a dossier's kept bars appear or go, which its version does not tell: what is fitted without them differs.
    """
    made_of = (__version__, code_digest(ROOMS), np.__version__, dossier.version, str(dossier.bars is None))
    digest = hashlib.sha256("".join(f"{part}\0" for part in made_of).encode())
    for language in languages.values():
        told = {field.name: getattr(language, field.name) for field in fields(language)}
        digest.update(json.dumps(told, default=sorted).encode())
    return digest.hexdigest()


def _arrays(prepared: Prepared) -> dict[str, Any]:
    policy = prepared.policy
    numbers = [policy.answer, policy.offer, policy.calibration.intercept, *policy.calibration.coefficients]
    learned = np.frombuffer(to_json(prepared.index.learned).encode(), dtype=np.uint8)
    return {**to_arrays(prepared.index.ranker), "learned": learned, "policy": np.array(numbers)}


def _read_back(dossier: Dossier, languages: Mapping[str, Language], cache: Path) -> Prepared | None:
    """What a former start kept; None when it kept nothing of this very dossier or the file is damaged."""
    arrays = store.load(_file(cache, dossier), _digest(dossier, languages))
    if arrays is None:
        return None
    try:
        learned = from_json(arrays["learned"].tobytes().decode())
        answer, offer, intercept, *coefficients = (float(number) for number in arrays["policy"])
        ranker = from_arrays(arrays, habits(languages))
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    fitted = Policy(Calibration(FEATURES, tuple(coefficients), intercept), answer=answer, offer=offer)
    index = DossierIndex(dossier, make_reader(dossier, languages, learned), learned, ranker)
    return Prepared(index, _kept(dossier.bars) if dossier.bars else fitted)


def _kept(bars: Bars) -> Policy:
    """The policy that was fitted and kept beside the dossier."""
    coefficients = tuple(bars.coefficients.get(name, 0.0) for name in FEATURES)
    return Policy(Calibration(FEATURES, coefficients, bars.intercept), answer=bars.answer, offer=bars.offer)
