"""Words that point at some of several: « et le deuxième ? », "the other two", put into the names they stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.knowledge.records import Dossier, Fact, Intent
from bot.text.formats import enumeration
from bot.text.language import Language
from bot.text.phrasebook import Phrasebook
from bot.understanding.reading.readings import WHO, Reading

PLACES = ("first", "second", "third")
LAST, OTHER, OTHER_TWO, OTHERS, BOTH = "last", "other", "other_two", "others", "both"
POINTERS = (OTHER_TWO, OTHERS, *PLACES, LAST, OTHER, BOTH)
"""What a language's ``pointers`` may stand for."""
SEVERAL = 2
"""Fewer have no first one and no other one."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a talk can point at."""

    names: tuple[str, ...]
    """Entity ids, at least ``SEVERAL``."""
    ordered: bool
    """The reply told them in this order; else they are merely what might be asked about next."""
    seen: frozenset[str] = frozenset()
    """Those that questions of the talk have named."""

    def beside(self, named: Collection[str]) -> Listed:
        """The same after a question that names ``named``."""
        return Listed(self.names, self.ordered, self.seen | frozenset(named))

    def at(self, pointer: str) -> Sequence[str]:
        """Those that ``pointer`` stands for; none where it is not clear."""
        if pointer == BOTH:
            several = [name for name in self.names if name in self.seen] or (
                self.names if self.ordered else ()
            )
            return several if len(several) == SEVERAL else ()
        left = [name for name in self.names if name not in self.seen]
        if pointer in {OTHER_TWO, OTHERS}:
            fits = pointer == OTHERS or len(left) == SEVERAL
            return left if self.seen and fits else ()
        one = self._one(pointer, left)
        return () if one is None else (one,)

    def _one(self, pointer: str, left: Sequence[str]) -> str | None:
        if pointer == OTHER or not self.ordered:
            closes = pointer in {OTHER, LAST} or PLACES.index(pointer) + 1 == len(self.names)
            return left[0] if closes and len(left) == 1 else None
        if pointer == LAST:
            return left[0] if len(left) == 1 else self.names[-1]
        place = PLACES.index(pointer)
        return self.names[place] if place < len(self.names) else None


def listed(dossier: Dossier, intent: Intent, facts: Sequence[Fact], named: Collection[str]) -> Listed | None:
    """What can be pointed at after a reply; None where there are not several.

    Args:
        dossier: whose intent was answered.
        intent: the one that was answered.
        facts: that the reply told, in its order.
        named: entities of the question.
    """
    alike = _alike(facts)
    told = [set(fact.parties) for fact in alike]
    # What each fact is about is not one of several: whose shareholders they are, or who created them.
    shared = set.intersection(*told) if len(told) >= SEVERAL else {dossier.subject}
    parts = dict.fromkeys(part for fact in alike for part in fact.parties)
    fresh = tuple(name for name in parts if name not in named and name not in shared)
    if len(fresh) >= SEVERAL:
        return Listed(fresh, ordered=True)
    if rest := _of_the_same(dossier, alike):
        return rest
    for slot in intent.slots.values():
        if len(slot.fillers) >= SEVERAL and not frozenset(slot.fillers).isdisjoint(named):
            return Listed(slot.fillers, ordered=False, seen=frozenset(named))
    asked_of = tuple(dict.fromkeys(name for name in named if name != dossier.subject))
    of_a_kind = len({dossier.entities[name].kind for name in asked_of}) == 1
    return Listed(asked_of, ordered=True) if len(asked_of) >= SEVERAL and of_a_kind else None


def _of_the_same(dossier: Dossier, told: Sequence[Fact]) -> Listed | None:
    """Everybody who holds a share, after a reply that told what some of them hold; None where it told of all, or of no share."""
    holders = [fact.subject for fact in dossier.share_facts]
    seen = frozenset(fact.subject for fact in told if fact in dossier.share_facts)
    if not seen or seen >= frozenset(holders):
        return None
    return Listed(tuple(holders), ordered=False, seen=seen)


def _alike(facts: Sequence[Fact]) -> Sequence[Fact]:
    """Those of the relation that most of ``facts`` have, the first such."""
    relations = Counter(fact.relation for fact in facts if fact.relation)
    if not relations:
        return ()
    ((relation, _),) = relations.most_common(1)
    return [fact for fact in facts if fact.relation == relation]


def going_on(before: Listed | None, fresh: Listed | None, named: Collection[str]) -> Listed | None:
    """What can be pointed at from now on.

    Args:
        before: what could be so far.
        fresh: what the reply adds; where that is nothing new, only what was named changes.
        named: entities of the question.
    """
    if before is None or fresh is None:
        return fresh or (before.beside(named) if before else None)
    is_new = not frozenset(fresh.names) <= frozenset(before.names) or (fresh.ordered and not before.ordered)
    return fresh if is_new else before.beside(named)


class Pointers:
    """Finds such words in a question.

    Args:
        languages: whose words count, each with its ``pointers``.
        functions: folded words of grammar.
        pronouns: folded words and phrases that stand for something said before.
    """

    def __init__(
        self, languages: Mapping[str, Language], functions: Collection[str], pronouns: Collection[str]
    ) -> None:
        self._functions = functions
        self._pronouns = pronouns
        self._phrases = [
            (pointer, language, Phrasebook(language.pointers.get(pointer, ())))
            for pointer in POINTERS
            for language in languages.values()
        ]

    def resolved(self, reading: Reading, talk: Listed, names: Mapping[str, str]) -> str | None:
        """The question with the names instead of the words that point at them; None where none do so clearly.

        « Le premier actionnaire » points at nothing: a word that tells something follows. After a pronoun (« ce dernier ») it may.

        Args:
            reading: the question.
            talk: what can be pointed at.
            names: entity id → what to write.
        """
        words = reading.words
        for pointer, language, phrases in self._phrases:
            if pointer in {OTHER_TWO, OTHERS} and WHO in reading.asks:
                continue  # « qui sont les autres ? » asks for their names
            if pointer == BOTH and reading.mentions:
                continue  # "Thales and the Caisse together" says whom it means
            for place, length in phrases.found(words):
                after = words[place + length : place + length + 1]
                meant = [names[name] for name in talk.at(pointer) if name in names]
                if not meant:
                    continue
                stands_alone = " ".join(words[place : place + length]) in self._pronouns
                if stands_alone or all(word in self._functions for word in after):
                    start, end = reading.tokens[place].start, reading.tokens[place + length - 1].end
                    named = enumeration(meant, language)
                    # That they are meant together is part of what is asked.
                    said = f"{named} {reading.text[start:end]}" if pointer == BOTH else named
                    return f"{reading.text[:start]}{said}{reading.text[end:]}"
        return None
