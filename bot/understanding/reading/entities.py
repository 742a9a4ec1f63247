"""Entities in a question: by alias, longest first, then nearly so for what was mistyped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, Indel

from bot.knowledge.records import Entity
from bot.text.language import Language
from bot.text.normalise import Token, tokenise
from bot.text.normalise import words as words_of

EDITS_BY_LENGTH = ((4, 0), (7, 1), (11, 2))
"""(letters, edits): an alias of fewer letters than the first figure may be that many edits away; beyond, three.

A bound that grows with length, since one edit in four letters makes another word and one in ten is a slip."""
MOST_EDITS = 3
BESIDE_GRAMMAR = 1
"""Edits that a name may be away that begins or ends with a word of grammar: « la caise », and no « autre cloude souverin »."""
APART = 2
"""Edits that a name of several words may be away where it is stuck together or torn apart besides."""

REMEMBERED = 4096
"""Runs of words whose nearest name is kept: every sentence, part and completion of a question has them again."""
SHORTEST_GRAMMAR = 4
"""Letters from which a mistyped word may be one of grammar: of three, most are but a letter from some."""
SHORTEST_SWAPPED = 3
"""Letters that a name needs for two neighbours in it to be swapped by a slip (« ohv »), where no other edit is a slip."""
SHORTEST_STUCK = 3
"""Letters that a name needs for an elision stuck to it to be seen: fewer make too many other words."""
POSSESSIVE = "s"
"""What is left of an English possessive."""

SAME_START = 1
"""Letters that must agree at the beginning of a mistyped name, or a word of one, of up to six letters: the first is seldom
mistyped, and without this « tout » would be « Atos », and « la baisse » « la Caisse »."""
SHORT_NAME = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named in a question."""

    entity: str
    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""
    exact: bool
    """False when the spelling had to be guessed."""
    language: str | None = None
    """The one language in which it is called so; None where several do, or the spelling had to be guessed."""
    common: bool = False
    """Its author writes what it is called so without any capital (« le chantier »): words that say what it is, and no name."""


def allowed_edits(letters: int) -> int:
    """How many edits a name of that many letters may be away."""
    return next((edits for bound, edits in EDITS_BY_LENGTH if letters < bound), MOST_EDITS)


def _begins_alike(name: str, written: str) -> bool:
    """Whether ``written`` begins with the letters that it must share with a short ``name`` to be a slip of it."""
    return len(name) > SHORT_NAME or name[:SAME_START] == written[:SAME_START]


def _has_figures_beside(name: Sequence[str], written: Sequence[str]) -> bool:
    """Whether a figure was ``written`` that is none of the words of a ``name``: « Brioche 30 % » is no slip of « Brioches »."""
    return any(word.isdigit() and word not in name for word in written)


@dataclass(frozen=True, slots=True)
class _Spelled:
    """An alias as letters."""

    letters: str
    words: tuple[str, ...]
    bound: int
    """Edits that it may be away."""
    entity: str

    def distance(self, written: Sequence[str]) -> int | None:
        """Edits from the words as they are ``written``; None beyond what may be a slip.

        A name too short for any other edit may have two neighbours swapped.
        Word for word, where there are as many: « state investment amount » is no "state investment arm", though but three letters off.
        """
        if not self.bound:
            swapped = sorted("".join(written)) == sorted(self.letters)
            return 1 if swapped and DamerauLevenshtein.distance(self.letters, "".join(written)) == 1 else None
        if len(written) != len(self.words):
            bound = min(self.bound, APART)
            found = DamerauLevenshtein.distance(self.letters, "".join(written), score_cutoff=bound)
            return found if found <= bound else None
        apart = [
            DamerauLevenshtein.distance(own, word) for own, word in zip(self.words, written, strict=True)
        ]
        slips = all(
            edits <= max(1, allowed_edits(len(own))) and _begins_alike(own, word)
            for edits, own, word in zip(apart, self.words, written, strict=True)
        )
        return sum(apart) if slips and sum(apart) <= self.bound else None


class EntityFinder:
    """Finds a dossier's entities in tokens.

    Args:
        entities: id → entity.
        languages: the languages whose aliases count: people mix them, so all do in every question.
        common: folded words that are never taken for a mistyped name: what the phrasings and the languages use.
    """

    def __init__(
        self, entities: Mapping[str, Entity], languages: Mapping[str, Language], common: Collection[str]
    ) -> None:
        self._elisions = sorted({letters for language in languages.values() for letters in language.elisions})
        self._functions = frozenset().union(*(language.function_words for language in languages.values()))
        self._spoken = self._functions | frozenset(common)
        self._everyday = self._functions.union(*(language.witnesses for language in languages.values()))
        self._aliases: dict[tuple[str, ...], str] = {}
        self._common_nouns, capitalised = set[tuple[str, ...]](), set[tuple[str, ...]]()
        self._called: dict[tuple[str, ...], set[str]] = {}
        """Words of a name → the languages in which somebody is called so."""
        for entity in entities.values():
            for language, name in self._names(entity):
                words = tuple(token.text for token in tokenise(name, self._elisions))
                if words:
                    self._aliases.setdefault(words, entity.id)
                    self._called.setdefault(words, set()).add(language)
                    (self._common_nouns if name.islower() else capitalised).add(words)
        self._common_nouns -= capitalised
        self._starts = frozenset(words[0] for words in self._aliases if len(words[0]) >= SHORTEST_STUCK)
        names = self._starts - self._functions
        stuck = {elision + name for elision in self._elisions for name in names}
        # An author who files « letat a mis combien ? » makes no word of it.
        self._whole = self._everyday.union(set(common) - stuck, self._starts)
        """Folded words that no name is stuck in."""
        self._longest = max((len(words) for words in self._aliases), default=0)
        self._fuzzy = self._fuzzy_names()
        self._most_letters = max(self._fuzzy, default=0) + MOST_EDITS
        self._nearest = lru_cache(maxsize=REMEMBERED)(self._find_nearest)

    @staticmethod
    def _names(entity: Entity) -> Iterable[tuple[str, str]]:
        """(language, name) of all that somebody is called."""
        yield from entity.name.items()
        for language, aliases in entity.aliases.items():
            yield from ((language, alias) for alias in aliases)

    def _fuzzy_names(self) -> Mapping[int, list[_Spelled]]:
        """Letters → the aliases that long, without their spaces, that may be mistyped at all."""
        names: dict[int, list[_Spelled]] = {}
        for words, entity in self._aliases.items():
            joined = "".join(words)
            if len(joined) >= SHORTEST_SWAPPED:
                names.setdefault(len(joined), []).append(
                    _Spelled(joined, words, allowed_edits(len(joined)), entity)
                )
        return names

    def unstick(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """``tokens`` with a forgotten apostrophe seen beside a name: « letat » is « l » and « etat », "ovhs" is "ovh" and "s"."""
        if not self._aliases or all(token.text in self._whole for token in tokens):
            return tuple(tokens)
        return tuple(part for token in tokens for part in self._parts(token))

    def _parts(self, token: Token) -> Iterable[Token]:
        word = token.text
        if word not in self._whole:
            for elision in self._elisions:
                name = word[len(elision) :]
                if word.startswith(elision) and name in self._starts:
                    middle = min(token.start + len(elision), token.end - 1)
                    return (Token(elision, token.start, middle), Token(name, middle, token.end))
            name, ending = word[:-1], word[-1:]
            if ending == POSSESSIVE and (name,) in self._aliases:
                return (Token(name, token.start, token.end - 1), Token(ending, token.end - 1, token.end))
        return (token,)

    def find(self, text: str, tokens: Sequence[Token], *, exact: bool = False) -> tuple[Mention, ...]:
        """The mentions in ``tokens`` of ``text``, left to right, none overlapping another.

        With ``exact``, a name that is spelled any other way than its aliases is no mention.
        """
        if not self._aliases:
            return ()
        texts = [token.text for token in tokens]
        mentions: list[Mention] = []
        index = 0
        while index < len(texts):
            mention = self._exact(text, tokens, texts, index)
            if not exact:
                mention = self._mistyped(texts, index, mention)
            if mention:
                mentions.append(mention)
            index = mention.last if mention else index + 1
        return tuple(mentions)

    def _exact(self, text: str, tokens: Sequence[Token], texts: list[str], first: int) -> Mention | None:
        """The name that begins at ``first``; None also when a longer one begins inside it (« la Caisse des Dépôts »)."""
        mention = self._exact_at(text, tokens, texts, first)
        if mention is None:
            return None
        inside = (self._exact_at(text, tokens, texts, start) for start in range(first + 1, mention.last))
        longest = max((_letters(texts, one) for one in inside if one), default=0)
        return mention if _letters(texts, mention) >= longest else None

    def _exact_at(self, text: str, tokens: Sequence[Token], texts: list[str], first: int) -> Mention | None:
        for length in range(min(self._longest, len(texts) - first), 0, -1):
            entity = self._aliases.get(tuple(texts[first : first + length]))
            if entity is None or (length == 1 and self._is_plain_word(text, tokens[first])):
                continue
            words = tuple(texts[first : first + length])
            called = self._called[words]
            language = next(iter(called)) if len(called) == 1 else None
            is_common = words in self._common_nouns
            return Mention(entity, first, first + length, exact=True, language=language, common=is_common)
        return None

    def _is_plain_word(self, text: str, token: Token) -> bool:
        """A name that is also an everyday word (« Free ») counts only when written with a capital."""
        return token.text in self._everyday and not text[token.start].isupper()

    def _mistyped(self, texts: list[str], first: int, exact: Mention | None) -> Mention | None:
        """The mistyped name at ``first`` of more words than the ``exact`` one there, or that begins inside either; else ``exact``.

        « La caisse des dépot » is the Caisse des Dépôts mistyped, and not « la Caisse » and two words.
        """
        found = self._near(texts, first, longer_than=exact.last - first if exact else 0) or exact
        if found is None:
            return None
        length = found.last - first
        inside = (self._near(texts, start, longer_than=length) for start in range(first + 1, found.last))
        return next(filter(None, inside), found)

    def _near(self, texts: list[str], first: int, *, longer_than: int) -> Mention | None:
        for length in range(min(self._longest, len(texts) - first), longer_than, -1):
            words = texts[first : first + length]
            if all(word in self._spoken for word in words) or sum(map(len, words)) > self._most_letters:
                continue
            entity = self._nearest(tuple(words))
            if entity:
                return Mention(entity, first, first + length, exact=False)
        return None

    def _alike(self, written: Sequence[str]) -> Iterable[_Spelled]:
        """Aliases of about as many letters and words that may be what was meant; one that is spelled so is no guess."""
        joined = "".join(written)
        for letters in range(len(joined) - MOST_EDITS, len(joined) + MOST_EDITS + 1):
            for name in self._fuzzy.get(letters, ()):
                if abs(letters - len(joined)) > name.bound or abs(len(name.words) - len(written)) > 1:
                    continue
                if not _begins_alike(name.letters, joined) or _has_figures_beside(name.words, written):
                    continue
                if len(written) == 1 or self._is_mistyped(name, written):
                    yield name

    def _is_mistyped(self, name: _Spelled, written: Sequence[str]) -> bool:
        """Whether a name of several words may be what was ``written``: it is not spelled so, and no word at its ends only stands beside it.

        A word that is used belongs to the name where it is the name's own, or how that begins: « la caise », « caisse des depot ».
        """
        pairs = zip((name.words[0], name.words[-1]), (written[0], written[-1]), strict=True)
        as_many = len(name.words) == len(written)
        return name.words != tuple(written) and all(
            word not in self._spoken or (as_many and own.startswith(word)) for own, word in pairs
        )

    def _find_nearest(self, written: tuple[str, ...]) -> str | None:
        """The one entity within the bound of its own length; None when two are as near, or a word of grammar is: « étét » is « été »."""
        best: tuple[int, _Spelled] | None = None
        tie = False
        grammar = len(written) > 1 and not self._functions.isdisjoint((written[0], written[-1]))
        for name in self._alike(written):
            distance = name.distance(written)
            if distance is None or (grammar and distance > BESIDE_GRAMMAR):
                continue
            if best is None or distance < best[0]:
                best, tie = (distance, name), False
            elif distance == best[0] and name.entity != best[1].entity:
                tie = True
        if best is None or tie or (len(written) == 1 and self._is_grammar(written[0], best[1])):
            return None
        return best[1].entity

    def _is_grammar(self, word: str, name: _Spelled) -> bool:
        """Whether a word of grammar is nearer than ``name``, where a wrong letter counts as one left out and one put in."""
        apart = Indel.distance(word, name.letters)
        return len(word) >= SHORTEST_GRAMMAR and any(
            Indel.distance(word, one) < apart for one in self._functions if one[:1] == word[:1]
        )


def _letters(texts: Sequence[str], mention: Mention) -> int:
    return sum(len(word) for word in texts[mention.first : mention.last])


def name_words(entities: Mapping[str, Entity], elisions: Collection[str]) -> frozenset[str]:
    """Folded words that names are made of: an author's own, and never shorthand nor a slip of another."""
    return frozenset(
        word
        for entity in entities.values()
        for names in (entity.name.values(), *entity.aliases.values())
        for name in names
        for word in words_of(name, elisions)
    )


def covered_by(mentions: Iterable[Mention]) -> frozenset[int]:
    """The places of the tokens that ``mentions`` cover."""
    return frozenset([place for mention in mentions for place in range(mention.first, mention.last)])


def outside(mentions: Sequence[Mention], tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens that no mention covers."""
    covered = covered_by(mentions)
    return tuple(token for index, token in enumerate(tokens) if index not in covered)
