"""Phrasings that two intents claim: nobody could tell which of them is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, product, zip_longest
from typing import Final, NamedTuple

from bot.knowledge.draft import Draft
from bot.knowledge.expansion import EXPANSION_LIMIT
from bot.knowledge.records import Intent
from bot.knowledge.templates import split
from bot.text.normalise import fold

_WORD: Final = re.compile(r"[^\W_]+|%")


class _Keys(dict[int, str]):
    """Character → what it adds to a key: its folded letters and digits. ``str.translate`` fills it as it goes."""

    def __missing__(self, character: int) -> str:
        folded = "".join(filter(str.isalnum, fold(chr(character))))
        self[character] = folded
        return folded


class _Claim(NamedTuple):
    """A phrasing of an intent."""

    intent: Intent
    language: str
    row: int
    """Which one in that language."""

    @property
    def phrasing(self) -> str:
        """As written."""
        return self.intent.phrasings[self.language][self.row]


def same_words(text: str) -> str:
    """``text`` folded to its words: equal for two phrasings that no reader of questions can tell apart."""
    return " ".join(_WORD.findall(fold(text)))


def check_collisions(draft: Draft) -> None:
    """Report every phrasing that an intent before it claims as well: same language, same words, slots filled."""
    keys = _Keys()
    for language in draft.dossier.languages:
        names = {
            entity.id: entity.name[language].translate(keys) for entity in draft.dossier.entities.values()
        }
        claims: dict[str, _Claim] = {}
        for intent in draft.dossier.intents.values():
            for row, phrasing in enumerate(intent.phrasings[language]):
                claim = _Claim(intent, language, row)
                questions = _questions(phrasing, intent, keys, names)
                known = claims.keys() & questions
                _report_first(draft, claim, [claims[key] for key in sorted(known)])
                claims.update(dict.fromkeys(questions - known, claim))


def _questions(phrasing: str, intent: Intent, keys: _Keys, names: Mapping[str, str]) -> set[str]:
    """A key for each question that ``phrasing`` stands for.

    A key is the folded letters and digits without spaces: cheap to join from pieces, and equal whenever the words are.
    """
    if "{" not in phrasing:
        return {phrasing.translate(keys)}
    around, slots = split(phrasing)
    texts = [text.translate(keys) for text in around]
    holes = [[names[entity] for entity in _fillers(intent, name)] for name in slots]
    if len(holes) == 1:
        before, after = texts
        return {before + name + after for name in holes[0]}
    template = "%s".join(text.replace("%", "%%") for text in texts)
    return {template % filling for filling in islice(product(*holes), EXPANSION_LIMIT)}


def _fillers(intent: Intent, slot: str) -> tuple[str, ...]:
    return intent.slots[slot].fillers if slot in intent.slots else ()


def _texts(draft: Draft, claim: _Claim) -> Iterator[str]:
    """The questions of a phrasing in full, entities by their names."""
    around, slots = split(claim.phrasing)
    entities = draft.dossier.entities
    holes = [[entities[it].name[claim.language] for it in _fillers(claim.intent, name)] for name in slots]
    for filling in islice(product(*holes), EXPANSION_LIMIT):
        yield "".join(chain.from_iterable(zip_longest(around, filling, fillvalue="")))


def _report_first(draft: Draft, claim: _Claim, rivals: Sequence[_Claim]) -> None:
    """Report ``claim`` with the first of ``rivals`` that belongs to another intent and has its words."""
    for rival in rivals:
        if rival.intent is not claim.intent and _report(draft, claim, rival):
            return


def _report(draft: Draft, claim: _Claim, first: _Claim) -> bool:
    """Report ``claim`` when it shares the words of a question, and not only its letters, with ``first``; whether it does."""
    taken = set(map(same_words, _texts(draft, first)))
    text = next((text for text in _texts(draft, claim) if same_words(text) in taken), None)
    if text is None:
        return False
    place = draft.part_of(first.intent).at(*first.intent.written_at(first.language, first.row))
    message = (
        f"“{text[:80]}” is claimed by “{first.intent.id}” ({place.file.name}, line {place.line}), too: "
        "leave it with one of them, or say in each what tells them apart"
    )
    draft.complain(draft.part_of(claim.intent), claim.intent.written_at(claim.language, claim.row), message)
    return True
