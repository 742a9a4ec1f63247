"""Words that point at some of several: « et le deuxième ? », "the other two", put into the names they stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.knowledge.records import Dossier, Fact, Intent
from bot.text.formats import enumeration
from bot.text.language import Language
from bot.text.phrasebook import Phrasebook
from bot.understanding.reading.reader import Reader
from bot.understanding.reading.readings import WHO, Reading

PLACES = ("first", "second", "third")
LAST, OTHER, OTHER_TWO, OTHERS, BOTH = "last", "other", "other_two", "others", "both"
POINTERS = (OTHER_TWO, OTHERS, *PLACES, LAST, OTHER, BOTH)
"""What a language's ``pointers`` may stand for."""
LEFT = (OTHER, OTHER_TWO, OTHERS)
"""Those of them that point at whom the talk has left out."""
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
    apart: bool = False
    """The reply told something else of each: of one rival that it has no future, of another that it does well."""

    def beside(self, named: Collection[str]) -> Listed:
        """The same after a question that names ``named``."""
        return replace(self, seen=self.seen | frozenset(named))

    def just_told(self, name: str) -> bool:
        """Whether the reply before told of ``name`` as one of several, none of whom a question has named since."""
        return self.ordered and not self.seen and name in self.names

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


def listed(
    dossier: Dossier,
    intent: Intent,
    facts: Sequence[Fact],
    named: Collection[str],
    *,
    read: Sequence[str] = (),
    for_somebody: bool = False,
) -> Listed | None:
    """What can be pointed at after a reply; None where there are not several.

    Args:
        dossier: whose intent was answered.
        intent: the one that was answered.
        facts: that the reply told, in its order.
        named: entities of the question.
        read: entities in the order in which the text of the reply names them, which is that of the first and the second one.
        for_somebody: people ask ``intent`` for somebody, so that whom the reply tells of are several of those.
    """
    alike = _alike(facts)
    told = [set(fact.parties) for fact in alike]
    # What each fact is about is not one of several: whose shareholders they are, or who created them.
    shared = set.intersection(*told) if len(told) >= SEVERAL else {dossier.subject}
    parts = dict.fromkeys(part for fact in alike for part in fact.parties)
    fresh = tuple(name for name in parts if name not in named and name not in shared)
    if len(fresh) >= SEVERAL:
        return Listed(_as_read(fresh, read), ordered=True)
    if rest := _of_the_same(dossier, alike):
        return rest
    about = _told_of(facts) if for_somebody and len(alike) < SEVERAL else ()
    apart = [name for name in about if name in read and name not in named and name != dossier.subject]
    if len(apart) >= SEVERAL and _of_a_kind(dossier, apart):
        return Listed(_as_read(apart, read), ordered=True, apart=True)
    for slot in intent.slots.values():
        if len(slot.fillers) >= SEVERAL and not frozenset(slot.fillers).isdisjoint(named):
            return Listed(slot.fillers, ordered=False, seen=frozenset(named))
    asked_of = tuple(dict.fromkeys(name for name in named if name != dossier.subject))
    alike_asked = len(asked_of) >= SEVERAL and _of_a_kind(dossier, asked_of)
    return Listed(asked_of, ordered=True) if alike_asked else None


def _as_read(names: Sequence[str], read: Sequence[str]) -> tuple[str, ...]:
    """``names`` in the order of ``read``; those that are not there last, as they are."""
    place = {name: at for at, name in reversed([*enumerate(read)])}
    return tuple(sorted(names, key=lambda name: place.get(name, len(read))))


def _told_of(facts: Sequence[Fact]) -> Sequence[str]:
    """Whom the facts are about, each once: of two rivals a reply may tell different things."""
    return tuple(dict.fromkeys(fact.subject for fact in facts))


def _of_a_kind(dossier: Dossier, names: Sequence[str]) -> bool:
    """Whether all of ``names`` are of one kind, or the facts tell the same of each: an institution and a company may both hold a share."""
    if len({dossier.entities[name].kind for name in names}) == 1:
        return True
    alike = dict[tuple[str, str | None], set[str]]()
    for fact in dossier.facts.values():
        if fact.relation:
            alike.setdefault((fact.relation, fact.object), set()).add(fact.subject)
    return any(subjects.issuperset(names) for subjects in alike.values())


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
    if is_new:
        return fresh
    if fresh.ordered and not frozenset(fresh.names) <= frozenset(named):
        # Some of those before were told anew: the first one is now the first of these.
        return replace(fresh, seen=before.seen & frozenset(fresh.names)).beside(named)
    return before.beside(named)


class Pointers:
    """Finds such words in a question.

    Args:
        languages: whose words count, each with its ``pointers``.
        reader: reads the questions.
    """

    def __init__(self, languages: Mapping[str, Language], reader: Reader) -> None:
        self._functions = reader.functions
        self._pronouns = reader.pronouns
        self._joining = reader.joining
        self._phrases = [
            (pointer, language, _Pointing(language.pointers.get(pointer, ()), reader.articles))
            for pointer in POINTERS
            for language in languages.values()
        ]

    def resolved(
        self, reading: Reading, talk: Listed, names: Mapping[str, str], *, boldly: bool = False
    ) -> str | None:
        """The question with the names instead of the words that point at them; None where none do so clearly.

        « Le premier actionnaire » points at nothing: a word that tells something follows. After a pronoun (« ce dernier »), or a phrase
        that has its noun ("the second one"), it may. "Second?" is a place where it is all that is said.

        Args:
            reading: the question.
            talk: what can be pointed at.
            names: entity id → what to write.
            boldly: any word may follow: "will the third sell?".
        """
        words = reading.words
        for pointer, language, phrases in self._phrases:
            if pointer in {OTHER_TWO, OTHERS} and WHO in reading.asks:
                continue  # « qui sont les autres ? » asks for their names
            if pointer == BOTH and reading.mentions:
                continue  # "Thales and the Caisse together" says whom it means
            meant = [names[name] for name in talk.at(pointer) if name in names]
            for place, length in self._found(reading, pointer, phrases) if meant else ():
                if boldly or self._stands_alone(reading, phrases, place, length):
                    start, end = reading.tokens[place].start, reading.tokens[place + length - 1].end
                    named = enumeration(meant, language)
                    # That they are meant together is part of what is asked; "both of them" only says whom.
                    together = pointer == BOTH and not self._is_pronoun(words[place : place + length])
                    said = f"{named} {reading.text[start:end]}" if together else named
                    return f"{reading.text[:start]}{said}{reading.text[end:]}"
        return None

    def _found(self, reading: Reading, pointer: str, phrases: _Pointing) -> Iterator[tuple[int, int]]:
        """(place, words) of what points in a question."""
        words = reading.words
        yield from phrases.whole.found(words)
        if pointer in {*PLACES, LAST}:
            found = phrases.bare.found(words)
            said = {place for at, length in found for place in range(at, at + length)}
            if all(at in said or word in self._joining for at, word in enumerate(words)):
                yield from found

    def _is_pronoun(self, phrase: Sequence[str]) -> bool:
        """Whether a phrase is a pronoun (« les deux »), or ends with one ("both of them")."""
        return " ".join(phrase) in self._pronouns or phrase[-1] in self._pronouns

    def _stands_alone(self, reading: Reading, phrases: _Pointing, place: int, length: int) -> bool:
        """Whether no noun follows that would say what is the first of what."""
        words = reading.words
        phrase, after = words[place : place + length], words[place + length : place + length + 1]
        if " ".join(phrase) in self._pronouns or phrases.has_noun(phrase):
            return True
        return all(word in self._functions for word in after)


class _Pointing:
    """How one language points at one place.

    Args:
        phrases: folded.
        articles: folded.

    Attributes:
        whole: the phrases.
        bare: the same without an article: "second".
    """

    def __init__(self, phrases: Collection[str], articles: Collection[str]) -> None:
        self._phrases = frozenset(tuple(phrase.split()) for phrase in phrases)
        self.whole = Phrasebook(phrases)
        self.bare = Phrasebook(
            " ".join(words[1:]) for words in self._phrases if len(words) > 1 and words[0] in articles
        )

    def has_noun(self, words: Sequence[str]) -> bool:
        """Whether ``words`` are one of the phrases and more than another: "the second one"."""
        return any(tuple(words[:length]) in self._phrases for length in range(1, len(words)))
