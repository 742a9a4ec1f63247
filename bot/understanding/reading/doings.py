"""Who does what to whom, as far as the order of names and the words between them tell: « Bull a été racheté par Atos »."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import product

from bot.text.language import Language
from bot.text.opposites import Opposites
from bot.text.patterns import stands_in
from bot.understanding.reading.entities import POSSESSIVE, Mention, covered_by
from bot.understanding.reading.readings import Act

STEM = 4
"""Letters by which forms of a word are taken for the same (« rachète », « racheter »)."""
SHORTEST_VERB = 3
"""Letters of a word of grammar that may be a verb, where no other word stands between two names."""
PARTIES = 2
"""Names, or groups of names, in a question of who does something to whom."""
WITHIN = 4
"""Words at most between a name and what it does: « la Caisse va-t-elle acheter »."""


class Doings:
    """Reads who does what off a question.

    Args:
        languages: whose words tell who does it.
        opposites: words with a contrary, by which words of one meaning are alike.
        functions: folded words of grammar.
        articles: folded words that may stand before a name for nothing but grammar.
    """

    def __init__(
        self,
        languages: Collection[Language],
        opposites: Opposites,
        functions: Collection[str],
        articles: Collection[str],
    ) -> None:
        self._opposites = opposites
        self._functions = functions
        self._mutual_words = frozenset().union(*(language.mutual_words for language in languages))
        self._agent_words = frozenset().union(*(language.agent_words for language in languages))
        self._owner_words = frozenset().union(*(language.owner_words for language in languages))
        self._articles = articles
        self._than = frozenset().union(*(language.than for language in languages))
        comparing = (phrase.split() for language in languages for phrase in language.comparing)
        self._comparing = frozenset(words[0] for words in comparing if words[-1] in self._than)
        self._inverse_words = sorted({word for language in languages for word in language.inverse_words})

    def acts(self, words: Sequence[str], mentions: Sequence[Mention]) -> tuple[frozenset[Act], bool | None]:
        """``Reading.acts`` and ``Reading.passive``.

        Who is named first does it, but for « racheté par ». Names side by side (« Bull et SFR ») act together. Whose something is need
        not do anything: « quelle part de Cloudwatt détient Orange ? ».
        """
        parties = list(self._parties(words, mentions)) if len(mentions) >= PARTIES else []
        if len(parties) != PARTIES:
            return frozenset(), None
        first, second = parties
        between = words[first[-1].last : second[0].first]
        while between and between[-1] in self._articles:  # « racheté par la Maison Brioche »
            between = between[:-1]
        if not between or between[-1] in self._mutual_words:
            return frozenset(), None
        inverse = any(stands_in(pattern, between) for pattern in self._inverse_words)
        passive = between[-1] in self._agent_words or inverse
        if not passive and all(self._owns(words, one) for one in first):
            return frozenset(), None
        whos, whoms = (second, first) if passive else (first, second)
        telling = [word for word in between if word not in self._functions]
        # "own" and "have" are grammar, and yet all that a question may say of two.
        acts = (
            (self._opposites.meaning(word) or word[:STEM], who.entity, whom.entity)
            for word in telling or [word for word in between if len(word) >= SHORTEST_VERB]
            for who, whom in product(whos, whoms)
            if who.entity != whom.entity
        )
        return frozenset(acts), passive

    def weighed(self, words: Sequence[str], mentions: Sequence[Mention]) -> str | None:
        """``Reading.weighed``: "2 than 1" for « Thales et la Caisse ont plus qu'Orange »."""
        if not mentions or self._than.isdisjoint(words):
            return None
        covered = covered_by(mentions)
        for place in reversed(range(len(words))):
            if words[place] not in self._than or place in covered:
                continue
            if self._comparing.isdisjoint(words[max(0, place - WITHIN) : place]):
                continue
            before = self._held(words, [one for one in mentions if one.first < place])
            after = self._held(words, [one for one in mentions if one.first > place])
            return f"{before} than {after}" if before and after else None
        return None

    def _held(self, words: Sequence[str], mentions: Sequence[Mention]) -> int:
        """How many of these are held against others: not whose something is (« plus de Cloudwatt que Thales ») beside who has it."""
        have = {one.entity for one in mentions if not self._owns(words, one)}
        return len(have or {one.entity for one in mentions})

    def doers(self, words: Sequence[str], mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
        """``Reading.doers``. Whose shares are sold (« les parts d'Orange ») need not be who sells."""
        if not mentions:
            return
        covered = covered_by(mentions)
        for place, word in enumerate(words):
            what = None if place in covered else self._opposites.meaning(word)
            if what is None:
                continue
            agent = words[place + 1 : place + 2]
            after = [one for one in mentions if one.first > place]
            if agent and agent[0] in self._agent_words:
                if after:
                    yield what, after[0].entity
                continue
            before = [one for one in mentions if place - WITHIN <= one.last <= place]
            if before and not self._owns(words, before[-1]):
                yield what, before[-1].entity

    def _owns(self, words: Sequence[str], mention: Mention) -> bool:
        """Whether a name stands for whose something is: « d'Orange », "Orange's"."""
        before, after = (
            words[max(0, mention.first - 2) : mention.first],
            words[mention.last : mention.last + 1],
        )
        return not self._owner_words.isdisjoint(before) or list(after) == [POSSESSIVE]

    def _parties(self, words: Sequence[str], mentions: Sequence[Mention]) -> Iterator[Sequence[Mention]]:
        """The names, those that only words such as « et » part taken together."""
        together: list[Mention] = []
        for mention in mentions:
            between = words[together[-1].last : mention.first] if together else ()
            joint = bool(between) and between[0] in self._mutual_words
            if together and not (joint and all(word in self._functions for word in between)):
                yield together
                together = []
            together.append(mention)
        if together:
            yield together
